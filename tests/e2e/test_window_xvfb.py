"""The main job in the real window, by real key presses alone: first run, sample, held meeting, notes, quit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from x_screen import App, missing, running_app, virtual_screen

from weeklypm.domain.meeting import ClockEvent, Meeting, MeetingState
from weeklypm.domain.outcomes import ActionItem, Decision, Priority
from weeklypm.domain.people import Person
from weeklypm.domain.values import Row
from weeklypm.storage import open_reader

NOW = "2026-09-02T15:58+09:00"
START = datetime(2026, 9, 2, 6, tzinfo=UTC)
HELD_ON = date(2026, 9, 2)
DECISIONS = ("An index goes further only after ten minutes of p99", "The help desk may post to the incident channel")
ACTION = "Alert when p99 stays over one second"

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}: a virtual screen and its keys")


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    with virtual_screen(tmp_path / "xvfb.log") as name:
        yield name


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "team.sqlite"


@pytest.fixture
def app(display: str, workspace: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[App]:
    options = ("--workspace", str(workspace), "--lang", "en", "--now", NOW)
    homes = {name: str(tmp_path / "home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    failed = request.session.testsfailed
    with running_app(display, tmp_path / "app.log", *options, **homes) as running:
        yield running
        if request.session.testsfailed > failed or running.process.poll() is None:
            running.photograph(tmp_path / "screen.png")


def rows(workspace: Path, kind: type[Row], **wanted: object) -> list[Row]:
    """Return rows of the workspace beside the app that writes it; none while there is no whole workspace yet."""
    if not workspace.exists():
        return []
    with open_reader(workspace, clock=lambda: datetime(2026, 9, 2, 7, tzinfo=UTC)) as reader:
        return reader.read(lambda found: found.find(kind, **wanted))


def command(app: App, name: str) -> None:
    """Give a command by its name in the palette."""
    app.key("Escape", "ctrl+k")
    app.write(name)
    app.key("Return")


def record(app: App, workspace: Path, key: str, line: str, kind: type[Row]) -> None:
    """Record a line by the capture line and wait until it is stored."""
    before = len(rows(workspace, kind))
    app.key("Escape", key)
    app.write(line)
    app.key("Return")
    app.until(lambda: len(rows(workspace, kind)) > before, f"the line “{line}”")


def begin_with_the_sample(app: App, workspace: Path) -> None:
    """Choose the sample in the first run and wait until its week is there."""
    app.focus("DO NOT SHARE")
    app.insist(partial(command, app, "Try the sample"), workspace.exists, "the sample")
    app.until(lambda: len(rows(workspace, Meeting, state=MeetingState.CLOSED)) == 8, "the sample's eight meetings")


def hold_the_meeting(app: App, workspace: Path) -> Meeting:
    """Start, walk to the talk, show three events, record two decisions and an action, end; return the meeting."""
    app.insist(partial(app.key, "F5"), lambda: rows(workspace, Meeting, state=MeetingState.LIVE), "the running meeting")
    (meeting,) = rows(workspace, Meeting, state=MeetingState.LIVE)
    assert isinstance(meeting, Meeting)
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
    told = [event for event in rows(workspace, ClockEvent) if isinstance(event, ClockEvent) and event.at >= START]
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


def quit_whole(app: App) -> None:
    """Quit by the key, and see that all went well."""
    app.focus("DO NOT SHARE")
    app.insist(partial(app.key, "ctrl+q"), partial(app.ended, 0), "the end")
    assert (app.process.returncode, app.said()) == (0, "")


def test_the_week_is_held_by_the_keyboard_alone(app: App, workspace: Path, tmp_path: Path) -> None:
    begin_with_the_sample(app, workspace)
    meeting = hold_the_meeting(app, workspace)
    notes = write_the_notes(app, tmp_path / "notes.md")
    quit_whole(app)
    assert meeting.held_on == HELD_ON
    assert all(decision in notes for decision in DECISIONS)
    assert ACTION in notes
    (action,) = rows(workspace, ActionItem, text=ACTION)
    assert isinstance(action, ActionItem)
    (owner,) = rows(workspace, Person, id=action.owner_id)
    assert isinstance(owner, Person)
    assert (owner.name, action.due, action.priority) == ("Torii", date(2026, 9, 18), Priority.P1)
    assert "Torii" in notes
    assert not workspace.with_name(f"{workspace.name}.lock.json").exists()


def test_quitting_the_first_run_writes_nothing(app: App, workspace: Path) -> None:
    app.focus("DO NOT SHARE")
    quit_whole(app)
    assert not workspace.exists()


def test_a_meeting_goes_on_after_the_app_was_killed(display: str, workspace: Path, tmp_path: Path) -> None:
    options = ("--workspace", str(workspace), "--lang", "en", "--now", NOW)
    home = {"HOME": str(tmp_path / "home"), "XDG_CONFIG_HOME": str(tmp_path / "home")}
    with running_app(display, tmp_path / "first.log", *options, **home) as app:
        begin_with_the_sample(app, workspace)
        app.insist(partial(app.key, "F5"), lambda: rows(workspace, Meeting, state=MeetingState.LIVE), "the meeting")
        record(app, workspace, "d", DECISIONS[0], Decision)
        app.process.kill()
        app.ended(10)
    with running_app(display, tmp_path / "second.log", *options, **home) as app:
        app.until(lambda: app.windows("SHARE THIS"), "the stage, on its own")
        app.focus("DO NOT SHARE")
        record(app, workspace, "d", DECISIONS[1], Decision)
        quit_whole(app)
    assert [row.text for row in rows(workspace, Decision, text=DECISIONS[0])] == [DECISIONS[0]]  # type: ignore[attr-defined]
    assert rows(workspace, Meeting, state=MeetingState.LIVE)
