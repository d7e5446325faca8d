"""Who owes how many turns: the deficit ledger of Fagin and Williams (IBM J. R&D 27(2), 1983) in exact fractions.

Each held meeting is one turn, owed in shares by those who were there to serve; whoever served pays a whole one.
Absent people neither pay nor gain. The debts of all members add up to nought after any history.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from uuid import UUID

from weeklypm.domain.people import Absence, Person
from weeklypm.domain.roster import GRACE, Held, Roster, Shares, is_member

__all__ = ["GRACE", "Debts", "Held", "Roster", "Shares", "in_order", "is_member", "ledger", "post", "replay"]

Debts = Mapping[UUID, Fraction]


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
    """Enter one held meeting: their share for everyone who owed it, a whole turn paid by whoever served (rule 2).

    ``before`` are the meetings held before it, asked only where it has no shares of its own. A guest or a self-run
    meeting changes nothing (rule 12).
    """
    served = meeting.facilitator_id
    if served is None or not _is_ours(served, debts, roster, meeting):
        return
    for person_id, part in _owing(served, debts, roster, meeting, before):
        debts[person_id] += part
    debts[served] -= 1


def _is_ours(served: UUID, debts: Debts, roster: Roster, meeting: Held) -> bool:
    """Tell a member from a guest; who owed a share was one, whatever was changed about them since."""
    person = roster.person(served) if served in debts else None
    if person is None:
        return False
    return is_member(person, meeting.day) or any(owing == served for owing, _ in meeting.shares or ())


def _owing(served: UUID, debts: Debts, roster: Roster, meeting: Held, before: Sequence[Held]) -> Shares:
    """Return the shares of a turn; without anybody eligible all who are opted in share it, or else who served."""
    shares = roster.shares(meeting.day, before) if meeting.shares is None else _of_known(meeting.shares, debts)
    return shares or roster.shares_of_all(meeting.day, before) or ((served, Fraction(1)),)


def _of_known(shares: Shares, debts: Debts) -> Shares:
    """Leave out those who are no longer known, so that the rest owe the whole turn."""
    known = tuple((person_id, part) for person_id, part in shares if person_id in debts)
    if len(known) == len(shares):
        return shares
    whole = sum(part for _, part in known)
    return tuple((person_id, part / whole) for person_id, part in known)


def settle_leavers(debts: dict[UUID, Fraction], roster: Roster, day: date) -> None:
    """Spread what those who are no members on a day owe evenly over the rest, whose order so stays (rule 9).

    Who left and came back later is none in between, and so begins anew.
    """
    gone = [person.id for person in roster.members if not is_member(person, day) and debts[person.id]]
    rest = [person.id for person in roster.present(day)] if gone else []
    if not rest:
        return
    owed = sum((debts[person_id] for person_id in gone), Fraction(0)) / len(rest)
    debts.update(dict.fromkeys(gone, Fraction(0)))
    for other in rest:
        debts[other] += owed
