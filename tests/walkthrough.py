"""Run the terminal sessions of docs/ with real processes, and write what they print now.

A block marked `console` holds a session: a line after `$` is a command, lines after `>` are more of
it, all else is what it printed. An answer that was typed stands after its question in brackets.
All blocks of a page run one after the other in one factbook: the bridge of tests/cases/base, or the
one that the page begins and goes to with `cd`.
"""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from factbook.begin import GENERATOR
from tests.conftest import CASES, ROOT, lay_over

# What is not there yet when the session of a page begins.
PAGES = {
    "new-fact.md": ("facts/firms/stahlwerk-sued.yml",),
    "new-source.md": (),
    "own-factbook.md": (),
}
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
QUESTION = re.compile(r"\[y/N\]: ")
GOES_TO = re.compile(r"cd (\S+)\n")
ANSWER = re.compile(r"\[y/N\]: (\w+)")
WIDTH = 100
LONGEST_WAIT = 120


def current(name: str) -> str:
    """Give the text of a page with every session as it runs now."""
    text = (ROOT / "docs" / name).read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "factbook"
        _lay_out(root, PAGES[name])
        where = [root]
        return BLOCK.sub(lambda block: "".join(_session(where, block[1])), text)


def _lay_out(root: Path, missing: tuple[str, ...]) -> None:
    """Lay out the code and the factbook, without what is still missing, as a repository."""
    lay_over(CASES / "base", root)
    for name in GENERATOR:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name)
        else:
            shutil.copy(ROOT / name, root)
    for file in missing:
        (root / file).unlink()
    (root / ".gitignore").write_text("__pycache__/\n", "utf-8")
    names = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "start")):
        subprocess.run(["git", "-C", str(root), *names, *arguments], check=True)


def _session(where: list[Path], block: str) -> Iterator[str]:
    """Run the commands of a block; the last of `where` is the folder that the session is in."""
    commands = re.split(r"^(?=\$ )", block, flags=re.MULTILINE)
    for told in commands:
        if not told.startswith("$ "):
            yield told
            continue
        typed = re.match(r"(?:\$ .*\n)(?:> ?.*\n)*", told)
        assert typed is not None, told
        command = re.sub(r"^(?:\$ |> ?)", "", typed[0], flags=re.MULTILINE)
        yield typed[0]
        if goes_to := GOES_TO.fullmatch(command):
            where.append(where[-1] / goes_to[1])
        else:
            yield _printed(where[-1], command, ANSWER.findall(told))


def _printed(root: Path, command: str, answers: list[str]) -> str:
    """Run a command in a terminal, typing the answers to its questions; gives what one sees."""
    ours, theirs = pty.openpty()
    environment = {
        # With a height as well, a terminal is taken to be as wide as it says.
        **{name: value for name, value in os.environ.items() if name != "LINES"},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": str(WIDTH),
        "TERM": "dumb",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    # How far work has come is told beside the output, and only where it takes long.
    with tempfile.TemporaryFile() as beside:
        with subprocess.Popen(
            ["bash", "-c", command],
            cwd=root,
            env=environment,
            stdin=theirs,
            stdout=theirs,
            # A question is written half here, half there.
            stderr=theirs if answers else beside,
        ):
            os.close(theirs)
            seen = _seen(ours, answers)
        os.close(ours)
        beside.seek(0)
        told = [line.strip() for line in beside.read().splitlines()]
    complaints = [line for line in told if line and not line.endswith(b"s left")]
    assert complaints == [], command
    lines = seen.replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines)


def _seen(terminal: int, answers: list[str]) -> str:
    seen = b""
    given = 0
    while chunk := _read(terminal):
        seen += chunk
        asked = len(QUESTION.findall(seen.decode("utf-8", "ignore")))
        for answer in answers[given:asked]:
            os.write(terminal, f"{answer}\n".encode())
            given += 1
    return seen.decode("utf-8")


def _read(terminal: int) -> bytes:
    """Give what was printed next, nothing once the process has closed the terminal."""
    ready, _, _ = select.select([terminal], [], [], LONGEST_WAIT)
    assert ready, "the command waits for an answer that the page does not give"
    try:
        return os.read(terminal, 65536)
    except OSError:
        # So Linux tells of the end of a terminal.
        return b""


if __name__ == "__main__":
    for page in PAGES:
        (ROOT / "docs" / page).write_text(current(page), "utf-8")
