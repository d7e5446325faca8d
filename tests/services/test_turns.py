"""Changing who leads which date: both sides of each rule, the refusals, and the record that replays."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from services_desk import Bench
from turn_hands import FIRST, FOURTH, SECOND, THIRD, Turns, absent, refused

from weeklypm.domain.people import Absence
from weeklypm.domain.turns import TurnKind
from weeklypm.services import calendar, people, queue, turns
from weeklypm.services.turns_view import TurnState

FIFTH = date(2026, 10, 7)


@pytest.fixture
def told(bench: Bench) -> Turns:
    """Return a workspace whose first meeting was held, so that two names are confirmed."""
    ready = Turns(bench)
    ready.hold()
    return ready


def test_two_names_are_confirmed_with_their_shares_and_reasons(told: Turns) -> None:
    for day in (SECOND, THIRD):
        row, why = told.row(day), told.read(turns.why, day)
        assert row is not None
        assert row.shares_json.count("1/6") == 1
        assert (why.state, why.why) == (TurnState.CONFIRMED, row.explanation)
        assert why.table[0].person_id == row.facilitator_id
        assert len(why.table) == 6
    assert told.row(FOURTH) is None
    told.check()


def test_settling_again_changes_nothing(told: Turns) -> None:
    before = told.events()
    assert told.change(turns.settle) == ()
    assert told.events() == before


def test_a_swap_changes_places_and_no_debts(told: Turns) -> None:
    before, debts = told.leads(), told.debts()
    told.change(turns.swap, SECOND, FOURTH)
    after = told.leads()
    assert (after[SECOND], after[FOURTH]) == (before[FOURTH], before[SECOND])
    assert told.debts() == debts
    assert told.read(turns.why, FOURTH).state is TurnState.AGREED
    assert told.kinds()[-1] is TurnKind.SWAPPED
    told.check()


def test_a_swapped_tentative_date_is_confirmed_with_its_name_when_it_comes_near(told: Turns) -> None:
    told.change(turns.swap, SECOND, FOURTH)
    name = told.leads()[FOURTH]
    told.hold()
    told.hold()
    why = told.read(turns.why, FOURTH)
    assert (why.state, why.person.name, why.why.code) == (TurnState.CONFIRMED, name, "turns.why.swapped")
    row = told.row(FOURTH)
    assert row is not None
    assert row.shares_json
    told.check()


def test_both_debts_end_as_if_there_had_been_no_swap(told: Turns, tmp_path_factory: pytest.TempPathFactory) -> None:
    told.change(turns.swap, SECOND, THIRD)
    told.hold()
    told.hold()
    swapped = told.debts()
    from services_desk import open_bench

    other = Turns(open_bench(tmp_path_factory.mktemp("plain")))
    for _ in range(3):
        other.hold()
    assert sorted(other.debts().values()) == sorted(swapped.values())
    other.bench.workspace.close()


def test_what_cannot_be_swapped_is_refused(told: Turns) -> None:
    leads = told.leads()
    assert refused(told, turns.swap, SECOND, SECOND) == "turns.problem.same_date"
    assert refused(told, turns.swap, FIRST, SECOND) == "turns.problem.past"
    assert refused(told, turns.swap, SECOND, date(2026, 9, 23)) == "turns.problem.not_held"
    assert refused(told, turns.swap, SECOND, date(2026, 9, 10)) == "turns.problem.no_date"
    assert refused(told, turns.swap, SECOND, date(2027, 9, 1)) == "turns.problem.too_far"
    absent(told, str(leads[SECOND]), FOURTH, FOURTH)
    assert refused(told, turns.swap, SECOND, FOURTH) == "turns.problem.away"
    told.change(people.leave, told.people[str(leads[SECOND])].id, THIRD - timedelta(days=1))
    assert refused(told, turns.swap, SECOND, THIRD) == "turns.problem.left"


def test_nobody_swaps_with_themselves(told: Turns) -> None:
    leads = told.leads()
    told.change(turns.cover, THIRD, told.people[str(leads[SECOND])].id)
    assert refused(told, turns.swap, SECOND, THIRD) == "turns.problem.same_person"


def test_a_cover_pays_and_the_other_comes_up_next(told: Turns) -> None:
    named, shares = told.leads()[SECOND], told.row(SECOND).shares_json  # type: ignore[union-attr]
    given = told.change(turns.cover, SECOND)
    assert given.instead_of.name == named
    assert given.person.name != named
    assert told.row(SECOND).shares_json == shares  # type: ignore[union-attr]
    assert told.read(turns.why, SECOND).instead_of.name == named
    told.hold()
    assert told.debts()[given.person.name] < 0 < told.debts()[named]
    assert told.debts()[named] == max(told.debts().values())
    told.check()


def test_a_volunteer_covers_and_one_who_cannot_is_refused(told: Turns) -> None:
    leads = told.leads()
    last = told.people[str(leads[FIFTH])]
    given = told.change(turns.cover, SECOND, last.id)
    assert (given.person, given.why.code) == (last, "turns.why.volunteer")
    assert told.read(turns.why, SECOND).table[0].person_id == last.id
    assert refused(told, turns.cover, SECOND, last.id) == "turns.problem.leads_already"
    other = told.people[str(leads[THIRD])]
    told.change(people.set_opted_in, other.id, opted_in=False)
    assert refused(told, turns.cover, SECOND, other.id) == "turns.problem.opted_out"
    assert refused(told, turns.cover, FIFTH) == "turns.problem.tentative"
    told.check()


def test_who_passes_twice_in_a_row_is_offered_to_sit_beside(told: Turns) -> None:
    named = told.leads()[SECOND]
    first = told.change(turns.pass_turn, SECOND)
    assert (first.instead_of.name, first.suggest_beside) == (named, False)
    told.hold()
    day = next(day for day, name in told.leads().items() if name == named)
    if day not in (THIRD, FOURTH):
        told.change(turns.swap, THIRD, day)
        day = THIRD
    second = told.change(turns.pass_turn, day)
    assert (second.instead_of.name, second.suggest_beside) == (named, True)
    assert told.read(turns.turns_view).passes == {told.people[str(named)].id: 2}
    told.check()


def test_no_reason_is_kept_of_a_pass(told: Turns) -> None:
    told.change(turns.pass_turn, SECOND)
    event = told.events()[-1]
    assert (event.kind, event.facts) == (TurnKind.PASSED, "")


def test_passing_again_on_the_same_date_picks_neither(told: Turns) -> None:
    named = told.leads()[SECOND]
    first = told.change(turns.pass_turn, SECOND)
    second = told.change(turns.pass_turn, SECOND)
    assert second.person.name not in {named, first.person.name}
    told.check()


def test_a_late_absence_keeps_the_share_and_gets_a_cover(told: Turns) -> None:
    named, shares = told.leads()[SECOND], told.row(SECOND).shares_json  # type: ignore[union-attr]
    given = told.change(turns.away, SECOND, THIRD)
    (kept,) = told.read(lambda reader: reader.find(Absence))
    assert (kept.starts_on, kept.ends_on) == (SECOND, THIRD)
    assert (given.instead_of.name, given.person.name == named) == (named, False)
    assert told.row(SECOND).shares_json == shares  # type: ignore[union-attr]
    assert told.kinds()[-2:] == [TurnKind.ROSTER, TurnKind.ABSENT]
    assert refused(told, turns.away, SECOND, FIRST) == "turns.problem.until"
    told.hold()
    assert told.debts()[named] == Fraction(2, 6)
    told.check()


def test_a_long_leave_registered_ahead_leaves_the_debt(told: Turns) -> None:
    name = str(told.leads()[FIFTH])
    absent(told, name, FOURTH, date(2026, 12, 31))
    for _ in range(2):
        told.hold()
    before = told.debts()[name]
    for _ in range(3):
        told.hold()
    assert told.debts()[name] == before
    told.check()


def test_who_opts_out_or_leaves_gives_their_place_to_the_rule(told: Turns) -> None:
    leads = told.leads()
    out, gone = told.people[str(leads[SECOND])], told.people[str(leads[THIRD])]
    told.change(people.set_opted_in, out.id, opted_in=False)
    told.change(people.leave, gone.id, SECOND)
    assert {leads[SECOND], leads[THIRD]}.isdisjoint({told.leads()[SECOND], told.leads()[THIRD]})
    assert told.kinds().count(TurnKind.RELEASED) == 2
    assert out.id.hex not in told.row(SECOND).shares_json  # type: ignore[union-attr]
    told.check()


def test_the_absence_of_somebody_else_changes_no_name(told: Turns) -> None:
    leads = told.leads()
    absent(told, str(leads[FIFTH]), SECOND, THIRD)
    assert [told.leads()[day] for day in (SECOND, THIRD)] == [leads[SECOND], leads[THIRD]]


def test_nothing_that_comes_later_changes_what_a_turn_cost(told: Turns) -> None:
    before = told.debts()
    leads = told.leads()
    told.change(people.set_opted_in, told.people[str(leads[FIFTH])].id, opted_in=False)
    told.change(people.leave, told.people[str(leads[THIRD])].id, FOURTH)
    told.change(people.set_equal_by_team, True)
    form = people.form_of(told.people[str(leads[FOURTH])])
    told.change(people.edit_person, told.people[form.name].id, people.PersonForm(**{**vars(form), "share_percent": 50}))
    assert told.debts() == before
    told.check()


def test_a_conflict_proposes_a_swap_and_changes_nothing(told: Turns) -> None:
    leads = told.leads()
    busy = told.people[str(leads[SECOND])]

    def use_case(unit: Any) -> None:
        item = queue.add_topic(unit, "Caches")
        queue.edit_item(unit, item.id, presenter_id=busy.id)
        queue.pin(unit, item.id)

    told.bench.change(use_case)
    told.change(turns.settle)
    assert told.leads() == leads
    (found,) = told.read(turns.turns_view).conflicts
    assert (found.day, found.person_id, found.swap_with) == (SECOND, busy.id, THIRD)
    assert found.other_id == told.people[str(leads[THIRD])].id
    told.change(turns.swap, found.day, found.swap_with)
    assert told.read(turns.turns_view).conflicts == ()
    told.check()


def test_a_name_newly_confirmed_neither_presents_nor_was_involved(told: Turns) -> None:
    name = told.leads()[FOURTH]
    person_id = told.people[str(name)].id

    def use_case(unit: Any) -> None:
        for title in ("Caches", "Queues"):
            item = queue.add_topic(unit, title)
            queue.edit_item(unit, item.id, presenter_id=person_id)

    told.hold()
    told.bench.change(use_case)
    told.change(people.set_opted_in, told.people[str(told.leads()[THIRD])].id, opted_in=False)
    assert told.leads()[THIRD] != name
    told.check()


def test_names_move_with_the_calendar_and_their_shares_are_those_of_the_new_date(told: Turns) -> None:
    leads = told.leads()
    away = str(leads[FIFTH])
    absent(told, away, FOURTH, FOURTH)
    told.change(calendar.cancel, SECOND, "Offsite")
    assert [told.leads()[day] for day in (THIRD, FOURTH)] == [leads[SECOND], leads[THIRD]]
    assert told.people[away].id.hex in told.row(THIRD).shares_json  # type: ignore[union-attr]
    assert told.people[away].id.hex not in told.row(FOURTH).shares_json  # type: ignore[union-attr]
    assert told.kinds()[-5:] == [
        TurnKind.CALENDAR,
        TurnKind.MOVED,
        TurnKind.MOVED,
        TurnKind.CONFIRMED,
        TurnKind.CONFIRMED,
    ]
    told.change(calendar.hold_after_all, SECOND)
    assert [told.leads()[day] for day in (SECOND, THIRD)] == [leads[SECOND], leads[THIRD]]
    told.check()


def test_what_an_undo_puts_back_is_told_by_the_next_change(told: Turns) -> None:
    before = told.leads()
    done = told.bench.workspace.change(lambda unit: turns.swap(unit, SECOND, THIRD)).changes
    told.bench.workspace.undo(done.operation_id)
    assert told.leads() == before
    assert told.untold()
    told.check()
    told.change(turns.settle)
    assert told.kinds()[-2:] == [TurnKind.AGREED, TurnKind.AGREED]
    assert told.untold() == ()
    told.check()
    told.bench.workspace.redo(done.operation_id)
    assert told.leads()[SECOND] == before[THIRD]
    told.check()
