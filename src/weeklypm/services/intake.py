"""Take drafts that importers read into the workspace: all or nothing, and twice changes nothing.

Import identity (decisions.md section 6): the same SHA-256 is 'nothing new'; the same source with other content is
refused unless an update is asked for, which adds what is unmatched by time and text and leaves the rest alone.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from weeklypm.domain.drafts import DraftAction, DraftEvent, IncidentDraft
from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import Incident, Instant, InstantKind, Responder, SectionText
from weeklypm.domain.outcomes import ActionItem, ActionState
from weeklypm.domain.people import Person
from weeklypm.domain.timeline import TimelineEvent
from weeklypm.services.queue import queue_incident

if TYPE_CHECKING:
    from weeklypm.storage import Unit


class Verdict(StrEnum):
    """Say what became of one document."""

    NEW = "new"
    NOTHING_NEW = "nothing_new"
    UPDATED = "updated"


@dataclass(frozen=True)
class Taken:
    """Hold what became of one document: its incident, the verdict, and how many events and actions were added."""

    incident: Incident
    verdict: Verdict
    events: int = 0
    actions: int = 0


def take_drafts(unit: Unit, drafts: Sequence[IncidentDraft], *, update: bool = False) -> tuple[Taken, ...]:
    """Store the drafts of one call, all or none.

    Raises Problem ``services.problem.source_changed`` where a source came before with other content and no update is
    asked for.
    """
    return tuple(_take(unit, draft, update=update) for draft in drafts)


def _take(unit: Unit, draft: IncidentDraft, *, update: bool) -> Taken:
    same = unit.first(Incident, source_sha256=draft.sha256)
    if same is not None:
        return Taken(same, Verdict.NOTHING_NEW)
    before = unit.first(Incident, source=draft.source)
    if before is None:
        return _take_new(unit, draft)
    if not update:
        raise Problem("services.problem.source_changed", source=draft.source, key=before.key)
    return _take_update(unit, draft, before)


def _take_new(unit: Unit, draft: IncidentDraft) -> Taken:
    incident = unit.add(
        Incident(
            **unit.stamp(),
            key=free_key(unit, draft.key),
            title=draft.title,
            kind=draft.kind,
            severity=draft.severity,
            services=draft.services,
            zone=draft.zone,
            occurred_on=draft.occurred_on,
            source=draft.source,
            source_sha256=draft.sha256,
        )
    )
    _add_instants(unit, incident.id, draft)
    events = _add_events(unit, incident.id, draft, draft.events, 0)
    _add_sections(unit, incident.id, draft)
    _add_responders(unit, incident.id, draft.responders)
    actions = _add_actions(unit, incident.id, draft.action_items)
    queue_incident(unit, incident)
    return Taken(incident, Verdict.NEW, events, actions)


def _take_update(unit: Unit, draft: IncidentDraft, before: Incident) -> Taken:
    """Add events, sections, instants and actions that are not there; what a person wrote or moved stays."""
    stored = unit.find(TimelineEvent, incident_id=before.id, include_deleted=True)
    known = {event.source_id for event in stored}
    texts = {_fold(action.text) for action in unit.find(ActionItem, incident_id=before.id, include_deleted=True)}
    fresh = [event for event in draft.events if event_identity(event) not in known]
    events = _add_events(unit, before.id, draft, fresh, len(stored))
    actions = _add_actions(unit, before.id, [a for a in draft.action_items if _fold(a.text) not in texts])
    _add_sections(unit, before.id, draft)
    _add_instants(unit, before.id, draft)
    incident = unit.put(replace(before, source_sha256=draft.sha256))
    return Taken(incident, Verdict.UPDATED, events, actions)


def free_key(unit: Unit, wanted: str) -> str:
    """Return the key, or with ``-2``, ``-3`` … where it is taken."""
    key, number = wanted, 1
    while unit.first(Incident, key=key) is not None:
        number += 1
        key = f"{wanted}-{number}"
    return key


def event_identity(event: DraftEvent) -> str:
    """Return what an event is known by on a second import: its time and its text."""
    when = event.at.isoformat() if event.at else (event.on_day.isoformat() if event.on_day else "")
    return hashlib.sha256(f"{when}|{_fold(event.text)}".encode()).hexdigest()[:32]


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _add_instants(unit: Unit, incident_id: UUID, draft: IncidentDraft) -> None:
    known = {instant.kind for instant in unit.find(Instant, incident_id=incident_id)}
    for kind in InstantKind:
        if kind in draft.instants and kind not in known:
            unit.add(
                Instant(
                    **unit.stamp(),
                    incident_id=incident_id,
                    kind=kind,
                    at=draft.instants[kind],
                    approximate=kind in draft.approximate_instants,
                )
            )


def _add_events(unit: Unit, incident_id: UUID, draft: IncidentDraft, events: Iterable[DraftEvent], first: int) -> int:
    """Add events in the author's order; identical ones within a document are told apart by their count."""
    rows: list[TimelineEvent] = []
    seen: dict[str, int] = {}
    for position, event in enumerate(events, first):
        identity = event_identity(event)
        seen[identity] = seen.get(identity, 0) + 1
        source_id = identity if seen[identity] == 1 else f"{identity}-{seen[identity]}"
        rows.append(_event_row(unit, incident_id, draft.source, event, position, source_id))
    unit.add_many(rows)
    return len(rows)


def _event_row(
    unit: Unit, incident_id: UUID, source: str, event: DraftEvent, position: int, source_id: str
) -> TimelineEvent:
    return TimelineEvent(
        **unit.stamp(),
        incident_id=incident_id,
        position=position,
        at=event.at,
        end=event.end,
        on_day=event.on_day if event.at is None else None,
        precision=event.precision,
        approximate=event.approximate,
        kind=event.kind,
        text=event.text,
        information=event.information,
        judgement=event.judgement,
        action=event.action,
        source=source,
        source_id=source_id,
    )


def _add_sections(unit: Unit, incident_id: UUID, draft: IncidentDraft) -> None:
    known = {section.key for section in unit.find(SectionText, incident_id=incident_id)}
    for position, (key, text) in enumerate(draft.sections.items()):
        if key in known or not text.strip():
            continue
        heading = draft.headings.get(key, "")
        unit.add(
            SectionText(**unit.stamp(), incident_id=incident_id, key=key, heading=heading, text=text, position=position)
        )


def _add_responders(unit: Unit, incident_id: UUID, names: Sequence[str]) -> None:
    people = people_by_name(unit.find(Person))
    for position, name in enumerate(names):
        person = people.get(_fold(name))
        unit.add(
            Responder(
                **unit.stamp(),
                incident_id=incident_id,
                person_id=person.id if person else None,
                name=name,
                position=position,
            )
        )


def _add_actions(unit: Unit, incident_id: UUID, actions: Sequence[DraftAction]) -> int:
    people = people_by_name(unit.find(Person))
    for position, action in enumerate(actions):
        owner = people.get(_fold(action.owner)) if action.owner else None
        unit.add(
            ActionItem(
                **unit.stamp(),
                text=action.text,
                type=action.type,
                priority=action.priority,
                owner_id=owner.id if owner else None,
                team_id=owner.team_id if owner else None,
                owner_text="" if owner else action.owner,
                due=action.due,
                state=ActionState.DONE if action.done else ActionState.COMMITTED,
                incident_id=incident_id,
                position=position,
            )
        )
    return len(actions)


def people_by_name(people: Iterable[Person]) -> dict[str, Person]:
    """Index people by their folded names and aliases."""
    index: dict[str, Person] = {}
    for person in people:
        for name in (person.name, *person.aliases):
            index.setdefault(_fold(name), person)
    return index
