"""When a name cannot stay as planned: who covers, what is a conflict, and with whom to swap (rules 7 and 10)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final
from uuid import UUID

from weeklypm.domain.ledger import in_order, replay
from weeklypm.domain.picks import NO_DUTIES, Around, Duties, Pick, Planned
from weeklypm.domain.roster import Held, Roster, Shares
from weeklypm.domain.rotation_choice import choose
from weeklypm.domain.values import Message, message

PASSES_IN_A_ROW: Final = 2
"""Passes after which sitting beside is suggested instead (rule 10)."""
NEW: Final = message("rotation.excluded.grace")


def cover(  # noqa: PLR0913  all that a plan knows of its dates
    roster: Roster,
    held: Sequence[Held],
    day: date,
    duties: Duties = NO_DUTIES,
    *,
    without: Collection[UUID],
    ahead: Mapping[date, UUID],
    shares: Shares | None = None,
    following: date | None = None,
) -> Pick:
    """Pick who leads a date instead of whom it was given to: by the same rule, and never somebody in ``without``.

    ``ahead`` are the names that stand for other dates not yet held: those before ``day`` count as held by then (they
    may be among ``held`` already, with the shares kept for them), those after it as paid. Whoever leads the dates on
    either side is not asked while anybody else can; ``following`` is the next held date, by default the next that has
    a name. ``shares`` are those fixed with the name of the date.
    """
    names = {other: name for other, name in ahead.items() if other != day and roster.can_serve(name, other)}
    known = {meeting.day for meeting in held}
    before = (Held(other, name) for other, name in names.items() if other < day and other not in known)
    history = in_order((*held, *before))
    later = {other: name for other, name in names.items() if other > day}
    around = Around(frozenset(without), later, following or min(later, default=None), shares)
    return choose(roster, history, replay(roster, history, as_of=day), day, duties, around)


def conflict(planned: Planned, duties: Duties) -> Message | None:
    """Say why whoever leads a date should swap it: they present its incident or responded to it. None if neither."""
    leader = planned.facilitator_id
    if leader is None or not duties.busy(leader):
        return None
    name = next((row.name for row in planned.pick.ranking if row.person_id == leader), "") if planned.pick else ""
    if leader == duties.presenter_id:
        return message("rotation.conflict.presents", name=name)
    return message("rotation.conflict.involved", name=name)


def swap_partner(
    planned: Sequence[Planned], day: date, duties_by_day: Mapping[date, Duties], roster: Roster
) -> date | None:
    """Return the next date whose leader can take ``day``, and whose date the leader of ``day`` can take, or None.

    One after which nobody leads twice running goes before the others.
    """
    held = [one for one in planned if one.held]
    first = next((one for one in held if one.day == day), None)
    if first is None or first.facilitator_id is None:
        return None
    later = [one for one in held if one.day > day and _fits(first, one, duties_by_day, roster)]
    apart = (one.day for one in later if _apart(held, first, one))
    return next(apart, later[0].day if later else None)


def _fits(first: Planned, other: Planned, duties: Mapping[date, Duties], roster: Roster) -> bool:
    if other.facilitator_id in (None, first.facilitator_id):
        return False
    return _can_take(other.facilitator_id, first, duties, roster) and _can_take(
        first.facilitator_id, other, duties, roster
    )


def _can_take(person_id: UUID | None, date_: Planned, duties: Mapping[date, Duties], roster: Roster) -> bool:
    if person_id is None or not roster.can_serve(person_id, date_.day):
        return False
    rows = date_.pick.ranking if date_.pick else ()
    new = any(row.person_id == person_id and row.exclusion == NEW for row in rows)
    return not new and not duties.get(date_.day, NO_DUTIES).busy(person_id)


def _apart(held: Sequence[Planned], first: Planned, other: Planned) -> bool:
    """Tell whether nobody leads two dates running after two dates changed leaders."""
    swapped = {first.day: other.facilitator_id, other.day: first.facilitator_id}
    leaders = [swapped.get(one.day, one.facilitator_id) for one in held]
    return all(one is None or one != then for one, then in pairwise(leaders))
