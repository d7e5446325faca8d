"""The parts that slides are made of, and the widgets that draw them.

Places are in the scene of 1280x720; a slide scales them to its size. Every widget paints itself, so that no style sheet
of the console reaches the stage, and none takes focus.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from weeklypm.domain.timeline import EventKind
from weeklypm.gui.icons import paint_icon, paint_lane
from weeklypm.gui.stage.look import Colours
from weeklypm.gui.stage.text import Fitted, laid_out


@dataclass(frozen=True)
class Box:
    """Hold a place in the scene, in stage pixels."""

    x: float
    y: float
    w: float
    h: float

    def scaled(self, scale: float) -> QRect:
        """Return the place in the window's pixels."""
        left, top = round(self.x * scale), round(self.y * scale)
        return QRect(left, top, round((self.x + self.w) * scale) - left, round((self.y + self.h) * scale) - top)


@dataclass(frozen=True)
class TextPiece:
    """Draw a text; ``align`` is left, right or center, and its lines stand in the middle of the box's height."""

    box: Box
    said: str
    fitted: Fitted
    colour: str = "text"
    align: str = "left"


@dataclass(frozen=True)
class PanelPiece:
    """Draw a plane with a radius, only an outline where ``fill`` is empty; ``bar`` marks it with the accent.

    ``square_top`` and ``square_bottom`` leave corners sharp where planes form one list.
    """

    box: Box
    fill: str = "pane"
    outline: str = ""
    radius: float = 8
    bar: bool = False
    square_top: bool = False
    square_bottom: bool = False


@dataclass(frozen=True)
class IconPiece:
    """Draw an icon."""

    box: Box
    icon: str
    colour: str = "text"


@dataclass(frozen=True)
class LanePiece:
    """Draw the shape of a timeline lane."""

    box: Box
    lane: EventKind


@dataclass(frozen=True)
class PicturePiece:
    """Show a picture, with what is said of it to those who hear it."""

    box: Box
    image: QImage
    said: str


Piece = TextPiece | PanelPiece | IconPiece | LanePiece | PicturePiece


class StageLabel(QLabel):
    """Be one part of a slide. What it shows can be read from ``text()`` and its accessible name alike."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._piece: Piece | None = None
        self._colours: Colours | None = None
        self._scale = 1.0

    @property
    def piece(self) -> Piece | None:
        """Return what is drawn, or None."""
        return self._piece

    def wear(self, piece: Piece, colours: Colours) -> None:
        """Draw another part."""
        self._piece, self._colours = piece, colours
        said = piece.said if isinstance(piece, TextPiece | PicturePiece) else ""
        self.setText(said if isinstance(piece, TextPiece) else "")
        self.setAccessibleName(said)
        self.setVisible(True)
        self.update()

    def clear_piece(self) -> None:
        """Draw and say nothing."""
        self._piece = None
        self.setText("")
        self.setAccessibleName("")
        self.setVisible(False)

    def place(self, scale: float) -> None:
        """Take the place in the scene at a scale. The font tells the drawn size."""
        if self._piece is None:
            return
        self._scale = scale
        self.setGeometry(self._piece.box.scaled(scale))
        if isinstance(self._piece, TextPiece):
            font = self._piece.fitted.type.font()
            font.setPixelSize(max(1, ceil(font.pixelSize() * scale - 1e-6)))
            self.setFont(font)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        if self._piece is None or self._colours is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(self._piece, PicturePiece):
            self._paint_picture(painter, self._piece.image)
        else:
            painter.scale(self._scale, self._scale)
            paint(painter, self._piece, self._colours)
        painter.end()

    def _paint_picture(self, painter: QPainter, image: QImage) -> None:
        """Draw a picture pixel by pixel where it was made for this place, else scaled into it."""
        ratio = self.devicePixelRatioF()
        if abs(image.width() - self.width() * ratio) <= 2 * ratio:
            exact = QImage(image)
            exact.setDevicePixelRatio(ratio)
            painter.drawImage(QPointF(0, 0), exact)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(self.rect()), image)


def paint(painter: QPainter, piece: Piece, colours: Colours) -> None:
    """Draw a part other than a picture with its upper left at the origin, in stage pixels."""
    if isinstance(piece, TextPiece):
        _paint_text(painter, piece, colours)
    elif isinstance(piece, PanelPiece):
        _paint_panel(painter, piece, colours)
    elif isinstance(piece, IconPiece):
        paint_icon(painter, piece.icon, QRectF(0, 0, piece.box.w, piece.box.h), colours.of(piece.colour))
    elif isinstance(piece, LanePiece):
        size = min(piece.box.w, piece.box.h)
        paint_lane(
            painter, piece.lane.value, QPointF(piece.box.w / 2, piece.box.h / 2), size, colours.lanes[piece.lane]
        )


def _paint_text(painter: QPainter, piece: TextPiece, colours: Colours) -> None:
    painter.setPen(colours.of(piece.colour))
    font = piece.fitted.type.font()
    top = (piece.box.h - piece.fitted.height) / 2
    for run in piece.fitted.lines:
        layout = laid_out(run, font)
        line = layout.lineAt(0)
        spare = piece.box.w - line.naturalTextWidth()
        left = {"left": 0.0, "right": spare, "center": spare / 2}[piece.align]
        layout.draw(painter, QPointF(left, top + (piece.fitted.type.line - line.height()) / 2))
        top += piece.fitted.type.line


def _paint_panel(painter: QPainter, piece: PanelPiece, colours: Colours) -> None:
    inset = 1.0 if piece.outline else 0.0
    shape = QPainterPath()
    area = QRectF(inset, inset, piece.box.w - 2 * inset, piece.box.h - 2 * inset)
    shape.addRoundedRect(area, piece.radius, piece.radius)
    for square, top in ((piece.square_top, area.top()), (piece.square_bottom, area.bottom() - piece.radius)):
        if square:
            corner = QPainterPath()
            corner.addRect(QRectF(area.left(), top, area.width(), piece.radius))
            shape = shape.united(corner)
    if piece.fill:
        painter.fillPath(shape, colours.of(piece.fill))
    if piece.bar:
        painter.setClipPath(shape)
        painter.fillRect(QRectF(0, 0, 8, piece.box.h), colours.highlight_bar)
    if piece.outline:
        painter.strokePath(shape, QPen(colours.of(piece.outline), 2))
