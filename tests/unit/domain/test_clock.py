"""The clock by example."""

from __future__ import annotations

from datetime import timedelta

from rule_rows import DAY, NOW, item, series, tick

from weeklypm.domain.agenda import Kind, Segment
from weeklypm.domain.clock import ClockView, asks_to_go_on, jumped, view
from weeklypm.domain.composition import compose
from weeklypm.domain.meeting import ClockEvent, ClockKind

AGENDA = compose(series(), [item(1, Kind.INCIDENT_TALK)], day=DAY, attention=4)


def at(second: int, *ticks: ClockEvent) -> ClockView:
    return view(AGENDA, ticks, NOW + timedelta(seconds=second))


START = tick(1, ClockKind.START, 0)


def to(number: int, second: int, line: int, box: int | None = None) -> ClockEvent:
    return tick(number, ClockKind.SEGMENT, second, segment=AGENDA.lines[line].segment, line=line, box=box)


def test_before_the_start_nothing_shows() -> None:
    shown = at(60)
    assert (shown.line, shown.segment, shown.ends_at, shown.delay, shown.running, shown.paused) == (
        *(None, None, None),
        *(0, False, False),
    )
    assert shown.planned == (120, 180, 1020, 240, 180, 60)


def test_a_meeting_that_runs_ninety_seconds_late() -> None:
    ticks = (START, to(2, 0, 0), to(3, 140, 1), to(4, 390, 2), to(5, 510, 2, 1), tick(6, ClockKind.STEP, 520, step=5))
    shown = at(648, *ticks)
    assert shown.elapsed == (140, 250, 258, 0, 0, 0)
    assert (shown.segment, shown.box, shown.step) == (Segment.MAIN, 1, 5)
    assert shown.remaining == 1020 - 258
    assert (shown.box_elapsed[:2], shown.box_planned[1], shown.box_remaining) == ((120, 138), 540, 402)
    assert shown.delay == 90
    assert shown.ends_at == NOW + timedelta(minutes=31, seconds=30)


def test_what_is_skipped_is_time_won() -> None:
    shown = at(60, START, to(2, 0, 0), to(3, 60, 2))
    assert shown.delay == -(60 + 180)


def test_over_time_counts_on_and_moves_the_end() -> None:
    shown = at(150, START)
    assert shown.remaining == -30
    assert shown.delay == 30


def test_a_pause_stands_still_and_makes_late() -> None:
    ticks = (START, tick(2, ClockKind.PAUSE, 30))
    shown = at(90, *ticks)
    assert (shown.elapsed[0], shown.paused, shown.running, shown.delay) == (30, True, False, 60)
    again = at(100, *ticks, tick(3, ClockKind.RESUME, 90))
    assert (again.elapsed[0], again.paused, again.delay) == (40, False, 60)


def test_a_minute_more_is_given_to_line_and_box() -> None:
    shown = at(10, START, to(2, 0, 2, 1), tick(3, ClockKind.ADJUST, 5, seconds=60))
    assert shown.planned[2] == 1080
    assert shown.box_planned[1] == 600
    assert shown.remaining == 1070


def test_closing_stops_and_reopening_goes_on() -> None:
    ticks = (START, tick(2, ClockKind.CLOSE, 50))
    closed = at(500, *ticks)
    assert (closed.elapsed[0], closed.running, closed.paused) == (50, False, False)
    assert closed.ends_at == closed.closed_at == NOW + timedelta(seconds=50)
    again = at(510, *ticks, tick(3, ClockKind.REOPEN, 500))
    assert (again.elapsed[0], again.running, again.closed_at) == (60, True, None)
    assert not at(510, *ticks, tick(3, ClockKind.RESUME, 500)).running


def test_a_clock_set_back_takes_nothing_away() -> None:
    assert at(-100, START).elapsed[0] == 0


def test_a_jump_of_more_than_two_minutes_is_told() -> None:
    def read(wall: float) -> timedelta | None:
        return jumped((NOW, NOW + timedelta(seconds=wall)), (1000.0, 1010.0))

    assert read(10) is None
    assert read(130) is None
    assert read(131) == timedelta(seconds=121)
    assert read(-111) == timedelta(seconds=-121)


def test_a_meeting_left_open_for_long_asks() -> None:
    end = NOW + timedelta(minutes=30)
    shown = at(0, START)
    assert shown.planned_end == end
    assert not asks_to_go_on(shown, end + timedelta(minutes=30))
    assert asks_to_go_on(shown, end + timedelta(minutes=30, seconds=1))
