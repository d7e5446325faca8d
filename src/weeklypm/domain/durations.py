"""Durations of an incident: recorded, pending, not applicable or invalid; a blank is never zero.

Definitions (decisions.md section 6): ttd = detected - onset, tta = acknowledged - detected, declare = declared - onset,
ttm = mitigated - onset, ttr = resolved - onset.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from weeklypm.domain.incident import Instant, InstantKind


class DurationState(StrEnum):
    """Say what is known of a duration."""

    RECORDED = "recorded"
    PENDING = "pending"
    NOT_APPLICABLE = "not_applicable"
    INVALID = "invalid"


class DurationName(StrEnum):
    """Name the five durations."""

    TTD = "ttd"
    TTA = "tta"
    DECLARE = "declare"
    TTM = "ttm"
    TTR = "ttr"


@dataclass(frozen=True)
class Duration:
    """Hold one duration; ``seconds`` only where it is recorded. ``since`` and ``until`` are its two instants."""

    name: DurationName
    state: DurationState
    since: Instant | None
    until: Instant | None
    seconds: int | None = None

    @property
    def approximate(self) -> bool:
        """Tell whether either of its instants is approximate."""
        return any(end is not None and end.approximate for end in (self.since, self.until))


SPANS: Final[Mapping[DurationName, tuple[InstantKind, InstantKind]]] = {
    DurationName.TTD: (InstantKind.ONSET, InstantKind.DETECTED),
    DurationName.TTA: (InstantKind.DETECTED, InstantKind.ACKNOWLEDGED),
    DurationName.DECLARE: (InstantKind.ONSET, InstantKind.DECLARED),
    DurationName.TTM: (InstantKind.ONSET, InstantKind.MITIGATED),
    DurationName.TTR: (InstantKind.ONSET, InstantKind.RESOLVED),
}


def durations(instants: Iterable[Instant]) -> dict[DurationName, Duration]:
    """Compute the five durations from an incident's instants; a missing instant counts as pending."""
    known = {instant.kind: instant for instant in instants}
    return {name: _measure(name, known.get(since), known.get(until)) for name, (since, until) in SPANS.items()}


def _measure(name: DurationName, since: Instant | None, until: Instant | None) -> Duration:
    if any(end is not None and not end.applies for end in (since, until)):
        return Duration(name, DurationState.NOT_APPLICABLE, since, until)
    if since is None or until is None or since.at is None or until.at is None:
        return Duration(name, DurationState.PENDING, since, until)
    if until.at < since.at:
        return Duration(name, DurationState.INVALID, since, until)
    return Duration(name, DurationState.RECORDED, since, until, (until.at - since.at) // timedelta(seconds=1))


def wrong_order(instants: Iterable[Instant]) -> tuple[tuple[Instant, Instant], ...]:
    """Return the pairs of a duration that stand in wrong order, as (the one too late, the one too early)."""
    found = (one for one in durations(instants).values() if one.state is DurationState.INVALID)
    return tuple((one.since, one.until) for one in found if one.since is not None and one.until is not None)
