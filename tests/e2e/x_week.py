"""What the end-to-end tests share: the sample's week, commands by name, and what is in the file beside the app."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from x_screen import App

from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.values import Row
from weeklypm.storage import open_reader

NOW = "2026-09-02T15:58+09:00"
TODAY = "2026-09-02"
CONSOLE = "DO NOT SHARE"
Kept = TypeVar("Kept", bound=Row)


class Starting(Protocol):
    """Start the app, once more where need be, on the test's workspace."""

    def __call__(self, language: str = "en", log: str = "app.log") -> AbstractContextManager[App]: ...


def rows(workspace: Path, of: type[Kept], /, **wanted: object) -> list[Kept]:
    """Return rows of the workspace beside the app that writes it; none while there is no whole workspace yet."""
    if not workspace.exists():
        return []
    with open_reader(workspace, clock=lambda: datetime(2026, 9, 2, 7, tzinfo=UTC)) as reader:
        return list(reader.read(lambda found: found.find(of, **wanted)))


def command(app: App, name: str) -> None:
    """Give a command by its name in the palette."""
    app.key("Escape", "ctrl+k")
    app.write(name)
    app.key("Return")


def begin_with_the_sample(app: App, workspace: Path, choose: Callable[[], None] | None = None) -> None:
    """Choose the sample in the first run, by its English name unless told how, and wait until its week is there."""
    app.focus(CONSOLE)
    app.insist(choose or partial(command, app, "Try the sample"), workspace.exists, "the sample")
    app.until(lambda: len(rows(workspace, Meeting, state=MeetingState.CLOSED)) == 8, "the sample's eight meetings")


def quit_whole(app: App) -> None:
    """Quit by the key, and see that all went well."""
    app.focus(CONSOLE)
    app.insist(partial(app.key, "ctrl+q"), partial(app.ended, 0), "the end")
    assert (app.process.returncode, app.said()) == (0, "")


def told(workspace: Path, *words: str) -> str:
    """Return what a command of the command line prints."""
    options = ("--workspace", str(workspace), "--today", TODAY)
    command_line = [sys.executable, "-m", "weeklypm", *options, *words]
    return subprocess.run(command_line, capture_output=True, text=True, timeout=60, check=True).stdout


def printed(workspace: Path, *words: str) -> Any:
    """Return what a command of the command line prints with ``--json``."""
    return json.loads(told(workspace, *words, "--json"))
