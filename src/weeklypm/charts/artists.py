"""Own matplotlib artists, one for each layer of a composed picture: no Axes, no ticks, no Text on the way to a frame.

Geometry comes in px at 100 dpi and is scaled by ``figure.dpi / 100``, so that screens of any density, 2x PNG and SVG
(which matplotlib always draws at 72 dpi) show the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from weeklypm.charts import mpl  # isort: skip  it sets matplotlib up
import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from weeklypm.charts.compose import Composition
from weeklypm.charts.painter import LabelPainter, paint_text
from weeklypm.charts.shapes import Head, Label, Line, Mark, Point, Rect, Ring
from weeklypm.domain.timeline import EventKind

__all__ = ["Labels", "Layer", "figure_of", "mpl"]

DPI: Final = 100.0


class Layer(Artist):
    """Draw shapes of one kind; ``shapes`` may be read, e.g. by whoever checks what a room may see."""

    def __init__(self, shapes: Sequence[Any]) -> None:
        super().__init__()
        self.shapes = tuple(shapes)

    def draw(self, renderer: Any) -> None:
        """Draw all shapes."""
        figure = self.get_figure(root=True)
        if figure is None or not self.get_visible():
            return
        factor = figure.dpi / DPI
        height = figure.bbox.height
        # From our px, y downwards, to the renderer's, y upwards.
        self._draw(renderer, Affine2D().scale(factor, -factor).translate(0, height))
        self.stale = False

    def _draw(self, renderer: Any, place: Affine2D) -> None:
        for shape in self.shapes:
            self._one(renderer, place, shape)

    def _one(self, renderer: Any, place: Affine2D, shape: Any) -> None:
        """Draw one shape; each layer knows its own kind."""


class Rects(Layer):
    """Draw filled rectangles on whole px."""

    def _one(self, renderer: Any, place: Affine2D, shape: Rect) -> None:
        box = shape.box
        path = _rounded(box.left, box.top, box.right, box.bottom, shape.radius)
        _fill(renderer, path, place, shape.colour, snap=shape.radius == 0)


class Lines(Layer):
    """Draw lines, their bends rounded."""

    def _one(self, renderer: Any, place: Affine2D, shape: Line) -> None:
        pen = renderer.new_gc()
        pen.set_foreground(shape.colour)
        # A renderer's line widths are in points of 1/72 inch.
        pen.set_linewidth(shape.width * 72 / DPI)
        pen.set_capstyle("butt")
        pen.set_joinstyle("round")
        pen.set_snap(None if shape.corner == 0 else False)
        if shape.dash is not None:
            pen.set_dashes(0, [part * 72 / DPI for part in shape.dash])
        renderer.draw_path(pen, _bent(shape.points, shape.corner), place, None)
        pen.restore()


class Heads(Layer):
    """Draw filled polygons."""

    def _one(self, renderer: Any, place: Affine2D, shape: Head) -> None:
        path = Path([*shape.points, shape.points[0]], closed=True)
        _fill(renderer, path, place, shape.colour, snap=False)


class Marks(Layer):
    """Draw the lanes' markers, each lane a shape of its own; neighbours that are alike as one outline."""

    def _draw(self, renderer: Any, place: Affine2D) -> None:
        for (kind, size, colour), alike in groupby(self.shapes, key=_look):
            _fill(renderer, _repeated(MARKERS[kind], size, tuple(alike)), place, colour, snap=False)


class Rings(Layer):
    """Draw circles round markers."""

    def _one(self, renderer: Any, place: Affine2D, shape: Ring) -> None:
        pen = renderer.new_gc()
        pen.set_foreground(shape.colour)
        pen.set_linewidth(shape.width * 72 / DPI)
        renderer.draw_path(pen, Path.circle((shape.x, shape.y), shape.radius), place, None)
        pen.restore()


class Labels(Layer):
    """Draw labels: through the painter on pixels, as real text in files that hold words."""

    def __init__(self, shapes: Sequence[Label], painter: LabelPainter) -> None:
        super().__init__(shapes)
        self._painter = painter

    def _one(self, renderer: Any, place: Affine2D, shape: Label) -> None:
        factor, height = float(place.get_matrix()[0, 0]), float(place.get_matrix()[1, 2])
        if isinstance(renderer, RendererAgg):
            self._painter.paint(renderer, shape, factor, height)
        else:
            paint_text(renderer, shape, factor, height)


def _fill(renderer: Any, path: Path, place: Any, colour: str, *, snap: bool) -> None:
    pen = renderer.new_gc()
    pen.set_linewidth(0)
    pen.set_snap(snap)
    renderer.draw_path(pen, path, place, to_rgba(colour))
    pen.restore()


def _look(mark: Mark) -> tuple[EventKind, float, str]:
    return mark.kind, mark.size, mark.colour


def _repeated(outline: Path, size: float, marks: Sequence[Mark]) -> Path:
    """Return one path of an outline at the places of all marks: drawing path by path costs most of a frame."""
    middles = np.array([(mark.x, mark.y) for mark in marks])
    vertices = np.asarray(outline.vertices) * size + middles[:, None, :]
    return Path(vertices.reshape(-1, 2), np.tile(np.asarray(outline.codes), len(marks)))


def _rounded(left: float, top: float, right: float, bottom: float, radius: float) -> Path:
    bend = min(radius, (right - left) / 2, (bottom - top) / 2)
    if bend <= 0:
        return Path([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], closed=True)
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    outline = _bent((((left + right) / 2, top), *corners[1:], corners[0], ((left + right) / 2, top)), bend)
    return Path(outline.vertices, outline.codes)


def _bent(points: Sequence[Point], corner: float) -> Path:
    """Return a path through points whose inner bends are rounded as far as their neighbours leave room."""
    vertices: list[Point] = [points[0]]
    codes: list[np.uint8] = [Path.MOVETO]
    for before, point, after in zip(points, points[1:], points[2:], strict=False):
        bend = min(corner, _distance(before, point) / 2, _distance(point, after) / 2)
        vertices += [_towards(point, before, bend), point, _towards(point, after, bend)]
        codes += [Path.LINETO, Path.CURVE3, Path.CURVE3]
    vertices.append(points[-1])
    codes.append(Path.LINETO)
    return Path(vertices, codes)


def _distance(one: Point, other: Point) -> float:
    return math.hypot(one[0] - other[0], one[1] - other[1])


def _towards(start: Point, end: Point, length: float) -> Point:
    part = length / (_distance(start, end) or 1.0)
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _polygon(sides: int, radius: float, turn: float = 0.0) -> Path:
    angles = np.arange(sides) * 2 * np.pi / sides + turn
    points = np.column_stack((np.cos(angles), np.sin(angles))) * radius
    return Path(np.concatenate((points, points[:1])), closed=True)


def _plus(reach: float, arm: float) -> Path:
    corners = [(arm, -reach), (arm, -arm), (reach, -arm), (reach, arm), (arm, arm), (arm, reach)]
    whole = corners + [(-x, -y) for x, y in corners]
    return Path([*whole, whole[0]], closed=True)


MARKERS: Final = {
    EventKind.SIGNAL: Path([(0, -0.46), (0.5, 0.42), (-0.5, 0.42), (0, -0.46)], closed=True),
    EventKind.JUDGEMENT: _polygon(4, 0.54),
    EventKind.ACTION: Path.circle((0, 0), 0.44),
    EventKind.COMMUNICATION: _rounded(-0.41, -0.41, 0.41, 0.41, 0.1),
    EventKind.CHANGE: _polygon(6, 0.5),
    EventKind.RECOVERY: _plus(0.46, 0.17),
}


def figure_of(composition: Composition, painter: LabelPainter) -> Figure:
    """Return a figure whose artists draw a composed picture, back to front."""
    width, height = composition.picture.size
    # A thousandth of a px more: a size that falls short by rounding would lose a whole row.
    size = ((max(width, 1) + 1e-3) / DPI, (max(height, 1) + 1e-3) / DPI)
    figure = Figure(figsize=size, dpi=DPI)
    fill(figure, composition, painter)
    return figure


def fill(figure: Figure, composition: Composition, painter: LabelPainter) -> None:
    """Let a figure's artists draw a composed picture, back to front, in place of what they drew before."""
    for artist in tuple(figure.artists):
        artist.remove()
    figure.set_facecolor(composition.ground)
    figure.set_edgecolor(composition.ground)
    shapes = composition.shapes
    layers: tuple[Layer, ...] = (
        Rects(shapes.grounds), Lines(shapes.rules), Rects(shapes.bars), Lines(shapes.lines), Heads(shapes.heads),
        Marks(shapes.marks), Rings(shapes.rings), Labels(shapes.labels, painter),
    )  # fmt: skip
    for order, layer in enumerate(layers):
        layer.set_zorder(order)
        figure.add_artist(layer)
