"""The main job in the real window, by real key presses alone: first run, sample, held meeting, notes, quit."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from x_screen import App, missing
from x_week import CONSOLE, Starting, begin_with_the_sample, command, quit_whole, rows

from weeklypm.domain.meeting import ClockEvent, Meeting, MeetingState
from weeklypm.domain.outcomes import ActionItem, Decision, Priority
from weeklypm.domain.people import Person
from weeklypm.domain.values import Row

START = datetime(2026, 9, 2, 6, tzinfo=UTC)
HELD_ON = date(2026, 9, 2)
DECISIONS = ("An index goes further only after ten minutes of p99", "The help desk may post to the incident channel")
ACTION = "Alert when p99 stays over one second"

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}: a virtual screen and its keys")


def record(app: App, workspace: Path, key: str, line: str, kind: type[Row]) -> None:
    """Record a line by the capture line and wait until it is stored."""
    before = len(rows(workspace, kind))
    app.key("Escape", key)
    app.write(line)
    app.key("Return")
    app.until(lambda: len(rows(workspace, kind)) > before, f"the line “{line}”")


def hold_the_meeting(app: App, workspace: Path) -> Meeting:
    """Start, walk to the talk, show three events, record two decisions and an action, end; return the meeting."""
    app.insist(partial(app.key, "F5"), lambda: rows(workspace, Meeting, state=MeetingState.LIVE), "the running meeting")
    (meeting,) = rows(workspace, Meeting, state=MeetingState.LIVE)
    app.until(lambda: app.windows("SHARE THIS"), "the stage")
    app.insist(partial(app.key, "bracketright"), lambda: reached(workspace)[0] >= 1, "the second part")
    app.insist(partial(app.key, "bracketright"), lambda: reached(workspace)[0] >= 2, "the talk")
    app.key("Right", "Right", "Page_Down")
    app.until(lambda: reached(workspace)[1] == 3, "three events shown")
    for line in DECISIONS:
        record(app, workspace, "d", line, Decision)
    record(app, workspace, "a", f"{ACTION} @Torii !P1 ^2026-09-18", ActionItem)
    command(app, "End meeting")
    app.key("ctrl+Return")
    app.until(lambda: rows(workspace, Meeting, id=meeting.id, state=MeetingState.CLOSED), "the closed meeting")
    return meeting


def reached(workspace: Path) -> tuple[int, int]:
    """Return how far the meeting has come: the line of the agenda, and how many events the room was shown."""
    told = [event for event in rows(workspace, ClockEvent) if event.at >= START]
    return max((event.line or 0 for event in told), default=0), max((event.step for event in told), default=0)


def write_the_notes(app: App, path: Path) -> str:
    """Write the notes into a file that is named in the file dialog; return them."""
    app.key("ctrl+s")
    app.focus("Write the notes")
    app.key("ctrl+a")
    app.write(str(path))
    app.key("Return")
    app.until(path.exists, "the notes")
    return path.read_text(encoding="utf-8")


def test_the_week_is_held_by_the_keyboard_alone(app: App, workspace: Path, tmp_path: Path) -> None:
    begin_with_the_sample(app, workspace)
    meeting = hold_the_meeting(app, workspace)
    notes = write_the_notes(app, tmp_path / "notes.md")
    quit_whole(app)
    assert meeting.held_on == HELD_ON
    assert all(decision in notes for decision in DECISIONS)
    assert ACTION in notes
    (action,) = rows(workspace, ActionItem, text=ACTION)
    (owner,) = rows(workspace, Person, id=action.owner_id)
    assert (owner.name, action.due, action.priority) == ("Torii", date(2026, 9, 18), Priority.P1)
    assert "Torii" in notes
    assert not workspace.with_name(f"{workspace.name}.lock.json").exists()


def test_quitting_the_first_run_writes_nothing(app: App, workspace: Path) -> None:
    app.focus(CONSOLE)
    quit_whole(app)
    assert not workspace.exists()


def test_a_meeting_goes_on_after_the_app_was_killed(start: Starting, workspace: Path) -> None:
    with start(log="first.log") as app:
        begin_with_the_sample(app, workspace)
        app.insist(partial(app.key, "F5"), lambda: rows(workspace, Meeting, state=MeetingState.LIVE), "the meeting")
        record(app, workspace, "d", DECISIONS[0], Decision)
        app.process.kill()
        app.ended(10)
    with start(log="second.log") as app:
        app.until(lambda: app.windows("SHARE THIS"), "the stage, on its own")
        app.focus(CONSOLE)
        record(app, workspace, "d", DECISIONS[1], Decision)
        quit_whole(app)
    assert [row.text for row in rows(workspace, Decision, text=DECISIONS[0])] == [DECISIONS[0]]
    assert rows(workspace, Meeting, state=MeetingState.LIVE)
