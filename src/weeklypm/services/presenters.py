"""Who could present something that waits, read from the workspace, and the choice of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from weeklypm.domain.agenda import AgendaItem, ItemState
from weeklypm.domain.dashboard import Dashboard
from weeklypm.domain.incident import Incident, Responder
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.people import Absence, Person, Team
from weeklypm.domain.presenter import TOLD, Company, Presented, Subject, Suggestion, suggest
from weeklypm.services.queue import edit_item
from weeklypm.services.quiet import last_heard
from weeklypm.services.stock import find_item

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit

__all__ = ["Suggestion", "choose_presenter", "suggest_for", "suggest_presenters"]


def suggest_presenters(reader: Reader, item_id: UUID, day: date) -> tuple[Suggestion, ...]:
    """Return who could present an item of the queue or of the stock on a day, the best first, each with the reason.

    Raises Problem ``storage.problem.not_found`` for what is in neither.
    """
    meeting = reader.first(Meeting, held_on=day)
    leads = meeting.facilitator_id if meeting is not None else None
    return suggest_for(reader, [find_item(reader, item_id)], day, facilitator_id=leads)[item_id]


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
    return Company(
        people=people,
        teams=tuple(reader.find(Team)),
        absences=tuple(reader.find(Absence, starts_on__le=day, ends_on__ge=day)),
        presented=_presented(reader, day),
        heard=last_heard(reader, {one.id: one.team_id for one in people}),
        facilitator_id=facilitator_id,
    )


def _presented(reader: Reader, day: date) -> tuple[Presented, ...]:
    """Return who presented in the meetings before a day."""
    held = dict(reader.values(Meeting, ("id", "held_on"), state=MeetingState.CLOSED, held_on__lt=day))
    told = reader.values(AgendaItem, ("meeting_id", "presenter_id"), state=ItemState.DISCUSSED, presenter_id__ne=None)
    return tuple(Presented(held[meeting_id], person_id) for meeting_id, person_id in told if meeting_id in held)


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
