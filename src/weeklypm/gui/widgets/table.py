"""Tables: rows of 44 px, no grid and no stripes, priority chips, lane shapes, groups, and a frame for the focus."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Final

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from weeklypm.gui import theme
from weeklypm.gui.fonts import font
from weeklypm.gui.icons import paint_icon, paint_lane
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.card_corners import CardCorners
from weeklypm.gui.widgets.chip import paint_chip, priority_tone
from weeklypm.gui.widgets.list_model import Index
from weeklypm.gui.widgets.row_list import rect_of
from weeklypm.gui.widgets.row_paint import fill, fill_row, frame, hairline, write

# Data roles that a page's model answers beside DisplayRole.
TONE: Final = Qt.ItemDataRole.UserRole + 1
"""Colour token of the text: text, text2, text3, danger, warn, ok, accent."""
STYLE: Final = Qt.ItemDataRole.UserRole + 2
"""Type role of the text, body by default."""
PRIORITY: Final = Qt.ItemDataRole.UserRole + 3
"""True where the text is a priority, drawn as a chip."""
CHIP: Final = Qt.ItemDataRole.UserRole + 4
"""Tone of a chip to draw the text in."""
LANE: Final = Qt.ItemDataRole.UserRole + 5
"""A timeline lane whose shape stands before the text."""
ICON: Final = Qt.ItemDataRole.UserRole + 6
"""Name of an icon before the text."""
REMARK: Final = Qt.ItemDataRole.UserRole + 7
"""A second text after the first, as (text, token)."""
GROUP: Final = Qt.ItemDataRole.UserRole + 8
"""True in the first column of a row that heads a group."""

_PADDING: Final = 12


class RowDelegate(QStyledItemDelegate):
    """Draw a cell by the roles of this module; the focus frame runs around the whole row."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = str(index.data() or "")
        metrics_width = QFontMetricsF(_font(index)).horizontalAdvance(text)
        return QSize(round(metrics_width) + 2 * _PADDING + 24, sizes().row)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = rect_of(option)
        if index.sibling(index.row(), 0).data(GROUP):
            fill(painter, cell, "bg")
            write(
                painter, cell.adjusted(_PADDING, 0, 0, 0), str(index.data() or ""), font("label", weight=600), "text2"
            )
        else:
            fill_row(painter, option, cell)
            self._paint_content(painter, cell.adjusted(_PADDING, 0, -_PADDING, 0), index)
        if index.row() + 1 < index.model().rowCount():
            hairline(painter, cell)
        painter.restore()

    def _paint_content(self, painter: QPainter, cell: QRectF, index: Index) -> None:
        text = str(index.data() or "")
        if index.data(PRIORITY) and text:
            paint_chip(painter, QPointF(cell.left(), cell.center().y()), text, tone=priority_tone(text), bold=True)
            return
        if index.data(CHIP) and text:
            paint_chip(painter, QPointF(cell.left(), cell.center().y()), text, tone=str(index.data(CHIP)))
            return
        words = cell.adjusted(self._paint_mark(painter, cell, index), 0, 0, 0)
        token = str(index.data(TONE) or "text")
        align = Qt.AlignmentFlag.AlignRight if _is_right(index) else Qt.AlignmentFlag.AlignLeft
        used = write(painter, words, text, _font(index), token, align=align)
        remark = index.data(REMARK)
        if remark:
            write(painter, words.adjusted(used + 8, 0, 0, 0), remark[0], font("secondary"), remark[1])

    def _paint_mark(self, painter: QPainter, cell: QRectF, index: Index) -> float:
        lane, icon = index.data(LANE), index.data(ICON)
        if lane:
            paint_lane(painter, str(lane), QPointF(cell.left() + 6, cell.center().y()), 12, theme.current().lanes[lane])
        elif icon:
            box = QRectF(cell.left(), cell.center().y() - 8, 16, 16)
            paint_icon(painter, str(icon), box, theme.current().text2)
        return 24.0 if lane or icon else 0.0


def _font(index: Index) -> QFont:
    return font(str(index.data(STYLE) or "body"))


def _advance(index: Index) -> int:
    return ceil(QFontMetricsF(_font(index)).horizontalAdvance(str(index.data() or "")))


def _is_right(index: Index) -> bool:
    alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
    return bool(alignment is not None and int(alignment) & int(Qt.AlignmentFlag.AlignRight))


class Table(QTableView):
    """Show rows to choose from. Enter or a double click activates a row, Home and End go to the first and last.

    Tab leaves the table.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(RowDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(sizes().row)
        self.verticalHeader().setMinimumSectionSize(sizes().row_tight)
        self._dress_header()

    def _dress_header(self) -> None:
        head = self.horizontalHeader()
        head.setFont(font("label"))
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setFixedHeight(sizes().row_tight)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setSectionsClickable(False)

    def become_card(self) -> None:
        """Stand on the page's ground by itself: with a hairline around, and round corners."""
        self.setProperty("card", True)
        CardCorners(self)

    def set_widths(self, *widths: int) -> None:
        """Give the columns widths in pixels; 0 takes the rest."""
        for column, width in enumerate(widths):
            if width:
                self.setColumnWidth(column, width)
            else:
                self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def fit_column(self, column: int, least: int, most: int) -> None:
        """Make a column as wide as its longest text, within limits in pixels."""
        texts = (self.model().index(row, column) for row in range(self.model().rowCount()))
        needed = max((_advance(index) for index in texts), default=0) + 2 * _PADDING
        self.setColumnWidth(column, min(most, max(least, needed)))

    def set_tight(self, tight: bool) -> None:  # noqa: FBT001  a state
        """Draw rows of 36 px for a small window."""
        self.verticalHeader().setDefaultSectionSize(sizes().row_tight if tight else sizes().row)

    def rows_height(self) -> int:
        """Return the height of the header and all rows, for a table that does not scroll."""
        head = self.horizontalHeader().height() if self.horizontalHeader().isVisibleTo(self) else 0
        return head + self.verticalHeader().length() + 2

    @override
    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Let Home and End go to the first and last row: whole rows are chosen, so a column's end would be nothing."""
        if action == self.CursorAction.MoveHome:
            return self._nearest(range(self.model().rowCount()))
        if action == self.CursorAction.MoveEnd:
            return self._nearest(reversed(range(self.model().rowCount())))
        return super().moveCursor(action, modifiers)

    def _nearest(self, rows: Iterable[int]) -> QModelIndex:
        """Return the first of some rows that can be chosen, or where the keyboard stands."""
        enabled = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        column = max(0, self.currentIndex().column())
        found = (self.model().index(row, column) for row in rows)
        return next((index for index in found if index.flags() & enabled == enabled), self.currentIndex())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # the key that answers a dialog
        elif enter and self.state() != self.State.EditingState:
            if self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
        elif event.text() and not event.modifiers() and event.key() != Qt.Key.Key_F2:
            event.ignore()  # single keys belong to the page
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if self.hasFocus() and index.isValid():
            row = self.visualRect(index)
            whole = QRectF(0, row.top(), self.viewport().width(), row.height())
            painter = QPainter(self.viewport())
            frame(painter, whole, "accent", width=2, radius=sizes().radius_small)
            painter.end()
