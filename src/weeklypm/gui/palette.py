"""The palette (Ctrl+K): a filter over all commands, and over what the console found for the typed words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from weeklypm.gui import theme
from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.icons import paint_icon
from weeklypm.gui.shortcuts import Commands
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.card import Divider, column, row
from weeklypm.gui.widgets.focus_return import FocusReturn
from weeklypm.gui.widgets.icon_label import IconLabel
from weeklypm.gui.widgets.labels import DataLabel, key_text
from weeklypm.gui.widgets.row_paint import fill_row, is_on, write
from weeklypm.gui.widgets.shadow import cast_shadow

_Index = QModelIndex | QPersistentModelIndex
_ENTRY: Final = Qt.ItemDataRole.UserRole
_ROWS: Final = 8
_ROW: Final = 40


@dataclass(frozen=True)
class Entry:
    """Hold one line of the palette: what it is called, its icon and key, a remark, and what choosing it does."""

    text: str
    run: Callable[[], object]
    icon: str = "chevron-right"
    keys: str = ""
    remark: str = ""


class _Entries(QAbstractListModel):
    """List what matches."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(part for part in (entry.text, entry.remark, key_text(entry.keys)) if part)
        return entry if role == _ENTRY else None

    def replace(self, entries: list[Entry]) -> None:
        """List other entries."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()


class _EntryDelegate(QStyledItemDelegate):
    """Draw an entry: icon, text, remark, and its key at the right."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, _ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(_ENTRY)
        box = QRectF(option.rect)
        fill_row(painter, option, box)
        chosen = is_on(option, QStyle.StateFlag.State_Selected)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mark = QRectF(box.left() + 16, box.center().y() - 8, 16, 16)
        paint_icon(painter, entry.icon, mark, theme.current().colour("accent" if chosen else "text2"))
        right = box.right() - 16 - (paint_keys(painter, box.adjusted(0, 0, -16, 0), entry.keys) + 12)
        words = QRectF(box.left() + 44, box.top(), right - box.left() - 44, box.height())
        used = write(painter, words, entry.text, font("body"), "text")
        write(painter, words.adjusted(used + 12, 0, 0, 0), entry.remark, font("secondary"), "text3")


def paint_keys(painter: QPainter, box: QRectF, keys: str) -> float:
    """Draw a key in its frame at the right of a box and return its width, 0 without a key."""
    if not keys:
        return 0
    words = key_text(keys)
    width = max(18.0, QFontMetricsF(font("key")).horizontalAdvance(words) + 12)
    place = QRectF(box.right() - width, box.center().y() - 9, width, 18)
    worn = theme.current()
    painter.save()
    painter.setPen(QPen(worn.border2, 1))
    painter.setBrush(worn.surface)
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.restore()
    write(painter, place, words, font("key"), "text2", align=Qt.AlignmentFlag.AlignHCenter)
    return width


class Palette(QFrame):
    """Lie over the console: type to filter, arrow keys choose, Enter runs, Esc closes and gives the focus back."""

    searched = Signal(str)
    """What was typed, for those who can find incidents or people; they answer with ``show_found``."""

    def __init__(self, parent: QWidget, commands: Commands) -> None:
        super().__init__(parent)
        self._host = parent
        self.setProperty("overlay", "sheet")
        self._commands = commands
        self._found: tuple[str, list[Entry]] = ("", [])
        self._focus = FocusReturn(parent)
        self.field = QLineEdit(self)
        self.field.setProperty("bare", True)
        self.field.setFont(font("body"))
        self.list = QListView(self)
        self.nothing = DataLabel(self, role="secondary", tone="text2")
        self._entries = _Entries(self)
        self._build()
        Retranslated(self, self._retranslate)
        self.hide()

    def _build(self) -> None:
        self.list.setModel(self._entries)
        self.list.setItemDelegate(_EntryDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._run)
        self.field.textChanged.connect(self._on_text)
        self.field.installEventFilter(self)
        self.field.setFixedHeight(44)
        head = row(spacing=12)
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(IconLabel(self, icon="search"))
        head.addWidget(self.field, 1)
        layout = column(self, padding=1, spacing=0)
        layout.addLayout(head)
        layout.addWidget(Divider(self))
        layout.addWidget(self.list)
        layout.addWidget(self.nothing)
        self.nothing.setContentsMargins(16, 10, 16, 10)
        self._host.installEventFilter(self)
        cast_shadow(self)

    def _retranslate(self) -> None:
        self.field.setPlaceholderText(tr("gui.palette.field"))
        self.field.setAccessibleName(tr("gui.palette.field"))
        self.list.setAccessibleName(tr("gui.palette.name"))

    def open(self) -> None:
        """Show the palette with an empty field."""
        self._focus.remember()
        self.field.clear()
        self._refill()
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_up(self) -> None:
        """Hide and give the focus back."""
        self.hide()
        self._focus.give_back()

    def show_found(self, text: str, entries: Sequence[Entry]) -> None:
        """Add what was found for a text; an answer to an older text is dropped."""
        if text == self.field.text():
            self._found = (text, list(entries))
            self._refill()

    def _on_text(self, text: str) -> None:
        self._refill()
        if text.strip():
            self.searched.emit(text)

    def _refill(self) -> None:
        text = self.field.text()
        entries = [entry for entry in self._command_entries() if matches(text, entry.text)]
        if self._found[0] == text:
            entries += self._found[1]
        self._entries.replace(entries)
        self.list.setFixedHeight(min(len(entries), _ROWS) * _ROW)
        self.list.setVisible(bool(entries))
        self.nothing.show_text("" if entries else tr("gui.palette.nothing", text=text))
        if entries:
            self.list.setCurrentIndex(self._entries.index(0))
        self.adjustSize()
        self._place()

    def _command_entries(self) -> list[Entry]:
        return [
            Entry(action.text(), action.trigger, command.icon or "chevron-right", (command.keys or ("",))[0])
            for command, action in self._commands.usable()
        ]

    def _place(self) -> None:
        room = self._host.width()
        width = min(sizes().palette, room - 32)
        self.setFixedWidth(width)
        self.move((room - width) // 2, sizes().palette_top)

    def _run(self, index: QModelIndex) -> None:
        entry: Entry = index.data(_ENTRY)
        self.close_up()
        entry.run()

    def _step(self, by: int) -> None:
        if self._entries.rowCount():
            to = (self.list.currentIndex().row() + by) % self._entries.rowCount()
            self.list.setCurrentIndex(self._entries.index(to))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        if watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
        if event.key() in steps:
            self._step(steps[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.list.currentIndex().isValid() and self._entries.rowCount():
                self._run(self.list.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            return False
        return True


def matches(typed: str, text: str) -> bool:
    """Tell whether each typed word is found in a text, letter case aside."""
    return all(word in text.casefold() for word in typed.casefold().split())
