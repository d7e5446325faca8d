"""Pictures of the dialog that tells people: each kind and state as the window shows it."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import sheet_this_week
from sheet_this_week import SMALL, WIDE, Set, jobs_done, long_text, sample, stand

from weeklypm.domain.announcing import AnnouncementKind, ChatStyle
from weeklypm.gui.pages.announce_dialog import AnnounceDialog

Step = Callable[[Set], None]
WRONG = "{{ day }}\n{% for topic in topics %}\n{{ topic.nothing }}\n"


def dialog(shown: Set) -> AnnounceDialog:
    """Return the dialog of the window."""
    found = shown.console.findChild(AnnounceDialog, "announce_dialog")
    assert isinstance(found, AnnounceDialog)
    return found


def tell(kind: AnnouncementKind, shown: Set) -> None:
    """Open the dialog on a kind."""
    shown.week.telling.open(kind)
    shown.settle()


def editing(shown: Set) -> None:
    """Open the template beside the preview."""
    tell(AnnouncementKind.ANNOUNCEMENT, shown)
    dialog(shown).ui.edit.click()


def wrong(shown: Set) -> None:
    """Type a template that cannot be written."""
    editing(shown)
    dialog(shown).template.source.setPlainText(WRONG)
    dialog(shown)._write()


def saved(shown: Set) -> None:
    """Save a template of one's own, in plain text."""
    editing(shown)
    shown_dialog = dialog(shown)
    shown_dialog.ui.style.choose(ChatStyle.PLAIN)
    shown.settle()
    shown_dialog.template.source.setPlainText("Hello!\n" + shown_dialog.template.source.toPlainText())
    shown.settle()
    shown_dialog.ui.save.click()
    shown.settle()
    shown_dialog._write()  # what saving asks for a moment later


STATES: dict[str, tuple[Step, Step, tuple[int, int]]] = {
    **{f"announce-{kind}": (sample, partial(tell, kind), WIDE) for kind in AnnouncementKind},
    "announce-editing": (sample, editing, WIDE),
    "announce-wrong": (sample, wrong, WIDE),
    "announce-saved": (sample, saved, WIDE),
    "announce-long": (long_text, partial(tell, AnnouncementKind.INVITE), WIDE),
    "announce-small": (sample, partial(tell, AnnouncementKind.INVITE), SMALL),
    "announce-small-editing": (sample, editing, SMALL),
    "announce-empty": (sheet_this_week.empty, partial(tell, AnnouncementKind.INVITE), WIDE),
}


def render(name: str, language: str, worn: str, folder: Path) -> Path:
    """Write one picture and return its path."""
    prepare, act, size = STATES[name]
    with tempfile.TemporaryDirectory() as place, stand(language, worn, Path(place) / "w.db", size) as shown:
        prepare(shown)
        shown.console.show()
        shown.settle()
        jobs_done(shown.desk)
        act(shown)
        shown.settle()
        target = folder / f"{name}-{worn}-{language}.png"
        shown.console.grab().save(str(target))
        return target


SHEET = ("announce-call", "announce-invite", "announce-wrong", "announce-saved", "announce-small-editing")
"""The states that the sheet shows."""


def views() -> list[tuple[str, Callable[[str, str, Path], Path]]]:
    """Return the name and the drawing function of each state."""
    return [(name, partial(render, name)) for name in STATES]


if __name__ == "__main__":
    for each in sys.argv[2:] or list(STATES):
        for spoken, dressed in (("en", "light"), ("ja", "dark")):
            print(render(each, spoken, dressed, Path(sys.argv[1])))
