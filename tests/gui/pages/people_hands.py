"""What the tests of the page of people do by hand: press keys where the focus is, drag dates, read the lists."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sheet_people import Set

from weeklypm.gui.models.people_rows import COLUMNS

ALT, CONTROL, PLAIN = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.NoModifier,
)


def press(shown: Set, key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(QApplication.focusWidget() or shown.console, key, held)
    shown.settle()


def names(shown: Set) -> list[str]:
    """Return who the ledger lists, from above."""
    model = shown.page.ledger.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def cell(shown: Set, name: str, column: str, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> str:
    """Return what somebody's row says in a column."""
    model = shown.page.ledger.model
    return str(model.index(names(shown).index(name), COLUMNS.index(column)).data(role))


def leads(shown: Set) -> list[tuple[str, str, str]]:
    """Return the dates of the panel: when, who, and how sure it is."""
    return [(line.lead, line.name, line.chip) for line in shown.page.side.turns.lines.values()]


def stand_on(shown: Set, name: str) -> None:
    """Stand on somebody's row with the keyboard."""
    shown.page.ledger.choose(shown.row(name).person.id)
    shown.page.ledger.take_keys()


def stand_on_date(shown: Set, day: date) -> None:
    """Stand on a date of the panel with the keyboard."""
    shown.page.side.turns.setFocus(Qt.FocusReason.TabFocusReason)
    shown.page.side.turns.choose(day.isoformat())


def drag(shown: Set, day: date, other: date) -> bool:
    """Drag one date over another and let it go; return whether it was taken."""
    turns = shown.page.side.turns
    rows = {line.key: row for row, line in enumerate(turns.lines.values())}
    data = turns.lines.mimeData([turns.lines.index(rows[day.isoformat()])])
    return drop(shown, data, turns.visualRect(turns.lines.index(rows[other.isoformat()])).center())


def drop(shown: Set, data: QMimeData, at: QPoint) -> bool:
    """Move something over a point of the list of dates and let it go there."""
    turns, move = shown.page.side.turns, Qt.DropAction.MoveAction
    held = (Qt.MouseButton.LeftButton, PLAIN)
    over = QDragMoveEvent(at, move, data, *held)
    turns.dragMoveEvent(over)
    taken = over.isAccepted()
    dropped = QDropEvent(QPointF(at), move, data, *held)
    turns.dropEvent(dropped)
    shown.settle()
    return taken and dropped.isAccepted()
