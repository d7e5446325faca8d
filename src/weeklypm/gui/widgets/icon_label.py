"""An icon that stands beside a word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from weeklypm.gui import theme
from weeklypm.gui.icons import paint_icon


class IconLabel(QWidget):
    """Draw an icon in a token's colour. It says nothing to readers: the word beside it does."""

    def __init__(self, parent: QWidget | None = None, *, icon: str = "", token: str = "text2", size: int = 16) -> None:
        super().__init__(parent)
        self._icon = icon
        self._token = token
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str) -> None:
        """Draw another icon."""
        self._icon = icon
        self.update()

    def set_token(self, token: str) -> None:
        """Draw it in another colour."""
        self._token = token
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._icon:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF((self.width() - self._size) / 2, (self.height() - self._size) / 2, self._size, self._size)
            paint_icon(painter, self._icon, box, theme.current().colour(self._token))
