"""Arrange a week's agenda by hand: what is talked about and in which order, and for how long; or compose it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from weeklypm.domain.agenda import AgendaItem, ItemState, Kind, Segment
from weeklypm.domain.calendar import DayPlan
from weeklypm.domain.errors import Problem
from weeklypm.domain.questions import next_question
from weeklypm.domain.ranking import Room, is_queued
from weeklypm.services.composing import candidates, past_meetings
from weeklypm.services.dates import series_of
from weeklypm.services.queue import MINUTES, add_topic, edit_item, pin
from weeklypm.services.stock import stored_item
from weeklypm.wording import say

if TYPE_CHECKING:
    from weeklypm.storage import Unit

AROUND: Final = tuple(segment for segment in Segment if segment is not Segment.MAIN)
"""Segments whose minutes a date may have of its own."""


def arrange(unit: Unit, item_ids: Sequence[UUID]) -> tuple[AgendaItem, ...]:
    """Pin exactly these items, in this order; one named twice stands where it is named first.

    Raises Problem ``storage.problem.not_found`` for an item that is neither stored nor due, and
    ``agenda.problem.not_waiting`` for one that was taken, talked about or dropped.
    """
    wanted = list(dict.fromkeys(item_ids))
    for other in _pinned(unit):
        if other.id not in wanted:
            unit.put(replace(other, pinned=False, place=0))
    items = [stored_item(unit, item_id) for item_id in wanted]
    for item in items:
        if not is_queued(item):
            raise Problem("agenda.problem.not_waiting", title=item.title)
    return tuple(
        unit.put(replace(item, pinned=True, place=place, ready_from=None)) for place, item in enumerate(items, start=1)
    )


def hold_as_well(unit: Unit, item_id: UUID) -> AgendaItem:
    """Pin an item behind those that are pinned already, which stay; raise the Problems of ``arrange``."""
    before = sorted(_pinned(unit), key=lambda item: (item.place, item.queued_on, str(item.id)))
    rest = [item.id for item in before if item.id != item_id]
    return arrange(unit, [*rest, item_id])[-1]


def _pinned(unit: Unit) -> list[AgendaItem]:
    return unit.find(AgendaItem, state=ItemState.QUEUED, pinned=True)


def set_item_minutes(unit: Unit, item_id: UUID, minutes: int | None) -> AgendaItem:
    """Give an item minutes of its own, or with None what there is."""
    return edit_item(unit, item_id, minutes=minutes)


def set_segment_minutes(unit: Unit, day: date, segment: Segment, minutes: int | None) -> DayPlan:
    """Give a segment minutes of its own on one date, or with None those of the series.

    Raises Problem ``agenda.problem.main_minutes`` for the main part and ``services.problem.item_minutes``.
    """
    if segment not in AROUND:
        raise Problem("agenda.problem.main_minutes")
    if minutes is not None and minutes not in MINUTES:
        raise Problem("services.problem.item_minutes", minutes=minutes)
    series = series_of(unit)
    found = unit.first(DayPlan, series_id=series.id, held_on=day)
    plan = found or unit.add(DayPlan(**unit.stamp(), series_id=series.id, held_on=day))
    return unit.put(replace(plan, **{f"{segment}_minutes": minutes}))  # type: ignore[arg-type]


def choose_kind(unit: Unit, day: date, kind: Kind) -> AgendaItem:
    """Pin the best candidate of a kind for a date; the built-in question that is next where none waits.

    Raises Problem ``agenda.problem.no_candidate`` where nothing of the kind waits or is due.
    """
    best = next((item for item in candidates(unit, day) if item.kind is kind), None)
    if best is not None:
        return pin(unit, best.id)
    if kind is not Kind.QUESTION:
        raise Problem("agenda.problem.no_candidate", kind=kind)
    code = next_question(Room(day, past_meetings(unit, day)).asked())
    return pin(unit, add_topic(unit, say(series_of(unit).language, code), Kind.QUESTION).id)


def compose_again(unit: Unit, day: date) -> bool:
    """Forget the minutes of a date and places that nothing holds any more; what is pinned stays pinned, in its order.

    Minutes that belong to an item stay: they came with it. Returns whether there was anything to forget.
    """
    plan = unit.first(DayPlan, series_id=series_of(unit).id, held_on=day)
    own = plan is not None and any(getattr(plan, f"{segment}_minutes") is not None for segment in AROUND)
    if plan is not None and own:
        unit.delete(plan)
    placed = unit.find(AgendaItem, state=ItemState.QUEUED, pinned=False, place__ne=0)
    for item in placed:
        unit.put(replace(item, place=0))
    return own or bool(placed)
