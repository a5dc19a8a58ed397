"""The factbook as it stood at a revision of its repository, laid out in a folder."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path


def lay_out(root: Path, revision: str, folder: Path) -> str | None:
    """Write `facts/` and `seeds/` of a revision into a folder; gives what is wrong, if anything.

    Paths are those below `root`, which may be a folder of a larger repository.
    """
    # A revision that begins with a hyphen would be read as an option.
    if not revision or revision.startswith("-"):
        return f'"{revision}" is no revision'
    commit = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if isinstance(commit, str):
        return commit
    if commit.returncode != 0:
        said = commit.stderr.decode("utf-8", "replace").strip().splitlines()
        if said:
            return said[-1].removeprefix("fatal: ")
        return f'there is no revision "{revision}"; name a branch, a tag or a commit such as HEAD~1'
    # `text=auto` and filters are for work trees: seeds are wanted byte for byte.
    archive = _git(
        root, "archive", "--format=tar", commit.stdout.decode().strip(), "facts", "seeds"
    )
    if isinstance(archive, str):
        return archive
    if archive.returncode != 0:
        return f"{revision} holds no factbook here: it has no facts/ and seeds/"
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        for member in tar:
            if not _is_laid_out(tar, member, folder.resolve()):
                return (
                    f"the records of {revision} cannot be laid out: "
                    f"{member.name} is a link that leaves them"
                )
    return None


def _is_laid_out(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> bool:
    """Write a file, a folder or a link into a folder; False for a link that leaves it.

    The filters of tarfile do the same; Debian's Python 3.11 has none yet.
    """
    path = folder / member.name
    path.parent.mkdir(parents=True, exist_ok=True)
    content = tar.extractfile(member) if member.isfile() else None
    if content is not None:
        path.write_bytes(content.read())
    elif member.issym():
        if folder not in (path.parent / member.linkname).resolve().parents:
            return False
        path.symlink_to(member.linkname)
    return True


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes] | str:
    try:
        return subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, check=False
        )
    except OSError:
        return "git cannot be run; diff reads the old records with it"
