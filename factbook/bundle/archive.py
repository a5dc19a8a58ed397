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
_PATH = re.compile(
    r"[A-Za-z0-9_+@~ -][A-Za-z0-9._+@~ -]*(?:/[A-Za-z0-9_+@~ -][A-Za-z0-9._+@~ -]*)*"
)


class RefusedError(Exception):
    """A file that is no bundle, or would do harm where it is unpacked."""


def write(files: Mapping[str, bytes]) -> bytes:
    """Pack files in the order given; the archive's comment is the hash of all before it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            if not _PATH.fullmatch(name):
                raise ValueError(f'"{name}" is no path for a bundle')
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, content)
    bare = stream.getvalue()[:-2]
    return bare + struct.pack("<H", _SEAL) + sha256(bare).encode()


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
            _refuse(raw, entries, archive.start_dir)
            for entry in entries:
                yield entry.filename, _content(archive, entry)
    except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError) as fault:
        raise RefusedError(f"it cannot be read as a ZIP file: {fault}") from None


def _refuse(raw: bytes, entries: list[zipfile.ZipInfo], end: int) -> None:
    if len(entries) > MOST_ENTRIES:
        raise RefusedError(f"it has {len(entries)} files, more than {MOST_ENTRIES}")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise RefusedError(f"unpacked it would have more than {MOST_BYTES} bytes")
    seen: set[str] = set()
    for entry in entries:
        reason = _oddity(entry, seen)
        if reason:
            raise RefusedError(f'"{entry.orig_filename}" {reason}')
        # On many disks names that differ in case are one file.
        seen.add(entry.filename.lower())
    _refuse_gaps(raw, entries, end)


def _oddity(entry: zipfile.ZipInfo, seen: set[str]) -> str:
    """Say what is wrong with an entry, "" if nothing is."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if not _PATH.fullmatch(entry.orig_filename) or ".." in entry.filename:
        return "is no path a bundle has"
    if kind not in (0, stat.S_IFREG):
        return "is a link or another thing that is no file"
    if entry.filename.lower() in seen:
        return "stands in it twice"
    if entry.flag_bits & 1:
        return "is encrypted"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in a way no bundle is"
    if entry.file_size > max(LEAST_SUSPECT, MOST_RATIO * entry.compress_size):
        return f"would grow to more than {MOST_RATIO} times its size"
    return ""


def _refuse_gaps(raw: bytes, entries: list[zipfile.ZipInfo], end: int) -> None:
    """Refuse an archive whose files overlap, or with room between them for what nobody sees."""
    at = 0
    for entry in entries:
        if entry.header_offset != at or len(raw) < at + 30:
            raise RefusedError(f'"{entry.filename}" does not stand where the file before it ends')
        name, extra = struct.unpack_from("<HH", raw, at + 26)
        at += 30 + name + extra + entry.compress_size
    if at != end:
        raise RefusedError("there is something between its last file and its list of files")


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    try:
        return archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return None
