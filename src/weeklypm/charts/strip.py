"""The lanes of a whole story, packed once for each zoom step; a view is a stretch of it, moved into its place.

Labels therefore neither come, go nor change their words while panning: they only move, and leave whole at the edges.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from weeklypm.charts.frame import Frame, frame_of, in_view, widened
from weeklypm.charts.groups import Group, groups_of, within
from weeklypm.charts.labels import LabelRows
from weeklypm.charts.labels import in_view as label_in_view
from weeklypm.charts.picture import TimelinePicture
from weeklypm.charts.ribbon import milestone_words
from weeklypm.charts.shapes import Label, Shapes
from weeklypm.charts.trail import Arrow, Trail
from weeklypm.charts.typeface import Typeface

# Scales this close are one zoom step: instants of a view are kept in microseconds.
SAME_STEP = 1e-6


@dataclass(frozen=True)
class Strip:
    """Hold what stands in the lanes, and the words of milestones, in px of ``frame``, which is as long as the story."""

    frame: Frame
    groups: tuple[Group, ...]
    arrows: tuple[Arrow, ...]
    labels: tuple[tuple[Group, Label], ...]
    milestones: tuple[tuple[float, Label], ...]

    def shift(self, frame: Frame) -> float:
        """Return how many px to the right of its own place the strip lies in a view."""
        if frame.axis is None or self.frame.axis is None:
            return 0.0
        return frame.axis.left - self.frame.axis.x(frame.axis.start)

    def seen(self, frame: Frame) -> Iterator[Group]:
        """Yield the markers that a view touches, where they stand in it."""
        left, right = frame.plot.left - frame.shift, frame.plot.right - frame.shift
        for group in self.groups:
            if group.margin or (left <= group.right and group.left <= right):
                yield group.moved(frame.shift)

    def draw_arrows(self, frame: Frame, shapes: Shapes) -> None:
        """Add the arrows of which both ends are in view."""
        for arrow in self.arrows:
            if within(frame, arrow.starts + frame.shift) and within(frame, arrow.ends + frame.shift):
                moved = arrow.moved(frame.shift)
                shapes.lines.append(moved.line)
                shapes.heads.append(moved.head)

    def draw_labels(self, frame: Frame, shapes: Shapes) -> None:
        """Add the labels that are in view."""
        for group, label in self.labels:
            if label_in_view(frame, group, label):
                shapes.labels.append(label if group.margin else label.moved(frame.shift))


def strip_of(frame: Frame) -> Strip:
    """Pack a frame that is as long as its story."""
    groups = groups_of(frame)
    trail = Trail(frame, groups)
    arrows = trail.arrows()
    return Strip(frame, groups, arrows, LabelRows(frame, groups, trail.blocked).labels(), milestone_words(frame))


class Packing:
    """Keep the strip of one picture at one zoom step, for whoever shows view after view of it in one typeface."""

    def __init__(self) -> None:
        self._picture: TimelinePicture | None = None
        self._whole: Frame | None = None
        self._strip: Strip | None = None

    def look(self, picture: TimelinePicture, face: Typeface) -> tuple[Frame, Strip]:
        """Return the frame of a picture's view and the strip that it looks at."""
        whole = self._laid_out(picture, face)
        frame = in_view(whole, picture)
        strip = self._packed(whole, frame)
        return replace(frame, shift=strip.shift(frame)), strip

    def whole(self, picture: TimelinePicture, face: Typeface) -> Frame:
        """Return the frame of a picture that looks at its whole story."""
        return self._laid_out(picture, face)

    def _laid_out(self, picture: TimelinePicture, face: Typeface) -> Frame:
        fitted = replace(picture, axis_from=None, axis_to=None)
        if self._whole is None or self._picture != fitted:
            self._picture, self._whole, self._strip = fitted, frame_of(fitted, face), None
        return self._whole

    def _packed(self, whole: Frame, frame: Frame) -> Strip:
        scale = frame.axis.scale if frame.axis is not None else 0.0
        if self._strip is None or not _same(self._strip.frame, scale):
            self._strip = strip_of(widened(whole, scale))
        return self._strip


def _same(frame: Frame, scale: float) -> bool:
    return frame.axis is None or abs(frame.axis.scale - scale) <= scale * SAME_STEP
