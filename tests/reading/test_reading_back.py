"""What is written out in German or English reads back as itself."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factbook.quantity import SCALES, Quantity, bounded
from factbook.reading import Reader
from tests.reading import speller
from tests.reading.vocabulary import english, german

GERMAN_BOUNDS = {
    "": None,
    "rund ": "about",
    "etwa ": "about",
    "fast ": "almost",
    "knapp ": "almost",
    "mehr als ": "more than",
    "weniger als ": "less than",
    "mindestens ": "at least",
    "bis zu ": "up to",
    "maximal ": "up to",
}
ENGLISH_BOUNDS = {
    "": None,
    "about ": "about",
    "almost ": "almost",
    "more than ": "more than",
    "over ": "more than",
    "less than ": "less than",
    "at least ": "at least",
    "up to ": "up to",
}
GERMAN_SCALES = {
    "": Decimal(1),
    " Millionen": SCALES["million"],
    " Mio.": SCALES["million"],
    " Milliarden": SCALES["billion"],
    " Mrd.": SCALES["billion"],
    " Billionen": SCALES["trillion"],
}
ENGLISH_SCALES = {
    "": Decimal(1),
    " million": SCALES["million"],
    " billion": SCALES["billion"],
    " trillion": SCALES["trillion"],
}
GERMAN_UNITS = {" Euro": "EUR", " US-Dollar": "USD", " Prozent": "percent", " Gigawatt": "GW"} | {
    " GPUs": "GPU",
    " neue Rechenzentren": "data_centre",
    " Nvidia DGX B200-Systeme": "system",
}
ENGLISH_UNITS = {" euros": "EUR", " US dollars": "USD", " percent": "percent"} | {
    " gigawatts": "GW",
    " GPUs": "GPU",
    " new data centres": "data_centre",
    " Nvidia DGX systems": "system",
}
COUNTED = ("GPU", "data_centre", "system")
# Sentences that say nothing about the amount in them.
GERMAN_FRAMES = ("{}", "Das Unternehmen nennt {}.", "Laut Bericht sind es {}, heißt es.", "({})")
ENGLISH_FRAMES = ("{}", "The company names {}.", "There are {}, it says.", "({})")

amounts = st.one_of(
    st.integers(1, 999_999_999).map(Decimal),
    st.decimals(Decimal("0.001"), Decimal(999_999_999), allow_nan=False, places=3),
)


def _only(reader: Reader, text: str) -> tuple[Quantity, str]:
    (found,) = reader.quantities(text)
    return found.quantity, text[found.start : found.end]


@settings(deadline=None)
@given(
    amount=amounts,
    bound=st.sampled_from(sorted(GERMAN_BOUNDS)),
    scale=st.sampled_from(sorted(GERMAN_SCALES)),
    unit=st.sampled_from(sorted(GERMAN_UNITS)),
    frame=st.sampled_from(GERMAN_FRAMES),
)
def test_a_german_amount_with_bound_scale_and_unit_reads_back(
    amount: Decimal, bound: str, scale: str, unit: str, frame: str
) -> None:
    # What is counted comes in wholes: "Llama 3.1 Modelle" is no amount of models.
    assume(scale or GERMAN_UNITS[unit] not in COUNTED or amount == amount.to_integral_value())
    digits = format_decimal(amount, "#,##0.###", locale="de")
    words = f"{bound}{digits}{scale}{unit}"
    expected = bounded(GERMAN_BOUNDS[bound], amount * GERMAN_SCALES[scale], GERMAN_UNITS[unit])
    assert _only(german(), frame.format(words)) == (expected, words)


@settings(deadline=None)
@given(
    amount=amounts,
    bound=st.sampled_from(sorted(ENGLISH_BOUNDS)),
    scale=st.sampled_from(sorted(ENGLISH_SCALES)),
    unit=st.sampled_from(sorted(ENGLISH_UNITS)),
    frame=st.sampled_from(ENGLISH_FRAMES),
)
def test_an_english_amount_with_bound_scale_and_unit_reads_back(
    amount: Decimal, bound: str, scale: str, unit: str, frame: str
) -> None:
    assume(scale or ENGLISH_UNITS[unit] not in COUNTED or amount == amount.to_integral_value())
    digits = format_decimal(amount, "#,##0.###", locale="en")
    words = f"{bound}{digits}{scale}{unit}"
    expected = bounded(ENGLISH_BOUNDS[bound], amount * ENGLISH_SCALES[scale], ENGLISH_UNITS[unit])
    assert _only(english(), frame.format(words)) == (expected, words)


@settings(deadline=None)
@given(number=st.integers(2, 999_999), unit=st.sampled_from(sorted(GERMAN_UNITS)))
def test_a_spelled_german_number_reads_back(number: int, unit: str) -> None:
    words = f"{speller.german(number)}{unit}"
    assert _only(german(), words) == (bounded(None, Decimal(number), GERMAN_UNITS[unit]), words)


def test_every_spelled_german_number_to_ten_thousand_reads_back() -> None:
    reader = german()
    for number in range(2, 10_000):
        words = f"{speller.german(number)} Systeme"
        assert _only(reader, words)[0].low == number, words


@settings(deadline=None)
@given(number=st.integers(2, 999_999), unit=st.sampled_from(sorted(ENGLISH_UNITS)))
def test_a_spelled_english_number_reads_back(number: int, unit: str) -> None:
    words = f"{speller.english(number)}{unit}"
    assert _only(english(), words) == (bounded(None, Decimal(number), ENGLISH_UNITS[unit]), words)


@settings(deadline=None)
@given(low=amounts, high=amounts, scale=st.sampled_from(sorted(GERMAN_SCALES)))
def test_a_german_range_shares_the_scale_and_unit_of_its_end(
    low: Decimal, high: Decimal, scale: str
) -> None:
    assume(low < high)
    first, second = (format_decimal(each, "#,##0.###", locale="de") for each in (low, high))
    words = f"{first} bis {second}{scale} Euro"
    factor = GERMAN_SCALES[scale]
    expected = Quantity(None, low * factor, high * factor, "EUR")
    assert _only(german(), words) == (expected, words)


@settings(deadline=None)
@given(amount=st.integers(1, 9_999), scale=st.sampled_from((" Millionen", " Milliarden")))
def test_a_german_compound_reads_as_the_words_it_joins(amount: int, scale: str) -> None:
    joined = f"{amount}-{scale.strip()}-Euro-Vertrag"
    (found,) = german().quantities(joined)
    factor = GERMAN_SCALES[scale]
    assert found.quantity == bounded(None, amount * factor, "EUR")


@settings(deadline=None)
@given(sign=st.sampled_from(("-", "\u2212", "minus ")), amount=amounts)
def test_a_minus_before_a_number_makes_it_negative(sign: str, amount: Decimal) -> None:
    digits = format_decimal(amount, "#,##0.###", locale="de")
    (found,) = german().quantities(f"{sign}{digits} %")
    assert found.quantity.low == -amount


days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@settings(deadline=None)
@given(day=days, form=st.sampled_from(("d. MMMM yyyy", "dd.MM.yyyy", "yyyy-MM-dd")))
def test_a_german_date_reads_back(day: date, form: str) -> None:
    (found,) = german().periods(format_date(day, form, locale="de"), None)
    assert (found.period.text, found.relative) == (day.isoformat(), False)
    assert german().quantities(format_date(day, form, locale="de")) == ()


@settings(deadline=None)
@given(day=days, form=st.sampled_from(("d MMMM yyyy", "MMMM d, yyyy", "yyyy-MM-dd")))
def test_an_english_date_reads_back(day: date, form: str) -> None:
    (found,) = english().periods(format_date(day, form, locale="en"), None)
    assert (found.period.text, found.relative) == (day.isoformat(), False)
    assert english().quantities(format_date(day, form, locale="en")) == ()


@settings(deadline=None)
@given(
    year=st.integers(1901, 2099).filter(lambda year: year % 50 != 0),
    month=st.integers(1, 12),
    relation=st.sampled_from((("ab ", "from"), ("seit ", "from"), ("bis ", "until"), ("", ""))),
)
def test_a_german_month_or_year_keeps_its_relation(
    year: int, month: int, relation: tuple[str, str]
) -> None:
    before, form = relation
    name = format_date(date(year, month, 1), "MMMM yyyy", locale="de")
    for words, point in ((name, f"{year}-{month:02d}"), (str(year), str(year))):
        (found,) = german().periods(f"{before}{words}", None)
        assert found.period.text == f"{form} {point}".strip()
