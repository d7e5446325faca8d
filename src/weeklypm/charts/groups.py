"""Places of events in their lanes; events that would hide each other share one marker with a count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from weeklypm.charts.axis import Axis
from weeklypm.charts.clock import seconds
from weeklypm.charts.frame import Frame
from weeklypm.domain.timeline import LANES, EventKind, TimelineEvent

CLOSE = 0.55
CROWD = 4
RING = 0.7


class Spot(NamedTuple):
    """Hold one event's place on the axis: its middle, and the end of its bar or the middle again."""

    event: TimelineEvent
    x: float
    end: float


@dataclass(frozen=True)
class Group:
    """Hold events of one lane that share a marker: nearly always one. ``left`` to ``right`` is all the room they take.

    A bar belongs to that room, a label stands beside it.
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

    def moved(self, by: float) -> Group:
        """Return the same marker some px to the right; in the margin nothing moves."""
        if self.margin or not by:
            return self
        spots = tuple(Spot(event, x + by, end + by) for event, x, end in self.spots)
        return Group(self.kind, spots, self.left + by, self.right + by)

    def whiskered(self, marker: float) -> bool:
        """Tell whether approximate times show: not in the margin, and not in a crowd, where nothing would be read."""
        return not self.margin and not self.crowded(marker)

    def wide(self, marker: float) -> bool:
        """Tell whether the events reach over more than a marker, so that one marker would lie about their time."""
        return self.spots[-1].x - self.spots[0].x > marker

    def crowded(self, marker: float) -> bool:
        """Tell whether the events are too many for a marker each."""
        return self.wide(marker) and len(self.spots) > CROWD


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


def inside(frame: Frame, group: Group, x: float) -> bool:
    """Tell whether a px of a group lies where markers may be drawn."""
    return group.margin or within(frame, x)


def within(frame: Frame, x: float) -> bool:
    """Tell whether a marker at a px is whole: none is cut in half at the edge of a zoomed view."""
    return frame.plot.left + frame.marker / 2 <= x <= frame.plot.right - frame.marker / 2
