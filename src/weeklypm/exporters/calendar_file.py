"""The series as a calendar file (RFC 5545): one recurring event on the wall clock of its zone, days off left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from weeklypm.domain.calendar import Cadence, Series
from weeklypm.domain.values import Audience, Language, public_fields
from weeklypm.wording import say

PRODID: Final = "-//weeklypm//weeklypm//EN"
WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MARGIN: Final = timedelta(days=366)
"""Time before and after the dates that the zone's rules are written for: readers ask for the days around."""


@dataclass(frozen=True)
class Occurrences:
    """Hold the dates of a span in order, those held and those not; nothing is told of why a date is not held."""

    held: Sequence[date]
    off: Sequence[date]


@dataclass(frozen=True)
class Revision:
    """Hold how new the file is: a number that only grows, when the calendar changed last, and the present."""

    sequence: int
    modified: datetime
    stamped: datetime


def uid_of(series: Series) -> str:
    """Return the event's identity: the series', so that every file of it updates the same event."""
    return str(series.id)


def render(series: Series, dates: Occurrences, revision: Revision, language: Language) -> bytes:
    """Return the file's bytes. At least one date must be held; only what the stage may show is told of the series.

    The rule starts on the first held date and ends on the last (UNTIL is in UTC, RFC 5545, 3.3.10); what is not held
    between is excluded in the zone and form of the start, since servers ignore other forms. A start that daylight
    saving skips is told by its wall time, which RFC 5545 (3.3.5) reads as this app does.
    """
    shown = {name: getattr(series, name) for name in public_fields(Series, Audience.STAGE)}
    first, last = dates.held[0], dates.held[-1]
    event = Event()
    event.add("uid", uid_of(series))
    event.add("sequence", revision.sequence)
    event.add("dtstamp", revision.stamped)
    event.add("last-modified", revision.modified)
    event.add("summary", shown["name"])
    event.add("description", say(language, "calendar.file.description"))
    event.add("dtstart", _start(shown, first))
    event.add("dtend", _end(shown, first))
    event.add("rrule", {**_rule(shown), "UNTIL": _start(shown, last).astimezone(UTC)})
    excluded = [_start(shown, day) for day in dates.off if first < day < last]
    if excluded:
        event.add("exdate", excluded)
    return _file(event, first, last)


def _file(event: Event, first: date, last: date) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add_component(event)
    calendar.add_missing_timezones(first - MARGIN, last + MARGIN)
    return bytes(calendar.to_ical())


def _start(shown: Mapping[str, Any], day: date) -> datetime:
    clock = shown["starts_at"].replace(fold=0, tzinfo=None)
    return datetime.combine(day, clock, ZoneInfo(shown["zone"]))


def _end(shown: Mapping[str, Any], day: date) -> datetime:
    """Return the end in the zone of the start; counted in UTC, so that the length holds over daylight saving."""
    start = _start(shown, day)
    return (start.astimezone(UTC) + timedelta(minutes=shown["minutes"])).astimezone(start.tzinfo)


def _rule(shown: Mapping[str, Any]) -> dict[str, Any]:
    weekday = WEEKDAYS[shown["weekday"]]
    match shown["cadence"]:
        case Cadence.NTH_WEEKDAY:
            return {"FREQ": "MONTHLY", "BYDAY": [f"{place}{weekday}" for place in shown["nth"]]}
        case Cadence.EVERY_N_WEEKS:
            return {"FREQ": "WEEKLY", "INTERVAL": shown["every"], "BYDAY": weekday}
        case _:
            return {"FREQ": "WEEKLY", "BYDAY": weekday}
