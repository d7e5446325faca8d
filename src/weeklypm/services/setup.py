"""Set up a workspace: the series, its teams and its people, pasted as lines of text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from weeklypm.domain import people_rules
from weeklypm.domain.calendar import Cadence, Series, Workspace
from weeklypm.domain.capture import folded
from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Person
from weeklypm.domain.people_rules import PersonForm, checked, tidy
from weeklypm.domain.schedule import LAST, new_first
from weeklypm.domain.values import Language, Message, message
from weeklypm.services.clock import local_day
from weeklypm.services.dates import last_begun, series_of
from weeklypm.services.holidays import public_holidays
from weeklypm.services.people import founders_join, new_person
from weeklypm.services.people_roll import roll_of, settling
from weeklypm.services.planning import keeping_turns
from weeklypm.services.teams import found_team

if TYPE_CHECKING:
    from weeklypm.storage import Unit

__all__ = [
    "PastedPeople",
    "PastedPerson",
    "SeriesForm",
    "add_people",
    "check_series",
    "create_workspace",
    "read_people",
    "tidy",
    "update_series",
]

SHORTEST, LONGEST = 15, 240
"""A meeting's length in minutes: below the first nothing but the frame fits."""
NAME_LENGTH = 120
MOST_WEEKS = 52
PLACES = (1, 2, 3, 4, LAST)
"""Weekdays of a month that each month has."""


@dataclass(frozen=True)
class SeriesForm:
    """Hold what the meeting's settings ask for; ``every`` and ``nth`` as in ``Series``."""

    name: str
    weekday: int
    starts_at: time
    zone: str
    minutes: int
    country: str
    language: Language
    cadence: Cadence = Cadence.WEEKLY
    every: int = 1
    nth: tuple[int, ...] = ()


@dataclass(frozen=True)
class PastedPerson:
    """Hold one person read from pasted text."""

    name: str
    team: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class PastedPeople:
    """Hold who was read from pasted text, and a message for each line that was not taken."""

    people: tuple[PastedPerson, ...]
    skipped: tuple[Message, ...] = ()


def check_series(form: SeriesForm) -> SeriesForm:
    """Return the form with its texts tidied; raise Problem ``services.problem.*`` naming the field to mend."""
    name = tidy(form.name)
    if not name:
        raise Problem("services.problem.name_empty")
    if len(name) > NAME_LENGTH:
        raise Problem("services.problem.name_long", n=NAME_LENGTH)
    if not 0 <= form.weekday <= 6:
        raise Problem("services.problem.weekday", weekday=form.weekday)
    if not SHORTEST <= form.minutes <= LONGEST:
        raise Problem("services.problem.minutes", minutes=form.minutes, shortest=SHORTEST, longest=LONGEST)
    _check_zone(form.zone)
    public_holidays(form.country, range(2026, 2027), form.language)
    return replace(form, name=name, country=form.country.upper(), **_rhythm(form))


def _rhythm(form: SeriesForm) -> dict[str, Any]:
    """Return the checked fields of the rhythm; those that the cadence does not look at are put back to nothing."""
    if form.cadence is Cadence.EVERY_N_WEEKS:
        if not 1 <= form.every <= MOST_WEEKS:
            raise Problem("calendar.problem.every", every=form.every, most=MOST_WEEKS)
        return {"every": form.every, "nth": ()}
    if form.cadence is Cadence.NTH_WEEKDAY:
        if not form.nth or not set(form.nth) <= set(PLACES):
            raise Problem("calendar.problem.nth")
        return {"every": 1, "nth": tuple(place for place in PLACES if place in form.nth)}
    return {"every": 1, "nth": ()}


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise Problem("services.problem.zone", zone=zone) from error


def create_workspace(
    unit: Unit, form: SeriesForm, team_name: str = "", people: str = "", *, sample: bool = False
) -> Series:
    """Make the workspace's first rows: its name, its series and the people who share the turns from the start.

    Nobody's turn is confirmed by that: people may still be missing, and the next change confirms the first two.
    """
    if unit.first(Series) is not None:
        raise Problem("services.problem.exists")
    form = check_series(form)
    unit.add(Workspace(**unit.stamp(), name=tidy(team_name) or form.name, sample=sample))
    stamp = unit.stamp()
    series = unit.add(
        Series(
            **stamp,
            **vars(form),
            first_on=local_day(unit.now, form.zone),
            seed=str(stamp["id"]),
        )
    )
    _add_people(unit, read_people(people).people)
    return series


def update_series(unit: Unit, form: SeriesForm) -> Series:
    """Change the meeting's settings; past meetings keep their dates, confirmed names their order."""
    series = series_of(unit)
    changed = replace(series, **vars(check_series(form)))
    with keeping_turns(unit):
        return unit.put(replace(changed, first_on=_first_on(unit, changed, series)))


def _first_on(unit: Unit, changed: Series, series: Series) -> date:
    """Return from when the rhythm counts: a new one from what has not begun yet, so that the past stays the past."""
    rhythm = ("weekday", "cadence", "every", "nth")
    if all(getattr(changed, name) == getattr(series, name) for name in rhythm):
        return series.first_on
    begun = last_begun(unit)
    today = local_day(unit.now, changed.zone)
    return new_first(changed, series, max(series.first_on, today, begun + timedelta(days=1) if begun else today))


@settling
def add_people(unit: Unit, pasted: tuple[PastedPerson, ...]) -> tuple[Person, ...]:
    """Add those who are not there yet, with their teams; founders as long as no meeting has been held."""
    return _add_people(unit, pasted)


def _add_people(unit: Unit, pasted: tuple[PastedPerson, ...]) -> tuple[Person, ...]:
    roll, founder = roll_of(unit), founders_join(unit)
    added = []
    for entry in pasted:
        if roll.named(entry.name):
            continue
        team = found_team(unit, roll, entry.team)
        # A handle that somebody has already tells nobody apart, and is no reason to keep a person out.
        aliases = tuple(alias for alias in entry.aliases if not roll.named(alias))
        form = checked(PersonForm(entry.name, team.id if team else None, aliases=aliases), roll)
        added.append(new_person(unit, form, founder=founder))
        roll.put(added[-1])
    unit.add_many(added)
    return tuple(added)


HANDLE = re.compile(r"@([\w.\-]+)")
TEAM_FIRST = re.compile(r"^\s*([^:：]{1,60})[:：]\s*(.+)$")
IN_BRACKETS = re.compile(r"^\s*(.+?)\s*[(（]([^)）]+)[)）]\s*$")
SEPARATORS = re.compile(r"[,、，;；\t]+")


def read_people(text: str) -> PastedPeople:
    """Read people from lines: ``Name, Team``, ``Name (Team)``, a tab between, or ``Team: Name, Name``.

    An ``@handle`` in a name becomes an alias; a line that is too long or a name that repeats is told and left out.
    """
    found: list[PastedPerson] = []
    skipped: list[Message] = []
    seen: set[str] = set()
    for number, line in enumerate(text.splitlines(), 1):
        for person in _people_of_line(line):
            if max(len(person.name), len(person.team)) > people_rules.NAME_LENGTH:
                skipped.append(message("services.people.too_long", line=number))
            elif folded(person.name) in seen:
                skipped.append(message("services.people.twice", line=number, name=person.name))
            else:
                seen.add(folded(person.name))
                found.append(person)
    return PastedPeople(tuple(found), tuple(skipped))


def _people_of_line(line: str) -> list[PastedPerson]:
    line = re.sub(r"^\s*[-*•・]\s+", "", line)
    if not tidy(line):
        return []
    if match := TEAM_FIRST.match(line):
        return [p for part in SEPARATORS.split(match[2]) if (p := _person(part, match[1]))]
    if match := IN_BRACKETS.match(line):
        return [p for p in [_person(match[1], match[2])] if p]
    parts = [part for part in SEPARATORS.split(line) if tidy(part)]
    if len(parts) > 2:
        return [p for part in parts if (p := _person(part, ""))]
    return [p for p in [_person(parts[0], parts[1] if len(parts) == 2 else "")] if p]


def _person(name: str, team: str) -> PastedPerson | None:
    aliases = tuple(HANDLE.findall(name))
    plain = tidy(HANDLE.sub(" ", name)) or (aliases[0] if aliases else "")
    return PastedPerson(plain, tidy(team), aliases) if plain else None
