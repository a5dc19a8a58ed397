"""Proves a bundle on the machine of whoever took it: every byte, every count, every quote."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factbook.bundle import archive, manifest, pages_file, site_zip
from factbook.bundle.archive import RefusedError
from factbook.bundle.manifest import sha256

_PART = re.compile(rb"^<!--part:([^\n]*)-->\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: the SHA-256 of the whole, the manifest, and what is wrong, a line each.

    `quotes` counts those found at their places in the seeds, None where there are no seeds.
    """

    sha256: str
    told: Mapping[str, Any]
    files: int
    quotes: int | None
    faults: tuple[str, ...]


def verify(raw: bytes, seeds: Path | None) -> Verified:
    """Prove a bundle by its bytes, its quotes by the documents in the folder of `seeds` if given.

    Raises RefusedError for what is no bundle, or is not safe to unpack.
    """
    if len(raw) > archive.MOST_BYTES:
        raise RefusedError(f"it has more than {archive.MOST_BYTES} bytes")
    is_zip = raw.startswith(b"PK")
    parts, faults = _unpacked(raw) if is_zip else _split(raw)
    if site_zip.MANIFEST not in parts:
        missing = f"{site_zip.MANIFEST}: it is missing"
        return Verified(sha256(raw), {}, len(parts), None, (missing, *faults))
    written = parts.pop(site_zip.MANIFEST)
    try:
        told = manifest.read(written)
    # Its shape is anybody's, and so is how deep it is nested.
    except (ValueError, RecursionError) as fault:
        named = f"{site_zip.MANIFEST}: the manifest has been changed: {fault}"
        return Verified(sha256(raw), {}, len(parts), None, (named, *faults))
    faults += _changed(parts, told[manifest.PARTS])
    quotes = None
    try:
        content = _facts(parts.get(site_zip.FACTS if is_zip else pages_file.FACTS, b""))
        faults += _miscounted(content, told)
        if seeds is not None and seeds.is_dir():
            quotes, lost = _quotes(content, seeds)
            faults += lost
    # It comes from anywhere, so any part of it can be of another shape.
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as fault:
        faults.append(f"facts.json: it cannot be read: {fault!r}")
    if is_zip and not faults and not archive.is_sealed(raw):
        faults.append(
            "the archive has been changed in how it lists or packs its files, and no file in it"
        )
    return Verified(sha256(raw), told, len(parts), quotes, tuple(faults))


def summary_of(found: Verified) -> str:
    """Tell in a few lines what was proven, the SHA-256 to compare with the published one last."""
    lines = []
    if found.faults:
        many = "fault" if len(found.faults) == 1 else "faults"
        lines.append(f"{len(found.faults)} {many}: this is not the bundle that was made")
    else:
        told = found.told
        lines.append(
            f"{found.files} files as the manifest has them; {told['facts']} facts, "
            f"{told['entities']} entities, {told['sources']} sources as counted"
        )
        lines.append(
            "quotes were not looked up: the documents are not at hand"
            if found.quotes is None
            else f"{found.quotes} of {told['citations']} quotes stand at their places in the seeds"
        )
        lines.append(f"evidence of {told['as_of']}, commit {told['commit'] or 'not known'}")
    return "\n".join([*lines, f"SHA-256 {found.sha256}"])


def _unpacked(raw: bytes) -> tuple[dict[str, bytes], list[str]]:
    parts: dict[str, bytes] = {}
    faults = []
    for name, content in archive.read(raw):
        if content is None:
            faults.append(f"{name}: it cannot be unpacked, its bytes have been changed")
        parts[name] = content or b""
    return parts, faults


def _split(raw: bytes) -> tuple[dict[str, bytes], list[str]]:
    """Split the one HTML file into its parts; the manifest is given without its tags."""
    opening, *rest = _PART.split(raw)
    if not rest:
        raise RefusedError("it is neither a ZIP file nor an HTML file of parts")
    faults: list[str] = []
    if opening != pages_file.OPENING:
        faults.append("its first line has been changed")
    names = [name.decode("utf-8", "replace") for name in rest[::2]]
    parts = dict(zip(names, rest[1::2], strict=True))
    faults += [f"{name}: it stands in it twice" for name, n in Counter(names).items() if n > 1]
    if pages_file.MANIFEST in parts:
        before, tag, after = parts[pages_file.MANIFEST].partition(
            pages_file.json_script(pages_file.MANIFEST)
        )
        if before or not tag or not after.endswith(pages_file.CLOSING):
            faults.append("the lines around its manifest have been changed")
        parts[pages_file.MANIFEST] = after.removesuffix(pages_file.CLOSING)
    if names[-1] != pages_file.MANIFEST:
        faults.append("something stands behind its manifest")
    return parts, faults


def _changed(parts: Mapping[str, bytes], listed: Mapping[str, str]) -> list[str]:
    faults = [
        f"{name}: its bytes are not those of the manifest"
        for name, content in parts.items()
        if name in listed and sha256(content) != listed[name]
    ]
    faults += [f"{name}: the manifest does not name it" for name in parts if name not in listed]
    faults += [f"{name}: it is missing" for name in listed if name not in parts]
    if not faults and list(parts) != list(listed):
        faults.append(f"{_moved(parts, listed)}: it stands in another place")
    return faults


def _moved(parts: Iterable[str], listed: Iterable[str]) -> str:
    """Give the first of the parts that is not the one listed there."""
    return next(name for name, other in zip(parts, listed, strict=True) if name != other)


def _facts(raw: bytes) -> Mapping[str, Any]:
    """Read facts.json, as a file or inside of its tags. Raises ValueError."""
    bare = raw.removeprefix(pages_file.json_script(pages_file.FACTS))
    content: Mapping[str, Any] = json.loads(bare.removesuffix(pages_file.SCRIPT_END))
    return content


def _miscounted(content: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[str]:
    counts = {key: len(content[key]) for key in ("facts", "entities", "sources")}
    counts["citations"] = sum(len(fact["citations"]) for fact in content["facts"])
    for key, number in counts.items():
        if told.get(key) != number:
            yield f"manifest.json: it counts {told.get(key)} {key}, facts.json has {number}"
    if told.get("as_of") != content["as_of"]:
        yield f"manifest.json: it is of {told.get('as_of')}, facts.json of {content['as_of']}"


def _quotes(content: Mapping[str, Any], seeds: Path) -> tuple[int, list[str]]:
    """Look every quote up at its place; gives how many stand there, and what is wrong."""
    found, faults = 0, []
    lines: dict[tuple[str, str], list[str]] = {}
    for source in content["sources"]:
        path = seeds / Path(source["seed"]).name
        raw = path.read_bytes() if path.is_file() else b""
        if sha256(raw) != source["sha256"]:
            faults.append(f"{source['seed']}: the document here is not the one of the bundle")
        lines[source["id"], source["seed"]] = raw.decode("utf-8", "replace").split("\n")
    for fact in content["facts"]:
        for citation in fact["citations"]:
            if _stands(citation, lines.get((citation["source"], citation["seed"]), [])):
                found += 1
            else:
                faults.append(
                    f"{fact['id']}: its quote is not in {citation['seed']}:{citation['line']}"
                )
    return found, faults


def _stands(citation: Mapping[str, Any], lines: Sequence[str]) -> bool:
    """Tell whether the quote of a citation is at its place in these lines."""
    number, start, end = citation["line"], citation["start"], citation["end"]
    if not (1 <= number <= len(lines) and 0 <= start < end):
        return False
    return bool(lines[number - 1][start:end] == citation["quote"])
