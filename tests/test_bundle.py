"""Offline bundles: the same bytes again, proven byte by byte, and refused where they would harm."""

from __future__ import annotations

import io
import json
import random
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from factbook.bundle import archive
from factbook.bundle.archive import RefusedError
from factbook.bundle.verify import Verified, verify
from factbook.cli import run
from tests.browsing import lay_out

NAME = "ai-infrastructure-factbook"
BOTH = pytest.mark.parametrize("kind", ["zip", "html"])


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = lay_out(tmp_path_factory.mktemp("book"))
    assert run(["--root", str(place), "bundle"]) == 0
    return place


@pytest.fixture(scope="module")
def bundles(root: Path) -> dict[str, bytes]:
    return {kind: (root / f"dist/{NAME}.{kind}").read_bytes() for kind in ("zip", "html")}


def proven(root: Path, raw: bytes) -> Verified:
    return verify(raw, root / "seeds")


@BOTH
def test_a_bundle_as_made_is_proven(root: Path, bundles: dict[str, bytes], kind: str) -> None:
    found = proven(root, bundles[kind])
    assert found.faults == ()
    assert found.quotes == found.told["citations"] > found.told["facts"] > 300
    facts = json.loads((root / "build/offline/data/facts.json").read_bytes())
    assert found.told["as_of"] == facts["as_of"]
    assert found.told["licence"] == "CC BY 4.0"


def test_verify_tells_what_it_proved_and_one_digest(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["--root", str(root), "bundle", "--verify", str(root / f"dist/{NAME}.zip")]) == 0
    told = capsys.readouterr().out.splitlines()
    lines = (root / "dist/SHA256SUMS").read_text("ascii").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert told[1].endswith("quotes stand at their places in the seeds")
    assert told[-1] == f"SHA-256 {sums[f'{NAME}.zip']}"


def test_sums_are_those_of_the_usual_tool(root: Path) -> None:
    subprocess.run(["sha256sum", "--check", "SHA256SUMS"], cwd=root / "dist", check=True)


@BOTH
def test_a_byte_changed_anywhere_is_noticed(
    root: Path, bundles: dict[str, bytes], kind: str
) -> None:
    raw = bundles[kind]
    seeded = random.Random(38)
    places = [0, 1, 2, 17, len(raw) - 1, len(raw) - 67, len(raw) - 70]
    places += [seeded.randrange(len(raw)) for _ in range(40)]
    # The ends of files in the archive, where bits are left over that no unpacking reads.
    if kind == "zip":
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            places += [entry.header_offset - 1 for entry in packed.infolist()[1:40]]
    unnoticed = []
    for place in places:
        changed = bytearray(raw)
        changed[place] ^= 1 << seeded.randrange(8)
        try:
            if not verify(bytes(changed), None).faults:
                unnoticed.append(place)
        except RefusedError:
            pass
    assert unnoticed == []


@BOTH
def test_a_changed_manifest_is_noticed_wherever_it_is_changed(
    bundles: dict[str, bytes], kind: str
) -> None:
    raw = bundles[kind]
    if kind == "zip":
        files = _files(raw)
        manifest = files["manifest.json"]

        def whole(changed: bytes) -> bytes:
            return archive.write({**files, "manifest.json": changed})
    else:
        before, sign, after = raw.partition(b'id="manifest.json">\n')
        manifest = after.removesuffix(b"</script>\n</body>\n</html>\n")

        def whole(changed: bytes) -> bytes:
            return before + sign + changed + after[len(manifest) :]

    assert verify(whole(manifest), None).faults == ()
    for change in (
        manifest.replace(b"2026-", b"2027-", 1),
        manifest.replace(b"{\n", b"{ \n", 1),
        manifest.replace(b'"manifest": 1', b'"manifest": 2', 1),
        manifest[:-1],
        b"[]\n",
        b"",
    ):
        assert change != manifest
        faults = verify(whole(change), None).faults
        assert faults
        assert faults[0].startswith("manifest.json: the manifest has been changed: ")


def test_a_changed_file_of_the_zip_is_named(bundles: dict[str, bytes]) -> None:
    files = _files(bundles["zip"])
    page = "site/projects/soofi.html"
    changed = {**files, page: files[page].replace(b"1,000", b"9,000")}
    assert verify(archive.write(changed), None).faults == (
        "site/projects/soofi.html: its bytes are not those of the manifest",
    )
    fewer = {name: content for name, content in files.items() if name != page}
    assert verify(archive.write(fewer), None).faults == ("site/projects/soofi.html: it is missing",)
    more = {**files, "site/more.html": b"more"}
    assert verify(archive.write(more), None).faults == (
        "site/more.html: the manifest does not name it",
    )


def test_a_changed_page_of_the_one_file_is_named(bundles: dict[str, bytes]) -> None:
    before, sign, after = bundles["html"].partition(b"<!--part:page:projects/soofi/-->\n")
    changed = before + sign + after.replace(b"1,000", b"9,000", 1)
    assert verify(changed, None).faults == (
        "page:projects/soofi/: its bytes are not those of the manifest",
    )


def test_a_forged_quote_is_noticed_where_the_seeds_are_at_hand(
    root: Path, bundles: dict[str, bytes]
) -> None:
    """A forger writes a manifest that fits; only the documents tell."""
    files = _files(bundles["zip"])
    words = "mehr als 1.000 GPUs exklusiv für das Sprachmodell SOOFI".encode()
    name = "site/data/facts.json"
    files[name] = files[name].replace(words, words.replace(b"1.000", b"9.000"))
    forged = archive.write({**files, "manifest.json": _manifest_for(files)})
    assert verify(forged, None).faults == ()
    faults = proven(root, forged).faults
    assert len(faults) >= 1
    assert "soofi/gpus-reserved: its quote is not in seeds/000_fd22495537f019e0.txt:23" in faults


def test_a_forged_count_is_noticed(bundles: dict[str, bytes]) -> None:
    files = _files(bundles["zip"])
    forged = archive.write({**files, "manifest.json": _manifest_for(files, facts=1)})
    number = len(json.loads(files["site/data/facts.json"])["facts"])
    assert verify(forged, None).faults == (
        f"manifest.json: it counts 1 facts, facts.json has {number}",
    )


def _files(raw: bytes) -> dict[str, bytes]:
    return {name: content or b"" for name, content in archive.read(raw)}


def _manifest_for(files: dict[str, bytes], **changes: object) -> bytes:
    """Write a manifest as a forger would."""
    from factbook.bundle import manifest

    told = json.loads(files["manifest.json"])
    del told["digest"]
    parts = {name: content for name, content in files.items() if name != "manifest.json"}
    told["files"] = {name: manifest.sha256(parts[name]) for name in sorted(parts)}
    told |= changes
    return manifest._written({**told, "digest": manifest.sha256(manifest._written(told))})


def _with_entry(change: Callable[[zipfile.ZipInfo], None], content: bytes = b"x") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        entry = zipfile.ZipInfo("site/a.html")
        entry.compress_type = zipfile.ZIP_DEFLATED
        change(entry)
        packed.writestr(entry, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../a.html",
        "site/../../a.html",
        "/etc/passwd",
        "C:/a.html",
        "site\\a.html",
        "site//a.html",
        "site/a\n.html",
        ".hidden",
        "site/",
        "",
    ],
)
def test_a_zip_with_an_odd_path_is_refused(name: str) -> None:
    def change(entry: zipfile.ZipInfo) -> None:
        entry.filename = name

    with pytest.raises(RefusedError, match="is no path a bundle has"):
        verify(_with_entry(change), None)


def test_a_zip_with_a_link_is_refused() -> None:
    def change(entry: zipfile.ZipInfo) -> None:
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16

    with pytest.raises(RefusedError, match=r'"site/a\.html" is a link or another thing'):
        verify(_with_entry(change, b"/etc/passwd"), None)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(RefusedError, match="would grow to more than 400 times its size"):
        verify(_with_entry(lambda _: None, bytes(30_000_000)), None)


def test_files_that_overlap_or_hide_are_refused(bundles: dict[str, bytes]) -> None:
    raw = bundles["zip"]
    with pytest.raises(RefusedError, match="does not stand where the file before it ends"):
        verify(raw[:0] + b"PK\x05\x06hidden" + raw, None)


def test_a_name_that_stands_twice_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("site/a.html", "one")
        packed.writestr("site/A.html", "other")
    with pytest.raises(RefusedError, match=r'"site/A\.html" stands in it twice'):
        verify(stream.getvalue(), None)


@pytest.mark.parametrize("raw", [b"", b"PK", b"hello", b"<!doctype html>\n<p>A page.</p>\n"])
def test_what_is_no_bundle_is_refused(raw: bytes) -> None:
    with pytest.raises(RefusedError):
        verify(raw, None)


def test_what_is_refused_is_told_and_exits_with_1(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken.zip").write_bytes(b"hello")
    assert run(["--root", str(root), "bundle", "--verify", str(tmp_path / "taken.zip")]) == 1
    assert capsys.readouterr().err == (
        "taken.zip: refused: it is neither a ZIP file nor an HTML file of parts\n"
    )


def test_two_clones_of_a_commit_give_the_same_bytes(tmp_path: Path) -> None:
    origin = tmp_path / "origin"
    origin.mkdir()
    lay_out(origin)
    (origin / ".gitignore").write_text("/build/\n/dist/\n", "ascii")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "core.autocrlf=false"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "All of it"]):
        subprocess.run([*git, *command], cwd=origin, check=True)
    made = []
    for name in ("one", "other/deeper"):
        clone = tmp_path / name
        subprocess.run([*git, "clone", "-q", str(origin), str(clone)], check=True)
        assert run(["--root", str(clone), "bundle"]) == 0
        made.append({path.name: path.read_bytes() for path in (clone / "dist").iterdir()})
        commit = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=clone, check=True, capture_output=True, text=True
        )
        told = verify(made[-1][f"{NAME}.zip"], clone / "seeds").told
        assert told["commit"] == commit.stdout.strip()
    assert made[0] == made[1]


def test_files_that_differ_from_the_commit_are_told(root: Path, tmp_path: Path) -> None:
    from factbook.bundle.commit import commit_of

    assert commit_of(root) == ""
    place = tmp_path / "book"
    place.mkdir()
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example"]
    (place / "a").write_text("a", "ascii")
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "All of it"]):
        subprocess.run([*git, *command], cwd=place, check=True)
    assert len(commit_of(place)) == 40
    (place / "a").write_text("b", "ascii")
    assert commit_of(place).endswith(" with changes")


def test_a_problem_leaves_the_bundles_as_they_were(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "book"
    shutil.copytree(root, place)
    before = (place / f"dist/{NAME}.zip").read_bytes()
    record = place / "facts/projects/soofi.yml"
    record.write_text(record.read_text("utf-8").replace("more than 1000 GPU", "1000 GPU"), "utf-8")
    assert run(["--root", str(place), "bundle"]) == 1
    assert "[value-derived]" in capsys.readouterr().out
    assert (place / f"dist/{NAME}.zip").read_bytes() == before
