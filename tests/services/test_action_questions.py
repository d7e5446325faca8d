"""Three thousand actions with ten thousand changes: few questions, soon answered."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa
from services_desk import Bench, open_bench

from weeklypm.domain.incident import IncidentKind
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.outcomes import ActionChange, ActionItem, ActionState, Priority
from weeklypm.domain.people import Person, Team
from weeklypm.services.action_finding import find_actions
from weeklypm.services.action_lines import listed
from weeklypm.services.actions import ActionsView, actions_view, change_actions
from weeklypm.services.dates import series_of
from weeklypm.services.incidents import add_incident
from weeklypm.storage import Unit

ACTIONS, CHANGES = 3000, 10_000
STATES = (ActionState.COMMITTED, ActionState.DONE, ActionState.IDEA, ActionState.DROPPED)
FIRST = date(2026, 1, 7)


def fill(unit: Unit, actions: int, changes: int) -> None:
    people = unit.find(Person)
    meetings = [
        Meeting(
            **unit.stamp(),
            series_id=series_of(unit).id,
            held_on=FIRST + timedelta(weeks=week),
            state=MeetingState.CLOSED,
        )
        for week in range(30)
    ]
    incidents = [add_incident(unit, f"Incident {number}", IncidentKind.INCIDENT) for number in range(5)]
    rows = [
        ActionItem(
            **unit.stamp(),
            text=f"Action {number}",
            priority=list(Priority)[number % 4],
            owner_id=people[number % len(people)].id,
            team_id=people[number % len(people)].team_id,
            due=FIRST + timedelta(days=number % 400),
            state=STATES[number % 4],
            meeting_id=meetings[number % 30].id,
            incident_id=incidents[number % 5].id if number % 3 else None,
        )
        for number in range(actions)
    ]
    told = [
        ActionChange(
            **unit.stamp(),
            action_id=rows[number % actions].id,
            field="due",
            old="2026-08-01",
            new="2026-09-01",
            reason="The parts are late",
            at=unit.now + timedelta(seconds=number),
        )
        for number in range(changes)
    ]
    unit.add_many([*meetings, *rows, *told])


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Bench, Bench]]:
    made = []
    for name, counts in (("few", (30, 10)), ("many", (ACTIONS, CHANGES))):
        bench = open_bench(tmp_path_factory.mktemp(name))
        bench.change(lambda unit, counts=counts: fill(unit, *counts))
        made.append(bench)
    yield made[0], made[1]
    for bench in made:
        bench.workspace.close()


def statements(bench: Bench, question: Any, ask: str = "read") -> list[str]:
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement != "BEGIN":
            said.append(statement)

    sa.event.listen(bench.workspace._engine, "before_cursor_execute", note)
    try:
        getattr(bench, ask)(question)
    finally:
        sa.event.remove(bench.workspace._engine, "before_cursor_execute", note)
    return said


def by_team(reader: Any) -> Any:
    return listed(reader, None, team="Search")


def by_key(reader: Any) -> Any:
    return find_actions(reader, [f"A{number}" for number in range(1, 21)])


@pytest.mark.parametrize("question", [actions_view, by_team, by_key])
def test_many_actions_take_as_few_questions_as_few(benches: tuple[Bench, Bench], question: Any) -> None:
    few, many = (statements(bench, question) for bench in benches)
    assert len(many) == len(few) <= 11, "\n".join(many)


def test_the_page_asks_ten_questions_at_most_and_is_soon_there(benches: tuple[Bench, Bench]) -> None:
    many = benches[1]
    assert 0 < len(statements(many, actions_view)) <= 10
    began = time.process_time()
    view = many.read(actions_view)
    assert time.process_time() - began < 3
    assert len(view.rows) == ACTIONS
    assert sum(len(row.changes) for row in view.rows) == CHANGES


def test_each_row_has_its_own(benches: tuple[Bench, Bench]) -> None:
    view: ActionsView = benches[1].read(actions_view)
    people = {one.id: one for one in benches[1].read(lambda reader: reader.find(Person))}
    teams = {one.id: one for one in benches[1].read(lambda reader: reader.find(Team))}
    for row in view.rows[::97]:
        number = int(row.action.text.split()[1])
        assert row.key == f"A{number + 1}"
        assert row.owner == people[row.action.owner_id]
        assert row.team == teams[row.action.team_id]
        assert row.held_on == FIRST + timedelta(weeks=number % 30)
        assert (row.incident is None) == (number % 3 == 0)
        assert {change.action_id for change in row.changes} == {row.action.id}
        assert row.slips == len(row.changes)
        assert [change.at for change in row.changes] == sorted((c.at for c in row.changes), reverse=True)
    assert len({row.action.id for row in view.rows}) == ACTIONS
    assert view.counts["open"] + view.counts["ended"] == ACTIONS


def test_many_actions_are_changed_with_as_few_questions_as_few(benches: tuple[Bench, Bench]) -> None:
    bench, day = benches[1], FIRST + timedelta(days=500)
    asked = []
    for first, number in ((0, 5), (100, 400)):
        ids = [found.id for found in bench.read(lambda reader: reader.find(ActionItem))[first : first + number]]
        change = partial(change_actions, action_ids=ids, due=day, reason="The freeze comes between")
        said = statements(bench, change, "change")
        # The log looks up what each cell was before: one seek each.
        asked.append([one for one in said if "FROM change" not in one])
    assert len(asked[1]) == len(asked[0]) <= 12, "\n".join(asked[1])
    moved = [one for one in bench.read(lambda reader: reader.find(ActionItem)) if one.due == day]
    assert len(moved) == 405
