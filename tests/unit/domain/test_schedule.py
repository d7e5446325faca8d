"""The calendar by example: daylight saving, holidays, closures, provisional years."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from rule_rows import series

from weeklypm.domain.schedule import (
    first_scheduled,
    fixed_until,
    meeting_end,
    meeting_start,
    scheduled_dates,
    slots,
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
