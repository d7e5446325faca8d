"""The main job in the real window, by real key presses alone: first run, sample, held meeting, notes, quit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from x_screen import App, missing, running_app, virtual_screen

from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.outcomes import ActionItem, Decision, Priority
from weeklypm.domain.people import Person
from weeklypm.domain.values import Row
from weeklypm.storage import open_reader

NOW = "2026-09-02T15:58+09:00"
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
    app.key("ctrl+k")
    app.write(name)
    app.key("Return")


def record(app: App, workspace: Path, key: str, line: str, kind: type[Row]) -> None:
    """Record a line by the capture line and wait until it is stored."""
    before = len(rows(workspace, kind))
    app.key("Escape", key)
    app.write(line)
    app.key("Return")
    app.until(lambda: len(rows(workspace, kind)) > before, f"the line “{line}”")


def test_the_week_is_held_by_the_keyboard_alone(app: App, workspace: Path, tmp_path: Path) -> None:
    app.focus("DO NOT SHARE")
    command(app, "Try the sample")
    app.until(lambda: len(rows(workspace, Meeting, state=MeetingState.CLOSED)) == 8, "the sample")

    app.key("F5")
    (meeting,) = app.until(lambda: rows(workspace, Meeting, state=MeetingState.LIVE), "the running meeting")
    assert isinstance(meeting, Meeting)
    assert meeting.held_on == HELD_ON
    app.until(lambda: app.windows("SHARE THIS"), "the stage")
    for line in DECISIONS:
        record(app, workspace, "d", line, Decision)
    record(app, workspace, "a", f"{ACTION} @Torii !P1 ^2026-09-18", ActionItem)

    app.key("Escape")
    command(app, "End meeting")
    app.key("ctrl+Return")
    app.until(lambda: rows(workspace, Meeting, id=meeting.id, state=MeetingState.CLOSED), "the closed meeting")

    notes = tmp_path / "notes.md"
    app.key("ctrl+s")
    app.focus("Write the notes")
    app.key("ctrl+a")
    app.write(str(notes))
    app.key("Return")
    app.until(notes.exists, "the notes")
    app.focus("DO NOT SHARE")
    app.key("ctrl+q")
    assert app.ended(20), app.said()
    assert app.process.returncode == 0, app.said()
    assert app.said() == ""

    text = notes.read_text(encoding="utf-8")
    assert all(decision in text for decision in DECISIONS)
    assert ACTION in text
    assert "Torii" in text
    (action,) = rows(workspace, ActionItem, text=ACTION)
    assert isinstance(action, ActionItem)
    (owner,) = rows(workspace, Person, id=action.owner_id)
    assert (owner.name, action.due, action.priority) == ("Torii", date(2026, 9, 18), Priority.P1)  # type: ignore[attr-defined]
    assert not workspace.with_name(f"{workspace.name}.lock.json").exists()


def test_quitting_the_first_run_writes_nothing(app: App, workspace: Path) -> None:
    app.focus("DO NOT SHARE")
    app.key("ctrl+q")
    assert app.ended(20), app.said()
    assert (app.process.returncode, app.said()) == (0, "")
    assert not workspace.exists()
