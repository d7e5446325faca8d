"""Talk mode: what the room may see at step n, without hindsight.

Step 0 shows nothing; step n shows the first n events in telling order. Phases, instants and arrows are cut at the
instant now on the stage, so that neither the axis nor a band tells the future (visual.md section 9, stage 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from weeklypm.domain.incident import Instant, InstantKind
from weeklypm.domain.timeline import EventKind, Precision, TimelineEvent

QUARTER = timedelta(minutes=15)
LEAST_AHEAD = timedelta(minutes=10)


@dataclass(frozen=True)
class Phase:
    """Hold a phase band: its code, its start, and its end or None while it lasts."""

    code: str
    starts: datetime
    ends: datetime | None


@dataclass(frozen=True)
class Scene:
    """Hold what the room may see: events shown so far, the one now on stage, phases cut at now, and the axis.

    ``now`` is None before the first timed event; ``axis_from`` and ``axis_to`` are UTC instants.
    """

    shown: tuple[TimelineEvent, ...]
    current: TimelineEvent | None
    now: datetime | None
    onset: datetime | None
    phases: tuple[Phase, ...]
    axis_from: datetime | None
    axis_to: datetime | None
    arrows: tuple[tuple[UUID, UUID], ...]


def telling_order(events: Iterable[TimelineEvent], zone: str = "UTC") -> tuple[TimelineEvent, ...]:
    """Sort events as they are told: by instant, date-only events at their day's start in the zone.

    Untimed events stay where their author put them, after the event before.
    """
    listed = sorted(events, key=_place)
    clock = [_moment(event, ZoneInfo(zone)) for event in listed]
    for index, moment in enumerate(clock):
        if moment is None:
            clock[index] = clock[index - 1] if index else datetime.min.replace(tzinfo=UTC)
    order = sorted(range(len(listed)), key=lambda index: (clock[index], _place(listed[index])))
    return tuple(listed[index] for index in order)


def _place(event: TimelineEvent) -> tuple[int, str]:
    return event.position, str(event.id)


def _moment(event: TimelineEvent, zone: ZoneInfo) -> datetime | None:
    if event.at is not None:
        return event.at
    return datetime.combine(event.on_day, time(), zone).astimezone(UTC) if event.on_day else None


PHASES: tuple[tuple[str, InstantKind, InstantKind], ...] = (
    ("unnoticed", InstantKind.ONSET, InstantKind.DETECTED),
    ("detected", InstantKind.DETECTED, InstantKind.ACKNOWLEDGED),
    ("responding", InstantKind.ACKNOWLEDGED, InstantKind.MITIGATED),
    ("recovering", InstantKind.MITIGATED, InstantKind.RESOLVED),
)


def phases(instants: Iterable[Instant]) -> tuple[Phase, ...]:
    """Return the phase bands between recorded instants, each open-ended while nothing later is known.

    A band whose end is not recorded lasts to the next instant that is, except the first: nobody can say that an
    incident went unnoticed until a time at which its detection is not known. Where responding was not acknowledged
    because that does not apply, it starts at detection. Bands that touch an instant in wrong order are left out.
    """
    known = {i.kind: i.at for i in instants if i.at is not None and i.applies}
    if any(i.kind is InstantKind.ACKNOWLEDGED and not i.applies for i in instants) and InstantKind.DETECTED in known:
        known[InstantKind.ACKNOWLEDGED] = known[InstantKind.DETECTED]
    known = {kind: at for kind, at in known.items() if kind in MARKS and _in_order(kind, known)}
    bands = (_band(code, start, end, known) for code, start, end in PHASES)
    return tuple(band for band in bands if band is not None)


MARKS: tuple[InstantKind, ...] = (PHASES[0][1], *(end for _, _, end in PHASES))
"""The instants that bound phases, in the order they should happen."""


def _in_order(kind: InstantKind, known: Mapping[InstantKind, datetime]) -> bool:
    place, at = MARKS.index(kind), known[kind]
    earlier = (known[mark] for mark in MARKS[:place] if mark in known)
    later = (known[mark] for mark in MARKS[place + 1 :] if mark in known)
    return all(other <= at for other in earlier) and all(other >= at for other in later)


def _band(code: str, start: InstantKind, end: InstantKind, known: Mapping[InstantKind, datetime]) -> Phase | None:
    starts = known.get(start)
    if starts is None or (start is InstantKind.ONSET and end not in known):
        return None
    ends = next((known[mark] for mark in MARKS[MARKS.index(end) :] if mark in known), None)
    return Phase(code, starts, ends) if ends != starts else None


def scene(events: Sequence[TimelineEvent], instants: Sequence[Instant], zone: str, step: int) -> Scene:
    """Return what the room may see at a step: a prefix of what it may see at the next one, and nothing later.

    ``events`` in any order; ``zone`` is the IANA zone that the quarter hours of the axis belong to. Steps beyond the
    ends are taken as the ends.
    """
    told = telling_order(events, zone)
    shown = told[: max(0, min(step, len(told)))]
    timed = [event.at for event in shown if event.at is not None]
    now = max(timed) if timed else None
    known = {i.kind: i.at for i in instants if i.at is not None and i.applies}
    onset = known.get(InstantKind.ONSET)
    return Scene(
        shown=shown,
        current=shown[-1] if shown else None,
        now=now,
        onset=onset if onset is not None and now is not None and onset <= now else None,
        phases=_cut(phases(instants), now),
        axis_from=_axis_from(told, onset, now),
        axis_to=_next_quarter(now + LEAST_AHEAD, zone) if now else None,
        arrows=_arrows(shown),
    )


def _cut(bands: Iterable[Phase], now: datetime | None) -> tuple[Phase, ...]:
    """Leave out bands that start later, and the ends that are still to come."""
    if now is None:
        return ()
    begun = (band for band in bands if band.starts <= now)
    return tuple(band if band.ends is not None and band.ends <= now else replace(band, ends=None) for band in begun)


def _axis_from(told: Sequence[TimelineEvent], onset: datetime | None, now: datetime | None) -> datetime | None:
    """Start the axis at the first event told, or at the onset before it: the same at every step."""
    first = next((event.at for event in told if event.at is not None), None)
    if first is None or now is None:
        return None
    return first if onset is None else min(first, onset)


def _next_quarter(instant: datetime, zone: str) -> datetime:
    """Round up to a quarter hour of the zone's wall clock."""
    local = instant.astimezone(ZoneInfo(zone))
    passed = timedelta(minutes=local.minute % 15, seconds=local.second, microseconds=local.microsecond)
    # Counted in UTC: a wall clock that is set back has the same quarter twice.
    return instant.astimezone(UTC) + (QUARTER - passed if passed else timedelta())


def _arrows(shown: Sequence[TimelineEvent]) -> tuple[tuple[UUID, UUID], ...]:
    """Return the decision trail among shown events: what a judgement or an action explicitly follows from."""
    here = {event.id for event in shown}
    return tuple((e.follows_id, e.id) for e in shown if e.follows_id is not None and e.follows_id in here)


def is_question(event: TimelineEvent) -> bool:
    """Tell whether the talk pauses here to ask what one would look at next."""
    return event.kind is EventKind.JUDGEMENT


def has_clock(event: TimelineEvent) -> bool:
    """Tell whether the event has a time of day."""
    return event.precision in (Precision.SECOND, Precision.MINUTE) and event.at is not None
