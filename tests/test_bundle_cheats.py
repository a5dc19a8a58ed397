"""Bundles that were changed: each change is noticed, and told where; what would harm is refused.

Whoever changes a bundle here is given all the means: the archive is sealed anew after each change,
and where it helps the manifest is written anew as well.
"""

from __future__ import annotations

import io
import json
import random
import stat
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from factbook.bundle import archive, manifest
from factbook.bundle.archive import RefusedError
from factbook.bundle.verify import verify
from factbook.cli import run

NAME = "ai-infrastructure-factbook"
BOTH = pytest.mark.parametrize("kind", ["zip", "html"])
PAGE = "site/projects/soofi.html"
MANIFEST = "manifest.json"
FACTS = "site/data/facts.json"
PART = b"<!--part:page:projects/soofi/-->\n"
OTHER_PART = b"<!--part:page:projects/stargate/-->\n"
CHANGED = "its bytes are not those of the manifest"

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def bundles(bundled: Path) -> dict[str, bytes]:
    return {kind: (bundled / f"dist/{NAME}.{kind}").read_bytes() for kind in ("zip", "html")}


@pytest.fixture(scope="module")
def files(bundles: dict[str, bytes]) -> Files:
    return {name: content or b"" for name, content in archive.read(bundles["zip"])}


# ---------- a byte ----------


@BOTH
def test_a_byte_changed_anywhere_is_noticed(bundles: dict[str, bytes], kind: str) -> None:
    raw = bundles[kind]
    seeded = random.Random(38)
    places = [0, 1, 2, 17, len(raw) - 1, len(raw) - 67, len(raw) - 70]
    places += [seeded.randrange(len(raw)) for _ in range(40)]
    # The ends of files in the archive, where bits are left over that no unpacking reads.
    if kind == "zip":
        places += [entry.header_offset - 1 for entry in entries_of(raw)[1:40]]
    unnoticed = []
    for place in places:
        changed = bytearray(raw)
        changed[place] ^= 1 << seeded.randrange(8)
        if is_passed(bytes(changed)):
            unnoticed.append(place)
    assert unnoticed == []


def test_each_file_of_the_zip_with_a_byte_changed_is_named(files: Files) -> None:
    """All at once: a change in one does not hide the change in another."""
    changed = {name: flipped(content) for name, content in files.items() if name != MANIFEST}
    faults = verify(archive.write({**files, **changed}), None).faults
    assert len(changed) > 150
    assert {f"{name}: {CHANGED}" for name in changed} <= set(faults)


def test_each_packed_file_with_a_byte_changed_is_named(
    bundles: dict[str, bytes], files: Files
) -> None:
    """As above, in the packed bytes, as a bad disk does it.

    There is a bit here and there that can be either way and unpacks to the same.
    """
    changed = bytearray(bundles["zip"])
    for entry in entries_of(bundles["zip"]):
        if entry.filename != MANIFEST:
            begin = entry.header_offset + len(entry.FileHeader())
            changed[begin + entry.compress_size // 2] ^= 0x10
    names = [name for name, it in archive.read(bytes(changed)) if it != files[name]]
    assert len(names) > len(files) - 5
    faults = verify(bytes(changed), None).faults
    assert [name for name in names if not any(f.startswith(f"{name}: ") for f in faults)] == []


def test_each_part_of_the_one_file_with_a_byte_changed_is_named(bundles: dict[str, bytes]) -> None:
    parts = bundles["html"].split(b"<!--part:")
    changed = [flipped(part) for part in parts[1:-1]]
    faults = verify(b"<!--part:".join([parts[0], *changed, parts[-1]]), None).faults
    names = [part.partition(b"-->")[0].decode() for part in changed]
    assert len(names) > 75
    assert {f"{name}: {CHANGED}" for name in names} <= set(faults)


@BOTH
def test_a_bundle_that_ends_early_is_noticed(bundles: dict[str, bytes], kind: str) -> None:
    raw = bundles[kind]
    lengths = [len(raw) * part // 10 for part in range(10)] + [len(raw) - 1, len(raw) - 66]
    assert [length for length in lengths if is_passed(raw[:length])] == []


@BOTH
@pytest.mark.parametrize(("before", "after"), [(b"", b"\n"), (b" ", b""), (b"", b"<p>More.</p>")])
def test_what_stands_before_or_after_is_noticed(
    bundles: dict[str, bytes], kind: str, before: bytes, after: bytes
) -> None:
    assert not is_passed(before + bundles[kind] + after)


# ---------- files and parts ----------


def test_a_changed_file_of_the_zip_is_named(files: Files) -> None:
    words = files[PAGE].replace(b"1,000", b"9,000")
    assert faults_of({**files, PAGE: words}) == (f"{PAGE}: {CHANGED}",)


def test_a_file_that_is_missing_is_named(files: Files) -> None:
    fewer = {name: content for name, content in files.items() if name != PAGE}
    assert faults_of(fewer) == (f"{PAGE}: it is missing",)


def test_a_file_more_is_named(files: Files) -> None:
    more = {**files, "site/more.html": b"more"}
    assert faults_of(more) == ("site/more.html: the manifest does not name it",)


def test_two_files_that_change_places_are_named(files: Files) -> None:
    other = "site/projects/stargate.html"
    swapped = {**files, PAGE: files[other], other: files[PAGE]}
    assert faults_of(swapped) == (f"{PAGE}: {CHANGED}", f"{other}: {CHANGED}")


def test_a_file_under_another_name_is_named(files: Files) -> None:
    renamed = {name.replace(PAGE, "site/projects/soofy.html"): it for name, it in files.items()}
    assert faults_of(renamed) == (
        "site/projects/soofy.html: the manifest does not name it",
        f"{PAGE}: it is missing",
    )


def test_files_in_another_order_are_noticed(files: Files) -> None:
    late = {name: content for name, content in files.items() if name != PAGE}
    later = next(name for name in late if name > PAGE)
    assert faults_of({**late, PAGE: files[PAGE]}) == (f"{later}: it stands in another place",)


def test_a_changed_page_of_the_one_file_is_named(bundles: dict[str, bytes]) -> None:
    before, sign, after = bundles["html"].partition(PART)
    changed = before + sign + after.replace(b"1,000", b"9,000", 1)
    assert verify(changed, None).faults == (f"page:projects/soofi/: {CHANGED}",)


def test_parts_of_the_one_file_in_another_order_are_noticed(bundles: dict[str, bytes]) -> None:
    before, sign, after = bundles["html"].partition(PART)
    part, between, rest = after.partition(OTHER_PART)
    other, sign_after, end = rest.partition(b"<!--part:")
    swapped = before + between + other + sign + part + sign_after + end
    assert len(swapped) == len(bundles["html"])
    assert verify(swapped, None).faults == ("page:projects/stargate/: it stands in another place",)


def test_a_part_of_the_one_file_that_stands_twice_is_noticed(bundles: dict[str, bytes]) -> None:
    before, sign, after = bundles["html"].partition(PART)
    part = after.partition(b"<!--part:")[0]
    twice = before + sign + part + sign + after
    assert "page:projects/soofi/: it stands in it twice" in verify(twice, None).faults


def test_a_part_more_in_the_one_file_is_named(bundles: dict[str, bytes]) -> None:
    more = bundles["html"].replace(PART, b"<!--part:page:\xff-->\nmore\n" + PART)
    assert verify(more, None).faults == ("page:\ufffd: the manifest does not name it",)


def test_line_ends_that_a_mail_program_changed_are_noticed(bundles: dict[str, bytes]) -> None:
    with pytest.raises(RefusedError, match="neither a ZIP file nor an HTML file of parts"):
        verify(bundles["html"].replace(b"\n", b"\r\n"), None)


# ---------- the manifest ----------


@BOTH
def test_a_changed_manifest_is_noticed_wherever_it_is_changed(
    bundles: dict[str, bytes], files: Files, kind: str
) -> None:
    before, sign, after = bundles["html"].partition(b'id="manifest.json">\n')
    closing = b"</script>\n</body>\n</html>\n"
    written = files[MANIFEST] if kind == "zip" else after.removesuffix(closing)

    def whole(changed: bytes) -> bytes:
        if kind == "zip":
            return archive.write({**files, MANIFEST: changed})
        return before + sign + changed + closing

    assert verify(whole(written), None).faults == ()
    for change in (
        written.replace(b"2026-", b"2027-", 1),
        written.replace(b"{\n", b"{ \n", 1),
        written.replace(b'"manifest": 1', b'"manifest": 2', 1),
        written.replace(b'"manifest": 1', b'"manifest": 1, "manifest": 1', 1),
        written[:-1],
        written + written,
        b"\xef\xbb\xbf" + written,
        b"[]\n",
        b"[" * 100_000,
        b"\xff",
        b"",
    ):
        assert change != written
        faults = verify(whole(change), None).faults
        assert faults[0].startswith("manifest.json: the manifest has been changed: ")


@pytest.mark.parametrize("changes", [{"more": 1}, {"commit": None}])
def test_a_manifest_with_a_key_more_or_less_is_noticed(
    files: Files, changes: dict[str, Any]
) -> None:
    forged = {**files, MANIFEST: manifest_for(files, **changes)}
    assert faults_of(forged) == (
        "manifest.json: the manifest has been changed: it is not written as a manifest is",
    )


def test_a_bundle_without_its_manifest_is_noticed(bundles: dict[str, bytes], files: Files) -> None:
    fewer = {name: content for name, content in files.items() if name != MANIFEST}
    assert faults_of(fewer) == ("manifest.json: it is missing",)
    begin = bundles["html"].index(b"<!--part:manifest.json-->")
    assert verify(bundles["html"][:begin], None).faults[0] == "manifest.json: it is missing"


def test_a_forged_count_is_noticed(files: Files) -> None:
    forged = {**files, MANIFEST: manifest_for(files, facts=1)}
    number = len(json.loads(files[FACTS])["facts"])
    assert faults_of(forged) == (f"manifest.json: it counts 1 facts, facts.json has {number}",)


def test_a_forged_day_is_noticed(files: Files) -> None:
    forged = {**files, MANIFEST: manifest_for(files, as_of="2030-01-01")}
    day = json.loads(files[FACTS])["as_of"]
    assert faults_of(forged) == (f"manifest.json: it is of 2030-01-01, facts.json of {day}",)


@pytest.mark.parametrize("content", [b"[]", b"{}", b"[" * 100_000, b'{"facts": 1}', b"\xff"])
def test_facts_of_another_shape_are_noticed(files: Files, content: bytes) -> None:
    changed = {**files, FACTS: content}
    forged = {**changed, MANIFEST: manifest_for(changed)}
    (fault,) = faults_of(forged)
    assert fault.startswith("facts.json: it cannot be read: ")


# ---------- quotes ----------


def forged_with(files: Files, change: Callable[[dict[str, Any]], None]) -> bytes:
    """Change the first citation of a fact, with a manifest that fits."""
    content = json.loads(files[FACTS])
    fact = next(fact for fact in content["facts"] if fact["id"] == "soofi/gpus-reserved")
    change(fact["citations"][0])
    changed = {**files, FACTS: json.dumps(content).encode()}
    return archive.write({**changed, MANIFEST: manifest_for(changed)})


@pytest.mark.parametrize(
    "changes",
    [
        {"quote": "mehr als 9.000 GPUs exklusiv für das Sprachmodell SOOFI"},
        {"line": 24},
        {"line": 0},
        {"line": -1},
        {"line": 100_000},
        {"start": 0},
        {"start": -5, "end": -5, "quote": ""},
        {"quote": "", "end": 0, "start": 0},
        {"seed": "seeds/other.txt"},
        {"source": "no-such-source"},
    ],
    ids=str,
)
def test_a_forged_citation_is_noticed_where_the_seeds_are_at_hand(
    bundled: Path, files: Files, changes: dict[str, Any]
) -> None:
    """A forger writes a manifest that fits; only the documents tell."""
    forged = forged_with(files, lambda citation: citation.update(changes))
    assert verify(forged, None).faults == ()
    cited = {"seed": "seeds/000_fd22495537f019e0.txt", "line": 23} | changes
    assert verify(forged, bundled / "seeds").faults == (
        f"soofi/gpus-reserved: its quote is not in {cited['seed']}:{cited['line']}",
    )


def test_documents_of_another_kind_are_noticed(
    bundles: dict[str, bytes], bundled: Path, tmp_path: Path
) -> None:
    for seed in (bundled / "seeds").glob("*.txt"):
        (tmp_path / seed.name).write_bytes(seed.read_bytes() + b"\n")
    faults = verify(bundles["zip"], tmp_path).faults
    assert len(faults) == 5
    assert all(it.endswith("the document here is not the one of the bundle") for it in faults)


# ---------- archives that would harm or hide ----------


def test_the_archives_below_are_refused_for_what_is_changed_in_them_alone(files: Files) -> None:
    some = dict(list(files.items())[:9])
    raw = zipped(*(Entry(name, content) for name, content in some.items()))
    assert raw == archive.write(some)


@pytest.mark.parametrize(
    "name",
    [
        "../a.html",
        "site/../../a.html",
        "site/..",
        "site/./a.html",
        "/etc/passwd",
        "//host/a.html",
        "C:/a.html",
        "site\\a.html",
        "site//a.html",
        "site/a\n.html",
        "site/a\x1b[2J.html",
        "site/a\0.exe",
        "site/ä.html",
        "site/a:b.html",
        "site/NUL",
        "con.html/a.html",
        "site/a.html.",
        "site/a.html ",
        ".hidden",
        "site/",
        "",
    ],
)
def test_a_zip_with_an_odd_path_is_refused(name: str) -> None:
    with pytest.raises(RefusedError, match="is no path a bundle has"):
        verify(zipped(Entry(name)), None)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_a_device_is_refused(kind: int) -> None:
    link = Entry(content=b"/etc/passwd", listed={"external_attr": (kind | 0o777) << 16})
    with pytest.raises(RefusedError, match=r'"site/a\.html" is a link or another thing'):
        verify(zipped(link), None)


@pytest.mark.parametrize("other", ["site/a.html", "site/A.html"])
def test_a_name_that_stands_twice_is_refused(other: str) -> None:
    with pytest.raises(RefusedError, match=f'"{other}" stands in it twice'):
        verify(zipped(Entry("site/a.html"), Entry(other)), None)


@pytest.mark.parametrize("names", [("site/a", "site/a/b"), ("site/a/b", "site/A")])
def test_a_file_that_is_a_folder_too_is_refused(names: tuple[str, str]) -> None:
    with pytest.raises(RefusedError, match="is a file and a folder"):
        verify(zipped(*map(Entry, names)), None)


@pytest.mark.parametrize(
    ("listed", "reason"),
    [
        ({"flag_bits": 1}, "is encrypted"),
        ({"flag_bits": 8}, "is not listed the way"),
        ({"compress_type": zipfile.ZIP_STORED}, "is packed in a way no bundle is"),
        ({"compress_type": zipfile.ZIP_LZMA}, "is packed in a way no bundle is"),
        ({"external_attr": (stat.S_IFREG | 0o755) << 16}, "is not listed the way"),
        ({"date_time": (2026, 11, 25, 0, 0, 0)}, "is not listed the way"),
        ({"create_system": 0}, "is not listed the way"),
        ({"comment": b"hidden"}, "is not listed the way"),
        ({"extra": b"\xfe\xca\x02\0hi"}, "is not listed the way"),
    ],
    ids=str,
)
def test_an_entry_that_is_not_listed_as_in_a_bundle_is_refused(
    listed: dict[str, Any], reason: str
) -> None:
    with pytest.raises(RefusedError, match=reason):
        verify(zipped(Entry(listed=listed, inside=listed)), None)


@pytest.mark.parametrize(
    "inside",
    [{"filename": "site/b.html"}, {"extra": b"\xfe\xca\x02\0hi"}, {"CRC": 1}, {"flag_bits": 8}],
    ids=str,
)
def test_an_entry_that_is_another_inside_is_refused(inside: dict[str, Any]) -> None:
    """Some programs unpack by the list at the end, others by the headers on the way."""
    with pytest.raises(RefusedError, match=r'"site/a\.html" has another header than its listing'):
        verify(zipped(Entry(inside=inside)), None)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(RefusedError, match="would grow to more than 400 times its size"):
        verify(zipped(Entry(content=bytes(30_000_000))), None)


def test_a_bomb_that_says_it_is_small_is_not_unpacked_beyond_that() -> None:
    packed = deflated(bytes(100_000_000))
    raw = zipped(Entry(content=b"x", packed=packed))
    tracemalloc.start()
    assert dict(archive.read(raw)) == {"site/a.html": None}
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_files_that_are_too_much_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Zeros are packed best; what is packed worse is refused by its sum."""
    raw = zipped(Entry("a", b"12345"), Entry("b", b"12345"))
    monkeypatch.setattr(archive, "MOST_BYTES", len(raw))
    assert len(dict(archive.read(raw))) == 2
    monkeypatch.setattr(archive, "MOST_BYTES", 9)
    with pytest.raises(RefusedError, match="unpacked it would have more than 9 bytes"):
        list(archive.read(raw))
    with pytest.raises(RefusedError, match="it has more than 9 bytes"):
        verify(raw, None)
    monkeypatch.setattr(archive, "MOST_ENTRIES", 1)
    with pytest.raises(RefusedError, match="it has 2 files, more than 1"):
        list(archive.read(raw))


def test_files_that_share_their_bytes_are_refused() -> None:
    """As in a bomb whose files lie over each other."""
    shared = Entry("site/b.html", listed={"header_offset": 0}, packed=b"", content=b"x")
    with pytest.raises(RefusedError, match="does not stand where the file before it ends"):
        verify(zipped(Entry("site/a.html"), shared), None)


def test_room_between_files_is_refused() -> None:
    hidden = Entry("site/b.html", before=b"PK hidden")
    with pytest.raises(RefusedError, match="does not stand where the file before it ends"):
        verify(zipped(Entry("site/a.html"), hidden), None)


def test_room_before_the_list_of_files_is_refused() -> None:
    with pytest.raises(RefusedError, match="something between its last file and its list"):
        verify(zipped(Entry("site/a.html"), gap=b"hidden"), None)


def test_bytes_behind_the_end_of_a_packed_file_are_noticed(files: Files) -> None:
    entries = [
        Entry(name, content, packed=deflated(content) + b"hidden" * (name == PAGE))
        for name, content in files.items()
    ]
    faults = verify(zipped(*entries), None).faults
    assert f"{PAGE}: it cannot be unpacked, its bytes have been changed" in faults


def test_the_same_files_packed_in_another_way_are_passed_with_another_digest(
    bundles: dict[str, bytes], files: Files
) -> None:
    """What is proven is what a reader sees; that the archive is the published one, its digest."""
    raw = zipped(*(Entry(name, it, packed=deflated(it, 1)) for name, it in files.items()))
    found = verify(raw, None)
    assert found.faults == ()
    assert found.sha256 != verify(bundles["zip"], None).sha256


def test_an_archive_that_is_not_sealed_anew_is_noticed(files: Files) -> None:
    raw = zipped(*(Entry(name, it, packed=deflated(it, 1)) for name, it in files.items()))
    for other in (raw[:-1] + b"-", raw[:-66] + b"\0\0", raw[:-66] + b"\1\0h"):
        assert verify(other, None).faults == (
            "the archive has been changed in how it lists or packs its files, and no file in it",
        )


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PK",
        b"PK\x05\x06" + bytes(18),
        b"hello",
        b"<!doctype html>\n<p>A page.</p>\n",
        b"<!--part:manifest.json-->\n",
    ],
)
def test_what_is_no_bundle_is_not_passed(raw: bytes) -> None:
    assert not is_passed(raw)


def test_what_is_refused_is_told_and_exits_with_1(
    bundled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    (tmp_path / "taken.zip").write_bytes(b"hello")
    assert run(["--root", str(bundled), "bundle", "--verify", str(tmp_path / "taken.zip")]) == 1
    assert capsys.readouterr().err == (
        "taken.zip: refused: it is neither a ZIP file nor an HTML file of parts\n"
    )


def test_each_fault_is_told_with_the_digest_last_and_exits_with_1(
    bundled: Path, files: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    raw = archive.write({**files, PAGE: b""})
    (tmp_path / "taken.zip").write_bytes(raw)
    assert run(["--root", str(bundled), "bundle", "--verify", str(tmp_path / "taken.zip")]) == 1
    told = capsys.readouterr()
    assert told.err == f"{PAGE}: {CHANGED}\n"
    assert told.out == (
        f"1 fault: this is not the bundle that was made\nSHA-256 {manifest.sha256(raw)}\n"
    )


# ---------- the means ----------


@dataclass(frozen=True)
class Entry:
    """A file of an archive.

    `packed` stands there in place of its packed bytes, `listed` and `inside` in place of what its
    listing and its header say, `before` in front of it.
    """

    name: str = "site/a.html"
    content: bytes = b"x"
    packed: bytes | None = None
    listed: dict[str, Any] = field(default_factory=dict)
    inside: dict[str, Any] = field(default_factory=dict)
    before: bytes = b""


def zipped(*entries: Entry, gap: bytes = b"") -> bytes:
    """Write a sealed archive, with all that a well-behaved program would refuse to write."""
    raw, listing = b"", b""
    for entry in entries:
        packed = deflated(entry.content) if entry.packed is None else entry.packed
        told = {
            "compress_type": zipfile.ZIP_DEFLATED,
            "external_attr": (stat.S_IFREG | 0o644) << 16,
            "create_system": 3,
            "file_size": len(entry.content),
            "compress_size": len(packed),
            "CRC": zlib.crc32(entry.content),
            "header_offset": len(raw + entry.before),
        }
        header = info_of(entry.name, told | entry.inside).FileHeader(zip64=False)
        listing += listing_of(info_of(entry.name, told | entry.listed))
        raw += entry.before + header + packed
    raw += gap
    count, begin = len(entries), len(raw)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(listing), begin, 64)
    return raw + listing + end + manifest.sha256(raw + listing + end[:-2]).encode()


def info_of(name: str, told: dict[str, Any]) -> zipfile.ZipInfo:
    """Give a description of a file; its name is what is told, not what zipfile makes of it."""
    info = zipfile.ZipInfo("", archive.EARLIEST)
    for key, value in {"filename": name, **told}.items():
        setattr(info, key, value)
    return info


def listing_of(info: zipfile.ZipInfo) -> bytes:
    """Give what the list at the end of an archive has of a file."""
    year, month, day, hour, minute, second = info.date_time
    name = info.filename.encode()
    flags = info.flag_bits | (0 if info.filename.isascii() else 0x800)
    return (
        struct.pack(
            "<4s4B4HL2L5H2L",
            b"PK\1\2",
            info.create_version,
            info.create_system,
            info.extract_version,
            0,
            flags,
            info.compress_type,
            hour << 11 | minute << 5 | second // 2,
            (year - 1980) << 9 | month << 5 | day,
            info.CRC,
            info.compress_size,
            info.file_size,
            len(name),
            len(info.extra),
            len(info.comment),
            0,
            info.internal_attr,
            info.external_attr,
            info.header_offset,
        )
        + name
        + info.extra
        + info.comment
    )


def deflated(content: bytes, level: int = 9) -> bytes:
    """Pack bytes as an archive holds them."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def manifest_for(files: Files, **changes: Any) -> bytes:
    """Write a manifest as a forger would; a change to None takes the key away."""
    told = json.loads(files[MANIFEST])
    del told["digest"]
    told["files"] = {
        name: manifest.sha256(content) for name, content in files.items() if name != MANIFEST
    }
    told = {key: value for key, value in (told | changes).items() if value is not None}
    digest = manifest.sha256(manifest._written(told))
    return bytes(manifest._written({**told, "digest": digest}))


def faults_of(files: Files) -> tuple[str, ...]:
    """Pack these files, seal them, and give what is found."""
    return verify(archive.write(files), None).faults


def is_passed(raw: bytes) -> bool:
    """Tell whether a bundle is neither refused nor found at fault."""
    try:
        return not verify(raw, None).faults
    except RefusedError:
        return False


def flipped(content: bytes) -> bytes:
    """Change a bit in the middle."""
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def entries_of(raw: bytes) -> Sequence[zipfile.ZipInfo]:
    """Give what an archive lists."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        return packed.infolist()
