"""MkDocs and Zensical: both build the same Markdown, which is generated before the clock starts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.corpus import KINDS
from bench.peers.filler import filler
from bench.peers.peer import Peer
from factbook.load import load
from factbook.model import Citation, Entity, Fact, Factbook

_CONFIGURATION = """\
site_name: Made-up factbook
site_url: https://factbook.example/
nav:
  - index.md
  - projects/index.md
  - companies/index.md
  - sources/index.md
theme:
  name: material
  custom_dir: overrides
  font: false
plugins:
  - search
markdown_extensions:
  - attr_list
  - tables
  - toc:
      permalink: true
      toc_depth: 3
"""


def ready_mkdocs(corpus: Path, folder: Path, venv: Path, filling: int) -> Peer:
    """Make MkDocs' source in a folder, with so many bytes of filler in each page."""
    _write_source(corpus, folder, filling)
    command = (str(venv / "bin/mkdocs"), "build", "--quiet")
    return Peer("MkDocs", folder, command, ("site",), "site")


def ready_zensical(corpus: Path, folder: Path, venv: Path, filling: int) -> Peer:
    """Make Zensical's source in a folder, with so many bytes of filler in each page."""
    _write_source(corpus, folder, filling)
    command = (str(venv / "bin/zensical"), "build")
    return Peer("Zensical", folder, command, ("site", ".cache"), "site")


def _write_source(corpus: Path, folder: Path, filling: int) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "overrides").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_CONFIGURATION, "utf-8")
    (folder / "overrides/main.html").write_text(
        '{% extends "base.html" %}\n{% block extrahead %}' + filler(filling) + "{% endblock %}\n",
        "utf-8",
    )
    book = load(corpus).factbook
    if book is None:
        raise ValueError(f"{corpus} holds no factbook")
    incoming: dict[str, list[tuple[str, Fact]]] = {name: [] for name in book.entities}
    cited: dict[str, list[tuple[Fact, Citation]]] = {name: [] for name in book.sources}
    for fact in book.current_facts:
        for other, role in _others(fact):
            incoming[other].append((role, fact))
        for citation in fact.citations:
            cited[citation.source].append((fact, citation))
    _write(folder, "index", "# Made-up factbook\n\nMeasured builds.")
    for kind in KINDS:
        entities = [entity for entity in book.entities.values() if entity.kind == kind]
        _write(folder, f"{kind}/index", "\n".join(_index(kind, entities)))
        for entity in entities:
            _write(folder, f"{kind}/{entity.id}", "\n".join(_sheet(book, entity, incoming)))
    rows = [f"- [{name}]({name}.md)" for name in book.sources]
    _write(folder, "sources/index", "# Sources\n\n" + "\n".join(rows))
    for name, facts in cited.items():
        _write(folder, f"sources/{name}", "\n".join(_source(book, name, facts)))


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / "docs" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", "utf-8")


def _others(fact: Fact) -> Iterator[tuple[str, str]]:
    for role, entities in fact.involves.items():
        yield from ((entity, role) for entity in entities)
    yield from ((speaker, "says") for speaker in fact.claimed_by)


def _index(kind: str, entities: list[Entity]) -> Iterator[str]:
    yield f"# {kind.capitalize()}\n"
    yield "| Name | Figures |\n|---|---|"
    for entity in entities:
        figures = ", ".join(f"{fact.value_text} *{fact.state}*" for fact in entity.facts[:5])
        yield f"| [{entity.name}]({entity.id}.md) | {figures} |"


def _sheet(
    book: Factbook, entity: Entity, incoming: dict[str, list[tuple[str, Fact]]]
) -> Iterator[str]:
    yield f"---\ntitle: {entity.name}\n---\n\n# {entity.name}\n\n*{entity.full_name}*\n"
    yield f"{entity.summary}\n\n## Key figures\n"
    for fact in entity.facts:
        if fact.id in entity.key_figures:
            yield from _fact(book, fact, "")
    yield "## Relations\n"
    for role, fact in incoming[entity.id]:
        yield f"{_link(book, fact.entity)}: {role}\n"
        yield from _fact(book, fact, f"from-{fact.entity}-")
    for fact in entity.facts:
        for other, role in _others(fact):
            yield f"- {_link(book, other)}: {role} of [{fact.property}](#{fact.id})"
    yield "\n## Timeline\n"
    for fact in sorted(entity.facts, key=lambda fact: fact.when_text):
        if fact.when_text:
            yield f"- {fact.when_text}: {fact.statement} [{fact.property}](#{fact.id})"
    yield "\n## What is not known\n"
    for asked in entity.not_stated:
        yield f"- {asked.question}"
    yield "\n## All other facts\n"
    for fact in entity.facts:
        if fact.id not in entity.key_figures:
            yield from _fact(book, fact, "")
    yield "## Sources\n"
    for name in dict.fromkeys(cite.source for fact in entity.facts for cite in fact.citations):
        yield f"- [{book.sources[name].title}](../sources/{name}.md)"


def _fact(book: Factbook, fact: Fact, prefix: str) -> Iterator[str]:
    entity = book.entities[fact.entity]
    page = f"../{entity.kind}/{entity.id}.md" if prefix else ""
    label = book.vocabulary.properties[fact.property].label.en
    statement = fact.statement
    for other, _ in _others(fact):
        statement = statement.replace(book.entities[other].name, _link(book, other))
    yield f"#### {label} {{#{prefix}{fact.id}}}\n"
    yield f"[{label}]({page}#{fact.id}): **{fact.value_text or fact.statement}** *{fact.state}*\n"
    yield f"{fact.when_text} {statement}\n"
    for citation in fact.citations:
        source = book.sources[citation.source]
        yield f"> {_marked(book, citation)} [line {citation.line}](../sources/{source.id}.md)\n>"
        yield f"> {source.publisher}, {source.date}: *{source.title}*\n"
    yield (
        f"**Cite:** {entity.name}, {label}: {fact.value_text} ({fact.state}). Made-up factbook, as "
        f"of 21 November 2026. [Edit this fact](https://code.example/factbook/edit/main/"
        f"{entity.file}) [Report a problem](https://code.example/factbook/issues/new?title={fact.id})\n"
    )


def _source(book: Factbook, name: str, cited: list[tuple[Fact, Citation]]) -> Iterator[str]:
    source = book.sources[name]
    yield f"# {source.title}\n\n{source.publisher}, {source.date}. SHA-256 {source.sha256}.\n"
    for fact, citation in cited:
        yield f"- {fact.statement} *{fact.state}* {_link(book, fact.entity)}\n"
        yield f"    > {_marked(book, citation)}\n"


def _link(book: Factbook, name: str) -> str:
    entity = book.entities[name]
    return f"[{entity.name}](../{entity.kind}/{entity.id}.md)"


def _marked(book: Factbook, citation: Citation) -> str:
    line = book.sources[citation.source].seed.line(citation.line) or ""
    return line.replace(citation.quote, f"**{citation.quote}**")
