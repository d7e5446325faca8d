"""What holds for the dates of any series."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from rule_rows import series

from weeklypm.domain.schedule import first_scheduled, meeting_start, scheduled_dates, slots

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
zones = st.sampled_from(["Asia/Tokyo", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"])
clocks = st.times().map(lambda clock: clock.replace(microsecond=0))


@given(days, days, st.integers(0, 6), st.integers(1, 30))
def test_dates_stand_a_week_apart_on_the_weekday(first_on: date, start: date, weekday: int, count: int) -> None:
    weekly = series(weekday=weekday, first_on=first_on)
    dates = scheduled_dates(weekly, start, count)
    assert dates[0] == first_scheduled(weekly, start)
    assert 0 <= (dates[0] - max(start, first_on)).days < 7
    assert all(day.weekday() == weekday for day in dates)
    assert {later - day for day, later in pairwise(dates)} <= {timedelta(weeks=1)}
    assert scheduled_dates(weekly, start, until=dates[-1]) == dates


@given(days, zones, clocks)
def test_the_wall_clock_is_kept_over_daylight_saving(day: date, zone: str, clock: time) -> None:
    start = meeting_start(series(zone=zone, starts_at=clock), day)
    local = start.astimezone(ZoneInfo(zone))
    if (local.date(), local.time()) != (day, clock):
        # Only a wall time that does not exist may show later, by less than a gap.
        shown = local.replace(tzinfo=None)
        assert timedelta() < shown - shown.combine(day, clock) <= timedelta(hours=1)
    assert local.fold == 0 or (local.date(), local.time()) != (day, clock)


@given(days, st.sets(st.integers(0, 11)), st.sets(st.integers(0, 11)))
def test_holidays_are_not_held_and_move_nothing(start: date, holidays: set[int], closures: set[int]) -> None:
    weekly = series(first_on=start)
    dates = scheduled_dates(weekly, start, 12)
    found = slots(weekly, {dates[i]: "H" for i in holidays}, {dates[i]: "C" for i in closures}, start, 12)
    assert [slot.day for slot in found] == list(dates)
    for index, slot in enumerate(found):
        code = slot.reason.code if slot.reason else None
        assert slot.held == (index not in holidays | closures)
        assert (code == "schedule.reason.holiday") == (index in holidays)
        assert (code == "schedule.reason.closure") == (index in closures - holidays)
