"""What the made-up factbook tells: German sentences, each with the fact that reads from it."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Choice = TypeVar("Choice")

_COUNTS = (
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
)
_MONTHS = (
    ("Januar", "January"),
    ("Februar", "February"),
    ("März", "March"),
    ("April", "April"),
    ("Mai", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("August", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Dezember", "December"),
)
_QUARTERS = ("erste", "zweite", "dritte", "vierte")
_PLACES = (
    ("Louisiana", "Louisiana"),
    ("Tennessee", "Tennessee"),
    ("Wisconsin", "Wisconsin"),
    ("Ohio", "Ohio"),
    ("Frankreich", "France"),
)
_NAME_PARTS = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a seed and the fact in it; `{a}` is the entity and `{b}` the other one."""

    id: str
    property: str
    state: str
    sentence: str
    quote: str
    statement: str
    value: str = ""
    when: str = ""
    when_quote: str = ""
    role: str = ""


def name_of(index: int) -> str:
    """Give the name of an entity, all of one length and none within another: Badolen, Rimuvan."""
    base = len(_NAME_PARTS)
    # A step without a common divisor makes neighbours look different, and no name comes twice.
    scattered = index * 7919 % base**3
    parts = [_NAME_PARTS[scattered // base**place % base] for place in range(3)]
    return "".join(parts).capitalize() + "n"


def told_of(index: int) -> tuple[Told, ...]:
    """Give the ten facts of an entity, in the order in which its article tells them."""
    return tuple(tell(index) for tell in _TELLINGS)


def contradiction_of(index: int) -> Told:
    """Give a fact that excludes the number of GPUs told in `told_of`."""
    amount = _number(index, "fewer", 20, 40) * 10
    return Told(
        "gpus-elsewhere",
        "gpu_count",
        "reported",
        f"An anderer Stelle ist bei {{a}} von genau {amount} GPUs die Rede, wie {{b}} mitteilt.",
        f"{amount} GPUs",
        f"Elsewhere {{b}} is told to say that {{a}} holds {amount} GPUs.",
        f"{amount} GPU",
        role="announcer",
    )


def _number(index: int, what: str, low: int, high: int) -> int:
    return low + zlib.crc32(f"{index} {what}".encode()) % (high - low)


def _choice(index: int, what: str, choices: tuple[Choice, ...]) -> Choice:
    return choices[_number(index, what, 0, len(choices))]


def _german(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _power(index: int) -> Told:
    amount = _number(index, "power", 40, 900)
    return Told(
        "power",
        "power",
        "planned",
        f"Nach dem Ausbau soll {{a}} an der Seite von {{b}} auf rund {amount} Megawatt kommen.",
        f"rund {amount} Megawatt",
        f"After its extension, {{a}} at the side of {{b}} is planned to have about {amount} MW.",
        f"about {amount} MW",
        role="partner",
    )


def _gpus(index: int) -> Told:
    amount = _number(index, "gpus", 11, 190) * 100
    return Told(
        "gpus",
        "gpu_count",
        "reported",
        f"In den Hallen von {{a}} rechnen mehr als {_german(amount)} GPUs im Auftrag von {{b}}.",
        f"mehr als {_german(amount)} GPUs",
        f"More than {amount:,} GPUs compute in the halls of {{a}} on behalf of {{b}}.",
        f"more than {amount} GPU",
        role="customer",
    )


def _investment(index: int) -> Told:
    amount, year = _number(index, "investment", 11, 99), _number(index, "invested", 2019, 2025)
    return Told(
        "investment",
        "investment",
        "reported",
        f"Im Jahr {year} hat {{b}} {amount // 10},{amount % 10} Milliarden Euro in {{a}} gesteckt.",
        f"{amount // 10},{amount % 10} Milliarden Euro",
        f"In {year}, {{b}} put {amount / 10} billion euros into {{a}}.",
        f"{amount / 10} billion EUR",
        str(year),
        f"Im Jahr {year}",
        "investor",
    )


def _contract(index: int) -> Told:
    amount, day = _number(index, "contract", 20, 90) * 10, _number(index, "day", 2, 28)
    german, english = _choice(index, "month", _MONTHS)
    number = [month for month, _ in _MONTHS].index(german) + 1
    return Told(
        "contract",
        "contract_value",
        "announced",
        f"Am {day}. {german} 2024 gab {{a}} einen Vertrag mit {{b}} über bis zu {amount} "
        "Millionen US-Dollar bekannt.",
        f"bis zu {amount} Millionen US-Dollar",
        f"On {day} {english} 2024, {{a}} announced a contract with {{b}} of up to {amount} million "
        "US dollars.",
        f"up to {amount} million USD",
        f"2024-{number:02}-{day:02}",
        f"Am {day}. {german} 2024",
        "supplier",
    )


def _opening(index: int) -> Told:
    quarter, year = _number(index, "quarter", 0, 4), _number(index, "opening", 2027, 2031)
    return Told(
        "opening",
        "opening",
        "planned",
        f"Die Eröffnung von {{a}} neben den Gebäuden von {{b}} ist für das {_QUARTERS[quarter]} "
        f"Quartal {year} geplant.",
        f"für das {_QUARTERS[quarter]} Quartal {year}",
        f"The opening of {{a}} beside the buildings of {{b}} is planned for Q{quarter + 1} {year}.",
        f"{year}-Q{quarter + 1}",
        role="partner",
    )


def _area(index: int) -> Told:
    amount = _number(index, "area", 21, 300) * 500
    return Told(
        "area",
        "area",
        "reported",
        f"Das Grundstück, das {{a}} von {{b}} gekauft hat, misst knapp {_german(amount)} "
        "Quadratmeter.",
        f"knapp {_german(amount)} Quadratmeter",
        f"The ground that {{a}} bought from {{b}} measures almost {amount:,} square metres.",
        f"almost {amount} m2",
        role="seller",
    )


def _storage(index: int) -> Told:
    amount = _number(index, "storage", 20, 700)
    return Told(
        "storage",
        "storage",
        "reported",
        f"Für die Daten von {{b}} hält {{a}} mindestens {amount} Petabyte Speicher bereit.",
        f"mindestens {amount} Petabyte",
        f"{{a}} keeps at least {amount} petabytes of storage ready for the data of {{b}}.",
        f"at least {amount} PB",
        role="user",
    )


def _centres(index: int) -> Told:
    count = _number(index, "centres", 0, len(_COUNTS))
    return Told(
        "centres",
        "data_centre_count",
        "reported",
        f"Zusammen mit {{b}} betreibt {{a}} inzwischen {_COUNTS[count]} Rechenzentren.",
        f"{_COUNTS[count]} Rechenzentren",
        f"Together with {{b}}, {{a}} runs {count + 2} data centres.",
        f"{count + 2} data_centre",
        role="operator",
    )


def _place(index: int) -> Told:
    german, english = _choice(index, "place", _PLACES)
    return Told(
        "place",
        "location",
        "reported",
        f"Das Gelände von {{a}} liegt in {german} und gehört {{b}}.",
        f"in {german}",
        f"The ground of {{a}} lies in {english} and belongs to {{b}}.",
        english,
        role="owner",
    )


def _view(index: int) -> Told:
    del index
    return Told(
        "view",
        "view",
        "opinion",
        "Für die Branche sei {a} das wichtigste Vorhaben seit Langem, heißt es bei {b}.",
        "das wichtigste Vorhaben seit Langem",
        "In the view of {b}, {a} is the most important undertaking of the industry for long.",
        role="subject",
    )


_TELLINGS: tuple[Callable[[int], Told], ...] = (
    _power,
    _gpus,
    _investment,
    _contract,
    _opening,
    _area,
    _storage,
    _centres,
    _place,
    _view,
)
