"""Draw handing over in its states: ``sheet_handover.py FOLDER [STATE...]``."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from steady_identities import steadily

from weeklypm.domain.values import Language
from weeklypm.gui import pictures
from weeklypm.gui.shell import Shell
from weeklypm.services import access, demo, handover, queue
from weeklypm.services.clock import HandClock, running_from

MORNING = datetime(2026, 9, 2, 3, 0, tzinfo=UTC)
WIDE, SMALL = (1440, 900), (1024, 700)
NAMES = {
    Language.EN: ("Minase", "Kayano", "Who removes old flags?"),
    Language.JA: ("水瀬", "茅野", "古いフラグは誰が消す?"),
}
LONG = "The facilitator whose name is so long that no dialog could ever hold it in one line of text at all"


@dataclass
class Set:
    """Hold the window over its workspace, and a newer pack beside it."""

    shell: Shell
    settle: Callable[[], None]
    folder: Path
    language: Language

    def seen(self, pack: Path) -> None:
        """Show the preview of a pack, and wait for it."""
        self.shell.handing.preview(pack)
        while not self.shell.handing.taking.isVisible():
            QTest.qWait(10)
        self.settle()

    @property
    def newer(self) -> Path:
        """Return the pack that is newer than the workspace."""
        return self.folder / "hinoki-store-2026-09-02.wpm"

    @property
    def next(self) -> str:
        """Return whom the workspace is handed over to."""
        return NAMES[self.language][0]


@contextmanager
def stand(language: str, worn: str, folder: Path, size: tuple[int, int] = WIDE) -> Iterator[Set]:
    """Open the window over a sample that its next facilitator has handed back with two topics more."""
    tongue = Language(language)
    first, second, topic = NAMES[tongue]
    later = running_from(MORNING + timedelta(hours=1))
    here, there = folder / "weeklypm.sqlite", folder / "there.sqlite"
    demo.make_workspace(here, HandClock(MORNING), tongue)
    with access.writer(here, later) as workspace:
        handover.pack(workspace, folder / "first.wpm", first)
        handover.take_back(workspace)
    handover.open_file(folder / "first.wpm", there, later)
    with access.writer(there, later) as workspace:
        for title in (topic, f"{topic} 2"):
            workspace.change(partial(queue.add_topic, title=title))
        handover.pack(workspace, folder / "hinoki-store-2026-09-02.wpm", second)
    now = (MORNING + timedelta(hours=3)).isoformat()
    with pictures.shell_over(here, language, now, worn, size) as (shell, settle):
        yield Set(shell, settle, folder, tongue)


def asking(made: Set) -> None:
    """Ask for whom and into which file."""
    made.shell.handing.ask_pack()
    made.settle()


def refused(made: Set) -> None:
    """Say what is wrong under its field."""
    asking(made)
    dialog = made.shell.handing.asking
    dialog.file.setText(str(made.newer))
    dialog.accept()
    made.settle()


def long(made: Set) -> None:
    """Ask with a name and a place too long for their fields."""
    asking(made)
    made.shell.handing.asking.to.setText(LONG)
    made.shell.handing.asking.file.setText("/" + "a folder of a very long name/" * 8 + "x.wpm")


def away(made: Set) -> None:
    """Say that the pen is away."""
    made.shell.handing.pack(made.next, made.folder / "x.wpm")
    made.settle()


def preview(made: Set) -> None:
    """Show what a pack would do."""
    made.seen(made.newer)


def bad(made: Set) -> None:
    """Show that a pack was cut off."""
    cut = made.folder / "cut.wpm"
    cut.write_bytes(made.newer.read_bytes()[:-100])
    made.seen(cut)


def nothing_new(made: Set) -> None:
    """Show that a pack holds nothing new."""
    away(made)
    made.seen(made.folder / "x.wpm")


def forked(made: Set) -> None:
    """Show that both sides have changes."""
    made.shell.handing.take_back()
    made.shell.desk.operations.change(partial(queue.add_topic, title="Mine"), _label())
    made.settle()
    made.seen(made.newer)


def _label() -> object:
    from weeklypm.domain.values import message

    return message("services.label.setup")


def closed(made: Set) -> None:
    """Show the end of a meeting."""
    made.shell.controller.start(None)
    made.settle()
    made.shell.controller.close_meeting((), None)
    made.settle()
    made.shell.console.show_page("meeting")
    made.settle()


def settings(made: Set) -> None:
    """Show the settings of the data."""
    made.shell.console.show_page("settings")
    made.shell.settings_page.open_row("data")
    made.settle()


STATES: dict[str, tuple[tuple[int, int], Callable[[Set], None]]] = {
    "handover-asking": (WIDE, asking),
    "handover-refused": (WIDE, refused),
    "handover-long": (SMALL, long),
    "handover-away": (WIDE, away),
    "handover-away-small": (SMALL, away),
    "handover-preview": (WIDE, preview),
    "handover-preview-small": (SMALL, preview),
    "handover-bad": (WIDE, bad),
    "handover-nothing-new": (WIDE, nothing_new),
    "handover-forked": (WIDE, forked),
    "handover-closed": (WIDE, closed),
    "handover-settings": (WIDE, settings),
}
SHEET = tuple(STATES)


@contextmanager
def in_own_place() -> Iterator[Path]:
    """Make a folder whose name, which the window shows, is the same each time; and remove it."""
    place = Path(tempfile.gettempdir()) / "weeklypm-sheet"
    place.mkdir()
    try:
        yield place
    finally:
        shutil.rmtree(place)


@steadily
def draw(state: str, language: str, worn: str, folder: Path) -> Path:
    """Draw one state in a language and a theme into a folder."""
    size, prepare = STATES[state]
    with in_own_place() as place, stand(language, worn, place, size) as made:
        prepare(made)
        made.shell.console.toast.put_away()
        made.settle()
        return grab(made.shell.console, folder / f"{state}-{worn}-{language}.png")


def grab(window: QWidget, path: Path) -> Path:
    """Write a picture of a window."""
    QApplication.processEvents()
    return pictures.save(window, path)


def views() -> list[tuple[str, Callable[[str, str, Path], Path]]]:
    """Return what can be drawn: name and function of language, theme and folder."""
    return [(state, partial(draw, state)) for state in STATES]


if __name__ == "__main__":
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[2:] or STATES:
        for tongue, look in (("en", "light"), ("ja", "dark")):
            sys.stdout.write(f"{draw(name, tongue, look, out)}\n")
