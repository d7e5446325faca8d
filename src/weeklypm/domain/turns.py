"""The rotation's record: each change to who leads which date as an event, never changed and never taken out.

Replayed in the order of their numbers on an empty workspace, the events give the same ledger, plan and explanations.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from weeklypm.domain.values import Message, Row


class TurnKind(StrEnum):
    """Name what happened to the rotation."""

    ROSTER = "roster"
    """Who takes turns, who is away, or how turns are shared is not as it was: ``facts``."""
    CALENDAR = "calendar"
    """The dates of the series are not as they were: ``facts``."""
    CONFIRMED = "confirmed"
    """The rule picked the name of a date, and it is fixed from now on."""
    AGREED = "agreed"
    """A name was set for a date that is not confirmed yet: by a swap, or put back by an undo."""
    RELEASED = "released"
    """A name was taken off its date, since the person left, opted out, or the plan before was put back."""
    MOVED = "moved"
    """A name moved with its turn from ``day`` to ``other_day``, since the calendar changed."""
    SWAPPED = "swapped"
    """Two people changed dates: ``person_id`` now leads ``day``, ``instead_of_id`` leads ``other_day``."""
    COVERED = "covered"
    """Somebody leads one date instead of another, who comes up next."""
    PASSED = "passed"
    """As COVERED, at the wish of whose turn it was; no reason is asked."""
    ABSENT = "absent"
    """As COVERED, since whose turn it was is away after the name was confirmed (rule 11)."""
    TAKEN = "taken"
    """Somebody took a meeting that nobody was to lead."""
    HELD = "held"
    """The meeting was held, and this is who led it; None when it ran itself."""
    SEEDED = "seeded"
    """A meeting from before the workspace, led by this person."""


@dataclass(frozen=True, kw_only=True)
class RotationEvent(Row):
    """Hold one event: its number (1, 2, 3 and so on), the date it is about, and who leads after it instead of whom.

    ``facts`` is what the rule was given beside the ledger, as canonical JSON; ``why`` and ``table_json`` are what the
    rule said: the explanation, and the whole table of candidates and exclusions, as codes and arguments.
    """

    number: int
    kind: TurnKind
    day: date | None = None
    person_id: UUID | None = None
    instead_of_id: UUID | None = None
    other_day: date | None = None
    facts: str = ""
    why: Message | None = None
    table_json: str = ""
