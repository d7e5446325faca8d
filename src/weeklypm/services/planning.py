"""Confirm who leads the next two meetings, so that a confirmed name stays (facilitation.md rule 7)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.services.setup import series_of

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from weeklypm.domain.rotation import Planned
    from weeklypm.storage import Reader, Unit


def confirm(unit: Unit, planned: tuple[Planned, ...]) -> None:
    """Keep the confirmed names of a plan as planned meetings; names that are kept already stay as they are."""
    series = series_of(unit)
    for date_ in planned:
        if not date_.confirmed or date_.facilitator_id is None:
            continue
        if unit.first(Meeting, held_on=date_.day) is None:
            unit.add(
                Meeting(
                    **unit.stamp(),
                    series_id=series.id,
                    held_on=date_.day,
                    facilitator_id=date_.facilitator_id,
                    explanation=date_.pick.why if date_.pick else None,
                )
            )


def confirmed_names(reader: Reader, day: date) -> dict[date, UUID]:
    """Return the names confirmed for a date and the weeks after it."""
    rows = reader.find(Meeting, state=MeetingState.PLANNED, held_on__ge=day, held_on__lt=day + timedelta(weeks=16))
    return {row.held_on: row.facilitator_id for row in rows if row.facilitator_id is not None}
