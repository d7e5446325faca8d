"""The dates and instants of a series: wall-clock time kept over daylight saving, days off not held and not moved."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import dropwhile, islice, takewhile
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from weeklypm.domain.calendar import Cadence, Series
from weeklypm.domain.values import Message, message

HolidayCalendar = Mapping[date, str]
"""Names of days on which no meeting is held, by date, in the series' language."""

Name = TypeVar("Name")

WEEK: Final = timedelta(weeks=1)
LAST: Final = -1
"""What ``Series.nth`` calls the last weekday of a month."""


@dataclass(frozen=True)
class Slot:
    """Hold one scheduled date; ``reason`` says why it is not held.

    ``provisional`` marks a date so far ahead that the country's holidays are not yet fixed.
    """

    day: date
    held: bool
    reason: Message | None = None
    provisional: bool = False


@dataclass(frozen=True)
class DaysOff:
    """Hold what keeps meetings from being held, by date: holidays, the company's closures, single cancellations.

    ``settled`` are the years that an official list covers: their holidays are final, however far ahead.
    """

    holidays: HolidayCalendar = field(default_factory=dict)
    closures: HolidayCalendar = field(default_factory=dict)
    cancelled: Mapping[date, Message] = field(default_factory=dict)
    settled: frozenset[int] = frozenset()

    def reason(self, day: date) -> Message | None:
        """Return why no meeting is held on a day, or None: holiday, then closure, then cancellation."""
        return not_held_reason(day, self.holidays, self.closures) or self.cancelled.get(day)


def meeting_start(series: Series, day: date) -> datetime:
    """Return the UTC instant at which the meeting of a day starts on the wall clock of the series' zone.

    A wall time that daylight saving skips is taken at the offset before the change, so the clock then shows it later
    by the gap (02:30 becomes 03:30); one that comes twice is the first of the two (PEP 495, fold 0; RFC 5545, 3.3.5).
    """
    local = datetime.combine(day, series.starts_at.replace(fold=0, tzinfo=None), ZoneInfo(series.zone))
    return local.astimezone(UTC)


def meeting_end(series: Series, day: date) -> datetime:
    """Return the UTC instant at which the meeting of a day ends by plan."""
    return meeting_start(series, day) + timedelta(minutes=series.minutes)


def first_scheduled(series: Series, on_or_after: date) -> date:
    """Return the first date of the series on or after a day, and never before the series began."""
    return next(_dates(series, on_or_after))


def scheduled_dates(
    series: Series, start: date, count: int | None = None, *, until: date | None = None
) -> tuple[date, ...]:
    """Return the series' dates from a day on: so many, or up to a day inclusive, or whichever ends first."""
    if count is None and until is None:
        raise ValueError("say how many dates, or until when")
    days = takewhile(lambda day: until is None or day <= until, _dates(series, start))
    return tuple(islice(days, count))


def _dates(series: Series, on_or_after: date) -> Iterator[date]:
    start = max(on_or_after, series.first_on)
    if series.cadence is Cadence.NTH_WEEKDAY:
        return dropwhile(lambda day: day < start, _of_months(series, start))
    every = series.every if series.cadence is Cadence.EVERY_N_WEEKS else 1
    return _stepping(_on_weekday(series.first_on, series.weekday), start, WEEK * every)


def _on_weekday(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _stepping(first: date, start: date, step: timedelta) -> Iterator[date]:
    """Count steps from the first date, so that every date asked from falls into the same rhythm."""
    day = first + step * max(0, -((first - start) // step))
    while True:
        yield day
        if date.max - day < step:
            return
        day += step


def _of_months(series: Series, start: date) -> Iterator[date]:
    year, month = start.year, start.month
    while year <= date.max.year:
        yield from sorted(set(_in_month(year, month, series.weekday, series.nth)))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _in_month(year: int, month: int, weekday: int, nth: Sequence[int]) -> Iterator[date]:
    first = _on_weekday(date(year, month, 1), weekday)
    days = range(first.day, monthrange(year, month)[1] + 1, 7)
    for place in nth:
        yield date(year, month, days[place if place == LAST else place - 1])


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
    return slots_of(series, scheduled_dates(series, start, count), DaysOff(holidays, closures), today)


def slots_of(series: Series, days: Sequence[date], off: DaysOff, today: date | None = None) -> tuple[Slot, ...]:
    """Return dates of the series as slots; ``today`` decides which are provisional, without it none is."""
    fixed = fixed_until(today) if today is not None and series.country else date.max
    return tuple(_slot(day, off, fixed) for day in days)


def _slot(day: date, off: DaysOff, fixed: date) -> Slot:
    reason = off.reason(day)
    return Slot(day, reason is None, reason, provisional=day > fixed and day.year not in off.settled)


def not_held_reason(day: date, holidays: HolidayCalendar, closures: HolidayCalendar) -> Message | None:
    """Return why no meeting is held on a day, or None; a public holiday is named before the company's own."""
    if day in holidays:
        return message("schedule.reason.holiday", name=holidays[day])
    if day in closures:
        return message("schedule.reason.closure", name=closures[day])
    return None


def called_off(reason: str) -> Message:
    """Return why a single date is not held that was called off, in the words of who did so."""
    return message("schedule.reason.cancelled", text=reason)


def fixed_until(today: date) -> date:
    """Return the last day whose holidays are settled: next year's are announced each February (Cabinet Office)."""
    return date(today.year + (1 if today.month >= 3 else 0), 12, 31)


def moved_on(names: Mapping[date, Name], held: Sequence[date]) -> dict[date, Name]:
    """Return names whose dates are no longer held on the next held ones, all in their order; turns are never lost.

    ``held`` are dates in order; a name for which no date is left is dropped.
    """
    placed: dict[date, Name] = {}
    free = iter(held)
    for day, name in sorted(names.items(), key=lambda pair: pair[0]):
        place = next((later for later in free if later >= day), None)
        if place is not None:
            placed[place] = name
    return placed


def new_first(series: Series, old: Series, floor: date) -> date:
    """Return from when a changed rhythm counts, so that past dates stay what they were.

    ``floor`` is the first day that may get a new date. A mere change of weekday stays in the week of the next date of
    the old rhythm, so that nobody meets twice in a week.
    """
    same = (series.cadence, series.every, series.nth) == (old.cadence, old.every, old.nth)
    if not same or series.nth:
        return floor
    coming = first_scheduled(old, floor)
    return max(floor, coming - timedelta(days=coming.weekday()))
