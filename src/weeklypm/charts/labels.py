"""Labels beside markers, the most important first; who finds no room stays without words, never over others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from weeklypm.charts.frame import Frame
from weeklypm.charts.lanes import Group, inside
from weeklypm.charts.packing import Row, Span
from weeklypm.charts.picture import headline
from weeklypm.charts.shapes import Box, Label, Role, Shapes
from weeklypm.charts.typeface import ASCENT, DESCENT, clean
from weeklypm.charts.words import margin_text
from weeklypm.domain.timeline import LANES, EventKind, TimelineEvent
from weeklypm.wording import say

WIDEST = 26
# A label that leaves less than this many type sizes is no help to read.
LEAST = 3.0


def draw_labels(frame: Frame, groups: Sequence[Group], blocked: Iterable[tuple[EventKind, Span]], shapes: Shapes) -> None:
    """Add event labels; ``blocked`` are stretches of lanes that arrows run through."""
    if frame.lane_height < frame.style.label * 1.15:
        return
    blocks = list(blocked)
    rows = {(kind, margin): _row(frame, groups, blocks, kind, margin=margin) for kind in LANES for margin in (False, True)}
    room = frame.style.labels_most
    for group in sorted(groups, key=_Rank(frame)):
        label = _label(frame, group, rows[group.kind, group.margin]) if room else None
        if label is not None and _in_view(frame, group, label):
            shapes.labels.append(label)
            room -= 1


def _row(
    frame: Frame, groups: Sequence[Group], blocks: Iterable[tuple[EventKind, Span]], kind: EventKind, *, margin: bool
) -> Row:
    taken = [(group.left, group.right) for group in groups if group.kind is kind and group.margin is margin]
    taken += [span for lane, span in blocks if lane is kind and not margin]
    if margin and frame.margin is not None:
        return Row(taken, (frame.margin.left, frame.margin.right))
    right = frame.limits[1] if frame.now is None else frame.now - frame.style.gap
    return Row(taken, (frame.limits[0], right))


class _Rank:
    """Sort groups by importance: the current event, pinned ones, judgements, the rest; on the stage the latest first."""

    def __init__(self, frame: Frame) -> None:
        self._current = frame.picture.circled
        self._order = {event.id: index for index, event in enumerate(frame.picture.told)}
        self._sign = -1 if frame.picture.scene is not None else 1

    def __call__(self, group: Group) -> tuple[int, int]:
        return min(self.of(spot.event) for spot in group.spots)

    def of(self, event: TimelineEvent) -> tuple[int, int]:
        """Return the rank of one event, the least is the most important."""
        order = self._sign * self._order.get(event.id, 0)
        if event.id == self._current:
            return 0, order
        return (1 if event.pinned else 2 if event.kind is EventKind.JUDGEMENT else 3), order


def _label(frame: Frame, group: Group, row: Row) -> Label | None:
    event = min((spot.event for spot in group.spots), key=_Rank(frame).of)
    bold = event.id == frame.picture.circled
    text = margin_text(frame.picture.language, event) if group.margin else clean(headline(event))
    place = (group.left, group.right)
    sides = [_inner(frame, row.left_of(place), place), _inner(frame, row.right_of(place), place)]
    wanted = min(_width(frame, _with_count(frame, group, text), bold=bold), frame.style.label * WIDEST)
    index = _better(sides, wanted, left_first=frame.picture.scene is not None)
    words = _fitted(frame, group, text, sides[index], bold=bold)
    if not words:
        return None
    return _placed(frame, group, event, words, sides[index], row, left=index == 0)


def _inner(frame: Frame, side: Span, place: Span) -> Span:
    """Return a free stretch without the gaps at its ends; empty where something else stands in between."""
    gap = frame.style.gap
    if side[0] >= place[1] - 1e-6:
        far = side[0] - place[1] > frame.marker
        return (side[0] + gap, side[1] - gap) if not far else (0.0, 0.0)
    far = place[0] - side[1] > frame.marker
    return (side[0] + gap, side[1] - gap) if not far else (0.0, 0.0)


def _better(sides: Sequence[Span], wanted: float, *, left_first: bool) -> int:
    """Return the side with more room; while a story is told the left one where all fits, so that labels stay put."""
    left, right = (side[1] - side[0] for side in sides)
    if left_first and left >= wanted:
        return 0
    return 0 if left > right else 1


def _width(frame: Frame, text: str, *, bold: bool) -> float:
    return frame.face.measure(text, frame.style.label, bold=bold).width


def _with_count(frame: Frame, group: Group, text: str) -> str:
    more = len(group.spots) - 1
    return say(frame.picture.language, "charts.group.more", text=text, more=more) if more else text


def _fitted(frame: Frame, group: Group, text: str, side: Span, *, bold: bool) -> str:
    """Return the words that fit on a side: all, cut ones with the count of the others, the count alone, or none."""
    px, room = frame.style.label, min(side[1] - side[0], frame.style.label * WIDEST)
    suffix = _width(frame, _with_count(frame, group, ""), bold=bold)
    left = room - suffix
    cut = frame.face.elide(text, px, left, bold=bold) if text and (left >= px * LEAST or _fits(frame, text, left, bold)) else ""
    if cut:
        return _with_count(frame, group, cut)
    count = say(frame.picture.language, "charts.group.count", count=len(group.spots))
    return count if len(group.spots) > 1 and _fits(frame, count, room, bold) else ""


def _fits(frame: Frame, text: str, room: float, bold: bool) -> bool:  # noqa: FBT001  it only goes on to the measure
    return _width(frame, text, bold=bold) <= room


def _placed(
    frame: Frame, group: Group, event: TimelineEvent, words: str, side: Span, row: Row, *, left: bool
) -> Label:
    style, bold = frame.style, event.id == frame.picture.circled
    width = _width(frame, words, bold=bold)
    x = side[1] - width if left else side[0]
    row.take((x, x + width))
    baseline = frame.baseline(frame.lane_y(group.kind), style.label)
    box = Box(x, baseline - ASCENT * style.label, x + width, baseline + DESCENT * style.label)
    return Label(words, x, baseline, style.label, style.palette.text, Role.EVENT, box, bold, event.id)


def _in_view(frame: Frame, group: Group, label: Label) -> bool:
    if group.margin:
        return True
    beside = any(inside(frame, group, spot.x) for spot in group.spots)
    return beside and label.box.left >= frame.plot.left and label.box.right <= frame.plot.right
