"""A timeline picture as an image, drawn the way the window draws it; for the stage and its thumbnail."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage

from weeklypm.charts.picture import TimelinePicture
from weeklypm.gui.widgets.timeline_canvas import TimelineCanvas


class TimelineImage:
    """Draw pictures with one hidden canvas, whose labels stay cached from step to step."""

    def __init__(self) -> None:
        self._canvas: TimelineCanvas | None = None

    def draw(self, picture: TimelinePicture) -> QImage:
        """Return the picture at its size in device pixels."""
        if self._canvas is None:
            self._canvas = TimelineCanvas(interactive=False)
        width, height = picture.size
        image = QImage(max(1, width), max(1, height), QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        self._canvas.setMinimumSize(1, 1)
        self._canvas.resize(image.width(), image.height())
        self._canvas.set_picture(picture)
        self._canvas.render(image, QPoint())
        return image

    def close(self) -> None:
        """Let the canvas go."""
        if self._canvas is not None:
            self._canvas.deleteLater()
            self._canvas = None
