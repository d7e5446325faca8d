"""The next dates with who leads them: one dragged onto another, or moved by Alt+Up and Alt+Down, changes places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.gui.widgets.list_model import Index, ValueList
from weeklypm.gui.widgets.panel_lines import PanelLine, PanelList

TURN: Final = "application/x-weeklypm-turn"


class TurnLines(ValueList[PanelLine]):
    """Hold the dates; those with a name can be taken and be dropped onto."""

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and _movable(self.values()[index.row()]):
            return flags | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return flags

    @override
    def mimeTypes(self) -> list[str]:
        return [TURN]

    @override
    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        data = QMimeData()
        keys = [self.values()[index.row()].key for index in indexes]
        data.setData(TURN, keys[0].encode() if keys else b"")
        return data

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction


class TurnList(PanelList):
    """List the next dates. Enter asks why, a drag or Alt with an arrow key swaps two of them."""

    swapped = Signal(str, str)
    """The keys of the date that was taken and of the one it changes places with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDragDropMode(self.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)

    @override
    def _make_lines(self) -> ValueList[PanelLine]:
        return TurnLines(self, _spoken, selectable=_acts)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if not step or not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        other = self.neighbour(step)
        if self.key() and other:
            self.swapped.emit(self.key(), other)

    def neighbour(self, step: int) -> str:
        """Return the key of the next date with a name, upwards for -1 or downwards for 1; empty where there is none."""
        lines, at = self.lines.values(), self.currentIndex().row() + step
        while 0 <= at < len(lines):
            if _movable(lines[at]):
                return lines[at].key
            at += step
        return ""

    def target_at(self, at: QPoint, data: QMimeData) -> tuple[str, str]:
        """Return the date carried and the date it lies over, both empty where they cannot change places."""
        carried = bytes(data.data(TURN).data()).decode("ascii", "replace") if data.hasFormat(TURN) else ""
        index = self.indexAt(at)
        lines = self.lines.values()
        under = lines[index.row()] if index.isValid() else None
        if under is None or not _movable(under) or carried in {"", under.key}:
            return "", ""
        return (carried, under.key) if any(carried == line.key for line in lines) else ("", "")

    def _show_over(self, row: int) -> None:
        if self.delegate.over != row:
            self.delegate.over = row
            self.viewport().update()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        at = event.position().toPoint()
        if self.target_at(at, event.mimeData())[1]:
            self._show_over(self.indexAt(at).row())
            event.acceptProposedAction()
        else:
            self._show_over(-1)
            event.ignore()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_over(-1)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        taken, under = self.target_at(event.position().toPoint(), event.mimeData())
        self._show_over(-1)
        self.stopAutoScroll()
        self.setState(self.State.NoState)
        if taken and under:
            # Accepted as a copy: Qt would remove the row of what was moved.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.swapped.emit(taken, under)
        else:
            event.ignore()


def _acts(line: PanelLine) -> bool:
    return not line.muted


def _movable(line: PanelLine) -> bool:
    return not line.muted and bool(line.chip)


def _spoken(line: PanelLine) -> str:
    return line.spoken
