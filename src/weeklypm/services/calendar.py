"""The calendar of the series: which dates are held, which are not and why, and what changes that."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from weeklypm.domain.calendar import Closure, Series
from weeklypm.domain.closures import LONGEST
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.promises import meaningful
from weeklypm.domain.schedule import Slot, called_off, first_scheduled, fixed_until
from weeklypm.domain.values import Row
from weeklypm.services.clock import local_day
from weeklypm.services.dates import BEGUN, days_off, series_of, slots_from
from weeklypm.services.official_holidays import (
    Imported,
    OfficialList,
    import_official,
    official_years,
    read_official,
    remove_official,
)
from weeklypm.services.planning import keeping_turns
from weeklypm.services.setup import NAME_LENGTH, tidy
from weeklypm.services.weekday_cost import costs_of

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit

__all__ = [
    "CalendarView",
    "Imported",
    "OfficialList",
    "add_closure",
    "calendar_view",
    "cancel",
    "edit_closure",
    "hold_after_all",
    "import_official",
    "read_official",
    "remove_closure",
    "remove_official",
]

REASON_LENGTH: Final = 300
"""Letters of the reason for a cancelled date."""
CLOSURE_FIELDS: Final = frozenset(one.name for one in fields(Closure)) - {one.name for one in fields(Row)}


@dataclass(frozen=True)
class CalendarView:
    """Hold the calendar as it is shown.

    ``slots`` are the coming dates with what keeps them from being held; ``cancelled`` those cancelled from today on;
    ``official_years`` what official lists cover; ``fixed_until`` the last day whose holidays are settled without one;
    ``costs`` how many meetings a year each weekday would lose, Monday first.
    """

    series: Series
    today: date
    slots: tuple[Slot, ...]
    closures: tuple[Closure, ...]
    official_years: tuple[int, ...]
    cancelled: tuple[Meeting, ...]
    fixed_until: date
    costs: tuple[Fraction, ...]


def calendar_view(reader: Reader, start: date | None = None, count: int = 26) -> CalendarView:
    """Return the calendar with so many dates from a day on, by default from today."""
    series = series_of(reader)
    today = local_day(reader.now, series.zone)
    cancelled = reader.find(Meeting, state=MeetingState.NOT_HELD, held_on__ge=today, order_by=("held_on",))
    return CalendarView(
        series=series,
        today=today,
        slots=slots_from(reader, series, start or today, count, today),
        closures=tuple(reader.find(Closure, order_by=("starts_on", "created_at", "id"))),
        official_years=official_years(reader, series.country),
        cancelled=tuple(cancelled),
        fixed_until=fixed_until(today),
        costs=costs_of(reader, series, today),
    )


def cancel(unit: Unit, day: date, reason: str) -> Meeting:
    """Call off one date for a reason; confirmed names keep their turn. Called off already, it gets the new reason.

    Raises Problem ``calendar.problem.*``: no reason, no date of the series, past, begun, or not held anyway.
    """
    why = called_off(_reason(reason))
    series = series_of(unit)
    _refuse_past(unit, series, day)
    known = unit.first(Meeting, series_id=series.id, held_on=day)
    if known is not None and known.state in BEGUN:
        raise Problem("calendar.problem.begun", day=day)
    if known is not None and known.state is MeetingState.NOT_HELD:
        return unit.put(replace(known, not_held_reason=why))
    _refuse_not_held(unit, series, day)
    with keeping_turns(unit):
        named = unit.first(Meeting, series_id=series.id, held_on=day)
        if named is not None:
            # The row of a cancelled date is one of its own: what became of it can be told by its versions.
            unit.delete(named)
        row = Meeting(**unit.stamp(), series_id=series.id, held_on=day, state=MeetingState.NOT_HELD)
        return unit.add(replace(row, not_held_reason=why))


def _reason(reason: str) -> str:
    if not meaningful(reason):
        raise Problem("calendar.problem.reason")
    text = tidy(reason)
    if len(text) > REASON_LENGTH:
        raise Problem("calendar.problem.reason_long", n=REASON_LENGTH)
    return text


def _refuse_past(unit: Unit, series: Series, day: date) -> None:
    if day < local_day(unit.now, series.zone):
        raise Problem("calendar.problem.past", day=day)


def _refuse_not_held(unit: Unit, series: Series, day: date) -> None:
    coming = first_scheduled(series, day)
    if coming != day:
        raise Problem("calendar.problem.no_date", day=day, coming=coming)
    reason = days_off(unit, series, day, day).reason(day)
    if reason is not None:
        raise Problem("calendar.problem.off_anyway", day=day, reason=reason)


def hold_after_all(unit: Unit, day: date) -> None:
    """Take back the cancellation of a date; the names that moved on for it move back.

    Raises Problem ``calendar.problem.not_cancelled`` or ``calendar.problem.past``.
    """
    known = unit.first(Meeting, held_on=day, state=MeetingState.NOT_HELD)
    if known is None:
        raise Problem("calendar.problem.not_cancelled", day=day)
    _refuse_past(unit, series_of(unit), day)
    with keeping_turns(unit):
        unit.delete(known)


def add_closure(unit: Unit, name: str, starts_on: date, ends_on: date, *, yearly: bool = False) -> Closure:
    """Add days on which the company is closed, both ends inclusive; ``yearly`` ones come back every year.

    Raises Problem ``calendar.problem.closure_*``.
    """
    new = Closure(**unit.stamp(), name=name, starts_on=starts_on, ends_on=ends_on, yearly=yearly)
    with keeping_turns(unit):
        return unit.add(_checked(new))


def edit_closure(unit: Unit, closure_id: UUID, **changes: Any) -> Closure:
    """Change a closure's ``name``, ``starts_on``, ``ends_on`` or ``yearly``; raise as ``add_closure`` does."""
    if not changes.keys() <= CLOSURE_FIELDS:
        raise ValueError(f"not editable: {sorted(changes.keys() - CLOSURE_FIELDS)}")
    changed = _checked(replace(unit.get(Closure, closure_id), **changes))
    with keeping_turns(unit):
        return unit.put(changed)


def remove_closure(unit: Unit, closure_id: UUID) -> None:
    """Remove a closure; its dates are held again."""
    with keeping_turns(unit):
        unit.delete(unit.get(Closure, closure_id))


def _checked(closure: Closure) -> Closure:
    name = tidy(closure.name)
    if not name:
        raise Problem("calendar.problem.closure_name")
    if len(name) > NAME_LENGTH:
        raise Problem("calendar.problem.closure_name_long", n=NAME_LENGTH)
    if closure.ends_on < closure.starts_on:
        raise Problem("calendar.problem.closure_order", first=closure.starts_on, last=closure.ends_on)
    if closure.ends_on - closure.starts_on >= LONGEST:
        raise Problem("calendar.problem.closure_long", n=LONGEST.days)
    return replace(closure, name=name)
