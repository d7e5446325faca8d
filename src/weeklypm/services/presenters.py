"""Who could present something that waits, read from the workspace, and the choice of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from weeklypm.domain.agenda import AgendaItem
from weeklypm.domain.composition import Past
from weeklypm.domain.dashboard import Dashboard
from weeklypm.domain.incident import Incident, Responder
from weeklypm.domain.meeting import Meeting
from weeklypm.domain.people import Absence, Person, Team
from weeklypm.domain.presenter import TOLD, Company, Subject, Suggestion, Told, suggest
from weeklypm.services.composing import past_meetings
from weeklypm.services.queue import edit_item

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit

__all__ = ["Suggestion", "choose_presenter", "suggest_for", "suggest_presenters"]


def suggest_presenters(reader: Reader, item_id: UUID, day: date) -> tuple[Suggestion, ...]:
    """Return who could present an item of the queue on a day, the best first, each with the reason."""
    meeting = reader.first(Meeting, held_on=day)
    leads = meeting.facilitator_id if meeting is not None else None
    return suggest_for(reader, [reader.get(AgendaItem, item_id)], day, facilitator_id=leads)[item_id]


def suggest_for(
    reader: Reader, items: Iterable[AgendaItem], day: date, *, facilitator_id: UUID | None = None
) -> dict[UUID, tuple[Suggestion, ...]]:
    """Return who could present each of some items, stored or not, by their identity."""
    asked = tuple(items)
    company = _company(reader, day, facilitator_id)
    subjects = _subjects(reader, asked)
    return {item.id: suggest(item, subjects[item.id], company, day) for item in asked}


def choose_presenter(unit: Unit, item_id: UUID, person_id: UUID | None) -> AgendaItem:
    """Let somebody present an item, or nobody yet with None. Raises Problem for somebody who is not there."""
    if person_id is not None:
        unit.get(Person, person_id)
    return edit_item(unit, item_id, presenter_id=person_id)


def _company(reader: Reader, day: date, facilitator_id: UUID | None) -> Company:
    people = tuple(reader.find(Person))
    past = past_meetings(reader, day)
    return Company(
        people=people,
        teams=tuple(reader.find(Team)),
        absences=tuple(reader.find(Absence, starts_on__le=day, ends_on__ge=day)),
        history=_told(past, {one.id: one.team_id for one in people}, _incidents(reader, past)),
        facilitator_id=facilitator_id,
    )


def _incidents(reader: Reader, past: Iterable[Past]) -> dict[UUID, Incident]:
    ids = {line.incident_id for one in past for line in one.main if line.incident_id is not None}
    return {incident.id: incident for incident in reader.find(Incident, id=ids)} if ids else {}


def _told(
    past: Iterable[Past], team_of: Mapping[UUID, UUID | None], incidents: Mapping[UUID, Incident]
) -> tuple[Told, ...]:
    """Return who presented in earlier meetings, and the teams heard: theirs, and those of the incidents told."""
    told = []
    for one in past:
        presenters = frozenset(line.presenter_id for line in one.main if line.presenter_id is not None)
        shown = (incidents.get(line.incident_id) for line in one.main if line.incident_id is not None)
        teams = {team for incident in shown if incident is not None for team in incident.team_ids}
        teams |= {team for person in presenters if (team := team_of.get(person)) is not None}
        told.append(Told(one.held_on, presenters, one.team_ids | teams))
    return tuple(told)


def _subjects(reader: Reader, items: tuple[AgendaItem, ...]) -> dict[UUID, Subject]:
    """Return what items speak of: an incident with its responders and teams, or a dashboard with the team it is of."""
    incident_ids = {item.incident_id for item in items if item.incident_id is not None}
    dashboard_ids = {item.dashboard_id for item in items if item.dashboard_id is not None}
    responders = reader.find(Responder, incident_id=incident_ids) if incident_ids else []
    incidents = reader.find(Incident, id=incident_ids) if incident_ids else []
    dashboards = reader.find(Dashboard, id=dashboard_ids) if dashboard_ids else []
    touched = {incident.id: frozenset(incident.team_ids) for incident in incidents}
    owners = {board.id: frozenset({board.team_id}) for board in dashboards if board.team_id is not None}
    return {item.id: _subject(item, responders, touched, owners) for item in items}


def _subject(
    item: AgendaItem,
    responders: Iterable[Responder],
    touched: Mapping[UUID, frozenset[UUID]],
    owners: Mapping[UUID, frozenset[UUID]],
) -> Subject:
    if item.dashboard_id is not None:
        return Subject(team_ids=owners.get(item.dashboard_id, frozenset()))
    if item.incident_id is None or item.kind not in TOLD:
        return Subject()
    spoke = (one for one in responders if one.incident_id == item.incident_id)
    known = frozenset(one.person_id for one in spoke if one.person_id is not None)
    return Subject(known, touched.get(item.incident_id, frozenset()))
