"""The sample's sources, its calendar, and the rows made from them so far.

The format is described in resources/sample/README.md; every date in it is relative to this week's meeting.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from weeklypm import assets
from weeklypm.domain.calendar import Series
from weeklypm.domain.people import Person, Team
from weeklypm.domain.values import Language
from weeklypm.services.holidays import public_holidays

if TYPE_CHECKING:
    from weeklypm.storage import Unit

Tree = Mapping[str, Any]
WEEK = timedelta(weeks=1)


@dataclass
class Stock:
    """Hold what is being filled in: the unit of work, the calendar, and the rows made so far by their source keys."""

    unit: Unit
    language: Language
    series: Series
    calendar: SampleCalendar
    teams: dict[str, Team] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    incidents: dict[str, UUID] = field(default_factory=dict)
    dashboards: dict[str, UUID] = field(default_factory=dict)
    items: dict[str, UUID] = field(default_factory=dict)
    meetings: dict[int, UUID] = field(default_factory=dict)

    def person(self, key: str | None) -> UUID | None:
        """Return a person's identity by key."""
        return self.people[key].id if key else None

    def team(self, key: str | None) -> UUID | None:
        """Return a team's identity by key."""
        return self.teams[key].id if key else None

    def day(self, written: Tree | None) -> date | None:
        """Return the date that a relative date stands for."""
        return self.calendar.day(written) if written is not None else None


class SampleCalendar:
    """Count held meetings of the sample's series backwards and weeks forwards from this week's meeting."""

    def __init__(self, series: Tree, today: date, language: Language) -> None:
        self._country, self._language = str(series["country"]), language
        first = today + timedelta(days=(int(series["weekday"]) - today.weekday()) % 7)
        while not self._held(first):
            first += WEEK
        self.this_week = first

    def meeting(self, meetings_ago: int) -> date:
        """Return the date of a meeting: held ones counted backwards, plain weeks forwards."""
        day = self.this_week
        if meetings_ago < 0:
            return day - WEEK * meetings_ago
        for _ in range(meetings_ago):
            day -= WEEK
            while not self._held(day):
                day -= WEEK
        return day

    def day(self, written: Tree) -> date:
        """Return the date that a relative date stands for."""
        return self.meeting(int(written["meetings_ago"])) + timedelta(days=int(written["day"]))

    def _held(self, day: date) -> bool:
        return day not in public_holidays(self._country, range(day.year, day.year + 1), self._language)


def source(language: Language, *parts: str) -> Tree:
    """Return one of the sample's sources."""
    return _parsed(assets.text("sample", language.value, *parts))


@lru_cache(maxsize=32)
def _parsed(text: str) -> Tree:
    return tomllib.loads(text)


def incident_sources(language: Language) -> list[Tree]:
    """Return the sources of all incidents, by file name."""
    folder = assets.path("sample", language.value, "incidents")
    return [_parsed(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]


def moment(day: date, written: Tree, zone: str) -> datetime:
    """Return the instant of a clock time on an incident's own wall clock; ``day`` beside it counts days on."""
    local = time.fromisoformat(written["at"])
    return datetime.combine(day + timedelta(days=int(written.get("day", 0))), local, ZoneInfo(zone))
