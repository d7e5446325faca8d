from __future__ import annotations

import dataclasses
from dataclasses import fields, replace
from datetime import date, time, timedelta
from math import ceil
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stage_samples import HELD_ON, NEXT_ON, Samples, row, views_of

from weeklypm.domain import stage_slides as slides
from weeklypm.domain.agenda import Agenda, AgendaLine, Kind, Segment
from weeklypm.domain.outcomes import ActionItem, Decision, Priority
from weeklypm.domain.stage import (
    ActionRow,
    CheckState,
    NotPublicError,
    NumberedDecision,
    StageState,
    TalkView,
    TopicView,
    minutes_left,
    public,
)
from weeklypm.domain.stage_talk import chart_scene, talk
from weeklypm.domain.talk import scene
from weeklypm.domain.timeline import EventKind, Precision
from weeklypm.domain.values import Audience, Language, Message, public_fields

LINE_FIELDS = {"segment", "minutes", "starts_after", "title", "why", "kind", "item_id", "presenter_id"}


def readable(kind: type) -> set[str]:
    return LINE_FIELDS if kind is AgendaLine else {"id", *public_fields(kind, Audience.STAGE)}


def trapped(value: Any) -> Any:
    """Return a row that fails the test when anything but a public field of it is read."""
    kind = type(value)
    hidden = {item.name for item in fields(kind)} - readable(kind)

    class Trap(kind):  # type: ignore[misc, valid-type]
        def __getattribute__(self, name: str) -> Any:
            assert name not in hidden, f"{kind.__name__}.{name} was read for the stage"
            return super().__getattribute__(name)

    made = object.__new__(Trap)
    object.__getattribute__(made, "__dict__").update(value.__dict__)
    return made


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("names_on", [False, True])
def test_no_builder_reads_a_field_that_is_not_public(language: Language, names_on: bool) -> None:
    views = views_of(Samples(language, wrap=trapped, names_on=names_on))
    assert {view.state for view in views.values()} >= {StageState.OPENING, StageState.TALK, StageState.READ_BACK}
    assert all(view.names_on is names_on for name, view in views.items() if name != "blank")


def test_reading_a_private_field_of_a_public_row_is_refused() -> None:
    made = Samples(Language.EN)
    rows = [made.series, made.meeting, made.topic, made.incident, made.events[0], made.decisions[0], made.promises[0]]
    for each in [*rows, *made.agenda.lines[:1], *made.persons.values()]:
        for item in fields(each):
            if item.name in readable(type(each)):
                assert getattr(public(each), item.name) == getattr(each, item.name)
            else:
                with pytest.raises(NotPublicError):
                    getattr(public(each), item.name)


@given(st.floats(-1e5, 1e5))
def test_minutes_left_are_coarse_whole_and_never_negative(seconds: float) -> None:
    said = minutes_left(seconds)
    assert isinstance(said, Message)
    if seconds > 60:
        assert said.code == "stage.left.minutes"
        assert said.get("n") == ceil(seconds / 60) >= 2
    else:
        assert said.code == ("stage.left.last" if seconds > 0 else "stage.left.up")


@pytest.mark.parametrize(
    ("seconds", "code", "n"),
    [
        (61, "minutes", 2),
        (60, "last", None),
        (0.1, "last", None),
        (0, "up", None),
        (-900, "up", None),
        (420, "minutes", 7),
    ],
)
def test_minutes_left_at_the_edges(seconds: float, code: str, n: int | None) -> None:
    said = minutes_left(seconds)
    assert said is not None
    assert (said.code, said.get("n")) == (f"stage.left.{code}", n)


def test_no_clock_no_minutes() -> None:
    assert minutes_left(None) is None


def test_opening_lists_the_parts_with_read_back_and_close_as_one() -> None:
    view = views_of(Samples(Language.EN))["opening"]
    assert [line.minutes for line in view.lines] == [2, 3, 17, 4, 4]
    assert [line.starts for line in view.lines] == [time(16), time(16, 2), time(16, 5), time(16, 22), time(16, 26)]
    assert view.lines[-1].segments == (Segment.READ_BACK, Segment.CLOSE)
    main = view.lines[2]
    assert (main.main, main.kind, main.title) == (True, Kind.OPEN_TOPIC, "Should staging alerts page at night?")
    assert "longest" in repr(main.why)
    assert not any(line.why or line.kind for line in view.lines if not line.main)
    assert (view.facilitator, view.co_facilitator) == ("Minase", "Kasuga")


def test_the_built_in_question_has_no_row_and_shows_its_own_title() -> None:
    made = Samples(Language.EN)
    line = replace(made.agenda.lines[2], item_id=None, kind=Kind.QUESTION)
    view = slides.opening(made.series, made.meeting, Agenda((line,), 30), {}, made.room)
    assert view.lines[0].title == line.title


def test_talk_tells_clock_lane_role_and_what_was_visible() -> None:
    view = Samples(Language.EN).told(5)
    assert (view.clock, view.lane, view.day) == (time(12, 47), EventKind.JUDGEMENT, date(2026, 8, 28))
    assert view.since is not None
    assert view.since.get("since") == 16 * 60
    assert view.role == "responder A"
    assert view.seen == "p99 3.4 s · CPU 35% · error rate unchanged"


def test_the_name_in_an_event_is_a_role_until_names_are_on() -> None:
    for names_on in (False, True):
        view = Samples(Language.EN, names_on=names_on).told(4)
        assert ("Torii" in repr(view)) is names_on
        assert ("Torii" in repr(chart_scene(view, str))) is False  # the current one carries no label


@pytest.mark.parametrize("step", range(8))
def test_a_step_shows_a_prefix_and_nothing_later(step: int) -> None:
    made = Samples(Language.EN)
    view = made.told(step)
    later = made.events[step:]
    shown = repr(view) + repr(chart_scene(view, repr))
    assert [event.id for event in view.shown] == [event.id for event in made.events[:step]]
    assert not any(event.text in shown or repr(event.at) in shown for event in later)
    assert view.shown == made.told(step + 1).shown[:step]


def test_before_the_first_event_there_is_no_clock() -> None:
    view = Samples(Language.EN).told(0)
    assert (view.clock, view.since, view.lane, view.sentence) == (None, None, None, "")


def one_event(**values: Any) -> TalkView:
    made = Samples(Language.EN)
    event = replace(made.events[4], **values)
    return talk(made.incident, scene([event], made.instants, "Asia/Tokyo", 1), made.room)


def test_an_event_of_a_day_has_a_date_and_no_clock() -> None:
    view = one_event(at=None, on_day=date(2026, 9, 1), precision=Precision.DAY)
    assert (view.clock, view.since, view.day) == (None, None, date(2026, 9, 1))


def test_time_since_the_start_says_about_seconds_and_the_start_itself() -> None:
    exact = Samples(Language.EN).events[4].at
    assert exact is not None
    seconds = one_event(at=exact + timedelta(seconds=5), precision=Precision.SECOND)
    assert (seconds.with_seconds, seconds.since.get("since") if seconds.since else 0) == (True, 16 * 60 + 5)
    coarse = one_event(at=exact + timedelta(seconds=5))
    assert (coarse.with_seconds, coarse.since.get("since") if coarse.since else 0) == (False, 16 * 60)
    about = one_event(approximate=True).since
    start = one_event(at=exact - timedelta(minutes=16)).since
    assert (about.code if about else "", start.code if start else "") == (
        "stage.talk.since_about",
        "stage.talk.since_start",
    )
    assert one_event(at=exact - timedelta(minutes=17)).since is None


def test_an_event_without_text_says_what_was_concluded() -> None:
    assert one_event(text=" ", judgement="A heavy query").sentence == "A heavy query"
    only_seen = one_event(text="", information="p99 4 s")
    assert (only_seen.sentence, only_seen.seen) == ("p99 4 s", "")


def test_late_actions_show_the_team_and_not_the_person() -> None:
    made = Samples(Language.EN)
    owned = [replace(each, owner_id=UUID(int=102), owner_text="Torii") for each in made.late]
    view = slides.actions(owned, HELD_ON, made.room)
    assert [item.owner for item in view.rows] == ["Search", "Help desk", "Search"]
    assert "Torii" not in repr(view)
    notes = [item.note for item in view.rows if item.note]
    assert [note.code.rsplit(".", 1)[-1] for note in notes] == ["late", "blocked", "changed"]
    assert notes[0].get("n") == 14


def test_due_today_is_not_late() -> None:
    made = Samples(Language.EN)
    note = slides.actions([replace(made.late[0], due=HELD_ON)], HELD_ON, made.room).rows[0].note
    assert note is not None
    assert note.code == "stage.actions.changed"


@given(st.integers(0, 23), st.integers(-3, 12))
def test_late_actions_come_four_a_page_and_none_is_lost(count: int, page: int) -> None:
    made = Samples(Language.EN)
    rows = [replace(made.late[0], text=f"a{n}") for n in range(count)]
    pages = max(1, ceil(count / 4))
    shown = [slides.actions(rows, HELD_ON, made.room, number) for number in range(1, pages + 1)]
    assert [item.text for view in shown for item in view.rows] == [f"a{n}" for n in range(count)]
    assert all(len(view.rows) <= 4 and view.pages == pages for view in shown)
    assert slides.actions(rows, HELD_ON, made.room, page).page == max(1, min(page, pages))


@pytest.mark.parametrize("now", range(-1, 5))
def test_one_question_now_those_before_are_done(now: int) -> None:
    made = Samples(Language.EN)
    view = slides.topic(made.topic, Kind.OPEN_TOPIC, ["a", "b", "c", "d"], now, made.room)
    assert isinstance(view, TopicView)
    states = [check.state for check in view.checks]
    assert states.count(CheckState.NOW) == (0 <= now < 4)
    assert all(state is CheckState.DONE for state in states[: max(now, 0)])
    assert view.question == ("abcd"[now] if 0 <= now < 4 else "")


def test_read_back_shows_owners_by_name_and_what_comes() -> None:
    view = views_of(Samples(Language.EN))["read_back"]
    assert [(each.number, each.text) for each in view.decisions] == [
        (1, "Roll an index out further only after ten minutes of p99"),
        (2, "The help desk may post to the incident channel"),
    ]
    assert [(each.owner, each.person) for each in view.actions] == [
        ("Torii", True),
        ("Saegusa", True),
        ("Kasuga", True),
    ]
    assert view.coming is not None
    assert (view.coming.held_on, view.coming.kind, view.coming.facilitator) == (NEXT_ON, Kind.NEAR_MISS, "Hayami")
    assert view.coming.in_a_week


def test_an_action_of_a_team_alone_shows_the_team() -> None:
    made = Samples(Language.EN)
    promise = replace(made.promises[0], owner_id=None, team_id=UUID(int=201))
    shown = slides.read_back([], [promise], None, made.room).actions[0]
    assert (shown.owner, shown.person) == ("Help desk", False)


def test_a_meeting_after_a_holiday_is_not_next_week() -> None:
    made = Samples(Language.EN)
    later = replace(made.coming, held_on=HELD_ON + timedelta(days=14))
    coming = slides.next_meeting(made.meeting, later, None, {}, made.room)
    assert (coming.in_a_week, coming.title, coming.kind) == (False, "", None)


TEXT = st.one_of(st.just("短い"), st.just("長い決定の文がここに入る" * 5), st.just("word " * 20))


@given(st.lists(TEXT, max_size=11), st.lists(TEXT, max_size=11))
def test_pages_keep_every_line_in_order_and_never_more_than_four(decided: list[str], promised: list[str]) -> None:
    decisions = [NumberedDecision(n, text) for n, text in enumerate(decided, start=1)]
    rows = [ActionRow(text, Priority.P1, "x", None) for text in promised]
    pages = slides.paged(decisions, rows)
    assert [each for page, _ in pages for each in page] == decisions or not decisions
    assert [each for _, page in pages for each in page] == rows or not rows
    assert all(len(page) <= 4 for pair in pages for page in pair)
    assert all(pair != ((), ()) for pair in pages) or len(pages) <= 1


def test_what_fits_stands_on_one_page_and_the_rest_divides_by_kind() -> None:
    short = [NumberedDecision(n, "短い") for n in (1, 2)]
    rows = [ActionRow("短い", None, "x", None)] * 4
    assert len(slides.paged(short, rows)) == 1
    assert slides.paged([*short, NumberedDecision(3, "三")], rows) == [
        ((*short, NumberedDecision(3, "三")), ()),
        ((), tuple(rows)),
    ]
    assert len(slides.paged(short, rows * 2)) == 3


def test_read_back_orders_by_position_and_numbers_on() -> None:
    made = Samples(Language.EN)
    decisions = [Decision(**row(n), meeting_id=made.meeting.id, text=f"d{n}", position=9 - n) for n in range(6)]
    promises = [ActionItem(**row(n), text=f"a{n}", position=9 - n) for n in range(2)]
    second = slides.read_back(decisions, promises, None, made.room, page=2)
    assert [(each.number, each.text) for each in second.decisions] == [(5, "d1"), (6, "d0")]
    assert [each.text for each in slides.read_back([], promises, None, made.room).actions] == ["a1", "a0"]


def test_having_nothing_to_read_back_is_said() -> None:
    made = Samples(Language.EN)
    said = [
        (view.no_decisions, view.no_actions)
        for view in (
            slides.read_back([], [], None, made.room),
            slides.read_back(made.decisions, [], None, made.room),
            slides.read_back([], made.promises, None, made.room),
            slides.read_back(made.decisions, made.promises, None, made.room),
        )
    ]
    assert said == [(True, True), (False, True), (True, False), (False, False)]
    long = [replace(made.promises[0], text="長い対応の文がここに入る" * 5)] * 4
    assert not slides.read_back([], long, None, made.room).no_decisions  # no room for it


def test_views_are_frozen() -> None:
    for view in views_of(Samples(Language.JA)).values():
        with pytest.raises(dataclasses.FrozenInstanceError):
            view.left = None  # type: ignore[misc]
