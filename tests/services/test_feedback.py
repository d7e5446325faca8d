"""What the facilitator keeps after a meeting, and what the next one sees of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from services_desk import Bench, open_bench

from weeklypm.domain.agenda import Segment
from weeklypm.domain.announcing import AnnouncementKind, ChatStyle
from weeklypm.domain.errors import Problem
from weeklypm.domain.feedback import MOST_LETTERS, Feedback, TipKind
from weeklypm.domain.incident import Incident, Responder
from weeklypm.domain.people import Person
from weeklypm.domain.values import Audience, Language, public_fields
from weeklypm.services import brief, exports, feedback, meetings, queue, telling
from weeklypm.services.calendar_export import export_calendar
from weeklypm.services.week import this_week
from weeklypm.storage import Reader, Unit
from weeklypm.wording import say

CANARY = "canary4711"
WEEK = timedelta(days=7)
FIRST = date(2026, 9, 2)
# Open, actions, main, learning, read-back, close, as a week without a stock composes them.
PLANNED = (2, 1, 19, 4, 3, 1)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = open_bench(tmp_path, people="Search: Minase Yui, Torii\nWeb: Kasuga, Sena")
    yield made
    made.workspace.close()


def hold(bench: Bench, minutes: Sequence[float] = PLANNED, ratings: tuple[int, ...] = ()) -> UUID:
    """Hold this week's meeting with so many minutes for each part, and go on to the next week; return its id."""
    if not bench.read(this_week).held:
        bench.clock.forward(WEEK)
    meeting = bench.change(meetings.start_meeting)
    for line, length in enumerate(minutes):
        if line:
            bench.change(partial(meetings.go_to, meeting_id=meeting.id, line=line))
        bench.clock.forward(timedelta(minutes=length))
    bench.change(partial(meetings.close_meeting, meeting_id=meeting.id, ratings=ratings))
    bench.clock.forward(WEEK - timedelta(minutes=sum(minutes)))
    return meeting.id


def keep(bench: Bench, meeting_id: UUID, keep: str | None = None, try_next: str | None = None) -> None:
    bench.change(partial(feedback.keep_feedback, meeting_id=meeting_id, keep=keep, try_next=try_next))


def give_an_alias(unit: Unit) -> None:
    kasuga = unit.first(Person, name="Kasuga")
    assert kasuga is not None
    unit.put(replace(kasuga, aliases=("春日",)))


def let_dana_respond(unit: Unit) -> None:
    """Have somebody in an incident whom the workspace does not know otherwise."""
    incident = Incident(**unit.stamp(), key="2026-08-28-search", title="Search slow", zone="Asia/Tokyo")
    unit.add(Responder(**unit.stamp(), incident_id=unit.add(incident).id, name="Dana"))


def told(bench: Bench, day: date | None = None, language: Language = Language.EN) -> list[tuple[str, str]]:
    found = bench.read(partial(feedback.tips, day=day))
    return [(tip.kind.value, say(language, tip.text)) for tip in found]


def test_the_view_compares_each_part_with_its_plan(bench: Bench) -> None:
    held = hold(bench, (2.5, 1, 15, 9, 0, 1), ratings=(0, 1, 0, 3, 2))
    view = bench.read(partial(feedback.feedback_view, meeting_id=held))
    assert view.day == FIRST
    assert [part.segment for part in view.parts] == list(Segment)
    assert tuple(part.planned // 60 for part in view.parts) == PLANNED
    assert [part.real for part in view.parts] == [150, 60, 900, 540, 0, 60]
    assert [part.over for part in view.parts] == [30, 0, -240, 300, -180, 0]
    assert view.rated is not None
    assert (view.rated.counts, view.rated.given) == ((0, 1, 0, 3, 2), 6)
    assert (view.rated.mean, view.rated.lowest, view.rated.highest) == (4, 2, 5)


def test_a_pause_takes_no_time_and_added_minutes_are_not_planned_ones(bench: Bench) -> None:
    meeting = bench.change(meetings.start_meeting)
    bench.change(partial(meetings.adjust, meeting_id=meeting.id, seconds=60))
    bench.clock.forward(timedelta(minutes=3))
    bench.change(partial(meetings.pause, meeting_id=meeting.id))
    bench.clock.forward(timedelta(minutes=10))
    bench.change(partial(meetings.close_meeting, meeting_id=meeting.id))
    first = bench.read(partial(feedback.feedback_view, meeting_id=meeting.id)).parts[0]
    assert (first.planned, first.real) == (120, 180)


def test_nobody_rated_and_nothing_written_is_no_trouble(bench: Bench) -> None:
    held = hold(bench, ratings=(0, 0, 0, 0, 0))
    view = bench.read(partial(feedback.feedback_view, meeting_id=held))
    assert (view.rated, view.keep, view.try_next) == (None, "", "")
    assert told(bench) == []


def test_each_sentence_is_kept_by_itself_and_undone(bench: Bench) -> None:
    held = hold(bench)
    keep(bench, held, keep=" Counting to seven ")
    written = bench.workspace.change(partial(feedback.keep_feedback, meeting_id=held, try_next="Show the clock"))
    view = bench.read(partial(feedback.feedback_view, meeting_id=held))
    assert (view.keep, view.try_next) == ("Counting to seven", "Show the clock")
    bench.workspace.undo(written.changes.operation_id)
    view = bench.read(partial(feedback.feedback_view, meeting_id=held))
    assert (view.keep, view.try_next) == ("Counting to seven", "")
    keep(bench, held, keep="")
    assert bench.read(partial(feedback.feedback_view, meeting_id=held)).keep == ""


def test_keeping_the_same_again_changes_nothing(bench: Bench) -> None:
    held = hold(bench)
    for text in ("", "Counting"):
        keep(bench, held, keep=text)
        again = bench.workspace.change(partial(feedback.keep_feedback, meeting_id=held, keep=text))
        assert not again.changes.entries


def test_a_meeting_that_is_not_closed_is_refused(bench: Bench) -> None:
    meeting = bench.change(meetings.start_meeting)
    for use in (feedback.feedback_view, partial(feedback.keep_feedback, keep="x")):
        with pytest.raises(Problem) as refused:
            bench.change(partial(use, meeting_id=meeting.id))
        assert refused.value.code == "feedback.problem.not_closed"


def test_a_sentence_that_is_too_long_is_refused_and_what_was_there_stays(bench: Bench) -> None:
    held = hold(bench)
    keep(bench, held, keep="k" * MOST_LETTERS)
    with pytest.raises(Problem, match="too_long"):
        keep(bench, held, keep="k" * (MOST_LETTERS + 1))
    assert bench.read(partial(feedback.feedback_view, meeting_id=held)).keep == "k" * MOST_LETTERS


def test_tips_are_the_newest_lines_first_and_come_from_meetings_before_the_day(bench: Bench) -> None:
    first, second = hold(bench), hold(bench)
    keep(bench, first, keep="Old thing", try_next="Old try")
    keep(bench, second, keep="New thing", try_next="New try")
    assert told(bench) == [("try", "New try"), ("keep", "New thing"), ("try", "Old try")]
    assert told(bench, FIRST + WEEK) == [("try", "Old try"), ("keep", "Old thing")]
    assert told(bench, FIRST) == []


def test_old_meetings_give_no_tips_any_more(bench: Bench) -> None:
    first = hold(bench)
    keep(bench, first, keep="Old thing")
    for _ in range(feedback.LOOKED_BACK - 1):
        hold(bench)
    assert told(bench) == [("keep", "Old thing")]
    hold(bench)
    assert told(bench) == []


def test_a_line_said_twice_is_one_tip(bench: Bench) -> None:
    for _ in range(2):
        keep(bench, hold(bench), keep="Counting to seven")
    assert told(bench) == [("keep", "Counting to seven")]


WRITTEN = {
    "Let Kasuga finish before Torii": "Let person A finish before person B",
    "Ask @torii, not Minase Yui, t.orii@hinoki.example or dana@hinoki.example":
        "Ask person A, not person B, person A or person C",
    "Minase should wait\n for Dana": "person A should wait for person B",
    "Count to seven": "Count to seven",
}  # fmt: skip


def test_tips_name_nobody(bench: Bench) -> None:
    bench.change(give_an_alias)
    bench.change(let_dana_respond)
    held = hold(bench)
    for written, expected in WRITTEN.items():
        keep(bench, held, try_next=written)
        assert told(bench) == [("try", expected)]
    keep(bench, held, try_next="春日さんに最後まで話してもらう")
    assert told(bench, language=Language.JA) == [("try", "Aさんに最後まで話してもらう")]


def test_a_part_that_ran_over_twice_is_told(bench: Bench) -> None:
    hold(bench, (2, 1, 19, 7, 3, 1))
    assert told(bench) == []
    hold(bench, (2, 1, 19, 6.9, 3, 1))
    hold(bench, (2, 1, 19, 4.9, 3, 1))
    expected = "Learning round ran 3 min over in 2 of the last 3 meetings."
    assert told(bench) == [("try", expected)]
    assert told(bench, language=Language.JA) == [("try", "学びのラウンドが、最近3回のうち2回、3分ほど延びました。")]


def test_the_part_that_is_late_most_often_is_told_before_the_longest(bench: Bench) -> None:
    hold(bench, (2, 1, 59, 4, 3, 1))
    hold(bench, (2, 1, 39, 6, 3, 1))
    for _ in range(2):
        hold(bench, (2, 1, 19, 6, 3, 1))
    assert [text for _, text in told(bench)] == ["Learning round ran 2 min over in 3 of the last 4 meetings."]


def test_nothing_of_it_leaves_the_window(bench: Bench) -> None:
    assert public_fields(Feedback, Audience.NOTES) == frozenset()
    held = hold(bench, ratings=(0, 0, 0, 1, 2))
    keep(bench, held, keep=f"{CANARY} keep", try_next=f"{CANARY} try")
    assert CANARY in repr(told(bench))

    def outside(reader: Reader) -> list[str]:
        texts = [
            telling.tell(reader, kind, ChatStyle.PLAIN)
            for kind in AnnouncementKind
            if kind is not AnnouncementKind.INVITE
        ]
        return [*texts, repr(export_calendar(reader)), repr(brief.as_json(brief.brief(reader), Language.EN))]

    bundle = bench.read(partial(exports.notes_rows, meeting_id=held))
    files = [file.data.decode() for form in exports.FORMATS for file in exports.render_notes(bundle, form)]
    assert [text for text in (*bench.read(outside), *files) if CANARY in text] == []


def test_the_json_holds_the_same(bench: Bench) -> None:
    bench.change(partial(queue.add_topic, title="Alerts at night"))
    held = hold(bench, (2, 1, 19, 7, 3, 1), ratings=(0, 0, 0, 1, 2))
    keep(bench, held, keep="Counting")
    tree = feedback.as_json(bench.read(partial(feedback.feedback_view, meeting_id=held)), Language.EN)
    assert tree["date"] == "2026-09-02"
    assert tree["parts"][2]["title"] == "Alerts at night"
    assert tree["parts"][3]["segment"] == "learning"
    assert tree["ratings"] == {"counts": [0, 0, 0, 1, 2], "given": 3, "mean": 4.67, "lowest": 4, "highest": 5}
    assert (tree["keep"], tree["try"]) == ("Counting", "")
    tip = bench.read(feedback.tips)[0]
    assert feedback.tips_json([tip], Language.EN) == [{"kind": TipKind.KEEP.value, "text": "Counting"}]
