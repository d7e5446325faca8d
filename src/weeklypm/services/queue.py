"""The agenda queue: add, edit, vote, postpone, drop."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from weeklypm.domain.agenda import AgendaItem, ItemState, Kind
from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import Incident, IncidentKind
from weeklypm.domain.stock import is_round
from weeklypm.services.clock import local_day
from weeklypm.services.dates import series_of
from weeklypm.services.stock import WAITS, stored_item

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit

TITLE_LENGTH = 300
MINUTES = range(1, 241)
"""How long an item or a segment may be."""


def tidy_title(title: str) -> str:
    """Return a title on one line; raise Problem ``services.problem.title_*`` when it is empty or too long."""
    tidy = " ".join(re.sub(r"[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", " ", title).split())
    if not tidy:
        raise Problem("services.problem.title_empty")
    if len(tidy) > TITLE_LENGTH:
        raise Problem("services.problem.title_long", n=TITLE_LENGTH, length=len(tidy))
    return tidy


def add_topic(
    unit: Unit,
    title: str,
    kind: Kind = Kind.OPEN_TOPIC,
    *,
    detail: str = "",
    proposer_id: UUID | None = None,
    minutes: int | None = None,
) -> AgendaItem:
    """Put something to talk about into the queue; a title is all it needs."""
    return unit.add(
        AgendaItem(
            **unit.stamp(),
            kind=kind,
            title=tidy_title(title),
            detail=detail,
            proposer_id=proposer_id,
            minutes=_check_minutes(minutes),
            queued_on=local_day(unit.now, series_of(unit).zone),
        )
    )


def _check_minutes(minutes: int | None) -> int | None:
    if minutes is not None and minutes not in MINUTES:
        raise Problem("services.problem.item_minutes", minutes=minutes)
    return minutes


def queue_incident(unit: Unit, incident: Incident) -> AgendaItem:
    """Put an incident or a near miss into the queue, once."""
    waiting = unit.first(AgendaItem, incident_id=incident.id)
    if waiting is not None:
        return waiting
    kind = Kind.NEAR_MISS if incident.kind is IncidentKind.NEAR_MISS else Kind.INCIDENT_TALK
    return unit.add(
        AgendaItem(
            **unit.stamp(),
            kind=kind,
            title=tidy_title(incident.title),
            queued_on=local_day(unit.now, series_of(unit).zone),
            incident_id=incident.id,
        )
    )


def edit_item(unit: Unit, item_id: UUID, **fields: object) -> AgendaItem:
    """Change a waiting item's title, kind, detail, presenter, minutes, votes, ready date or pin.

    A round of the stock is what it is: given another kind, it is dropped and a new item takes its place.
    """
    item = stored_item(unit, item_id)
    if "title" in fields:
        fields["title"] = tidy_title(str(fields["title"]))
    if "minutes" in fields:
        _check_minutes(fields["minutes"])  # type: ignore[arg-type]
    if is_round(item.id) and fields.get("kind", item.kind) is not item.kind:
        unit.put(replace(item, state=ItemState.DROPPED))
        return unit.add(replace(item, **{**unit.stamp(), "version": 1, **fields}))
    return unit.put(replace(item, **fields))  # type: ignore[arg-type]


def vote(unit: Unit, item_id: UUID, votes: int = 1) -> AgendaItem:
    """Add votes to an item, or take them back with a negative number; never below none."""
    item = stored_item(unit, item_id)
    return unit.put(replace(item, votes=max(0, item.votes + votes)))


def _still_waiting(unit: Unit, item_id: UUID) -> AgendaItem:
    """Return an item that waits, stored; what was talked about or dropped meanwhile is not brought back by the way."""
    item = stored_item(unit, item_id)
    if item.state not in WAITS:
        raise Problem("agenda.problem.not_waiting", title=item.title)
    return item


def pin(unit: Unit, item_id: UUID) -> AgendaItem:
    """Take an item for the next meeting, whatever waits before it; an item pinned until now gives way.

    Raises Problem ``agenda.problem.not_waiting`` for one that was talked about or dropped, as postponing and dropping.
    """
    _still_waiting(unit, item_id)
    for other in waiting(unit):
        if other.pinned and other.id != item_id:
            unit.put(replace(other, pinned=False, place=0))
    return edit_item(unit, item_id, pinned=True, place=0, ready_from=None)


def unpin(unit: Unit, item_id: UUID) -> AgendaItem:
    """Let an item wait in its order again."""
    return edit_item(unit, item_id, pinned=False)


def postpone(unit: Unit, item_id: UUID, until: date) -> AgendaItem:
    """Keep an item from the agenda until a date, such as when its speaker is back; it is no longer pinned."""
    _still_waiting(unit, item_id)
    return edit_item(unit, item_id, ready_from=until, pinned=False)


def drop_item(unit: Unit, item_id: UUID) -> AgendaItem:
    """Take an item out of the queue; undo brings it back. What comes back by itself rests as if it had been held."""
    return unit.put(replace(_still_waiting(unit, item_id), state=ItemState.DROPPED))


def waiting(reader: Reader) -> list[AgendaItem]:
    """Return what waits in the queue, oldest first."""
    return reader.find(AgendaItem, state=WAITS, order_by=("queued_on", "id"))
