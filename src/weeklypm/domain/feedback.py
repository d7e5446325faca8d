"""What the facilitator keeps for themselves after a meeting. Totals and a sentence or two; never who said what."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from weeklypm.domain.values import Row


@dataclass(frozen=True, kw_only=True)
class Feedback(Row):
    """Hold one thing to keep and one to try next time; the next facilitator sees them as tips without names."""

    meeting_id: UUID
    keep: str = ""
    try_next: str = ""
