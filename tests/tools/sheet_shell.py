"""Pictures of the whole window over the sample, a page each, at a fixed instant before or during its meeting."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from weeklypm.domain.incident import Incident
from weeklypm.domain.values import Language
from weeklypm.gui import pictures
from weeklypm.gui.shell import Shell
from weeklypm.services.clock import running_from
from weeklypm.services.demo import make_workspace
from weeklypm.services.options import read_instant
from weeklypm.storage import open_reader

WIDE, SMALL = (1440, 900), (1024, 700)
BEFORE, ON_TIME = "2026-09-02T13:46+09:00", "2026-09-02T16:00+09:00"
KEY = "2026-08-21-search-slow-at-lunchtime"

Settle = Callable[[], None]
Act = Callable[[Shell, Settle], QWidget]


def this_week(shell: Shell, _settle: Settle) -> QWidget:
    """Show the week."""
    return shell.console


def meeting(shell: Shell, settle: Settle) -> QWidget:
    """Hold the meeting up to the fifth event of its talk, with a decision recorded and an action being typed."""
    _to_the_talk(shell, settle)
    page = shell.meeting_page
    page.ui.capture.submitted.emit("decision", _said(shell, "An index goes further only after ten minutes of p99",
                                                     "索引の配信は、p99 を10分見てから次へ進める"))  # fmt: skip
    settle()
    page.ui.capture.set_kind("action")
    page.ui.capture.set_text(_said(shell, "Alert when p99 stays over 1 s @Torii !P1 9/18",
                                   "p99 が1秒を超えたら鳴る警報を足す @鳥居 !P1 9/18"))  # fmt: skip
    settle()
    return shell.console


def stage(shell: Shell, settle: Settle) -> QWidget:
    """Show what the room sees at the same moment."""
    _to_the_talk(shell, settle)
    return shell.stage


def incidents(shell: Shell, settle: Settle) -> QWidget:
    """Show the list of incidents."""
    shell.console.show_page("incidents")
    settle()
    return shell.console


def incident(shell: Shell, settle: Settle) -> QWidget:
    """Show the incident of this week's talk."""
    with open_reader(shell.path, clock=shell.desk.clock) as reader:
        row = reader.read(lambda rows: rows.first(Incident, key=KEY) or rows.find(Incident)[0])
    shell.console.show_page("incidents")
    settle()
    shell.incidents_page.open_row(row.id)
    settle()
    return shell.console


def settings(shell: Shell, settle: Settle) -> QWidget:
    """Show the settings."""
    shell.console.show_page("settings")
    settle()
    return shell.console


def _to_the_talk(shell: Shell, settle: Settle) -> None:
    shell.controller.start(None)
    settle()
    pictures._to_the_talk(shell, settle)
    settle()


def _said(shell: Shell, english: str, japanese: str) -> str:
    return japanese if shell.console.locale().language().name == "Japanese" else english


STATES: dict[str, tuple[Act, str, tuple[int, int]]] = {
    "this-week": (this_week, BEFORE, WIDE),
    "this-week-small": (this_week, BEFORE, SMALL),
    "meeting": (meeting, ON_TIME, WIDE),
    "meeting-small": (meeting, ON_TIME, SMALL),
    "stage": (stage, ON_TIME, WIDE),
    "incidents": (incidents, BEFORE, WIDE),
    "incident": (incident, BEFORE, WIDE),
    "incident-small": (incident, BEFORE, SMALL),
    "settings": (settings, BEFORE, WIDE),
}


def render(state: str, language: str, worn: str, folder: Path) -> Path:
    """Write one picture and return its path."""
    act, now, size = STATES[state]
    target = folder / f"window-{state}-{worn}-{language}.png"
    with tempfile.TemporaryDirectory() as place:
        workspace = make_workspace(Path(place) / "hinoki.sqlite", running_from(read_instant(now)), Language(language))
        with pictures.shell_over(workspace, language, now, worn, size) as (shell, settle):
            window = act(shell, settle)
            settle()
            shell.console.toast.hide()
            return pictures.save(window, target)


def first_run(language: str, worn: str, folder: Path) -> Path:
    """Write a picture of the window where no workspace is."""
    target = folder / f"window-first-run-{worn}-{language}.png"
    with tempfile.TemporaryDirectory() as place:
        nowhere = Path(place) / "hinoki.sqlite"
        with pictures.shell_over(nowhere, language, BEFORE, worn) as (shell, settle):
            settle()
            return pictures.save(shell.console, target)


def views() -> dict[str, Callable[[str, str, Path], Path]]:
    """Return the drawing function of each state by its name."""
    return {**{state: partial(render, state) for state in STATES}, "first-run": first_run}
