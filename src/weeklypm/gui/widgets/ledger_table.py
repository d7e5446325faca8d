"""The ledger as a table: people with their initials, a bar around zero in each row, and plain columns beside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from weeklypm.gui.fonts import font
from weeklypm.gui.widgets.initials import initial
from weeklypm.gui.widgets.ledger_bar import Bar, Scale, paint_bar
from weeklypm.gui.widgets.list_model import Index
from weeklypm.gui.widgets.row_list import rect_of
from weeklypm.gui.widgets.row_paint import fill, fill_row, hairline, write
from weeklypm.gui.widgets.table import TONE, Table

SECOND: Final = Qt.ItemDataRole.UserRole + 30
"""A quiet second text: below the name in the first column, after the text in the others."""
BAR: Final = Qt.ItemDataRole.UserRole + 31
"""The ``Bar`` to draw instead of a text."""
BOLD: Final = Qt.ItemDataRole.UserRole + 32
"""True where the text is certain, and so stands out."""
ENDS: Final = Qt.ItemDataRole.UserRole + 33
"""What the two ends of the bars mean, as (left, right), in the header."""
OVER_NAMES: Final = Qt.ItemDataRole.UserRole + 34
"""In the header, the word above the names, which begin after the circles."""

ROW: Final = 48
ROW_TIGHT: Final = 36
_EDGE: Final = 16
_CIRCLE: Final = 28
_NAME: Final = _EDGE + _CIRCLE + 12
_SIDE: Final = 12


class LedgerDelegate(QStyledItemDelegate):
    """Draw a cell by the roles of this module."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = Scale()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = rect_of(option)
        fill_row(painter, option, cell)
        bar = index.data(BAR)
        if index.row() + 1 < index.model().rowCount():
            hairline(painter, cell)
        if isinstance(bar, Bar):
            paint_bar(painter, cell.adjusted(_SIDE, 0, -_SIDE, 0), bar, self.scale)
        elif index.column() == 0:
            self._paint_person(painter, cell, index)
        else:
            self._paint_text(painter, cell.adjusted(_SIDE, 0, -_SIDE, 0), index)
        painter.restore()

    def _paint_person(self, painter: QPainter, cell: QRectF, index: Index) -> None:
        name, below = str(index.data() or ""), str(index.data(SECOND) or "")
        circle = QRectF(cell.left() + _EDGE, cell.center().y() - _CIRCLE / 2, _CIRCLE, _CIRCLE)
        fill(painter, circle, "sunken", _CIRCLE / 2)
        sign = font("label", weight=600)
        write(painter, circle, initial(name), sign, "text2", align=Qt.AlignmentFlag.AlignHCenter)
        words = QRectF(cell.left() + _NAME, cell.center().y() - 17, cell.width() - _NAME - _SIDE, 20)
        if not below:
            words = QRectF(words.left(), cell.top(), words.width(), cell.height())
        write(painter, words, name, font("medium"), str(index.data(TONE) or "text"))
        if below:
            write(painter, words.translated(0, 17).adjusted(0, 0, 0, -3), below, font("meta"), "text2")

    def _paint_text(self, painter: QPainter, cell: QRectF, index: Index) -> None:
        made = font("secondary", weight=600) if index.data(BOLD) else font("secondary")
        used = write(painter, cell, str(index.data() or ""), made, str(index.data(TONE) or "text2"))
        after = index.data(SECOND)
        if after:
            write(painter, cell.adjusted(used + 4, 0, 0, 0), str(after), font("meta"), "text3")


class LedgerHeader(QHeaderView):
    """Head the columns; above the bars it says what their two sides mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        above = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal, OVER_NAMES)
        if above:
            write(painter, QRectF(rect).adjusted(_NAME, 0, 0, 0), str(above), font("label"), "text2")
        ends = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal, ENDS)
        if not ends:
            return
        inner = QRectF(rect).adjusted(_SIDE, 0, -_SIDE, 0)
        halves = (inner.adjusted(0, 0, -inner.width() / 2 - 4, 0), inner.adjusted(inner.width() / 2 + 4, 0, 0, 0))
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
        for half, text, side in zip(halves, ends, sides, strict=True):
            write(painter, half, str(text), font("label"), "text2", align=side)


class LedgerTable(Table):
    """Show the ledger. Enter opens a person, Delete and the menu key ask what is to be done with them."""

    removed = Signal(int)
    """The row that Delete was pressed on."""
    menu_requested = Signal(int, QPoint)
    """A row and where its menu belongs, in global coordinates."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHorizontalHeader(LedgerHeader(self))
        self._dress_header()
        self.horizontalHeader().show()
        self._delegate = LedgerDelegate(self)
        self.setItemDelegate(self._delegate)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setMinimumSectionSize(ROW_TIGHT)

    def set_scale(self, scale: Scale) -> None:
        """Draw all bars to another scale."""
        self._delegate.scale = scale
        self.viewport().update()

    @override
    def set_tight(self, tight: bool) -> None:  # a state
        """Draw rows of 36 px for a small window: two lines stand in each."""
        self.verticalHeader().setDefaultSectionSize(ROW_TIGHT if tight else ROW)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Delete and at >= 0:
            self.removed.emit(at)
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(self.viewport().mapFromGlobal(event.globalPos()))
        if index.isValid():
            row = self.visualRect(index.siblingAtColumn(0))
            below = self.viewport().mapToGlobal(row.bottomLeft() + QPoint(_NAME, 0))
            self.menu_requested.emit(index.row(), below if by_key else event.globalPos())
