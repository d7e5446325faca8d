"""Undo in reverse gives each earlier state, redo each later one; what others changed since is left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from storage_examples import HandClock, action, cells_alive, move_due, team, topic

from weeklypm.domain.agenda import AgendaItem, ItemState
from weeklypm.domain.errors import Problem
from weeklypm.domain.outcomes import ActionChange, ActionItem
from weeklypm.domain.people import Team
from weeklypm.domain.values import message
from weeklypm.storage import Reader, Unit, Workspace, open_workspace

Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["team", "topic", "action", "vote", "state", "delete", "due", "both"]),
        st.integers(0, 5),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=12,
)


def _nth(unit: Unit, kind: Any, number: int) -> Any:
    found = unit.find(kind)
    return found[number % len(found)] if found else None


def _edit(unit: Unit, step: Step) -> None:
    what, number, value = step
    item = _nth(unit, AgendaItem, number)
    promise = _nth(unit, ActionItem, number)
    if what == "team":
        team(unit, f"T{value}")
    elif what == "topic" or item is None:
        topic(unit, f"Topic {value}")
    elif what == "action" or promise is None:
        action(unit, due=None if value == 0 else date(2026, 12, value))
    elif what == "vote":
        unit.put(replace(item, votes=value))
    elif what == "state":
        unit.put(replace(item, state=list(ItemState)[value], title=f"Topic {value}"))
    elif what == "delete":
        unit.delete(item)
    elif what == "due":
        move_due(unit, promise.id, date(2027, 1, 1 + value))
    else:
        made = topic(unit, "made and changed at once")
        unit.put(replace(made, votes=value))
        unit.put(replace(item, votes=9))


def _seen(reader: Reader) -> dict[UUID, dict[str, Any]]:
    """Return the state as people see it; a withdrawn change counts as none."""
    changes = [change for change in reader.find(ActionChange) if not change.withdrawn]
    return cells_alive([*reader.find(Team), *reader.find(AgendaItem), *reader.find(ActionItem), *changes])


@settings(max_examples=settings.default.max_examples // 3)  # each example opens a file
@given(STEPS)
def test_undo_gives_each_earlier_state_and_redo_each_later_one(steps: list[Step]) -> None:
    with (
        TemporaryDirectory() as folder,
        open_workspace(Path(folder) / "w.sqlite", clock=HandClock(), create=True) as workspace,
    ):
        states = [workspace.read(_seen)]
        operations = []
        for step in steps:
            changes = workspace.change(lambda unit, step=step: _edit(unit, step)).changes
            states.append(workspace.read(_seen))
            if changes.entries:
                operations.append((changes.operation_id, states[-2], states[-1]))
        for operation_id, before, _ in reversed(operations):
            workspace.undo(operation_id)
            assert workspace.read(_seen) == before
        for operation_id, _, after in operations:
            workspace.redo(operation_id)
            assert workspace.read(_seen) == after
        assert workspace.check() == []


def _edited(workspace: Workspace) -> tuple[AgendaItem, UUID]:
    made = workspace.change(topic).value
    return made, workspace.change(lambda unit: unit.put(replace(made, title="Mine"))).changes.operation_id


def test_a_field_changed_since_is_named_and_left_alone(workspace: Workspace) -> None:
    made, mine = _edited(workspace)
    workspace.change(lambda unit: unit.put(replace(unit.get(AgendaItem, made.id), title="Theirs", votes=5)))
    with pytest.raises(Problem) as caught:
        workspace.undo(mine)
    assert caught.value.code == "storage.problem.changed_since"
    assert caught.value.message.get("field").code == "storage.field.title"
    assert workspace.read(lambda reader: reader.get(AgendaItem, made.id)).title == "Theirs"


def test_another_field_changed_since_does_not_hinder(workspace: Workspace) -> None:
    made, mine = _edited(workspace)
    workspace.change(lambda unit: unit.put(replace(unit.get(AgendaItem, made.id), votes=5)))
    workspace.undo(mine)
    back = workspace.read(lambda reader: reader.get(AgendaItem, made.id))
    assert (back.title, back.votes) == ("A quiet week", 5)


def test_a_row_that_others_worked_on_is_not_undone_away(workspace: Workspace) -> None:
    made = workspace.change(topic)
    workspace.change(lambda unit: unit.put(replace(made.value, votes=5)))
    with pytest.raises(Problem) as caught:
        workspace.undo(made.changes.operation_id)
    assert caught.value.message.get("field").code == "storage.field.votes"
    assert workspace.read(lambda reader: reader.count(AgendaItem)) == 1


def test_undo_is_all_or_nothing(workspace: Workspace) -> None:
    def two(unit: Unit) -> tuple[AgendaItem, AgendaItem]:
        return topic(unit, "one"), topic(unit, "two")

    made = workspace.change(two)
    workspace.change(lambda unit: unit.put(replace(made.value[0], votes=1)))
    with pytest.raises(Problem):
        workspace.undo(made.changes.operation_id)
    assert workspace.read(lambda reader: reader.count(AgendaItem)) == 2


def test_a_deleted_row_comes_back(workspace: Workspace) -> None:
    made = workspace.change(topic).value
    gone = workspace.change(lambda unit: unit.delete(made)).changes.operation_id
    workspace.undo(gone)
    assert workspace.read(lambda reader: reader.get(AgendaItem, made.id)).title == made.title


def test_undo_and_redo_are_changes_with_the_first_label(workspace: Workspace) -> None:
    label = message("queue.done.added", title="x")
    made = workspace.change(topic, label)
    undone = workspace.undo(made.changes.operation_id).changes
    assert undone.label == label
    assert undone.rows("AgendaItem") == {made.value.id}
    assert undone.operation_id != made.changes.operation_id
    workspace.redo(undone.operation_id)
    assert workspace.read(lambda reader: reader.count(AgendaItem)) == 1
    workspace.undo(made.changes.operation_id)
    assert workspace.read(lambda reader: reader.count(AgendaItem)) == 0


@pytest.mark.parametrize("way", [Workspace.undo, Workspace.redo])
def test_an_unknown_operation_is_a_sentence(workspace: Workspace, way: Callable[[Workspace, UUID], object]) -> None:
    with pytest.raises(Problem) as caught:
        way(workspace, uuid4())
    assert caught.value.code == "storage.problem.unknown_operation"


def test_what_was_not_undone_cannot_be_redone(workspace: Workspace) -> None:
    _, mine = _edited(workspace)
    with pytest.raises(Problem) as caught:
        workspace.redo(mine)
    assert caught.value.code == "storage.problem.changed_since"


def test_a_withdrawn_reason_stays_to_be_seen(workspace: Workspace, clock: HandClock) -> None:
    made = workspace.change(action).value
    clock.now += timedelta(days=2)
    moved = workspace.change(lambda unit: move_due(unit, made.id, date(2026, 12, 8))).changes.operation_id
    workspace.undo(moved)
    (reason,) = workspace.read(lambda reader: reader.find(ActionChange))
    assert (reason.withdrawn, reason.reason) == (True, "waits for hardware")
    assert workspace.read(lambda reader: reader.get(ActionItem, made.id)).due == made.due
