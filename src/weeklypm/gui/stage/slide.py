"""One slide: the widgets of one state, reused from view to view and scaled to the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.gui.stage.look import HEIGHT, WIDTH, Colours
from weeklypm.gui.stage.pieces import Piece, StageLabel


class Slide(QWidget):
    """Draw the parts of one state over the ground, at the largest scale that fits."""

    def __init__(self, parent: QWidget, colours: Colours) -> None:
        super().__init__(parent)
        self._colours = colours
        self._labels: list[StageLabel] = []

    def show_pieces(self, pieces: Sequence[Piece], colours: Colours) -> None:
        """Draw these parts and no others; labels beyond them are emptied, so that nothing old can be read."""
        self._colours = colours
        while len(self._labels) < len(pieces):
            self._labels.append(StageLabel(self))
        for label, piece in zip(self._labels, pieces, strict=False):
            label.wear(piece, colours)
        for label in self._labels[len(pieces) :]:
            label.clear_piece()
        self._place()
        self.update()

    def pieces(self) -> list[Piece]:
        """Return what is drawn now."""
        return [label.piece for label in self._labels if label.piece is not None]

    def fit(self, place: QRect) -> None:
        """Take a place and scale to it at once."""
        self.setGeometry(place)
        self._place()

    def _place(self) -> None:
        scale = min(self.width() / WIDTH, self.height() / HEIGHT)
        for label in self._labels:
            label.place(scale)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colours.ground)
        painter.end()


class Slides(QWidget):
    """Hold the slides one behind the other and show one; no frame, so that no style sheet moves what is in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._slides: list[Slide] = []

    def add(self, colours: Colours) -> Slide:
        """Make one more slide, hidden until it is turned to."""
        slide = Slide(self, colours)
        slide.setVisible(False)
        self._slides.append(slide)
        return slide

    def turn_to(self, slide: Slide) -> None:
        """Show one slide and hide the others."""
        slide.setVisible(True)
        for other in self._slides:
            if other is not slide:
                other.setVisible(False)

    def fit(self, place: QRect) -> None:
        """Take a place at once, shown or hidden: a hidden widget hears of its size only later."""
        self.setGeometry(place)
        for slide in self._slides:
            slide.fit(self.rect())
