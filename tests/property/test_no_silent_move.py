"""No path moves an agreed date, priority or owner, or drops an action, without a reason: all of them, at random."""

from __future__ import annotations

import contextlib
import io
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
import sqlmodel
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from promise_log import GROUPS, guarded_now, story
from services_desk import NOW, Bench, open_bench

from weeklypm.cli.main import run
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.outcomes import ActionItem, ActionState, Priority, ReasonKind
from weeklypm.domain.people import Person, Team
from weeklypm.services import actions, intake, meetings, reading, recording
from weeklypm.services.clock import HandClock
from weeklypm.storage import Reader, Unit, open_workspace
from weeklypm.storage.tables.outcomes import ActionItemTable

DOCUMENT = """# Search slow at lunchtime

Date: 2026-08-28

## Action items
| Action | Owner | Priority | Due |
|---|---|---|---|
| Add an alert | {owner} | {priority} | {due} |
| Write it up | Sena | P2 | |
"""

DAYS = st.sampled_from(
    [None, date(2026, 8, 1), date(2026, 12, 2), date(2026, 12, 9), date(2027, 1, 6), date(2027, 1, 13)]
)
GOOD = ["The parts are late", "部品待ち"]
REASONS = st.sampled_from([*GOOD, *GOOD, "", *GOOD, "\u3000", *GOOD, "TBD"])
LINES = st.sampled_from(
    [
        "Add an alert",
        "Add an alert @Torii !P1 ^2026-10-07",
        "Page sooner @Search",
        "Page sooner @nobody !P3 ^2027-01-06",
    ]
)
NUMBERS = st.integers(0, 5)
AFTER = st.sampled_from(["", "", "undo", "undo, redo", "undo, redo, undo"])
COMMANDS = st.sampled_from(
    [
        ["--due", "none"],
        ["--due", "2026-12-24"],
        ["--owner", "none"],
        ["--due", "none", "--reason", GOOD[0]],
        ["--due", "2026-12-24", "--reason", GOOD[0]],
        ["--owner", "Sena", "--reason", GOOD[0]],
        ["--state", "dropped", "--reason", GOOD[0]],
    ]
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "due": DAYS,
        "priority": st.none() | st.sampled_from(Priority),
        "owner": st.integers(-1, 5),
        "owner_text": st.sampled_from(["", "Ito"]),
        "team": st.integers(-1, 2),
        "link": st.just("https://tracker.example.com/7"),
        "state": st.sampled_from(ActionState),
        "text": st.sampled_from(["Add an alert", "Page sooner"]),
    },
)
TYPED: dict[str, Callable[[str], object]] = {"due": date.fromisoformat, "priority": Priority, "state": ActionState}


@cache
def _template() -> bytes:
    folder = Path(tempfile.mkdtemp())
    try:
        bench = open_bench(folder)
        bench.workspace.close()
        return (folder / "team.sqlite").read_bytes()
    finally:
        shutil.rmtree(folder)


def _of(reader: Reader, kind: Any, number: int) -> UUID | None:
    found = reader.find(kind)
    return found[number % len(found)].id if found and number >= 0 else None


def _fields(reader: Reader, drawn: dict[str, Any]) -> dict[str, Any]:
    """Return the drawn fields with people and teams in the place of numbers."""
    fields = dict(drawn)
    for name, kind in (("owner", Person), ("team", Team)):
        if name in fields:
            fields[f"{name}_id"] = _of(reader, kind, fields.pop(name))
    return fields


class Promises(RuleBasedStateMachine):
    """Do whatever touches actions, on a real file, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "team.sqlite"
        self.path.write_bytes(_template())
        self.clock = HandClock(NOW)
        self.bench = Bench(open_workspace(self.path, clock=self.clock), self.clock)
        self.done: list[UUID] = []
        self.reasoned: list[UUID] = []
        self.act(meetings.start_meeting)
        for line in ("Add an alert @Torii !P1 ^2026-10-07", "Page sooner @Search ^2027-01-06"):
            self.record(line)
        self.close_meeting()

    def teardown(self) -> None:
        try:
            assert self.bench.workspace.check() == []
        finally:
            self.bench.workspace.close()
            told = story(self.path)
            shutil.rmtree(self.folder)
        assert told.silent == []

    def act(self, use_case: Callable[[Unit], object]) -> None:
        """Run a use case a second later; being refused in a sentence is an answer too."""
        self.clock.forward(timedelta(seconds=1))
        with contextlib.suppress(Problem):
            changes = self.bench.workspace.change(use_case).changes
            if changes.entries:  # what changes nothing is no operation
                self.done.append(changes.operation_id)
            if changes.rows("ActionChange"):
                self.reasoned.append(changes.operation_id)

    def on_action(self, number: int, use_case: Callable[[Unit, UUID], object]) -> None:
        """Run a use case on one of the actions, if there is one."""

        def change(unit: Unit) -> None:
            action_id = _of(unit, ActionItem, number)
            if action_id is not None:
                use_case(unit, action_id)

        self.act(change)

    @rule(line=LINES, due=DAYS, idea=st.booleans())
    def add(self, line: str, due: date | None, idea: bool) -> None:
        state = ActionState.IDEA if idea else ActionState.COMMITTED
        self.act(lambda unit: actions.add_action(unit, line, due=due, state=state, owner_id=_of(unit, Person, 1)))

    @rule(line=LINES)
    def record(self, line: str) -> None:
        def use_case(unit: Unit) -> None:
            live = meetings.live_meeting(unit)
            if live is not None:
                recording.record(unit, live.id, recording.Recorded.ACTION, line)

        self.act(use_case)

    @rule(number=NUMBERS, fields=FIELDS, reason=REASONS, kind=st.none() | st.sampled_from(ReasonKind))
    def edit(self, number: int, fields: dict[str, Any], reason: str, kind: ReasonKind | None) -> None:
        self.on_action(
            number,
            lambda unit, one: recording.edit_action(unit, one, reason=reason, kind=kind, **_fields(unit, fields)),
        )

    @rule(numbers=st.lists(NUMBERS, max_size=3), fields=FIELDS, reason=REASONS, after=AFTER)
    def change_several(self, numbers: list[int], fields: dict[str, Any], reason: str, after: str) -> None:
        def use_case(unit: Unit) -> None:
            ids = [one for number in numbers if (one := _of(unit, ActionItem, number))]
            actions.change_actions(unit, ids, reason=reason, **_fields(unit, fields))

        self.act(use_case)
        self.go_back(after)

    @rule(number=NUMBERS, line=LINES)
    def rewrite(self, number: int, line: str) -> None:
        self.on_action(number, lambda unit, one: recording.rewrite(unit, recording.Recorded.ACTION, one, line))

    @rule(number=NUMBERS)
    def remove(self, number: int) -> None:
        self.on_action(number, lambda unit, one: recording.remove_recorded(unit, ActionItem, one))

    @rule(number=NUMBERS, parts=st.lists(LINES, max_size=2), reason=REASONS)
    def split(self, number: int, parts: list[str], reason: str) -> None:
        self.on_action(number, lambda unit, one: actions.split_action(unit, one, parts, reason=reason))

    @rule(number=NUMBERS, by=st.sampled_from(["", "a vendor"]))
    def block(self, number: int, by: str) -> None:
        self.on_action(number, lambda unit, one: actions.block_action(unit, one, by))

    @rule(number=NUMBERS)
    def unblock(self, number: int) -> None:
        self.on_action(number, actions.unblock_action)

    @rule(
        owner=st.sampled_from(["Torii", "Ito", ""]),
        priority=st.sampled_from(["P1", "P3", ""]),
        due=st.sampled_from(["2026-10-07", "2026-08-01", ""]),
        update=st.booleans(),
    )
    def take_document(self, owner: str, priority: str, due: str, update: bool) -> None:
        document = self.folder / "search.md"
        document.write_text(DOCUMENT.format(owner=owner, priority=priority, due=due), encoding="utf-8")
        drafts = reading.read_files([document])
        self.act(lambda unit: intake.take_drafts(unit, drafts, update=update))

    @rule()
    def start_meeting(self) -> None:
        self.clock.forward(timedelta(days=3))
        self.act(meetings.start_meeting)

    @rule()
    def close_meeting(self) -> None:
        def use_case(unit: Unit) -> None:
            live = meetings.live_meeting(unit)
            if live is not None:
                meetings.close_meeting(unit, live.id)

        self.act(use_case)

    @rule(number=NUMBERS)
    def reopen_meeting(self, number: int) -> None:
        def use_case(unit: Unit) -> None:
            closed = unit.find(Meeting, state=MeetingState.CLOSED)
            if closed:
                meetings.reopen_meeting(unit, closed[number % len(closed)].id)

        self.act(use_case)

    @rule(number=st.sampled_from([1, 1, 2, 3]), after=AFTER, reasoned=st.booleans())
    def take_back(self, number: int, after: str, reasoned: bool) -> None:
        known = (reasoned and self.reasoned) or self.done
        self.go_back(after, known[-min(number, len(known))])

    def go_back(self, ways: str, operation: UUID | None = None) -> None:
        """Undo and redo the operation, by default the last one."""
        chosen = operation or self.done[-1]
        for way in filter(None, ways.split(", ")):
            self.clock.forward(timedelta(seconds=1))
            with contextlib.suppress(Problem):
                self.done.append(getattr(self.bench.workspace, way)(chosen).changes.operation_id)

    @rule(number=st.integers(0, 20), words=COMMANDS)
    def type_command(self, number: int, words: list[str]) -> None:
        if number <= 5:  # each command opens the file anew, and that takes its time
            self.command("set", f"A{number + 1}", *words)

    def command(self, *words: str) -> None:
        """Run a command as somebody would who has closed the app."""
        self.bench.workspace.close()
        self.clock.forward(timedelta(minutes=1))
        place = ["--workspace", str(self.path), "--lang", "en", "--now", self.clock().isoformat()]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            assert run([*place, "actions", *words]) in (0, 1)
        self.clock.forward(timedelta(minutes=1))
        self.bench = Bench(open_workspace(self.path, clock=self.clock), self.clock)

    @rule(number=st.integers(0, 99), session=st.booleans())
    def go_past_the_code(self, number: int, session: bool) -> None:
        cells = [cell for cell in guarded_now(self.path) if not session or cell[1] in TYPED]
        if cells:
            write = self.write_by_a_raw_session if session else self.write_sql
            write(*cells[number % len(cells)])

    def write_sql(self, row: str, column: str, value: object) -> None:
        with contextlib.closing(sqlite3.connect(self.path)) as raw, pytest.raises(sqlite3.IntegrityError):
            raw.execute(f"UPDATE action_item SET {column} = ?, version = version + 1 WHERE id = ?", (value, row))

    def write_by_a_raw_session(self, row: str, column: str, value: str | None) -> None:
        engine = sa.create_engine(f"sqlite:///{self.path}", poolclass=sa.NullPool)
        with sqlmodel.Session(engine) as session:
            found = session.get(ActionItemTable, UUID(row))
            setattr(found, column, value if value is None else TYPED[column](value))
            session.add(found)
            with pytest.raises(sa.exc.IntegrityError, match=f"reason missing: {column}"):
                session.commit()

    @invariant()
    def every_reason_says_something(self) -> None:
        with contextlib.closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as raw:
            for field, reason in raw.execute("SELECT field, reason FROM action_change"):
                assert field in {*GROUPS, "state"}
                assert reason in GOOD


def test_nothing_agreed_moves_without_a_reason_whatever_the_path() -> None:
    run_state_machine_as_test(
        Promises,
        settings=settings(max_examples=max(12, settings.default.max_examples // 8), stateful_step_count=40),
    )
