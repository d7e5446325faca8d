"""What holds for any run of the meeting's clock."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from rule_rows import DAY, NOW, item, series, tick

from weeklypm.domain.clock import fold, show, view
from weeklypm.domain.composition import compose
from weeklypm.domain.meeting import ClockEvent, ClockKind

AGENDA = compose(series(), [item(1)], day=DAY, attention=2)


@st.composite
def runs(draw: st.DrawFn) -> list[ClockEvent]:
    """Draw a run: a start, then anything at rising instants."""
    gaps = draw(st.lists(st.integers(1, 600), max_size=12))
    ticks = [tick(1, ClockKind.START, 0)]
    second = 0
    for number, gap in enumerate(gaps, start=2):
        second += gap
        kind = draw(st.sampled_from(list(ClockKind)))
        line = draw(st.integers(0, len(AGENDA.lines) - 1)) if kind is ClockKind.SEGMENT else None
        seconds = draw(st.integers(-120, 120)) if kind is ClockKind.ADJUST else 0
        ticks.append(tick(number, kind, second, line=line, box=draw(st.sampled_from([None, 1])), seconds=seconds))
    return ticks


@given(runs(), st.integers(0, 12), st.integers(0, 4000))
def test_the_fold_is_additive_so_a_restart_shows_the_same(ticks: list[ClockEvent], cut: int, second: int) -> None:
    now = ticks[-1].at + timedelta(seconds=second)
    first, rest = ticks[:cut], ticks[cut:]
    assert fold(rest, fold(first)) == fold(ticks)
    assert show(AGENDA, fold(rest, fold(first)), now) == view(AGENDA, reversed(ticks), now)


@given(runs(), st.integers(0, 4000))
def test_all_time_that_ran_is_counted_once(ticks: list[ClockEvent], second: int) -> None:
    now = ticks[-1].at + timedelta(seconds=second)
    ran, since, started, closed = 0.0, None, False, False
    for event in [*ticks, None]:
        at = event.at if event else now
        ran += (at - since).total_seconds() if since else 0
        since = at if since else None
        kind = event.kind if event else None
        started = started or kind is ClockKind.START
        if kind in (ClockKind.START, ClockKind.REOPEN) or (kind is ClockKind.RESUME and not closed):
            since, closed = at, closed and kind is ClockKind.RESUME
        elif kind is ClockKind.RESUME:
            since = None
        elif kind in (ClockKind.PAUSE, ClockKind.CLOSE):
            since, closed = None, closed or kind is ClockKind.CLOSE
    shown = view(AGENDA, ticks, now)
    assert sum(shown.elapsed) == ran
    assert shown.running == (since is not None)


@given(runs(), st.integers(0, 4000), st.integers(-300, 300))
def test_more_minutes_make_more_remaining_and_a_later_end(ticks: list[ClockEvent], second: int, more: int) -> None:
    now = ticks[-1].at + timedelta(seconds=second)
    before = view(AGENDA, ticks, now)
    after = view(AGENDA, [*ticks, tick(99, ClockKind.ADJUST, int((now - NOW).total_seconds()), seconds=more)], now)
    assert after.remaining - before.remaining == more
    assert (after.delay - before.delay) * more >= 0
    assert after.elapsed == before.elapsed
