"""What the tests of telling people share: what is seen, what is copied, and what is marked."""

from __future__ import annotations

from functools import partial

from desk_fixture import ask
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from sheet_announce import dialog
from sheet_this_week import Set

from weeklypm.domain.announcing import Announced, AnnouncementKind, ChatStyle
from weeklypm.services import telling

CALL, ANNOUNCEMENT, TODAY, INVITE, ACTIONS = AnnouncementKind


def show(shown: Set, qtbot: QtBot) -> Set:
    """Show the window."""
    shown.console.show()
    qtbot.waitExposed(shown.console)
    shown.settle()
    return shown


def copied() -> str:
    """Return what lies in the clipboard."""
    return QGuiApplication.clipboard().text()


def text(shown: Set, kind: AnnouncementKind, style: ChatStyle = ChatStyle.SLACK, **fields: object) -> str:
    """Return the text of a kind as the workspace tells it."""
    return str(ask(shown.desk, partial(telling.tell, kind=kind, style=style, **fields)))


def preview(shown: Set) -> str:
    """Return what the preview shows."""
    return str(dialog(shown).preview.toPlainText())


def marked(shown: Set) -> list[AnnouncementKind]:
    """Return what was marked as announced."""
    return [row.kind for row in ask(shown.desk, lambda reader: reader.find(Announced))]


def type_template(shown: Set, source: str) -> None:
    """Edit the template, and wait for what comes of it."""
    found = dialog(shown)
    found.template.source.setPlainText(source)
    found._write()
    shown.settle()
