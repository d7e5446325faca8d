"""Who owes how many turns: the deficit ledger of Fagin and Williams (IBM J. R&D 27(2), 1983) in exact fractions.

Each held meeting is one turn, owed in equal shares by those who were there to serve; whoever served pays a whole one.
Absent people neither pay nor gain. The debts of all members add up to nought after any history.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from uuid import UUID

from weeklypm.domain.people import Absence, Person

GRACE = 3
"""Held meetings that a newcomer sits through before accruing and being asked (rule 8)."""

Debts = Mapping[UUID, Fraction]


@dataclass(frozen=True)
class Held:
    """Hold one held meeting: its date and who actually facilitated; None for self-run, a stranger's id for a guest.

    ``eligible`` is who was eligible when its plan was confirmed; None has it worked out from the absences registered.
    """

    day: date
    facilitator_id: UUID | None = None
    eligible: frozenset[UUID] | None = None


@dataclass(frozen=True)
class Roster:
    """Hold who takes turns, and their registered absences. ``seed`` is the series' seed for breaking ties."""

    members: tuple[Person, ...]
    absences: tuple[Absence, ...] = ()
    seed: str = ""
    _away: Mapping[UUID, tuple[Absence, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the members, so that no result depends on the order of rows."""
        object.__setattr__(self, "members", tuple(sorted(self.members, key=lambda person: str(person.id))))
        known: dict[UUID, list[Absence]] = {}
        for absence in self.absences:
            known.setdefault(absence.person_id, []).append(absence)
        object.__setattr__(self, "_away", {person: tuple(found) for person, found in known.items()})

    def away_until(self, person_id: UUID, day: date) -> date | None:
        """Return the last day of the absences that cover a day, or None for someone who is there."""
        ends = [a.ends_on for a in self._away.get(person_id, ()) if a.starts_on <= day <= a.ends_on]
        return max(ends, default=None)

    def present(self, day: date) -> Iterator[Person]:
        """Yield those who have joined and not left by a day, opted in or not, away or not."""
        return (person for person in self.members if is_member(person, day))

    def in_grace(self, person: Person, day: date, held: Sequence[Held]) -> bool:
        """Tell whether a newcomer has not yet sat through enough held meetings before a day."""
        if person.founder:
            return False
        seen = 0
        for index in range(bisect_left(held, person.joined_on, key=_day), bisect_left(held, day, key=_day)):
            seen += self.away_until(person.id, held[index].day) is None
            if seen == GRACE:
                return False
        return True

    def eligible(self, day: date, held: Sequence[Held]) -> frozenset[UUID]:
        """Return who can be asked on a day: opted in, joined, past their grace, not away (rule 1).

        Where all who are opted in are newcomers there is nobody to learn from, and none has to wait.
        """
        willing = [person for person in self.present(day) if person.opted_in]
        settled = [person for person in willing if not self.in_grace(person, day, held)]
        return frozenset(p.id for p in settled or willing if self.away_until(p.id, day) is None)


def _day(meeting: Held) -> date:
    return meeting.day


def is_member(person: Person, day: date) -> bool:
    """Tell whether a person has joined and not left by a day."""
    return person.joined_on <= day and (person.left_on is None or person.left_on >= day)


def ledger(
    members: Iterable[Person], absences: Iterable[Absence], held: Iterable[Held], as_of: date | None = None
) -> dict[UUID, Fraction]:
    """Return what each member owes in turns after the held meetings; positive owes, the sum is nought.

    ``as_of`` settles those who have left before that day, which otherwise happens at the next held meeting.
    """
    return replay(Roster(tuple(members), tuple(absences)), in_order(held), as_of)


def in_order(held: Iterable[Held]) -> tuple[Held, ...]:
    """Sort held meetings by date."""
    return tuple(sorted(held, key=lambda meeting: meeting.day))


def replay(roster: Roster, held: Sequence[Held], as_of: date | None = None) -> dict[UUID, Fraction]:
    """Replay held meetings, in order of date, from a clean ledger."""
    debts = {person.id: Fraction(0) for person in roster.members}
    for index, meeting in enumerate(held):
        settle_leavers(debts, roster, meeting.day)
        post(debts, roster, meeting, held[:index])
    if as_of is not None:
        settle_leavers(debts, roster, as_of)
    return debts


def post(debts: dict[UUID, Fraction], roster: Roster, meeting: Held, before: Sequence[Held]) -> None:
    """Enter one held meeting: a share for everyone eligible, a whole turn paid by whoever served (rules 2 and 12).

    A guest or a self-run meeting changes nothing. When a member served though nobody was eligible, all who are
    opted in share the turn.
    """
    served = meeting.facilitator_id
    if served not in {person.id for person in roster.present(meeting.day)} or served is None:
        return
    eligible = roster.eligible(meeting.day, before) if meeting.eligible is None else meeting.eligible & debts.keys()
    sharing = eligible or {p.id for p in roster.present(meeting.day) if p.opted_in} or {served}
    for person_id in sharing:
        debts[person_id] += Fraction(1, len(sharing))
    debts[served] -= 1


def settle_leavers(debts: dict[UUID, Fraction], roster: Roster, day: date) -> None:
    """Spread what those who have left by a day owe evenly over the rest, whose order so stays (rule 9)."""
    rest = [person.id for person in roster.present(day)]
    for person in roster.members:
        owed = debts[person.id]
        if not rest or not owed or person.left_on is None or person.left_on >= day:
            continue
        debts[person.id] = Fraction(0)
        for other in rest:
            debts[other] += owed / len(rest)
