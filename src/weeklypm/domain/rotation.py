"""Who facilitates (facilitation.md section 1): the pick of one meeting, and the rotation's names in one place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from weeklypm.domain.covers import PASSES_IN_A_ROW, conflict, cover, swap_partner
from weeklypm.domain.ledger import in_order, ledger, replay
from weeklypm.domain.picks import ALONE, NO_DUTIES, Around, Duties, Pick, Planned, Rank, Served, served
from weeklypm.domain.roster import Held, Roster, Shares
from weeklypm.domain.rotation_choice import BAND, choose
from weeklypm.domain.rotation_plan import CONFIRMED, plan

__all__ = [
    "ALONE", "BAND", "CONFIRMED", "NO_DUTIES", "PASSES_IN_A_ROW", "Around", "Duties", "Held", "Pick", "Planned",
    "Rank", "Roster", "Served", "Shares", "choose", "conflict", "cover", "ledger", "pick", "plan", "served",
    "swap_partner",
]  # fmt: skip


def pick(roster: Roster, held: Iterable[Held], day: date, duties: Duties = NO_DUTIES, around: Around = ALONE) -> Pick:
    """Pick who facilitates on a day that follows the given held meetings, and say why."""
    history = in_order(held)
    return choose(roster, history, replay(roster, history, as_of=day), day, duties, around)
