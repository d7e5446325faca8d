"""A bar that starts at zero in the middle: to the right for what is owed, to the left for what was done ahead."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from weeklypm.gui import theme
from weeklypm.gui.fonts import font
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.row_paint import fill, write

BAR_HEIGHT: Final = 14
FIGURE_GAP: Final = 8
FIGURE_HEIGHT: Final = 18
MOST_GUIDES: Final = 3
HALVES: Final = 2
"""Turns up to which the guides stand at half turns."""
_FIGURE: Final = "secondary"
_WIDEST: Final = "+0.00"


@dataclass(frozen=True)
class Bar:
    """Hold one bar: how far it goes, in turns, and the figure beside it."""

    value: Fraction
    figure: str


@dataclass(frozen=True)
class Scale:
    """Hold how far both sides go, in turns, and how far apart the guide lines are."""

    limit: Fraction = Fraction(1)
    step: Fraction = Fraction(1, 2)

    def guides(self) -> tuple[Fraction, ...]:
        """Return where the guide lines of one side stand; none at zero and none at the end."""
        count = ceil(self.limit / self.step) - 1
        return tuple(self.step * number for number in range(1, count + 1))


def scale_for(largest: Fraction) -> Scale:
    """Return the scale that holds the largest amount, in turns: guides at half turns up to two, then at whole ones.

    Past four turns the guides stand further apart, so that there are never more than three on a side.
    """
    limit = max(Fraction(1), Fraction(ceil(largest * 2), 2))
    if limit <= HALVES:
        return Scale(limit, Fraction(1, 2))
    return Scale(limit, Fraction(ceil(limit / (MOST_GUIDES + 1))))


def room(cell: QRectF) -> float:
    """Return how long the longest bar of one side is, in px, so that its figure still has its place beside it."""
    figure = QFontMetricsF(font(_FIGURE)).horizontalAdvance(_WIDEST) + FIGURE_GAP
    return max(0.0, cell.width() / 2 - figure)


def bar_rect(cell: QRectF, value: Fraction, scale: Scale) -> QRectF:
    """Return where a bar lies in its cell; without width at zero."""
    length = room(cell) * float(min(abs(value), scale.limit) / scale.limit)
    middle = cell.center()
    left = middle.x() if value > 0 else middle.x() - length
    return QRectF(left, middle.y() - BAR_HEIGHT / 2, length, BAR_HEIGHT)


def figure_rect(cell: QRectF, value: Fraction, scale: Scale) -> QRectF:
    """Return where the figure stands: beyond the bar's end, at zero to the right of the line."""
    bar = bar_rect(cell, value, scale)
    if value < 0:
        return QRectF(cell.left(), cell.top(), bar.left() - FIGURE_GAP - cell.left(), cell.height())
    left = bar.right() + FIGURE_GAP
    return QRectF(left, cell.top(), cell.right() - left, cell.height())


def paint_lines(painter: QPainter, cell: QRectF, scale: Scale, spared: QRectF) -> None:
    """Draw the line at zero and the guides, over the cell's whole height so that they run on through all rows.

    What is to be read stays free of guides: they leave out the rectangle ``spared``.
    """
    middle, length = round(cell.center().x()), room(cell)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for place in scale.guides():
        for way in (-1, 1):
            at = round(middle + way * length * float(place / scale.limit))
            for part in _parts(cell, spared if spared.left() <= at <= spared.right() else QRectF()):
                _line(painter, part, at, "border", 1)
    _line(painter, cell, middle, "border2", 2)
    painter.restore()


def _parts(cell: QRectF, spared: QRectF) -> list[QRectF]:
    """Return what of a cell lies above and below a rectangle; the whole cell where that is empty."""
    if spared.isEmpty():
        return [cell]
    above, below = QRectF(cell), QRectF(cell)
    above.setBottom(spared.top())
    below.setTop(spared.bottom())
    return [above, below]


def _line(painter: QPainter, cell: QRectF, x: int, token: str, width: int) -> None:
    pen = QPen(theme.current().colour(token), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(x, round(cell.top()), x, round(cell.bottom()))


def written_rect(cell: QRectF, bar: Bar, scale: Scale) -> QRectF:
    """Return where the figure's signs stand, with a little room around."""
    place = figure_rect(cell, bar.value, scale)
    width = QFontMetricsF(font(_FIGURE)).horizontalAdvance(bar.figure) + 4
    left = place.right() - width + 2 if bar.value < 0 else place.left() - 2
    return QRectF(left, place.center().y() - FIGURE_HEIGHT / 2, width, FIGURE_HEIGHT)


def paint_bar(painter: QPainter, cell: QRectF, bar: Bar, scale: Scale) -> None:
    """Draw the lines of the scale, and on them a bar with its figure: what is owed in the accent colour, else grey."""
    paint_lines(painter, cell, scale, written_rect(cell, bar, scale))
    rect = bar_rect(cell, bar.value, scale)
    if rect.width() > 0:
        fill(painter, rect, "accent" if bar.value > 0 else "data-neutral", sizes().radius_bar)
    align = Qt.AlignmentFlag.AlignRight if bar.value < 0 else Qt.AlignmentFlag.AlignLeft
    write(painter, figure_rect(cell, bar.value, scale), bar.figure, font(_FIGURE), "text2", align=align)
