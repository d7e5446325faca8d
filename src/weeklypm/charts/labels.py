"""Labels beside markers, the most important first; who finds no room stays without words, never over others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from weeklypm.charts.frame import Frame
from weeklypm.charts.groups import Group, inside
from weeklypm.charts.packing import Row, Span
from weeklypm.charts.picture import headline
from weeklypm.charts.shapes import Box, Label, Role
from weeklypm.charts.typeface import ASCENT, DESCENT, clean
from weeklypm.charts.words import margin_text
from weeklypm.domain.timeline import LANES, EventKind, TimelineEvent
from weeklypm.wording import say

# In type sizes: no label is longer, and one cut shorter is no help to read.
WIDEST = 26.0
LEAST = 5.0
# Stands for a label's words where only their count is said; no label holds it.
_TEXT = "\0"


class LabelRows:
    """Place the labels of all lanes; ``blocked`` are stretches of lanes that arrows run through.

    The whole incident is packed at the present scale, not the part in view, so that panning changes no label.
    """

    def __init__(self, frame: Frame, groups: Sequence[Group], blocked: Iterable[tuple[EventKind, Span]]) -> None:
        self._frame = frame
        self._groups = groups
        self._px = frame.style.label
        self._told = frame.picture.scene is not None
        self._order = {event.id: index for index, event in enumerate(frame.told)}
        self._ranks = [self._ranked(group) for group in groups]
        self._more: dict[int, str] = {}
        blocks = list(blocked)
        self._rows = {(kind, False): self._lane(kind, blocks) for kind in LANES}
        self._rows |= {(kind, True): self._margin(kind) for kind in LANES}

    def _lane(self, kind: EventKind, blocks: Iterable[tuple[EventKind, Span]]) -> Row:
        frame = self._frame
        right = frame.limits[1] if frame.now is None else frame.now - frame.style.gap
        taken = self._taken(kind, margin=False) + [span for lane, span in blocks if lane is kind]
        return Row(taken, (frame.limits[0], right))

    def _margin(self, kind: EventKind) -> Row:
        box = self._frame.margin
        return Row(self._taken(kind, margin=True), (box.left, box.right) if box is not None else (0.0, 0.0))

    def _taken(self, kind: EventKind, *, margin: bool) -> list[Span]:
        return [(group.left, group.right) for group in self._groups if group.kind is kind and group.margin is margin]

    def labels(self) -> tuple[tuple[Group, Label], ...]:
        """Return the labels with their markers, as many as the look allows; none in lanes lower than a line of text."""
        found: list[tuple[Group, Label]] = []
        if self._frame.lane_height < self._px * 1.15:
            return ()
        for (_, event), group in sorted(zip(self._ranks, self._groups, strict=True), key=_rank):
            if len(found) == self._frame.style.labels_most:
                break
            label = self._label(group, event)
            if label is not None and in_view(self._frame, group, label):
                found.append((group, label))
        return tuple(found)

    def _ranked(self, group: Group) -> tuple[tuple[int, int], TimelineEvent]:
        """Return the most important event of a marker, and its rank before it."""
        if len(group.spots) == 1:
            return self._importance(group.spots[0].event), group.spots[0].event
        pairs = ((self._importance(spot.event), spot.event) for spot in group.spots)
        return min(pairs, key=_importance)

    def _importance(self, event: TimelineEvent) -> tuple[int, int]:
        """Rank the current event, pinned ones, judgements, the rest; in a talk what is fresh before what is past."""
        order = self._order.get(event.id, 0) * (-1 if self._told else 1)
        if self._current(event):
            return 0, order
        return (1 if event.pinned else 2 if event.kind is EventKind.JUDGEMENT else 3), order

    def _current(self, event: TimelineEvent) -> bool:
        return event.id == self._frame.picture.circled

    def _label(self, group: Group, event: TimelineEvent) -> Label | None:
        bold = self._current(event)
        text = margin_text(self._frame.picture.language, event) if group.margin else clean(headline(event))
        row, place = self._rows[group.kind, group.margin], (group.left, group.right)
        sides = (self._inner(row.left_of(place), place), self._inner(row.right_of(place), place))
        left = self._prefers_left(sides, self._width(self._with_count(group, text), bold=bold))
        side = sides[0] if left else sides[1]
        words = self._fitted(group, text, side[1] - side[0], bold=bold)
        if not words:
            return None
        width = self._width(words, bold=bold)
        x = side[1] - width if left else side[0]
        row.take((x, x + width))
        return self._placed(group, event, words, x)

    def _inner(self, side: Span, place: Span) -> Span:
        """Return a free stretch without the gaps at its ends; empty where something else stands in between."""
        gap = self._frame.style.gap
        distance = max(side[0] - place[1], place[0] - side[1])
        return (side[0] + gap, side[1] - gap) if distance <= self._frame.marker else (0.0, 0.0)

    def _prefers_left(self, sides: tuple[Span, Span], wanted: float) -> bool:
        """Choose a side where all fits, else the one with more room.

        Where both would do, a talk takes the left one, so that labels stay where they are while the story goes on.
        """
        rooms = [end - start for start, end in sides]
        left, right = (room >= min(wanted, self._px * WIDEST) for room in rooms)
        if left != right:
            return left
        return (self._told and left) or rooms[0] > rooms[1]

    def _width(self, text: str, *, bold: bool) -> float:
        return self._frame.face.measure(text, self._px, bold=bold).width

    def _with_count(self, group: Group, text: str) -> str:
        more = len(group.spots) - 1
        if not more:
            return text
        # Said once for each number: thousands of markers ask.
        if more not in self._more:
            self._more[more] = say(self._frame.picture.language, "charts.group.more", text=_TEXT, more=more)
        return self._more[more].replace(_TEXT, text)

    def _fitted(self, group: Group, text: str, stretch: float, *, bold: bool) -> str:
        """Return the words that fit: all, cut ones with the count of the others, the count alone, or none."""
        room = min(stretch, self._px * WIDEST)
        left = room - self._width(self._with_count(group, ""), bold=bold)
        whole = self._width(text, bold=bold) <= left
        if whole or left >= self._px * LEAST:
            cut = text if whole else self._frame.face.elide(text, self._px, left, bold=bold)
            if cut:
                return self._with_count(group, cut)
        if len(group.spots) == 1:
            return ""
        count = say(self._frame.picture.language, "charts.group.count", count=len(group.spots))
        return count if self._width(count, bold=bold) <= room else ""

    def _placed(self, group: Group, event: TimelineEvent, words: str, x: float) -> Label:
        bold, colour = self._current(event), self._frame.style.palette.text
        baseline = self._frame.baseline(self._frame.lane_y(group.kind), self._px)
        right = x + self._width(words, bold=bold)
        box = Box(x, baseline - ASCENT * self._px, right, baseline + DESCENT * self._px)
        return Label(words, x, baseline, self._px, colour, Role.EVENT, box, bold, event.id)


def _importance(pair: tuple[tuple[int, int], TimelineEvent]) -> tuple[int, int]:
    return pair[0]


def _rank(pair: tuple[tuple[tuple[int, int], TimelineEvent], Group]) -> tuple[int, int]:
    return pair[0][0]


def in_view(frame: Frame, group: Group, label: Label) -> bool:
    """Tell whether a label and a marker of its own stand wholly where the frame looks, shifted as its view is."""
    if group.margin:
        return True
    left, right = frame.limits[0] - frame.shift, frame.limits[1] - frame.shift
    whole = label.box.left >= left and label.box.right <= right
    return whole and any(inside(frame, group, spot.x + frame.shift) for spot in group.spots)
