"""The calendar file: two other programs find the app's dates in it, and nothing that is private."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

import icalendar
import pytest
from calendar_readers import KHAL, by_khal, by_recurring_ical_events, on_the_wall
from services_desk import FORM, Bench, open_bench

from weeklypm.domain.calendar import Cadence, Series
from weeklypm.domain.errors import Problem
from weeklypm.domain.schedule import meeting_start
from weeklypm.domain.values import Audience, Language, public_fields
from weeklypm.exporters.calendar_file import Occurrences, Revision, render
from weeklypm.services import calendar, queue, setup
from weeklypm.services.calendar_export import CalendarExport, export_calendar
from weeklypm.services.dates import series_of
from weeklypm.services.holidays import public_holidays

TODAY = date(2026, 9, 2)
END = date(2028, 9, 1)
PRIVATE = "Kumquat"
"""Stands in every field that the calendar file must not tell."""

PLACES = {
    "Tokyo": {"zone": "Asia/Tokyo", "country": "JP"},
    "New York": {"zone": "America/New_York", "country": "US"},
    "London": {"zone": "Europe/London", "country": "GB"},
}
CADENCES: dict[str, dict[str, Any]] = {
    "weekly": {},
    "every 2 weeks": {"cadence": Cadence.EVERY_N_WEEKS, "every": 2},
    "first and last": {"cadence": Cadence.NTH_WEEKDAY, "nth": (1, -1)},
}


@dataclass(frozen=True)
class Exported:
    """Hold a workspace, its series, and the file made of it."""

    bench: Bench
    series: Series
    made: CalendarExport

    @property
    def event(self) -> Any:
        """Return the file's only event."""
        (event,) = icalendar.Calendar.from_ical(self.made.data).walk("VEVENT")
        return event


def exported(folder: Path, **fields: Any) -> Exported:
    """Make a workspace with a closure over New Year and two cancelled dates, the first one among them."""
    bench = open_bench(folder, form=replace(FORM, **fields))
    bench.change(lambda unit: calendar.add_closure(unit, PRIVATE, date(2026, 12, 21), date(2027, 1, 5), yearly=True))
    held = [slot.day for slot in bench.read(calendar.calendar_view).slots if slot.held]
    for day in (held[0], held[4]):
        bench.change(lambda unit, day=day: calendar.cancel(unit, day, f"{PRIVATE} on holiday"))
    return Exported(bench, bench.read(series_of), bench.read(export_calendar))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("cadence", CADENCES)
def test_two_readers_find_the_dates_of_the_app(place: str, cadence: str, tmp_path: Path) -> None:
    one = exported(tmp_path, **PLACES[place], **CADENCES[cadence])
    slots = one.bench.read(lambda reader: calendar.calendar_view(reader, TODAY, 110)).slots
    held = [slot.day for slot in slots if slot.held and slot.day <= END]
    starts = [meeting_start(one.series, day) for day in held]
    assert list(one.made.dates) == held
    assert len({slot.reason.code for slot in slots if slot.reason and slot.day <= END}) >= 2
    assert len({start.time() for start in starts}) == (1 if place == "Tokyo" else 2)
    assert by_recurring_ical_events(one.made.data, TODAY, END + timedelta(days=400)) == starts
    if not KHAL.exists():
        pytest.skip("khal is not installed")
    told = by_khal(one.made.data, TODAY, END + timedelta(days=400), one.series.zone, tmp_path / "khal")
    assert told == on_the_wall(starts, one.series.zone)


def test_a_start_that_daylight_saving_skips_is_read_as_the_app_reads_it(tmp_path: Path) -> None:
    one = exported(tmp_path, zone="America/New_York", country="US", weekday=6, starts_at=time(2, 30))
    starts = [meeting_start(one.series, day) for day in one.made.dates]
    skipped = datetime(2027, 3, 14, 7, 30, tzinfo=UTC)
    assert skipped in starts
    assert by_recurring_ical_events(one.made.data, TODAY, END) == starts


def test_the_rule_starts_on_a_held_date_and_excludes_in_the_zone_of_the_start(tmp_path: Path) -> None:
    one = exported(tmp_path, **PLACES["New York"])
    start, rule, excluded = one.event["DTSTART"], one.event["RRULE"], one.event["EXDATE"]
    assert start.dt.date() == one.made.dates[0] == date(2026, 9, 9)
    assert start.params["TZID"] == excluded.params["TZID"] == "America/New_York"
    assert all(type(one_.dt) is datetime and one_.dt.timetz() == start.dt.timetz() for one_ in excluded.dts)
    assert rule["UNTIL"] == [meeting_start(one.series, one.made.dates[-1])]
    assert rule["UNTIL"][0].utcoffset() == timedelta()
    assert rule["FREQ"] == ["WEEKLY"]
    text = one.made.data.decode()
    assert f"UNTIL={rule['UNTIL'][0]:%Y%m%dT%H%M%SZ}" in text
    assert text.count("BEGIN:VTIMEZONE") == text.count("BEGIN:VEVENT") == 1
    assert max(len(line) for line in one.made.data.split(b"\r\n")) <= 75
    assert b"\n" not in one.made.data.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    ("cadence", "rule"),
    [("every 2 weeks", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"), ("first and last", "FREQ=MONTHLY;BYDAY=1WE,-1WE")],
)
def test_each_cadence_has_its_rule(cadence: str, rule: str, tmp_path: Path) -> None:
    told = exported(tmp_path, **CADENCES[cadence]).event["RRULE"]
    told.pop("UNTIL")
    assert set(told.to_ical().decode().split(";")) == set(rule.split(";"))


def test_what_is_told_is_public_and_nothing_else(tmp_path: Path) -> None:
    one = exported(tmp_path, name="週刊ポストモーテム", language=Language.JA)
    one.bench.change(lambda unit: queue.add_topic(unit, f"{PRIVATE} topic"))
    one.bench.change(lambda unit: setup.add_people(unit, setup.read_people(f"{PRIVATE} Person, {PRIVATE} Team").people))
    text = one.bench.read(export_calendar).data.decode().replace("\r\n ", "")
    event = one.event
    assert PRIVATE not in text
    assert event["SUMMARY"] == "週刊ポストモーテム"
    assert "開催しない日" in event["DESCRIPTION"]
    assert set(event) == {
        "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "RRULE", "EXDATE",
    }  # fmt: skip


def test_no_field_of_the_series_that_is_private_reaches_the_file(tmp_path: Path) -> None:
    series = exported(tmp_path).series
    names = {"seed", "country"}
    assert not names & public_fields(Series, Audience.STAGE)
    now = datetime(2026, 9, 2, tzinfo=UTC)
    changed = replace(series, **dict.fromkeys(names, PRIVATE))
    told = [render(each, Occurrences([TODAY], []), Revision(1, now, now), Language.EN) for each in (series, changed)]
    assert told[0] == told[1]


def test_every_change_of_the_calendar_raises_the_sequence_and_keeps_the_identity(tmp_path: Path) -> None:
    one = exported(tmp_path)
    bench, seen = one.bench, [one.made]
    obon = (date(2027, 8, 11), date(2027, 8, 13))
    days = public_holidays("JP", range(2026, 2029), Language.JA)
    official = calendar.OfficialList("JP", tuple(sorted(days.items())), (2026, 2027, 2028))

    def edit(unit: Any) -> None:
        (found,) = [each for each in unit.find(calendar.Closure) if each.name == "Obon"]
        calendar.edit_closure(unit, found.id, name="Summer")

    def remove(unit: Any) -> None:
        (found,) = [each for each in unit.find(calendar.Closure) if each.name == "Summer"]
        calendar.remove_closure(unit, found.id)

    changes: list[Callable[[Any], object]] = [
        lambda unit: calendar.cancel(unit, date(2026, 9, 16), "Offsite"),
        lambda unit: calendar.hold_after_all(unit, date(2026, 9, 16)),
        lambda unit: calendar.cancel(unit, date(2026, 9, 16), "Offsite again"),
        lambda unit: calendar.add_closure(unit, "Obon", *obon),
        edit,
        remove,
        lambda unit: calendar.import_official(unit, official),
        lambda unit: calendar.remove_official(unit, 2028),
        lambda unit: setup.update_series(unit, replace(FORM, weekday=3)),
        lambda unit: setup.update_series(unit, FORM),
    ]
    done = []
    for change in changes:
        done.append(bench.workspace.change(change).changes.operation_id)
        seen.append(bench.read(export_calendar))
    for operation in reversed(done):
        bench.workspace.undo(operation)
        seen.append(bench.read(export_calendar))
    assert {made.uid for made in seen} == {str(one.series.id)}
    numbers = [made.sequence for made in seen]
    assert all(later > earlier for earlier, later in pairwise(numbers)), numbers
    bench.clock.forward(timedelta(days=1))
    assert bench.read(export_calendar).sequence > numbers[-1]


def test_the_same_calendar_gives_the_same_file(tmp_path: Path) -> None:
    one = exported(tmp_path)
    assert one.bench.read(export_calendar) == one.made
    assert one.event["DTSTAMP"].dt == one.bench.clock()
    one.bench.clock.forward(timedelta(hours=1))
    assert one.bench.read(export_calendar).sequence == one.made.sequence


@pytest.mark.parametrize("clock", [time(0, 15), time(23, 30)])
def test_every_zone_is_written_with_its_rules_at_either_end_of_the_day(clock: time) -> None:
    now = datetime(2026, 9, 2, tzinfo=UTC)
    weeks = [TODAY + timedelta(weeks=n) for n in range(60)]
    off = weeks[8:50:7]
    held = [day for day in weeks if day not in off]
    for zone in sorted(available_timezones())[::31]:
        stamp = {"id": UUID(int=1), "created_at": now, "updated_at": now}
        planned = Series(**stamp, name="Weekly", weekday=2, starts_at=clock, zone=zone, first_on=TODAY)
        data = render(planned, Occurrences(held, off), Revision(0, now, now), Language.EN)
        assert by_recurring_ical_events(data, TODAY, weeks[-1]) == [meeting_start(planned, day) for day in held], zone
        assert not icalendar.Calendar.from_ical(data).get_missing_tzids(), zone


def test_a_span_without_a_date_is_refused(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    for start in (date(2026, 9, 1), date(2027, 8, 1)):
        bench.change(lambda unit, start=start: calendar.add_closure(unit, "Off", start, start + timedelta(days=365)))
    for years, code in ((1, "nothing_held"), (0, "years"), (11, "years")):
        with pytest.raises(Problem) as refused:
            bench.read(lambda reader, years=years: export_calendar(reader, years))
        assert refused.value.code == f"calendar.problem.{code}"
    assert bench.read(export_calendar).dates
