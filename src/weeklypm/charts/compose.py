"""Compose a timeline picture: what is input becomes shapes with places, still without drawing anything."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from weeklypm.charts.axis import Axis
from weeklypm.charts.edges import draw_axis, draw_names, draw_now, draw_title
from weeklypm.charts.lanes import draw_groups
from weeklypm.charts.picture import TimelinePicture
from weeklypm.charts.ribbon import bands_of, draw_lanes, draw_milestones, draw_ribbon
from weeklypm.charts.shapes import Box, Shapes
from weeklypm.charts.strip import Packing
from weeklypm.charts.typeface import Typeface


@dataclass(frozen=True)
class Composition:
    """Hold a composed picture: its shapes in px at 100 dpi, its ground, and what a window needs to answer the mouse."""

    picture: TimelinePicture
    ground: str
    shapes: Shapes
    plot: Box
    axis: Axis | None
    order: tuple[UUID, ...]

    def events_at(self, x: float, y: float, reach: float = 4.0) -> tuple[UUID, ...]:
        """Return the events under the nearest marker within reach of a px, or none."""
        near = [(abs(mark.x - x) + abs(mark.y - y), mark) for mark in self.shapes.marks if mark.events]
        hits = [(distance, mark.events) for distance, mark in near
                if abs(mark.x - x) <= mark.size / 2 + reach and abs(mark.y - y) <= mark.size / 2 + reach]  # fmt: skip
        if hits:
            return min(hits)[1]
        spot = Box(x, y, x + 0.01, y + 0.01)
        return tuple(label.event for label in self.shapes.labels if label.event is not None and label.box.meets(spot))


def compose(picture: TimelinePicture, face: Typeface, packing: Packing | None = None) -> Composition:
    """Compose a picture. Never fails, whatever the events hold; what has no room is left out, never drawn over.

    Whoever shows one view after another hands over the same packing each time.
    """
    frame, strip = (packing if packing is not None else Packing()).look(picture, face)
    shapes = Shapes()
    bands = bands_of(frame)
    draw_lanes(frame, bands, shapes)
    draw_ribbon(frame, bands, shapes)
    draw_milestones(frame, strip.milestones, shapes)
    draw_title(frame, shapes)
    draw_names(frame, shapes)
    draw_axis(frame, shapes)
    draw_now(frame, shapes)
    strip.draw_arrows(frame, shapes)
    draw_groups(frame, strip.seen(frame), shapes)
    strip.draw_labels(frame, shapes)
    order = tuple(event.id for event in frame.told)
    return Composition(picture, frame.style.palette.ground, shapes, frame.plot, frame.axis, order)
