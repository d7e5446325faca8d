"""The calendar on the command line: what is held, what is not and why, and the file for other programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from cli_desk import Said, Terminal, one_sentence, process

from weeklypm.domain.calendar import Cadence
from weeklypm.domain.values import Language
from weeklypm.services import calendar, meetings
from weeklypm.services.clock import named_day
from weeklypm.services.setup import SeriesForm, create_workspace
from weeklypm.storage import open_workspace

FORM = SeriesForm("Weekly", 2, time(16), "Asia/Tokyo", 30, "JP", Language.EN)
PEOPLE = "Search: Minase, Torii\nWeb: Kasuga, Sena\nPlatform: Hayami, Kurose"
BEGIN = date(2026, 4, 22)
"""A Wednesday; the next two are public holidays in Japan."""
SUBSTITUTE = date(2026, 5, 6)
AFTER = date(2026, 5, 13)


@pytest.fixture
def fresh(nowhere: Terminal) -> Terminal:
    """Offer a command line over a workspace that meets on Wednesdays in Japan."""
    change(nowhere, lambda unit: create_workspace(unit, FORM, "Hinoki", PEOPLE))
    return nowhere


def change(terminal: Terminal, *use_cases: Callable[[Any], object], today: date = BEGIN) -> None:
    with open_workspace(terminal.workspace, clock=named_day(today), create=True) as workspace:
        for use_case in use_cases:
            workspace.change(use_case)


def hold(terminal: Terminal, day: date) -> None:
    """Hold a day's meeting, which confirms the names of the next two held dates."""
    change(
        terminal,
        meetings.start_meeting,
        lambda unit: meetings.close_meeting(unit, meetings.meeting_on(unit, day).id),
        today=day,
    )


def brief(terminal: Terminal, today: date | str) -> dict[str, Any]:
    told: dict[str, Any] = terminal("brief", "--json", today=str(today)).tree
    return told


def test_a_public_holiday_is_not_held_and_the_next_date_keeps_the_facilitator(fresh: Terminal) -> None:
    hold(fresh, BEGIN)
    promised = brief(fresh, "2026-04-23")["next"]["facilitator"]["name"]
    told = brief(fresh, SUBSTITUTE)
    assert (told["date"], told["held"], told["facilitator"], told["agenda"]) == ("2026-05-06", False, None, [])
    assert told["reason"] == "Public holiday: Substitute Holiday"
    assert told["next"] == {"date": "2026-05-13", "facilitator": told["next"]["facilitator"]}
    assert told["next"]["facilitator"]["name"] == promised
    assert brief(fresh, "2026-05-07")["facilitator"]["name"] == brief(fresh, AFTER)["facilitator"]["name"] == promised
    said = fresh("brief", "--json", today="2026-05-06", lang="ja").tree
    assert said["reason"] == "祝日：振替休日"


def test_the_program_on_its_own_tells_holiday_and_calendar_file_alike(fresh: Terminal) -> None:
    options = ("--workspace", fresh.workspace, "--lang", "en", "--today", "2026-05-06")
    assert process(*options, "brief", "--json").tree == brief(fresh, SUBSTITUTE)
    said = process(*options, "calendar", "export")
    assert (said.status, said.err) == (0, "")
    lines = fresh("calendar", "export", today="2026-05-06").out.splitlines()
    assert [line for line in said.out.splitlines() if "DTSTAMP" not in line] == [
        line for line in lines if "DTSTAMP" not in line
    ]


def test_a_holiday_before_anything_was_held_keeps_the_facilitator_too(fresh: Terminal) -> None:
    names = {brief(fresh, day)["next"]["facilitator"]["name"] for day in ("2026-04-29", "2026-05-06")}
    assert names == {brief(fresh, AFTER)["facilitator"]["name"]}


def test_the_sample_of_incidents_does_not_change_who_leads_after_a_holiday(terminal: Terminal) -> None:
    told = brief(terminal, "2026-09-23")
    assert not told["held"]
    assert told["next"]["facilitator"]["name"] == brief(terminal, "2026-09-24")["facilitator"]["name"]


def test_a_cancelled_date_is_not_held_and_its_facilitator_leads_the_next(fresh: Terminal) -> None:
    hold(fresh, BEGIN)
    name = brief(fresh, AFTER)["facilitator"]["name"]
    change(fresh, lambda unit: calendar.cancel(unit, AFTER, "All hands"), today=SUBSTITUTE)
    told = brief(fresh, AFTER)
    assert (told["held"], told["reason"]) == (False, "Cancelled: All hands")
    assert (told["next"]["date"], told["next"]["facilitator"]["name"]) == ("2026-05-20", name)
    assert brief(fresh, "2026-05-20")["facilitator"]["name"] == name


def test_a_closure_is_not_held_and_its_facilitator_leads_the_next(fresh: Terminal) -> None:
    hold(fresh, BEGIN)
    name = brief(fresh, AFTER)["facilitator"]["name"]
    change(fresh, lambda unit: calendar.add_closure(unit, "Foundation day", AFTER, AFTER), today=SUBSTITUTE)
    told = brief(fresh, AFTER)
    assert (told["held"], told["reason"]) == (False, "Day off: Foundation day")
    assert (told["next"]["date"], told["next"]["facilitator"]["name"]) == ("2026-05-20", name)


def test_the_calendar_lists_each_date_with_why_it_is_not_held(fresh: Terminal) -> None:
    change(
        fresh,
        lambda unit: calendar.cancel(unit, AFTER, "All hands"),
        lambda unit: calendar.add_closure(unit, "Moving", date(2026, 5, 20), date(2026, 5, 20)),
    )
    told = fresh("calendar", "show", "--weeks", "6", "--json", today=str(BEGIN)).tree
    assert (told["series"], told["rhythm"], told["zone"]) == ("Weekly", "every Wednesday", "Asia/Tokyo")
    assert [(row["date"], row["reason"]) for row in told["dates"]] == [
        ("2026-04-22", None),
        ("2026-04-29", "Public holiday: Showa Day"),
        ("2026-05-06", "Public holiday: Substitute Holiday"),
        ("2026-05-13", "Cancelled: All hands"),
        ("2026-05-20", "Day off: Moving"),
        ("2026-05-27", None),
    ]
    assert all(row["held"] == (row["reason"] is None) for row in told["dates"])
    assert told["dates"][0]["starts_at"] == "2026-04-22T16:00:00+09:00"
    assert not any(row["provisional"] for row in told["dates"])
    far = fresh("calendar", "show", "--weeks", "100", "--json", today=str(BEGIN)).tree["dates"]
    assert [row["provisional"] for row in far] == [row["date"] > "2027-12-31" for row in far]


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("en", ["Weekly, every Wednesday, Asia/Tokyo", "22 April 2026 (Wednesday), 16:00–16:30",
                "29 April 2026 (Wednesday), not held (Public holiday: Showa Day)"]),
        ("ja", ["Weekly、毎週水曜日、Asia/Tokyo", "2026年4月22日（水曜日）16:00～16:30",
                "2026年4月29日（水曜日）開催しません（祝日：昭和の日）"]),
    ],
)  # fmt: skip
def test_the_calendar_in_words(fresh: Terminal, lang: str, lines: list[str]) -> None:
    assert fresh("calendar", "show", "--weeks", "2", today=str(BEGIN), lang=lang).out.splitlines() == lines
    assert ("(provisional)" in fresh("calendar", "show", "--weeks", "100", today=str(BEGIN)).out) is True


@pytest.mark.parametrize(
    ("fields", "english", "japanese"),
    [
        ({"cadence": Cadence.EVERY_N_WEEKS, "every": 2}, "every 2 weeks on Wednesday", "2週ごとの水曜日"),
        (
            {"cadence": Cadence.NTH_WEEKDAY, "nth": (1, 3, -1)},
            "first, third and last Wednesday of the month",
            "毎月第1、第3、最終水曜日",
        ),
    ],
)
def test_a_rhythm_has_words(nowhere: Terminal, fields: dict[str, Any], english: str, japanese: str) -> None:
    change(nowhere, lambda unit: create_workspace(unit, replace(FORM, **fields), "Hinoki", PEOPLE))
    assert english in nowhere("calendar", "show").out
    assert japanese in nowhere("calendar", "show", lang="ja").out


def exported(terminal: Terminal, *words: str) -> Said:
    return terminal("calendar", "export", *words, today=str(BEGIN))


def test_a_calendar_file_is_written_and_tells_what_it_is(fresh: Terminal) -> None:
    path = fresh.workspace.with_name("team.ics")
    told = exported(fresh, "-o", str(path), "--json").tree
    assert list(told) == ["path", "uid", "sequence", "dates"]
    assert told["path"] == str(path)
    assert (told["dates"][0], told["dates"][1], told["dates"][-1]) == ("2026-04-22", "2026-05-13", "2028-04-19")
    data = path.read_bytes()
    assert f"UID:{told['uid']}\r\n".encode() in data
    assert f"SEQUENCE:{told['sequence']}\r\n".encode() in data
    year = exported(fresh, "--json", "--years", "1").tree
    assert (year["path"], year["dates"][-1]) == (None, "2027-04-21")


def test_without_a_file_the_calendar_goes_to_standard_output(fresh: Terminal) -> None:
    path = fresh.workspace.with_name("team.ics")
    exported(fresh, "-o", str(path))
    said = exported(fresh)
    assert said.out.splitlines() == path.read_text(encoding="utf-8").splitlines()
    assert said.out.startswith("BEGIN:VCALENDAR")


def test_only_an_older_file_of_the_same_series_is_replaced(fresh: Terminal) -> None:
    path = fresh.workspace.with_name("team.ics")
    count = len(exported(fresh, "--json").tree["dates"])
    assert f"is written: {count} dates, the last on 19 April 2028" in exported(fresh, "-o", str(path)).out
    assert "is written anew" in exported(fresh, "-o", str(path)).out
    other = path.with_name("other.ics")
    other.write_text("BEGIN:VCALENDAR\r\nUID:another\r\n", encoding="utf-8")
    assert "another name" in one_sentence(exported(fresh, "-o", str(other)), 1)
    assert other.read_text(encoding="utf-8").endswith("another\n")
    assert str(path.parent) in one_sentence(exported(fresh, "-o", str(path.parent)), 1)


@pytest.mark.parametrize("words", [("show", "--weeks", "0"), ("show", "--weeks", "521"), ("export", "--years", "0")])
def test_a_span_that_is_none_is_refused(fresh: Terminal, words: tuple[str, ...]) -> None:
    assert "choose 1 to" in one_sentence(fresh("calendar", *words), 1)


@pytest.mark.parametrize("day", ["9999-12-31", "2200-01-01", "1899-12-31"])
def test_a_day_that_no_calendar_reaches_is_refused(fresh: Terminal, day: str) -> None:
    assert "from 1900 to 2199" in one_sentence(fresh("brief", today=day), 2)
    assert fresh("brief", today="2199-12-31").status == 0


def test_nothing_is_exported_where_nothing_is_held(fresh: Terminal) -> None:
    change(fresh, lambda unit: calendar.add_closure(unit, "Sabbatical", BEGIN, date(2027, 4, 22)))
    assert "nothing to export" in one_sentence(exported(fresh, "--years", "1"), 1)


def test_weeks_before_the_series_begins_are_said_to_hold_no_date(fresh: Terminal) -> None:
    said = fresh.bare(
        "--workspace", fresh.workspace, "--lang", "en", "--today", "2025-01-06", "calendar", "show", "--weeks", "2"
    )
    assert (said.status, said.out.splitlines()[1:]) == (0, ["No dates in these weeks."])
