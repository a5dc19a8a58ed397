"""ZIP files: written so that the same files give the same bytes, read without trust."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from factbook.bundle.manifest import sha256

EARLIEST = (1980, 1, 1, 0, 0, 0)
# What bundles keep well below, and bombs do not.
MOST_ENTRIES = 200_000
MOST_BYTES = 2_000_000_000
MOST_RATIO = 400
LEAST_SUSPECT = 1_000_000
_SEAL = 64
_NAME = r"[A-Za-z0-9_+@~-](?:[A-Za-z0-9._+@~ -]*[A-Za-z0-9_+@~-])?"
_PATH = re.compile(rf"{_NAME}(?:/{_NAME})*")
# Names that mean a device under Windows, whatever their ending.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
# What an entry of a bundle has in its listing, whatever the file.
_ALWAYS_ALIKE = (
    "date_time",
    "create_system",
    "create_version",
    "extract_version",
    "reserved",
    "flag_bits",
    "volume",
    "internal_attr",
    "external_attr",
    "comment",
    "extra",
)


class RefusedError(Exception):
    """A file that is no bundle, or would do harm where it is unpacked."""


def is_path(name: str) -> bool:
    """Tell whether a file of this name can be unpacked on any disk."""
    return bool(_PATH.fullmatch(name)) and not any(map(_RESERVED.match, name.split("/")))


def write(files: Mapping[str, bytes]) -> bytes:
    """Pack files in the order given; the archive's comment is the hash of all before it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            if not is_path(name):
                raise ValueError(f'"{name}" is no path for a bundle')
            archive.writestr(_entry(name), content, compresslevel=9)
    bare = stream.getvalue()[:-2]
    return bare + struct.pack("<H", _SEAL) + sha256(bare).encode()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    return entry


def is_sealed(raw: bytes) -> bool:
    """Tell whether an archive's comment is the hash of all that stands before it."""
    bare, length, seal = raw[: -_SEAL - 2], raw[-_SEAL - 2 : -_SEAL], raw[-_SEAL:]
    return length == struct.pack("<H", _SEAL) and seal == sha256(bare).encode()


def read(raw: bytes) -> Iterator[tuple[str, bytes | None]]:
    """Give the files of an archive one by one, None for one whose bytes cannot be unpacked.

    Raises RefusedError before the first of them for odd paths, links, bombs and hidden parts.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            end = archive.start_dir
    except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError) as fault:
        raise RefusedError(f"it cannot be read as a ZIP file: {fault}") from None
    _refuse(raw, entries, end)
    for entry in entries:
        yield entry.filename, _content(raw, entry)


def _refuse(raw: bytes, entries: list[zipfile.ZipInfo], end: int) -> None:
    if len(entries) > MOST_ENTRIES:
        raise RefusedError(f"it has {len(entries)} files, more than {MOST_ENTRIES}")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise RefusedError(f"unpacked it would have more than {MOST_BYTES} bytes")
    seen: set[str] = set()
    folders: set[str] = set()
    for entry in entries:
        reason = _oddity(entry, seen, folders)
        if reason:
            raise RefusedError(f'"{entry.orig_filename}" {reason}')
    at = 0
    for entry in entries:
        at = _end_of(raw, entry, at)
    if at != end:
        raise RefusedError("there is something between its last file and its list of files")


def _oddity(entry: zipfile.ZipInfo, seen: set[str], folders: set[str]) -> str:
    """Say what is wrong with an entry, "" if nothing is; add it to those seen."""
    # On many disks names that differ in case are one file.
    name = entry.filename.lower()
    above = {name[:place] for place, mark in enumerate(name) if mark == "/"}
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if not is_path(entry.orig_filename):
        return "is no path a bundle has"
    if kind not in (0, stat.S_IFREG):
        return "is a link or another thing that is no file"
    if name in seen:
        return "stands in it twice"
    if name in folders or above & seen:
        return "is a file and a folder"
    if entry.flag_bits & 1:
        return "is encrypted"
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        return "is packed in a way no bundle is"
    if entry.file_size > max(LEAST_SUSPECT, MOST_RATIO * entry.compress_size):
        return f"would grow to more than {MOST_RATIO} times its size"
    expected = _entry(entry.filename)
    if any(getattr(entry, key) != getattr(expected, key) for key in _ALWAYS_ALIKE):
        return "is not listed the way a bundle lists its files"
    seen.add(name)
    folders |= above
    return ""


def _end_of(raw: bytes, entry: zipfile.ZipInfo, at: int) -> int:
    """Give where an entry ends that has to begin at `at`, with the header its listing asks for.

    Files that overlap or have another name inside are refused, as is room for what nobody sees.
    """
    if entry.header_offset != at:
        raise RefusedError(f'"{entry.filename}" does not stand where the file before it ends')
    header = entry.FileHeader(zip64=False)
    if raw[at : at + len(header)] != header:
        raise RefusedError(f'"{entry.filename}" has another header than its listing')
    return at + len(header) + entry.compress_size


def _content(raw: bytes, entry: zipfile.ZipInfo) -> bytes | None:
    start = entry.header_offset + len(entry.FileHeader(zip64=False))
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        # What grows beyond the size it is said to have is not unpacked any further.
        content = unpacker.decompress(raw[start : start + entry.compress_size], entry.file_size + 1)
    except zlib.error:
        return None
    is_whole = unpacker.eof and not unpacker.unused_data and len(content) == entry.file_size
    return content if is_whole and zlib.crc32(content) == entry.CRC else None
