"""Panes of the lanes, phase bands behind them, and the ribbon above with the phases' names and the milestones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from weeklypm.charts.clock import seconds
from weeklypm.charts.frame import Frame
from weeklypm.charts.groups import RING
from weeklypm.charts.packing import Row, Span
from weeklypm.charts.picture import headline
from weeklypm.charts.shapes import Box, Head, Label, Line, Rect, Ring, Role, Shapes
from weeklypm.charts.typeface import ASCENT, DESCENT, clean
from weeklypm.charts.words import phase_names
from weeklypm.domain.talk import Phase
from weeklypm.domain.timeline import LANES, TimelineEvent

# In marker sizes.
FLAG = 0.7


@dataclass(frozen=True)
class Band:
    """Hold a phase's place in px, cut at the plot's edges and at now; ``left`` may lie outside before the cut."""

    phase: Phase
    left: float
    right: float


def bands_of(frame: Frame) -> tuple[Band, ...]:
    """Return the phases that are in view, in order of time."""
    if frame.axis is None:
        return ()
    end = frame.plot.right if frame.now is None else min(frame.now, frame.plot.right)
    found = []
    for phase in sorted(frame.phases, key=_starts):
        left = max(frame.axis.x(seconds(phase.starts)), frame.plot.left)
        right = end if phase.ends is None else min(frame.axis.x(seconds(phase.ends)), end)
        if right > left:
            found.append(Band(phase, left, right))
    return tuple(found)


def _starts(phase: Phase) -> float:
    return seconds(phase.starts)


def draw_lanes(frame: Frame, bands: Sequence[Band], shapes: Shapes) -> None:
    """Add the lanes' ground: panes on the stage, cut at now; hairlines on the console; phase bands in turns."""
    palette, style = frame.style.palette, frame.style
    for index in range(len(LANES)):
        top = frame.plot.top + index * frame.lane_height + style.lane_gap / 2
        bottom = top + frame.lane_height - style.lane_gap
        if palette.pane:
            panes = (Box(left, top, right, bottom) for left, right in _panes(frame))
            shapes.grounds.extend(Rect(pane, palette.pane) for pane in panes)
        for turn, band in enumerate(bands):
            colour = palette.band2 if turn % 2 else palette.band1
            shapes.grounds.append(Rect(Box(band.left, top, band.right, bottom), colour))
    if palette.rule:
        start = frame.plot.left if frame.margin is None else frame.margin.left
        for index in range(1, len(LANES) + 1):
            y = frame.plot.top + index * frame.lane_height
            shapes.rules.append(Line(((start, y), (frame.plot.right, y)), palette.rule, style.rule))


def _panes(frame: Frame) -> list[Span]:
    """Return the stretches of a lane that have a ground: the margin, and the axis as far as anything was seen."""
    end = frame.plot.right if frame.picture.scene is None else frame.now
    axis = [(frame.plot.left, end)] if end is not None and frame.timed else []
    return [(frame.margin.left, frame.margin.right), *axis] if frame.margin is not None else axis


def draw_ribbon(frame: Frame, bands: Sequence[Band], shapes: Shapes) -> None:
    """Add the ribbon: a line for each phase with a small gap between, and as much of its name as has room."""
    style, y = frame.style, frame.ribbon
    for index, band in enumerate(bands):
        left = band.left + (style.ribbon / 3 if index else 0)
        box = Box(min(left, band.right), y - style.ribbon / 2, band.right, y + style.ribbon / 2)
        shapes.grounds.append(Rect(box, style.palette.ribbon))
        end = bands[index + 1].left if index + 1 < len(bands) else frame.plot.right
        _name(frame, band, end - style.gap * 0.6, shapes)


def _name(frame: Frame, band: Band, end: float, shapes: Shapes) -> None:
    px = frame.style.label
    names = phase_names(frame.picture.language, band.phase, told=frame.picture.scene is None)
    places = _between_flags(frame, band.left, end)
    for name in names:
        width = frame.face.measure(name, px).width
        x = next((left for left, right in places if right - left >= width), None)
        if x is not None:
            # A lone number stands over the middle of its band, words where the phase starts.
            if name.isdigit() and x + width < band.right and len(places) == 1:
                x += (band.right - x - width) / 2
            shapes.labels.append(_label(frame, name, x, frame.ribbon - px * 0.55, Role.PHASE))
            return


def _between_flags(frame: Frame, left: float, right: float) -> list[Span]:
    """Return the stretches above a band that no milestone's stem runs through."""
    gap = frame.style.gap
    stems = sorted(x for x, _ in milestones_of(frame) if left - gap < x < right + gap)
    starts = [left, *(stem + gap for stem in stems)]
    return list(zip(starts, [*(stem - gap for stem in stems), right], strict=True))


def _label(frame: Frame, text: str, x: float, baseline: float, role: Role) -> Label:
    px = frame.style.label
    width = frame.face.measure(text, px).width
    box = Box(x, baseline - ASCENT * px, x + width, baseline + DESCENT * px)
    return Label(text, x, baseline, px, frame.style.palette.text, role, box)


def milestones_of(frame: Frame) -> list[tuple[float, TimelineEvent]]:
    """Return the milestones in view with their px, in telling order."""
    if frame.axis is None or frame.milestones is None:
        return []
    found = [(frame.axis.x(seconds(event.at)), event) for event in frame.milestoned if event.at is not None]
    return [(x, event) for x, event in found if frame.plot.left <= x <= frame.plot.right]


def milestone_words(frame: Frame) -> tuple[tuple[float, Label], ...]:
    """Return the words of the milestones in a row above the ribbon, each with its milestone's px."""
    size, seen = frame.style.marker * FLAG, milestones_of(frame)
    limit = frame.limits[1] if frame.now is None else frame.now
    row = Row([(x - size / 2, x + size / 2) for x, _ in seen], (frame.names.left, max(limit, frame.plot.left)))
    found = ((x, _words(frame, row, x, size, clean(headline(event)))) for x, event in seen)
    return tuple((x, label) for x, label in found if label is not None)


def draw_milestones(frame: Frame, words: Iterable[tuple[float, Label]], shapes: Shapes) -> None:
    """Add the milestones in view: a flag on the ribbon each, and their words if these are wholly in view."""
    size, plot = frame.style.marker * FLAG, frame.plot
    for x, event in milestones_of(frame):
        _flag(frame, x, size, shapes)
        if event.id == frame.picture.circled:
            ring = Ring(x, frame.milestones or 0.0, size * RING, frame.style.palette.current, frame.style.ring)
            shapes.rings.append(ring)
    for x, label in words:
        box = label.moved(frame.shift).box
        if plot.left <= x + frame.shift <= plot.right and frame.names.left <= box.left and box.right <= plot.right:
            shapes.labels.append(label.moved(frame.shift))


def _flag(frame: Frame, x: float, size: float, shapes: Shapes) -> None:
    y, top = frame.milestones or 0.0, frame.ribbon
    colour = frame.style.palette.ribbon
    shapes.heads.append(Head(((x, y - size / 2), (x + size / 2, y), (x, y + size / 2), (x - size / 2, y)), colour))
    shapes.lines.append(Line(((x, y + size / 2), (x, top)), colour, frame.style.rule))


def _words(frame: Frame, row: Row, x: float, size: float, text: str) -> Label | None:
    px, gap = frame.style.label, frame.style.gap
    place = (x - size / 2, x + size / 2)
    sides = (row.left_of(place), row.right_of(place))
    left = sides[0][1] - sides[0][0] > sides[1][1] - sides[1][0]
    side = sides[0] if left else sides[1]
    words = frame.face.elide(text, px, min(side[1] - side[0] - 2 * gap, px * 20)) if text else ""
    if not words:
        return None
    width = frame.face.measure(words, px).width
    start = side[1] - gap - width if left else side[0] + gap
    row.take((start, start + width))
    baseline = frame.baseline(frame.milestones or 0.0, px)
    return _label(frame, words, start, baseline, Role.MILESTONE)
