"""The record: what it tells, files from before it, its replay, past turns, and what a replay finds amiss."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from services_desk import Bench
from turn_hands import FIRST, FOURTH, SECOND, THIRD, Turns, refused

from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.turns import TurnKind
from weeklypm.services import calendar, people, turn_facts, turns
from weeklypm.services.clock import HandClock
from weeklypm.services.dates import series_of
from weeklypm.services.turn_facts import difference, in_pieces, told_on
from weeklypm.services.turn_json import canonical, facts_of, shares_from_json, shares_to_json
from weeklypm.services.turn_replay import replay_record
from weeklypm.services.turn_state import rotation_state
from weeklypm.services.week import cast_of
from weeklypm.storage import Unit, open_workspace

PAST = [date(2026, 8, 5), date(2026, 8, 12), date(2026, 8, 19), date(2026, 8, 26)]


@pytest.fixture
def told(bench: Bench) -> Turns:
    return Turns(bench)


def test_a_person_is_told_once_and_again_when_something_changes(told: Turns) -> None:
    told.change(turns.settle)
    (roster,) = [event for event in told.events() if event.kind is TurnKind.ROSTER]
    assert len(facts_of(roster.facts)["roster"]["people"]) == 6
    told.change(people.set_opted_in, told.people["Sena"].id, opted_in=False)
    changed = [event for event in told.events() if event.kind is TurnKind.ROSTER][-1]
    assert list(facts_of(changed.facts)["roster"]) == ["people"]
    assert list(facts_of(changed.facts)["roster"]["people"]) == [told.people["Sena"].id.hex]


def test_an_event_never_holds_more_than_its_column(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn_facts, "MOST_LETTERS", 400)
    whole = {"absences": {f"{n:032x}": ["a" * 32, "2026-01-01", "2026-01-02"] for n in range(20)}, "people": {"b": [1]}}
    pieces = list(in_pieces(difference({}, whole)))
    assert len(pieces) > 3
    assert all(len(canonical(piece)) < 600 for piece in pieces)
    again: dict[str, object] = {}
    for piece in pieces:
        again = told_on(again, piece)
    assert again == whole


def test_shares_are_read_as_they_were_written(told: Turns) -> None:
    told.change(turns.settle)
    roster = told.bench.read(lambda reader: cast_of(reader, series_of(reader)).roster)
    shares = roster.shares(FIRST, ())
    assert shares_from_json(shares_to_json(shares)) == shares
    assert shares_from_json(shares_to_json(())) == ()
    assert shares_from_json("") is None


def test_a_file_from_before_the_record_is_brought_into_it(told: Turns) -> None:
    def as_it_was(unit: Unit) -> None:
        series, who = series_of(unit), [person.id for person in unit.find(people.Person)]
        for index, (day, state) in enumerate(
            [(FIRST, MeetingState.CLOSED), (SECOND, MeetingState.PLANNED), (THIRD, MeetingState.PLANNED)]
        ):
            row = Meeting(**unit.stamp(), series_id=series.id, held_on=day, state=state)
            unit.add(replace(row, facilitator_id=who[index]))

    told.bench.change(as_it_was)
    told.go_to(FIRST + timedelta(days=1))
    names = told.leads()
    assert told.events() == ()
    told.check()
    told.change(turns.settle)
    assert told.kinds() == [
        TurnKind.CALENDAR, TurnKind.ROSTER, TurnKind.HELD, TurnKind.AGREED, TurnKind.AGREED,
        TurnKind.CONFIRMED, TurnKind.CONFIRMED,
    ]  # fmt: skip
    assert told.leads() == names
    assert sorted(set(told.debts().values())) == [Fraction(-5, 6), Fraction(1, 6)]
    held = told.row(FIRST)
    assert held is not None
    assert held.shares_json
    told.check()


def test_a_replay_names_the_first_event_that_ends_otherwise(told: Turns, tmp_path: Path) -> None:
    told.change(turns.settle)
    told.hold()
    events = told.events()
    number = next(event.number for event in events if event.kind is TurnKind.CONFIRMED)
    other = next(p.id for p in told.people.values() if p.id != events[number - 1].person_id)
    false = tuple(replace(e, person_id=other) if e.number == number else e for e in events)
    found = replay_record(false, tmp_path / "false.sqlite")
    assert found is not None
    assert (found.number, found.recorded.person_id) == (number, other)
    assert found.replayed is not None
    assert found.replayed.person_id == events[number - 1].person_id


def test_a_replay_on_another_file_comes_to_the_same_to_the_byte(told: Turns, tmp_path: Path) -> None:
    for _ in range(3):
        told.hold()
    told.change(calendar.add_closure, "Works", THIRD, THIRD + timedelta(days=40))
    told.change(turns.swap, *list(told.leads())[:2])
    told.change(calendar.remove_closure, told.bench.read(lambda reader: reader.find(calendar.Closure))[0].id)
    path = tmp_path / "again.sqlite"
    assert replay_record(told.events(), path) is None
    with open_workspace(path, clock=HandClock(told.bench.clock())) as again:
        assert again.read(rotation_state) == told.bench.read(rotation_state)
        assert again.check() == []


def test_past_turns_seed_the_ledger(told: Turns) -> None:
    first, second = list(told.people.values())[:2]
    led = [(PAST[0], first.id), (PAST[1], second.id), (PAST[2], first.id), (PAST[3], second.id)]
    assert told.change(turns.seed_history, led) == 4
    debts = told.debts()
    assert debts[first.name] == debts[second.name] == Fraction(4, 6) - 2
    assert {debts[name] for name in debts if name not in (first.name, second.name)} == {Fraction(4, 6)}
    assert told.read(turns.ledger_now).served[first.id] == (PAST[0], PAST[2])
    assert told.people[first.name].joined_on == PAST[0]
    assert told.kinds()[-6:] == [*[TurnKind.SEEDED] * 4, *[TurnKind.CONFIRMED] * 2]
    told.check()
    for _ in range(4):
        told.hold()
    assert not {first.name, second.name} & {
        name for person_id, days in told.read(turns.ledger_now).served.items() for name in [told.name(person_id)]
        if days[-1] >= FIRST
    }  # fmt: skip
    told.check()


def test_past_turns_count_for_the_first_dates_of_all(bench: Bench) -> None:
    told = Turns(bench)
    told.change(turns.settle)
    always = [told.people[name].id for name in list(told.leads(2).values()) if name is not None]
    assert told.change(turns.seed_history, [(day, always[at % 2]) for at, day in enumerate(PAST)]) == len(PAST)
    assert not {told.name(person_id) for person_id in always} & set(told.leads(2).values())
    assert told.kinds()[-2:] == [TurnKind.CONFIRMED] * 2
    told.check()


def test_what_people_agreed_on_stands_when_past_turns_are_told(bench: Bench) -> None:
    told = Turns(bench)
    told.change(turns.swap, FIRST, FOURTH)
    first, second, third, fourth = list(told.leads(4).values())
    led = [told.people[str(name)].id for name in (first, second, third, fourth)]
    told.change(turns.seed_history, list(zip(PAST, led, strict=True)))
    now = told.leads(4)
    assert (now[FIRST], now[FOURTH]) == (first, fourth)
    assert now[SECOND] != second
    told.check()


def test_past_turns_leave_names_as_they_are_once_a_meeting_was_held(told: Turns) -> None:
    told.hold()
    before = told.leads(2)
    told.change(turns.seed_history, [(PAST[0], told.people[str(name)].id) for name in [next(iter(before.values()))]])
    assert told.leads(2) == before
    told.check()


def test_past_turns_told_again_change_nothing(told: Turns) -> None:
    led = [(PAST[0], told.people["Sena"].id)]
    told.change(turns.seed_history, led)
    before, debts = told.events(), told.debts()
    assert told.change(turns.seed_history, led) == 0
    assert (told.events(), told.debts()) == (before, debts)


def test_past_turns_that_cannot_be_are_refused(told: Turns) -> None:
    sena, torii = told.people["Sena"].id, told.people["Torii"].id
    told.hold()
    assert refused(told, turns.seed_history, [(PAST[0], sena), (PAST[0], torii)]) == "turns.problem.seed_twice"
    assert refused(told, turns.seed_history, [(THIRD, sena)]) == "turns.problem.seed_future"
    assert refused(told, turns.seed_history, [(FIRST, sena)]) == "turns.problem.seed_held"
    told.go_to(THIRD)
    assert refused(told, turns.seed_history, [(SECOND, sena)]) == "turns.problem.seed_late"
    assert refused(told, turns.seed_history, [(PAST[0], series_id(told))]) == "turns.problem.nobody_known"
    told.change(turns.seed_history, [(PAST[0], sena)])
    assert refused(told, turns.seed_history, [(PAST[0], torii)]) == "turns.problem.seed_held"


def series_id(told: Turns) -> object:
    return told.bench.read(lambda reader: series_of(reader).id)
