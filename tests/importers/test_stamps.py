"""Dates and times as documents write them, and what becomes of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from weeklypm.domain.drafts import IncidentDraft
from weeklypm.domain.timeline import Precision
from weeklypm.importers import read_postmortem

DAY = "2026-11-20"


def read(*lines: str, note: str = "All times in UTC.", name: str = "x.md", head: str = "# T") -> IncidentDraft:
    text = f"{head}\n\n## Timeline\n\n{note}\n\n" + "\n".join(f"- {line}" for line in lines) + "\n"
    return read_postmortem(text.encode(), name)


def codes(draft: IncidentDraft) -> set[str]:
    return {remark.message.code.removeprefix("importers.") for remark in (*draft.assumptions, *draft.warnings)}


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("2026-11-20 09:12 alert", "09:12"),
        ("2026/11/20 9:12 alert", "09:12"),
        ("2026-11-20T09:12:30Z alert", "09:12:30"),
        ("2026-11-20T18:12+09:00 alert", "09:12"),
        ("20 Nov 2026, 09:12 alert", "09:12"),
        ("November 20th, 2026 at 9:12 am – alert", "09:12"),
        ("Fri Nov 20, 2026 9:12 PM: alert", "21:12"),
        ("11/20/2026 9 pm alert", "21:00"),
        ("[2026-11-20 09:12 UTC] alert", "09:12"),
        ("**2026-11-20 09:12** — alert", "09:12"),
        ("`2026-11-20 09:12` alert", "09:12"),
        ("２０２６年１１月２０日（金）９時１２分 alert", "09:12"),
        ("2026年11月20日 午後3時半 alert", "15:30"),
        ("令和8年11月20日 12時 alert", "12:00"),
        ("2026-11-20 0912 UTC alert", "09:12"),
        ("2026-11-20 12:10 AM alert", "00:10"),
        ("2026-11-20 noon: alert", "12:00"),
    ],
)
def test_written_form_is_read(written: str, clock: str) -> None:
    (event,) = read(written).events
    assert event.text == "alert"
    assert event.at == datetime.fromisoformat(f"{DAY}T{clock}+00:00")
    assert event.precision is (Precision.SECOND if clock.count(":") == 2 else Precision.MINUTE)


@pytest.mark.parametrize(
    "mark", ["~09:12", "09:12~", "09:12?", "about 09:12", "約9時12分", "9時12分頃", "09:12 (approx.)", "ca. 09:12"]
)
def test_mark_of_approximation_is_kept(mark: str) -> None:
    (event,) = read(mark + " alert", head=f"# T {DAY}").events
    assert event.approximate
    assert event.text == "alert"
    assert event.at is not None
    assert (event.at.hour, event.at.minute) == (9, 12)


@pytest.mark.parametrize("mark", ["09:12", "9時12分", "09:12 - 09:20", "09:12〜", "09:12～"])
def test_exact_time_is_not_approximate(mark: str) -> None:
    (event,) = read(mark + " alert", head=f"# T {DAY}").events
    assert not event.approximate


@pytest.mark.parametrize("sign", ["-", "–", "〜", "～", " to ", "~"])
def test_range_has_its_end(sign: str) -> None:
    (event,) = read(f"{DAY} 09:12{sign}09:40 alert").events
    assert event.at is not None
    assert event.end == event.at + timedelta(minutes=28)


def test_clock_going_back_past_midnight_is_the_next_day_and_said() -> None:
    draft = read("23:50 a", "00:10 b", head=f"# T {DAY}")
    assert [event.at.date() for event in draft.events if event.at] == [date(2026, 11, 20), date(2026, 11, 21)]
    assert "assumption.midnight" in codes(draft)


def test_small_step_back_keeps_day_and_order_and_warns() -> None:
    draft = read("10:30 a", "10:10 b", head=f"# T {DAY}")
    assert [event.text for event in draft.events] == ["a", "b"]
    assert {event.at.date() for event in draft.events if event.at} == {date(2026, 11, 20)}
    assert "warning.order" in codes(draft)


def test_unknown_minutes_are_approximate_and_said() -> None:
    draft = read(f"{DAY} 14:?? a")
    assert draft.events[0].approximate
    assert "assumption.minutes" in codes(draft)


def test_24_hour_value_with_pm_is_read_as_it_stands_and_said() -> None:
    draft = read(f"{DAY} 13:55 PM a")
    assert draft.events[0].at == datetime(2026, 11, 20, 13, 55, tzinfo=ZoneInfo("UTC"))
    assert "assumption.halves" in codes(draft)


def test_year_that_lost_a_digit_is_completed_from_its_neighbours_and_said() -> None:
    draft = read("09/07/2026 - a", "11/03/202 - b")
    assert [event.on_day for event in draft.events] == [date(2026, 9, 7), date(2026, 11, 3)]
    assert "assumption.year_slip" in codes(draft)


def test_summer_letters_for_winter_time_mean_the_wall_clock() -> None:
    draft = read("2026-07-01 09:00 PST a", note="All times PST.")
    assert draft.events[0].at == datetime(2026, 7, 1, 9, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert "assumption.wall_clock" in codes(draft)


def test_other_zone_in_one_entry_is_converted_and_said() -> None:
    draft = read(f"{DAY} 18:12 JST a")
    assert draft.events[0].at == datetime(2026, 11, 20, 9, 12, tzinfo=ZoneInfo("UTC"))
    assert "assumption.other_zone" in codes(draft)


def test_hour_that_clocks_skipped_is_warned_about() -> None:
    assert "warning.skipped_hour" in codes(read("2026-03-08 02:30 a", note="All times in America/New_York."))


@pytest.mark.parametrize(
    ("head", "name", "source"),
    [
        (f"# T\n\nDate: {DAY}", "x.md", "field"),
        ("# T of November 20, 2026", "x.md", "title"),
        ("# T\n\nOn 20 November 2026 it broke.", "x.md", "opening"),
        ("# T", f"{DAY}-t.md", "file"),
    ],
)
def test_date_comes_from_elsewhere_and_the_source_is_said(head: str, name: str, source: str) -> None:
    draft = read("09:12 alert", head=head, name=name)
    assert draft.events[0].at == datetime(2026, 11, 20, 9, 12, tzinfo=ZoneInfo("UTC"))
    assert f"assumption.date_from.{source}" in codes(draft)


def test_time_without_any_date_stays_unknown_and_is_warned_about() -> None:
    draft = read("09:12 alert")
    assert draft.events[0].at is None
    assert draft.events[0].precision is Precision.NONE
    assert "warning.no_date" in codes(draft)


def test_zone_that_is_not_stated_is_assumed_aloud() -> None:
    draft = read(f"{DAY} 09:12 alert", note="What happened:")
    assert (draft.zone, draft.zone_stated) == ("UTC", False)
    assert "assumption.zone" in codes(draft)


@pytest.mark.parametrize(("first", "day"), [("25/03/2026", date(2026, 4, 3)), ("03/25/2026", date(2026, 3, 4))])
def test_order_of_day_and_month_follows_the_date_that_shows_it(first: str, day: date) -> None:
    assert read(f"{first} a", "03/04/2026 b").events[1].on_day == day


def test_instants_are_never_made_up() -> None:
    draft = read(f"{DAY} 09:12 looked at logs", f"{DAY} 10:00 restarted workers")
    assert draft.instants == {}


def test_not_resolved_is_no_resolution() -> None:
    assert read(f"{DAY} 09:12 issue not resolved by the restart").instants == {}


@pytest.mark.parametrize(
    "row",
    [
        "| 2026-11-20 09:12 | alert |",
        "| 2026-11-20 09:12 | alert",
        "2026-11-20 09:12 | alert",
        "| 2026-11-20 09:12 | a`|`lert |",
    ],
)
def test_table_row_is_read_with_and_without_its_pipes(row: str) -> None:
    text = f"# T\n\n## Timeline (UTC)\n\n| Time | Event |\n|---|---|\n{row}\n"
    (event,) = read_postmortem(text.encode(), "x.md").events
    assert event.at == datetime(2026, 11, 20, 9, 12, tzinfo=ZoneInfo("UTC"))
    assert event.text.replace("|", "") == "alert"


def test_labelled_title_goes_before_a_template_s_heading() -> None:
    text = "# 障害報告書\n\n■ 件名：ログインできない事象\n\n## 概要\n\n証明書が切れた。\n\n"
    text += "## 経緯\n\n9/1\n8:55　証明書が切れる\n"
    draft = read_postmortem(text.encode(), "2026-09-01.md")
    assert draft.title == "ログインできない事象"
    assert draft.events[0].at == datetime(2026, 9, 1, 8, 55, tzinfo=ZoneInfo("Asia/Tokyo"))


def test_row_without_a_time_is_kept_and_warned_about() -> None:
    text = "# T\n\n## Timeline (UTC)\n\n| Time | Event |\n|---|---|\n| 2026-11-20 09:12 | alert |\n| | still red |\n"
    draft = read_postmortem(text.encode(), "x.md")
    assert [(event.text, event.at is None) for event in draft.events] == [("alert", False), ("still red", True)]
    assert "warning.blank_time" in codes(draft)


def test_left_over_template_row_is_left_out_and_said() -> None:
    text = "# T\n\n## Timeline (UTC)\n\n| Time | Event |\n|---|---|\n| YYYY-MM-DD HH:MM | What happened |\n"
    text += "| 2026-11-20 09:12 | alert |\n"
    draft = read_postmortem(text.encode(), "x.md")
    assert [event.text for event in draft.events] == ["alert"]
    assert "warning.template_row" in codes(draft)
