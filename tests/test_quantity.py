"""The language of `value:`: what is read, what a bound means, what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.problem import Unreadable
from factbook.quantity import (
    BOUNDS,
    Quantity,
    Unit,
    agree,
    bounded,
    in_base,
    interval,
    quantity_of,
    written,
)

UNITS = {
    "USD": Unit("USD", "USD", Decimal(1)),
    "W": Unit("W", "W", Decimal(1)),
    "GW": Unit("GW", "W", Decimal(10) ** 9),
    "GPU": Unit("GPU", "GPU", Decimal(1)),
    "percent": Unit("percent", "percent", Decimal(1)),
}

READ = [
    ("38 billion USD", None, "38000000000", "38000000000", "USD"),
    ("almost 7 GW", "almost", None, "7", "GW"),
    ("more than 1000 GPU", "more than", "1000", None, "GPU"),
    ("at least 5 GPU", "at least", "5", None, "GPU"),
    ("up to 10000 GPU", "up to", None, "10000", "GPU"),
    ("less than 0.5 percent", "less than", None, "0.5", "percent"),
    ("about 130 GPU", "about", "130", "130", "GPU"),
    ("3 to 4 trillion USD", None, "3000000000000", "4000000000000", "USD"),
    ("-7.6 percent", None, "-7.6", "-7.6", "percent"),
    ("several million GPU", "several", "2000000", None, "GPU"),
    ("several GPU", "several", "2", None, "GPU"),
    ("hundreds of thousand GPU", "hundreds of", "100000", "1000000", "GPU"),
    ("two-digit million USD", "two-digit", "10000000", "100000000", "USD"),
]

REFUSED = [
    ("7 Gw", '"Gw" is not a unit', "write  GW"),
    (
        "7 parsec",
        '"parsec" is not a unit',
        "use a unit of facts/vocabulary/units.yml, or add it there",
    ),
    (
        "1.000.000 USD",
        '"1.000.000 USD" is not a quantity',
        "write [bound] amount [scale] unit, such as  about 38 billion USD",
    ),
    ("4 to 3 GW", "the range ends before it begins", "write the smaller amount first"),
    ("about 3 to 4 GW", 'a range takes no "about"', "write  amount to amount unit"),
    (
        "38 milliard USD",
        '"38 milliard USD" is not a quantity',
        "write [bound] amount [scale] unit, such as  about 38 billion USD",
    ),
    ("1" * 21 + " USD", "the amount has too many digits", "use a scale such as million"),
]


@pytest.mark.parametrize(("text", "bound", "low", "high", "unit"), READ)
def test_value_is_read(
    text: str, bound: str | None, low: str | None, high: str | None, unit: str
) -> None:
    expected = Quantity(
        bound, None if low is None else Decimal(low), None if high is None else Decimal(high), unit
    )
    assert quantity_of(text, UNITS) == expected


@pytest.mark.parametrize(("text", "message", "remedy"), REFUSED)
def test_value_is_refused_with_a_remedy(text: str, message: str, remedy: str) -> None:
    assert quantity_of(text, UNITS) == Unreadable(message, remedy)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("about 1000 GPU", "1099 GPU", True),
        ("about 1000 GPU", "1101 GPU", False),
        ("almost 7 GW", "6.3 GW", True),
        ("almost 7 GW", "7 GW", False),
        ("more than 10000 GPU", "up to 10000 GPU", False),
        ("at least 10000 GPU", "up to 10000 GPU", True),
        ("7 GW", "7000000000 W", True),
        ("several million GPU", "1 million GPU", False),
        ("two-digit million USD", "100 million USD", False),
        ("two-digit million USD", "99 million USD", True),
        ("3 to 4 trillion USD", "more than 4 trillion USD", False),
        ("less than 5 GPU", "at least 5 GPU", False),
    ],
)
def test_whether_two_quantities_can_both_be_right(one: str, other: str, together: bool) -> None:
    first, second = quantity_of(one, UNITS), quantity_of(other, UNITS)
    assert isinstance(first, Quantity) and isinstance(second, Quantity)
    assert agree(in_base(first, UNITS), in_base(second, UNITS)) is together
    assert agree(in_base(second, UNITS), in_base(first, UNITS)) is together


AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**15, places=2, allow_nan=False)


@given(AMOUNTS, st.sampled_from((None, *BOUNDS)), st.sampled_from(sorted(UNITS)))
def test_what_is_written_reads_back(amount: Decimal, bound: str | None, unit: str) -> None:
    quantity = bounded(bound, amount, unit)
    assert quantity_of(written(quantity), UNITS) == quantity


@pytest.mark.parametrize("text", [row[0] for row in READ])
def test_usual_form_reads_back(text: str) -> None:
    quantity = quantity_of(text, UNITS)
    assert isinstance(quantity, Quantity)
    assert quantity_of(written(quantity), UNITS) == quantity


@given(AMOUNTS, st.sampled_from((None, *BOUNDS)))
def test_quantity_agrees_with_itself(amount: Decimal, bound: str | None) -> None:
    quantity = bounded(bound, abs(amount) + 1, "GPU")
    assert agree(quantity, quantity)
    limits = interval(quantity)
    assert limits.low is None or limits.high is None or limits.low <= limits.high
