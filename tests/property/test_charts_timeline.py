"""Whatever an incident holds, its picture is readable: labels keep apart, time runs one way, a talk shows no future."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from timeline_cases import event, instant

from weeklypm.charts.axis import Axis, rounded, step_for, ticks
from weeklypm.charts.clock import EPOCH, wall, zone_of
from weeklypm.charts.compose import Composition, compose
from weeklypm.charts.packing import Row, merged
from weeklypm.charts.picture import StyleName, TimelinePicture
from weeklypm.charts.shapes import Box, Label, Role
from weeklypm.charts.strip import Packing
from weeklypm.charts.style import style_of
from weeklypm.charts.typeface import Typeface
from weeklypm.domain.incident import InstantKind
from weeklypm.domain.talk import scene
from weeklypm.domain.timeline import EventKind, Precision, TimelineEvent
from weeklypm.domain.values import Language

FACE = Typeface()
ZONES = ("Asia/Tokyo", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "No/Where")
START = datetime(2026, 3, 8, 5, 0, tzinfo=UTC)

minutes = st.one_of(st.integers(0, 90), st.integers(-600_000, 600_000), st.integers(-20_000_000, 20_000_000))
texts = st.one_of(
    st.sampled_from(("", "p99 above 3 s", "検索が遅い", "🔥🔥 مرحبا", "x" * 400, "a\nb\tc", "$\\frac{1}{2}$ <b>&")),
    st.text(max_size=40),
)


@st.composite
def events(draw: st.DrawFn, most: int = 25) -> tuple[TimelineEvent, ...]:
    made = []
    for number in range(draw(st.integers(0, most))):
        precision = draw(st.sampled_from((Precision.MINUTE,) * 4 + tuple(Precision)))
        timed = precision in (Precision.SECOND, Precision.MINUTE)
        at = START + timedelta(minutes=draw(minutes)) if timed else None
        end = at + timedelta(minutes=draw(st.integers(-30, 300))) if at is not None and draw(st.booleans()) else None
        made.append(
            event(
                number,
                at,
                draw(st.sampled_from(tuple(EventKind))),
                draw(texts),
                end=end,
                precision=precision,
                on_day=(START + timedelta(days=number)).date() if precision is Precision.DAY else None,
                approximate=draw(st.booleans()),
                pinned=draw(st.booleans()),
                follows_id=UUID(int=draw(st.integers(1, most))) if draw(st.booleans()) else None,
            )
        )
    return tuple(made)


@st.composite
def pictures(draw: st.DrawFn) -> TimelinePicture:
    shown = draw(events())
    instants = tuple(
        instant(kind, START + timedelta(minutes=draw(minutes)), applies=draw(st.booleans()))
        for kind in InstantKind
        if draw(st.booleans())
    )
    return TimelinePicture(
        events=shown,
        instants=instants,
        zone=draw(st.sampled_from(ZONES)),
        language=draw(st.sampled_from(tuple(Language))),
        title=draw(st.sampled_from(("", "Search slow at lunchtime"))),
        style=draw(st.sampled_from(tuple(StyleName))),
        size=draw(st.sampled_from(((1200, 360), (1184, 340), (640, 240), (2400, 900), (1, 1), (90, 2000)))),
        current=draw(st.sampled_from((None, *(each.id for each in shown)))),
    )


def composed(picture: TimelinePicture) -> Composition:
    return compose(picture, FACE)


def known(zone: str) -> str:
    return zone if zone != ZONES[-1] else "UTC"


def boxes(composition: Composition, *roles: Role) -> list[Label]:
    return [label for label in composition.shapes.labels if label.role in roles]


@given(pictures())
def test_event_labels_meet_neither_each_other_nor_markers_nor_the_axis(picture: TimelinePicture) -> None:
    composition = composed(picture)
    labels = boxes(composition, Role.EVENT)
    others = [label.box for label in boxes(composition, Role.TICK, Role.PHASE, Role.LANE, Role.TITLE)]
    marks = [mark.box for mark in composition.shapes.marks]
    for one, other in combinations(labels, 2):
        assert not one.box.meets(other.box), (one.text, other.text)
    for label in labels:
        inner = Box(label.box.left + 0.01, label.box.top, label.box.right - 0.01, label.box.bottom)
        assert not any(inner.meets(box) for box in [*marks, *others]), label.text


@given(pictures())
def test_other_labels_keep_apart_too(picture: TimelinePicture) -> None:
    for role in (Role.TICK, Role.PHASE, Role.MILESTONE, Role.TITLE, Role.NOTE):
        for one, other in combinations(boxes(composed(picture), role), 2):
            assert not one.box.meets(other.box), (role, one.text, other.text)


@given(pictures())
def test_vertical_runs_of_arrows_cross_no_event_label(picture: TimelinePicture) -> None:
    shapes = composed(picture).shapes
    runs = [
        Box(min(a[0], b[0]) - 0.5, min(a[1], b[1]), max(a[0], b[0]) + 0.5, max(a[1], b[1]))
        for line in shapes.lines
        if line.corner
        for a, b in zip(line.points, line.points[1:], strict=False)
        if a[0] == b[0]
    ]
    for label in shapes.labels:
        if label.role is Role.EVENT:
            assert not any(label.box.meets(run) for run in runs), label.text


@given(pictures())
def test_all_six_lanes_stand_and_every_marker_is_within_the_picture(picture: TimelinePicture) -> None:
    composition = composed(picture)
    assert [mark.kind for mark in composition.shapes.marks if not mark.events][:6] == list(EventKind)[:6]
    width = max(picture.size[0], 1)
    for mark in composition.shapes.marks:
        if mark.events and width > 300:
            assert mark.box.left >= -0.01
            assert mark.box.right <= width + 0.01


Told = dict[UUID, tuple[str, float, float]]


def looking(picture: TimelinePicture, whole: Axis, at: float, part: float) -> TimelinePicture:
    """Return a picture that looks at a part of its whole axis, starting so many parts after its start."""
    span = (whole.end - whole.start) * part
    start = EPOCH + timedelta(seconds=round(whole.start + span * at))
    return replace(picture, axis_from=start, axis_to=start + timedelta(seconds=max(1, round(span))))


def told_at(composition: Composition, by: float) -> Told:
    """Return the words and the places of all labels of events, as if the view had been moved."""
    labels = [label for label in composition.shapes.labels if label.event is not None]
    return {label.event: (label.text, label.x + by, label.baseline) for label in labels if label.event is not None}


@given(
    pictures(),
    st.sampled_from((0.02, 0.1, 0.4, 0.9, 1.5)),
    st.floats(-0.5, 3),
    st.lists(st.floats(-0.6, 0.6), min_size=1, max_size=3),
)
def test_panning_changes_no_label(picture: TimelinePicture, part: float, at: float, steps: list[float]) -> None:
    whole = composed(picture).axis
    assume(whole is not None and picture.size[0] > 300)
    packing = Packing()
    before = compose(looking(picture, whole, at, part), FACE, packing)
    for step in steps:
        at += step
        seen = looking(picture, whole, at, part)
        after = compose(seen, FACE, packing)
        assert after.axis is not None
        by = before.axis.x(after.axis.start) - after.axis.left
        same_where_both(picture, told_at(before, 0), told_at(after, by))
        none_lost(picture, before, after, by)
        before = after


def same_where_both(picture: TimelinePicture, before: Told, after: Told) -> None:
    for told in before.keys() & after.keys():
        assert before[told][0] == after[told][0]
        if told not in margined(picture):
            assert before[told][1:] == pytest.approx(after[told][1:], abs=0.05)


def none_lost(picture: TimelinePicture, before: Composition, after: Composition, by: float) -> None:
    """What is wholly in the second view, marker and words, is told there too."""
    left, right = after.plot.left + by, after.plot.right + by
    kept = told_at(after, by).keys() | margined(picture)
    for label in before.shapes.labels:
        marks = [mark.x for mark in before.shapes.marks if label.event in mark.events]
        near = all(left + 30 <= x <= right - 30 for x in marks)
        if label.event is not None and near and left + 1 <= label.box.left and label.box.right <= right - 1:
            assert label.event in kept, label.text


def margined(picture: TimelinePicture) -> set[UUID]:
    return {each.id for each in picture.events if each.precision in (Precision.DAY, Precision.NONE)}


@given(pictures(), st.integers(0, 26))
def test_a_scene_draws_nothing_later_and_no_words_of_the_future(picture: TimelinePicture, step: int) -> None:
    marked = tuple(replace(each, text=f"event-{index:03d}") for index, each in enumerate(picture.events))
    shown = scene(marked, picture.instants, known(picture.zone), step)
    composition = composed(replace(picture, events=marked, scene=shown, current=None))
    seen = {each.id for each in shown.shown}
    assert {id_ for mark in composition.shapes.marks for id_ in mark.events} <= seen
    told = {each.text for each in shown.shown}
    later = {each.text for each in marked} - told
    assert not [label.text for label in composition.shapes.labels if any(text in label.text for text in later)]
    if shown.now is None or composition.axis is None:
        return
    now = composition.axis.x((shown.now - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())
    drawn = [rect.box.right for rect in (*composition.shapes.bars, *composition.shapes.grounds)]
    drawn += [point[0] for line in composition.shapes.lines for point in line.points]
    ring = style_of(picture.style).marker * 1.5
    assert all(right <= max(now, composition.plot.left) + ring for right in drawn if right > composition.plot.left)
    wall_now = wall(composition.axis.at(now), zone_of(picture.zone)).strftime("%H:%M")
    centres = [(label.box.left + label.box.right) / 2 for label in boxes(composition, Role.TICK) if not label.bold]
    assert all(centre <= max(now, composition.plot.left) + ring * 3 for centre in centres)
    assert wall_now in [label.text for label in boxes(composition, Role.TICK)]


@given(pictures(), st.integers(0, 25))
def test_a_talk_says_no_lengths_of_phases(picture: TimelinePicture, step: int) -> None:
    shown = scene(picture.events, picture.instants, known(picture.zone), step)
    names = boxes(composed(replace(picture, scene=shown)), Role.PHASE)
    assert not [label.text for label in names if any(char.isdigit() for char in label.text)]


@given(pictures())
def test_the_stage_has_few_words_in_large_type_and_no_thin_lines(picture: TimelinePicture) -> None:
    composition = composed(replace(picture, style=StyleName.STAGE_DARK, size=(1184, 340)))
    assert len(boxes(composition, Role.EVENT)) <= 8
    assert all(label.px >= 21 for label in composition.shapes.labels)
    assert all(line.width >= 3 for line in composition.shapes.lines)


@given(
    st.floats(-6e10, 2.4e11),
    st.floats(1, 1.3e9),
    st.lists(st.floats(0, 1), min_size=2, max_size=2),
    st.floats(1, 4000),
)
def test_time_runs_one_way(start: float, span: float, parts: list[float], width: float) -> None:
    axis = Axis(start, start + span, 10, 10 + width)
    early, late = sorted(start + part * span for part in parts)
    assert axis.x(early) <= axis.x(late)
    assert abs(axis.at(axis.x(early)) - early) <= span * 1e-6 + 1e-3


@given(st.floats(-5e10, 2e11), st.floats(60, 1.3e9), st.sampled_from(ZONES), st.integers(200, 3000))
def test_ticks_are_few_round_and_in_order(start: float, span: float, name: str, width: int) -> None:
    zone = zone_of(name)
    step = step_for(span, width, 120)
    axis = Axis(*rounded(start, start + span, zone, step), 0, width)
    assert axis.start <= start
    assert axis.end >= start + span
    found = ticks(axis, zone, step)
    assert [tick.at for tick in found] == sorted({tick.at for tick in found})
    assert len(found) <= width / 120 * 2 + 8
    if step.unit == "second":
        assert all(wall(tick.at, zone) == tick.clock for tick in found)
        clocks = [tick.clock.hour * 3600 + tick.clock.minute * 60 + tick.clock.second for tick in found]
        assert all(clock % step.size == 0 for clock in clocks)


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 60)), max_size=20), st.floats(0, 500))
def test_free_stretches_are_free(pairs: list[tuple[float, float]], x: float) -> None:
    taken = [(start, start + length) for start, length in pairs]
    row = Row([*taken, (x, x + 5)], (0, 600))
    for start, end in (row.left_of((x, x + 5)), row.right_of((x, x + 5))):
        assert all(end <= other[0] + 1e-9 or other[1] <= start + 1e-9 for other in merged(taken) if end > start)


@given(st.text(max_size=200), st.floats(1, 300))
@settings(max_examples=200)
def test_cut_texts_fit(text: str, room: float) -> None:
    cut = FACE.elide(text, 12, room)
    assert not cut or FACE.measure(cut, 12).width <= room
