"""What a weekday costs is counted from the holidays themselves."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypm.domain.errors import Problem
from weeklypm.services.weekday_cost import cost_sentence, first_held, lost_by_weekday, outlook
from weeklypm.wording import say

TODAY = date(2026, 9, 2)
DAYS = st.frozensets(st.dates(date(2026, 1, 1), date(2030, 12, 31)), max_size=60)


def test_days_off_are_counted_by_weekday_and_year() -> None:
    monday, tuesday = date(2026, 9, 7), date(2026, 9, 8)
    costs = lost_by_weekday([monday, monday + timedelta(weeks=1), tuesday, tuesday], years=2)
    assert costs == (Fraction(1), Fraction(1, 2), 0, 0, 0, 0, 0)


@given(DAYS, st.integers(1, 10))
def test_no_day_is_lost_or_counted_twice(days: frozenset[date], years: int) -> None:
    assert sum(lost_by_weekday(days, years)) * years == len(days)


def test_mondays_cost_most_in_japan() -> None:
    costs = outlook("JP", TODAY).costs
    assert costs[0] > 6
    assert all(1 <= cost < 3 for cost in costs[1:])


@pytest.mark.parametrize(
    ("cost", "country", "english", "japanese"),
    [
        (Fraction(71, 10), "JP", "Monday loses about 7 meetings a year in Japan.", "月曜日は年に約7回"),
        (Fraction(8, 10), "US", "Monday loses about 1 meeting a year in the United States.", "米国では、月曜日は"),
        (Fraction(1, 10), "GB", "Monday loses hardly any meeting in the United Kingdom.", "ほとんど休みになりません"),
        (Fraction(0), "JP", "Monday loses no meeting in Japan.", "休みになりません"),
        (Fraction(2), "AR", "Monday loses about 2 meetings a year in AR.", "ARでは"),
        (Fraction(0), "", "Monday loses no meeting: no country's holidays are chosen.", "祝日の国が選ばれていない"),
    ],
)  # fmt: skip
def test_what_a_weekday_costs_is_a_sentence(cost: Fraction, country: str, english: str, japanese: str) -> None:
    told = cost_sentence(0, cost, country)
    assert say("en", told) == english
    assert japanese in say("ja", told)


def test_no_country_costs_nothing() -> None:
    assert outlook("", TODAY).costs == (0,) * 7


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(Problem) as refused:
        outlook("QQ", TODAY)
    assert refused.value.code == "services.problem.country"


def test_only_coming_days_count() -> None:
    assert min(outlook("JP", TODAY).days_off) > TODAY


def test_the_first_meeting_waits_for_the_end_of_the_holidays() -> None:
    days_off = outlook("JP", TODAY).days_off
    assert first_held(2, TODAY, days_off) == TODAY
    assert first_held(2, date(2026, 9, 17), days_off) == date(2026, 9, 30)


@given(st.integers(0, 6), st.dates(date(2026, 1, 1), date(2029, 12, 31)), DAYS)
def test_the_first_meeting_is_held_on_its_weekday(weekday: int, today: date, days: frozenset[date]) -> None:
    first = first_held(weekday, today, days)
    assert first >= today
    assert first.weekday() == weekday
    assert first not in days
    assert all(today + timedelta(days=n) in days for n in range((first - today).days) if
               (today + timedelta(days=n)).weekday() == weekday)  # fmt: skip
