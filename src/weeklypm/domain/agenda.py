"""The agenda queue and what a composed agenda is made of. The composition itself lives in ``composition``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from weeklypm.domain.values import Message, Row, in_notes, on_stage


class Kind(StrEnum):
    """Name what an agenda item is. Order = the never-skip order of the main part."""

    INCIDENT_TALK = "incident_talk"
    NEAR_MISS = "near_miss"
    OPEN_TOPIC = "open_topic"
    DASHBOARD_REVIEW = "dashboard_review"
    RE_READ = "re_read"
    ROLE_PLAY = "role_play"
    QUESTION = "question"
    ACTION_FOLLOW_UP = "action_follow_up"


class Segment(StrEnum):
    """Name a part of the meeting, in the order it is held."""

    OPEN = "open"
    ACTIONS = "actions"
    MAIN = "main"
    LEARNING = "learning"
    READ_BACK = "read_back"
    CLOSE = "close"


class ItemState(StrEnum):
    """Name where an agenda item stands."""

    QUEUED = "queued"
    SCHEDULED = "scheduled"
    DISCUSSED = "discussed"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True)
class AgendaItem(Row):
    """Hold one thing to talk about; a title is all it needs.

    ``queued_on`` is the local date it entered the queue, from which its age counts; ``meeting_id`` is set while it is
    scheduled and after it was discussed; ``carried_over`` marks an item that a meeting ran out of time for;
    ``ready_from`` is the first date its speaker can tell it, or None; ``why`` explains its choice. ``place`` orders
    pinned items, smaller first; ``links`` are addresses that belong to it.
    """

    kind: Kind = on_stage()
    title: str = on_stage()
    detail: str = in_notes(default="")
    proposer_id: UUID | None = None
    presenter_id: UUID | None = None
    minutes: int | None = on_stage(default=None)
    votes: int = 0
    state: ItemState = ItemState.QUEUED
    queued_on: date
    ready_from: date | None = None
    carried_over: bool = False
    pinned: bool = False
    incident_id: UUID | None = None
    meeting_id: UUID | None = None
    why: Message | None = None
    dashboard_id: UUID | None = None
    place: int = 0
    links: tuple[str, ...] = in_notes(default=())


@dataclass(frozen=True)
class AgendaLine:
    """Hold one line of a composed agenda: a segment, or in the main part an item, with its minutes and its reason.

    ``kind`` is set for lines of the main part and for action follow-up; ``item_id`` is None for the built-in question.
    ``starts_after`` is minutes from the meeting's start. ``boxes`` are the parts of a main item: (code, minutes).
    """

    segment: Segment
    minutes: int
    starts_after: int
    title: Message
    why: Message
    kind: Kind | None = None
    item_id: UUID | None = None
    incident_id: UUID | None = None
    presenter_id: UUID | None = None
    not_chosen: tuple[Message, ...] = ()
    dashboard_id: UUID | None = None
    boxes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Agenda:
    """Hold a composed agenda: lines in the order they are held; ``planned`` against ``available`` minutes."""

    lines: tuple[AgendaLine, ...]
    available: int

    @property
    def planned(self) -> int:
        """Return the sum of all lines in minutes."""
        return sum(line.minutes for line in self.lines)

    @property
    def overrun(self) -> int:
        """Return by how many minutes the lines exceed what is available; nought where they fit."""
        return max(0, self.planned - self.available)

    @property
    def main(self) -> tuple[AgendaLine, ...]:
        """Return the lines of the main part; never empty for a held meeting."""
        return tuple(line for line in self.lines if line.segment is Segment.MAIN)
