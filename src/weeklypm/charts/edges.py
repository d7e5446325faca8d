"""What stands round the lanes: title, names of the lanes, times below, the line of now and the words beyond it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from weeklypm.charts.axis import Tick, ticks
from weeklypm.charts.clock import seconds, wall
from weeklypm.charts.frame import LINE, Frame
from weeklypm.charts.groups import RING
from weeklypm.charts.shapes import Box, Label, Line, Mark, Role, Shapes
from weeklypm.charts.typeface import ASCENT, DESCENT, clean
from weeklypm.charts.words import clock_text, day_text, lane_name, subtitle, tick_text, unseen_lines
from weeklypm.domain.timeline import LANES
from weeklypm.wording import say


@dataclass(frozen=True)
class _Ink:
    """Hold how a text is set: its size in px, its weight, and whether in the second ink."""

    px: float
    bold: bool = False
    muted: bool = False


def _label(frame: Frame, text: str, place: tuple[float, float], role: Role, ink: _Ink) -> Label:
    """Return a label whose baseline starts at a place."""
    (x, baseline), px = place, ink.px
    width = frame.face.measure(text, px, bold=ink.bold).width
    colour = frame.style.palette.text2 if ink.muted else frame.style.palette.text
    box = Box(x, baseline - ASCENT * px, x + width, baseline + DESCENT * px)
    return Label(text, x, baseline, px, colour, role, box, ink.bold)


def draw_title(frame: Frame, shapes: Shapes) -> None:
    """Add the title and, below it, the day and zone of the story."""
    title, style = clean(frame.picture.title), frame.style
    if not title:
        return
    x, room = frame.names.left, frame.plot.right - frame.names.left
    # As much room is kept above the title as beside it.
    baseline = x + style.title * ASCENT
    text = frame.face.elide(title, style.title, room, bold=True)
    shapes.labels.append(_label(frame, text, (x, baseline), Role.TITLE, _Ink(style.title, bold=True)))
    days = frame.face.elide(subtitle(frame.picture), style.tick, room)
    if days:
        below = baseline + style.tick * LINE * 1.1
        shapes.labels.append(_label(frame, days, (x, below), Role.TITLE, _Ink(style.tick, muted=True)))


def draw_names(frame: Frame, shapes: Shapes) -> None:
    """Add each lane's shape in its colour and its name; the shape alone where there is no room for names."""
    style, half = frame.style, frame.marker / 2
    px = min(style.lane, frame.lane_height)
    for kind in LANES:
        y, x = frame.lane_y(kind), frame.names.left + half * 1.1
        shapes.marks.append(Mark(kind, x, y, frame.marker, style.palette.lanes[kind]))
        room = frame.names.right - x - half - style.gap * 1.6
        name = frame.face.elide(lane_name(frame.picture.language, kind), px, room)
        if name:
            left = x + half + style.gap * 1.6
            shapes.labels.append(_label(frame, name, (left, frame.baseline(y, px)), Role.LANE, _Ink(px)))


def draw_axis(frame: Frame, shapes: Shapes) -> None:
    """Add the times below the lanes, the dates below them where there is more than one, and the margin's heading."""
    if frame.axis is not None and frame.step is not None:
        found = ticks(frame.axis, frame.zone, frame.step)
        if frame.now is not None:
            found = tuple(tick for tick in found if frame.axis.x(tick.at) <= frame.now)
        taken = _now_tick(frame, shapes)
        _times(frame, found, taken, shapes)
        if frame.step.unit == "second":
            _days(frame, found, shapes)
    if frame.margin is not None:
        text = frame.face.elide(say(frame.picture.language, "charts.margin.heading"), frame.style.tick,
                                frame.margin.right - frame.margin.left)  # fmt: skip
        if text:
            shapes.labels.append(_tick(frame, text, frame.margin.left, 1))


def _tick(frame: Frame, text: str, x: float, row: int, *, bold: bool = False) -> Label:
    px = frame.style.tick
    baseline = frame.plot.bottom + px * LINE * row
    return _label(frame, text, (x, baseline), Role.TICK, _Ink(px, bold, not bold))


def _centred(frame: Frame, text: str, x: float, *, bold: bool = False) -> float:
    """Return where a text under a px starts, moved inwards where it would leave the plot."""
    width = frame.face.measure(text, frame.style.tick, bold=bold).width
    return min(max(x - width / 2, frame.plot.left), max(frame.plot.left, frame.plot.right - width))


def _now_tick(frame: Frame, shapes: Shapes) -> list[Box]:
    if frame.now is None or frame.axis is None:
        return []
    text = clock_text(wall(frame.axis.at(frame.now), frame.zone))
    label = _tick(frame, text, _centred(frame, text, frame.now, bold=True), 1, bold=True)
    shapes.labels.append(label)
    return [label.box]


def _times(frame: Frame, found: Iterable[Tick], taken: list[Box], shapes: Shapes) -> None:
    before: Tick | None = None
    gap = frame.style.tick * 0.6
    for tick in found:
        if frame.axis is None or frame.step is None:
            return
        text = tick_text(frame.picture.language, tick, frame.step, before)
        label = _tick(frame, text, _centred(frame, text, frame.axis.x(tick.at)), 1)
        box = label.box
        wide = Box(box.left - gap, box.top, box.right + gap, box.bottom)
        if not any(wide.meets(other) for other in taken):
            shapes.labels.append(label)
            taken.append(box)
        before = tick


def _days(frame: Frame, found: tuple[Tick, ...], shapes: Shapes) -> None:
    """Add the date below the first time of each day, where the axis covers more than one."""
    end = seconds_of_now(frame)
    if frame.axis is None or wall(frame.axis.start, frame.zone).date() == wall(end, frame.zone).date():
        return
    reach = frame.plot.left
    said = None
    for tick in found:
        if tick.clock.date() == said:
            continue
        text = day_text(frame.picture.language, tick.clock.date())
        label = _tick(frame, text, _centred(frame, text, frame.axis.x(tick.at)), 2)
        if label.box.left >= reach:
            shapes.labels.append(label)
            reach, said = label.box.right + frame.style.gap, tick.clock.date()


def seconds_of_now(frame: Frame) -> float:
    """Return the last second that the axis may speak of: now in a talk, else its end."""
    if frame.axis is None:
        return 0.0
    return frame.axis.end if frame.now is None else frame.axis.at(frame.now)


def draw_now(frame: Frame, shapes: Shapes) -> None:
    """Add the line of now down to its time, and words where the future is not drawn; or that there is nothing yet."""
    scene = frame.picture.scene
    if scene is None:
        if not frame.told:
            words = (say(frame.picture.language, "charts.empty"),)
            _note(frame, words, frame.plot.left, shapes, frame.lane_y(LANES[len(LANES) // 2 - 1]))
        return
    if frame.now is not None:
        _now_line(frame, frame.now, shapes)
    if frame.now is not None or not scene.shown:
        start = frame.now + frame.marker if frame.now is not None else frame.plot.left
        _note(frame, unseen_lines(frame.picture.language), start, shapes)


def _now_line(frame: Frame, x: float, shapes: Shapes) -> None:
    style, bottom = frame.style, frame.plot.bottom + frame.style.tick * 0.3
    top = max(_rings_on(frame, x), default=frame.plot.top)
    shapes.lines.append(Line(((x, top), (x, bottom)), style.palette.current, style.trail))


def _rings_on(frame: Frame, x: float) -> tuple[float, ...]:
    """Return the foot of the current event's circle where that stands on the line of now, which must not cross it."""
    current = frame.picture.scene.current if frame.picture.scene is not None else None
    if current is None or current.at is None or frame.axis is None or current.kind not in LANES:
        return ()
    if abs(frame.axis.x(seconds(current.at)) - x) >= frame.marker:
        return ()
    return (frame.lane_y(current.kind) + frame.marker * RING + frame.style.ring / 2,)


def _note(frame: Frame, lines: tuple[str, ...], start: float, shapes: Shapes, at: float | None = None) -> None:
    """Add words in the middle of what is free, or at the height ``at``: lines part the lanes in the middle."""
    px, line = frame.style.label, frame.style.label * 1.4
    width = frame.plot.right - start
    middle = (frame.plot.top + frame.plot.bottom) / 2 if at is None else at
    for index, text in enumerate(lines):
        fitted = frame.face.elide(text, px, width)
        x = start + (width - frame.face.measure(fitted, px).width) / 2
        baseline = frame.baseline(middle + (index - (len(lines) - 1) / 2) * line, px)
        if fitted:
            shapes.labels.append(_label(frame, fitted, (x, baseline), Role.NOTE, _Ink(px, muted=True)))
