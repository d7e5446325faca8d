"""What holds for the dates of any series."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st
from rule_rows import series

from weeklypm.domain.calendar import Cadence, Series
from weeklypm.domain.schedule import (
    DaysOff,
    first_scheduled,
    meeting_end,
    meeting_start,
    moved_on,
    scheduled_dates,
    slots,
    slots_of,
)

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
NEW_YEAR = datetime(2025, 1, 1, 12, tzinfo=UTC)


def noons(zone: str, step: int) -> list[datetime]:
    """Return a zone's local times every so many days of three years."""
    return [(NEW_YEAR + timedelta(days=n)).astimezone(ZoneInfo(zone)) for n in range(0, 3 * 365, step)]


@cache
def shifts(zone: str) -> tuple[date, ...]:
    """Return the local dates on which a zone's offset changes."""
    both = pairwise(noons(zone, 1))
    return tuple(later.date() for earlier, later in both if earlier.utcoffset() != later.utcoffset())


# A zone that shifts its clocks does so for a month at the least, which steps of 25 days cannot miss.
SHIFTING = sorted(zone for zone in available_timezones() if len({noon.utcoffset() for noon in noons(zone, 25)}) > 1)
zones = st.sampled_from(["Asia/Tokyo", "UTC", *SHIFTING])
places = st.sets(st.sampled_from([1, 2, 3, 4, -1]), min_size=1).map(tuple)


@st.composite
def rhythms(draw: st.DrawFn) -> Series:
    """Draw a series of any cadence."""
    cadence = draw(st.sampled_from(Cadence))
    fields = {"weekday": draw(st.integers(0, 6)), "first_on": draw(days), "cadence": cadence}
    if cadence is Cadence.EVERY_N_WEEKS:
        fields["every"] = draw(st.integers(1, 52))
    if cadence is Cadence.NTH_WEEKDAY:
        fields["nth"] = draw(places)
    return series(**fields)


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


@given(st.data())
def test_the_wall_clock_is_kept_in_every_zone_that_shifts_its_clocks(data: st.DataObject) -> None:
    zone = data.draw(st.sampled_from(SHIFTING))
    shift = data.draw(st.sampled_from(shifts(zone)))
    day = shift + timedelta(days=data.draw(st.integers(-1, 1)))
    clock = data.draw(clocks)
    start = meeting_start(series(zone=zone, starts_at=clock), day)
    local = start.astimezone(ZoneInfo(zone))
    wall = datetime.combine(day, clock)
    offsets = {wall.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() for fold in (0, 1)}
    if len(offsets) == 1:
        assert local.replace(tzinfo=None) == wall
    elif local.replace(tzinfo=None, fold=0) == wall:
        # The hour comes twice: the first of the two is meant.
        assert local.fold == 0
        assert local.utcoffset() == max(offsets)
    else:
        # The hour is skipped: the clock shows it later by the whole gap.
        assert local.replace(tzinfo=None) - wall == max(offsets) - min(offsets)


@given(zones, days, clocks, st.integers(15, 240))
def test_a_meeting_lasts_its_minutes_over_any_shift(zone: str, day: date, clock: time, minutes: int) -> None:
    planned = series(zone=zone, starts_at=clock, minutes=minutes)
    assert meeting_end(planned, day) - meeting_start(planned, day) == timedelta(minutes=minutes)


@given(rhythms(), days, st.integers(1, 30))
def test_dates_of_any_cadence_do_not_depend_on_where_one_starts_to_look(
    rhythm: Series, start: date, count: int
) -> None:
    dates = scheduled_dates(rhythm, start, count)
    whole = scheduled_dates(rhythm, rhythm.first_on, until=dates[-1])
    assert whole[-count:] == dates
    assert all(day.weekday() == rhythm.weekday and day >= max(start, rhythm.first_on) for day in dates)
    assert all(earlier < later for earlier, later in pairwise(dates))
    assert {first_scheduled(rhythm, day) for day in dates} == set(dates)


@given(days, st.integers(1, 52), st.integers(0, 6), days)
def test_every_n_weeks_leaves_just_so_many_between(first_on: date, every: int, weekday: int, start: date) -> None:
    rhythm = series(cadence=Cadence.EVERY_N_WEEKS, every=every, first_on=first_on, weekday=weekday)
    dates = scheduled_dates(rhythm, start, 6)
    assert {later - earlier for earlier, later in pairwise(dates)} == {timedelta(weeks=every)}
    assert (dates[0] - first_scheduled(rhythm, first_on)).days % (7 * every) == 0
    assert (dates[0] - max(start, first_on)).days < 7 * every


@given(places, st.integers(0, 6), days)
def test_the_nth_weekday_of_a_month_is_the_nth(nth: tuple[int, ...], weekday: int, start: date) -> None:
    rhythm = series(cadence=Cadence.NTH_WEEKDAY, nth=nth, weekday=weekday, first_on=start)
    dates = set(scheduled_dates(rhythm, start, until=start + timedelta(days=400)))
    for number in range(401):
        day = start + timedelta(days=number)
        same = [n for n in range(1, monthrange(day.year, day.month)[1] + 1) if day.replace(day=n).weekday() == weekday]
        wanted = {same[place if place < 0 else place - 1] for place in nth}
        assert (day in dates) == (day.day in wanted)


@given(rhythms(), st.sets(st.integers(0, 11)), st.sets(st.integers(2020, 2045)))
def test_days_off_never_shift_a_later_date(rhythm: Series, lost: set[int], settled: set[int]) -> None:
    dates = scheduled_dates(rhythm, rhythm.first_on, 12)
    off = DaysOff({dates[index]: "H" for index in lost}, settled=frozenset(settled))
    found = slots_of(rhythm, dates, off, rhythm.first_on)
    assert [slot.day for slot in found] == list(dates)
    assert [slot.held for slot in found] == [index not in lost for index in range(12)]
    assert not any(slot.provisional for slot in found if slot.day.year in settled)


@given(st.sets(st.integers(0, 9)), st.sets(st.integers(0, 19)))
def test_no_turn_is_lost_and_none_is_overtaken(named: set[int], lost: set[int]) -> None:
    dates = scheduled_dates(series(), date(2026, 9, 2), 40)
    held = [day for index, day in enumerate(dates) if index not in lost]
    names = {dates[index]: index for index in named}
    moved = moved_on(names, held)
    assert [name for _, name in sorted(moved.items())] == sorted(named)
    assert set(moved) <= set(held)
    assert all(day >= dates[name] for day, name in moved.items())
    assert lost & named or moved == names
