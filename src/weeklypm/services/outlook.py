"""What lies ahead of the rotation: the coming dates, the names kept for them, and what each turn rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from weeklypm.domain.composition import past_of
from weeklypm.domain.ledger import Held, Roster, Shares, is_member
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.people import Person
from weeklypm.domain.picks import NO_DUTIES, Duties, Planned
from weeklypm.domain.rotation import CONFIRMED, plan
from weeklypm.domain.schedule import Slot
from weeklypm.services.clock import local_day
from weeklypm.services.composing import compose_agenda, duties_of, read_known
from weeklypm.services.dates import begun_days, series_of, slots_until
from weeklypm.services.turn_json import shares_from_json, shares_to_json
from weeklypm.services.week import STRIP, cast_of, held_meetings, next_beside, planned_rows

if TYPE_CHECKING:
    from weeklypm.domain.calendar import Series
    from weeklypm.storage import Reader


@dataclass(frozen=True)
class Outlook:
    """Hold what is ahead: dates that have not begun, those not held among them, and the planned rows kept for them.

    ``history`` are the meetings that have begun, each with the shares of its turn; ``live`` is true while one runs,
    which then is one of the two that are confirmed.
    """

    series: Series
    today: date
    roster: Roster
    people: Mapping[UUID, Person]
    history: tuple[Held, ...]
    slots: tuple[Slot, ...]
    rows: Mapping[date, Meeting]
    live: bool

    @property
    def days(self) -> tuple[date, ...]:
        """Return the dates that are to be held."""
        return tuple(slot.day for slot in self.slots if slot.held)

    @property
    def places(self) -> tuple[date, ...]:
        """Return the dates whose names are to be confirmed (facilitation.md rule 7)."""
        return self.days[: CONFIRMED - self.live]

    @property
    def kept(self) -> dict[date, UUID]:
        """Return the names kept for dates ahead."""
        return {day: row.facilitator_id for day, row in self.rows.items() if row.facilitator_id is not None}

    @property
    def shares(self) -> dict[date, Shares]:
        """Return the shares of the turns ahead whose names are confirmed."""
        known = ((day, shares_from_json(row.shares_json)) for day, row in self.rows.items())
        return {day: shares for day, shares in known if shares is not None}

    def planned(self, total: int = STRIP, duties: Mapping[date, Duties] | None = None) -> tuple[Planned, ...]:
        """Plan the dates ahead, up to so many held ones; confirmed is what is kept as such, or would be by settling."""
        found = plan(self.roster, self.history, self.slots, duties or {}, self.kept, total, shares=self.shares)
        return tuple(replace(one, confirmed=self._is_firm(one)) for one in found)

    def _is_firm(self, one: Planned) -> bool:
        row = self.rows.get(one.day)
        stored = row is not None and row.shares_json != "" and row.facilitator_id == one.facilitator_id
        return one.held and (stored or (one.confirmed and one.day in self.places))

    def planned_on(self, day: date, duties: Duties = NO_DUTIES) -> Planned | None:
        """Return the plan of one date, or None for a date that is not among those ahead."""
        total = len([one for one in self.days if one <= day])
        return next((one for one in self.planned(max(total, 1), {day: duties}) if one.day == day), None)

    def following(self, day: date) -> date | None:
        """Return the next date that is to be held after one."""
        return next((one for one in self.days if one > day), None)

    def snapshot(self, day: date) -> str:
        """Return who owes which part of the turn of a date as it is now, as text to keep (rules 1, 2 and 12)."""
        return snapshot(self.roster, day, self.before(day))

    def before(self, day: date) -> tuple[Held, ...]:
        """Return the meetings before a date as if those ahead of it are held by the names kept for them."""
        ahead = [
            Held(one, self.kept.get(one), self.shares.get(one)) for one in self.days if one < day and one in self.rows
        ]
        return (*self.history, *ahead)

    def takes_turns(self, person_id: UUID, day: date) -> bool:
        """Tell whether a person has joined, not left, and not opted out by a date."""
        person = self.roster.person(person_id)
        return person is not None and is_member(person, day) and person.opted_in


AHEAD: Final = 2 * STRIP
"""Held dates looked at: as many as keep their names in order when the calendar changes."""


def outlook(reader: Reader, start: date | None = None, held: int = AHEAD) -> Outlook:
    """Return what lies ahead from a day on, by default from today, as far as so many held dates."""
    series = series_of(reader)
    today = local_day(reader.now, series.zone)
    first = min(start or today, today)
    begun = begun_days(reader, first)
    slots = slots_until(reader, series, first, held + len(begun) + 1, today)
    cast = cast_of(reader, series)
    return Outlook(
        series=series,
        today=today,
        roster=cast.roster,
        people=cast.people,
        history=held_meetings(reader),
        slots=tuple(slot for slot in slots if slot.day not in begun),
        rows=planned_rows(reader, first),
        live=reader.count(Meeting, state=MeetingState.LIVE) > 0,
    )


def duties_on(reader: Reader, day: date) -> Duties:
    """Return who is busy with what a date is going to talk about, as far as that can be told: for the next two dates.

    What the first of them takes, the second cannot talk about.
    """
    look = outlook(reader, day)
    days = [one for one in look.days[:CONFIRMED] if one <= day]
    if day not in days:
        return NO_DUTIES
    return _busy(reader, look, days)[day]


def duties_near(reader: Reader, look: Outlook) -> dict[date, Duties]:
    """Return who is busy on the next two dates, as ``duties_on`` tells of each."""
    return _busy(reader, look, look.days[:CONFIRMED])


def _busy(reader: Reader, look: Outlook, days: Sequence[date]) -> dict[date, Duties]:
    known, past, busy = read_known(reader), None, {}
    for one in days:
        agenda = compose_agenda(reader, look.series, one, after=past, known=known)
        past = past_of(one, agenda)
        busy[one] = duties_of(reader, agenda)
    return busy


def duties_open(reader: Reader, look: Outlook) -> dict[date, Duties]:
    """Return who is busy on those of the next two dates whose names are still to be picked."""
    return {day: duties_on(reader, day) for day in look.places if day not in look.kept}


def snapshot(roster: Roster, day: date, before: Sequence[Held]) -> str:
    """Return who owes which part of a turn as text to keep; where nobody is eligible, all who are opted in."""
    return shares_to_json(roster.shares(day, before) or roster.shares_of_all(day, before))


def beside_on(look: Outlook, day: date, person_id: UUID | None) -> UUID | None:
    """Return who sits beside the leader of a date that has begun."""
    return next_beside([one for one in look.planned() if one.day > day], look.roster, day, person_id)
