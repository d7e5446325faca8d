"""The rows that the notes of one meeting are made from, and the window through which notes look at them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar
from uuid import UUID

from weeklypm.domain.agenda import Agenda, AgendaItem, Kind
from weeklypm.domain.calendar import Series
from weeklypm.domain.incident import Incident, Instant, Responder
from weeklypm.domain.meeting import Meeting, Note
from weeklypm.domain.notes_tree import Text
from weeklypm.domain.outcomes import ActionChange, ActionItem, Decision, ParkedLine
from weeklypm.domain.people import Person, Team
from weeklypm.domain.timeline import TimelineEvent
from weeklypm.domain.values import Audience, Row, public_fields

AnyRow = TypeVar("AnyRow", bound=Row)


@dataclass(frozen=True)
class NextMeeting:
    """Hold what is known of the next meeting: its date, who leads it, and what its main part is about."""

    held_on: date
    facilitator_id: UUID | None = None
    title: Text | None = None
    kind: Kind | None = None


@dataclass(frozen=True, kw_only=True)
class MeetingRows:
    """Hold the rows that one meeting's notes are made from; rows of other meetings and incidents do no harm.

    ``decisions``, ``actions``, ``parked``, ``notes`` and ``changes`` are kept where they belong to the meeting;
    ``earlier`` are the actions that ``changes`` speak of; ``instants``, ``events`` and ``responders`` are those of
    ``incidents``.
    """

    series: Series
    meeting: Meeting
    agenda: Agenda | None = None
    items: Sequence[AgendaItem] = ()
    notes: Sequence[Note] = ()
    decisions: Sequence[Decision] = ()
    actions: Sequence[ActionItem] = ()
    changes: Sequence[ActionChange] = ()
    earlier: Sequence[ActionItem] = ()
    parked: Sequence[ParkedLine] = ()
    people: Sequence[Person] = ()
    teams: Sequence[Team] = ()
    incidents: Sequence[Incident] = ()
    instants: Sequence[Instant] = ()
    events: Sequence[TimelineEvent] = ()
    responders: Sequence[Responder] = ()
    next: NextMeeting | None = None

    def of_meeting(self, given: Iterable[AnyRow]) -> tuple[AnyRow, ...]:
        """Keep the rows of this meeting, in the order they were written down."""
        mine = [row for row in live(given) if getattr(row, "meeting_id", None) == self.meeting.id]
        return tuple(sorted(mine, key=lambda row: (getattr(row, "position", 0), row.created_at, str(row.id))))


def live(rows: Iterable[AnyRow]) -> tuple[AnyRow, ...]:
    """Keep the rows that are not deleted."""
    return tuple(row for row in rows if row.deleted_at is None)


def name_of(people: Iterable[Person | Team], row_id: UUID | None) -> str:
    """Return the name of a person or team, or an empty string for one that is not there."""
    return next((str(visible(each)["name"]) for each in people if each.id == row_id), "")


def visible(row: Row) -> Mapping[str, Any]:
    """Return the fields of a row that notes may show; asking for any other raises KeyError."""
    return MappingProxyType({name: getattr(row, name) for name in public_fields(type(row), Audience.NOTES)})
