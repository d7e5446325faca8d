"""Outcomes of a meeting: decisions, action items and their reasoned changes, the parking lot. Rules: ``promises``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from weeklypm.domain.values import Row, in_notes, on_stage


class ActionType(StrEnum):
    """Name what an action is for (SRE book appendix D and workbook chapter 10)."""

    PREVENT = "prevent"
    MITIGATE = "mitigate"
    DETECT = "detect"
    REPAIR = "repair"
    PROCESS = "process"
    INVESTIGATE = "investigate"
    OTHER = "other"


class Priority(StrEnum):
    """Rank an action; P0 comes first."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"


class ActionState(StrEnum):
    """Name where an action stands."""

    IDEA = "idea"
    COMMITTED = "committed"
    DONE = "done"
    DROPPED = "dropped"


class ReasonKind(StrEnum):
    """Name why a promise changes, by one tap; a sentence says the rest."""

    OTHER_FIRST = "other_first"
    PREMISE_CHANGED = "premise_changed"
    HELP_NEEDED = "help_needed"
    BIGGER = "bigger"


@dataclass(frozen=True, kw_only=True)
class Decision(Row):
    """Hold what the room decided, and the context it was decided in."""

    meeting_id: UUID
    item_id: UUID | None = None
    text: str = on_stage()
    context: str = in_notes(default="")
    position: int = on_stage(default=0)


@dataclass(frozen=True, kw_only=True)
class ActionItem(Row):
    """Hold what somebody promised; ``done_when`` is its verifiable end state.

    ``owner_id`` is a person, ``team_id`` the owning team; ``owner_text`` keeps an owner's name that is no known person.
    ``split_from_id`` is the larger action that this one is a part of.
    """

    text: str = on_stage()
    done_when: str = in_notes(default="")
    type: ActionType = on_stage(default=ActionType.OTHER)
    priority: Priority | None = on_stage(default=None)
    owner_id: UUID | None = on_stage(default=None)
    team_id: UUID | None = on_stage(default=None)
    owner_text: str = on_stage(default="")
    due: date | None = on_stage(default=None)
    state: ActionState = on_stage(default=ActionState.COMMITTED)
    link: str = in_notes(default="")
    meeting_id: UUID | None = None
    incident_id: UUID | None = None
    item_id: UUID | None = None
    blocked_since: date | None = on_stage(default=None)
    blocked_by: str = in_notes(default="")
    position: int = on_stage(default=0)
    split_from_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ActionChange(Row):
    """Hold one reasoned change of an action: the field, the values as text, and why. ``reason`` is never empty.

    ``withdrawn`` marks a change that was undone: kept and shown, not counted as a slip (decisions.md section 3).
    """

    action_id: UUID
    field: str = on_stage()
    old: str = on_stage(default="")
    new: str = on_stage(default="")
    reason: str = in_notes()
    at: datetime
    meeting_id: UUID | None = None
    withdrawn: bool = False
    kind: ReasonKind | None = in_notes(default=None)


@dataclass(frozen=True, kw_only=True)
class ParkedLine(Row):
    """Hold one line of the parking lot; ``private`` keeps it off stage and notes."""

    meeting_id: UUID
    text: str = in_notes()
    private: bool = False
    position: int = 0
