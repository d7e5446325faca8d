"""A short list of lines that are changed where they stand: added below, edited, moved and removed by keys or menu."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from weeklypm.gui import theme
from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import tr
from weeklypm.gui.widgets.card import column
from weeklypm.gui.widgets.fields import Field
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.gui.widgets.list_model import Index
from weeklypm.gui.widgets.row_list import RowList, rect_of
from weeklypm.gui.widgets.row_paint import fill_row, frame_focus, write
from weeklypm.gui.widgets.sentence_edit import WordEdit

_NUMBER: Final = 28
_EDGE: Final = 8
_UPRIGHT: Final = 8
_FLAGS: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
NOTHING: Final = (-1, "")
"""No line that was edited: its row and what was typed."""


class _LineDelegate(QStyledItemDelegate):
    """Draw a line behind its number, on as many rows as its words take."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 200
        room = QRect(0, 0, max(40, width - _NUMBER - 2 * _EDGE), 10_000)
        needed = QFontMetrics(font("body")).boundingRect(room, _FLAGS, str(index.data() or " "))
        return QSize(100, max(36, needed.height() + 2 * _UPRIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = rect_of(option)
        fill_row(painter, option, whole, radius=4)
        place = QRectF(whole.left() + _EDGE, whole.top(), _NUMBER - 8, whole.height())
        write(painter, place, str(index.row() + 1), font("meta"), "text3")
        painter.setFont(font("body"))
        painter.setPen(theme.current().text)
        painter.drawText(whole.adjusted(_NUMBER + _EDGE, 0, -_EDGE, 0), _FLAGS, str(index.data() or ""))
        frame_focus(painter, option, whole)
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = WordEdit(parent)
        editor.setAccessibleName(tr("dashboards.lines.edit"))
        return editor

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)


class _Lines(RowList):
    """List the lines; the keys that change them are taken here."""

    moved = Signal(int, int)
    removed = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, fit=True)
        self.setItemDelegate(_LineDelegate(self))
        self.setWordWrap(True)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.currentIndex().row(), event.key()
        if row >= 0 and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.state() != self.State.EditingState:
            self.edit(self.currentIndex())
        elif row >= 0 and key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit(row)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved.emit(row, row + (1 if key == Qt.Key.Key_Down else -1))
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()


class LineList(QWidget):
    """Show lines and let them be changed; ``changed`` tells what is wanted, ``show_lines`` what is so."""

    changed = Signal(object)
    """The lines that are wanted, as a tuple of texts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, ...] = ()
        self._wanted_row = -1
        self._sent, self._edited = "", NOTHING
        self.model = QStringListModel(self)
        self.list = _Lines(self)
        self.list.setModel(self.model)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.hint = DataLabel(self, role="meta", tone="text3")
        self.hint.setWordWrap(True)
        self.line = QLineEdit()
        self.field = Field(self.line, self)
        layout = column(self, spacing=8)
        for widget in (self.list, self.hint, self.field):
            layout.addWidget(widget)
        self.list.moved.connect(self._on_moved)
        self.list.removed.connect(self._on_removed)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.model.dataChanged.connect(self._on_edited)
        self.line.returnPressed.connect(self._on_added)
        self.line.textEdited.connect(self._on_typed)
        self.menu: QMenu | None = None

    def say(self, name: str, add: str, example: str) -> None:
        """Name the list and the field below it."""
        self.list.setAccessibleName(name)
        self.line.setPlaceholderText(example)
        self.line.setAccessibleName(add)
        self.hint.setText(tr("dashboards.lines.hint"))

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show the lines as they are; the row that was worked on stays the current one."""
        kept = self._wanted_row if self._wanted_row >= 0 else self.list.currentIndex().row()
        self._shown, self._wanted_row = tuple(lines), -1
        if list(lines) != self.model.stringList():
            self.model.setStringList(list(lines))
        if lines and kept >= 0:
            self.list.setCurrentIndex(self.model.index(min(kept, len(lines) - 1)))
        self.list.setVisible(bool(lines))
        self.hint.setVisible(bool(lines))
        self.list.updateGeometry()

    def refuse(self, sentence: str) -> None:
        """Say why the lines cannot be so; what is stored is shown again, what was typed stays where it was."""
        self.field.set_error(sentence)
        row, typed = self._edited
        self._sent, self._edited = "", NOTHING
        self.model.setStringList(list(self._shown))
        if typed and row < len(self._shown):
            self._edit(row)
            # The editor before may not be gone yet, so this one is asked for by its line.
            editor = self.list.indexWidget(self.model.index(row))
            if isinstance(editor, WordEdit):
                editor.setText(typed)

    def stored(self) -> None:
        """Clear the field where it was its line that was stored."""
        sent, self._sent, self._edited = self._sent, "", NOTHING
        if sent and self.line.text() == sent:
            self.line.clear()
        self.field.set_error("")

    def forget(self) -> None:
        """Clear the field for other lines."""
        self.line.clear()
        self._sent, self._edited = "", NOTHING
        self.field.set_error("")

    def _want(self, lines: Sequence[str], row: int) -> None:
        self._wanted_row = row
        self.changed.emit(tuple(lines))

    def _on_typed(self, _text: str) -> None:
        self.field.set_error("")

    def _on_added(self) -> None:
        if self.line.text().strip():
            self._sent = self.line.text()
            self._want((*self._shown, self.line.text()), len(self._shown))

    def _on_edited(self, *_where: object) -> None:
        lines = self.model.stringList()
        if tuple(lines) != self._shown:
            row = self.list.currentIndex().row()
            self._edited = (row, lines[row])
            self._want(lines, row)

    def _on_removed(self, row: int) -> None:
        lines = list(self._shown)
        if 0 <= row < len(lines):
            del lines[row]
            self._want(lines, min(row, len(lines) - 1))

    def _on_moved(self, row: int, to: int) -> None:
        lines = list(self._shown)
        if 0 <= row < len(lines) and 0 <= to < len(lines):
            lines.insert(to, lines.pop(row))
            self._want(lines, to)

    def _on_menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if index.isValid():
            self.menu = self.make_menu(index.row())
            self.menu.popup(self.list.viewport().mapToGlobal(at))

    def make_menu(self, row: int) -> QMenu:
        """Return the menu of a line."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(font("body"))
        menu.addAction(tr("dashboards.lines.edit")).triggered.connect(partial(self._edit, row))
        for code, to in (("dashboards.lines.up", row - 1), ("dashboards.lines.down", row + 1)):
            action = menu.addAction(tr(code))
            action.setEnabled(0 <= to < len(self._shown))
            action.triggered.connect(partial(self._move, row, to))
        menu.addAction(tr("dashboards.lines.remove")).triggered.connect(partial(self._remove, row))
        return menu

    def _edit(self, row: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  the signal's shape
        self.list.setCurrentIndex(self.model.index(row))
        self.list.edit(self.model.index(row))

    def _move(self, row: int, to: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  as above
        self._on_moved(row, to)

    def _remove(self, row: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  as above
        self._on_removed(row)
