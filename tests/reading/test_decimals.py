"""Digits have the amount that Babel reads in them, and none where Babel would not write them so."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel import Locale
from babel.numbers import NumberFormatError, parse_decimal
from hypothesis import given
from hypothesis import strategies as st

from factbook.reading.shapes import decimal_of

LOCALES = (Locale("de"), Locale("en"), Locale("hi"))
digits = st.text("0123456789", min_size=1, max_size=5)
# Some as they are written, and many that are not.
numbers = st.one_of(
    st.lists(digits, min_size=2, max_size=5).flatmap(
        lambda parts: st.lists(
            st.sampled_from(".,"), min_size=len(parts) - 1, max_size=len(parts) - 1
        ).map(lambda signs: "".join(map(str.__add__, parts, [*signs, ""])))
    ),
    st.decimals(1, 10**12, places=2).map(lambda number: f"{number:,}"),
    st.integers(1, 10**12).map(lambda number: f"{number:,}".replace(",", ".")),
)


@pytest.mark.parametrize("locale", LOCALES, ids=str)
@given(text=numbers)
def test_digits_are_read_as_babel_reads_them(locale: Locale, text: str) -> None:
    try:
        expected = parse_decimal(text, locale=locale, strict=True)
    except NumberFormatError:
        expected = None
    found = decimal_of(text, locale)
    # What may be meant otherwise is no amount, whatever it would be.
    assert found is None or (expected is not None and str(found) == str(expected))
    is_doubtful = text[0] == "0" or ("000" in text and (expected or 0) < 1000) or len(text) > 20
    assert found is not None or expected is None or is_doubtful


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("8.100", "8100"),
        ("12.345.678,90", "12345678.90"),
        ("5,2", "5.2"),
        ("1.00", None),
        ("0.123", None),
        ("1,000", None),
        ("1,234.5", None),
        ("12.34.567", None),
    ],
)
def test_german_digits_are_grouped_by_full_stops(text: str, amount: str | None) -> None:
    assert decimal_of(text, Locale("de")) == (None if amount is None else Decimal(amount))
