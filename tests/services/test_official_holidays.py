"""An official list stands for what is computed, for the years it covers; the list of another country is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from services_desk import FORM, Bench

from weeklypm.domain.calendar import OfficialHoliday
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language
from weeklypm.services import calendar, meetings, setup, week
from weeklypm.services.brief import as_json, brief
from weeklypm.services.holidays import public_holidays
from weeklypm.services.official_holidays import COMPARED_FROM
from weeklypm.services.week import this_week
from weeklypm.wording import say

JAPAN = public_holidays("JP", range(1955, 2028), Language.JA)
AUTUMN = date(2026, 9, 23)
"""A Wednesday."""


def csv(days: Mapping[date, str], encoding: str = "cp932") -> bytes:
    lines = [f"{day.year}/{day.month}/{day.day},{name}" for day, name in sorted(days.items())]
    return "\r\n".join(["国民の祝日・休日月日,国民の祝日・休日名称", *lines, ""]).encode(encoding)


def read(days: Mapping[date, str], country: str = "JP") -> calendar.OfficialList:
    return calendar.read_official(csv(days), "syukujitsu.csv", country)


def take(bench: Bench, days: Mapping[date, str]) -> calendar.Imported:
    return bench.change(lambda unit: calendar.import_official(unit, read(days)))


def kept(bench: Bench) -> dict[date, str]:
    return {row.day: row.name for row in bench.read(lambda reader: reader.find(OfficialHoliday))}


def of_years(*years: int) -> dict[date, str]:
    return {day: name for day, name in JAPAN.items() if day.year in years}


def reason(bench: Bench, day: date, language: Language = Language.EN) -> str | None:
    week = bench.read(lambda reader: this_week(reader, day))
    assert week.day == day
    return say(language, week.reason) if week.reason else None


def test_the_whole_list_is_read_and_kept_from_the_first_year_of_the_series_on(bench: Bench) -> None:
    official = read(JAPAN)
    assert (official.country, official.years) == ("JP", tuple(range(1955, 2028)))
    assert dict(official.days) == JAPAN
    done = bench.change(lambda unit: calendar.import_official(unit, official))
    assert (done.years, done.changed, done.removed) == ((2026, 2027), 0, 0)
    assert kept(bench) == of_years(2026, 2027)
    assert done.added == len(kept(bench))


def test_a_list_read_again_changes_nothing(bench: Bench) -> None:
    take(bench, JAPAN)
    done = bench.workspace.change(lambda unit: calendar.import_official(unit, read(JAPAN)))
    assert (done.value.added, done.value.changed, done.value.removed) == (0, 0, 0)
    assert not done.changes.entries


def test_a_newer_list_corrects_and_what_was_deleted_comes_back(bench: Bench) -> None:
    take(bench, JAPAN)
    moved = {**of_years(2026), date(2026, 9, 30): "特別休日"}
    del moved[AUTUMN]
    done = take(bench, moved)
    assert (done.added, done.changed, done.removed) == (1, 0, 1)
    assert kept(bench) == {**of_years(2027), **moved}
    done = take(bench, JAPAN)
    assert (done.added, done.changed, done.removed) == (0, 1, 1)
    assert kept(bench) == of_years(2026, 2027)
    rows = bench.read(lambda reader: reader.find(OfficialHoliday, include_deleted=True))
    assert len(rows) == len(of_years(2026, 2027)) + 1


def test_days_of_the_library_do_not_count_in_a_year_that_the_list_covers(bench: Bench) -> None:
    days = {**of_years(2026), date(2026, 9, 30): "特別休日"}
    del days[AUTUMN]
    take(bench, days)
    assert reason(bench, AUTUMN) is None
    assert reason(bench, date(2026, 9, 30)) == "Public holiday: 特別休日"
    assert reason(bench, date(2026, 11, 18)) is None
    # 2027 is not in the list: there the library speaks on.
    assert reason(bench, date(2027, 11, 3)) == "Public holiday: Culture Day"


def test_known_days_are_named_in_the_language_of_the_series(bench: Bench) -> None:
    take(bench, JAPAN)
    assert reason(bench, AUTUMN) == "Public holiday: Autumnal Equinox Day"
    bench.change(lambda unit: setup.update_series(unit, replace(FORM, language=Language.JA)))
    assert reason(bench, AUTUMN, Language.JA) == "祝日：秋分の日"
    bench.clock.forward(timedelta(weeks=3))
    assert bench.read(lambda reader: as_json(brief(reader), Language.EN))["reason"].endswith("Autumnal Equinox Day")


def test_a_list_settles_its_years_and_no_others(bench: Bench) -> None:
    later = public_holidays("JP", range(2028, 2029), Language.JA)
    take(bench, {**of_years(2026), **later})
    view = bench.read(lambda reader: calendar.calendar_view(reader, date(2027, 12, 1), 110))
    assert view.official_years == (2026, 2028)
    assert {slot.day.year for slot in view.slots if slot.provisional} == {2029, 2030}
    assert {slot.day.year for slot in view.slots if not slot.provisional} == {2027, 2028}


def test_a_list_can_be_forgotten_a_year_at_a_time(bench: Bench) -> None:
    days = of_years(2026)
    del days[AUTUMN]
    take(bench, {**days, **of_years(2027)})
    count = bench.change(lambda unit: calendar.remove_official(unit, 2026))
    assert (count, kept(bench)) == (len(days), of_years(2027))
    assert reason(bench, AUTUMN) is not None


def test_who_was_confirmed_for_a_date_that_becomes_a_holiday_leads_the_next(bench: Bench) -> None:
    bench.clock.forward(timedelta(hours=4))
    meeting = bench.change(meetings.start_meeting)
    bench.change(lambda unit: meetings.close_meeting(unit, meeting.id))
    names = bench.read(lambda reader: week.confirmed_names(reader, date(2026, 9, 3)))
    done = bench.workspace.change(
        lambda unit: calendar.import_official(unit, read({**of_years(2026), date(2026, 9, 9): "特別休日"}))
    )
    after = bench.read(lambda reader: week.confirmed_names(reader, date(2026, 9, 3)))
    assert list(after) == [date(2026, 9, 16), date(2026, 9, 30)]
    assert list(after.values()) == list(names.values())
    bench.workspace.undo(done.changes.operation_id)
    assert bench.read(lambda reader: week.confirmed_names(reader, date(2026, 9, 3))) == names
    assert kept(bench) == {}


@pytest.mark.parametrize("country", ["US", "DE", "CN", "FR"])
def test_the_list_of_another_country_is_refused_with_what_was_counted(bench: Bench, country: str) -> None:
    days = public_holidays(country, range(2026, 2027), Language.EN)
    with pytest.raises(Problem) as refused:
        calendar.read_official(csv(days, "utf-8"), "days.csv", "jp")
    shared = len(days.keys() & JAPAN.keys())
    sentence = say("en", refused.value.message)
    assert f"Of {len(days)} days of 2026 in days.csv only {shared} are holidays in Japan" in sentence
    assert f"日本の祝日は{shared}日だけ" in say("ja", refused.value.message)
    with pytest.raises(Problem):
        calendar.read_official(csv(JAPAN), "days.csv", country)
    assert kept(bench) == {}


def test_one_year_of_another_country_among_right_ones_is_found() -> None:
    foreign = public_holidays("US", range(2025, 2026), Language.EN)
    with pytest.raises(Problem) as refused:
        read({**of_years(2024, 2026), **foreign})
    assert refused.value.message.get("year") == 2025


def test_half_of_the_days_are_enough_for_a_list_with_new_ones() -> None:
    new = {date(2026, 6, day): "特別休日" for day in range(1, 1 + len(of_years(2026)))}
    assert read(of_years(2026) | new).years == (2026,)
    with pytest.raises(Problem, match="list_country"):
        read(of_years(2026) | new | {date(2026, 6, 30): "特別休日"})


def test_a_list_of_a_part_of_a_year_is_refused_for_meetings_would_be_held_on_the_rest() -> None:
    known = sorted(of_years(2026).items())
    half = -(-len(known) // 2)
    assert read(dict(known[-half:])).years == (2026,)
    with pytest.raises(Problem, match="list_part") as refused:
        read(of_years(2027) | dict(known[1 - half :]))
    said = {language: say(language, refused.value.message) for language in ("en", "ja")}
    assert f"only {half - 1} of the {len(known)} holidays of 2026 in Japan" in said["en"]
    assert f"2026年の祝日{len(known)}日のうち{half - 1}日" in said["ja"]


def test_years_before_the_ones_compared_do_not_count() -> None:
    days = {date(COMPARED_FROM - 1, 6, month + 1): "昔" for month in range(5)}
    assert COMPARED_FROM in read({**days, **of_years(COMPARED_FROM)}).years


def test_without_a_country_or_for_another_one_no_list_is_taken(bench: Bench) -> None:
    with pytest.raises(Problem, match="no_country"):
        calendar.read_official(csv(JAPAN), "x", "")
    official = read(JAPAN)
    bench.change(lambda unit: setup.update_series(unit, replace(FORM, country="US")))
    with pytest.raises(Problem) as refused:
        bench.change(lambda unit: calendar.import_official(unit, official))
    assert say("en", refused.value.message).startswith("This is a list for Japan")
    assert kept(bench) == {}


def test_a_list_of_years_gone_by_is_refused(bench: Bench) -> None:
    with pytest.raises(Problem) as refused:
        take(bench, of_years(2024, 2025))
    assert "2025" in say("en", refused.value.message)
    assert kept(bench) == {}
