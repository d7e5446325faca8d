"""Instants as seconds since 1970 and their wall clocks in a zone; no date is too far away and no zone too unknown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST: Final = (datetime(1, 1, 3, tzinfo=UTC) - EPOCH).total_seconds()
_LAST: Final = (datetime(9999, 12, 29, tzinfo=UTC) - EPOCH).total_seconds()


def seconds(instant: datetime) -> float:
    """Return an instant as seconds since 1970; one without a zone counts as UTC."""
    aware = instant if instant.tzinfo is not None else instant.replace(tzinfo=UTC)
    return (aware - EPOCH).total_seconds()


def zone_of(name: str) -> tzinfo:
    """Return an IANA zone, or UTC for a name that is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def wall(at: float, zone: tzinfo) -> datetime:
    """Return the wall clock of an instant, kept within the years that a date can hold; it carries no zone."""
    instant = EPOCH + timedelta(seconds=min(max(at, _FIRST), _LAST))
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def instants_of(clock: datetime, zone: tzinfo) -> tuple[float, ...]:
    """Return the instants at which a wall clock shows this: none in a gap, two where the hour comes twice."""
    found = []
    for fold in (0, 1):
        at = seconds(clock.replace(tzinfo=zone, fold=fold))
        if wall(at, zone) == clock and at not in found:
            found.append(at)
    return tuple(found)


def instant_of(clock: datetime, zone: tzinfo) -> float:
    """Return the first instant at which a wall clock shows this, or just after the gap that it falls into."""
    return seconds(clock.replace(tzinfo=zone, fold=0))
