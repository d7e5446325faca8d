"""The sample's incidents and near misses, from their sources."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from weeklypm.domain.incident import Incident, IncidentKind, Instant, InstantKind, Responder, SectionKey, SectionText
from weeklypm.domain.timeline import EventKind, Precision, TimelineEvent
from weeklypm.services.sample_stock import Stock, Tree, moment


def add_incident(stock: Stock, tree: Tree) -> None:
    """Add an incident with its instants, responders, sections and events."""
    unit, facts = stock.unit, tree["incident"]
    day = stock.calendar.day(facts["on"])
    incident = unit.add(
        Incident(
            **unit.stamp(),
            key=f"{day.isoformat()}-{facts['slug']}",
            title=facts["title"],
            kind=IncidentKind(facts["kind"]),
            severity=facts["severity"],
            services=tuple(facts["services"]),
            team_ids=tuple(stock.teams[key].id for key in facts["teams"]),
            zone=facts["zone"],
            occurred_on=day,
            summary=facts["summary"],
        )
    )
    stock.incidents[facts["slug"]] = incident.id
    for kind, written in tree.get("instants", {}).items():
        unit.add(_instant(stock, incident, InstantKind(kind), written, day))
    for position, responder in enumerate(tree.get("responder", ())):
        unit.add(_responder(stock, incident.id, responder, position))
    for position, section in enumerate(tree.get("section", ())):
        unit.add(_section(stock, incident.id, section, position))
    _add_events(stock, incident, tree.get("event", ()), day)


def _instant(stock: Stock, incident: Incident, kind: InstantKind, written: Tree, day: date) -> Instant:
    applies = bool(written.get("applies", True))
    return Instant(
        **stock.unit.stamp(),
        incident_id=incident.id,
        kind=kind,
        at=moment(day, written, incident.zone) if applies else None,
        approximate=bool(written.get("approximate", False)),
        applies=applies,
    )


def _responder(stock: Stock, incident_id: UUID, written: Tree, position: int) -> Responder:
    person = stock.people[written["person"]]
    return Responder(
        **stock.unit.stamp(),
        incident_id=incident_id,
        person_id=person.id,
        name=person.name,
        role=written["role"],
        position=position,
    )


def _section(stock: Stock, incident_id: UUID, written: Tree, position: int) -> SectionText:
    return SectionText(
        **stock.unit.stamp(),
        incident_id=incident_id,
        key=SectionKey(written["key"]),
        heading=written["heading"],
        text=written["text"].strip(),
        position=position,
    )


TEXTS = ("role", "information", "judgement", "action")


def _add_events(stock: Stock, incident: Incident, events: Any, day: date) -> None:
    ids: dict[str, UUID] = {}
    for position, written in enumerate(events):
        event = stock.unit.add(
            TimelineEvent(
                **stock.unit.stamp(),
                incident_id=incident.id,
                position=position,
                at=moment(day, written, incident.zone),
                precision=Precision.SECOND if written["at"].count(":") > 1 else Precision.MINUTE,
                approximate=bool(written.get("approximate", False)),
                kind=EventKind(written["kind"]),
                text=written["text"],
                pinned=bool(written.get("pinned", False)),
                follows_id=ids[written["follows"]] if "follows" in written else None,
                **{name: written.get(name, "") for name in TEXTS},
            )
        )
        ids[written["key"]] = event.id
