"""The plan of the next meetings: two confirmed, the others tentative, names that stand kept (rules 6, 7, 10, 11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Final
from uuid import UUID

from weeklypm.domain.ledger import in_order, post, replay, settle_leavers
from weeklypm.domain.picks import NO_DUTIES, Around, Duties, Pick, Planned, Served, served
from weeklypm.domain.roster import Held, Roster, Shares, is_member
from weeklypm.domain.rotation_choice import choose
from weeklypm.domain.rotation_reasons import instead, stands
from weeklypm.domain.schedule import Slot

CONFIRMED: Final = 2
"""Meetings of the plan whose names are fixed; the rest is tentative (rule 7)."""


@dataclass
class _Run:
    """Hold the ledger while a plan is played through."""

    roster: Roster
    debts: dict[UUID, Fraction]
    held: list[Held]
    past: Served

    def enter(self, meeting: Held) -> None:
        post(self.debts, self.roster, meeting, self.held)
        self.held.append(meeting)
        self.past = self.past.after(meeting)


@dataclass(frozen=True)
class _Names:
    """Hold the names that stand by date, and which of these can: those count as paid before their date."""

    kept: Mapping[date, UUID]
    firm: Mapping[date, UUID]


def plan(  # noqa: PLR0913  what stands for single dates comes by name
    roster: Roster,
    held: Iterable[Held],
    slots: Iterable[Slot],
    duties: Mapping[date, Duties] | None = None,
    kept: Mapping[date, UUID] | None = None,
    total: int = 6,
    *,
    shares: Mapping[date, Shares] | None = None,
) -> tuple[Planned, ...]:
    """Plan the next meetings as if each will be held as planned; two are confirmed, the others tentative (rule 7).

    ``slots`` follow the held meetings, in order; dates not held keep their place and nobody's turn moves. Hand over
    one slot more than ``total`` held ones to give the last its co-facilitator. ``duties``, ``kept`` and ``shares`` are
    by date: names that stand, and who owes which part where that is fixed with the name. A name that cannot serve
    (left, opted out, away) gets a cover; one that is busy with the incident stays, and is a conflict.
    """
    history = in_order(held)
    run = _Run(roster, replay(roster, history), list(history), served(history))
    taken = _taken(slots, total)
    names = _names(roster, taken, kept or {})
    following = _following(taken)
    dates: list[Planned] = []
    for slot in taken:
        if not slot.held:
            dates.append(Planned(slot.day, held=False, reason=slot.reason, provisional=slot.provisional))
            continue
        around = Around(following=following.get(slot.day), shares=(shares or {}).get(slot.day))
        dates.append(_planned(run, slot, (duties or {}).get(slot.day, NO_DUTIES), names, around))
    return _published(dates, roster, names.kept, total)


def _taken(slots: Iterable[Slot], total: int) -> list[Slot]:
    """Take dates up to one held meeting more than are planned."""
    taken: list[Slot] = []
    for slot in slots:
        if sum(one.held for one in taken) > total:
            break
        taken.append(slot)
    return taken


def _following(taken: Sequence[Slot]) -> dict[date, date]:
    held = [slot.day for slot in taken if slot.held]
    return dict(pairwise(held))


def _names(roster: Roster, taken: Sequence[Slot], kept: Mapping[date, UUID]) -> _Names:
    off = {slot.day for slot in taken if not slot.held}
    firm = {day: name for day, name in kept.items() if day not in off and roster.can_serve(name, day)}
    return _Names(kept, firm)


def _planned(run: _Run, slot: Slot, duties: Duties, names: _Names, around: Around) -> Planned:
    day, roster = slot.day, run.roster
    settle_leavers(run.debts, roster, day)
    shares = roster.shares(day, run.held) if around.shares is None else around.shares
    name = names.kept.get(day)
    lost = name if day not in names.firm else None
    around = replace(
        around,
        shares=shares,
        past=run.past,
        ahead=names.firm,
        without=frozenset() if lost is None else frozenset({lost}),
    )
    chosen = _keep(choose(roster, run.held, run.debts, day, duties, around), names.firm.get(day))
    missing = roster.person(lost)
    if missing is not None:
        chosen = instead(chosen, missing.name)
    run.enter(Held(day, chosen.facilitator_id, shares))
    return Planned(
        day,
        held=True,
        facilitator_id=chosen.facilitator_id,
        pick=chosen,
        provisional=slot.provisional,
        instead_of_id=lost,
    )


def _keep(chosen: Pick, person_id: UUID | None) -> Pick:
    """Keep a name that stands instead of the pick."""
    row = next((row for row in chosen.ranking if row.person_id == person_id), None)
    if row is None or row.person_id == chosen.facilitator_id:
        return chosen
    return stands(row, chosen.ranking)


def _published(dates: Sequence[Planned], roster: Roster, kept: Mapping[date, UUID], total: int) -> tuple[Planned, ...]:
    """Mark what is confirmed, seat the co-facilitators (rule 6), and cut the plan after its last meeting.

    A second date for which only the leader of the first is left is not: whoever joins takes it.
    """
    published: list[Planned] = []
    meetings = 0
    before: UUID | None = None
    for index, planned in enumerate(dates):
        if meetings == total:
            break
        meetings += planned.held
        twice = before is not None and planned.facilitator_id == before and planned.day not in kept
        confirmed = planned.held and meetings <= CONFIRMED and not twice
        beside = _beside(planned, dates[index + 1 :], roster) if planned.held else None
        before = planned.facilitator_id if planned.held else before
        published.append(replace(planned, confirmed=confirmed, co_facilitator_id=beside))
    return tuple(published)


def _beside(planned: Planned, later: Iterable[Planned], roster: Roster) -> UUID | None:
    """Return the next facilitator who is there on the date; everybody shadows right before their own turn (rule 6)."""
    following = (roster.person(one.facilitator_id) for one in later)
    there = (
        person.id
        for person in following
        if person is not None
        and person.id != planned.facilitator_id
        and is_member(person, planned.day)
        and roster.away_until(person.id, planned.day) is None
    )
    return next(there, None)
