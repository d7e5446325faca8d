"""Chips: short facts on a soft ground, 20 px high, never clickable; the same drawing serves labels and delegates."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from weeklypm.gui import theme
from weeklypm.gui.fonts import font
from weeklypm.gui.icons import paint_icon
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.labels import DataLabel

# tone: ground, text, outline
_TONES: Final = {
    "neutral": ("sunken", "text2", ""),
    "accent": ("accent-soft", "accent", ""),
    "danger": ("danger-soft", "danger", ""),
    "warn": ("warn-soft", "warn", ""),
    "ok": ("ok-soft", "ok", ""),
    "ink": ("text", "surface", ""),
    "outline": ("", "text2", "border2"),
    "surface": ("surface", "accent", ""),
}
_PADDING: Final = 6
_ICON: Final = 14


def chip_width(text: str, *, icon: str = "", bold: bool = False) -> float:
    """Return the width of a chip in pixels."""
    metrics = QFontMetricsF(font("label", weight=600 if bold else 0))
    return metrics.horizontalAdvance(text) + 2 * _PADDING + (_ICON + 4 if icon else 0)


def paint_chip(
    painter: QPainter, at: QPointF, text: str, *, tone: str = "neutral", icon: str = "", bold: bool = False
) -> float:
    """Draw a chip with its left edge's middle at a point and return its width. Raises KeyError for an unknown tone."""
    ground, ink, outline = _TONES[tone]
    worn = theme.current()
    box = QRectF(at.x(), at.y() - sizes().chip / 2, chip_width(text, icon=icon, bold=bold), sizes().chip)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(worn.colour(outline), 1) if outline else Qt.PenStyle.NoPen)
    painter.setBrush(worn.colour(ground) if ground else QColor(Qt.GlobalColor.transparent))
    inset = 0.5 if outline else 0.0
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), sizes().radius_small, sizes().radius_small)
    left = box.x() + _PADDING
    if icon:
        paint_icon(painter, icon, QRectF(left, at.y() - _ICON / 2, _ICON, _ICON), worn.colour(ink))
        left += _ICON + 4
    painter.setFont(font("label", weight=600 if bold else 0))
    painter.setPen(worn.colour(ink))
    words = QRectF(left, box.y(), box.right() - left, box.height())
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
    painter.restore()
    return box.width()


def priority_tone(priority: str) -> str:
    """Return the tone of a priority chip: P0 and P1 are filled with ink, others outlined."""
    return "ink" if priority in {"P0", "P1"} else "outline"


class Chip(DataLabel):
    """Show a short fact. Tones: neutral, accent, danger, warn, ok, ink, outline, surface."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        text: str = "",
        tone: str = "neutral",
        icon: str = "",
        bold: bool = False,
    ) -> None:
        super().__init__(parent, role="label")
        self._chip_tone = tone
        self._chip_icon = icon
        self._bold = bold
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(0)
        self.set_chip(text)

    def set_chip(self, text: str, *, tone: str | None = None, icon: str | None = None) -> None:
        """Show another fact; tone and icon stay unless given. An empty text hides the chip."""
        self._chip_tone = self._chip_tone if tone is None else tone
        self._chip_icon = self._chip_icon if icon is None else icon
        self.setText(text)
        if self.parentWidget():
            self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    @property
    def chip_tone(self) -> str:
        """Return the tone."""
        return self._chip_tone

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(chip_width(self.text(), icon=self._chip_icon, bold=self._bold) + 0.5), sizes().chip)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = QPointF(0, self.height() / 2)
        paint_chip(painter, middle, self.text(), tone=self._chip_tone, icon=self._chip_icon, bold=self._bold)
