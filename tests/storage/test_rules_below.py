"""Rules that SQLite itself holds: wrong values, empty reasons, unreasoned changes and edits of the log bounce off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
import sqlmodel
from storage_examples import HandClock, action, move_due, series, team, topic

from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import Incident, Instant, InstantKind
from weeklypm.domain.meeting import ClockEvent, ClockKind, Meeting, MeetingState
from weeklypm.domain.outcomes import ActionChange, ActionItem, ActionState, Priority
from weeklypm.domain.people import Person
from weeklypm.domain.timeline import TimelineEvent
from weeklypm.storage import Unit, Workspace
from weeklypm.storage.engine import raw_connection, sqlite_module
from weeklypm.storage.tables.outcomes import ActionChangeTable, ActionItemTable

Broken = sqlite_module().IntegrityError


@pytest.fixture
def raw(workspace: Workspace) -> Iterator[Any]:
    """Open the file past all of our code, as another tool would."""
    connection = raw_connection(workspace.path, "rw")
    connection.execute("PRAGMA foreign_keys=ON")
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("kind", "gossip"),
        ("state", None),
        ("votes", "many"),
        ("votes", 1.5),
        ("votes", -1),
        ("votes", 2**40),
        ("minutes", 0),
        ("minutes", "ten"),
        ("title", None),
        ("title", b"bytes"),
        ("title", "x" * 2001),
        ("detail", "x" * 200_001),
        ("pinned", 2),
        ("queued_on", "soon"),
        ("created_at", "2026-11-24"),
        ("version", 0),
        ("version", "one"),
        ("id", "short"),
        ("why", b"{}"),
    ],
)
def test_a_wrong_value_bounces_off(workspace: Workspace, raw: Any, column: str, value: object) -> None:
    workspace.change(topic)
    with pytest.raises(Broken):
        raw.execute(f"UPDATE agenda_item SET {column} = ?", (value,))


@pytest.mark.parametrize(
    "reason", ["", " ", "\u3000\u3000", "\u200b", "\ufeff \t\n", "-", " - ", "なし", "TBD", "tbd\u3000", "N/A"]
)
def test_an_empty_reason_bounces_off(workspace: Workspace, reason: str) -> None:
    made = workspace.change(action).value
    with pytest.raises(Problem) as caught:
        workspace.change(lambda unit: move_due(unit, made.id, date(2026, 12, 8), reason))
    assert caught.value.code == "storage.problem.value"
    assert workspace.read(lambda reader: reader.get(ActionItem, made.id)).due == made.due


def test_a_reason_of_one_letter_is_one(workspace: Workspace) -> None:
    made = workspace.change(action).value
    assert workspace.change(lambda unit: move_due(unit, made.id, date(2026, 12, 8), "休")).value.due == date(
        2026, 12, 8
    )


def owned(unit: Unit) -> ActionItem:
    home = team(unit)
    anna = unit.add(Person(**unit.stamp(), name="Anna", joined_on=date(2026, 1, 5)))
    return action(unit, owner_id=anna.id, team_id=home.id)


CHANGES = [
    ("due", "2026-12-24"),
    ("due", None),
    ("priority", "P3"),
    ("priority", None),
    ("owner_id", None),
    ("owner_text", "Somebody"),
    ("team_id", None),
    ("state", "dropped"),
]


@pytest.mark.parametrize(("column", "value"), CHANGES)
def test_what_was_agreed_does_not_change_without_a_reason(
    workspace: Workspace, raw: Any, column: str, value: object
) -> None:
    workspace.change(owned)
    with pytest.raises(Broken, match=f"reason missing: {column}"):
        raw.execute(f"UPDATE action_item SET {column} = ?, version = version + 1", (value,))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("due", date(2026, 12, 24)),
        ("due", None),
        ("priority", Priority.P3),
        ("owner_id", None),
        ("owner_text", "Somebody"),
        ("team_id", None),
        ("state", ActionState.DROPPED),
    ],
)
@pytest.mark.parametrize("state", [ActionState.IDEA, ActionState.COMMITTED, ActionState.DONE])
def test_a_raw_session_moves_nothing_that_was_agreed(
    workspace: Workspace, field: str, value: Any, state: ActionState
) -> None:
    made = workspace.change(lambda unit: unit.put(replace(owned(unit), state=state))).value
    engine = sa.create_engine(f"sqlite:///{workspace.path}", poolclass=sa.NullPool)
    with sqlmodel.Session(engine) as session:
        row = session.get(ActionItemTable, made.id)
        assert row is not None
        setattr(row, field, value)
        with pytest.raises(sa.exc.IntegrityError, match=f"reason missing: {field}"):
            session.commit()
    assert workspace.read(lambda reader: reader.get(ActionItem, made.id)) == made
    assert workspace.check() == []


@pytest.mark.parametrize("reason", ["", "\u3000", "\u200b", "-", "なし", "TBD", "n/a"])
def test_a_raw_session_writes_no_reason_that_says_nothing(workspace: Workspace, reason: str) -> None:
    made = workspace.change(owned).value
    engine = sa.create_engine(f"sqlite:///{workspace.path}", poolclass=sa.NullPool)
    at = made.updated_at + timedelta(seconds=1)
    stamp = {"id": uuid4(), "created_at": at, "updated_at": at, "version": 1, "withdrawn": False, "at": at}
    told = {"action_id": made.id, "field": "due", "old": "2026-12-01", "new": "2026-12-24", "reason": reason}
    with sqlmodel.Session(engine) as session:
        session.add(ActionChangeTable(**stamp, **told))
        with pytest.raises(sa.exc.IntegrityError, match="ck_action_change_reasoned"):
            session.commit()
    assert workspace.read(lambda reader: reader.find(ActionChange)) == []


@pytest.mark.parametrize(("column", "value"), CHANGES)
def test_an_old_reason_does_not_serve_again(workspace: Workspace, raw: Any, column: str, value: Any) -> None:
    made = workspace.change(owned).value
    told = {"action_id": made.id, "field": column, "new": value or "", "reason": "waits"}
    workspace.change(lambda unit: unit.add(ActionChange(**unit.stamp(), **told, at=unit.now)))
    with pytest.raises(Broken, match=f"reason missing: {column}"):
        raw.execute(f"UPDATE action_item SET {column} = ?, updated_at = '2026-11-24 13:00:00.000000'", (value,))


def test_a_reason_serves_its_own_field_and_value_only(workspace: Workspace) -> None:
    made = workspace.change(action).value

    def other(unit: Unit, **changes: Any) -> ActionItem:
        unit.add(
            ActionChange(**unit.stamp(), action_id=made.id, field="due", new="2026-12-08", reason="waits", at=unit.now)
        )
        return unit.put(replace(unit.get(ActionItem, made.id), **changes))

    for changes in ({"due": date(2026, 12, 9)}, {"priority": Priority.P3}, {"state": ActionState.DROPPED}):
        with pytest.raises(Problem) as caught:
            workspace.change(lambda unit, changes=changes: other(unit, **changes))
        assert caught.value.code == "storage.problem.reason_missing"
    assert workspace.change(lambda unit: other(unit, due=date(2026, 12, 8))).value.due == date(2026, 12, 8)


def test_owner_team_and_dropping_change_with_their_reasons(workspace: Workspace) -> None:
    made = workspace.change(owned).value

    def reasoned(unit: Unit, **changes: Any) -> ActionItem:
        for field, value in changes.items():
            new = "" if value is None else str(getattr(value, "value", value))
            unit.add(ActionChange(**unit.stamp(), action_id=made.id, field=field, new=new, reason="moved", at=unit.now))
        return unit.put(replace(unit.get(ActionItem, made.id), **changes))

    ben = workspace.change(lambda unit: unit.add(Person(**unit.stamp(), name="Ben", joined_on=date(2026, 1, 5)))).value
    workspace.change(lambda unit: reasoned(unit, owner_id=ben.id, team_id=None))
    workspace.change(lambda unit: reasoned(unit, owner_id=None, owner_text="Chiho"))
    dropped = workspace.change(lambda unit: reasoned(unit, state=ActionState.DROPPED)).value
    assert (dropped.owner_text, dropped.state) == ("Chiho", ActionState.DROPPED)
    assert workspace.check() == []


def test_the_first_value_and_being_done_need_no_reason(workspace: Workspace) -> None:
    made = workspace.change(lambda unit: action(unit, due=None, priority=None)).value
    first = {"due": date(2026, 12, 1), "priority": Priority.P0, "owner_text": "Anna", "state": ActionState.DONE}
    assert workspace.change(lambda unit: unit.put(replace(made, **first))).value.priority is Priority.P0


def test_while_its_meeting_is_live_an_action_changes_freely(workspace: Workspace) -> None:
    def held(unit: Unit, state: MeetingState, day: date) -> UUID:
        known = unit.first(Meeting, held_on=day)
        if known:
            return unit.put(replace(known, state=state)).id
        return unit.add(Meeting(**unit.stamp(), series_id=series(unit).id, held_on=day, state=state)).id

    day = date(2026, 11, 24)
    meeting_id = workspace.change(lambda unit: held(unit, MeetingState.LIVE, day)).value
    made = workspace.change(lambda unit: action(unit, meeting_id=meeting_id)).value
    later = workspace.change(lambda unit: unit.put(replace(made, due=date(2026, 12, 9)))).value
    workspace.change(lambda unit: held(unit, MeetingState.CLOSED, day))
    with pytest.raises(Problem) as caught:
        workspace.change(lambda unit: unit.put(replace(later, due=date(2026, 12, 10))))
    assert caught.value.code == "storage.problem.reason_missing"
    assert caught.value.message.get("field").code == "storage.field.due"


@pytest.mark.parametrize(("hours", "free"), [(1, True), (13, False)])
def test_a_meeting_opened_again_frees_what_was_recorded_for_hours_only(
    workspace: Workspace, clock: HandClock, hours: int, free: bool
) -> None:
    def held(unit: Unit) -> ActionItem:
        day = date(2026, 11, 24)
        meeting = Meeting(**unit.stamp(), series_id=series(unit).id, held_on=day, state=MeetingState.LIVE)
        made = action(unit, meeting_id=unit.add(meeting).id)
        unit.add(ClockEvent(**unit.stamp(), meeting_id=meeting.id, at=unit.now, kind=ClockKind.CLOSE))
        return made

    made = workspace.change(held).value
    clock.now += timedelta(hours=hours)
    for use_case in (
        lambda unit: unit.put(replace(made, due=date(2026, 12, 9))),
        lambda unit: unit.delete(unit.get(ActionItem, made.id)),
    ):
        if free:
            workspace.change(use_case)
        else:
            with pytest.raises(Problem) as caught:
                workspace.change(use_case)
            assert caught.value.code == "storage.problem.reason_missing"


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM change",
        "DELETE FROM operation",
        "UPDATE change SET new = '\"other\"'",
        "UPDATE change SET field = 'title'",
        "UPDATE operation SET counter = 99",
    ],
)
def test_the_log_is_never_rewritten(workspace: Workspace, raw: Any, sql: str) -> None:
    workspace.change(topic)
    with pytest.raises(Broken, match="the change log is kept"):
        raw.execute(sql)


def test_values_alone_may_be_erased_for_rows_that_are_named(workspace: Workspace, raw: Any) -> None:
    row = workspace.change(team).value
    raw.execute("INSERT INTO erasure VALUES (?)", (row.id.hex,))
    raw.execute("UPDATE change SET new = '{}' WHERE row_id = ?", (row.id.hex,))
    with pytest.raises(Broken, match="the change log is kept"):
        raw.execute("UPDATE change SET row_id = ?", (uuid4().hex,))
    with pytest.raises(Broken, match="the change log is kept"):
        raw.execute("DELETE FROM change")


def incident(unit: Unit, key: str = "2026-11-20-queue") -> Incident:
    return unit.add(Incident(**unit.stamp(), key=key, title="Queue stood still"))


def test_keys_are_unique_among_rows_that_live(workspace: Workspace) -> None:
    first = workspace.change(incident).value
    with pytest.raises(Problem) as caught:
        workspace.change(incident)
    assert caught.value.code == "storage.problem.duplicate"
    assert caught.value.message.get("table").code == "storage.table.incident"
    workspace.change(lambda unit: unit.delete(first))
    assert workspace.change(incident).value.key == first.key


def test_dates_kinds_and_sources_are_unique(workspace: Workspace) -> None:
    made = workspace.change(incident).value
    plan = workspace.change(series).value

    def meeting(unit: Unit) -> Meeting:
        return unit.add(Meeting(**unit.stamp(), series_id=plan.id, held_on=date(2026, 11, 24)))

    def onset(unit: Unit) -> Instant:
        return unit.add(Instant(**unit.stamp(), incident_id=made.id, kind=InstantKind.ONSET))

    def event(unit: Unit, source_id: str = "U1") -> TimelineEvent:
        return unit.add(TimelineEvent(**unit.stamp(), incident_id=made.id, text="Alert", source_id=source_id))

    for use_case in (meeting, onset, event):
        workspace.change(use_case)
        with pytest.raises(Problem) as caught:
            workspace.change(use_case)
        assert caught.value.code == "storage.problem.duplicate"
    for _ in range(2):
        workspace.change(lambda unit: event(unit, ""))


def test_check_finds_what_was_changed_past_the_log(workspace: Workspace, raw: Any) -> None:
    workspace.change(topic)
    workspace.change(team)
    workspace.change(incident)
    assert workspace.check() == []
    raw.execute("UPDATE agenda_item SET votes = 7")
    raw.execute("UPDATE team SET id = ?", (uuid4().hex,))
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("DELETE FROM incident")
    raw.execute("UPDATE agenda_item SET incident_id = ?", (uuid4().hex,))
    codes = sorted(found.code for found in workspace.check())
    assert codes == [
        "storage.check.differs",
        "storage.check.lost",
        "storage.check.lost",
        "storage.check.reference",
        "storage.check.unlogged",
    ]


def test_undoing_first_values_and_reasons_passes_the_guards(workspace: Workspace, clock: HandClock) -> None:
    made = workspace.change(lambda unit: action(unit, due=None)).value
    first = workspace.change(lambda unit: unit.put(replace(made, due=date(2026, 12, 1)))).changes
    clock.now += timedelta(days=1)
    moved = workspace.change(lambda unit: move_due(unit, made.id, date(2026, 12, 8))).changes
    workspace.undo(moved.operation_id)
    (reason,) = workspace.read(lambda reader: reader.find(ActionChange))
    assert reason.withdrawn
    workspace.undo(first.operation_id)
    assert workspace.read(lambda reader: reader.get(ActionItem, made.id)).due is None
    workspace.redo(first.operation_id)
    workspace.redo(moved.operation_id)
    assert workspace.read(lambda reader: reader.get(ActionItem, made.id)).due == date(2026, 12, 8)
    assert not workspace.read(lambda reader: reader.find(ActionChange))[0].withdrawn
    assert workspace.check() == []


def test_an_undo_excuses_nothing_once_it_is_done(workspace: Workspace, raw: Any, clock: HandClock) -> None:
    made = workspace.change(action).value
    clock.now += timedelta(days=1)
    moved = workspace.change(lambda unit: move_due(unit, made.id, date(2026, 12, 8))).changes
    for way in (workspace.undo, workspace.redo):
        way(moved.operation_id)
        with pytest.raises(Broken, match="reason missing: due"):
            raw.execute("UPDATE action_item SET due = '2031-01-01', version = version + 1")
    assert workspace.read(lambda reader: reader.get(ActionItem, made.id)).due == date(2026, 12, 8)


def test_a_reason_excuses_nothing_once_it_is_told(workspace: Workspace, raw: Any, clock: HandClock) -> None:
    made = workspace.change(action).value
    clock.now += timedelta(days=1)
    later = workspace.change(lambda unit: move_due(unit, made.id, date(2026, 12, 8))).value
    clock.now += timedelta(days=1)
    workspace.change(lambda unit: move_due(unit, made.id, date(2026, 12, 1)))
    (at,) = raw.execute("SELECT updated_at FROM action_change ORDER BY at LIMIT 1").fetchone()
    assert str(later.updated_at.replace(tzinfo=None)) in at
    with pytest.raises(Broken, match="reason missing: due"):
        raw.execute("UPDATE action_item SET due = '2026-12-08', updated_at = ?", (at,))


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM action_item",
        "INSERT OR REPLACE INTO action_item SELECT * FROM action_item",
        "INSERT INTO action_item SELECT * FROM action_item WHERE true ON CONFLICT (id) DO UPDATE SET due = NULL",
        "UPDATE action_item SET id = '0123456789abcdef0123456789abcdef'",
        "UPDATE action_item SET meeting_id = (SELECT id FROM meeting)",
    ],
)
def test_no_row_of_a_promise_makes_way_for_another(workspace: Workspace, raw: Any, sql: str) -> None:
    def live(unit: Unit) -> None:
        day = date(2026, 11, 24)
        unit.add(Meeting(**unit.stamp(), series_id=series(unit).id, held_on=day, state=MeetingState.LIVE))
        action(unit)

    workspace.change(live)
    with pytest.raises(Broken, match="an action is kept"):
        raw.execute(sql)


def test_a_promise_is_not_marked_as_deleted_past_the_code(workspace: Workspace, raw: Any, clock: HandClock) -> None:
    made = workspace.change(action)
    undone = "UPDATE action_item SET deleted_at = updated_at"
    with pytest.raises(Broken, match="reason missing: deleted_at"):
        raw.execute(undone)
    for way in (workspace.undo, workspace.redo):
        clock.now += timedelta(days=1)
        way(made.changes.operation_id)
    with pytest.raises(Broken, match="reason missing: deleted_at"):
        raw.execute(undone)
    with pytest.raises(Problem) as caught:
        workspace.change(lambda unit: unit.delete(unit.get(ActionItem, made.value.id)))
    assert caught.value.code == "storage.problem.reason_missing"
