"""Markers, bars and whiskers of the lanes; events that would hide each other share one marker with a count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from weeklypm.charts.axis import Axis
from weeklypm.charts.clock import seconds
from weeklypm.charts.frame import Frame
from weeklypm.charts.shapes import Box, Line, Mark, Rect, Ring, Shapes
from weeklypm.domain.timeline import LANES, EventKind, TimelineEvent

CLOSE = 0.55
RING = 0.78


@dataclass(frozen=True)
class Spot:
    """Hold one event's place on the axis: its middle, and the end of its bar or the middle again."""

    event: TimelineEvent
    x: float
    end: float


@dataclass(frozen=True)
class Group:
    """Hold events of one lane that share a marker: nearly always one. ``left`` to ``right`` is all the room they take.

    ``tail`` is how far a bar reaches beyond; a label stands behind it or before ``left``.
    """

    kind: EventKind
    spots: tuple[Spot, ...]
    left: float
    right: float
    margin: bool = False

    @property
    def ids(self) -> tuple[UUID, ...]:
        """Return the events under the marker."""
        return tuple(spot.event.id for spot in self.spots)


def groups_of(frame: Frame) -> tuple[Group, ...]:
    """Return the markers of all lanes and of the margin, lane by lane from left to right."""
    found: list[Group] = []
    for kind in LANES:
        found += _grouped(frame, kind, _timed_spots(frame, kind), margin=False)
        found += _grouped(frame, kind, _untimed_spots(frame, kind), margin=True)
    return tuple(found)


def _timed_spots(frame: Frame, kind: EventKind) -> list[Spot]:
    if frame.axis is None:
        return []
    spots = [_spot(frame, frame.axis, event) for event in frame.timed if event.kind is kind]
    return sorted(spots, key=_by_x)


def _spot(frame: Frame, axis: Axis, event: TimelineEvent) -> Spot:
    at = seconds(event.at) if event.at is not None else axis.start
    x = axis.x(at)
    end = axis.x(seconds(event.end)) if event.end is not None and seconds(event.end) > at else x
    return Spot(event, x, max(x, min(end, frame.now)) if frame.now is not None else end)


def _by_x(spot: Spot) -> float:
    return spot.x


def _untimed_spots(frame: Frame, kind: EventKind) -> list[Spot]:
    """Return places in the margin: in telling order, over all its width where nothing else is shown."""
    if frame.margin is None:
        return []
    half = frame.marker
    own = [event for event in frame.untimed if event.kind is kind]
    if frame.timed:
        return [Spot(event, frame.margin.left + half, frame.margin.left + half) for event in own]
    width = (frame.margin.right - frame.margin.left - 2 * half) / max(1, len(frame.untimed))
    places = {event.id: frame.margin.left + half + index * width for index, event in enumerate(frame.untimed)}
    return [Spot(event, places[event.id], places[event.id]) for event in own]


def _grouped(frame: Frame, kind: EventKind, spots: Sequence[Spot], *, margin: bool) -> list[Group]:
    found: list[list[Spot]] = []
    for spot in spots:
        if found and spot.x - found[-1][-1].x < frame.marker * CLOSE:
            found[-1].append(spot)
        else:
            found.append([spot])
    return [_group(frame, kind, tuple(each), margin=margin) for each in found]


def _group(frame: Frame, kind: EventKind, spots: tuple[Spot, ...], *, margin: bool) -> Group:
    half = frame.marker / 2
    if any(spot.event.id == frame.picture.circled for spot in spots):
        half = frame.marker * RING + frame.style.ring
    loose = frame.marker if any(spot.event.approximate and not margin for spot in spots) else 0.0
    reach = max(half, loose)
    right = max(spots[-1].x + reach, *(spot.end for spot in spots))
    return Group(kind, spots, spots[0].x - reach, right, margin)


def draw_groups(frame: Frame, groups: Iterable[Group], shapes: Shapes) -> None:
    """Add bars, whiskers, markers and the circle round the current event."""
    for group in groups:
        if _outside(frame, group):
            continue
        _bars(frame, group, shapes)
        _markers(frame, group, shapes)
        for spot in group.spots:
            if spot.event.id == frame.picture.circled:
                _ring(frame, group, spot, shapes)


def _outside(frame: Frame, group: Group) -> bool:
    return not group.margin and (group.right < frame.plot.left or group.left > frame.plot.right)


def inside(frame: Frame, group: Group, x: float) -> bool:
    """Tell whether a px lies where markers may be drawn: nothing is cut in half at the edge of a zoomed view."""
    return group.margin or frame.plot.left + frame.marker / 2 <= x <= frame.plot.right - frame.marker / 2


def _bars(frame: Frame, group: Group, shapes: Shapes) -> None:
    colour, y, thin = frame.style.palette.lanes[group.kind], frame.lane_y(group.kind), frame.marker * 0.2
    for spot in group.spots:
        left, right = max(spot.x, frame.plot.left), min(spot.end, frame.plot.right)
        if right > left and spot.end > spot.x:
            shapes.bars.append(Rect(Box(left, y - thin, right, y + thin), colour, thin))
        if spot.event.approximate and inside(frame, group, spot.x) and not group.margin:
            shapes.lines.extend(_whisker(spot.x, y, frame, colour))


def _whisker(x: float, y: float, frame: Frame, colour: str) -> tuple[Line, ...]:
    """Return a whisker on either side: the time is about this, and how far off it may be is not known."""
    reach, cap, width = frame.marker, frame.marker * 0.22, max(frame.style.trail, 1.5)
    ends = (x - reach + width, x + reach - width)
    whole = Line(((ends[0], y), (ends[1], y)), colour, width)
    return whole, *(Line(((end, y - cap), (end, y + cap)), colour, width) for end in ends)


def _markers(frame: Frame, group: Group, shapes: Shapes) -> None:
    colour, y, size = frame.style.palette.lanes[group.kind], frame.lane_y(group.kind), frame.marker
    first, last = group.spots[0].x, group.spots[-1].x
    if last - first > size:
        half, thick = size / 2, size * 0.36
        left, right = max(first - half, frame.plot.left), min(last + half, frame.plot.right)
        if right > left:
            shapes.bars.append(Rect(Box(left, y - thick, right, y + thick), colour, thick))
    for spot in _drawn(frame, group):
        if inside(frame, group, spot.x):
            ids = (spot.event.id, *(each for each in group.ids if each != spot.event.id))
            shapes.marks.append(Mark(group.kind, spot.x, y, size, colour, ids))


def _drawn(frame: Frame, group: Group) -> tuple[Spot, ...]:
    """Return the events of a group that get a marker of their own: the first, and the current one."""
    current = tuple(spot for spot in group.spots[1:] if spot.event.id == frame.picture.circled)
    return (group.spots[0], *current)


def _ring(frame: Frame, group: Group, spot: Spot, shapes: Shapes) -> None:
    if inside(frame, group, spot.x):
        y, style = frame.lane_y(group.kind), frame.style
        shapes.rings.append(Ring(spot.x, y, frame.marker * RING, style.palette.current, style.ring))
