"""A list of people taken into the workspace: seen before it is taken, all of it or nothing, and twice as once.

Whoever is not in the list stays as they are; an empty cell and a missing column change nothing; other names are added
to those known. A person is found by their name or another name of theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from weeklypm.domain.capture import folded
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting
from weeklypm.domain.people import Person, Team
from weeklypm.domain.people_rules import PersonForm, Roll, checked, checked_name, form_of
from weeklypm.domain.values import Message
from weeklypm.importers.people_csv import PeopleFile, PeopleLine, read_people_csv
from weeklypm.services.dates import BEGUN
from weeklypm.services.people import founders_join, led_before
from weeklypm.services.people_roll import roll_of, settling
from weeklypm.services.people_words import Words, words_of
from weeklypm.services.reading import list_bytes
from weeklypm.services.system_errors import reason

if TYPE_CHECKING:
    from uuid import UUID

    from weeklypm.storage import Reader, Unit

__all__ = ["PeopleFile", "PeoplePreview", "import_people", "preview_people", "read_people_csv", "read_people_file"]

Stamp = Callable[[], dict[str, Any]]
_PLAIN: Final = (
    ("turns", "opted_in"),
    ("joined", "joined_on"),
    ("share", "share_percent"),
    ("zone", "zone"),
    ("days", "workdays"),
)
"""Columns of a list that are one field of a person each."""


@dataclass(frozen=True)
class FieldChange:
    """Hold what one field of a person was and becomes; ``field`` is the last part of a code ``people.field.*``."""

    field: str
    old: Words
    new: Words


@dataclass(frozen=True)
class NewPerson:
    """Hold somebody new, the line that names them, and their team."""

    line: int
    person: Person
    team: Team | None


@dataclass(frozen=True)
class ChangedPerson:
    """Hold somebody of whom a line says something else than what is stored."""

    line: int
    before: Person
    after: Person
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True)
class SamePerson:
    """Hold somebody of whom a line says nothing new."""

    line: int
    person: Person


@dataclass(frozen=True)
class RefusedLine:
    """Hold a line that cannot be taken, and why."""

    line: int
    name: str
    why: Message


@dataclass(frozen=True)
class PeoplePreview:
    """Hold what a list would change, line by line.

    ``teams`` are those that it would add, ``unknown`` its headings that nobody knows.
    """

    name: str
    new: tuple[NewPerson, ...]
    changed: tuple[ChangedPerson, ...]
    same: tuple[SamePerson, ...]
    refused: tuple[RefusedLine, ...]
    teams: tuple[Team, ...]
    unknown: tuple[str, ...]

    @property
    def changes(self) -> int:
        """Return how many people are new or change."""
        return len(self.new) + len(self.changed)


def read_people_file(path: Path) -> PeopleFile:
    """Read a list of people; raise Problem ``people.problem.file_*`` or as ``decode_list``."""
    try:
        data = list_bytes(path)
    except OSError as error:
        raise Problem("people.problem.file_unreadable", name=str(path), error=reason(error)) from error
    return read_people_csv(data, path.name)


def preview_people(reader: Reader, file: PeopleFile) -> PeoplePreview:
    """Return what taking a list would change; what is new has an identity for the preview alone."""
    return _judge(reader, file, _for_now(reader)).preview(file)


def _for_now(reader: Reader) -> Stamp:
    def stamp() -> dict[str, Any]:
        return {"id": uuid4(), "created_at": reader.now, "updated_at": reader.now}

    return stamp


@settling
def import_people(unit: Unit, file: PeopleFile) -> PeoplePreview:
    """Take a list: add who is new, with their teams, and change who is there.

    Raises Problem ``people.problem.import_refused`` naming the first line that cannot be taken; then nothing changes.
    """
    judged = _judge(unit, file, unit.stamp)
    if judged.refused:
        first = judged.refused[0]
        raise Problem(
            "people.problem.import_refused", name=file.name, line=first.line, n=len(judged.refused), why=first.why
        )
    unit.add_many(judged.teams)
    unit.add_many([new.person for new in judged.new])
    unit.put_many([changed.after for changed in judged.changed])
    return judged.preview(file)


@dataclass
class _Judgement:
    """Gather what each line of a list comes to, against the people as the lines before leave them."""

    roll: Roll
    stamp: Stamp
    founder: bool
    led: dict[UUID, date]
    lines: dict[UUID, int] = field(default_factory=dict)
    teams: list[Team] = field(default_factory=list)
    new: list[NewPerson] = field(default_factory=list)
    changed: list[ChangedPerson] = field(default_factory=list)
    same: list[SamePerson] = field(default_factory=list)
    refused: list[RefusedLine] = field(default_factory=list)

    def preview(self, file: PeopleFile) -> PeoplePreview:
        """Return what was gathered."""
        return PeoplePreview(
            name=file.name,
            new=tuple(self.new),
            changed=tuple(self.changed),
            same=tuple(self.same),
            refused=tuple(self.refused),
            teams=tuple(self.teams),
            unknown=file.unknown,
        )

    def take(self, line: PeopleLine) -> None:
        """Judge one line."""
        try:
            if line.wrong is not None:
                self._refuse(line, line.wrong)
                return
            before = self._known(line)
            if before is None:
                self._add(line)
            else:
                self._change(line, before)
        except Problem as problem:
            self._refuse(line, problem.message)

    def _refuse(self, line: PeopleLine, why: Message) -> None:
        self.refused.append(RefusedLine(line.number, line.name, why))

    def _known(self, line: PeopleLine) -> Person | None:
        """Return of whom a line speaks, None for somebody new; raise Problem where that cannot be told."""
        found = self.roll.named(line.name)
        here = [person for person in found if self.roll.here(person)]
        if len(here) > 1:
            raise Problem("people.line.two", name=line.name)
        if not here and found:
            raise Problem("people.problem.same_name_left", name=found[0].name, day=found[0].left_on)
        if here and here[0].id in self.lines:
            raise Problem("people.line.twice", name=line.name, first=self.lines[here[0].id])
        return here[0] if here else None

    def _add(self, line: PeopleLine) -> None:
        form = checked(self._told(line, PersonForm(line.name)), self.roll)
        person = Person(**self.stamp(), **vars(form), founder=self.founder)
        self._enter(line, person)
        self.new.append(NewPerson(line.number, person, self._team_of(person)))

    def _change(self, line: PeopleLine, before: Person) -> None:
        form = checked(self._told(line, form_of(before)), self.roll, before)
        led_before(before, form, self.led.get(before.id))
        after = replace(before, **vars(form))
        self._enter(line, after)
        if after == before:
            self.same.append(SamePerson(line.number, before))
        else:
            self.changed.append(ChangedPerson(line.number, before, after, self._changes(before, after)))

    def _enter(self, line: PeopleLine, person: Person) -> None:
        self.roll.put(person)
        self.lines[person.id] = line.number

    def _team_of(self, person: Person) -> Team | None:
        return self.roll.teams.get(person.team_id) if person.team_id else None

    def _changes(self, before: Person, after: Person) -> tuple[FieldChange, ...]:
        old, new = words_of(before, self.roll.teams), words_of(after, self.roll.teams)
        return tuple(FieldChange(name, old[name], new[name]) for name in old if old[name] != new[name])

    def _told(self, line: PeopleLine, form: PersonForm) -> PersonForm:
        """Return a form with what a line says."""
        told = {to: value for name, to in _PLAIN if (value := getattr(line, name)) is not None}
        if line.team is not None:
            told["team_id"] = self._team(line.team).id
        if line.hours is not None:
            told["works_from"], told["works_to"] = line.hours
        if line.also is not None:
            known = {folded(alias) for alias in form.aliases}
            told["aliases"] = (*form.aliases, *(alias for alias in line.also if folded(alias) not in known))
        return replace(form, **told)

    def _team(self, name: str) -> Team:
        known = self.roll.team_named(name)
        if known is None:
            known = Team(**self.stamp(), name=checked_name(name))
            self.roll.teams[known.id] = known
            self.teams.append(known)
        return known


def _judge(reader: Reader, file: PeopleFile, stamp: Stamp) -> _Judgement:
    led = reader.values(Meeting, ("facilitator_id", "held_on"), state=BEGUN, order_by=("held_on",))
    first = {person_id: day for person_id, day in reversed(led) if person_id is not None}
    judged = _Judgement(roll_of(reader), stamp, founders_join(reader), first)
    for line in file.lines:
        judged.take(line)
    return judged
