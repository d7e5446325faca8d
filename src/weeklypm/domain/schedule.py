"""The dates and instants of a series: wall-clock time kept over daylight saving, holidays not held and not moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from weeklypm.domain.calendar import Series
from weeklypm.domain.values import Message, message

HolidayCalendar = Mapping[date, str]
"""Names of days on which no meeting is held, by date, in the series' language."""

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Slot:
    """Hold one scheduled date; ``reason`` says why it is not held.

    ``provisional`` marks a date so far ahead that the country's holidays are not yet fixed.
    """

    day: date
    held: bool
    reason: Message | None = None
    provisional: bool = False


def meeting_start(series: Series, day: date) -> datetime:
    """Return the UTC instant at which the meeting of a day starts on the wall clock of the series' zone.

    A wall time that daylight saving skips is taken at the offset before the change, so the clock then shows it later
    by the gap (02:30 becomes 03:30); one that comes twice is the first of the two (PEP 495, fold 0).
    """
    local = datetime.combine(day, series.starts_at.replace(fold=0, tzinfo=None), ZoneInfo(series.zone))
    return local.astimezone(UTC)


def meeting_end(series: Series, day: date) -> datetime:
    """Return the UTC instant at which the meeting of a day ends by plan."""
    return meeting_start(series, day) + timedelta(minutes=series.minutes)


def first_scheduled(series: Series, on_or_after: date) -> date:
    """Return the first date of the series on or after a day, and never before the series began."""
    start = max(on_or_after, series.first_on)
    return start + timedelta(days=(series.weekday - start.weekday()) % 7)


def scheduled_dates(
    series: Series, start: date, count: int | None = None, *, until: date | None = None
) -> tuple[date, ...]:
    """Return the series' dates from a day on: so many, or up to a day inclusive, or whichever ends first."""
    if count is None and until is None:
        raise ValueError("say how many dates, or until when")
    days = takewhile(lambda day: until is None or day <= until, _weekly(first_scheduled(series, start)))
    return tuple(islice(days, count))


def _weekly(first: date) -> Iterator[date]:
    day = first
    while date.max - day >= WEEK:
        yield day
        day += WEEK


def slots(
    series: Series,
    holidays: HolidayCalendar,
    closures: HolidayCalendar,
    start: date,
    count: int,
    today: date | None = None,
) -> tuple[Slot, ...]:
    """Return the next dates of the series, those not held among them: nothing is moved (product.md section 1).

    ``closures`` are the company's own days off. ``today`` decides which dates are provisional; without it none is.
    """
    fixed = fixed_until(today) if today is not None and series.country else None
    return tuple(_slot(day, holidays, closures, fixed) for day in scheduled_dates(series, start, count))


def _slot(day: date, holidays: HolidayCalendar, closures: HolidayCalendar, fixed: date | None) -> Slot:
    reason = not_held_reason(day, holidays, closures)
    return Slot(day, reason is None, reason, provisional=fixed is not None and day > fixed)


def not_held_reason(day: date, holidays: HolidayCalendar, closures: HolidayCalendar) -> Message | None:
    """Return why no meeting is held on a day, or None; a public holiday is named before the company's own."""
    if day in holidays:
        return message("schedule.reason.holiday", name=holidays[day])
    if day in closures:
        return message("schedule.reason.closure", name=closures[day])
    return None


def fixed_until(today: date) -> date:
    """Return the last day whose holidays are settled: next year's are announced each February (Cabinet Office)."""
    return date(today.year + (1 if today.month >= 3 else 0), 12, 31)
