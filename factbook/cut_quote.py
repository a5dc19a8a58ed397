"""Quotes that a # in their words has cut short: YAML takes the rest for a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import yaml

from factbook.model import Citation, Fact, Source
from factbook.problem import Problem
from factbook.yaml_fault import single_quoted
from factbook.yamlfile import RULE, YamlFile, node_at

_COMMENT = re.compile(r"[ \t]+(#[ \t].*\S)")
# Every file is looked through for this; most have no such comment.
_SIGN = re.compile(r"#(?<=[ \t]#)[ \t]")


def cut_quotes(
    parsed: YamlFile, facts: Iterable[Fact], sources: Mapping[str, Source]
) -> Iterator[Problem]:
    """Tell of quotes after which the file has a comment that is the source's own next words."""
    if not _SIGN.search(parsed.text):
        return
    for fact in facts:
        for citation in fact.citations:
            comment = _comment_behind(parsed, citation)
            if comment and _goes_on(citation, comment, sources):
                message = f'the quote ends at "{citation.quote}": with spaces around it, # begins '
                whole = single_quoted(f"{citation.quote} {comment}")
                yield Problem(
                    citation.address.at("quote"),
                    RULE,
                    f"{message}a comment",
                    f"put it in single quotes:  quote: {whole}",
                )


def _comment_behind(parsed: YamlFile, citation: Citation) -> str:
    node = node_at(parsed.root, citation.address.at("quote"))
    if not isinstance(node, yaml.ScalarNode) or node.style:
        return ""
    found = _COMMENT.match(parsed.text, node.end_mark.index)
    return found[1] if found else ""


def _goes_on(citation: Citation, comment: str, sources: Mapping[str, Source]) -> bool:
    line = sources[citation.source].seed.line(citation.line) if citation.source in sources else None
    if line is None or citation.end is None:
        return False
    return line[citation.end :].lstrip().startswith(comment)
