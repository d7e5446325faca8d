"""The week as it stands: its date, who leads and why, what is on, what waits, and who is next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from weeklypm.domain.agenda import Agenda, AgendaItem, AgendaLine, Kind
from weeklypm.domain.calendar import Series, Workspace
from weeklypm.domain.composition import past_of
from weeklypm.domain.ledger import is_member
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.outcomes import ActionItem
from weeklypm.domain.people import Absence, Person, Team
from weeklypm.domain.promises import Attention
from weeklypm.domain.ranking import Past
from weeklypm.domain.rotation import CONFIRMED, Duties, Held, Pick, Planned, Roster, plan
from weeklypm.domain.schedule import Slot, meeting_start, moved_on, scheduled_dates
from weeklypm.domain.stock import INTERVALS, Stock, note
from weeklypm.domain.values import Message
from weeklypm.services.clock import local_day
from weeklypm.services.composing import Known, compose_agenda, duties_of, read_known
from weeklypm.services.dates import BEGUN, days_off, series_of, slots_until
from weeklypm.services.followup import Promises
from weeklypm.services.queue import waiting
from weeklypm.services.snapshot import agenda_from_json
from weeklypm.services.turn_json import shares_from_json

if TYPE_CHECKING:
    from weeklypm.storage import Reader

Turn = tuple[date, UUID | None, str]
"""A turn as it is stored: its date, who leads, and its shares as text, which is quicker to compare than fractions."""
Names = tuple[tuple[date, UUID], ...]
Texts = tuple[tuple[date, str], ...]

STRIP = 6
"""Held meetings that the strip shows: two confirmed and four tentative (facilitation.md rule 7)."""


@dataclass(frozen=True)
class Led:
    """Hold who leads, their team, and why; ``pick`` has the whole table of candidates, for the console alone."""

    person: Person
    team: Team | None
    why: Message | None
    pick: Pick | None


@dataclass(frozen=True)
class StripCell:
    """Hold one date of the strip: who leads and what is on, or why it is not held."""

    day: date
    held: bool
    reason: Message | None
    name: str | None
    confirmed: bool
    kind: Kind | None


@dataclass(frozen=True)
class DueAction:
    """Hold an action that is due by the meeting, with its owner and team, and why it needs attention."""

    action: ActionItem
    owner: Person | None
    team: Team | None
    attention: Attention | None


@dataclass(frozen=True)
class ThisWeek:
    """Hold all that the page and the brief show of one week.

    ``held_before`` counts meetings held so far, ``skipped`` dates before this one that were to be held and were not;
    ``live`` is the meeting that runs now; ``people`` those of the workspace, by id. ``queue`` is all that waits, what
    comes back by itself among it (not stored: version nought); ``notes`` say of this in a few words why it is due.
    """

    workspace: Workspace
    series: Series
    day: date
    starts_at: datetime
    held: bool
    reason: Message | None
    held_before: int
    facilitator: Led | None
    co_facilitator: Led | None
    agenda: Agenda | None
    strip: tuple[StripCell, ...]
    queue: tuple[AgendaItem, ...]
    notes: Mapping[UUID, Message]
    actions_due: tuple[DueAction, ...]
    next_day: date | None
    next_facilitator: Led | None
    next_line: AgendaLine | None
    planned: tuple[Planned, ...]
    live: Meeting | None
    closed: bool
    skipped: int
    people: Mapping[UUID, Person]


@dataclass(frozen=True)
class Cast:
    """Hold the people of the workspace by id, and who takes turns."""

    people: dict[UUID, Person]
    teams: dict[UUID, Team]
    roster: Roster

    def led(self, person_id: UUID | None, pick: Pick | None, why: Message | None = None) -> Led | None:
        """Return who leads, or None for a self-run meeting."""
        person = self.people.get(person_id) if person_id else None
        if person is None:
            return None
        team = self.teams.get(person.team_id) if person.team_id else None
        return Led(person, team, why or (pick.why if pick else None), pick)


@dataclass(frozen=True)
class Found:
    """Hold what is known of a week: its meeting if one is stored, its agenda, the meetings before, and the plan."""

    series: Series
    cast: Cast
    known: Known
    stored: Meeting | None
    agenda: Agenda | None
    held_before: int
    held: frozenset[date]
    rows: Mapping[date, Meeting]
    planned: tuple[Planned, ...]

    def why_of(self, planned: Planned) -> Message | None:
        """Return why a name was confirmed, as it was kept with it."""
        row = self.rows.get(planned.day)
        return row.explanation if row is not None and row.facilitator_id == planned.facilitator_id else None

    @property
    def later(self) -> Planned | None:
        """Return the first held date after this one."""
        return next((date for date in self.planned[1:] if date.held), None)

    def later_agenda(self, reader: Reader) -> Agenda | None:
        """Compose the agenda of that date from what this one leaves."""
        if self.later is None:
            return None
        before = past_of(self.planned[0].day, self.agenda) if self.agenda else None
        return compose_agenda(reader, self.series, self.later.day, after=before, known=self.known)


def cast_of(reader: Reader, series: Series) -> Cast:
    """Read the people, teams and absences that the rotation works on."""
    people = {person.id: person for person in reader.find(Person)}
    teams = {team.id: team for team in reader.find(Team)}
    absences = tuple(reader.find(Absence))
    return Cast(people, teams, Roster(tuple(people.values()), absences, series.seed, series.equal_by_team))


def held_meetings(reader: Reader) -> tuple[Held, ...]:
    """Return the meetings that were held, or are being held, with who facilitated and who owes them, by date."""
    return tuple(_held(turn) for turn in _begun(reader))


def _begun(reader: Reader) -> tuple[Turn, ...]:
    fields = ("held_on", "facilitator_id", "shares_json")
    return tuple(reader.values(Meeting, fields, state=BEGUN, order_by=("held_on",)))


def _held(turn: Turn) -> Held:
    day, facilitator_id, shares = turn
    return Held(day, facilitator_id, shares_from_json(shares))


def week_slots(reader: Reader, series: Series, start: date, today: date) -> tuple[Slot, ...]:
    """Return the coming dates of the series, those not held among them, as far as the strip and its last co-lead."""
    return slots_until(reader, series, start, STRIP + 2, today)


def this_week(reader: Reader, day: date | None = None, *, skip_closed: bool = False) -> ThisWeek:
    """Return the first scheduled date on or after a day (by default today) with all that belongs to it.

    With ``skip_closed`` a date whose meeting is over gives way to the next one, as the window shows it.
    """
    return _week(reader, _find(reader, day, read_known(reader), skip_closed=skip_closed))


def next_held(reader: Reader, day: date, known: Known) -> tuple[Planned, AgendaLine | None] | None:
    """Return the first held date on or after a day as it is planned, and the first line of its main part."""
    found = _find(reader, day, known, skip_closed=False)
    held, agenda = found.planned[0], found.agenda
    if not held.held:
        if found.later is None:
            return None
        held, agenda = found.later, found.later_agenda(reader)
    return held, agenda.main[0] if agenda and agenda.main else None


def _find(reader: Reader, day: date | None, known: Known, *, skip_closed: bool) -> Found:
    series = series_of(reader)
    today = local_day(reader.now, series.zone)
    coming = week_slots(reader, series, day or today, today)
    stored = _stored(reader, coming[0].day)
    if skip_closed and stored is not None and stored.state is MeetingState.CLOSED:
        coming = week_slots(reader, series, coming[0].day + timedelta(days=1), today)
        stored = _stored(reader, coming[0].day)
    first = coming[0].day
    cast = cast_of(reader, series)
    turns = tuple(turn for turn in _begun(reader) if turn[0] < first)
    agenda = _agenda(reader, series, coming[0], stored, known)
    rows = planned_rows(reader, first)
    if stored is not None and stored.state in BEGUN:
        turn = (first, stored.facilitator_id, stored.shares_json)
        planned = _with_begun(
            stored, cast.roster, _plan(cast.roster, (*turns, turn), coming[1:], (), *_kept(rows, coming)), rows
        )
    else:
        names, texts = _kept(rows, coming)
        duties = _duties(reader, series, coming, agenda, known, names)
        planned = _plan(cast.roster, turns, coming, duties, names, texts)
    return Found(series, cast, known, stored, agenda, len(turns), frozenset(day for day, *_ in turns), rows, planned)


def _with_begun(
    stored: Meeting, roster: Roster, later: tuple[Planned, ...], rows: Mapping[date, Meeting]
) -> tuple[Planned, ...]:
    """Put a meeting that has begun before the plan of the rest: who leads it stands, whatever was changed since."""
    leader = stored.facilitator_id
    beside = stored.co_facilitator_id if stored.state is MeetingState.CLOSED else None
    beside = beside or next_beside(later, roster, stored.held_on, leader)
    now = Planned(stored.held_on, held=True, facilitator_id=leader, co_facilitator_id=beside, confirmed=True)
    if stored.state is MeetingState.LIVE:
        first = next((one.day for one in later if one.held), None)
        firm = {first, *(day for day, row in rows.items() if row.shares_json)}
        later = tuple(replace(one, confirmed=one.confirmed and one.day in firm) for one in later)
    return (now, *later)


def next_beside(later: Sequence[Planned], roster: Roster, day: date, leader: UUID | None) -> UUID | None:
    """Return who sits beside the leader of a date: the next leader who is there on it (facilitation.md rule 6)."""
    names = (one.facilitator_id for one in later if one.held and one.facilitator_id not in (None, leader))
    return next((name for name in names if _is_there(roster, name, day)), None)


def _is_there(roster: Roster, person_id: UUID | None, day: date) -> bool:
    person = roster.person(person_id)
    return person is not None and is_member(person, day) and roster.away_until(person.id, day) is None


def _kept(rows: Mapping[date, Meeting], coming: Sequence[Slot]) -> tuple[Names, Texts]:
    """Return the names kept by date, one whose date is not held any more on the next that is, and the turns' shares."""
    named = {day: row.facilitator_id for day, row in rows.items() if row.facilitator_id is not None}
    names = moved_on(named, [slot.day for slot in coming if slot.held])
    return tuple(sorted(names.items())), tuple((day, row.shares_json) for day, row in rows.items() if row.shares_json)


def _duties(
    reader: Reader, series: Series, coming: tuple[Slot, ...], agenda: Agenda | None, known: Known, named: Names
) -> tuple[tuple[date, Duties], ...]:
    """Return who is busy on the next two held dates, as names are confirmed; of the second while it has no name."""
    found: list[tuple[date, Duties]] = []
    past: Past | None = None
    for slot in [slot for slot in coming if slot.held][:CONFIRMED]:
        if found and slot.day in dict(named):
            break
        composed = agenda if slot is coming[0] else None
        talked = composed or compose_agenda(reader, series, slot.day, after=past, known=known)
        past = past_of(slot.day, talked)
        found.append((slot.day, duties_of(reader, talked)))
    return tuple(found)


@lru_cache(maxsize=8)
def _plan(
    roster: Roster,
    turns: tuple[Turn, ...],
    coming: tuple[Slot, ...],
    duties: tuple[tuple[date, Duties], ...],
    kept: Names,
    texts: Texts,
) -> tuple[Planned, ...]:
    # Years of meetings are replayed, and each line recorded in a meeting asks again: the same facts give the same plan.
    history = [_held(turn) for turn in turns]
    shares = {day: known for day, text in texts if (known := shares_from_json(text)) is not None}
    return plan(roster, history, coming, dict(duties), dict(kept), total=STRIP + 1, shares=shares)


def _stored(reader: Reader, day: date) -> Meeting | None:
    return reader.first(Meeting, held_on=day)


def confirmed_names(reader: Reader, day: date) -> dict[date, UUID]:
    """Return the names confirmed for a date and those after it."""
    rows = planned_rows(reader, day)
    return {day: row.facilitator_id for day, row in rows.items() if row.facilitator_id is not None}


def planned_rows(reader: Reader, day: date) -> dict[date, Meeting]:
    """Return the rows kept for a date and those after it that have not begun, by date."""
    rows = reader.find(Meeting, state=MeetingState.PLANNED, held_on__ge=day, order_by=("held_on",))
    return {row.held_on: row for row in rows}


def _agenda(reader: Reader, series: Series, slot: Slot, stored: Meeting | None, known: Known) -> Agenda | None:
    """Return the agenda kept with a meeting that has begun, else a newly composed one; none for a date not held."""
    if stored is not None and stored.agenda_json:
        return agenda_from_json(stored.agenda_json)
    return compose_agenda(reader, series, slot.day, known=known) if slot.held else None


def _week(reader: Reader, found: Found) -> ThisWeek:
    series, cast, planned, stored, agenda = found.series, found.cast, found.planned, found.stored, found.agenda
    now, later = planned[0], found.later
    why = stored.explanation if stored and stored.facilitator_id == now.facilitator_id else None
    after = found.later_agenda(reader)
    queue = (*waiting(reader), *found.known.stock.due(now.day))
    return ThisWeek(
        workspace=reader.find(Workspace)[0],
        series=series,
        day=now.day,
        starts_at=meeting_start(series, now.day),
        held=now.held,
        reason=now.reason,
        held_before=found.held_before,
        facilitator=cast.led(now.facilitator_id, now.pick, why),
        co_facilitator=cast.led(now.co_facilitator_id, None),
        agenda=agenda,
        strip=_strip(planned, cast, agenda, after),
        queue=queue,
        notes=_notes(queue, found.known.stock, now.day),
        actions_due=actions_due(found.known.promises, cast, now.day),
        next_day=later.day if later else None,
        next_facilitator=cast.led(later.facilitator_id, later.pick, found.why_of(later)) if later else None,
        next_line=after.main[0] if after else None,
        planned=planned,
        live=reader.first(Meeting, state=MeetingState.LIVE),
        closed=stored is not None and stored.state is MeetingState.CLOSED,
        skipped=_skipped(reader, series, now.day, found.held),
        people=cast.people,
    )


def _notes(queue: tuple[AgendaItem, ...], stock: Stock, day: date) -> dict[UUID, Message]:
    known = ((item.id, stock.of(item)) for item in queue if item.kind in INTERVALS)
    return {item_id: note(source, day) for item_id, source in known if source is not None}


def _skipped(reader: Reader, series: Series, day: date, held: frozenset[date]) -> int:
    """Count the dates before a day that were to be held and were not; days off and cancelled dates are none of them."""
    past = scheduled_dates(series, series.first_on, until=day - timedelta(days=1))
    off = days_off(reader, series, series.first_on, day)
    return sum(off.reason(one) is None and one not in held for one in past)


def _strip(
    planned: tuple[Planned, ...], cast: Cast, agenda: Agenda | None, after: Agenda | None
) -> tuple[StripCell, ...]:
    """Show six held meetings and the dates between that are not held."""
    cells: list[StripCell] = []
    kinds = [_first_kind(agenda), _first_kind(after)] if planned[0].held else [_first_kind(after)]
    for date_ in planned:
        if sum(cell.held for cell in cells) == STRIP:
            break
        person = cast.people.get(date_.facilitator_id) if date_.facilitator_id else None
        kind = kinds.pop(0) if date_.held and kinds else None
        name = person.name if person else None
        cells.append(StripCell(date_.day, date_.held, date_.reason, name, date_.confirmed, kind))
    return tuple(cells)


def _first_kind(agenda: Agenda | None) -> Kind | None:
    return agenda.main[0].kind if agenda and agenda.main else None


def actions_due(promises: Promises, cast: Cast, day: date) -> tuple[DueAction, ...]:
    """Return the open actions that are due by a day or need attention, the oldest due date first."""
    found = []
    for action in promises.actions:
        attention = promises.attention(action, day)
        if attention is None and (action.due is None or action.due > day):
            continue
        owner = cast.people.get(action.owner_id) if action.owner_id else None
        team = cast.teams.get(action.team_id) if action.team_id else None
        found.append(DueAction(action, owner, team, attention))
    return tuple(sorted(found, key=_by_due))


def _by_due(due: DueAction) -> tuple[date, str, str]:
    return due.action.due or date.max, due.action.priority or "P9", str(due.action.id)
