"""The German words around points in time: ab, seit, bis, zwischen, spätestens."""

from __future__ import annotations

import re

from factbook.reading.periods import Calendar
from factbook.reading.points_de import points_in, starts_point

# What may stand between such a word and the point: bis zum Jahr 2030, ab dem ersten Quartal.
_SMALL = r"(?:\s+(?:zum|zur|dem|der|den|das|ins|im|in|einschließlich|Jahr|Jahre))*\s+"

GERMAN_CALENDAR = Calendar(
    starts_point=starts_point,
    points_in=points_in,
    relations=re.compile(
        r"(?<!\w)(?:"
        rf"(?P<atleast>(?:bis\s+(?:mindestens|wenigstens)|mindestens\s+bis|wenigstens\s+bis){_SMALL})"
        rf"|(?P<by>(?:bis\s+spätestens|spätestens\s+bis|spätestens){_SMALL})"
        r"|(?P<doubt>(?:nicht\s+vor|noch\s+vor|kurz\s+vor|kurz\s+nach|bis\s+nach|bis\s+vor|bis\s+etwa|"
        r"bis\s+rund|frühestens|vor|nach|gegen|etwa|rund|circa|ca\.|ungefähr|um|rund\s+um|statt|"
        rf"außer|nicht|nicht\s+erst|bis\s+über|bis\s+kurz\s+vor|seit\s+vor|erst\s+nach){_SMALL})"
        rf"|(?P<until>bis{_SMALL})"
        rf"|(?P<from>(?:ab|seit|beginnend){_SMALL})"
        rf"|(?P<between>zwischen{_SMALL})"
        rf"|(?P<span>(?:von|vom){_SMALL})"
        r"|(?P<beside>(?:in\s+der|in\s+den|im|am|in|zum|zur|zu|des|der|dem)\s+)"
        r")$",
        re.IGNORECASE,
    ),
    to=re.compile(rf"\s+bis{_SMALL}|\s?[–—-]\s?"),
    between_and=re.compile(rf"\s+und{_SMALL}"),
    alternative=re.compile(rf"\s+(?:oder|beziehungsweise|bzw\.){_SMALL}|/"),
    onwards=re.compile(r"\s+an(?!\w)"),
)
