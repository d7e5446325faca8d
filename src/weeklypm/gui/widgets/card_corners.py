"""Round corners for cards whose own parts fill them to the edge, such as a table with its header."""

from __future__ import annotations

from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from typing_extensions import override

from weeklypm.gui import theme
from weeklypm.gui.sizes import sizes


class Corner(Enum):
    """Name a corner by how many of its own widths and heights it lies off the top left one."""

    TOP_LEFT = (0, 0)
    TOP_RIGHT = (1, 0)
    BOTTOM_LEFT = (0, 1)
    BOTTOM_RIGHT = (1, 1)


class _Cover(QWidget):
    """Paint the page's ground outside one corner's curve, and the hairline along it."""

    def __init__(self, host: QWidget, corner: Corner) -> None:
        super().__init__(host)
        self._host, self.corner = host, corner
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(sizes().radius, sizes().radius)

    def place(self) -> None:
        """Move to the corner and lie over all else."""
        right, down = self.corner.value
        self.move((self._host.width() - self.width()) * right, (self._host.height() - self.height()) * down)
        self.raise_()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        right, down = self.corner.value
        radius = float(sizes().radius)
        card = QRectF(-radius * right, -radius * down, 2 * radius, 2 * radius)
        inside, outside = QPainterPath(), QPainterPath()
        inside.addRoundedRect(card, radius, radius)
        outside.addRect(QRectF(self.rect()))
        worn = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(outside - inside, worn.bg)
        painter.setPen(QPen(worn.border, 1))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5)


class CardCorners(QObject):
    """Keep the corners of a card that scrolls, or holds what does, round on the page's ground."""

    def __init__(self, card: QWidget) -> None:
        super().__init__(card)
        self._covers: Final = [_Cover(card, corner) for corner in Corner]
        card.installEventFilter(self)
        bars = (card.verticalScrollBar(), card.horizontalScrollBar()) if isinstance(card, QAbstractScrollArea) else ()
        # Qt raises the scroll bars, or rather what holds them, whenever it lays them out.
        for bar in bars:
            holder = bar.parentWidget()
            if holder is not None:
                holder.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        for cover in self._covers:
            cover.place()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.ZOrderChange}:
            self._place()
        return False
