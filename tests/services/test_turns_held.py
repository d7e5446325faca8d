"""Turns as they are held: by whom they were planned for, by another, by nobody; and where few are left."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from services_desk import Bench
from turn_hands import FIRST, FOURTH, SECOND, THIRD, Turns, absent, refused

from weeklypm.domain.meeting import MeetingState
from weeklypm.domain.people import Absence
from weeklypm.domain.turns import TurnKind
from weeklypm.services import meetings, people, queue, turns
from weeklypm.services.people_view import people_view
from weeklypm.services.turn_offers import volunteers
from weeklypm.services.week import held_meetings, this_week

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
    assert refused(told, turns.take, SECOND, None) == "turns.problem.guest_live"
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


def firm(told: Turns) -> list[str]:
    """Return how firm each name ahead is, which week, plan, reasons and people say alike."""
    view = told.read(turns.turns_view)
    held = [one for one in view.planned if one.held]
    said = [view.why[one.day].state.value for one in held]
    assert said == [told.read(turns.why, one.day).state.value for one in held]
    confirmed = [one.confirmed for one in held]
    assert confirmed == [state == "confirmed" for state in said]
    week = told.read(lambda reader: this_week(reader, skip_closed=True))
    shown = {cell.day: cell.confirmed for cell in week.strip if cell.held and cell.day in view.why}
    assert shown == {one.day: one.confirmed for one in held if one.day in shown}
    listed = told.read(people_view).planned
    assert [(one.day, one.facilitator_id, one.confirmed) for one in listed if one.held] == [
        (one.day, one.facilitator_id, one.confirmed) for one in held
    ]
    return said


def test_how_firm_a_name_is_is_said_alike_everywhere(bench: Bench) -> None:
    told = Turns(bench)
    two = ["confirmed", "confirmed", *["tentative"] * 4]
    assert firm(told) == two
    told.change(turns.settle)
    assert firm(told) == two
    told.change(turns.swap, FIRST, FOURTH)
    assert firm(told) == [*two[:3], "agreed", *two[4:]]
    told.go_to(FIRST)
    row = told.change(meetings.start_meeting)
    assert firm(told) == ["confirmed", "tentative", "agreed", *["tentative"] * 3]
    told.change(meetings.close_meeting, row.id)
    assert firm(told) == ["confirmed", "confirmed", "agreed", *["tentative"] * 3]
    told.change(meetings.reopen_meeting, row.id)
    assert firm(told) == ["confirmed", "confirmed", "agreed", *["tentative"] * 3]


def test_who_presents_next_week_is_shown_as_no_leader_before_names_are_stored(bench: Bench) -> None:
    told = Turns(bench)
    for day in (FIRST, SECOND):
        busy = told.people[str(told.leads()[day])]
        item = told.change(queue.add_topic, f"Caches {day}")
        told.change(queue.edit_item, item.id, presenter_id=busy.id)
        assert firm(told)[:2] == ["confirmed", "confirmed"]
        strip = [cell for cell in told.read(this_week).strip if cell.held]
        assert {cell.day: cell.name for cell in strip[:2]} == told.leads(2)
    assert busy.name not in told.leads(2).values()
    shown = told.leads(2)
    told.change(turns.settle)
    assert told.leads(2) == shown


@pytest.fixture
def leaderless(told: Turns) -> Turns:
    """Return a meeting that runs without a leader: all are away but one, who opted out, and one who joined today."""
    told.change(people.set_opted_in, told.people["Hayami"].id, opted_in=False)
    for name in told.people:
        if name != "Hayami":
            absent(told, name, SECOND, SECOND)
    told.go_to(SECOND)
    told.change(people.add_person, people.PersonForm("Nozomi"))
    assert told.leads()[SECOND] is None
    return told


@pytest.mark.parametrize("name", ["Hayami", "Sena", "Nozomi"])
def test_whoever_is_there_takes_a_meeting_that_runs_and_pays_a_turn(leaderless: Turns, name: str) -> None:
    taker = leaderless.people[name]
    if name != "Nozomi":
        assert refused(leaderless, turns.take, SECOND, taker.id) == "turns.problem.take_live"
    row = leaderless.change(meetings.start_meeting)
    before = leaderless.debts()
    given = leaderless.change(turns.take, SECOND, taker.id)
    assert (given.person.name, given.why.code) == (name, "turns.why.taken")
    share = dict(leaderless.read(held_meetings)[-1].shares or ()).get(taker.id, 0)
    assert leaderless.debts()[name] == before[name] + share - 1
    leaderless.change(meetings.close_meeting, row.id)
    assert leaderless.read(turns.ledger_now).served[taker.id][-1] == SECOND
    leaderless.check()


def test_all_members_are_offered_while_a_meeting_runs_with_what_is_registered(leaderless: Turns) -> None:
    before = leaderless.read(volunteers, SECOND).people
    leaderless.change(meetings.start_meeting)
    offered = {one.person.name: one.remark for one in leaderless.read(volunteers, SECOND).people}
    assert {one.person.name for one in before} < offered.keys() == set(leaderless.people)
    codes = {name: remark.code if remark else None for name, remark in offered.items()}
    assert (codes["Nozomi"], codes["Hayami"]) == (None, "turnspage.offer.other_out")
    assert codes["Sena"] == "turnspage.offer.other_away"


def test_a_guest_takes_a_meeting_that_runs_and_nobody_pays(leaderless: Turns) -> None:
    row = leaderless.change(meetings.start_meeting)
    before = leaderless.debts()
    given = leaderless.change(turns.take, SECOND, None)
    assert (given.person, given.why.code) == (None, "turns.why.taken_guest")
    leaderless.change(meetings.close_meeting, row.id)
    assert leaderless.debts() == before
    assert leaderless.read(turns.why, SECOND).why.code == "turns.why.taken_guest"
    leaderless.check()


def test_who_left_takes_no_meeting(leaderless: Turns) -> None:
    gone = leaderless.people["Kurose"]
    leaderless.change(people.leave, gone.id, FIRST)
    leaderless.change(meetings.start_meeting)
    assert refused(leaderless, turns.take, SECOND, gone.id) == "turns.problem.left"


def test_closing_again_after_an_undo_first_tells_what_the_undo_put_back(told: Turns) -> None:
    told.go_to(SECOND)
    row = told.change(meetings.start_meeting)
    closed = told.bench.workspace.change(lambda unit: meetings.close_meeting(unit, row.id))
    told.bench.workspace.undo(closed.changes.operation_id)
    number = len(told.events())
    told.change(meetings.close_meeting, row.id)
    assert told.kinds(number) == [TurnKind.HELD, TurnKind.RELEASED, TurnKind.HELD, TurnKind.CONFIRMED]
    told.check()


def test_a_past_turn_is_no_meeting_to_open_again(bench: Bench) -> None:
    told = Turns(bench)
    told.change(turns.seed_history, [(date(2026, 8, 26), told.people["Sena"].id)])
    row = told.row(date(2026, 8, 26))
    assert row is not None
    assert refused(told, meetings.reopen_meeting, row.id) == "turns.problem.seed_reopen"


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
    assert firm(told)[:2] == ["confirmed", "tentative"]
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
