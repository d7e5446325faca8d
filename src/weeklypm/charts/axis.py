"""The time axis: one function from instants to px, and ticks on round wall-clock times from seconds to centuries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, datetime, timedelta, tzinfo
from typing import Final, NamedTuple

from weeklypm.charts.clock import instant_of, instants_of, wall

MINUTE, HOUR, DAY, YEAR = 60, 3600, 86400, 365.25 * 86400


@dataclass(frozen=True)
class Axis:
    """Map instants (seconds since 1970) from ``start`` to ``end`` onto px from ``left`` to ``right``, evenly."""

    start: float
    end: float
    left: float
    right: float

    def x(self, at: float) -> float:
        """Return the px of an instant; instants outside lie outside."""
        return self.left + (at - self.start) / (self.end - self.start) * (self.right - self.left)

    @property
    def scale(self) -> float:
        """Return how many px a second is long."""
        return (self.right - self.left) / (self.end - self.start)

    def at(self, x: float) -> float:
        """Return the instant at a px."""
        return self.start + (x - self.left) / (self.right - self.left) * (self.end - self.start)


class Step(NamedTuple):
    """Hold a distance between ticks: a unit (second, day, month or year), how many, and about how many seconds."""

    unit: str
    size: int
    length: float


STEPS: Final = (
    *(Step("second", n, n) for n in (1, 5, 15, 30)),
    *(Step("second", n * MINUTE, n * MINUTE) for n in (1, 5, 15, 30)),
    *(Step("second", n * HOUR, n * HOUR) for n in (1, 2, 3, 6, 12)),
    *(Step("day", n, n * DAY) for n in (1, 2, 7, 14)),
    *(Step("month", n, n * YEAR / 12) for n in (1, 3, 6)),
    *(Step("year", n, n * YEAR) for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)),
)


def step_for(span: float, width: float, least: float) -> Step:
    """Return the smallest step whose ticks stand ``least`` px apart or more when ``span`` seconds fill ``width`` px."""
    wanted = span * least / max(width, 1.0)
    return next((step for step in STEPS if step.length >= wanted), STEPS[-1])


def floor(clock: datetime, step: Step) -> datetime:
    """Return the last round wall-clock time of a step at or before a wall clock."""
    midnight = clock.replace(hour=0, minute=0, second=0, microsecond=0)
    if step.unit == "second":
        return midnight + timedelta(seconds=(clock - midnight) // timedelta(seconds=step.size) * step.size)
    if step.unit == "day":
        back = midnight.toordinal() % step.size
        return midnight - timedelta(days=min(back, midnight.toordinal() - 1))
    if step.unit == "month":
        return midnight.replace(month=(clock.month - 1) // step.size * step.size + 1, day=1)
    return midnight.replace(year=max(1, clock.year // step.size * step.size), month=1, day=1)


def following(clock: datetime, step: Step) -> datetime | None:
    """Return the next round wall-clock time after a round one, or None where no date lies ahead."""
    try:
        if step.unit in ("second", "day"):
            return clock + timedelta(seconds=step.size * (DAY if step.unit == "day" else 1))
        months = clock.month - 1 + (step.size if step.unit == "month" else 0)
        years = clock.year + months // 12 + (step.size if step.unit == "year" else 0)
        # The step from the first year goes to the first multiple: the year 0 does not exist.
        years -= years % step.size if step.unit == "year" else 0
        return clock.replace(year=years, month=months % 12 + 1) if years <= MAXYEAR else None
    except OverflowError:
        return None


def rounded(start: float, end: float, zone: tzinfo, step: Step) -> tuple[float, float]:
    """Return a span widened to round wall-clock times of a step."""
    first = instant_of(floor(wall(start, zone), step), zone)
    base = floor(wall(end, zone), step)
    last = instant_of(base, zone)
    if last < end:
        after = following(base, step)
        last = instant_of(after, zone) if after is not None else end
    return min(first, start), max(last, end)


class Tick(NamedTuple):
    """Hold a tick: its instant, and its wall clock."""

    at: float
    clock: datetime


def ticks(axis: Axis, zone: tzinfo, step: Step) -> tuple[Tick, ...]:
    """Return the ticks of an axis; clocks skipped by summer time are left out, an hour that comes twice has two."""
    found = {at: Tick(at, clock) for clock in _clocks(axis, zone, step) for at in _instants(clock, zone, step)}
    return tuple(found[at] for at in sorted(found) if axis.start <= at <= axis.end)


def _instants(clock: datetime, zone: tzinfo, step: Step) -> tuple[float, ...]:
    return instants_of(clock, zone) if step.unit == "second" else (instant_of(clock, zone),)


def _clocks(axis: Axis, zone: tzinfo, step: Step) -> Iterator[datetime]:
    # Clocks jump by at most a few hours, so a little more than the span on either side holds every tick.
    slack = 3 * HOUR if step.unit == "second" else 0
    last = max(wall(axis.start, zone), wall(axis.end + slack, zone))
    clock: datetime | None = floor(wall(axis.start - slack, zone), step)
    while clock is not None and clock <= last:
        yield clock
        clock = following(clock, step)
