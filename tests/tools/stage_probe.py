"""What a test can learn of a rendered stage: every word that anybody could see, hear or hover, and how it is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from weeklypm.domain.stage import TalkView
from weeklypm.domain.stage_talk import chart_scene
from weeklypm.gui.stage.look import Colours
from weeklypm.gui.stage.pieces import Box, PanelPiece, Piece, StageLabel, TextPiece
from weeklypm.gui.stage.text import text_width
from weeklypm.gui.stage.window import StageWindow


class RecordedChart:
    """Draw a plain picture in place of the timeline, and keep what it was handed."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.sizes: list[tuple[int, int]] = []

    def __call__(self, view: TalkView, width: int, height: int) -> QImage:
        """Draw dots, and remember the view."""
        self.heard += [repr(view), repr(chart_scene(view, repr))]
        self.sizes.append((width, height))
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor("#808080"))
        for x in range(0, width, 2):  # the finest pattern, which any scaling blurs
            image.setPixelColor(x, x % height, QColor("#ffffff"))
        return image


def widgets(window: StageWindow) -> list[QWidget]:
    """Return the window and everything in it."""
    return [window, *window.findChildren(QWidget)]


def labels(window: StageWindow) -> list[StageLabel]:
    """Return the parts drawn now."""
    return [label for label in window.findChildren(StageLabel) if label.piece is not None and label.isVisibleTo(window)]


def pieces(window: StageWindow) -> list[Piece]:
    """Return what is drawn now, from the ground up."""
    return [label.piece for label in labels(window) if label.piece is not None]


def texts(window: StageWindow) -> list[str]:
    """Return the texts that can be read now."""
    return [label.text() for label in labels(window) if label.text()]


def everything_said(window: StageWindow) -> Iterator[str]:
    """Yield every word a widget carries, drawn or not, and the clipboard's."""
    for widget in widgets(window):
        yield from (widget.windowTitle(), widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
        yield from (widget.statusTip(), widget.whatsThis(), widget.objectName(), widget.windowFilePath())
        yield from (str(widget.property(bytes(name).decode())) for name in widget.dynamicPropertyNames())
        if isinstance(widget, StageLabel):
            yield widget.text()
            # Where an object lies in memory says nothing, but may hold any digits.
            yield re.sub(r" at 0x[0-9a-f]+", "", repr(widget.piece))
    yield QApplication.clipboard().text()


def contrast(one: QColor, other: QColor) -> float:
    """Return the WCAG ratio of two colours."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def under(text: TextPiece, drawn: list[Piece]) -> str:
    """Return the colour token a text stands on."""
    planes = [piece for piece in drawn[: drawn.index(text)] if isinstance(piece, PanelPiece) and piece.fill]
    holding = [plane for plane in planes if _rect(plane.box).intersects(ink(text))]
    return holding[-1].fill if holding else "ground"


def ratio(text: TextPiece, drawn: list[Piece], colours: Colours) -> float:
    """Return the contrast of a text with what it stands on."""
    return contrast(colours.of(text.colour), colours.of(under(text, drawn)))


def ink(text: TextPiece) -> QRectF:
    """Return the place that the lines of a text really take, in stage pixels."""
    wide = max((text_width(line, text.fitted.type.font()) for line in text.fitted.lines), default=0.0)
    spare = text.box.w - wide
    left = text.box.x + {"left": 0.0, "right": spare, "center": spare / 2}[text.align]
    top = text.box.y + (text.box.h - text.fitted.height) / 2
    # Line boxes may touch; letters stand well inside them.
    return QRectF(left, top, wide, text.fitted.height).adjusted(0, 4, 0, -4)


def overlaps(drawn: list[Piece]) -> list[tuple[str, str]]:
    """Return the pairs of texts that run into each other."""
    shown = [piece for piece in drawn if isinstance(piece, TextPiece) and piece.said]
    return [(one.said, other.said) for one, other in combinations(shown, 2) if ink(one).intersects(ink(other))]


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.w, box.h)
