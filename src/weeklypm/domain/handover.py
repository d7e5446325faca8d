"""Who holds the pen: the record of a workspace's ways from one machine to another."""

from __future__ import annotations

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
