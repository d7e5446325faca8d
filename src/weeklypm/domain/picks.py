"""What the rotation is given for one date and what it hands out: the pick with its table, and the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final
from uuid import UUID

from weeklypm.domain.roster import Held, Shares
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
    others carry the ``exclusion`` that keeps them out. ``leads_on`` is the next date that the person is fixed to
    lead: its turn, and those of further such dates, are taken off the debt as if paid already.
    """

    person_id: UUID
    name: str
    debt: Fraction
    last_served: date | None
    meetings_ago: int | None
    eligible: bool
    exclusion: Message | None = None
    leads_on: date | None = None


@dataclass(frozen=True)
class Pick:
    """Hold who facilitates, or None for self-run; what they owe; the table, the pick first; and the reason."""

    facilitator_id: UUID | None
    debt: Fraction
    ranking: tuple[Rank, ...]
    why: Message


@dataclass(frozen=True)
class Planned:
    """Hold one date of the plan; a date that is not held has a reason, keeps its place and has no pick.

    ``instead_of_id`` is whose name stood for the date and cannot: they left, opted out or are away.
    """

    day: date
    held: bool
    facilitator_id: UUID | None = None
    co_facilitator_id: UUID | None = None
    confirmed: bool = False
    pick: Pick | None = None
    reason: Message | None = None
    provisional: bool = False
    instead_of_id: UUID | None = None


@dataclass(frozen=True)
class Served:
    """Hold when each person last facilitated, as a date and as an index of held meetings, and who did last time.

    ``count`` is how many meetings were held.
    """

    on: Mapping[UUID, date]
    at: Mapping[UUID, int]
    last: UUID | None
    count: int

    def ago(self, person_id: UUID) -> int | None:
        """Return how many held meetings ago a person facilitated, 1 being last time, or None for never."""
        index = self.at.get(person_id)
        return None if index is None else self.count - index

    def after(self, meeting: Held) -> Served:
        """Return what is known after one more held meeting."""
        served_by = meeting.facilitator_id
        if served_by is None:
            return Served(self.on, self.at, None, self.count + 1)
        return Served(
            {**self.on, served_by: meeting.day}, {**self.at, served_by: self.count}, served_by, self.count + 1
        )


def served(held: Sequence[Held]) -> Served:
    """Read off held meetings, in order of date, when each person last facilitated."""
    at = {one.facilitator_id: index for index, one in enumerate(held) if one.facilitator_id is not None}
    on = {person_id: held[index].day for person_id, index in at.items()}
    return Served(on, at, held[-1].facilitator_id if held else None, len(held))


@dataclass(frozen=True)
class Around:
    """Hold what other dates and earlier wishes mean for the pick of one date.

    ``without`` are those who handed the date on. ``ahead`` are the names fixed for later dates, whose turns count as
    paid; ``following`` is the next held date, whose leader is not asked right before it. ``shares`` of the turn and
    the ``past`` are worked out where they are not known yet.
    """

    without: frozenset[UUID] = frozenset()
    ahead: Mapping[date, UUID] = field(default_factory=dict)
    following: date | None = None
    shares: Shares | None = None
    past: Served | None = None


ALONE: Final = Around()
