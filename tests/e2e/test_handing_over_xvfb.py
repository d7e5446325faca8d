"""After a meeting the workspace is handed over in the real window by keys alone; the next one goes on with it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from x_screen import App, missing
from x_week import CONSOLE, begin_with_the_sample, command, printed, quit_whole, rows, told

from weeklypm.domain.meeting import Meeting, MeetingState

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}: a virtual screen and its keys")


def hold_and_close(app: App, workspace: Path) -> None:
    """Start the meeting of the day and end it."""
    app.insist(partial(app.key, "F5"), lambda: rows(workspace, Meeting, state=MeetingState.LIVE), "the running meeting")
    (meeting,) = rows(workspace, Meeting, state=MeetingState.LIVE)
    app.until(lambda: app.windows("SHARE THIS"), "the stage")
    app.focus(CONSOLE)
    command(app, "End meeting")
    closed = partial(rows, workspace, Meeting, id=meeting.id, state=MeetingState.CLOSED)
    app.insist(partial(app.key, "ctrl+Return"), closed, "the closed meeting")


def hand_over(app: App, path: Path) -> None:
    """Name the file in the dialog, whose name of the next facilitator is left as it is proposed."""
    command(app, "Hand over the workspace")
    app.key("Tab", "ctrl+a")
    app.write(str(path))
    app.key("ctrl+Return")


def test_the_next_facilitator_goes_on_with_what_was_handed_over(app: App, workspace: Path, tmp_path: Path) -> None:
    begin_with_the_sample(app, workspace)
    hold_and_close(app, workspace)
    pack, theirs = tmp_path / "team.wpm", tmp_path / "theirs.sqlite"
    app.insist(partial(hand_over, app, pack), pack.exists, "the file to hand over")
    quit_whole(app)
    assert printed(workspace, "handover", "status")["pen"] == "away"
    told(theirs, "handover", "open", str(pack))
    assert printed(theirs, "handover", "status")["pen"] == "here"
    for words in (("rotation", "record"), ("rotation", "ledger"), ("rotation", "next"), ("people", "list")):
        assert printed(theirs, *words) == printed(workspace, *words)
