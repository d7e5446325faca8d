"""Who draws labels: the protocol, and the painter that needs nothing but matplotlib."""

from __future__ import annotations

from typing import Any, Protocol

from weeklypm.charts.shapes import Label
from weeklypm.charts.typeface import Extent, Typeface

BOLD = 600


class LabelPainter(Protocol):
    """Measure and draw labels. All painters measure alike, so that a picture does not depend on who draws it."""

    def measure(self, text: str, px: float, *, bold: bool = False) -> Extent:
        """Return the size of a text at a type size in px."""
        ...

    def paint(self, renderer: Any, label: Label, factor: float, height: float) -> None:
        """Draw one label on a raster renderer; ``factor`` is device px per px, ``height`` is in device px."""
        ...


class PathPainter:
    """Draw labels as filled outlines at fractions of a px; the same picture on every machine."""

    def __init__(self, face: Typeface | None = None) -> None:
        self.face = face if face is not None else Typeface()

    def measure(self, text: str, px: float, *, bold: bool = False) -> Extent:
        """Return the size of a text at a type size in px."""
        return self.face.measure(text, px, bold=bold)

    def paint(self, renderer: Any, label: Label, factor: float, height: float) -> None:
        """Draw one label on a raster renderer."""
        import numpy as np
        from matplotlib.colors import to_rgba
        from matplotlib.path import Path
        from matplotlib.transforms import Affine2D

        vertices, codes = self.face.outline(label.text, label.px * factor, bold=label.bold)
        if not len(vertices):
            return
        pen = renderer.new_gc()
        pen.set_linewidth(0)
        pen.set_snap(False)
        # The baseline lies on a whole px: letters stay as sharp as unhinted ones can be.
        place = np.array((label.x * factor, height - round(label.baseline * factor)))
        renderer.draw_path(pen, Path(vertices + place, codes), Affine2D(), to_rgba(label.colour))
        pen.restore()


def paint_text(renderer: Any, label: Label, factor: float, height: float) -> None:
    """Draw one label as real text, for files that carry words: they can be searched, read aloud and translated."""
    from matplotlib.font_manager import FontProperties

    from weeklypm.charts import mpl

    pen = renderer.new_gc()
    pen.set_foreground(label.colour)
    weight = BOLD if label.bold else 400
    font = FontProperties(family=list(mpl.FAMILIES), size=label.px * factor, weight=weight)
    y = label.baseline * factor if renderer.flipy() else height - label.baseline * factor
    renderer.draw_text(pen, label.x * factor, y, label.text, font, 0.0, ismath=False)
    pen.restore()
