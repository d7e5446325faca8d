"""What the shared window may show: one frozen view a state, holding copies of public values only.

Every row passes ``public``, which refuses fields whose audience is not the stage; every free text passes ``redact``.
Builders of the views are in ``stage_slides`` and ``stage_talk``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from math import ceil
from typing import Any, ClassVar, Final, TypeVar, cast
from uuid import UUID

from weeklypm.domain.agenda import AgendaLine, Kind, Segment
from weeklypm.domain.outcomes import Priority
from weeklypm.domain.people import Person, Team
from weeklypm.domain.redaction import Known, Words, redact, redact_message
from weeklypm.domain.talk import Phase
from weeklypm.domain.timeline import EventKind, Precision
from weeklypm.domain.values import Audience, Message, message, public_fields

Kept = TypeVar("Kept")

# An agenda line is no row: what of it may be drawn. Its identities only look up rows and are never copied.
_LINE_FIELDS: Final = frozenset(
    {"segment", "minutes", "starts_after", "title", "why", "kind", "item_id", "presenter_id"}
)
# An identity is no content, and the chart needs it for its arrows.
_IDENTITY: Final = frozenset({"id"})

MOST: Final = 2000
"""Most characters of a free text that are handed to the stage."""


class StageState(StrEnum):
    """Name what the shared window shows (decisions.md section 1)."""

    OPENING = "opening"
    ACTIONS = "actions"
    TALK = "talk"
    TOPIC = "topic"
    DASHBOARD = "dashboard"
    RE_READ = "re_read"
    ROLE_PLAY = "role_play"
    LEARNING = "learning"
    READ_BACK = "read_back"
    CLOSE = "close"
    BLANK = "blank"


class NotPublicError(AttributeError):
    """Report that a builder reached for a field that the stage must not show."""


class _PublicSide:
    """Let only the public fields of a row be read."""

    def __init__(self, row: object) -> None:
        self._row = row

    def __getattr__(self, name: str) -> Any:
        kind = type(self._row)
        allowed = _LINE_FIELDS if issubclass(kind, AgendaLine) else public_fields(kind, Audience.STAGE) | _IDENTITY
        if name not in allowed:
            raise NotPublicError(f"{kind.__name__}.{name} is not for the stage")
        return getattr(self._row, name)


def public(row: Kept) -> Kept:
    """Return a row of which only the fields meant for the stage can be read. Reading others raises NotPublicError."""
    return row if isinstance(row, _PublicSide) else cast("Kept", _PublicSide(row))


@dataclass(frozen=True)
class Room:
    """Hold what every slide needs: who is known, whether names are on, and the seconds left of this part.

    ``persons`` and ``teams`` look up who facilitates, presents and owns; ``known`` says whom free texts may name, with
    letters given out so far; ``seconds_left`` is None where no clock runs.
    """

    persons: Mapping[UUID, Person] = field(default_factory=dict)
    teams: Mapping[UUID, Team] = field(default_factory=dict)
    known: Known = field(default_factory=Known)
    names_on: bool = False
    seconds_left: float | None = None

    def redacted(self, said: Words) -> Words:
        """Return a text, or a message's arguments, with the people in it as role labels unless names are on.

        A text beyond ``MOST`` characters is cut: no slide shows as much.
        """
        if isinstance(said, Message):
            return redact_message(said, self.known, names_on=self.names_on)
        return redact(said[:MOST], self.known, names_on=self.names_on)

    def name(self, person_id: UUID | None) -> str:
        """Return the name of who facilitates, presents or owns, or an empty string."""
        found = self.persons.get(person_id) if person_id else None
        return public(found).name if found else ""

    def team(self, team_id: UUID | None) -> str:
        """Return the name of a team, or an empty string."""
        found = self.teams.get(team_id) if team_id else None
        return public(found).name if found else ""


def minutes_left(seconds: float | None) -> Message | None:
    """Say coarsely what is left: whole minutes rounded up, the last minute, or that time is up; never negative."""
    if seconds is None:
        return None
    if seconds <= 0:
        return message("stage.left.up")
    return message("stage.left.minutes", n=ceil(seconds / 60)) if seconds > 60 else message("stage.left.last")


@dataclass(frozen=True, kw_only=True)
class View:
    """Hold what all states share: the minutes left in words, and whether names are switched on."""

    state: ClassVar[StageState]
    left: Message | None = None
    names_on: bool = False


@dataclass(frozen=True)
class OpeningLine:
    """Hold one block of the opening: its wall-clock start, minutes and title; the main blocks have kind and reason."""

    starts: time
    minutes: int
    title: Words
    segments: tuple[Segment, ...]
    kind: Kind | None = None
    why: Words = ""
    presenter: str = ""

    @property
    def main(self) -> bool:
        """Tell whether this is what the meeting is about."""
        return self.segments == (Segment.MAIN,)


@dataclass(frozen=True, kw_only=True)
class OpeningView(View):
    """Show what the meeting is, who leads it, and its parts with their minutes."""

    state = StageState.OPENING
    name: str
    held_on: date
    lines: tuple[OpeningLine, ...]
    facilitator: str = ""
    co_facilitator: str = ""


@dataclass(frozen=True)
class ActionRow:
    """Hold one action as the room sees it: ``owner`` is a name or a team; ``note`` says what became of its date."""

    text: Words
    priority: Priority | None
    owner: str
    due: date | None
    note: Message | None = None
    person: bool = False


@dataclass(frozen=True, kw_only=True)
class ActionsView(View):
    """Show the late, blocked and moved actions with their teams, four a page. ``page`` counts from 1."""

    state = StageState.ACTIONS
    rows: tuple[ActionRow, ...]
    page: int = 1
    pages: int = 1


@dataclass(frozen=True)
class ShownEvent:
    """Hold the public part of one event for the chart."""

    id: UUID
    at: datetime | None
    end: datetime | None
    on_day: date | None
    precision: Precision
    approximate: bool
    kind: EventKind
    text: Words
    pinned: bool
    follows_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class TalkView(View):
    """Show one event of an incident and the timeline up to it; nothing here lies after ``now``.

    ``clock`` is the wall clock in ``zone``, None for an event without a time of day; ``since`` tells how far into the
    incident; ``lane`` is None before the first event and for milestones.
    """

    state = StageState.TALK
    title: Words
    day: date | None
    zone: str
    clock: time | None = None
    with_seconds: bool = False
    since: Message | None = None
    lane: EventKind | None = None
    role: Words = ""
    sentence: Words = ""
    seen: Words = ""
    shown: tuple[ShownEvent, ...] = ()
    now: datetime | None = None
    onset: datetime | None = None
    phases: tuple[Phase, ...] = ()
    axis_from: datetime | None = None
    axis_to: datetime | None = None
    arrows: tuple[tuple[UUID, UUID], ...] = ()


class CheckState(StrEnum):
    """Say whether a question was asked already, is asked now, or comes."""

    DONE = "done"
    NOW = "now"
    COMING = "coming"


@dataclass(frozen=True)
class Check:
    """Hold one line of the checklist."""

    text: Words
    state: CheckState


@dataclass(frozen=True, kw_only=True)
class TopicView(View):
    """Show a topic, who brings it, the one question now, and the checklist around it."""

    state = StageState.TOPIC
    title: Words
    kind: Kind
    presenter: str = ""
    checks: tuple[Check, ...] = ()

    @property
    def question(self) -> Words:
        """Return the one question now, or an empty string."""
        return next((check.text for check in self.checks if check.state is CheckState.NOW), "")


@dataclass(frozen=True)
class NextMeeting:
    """Hold what comes next: date, topic, kind and facilitator; ``in_a_week`` is false where a holiday lies between."""

    held_on: date
    title: Words = ""
    kind: Kind | None = None
    facilitator: str = ""
    in_a_week: bool = True


@dataclass(frozen=True)
class NumberedDecision:
    """Hold one decision with its number, which counts over all pages."""

    number: int
    text: Words


@dataclass(frozen=True, kw_only=True)
class ReadBackView(View):
    """Show decisions, then actions with owner and date, and the band about the next meeting. ``page`` counts from 1.

    ``no_decisions`` and ``no_actions`` say where that is to be said: both on the one page where there is neither.
    """

    state = StageState.READ_BACK
    decisions: tuple[NumberedDecision, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    no_decisions: bool = False
    no_actions: bool = False
    page: int = 1
    pages: int = 1
    coming: NextMeeting | None = None


@dataclass(frozen=True, kw_only=True)
class LearningView(View):
    """Ask for one thing that will change how people work."""

    state = StageState.LEARNING


@dataclass(frozen=True, kw_only=True)
class CloseView(View):
    """Say what comes next and ask whether the time was worth it."""

    state = StageState.CLOSE
    coming: NextMeeting | None = None


@dataclass(frozen=True, kw_only=True)
class BlankView(View):
    """Show nothing but the ground."""

    state = StageState.BLANK


StageView = OpeningView | ActionsView | TalkView | TopicView | ReadBackView | LearningView | CloseView | BlankView
