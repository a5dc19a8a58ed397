"""A document to a seed and its record; guesses are marked as such, for a person to confirm.

The bytes are stored as they are. Only hard-wrapped text is stored with its lines joined, because
it could not be cited otherwise; the record says so.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from factbook.load import FACTS
from factbook.model import Factbook
from factbook.new import Filled, Written, id_of, keys_of, wrong_id
from factbook.reading import LANGUAGES, reader
from factbook.record import SourceRecord
from factbook.rewrite import write
from factbook.shape import did_you_mean
from factbook.unwrap import is_hard_wrapped, unwrapped
from factbook.yaml_scalar import scalar

# Words that hardly any text of the language does without.
_COMMON = {
    "de": frozenset(
        [
            "der",
            "die",
            "das",
            "und",
            "ist",
            "nicht",
            "mit",
            "von",
            "für",
            "auf",
            "ein",
            "eine",
            "den",
            "dem",
            "sich",
            "auch",
        ]
    ),
    "en": frozenset(
        [
            "the",
            "and",
            "is",
            "of",
            "to",
            "in",
            "that",
            "for",
            "with",
            "on",
            "was",
            "are",
            "by",
            "it",
            "has",
            "as",
            "from",
            "at",
        ]
    ),
}
_BOILERPLATE = re.compile(
    r"\b(?:Anzeige|Werbung|Werbehinweis|Newsletter\w*|Cookies?|Datenschutz\w*|Einwilligung\w*"
    r"|Impressum|Haftungsausschluss|Disclaimer|Risikohinweis\w*|Alle Rechte vorbehalten"
    r"|Abonnieren|Bildquelle|Advertisement|Sponsored|Subscribe|Sign up|All rights reserved"
    r"|Copyright|Privacy Policy|Terms of Use|Read more|Related articles|Click here"
    r"|Hier klicken|Mehr zum Thema|Zur Startseite|Kommentare?(?= \(?\d))\b"
    r"|©|\((?:Bild|Foto|Photo|Image): ",
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# A title is no longer than this; a longer first line is the text itself.
LONGEST_TITLE = 160


def write_source(
    root: Path,
    book: Factbook,
    document: Path,
    identifier: str | None,
    language: str | None,
    is_wrapped: bool | None,
) -> Written | str:
    """Store a document as a seed and write its record; gives what was written, or what is wrong.

    `language` and `is_wrapped` are guessed where they are None. Never overwrites. Raises OSError.
    """
    name = identifier or id_of(document.stem)
    file, seed_file = f"{FACTS}/sources/{name}.yml", f"seeds/{name}.txt"
    text, unreadable = _text_of(document)
    if wrong := unreadable or wrong_id(name) or _taken(root, file, seed_file):
        return wrong
    language = language or guessed_language(text)
    if language not in LANGUAGES:
        nearest = did_you_mean(language or "", LANGUAGES)
        hint = f"did you mean {nearest}?" if nearest else f"give  --language {LANGUAGES[0]}"
        what = f'texts in "{language}" cannot be read' if language else "its language is not clear"
        return f"{what}; {hint}"
    joined = is_hard_wrapped(text) if is_wrapped is None else is_wrapped
    stored, doubtful = unwrapped(text) if joined else (text, ())
    digest = hashlib.sha256(stored.encode()).hexdigest()
    for source in book.sources.values():
        if source.seed.sha256 == digest:
            return f"{source.seed_file} holds the same text; its record is {source.address.file}"
    for path in (root / seed_file, root / file):
        path.parent.mkdir(parents=True, exist_ok=True)
    write(root / seed_file, stored)
    try:
        write(root / file, _record(name, stored, digest, language, joined))
    except OSError:
        (root / seed_file).unlink()
        raise
    return Written(file, tuple(_remarks(seed_file, joined, is_wrapped is None, doubtful)))


def guessed_language(text: str) -> str | None:
    """Guess a text's language by its commonest words; None where they do not tell."""
    words = re.findall(r"[a-zäöüß]+", text.casefold())
    counts = {name: sum(word in common for word in words) for name, common in _COMMON.items()}
    best, second = sorted(counts.values(), reverse=True)[:2]
    if best <= 2 * second:
        return None
    return max(counts, key=lambda name: counts[name])


def guessed_boilerplate(text: str) -> dict[int, str]:
    """Guess the lines, from 1, that hold no editorial text, each with the word that tells it."""
    found = {}
    for number, line in enumerate(text.split("\n"), 1):
        match = _BOILERPLATE.search(line)
        if match is not None:
            found[number] = match.group().strip("(: ")
    return found


def _text_of(document: Path) -> tuple[str, str]:
    """Read a document as it is; gives its text, or what is wrong with it."""
    try:
        raw = document.read_bytes()
    except OSError as fault:
        return "", f"{document} cannot be read: {(fault.strerror or 'unknown reason').lower()}"
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        byte = f"byte 0x{raw[fault.start]:02x} at {fault.start + 1} is not UTF-8"
        return "", f"{document} is not a text: {byte}; save it as UTF-8"
    if "\0" in text:
        return "", f"{document} is not a text: it holds null bytes; save it as UTF-8"
    return text, "" if text.strip() else f"{document} is empty"


def _taken(root: Path, file: str, seed_file: str) -> str | None:
    for name in (file, seed_file):
        if (root / name).exists():
            return f"{name} is there already; it is left as it was; give another  --id"
    return None


def _record(name: str, text: str, digest: str, language: str, joined: bool) -> str:
    filled = {
        "file": Filled(f"{name}.txt"),
        "sha256": Filled(digest),
        "language": Filled(language, "guess: by its commonest words"),
        "standing": Filled("current", "guess"),
        "coverage": Filled("open", "complete, once `build.py coverage` shows nothing left over"),
    }
    title = next((line.strip() for line in text.split("\n") if line.strip()), "")
    if len(title) <= LONGEST_TITLE:
        filled["title"] = Filled(scalar(title), "guess: the first line")
    day = _first_day(text, language)
    if day is not None:
        filled["date"] = Filled(day[1], f"guess: a day named in line {day[0]}; is it the text's?")
    lines = [
        "# yaml-language-server: $schema=../../schemas/source.schema.json",
        '# Fill in what is marked "needed"; confirm or correct each guess and delete its comment.',
    ]
    if joined:
        lines.append("# The document was hard-wrapped: its lines were joined to paragraphs.")
    lines += keys_of(SourceRecord, filled)
    aside = list(_aside(text))
    if aside:
        lines = [line for line in lines if not line.startswith("# set_aside:")]
        lines += ["set_aside:", *aside]
    return "\n".join(lines) + "\n"


def _first_day(text: str, language: str) -> tuple[int, str] | None:
    """Give the first line that names a whole day, from 1, and the day."""
    days = reader(language, {})
    for number, line in enumerate(text.split("\n"), 1):
        for found in days.periods(line, None):
            if _DAY.fullmatch(found.period.text):
                return number, found.period.text
    return None


def _aside(text: str) -> Iterator[str]:
    for number, word in guessed_boilerplate(text).items():
        yield f'  - lines: {number}  # guess, for the word "{word}": say why, or delete the entry'
        yield "    boilerplate: yes"
        # Empty, so that the check fails until a person has looked at the line.
        yield "    reason:"


def _remarks(
    seed_file: str, joined: bool, is_guess: bool, doubtful: tuple[int, ...]
) -> Iterator[str]:
    yield f"{seed_file} holds the text; it is never edited from now on"
    if joined:
        guess = "; give  --as-is  if it is not hard-wrapped" if is_guess else ""
        yield f"its lines were joined to paragraphs{guess}"
    if doubtful:
        numbers = ", ".join(str(number) for number in doubtful)
        yield f"words were broken by a hyphen at a line's end, look at line {numbers}"
