"""Who holds the pen: the record of a workspace's ways from one machine to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from weeklypm.domain.values import Row


@dataclass(frozen=True, kw_only=True)
class Handover(Row):
    """Hold one pack: its number in the order of packs, who gave it to whom, and what became of it.

    ``opened_at`` is when the pack was opened, in the file that was opened; ``taken_back_at`` when whoever packed went
    on writing instead. Where both are None the pen is on its way.
    """

    number: int
    packed_at: datetime
    from_name: str = ""
    to_name: str = ""
    opened_at: datetime | None = None
    taken_back_at: datetime | None = None

    @property
    def settled(self) -> bool:
        """Tell whether the pack was opened or taken back in this file."""
        return self.opened_at is not None or self.taken_back_at is not None


def last_of(handovers: Iterable[Handover]) -> Handover | None:
    """Return the newest pack, or None before the first."""
    return max(handovers, key=_number, default=None)


def on_its_way(handovers: Iterable[Handover]) -> Handover | None:
    """Return the pack that the pen is away with: the newest one where it was neither opened nor taken back here."""
    last = last_of(handovers)
    return last if last is not None and not last.settled else None


def holder(handovers: Iterable[Handover]) -> str:
    """Return the name of whoever holds the pen; empty before the first pack."""
    last = last_of(handovers)
    if last is None:
        return ""
    return last.from_name if last.taken_back_at is not None else last.to_name


def _number(handover: Handover) -> int:
    return handover.number
