"""The language of `when:`: what is read, what it spans, what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factbook.period import Period, last_day, overlap, period_of, same_time
from factbook.problem import Unreadable

READ = [
    ("2019", "point", "2019-01-01", "2019-12-31"),
    ("2026-Q1", "point", "2026-01-01", "2026-03-31"),
    ("2025-H1", "point", "2025-01-01", "2025-06-30"),
    ("2026-03", "point", "2026-03-01", "2026-03-31"),
    ("2024-02", "point", "2024-02-01", "2024-02-29"),
    ("2025-11-20", "point", "2025-11-20", "2025-11-20"),
    ("2025-09-24T08:04", "point", "2025-09-24T08:04", "2025-09-24T08:04"),
    ("early 2026", "point", "2026-01-01", "2026-04-30"),
    ("mid 2026", "point", "2026-05-01", "2026-08-31"),
    ("end 2026", "point", "2026-09-01", "2026-12-31"),
    ("from 2026-03", "from", "2026-03-01", None),
    ("until 2032", "until", None, "2032-12-31"),
    ("until at least 2030", "until at least", None, "2030-12-31"),
    ("by 2028", "by", None, "2028-12-31"),
    ("2027 to 2031", "to", "2027-01-01", "2031-12-31"),
    ("FY2025", "fiscal", None, None),
    ("unresolved, in the next three years", "unresolved", None, None),
]
REFUSED = [
    ("2026-13", '"2026-13" has no such month'),
    ("2025-02-29", '"2025-02-29" is no day of the calendar'),
    ("2025-09-24T25:00", '"2025-09-24T25:00" is no day of the calendar'),
    ("spring 2026", '"spring 2026" is not a time'),
    ("unresolved, ", '"unresolved, " is not a time'),
    ("2031 to 2027", '"2031 to 2027" ends before it begins'),
    ("0000", '"0000" is not a time'),
]


@pytest.mark.parametrize(("text", "form", "start", "end"), READ)
def test_time_is_read(text: str, form: str, start: str | None, end: str | None) -> None:
    assert period_of(text) == Period(text, form, start, end)


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_time_is_refused(text: str, message: str) -> None:
    found = period_of(text)
    assert isinstance(found, Unreadable)
    assert found.message == message
    assert found.help


def _of(text: str) -> Period:
    found = period_of(text)
    assert isinstance(found, Period)
    return found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("by 2028", "until end 2028", True),
        ("2026", "2026-01-01", False),
        ("end 2026", "2026", False),
        ("from 2026-Q1", "from 2026-01", True),
        ("FY2025", "2025", False),
        ("until 2032", "until at least 2032", False),
    ],
)
def test_whether_two_times_say_the_same(one: str, other: str, same: bool) -> None:
    assert same_time(_of(one), _of(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("2025", "2025-11-20T11:15", True),
        ("2025", "from 2026-01", False),
        ("until 2025", "from 2025-12", True),
        ("FY2025", "2031", True),
        ("2027 to 2031", "by 2026", False),
    ],
)
def test_whether_two_times_share_a_day(one: str, other: str, shared: bool) -> None:
    assert overlap(_of(one), _of(other)) is shared
    assert overlap(_of(other), _of(one)) is shared


def test_time_has_passed_only_after_its_last_day() -> None:
    quarter = _of("2026-Q1")
    assert last_day(quarter) == "2026-03-31"
    assert last_day(_of("unresolved, bald")) is None


@given(st.text(alphabet="0123456789-QHT:FYabdefilmnorstuvy ,", max_size=24))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    found = period_of(text)
    assert isinstance(found, Unreadable) or same_time(found, found)
