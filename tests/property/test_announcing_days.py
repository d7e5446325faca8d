"""Working days counted back: the call for topics goes out three of them before the meeting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypm.domain.announcing_days import answer_day, call_day, is_working_day, working_day_before
from weeklypm.domain.errors import Problem

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
DAY = timedelta(days=1)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[date, frozenset[date]]:
    """Return a meeting's date and days off around it, some of them in a row."""
    day = draw(DAYS)
    ago = draw(st.lists(st.integers(0, 40), max_size=25))
    return day, frozenset(day - each * DAY for each in ago)


def between(first: date, last: date) -> list[date]:
    """Return the days from one to another, the last one left out."""
    return [first + each * DAY for each in range((last - first).days)]


@given(calendars(), st.integers(1, 10))
def test_so_many_working_days_lie_between(calendar: tuple[date, frozenset[date]], count: int) -> None:
    day, off = calendar
    found = working_day_before(day, off, count)
    assert found < day
    assert is_working_day(found, off)
    assert sum(is_working_day(each, off) for each in between(found, day)) == count


@given(calendars())
def test_people_get_the_call_before_they_are_to_answer(calendar: tuple[date, frozenset[date]]) -> None:
    day, off = calendar
    assert call_day(day, off) < answer_day(day, off) < day
    assert call_day(day, off).weekday() < 5


@given(calendars(), st.integers(0, 40))
def test_another_day_off_never_makes_the_call_later(calendar: tuple[date, frozenset[date]], ago: int) -> None:
    day, off = calendar
    assert call_day(day, off | {day - ago * DAY}) <= call_day(day, off)


@given(calendars())
def test_whether_the_meeting_falls_on_a_day_off_is_all_the_same(calendar: tuple[date, frozenset[date]]) -> None:
    day, off = calendar
    assert call_day(day, off | {day}) == call_day(day, off - {day})


@pytest.mark.parametrize(
    ("day", "off", "call"),
    [
        (date(2026, 9, 9), (), date(2026, 9, 4)),  # a Wednesday: the Friday before
        (date(2026, 9, 11), (), date(2026, 9, 8)),  # a Friday: the Tuesday of the week
        (date(2026, 9, 7), (), date(2026, 9, 2)),  # a Monday: over the weekend
        # Silver week: Monday to Wednesday are holidays.
        (date(2026, 9, 24), (date(2026, 9, 21), date(2026, 9, 22), date(2026, 9, 23)), date(2026, 9, 16)),
        # A holiday on a Saturday takes no working day away.
        (date(2026, 9, 9), (date(2026, 9, 5),), date(2026, 9, 4)),
    ],
)
def test_the_call_goes_out_three_working_days_ahead(day: date, off: tuple[date, ...], call: date) -> None:
    assert call_day(day, frozenset(off)) == call


class Never:
    """Hold every day there is."""

    def __contains__(self, day: object) -> bool:
        return True


@pytest.mark.parametrize("day", [date(2026, 9, 9), date(1, 1, 5)])
def test_a_calendar_without_working_days_is_a_problem(day: date) -> None:
    with pytest.raises(Problem) as caught:
        call_day(day, Never())
    assert caught.value.code == "announcing.problem.no_working_day"
