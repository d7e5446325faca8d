"""What a composed picture is made of: shapes with their geometry in px at 100 dpi, the origin top left."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from weeklypm.domain.timeline import EventKind

Point = tuple[float, float]


class Box(NamedTuple):
    """Hold a rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes share an area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class Role(StrEnum):
    """Say what a label is for."""

    TITLE = "title"
    LANE = "lane"
    PHASE = "phase"
    MILESTONE = "milestone"
    EVENT = "event"
    COUNT = "count"
    TICK = "tick"
    NOTE = "note"


@dataclass(frozen=True)
class Rect:
    """Hold a filled rectangle, its corners rounded by ``radius``."""

    box: Box
    colour: str
    radius: float = 0.0


@dataclass(frozen=True)
class Line:
    """Hold a line through points; ``corner`` rounds its bends, ``dash`` holds lengths on and off."""

    points: tuple[Point, ...]
    colour: str
    width: float
    corner: float = 0.0
    dash: tuple[float, float] | None = None


@dataclass(frozen=True)
class Head:
    """Hold a filled polygon: an arrow's head or a milestone's flag."""

    points: tuple[Point, ...]
    colour: str


@dataclass(frozen=True)
class Mark:
    """Hold a marker of a lane, ``size`` across; ``events`` are the events under it, in telling order."""

    kind: EventKind
    x: float
    y: float
    size: float
    colour: str
    events: tuple[UUID, ...] = ()

    @property
    def box(self) -> Box:
        """Return the square that it fills."""
        half = self.size / 2
        return Box(self.x - half, self.y - half, self.x + half, self.y + half)


@dataclass(frozen=True)
class Ring:
    """Hold the circle round the current event."""

    x: float
    y: float
    radius: float
    colour: str
    width: float


@dataclass(frozen=True)
class Label:
    """Hold a line of text: its left end, its baseline, the box that no other label may enter."""

    text: str
    x: float
    baseline: float
    px: float
    colour: str
    role: Role
    box: Box
    bold: bool = False
    event: UUID | None = None

    def moved(self, by: float) -> Label:
        """Return the same label some px to the right."""
        if not by:
            return self
        left, top, right, bottom = self.box
        box = Box(left + by, top, right + by, bottom)
        return Label(self.text, self.x + by, self.baseline, self.px, self.colour, self.role, box, self.bold, self.event)


@dataclass
class Shapes:
    """Collect the shapes of a picture, in layers from back to front."""

    grounds: list[Rect] = field(default_factory=list)
    rules: list[Line] = field(default_factory=list)
    bars: list[Rect] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    rings: list[Ring] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
