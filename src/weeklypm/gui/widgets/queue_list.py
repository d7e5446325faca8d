"""The queue in its groups, in the order that is never skipped; an empty group stays as one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QMimeData, QModelIndex, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from weeklypm.gui import theme
from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.icons import paint_icon
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.chip import chip_width, paint_chip
from weeklypm.gui.widgets.item_mime import FROM_AGENDA, FROM_QUEUE, carried, carry
from weeklypm.gui.widgets.list_model import VALUE, Index, ValueList
from weeklypm.gui.widgets.row_list import RowList, rect_of
from weeklypm.gui.widgets.row_paint import fill, fill_row, frame, frame_focus, write

_EDGE, _VOTES = 20, 44


@dataclass(frozen=True)
class QueueEntry:
    """Hold one thing that waits: its key, title and facts; ``votes`` None shows none.

    ``now`` draws it as the card of what stands ready when nothing waits.
    """

    key: str
    title: str
    meta: str = ""
    votes: int | None = None
    now: bool = False
    icon: str = ""


@dataclass(frozen=True)
class QueueGroup:
    """Hold a group: its name and icon, what waits in it, and what stands there when nothing does."""

    name: str
    icon: str
    entries: tuple[QueueEntry, ...] = ()
    empty: str = ""


_Row = QueueEntry | QueueGroup


class QueueRows(ValueList[_Row]):
    """Hold groups and entries. Entries can be dragged to the agenda, and items of the agenda dropped here."""

    dropped = Signal(str)
    """The key of an item that was dragged out of the agenda."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _spoken, selectable=_is_entry)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        dragged = index.isValid() and _is_entry(self.values()[index.row()])
        return flags | Qt.ItemFlag.ItemIsDragEnabled if dragged else flags

    @override
    def mimeTypes(self) -> list[str]:
        return [FROM_AGENDA]

    @override
    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        values = (self.values()[index.row()] for index in indexes)
        return carry(next((value.key for value in values if isinstance(value, QueueEntry)), ""), FROM_QUEUE)

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    @override
    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return bool(carried(data, FROM_AGENDA))

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        key = carried(data, FROM_AGENDA)
        if key:
            self.dropped.emit(key)
        return bool(key)


class _QueueDelegate(QStyledItemDelegate):
    """Draw a group's line, an entry, or the card of what is ready."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        value: _Row = index.data(VALUE)
        if isinstance(value, QueueGroup):
            return QSize(100, 34)
        return QSize(100, 92 if value.now else sizes().queue_row)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        value: _Row = index.data(VALUE)
        whole = rect_of(option)
        if isinstance(value, QueueGroup):
            self._paint_group(painter, whole, value)
        elif value.now:
            self._paint_now(painter, whole, value)
        else:
            fill_row(painter, option, whole)
            self._paint_entry(painter, whole, value)
        frame_focus(painter, option, whole)

    def _paint_group(self, painter: QPainter, whole: QRectF, group: QueueGroup) -> None:
        line = whole.adjusted(_EDGE, 6, -_EDGE, 0)
        icon = QRectF(line.left(), line.center().y() - 7, 14, 14)
        paint_icon(painter, group.icon, icon, theme.current().text3)
        write(painter, line.adjusted(22, 0, 0, 0), group.name, font("label"), "text3")
        if not group.entries:
            write(painter, line, group.empty, font("meta"), "text3", align=Qt.AlignmentFlag.AlignRight)

    def _paint_entry(self, painter: QPainter, whole: QRectF, entry: QueueEntry) -> None:
        right = _EDGE + (_VOTES if entry.votes is not None else 0)
        upper = QRectF(whole.left() + _EDGE, whole.top() + 3, whole.width() - _EDGE - right, 18)
        write(painter, upper, entry.title, font("secondary", weight=500), "text")
        write(painter, upper.translated(0, 17), entry.meta, font("meta"), "text3")
        if entry.votes is not None:
            votes = QRectF(whole.right() - _EDGE - _VOTES, whole.top(), _VOTES, whole.height())
            write(painter, votes, str(entry.votes), font("control"), "text2", align=Qt.AlignmentFlag.AlignRight)
            digits = QFontMetricsF(font("control")).horizontalAdvance(str(entry.votes))
            arrow = QRectF(votes.right() - digits - 18, votes.center().y() - 7, 14, 14)
            paint_icon(painter, "chevron-up", arrow, theme.current().text2)

    def _paint_now(self, painter: QPainter, whole: QRectF, entry: QueueEntry) -> None:
        card = whole.adjusted(6, 4, -6, -2)
        fill(painter, card, "accent-soft", sizes().radius)
        frame(painter, card, "accent", width=2, radius=sizes().radius)
        icon = QRectF(card.left() + 14, card.top() + 15, 16, 16)
        paint_icon(painter, entry.icon or "messages-square", icon, theme.current().accent)
        now = tr("gui.queue.now")
        chip = QPointF(card.right() - 14 - chip_width(now), icon.center().y())
        paint_chip(painter, chip, now, tone="surface")
        words = QRectF(card.left() + 42, card.top() + 12, chip.x() - card.left() - 54, 22)
        write(painter, words, entry.title, font("strong"), "text")
        wide = QRectF(words.left(), words.bottom() + 4, card.right() - 14 - words.left(), 20)
        write(painter, wide, entry.meta, font("secondary"), "text2")


class QueueList(RowList):
    """List all that waits. Enter or a double click opens an entry; it can be dragged to the agenda.

    A click on an entry's votes asks for one more, with Shift for one less.
    """

    chosen = Signal(str)
    """The key of the entry that is now selected."""
    opened = Signal(str)
    """The key of the entry to open or edit."""
    vote_requested = Signal(str, int)
    """The key of an entry, and the votes to add: 1 or -1."""
    dropped = Signal(str)
    """The key of an item that was dragged out of the agenda."""
    menu_requested = Signal(str, QPoint)
    """An entry's key and where its menu belongs, in global coordinates."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed = ""
        self._rows = QueueRows(self)
        self._rows.dropped.connect(self.dropped)
        self.setItemDelegate(_QueueDelegate(self))
        self.setModel(self._rows)
        self.setDragDropMode(RowList.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setDropIndicatorShown(False)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.activated.connect(self._on_activated)
        Retranslated(self, self._retranslate)

    def _retranslate(self) -> None:
        self.setAccessibleName(tr("gui.queue.name"))
        self.viewport().update()

    def set_groups(self, groups: Sequence[QueueGroup]) -> None:
        """Show other groups; the selected entry stays selected while it is there."""
        kept = self.selected()
        rows: list[_Row] = []
        for group in groups:
            rows.append(group)
            rows.extend(group.entries)
        self.selectionModel().blockSignals(True)
        self._rows.replace(rows)
        self.selectionModel().clear()
        self.selectionModel().blockSignals(False)
        self.select(kept)
        self.scheduleDelayedItemsLayout()

    def selected(self) -> str:
        """Return the key of the selected entry, or an empty text."""
        return _key(self.currentIndex())

    def select(self, key: str) -> None:
        """Select an entry by its key; an unknown key selects nothing."""
        for row, value in enumerate(self._rows.values()):
            if isinstance(value, QueueEntry) and value.key == key:
                both = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.selectionModel().setCurrentIndex(self._rows.index(row), both)

    def _on_current(self, index: QModelIndex) -> None:
        if _key(index):
            self.chosen.emit(_key(index))

    def _on_activated(self, index: QModelIndex) -> None:
        if _key(index):
            self.opened.emit(_key(index))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if _key(index):
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(_EDGE, 0))
            self.menu_requested.emit(_key(index), below if by_key else event.globalPos())

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if self._rows.dropMimeData(event.mimeData(), Qt.DropAction.CopyAction, -1, 0, self.rootIndex()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        self.stopAutoScroll()
        self.setState(RowList.State.NoState)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._votes_at(event)
        super().mousePressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Count a second quick click on the votes as another vote rather than open the entry."""
        self._pressed = self._votes_at(event)
        if not self._pressed:
            super().mouseDoubleClickEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, ""
        super().mouseReleaseEvent(event)
        if pressed and pressed == self._votes_at(event):
            less = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.vote_requested.emit(pressed, -1 if less else 1)

    def _votes_at(self, event: QMouseEvent) -> str:
        """Return the key of the entry on whose votes the left button is, or an empty text."""
        index = self.indexAt(event.position().toPoint())
        value = index.data(VALUE) if index.isValid() else None
        on_votes = event.position().x() > self.viewport().width() - _EDGE - _VOTES
        left = event.button() == Qt.MouseButton.LeftButton
        return value.key if left and on_votes and isinstance(value, QueueEntry) and value.votes is not None else ""


def _key(index: QModelIndex) -> str:
    value = index.data(VALUE) if index.isValid() else None
    return value.key if isinstance(value, QueueEntry) else ""


def _is_entry(value: _Row) -> bool:
    return isinstance(value, QueueEntry)


def _spoken(value: _Row) -> str:
    if isinstance(value, QueueGroup):
        return value.name if value.entries else f"{value.name} · {value.empty}"
    votes = "" if value.votes is None else tr("gui.queue.votes", count=value.votes)
    return " · ".join(part for part in (value.title, value.meta, votes) if part)
