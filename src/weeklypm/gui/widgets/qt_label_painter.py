"""Draw a timeline's labels with Qt: each text once into a bitmap, after that a copy a frame."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from weeklypm.charts.painter import PathPainter
from weeklypm.charts.shapes import Label
from weeklypm.charts.typeface import ASCENT, DESCENT, Extent, Typeface, runs_right_to_left
from weeklypm.gui import fonts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Ink of the Japanese face reaches below its own descent.
PAD: Final = 4
KEPT: Final = 2000
# At this many dots a metre one point is one px, so that type sizes between whole px are possible.
_DOTS: Final = 2835


class QtLabelPainter:
    """Paint labels from cached bitmaps. Widths come from the charts' own typeface, so layouts do not depend on Qt.

    Texts that need more than the two bundled families are drawn as outlines. Belongs to the window's thread.
    """

    def __init__(self, face: Typeface) -> None:
        self._face = face
        self._paths = PathPainter(face)
        self._kept: OrderedDict[tuple[str, float, bool, str], NDArray[np.uint8]] = OrderedDict()
        self._families = dict(zip(face.files(), (family for family in fonts.FAMILIES for _ in (0, 1)), strict=False))
        fonts.register()

    def measure(self, text: str, px: float, *, bold: bool = False) -> Extent:
        """Return the size of a text at a type size in px."""
        return self._face.measure(text, px, bold=bold)

    def paint(self, renderer: Any, label: Label, factor: float, height: float) -> None:
        """Draw one label on a raster renderer."""
        if not self._plain(label):
            self._paths.paint(renderer, label, factor, height)
            return
        bitmap = self._bitmap(label, label.px * factor)
        left = round(label.x * factor) - PAD
        bottom = round(height) - round(label.baseline * factor) + _above(label.px * factor) - bitmap.shape[0]
        pen = renderer.new_gc()
        # The renderer takes the rows of a picture from the bottom upwards.
        renderer.draw_image(pen, left, bottom, bitmap[::-1])
        pen.restore()

    def _plain(self, label: Label) -> bool:
        known = all(face.path.name in self._families for face, _ in self._face.runs(label.text, bold=label.bold))
        return known and not runs_right_to_left(label.text)

    def _bitmap(self, label: Label, px: float) -> NDArray[np.uint8]:
        key = (label.text, px, label.bold, label.colour)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._drawn(label, px)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return found

    def _drawn(self, label: Label, px: float) -> NDArray[np.uint8]:
        import numpy as np

        width = int(self.measure(label.text, px, bold=label.bold).width) + 2 * PAD + 1
        image = QImage(width, _above(px) + int(DESCENT * px) + PAD + 1, QImage.Format.Format_RGBA8888_Premultiplied)
        image.setDotsPerMeterX(_DOTS)
        image.setDotsPerMeterY(_DOTS)
        image.fill(0)
        painter = QPainter(image)
        try:
            self._write(painter, label, px)
        finally:
            painter.end()
        plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
        rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
        return rows[:, : width * 4].reshape(plain.height(), width, 4).copy()

    def _write(self, painter: QPainter, label: Label, px: float) -> None:
        painter.setPen(QColor(label.colour))
        x = float(PAD)
        for face, part in self._face.runs(label.text, bold=label.bold):
            painter.setFont(_font(self._families[face.path.name], px, bold=label.bold))
            painter.drawText(QPointF(x, _above(px)), part)
            x += face.width(part) * px


def _above(px: float) -> int:
    return int(ASCENT * px) + PAD


def _font(family: str, px: float, *, bold: bool) -> QFont:
    font = QFont([family])
    font.setPointSizeF(px)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # Widths are sums of advances: kerning would leave them.
    font.setKerning(False)
    # Said, because a painter takes what a font leaves open from the application's, whose digits are tabular.
    font.setFeature(QFont.Tag("tnum"), 0)
    return font
