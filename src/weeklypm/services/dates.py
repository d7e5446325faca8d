"""The dates of the series as the workspace knows them: held, or not held and why."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from weeklypm.domain.calendar import Closure, Series
from weeklypm.domain.closures import closed_days
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.schedule import DaysOff, Slot, scheduled_dates, slots_of
from weeklypm.domain.values import Message
from weeklypm.services.holidays import country_days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weeklypm.storage import Reader

BEGUN: Final = (MeetingState.LIVE, MeetingState.CLOSED)
MOST: Final = 120
"""Dates looked at for held ones: whatever is closed for longer than that has no next meeting."""
FURTHEST: Final = date(2199, 12, 31)


def series_of(reader: Reader) -> Series:
    """Return the workspace's series; raise Problem ``services.problem.no_series`` before the first run is done."""
    series = reader.first(Series)
    if series is None:
        raise Problem("services.problem.no_series")
    return series


def days_off(reader: Reader, series: Series, start: date, until: date) -> DaysOff:
    """Return the days from one to another, both inclusive, on which the series is not held, and why."""
    until = min(until, FURTHEST)
    holidays, settled = country_days(reader, series.country, range(start.year, until.year + 1), series.language)
    return DaysOff(holidays, closed_days(reader.find(Closure), start, until), cancelled_days(reader, start), settled)


def cancelled_days(reader: Reader, start: date) -> dict[date, Message]:
    """Return the single dates cancelled from a day on, each with its reason."""
    rows = reader.find(Meeting, state=MeetingState.NOT_HELD, held_on__ge=start)
    return {row.held_on: row.not_held_reason for row in rows if row.not_held_reason is not None}


def begun_days(reader: Reader, start: date) -> frozenset[date]:
    """Return the dates from a day on whose meeting has begun: held they are, whatever the calendar says since."""
    return frozenset(day for (day,) in reader.values(Meeting, ("held_on",), state=BEGUN, held_on__ge=start))


def slots_from(reader: Reader, series: Series, start: date, count: int, today: date) -> tuple[Slot, ...]:
    """Return the next dates of the series from a day on, those not held among them.

    A meeting that has begun stands among them also where the rhythm changed since and leaves its date out.
    """
    days = sorted({*scheduled_dates(series, start, count), *begun_days(reader, start)})[:count]
    return slots_on(reader, series, days, today)


def slots_on(reader: Reader, series: Series, days: Sequence[date], today: date) -> tuple[Slot, ...]:
    """Return dates of the series, in order, as the calendar has them."""
    if not days:
        return ()
    begun = begun_days(reader, days[0])
    found = slots_of(series, days, days_off(reader, series, days[0], days[-1]), today)
    return tuple(Slot(slot.day, held=True) if slot.day in begun else slot for slot in found)


def slots_until(reader: Reader, series: Series, start: date, held: int, today: date) -> tuple[Slot, ...]:
    """Return the next dates up to the one that is held so many times, looking at ``MOST`` at the longest."""
    count = 2 * held
    while True:
        found = slots_from(reader, series, start, count, today)
        if count >= MOST or sum(slot.held for slot in found) >= held:
            return _cut(found, held)
        count = min(MOST, 2 * count)


def _cut(found: Sequence[Slot], held: int) -> tuple[Slot, ...]:
    kept: list[Slot] = []
    for slot in found:
        if sum(one.held for one in kept) == held:
            break
        kept.append(slot)
    return tuple(kept)


def next_days(reader: Reader, series: Series, start: date, count: int, today: date) -> tuple[date, ...]:
    """Return the next dates that are to be held and have not begun, in order."""
    begun = begun_days(reader, start)
    found = slots_until(reader, series, start, count + len(begun), today)
    return tuple(slot.day for slot in found if slot.held and slot.day not in begun)[:count]


def last_begun(reader: Reader) -> date | None:
    """Return the date of the last meeting that has begun."""
    found = reader.find(Meeting, state=BEGUN, order_by=("held_on",), descending=True, limit=1)
    return found[0].held_on if found else None


def span_of_years(start: date, years: int) -> date:
    """Return the last day of a span of whole years; one that starts on 29 February ends on 27 or 28 February."""
    try:
        return start.replace(year=start.year + years) - timedelta(days=1)
    except ValueError:
        return date(start.year + years, 2, 28)
