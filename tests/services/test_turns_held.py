"""Turns as they are held: by whom they were planned for, by another, by nobody; and where few are left."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from services_desk import Bench
from turn_hands import FIRST, FOURTH, SECOND, THIRD, Turns, absent, refused

from weeklypm.domain.meeting import MeetingState
from weeklypm.domain.people import Absence
from weeklypm.domain.turns import TurnKind
from weeklypm.services import meetings, people, turns
from weeklypm.services.week import this_week

FIFTH = date(2026, 10, 7)


@pytest.fixture
def told(bench: Bench) -> Turns:
    """Return a workspace whose first meeting was held, so that two names are confirmed."""
    ready = Turns(bench)
    ready.hold()
    return ready


def test_when_nobody_is_there_the_meeting_runs_itself_until_somebody_takes_it(told: Turns) -> None:
    for name in told.people:
        absent(told, name, SECOND, SECOND)
    assert told.leads()[SECOND] is None
    assert refused(told, turns.take, SECOND, told.people["Sena"].id) == "turns.problem.away"
    told.go_to(SECOND)
    row = told.change(meetings.start_meeting)
    assert told.read(this_week).facilitator is None
    taken = told.change(turns.led_by, row.id, told.people["Sena"].id)
    assert taken.facilitator_id == told.people["Sena"].id
    told.change(meetings.close_meeting, row.id)
    told.go_to(SECOND + timedelta(days=1))
    told.check()


def test_a_date_without_a_leader_is_taken(told: Turns) -> None:
    for name in told.people:
        if name != "Sena":
            told.change(people.set_opted_in, told.people[name].id, opted_in=False)
    absent(told, "Sena", SECOND, SECOND)
    assert told.leads()[SECOND] is None
    assert refused(told, turns.take, THIRD, told.people["Sena"].id) == "turns.problem.taken"
    told.go_to(SECOND)
    row = told.change(meetings.start_meeting)
    told.change(people.remove_absence, told.read(lambda reader: reader.find(Absence))[0].id)
    given = told.change(turns.take, SECOND, told.people["Sena"].id)
    assert (given.person.name, given.why.code) == ("Sena", "turns.why.taken")
    assert told.kinds()[-1] is TurnKind.TAKEN
    told.change(meetings.close_meeting, row.id)
    told.check()


def test_whoever_actually_led_pays(told: Turns) -> None:
    named, other = told.leads()[SECOND], told.leads()[FIFTH]
    told.hold(told.people[str(other)].id)
    assert told.debts()[named] > 0 > told.debts()[other]
    served = told.read(turns.ledger_now).served
    assert SECOND in served[told.people[str(other)].id]
    told.check()


def test_a_meeting_that_ran_itself_costs_nobody_a_turn(told: Turns) -> None:
    before = told.debts()
    told.hold(None)
    assert told.debts() == before
    told.check()


def test_a_meeting_opened_again_can_have_had_another_leader(told: Turns) -> None:
    other = told.people[str(told.leads()[FIFTH])]
    told.go_to(SECOND)
    row = told.change(meetings.start_meeting)
    told.change(meetings.close_meeting, row.id)
    names = told.leads()
    told.change(meetings.reopen_meeting, row.id)
    told.change(turns.led_by, row.id, other.id)
    told.change(meetings.close_meeting, row.id)
    assert told.debts()[other.name] < 0
    assert {day: name for day, name in told.leads().items() if day <= FOURTH} == {
        day: name for day, name in names.items() if day <= FOURTH
    }
    told.check()


def test_the_next_leader_sat_beside(told: Turns) -> None:
    beside = told.leads()[THIRD]
    told.hold()
    assert SECOND in told.read(turns.ledger_now).shadowed[told.people[str(beside)].id]


def test_the_same_person_is_not_confirmed_twice_running_for_want_of_another(bench: Bench) -> None:
    told = Turns(bench)
    told.change(turns.settle)
    only = told.leads()[FIRST]
    others = [person for name, person in told.people.items() if name != only]
    for person in others:
        told.change(people.set_opted_in, person.id, opted_in=False)
    assert (told.leads()[FIRST], told.leads()[SECOND], told.row(SECOND)) == (only, only, None)
    told.change(people.set_opted_in, others[0].id, opted_in=True)
    assert (told.leads()[FIRST], told.leads()[SECOND]) == (only, others[0].name)
    told.check()


def test_one_single_person_has_a_plan(bench: Bench) -> None:
    told = Turns(bench)
    for name in list(told.people)[1:]:
        told.change(people.leave, told.people[name].id, FIRST - timedelta(days=0))
    told.hold()
    assert len(set(told.leads().values())) == 1
    assert refused(told, turns.pass_turn, SECOND) == "turns.problem.nobody_else"
    told.check()


def test_all_opted_out_still_makes_a_plan(told: Turns) -> None:
    for person in told.people.values():
        told.change(people.set_opted_in, person.id, opted_in=False)
    assert set(told.leads().values()) == {None}
    assert refused(told, turns.pass_turn, SECOND) == "turns.problem.tentative"
    assert refused(told, turns.swap, SECOND, THIRD) == "turns.problem.nobody_named"
    told.hold()
    told.check()


def test_a_meeting_begun_is_in_the_rows_as_live(told: Turns) -> None:
    told.go_to(SECOND)
    row = told.change(meetings.start_meeting)
    assert row.state is MeetingState.LIVE
    assert refused(told, turns.swap, SECOND, THIRD) == "turns.problem.begun"
    told.check()
