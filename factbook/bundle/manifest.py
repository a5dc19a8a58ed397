"""The manifest of a bundle: what it is made from, counts, and the SHA-256 of each of its parts.

The manifest carries a digest of itself and has one spelling only, so that no byte of it can change
unseen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from factbook.model import Factbook

VERSION = 1
PARTS = "files"
DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Told:
    """What a bundle tells of itself: the factbook, the day of its evidence, licence, commit."""

    name: str
    scope: str
    as_of: str
    licence: str
    licence_url: str
    commit: str
    facts: int
    citations: int
    entities: int
    sources: int


_KEYS = {"manifest", *(field.name for field in fields(Told)), PARTS, DIGEST}


def told_of(book: Factbook, commit: str) -> Told:
    """Count a factbook."""
    return Told(
        book.site.name,
        book.site.scope,
        book.as_of,
        book.site.licence,
        book.site.licence_url,
        commit,
        len(book.current_facts),
        sum(len(fact.citations) for fact in book.current_facts),
        len(book.entities),
        len(book.sources),
    )


def manifest_of(told: Told, parts: Mapping[str, bytes]) -> bytes:
    """Write the manifest of a bundle with these parts, in the order in which they stand there."""
    content: dict[str, Any] = {
        "manifest": VERSION,
        **asdict(told),
        PARTS: {name: sha256(content) for name, content in parts.items()},
    }
    return _written({**content, DIGEST: sha256(_written(content))})


def read(raw: bytes) -> dict[str, Any]:
    """Read a manifest. Raises ValueError where a byte of it has changed since it was written."""
    content = json.loads(raw)
    if not isinstance(content, dict) or content.get("manifest") != VERSION:
        raise ValueError(f"it is no manifest of version {VERSION}")
    bare = {key: part for key, part in content.items() if key != DIGEST}
    if not isinstance(content.get(PARTS), dict) or content.get(DIGEST) != sha256(_written(bare)):
        raise ValueError("its content does not give its own digest")
    if _written(content) != raw or set(content) != _KEYS:
        raise ValueError("it is not written as a manifest is")
    return content


def sha256(content: bytes) -> str:
    """Give the hash of bytes."""
    return hashlib.sha256(content).hexdigest()


def _written(content: Mapping[str, Any]) -> bytes:
    # Part of an HTML file too, where "<" would begin a tag.
    text = json.dumps(content, ensure_ascii=False, indent=1).replace("<", "\\u003c")
    return (text + "\n").encode()
