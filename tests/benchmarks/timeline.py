"""Measure panning and zooming the timeline against F: an empty matplotlib figure of the same size, drawn and shown.

Rounds of all sizes are interleaved with F's, CPU time counts, and the smallest median of the rounds: a shared machine
only ever adds. Half of the incident is in view, so that events enter and leave with every step. Prints F in
milliseconds and each figure as a ratio to it; judges nothing.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "golden"))

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from timeline_cases import many

from weeklypm.gui.widgets.timeline_canvas import WHEEL_STEP, TimelineCanvas

SIZE: Final = (1920, 1080)
EVENTS: Final = (30, 300, 3000)
REACH: Final = {30: 10, 300: 10, 3000: 16}
ROUNDS: Final = 4
FRAMES: Final = 24
PAN_PX: Final = 7


def main() -> int:
    """Print F, and panning and zooming as ratios to it."""
    app = QApplication.instance() or QApplication([])
    floor = Floor()
    canvases = {number: canvas_of(number) for number in EVENTS}
    # A window that is not exposed yet paints nothing.
    app.processEvents()
    seen: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        _note(seen, "F", _per_frame(floor.frame))
        for number, canvas in canvases.items():
            _note(seen, f"pan {number}", _per_frame(Panning(canvas)))
            _note(seen, f"zoom {number}", _per_frame(Zooming(canvas)))
    _report({name: min(times) for name, times in seen.items()})
    del app
    return 0


def _note(seen: dict[str, list[float]], name: str, took: float) -> None:
    seen.setdefault(name, []).append(took)


def _report(least: dict[str, float]) -> None:
    empty = least.pop("F")
    print(f"F, an empty frame of {SIZE[0]} x {SIZE[1]}: {empty * 1000:.2f} ms CPU", flush=True)
    for name, took in least.items():
        reach = REACH[int(name.split()[1])]
        print(f"{name} events, in F: {took / empty:.1f} (reach: at most {reach})", flush=True)


def canvas_of(number: int) -> TimelineCanvas:
    """Return a shown canvas with half of an incident of so many events in view."""
    canvas = TimelineCanvas()
    canvas.resize(*SIZE)
    canvas.set_picture(many(number, hours=max(3, number // 50)))
    canvas.show()
    canvas.repaint()
    for _ in range(3):
        wheel(canvas, 0, WHEEL_STEP)
    canvas.repaint()
    return canvas


def wheel(canvas: QWidget, across: int, along: int) -> None:
    """Turn the wheel over the middle of a canvas."""
    middle = QPointF(canvas.rect().center())
    event = QWheelEvent(
        middle, middle, QPoint(), QPoint(across, along), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


class Floor:
    """Draw an empty figure and show it, as the canvas does with its own."""

    def __init__(self) -> None:
        self._window = QWidget()
        self._window.resize(*SIZE)
        self._window.show()
        self._label = _Blank(self._window)
        self._label.resize(*SIZE)
        self._label.show()

    def frame(self, _: int) -> None:
        """Draw one empty frame."""
        self._label.repaint()


class _Blank(TimelineCanvas):
    """Paint an empty figure by the canvas's own way from pixels to the screen."""

    def __init__(self, parent: QWidget) -> None:
        from weeklypm.charts import mpl  # noqa: F401  isort: skip  it sets matplotlib up
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        super().__init__(parent)
        self._empty = FigureCanvasAgg(Figure(figsize=(SIZE[0] / 100 + 1e-5, SIZE[1] / 100 + 1e-5), dpi=100))

    def _render(self) -> object:
        self._empty.draw()
        return self._empty


class Panning:
    """Pan there and back."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        self._canvas = canvas

    def __call__(self, frame: int) -> None:
        """Pan by a few px and paint."""
        wheel(self._canvas, PAN_PX if frame % FRAMES < FRAMES / 2 else -PAN_PX, 0)
        self._canvas.repaint()


class Zooming:
    """Zoom in and out by steps of the wheel."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        self._canvas = canvas

    def __call__(self, frame: int) -> None:
        """Zoom by a step and paint."""
        wheel(self._canvas, 0, WHEEL_STEP if frame % 4 < 2 else -WHEEL_STEP)
        self._canvas.repaint()


def _per_frame(draw: Callable[[int], None]) -> float:
    """Return the median CPU seconds of a frame."""
    took = []
    for number in range(FRAMES):
        started = time.process_time()
        draw(number)
        took.append(time.process_time() - started)
    return statistics.median(took)


if __name__ == "__main__":
    sys.exit(main())
