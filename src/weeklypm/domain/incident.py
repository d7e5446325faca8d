"""Incidents and near misses: what is kept of them. 'Who caused it' is not a field anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from weeklypm.domain.values import Row, in_notes, on_stage


class IncidentKind(StrEnum):
    """Tell an incident from a near miss."""

    INCIDENT = "incident"
    NEAR_MISS = "near_miss"


class InstantKind(StrEnum):
    """Name the instants that durations are computed from, in the order they should happen."""

    ONSET = "onset"
    DETECTED = "detected"
    DECLARED = "declared"
    ACKNOWLEDGED = "acknowledged"
    MITIGATED = "mitigated"
    RESOLVED = "resolved"


class SectionKey(StrEnum):
    """Name the sections of a postmortem, after the SRE book's template (appendix D) and the workbook's chapter 10."""

    SUMMARY = "summary"
    IMPACT = "impact"
    ROOT_CAUSE = "root_cause"
    CONTRIBUTING_FACTORS = "contributing_factors"
    TRIGGER = "trigger"
    DETECTION = "detection"
    RESOLUTION = "resolution"
    ACTION_ITEMS = "action_items"
    WENT_WELL = "went_well"
    WENT_WRONG = "went_wrong"
    LUCKY = "lucky"
    LESSONS = "lessons"
    TIMELINE = "timeline"
    ATTENDEES = "attendees"
    SUPPORTING = "supporting"


@dataclass(frozen=True, kw_only=True)
class Incident(Row):
    """Hold one incident or near miss. Key = ``YYYY-MM-DD-slug``; ``occurred_on`` is its local date where known.

    ``zone`` is the IANA zone of its wall clock; ``severity`` is free text such as ``SEV-2``; ``team_ids`` and
    ``services`` name who and what it touched; ``source`` and ``source_sha256`` tell what it was imported from.
    """

    key: str = on_stage()
    title: str = on_stage()
    kind: IncidentKind = on_stage(default=IncidentKind.INCIDENT)
    severity: str = on_stage(default="")
    services: tuple[str, ...] = on_stage(default=())
    team_ids: tuple[UUID, ...] = ()
    zone: str = on_stage(default="UTC")
    occurred_on: date | None = on_stage(default=None)
    summary: str = in_notes(default="")
    source: str = ""
    source_sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class Instant(Row):
    """Hold one instant of an incident; ``at`` None while pending; ``applies`` False where it can never be known.

    A blank is never zero and never defaulted (decisions.md section 6).
    """

    incident_id: UUID
    kind: InstantKind = on_stage()
    at: datetime | None = on_stage(default=None)
    approximate: bool = on_stage(default=False)
    applies: bool = on_stage(default=True)


@dataclass(frozen=True, kw_only=True)
class Responder(Row):
    """Hold someone who responded, with the role by which the stage speaks of them; never who caused it."""

    incident_id: UUID
    person_id: UUID | None = None
    name: str = ""
    role: str = on_stage(default="responder")
    position: int = on_stage(default=0)


@dataclass(frozen=True, kw_only=True)
class SectionText(Row):
    """Hold the text of one section of an incident's write-up, as Markdown."""

    incident_id: UUID
    key: SectionKey
    heading: str = in_notes(default="")
    text: str = in_notes(default="")
    position: int = 0
