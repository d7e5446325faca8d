"""Dashboards that the room looks at together: what each is for, how to read it, and what to check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from weeklypm.domain.values import Row, in_notes, on_stage


@dataclass(frozen=True, kw_only=True)
class Dashboard(Row):
    """Hold one dashboard of the catalogue.

    ``team_id`` is the team that owns it; ``checklist`` the questions asked of it, in order; ``reviewed_on`` when it
    was last looked at, as far as known from before or from meetings.
    """

    name: str = on_stage()
    link: str = in_notes(default="")
    purpose: str = on_stage(default="")
    how_to_read: str = on_stage(default="")
    team_id: UUID | None = None
    checklist: tuple[str, ...] = on_stage(default=())
    added_on: date
    reviewed_on: date | None = None
