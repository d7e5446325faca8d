"""Days on which the company is closed: once, every year, over New Year, on a day that few years have."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from rule_rows import stamp

from weeklypm.domain.calendar import Closure
from weeklypm.domain.closures import closed_days

WIDE = (date(2020, 1, 1), date(2040, 12, 31))
days = st.dates(date(2026, 1, 1), date(2030, 12, 31))


def closure(starts_on: date, ends_on: date, *, yearly: bool = False, name: str = "Off", number: int = 1) -> Closure:
    return Closure(**stamp(number), name=name, starts_on=starts_on, ends_on=ends_on, yearly=yearly)


def test_both_ends_are_closed_and_nothing_beside_them() -> None:
    found = closed_days([closure(date(2026, 8, 12), date(2026, 8, 14))], *WIDE)
    assert found == {date(2026, 8, day): "Off" for day in (12, 13, 14)}


def test_days_over_new_year_come_back_every_year_from_the_first_time_on() -> None:
    found = closed_days([closure(date(2026, 12, 29), date(2027, 1, 3), yearly=True)], *WIDE)
    assert date(2026, 1, 2) not in found
    for year in (2026, 2027, 2039):
        first = date(year, 12, 29)
        assert [first + timedelta(days=n) in found for n in range(-1, 7)] == [False, *[True] * 6, False]
    assert date(2040, 12, 31) in found


def test_a_leap_day_is_closed_where_there_is_one() -> None:
    found = closed_days([closure(date(2028, 2, 28), date(2028, 2, 29), yearly=True)], *WIDE)
    assert sorted(day for day in found if day.year < 2033) == [
        date(2028, 2, 28),
        date(2028, 2, 29),
        date(2029, 2, 28),
        date(2030, 2, 28),
        date(2031, 2, 28),
        date(2032, 2, 28),
        date(2032, 2, 29),
    ]


def test_the_closure_listed_first_names_a_day() -> None:
    day = date(2026, 8, 13)
    both = [closure(day, day, name="Obon"), closure(day, day + timedelta(days=1), name="Outing", number=2)]
    assert closed_days(both, *WIDE) == {day: "Obon", day + timedelta(days=1): "Outing"}


@given(days, st.integers(0, 365), st.booleans(), days, st.integers(0, 800))
def test_a_closure_looks_the_same_through_any_window(
    starts_on: date, length: int, yearly: bool, start: date, span: int
) -> None:
    one = closure(starts_on, starts_on + timedelta(days=length), yearly=yearly)
    until = start + timedelta(days=span)
    whole = closed_days([one], *WIDE)
    assert closed_days([one], start, until) == {day: name for day, name in whole.items() if start <= day <= until}
    assert all(one.starts_on + timedelta(days=n) in whole for n in range(length + 1))
    assert min(whole) == starts_on


@given(days, st.integers(0, 300), st.integers(1, 8))
def test_a_yearly_closure_is_as_long_every_year(starts_on: date, length: int, later: int) -> None:
    if (starts_on.month, starts_on.day) == (2, 29):
        starts_on -= timedelta(days=1)
    ends_on = starts_on + timedelta(days=length)
    whole = closed_days([closure(starts_on, ends_on, yearly=True)], *WIDE)
    again = starts_on.replace(year=starts_on.year + later)
    assert again in whole
    assert again - timedelta(days=1) not in whole
    count = sum(again <= day < again + timedelta(days=length + 30) for day in whole)
    assert abs(count - (length + 1)) <= 1
