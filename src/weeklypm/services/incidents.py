"""Incidents as they are listed, read and mended by hand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from weeklypm.domain.agenda import AgendaItem, ItemState
from weeklypm.domain.durations import Duration, DurationName, durations
from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import Incident, IncidentKind, Instant, InstantKind, Responder, SectionKey, SectionText
from weeklypm.domain.meeting import Meeting
from weeklypm.domain.outcomes import ActionItem
from weeklypm.domain.people import Person
from weeklypm.domain.timeline import EventKind, Precision, TimelineEvent
from weeklypm.services.clock import local_day
from weeklypm.services.dates import series_of
from weeklypm.services.intake import free_key
from weeklypm.services.queue import queue_incident, tidy_title

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit

TEXT_LENGTH = 20_000

WRITE_UP: tuple[tuple[SectionKey, ...], ...] = (
    (SectionKey.SUMMARY,),
    (SectionKey.IMPACT,),
    (SectionKey.DETECTION,),
    (SectionKey.ROOT_CAUSE, SectionKey.CONTRIBUTING_FACTORS, SectionKey.TRIGGER),
    (SectionKey.RESOLUTION,),
    (SectionKey.LESSONS, SectionKey.WENT_WELL, SectionKey.WENT_WRONG, SectionKey.LUCKY),
    (SectionKey.ACTION_ITEMS,),
)
"""The seven parts that readiness counts; any of a part's sections fills it."""

PART_OF = {key: part for part, keys in enumerate(WRITE_UP) for key in keys}
"""The part that each section fills, by its place in ``WRITE_UP``."""


@dataclass(frozen=True)
class IncidentRow:
    """Hold one line of the list of incidents; ``ready`` of seven parts are written, a hint and never a gate."""

    incident: Incident
    events: int
    ready: int
    talk_on: date | None


@dataclass(frozen=True)
class IncidentView:
    """Hold all that the incident page shows; events in the author's order."""

    incident: Incident
    instants: Mapping[InstantKind, Instant]
    durations: Mapping[DurationName, Duration]
    events: tuple[TimelineEvent, ...]
    sections: tuple[SectionText, ...]
    responders: tuple[Responder, ...]
    people: Mapping[UUID, Person]
    actions: tuple[ActionItem, ...]
    item: AgendaItem | None
    talk_on: date | None


@dataclass(frozen=True)
class EventForm:
    """Hold what the event editor asks for; ``at`` an aware instant, or None with a bare day or nothing."""

    text: str
    kind: EventKind
    at: datetime | None = None
    on_day: date | None = None
    approximate: bool = False
    information: str = ""
    judgement: str = ""
    action: str = ""


def list_incidents(reader: Reader, *, limit: int | None = None, offset: int = 0) -> list[IncidentRow]:
    """Return incidents and near misses in one list, newest first; those without a date come last."""
    found = reader.find(Incident, order_by=("occurred_on", "created_at"), descending=True, limit=limit, offset=offset)
    ids = {incident.id for incident in found}
    sections = _written_parts(reader, ids)
    talks = _talk_dates(reader, ids)
    events = reader.counts(TimelineEvent, "incident_id", incident_id=ids)
    return [IncidentRow(i, events.get(i.id, 0), len(sections.get(i.id, ())), talks.get(i.id)) for i in found]


def _written_parts(reader: Reader, ids: set[UUID]) -> dict[UUID, set[int]]:
    parts: dict[UUID, set[int]] = {}
    for incident_id, key, text in reader.values(SectionText, ("incident_id", "key", "text"), incident_id=ids):
        if key in PART_OF and text.strip():
            parts.setdefault(incident_id, set()).add(PART_OF[key])
    for incident_id in reader.counts(ActionItem, "incident_id", incident_id=ids):
        parts.setdefault(incident_id, set()).add(PART_OF[SectionKey.ACTION_ITEMS])
    return parts


def _talk_dates(reader: Reader, ids: set[UUID]) -> dict[UUID, date]:
    told = dict(reader.values(AgendaItem, ("incident_id", "meeting_id"), incident_id=ids, meeting_id__ne=None))
    held = dict(reader.values(Meeting, ("id", "held_on"), id=set(told.values())))
    return {incident_id: held[meeting_id] for incident_id, meeting_id in told.items() if meeting_id in held}


def find_incident(reader: Reader, key: str) -> Incident:
    """Return the incident with a key; raise Problem ``services.problem.no_incident`` naming near keys."""
    incident = reader.first(Incident, key=key)
    if incident is None:
        near = [i.key for i in reader.find(Incident) if key.casefold() in i.key.casefold()][:3]
        if near:
            raise Problem("services.problem.no_incident_near", key=key, near=", ".join(near))
        raise Problem("services.problem.no_incident", key=key)
    return incident


def view_incident(reader: Reader, incident_id: UUID) -> IncidentView:
    """Return one incident with its instants, events, sections, people and actions."""
    incident = reader.get(Incident, incident_id)
    instants = reader.find(Instant, incident_id=incident_id)
    return IncidentView(
        incident=incident,
        instants={instant.kind: instant for instant in instants},
        durations=durations(instants),
        events=tuple(reader.find(TimelineEvent, incident_id=incident_id, order_by=("position", "id"))),
        sections=tuple(reader.find(SectionText, incident_id=incident_id, order_by=("position", "id"))),
        responders=tuple(reader.find(Responder, incident_id=incident_id, order_by=("position", "id"))),
        people={person.id: person for person in reader.find(Person)},
        actions=tuple(reader.find(ActionItem, incident_id=incident_id, order_by=("position", "id"))),
        item=reader.first(AgendaItem, incident_id=incident_id),
        talk_on=_talk_dates(reader, {incident_id}).get(incident_id),
    )


def add_incident(unit: Unit, title: str, kind: IncidentKind, occurred_on: date | None = None) -> Incident:
    """Note a new incident or near miss by its title alone, and put it into the queue."""
    series = series_of(unit)
    title = tidy_title(title)
    day = occurred_on or local_day(unit.now, series.zone)
    incident = unit.add(
        Incident(
            **unit.stamp(),
            key=free_key(unit, f"{day.isoformat()}-{slug(title)}"),
            title=title,
            kind=kind,
            zone=series.zone,
            occurred_on=day,
        )
    )
    queue_incident(unit, incident)
    return incident


def slug(title: str) -> str:
    """Return a title as part of a key: folded, words joined by hyphens, at most 60 characters; Japanese stays."""
    folded = unicodedata.normalize("NFKC", title).casefold()
    return re.sub(r"[^\w]+", "-", folded).strip("-_")[:60].rstrip("-_") or "untitled"


def edit_incident(unit: Unit, incident_id: UUID, **fields: object) -> Incident:
    """Change an incident's title, kind, severity or services; its waiting talk follows the title."""
    before = unit.get(Incident, incident_id)
    if "title" in fields:
        fields["title"] = tidy_title(str(fields["title"]))
    incident = unit.put(replace(before, **fields))  # type: ignore[arg-type]
    item = unit.first(AgendaItem, incident_id=incident_id, state=(ItemState.QUEUED, ItemState.SCHEDULED))
    if item is not None and item.title == before.title:
        unit.put(replace(item, title=incident.title))
    return incident


def set_instant(
    unit: Unit,
    incident_id: UUID,
    kind: InstantKind,
    at: datetime | None,
    *,
    applies: bool = True,
    approximate: bool = False,
) -> Instant:
    """Record an instant, clear it, or say that it does not apply; nothing is defaulted."""
    known = unit.first(Instant, incident_id=incident_id, kind=kind)
    at = at if applies else None
    if known is None:
        row = Instant(
            **unit.stamp(), incident_id=incident_id, kind=kind, at=at, approximate=approximate, applies=applies
        )
        return unit.add(row)
    return unit.put(replace(known, at=at, approximate=approximate, applies=applies))


def _precision(form: EventForm) -> Precision:
    if form.at is not None:
        return Precision.SECOND if form.at.second else Precision.MINUTE
    return Precision.DAY if form.on_day else Precision.NONE


def _checked(form: EventForm) -> EventForm:
    text = form.text.strip()
    if not text:
        raise Problem("services.problem.event_empty")
    if len(text) > TEXT_LENGTH:
        raise Problem("services.problem.event_long", n=TEXT_LENGTH, length=len(text))
    return replace(form, text=text)


def add_event(unit: Unit, incident_id: UUID, form: EventForm) -> TimelineEvent:
    """Add an event by hand, after those that are there."""
    form = _checked(form)
    position = max((e.position for e in unit.find(TimelineEvent, incident_id=incident_id)), default=-1) + 1
    return unit.add(
        TimelineEvent(
            **unit.stamp(),
            incident_id=incident_id,
            position=position,
            at=form.at,
            on_day=form.on_day if form.at is None else None,
            precision=_precision(form),
            approximate=form.approximate,
            kind=form.kind,
            text=form.text,
            information=form.information,
            judgement=form.judgement,
            action=form.action,
            edited=True,
        )
    )


def edit_event(unit: Unit, event_id: UUID, form: EventForm) -> TimelineEvent:
    """Change an event by hand; a later import leaves it alone."""
    form = _checked(form)
    event = unit.get(TimelineEvent, event_id)
    changed = replace(
        event,
        text=form.text,
        kind=form.kind,
        at=form.at,
        on_day=form.on_day if form.at is None else None,
        precision=_precision(form),
        approximate=form.approximate,
        information=form.information,
        judgement=form.judgement,
        action=form.action,
    )
    return event if changed == event else unit.put(replace(changed, edited=True))


def delete_event(unit: Unit, event_id: UUID) -> None:
    """Take an event out; undo brings it back, a re-import does too."""
    unit.delete(unit.get(TimelineEvent, event_id))


def set_section(unit: Unit, incident_id: UUID, key: SectionKey, text: str) -> SectionText:
    """Write a section of the write-up."""
    known = unit.first(SectionText, incident_id=incident_id, key=key)
    if known is None:
        position = unit.count(SectionText, incident_id=incident_id)
        return unit.add(SectionText(**unit.stamp(), incident_id=incident_id, key=key, text=text, position=position))
    return unit.put(replace(known, text=text))
