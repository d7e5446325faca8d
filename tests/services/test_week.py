"""The week in brief: never empty, holidays neither held nor moved, the shape that scripts rely on."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services_desk import Bench

from weeklypm.domain.agenda import Kind
from weeklypm.domain.values import Language
from weeklypm.services.brief import as_json, brief
from weeklypm.services.queue import add_topic
from weeklypm.services.week import this_week


def test_a_week_with_nothing_waiting_asks_the_room(bench: Bench) -> None:
    week = bench.read(this_week)
    assert week.held
    assert week.agenda is not None
    assert [line.kind for line in week.agenda.main] == [Kind.QUESTION]
    assert week.agenda.planned == 30


def test_the_strip_shows_six_meetings_and_the_holiday_between(bench: Bench) -> None:
    strip = bench.read(this_week).strip
    assert [cell.day for cell in strip if not cell.held] == [date(2026, 9, 23)]
    assert sum(cell.held for cell in strip) == 6
    assert [cell.confirmed for cell in strip if cell.held] == [True, True, False, False, False, False]
    assert len({cell.name for cell in strip if cell.held}) == 6


def test_a_holiday_keeps_the_turn(bench: Bench) -> None:
    before = bench.read(lambda reader: this_week(reader, date(2026, 9, 16)))
    holiday = bench.read(lambda reader: this_week(reader, date(2026, 9, 23)))
    after = bench.read(lambda reader: this_week(reader, date(2026, 9, 24)))
    assert (holiday.held, holiday.agenda, holiday.next_day) == (False, None, date(2026, 9, 30))
    assert holiday.reason is not None
    assert holiday.next_facilitator is not None
    assert after.facilitator is not None
    assert holiday.next_facilitator.person == after.facilitator.person
    assert before.held


def test_the_brief_has_the_shape_that_scripts_rely_on(bench: Bench) -> None:
    bench.change(lambda unit: add_topic(unit, "Who removes old flags?"))
    told = as_json(bench.read(brief), Language.EN)
    assert list(told) == [
        "date", "held", "reason", "facilitator", "co_facilitator", "agenda", "actions_due", "next",
    ]  # fmt: skip
    assert (told["date"], told["held"], told["reason"]) == ("2026-09-02", True, None)
    assert set(told["facilitator"]) == {"name", "why"}
    assert [line["kind"] for line in told["agenda"]] == [
        "open", "actions", "open_topic", "learning", "read_back", "close",
    ]  # fmt: skip
    assert all(set(line) == {"kind", "title", "minutes", "why", "presenter"} for line in told["agenda"])
    assert all(line["why"] for line in told["agenda"])
    assert sum(line["minutes"] for line in told["agenda"]) == 30
    assert told["next"]["date"] == "2026-09-09"
    assert told["next"]["facilitator"]["name"] == told["co_facilitator"]


def test_the_meeting_starts_on_the_wall_clock_of_its_zone(bench: Bench) -> None:
    assert bench.read(this_week).starts_at == datetime(2026, 9, 2, 16, tzinfo=ZoneInfo("Asia/Tokyo"))


def test_the_holiday_is_named_in_the_language_that_is_spoken(bench: Bench) -> None:
    bench.clock.forward(timedelta(weeks=3))
    told = bench.read(brief)
    assert told.week.reason is not None
    assert "Autumnal Equinox" in as_json(told, Language.EN)["reason"]
    assert "秋分の日" in as_json(told, Language.JA)["reason"]
