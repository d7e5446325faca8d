"""Pictures of the meeting page for the sheets: each state in a language and theme, as the window shows it."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication
from steady_identities import steadily

from weeklypm.domain.agenda import Kind
from weeklypm.domain.values import Language
from weeklypm.gui import i18n, theme
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.gui.meeting_controller import MeetingController
from weeklypm.gui.pages.meeting import MeetingPage
from weeklypm.gui.stage.window import StageWindow
from weeklypm.gui.stage_feed import StageTimeline
from weeklypm.services.clock import HandClock

sys.path.insert(0, str(Path(__file__).parents[1] / "gui" / "pages"))
import turns_hands
from desk_fixture import WEDNESDAY, open_desk, settle, with_sample

WIDE, SMALL = (1440, 900), (1024, 700)
LONG = "A very long line about the search that was slow at noon, why it was slow, and what each of us took it for. " * 4


@dataclass
class Set:
    """Hold the page in its window, with what moves it."""

    desk: Desk
    clock: HandClock
    console: Console
    controller: MeetingController
    stage: StageWindow
    page: MeetingPage

    def settle(self) -> None:
        """Wait until everything asked for is shown."""
        settle(self.desk)

    def forward(self, seconds: int) -> None:
        """Let time pass."""
        self.clock.forward(timedelta(seconds=seconds))
        self.controller.tick()


@contextmanager
def stand(language: str, worn: str, path: Path, size: tuple[int, int] = WIDE) -> Iterator[Set]:
    """Put the page into its window over the sample."""
    app = QApplication.instance() or QApplication(["sheets"])
    assert isinstance(app, QApplication)
    theme.apply(app, worn)
    i18n.apply(app, language)
    clock = HandClock(WEDNESDAY)
    with open_desk(path, clock) as desk:
        if not path.exists():
            with_sample(desk, Language(language))
        made = _set_up(desk, clock, worn)
        made.console.resize(*size)
        made.console.show()
        made.settle()
        try:
            yield made
        finally:
            _strike(made)


def _set_up(desk: Desk, clock: HandClock, worn: str) -> Set:
    console, drawer = Console(), StageTimeline()
    stage = StageWindow(drawer)
    controller = MeetingController(desk, stage, drawer)
    controller.set_theme(worn)
    settings = QSettings(str(desk.workspace.with_name("interface.ini")), QSettings.Format.IniFormat)
    page = MeetingPage(desk, controller, settings)
    console.add_page("meeting", "presentation", "gui.nav.meeting", page)
    return Set(desk, clock, console, controller, stage, page)


def _strike(made: Set) -> None:
    made.page.keep_all()
    made.settle()
    made.controller.stop()
    for window in (made.console, made.stage):
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def to_the_talk(shown: Set) -> None:
    """Start, and go to the part that tells an incident, with five events shown."""
    shown.controller.start(None)
    shown.settle()
    shown.forward(140)
    shown.controller.go_to(1)
    shown.settle()
    shown.forward(250)
    view = shown.controller.view
    assert view is not None
    line = next(at for at, each in enumerate(view.agenda.lines) if each.kind in (Kind.INCIDENT_TALK, Kind.NEAR_MISS))
    shown.controller.go_to(line, 0)
    shown.settle()
    shown.forward(120)
    shown.controller.go_to(line, 1)
    shown.settle()
    for _ in range(5):
        shown.controller.reveal(1)
        shown.settle()
    shown.forward(138)


def talk(shown: Set) -> None:
    """Show the talk with notes and recorded lines, as in the picture."""
    to_the_talk(shown)
    for kind, line in (("decision", "No new DNS cache this quarter"), ("parking", "Review how indexes are rolled out"),
                       ("action", "Alarm when p99 is over 1 s for five minutes @Torii !P1 ^9/18")):  # fmt: skip
        shown.forward(1)
        shown.page.ui.capture.submitted.emit(kind, line)
        shown.settle()
    shown.page.ui.notes.setPlainText("The two questions at 12:38 were not linked to it then.\nThe alarm averages over "
                                     "ten minutes, so it took eleven to ring.")  # fmt: skip
    shown.page.ui.capture.set_kind("action")
    shown.page.ui.capture.set_text("Connect support to the incident channel @Hayami 9/16")
    shown.page.ui.interventions.press(7)
    shown.settle()


def long_text(shown: Set) -> None:
    """Show the talk with lines that are far too long."""
    talk(shown)
    for kind in ("decision", "action", "parking"):
        shown.page.ui.capture.submitted.emit(kind, LONG)
        shown.settle()
    shown.page.ui.notes.setPlainText(LONG * 6)
    shown.page.ui.capture.set_text(LONG)


def closed(shown: Set) -> None:
    """Show what remains after the meeting."""
    talk(shown)
    shown.controller.close_meeting((0, 0, 1, 3, 4), 9)
    shown.settle()


def kept(shown: Set) -> None:
    """Keep a sentence after the meeting, and go on to the next field."""
    closed(shown)
    card = shown.page.ui.closed.feedback
    card.edits["keep"].setPlainText(
        {"en": "Counting to seven before the next question", "ja": "問いかけのあと7秒待つ"}[i18n.language()]
    )
    card.edits["try_next"].setFocus()


def nobody(shown: Set) -> None:
    """Let nobody be free for the next meeting, with tips of the last one."""
    turns_hands.send_all_away(shown, but="Torii" if i18n.language() == "en" else "鳥居")


def asking(shown: Set) -> None:
    """Show the question at the end."""
    talk(shown)
    shown.page.ask_to_close()
    shown.settle()


def empty(shown: Set) -> None:
    """Show the page before the meeting."""
    shown.settle()


STATES: dict[str, tuple[Callable[[Set], None], tuple[int, int]]] = {
    "meeting": (talk, WIDE),
    "meeting-empty": (empty, WIDE),
    "meeting-long": (long_text, WIDE),
    "meeting-small": (talk, SMALL),
    "meeting-closing": (asking, WIDE),
    "meeting-closed": (closed, WIDE),
    "meeting-kept": (kept, WIDE),
    "meeting-kept-small": (kept, SMALL),
    "meeting-nobody": (nobody, WIDE),
}


@steadily
def render(name: str, language: str, worn: str, folder: Path) -> Path:
    """Write one picture and return its path."""
    prepare, size = STATES[name]
    with tempfile.TemporaryDirectory() as place, stand(language, worn, Path(place) / "w.db", size) as shown:
        prepare(shown)
        shown.settle()
        target = folder / f"{name}-{worn}-{language}.png"
        shown.console.grab().save(str(target))
        return target


def views() -> list[tuple[str, Callable[[str, str, Path], Path]]]:
    """Return the name and the drawing function of each state."""

    def drawing(name: str) -> Callable[[str, str, Path], Path]:
        return lambda language, worn, folder: render(name, language, worn, folder)

    return [(name, drawing(name)) for name in STATES]


if __name__ == "__main__":
    wanted = sys.argv[2:] or list(STATES)
    for each in wanted:
        for spoken, dressed in (("en", "light"), ("ja", "dark")):
            print(render(each, spoken, dressed, Path(sys.argv[1])))
