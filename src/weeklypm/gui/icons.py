"""Icons: one set of outlines, coloured with the theme's tokens when drawn; and the shapes of the timeline's lanes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPolygonF
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm import assets
from weeklypm.gui import theme

_STROKE: Final = re.compile(r'stroke-width="[\d.]+"')
# What a pixmap is rendered for beside the screen's own ratio is scaled by Qt.
_RATIOS: Final = (1.0, 2.0)


def exists(name: str) -> bool:
    """Tell whether an icon of this name is shipped."""
    try:
        assets.path("icons", f"{name}.svg")
    except assets.AssetMissingError:
        return False
    return True


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    source = _STROKE.sub('stroke-width="1.75"', assets.text("icons", f"{name}.svg")).replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    if not renderer.isValid():
        raise ValueError(name)
    return renderer


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw an icon into a rectangle. Raises AssetMissingError for a name that is not shipped."""
    _renderer(name, colour.name()).render(painter, rect)


def pixmap(name: str, colour: QColor, size: int, *, ratio: float = 1.0, gap: int = 0) -> QPixmap:
    """Return an icon as a pixmap of ``size`` logical pixels, with ``gap`` empty pixels after it (before, if < 0)."""
    renderer = _renderer(name, colour.name())
    made = QPixmap(QSize(round((size + abs(gap)) * ratio), round(size * ratio)))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(max(0, -gap), 0, size, size))
    painter.end()
    return made


def icon(name: str, token: str = "text2", size: int = 16, *, disabled: str = "text3", gap: int = 0) -> QIcon:
    """Return an icon in the colours of the current theme; ``token`` names the colour."""
    worn = theme.current()
    made = QIcon()
    for mode, wanted in ((QIcon.Mode.Normal, token), (QIcon.Mode.Disabled, disabled)):
        for ratio in _RATIOS:
            made.addPixmap(pixmap(name, worn.colour(wanted), size, ratio=ratio, gap=gap), mode)
    return made


class IconKeeper(QObject):
    """Keep a button's icon in the colours of the theme, for as long as the button lives."""

    def __init__(self, button: QWidget) -> None:
        super().__init__(button)
        self._button = button
        self._look = ("", "text2", 16, 0)
        button.installEventFilter(self)

    def set(self, name: str, token: str = "text2", size: int = 16, gap: int = 0) -> None:
        """Wear an icon, or none with an empty name.

        ``gap`` is the room between it and the text, negative where it stands after.
        """
        self._look = (name, token, size, gap)
        self._renew()

    def _renew(self) -> None:
        name, token, size, gap = self._look
        self._button.setProperty("icon", icon(name, token, size, gap=gap) if name else QIcon())
        if name:
            self._button.setProperty("iconSize", QSize(size + abs(gap), size))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange and self._look[0]:
            self._renew()
        return False


def paint_lane(painter: QPainter, lane: str, centre: QPointF, size: float, colour: QColor) -> None:
    """Draw the shape of a timeline lane, ``size`` pixels across, around a point. Raises KeyError for no lane."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    box = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
    if lane == "action":
        painter.drawEllipse(box)
    elif lane == "communication":
        painter.drawRoundedRect(box, size / 6, size / 6)
    elif lane == "recovery":
        _paint_plus(painter, box)
    else:
        painter.drawPolygon(_on(box, _POLYGONS[lane]))
    painter.restore()


# Corners in parts of the box, from its upper left.
_POLYGONS: Final = {
    "signal": ((0.5, 0.04), (1.0, 0.94), (0.0, 0.94)),
    "judgement": ((0.5, -0.05), (1.05, 0.5), (0.5, 1.05), (-0.05, 0.5)),
    "change": ((0.25, 0.05), (0.75, 0.05), (1.02, 0.5), (0.75, 0.95), (0.25, 0.95), (-0.02, 0.5)),
}


def _on(box: QRectF, corners: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in corners])


def _paint_plus(painter: QPainter, box: QRectF) -> None:
    arm = box.width() * 0.42
    rest = (box.width() - arm) / 2
    painter.drawRoundedRect(box.adjusted(rest, 0, -rest, 0), 1, 1)
    painter.drawRoundedRect(box.adjusted(0, rest, 0, -rest), 1, 1)
