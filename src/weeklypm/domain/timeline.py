"""Timeline events: what was seen, judged and done, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from weeklypm.domain.values import Row, in_notes, on_stage


class EventKind(StrEnum):
    """Name what an event is. The first six are lanes, in the order they stand; a milestone has no lane."""

    SIGNAL = "signal"
    JUDGEMENT = "judgement"
    ACTION = "action"
    COMMUNICATION = "communication"
    CHANGE = "change"
    RECOVERY = "recovery"
    MILESTONE = "milestone"


LANES: tuple[EventKind, ...] = tuple(kind for kind in EventKind if kind is not EventKind.MILESTONE)


class Precision(StrEnum):
    """Say how exactly a time is known."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class TimelineEvent(Row):
    """Hold one event. ``at`` and ``end`` are UTC instants; for precision DAY ``at`` is None and ``on_day`` the date.

    ``information``, ``judgement`` and ``action`` hold what was known, concluded and done (product.md section 1);
    ``position`` is the author's order; ``follows_id`` draws the decision trail; ``source_id`` makes a re-import add
    nothing twice; ``edited`` is true once a person changed it by hand.
    """

    incident_id: UUID
    position: int = on_stage(default=0)
    at: datetime | None = on_stage(default=None)
    end: datetime | None = on_stage(default=None)
    on_day: date | None = on_stage(default=None)
    precision: Precision = on_stage(default=Precision.MINUTE)
    approximate: bool = on_stage(default=False)
    kind: EventKind = on_stage(default=EventKind.ACTION)
    text: str = on_stage()
    information: str = on_stage(default="")
    judgement: str = on_stage(default="")
    action: str = on_stage(default="")
    role: str = on_stage(default="")
    pinned: bool = on_stage(default=False)
    follows_id: UUID | None = on_stage(default=None)
    link: str = in_notes(default="")
    source: str = ""
    source_id: str = ""
    edited: bool = False
