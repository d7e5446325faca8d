"""Talk mode: what the room may see at step n, without hindsight.

Step 0 shows nothing; step n shows the first n events in telling order. Phases, instants and arrows are cut at the
instant now on the stage, so that neither the axis nor a band tells the future (visual.md section 9, stage 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


def telling_order(events: Iterable[TimelineEvent]) -> tuple[TimelineEvent, ...]:
    """Sort events as they are told: by instant, date-only events at their day's start, untimed ones where they stood."""
    listed = sorted(events, key=_place)
    clock = [_moment(event) for event in listed]
    for index, moment in enumerate(clock):
        if moment is None:
            clock[index] = clock[index - 1] if index else datetime.min.replace(tzinfo=UTC)
    order = sorted(range(len(listed)), key=lambda index: (clock[index], _place(listed[index])))
    return tuple(listed[index] for index in order)


def _place(event: TimelineEvent) -> tuple[int, str]:
    return event.position, str(event.id)


def _moment(event: TimelineEvent) -> datetime | None:
    if event.at is not None:
        return event.at
    return datetime.combine(event.on_day, time(), UTC) if event.on_day else None


PHASES: tuple[tuple[str, InstantKind, InstantKind], ...] = (
    ("unnoticed", InstantKind.ONSET, InstantKind.DETECTED),
    ("detected", InstantKind.DETECTED, InstantKind.ACKNOWLEDGED),
    ("responding", InstantKind.ACKNOWLEDGED, InstantKind.MITIGATED),
    ("recovering", InstantKind.MITIGATED, InstantKind.RESOLVED),
)


def phases(instants: Iterable[Instant]) -> tuple[Phase, ...]:
    """Return the phase bands between recorded instants; a band whose instant is missing starts at the last known one."""
    known = {i.kind: i.at for i in instants if i.at is not None and i.applies}
    marks = [(code, known.get(start), known.get(end)) for code, start, end in PHASES]
    bands: list[Phase] = []
    for index, (code, start, _end) in enumerate(marks):
        if start is None:
            continue
        later = [mark for _, _, mark in marks[index:] if mark is not None]
        following = [mark for _, mark, _ in marks[index + 1 :] if mark is not None]
        end = following[0] if following else (later[0] if later else None)
        if end is None or end >= start:
            bands.append(Phase(code, start, end))
    return tuple(bands)


def scene(events: Sequence[TimelineEvent], instants: Sequence[Instant], zone: str, step: int) -> Scene:
    """Return what the room may see at a step: a prefix of what it may see at the next one, and nothing later.

    ``events`` in any order; ``zone`` is the IANA zone that the quarter hours of the axis belong to. Steps beyond the
    ends are taken as the ends.
    """
    told = telling_order(events)
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
        phases=_cut(phases([i for i in instants if _passed(i, now)]), now),
        axis_from=_axis_from(told, now),
        axis_to=_quarter(now + LEAST_AHEAD, zone, up=True) if now else None,
        arrows=_arrows(shown),
    )


def _passed(instant: Instant, now: datetime | None) -> bool:
    return now is not None and instant.at is not None and instant.at <= now


def _cut(bands: Iterable[Phase], now: datetime | None) -> tuple[Phase, ...]:
    if now is None:
        return ()
    return tuple(Phase(b.code, b.starts, None if b.ends is None or b.ends > now else b.ends) for b in bands)


def _axis_from(told: Sequence[TimelineEvent], now: datetime | None) -> datetime | None:
    first = next((e.at for e in told if e.at is not None), None)
    if first is None or now is None:
        return None
    return min(first, now)


def _quarter(instant: datetime, zone: str, *, up: bool) -> datetime:
    local = instant.astimezone(ZoneInfo(zone))
    base = local.replace(minute=local.minute // 15 * 15, second=0, microsecond=0)
    rounded = base + QUARTER if up and base < local else base
    return rounded.astimezone(UTC)


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
