"""A made-up factbook of any number of entities: the same number gives the same bytes.

Every entity has ten facts told in a German article, each fact names another entity, and about as
many facts of others name it; one entity in twenty-five has a contradiction with its explanation.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from bench.tellings import Told, contradiction_of, name_of, told_of
from factbook.assemble import fingerprint
from factbook.yamlfile import Data

KINDS = ("projects", "companies")
PER_ARTICLE = 5
SENTENCES_A_LINE = 2
ONE_CONTRADICTION_IN = 25
ONE_SUM_IN = 50
VERIFIED_ON = "2026-11-21"
# What a factbook needs beside its records: the frame, the templates, the words.
COPIED = ("mkdocs.yml", "docs", "templates", "facts/vocabulary")
# How far away the entities are that the ten facts of an entity name.
_STEPS = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89)
# Hand-written pages link to records of the factbook they were copied from.
_RECORD_LINK = re.compile(r"\[([^\]]*)\]\(sheet:[^)]*\)")
_PLAIN = re.compile(r"[A-Za-z](?:[\w ,./()-]*[\w.)])?")


def write_corpus(count: int, folder: Path, origin: Path) -> None:
    """Write a factbook of `count` entities into a folder, which is emptied first.

    Frame, templates and vocabulary are copies of those in `origin`. Raises OSError.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for name in COPIED:
        source, target = origin / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)
    for page in (folder / "docs").glob("*.md"):
        page.write_text(_RECORD_LINK.sub(r"\1", page.read_text("utf-8")), "utf-8")
    # Its terms name facts of the factbook they were copied from.
    (folder / "facts/vocabulary/glossary.yml").write_text("{}\n", "utf-8")
    for made in ("seeds", "facts/sources", "facts/disagreements", "facts/derived"):
        (folder / made).mkdir()
    for kind in KINDS:
        (folder / "facts" / kind).mkdir()
    for article in range(0, count, PER_ARTICLE):
        _write_article(folder, count, range(article, min(article + PER_ARTICLE, count)))
    for index in range(0, count, ONE_CONTRADICTION_IN):
        _write(folder, f"disagreements/{_id(index)}-gpus", _disagreement(index))
    for first in range(0, count, ONE_SUM_IN):
        members = range(first, min(first + PER_ARTICLE, count))
        if len(members) > 1:
            _write(folder, f"derived/{_id(first)}-investments", _sum(members))
    _write(folder, "site", _site(count))


def kind_of(index: int) -> str:
    """Give the kind of an entity: its folder."""
    return KINDS[index % len(KINDS)]


def _id(index: int) -> str:
    return name_of(index).lower()


def _write_article(folder: Path, count: int, entities: Sequence[int]) -> None:
    """Write a seed, its source, and the entities that it tells of."""
    number = entities[0] // PER_ARTICLE
    source = f"article-{number}"
    lines = [f"Wer in {name_of(entities[0])} und anderswo rechnet, baut und bezahlt", ""]
    for index in entities:
        told = _told(index)
        sentences = [_named(one.sentence, index, at, count) for at, one in enumerate(told)]
        lines += [f"Der Ausbau von {name_of(index)}", ""]
        first = len(lines) + 1
        for at in range(0, len(sentences), SENTENCES_A_LINE):
            lines += [" ".join(sentences[at : at + SENTENCES_A_LINE]), ""]
        facts = [
            _fact(one, index, at, count, source, first + at // SENTENCES_A_LINE * 2)
            for at, one in enumerate(told)
        ]
        _write(folder, f"{kind_of(index)}/{_id(index)}", _entity(index, facts))
    seed = ("\n".join(lines)).encode()
    (folder / "seeds" / f"{source}.txt").write_bytes(seed)
    _write(folder, f"sources/{source}", _source(source, lines[0], hashlib.sha256(seed).hexdigest()))


def _told(index: int) -> tuple[Told, ...]:
    told = told_of(index)
    return (*told[:-1], contradiction_of(index)) if index % ONE_CONTRADICTION_IN == 0 else told


def _other(index: int, at: int, count: int) -> int:
    """Give the entity that the fact at a place names: never the entity itself."""
    step = _STEPS[at] % count or 1
    return (index + step) % count


def _named(words: str, index: int, at: int, count: int) -> str:
    return words.format(a=name_of(index), b=name_of(_other(index, at, count)))


def _fact(one: Told, index: int, at: int, count: int, source: str, line: int) -> Data:
    cite: list[Data] = [{"source": source, "line": str(line), "quote": one.quote}]
    if one.when:
        cite.append({"source": source, "line": str(line), "quote": one.when_quote, "for": "when"})
    fact: dict[str, Data] = {"id": one.id, "property": one.property}
    fact |= {"value": one.value} if one.value else {}
    fact |= {"state": one.state}
    fact |= {"when": one.when} if one.when else {}
    fact |= {"statement": _named(one.statement, index, at, count)}
    other = _id(_other(index, at, count))
    fact |= {"claimed_by": other} if one.state == "opinion" else {"involves": {one.role: other}}
    fact |= {"cite": cite}
    return {**fact, "verified": f"{VERIFIED_ON} maintainers {fingerprint(fact)}"}


def _entity(index: int, facts: list[Data]) -> Data:
    gpus, opening = told_of(index)[1], told_of(index)[4]
    name = name_of(index)
    year, _, quarter = opening.value.partition("-")
    return {
        "name": name,
        "full_name": f"{name} Rechenbetriebe",
        "summary": (
            f"{name} computes with {gpus.value}s, on ground and with money of others. Its opening "
            f"is planned for {quarter} {year}."
        ),
        "key_figures": ["power", "gpus", "investment", "contract", "opening"],
        "not_stated": [
            {
                "property": "cpu_count",
                "question": f"How many CPUs does {name} have?",
                "nearest": [f"{_id(index)}/gpus"],
            }
        ],
        "facts": facts,
    }


def _source(source: str, title: str, sha256: str) -> Data:
    return {
        "file": f"{source}.txt",
        "sha256": sha256,
        "title": title,
        "publisher": "Rechenblatt",
        "author": "Redaktion",
        "date": "2025-11-20",
        "date_basis": "printed",
        "language": "de",
        "kind": "news article",
        "standing": "current",
        "coverage": "complete",
    }


def _disagreement(index: int) -> Data:
    name = name_of(index)
    return {
        "title": f"How many GPUs {name} has",
        "kind": "number",
        "facts": [f"{_id(index)}/gpus", f"{_id(index)}/gpus-elsewhere"],
        "note": f"One sentence counts the halls of {name}, the other passes on what was announced.",
        "settle": "A count of the operator, with its date.",
    }


def _sum(entities: Sequence[int]) -> Data:
    return {
        "label": f"Invested in {name_of(entities[0])} and its neighbours",
        "formula": "sum",
        "members": [f"{_id(index)}/investment" for index in entities],
        "warning": "The investments were made in different years.",
    }


def _site(count: int) -> Data:
    return {
        "name": "Made-up factbook",
        "scope": "Made-up sentences of made-up companies and projects, to measure builds with.",
        "headline": {
            "facts": [f"{_id(index)}/power" for index in range(min(5, count))],
            "disagreements": [f"{_id(0)}-gpus"],
            "open_questions": [f"{_id(0)}/how-many-cpus-does-{_id(0)}-have"],
        },
        "url": "https://factbook.example/",
        "repository": "https://code.example/factbook",
        "licence": "CC BY 4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
    }


def _write(folder: Path, name: str, record: Data) -> None:
    lines: list[str] = []
    _append(lines, record, "")
    (folder / "facts" / f"{name}.yml").write_text("\n".join(lines) + "\n", "utf-8")


def _append(lines: list[str], data: Data, indent: str) -> None:
    """Write block style, as people do. A list of texts stands in one line."""
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str):
                lines.append(f"{indent}{key}: {_scalar(value)}")
            elif isinstance(value, list) and all(isinstance(item, str) for item in value):
                row = ", ".join(_scalar(item) for item in value if isinstance(item, str))
                lines.append(f"{indent}{key}: [{row}]")
            else:
                lines.append(f"{indent}{key}:")
                _append(lines, value, indent + "  ")
    elif isinstance(data, list):
        for item in data:
            first = len(lines)
            _append(lines, item, indent + "  ")
            lines[first] = f"{indent}- {lines[first].lstrip()}"


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and "," not in text:
        return text
    doubled = text.replace("'", "''")
    return f"'{doubled}'"
