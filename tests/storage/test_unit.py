"""One transaction a use case: rows, versions, questions, drafts, and the log of it all."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from storage_examples import HandClock, action, series, team, topic

from weeklypm.domain.agenda import AgendaItem, ItemState, Kind, Segment
from weeklypm.domain.changes import CREATED
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting, NoteDraft
from weeklypm.domain.outcomes import ActionItem, ActionState
from weeklypm.domain.people import Person, Team
from weeklypm.domain.values import message
from weeklypm.storage import Unit, Workspace, open_workspace
from weeklypm.storage.log import _HEAD, CHANGE, OPERATION


def test_an_outcome_tells_what_was_returned_and_changed(workspace: Workspace) -> None:
    label = message("queue.done.added", title="A quiet week")
    outcome = workspace.change(topic, label)
    (entry,) = outcome.changes.entries
    assert (entry.table, entry.row_id, entry.field, entry.new) == (
        "AgendaItem",
        outcome.value.id,
        CREATED,
        outcome.value,
    )
    assert outcome.changes.label == label
    assert outcome.changes.rows("AgendaItem") == {outcome.value.id}


def test_a_put_raises_the_version_and_logs_each_changed_field(workspace: Workspace) -> None:
    made = workspace.change(topic).value
    outcome = workspace.change(lambda unit: unit.put(replace(made, title="Queues", votes=3)))
    assert [(entry.field, entry.old, entry.new) for entry in outcome.changes.entries] == [
        ("title", "A quiet week", "Queues"),
        ("votes", 0, 3),
    ]
    assert (outcome.value.version, outcome.value.created_at) == (2, made.created_at)
    assert outcome.value.updated_at > made.updated_at
    assert workspace.read(lambda reader: reader.get(AgendaItem, made.id)) == outcome.value


def test_a_put_without_a_change_does_nothing(workspace: Workspace) -> None:
    made = workspace.change(topic).value
    outcome = workspace.change(lambda unit: unit.put(made))
    assert outcome.value == made
    assert outcome.changes.entries == ()


def test_a_row_changed_meanwhile_is_not_overwritten(workspace: Workspace) -> None:
    read_early = workspace.change(topic).value
    workspace.change(lambda unit: unit.put(replace(read_early, votes=1)))
    with pytest.raises(Problem) as caught:
        workspace.change(lambda unit: unit.put(replace(read_early, title="Late")))
    assert caught.value.code == "storage.problem.stale"
    assert workspace.read(lambda reader: reader.get(AgendaItem, read_early.id)).title == "A quiet week"


def test_many_rows_are_put_as_each_alone_would_be(workspace: Workspace) -> None:
    made = [workspace.change(topic).value for _ in range(3)]
    wanted = [replace(made[0], votes=2), made[1], replace(made[2], title="Queues", votes=1)]
    outcome = workspace.change(lambda unit: unit.put_many(wanted))
    assert [(one.title, one.votes, one.version) for one in outcome.value] == [
        ("A quiet week", 2, 2),
        ("A quiet week", 0, 1),
        ("Queues", 1, 2),
    ]
    assert [(entry.row_id, entry.field) for entry in outcome.changes.entries] == [
        (made[0].id, "votes"),
        (made[2].id, "title"),
        (made[2].id, "votes"),
    ]
    assert workspace.read(lambda reader: [reader.get(AgendaItem, one.id) for one in made]) == list(outcome.value)
    assert workspace.change(lambda unit: unit.put_many([])).value == ()


def test_of_many_rows_none_is_put_where_one_was_changed_meanwhile(workspace: Workspace) -> None:
    made = [workspace.change(topic).value for _ in range(2)]
    workspace.change(lambda unit: unit.put(replace(made[1], votes=1)))
    with pytest.raises(Problem) as caught:
        workspace.change(lambda unit: unit.put_many([replace(one, title="Late") for one in made]))
    assert caught.value.code == "storage.problem.stale"
    assert {one.title for one in workspace.read(lambda reader: reader.find(AgendaItem))} == {"A quiet week"}


def test_an_error_takes_everything_back(workspace: Workspace) -> None:
    def half(unit: Unit) -> None:
        team(unit)
        unit.draft(draft(unit, "half"))
        raise KeyError("half-way")

    with pytest.raises(KeyError):
        workspace.change(half)
    assert workspace.read(lambda reader: (reader.count(Team), reader.count(NoteDraft))) == (0, 0)
    assert workspace.check() == []
    assert workspace.change(team).value.name == "Sea"


def test_a_deleted_row_is_marked_and_can_be_asked_for(workspace: Workspace) -> None:
    made = workspace.change(team).value
    workspace.change(lambda unit: unit.delete(made))
    assert workspace.read(lambda reader: reader.find(Team)) == []
    (gone,) = workspace.read(lambda reader: reader.find(Team, include_deleted=True))
    assert gone.deleted_at is not None
    with pytest.raises(Problem) as caught:
        workspace.read(lambda reader: reader.get(Team, made.id))
    assert caught.value.code == "storage.problem.not_found"


def test_questions_filter_order_and_page(workspace: Workspace) -> None:
    def fill(unit: Unit) -> None:
        for title, votes, minutes in [("a", 3, None), ("b", 1, 10), ("c", 2, 5), ("d", 2, None)]:
            topic(unit, title, votes=votes, minutes=minutes)
        topic(unit, "e", kind=Kind.NEAR_MISS, state=ItemState.DROPPED)

    workspace.change(fill)

    def titles(**question: object) -> str:
        return "".join(item.title for item in workspace.read(lambda reader: reader.find(AgendaItem, **question)))  # type: ignore[arg-type]

    assert titles() == "abcde"
    assert titles(state=ItemState.QUEUED, order_by=("votes", "title"), descending=True) == "adcb"
    assert titles(order_by=("minutes", "title")) == "cbade"
    assert titles(order_by=("minutes", "title"), descending=True) == "bcdea"[:2] + "eda"
    assert titles(limit=2, offset=1) == "bc"
    assert titles(kind={Kind.NEAR_MISS}) == "e"
    assert titles(minutes=None) == "ade"
    assert titles(minutes=[5, None]) == "acde"
    assert titles(votes=()) == ""
    assert titles(votes__ge=2, votes__lt=3) == "cd"
    assert titles(votes__gt=2) == "a"
    assert titles(votes__le=1) == "be"
    assert titles(minutes__ne=5) == "abde"
    assert workspace.read(lambda reader: reader.count(AgendaItem, votes=2)) == 2
    assert workspace.read(lambda reader: reader.first(AgendaItem, title="z")) is None


def test_a_field_that_holds_a_tuple_is_compared_whole(workspace: Workspace) -> None:
    def anna(unit: Unit) -> Person:
        return unit.add(Person(**unit.stamp(), name="Anna", joined_on=date(2026, 1, 5), aliases=("ann", "杏奈")))

    workspace.change(anna)
    assert workspace.read(lambda reader: reader.count(Person, aliases=("ann", "杏奈"))) == 1
    assert workspace.read(lambda reader: reader.count(Person, aliases=("ann",))) == 0


def draft(unit: Unit, text: str) -> NoteDraft:
    meeting = unit.first(Meeting) or unit.add(
        Meeting(**unit.stamp(), series_id=series(unit).id, held_on=date(2026, 11, 24))
    )
    return NoteDraft(**unit.stamp(), note_key="main", meeting_id=meeting.id, segment=Segment.MAIN, text=text)


def test_a_draft_is_overwritten_in_place_and_never_logged(workspace: Workspace) -> None:
    first = workspace.change(lambda unit: unit.draft(draft(unit, "wh")))
    second = workspace.change(lambda unit: unit.draft(draft(unit, "what we saw")))
    assert second.changes.entries == ()
    assert second.value.id == first.value.id
    assert (second.value.text, second.value.version) == ("what we saw", 2)
    assert workspace.read(lambda reader: reader.count(NoteDraft)) == 1
    workspace.change(lambda unit: unit.clear_draft("main"))
    assert workspace.read(lambda reader: reader.count(NoteDraft)) == 0
    assert workspace.check() == []


def test_many_rows_are_logged_one_entry_each(workspace: Workspace) -> None:
    def many(unit: Unit) -> None:
        sea = Team(**unit.stamp(), name="Sea")
        people = [Person(**unit.stamp(), name=f"P{n}", team_id=sea.id, joined_on=date(2026, 1, 5)) for n in range(2500)]
        unit.add_many([sea, *people])

    outcome = workspace.change(many)
    assert len(outcome.changes.entries) == 2501
    assert workspace.read(lambda reader: reader.count(Person)) == 2500
    assert workspace.check() == []


def test_references_may_be_written_in_any_order_but_must_hold_at_the_end(workspace: Workspace) -> None:
    def child_first(unit: Unit) -> None:
        late = Team(**unit.stamp(), name="Late")
        unit.add(Person(**unit.stamp(), name="Early", team_id=late.id, joined_on=date(2026, 1, 5)))
        unit.add(late)

    workspace.change(child_first)
    with pytest.raises(Problem) as caught:
        workspace.change(lambda unit: topic(unit, "no such incident", incident_id=unit.stamp()["id"]))
    assert caught.value.code == "storage.problem.dangling"
    assert workspace.read(lambda reader: reader.count(AgendaItem)) == 0
    assert workspace.change(team).value.name == "Sea"


def test_each_entry_names_the_one_that_wrote_the_cell_before(workspace: Workspace) -> None:
    made = workspace.change(topic).value
    workspace.change(lambda unit: unit.put(replace(made, title="Second")))

    def twice(unit: Unit) -> None:
        third = unit.put(replace(unit.get(AgendaItem, made.id), title="Third", votes=1))
        unit.put(replace(third, title="Fourth"))

    workspace.change(twice)
    with workspace._transaction(reading=True):
        entries = workspace._connection.execute(sa.select(CHANGE).order_by(CHANGE.c.id)).all()
        counters = (
            workspace._connection.execute(sa.select(OPERATION.c.counter).order_by(OPERATION.c.id)).scalars().all()
        )
    ids = {entry.id: (entry.field, entry.new) for entry in entries}
    told = [(entry.field, entry.new, [ids[parent][0] for parent in entry.parents]) for entry in entries[1:]]
    assert told == [
        ("title", '"Second"', ["created"]),
        ("title", '"Third"', ["title"]),
        ("votes", "1", ["created"]),
        ("title", '"Fourth"', ["title"]),
    ]
    assert entries[-1].parents == (entries[-3].id,)
    assert counters == [1, 2, 3]


def test_a_clock_set_back_breaks_no_order(path: object, workspace: Workspace, clock: HandClock) -> None:
    first = workspace.change(team).value
    clock.now -= timedelta(days=400)
    second = workspace.change(team).value
    assert second.created_at < first.created_at
    assert second.id > first.id
    workspace.close()
    with open_workspace(workspace.path, clock=clock) as again:
        assert again.change(team).value.id > second.id


def test_now_is_read_once_a_unit(workspace: Workspace) -> None:
    outcome = workspace.change(lambda unit: (unit.now, team(unit).created_at, unit.now))
    assert set(outcome.value) == {outcome.changes.at}


def test_an_action_of_any_state_is_stored(workspace: Workspace) -> None:
    for state in ActionState:
        workspace.change(lambda unit, state=state: action(unit, state=state))
    states = workspace.read(lambda reader: [row.state for row in reader.find(ActionItem)])
    assert states == list(ActionState)


def test_importing_the_room_loads_no_database_library() -> None:
    program = (
        "import sys, weeklypm.storage; print([m for m in ('sqlalchemy', 'sqlmodel', 'alembic') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_opening_an_existing_workspace_loads_no_alembic(workspace: Workspace) -> None:
    workspace.close()
    program = (
        "import sys, datetime, pathlib\nfrom weeklypm.storage import open_workspace\n"
        "open_workspace(pathlib.Path(sys.argv[1]), clock=lambda: datetime.datetime.now(datetime.UTC)).close()\n"
        "print('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", program, str(workspace.path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "False"


def test_finding_a_cells_last_entry_does_not_read_its_history(workspace: Workspace) -> None:
    plan = workspace._driver().execute(
        f"EXPLAIN QUERY PLAN {_HEAD.compile(workspace._engine)}", (team_id := "0" * 32, team_id)
    )
    assert [row[3] for row in plan] == ["SEARCH change USING COVERING INDEX ix_change_cell (row_id=? AND field=?)"]
