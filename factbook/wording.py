"""What words tell besides numbers: sentences, clauses, modality, and inflected names.

The word lists are those of the languages that `reading` supports.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise, repeat

# Abbreviations after which a full stop ends no sentence.
_ABBREVIATIONS = {
    "de": frozenset(
        ("bzw", "ca", "Dr", "etc", "evtl", "ff", "ggf", "inkl", "Mio", "Mrd", "Bio", "Nr", "o.ä")
        + ("Prof", "rd", "S", "sog", "St", "u.a", "usw", "v.l", "vgl", "z.B", "z.b", "d.h")
    ),
    "en": frozenset(
        ("approx", "Co", "Corp", "Dr", "e.g", "etc", "i.e", "Inc", "Jr", "Ltd", "Mr", "Mrs", "Ms")
        + ("No", "Prof", "Sr", "St", "U.S", "vs")
    ),
}
_BOUNDARY = re.compile(r"[.!?…][\"“”’»)]*\s+|[:]\s*\n")
_OPENING = frozenset('„“"(')
_CLAUSE = re.compile(r"\s[–—]\s|[,;:](?=\s)|[„“\"()]")

# Words that tell of what is to come, and the auxiliaries of the future, which also make passives.
_AHEAD_DE = (
    r"soll|sollen|sollte|sollten|will|wollen|wolle|plant|planen|geplant\w*|plane|beabsichtigt|"
    r"künftig\w*|möchte|möchten|Ziel\w*|anvisiert\w*|vorhat|könnte|könnten|könne|dürfte|dürften|"
    r"voraussichtlich|vermutlich|wohl|schätzt|rechnet|erwartet|prognostiziert|möglich|"
    r"werde|würde|würden"
)
_AHEAD_EN = (
    # "May" with a capital is the month.
    r"plans?|planned|planning|intends?|aims?|aimed|target\w*|is to|are to|goal|could|(?-i:may)|"
    r"might|expects?|expected|estimates?|estimated|forecasts?|probably|likely|presumably|predicts?"
)
_MODALS = {"de": (_AHEAD_DE, r"wird|werden"), "en": (_AHEAD_EN, r"will|would|shall")}
_ANNOUNCING = {
    "de": (
        r"bekannt\w*|kündigte?n?|angekündigt\w*|Ankündigung\w*|Mitteilung|mitgeteilt|teilten?|"
        r"Meldung|veröffentlicht\w*|vorgestellt\w*|stellte(?=.*\bvor\b)|präsentiert\w*|"
        r"verkündet\w*|legten? Grundstein|legen Grundstein"
    ),
    "en": r"announce\w*|announcement|presented|unveil\w*|published|made public|released|said",
}
# What may follow a name: an ending of its case, and no other letter.
_ENDING = re.compile(r"(?:e?[sn]|['’]s?)?(?!\w)")
# A participle beside the auxiliary makes it a passive.
_PARTICIPLE = {
    "de": re.compile(
        r"\b(?:\w*ge\w{2,}(?:t|en)|(?:be|er|ver|zer|ent|emp|unter|über)\w+t|\w+iert"
        r"|(?:ver|be|er|ent)\w*(?:schoben|trieben|bunden|gonnen|hoben|schlossen|worben|sprochen))\b"
    ),
    "en": re.compile(r"$^"),
}


def sentence_spans(line: str, language: str) -> list[tuple[int, int]]:
    """Give the spans of a line's sentences, outer spaces left out."""
    if not line:
        return []
    cuts = [0]
    for match in _BOUNDARY.finditer(line):
        if _ends_sentence(line, match.start(), match.end(), language):
            cuts.append(match.end())
    cuts.append(len(line))
    spans = []
    for start, end in pairwise(cuts):
        words = line[start:end]
        left = start + len(words) - len(words.lstrip())
        right = start + len(words.rstrip())
        if left < right:
            spans.append((left, right))
    return spans


def _ends_sentence(line: str, stop: int, after: int, language: str) -> bool:
    if after >= len(line) or line[stop] != ".":
        return True
    start = stop
    while start and not line[start - 1].isspace() and line[start - 1] not in _OPENING:
        start -= 1
    before = line[start:stop]
    if before in _ABBREVIATIONS.get(language, ()):
        return False
    # A number with a full stop before a lower-case word or a month is an ordinal ("24. September").
    if before.isdigit() and len(before) <= 2:
        return False
    return not (len(before) == 1 and before.isupper())


def clause_around(sentence: str, start: int, end: int) -> str:
    """Give the part of a sentence between the commas, dashes or brackets around a span.

    German verbs stand at the end of a clause, so the clause may be wider than the span.
    """
    left = 0
    for match in _CLAUSE.finditer(sentence, 0, start):
        left = match.end()
    behind = _CLAUSE.search(sentence, end)
    right = behind.start() if behind else len(sentence)
    return sentence[left:right].strip()


def modality(clause: str, language: str) -> tuple[str, ...]:
    """Give the words of a clause that tell of what is to come: "soll", "plant", "könnte", "wird".

    "wird" beside a participle is a passive and tells of nothing to come.
    """
    ahead, future = _modal_patterns(language)
    found = ahead.findall(clause)
    auxiliaries = future.findall(clause)
    if auxiliaries and not _PARTICIPLE[language].search(clause):
        found += auxiliaries
    return tuple(dict.fromkeys(found))


def holds_word(words: tuple[str, ...], text: str) -> bool:
    """Tell whether one of the words stands in the text; "Ziel*" is every word that begins so."""
    return bool(words) and _word_pattern(words).search(text) is not None


@lru_cache(maxsize=64)
def _word_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    forms = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)


def announces(sentence: str, language: str) -> bool:
    """Tell whether somebody makes something public in the sentence."""
    return _announcing(language).search(sentence) is not None


@lru_cache(maxsize=8)
def _announcing(language: str) -> re.Pattern[str]:
    return _words_pattern(_ANNOUNCING[language])


@lru_cache(maxsize=8)
def _modal_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    ahead, future = _MODALS[language]
    return _words_pattern(ahead), _words_pattern(future)


def _words_pattern(forms: str) -> re.Pattern[str]:
    """Compile the forms of whole words, sorted by first letters: few words begin with one."""
    begun: dict[str, list[str]] = {}
    marked: list[str] = []
    for form in forms.split("|"):
        if form[0].isalpha():
            begun.setdefault(form[0], []).append(form[1:])
        else:
            marked.append(form)
    rows = "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in begun.items())
    words = "|".join([f"(?=[{''.join(begun)}])(?:{rows})", *marked])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def is_named(names: tuple[str, ...], text: str) -> bool:
    """Tell whether one of the names stands in the text, as a word, inflected or in a compound.

    "Microsofts", "Microsoft-Aktie" and "OpenAI-AWS-Deal" name Microsoft, OpenAI and AWS.
    """
    return any(map(_stands_in, names, repeat(text)))


def in_other_letters(names: tuple[str, ...], text: str) -> str:
    """Give what is like one of the names but for capitals: tower of Brill; "" if nothing is."""
    for name in names:
        found = re.search(rf"(?<!\w){re.escape(name)}{_ENDING.pattern}", text, re.IGNORECASE)
        if found:
            return found.group()[: len(name)]
    return ""


def name_spans(names: tuple[str, ...], text: str) -> list[tuple[int, int]]:
    """Give the spans at which one of the names stands in the text, endings left out."""
    # A name can only stand where its first and its last word do.
    present = tuple(
        [name for name, first, last in _ends_of(names) if first in text and last in text]
    )
    if len(present) == 1 and " " not in present[0]:
        return _spans_of_word(present[0], text)
    return [match.span(1) for match in _name_pattern(present).finditer(text)] if present else []


@lru_cache(maxsize=65536)
def _ends_of(names: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """Give each name with its first and its last word."""
    return tuple((name, name.partition(" ")[0], name.rpartition(" ")[2]) for name in names)


def _stands_in(name: str, text: str) -> bool:
    """Tell what the pattern of one name would, without compiling it where it has no space."""
    if " " in name:
        first = name.partition(" ")[0]
        return first in text and _name_pattern((name,)).search(text) is not None
    return _word_from(name, text, 0) != -1


def _spans_of_word(name: str, text: str) -> list[tuple[int, int]]:
    """Give what the pattern of a name without a space would, without compiling it."""
    spans = []
    start = _word_from(name, text, 0)
    while start != -1:
        end = start + len(name)
        spans.append((start, end))
        start = _word_from(name, text, end)
    return spans


def _word_from(name: str, text: str, start: int) -> int:
    """Give where a name without a space stands next as a word, -1 if it does not."""
    start = text.find(name, start)
    while start != -1:
        if not start or not ((before := text[start - 1]).isalnum() or before == "_"):
            end = start + len(name)
            after = text[end : end + 1]
            # What is no letter ends a word, whatever endings there are.
            if not (after.isalnum() or after == "_") or _ENDING.match(text, end):
                break
        start = text.find(name, start + 1)
    return start


@lru_cache(maxsize=65536)
def _name_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    # The longest name first, so that "Nvidia-CEO" is not cut short by "Nvidia".
    forms = "|".join(
        re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)({forms}){_ENDING.pattern}")
