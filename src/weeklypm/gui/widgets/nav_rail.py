"""The rail of pages at the left: icons and names, Settings at the bottom; icons only in a narrow window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from weeklypm.gui import theme
from weeklypm.gui.fonts import font
from weeklypm.gui.icons import paint_icon
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.card import column
from weeklypm.gui.widgets.row_paint import fill_row, frame_focus, is_on, write

_Index = QModelIndex | QPersistentModelIndex
_PLACE: Final = Qt.ItemDataRole.UserRole
_GAP: Final = 2
_SIDE: Final = 8


@dataclass(frozen=True)
class Place:
    """Hold one page of the rail: its key, icon, name, and a count (0 shows none)."""

    key: str
    icon: str
    name: str = ""
    count: int = 0


class Places(QAbstractListModel):
    """List the pages of one part of the rail."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._places)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        place = self._places[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return place.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return place.name if self.property("narrow") else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{place.name} {place.count}" if place.count else place.name
        return place if role == _PLACE else None

    def add(self, place: Place) -> None:
        """Add a page at the end."""
        row = len(self._places)
        self.beginInsertRows(QModelIndex(), row, row)
        self._places.append(place)
        self.endInsertRows()

    def row_of(self, key: str) -> int:
        """Return a page's row, or -1."""
        return next((row for row, place in enumerate(self._places) if place.key == key), -1)

    def change(self, key: str, **values: Any) -> None:
        """Give a page another name or count."""
        row = self.row_of(key)
        if row >= 0:
            self._places[row] = replace(self._places[row], **values)
            self.dataChanged.emit(self.index(row), self.index(row))

    def keys(self) -> list[str]:
        """Return the pages' keys in order."""
        return [place.key for place in self._places]


class _PlaceDelegate(QStyledItemDelegate):
    """Draw a page of the rail."""

    narrow = False

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(sizes().rail_narrow if self.narrow else sizes().rail, sizes().nav_item + _GAP)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        place: Place = index.data(_PLACE)
        whole: QRect = option.rect
        box = QRectF(whole).adjusted(_SIDE, _GAP / 2, -_SIDE, -_GAP / 2)
        fill_row(painter, option, box, radius=sizes().radius)
        frame_focus(painter, option, box, radius=sizes().radius)
        chosen = is_on(option, QStyle.StateFlag.State_Selected)
        token = "accent" if chosen else "text2"
        left = box.center().x() - 9 if self.narrow else box.left() + 12
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mark = QRectF(left, box.center().y() - 9, 18, 18)
        paint_icon(painter, place.icon, mark, theme.current().colour(token))
        if not self.narrow:
            self._write(painter, box, place, token)

    def _write(self, painter: QPainter, box: QRectF, place: Place, token: str) -> None:
        words = box.adjusted(42, 0, -44, 0)
        write(painter, words, place.name, font("strong" if token == "accent" else "body"), token)
        if place.count:
            right = box.adjusted(0, 0, -12, 0)
            ink = "accent" if token == "accent" else "text3"
            write(painter, right, str(place.count), font("secondary"), ink, align=Qt.AlignmentFlag.AlignRight)


class _PlaceView(QListView):
    """List pages; arrow keys move, and keys that it has no use for go on to the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.places = Places(self)
        self.setModel(self.places)
        self.setItemDelegate(_PlaceDelegate(self))
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}:
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.currentIndex().isValid():
            chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().select(self.currentIndex(), chosen)
        else:
            event.ignore()


class NavRail(QFrame):
    """Show the pages and tell which one was chosen. Selection shows it at once: there is nothing to confirm."""

    chosen = Signal(str)
    """The key of the page that the person chose; ``select`` does not send it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "left")
        self._top = _PlaceView(self)
        self._bottom = _PlaceView(self)
        layout = column(self)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.addWidget(self._top, 1)
        layout.addWidget(self._bottom)
        self._quiet = False
        for view in self._views():
            view.selectionModel().selectionChanged.connect(self._on_selection)
        self.set_narrow(False)
        self._fit()

    def _views(self) -> tuple[_PlaceView, _PlaceView]:
        return (self._top, self._bottom)

    def add(self, key: str, icon: str, name: str, *, at_bottom: bool = False) -> None:
        """Add a page."""
        view = self._bottom if at_bottom else self._top
        view.places.add(Place(key, icon, name))
        self._fit()

    def _fit(self) -> None:
        count = self._bottom.places.rowCount()
        self._bottom.setFixedHeight(count * (sizes().nav_item + _GAP))
        self._bottom.setVisible(count > 0)

    def set_name(self, key: str, name: str) -> None:
        """Name a page, after a switch of the language."""
        for view in self._views():
            view.places.change(key, name=name)

    def set_count(self, key: str, count: int) -> None:
        """Show a count at the right of a page's name; 0 shows none."""
        for view in self._views():
            view.places.change(key, count=count)

    def name_parts(self, pages: str, more: str) -> None:
        """Name both lists for readers."""
        self._top.setAccessibleName(pages)
        self._bottom.setAccessibleName(more)

    def keys(self) -> list[str]:
        """Return the keys of all pages in order, the bottom ones last."""
        return [*self._top.places.keys(), *self._bottom.places.keys()]

    def selected(self) -> str:
        """Return the key of the selected page, or an empty text."""
        for view in self._views():
            for index in view.selectionModel().selectedIndexes():
                place: Place = index.data(_PLACE)
                return place.key
        return ""

    def select(self, key: str) -> None:
        """Select a page without telling."""
        self._quiet = True
        for view in self._views():
            row = view.places.row_of(key)
            if row >= 0:
                both = QItemSelectionModel.SelectionFlag.ClearAndSelect
                view.selectionModel().setCurrentIndex(view.places.index(row), both)
            else:
                view.selectionModel().clear()
        self._quiet = False

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  a state
        """Show icons only, with tooltips; names stay for readers."""
        self.setFixedWidth(sizes().rail_narrow if narrow else sizes().rail)
        for view in self._views():
            delegate = view.itemDelegate()
            if isinstance(delegate, _PlaceDelegate):
                delegate.narrow = narrow
            view.places.setProperty("narrow", narrow)
            view.scheduleDelayedItemsLayout()

    def _on_selection(self, selected: QItemSelection) -> None:
        # Not the current index: Tab alone makes one, and passing by must not change the page.
        indexes = selected.indexes()
        if not indexes or self._quiet:
            return
        place: Place = indexes[0].data(_PLACE)
        self.select(place.key)
        self.chosen.emit(place.key)
