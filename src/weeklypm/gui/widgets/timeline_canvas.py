"""The timeline in a window: paints the charts' figure, selects events, zooms and pans.

Importing this module imports no matplotlib: that happens with the first paint of a picture. Where the window must not
wait for it, call ``weeklypm.charts.timeline.warm`` on a worker thread before. Whatever changes only marks the picture
as stale; it is composed and drawn in the next paint event, so once in a turn of the event loop.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget
from typing_extensions import override

from weeklypm.charts.clock import EPOCH, seconds
from weeklypm.charts.compose import Composition, compose
from weeklypm.charts.picture import TimelinePicture
from weeklypm.charts.strip import Packing
from weeklypm.charts.style import style_of
from weeklypm.charts.words import spoken_description, spoken_event, spoken_name

if TYPE_CHECKING:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from weeklypm.charts.typeface import Typeface
    from weeklypm.gui.widgets.qt_label_painter import QtLabelPainter

ZOOM: Final = 1.25
PAN: Final = 0.2
CLOSEST: Final = 30.0
FARTHEST: Final = 3.0
WHEEL_STEP: Final = 120


class TimelineCanvas(QWidget):
    """Show a timeline picture at the widget's own size and the screen's own pixels.

    Click, Left, Right, Home and End select an event; wheel, Up and Down zoom; dragging and Shift with Left and Right
    pan; F fits. A canvas that is not ``interactive`` (the stage's) takes no focus and lets the mouse through.
    """

    event_selected = Signal(object)
    """Tells the UUID of the event that was selected by hand."""

    def __init__(self, parent: QWidget | None = None, *, interactive: bool = True) -> None:
        super().__init__(parent)
        self._picture = TimelinePicture()
        self._view: tuple[float, float] | None = None
        self._composition: Composition | None = None
        self._packing = Packing()
        self._agg: FigureCanvasAgg | None = None
        self._tools: tuple[Typeface, QtLabelPainter] | None = None
        self._stale = True
        self._pressed: QPointF | None = None
        self._dragged = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 140)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not interactive)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if interactive else Qt.FocusPolicy.NoFocus)

    @property
    def picture(self) -> TimelinePicture:
        """Return the picture as shown: with the widget's size, the view and the selected event in it."""
        size = (max(1, self.width()), max(1, self.height()))
        if self._view is None:
            return replace(self._picture, size=size)
        start, end = (_instant(edge) for edge in self._view)
        return replace(self._picture, size=size, axis_from=start, axis_to=end)

    @property
    def composition(self) -> Composition:
        """Return what is shown, composed anew if it is stale."""
        self._compose()
        if self._composition is None:
            raise AssertionError
        return self._composition

    def set_picture(self, picture: TimelinePicture) -> None:
        """Show another picture; its ``size`` is replaced by the widget's. The zoom stays while the incident does."""
        if picture.axis_from is not None and picture.axis_to is not None:
            self._view = seconds(picture.axis_from), seconds(picture.axis_to)
        elif _story(picture) != _story(self._picture):
            self._view = None
        self._picture = picture
        self.setAccessibleName(spoken_name(picture))
        self._describe()
        self._outdate()

    def select(self, event: UUID | None) -> None:
        """Circle an event, and pan to it where it is out of view; tells nobody."""
        self._picture = replace(self._picture, current=event)
        self._describe()
        self._bring_into_view()
        self._outdate()

    def fit(self) -> None:
        """Show the whole incident."""
        self._look(None)

    def _describe(self) -> None:
        current = next((event for event in self._picture.told if event.id == self._picture.circled), None)
        words = spoken_description(self._picture)
        if current is not None:
            words = f"{spoken_event(self._picture, current)}\n{words}"
        self.setAccessibleDescription(words)

    def _outdate(self) -> None:
        self._stale = True
        self._composition = None
        self.update()

    def _bring_into_view(self) -> None:
        axis = self.composition.axis
        current = next((event.at for event in self._picture.told if event.id == self._picture.circled), None)
        if self._view is None or axis is None or current is None:
            return
        at, half = seconds(current), (axis.end - axis.start) / 2
        if not axis.start <= at <= axis.end:
            self._view = at - half, at + half

    # Painting

    def _compose(self) -> None:
        if self._composition is None:
            self._composition = compose(self.picture, self._painting()[0], self._packing)

    def _painting(self) -> tuple[Typeface, QtLabelPainter]:
        if self._tools is None:
            from weeklypm.charts.typeface import Typeface
            from weeklypm.gui.widgets.qt_label_painter import QtLabelPainter

            face = Typeface()
            self._tools = face, QtLabelPainter(face)
        return self._tools

    def _render(self) -> FigureCanvasAgg:
        """Draw the picture into a buffer with one pixel for each of the screen's, unless it is there already."""
        if self._agg is None or self._stale:
            self._agg = self._filled(self._agg)
            self._agg.draw()  # type: ignore[no-untyped-call]  # matplotlib types only a part of itself
            self._stale = False
        return self._agg

    def _filled(self, agg: FigureCanvasAgg | None) -> FigureCanvasAgg:
        """Return the canvas with the composition in its figure and its buffer kept while its size stays."""
        from weeklypm.charts.artists import figure_of, fill

        # After our own module: it sets matplotlib up.
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # isort: skip

        painter = self._painting()[1]
        if agg is None:
            agg = FigureCanvasAgg(figure_of(self.composition, painter))
        else:
            fill(agg.figure, self.composition, painter)
        ratio = self.devicePixelRatioF()
        agg.figure.set_dpi(100 * ratio)
        # Whole device px that cover the widget at any ratio; the rest as in figure_of.
        width, height = (math.ceil(max(1, length) * ratio) + 1e-3 for length in (self.width(), self.height()))
        agg.figure.set_size_inches(width / agg.figure.dpi, height / agg.figure.dpi)
        return agg

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._agg is not None and self._agg.figure.dpi != 100 * ratio:
            self._stale = True
        agg = self._render()
        width, height = agg.get_width_height(physical=True)
        pixels: memoryview = agg.buffer_rgba()  # type: ignore[no-untyped-call]  # as above
        image = QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBX8888)
        image.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.drawImage(0, 0, image)
        if self.hasFocus():
            self._frame(painter)
        painter.end()

    def _frame(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(style_of(self._picture.style).palette.current), 2))
        painter.drawRect(QRect(1, 1, self.width() - 2, self.height() - 2))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._outdate()
        super().resizeEvent(event)

    @override
    def sizeHint(self) -> QSize:
        return QSize(960, 300)

    # Mouse

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        moved = event.position().x() - self._pressed.x()
        if self._dragged or abs(moved) >= QApplication.startDragDistance():
            self._dragged, self._pressed = True, event.position()
            self._pan(-moved)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and not self._dragged:
            self._choose(event.position())
        self._pressed = None

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        if abs(delta.x()) > abs(delta.y()):
            self._pan(-delta.x())
        elif delta.y():
            self._zoom(ZOOM ** (-delta.y() / WHEEL_STEP), event.position().x())
        event.accept()

    def _choose(self, place: QPointF) -> None:
        """Select the event at a place; where several share a marker, each click takes the next one."""
        found = self.composition.events_at(place.x(), place.y())
        if found:
            current = self._picture.circled
            index = found.index(current) + 1 if current in found else 0
            self._take(found[index % len(found)])

    def _take(self, event: UUID) -> None:
        self.select(event)
        self.event_selected.emit(event)

    # Keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if not plain or not self._key(Qt.Key(event.key()), shift=shift):
            super().keyPressEvent(event)

    def _key(self, key: Qt.Key, *, shift: bool) -> bool:
        sign = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key, 0)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._pan(sign * PAN * self.width()) if shift else self._step(sign)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._zoom(ZOOM**sign, self._centre())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._step(-len(self._picture.told) if key == Qt.Key.Key_Home else len(self._picture.told))
        elif key == Qt.Key.Key_F:
            self.fit()
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        order = [event.id for event in self._picture.told]
        if not order:
            return
        current = self._picture.circled
        start = order.index(current) if current in order else (-1 if by > 0 else len(order))
        self._take(order[min(max(start + by, 0), len(order) - 1)])

    def _centre(self) -> float:
        """Return the px to zoom about by key: the selected event, or the middle of the lanes."""
        plot, current = self.composition.plot, self._picture.circled
        marks = (mark.x for mark in self.composition.shapes.marks if current is not None and current in mark.events)
        return next(marks, (plot.left + plot.right) / 2)

    # View

    def _zoom(self, factor: float, x: float) -> None:
        axis = self.composition.axis
        if axis is None:
            return
        span = axis.end - axis.start
        factor = min(max(factor, CLOSEST / span), max(1.0, FARTHEST * self._whole() / span))
        at = axis.at(x)
        self._look((at - (at - axis.start) * factor, at + (axis.end - at) * factor))

    def _whole(self) -> float:
        """Return how many seconds the fitted axis covers."""
        fitted = self._packing.whole(self.picture, self._painting()[0]).axis
        return fitted.end - fitted.start if fitted is not None else CLOSEST

    def _pan(self, by: float) -> None:
        axis = self.composition.axis
        if axis is not None:
            shift = axis.at(by) - axis.at(0)
            self._look((axis.start + shift, axis.end + shift))

    def _look(self, view: tuple[float, float] | None) -> None:
        """Show a part of the time axis; a talk always shows all that was seen so far."""
        if self._picture.scene is None:
            self._view = view
            self._picture = replace(self._picture, axis_from=None, axis_to=None)
            self._outdate()


def _instant(at: float) -> datetime:
    return EPOCH + timedelta(seconds=at)


def _story(picture: TimelinePicture) -> UUID | None:
    return next((event.incident_id for event in picture.told), None)
