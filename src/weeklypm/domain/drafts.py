"""What an importer read from a document, before anything is stored: a draft with its assumptions and warnings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from weeklypm.domain.incident import IncidentKind, InstantKind, SectionKey
from weeklypm.domain.outcomes import ActionType, Priority
from weeklypm.domain.timeline import EventKind, Precision
from weeklypm.domain.values import Message


@dataclass(frozen=True)
class DraftEvent:
    """Hold one event as read. ``at`` and ``end`` are aware datetimes in the document's zone; ``on_day`` a bare date."""

    line: int
    text: str
    at: datetime | None = None
    end: datetime | None = None
    on_day: date | None = None
    precision: Precision = Precision.NONE
    approximate: bool = False
    kind: EventKind = EventKind.ACTION
    information: str = ""
    judgement: str = ""
    action: str = ""


@dataclass(frozen=True)
class DraftAction:
    """Hold one action item as read; ``owner`` as written, without the @ sign."""

    line: int
    text: str
    done: bool = False
    owner: str = ""
    priority: Priority | None = None
    due: date | None = None
    type: ActionType = ActionType.OTHER


@dataclass(frozen=True)
class Remark:
    """Hold an assumption or a warning about one line (from 1; 0 for the whole document)."""

    line: int
    message: Message


@dataclass(frozen=True)
class IncidentDraft:
    """Hold all that was read from one document. ``zone`` is an IANA name; ``zone_stated`` is false where assumed."""

    key: str
    title: str
    kind: IncidentKind
    source: str
    sha256: str
    severity: str = ""
    zone: str = "UTC"
    zone_stated: bool = False
    occurred_on: date | None = None
    services: tuple[str, ...] = ()
    instants: Mapping[InstantKind, datetime] = field(default_factory=dict)
    approximate_instants: frozenset[InstantKind] = frozenset()
    events: tuple[DraftEvent, ...] = ()
    sections: Mapping[SectionKey, str] = field(default_factory=dict)
    headings: Mapping[SectionKey, str] = field(default_factory=dict)
    responders: tuple[str, ...] = ()
    action_items: tuple[DraftAction, ...] = ()
    assumptions: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()
