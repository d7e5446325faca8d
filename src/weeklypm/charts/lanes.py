"""Draw the lanes' events: bars, whiskers, markers, the circle round the current one, and heat where they crowd."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from weeklypm.charts.frame import Frame
from weeklypm.charts.groups import RING, Group, Spot, inside
from weeklypm.charts.shapes import Box, Line, Mark, Rect, Ring, Shapes

PALEST = 0.3


def draw_groups(frame: Frame, groups: Iterable[Group], shapes: Shapes) -> None:
    """Add bars, whiskers, markers and the circle round the current event; the groups stand where they are seen."""
    for group in groups:
        _bars(frame, group, shapes)
        _markers(frame, group, shapes)
        for spot in group.spots:
            if spot.event.id == frame.picture.circled:
                _ring(frame, group, spot, shapes)


def _bars(frame: Frame, group: Group, shapes: Shapes) -> None:
    colour, y, thin = frame.style.palette.lanes[group.kind], frame.lane_y(group.kind), frame.marker * 0.2
    for spot in group.spots:
        left, right = max(spot.x, frame.plot.left), min(spot.end, frame.plot.right)
        if right > left and spot.end > spot.x:
            shapes.bars.append(Rect(Box(left, y - thin, right, y + thin), colour, thin))
        if spot.event.approximate and inside(frame, group, spot.x) and group.whiskered(frame.marker):
            shapes.lines.extend(_whisker(spot.x, y, frame, colour))


def _whisker(x: float, y: float, frame: Frame, colour: str) -> tuple[Line, ...]:
    """Return a whisker on either side: the time is about this, and how far off it may be is not known.

    At the edge of a zoomed view it is cut, without a cap there, and does not reach into the names.
    """
    reach, cap, width = frame.marker, frame.marker * 0.22, max(frame.style.trail, 1.5)
    ends = (x - reach + width, x + reach - width)
    left, right = max(ends[0], frame.names.right), min(ends[1], frame.plot.right)
    caps = (Line(((end, y - cap), (end, y + cap)), colour, width) for end in ends if left <= end <= right)
    return Line(((left, y), (right, y)), colour, width), *caps


def _markers(frame: Frame, group: Group, shapes: Shapes) -> None:
    colour, y, size = frame.style.palette.lanes[group.kind], frame.lane_y(group.kind), frame.marker
    if group.crowded(size):
        shapes.bars.extend(_heat(frame, group, colour, y))
    for spot in _drawn(frame, group):
        if inside(frame, group, spot.x):
            ids = (spot.event.id, *(each for each in group.ids if each != spot.event.id))
            shapes.marks.append(Mark(group.kind, spot.x, y, size, colour, ids))


def _heat(frame: Frame, group: Group, colour: str, y: float) -> Iterator[Rect]:
    """Yield cells on a fixed grid, the deeper in colour the more events fall into them: crowds show, none is hidden.

    The grid moves with the story, and the whole crowd is counted, so that no cell changes its colour while panning.
    """
    cell, thick, start = frame.marker, frame.marker * 0.4, frame.shift
    left = max(group.spots[0].x - frame.marker / 2, frame.plot.left)
    right = min(group.spots[-1].x + frame.marker / 2, frame.plot.right)
    counts = Counter(int((spot.x - start) // cell) for spot in group.spots)
    most = max(counts.values(), default=1)
    for index in range(int((left - start) // cell), int((right - start) // cell) + 1):
        box = Box(max(left, start + index * cell), y - thick, min(right, start + (index + 1) * cell), y + thick)
        if box.right > box.left:
            part = PALEST + (1 - PALEST) * counts[index] / most
            yield Rect(box, _mixed(colour, frame.style.palette.ground, part))


def _mixed(colour: str, ground: str, part: float) -> str:
    """Return an opaque mix of two colours; translucent fills cost ten times as much to draw."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + "".join(f"{round(one * part + other * (1 - part)):02X}" for one, other in pairs)


def _drawn(frame: Frame, group: Group) -> tuple[Spot, ...]:
    """Return the events of a group that get a marker of their own: few in a row all, else the first and the current."""
    if group.wide(frame.marker) and not group.crowded(frame.marker):
        return group.spots
    current = tuple(spot for spot in group.spots[1:] if spot.event.id == frame.picture.circled)
    return (group.spots[0], *current)


def _ring(frame: Frame, group: Group, spot: Spot, shapes: Shapes) -> None:
    if inside(frame, group, spot.x):
        y, style = frame.lane_y(group.kind), frame.style
        shapes.rings.append(Ring(spot.x, y, frame.marker * RING, style.palette.current, style.ring))
