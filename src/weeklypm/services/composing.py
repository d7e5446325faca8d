"""Compose the agenda of a date from what the workspace holds."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from weeklypm.domain.agenda import Agenda, AgendaItem, ItemState
from weeklypm.domain.calendar import Series
from weeklypm.domain.composition import Past, compose, past_of
from weeklypm.domain.incident import Incident, Responder
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.rotation import Duties
from weeklypm.services.followup import Promises, open_promises
from weeklypm.services.snapshot import agenda_from_json

if TYPE_CHECKING:
    from weeklypm.storage import Reader

LOOK_BACK = timedelta(weeks=53)
"""The longest interval after which something is due again is 52 weeks (decisions.md section 5)."""


def compose_agenda(
    reader: Reader,
    series: Series,
    day: date,
    *,
    without: frozenset[UUID] = frozenset(),
    promises: Promises | None = None,
) -> Agenda:
    """Compose the agenda of a date; items in ``without`` are taken by an earlier meeting.

    ``promises`` are the open actions where they have been read from the same snapshot.
    """
    queue = [item for item in reader.find(AgendaItem, state=ItemState.QUEUED) if item.id not in without]
    history = past_meetings(reader, day)
    spoken_of = {line.incident_id for past in history for line in past.main if line.incident_id}
    ids = spoken_of | {item.incident_id for item in queue if item.incident_id}
    incidents = {incident.id: incident for incident in reader.find(Incident, id=ids)} if ids else {}
    attention = (promises or open_promises(reader)).needing(day)
    return compose(series, queue, history, day=day, incidents=incidents, attention=len(attention))


def past_meetings(reader: Reader, day: date) -> tuple[Past, ...]:
    """Return what the meetings of the year before a date talked about."""
    start, closed = day - LOOK_BACK, MeetingState.CLOSED
    told = reader.values(
        Meeting, ("held_on", "agenda_json"), state=closed, held_on__lt=day, held_on__ge=start, agenda_json__ne=""
    )
    return tuple(past_of(held_on, _read(agenda)) for held_on, agenda in told)


@lru_cache(maxsize=128)
def _read(agenda_json: str) -> Agenda:
    # A year of agendas is read for every composition. Kept by their text, none is ever an old one.
    return agenda_from_json(agenda_json)


def duties_of(reader: Reader, agenda: Agenda | None) -> Duties:
    """Return who speaks or was involved on a date, and so does not facilitate it (facilitation.md rule 3)."""
    lines = agenda.main if agenda else ()
    presenter = next((line.presenter_id for line in lines if line.presenter_id is not None), None)
    ids = {line.incident_id for line in lines if line.incident_id is not None}
    responders = reader.find(Responder, incident_id=ids) if ids else []
    return Duties(presenter, frozenset(r.person_id for r in responders if r.person_id is not None))
