"""Compose the agenda of a date from what the workspace holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from weeklypm.domain.agenda import Agenda, AgendaItem, AgendaLine, ItemState, Kind
from weeklypm.domain.calendar import DayPlan, Series
from weeklypm.domain.composition import Past, compose, past_of
from weeklypm.domain.incident import Incident, Responder
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.people import Person
from weeklypm.domain.questions import questions
from weeklypm.domain.ranking import Room, waiting
from weeklypm.domain.rotation import Duties
from weeklypm.domain.stock import Stock
from weeklypm.domain.values import Language, message
from weeklypm.services.followup import Promises, open_promises
from weeklypm.services.snapshot import agenda_from_json
from weeklypm.services.stock import stock_of
from weeklypm.wording import say

if TYPE_CHECKING:
    from weeklypm.storage import Reader

LOOK_BACK = timedelta(weeks=53)
"""The longest interval after which something is due again is 52 weeks (decisions.md section 5)."""


@dataclass(frozen=True)
class Known:
    """Hold what every composition from one snapshot looks at: the open actions, and the stock."""

    promises: Promises
    stock: Stock


def read_known(reader: Reader) -> Known:
    """Read what every composition looks at, once for all dates."""
    promises = open_promises(reader)
    return Known(promises, stock_of(reader, promises))


def compose_agenda(
    reader: Reader, series: Series, day: date, *, after: Past | None = None, known: Known | None = None
) -> Agenda:
    """Compose the agenda of a date.

    ``after`` is an earlier meeting that is planned and not over: what it talks about is taken. ``known`` is what was
    read from the same snapshot.
    """
    known = known or read_known(reader)
    queue, room = _queue(reader, day, after, known)
    return compose(
        series,
        queue,
        room.history,
        day=day,
        incidents=room.incidents,
        attention=len(known.promises.needing(day)),
        stock=known.stock,
        plan=reader.first(DayPlan, series_id=series.id, held_on=day),
    )


def candidates(reader: Reader, day: date) -> list[AgendaItem]:
    """Return all that could be talked about on a day, stored or not, first things first."""
    return waiting(*_queue(reader, day, None, read_known(reader)))


def _queue(reader: Reader, day: date, after: Past | None, known: Known) -> tuple[list[AgendaItem], Room]:
    """Return what waits and what is due on a day, and what ranking looks at besides."""
    taken = {line.item_id for line in after.main} if after else set()
    stored = reader.find(AgendaItem, state=ItemState.QUEUED)
    queue = [item for item in (*stored, *known.stock.due(day)) if item.id not in taken]
    history = past_meetings(reader, day)
    if after is not None and all(past.held_on != after.held_on for past in history):
        history = (*history, after)
    told = {line.incident_id for past in history for line in past.main if line.incident_id}
    ids = told | {item.incident_id for item in stored if item.incident_id}
    incidents = {incident.id: incident for incident in reader.find(Incident, id=ids)} if ids else {}
    return queue, Room(day, history, incidents, known.stock)


def past_meetings(reader: Reader, day: date) -> tuple[Past, ...]:
    """Return what the meetings of the year before a date talked about, and the teams of those who presented."""
    start, closed = day - LOOK_BACK, MeetingState.CLOSED
    told = reader.values(
        Meeting, ("held_on", "agenda_json"), state=closed, held_on__lt=day, held_on__ge=start, agenda_json__ne=""
    )
    team_of = dict(reader.values(Person, ("id", "team_id"), include_deleted=True))
    return tuple(_heard(past_of(held_on, _read(agenda)), team_of) for held_on, agenda in told)


def _heard(past: Past, team_of: Mapping[UUID, UUID | None]) -> Past:
    presenters = (line.presenter_id for line in past.main if line.presenter_id is not None)
    teams = (team_of.get(person_id) for person_id in presenters)
    main = tuple(_question_by_code(line) for line in past.main)
    return replace(past, main=main, team_ids=frozenset(team for team in teams if team is not None))


def _question_by_code(line: AgendaLine) -> AgendaLine:
    """Return a line with the code of its question, also where it was chosen by hand and so stored as words."""
    if line.kind is not Kind.QUESTION or line.item_id is None:
        return line
    code = _questions().get(line.title.get("text"))
    return replace(line, title=message(code)) if code else line


@lru_cache(maxsize=1)
def _questions() -> dict[str, str]:
    return {say(language, code): code for language in Language for code in questions()}


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
