"""What the room sees, small: a picture of the stage, refreshed when it changes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.row_paint import fill, frame


def _mode(picture: QSize, room: QSize) -> Qt.AspectRatioMode:
    """Fill a room that differs by the rounding of its pixels only; else keep the proportions."""
    alike = (
        abs(picture.width() * room.height() - picture.height() * room.width()) < 0.02 * picture.height() * room.width()
    )
    return Qt.AspectRatioMode.IgnoreAspectRatio if alike else Qt.AspectRatioMode.KeepAspectRatio


class ThumbnailView(QWidget):
    """Show a picture of the stage in 16 to 9, 352 px wide or 264 in a small window; readers hear ``set_words``."""

    WIDE = QSize(352, 198)
    NARROW = QSize(264, 149)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_narrow(False)
        Retranslated(self, self._say)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  a state
        """Take the smaller size."""
        self.setFixedSize(self.NARROW if narrow else self.WIDE)

    def set_picture(self, picture: QPixmap) -> None:
        """Show another picture, scaled down to fit."""
        self._picture = picture
        self.update()

    def set_words(self, words: str) -> None:
        """Say to readers what is on the stage."""
        self._words = words
        self._say()

    def _say(self) -> None:
        self.setAccessibleName(" · ".join(part for part in (tr("gui.thumbnail.name"), self._words) if part))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = QRectF(self.rect())
        fill(painter, whole, "sunken", sizes().radius)
        if not self._picture.isNull():
            inside = whole.adjusted(1, 1, -1, -1).toRect()
            ratio = self.devicePixelRatioF()
            small = self._picture.scaled(
                inside.size() * ratio,
                _mode(self._picture.size(), inside.size()),
                Qt.TransformationMode.SmoothTransformation,
            )
            small.setDevicePixelRatio(ratio)
            size = small.deviceIndependentSize()
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(QRectF(inside).center())
            painter.drawPixmap(place.topLeft(), small)
        frame(painter, whole, "border2", radius=sizes().radius)
