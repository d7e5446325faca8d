"""What may be told of a person: names that tell people apart, shares of turns, hours, zones and days.

Names are compared without width, case and blanks, as texts are read (``capture.folded``): a name or another name that
two people have would tell nobody apart, neither while capturing nor where names become role labels.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, time
from difflib import get_close_matches
from functools import lru_cache
from typing import Final
from uuid import UUID
from zoneinfo import available_timezones

from weeklypm.domain.capture import folded
from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Person, Team

NAME_LENGTH: Final = 80
"""Letters of the name of a person or a team."""
MOST_ALIASES: Final = 12
LONGEST_ZONE: Final = 40
"""Letters of a zone's name, with room for a slip."""
YEARS: Final = range(1900, 2200)
"""Years of a date that is typed; beyond them calendars and zones are guesswork."""
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co"})
# Letters by their category that show as nothing: the blank of braille and the fillers of Hangul.
_BLANKS: Final = dict.fromkeys(map(ord, "\u2800\u115f\u1160\u3164\uffa0"), " ")


@dataclass(frozen=True)
class PersonForm:
    """Hold what is asked of a person; fields as in ``Person``. ``joined_on`` None is today, or the day as it was."""

    name: str
    team_id: UUID | None = None
    opted_in: bool = True
    joined_on: date | None = None
    share_percent: int = 100
    zone: str = ""
    works_from: time | None = None
    works_to: time | None = None
    workdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    aliases: tuple[str, ...] = ()
    rather_not_present: bool = False


def form_of(person: Person) -> PersonForm:
    """Return what is stored of a person, as it is asked."""
    return PersonForm(**{one.name: getattr(person, one.name) for one in fields(PersonForm)})


@dataclass
class Roll:
    """Hold who has which name, and which teams there are; ``today`` tells who has left."""

    today: date
    teams: dict[UUID, Team] = field(default_factory=dict)
    people: dict[UUID, Person] = field(default_factory=dict)
    _by_name: dict[str, set[UUID]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, people: Iterable[Person], teams: Iterable[Team], today: date) -> Roll:
        """Make the roll of a workspace."""
        roll = cls(today, {team.id: team for team in teams})
        for person in people:
            roll.put(person)
        return roll

    def put(self, person: Person) -> None:
        """Enter a person, or their new names."""
        known = self.people.get(person.id)
        for name in names_of(known) if known else ():
            self._by_name[folded(name)].discard(person.id)
        self.people[person.id] = person
        for name in names_of(person):
            self._by_name.setdefault(folded(name), set()).add(person.id)

    def named(self, name: str) -> list[Person]:
        """Return those who are here or left and have a name, as theirs or as another of theirs, in order of age."""
        found = (self.people[person_id] for person_id in self._by_name.get(folded(name), ()))
        return sorted(found, key=lambda person: (person.created_at, person.id))

    def team_named(self, name: str) -> Team | None:
        """Return the team of a name, the one that takes part before one that has ended."""
        found = [team for team in self.teams.values() if folded(team.name) == folded(name)]
        return min(found, key=lambda team: has_ended(team, self.today), default=None)

    def here(self, person: Person) -> bool:
        """Tell whether a person has not left by today."""
        return person.left_on is None or person.left_on >= self.today


def names_of(person: Person) -> tuple[str, ...]:
    """Return all names of a person."""
    return person.name, *person.aliases


def checked(form: PersonForm, roll: Roll, before: Person | None = None) -> PersonForm:
    """Return a form with its texts tidied and its day filled in; raise Problem ``people.problem.*`` for what is wrong.

    What is stored of the person already, ``before``, is not held against them: a long name from an older file stays.
    """
    name = checked_name(form.name, before.name if before else "")
    joined_on = form.joined_on or (before.joined_on if before else roll.today)
    tidied = replace(
        form,
        name=name,
        joined_on=joined_on,
        zone=form.zone.strip(),
        workdays=tuple(sorted(set(form.workdays))),
        aliases=_aliases(form.aliases, name),
    )
    _check_team(tidied, roll, before)
    check_names(tidied, roll, before.id if before else None)
    _check_days(joined_on, name, before)
    _check_work(tidied)
    return tidied


def checked_name(text: str, before: str = "") -> str:
    """Return a name tidied; raise Problem ``people.problem.no_name`` or ``name_long``."""
    name = tidy(text)
    if not name:
        raise Problem("people.problem.no_name")
    if len(name) > NAME_LENGTH and name != before:
        raise Problem("people.problem.name_long", n=NAME_LENGTH, length=len(name))
    return name


def check_names(form: PersonForm, roll: Roll, person_id: UUID | None) -> None:
    """Raise Problem ``people.problem.*`` for a name or another name that tells nobody apart."""
    for other in roll.named(form.name):
        if other.id != person_id and (roll.here(other) or other.team_id == form.team_id):
            raise _taken(form.name, other, roll)
    for alias in form.aliases:
        for other in roll.named(alias):
            if other.id != person_id and roll.here(other):
                raise Problem("people.problem.alias_taken", alias=alias, name=other.name)


def _taken(name: str, other: Person, roll: Roll) -> Problem:
    """Say who has a name."""
    if folded(other.name) != folded(name):
        return Problem("people.problem.name_is_alias", name=name, other=other.name)
    if not roll.here(other):
        return Problem("people.problem.same_name_left", name=other.name, day=other.left_on)
    team = roll.teams.get(other.team_id) if other.team_id else None
    if team is None:
        return Problem("people.problem.same_name", name=other.name)
    return Problem("people.problem.same_name_team", name=other.name, team=team.name)


def _aliases(given: Sequence[str], name: str) -> tuple[str, ...]:
    """Return further names tidied, each once, without the name itself and without the sign of handles.

    A handle that is the name in lower case stays: it is heard where the name, being a word as well, is not.
    """
    tidied = (tidy(alias.strip().lstrip("@＠")) for alias in given)
    known: dict[str, str] = {}
    for alias in tidied:
        if alias not in ("", name):
            known.setdefault(folded(alias), alias)
    if len(known) > MOST_ALIASES:
        raise Problem("people.problem.aliases", n=MOST_ALIASES)
    for alias in known.values():
        if len(alias) > NAME_LENGTH:
            raise Problem("people.problem.name_long", n=NAME_LENGTH, length=len(alias))
    return tuple(known.values())


def _check_team(form: PersonForm, roll: Roll, before: Person | None) -> None:
    if form.team_id is None or (before is not None and before.team_id == form.team_id):
        return
    team = roll.teams.get(form.team_id)
    if team is None:
        raise Problem("people.problem.unknown_team")
    if has_ended(team, roll.today):
        raise Problem("people.problem.team_ended", team=team.name, day=team.ended_on)


def has_ended(team: Team, today: date) -> bool:
    """Tell whether a team's last day is over."""
    return team.ended_on is not None and team.ended_on < today


def _check_days(joined_on: date, name: str, before: Person | None) -> None:
    check_year(joined_on)
    if before is not None and before.left_on is not None and before.left_on < joined_on:
        raise Problem("people.problem.left_before_joined", name=name, joined=joined_on, left=before.left_on)


def check_year(day: date) -> None:
    """Raise Problem ``people.problem.year`` for a day too far away to be meant."""
    if day.year not in YEARS:
        raise Problem("people.problem.year", day=day.isoformat(), first=YEARS.start, last=YEARS.stop - 1)


def _check_work(form: PersonForm) -> None:
    if not 1 <= form.share_percent <= 100:
        raise Problem("people.problem.percent", percent=form.share_percent)
    if form.zone and form.zone not in zones():
        raise _no_zone(form.zone)
    if (form.works_from is None) != (form.works_to is None):
        raise Problem("people.problem.hours_half")
    if form.works_from is not None and form.works_from == form.works_to:
        raise Problem("people.problem.hours_same", time=form.works_from)
    if not form.workdays or not set(form.workdays) <= set(range(7)):
        raise Problem("people.problem.days")


def _no_zone(zone: str) -> Problem:
    near = near_zone(zone)
    return Problem("people.problem.zone_near" if near else "people.problem.zone", zone=zone, near=near)


@lru_cache(maxsize=1)
def zones() -> frozenset[str]:
    """Return the names of all IANA zones."""
    # They are read from hundreds of files, and a list of people asks for each line.
    return frozenset(available_timezones())


def near_zone(text: str) -> str | None:
    """Return the zone that was probably meant: written otherwise, named by its city alone, or with a slip."""
    wanted = text.strip().casefold().replace(" ", "_")
    known = _zones_by_name()
    found = get_close_matches(wanted, known, n=1, cutoff=0.75) if len(wanted) <= LONGEST_ZONE else []
    return known[found[0]] if found else None


@lru_cache(maxsize=1)
def _zones_by_name() -> dict[str, str]:
    """Return the zones by their names and, where that is no name of a zone, by their cities."""
    by_name = {zone.casefold(): zone for zone in sorted(zones())}
    return {name.rpartition("/")[2]: zone for name, zone in by_name.items() if "/" in zone} | by_name


def tidy(text: str) -> str:
    """Collapse white space and drop signs that cannot be seen, such as zero-width and direction marks."""
    visible = "".join(sign for sign in text if unicodedata.category(sign) not in _UNSEEN or sign in "\t\n ")
    return " ".join(visible.translate(_BLANKS).split())
