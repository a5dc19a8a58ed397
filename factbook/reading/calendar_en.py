"""The English words around points in time: from, since, until, by, between."""

from __future__ import annotations

import re

from factbook.reading.periods import Calendar
from factbook.reading.points_en import points_in, starts_point

# What may stand between such a word and the point: by the end of 2028, since the year 2021.
_SMALL = r"(?:\s+(?:the|year|in|on))*\s+"

ENGLISH_CALENDAR = Calendar(
    starts_point=starts_point,
    points_in=points_in,
    relations=re.compile(
        r"(?<!\w)(?:"
        rf"(?P<atleast>(?:(?:until|till|to)\s+at\s+least|at\s+least\s+(?:until|till|to)){_SMALL})"
        rf"|(?P<doubt>(?:not\s+before|shortly\s+before|shortly\s+after|until\s+about|until\s+after|"
        rf"by\s+about|no\s+earlier\s+than|no\s+sooner\s+than|"
        rf"(?:years?|months|quarters?|weeks)\s+(?:to|ended|ending)|week(?:end)?\s+of|"
        rf"not\s+until|at\s+the\s+earliest|before|after|around|about|"
        rf"roughly|circa|approximately|until\s+around|by\s+around|towards|toward|not\s+in){_SMALL})"
        rf"|(?P<by>(?:by|no\s+later\s+than){_SMALL})"
        rf"|(?P<until>(?:until|till|up\s+to|through){_SMALL})"
        rf"|(?P<from>(?:from|since|starting|beginning|effective){_SMALL})"
        rf"|(?P<between>between{_SMALL})"
        r"|(?P<beside>(?:in|on|at|of|the|in\s+the)\s+)"
        r")$",
        re.IGNORECASE,
    ),
    to=re.compile(rf"\s+(?:to|until|till|through){_SMALL}|\s?[–—-]\s?"),
    between_and=re.compile(rf"\s+and{_SMALL}"),
    alternative=re.compile(rf"\s+or{_SMALL}|/"),
    onwards=re.compile(r"\s+(?:on|onwards?)(?!\w)"),
)
