"""The running rotation: real services on a real file, whatever happens to it (facilitation.md, 'Properties')."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.people import Absence, Person, Team
from weeklypm.domain.picks import Duties
from weeklypm.domain.turns import RotationEvent, TurnKind
from weeklypm.domain.values import Language
from weeklypm.services import calendar, meetings, people, queue, turns
from weeklypm.services.clock import HandClock
from weeklypm.services.dates import BEGUN
from weeklypm.services.outlook import Outlook, outlook
from weeklypm.services.setup import SeriesForm, create_workspace
from weeklypm.services.turn_json import duties_from, facts_of, table_from_json
from weeklypm.services.turn_record import record, untold
from weeklypm.services.turn_replay import check_record
from weeklypm.storage import Reader, Unit, Workspace, open_workspace

START = datetime(2026, 9, 2, 3, 0, tzinfo=UTC)
FORM = SeriesForm("Weekly", 2, time(16), "Asia/Tokyo", 30, "JP", Language.EN)
PEOPLE = "Search: Minase, Torii\nWeb: Kasuga, Sena, Hayami"
ROOMS = (
    "turns.",
    "people.",
    "calendar.",
    "services.problem.",
    "storage.problem.changed_since",
    "storage.problem.stale",
)
"""What may be refused: each with a sentence, having changed nothing."""
CHANGED_BY = (TurnKind.SWAPPED, TurnKind.COVERED, TurnKind.PASSED, TurnKind.ABSENT, TurnKind.RELEASED, TurnKind.MOVED)
WHICH = st.integers(0, 30)
AHEAD = st.integers(0, 3)


@cache
def prepared() -> Path:
    """Make the file once that every example begins with a copy of."""
    folder = Path(tempfile.mkdtemp(prefix="weeklypm-machine-"))
    with open_workspace(folder / "team.sqlite", clock=HandClock(START), create=True) as workspace:
        workspace.change(lambda unit: create_workspace(unit, FORM, "Hinoki", PEOPLE))
        workspace.change(turns.settle)
    return folder / "team.sqlite"


def told_plainly(problem: Problem) -> None:
    """Fail on a refusal that is none of the rooms that may refuse."""
    assert problem.code.startswith(ROOMS), problem


class Rotation(RuleBasedStateMachine):
    """Hold a workspace, and what was true of its confirmed names before the last step."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="weeklypm-machine-"))
        path = Path(shutil.copy(prepared(), self.folder / "team.sqlite"))
        self.clock = HandClock(START)
        self.workspace: Workspace = open_workspace(path, clock=self.clock)
        self.done: list[UUID] = []
        self.undone: list[UUID] = []
        self.seen = 0
        self.confirmed: dict[date, UUID] = {}
        self.reverted = self.untold = False

    def teardown(self) -> None:
        try:
            replayed = self.workspace.read(lambda reader: check_record(reader, self.folder))
            assert replayed.difference is None, replayed.difference
            assert replayed.recorded_state == replayed.replayed_state
        finally:
            self.workspace.close()
            shutil.rmtree(self.folder)

    def do(self, use_case: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Run a use case; a refusal is told by a sentence of the rooms that may refuse."""
        try:
            done = self.workspace.change(lambda unit: use_case(unit, *args, **named))
        except Problem as problem:
            told_plainly(problem)
            return None
        if done.changes.entries:
            self.done.append(done.changes.operation_id)
            self.undone.clear()
        return done.value

    def person(self, which: int) -> Person:
        found = self.workspace.read(lambda reader: reader.find(Person))
        return found[which % len(found)]

    def look(self) -> Outlook:
        return self.workspace.read(outlook)

    def day(self, which: int) -> date:
        return self.look().days[which]

    # What people do.

    @rule(name=st.integers(0, 99), team=st.integers(0, 3), opted_in=st.booleans())
    def add_person(self, name: int, team: int, opted_in: bool) -> None:
        teams = self.workspace.read(lambda reader: reader.find(Team))
        form = people.PersonForm(f"P{name}", teams[team].id if team < len(teams) else None, opted_in)
        self.do(people.add_person, form)

    @rule(name=st.integers(0, 99))
    def add_team(self, name: int) -> None:
        self.do(people.add_team, f"T{name}")

    @rule(which=WHICH, ahead=st.integers(-3, 21))
    def leave(self, which: int, ahead: int) -> None:
        self.do(people.leave, self.person(which).id, self.clock().date() + timedelta(days=ahead))

    @rule(which=WHICH)
    def come_back(self, which: int) -> None:
        self.do(people.come_back, self.person(which).id, self.clock().date())

    @rule(which=WHICH, opted_in=st.booleans())
    def opt(self, which: int, opted_in: bool) -> None:
        self.do(people.set_opted_in, self.person(which).id, opted_in=opted_in)

    @rule(which=WHICH, percent=st.sampled_from([25, 50, 100]))
    def weigh(self, which: int, percent: int) -> None:
        def use_case(unit: Unit) -> None:
            person = unit.find(Person)[which % unit.count(Person)]
            form = people.form_of(person)
            people.edit_person(unit, person.id, people.PersonForm(**{**vars(form), "share_percent": percent}))

        self.do(use_case)

    @rule(equal=st.booleans())
    def equal_by_team(self, equal: bool) -> None:
        self.do(people.set_equal_by_team, equal)

    @rule(which=WHICH, start=st.integers(-10, 20), length=st.integers(0, 60))
    def be_away(self, which: int, start: int, length: int) -> None:
        first = self.clock().date() + timedelta(days=start)
        self.do(people.add_absence, self.person(which).id, first, first + timedelta(days=length))

    @rule(which=WHICH)
    def be_there_after_all(self, which: int) -> None:
        found = self.workspace.read(lambda reader: reader.find(Absence))
        if found:
            self.do(people.remove_absence, found[which % len(found)].id)

    # What is done to turns.

    @rule(one=AHEAD, other=AHEAD)
    def swap(self, one: int, other: int) -> None:
        before = self.workspace.read(turns.ledger_now).debts
        self.do(turns.swap, self.day(one), self.day(other))
        after = self.workspace.read(turns.ledger_now).debts
        assert before == after

    @rule(one=AHEAD, which=WHICH, offered=st.booleans())
    def cover(self, one: int, which: int, offered: bool) -> None:
        self.do(turns.cover, self.day(one), self.person(which).id if offered else None)

    @rule(one=AHEAD)
    def pass_on(self, one: int) -> None:
        self.do(turns.pass_turn, self.day(one))

    @rule(one=AHEAD, length=st.integers(0, 20))
    def away(self, one: int, length: int) -> None:
        day = self.day(one)
        self.do(turns.away, day, day + timedelta(days=length))

    @rule(one=AHEAD, which=WHICH)
    def take(self, one: int, which: int) -> None:
        self.do(turns.take, self.day(one), self.person(which).id)

    @rule(which=WHICH)
    def talk_by(self, which: int) -> None:
        """Let somebody present the next topic, who may be whoever leads: a conflict, and no more than that."""
        person_id, before = self.person(which).id, self.look().kept

        def use_case(unit: Unit) -> None:
            item = queue.add_topic(unit, "Caches")
            queue.edit_item(unit, item.id, presenter_id=person_id)
            queue.pin(unit, item.id)

        self.do(use_case)
        assert self.look().kept == before

    # What happens to the calendar.

    @rule(one=AHEAD)
    def cancel(self, one: int) -> None:
        names = list(self.names().values())
        if self.do(calendar.cancel, self.day(one), "Offsite") is not None:
            self.keeps_order(names)

    @rule(which=WHICH)
    def hold_after_all(self, which: int) -> None:
        rows = self.workspace.read(lambda reader: reader.find(Meeting, state=MeetingState.NOT_HELD))
        if rows:
            self.do(calendar.hold_after_all, rows[which % len(rows)].held_on)

    @rule(start=st.integers(0, 30), length=st.integers(0, 10))
    def close_down(self, start: int, length: int) -> None:
        first = self.clock().date() + timedelta(days=start)
        self.do(calendar.add_closure, "Works", first, first + timedelta(days=length))

    # What happens in the meeting.

    @rule(leader=st.sampled_from(["planned", "other", "nobody"]), which=WHICH)
    def hold(self, leader: str, which: int) -> None:
        row = self.do(meetings.start_meeting) or self.workspace.read(meetings.live_meeting)
        if row is None:
            return
        if leader != "planned":
            self.do(turns.led_by, row.id, self.person(which).id if leader == "other" else None)
        self.do(meetings.close_meeting, row.id)

    @rule()
    def begin(self) -> None:
        self.do(meetings.start_meeting)

    @rule()
    def reopen(self) -> None:
        row = self.workspace.read(
            lambda reader: reader.find(Meeting, state=MeetingState.CLOSED, order_by=("held_on",), descending=True)
        )
        if row:
            self.do(meetings.reopen_meeting, row[0].id)

    @rule(days=st.sampled_from([1, 7, 7, 7, 14]))
    def wait(self, days: int) -> None:
        self.clock.forward(timedelta(days=days))

    # What is taken back.

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        operation = self.done.pop()
        try:
            self.workspace.undo(operation)
        except Problem as problem:
            told_plainly(problem)
            return
        self.undone.append(operation)
        self.reverted = self.untold = True

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        operation = self.undone.pop()
        try:
            self.workspace.redo(operation)
        except Problem as problem:
            told_plainly(problem)
            return
        self.done.append(operation)
        self.reverted = self.untold = True

    # What holds.

    def names(self) -> dict[date, UUID]:
        look = self.look()
        return {day: look.kept[day] for day in look.places if day in look.kept and look.rows[day].shares_json}

    def keeps_order(self, names: list[UUID]) -> None:
        """After a change of the calendar the same people lead the next dates, unless one cannot on the new date."""
        events = self.workspace.read(record)[self.seen :]
        if not any(event.kind in {TurnKind.ABSENT, TurnKind.RELEASED} for event in events):
            assert list(self.look().kept.values())[: len(names)] == names

    @invariant()
    def the_debts_are_nought(self) -> None:
        assert sum(self.workspace.read(turns.ledger_now).debts.values()) == 0

    @invariant()
    def the_record_tells_all(self) -> None:
        events = self.workspace.read(record)
        assert [event.number for event in events] == list(range(1, len(events) + 1))
        told = self.workspace.read(untold) == ()
        assert told or self.untold
        self.untold = not told
        self._new_picks(events[self.seen :])
        self._names_stay(events[self.seen :])
        self.seen = len(events)
        self.reverted = False

    def _new_picks(self, events: tuple[RotationEvent, ...]) -> None:
        """What the rule picked anew is explained truly: the first row is the pick, and each exclusion holds."""
        for event in events:
            if event.kind not in {TurnKind.CONFIRMED, TurnKind.ABSENT} or not event.table_json:
                continue
            rows, duties = table_from_json(event.table_json, {}), duties_from(facts_of(event.facts))
            if event.person_id is None:
                assert not any(row.eligible for row in rows)
                continue
            assert rows[0].person_id == event.person_id
            anew = event.why is not None and event.why.code.startswith("rotation.why.pick")
            assert not anew or not duties.busy(event.person_id)
            assert event.day is not None
            for row in rows:
                self._exclusion_holds(row.exclusion.code if row.exclusion else "", row.person_id, event.day, duties)

    def _exclusion_holds(self, code: str, person_id: UUID, day: date, duties: Duties) -> None:
        roster = self.look().roster
        person = roster.person(person_id)
        if code == "rotation.excluded.presents":
            assert duties.presenter_id == person_id
        elif code == "rotation.excluded.involved":
            assert person_id in duties.involved
        elif code == "rotation.excluded.away":
            assert roster.away_until(person_id, day) is not None
        elif code == "rotation.excluded.opted_out":
            assert person is not None
            assert not person.opted_in

    def _names_stay(self, events: tuple[RotationEvent, ...]) -> None:
        """A confirmed name changes by what was done about it, and by nothing else (rule 7)."""
        touched = {day for event in events if event.kind in CHANGED_BY for day in (event.day, event.other_day)}
        look = self.look()
        now = {day: look.kept.get(day) for day in look.days}
        stays = {day: name for day, name in self.confirmed.items() if day in now and day not in touched}
        if not self.reverted:
            assert {day: now[day] for day in stays} == stays
        self.confirmed = {day: name for day, name in look.kept.items() if look.rows[day].shares_json}

    @invariant()
    def a_meeting_has_a_leader_while_anybody_can(self) -> None:
        look = self.look()
        planned = look.planned()
        for one in planned:
            there = [person for person in look.roster.members if look.roster.can_serve(person.id, one.day)]
            # Whoever is new is not asked, not even where all others are away: the meeting then runs itself.
            able = [person for person in there if not look.roster.in_grace(person, one.day, look.before(one.day))]
            assert not one.held or (one.facilitator_id is not None) or not able
            assert one.facilitator_id is None or look.roster.can_serve(one.facilitator_id, one.day)

    @invariant()
    def nobody_new_leads_twice_running(self) -> None:
        """Whoever the rule picks for a date that nobody is set for did not lead last time while another could."""
        look = self.look()
        planned = [one for one in look.planned() if one.held]
        for before, one in pairwise(planned):
            if one.day in look.rows or before.facilitator_id is None or one.pick is None:
                continue
            others = [row for row in one.pick.ranking if row.eligible and row.person_id != before.facilitator_id]
            assert one.facilitator_id != before.facilitator_id or not others

    @invariant()
    def shares_are_whole(self) -> None:
        def begun(reader: Reader) -> list[Meeting]:
            return reader.find(Meeting, state=BEGUN)

        for row in self.workspace.read(begun):
            assert row.shares_json
        for shares in self.look().shares.values():
            assert sum((part for _, part in shares), start=0) in {0, 1}


TestRotation = Rotation.TestCase
# To make a failing story shorter takes minutes on a real file, and its steps are printed anyway.
_STEPS = settings(phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.too_slow])
_MANY = settings().max_examples // 10
TestRotation.settings = settings(_STEPS, max_examples=_MANY, stateful_step_count=25)
