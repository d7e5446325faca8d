"""Where the present comes from: the system's clock, or a day or instant named on the command line."""

from __future__ import annotations

import time as system_time
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from weeklypm.domain.clock import jumped

Clock = Callable[[], datetime]
"""Return the present as an aware UTC instant."""

# Ten in the morning UTC falls on the same date in every zone from UTC-10 to UTC+13.
NAMED_DAY_AT: Final = time(10, 0, tzinfo=UTC)


def system_clock() -> datetime:
    """Read the system's clock as an aware UTC instant, to the millisecond."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def named_day(day: date) -> Clock:
    """Make a clock that starts on the named day and runs on from there, for ``--today``."""
    return running_from(datetime.combine(day, NAMED_DAY_AT))


def running_from(start: datetime) -> Clock:
    """Make a clock that shows ``start`` now and runs on with the monotonic clock."""
    began = system_time.monotonic()

    def read() -> datetime:
        elapsed = timedelta(milliseconds=int((system_time.monotonic() - began) * 1000))
        return start.astimezone(UTC) + elapsed

    return read


class SteadyClock:
    """Show the system's time, carried on by the monotonic clock, so that setting the system's clock moves nothing.

    Wall time counts only at the start and where it is taken over on purpose (decisions.md section 8).
    """

    def __init__(self, wall: Clock = system_clock, monotonic: Callable[[], float] = system_time.monotonic) -> None:
        self._wall, self._monotonic = wall, monotonic
        self.take_over()

    def __call__(self) -> datetime:
        """Return the present."""
        return self._base + timedelta(milliseconds=int((self._monotonic() - self._began) * 1000))

    def strayed(self) -> timedelta | None:
        """Return by how much the system's clock left this one, or None for little; positive after a sleep."""
        return jumped((self._base, self._wall()), (self._began, self._monotonic()))

    def take_over(self) -> None:
        """Go on from the system's time."""
        self._base, self._began = self._wall(), self._monotonic()


class HandClock:
    """Show an instant that only moves when told to: the demo's and the tests' clock."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def __call__(self) -> datetime:
        """Return the instant shown."""
        return self._now

    def forward(self, span: timedelta) -> None:
        """Move the clock on."""
        self._now += span


def local_day(now: datetime, zone: str) -> date:
    """Return the local date of an instant in an IANA zone."""
    return now.astimezone(ZoneInfo(zone)).date()
