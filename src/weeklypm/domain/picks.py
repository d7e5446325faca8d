"""What the rotation hands out: the pick of one meeting with its table, and the plan. Rules in ``rotation``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final
from uuid import UUID

from weeklypm.domain.ledger import Held
from weeklypm.domain.values import Message


@dataclass(frozen=True)
class Duties:
    """Hold who is busy with the incident of a date, and so does not facilitate it: its presenter and its responders."""

    presenter_id: UUID | None = None
    involved: frozenset[UUID] = frozenset()

    def busy(self, person_id: UUID) -> bool:
        """Tell whether a person presents or was involved."""
        return person_id == self.presenter_id or person_id in self.involved


NO_DUTIES: Final = Duties()


@dataclass(frozen=True)
class Rank:
    """Hold one row of 'why this person'. ``debt`` is in turns, this meeting's share included.

    ``meetings_ago`` counts held meetings, 1 being last time; ``eligible`` rows could be picked by their debt, all
    others carry the ``exclusion`` that keeps them out.
    """

    person_id: UUID
    name: str
    debt: Fraction
    last_served: date | None
    meetings_ago: int | None
    eligible: bool
    exclusion: Message | None = None


@dataclass(frozen=True)
class Pick:
    """Hold who facilitates, or None for self-run; what they owe; the table, the pick first; and the reason."""

    facilitator_id: UUID | None
    debt: Fraction
    ranking: tuple[Rank, ...]
    why: Message


@dataclass(frozen=True)
class Planned:
    """Hold one date of the plan; a date that is not held has a reason, keeps its place and has no pick."""

    day: date
    held: bool
    facilitator_id: UUID | None = None
    co_facilitator_id: UUID | None = None
    confirmed: bool = False
    pick: Pick | None = None
    reason: Message | None = None
    provisional: bool = False


@dataclass(frozen=True)
class Served:
    """Hold when each person last facilitated, as a date and counted in held meetings, and who did last time."""

    on: Mapping[UUID, date]
    ago: Mapping[UUID, int]
    last: UUID | None


def served(held: Sequence[Held]) -> Served:
    """Read off held meetings, in order of date, when each person last facilitated."""
    ago: dict[UUID, int] = {}
    on: dict[UUID, date] = {}
    for index, meeting in enumerate(held):
        if meeting.facilitator_id is not None:
            ago[meeting.facilitator_id] = len(held) - index
            on[meeting.facilitator_id] = meeting.day
    return Served(on, ago, held[-1].facilitator_id if held else None)
