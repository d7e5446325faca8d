"""Take over who led before the workspace began, so that its first turns go to those who led least.

A file is taken as a whole or not at all; taken twice, it changes nothing the second time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Person
from weeklypm.domain.turns import RotationEvent, TurnKind
from weeklypm.domain.values import Message, message
from weeklypm.importers.past_facilitators import PastLine
from weeklypm.services import turns
from weeklypm.services.clock import local_day
from weeklypm.services.dates import series_of
from weeklypm.services.rotation_names import Names, names_of
from weeklypm.services.week import held_meetings

if TYPE_CHECKING:
    from uuid import UUID

    from weeklypm.storage import Reader, Unit


class PastState(StrEnum):
    """Name what becomes of a line."""

    NEW = "new"
    """It is taken."""
    GUEST = "guest"
    """Somebody led who is not known here: the meeting changes no debt, and is left out."""
    SAME = "same"
    """The workspace holds this already, or an earlier line of the file does."""
    REFUSED = "refused"
    """It cannot be taken, and neither can the file."""


@dataclass(frozen=True)
class PastRow:
    """Hold one line, who is meant by its name, what becomes of it, and why where it is not simply taken."""

    number: int
    day: date | None
    name: str
    state: PastState
    person: Person | None = None
    why: Message | None = None


@dataclass(frozen=True)
class Past:
    """Hold what becomes of each line of a file."""

    rows: tuple[PastRow, ...]

    def of(self, state: PastState) -> tuple[PastRow, ...]:
        """Return the lines of one state."""
        return tuple(row for row in self.rows if row.state is state)


def preview_past(reader: Reader, lines: Sequence[PastLine], *, guests: bool = False) -> Past:
    """Tell what becomes of each line; nothing is written. ``guests`` counts unknown names as guests."""
    held = {meeting.day: meeting.facilitator_id for meeting in held_meetings(reader)}
    seeded = {day for (day,) in reader.values(RotationEvent, ("day",), kind=TurnKind.SEEDED)}
    own = min((day for day in held if day not in seeded), default=date.max)
    known = _Known(local_day(reader.now, series_of(reader).zone), own, names_of(reader), held, guests)
    return Past(tuple(known.rows(lines)))


def seed_past(unit: Unit, lines: Sequence[PastLine], *, guests: bool = False) -> Past:
    """Enter the lines into the ledger; return what became of each.

    Raises Problem ``pastturns.problem.refused`` naming the lines that cannot be taken, and then takes none.
    """
    past = preview_past(unit, lines, guests=guests)
    if refused := past.of(PastState.REFUSED):
        raise Problem(
            "pastturns.problem.refused",
            n=len(refused),
            lines=tuple(str(row.number) for row in refused[:10]),
            first=refused[0].number,
            why=refused[0].why,
        )
    led = [(row.day, row.person.id) for row in past.of(PastState.NEW) if row.day and row.person]
    if led:
        turns.seed_history(unit, sorted(led, key=lambda turn: turn[0]))
    return past


@dataclass(frozen=True)
class _Known:
    today: date
    own: date
    """The first meeting that the workspace held itself."""
    names: Names
    held: Mapping[date, UUID | None]
    guests: bool

    def rows(self, lines: Sequence[PastLine]) -> Iterator[PastRow]:
        """Judge the lines in their order; a date belongs to the first line that has it."""
        before: dict[date, PastRow] = {}
        for line in lines:
            row = self._row(line, before.get(line.day) if line.day else None)
            if row.day is not None and row.state is not PastState.REFUSED:
                before.setdefault(row.day, row)
            yield row

    def _row(self, line: PastLine, before: PastRow | None) -> PastRow:
        if line.wrong is not None:
            return PastRow(line.number, line.day, line.name, PastState.REFUSED, why=line.wrong)
        if line.day is not None and line.day >= self.today:
            return self._refused(line, message("pastturns.line.not_past", day=line.day))
        try:
            person = self.names.one(line.name)
        except Problem as problem:
            if self.guests and problem.code == "rotationcli.problem.unknown":
                return PastRow(line.number, line.day, line.name, PastState.GUEST, why=message("pastturns.line.guest"))
            return self._refused(line, _unclear(problem))
        return self._named(line, person, before)

    def _named(self, line: PastLine, person: Person, before: PastRow | None) -> PastRow:
        if before is not None:
            same = before.person == person
            code = "pastturns.line.twice" if same else "pastturns.line.other_name"
            return self._row_of(line, person, message(code, line=before.number, name=before.name), same=same)
        if line.day is not None and line.day in self.held:
            same = self.held[line.day] == person.id
            return self._row_of(
                line, person, message("pastturns.line.there" if same else "pastturns.line.held"), same=same
            )
        if line.day is not None and line.day > self.own:
            return self._refused(line, message("pastturns.line.late", first=self.own))
        return PastRow(line.number, line.day, line.name, PastState.NEW, person)

    def _row_of(self, line: PastLine, person: Person, why: Message, *, same: bool) -> PastRow:
        return PastRow(line.number, line.day, line.name, PastState.SAME if same else PastState.REFUSED, person, why)

    def _refused(self, line: PastLine, why: Message) -> PastRow:
        return PastRow(line.number, line.day, line.name, PastState.REFUSED, why=why)


def _unclear(problem: Problem) -> Message:
    if problem.code == "rotationcli.problem.ambiguous":
        return message("pastturns.line.ambiguous", near=problem.message.get("near"))
    return message("pastturns.line.unknown")
