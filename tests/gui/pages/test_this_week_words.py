"""The lines of the week's page: countdown, facts, strip, agenda, queue, checks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from desk_fixture import WEDNESDAY, ask, open_desk, with_sample
from PySide6.QtWidgets import QApplication

from weeklypm.domain.agenda import Kind
from weeklypm.domain.values import message
from weeklypm.gui import i18n
from weeklypm.gui.pages import this_week_words as words
from weeklypm.gui.pages.this_week_checks import checks_of
from weeklypm.services.clock import HandClock
from weeklypm.services.week import StripCell, ThisWeek, this_week


@pytest.fixture
def week(qapp: QApplication, tmp_path: Path) -> ThisWeek:
    i18n.apply(qapp, "en")
    with open_desk(tmp_path / "w.db", HandClock(WEDNESDAY - timedelta(hours=2, minutes=14))) as desk:
        with_sample(desk)
        found = ask(desk, this_week)
        assert isinstance(found, ThisWeek)
        return found


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(hours=2, minutes=14), "in 2 h 14 min"),
        (timedelta(hours=2, minutes=13, seconds=1), "in 2 h 14 min"),
        (timedelta(days=3, hours=2), "in 3 d 2 h"),
        (timedelta(seconds=1), "in 1 min"),
        (timedelta(0), "starts now"),
        (timedelta(seconds=-59), "starts now"),
        (timedelta(minutes=-5), "5 min past the start"),
    ],
)
def test_the_countdown_is_said_to_the_minute(week: ThisWeek, before: timedelta, said: str) -> None:
    assert words.countdown(week, week.starts_at - before) == said


def test_a_week_that_is_not_held_does_not_count_down(week: ThisWeek) -> None:
    assert words.countdown(replace(week, held=False), week.starts_at) == "not held"


def test_the_facts_tell_number_and_place(week: ThisWeek) -> None:
    assert words.facts(week) == "16:00–16:30 Tokyo · 9th meeting, none skipped"
    assert words.facts(replace(week, skipped=1)) == "16:00–16:30 Tokyo · 9th meeting"
    assert words.facts(replace(week, held_before=0)) == "16:00–16:30 Tokyo · 1st meeting"
    assert words.facts(replace(week, held=False)) == "16:00–16:30 Tokyo"


def test_a_place_without_words_is_its_city() -> None:
    assert words.place_of("America/Argentina/Buenos_Aires") == "Buenos Aires"


def test_the_strip_shows_six_held_meetings_and_the_days_off_between(week: ThisWeek) -> None:
    shown = words.strip_facts(week)
    assert [cell.state for cell in shown].count("not_held") == 1
    assert len(shown) == 7
    assert [cell.now for cell in shown] == [True] + [False] * 6
    off = next(cell for cell in shown if cell.state == "not_held")
    assert (off.date, off.name, off.topic) == ("23 Sep", "Holiday", "Not held")
    assert words.strip_remark(week).startswith("2 confirmed, 4 tentative.")


def test_the_companys_own_day_off_is_no_holiday(week: ThisWeek) -> None:
    closed = StripCell(date(2026, 12, 30), False, message("schedule.reason.closure", name="Winter"), None, False, None)
    assert words.strip_facts(replace(week, strip=(closed,)))[0].name == "Day off"


def test_the_agenda_fills_the_minutes_and_tells_why(week: ThisWeek) -> None:
    entries = words.agenda_entries(week)
    assert [entry.clock for entry in entries][:3] == ["16:00", "16:02", "16:05"]
    assert sum(entry.minutes for entry in entries) == 30
    main = next(entry for entry in entries if entry.main)
    assert (main.title, main.kind, main.icon) == ("Search slow at lunchtime", "Incident talk", "activity")
    assert main.reason.startswith("Incidents go first")
    assert main.boxes[0] == "Context and impact 2"
    assert entries[1].chip == "3 late"
    assert entries[-1].detail == "Next time: “Lunch menu in the help headings”, led by Kasuga"
    assert [part.minutes for part in words.bar_parts(week)] == [entry.minutes for entry in entries]


def test_the_queue_keeps_its_groups_in_order_though_empty(week: ThisWeek) -> None:
    groups = words.queue_groups(replace(week, queue=()))
    assert [group.icon for group in groups] == [words.KIND_ICONS[kind] for kind in words.ALWAYS_LISTED]
    assert {group.empty for group in groups} == {"None waiting"}


def test_topics_stand_by_votes_and_tell_their_age(week: ThisWeek) -> None:
    topics = next(group for group in words.queue_groups(week) if group.name == "Open topics")
    assert [entry.votes for entry in topics.entries] == [5, 3, 2]
    assert topics.entries[0].meta == "28 days · Amemiya presents"
    told = next(group for group in words.queue_groups(week) if group.name == "Incident talks").entries[0]
    assert told.meta == "9 days · on the agenda · Torii presents"
    assert told.votes is None


def test_what_is_kept_for_later_says_from_when(week: ThisWeek) -> None:
    item = replace(week.queue[-1], ready_from=week.day + timedelta(weeks=1), pinned=True, carried_over=True, votes=0)
    group = next(group for group in words.queue_groups(replace(week, queue=(item,))) if group.entries)
    assert "from 9 Sep" in group.entries[0].meta
    assert "pinned" in group.entries[0].meta
    assert "carried over" in group.entries[0].meta


def test_the_question_stands_ready_only_while_nothing_waits(week: ThisWeek) -> None:
    assert words.question(week) == ""
    assert words.question(replace(week, queue=())).endswith("?")


def test_checks_see_presenter_notes_and_display(week: ThisWeek) -> None:
    assert [(check.key, check.ready) for check in checks_of(week, 2)] == [
        ("presenter", True), ("notes", True), ("display", True)]  # fmt: skip
    assert [check.ready for check in checks_of(replace(week, co_facilitator=None), 1)] == [True, False, False]
    assert checks_of(replace(week, held=False), 2) == []


def test_a_story_without_a_teller_offers_to_choose_one(week: ThisWeek) -> None:
    assert week.agenda is not None
    lines = tuple(replace(line, presenter_id=None) for line in week.agenda.lines)
    alone = replace(week, agenda=replace(week.agenda, lines=lines))
    assert (checks_of(alone, 2)[0].ready, checks_of(alone, 2)[0].link) == (False, "Choose")
    topics = tuple(replace(line, kind=Kind.OPEN_TOPIC) if line.kind else line for line in lines)
    assert checks_of(replace(week, agenda=replace(week.agenda, lines=topics)), 2)[0].ready
