"""Days away: registered, changed and removed. The reason is nobody's business and is not kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from weeklypm.domain.absence_rules import check_absence
from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Absence
from weeklypm.services.people_roll import person_of, settling, today_of

if TYPE_CHECKING:
    from datetime import date

    from weeklypm.storage import Reader, Unit


@settling
def add_absence(unit: Unit, person_id: UUID, starts_on: date, ends_on: date) -> Absence:
    """Register days away, both ends inclusive; raise Problem ``people.problem.absence_*`` for what cannot be."""
    person = person_of(unit, person_id)
    others = unit.find(Absence, person_id=person_id)
    check_absence(person, (starts_on, ends_on), others, today_of(unit), None)
    return unit.add(Absence(**unit.stamp(), person_id=person_id, starts_on=starts_on, ends_on=ends_on))


@settling
def edit_absence(unit: Unit, absence_id: UUID, starts_on: date, ends_on: date) -> Absence:
    """Change the days of an absence; raise Problem as ``add_absence`` does, save where it is cut short."""
    before = absence_of(unit, absence_id)
    person = person_of(unit, before.person_id)
    others = [one for one in unit.find(Absence, person_id=person.id) if one.id != absence_id]
    span = (before.starts_on, before.ends_on)
    check_absence(person, (starts_on, ends_on), others, today_of(unit), span)
    return unit.put(replace(before, starts_on=starts_on, ends_on=ends_on))


@settling
def remove_absence(unit: Unit, absence_id: UUID) -> None:
    """Take an absence back."""
    unit.delete(absence_of(unit, absence_id))


def absence_of(reader: Reader, absence_id: UUID) -> Absence:
    """Return an absence; raise Problem ``people.problem.unknown_absence`` for one that was removed."""
    found = reader.first(Absence, id=absence_id)
    if found is None:
        raise Problem("people.problem.unknown_absence")
    return found
