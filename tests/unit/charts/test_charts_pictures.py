"""Pictures of ordinary and hostile incidents: always a picture, the same bytes each time, real words in SVG."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import numpy as np
import pytest
from PIL import Image
from timeline_cases import event, instant, lunchtime, many, told

from weeklypm.charts import timeline
from weeklypm.charts.picture import StyleName, TimelinePicture
from weeklypm.charts.shapes import Role
from weeklypm.charts.strip import Packing
from weeklypm.charts.typeface import Typeface
from weeklypm.domain.incident import InstantKind
from weeklypm.domain.timeline import LANES, EventKind, Precision
from weeklypm.domain.values import Language

NOON = datetime(2026, 8, 28, 3, 0, tzinfo=UTC)
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def composed(picture: TimelinePicture) -> timeline.Composition:
    return timeline.compose(picture, Typeface())


def words(picture: TimelinePicture, role: Role) -> list[str]:
    return [label.text for label in composed(picture).shapes.labels if label.role is role]


HOSTILE = {
    "nothing": TimelinePicture(),
    "one event": TimelinePicture(events=(event(0, NOON, text="Pager rings"),)),
    "all at one instant": TimelinePicture(events=tuple(event(n, NOON, text=f"Event {n}") for n in range(30))),
    "forty years": TimelinePicture(events=(event(0, NOON), event(1, NOON - timedelta(days=14610)))),
    "the ends of time": TimelinePicture(
        events=(event(0, datetime(1, 1, 1, tzinfo=UTC)), event(1, datetime(9999, 12, 31, 23, 59, tzinfo=UTC))),
        zone="Asia/Tokyo",
    ),
    "a long text": TimelinePicture(events=(event(0, NOON, text="word " * 2000), event(1, NOON, text="長" * 10_000))),
    "signs of all kinds": TimelinePicture(
        events=(
            event(0, NOON, text="🔥 burning 👩‍🚒 \u202eright to left\u202c"),
            event(1, NOON + timedelta(minutes=9), EventKind.SIGNAL, "الخدمة لا تعمل 503"),
            event(2, NOON + timedelta(minutes=9), EventKind.CHANGE, "השירות"),
            event(3, NOON + timedelta(minutes=9), EventKind.RECOVERY, "\x00\x1b[31m\ud800 $x^2$ \\frac <b>&amp;"),
            event(4, NOON + timedelta(minutes=9), EventKind.JUDGEMENT, "𓀀𓁐 ᚠᛇᚻ ༀ"),
        ),
        title="🔥" * 50,
    ),
    "a skipped hour": TimelinePicture(
        events=tuple(event(n, datetime(2026, 3, 8, 6, 30, tzinfo=UTC) + timedelta(minutes=20 * n)) for n in range(8)),
        zone="America/New_York",
    ),
    "no such zone": TimelinePicture(events=(event(0, NOON),), zone="../etc/passwd"),
    "phases out of order": TimelinePicture(
        events=(event(0, NOON),),
        instants=(
            instant(InstantKind.ONSET, NOON + timedelta(hours=2)),
            instant(InstantKind.DETECTED, NOON - timedelta(hours=2)),
            instant(InstantKind.ACKNOWLEDGED, NOON - timedelta(hours=9)),
            instant(InstantKind.RESOLVED, None),
        ),
    ),
    "an end before its start": TimelinePicture(events=(event(0, NOON, end=NOON - timedelta(days=9)),)),
    "follows itself": TimelinePicture(events=(event(0, NOON, follows_id=UUID(int=1)),)),
    "only dates": TimelinePicture(
        events=tuple(event(n, on_day=(NOON + timedelta(days=n)).date(), precision=Precision.DAY) for n in range(9))
    ),
    "a naive time": TimelinePicture(events=(event(0, NOON.replace(tzinfo=None), text="no zone"),)),
    "a view turned round": replace(lunchtime(), axis_from=NOON, axis_to=NOON - timedelta(hours=1)),
    "a view far off": replace(lunchtime(), axis_from=NOON + timedelta(days=900), axis_to=NOON + timedelta(days=901)),
    "a tiny picture": replace(lunchtime(), size=(1, 1)),
    "a scale of nothing": replace(lunchtime(), scale=0.0),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("style", [StyleName.LIGHT, StyleName.STAGE_DARK])
def test_there_is_always_a_picture(name: str, style: StyleName) -> None:
    picture = replace(HOSTILE[name], style=style)
    assert timeline.png(picture).startswith(SIGNATURE)
    assert ET.fromstring(timeline.svg(picture)).tag.endswith("svg")


@pytest.mark.parametrize("step", range(13))
def test_every_step_of_a_talk_has_a_picture(step: int) -> None:
    assert timeline.png(told(lunchtime("ja"), step, style=StyleName.STAGE_LIGHT)).startswith(SIGNATURE)


def test_three_thousand_events_become_cells_with_counts() -> None:
    picture = many(3000, hours=60)
    shapes = composed(picture).shapes
    assert len(shapes.marks) < 200
    under = {each for mark in shapes.marks for each in mark.events}
    assert under == {each.id for each in picture.events}
    assert len({rect.colour for rect in shapes.bars}) > 12


def test_the_same_picture_is_the_same_bytes() -> None:
    for make in (timeline.png, timeline.svg):
        assert make(lunchtime("ja")) == make(lunchtime("ja"))


def test_pixels_grow_with_the_scale() -> None:
    for scale in (1, 2):
        wide, high = (int.from_bytes(timeline.png(lunchtime(), scale)[at : at + 4]) for at in (16, 20))
        assert (wide, high) == (1200 * scale, 360 * scale)


def test_twice_the_pixels_show_the_same_picture() -> None:
    one, two = (Image.open(io.BytesIO(timeline.png(lunchtime(), scale))).convert("L") for scale in (1, 2))
    shrunk = two.resize(one.size, Image.Resampling.BOX)
    blurred = [np.asarray(each.reduce(4), int) for each in (one, shrunk)]
    assert np.abs(blurred[0] - blurred[1]).mean() < 1


def test_arrows_in_one_gap_do_not_lie_on_each_other() -> None:
    seen = [event(n, NOON + timedelta(minutes=10 * n), EventKind.SIGNAL, f"Seen {n}") for n in range(3)]
    judged = [
        event(10 + n, NOON + timedelta(minutes=25 + 10 * n), EventKind.JUDGEMENT, f"Judged {n}", follows_id=seen[n].id)
        for n in range(3)
    ]
    shapes = composed(TimelinePicture(events=(*seen, *judged))).shapes
    heights = [line.points[1][1] for line in shapes.lines if line.corner]
    assert len(heights) == len(set(heights)) == 3


def test_svg_holds_words_as_words() -> None:
    text = timeline.svg(lunchtime("ja")).decode()
    root = ET.fromstring(text)
    said = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    for each in ("昼の検索が遅くなった", "負荷ではなく重い検索文", "検知・情報", "気づく前 11分", "12:45"):
        assert each in said
    assert "BIZ UDPGothic" in text


def test_lanes_stand_in_their_order_in_the_language_of_the_picture() -> None:
    assert words(lunchtime("en"), Role.LANE) == ["Signal", "Judgement", "Action", "Communication", "Change", "Recovery"]
    assert words(lunchtime("ja"), Role.LANE) == ["検知・情報", "判断", "対応", "連絡", "変更", "回復"]


def test_phases_say_their_lengths_as_far_as_there_is_room() -> None:
    assert words(lunchtime(), Role.PHASE) == ["Unnoticed 11 min", "3", "Responding 24 min", "Recovering 12 min"]
    assert words(told(lunchtime(), 12), Role.PHASE)[0] == "Unnoticed"


def test_the_axis_shows_quarter_hours_of_the_incidents_zone() -> None:
    clocks = ["12:00", "12:15", "12:30", "12:45", "13:00", "13:15", "13:30"]
    assert words(lunchtime(title=""), Role.TICK) == clocks


def test_the_axis_names_the_days_when_there_is_more_than_one() -> None:
    said = words(many(20, hours=60), Role.TICK)
    assert "Tue 3 Mar" in said
    assert "Thu 5 Mar" in said
    assert "Tue 3 Mar" not in words(many(20, hours=3), Role.TICK)


def test_a_talk_ends_at_now_and_says_so() -> None:
    picture = told(lunchtime("ja"), 5, style=StyleName.STAGE_DARK, size=(1184, 340), title="")
    assert words(picture, Role.NOTE) == ["この先は", "まだ見えていない"]
    assert words(picture, Role.TICK) == ["12:47", "12:00", "12:15", "12:30"]
    assert len(composed(picture).shapes.rings) == 1


def test_the_current_event_is_circled_and_bold() -> None:
    composition = composed(lunchtime(current=UUID(int=5)))
    (ring,) = composition.shapes.rings
    (mark,) = [mark for mark in composition.shapes.marks if mark.events == (UUID(int=5),)]
    assert (ring.x, ring.y) == (mark.x, mark.y)
    assert [label.text for label in composition.shapes.labels if label.bold and label.role is Role.EVENT] == [
        "Not load, a slow query"
    ]


def test_important_events_get_the_room() -> None:
    lanes = (EventKind.SIGNAL, EventKind.ACTION, EventKind.CHANGE, EventKind.RECOVERY)
    crowd = [event(n, NOON + timedelta(minutes=20 * n), lanes[n % 4], f"No {n}") for n in range(12)]
    crowd[11] = replace(crowd[11], pinned=True)
    crowd[10] = replace(crowd[10], kind=EventKind.JUDGEMENT)
    picture = TimelinePicture(events=tuple(crowd), style=StyleName.STAGE_DARK, size=(1184, 340), current=crowd[9].id)
    labels = [label.text for label in composed(picture).shapes.labels if label.role is Role.EVENT]
    assert labels == ["No 9", "No 11", "No 10", "No 0", "No 1", "No 2", "No 3", "No 4"]


def test_arrows_lead_from_what_was_seen_to_what_was_judged_to_what_was_done() -> None:
    composition = composed(lunchtime())
    places = {mark.events[0]: mark for mark in composition.shapes.marks if mark.events}
    trail = [line for line in composition.shapes.lines if line.corner]
    follows = [(each.follows_id, each.id) for each in lunchtime().events if each.follows_id is not None]
    assert [(line.points[0][0], line.points[-1][0]) for line in trail] == [
        (places[source].x, places[target].x) for source, target in follows
    ]
    assert all(line.width == 1.5 for line in trail)
    for line, (source, target) in zip(trail, follows, strict=True):
        assert places[source].y < line.points[1][1] < places[target].y


def test_ranges_are_bars_and_about_times_have_whiskers() -> None:
    whole = event(0, NOON, end=NOON + timedelta(minutes=30), text="Rebuild")
    about = event(1, NOON + timedelta(minutes=5), EventKind.SIGNAL, "About now", approximate=True)
    picture = TimelinePicture(events=(whole, about))
    composition = composed(picture)
    (bar,) = composition.shapes.bars
    axis = composition.axis
    assert axis is not None
    start = (NOON - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()
    assert (bar.box.left, bar.box.right) == pytest.approx((axis.x(start), axis.x(start + 1800)))
    assert len(composition.shapes.lines) == 3


def test_a_bar_of_a_talk_ends_at_now() -> None:
    first = event(0, NOON, end=NOON + timedelta(hours=5), text="Rebuild")
    later = event(1, NOON + timedelta(minutes=30), text="Later")
    composition = composed(told(TimelinePicture(events=(first, later)), 2))
    (bar,) = composition.shapes.bars
    now = max(mark.x for mark in composition.shapes.marks)
    assert bar.box.right == pytest.approx(now)


def test_events_without_a_clock_stand_in_a_margin_with_their_date() -> None:
    dated = event(0, kind=EventKind.CHANGE, text="Index built", on_day=NOON.date(), precision=Precision.DAY)
    composition = composed(replace(lunchtime(), events=(*lunchtime().events, replace(dated, id=UUID(int=99)))))
    (label,) = [label for label in composition.shapes.labels if label.event == UUID(int=99)]
    assert label.text == "28 Aug Index built"
    assert label.box.right < composition.plot.left
    assert "Time not known" in [each.text for each in composition.shapes.labels]


def test_a_milestone_stands_on_the_ribbon_and_in_no_lane() -> None:
    extra = event(50, NOON + timedelta(minutes=40), EventKind.MILESTONE, "Release day")
    composition = composed(replace(lunchtime(), events=(*lunchtime().events, extra)))
    (label,) = [each for each in composition.shapes.labels if each.role is Role.MILESTONE]
    assert label.text == "Release day"
    assert label.box.bottom < composition.plot.top
    assert all(mark.kind in LANES for mark in composition.shapes.marks)


def test_a_current_milestone_is_circled() -> None:
    extra = event(50, NOON + timedelta(minutes=40), EventKind.MILESTONE, "Release day")
    picture = replace(lunchtime(), events=(*lunchtime().events, extra), current=extra.id)
    (ring,) = composed(picture).shapes.rings
    assert ring.y < composed(picture).plot.top


def test_a_milestones_stem_runs_through_no_name() -> None:
    onset = lunchtime().instants[0].at
    assert onset is not None
    for minutes in range(0, 51, 2):
        extra = event(50, onset + timedelta(minutes=minutes), EventKind.MILESTONE, "Declared")
        shapes = composed(replace(lunchtime(), events=(*lunchtime().events, extra))).shapes
        (stem,) = [line for line in shapes.lines if line.width == 1 and not line.corner]
        names = [each for each in shapes.labels if each.role is Role.PHASE]
        assert len(names) >= 3
        assert not [each.text for each in names if each.box.left <= stem.points[0][0] <= each.box.right]


def test_before_the_first_event_a_talk_shows_empty_ground() -> None:
    composition = composed(told(lunchtime(), 0, style=StyleName.STAGE_DARK))
    assert composition.shapes.grounds == []
    assert words(told(lunchtime(), 0), Role.NOTE) == ["Not seen yet"]


def test_a_zoomed_view_keeps_labels_while_it_moves() -> None:
    picture = many(120, hours=6)
    start = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
    seen = []
    for shift in range(0, 40, 5):
        begins = start + timedelta(minutes=shift)
        view = replace(picture, axis_from=begins, axis_to=begins + timedelta(hours=1))
        seen.append({(each.event, each.text) for each in composed(view).shapes.labels if each.role is Role.EVENT})
    texts: dict[UUID | None, set[str]] = {}
    for each, text in set().union(*seen):
        texts.setdefault(each, set()).add(text)
    assert len(texts) > 10
    assert all(len(said) == 1 for said in texts.values())


def test_what_is_heard_names_time_kind_and_words() -> None:
    heard = timeline.spoken_description(lunchtime("en"))
    assert heard.startswith("12 events\n12:05, Change: Index r119 released")
    assert timeline.spoken_name(lunchtime("ja")) == "タイムライン 昼の検索が遅くなった"
    assert "ほか 260件" in timeline.spoken_description(many(300, "ja"))


def test_pictures_hit_what_lies_under_the_mouse() -> None:
    composition = composed(lunchtime())
    mark = next(mark for mark in composition.shapes.marks if mark.events)
    assert composition.events_at(mark.x + 2, mark.y - 3) == mark.events
    assert composition.events_at(1, 1) == ()
    label = next(label for label in composition.shapes.labels if label.event is not None)
    assert composition.events_at((label.box.left + label.box.right) / 2, label.baseline) == (label.event,)


def test_every_language_has_words_for_an_empty_picture() -> None:
    said = {language: words(TimelinePicture(language=language), Role.NOTE) for language in Language}
    assert said == {Language.EN: ["No events yet"], Language.JA: ["まだ出来事がありません"]}


@pytest.mark.parametrize("number", [12, 90])
def test_a_packed_story_tells_the_same_in_any_view_as_one_packed_for_that_view(number: int) -> None:
    story, face = many(number, hours=7.3), Typeface()
    packing = Packing()
    for minutes in range(-30, 420, 17):
        start = datetime(2026, 3, 3, 1, 0, tzinfo=UTC) + timedelta(minutes=minutes)
        view = replace(story, axis_from=start, axis_to=start + timedelta(minutes=97))
        ours, fresh = timeline.compose(view, face, packing), timeline.compose(view, face)
        assert [label.text for label in ours.shapes.labels] == [label.text for label in fresh.shapes.labels]
        assert ours.shapes == timeline.compose(view, face, packing).shapes


def test_another_zoom_step_another_picture_or_event_is_packed_anew() -> None:
    story, face, packing = many(60), Typeface(), Packing()
    noon = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
    views = [replace(story, axis_from=noon, axis_to=noon + timedelta(minutes=m)) for m in (90, 60, 90)]
    views += [replace(views[0], current=story.events[20].id), replace(views[0], language=Language.JA), story]
    for view in views:
        assert timeline.compose(view, face, packing).shapes == timeline.compose(view, face).shapes


def test_at_the_edge_of_a_view_the_sign_of_a_guess_does_not_reach_into_the_names() -> None:
    guess = event(1, NOON, EventKind.SIGNAL, "A guess", approximate=True)
    story = TimelinePicture(events=(event(0, NOON - timedelta(hours=2)), guess, event(2, NOON + timedelta(hours=2))))
    for seconds in range(0, 240, 20):
        start = NOON - timedelta(seconds=seconds)
        view = composed(replace(story, axis_from=start, axis_to=start + timedelta(hours=2)))
        drawn = [point[0] for line in view.shapes.lines for point in line.points]
        assert all(view.plot.left <= x <= view.plot.right for x in drawn)
    assert drawn
