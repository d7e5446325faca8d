"""Times as they are typed: a clock alone, a date alone, or both; on the incident's own wall clock."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time
from typing import Final

from weeklypm.charts.clock import zone_of
from weeklypm.domain.errors import Problem

_TYPED: Final = re.compile(
    r"(?:(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:\s+|T|$))?(?:(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?"
)
Typed = tuple[datetime | None, date | None]


def read_time(text: str, zone: str, day: date | None) -> Typed:
    """Return the instant in UTC, or the bare date, or neither for an empty text; ``day`` belongs to a clock alone.

    Raises Problem ``incidentpage.problem.time`` for what is no time, ``incidentpage.problem.day`` for a clock without
    a date.
    """
    typed = unicodedata.normalize("NFKC", text).strip().replace("/", "-")
    if not typed:
        return None, None
    found = _TYPED.fullmatch(typed)
    if found is None:
        raise Problem("incidentpage.problem.time", text=text.strip())
    try:
        return _moment(found, zone, day)
    except (ValueError, OverflowError) as error:
        raise Problem("incidentpage.problem.time", text=text.strip()) from error


def _moment(found: re.Match[str], zone: str, day: date | None) -> Typed:
    if found["day"]:
        day = date(*(int(part) for part in found["day"].split("-")))
    if found["hour"] is None:
        return None, day
    clock = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
    if day is None:
        raise Problem("incidentpage.problem.day")
    return datetime.combine(day, clock, tzinfo=zone_of(zone)).astimezone(UTC), None


def show_time(at: datetime | None, on_day: date | None, zone: str, day: date | None) -> str:
    """Return a time as it would be typed: the clock alone on the incident's own day."""
    if at is None:
        return on_day.isoformat() if on_day else ""
    wall = at.astimezone(zone_of(zone))
    clock = wall.strftime("%H:%M:%S" if wall.second else "%H:%M")
    return clock if wall.date() == day else f"{wall.date().isoformat()} {clock}"
