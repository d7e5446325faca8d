"""The decision trail: arrows from what was seen to what was judged to what was done, in the gaps between lanes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from weeklypm.charts.frame import Frame
from weeklypm.charts.groups import RING, Group, Spot, inside
from weeklypm.charts.packing import Span
from weeklypm.charts.shapes import Head, Line, Point
from weeklypm.domain.timeline import LANES, EventKind


@dataclass(frozen=True)
class Arrow:
    """Hold a routed arrow, and the px of the two events that it joins."""

    line: Line
    head: Head
    starts: float
    ends: float

    def moved(self, by: float) -> Arrow:
        """Return the same arrow some px to the right."""
        if not by:
            return self
        line, head = self.line, self.head
        points = tuple((x + by, y) for x, y in line.points)
        moved = Line(points, line.colour, line.width, line.corner)
        return Arrow(
            moved, Head(tuple((x + by, y) for x, y in head.points), head.colour), self.starts + by, self.ends + by
        )


TRACKS = (0.0, -1.0, 1.0)


@dataclass(frozen=True)
class _End:
    kind: EventKind
    lane: int
    x: float
    y: float
    reach: float


@dataclass(frozen=True)
class _Leap:
    start: _End
    end: _End
    wanted: bool


class Trail:
    """Route the arrows of a picture and remember which stretches of lanes they run through."""

    def __init__(self, frame: Frame, groups: Sequence[Group]) -> None:
        self._frame = frame
        self._groups = groups
        self._edges = {lane: _edges(groups, lane) for lane in LANES}
        self._taken: dict[tuple[int, float], list[Span]] = {}
        self.blocked: list[tuple[EventKind, Span]] = []

    def arrows(self) -> tuple[Arrow, ...]:
        """Return the arrows; where a gap is full, further ones stay out, unless they touch the current event."""
        pairs = _pairs(self._frame)
        places, found = self._places({end for pair in pairs for end in pair}), []
        for source, target in pairs:
            if source in places and target in places:
                wanted = self._frame.picture.circled in (source, target)
                found.append(self._arrow(_Leap(places[source], places[target], wanted)))
        return tuple(arrow for arrow in found if arrow is not None)

    def _places(self, joined: Collection[UUID]) -> dict[UUID, _End]:
        return {
            spot.event.id: self._end(group, spot)
            for group in self._groups
            if not group.margin and self._clear(group)
            for spot in group.spots
            if spot.event.id in joined and inside(self._frame, group, spot.x)
        }

    def _clear(self, group: Group) -> bool:
        """Tell whether an arrow can point at an event: in a crowd only at the current one."""
        return not group.crowded(self._frame.marker) or self._frame.picture.circled in group.ids

    def _end(self, group: Group, spot: Spot) -> _End:
        frame = self._frame
        ring = spot.event.id == frame.picture.circled
        reach = frame.marker * RING + frame.style.ring / 2 if ring else frame.marker / 2
        return _End(
            group.kind, LANES.index(group.kind), spot.x, frame.lane_y(group.kind), reach + frame.style.trail * 0.6
        )

    def _arrow(self, leap: _Leap) -> Arrow | None:
        start, end = leap.start, leap.end
        down = end.lane > start.lane
        gap, turn = self._route(start, end)
        track = self._track(gap, _sorted(start.x, end.x))
        if track is None and not leap.wanted:
            return None
        sign = 1.0 if gap > start.lane else -1.0
        entry = end.y - end.reach if down else end.y + end.reach
        y = self._bend(self._gap_y(gap) + (track or 0.0), entry, down=down)
        points = [(start.x, start.y + sign * start.reach), (start.x, y), (end.x, y), (end.x, entry)]
        self._block(start, end, turn)
        line, head = self._drawn(_joined(points), down=down)
        return Arrow(line, head, start.x, end.x)

    def _route(self, start: _End, end: _End) -> tuple[int, float]:
        """Return the gap that the arrow turns in, by the lane below it, and the px at which it passes other lanes."""
        if end.lane == start.lane:
            return start.lane + 1, end.x
        step = 1 if end.lane > start.lane else -1
        between = [LANES[lane] for lane in range(start.lane + step, end.lane, step)]
        near, far = (start.lane + 1, end.lane) if step > 0 else (start.lane, end.lane + 1)
        if self._hits(between, end.x) > self._hits(between, start.x):
            return far, start.x
        return near, end.x

    def _hits(self, lanes: Sequence[EventKind], x: float) -> int:
        found = (self._edges[lane] for lane in lanes)
        return sum(bisect_right(starts, x) - bisect_left(ends, x) for starts, ends in found)

    def _track(self, gap: int, span: Span) -> float | None:
        """Return a free height in a gap, as px from its middle; None when none is free."""
        room = self._frame.style.trail * 2.5
        for track in TRACKS:
            taken = self._taken.setdefault((gap, track), [])
            if all(span[1] + room < other[0] or other[1] + room < span[0] for other in taken):
                taken.append(span)
                return track * room
        return None

    def _gap_y(self, gap: int) -> float:
        return self._frame.plot.top + gap * self._frame.lane_height

    def _bend(self, y: float, entry: float, *, down: bool) -> float:
        """Return where the arrow turns, moved off the gap's middle just so far that its whole head has room."""
        room = self._frame.style.head + self._frame.style.trail
        return min(y, entry - room) if down else max(y, entry + room)

    def _block(self, start: _End, end: _End, x: float) -> None:
        room = self._frame.style.trail * 2
        lanes = range(min(start.lane, end.lane) + 1, max(start.lane, end.lane))
        self.blocked += [(LANES[lane], (x - room, x + room)) for lane in lanes]

    def _drawn(self, points: tuple[Point, ...], *, down: bool) -> tuple[Line, Head]:
        style, colour = self._frame.style, self._frame.style.palette.trail
        x, tip = points[-1]
        base = tip - style.head if down else tip + style.head
        half = style.head * 0.8
        head = Head(((x, tip), (x - half, base), (x + half, base)), colour)
        # The line ends inside the head: a blunt end would show beyond its point.
        return Line((*points[:-1], (x, base)), colour, style.trail, corner=style.trail * 2), head


def _edges(groups: Sequence[Group], lane: EventKind) -> tuple[list[float], list[float]]:
    """Return where the markers of a lane start and where they end, each in order."""
    own = [group for group in groups if group.kind is lane and not group.margin]
    return sorted(group.left for group in own), sorted(group.right for group in own)


def _pairs(frame: Frame) -> tuple[tuple[UUID, UUID], ...]:
    if frame.picture.scene is not None:
        return frame.picture.scene.arrows
    return tuple((event.follows_id, event.id) for event in frame.timed if event.follows_id is not None)


def _sorted(one: float, other: float) -> Span:
    return min(one, other), max(one, other)


def _joined(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return points without one that repeats its neighbour."""
    return (points[0], *(point for before, point in pairwise(points) if point != before))
