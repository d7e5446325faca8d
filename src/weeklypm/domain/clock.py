"""The meeting's clock, folded from its stored events: pure, so that after a restart it shows the same again.

The fold is additive: what the first events led to is all that later ones need. Time runs between START or RESUME and
PAUSE or CLOSE, and is counted for the line and the box that are current.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import reduce
from typing import Final

from weeklypm.domain.agenda import Agenda, Segment
from weeklypm.domain.meeting import ClockEvent, ClockKind

JUMP: Final = timedelta(minutes=2)
"""A wall clock that strays this far from the monotonic one asks (decisions.md section 8)."""

LATE_RETURN: Final = timedelta(minutes=30)
"""A live meeting opened again this long after its planned end asks (decisions.md section 8)."""

Place = tuple[int, int]
"""A line of the agenda and a box of it."""

ZERO: Final = timedelta()


@dataclass(frozen=True)
class Tape:
    """Hold what the events so far led to; ``running_since`` is None while the clock stands."""

    started_at: datetime | None = None
    running_since: datetime | None = None
    closed_at: datetime | None = None
    place: Place = (0, 0)
    spent: Mapping[Place, timedelta] = field(default_factory=dict)
    given: Mapping[Place, timedelta] = field(default_factory=dict)
    step: int = 0


@dataclass(frozen=True)
class ClockView:
    """Hold what the clock shows at an instant; all lengths in whole seconds.

    ``elapsed`` and ``planned`` are by line of the agenda, ``planned`` with what was added or taken; ``box_elapsed`` and
    ``box_planned`` by box of the current line. ``remaining`` of the line and ``box_remaining`` are negative when over
    time. ``delay`` is positive when the meeting will end late, ``ends_at`` when it will end as things stand.
    ``line``, ``box``, ``segment`` and the instants are None before the start.
    """

    started_at: datetime | None
    closed_at: datetime | None
    line: int | None
    segment: Segment | None
    box: int | None
    elapsed: tuple[int, ...]
    planned: tuple[int, ...]
    box_elapsed: tuple[int, ...]
    box_planned: tuple[int, ...]
    remaining: int
    box_remaining: int | None
    delay: int
    ends_at: datetime | None
    planned_end: datetime | None
    running: bool
    paused: bool
    step: int


def view(agenda: Agenda, events: Iterable[ClockEvent], now: datetime) -> ClockView:
    """Return what the clock shows at an instant. Events may come in any order."""
    return show(agenda, fold(events), now)


_SAME_INSTANT: Final = {kind: place for place, kind in enumerate(ClockKind)}


def fold(events: Iterable[ClockEvent], before: Tape | None = None) -> Tape:
    """Fold events into a tape, going on from an earlier one; at the same instant START comes before SEGMENT."""
    ordered = sorted(events, key=lambda event: (event.at, _SAME_INSTANT[event.kind], str(event.id)))
    return reduce(_apply, ordered, before or Tape())


def _apply(tape: Tape, event: ClockEvent) -> Tape:  # noqa: PLR0911  one case a kind reads best
    tape = _counted(tape, event.at)
    match event.kind:
        case ClockKind.START:
            return replace(tape, started_at=tape.started_at or event.at, running_since=event.at, closed_at=None)
        case ClockKind.RESUME | ClockKind.REOPEN:
            # A clock that was never started or is closed does not run on by a stray event.
            runs = tape.started_at is not None and (event.kind is ClockKind.REOPEN or tape.closed_at is None)
            closed_at = None if event.kind is ClockKind.REOPEN else tape.closed_at
            return replace(tape, running_since=event.at if runs else None, closed_at=closed_at)
        case ClockKind.PAUSE:
            return replace(tape, running_since=None)
        case ClockKind.CLOSE:
            return replace(tape, running_since=None, closed_at=event.at)
        case ClockKind.SEGMENT:
            return replace(tape, place=(event.line or 0, event.box or 0))
        case ClockKind.ADJUST:
            given = tape.given.get(tape.place, ZERO) + timedelta(seconds=event.seconds)
            return replace(tape, given={**tape.given, tape.place: given})
        case ClockKind.STEP:
            return replace(tape, step=event.step)


def _counted(tape: Tape, at: datetime) -> Tape:
    """Count the time up to an instant for the current place; a clock set back counts nothing."""
    if tape.running_since is None:
        return tape
    spent = tape.spent.get(tape.place, ZERO) + max(ZERO, at - tape.running_since)
    return replace(tape, spent={**tape.spent, tape.place: spent}, running_since=max(at, tape.running_since))


def show(agenda: Agenda, tape: Tape, now: datetime) -> ClockView:
    """Return what the clock shows at an instant after the events of a tape."""
    tape = _counted(tape, now)
    lines = range(len(agenda.lines))
    elapsed = [_of_line(tape.spent, line) for line in lines]
    planned = [timedelta(minutes=agenda.lines[line].minutes) + _of_line(tape.given, line) for line in lines]
    current = min(tape.place[0], len(agenda.lines) - 1) if tape.started_at is not None and agenda.lines else None
    box_elapsed, box_planned = _boxes(agenda, tape, current)
    box = tape.place[1] if current is not None and tape.place[1] < len(box_planned) else None
    planned_end = tape.started_at + timedelta(minutes=agenda.planned) if tape.started_at else None
    ends_at = tape.closed_at or _projected(tape, elapsed, planned, now)
    return ClockView(
        started_at=tape.started_at,
        closed_at=tape.closed_at,
        line=current,
        segment=agenda.lines[current].segment if current is not None else None,
        box=box,
        elapsed=tuple(_seconds(length) for length in elapsed),
        planned=tuple(_seconds(length) for length in planned),
        box_elapsed=tuple(_seconds(length) for length in box_elapsed),
        box_planned=tuple(_seconds(length) for length in box_planned),
        remaining=_seconds(planned[current]) - _seconds(elapsed[current]) if current is not None else 0,
        box_remaining=_seconds(box_planned[box]) - _seconds(box_elapsed[box]) if box is not None else None,
        delay=_seconds(ends_at - planned_end) if ends_at and planned_end else 0,
        ends_at=ends_at,
        planned_end=planned_end,
        running=tape.running_since is not None,
        paused=tape.started_at is not None and tape.running_since is None and tape.closed_at is None,
        step=tape.step,
    )


def _of_line(lengths: Mapping[Place, timedelta], line: int) -> timedelta:
    return sum((length for place, length in lengths.items() if place[0] == line), ZERO)


def _boxes(agenda: Agenda, tape: Tape, line: int | None) -> tuple[list[timedelta], list[timedelta]]:
    boxes = agenda.lines[line].boxes if line is not None else ()
    places = [(line or 0, box) for box in range(len(boxes))]
    planned = [timedelta(minutes=minutes) for _, minutes in boxes]
    given = [tape.given.get(place, ZERO) for place in places]
    return [tape.spent.get(place, ZERO) for place in places], [a + b for a, b in zip(planned, given, strict=True)]


def _projected(tape: Tape, elapsed: list[timedelta], planned: list[timedelta], now: datetime) -> datetime | None:
    """Return when the meeting ends if the current line and those to come take what is planned for them."""
    if tape.started_at is None:
        return None
    line = tape.place[0]
    to_come = (max(ZERO, plan - spent) for plan, spent in zip(planned[line:], elapsed[line:], strict=True))
    return max(now, tape.started_at) + sum(to_come, ZERO)


def _seconds(length: timedelta) -> int:
    return length // timedelta(seconds=1)


def jumped(wall: tuple[datetime, datetime], monotonic: tuple[float, float]) -> timedelta | None:
    """Return by how much the wall clock strayed from the monotonic one between two readings, or None for little.

    ``monotonic`` readings are seconds. A positive answer is a jump forward, such as after a computer slept.
    """
    strayed = (wall[1] - wall[0]) - timedelta(seconds=monotonic[1] - monotonic[0])
    return strayed if abs(strayed) > JUMP else None


def asks_to_go_on(shown: ClockView, now: datetime) -> bool:
    """Tell whether a meeting that is still open was left for so long that going on must be asked."""
    return shown.planned_end is not None and shown.closed_at is None and now - shown.planned_end > LATE_RETURN
