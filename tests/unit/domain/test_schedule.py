"""The calendar by example: daylight saving, holidays, closures, provisional years."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from rule_rows import DAY, WEEK, series

from weeklypm.domain.calendar import Cadence, Series
from weeklypm.domain.schedule import (
    DaysOff,
    called_off,
    first_scheduled,
    fixed_until,
    meeting_end,
    meeting_start,
    moved_on,
    new_first,
    scheduled_dates,
    slots,
    slots_of,
)
from weeklypm.wording import say


@pytest.mark.parametrize(
    ("zone", "clock", "day", "expected"),
    [
        ("Asia/Tokyo", time(16), date(2026, 9, 2), datetime(2026, 9, 2, 7, tzinfo=UTC)),
        ("Europe/Berlin", time(10), date(2026, 3, 28), datetime(2026, 3, 28, 9, tzinfo=UTC)),
        ("Europe/Berlin", time(10), date(2026, 3, 29), datetime(2026, 3, 29, 8, tzinfo=UTC)),
        ("Europe/Berlin", time(2, 30), date(2026, 3, 29), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("Europe/Berlin", time(2, 30), date(2026, 10, 25), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("Europe/Berlin", time(2, 30, fold=1), date(2026, 10, 25), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_the_start_in_utc(zone: str, clock: time, day: date, expected: datetime) -> None:
    weekly = series(zone=zone, starts_at=clock)
    assert meeting_start(weekly, day) == expected
    assert (meeting_end(weekly, day) - expected).total_seconds() == 1800


def test_dates_never_stand_before_the_series_began() -> None:
    weekly = series(first_on=date(2026, 9, 3))
    assert first_scheduled(weekly, date(2026, 8, 1)) == date(2026, 9, 9)
    assert first_scheduled(weekly, date(2026, 9, 16)) == date(2026, 9, 16)
    assert scheduled_dates(weekly, date(2026, 9, 10), until=date(2026, 9, 30)) == (
        date(2026, 9, 16),
        date(2026, 9, 23),
        date(2026, 9, 30),
    )
    assert scheduled_dates(weekly, date(9999, 12, 1), 50)[-1] <= date.max
    with pytest.raises(ValueError, match="how many"):
        scheduled_dates(weekly, date(2026, 9, 10))


def test_a_holiday_is_not_held_and_says_which() -> None:
    holidays = {date(2026, 9, 23): "秋分の日"}
    closures = {date(2026, 9, 23): "Outing", date(2026, 9, 30): "Outing"}
    found = slots(series(), holidays, closures, date(2026, 9, 16), 3)
    assert [slot.held for slot in found] == [True, False, False]
    told = [say("ja", slot.reason) for slot in found if slot.reason]
    assert told == ["祝日：秋分の日", "休業日：Outing"]


@pytest.mark.parametrize(
    ("today", "until"),
    [(date(2026, 2, 28), date(2026, 12, 31)), (date(2026, 3, 1), date(2027, 12, 31))],
)
def test_years_whose_holidays_are_not_announced_are_provisional(today: date, until: date) -> None:
    assert fixed_until(today) == until
    found = slots(series(), {}, {}, date(until.year, 12, 20), 4, today)
    assert [slot.provisional for slot in found] == [slot.day > until for slot in found]
    assert {slot.provisional for slot in found} == {True, False}
    assert not any(slot.provisional for slot in slots(series(country=""), {}, {}, until, 4, today))


def every(weeks: int, **fields: object) -> Series:
    return series(cadence=Cadence.EVERY_N_WEEKS, every=weeks, **fields)


def nth(*places: int, **fields: object) -> Series:
    return series(cadence=Cadence.NTH_WEEKDAY, nth=places, **fields)


def test_every_n_weeks_counts_from_the_first_date_of_the_series() -> None:
    two = every(2, first_on=date(2026, 9, 3))
    assert scheduled_dates(two, date(2026, 9, 1), 3) == (date(2026, 9, 9), date(2026, 9, 23), date(2026, 10, 7))
    assert first_scheduled(two, date(2026, 9, 10)) == date(2026, 9, 23)
    assert first_scheduled(every(52, first_on=date(2026, 9, 2)), date(2026, 9, 3)) == date(2027, 9, 1)


def test_weekdays_of_a_month_count_from_its_start_and_the_last_from_its_end() -> None:
    days = scheduled_dates(nth(1, 3), date(2026, 9, 1), 4)
    assert days == (date(2026, 9, 2), date(2026, 9, 16), date(2026, 10, 7), date(2026, 10, 21))
    # September 2026 has five Wednesdays, November four: there the fourth is the last.
    assert scheduled_dates(nth(-1), date(2026, 9, 1), 3) == (date(2026, 9, 30), date(2026, 10, 28), date(2026, 11, 25))
    assert scheduled_dates(nth(4, -1), date(2026, 11, 1), until=date(2026, 11, 30)) == (date(2026, 11, 25),)
    assert first_scheduled(nth(1), date(2026, 9, 3)) == date(2026, 10, 7)


def test_a_cancelled_date_is_not_held_and_a_holiday_is_named_before_it() -> None:
    first, second = date(2026, 9, 16), date(2026, 9, 23)
    off = DaysOff({second: "秋分の日"}, {}, {first: called_off("All hands"), second: called_off("All hands")})
    told = [say("en", slot.reason) for slot in slots_of(series(), (first, second), off) if slot.reason]
    assert told == ["Cancelled: All hands", "Public holiday: 秋分の日"]


def test_an_official_list_settles_its_years() -> None:
    days = (date(2027, 12, 29), date(2028, 1, 5), date(2029, 1, 3))
    off = DaysOff(settled=frozenset({2028}))
    assert [slot.provisional for slot in slots_of(series(), days, off, date(2026, 9, 2))] == [False, False, True]


def test_names_move_on_to_the_next_held_dates_in_order() -> None:
    names = {DAY: "A", DAY + WEEK: "B"}
    assert moved_on(names, (DAY, DAY + WEEK)) == names
    assert moved_on(names, (DAY + WEEK, DAY + 2 * WEEK)) == {DAY + WEEK: "A", DAY + 2 * WEEK: "B"}
    assert moved_on(names, (DAY, DAY + 3 * WEEK)) == {DAY: "A", DAY + 3 * WEEK: "B"}
    assert moved_on(names, (DAY + WEEK,)) == {DAY + WEEK: "A"}


@pytest.mark.parametrize(
    ("before", "after", "floor", "first"),
    [
        # Held on Wednesday 2 September, then moved to Friday: not again in that week.
        (series(), series(weekday=4), date(2026, 9, 3), date(2026, 9, 11)),
        # To Monday on the Tuesday before: this week's Monday is over.
        (series(), series(weekday=0), date(2026, 9, 1), date(2026, 9, 7)),
        (series(), series(weekday=3), date(2026, 9, 1), date(2026, 9, 3)),
        # Another cadence counts from the first day that may have a date.
        (series(), every(2), date(2026, 9, 3), date(2026, 9, 9)),
        (nth(1), series(), date(2026, 9, 3), date(2026, 9, 9)),
        (nth(1), nth(1, weekday=4), date(2026, 9, 3), date(2026, 9, 4)),
    ],
)
def test_a_changed_rhythm_counts_from_what_has_not_begun(
    before: Series, after: Series, floor: date, first: date
) -> None:
    counted = replace(after, first_on=new_first(after, before, floor))
    assert first_scheduled(counted, date(2026, 1, 1)) == first
