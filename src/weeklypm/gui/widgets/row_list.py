"""The list view that the console's lists share: no frame, keys it cannot use go on, its height may fit its rows."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QStyleOptionViewItem, QWidget
from typing_extensions import override

_KEYS = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_F2,
}


class RowList(QListView):
    """List rows drawn by a delegate. ``fit=True`` makes the list as high as its rows, without scrolling."""

    def __init__(self, parent: QWidget | None = None, *, fit: bool = False) -> None:
        super().__init__(parent)
        self._fit = fit
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        if fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def rows_height(self) -> int:
        """Return the height of all rows in pixels."""
        return sum(self.sizeHintForRow(row) for row in range(self.model().rowCount()))

    @override
    def sizeHint(self) -> QSize:
        around = 2 * self.frameWidth() + 2
        return QSize(200, self.rows_height() + around) if self._fit else super().sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() if self._fit else super().minimumSizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()


def rect_of(option: QStyleOptionViewItem) -> QRectF:
    """Return where a row is drawn."""
    rect: QRect = option.rect
    return QRectF(rect)
