"""The agenda card: clock, minutes, title and chip of each part; the main part taller, with its reason and boxes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QAbstractItemModel, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QSpinBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from weeklypm.gui import theme
from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.icons import paint_icon
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.agenda_lines import AgendaEntry, AgendaLines
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.chip import chip_width, paint_chip
from weeklypm.gui.widgets.fields import inset
from weeklypm.gui.widgets.list_model import VALUE, Index
from weeklypm.gui.widgets.row_list import RowList, rect_of
from weeklypm.gui.widgets.row_paint import fill_row, frame_focus, hairline, write

__all__ = ["AgendaEntry", "AgendaLines", "AgendaList"]

_CLOCK, _MINUTES, _TITLE, _EDGE = 16, 78, 140, 16
_LINE = 22


class _EntryDelegate(QStyledItemDelegate):
    """Draw a line, and edit its minutes in place."""

    minutes_edited = Signal(int, int)
    tight = False
    button_width = 0

    def _height(self, entry: AgendaEntry) -> int:
        if not entry.main:
            return sizes().row_tight if self.tight else sizes().row
        return (66 if self.tight or not entry.boxes else 112) + (_LINE if entry.presenter else 0)

    def _above(self, entry: AgendaEntry) -> int:
        return (8 if self.tight else 14) if entry.main else 0

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._height(index.data(VALUE)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: AgendaEntry = index.data(VALUE)
        whole = rect_of(option)
        fill_row(painter, option, whole)
        if index.row() + 1 < index.model().rowCount():
            hairline(painter, whole)
        line = QRectF(whole.left(), whole.top() + self._above(entry), whole.width(), whole.height())
        line.setHeight(28 if entry.main else whole.height())
        write(painter, line.adjusted(_CLOCK, 0, 0, 0), entry.clock, font("body"), "text2")
        self._paint_minutes(painter, line, entry)
        self._paint_title(painter, line, entry)
        if entry.main:
            self._paint_reason(painter, line, entry)
        frame_focus(painter, option, whole)

    def _paint_minutes(self, painter: QPainter, line: QRectF, entry: AgendaEntry) -> None:
        box = line.adjusted(_MINUTES, 0, 0, 0)
        used = write(painter, box, str(entry.minutes), font("strong"), "text")
        write(painter, box.adjusted(used + 4, 0, 0, 0), tr("gui.agenda.minute_unit"), font("secondary"), "text2")

    def _paint_title(self, painter: QPainter, line: QRectF, entry: AgendaEntry) -> None:
        right = line.right() - _EDGE - (self.button_width + 8 if entry.main else 0)
        if entry.chip:
            right -= chip_width(entry.chip)
            paint_chip(painter, QPointF(right, line.center().y()), entry.chip, tone=entry.tone)
            right -= 12
        below = self._is_kind_below(entry, right - line.left() - _TITLE)
        kind = chip_width(entry.kind, icon=entry.icon) + 8 if entry.kind and not below else 0
        words = QRectF(line.left() + _TITLE, line.top(), right - line.left() - _TITLE - kind, line.height())
        used = write(painter, words, entry.title, font("section" if entry.main else "medium"), "text")
        if kind:
            at = QPointF(words.left() + used + 8, line.center().y())
            paint_chip(painter, at, entry.kind, icon=entry.icon)
        elif not entry.kind:
            write(painter, words.adjusted(used + 12, 0, 0, 0), entry.detail, font("secondary"), "text2")

    def _is_kind_below(self, entry: AgendaEntry, room: float) -> bool:
        """Tell whether the kind makes way for a long title and stands before the boxes instead."""
        if not (entry.main and entry.kind and entry.boxes) or self.tight:
            return False
        kind = chip_width(entry.kind, icon=entry.icon) + 8
        return QFontMetricsF(font("section")).horizontalAdvance(entry.title) > room - kind

    def _paint_reason(self, painter: QPainter, line: QRectF, entry: AgendaEntry) -> None:
        left = line.left() + _TITLE
        below = QRectF(left + 20, line.bottom(), line.right() - _EDGE - left - 20, _LINE)
        used = _write_line(painter, below, "corner-down-right", entry.reason)
        rival = f" · {entry.rival}" if entry.rival else ""
        # Cut short it would say nothing; the tooltip has it.
        if QFontMetricsF(font("secondary")).horizontalAdvance(rival) <= below.width() - used:
            write(painter, below.adjusted(used, 0, 0, 0), rival, font("secondary"), "text3")
        if entry.presenter:
            below.translate(0, _LINE)
            _write_line(painter, below, "mic", entry.presenter)
        if not self.tight:
            if self._is_kind_below(entry, line.right() - _EDGE - self.button_width - 8 - left):
                left += paint_chip(painter, QPointF(left, below.bottom() + 19), entry.kind, icon=entry.icon) + 8
            for box in entry.boxes:
                if left + chip_width(box) > line.right() - _EDGE:
                    break
                left += paint_chip(painter, QPointF(left, below.bottom() + 19), box, tone="outline") + 8

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QSpinBox(parent)
        editor.setRange(0, 180)
        editor.setFont(font("strong"))
        inset(editor)
        editor.setAccessibleName(tr("gui.agenda.edit_minutes"))
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        entry: AgendaEntry = index.data(VALUE)
        if isinstance(editor, QSpinBox):
            editor.setValue(entry.minutes)
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        entry: AgendaEntry = index.data(VALUE)
        if isinstance(editor, QSpinBox) and editor.value() != entry.minutes:
            self.minutes_edited.emit(index.row(), editor.value())

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        whole = rect_of(option).toRect()
        entry: AgendaEntry = index.data(VALUE)
        line = 28 if entry.main else whole.height()
        top = whole.top() + self._above(entry) + (line - sizes().input) // 2
        editor.setGeometry(QRect(whole.left() + _MINUTES - 14, top, 64, sizes().input))


def _write_line(painter: QPainter, box: QRectF, icon: str, text: str) -> float:
    """Write a line of a main part below its title, with its icon; return its width, 0 for an empty text."""
    if not text:
        return 0
    paint_icon(painter, icon, QRectF(box.left() - 20, box.center().y() - 7, 14, 14), theme.current().text3)
    return write(painter, box, text, font("secondary"), "text2")


class AgendaList(RowList):
    """Show the agenda in a card. F2, M or a double click on the minutes edits them.

    Main lines are dragged, or moved by Alt+Up and Alt+Down; Delete takes one off. The menu key shows the rest.
    """

    minutes_edited = Signal(int, int)
    """Row and new minutes."""
    moved = Signal(int, int)
    """The row that moves and the row it moves to."""
    removed = Signal(int)
    """The row of a main line that Delete was pressed on."""
    dropped = Signal(str, int)
    """An item's key and its place among the main lines; -1 where it is to be held as well, wherever it fits."""
    change_requested = Signal(int)
    """The button of a main line was pressed."""
    menu_requested = Signal(int, QPoint)
    """A row and where its menu belongs, in global coordinates."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, fit=True)
        self.setProperty("card", True)
        self._entries = AgendaLines(self)
        self._entries.dropped.connect(self.dropped)
        self._delegate = _EntryDelegate(self)
        self._delegate.minutes_edited.connect(self.minutes_edited)
        self._buttons: list[tuple[int, Button]] = []
        self._change = ""
        self.setItemDelegate(self._delegate)
        self.setModel(self._entries)
        self.setEditTriggers(RowList.EditTrigger.NoEditTriggers)
        self.setDragDropMode(RowList.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        Retranslated(self, self._retranslate)

    def _retranslate(self) -> None:
        self.setAccessibleName(tr("gui.agenda.name"))
        self.viewport().update()

    def set_entries(self, entries: Sequence[AgendaEntry], *, change: str = "") -> None:
        """Show other lines; ``change`` is the text of the button in main lines, none when empty."""
        self._change = change
        self._entries.changeable = bool(change)
        self._entries.replace(entries)
        self._make_buttons()
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()

    def entries(self) -> list[AgendaEntry]:
        """Return the lines shown."""
        return self._entries.values()

    def set_tight(self, tight: bool) -> None:  # noqa: FBT001  a state
        """Draw lower rows and hide the boxes, for a small window."""
        self._delegate.tight = tight
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self._place_buttons()

    def _make_buttons(self) -> None:
        for _, button in self._buttons:
            button.hide()
            button.deleteLater()
        mains = [row for row, entry in enumerate(self.entries()) if entry.main and self._change]
        self._buttons = [(row, self._make_button(row)) for row in mains]
        # Made later than what stands below the list, they would be visited last.
        for before, after in pairwise([self, *(button for _, button in self._buttons)]):
            QWidget.setTabOrder(before, after)
        self._delegate.button_width = max((button.sizeHint().width() for _, button in self._buttons), default=0)
        self._place_buttons()

    def _make_button(self, row: int) -> Button:
        button = Button(self, text=self._change, variant="small")
        button.setAccessibleDescription(self.entries()[row].title)
        button.setProperty("row", row)
        button.clicked.connect(self._on_change)
        button.show()
        return button

    def _on_change(self) -> None:
        self.change_requested.emit(int(self.sender().property("row")))

    def _place_buttons(self) -> None:
        top = self.frameWidth()
        heights = [self.sizeHintForRow(row) for row in range(self._entries.rowCount())]
        for row, button in self._buttons:
            width = button.sizeHint().width()
            at = top + sum(heights[:row]) + (8 if self._delegate.tight else 14)
            button.setGeometry(self.width() - _EDGE - width, at, width, button.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and _MINUTES - 14 <= event.position().x() < _TITLE:
            self.edit(index)
        else:
            super().mouseDoubleClickEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        row = self.place_at(event.position().toPoint())
        if self._entries.dropMimeData(event.mimeData(), Qt.DropAction.CopyAction, row, 0, self.rootIndex()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        self.stopAutoScroll()
        self.setState(RowList.State.NoState)
        self.viewport().update()

    def place_at(self, at: QPoint) -> int:
        """Return the row that something dropped at a point goes before, or -1 in the middle of a line: onto it."""
        index = self.indexAt(at)
        if not index.isValid():
            return self._entries.rowCount()
        box = self.visualRect(index)
        edge = box.height() // 4
        if box.top() + edge <= at.y() <= box.bottom() - edge:
            return -1
        return index.row() + (at.y() > box.center().y())

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            below = self.viewport().mapToGlobal(self.visualRect(index).topLeft() + QPoint(_TITLE, sizes().row_tight))
            self.menu_requested.emit(index.row(), below if by_key else event.globalPos())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        row = self.currentIndex().row()
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if row >= 0 and 0 <= row + step < self._entries.rowCount():
                self.moved.emit(row, row + step)
        elif event.key() in {Qt.Key.Key_F2, Qt.Key.Key_M} and not event.modifiers() and row >= 0:
            self.edit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and row >= 0:
            self.removed.emit(row)
        else:
            super().keyPressEvent(event)
