"""People as they come, change, go and come back: each use case checks what is told and settles the turns.

The past stays: who led and who was to share a turn is kept with each meeting.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from weeklypm.domain.absence_rules import DAY, free_spans
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.people import Absence, Person
from weeklypm.domain.people_rules import PersonForm, check_names, check_year, checked, form_of
from weeklypm.services.absences import add_absence, edit_absence, remove_absence
from weeklypm.services.dates import BEGUN, series_of
from weeklypm.services.people_roll import person_of, roll_of, settling
from weeklypm.services.teams import add_team, bring_team_back, end_team, rename_team, team_named

if TYPE_CHECKING:
    from datetime import date

    from weeklypm.domain.calendar import Series
    from weeklypm.storage import Reader, Unit

__all__ = [
    "PersonForm",
    "add_absence",
    "add_person",
    "add_team",
    "back",
    "bring_team_back",
    "come_back",
    "edit_absence",
    "edit_person",
    "end_team",
    "form_of",
    "leave",
    "person_named",
    "remove_absence",
    "rename_team",
    "set_equal_by_team",
    "set_opted_in",
    "set_rather_not_present",
    "team_named",
]


@settling
def add_person(unit: Unit, form: PersonForm) -> Person:
    """Add somebody, from today on unless the form says otherwise; a founder while no meeting has been held.

    Raises Problem ``people.problem.*`` saying what is wrong and how to mend it.
    """
    return unit.add(new_person(unit, checked(form, roll_of(unit)), founder=founders_join(unit)))


def founders_join(reader: Reader) -> bool:
    """Tell whether whoever joins now was there when the series began, and so needs no grace (rule 8)."""
    return reader.count(Meeting, state=MeetingState.CLOSED) == 0


def new_person(unit: Unit, form: PersonForm, *, founder: bool) -> Person:
    """Make the row of a checked form; it is not stored yet."""
    return Person(**unit.stamp(), **_values(form), founder=founder)


def _values(form: PersonForm) -> dict[str, Any]:
    return dict(vars(form))


@settling
def edit_person(unit: Unit, person_id: UUID, form: PersonForm) -> Person:
    """Change what is known of somebody; raise Problem ``people.problem.*`` as ``add_person`` does.

    Somebody cannot have joined after a meeting that they led: ``people.problem.led_before``.
    """
    before = person_of(unit, person_id)
    tidied = checked(form, roll_of(unit), before)
    led_before(before, tidied, next(iter(_led(unit, person_id)), None))
    return unit.put(replace(before, **_values(tidied)))


def led_before(before: Person, form: PersonForm, led: date | None) -> None:
    """Raise Problem ``people.problem.led_before`` for a first day moved behind the first meeting that somebody led."""
    joined_on = form.joined_on
    if led is not None and joined_on is not None and before.joined_on < joined_on and led < joined_on:
        raise Problem("people.problem.led_before", name=before.name, day=led, joined=joined_on)


@settling
def set_opted_in(unit: Unit, person_id: UUID, *, opted_in: bool) -> Person:
    """Let somebody join or leave the facilitators, any time and without a reason (facilitation.md rule 9)."""
    return unit.put(replace(person_of(unit, person_id), opted_in=opted_in))


def set_rather_not_present(unit: Unit, person_id: UUID, *, rather_not: bool) -> Person:
    """Keep a person from being suggested as a presenter, or suggest them again; no reason is asked or told."""
    return unit.put(replace(person_of(unit, person_id), rather_not_present=rather_not))


@settling
def leave(unit: Unit, person_id: UUID, last_day: date) -> Person:
    """Let a person leave after a day; their past stays, and what they owe is shared by the rest (rule 9).

    Raises Problem ``people.problem.left_before_joined``, and ``led_after`` for a day before a meeting that they led.
    """
    person = person_of(unit, person_id)
    check_year(last_day)
    if last_day < person.joined_on:
        raise Problem("people.problem.left_before_joined", name=person.name, joined=person.joined_on, left=last_day)
    led = _led(unit, person_id)
    if led and led[-1] > last_day:
        raise Problem("people.problem.led_after", name=person.name, day=led[-1], left=last_day)
    return unit.put(replace(person, left_on=last_day))


def _led(reader: Reader, person_id: UUID) -> list[date]:
    """Return the dates that a person led, in order."""
    found = reader.values(Meeting, ("held_on",), order_by=("held_on",), facilitator_id=person_id, state=BEGUN)
    return [day for (day,) in found]


@settling
def come_back(unit: Unit, person_id: UUID, day: date) -> Person:
    """Let somebody who left take part again from a day on; the days between are kept as an absence.

    So they come back as from a long leave, with the balance they had (rule 11). Raises Problem
    ``people.problem.not_left``, and ``people.problem.same_name`` where somebody has the name by now.
    """
    person = person_of(unit, person_id)
    check_year(day)
    if person.left_on is None:
        raise Problem("people.problem.not_left", name=person.name)
    roll = roll_of(unit)
    check_names(form_of(person), roll, person.id)
    away = (person.left_on + DAY, day - DAY)
    for starts_on, ends_on in free_spans(away, unit.find(Absence, person_id=person.id)):
        unit.add(Absence(**unit.stamp(), person_id=person.id, starts_on=starts_on, ends_on=ends_on))
    return unit.put(replace(person, left_on=None, team_id=_team_still_there(person, roll.teams, day)))


def _team_still_there(person: Person, teams: Any, day: date) -> UUID | None:
    team = teams.get(person.team_id)
    return None if team is None or (team.ended_on is not None and team.ended_on < day) else team.id


def back(unit: Unit, person_id: UUID, day: date) -> Person:
    """Let somebody be there again from a day on, from the absence that the day falls into or after they left.

    Raises Problem ``people.problem.not_away`` for somebody who is there on that day.
    """
    person = person_of(unit, person_id)
    if person.left_on is not None:
        return come_back(unit, person_id, day)
    running = unit.first(Absence, person_id=person_id, starts_on__le=day, ends_on__ge=day)
    if running is None:
        raise Problem("people.problem.not_away", name=person.name, day=day)
    if running.starts_on == day:
        remove_absence(unit, running.id)
    else:
        edit_absence(unit, running.id, running.starts_on, day - DAY)
    return person


@settling
def set_equal_by_team(unit: Unit, equal: bool) -> Series:  # noqa: FBT001  the settings' switch
    """Have each team, or else each person, owe an equal part of the turns from the next confirmed meeting on."""
    return unit.put(replace(series_of(unit), equal_by_team=equal))


def person_named(reader: Reader, name: str) -> Person:
    """Return whose name this is, those who are here first; raise Problem ``people.problem.no_person_named``."""
    roll = roll_of(reader)
    found = sorted(roll.named(name), key=roll.here, reverse=True)
    if not found:
        known = tuple(sorted(person.name for person in roll.people.values() if roll.here(person)))
        raise Problem("people.problem.no_person_named", name=name.strip(), known=known[:20] or ("–",))
    return found[0]
