"""Pictures of the whole window over the sample, a page each, at a fixed instant before or during its meeting."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from steady_identities import steadily

from weeklypm.domain.incident import Incident
from weeklypm.domain.values import Language
from weeklypm.gui import pictures
from weeklypm.gui.shell import Shell
from weeklypm.services.clock import HandClock
from weeklypm.services.demo import make_workspace
from weeklypm.services.options import Options, read_instant
from weeklypm.storage import open_reader

WIDE, SMALL = (1440, 900), (1024, 700)
BEFORE, ON_TIME = "2026-09-02T13:46+09:00", "2026-09-02T16:00+09:00"
KEY = "2026-08-21-search-slow-at-lunchtime"

Settle = Callable[[], None]
Act = Callable[[Shell, Settle, HandClock], QWidget]
LINES = (
    ("decision", "An index goes further only after ten minutes of p99", "索引の配信は、p99 を10分見てから次へ進める"),
    ("parking", "Review how indexes are rolled out", "索引の配信手順そのものを見直すか"),
    ("action", "Alert when p99 stays over 1 s @Torii !P1 9/18", "p99 が1秒を超えたら鳴る警報を足す @鳥居 !P1 9/18"),
    ("action", "Tell the help desk @Hayami 9/16", "窓口へ直接つなぐ @速水 9/16"),
)
NOTES = (
    "The two questions at 12:38 were not linked to it then.\nThe alarm averages over ten minutes, so it came late.",
    "12:38 の問い合わせ2件は、その場では障害と結びつけていなかった。\n警報は10分平均なので、鳴るまでに11分かかった。",
)


def this_week(shell: Shell, _settle: Settle, _clock: HandClock) -> QWidget:
    """Show the week."""
    return shell.console


def meeting(shell: Shell, settle: Settle, clock: HandClock) -> QWidget:
    """Hold the meeting up to the fifth event of its talk, with lines recorded and an action being typed."""
    _to_the_talk(shell, settle, clock)
    page = shell.meeting_page
    for kind, english, japanese in LINES[:-1]:
        page.ui.capture.submitted.emit(kind, _said(shell, english, japanese))
        settle()
    page.ui.notes.setPlainText(_said(shell, *NOTES))
    kind, english, japanese = LINES[-1]
    page.ui.capture.set_kind(kind)
    page.ui.capture.set_text(_said(shell, english, japanese))
    page.ui.interventions.press(7)
    settle()
    return shell.console


def stage(shell: Shell, settle: Settle, clock: HandClock) -> QWidget:
    """Show what the room sees at the same moment."""
    _to_the_talk(shell, settle, clock)
    return shell.stage


def incidents(shell: Shell, settle: Settle, _clock: HandClock) -> QWidget:
    """Show the list of incidents."""
    shell.console.show_page("incidents")
    settle()
    return shell.console


def incident(shell: Shell, settle: Settle, _clock: HandClock) -> QWidget:
    """Show the incident of this week's talk."""
    with open_reader(shell.path, clock=shell.desk.clock) as reader:
        row = reader.read(lambda rows: rows.first(Incident, key=KEY) or rows.find(Incident)[0])
    shell.console.show_page("incidents")
    settle()
    shell.incidents_page.open_row(row.id)
    settle()
    return shell.console


def settings(shell: Shell, settle: Settle, _clock: HandClock) -> QWidget:
    """Show the settings."""
    shell.console.show_page("settings")
    settle()
    return shell.console


def _to_the_talk(shell: Shell, settle: Settle, clock: HandClock) -> None:
    """Walk to the timeline of the talk, a little late, and show five events."""
    shell.controller.start(None)
    settle()
    for seconds in (140, 250, 120):
        clock.forward(timedelta(seconds=seconds))
        shell.controller.next_part()
        settle()
    for _ in range(5):
        shell.controller.reveal(1)
        settle()
    clock.forward(timedelta(seconds=138))
    shell.controller.tick()
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


@contextmanager
def window_over(
    workspace: Path, language: str, clock: HandClock, worn: str, size: tuple[int, int] = WIDE
) -> Iterator[tuple[Shell, Settle]]:
    """Open both windows over a workspace under a clock that is moved by hand; yield them and what waits for them."""
    app = QApplication.instance() or QApplication(["sheets"])
    assert isinstance(app, QApplication)
    options = Options(workspace, Language(language), clock, None)
    with pictures.blank_settings() as blank:
        shell = pictures._shell(app, options, worn, blank)
        settle = partial(pictures._settle, shell, app)
        try:
            shell.console.resize(*size)
            shell.console.show()
            shell.stage.resize(1280, 720)
            shell.open()
            settle()
            yield shell, settle
        finally:
            pictures._close(shell, app)


@steadily
def render(state: str, language: str, worn: str, folder: Path) -> Path:
    """Write one picture and return its path."""
    act, now, size = STATES[state]
    target = folder / f"window-{state}-{worn}-{language}.png"
    clock = HandClock(read_instant(now))
    with tempfile.TemporaryDirectory() as place:
        workspace = make_workspace(Path(place) / "hinoki.sqlite", clock, Language(language))
        with window_over(workspace, language, clock, worn, size) as (shell, settle):
            window = act(shell, settle, clock)
            settle()
            shell.console.toast.hide()
            return pictures.save(window, target)


def first_run(language: str, worn: str, folder: Path) -> Path:
    """Write a picture of the window where no workspace is."""
    target = folder / f"window-first-run-{worn}-{language}.png"
    nowhere = folder / "not-there" / "hinoki.sqlite"
    with window_over(nowhere, language, HandClock(read_instant(BEFORE)), worn) as (shell, _settle):
        return pictures.save(shell.console, target)


def views() -> dict[str, Callable[[str, str, Path], Path]]:
    """Return the drawing function of each state by its name."""
    return {**{state: partial(render, state) for state in STATES}, "first-run": first_run}
