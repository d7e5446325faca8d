"""The agenda of the week's page: only lines whose minutes can be changed take an editor."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.gui.widgets.agenda_list import AgendaList
from weeklypm.gui.widgets.buttons import Button


class WeekAgenda(AgendaList):
    """Edit the minutes of the lines named by ``set_editable``: by Enter, F2, M or a double click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editable: frozenset[int] = frozenset()
        self.activated.connect(self._on_activated)

    def set_editable(self, rows: Collection[int]) -> None:
        """Let the minutes of some rows be edited."""
        self._editable = frozenset(rows)

    def menu_place(self, row: int) -> QPoint:
        """Return where the menu of a main line opens, below its button, in global coordinates."""
        button = next((one for one in self.findChildren(Button) if one.property("row") == row), None)
        if button is None:
            return self.mapToGlobal(QPoint(0, 0))
        return button.mapToGlobal(QPoint(0, button.height() + 4))

    def _on_activated(self, index: QModelIndex) -> None:
        if index.row() in self._editable and self.state() != self.State.EditingState:
            self.edit(index)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).row() in self._editable:
            super().mouseDoubleClickEvent(event)
        else:
            event.ignore()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_F2, Qt.Key.Key_M} and self.currentIndex().row() not in self._editable:
            event.ignore()
        else:
            super().keyPressEvent(event)
