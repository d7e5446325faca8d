"""Where everything stands: title, ribbon, lanes, margin for times not known, and the time axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import cached_property

from weeklypm.charts.axis import Axis, Step, rounded, step_for
from weeklypm.charts.clock import seconds, wall, zone_of
from weeklypm.charts.picture import TimelinePicture
from weeklypm.charts.shapes import Box
from weeklypm.charts.style import Style, style_of
from weeklypm.charts.typeface import CAP_MIDDLE, Typeface
from weeklypm.charts.words import lane_name, unseen_lines
from weeklypm.domain.talk import Phase, has_clock, phases
from weeklypm.domain.timeline import LANES, EventKind, TimelineEvent

LEAST_SPAN = 600.0
TICK_ROOM = 10
LINE = 1.5


@dataclass(frozen=True)
class Frame:
    """Hold the regions of a picture in px, and what its parts need to know of the whole.

    ``plot`` is the box of all lanes over the time axis, ``margin`` the one beside it for events without a clock time.
    ``axis`` is None while nothing has a time; ``limits`` are the px between which labels may stand; ``now`` is the px
    beyond which a talk shows nothing; ``shift`` is how far to the right the packed story lies in a zoomed view.
    """

    picture: TimelinePicture
    style: Style
    face: Typeface
    zone: tzinfo
    told: tuple[TimelineEvent, ...]
    timed: tuple[TimelineEvent, ...]
    untimed: tuple[TimelineEvent, ...]
    milestoned: tuple[TimelineEvent, ...]
    phases: tuple[Phase, ...]
    names: Box
    margin: Box | None
    plot: Box
    ribbon: float
    milestones: float | None
    lane_height: float
    axis: Axis | None
    step: Step | None
    limits: tuple[float, float]
    now: float | None
    shift: float = 0.0

    @cached_property
    def marker(self) -> float:
        """Return the size of a marker, smaller in lanes too low for it."""
        return min(self.style.marker, self.lane_height * 0.8)

    def lane_y(self, kind: EventKind) -> float:
        """Return the middle of a lane."""
        return self.plot.top + (LANES.index(kind) + 0.5) * self.lane_height

    def baseline(self, y: float, px: float) -> float:
        """Return the baseline of a text whose letters stand in the middle of a height."""
        return y + CAP_MIDDLE * px


def frame_of(picture: TimelinePicture, face: Typeface) -> Frame:
    """Lay out the regions of a picture, the whole story in view. Never fails: what has no room becomes small."""
    style = style_of(picture.style, picture.scale)
    told = picture.told
    timed = tuple(event for event in told if has_clock(event))
    untimed = tuple(each for each in told if not has_clock(each) and each.kind is not EventKind.MILESTONE)
    bands = _bands(picture)
    tops = _rows(picture, style, timed, bands)
    names = _names(picture, style, face, tops)
    right = max(names.right + 1, picture.size[0] - _pad(picture, style))
    margin = _margin(style, names, right, empty=not untimed, alone=not timed)
    left = names.right if margin is None or not timed else margin.right + style.marker
    plot = Box(min(left, right - 1), names.top, right, names.bottom)
    axis, step = _axis(picture, style, face, plot, timed, bands)
    return Frame(
        picture=picture, style=style, face=face, zone=zone_of(picture.zone), told=told, timed=timed, untimed=untimed,
        milestoned=tuple(each for each in timed if each.kind is EventKind.MILESTONE), phases=bands, names=names,
        margin=margin, plot=plot, ribbon=tops.ribbon, milestones=tops.milestones,
        lane_height=(plot.bottom - plot.top) / len(LANES), axis=axis, step=step, limits=(plot.left, plot.right),
        now=_now(picture, axis),
    )  # fmt: skip


def in_view(frame: Frame, picture: TimelinePicture) -> Frame:
    """Return a laid out frame with the axis that a picture looks at; a talk always shows all that was seen."""
    if frame.axis is None or picture.axis_from is None or picture.axis_to is None or picture.scene is not None:
        return frame
    start, end = seconds(picture.axis_from), seconds(picture.axis_to)
    if end - start < 1:
        return frame
    view = Axis(start, end, frame.axis.left, frame.axis.right)
    step = step_for(end - start, view.right - view.left, frame.style.tick * TICK_ROOM)
    return replace(frame, axis=view, step=step)


def widened(frame: Frame, scale: float) -> Frame:
    """Return a laid out frame whose plot is as long as the whole story at a scale in px a second.

    Where the story does not fill the plot, labels may stand in half of what is left on either side.
    """
    if frame.axis is None or scale == frame.axis.scale:
        return frame
    whole, plot = frame.axis, frame.plot
    axis = Axis(whole.start, whole.end, whole.left, whole.left + (whole.end - whole.start) * scale)
    wide = plot._replace(right=axis.right + plot.right - whole.right)
    room = max(0.0, plot.right - wide.right) / 2
    return replace(frame, axis=axis, plot=wide, limits=(wide.left - room, wide.right + room))


def _pad(picture: TimelinePicture, style: Style) -> float:
    return style.pad * (3 if picture.title and not style.stage else 1)


def _bands(picture: TimelinePicture) -> tuple[Phase, ...]:
    found = picture.scene.phases if picture.scene is not None else phases(picture.instants)
    return tuple(band for band in found if band.ends is None or seconds(band.ends) > seconds(band.starts))


@dataclass(frozen=True)
class _Rows:
    milestones: float | None
    ribbon: float
    lanes: float
    bottom: float


def _rows(picture: TimelinePicture, style: Style, timed: Sequence[TimelineEvent], bands: Sequence[Phase]) -> _Rows:
    """Return the heights of the rows from top to bottom; the lanes take what the others leave."""
    pad, row = _pad(picture, style), style.label * LINE
    top = pad + (style.title * LINE + style.tick * LINE if picture.title else 0)
    flagged = any(event.kind is EventKind.MILESTONE for event in timed)
    flags = top + row / 2 if flagged else None
    top += row if flagged else 0
    ribbon = top + (row if bands else 0)
    lanes = ribbon + (style.ribbon + style.label * 0.4 if bands or flagged else 0)
    axis = style.tick * LINE * (2 if _days(picture, timed, bands) > 1 else 1) + style.tick * 0.5 + pad
    height = min(max((picture.size[1] - lanes - axis) / len(LANES), style.lane_least), style.lane_most)
    return _Rows(flags, ribbon, lanes, lanes + height * len(LANES))


def _days(picture: TimelinePicture, timed: Sequence[TimelineEvent], bands: Sequence[Phase]) -> int:
    """Return how many days the axis touches; a view that was zoomed into keeps the rows of the whole."""
    story = _story(picture, timed, bands)
    if story is None:
        return 1
    zone = zone_of(picture.zone)
    # Rounding the axis outwards may touch the next day.
    slack = (story[1] - story[0]) / 6 if picture.scene is None else 0.0
    return (wall(story[1] + slack, zone).date() - wall(story[0] - slack, zone).date()).days + 1


def _names(picture: TimelinePicture, style: Style, face: Typeface, rows: _Rows) -> Box:
    widest = max(face.measure(lane_name(picture.language, kind), style.lane).width for kind in LANES)
    left = _pad(picture, style)
    width = style.marker * 2.4 + widest
    if width > picture.size[0] * 0.4:
        width = style.marker * 1.6
    return Box(left, rows.lanes, left + width, rows.bottom)


def _margin(style: Style, names: Box, right: float, *, empty: bool, alone: bool) -> Box | None:
    if empty:
        return None
    width = right - names.right
    return Box(names.right, names.top, right if alone else names.right + min(style.label * 13, width / 3), names.bottom)


def _axis(
    picture: TimelinePicture,
    style: Style,
    face: Typeface,
    plot: Box,
    timed: Sequence[TimelineEvent],
    bands: Sequence[Phase],
) -> tuple[Axis | None, Step | None]:
    inset = min(style.marker * 0.75, (plot.right - plot.left) / 4)
    left, right = plot.left + inset, plot.right - inset
    story = _story(picture, timed, bands)
    if story is None or right <= left:
        return None, None
    step = step_for(story[1] - story[0], right - left, style.tick * TICK_ROOM)
    start, end = rounded(*story, zone_of(picture.zone), step)
    if picture.scene is not None:
        end = _with_unseen(picture, style, face, (start, story[1]), right - left)
    return Axis(start, end, left, right), step_for(end - start, right - left, style.tick * TICK_ROOM)


def _story(
    picture: TimelinePicture, timed: Sequence[TimelineEvent], bands: Sequence[Phase]
) -> tuple[float, float] | None:
    """Return the first and last second of all that is shown, at least ten minutes apart; None for nothing."""
    found = [seconds(event.at) for event in timed if event.at is not None]
    if picture.scene is not None:
        edges = (picture.scene.axis_from, picture.scene.axis_to)
        found = [seconds(edge) for edge in edges if edge is not None and picture.scene.now is not None]
        found += [seconds(band.starts) for band in bands]
    else:
        found += [seconds(event.end) for event in timed if event.end is not None]
        found += [seconds(edge) for band in bands for edge in (band.starts, band.ends) if edge is not None]
    if not found:
        return None
    start, end = min(found), max(found)
    slack = max(0.0, (LEAST_SPAN - (end - start)) / 2)
    return start - slack, end + (slack if picture.scene is None else 2 * slack)


def _with_unseen(
    picture: TimelinePicture, style: Style, face: Typeface, span: tuple[float, float], width: float
) -> float:
    """Return an end of the axis that leaves room to say that nothing more is seen yet, however long the story is."""
    now = seconds(picture.scene.now) if picture.scene is not None and picture.scene.now is not None else span[1]
    lines = unseen_lines(picture.language)
    room = min(width * 0.4, max(face.measure(line, style.label).width for line in lines) + style.marker * 2)
    return max(span[1], now + (now - span[0]) * room / (width - room))


def _now(picture: TimelinePicture, axis: Axis | None) -> float | None:
    if picture.scene is None or picture.scene.now is None or axis is None:
        return None
    return axis.x(seconds(picture.scene.now))
