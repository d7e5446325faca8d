"""The calendar as a file for other programs, and as lines for scripts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from weeklypm.domain.calendar import Closure, OfficialHoliday, Series
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.schedule import Slot, scheduled_dates
from weeklypm.services.clock import local_day
from weeklypm.services.dates import series_of, slots_on, span_of_years

if TYPE_CHECKING:
    from weeklypm.domain.values import Row
    from weeklypm.storage import Reader

YEARS: Final = 2
MOST_YEARS: Final = 10
WEEKS: Final = 26
MOST_WEEKS: Final = 520


@dataclass(frozen=True)
class CalendarExport:
    """Hold a calendar file: its content, the held dates in it, and the event's identity and sequence number."""

    data: bytes
    dates: tuple[date, ...]
    uid: str
    sequence: int


def coming_dates(reader: Reader, weeks: int = WEEKS) -> tuple[Slot, ...]:
    """Return the dates of the coming weeks from today on, those not held among them.

    Raises Problem ``calendar.problem.weeks`` outside of 1 to ``MOST_WEEKS``.
    """
    if not 1 <= weeks <= MOST_WEEKS:
        raise Problem("calendar.problem.weeks", count=weeks, most=MOST_WEEKS)
    series = series_of(reader)
    today = local_day(reader.now, series.zone)
    return _slots(reader, series, today, today + timedelta(days=7 * weeks - 1))


def export_calendar(reader: Reader, years: int = YEARS) -> CalendarExport:
    """Return the series' dates from today on, for so many years, as a calendar file in the series' language.

    Raises Problem ``calendar.problem.years`` outside of 1 to ``MOST_YEARS``, and ``calendar.problem.nothing_held``.
    """
    # The library takes a tenth of a second, which no other command need wait for.
    from weeklypm.exporters.calendar_file import Occurrences, Revision, render, uid_of

    if not 1 <= years <= MOST_YEARS:
        raise Problem("calendar.problem.years", years=years, most=MOST_YEARS)
    series = series_of(reader)
    today = local_day(reader.now, series.zone)
    found = _slots(reader, series, today, span_of_years(today, years))
    held = tuple(slot.day for slot in found if slot.held)
    if not held:
        raise Problem("calendar.problem.nothing_held")
    off = tuple(slot.day for slot in found if not slot.held)
    sequence, modified = _revision(reader, series, today)
    data = render(series, Occurrences(held, off), Revision(sequence, modified, reader.now), series.language)
    return CalendarExport(data, held, uid_of(series), sequence)


def _slots(reader: Reader, series: Series, today: date, until: date) -> tuple[Slot, ...]:
    return slots_on(reader, series, scheduled_dates(series, today, until=until), today)


def _revision(reader: Reader, series: Series, today: date) -> tuple[int, datetime]:
    """Return a number that grows with every change of the calendar and with every day, and when it changed last.

    Versions only grow, those of deleted rows too, and the state of a cancelled date never changes (``cancel``). The
    days count because the span of the file moves on with them.
    """
    rows: list[Row] = [series]
    for kind in (Closure, OfficialHoliday):
        rows += reader.find(kind, include_deleted=True)
    rows += reader.find(Meeting, state=MeetingState.NOT_HELD, include_deleted=True)
    days = max(0, (today - local_day(series.created_at, series.zone)).days)
    return sum(row.version for row in rows) - 1 + days, max(row.updated_at for row in rows)
