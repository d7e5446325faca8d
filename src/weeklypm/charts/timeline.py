"""Timeline pictures: draw them as a figure, as PNG and as SVG.

Importing this module is quick; matplotlib is imported with the first picture, on whichever thread asks for it (about
half a second, so not on the window's). Figures are independent of each other and of pyplot.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from weeklypm.charts.compose import Composition, compose
from weeklypm.charts.painter import LabelPainter, PathPainter
from weeklypm.charts.picture import StyleName, TimelinePicture
from weeklypm.charts.typeface import Typeface
from weeklypm.charts.words import spoken_description, spoken_name

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = [
    "Composition",
    "LabelPainter",
    "PathPainter",
    "StyleName",
    "TimelinePicture",
    "compose",
    "draw",
    "png",
    "spoken_description",
    "spoken_name",
    "svg",
    "warm",
]


def warm() -> None:
    """Import what drawing needs; call it on a worker thread after the first window is painted."""
    import weeklypm.charts.artists  # noqa: F401  importing is all that is wanted


def draw(picture: TimelinePicture, painter: LabelPainter | None = None) -> Figure:
    """Return a picture as a matplotlib figure at 100 dpi; set its dpi to scale it. Never fails on what events hold."""
    from weeklypm.charts.artists import figure_of

    face = Typeface()
    return figure_of(compose(picture, face), painter if painter is not None else PathPainter(face))


def png(picture: TimelinePicture, scale: float = 1) -> bytes:
    """Return a picture as PNG, ``scale`` device px for each px; the same bytes for the same picture."""
    figure = draw(picture)
    target = io.BytesIO()
    figure.savefig(target, format="png", dpi=100 * scale, metadata={"Software": None})
    return target.getvalue()


def svg(picture: TimelinePicture) -> bytes:
    """Return a picture as SVG with its words as real text; the same bytes for the same picture."""
    figure = draw(picture)
    # Lines on paper need no room for rounding to whole px.
    figure.set_size_inches(max(picture.size[0], 1) / 100, max(picture.size[1], 1) / 100)
    target = io.BytesIO()
    about = {"Date": None, "Creator": None, "Title": spoken_name(picture)}
    figure.savefig(target, format="svg", metadata=about)
    return target.getvalue()
