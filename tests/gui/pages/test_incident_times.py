"""Times as they are typed and shown, on the incident's own wall clock."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypm.domain.errors import Problem
from weeklypm.gui.pages.event_time import read_time, show_time

DAY, TOKYO = date(2026, 8, 28), "Asia/Tokyo"


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", (None, None)),
        ("12:47", (utc(2026, 8, 28, 3, 47), None)),
        ("１２：４７", (utc(2026, 8, 28, 3, 47), None)),
        ("12:47:05", (utc(2026, 8, 28, 3, 47, 5), None)),
        ("2026-08-29 00:10", (utc(2026, 8, 28, 15, 10), None)),
        ("2026/8/29 0:10", (utc(2026, 8, 28, 15, 10), None)),
        ("2026-08-29", (None, date(2026, 8, 29))),
    ],
)
def test_what_is_typed_is_read(typed: str, read: tuple[datetime | None, date | None]) -> None:
    assert read_time(typed, TOKYO, DAY) == read


@pytest.mark.parametrize("typed", ["lunch", "25:00", "12:60", "2026-02-30 10:00", "12.47", "1247", "12:47 x"])
def test_what_is_no_time_is_told(typed: str) -> None:
    with pytest.raises(Problem) as told:
        read_time(typed, TOKYO, DAY)
    assert told.value.code == "incidentpage.problem.time"


def test_a_clock_needs_a_day() -> None:
    with pytest.raises(Problem) as told:
        read_time("12:47", TOKYO, None)
    assert told.value.code == "incidentpage.problem.day"


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(microsecond=0, tzinfo=UTC)),  # noqa: DTZ001
    st.sampled_from(["UTC", TOKYO, "Asia/Kathmandu", "America/St_Johns"]),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
)
def test_what_is_shown_is_read_back_but_for_an_hour_that_comes_twice(at: datetime, zone: str, day: date) -> None:
    read, bare = read_time(show_time(at, None, zone, day), zone, day)
    assert bare is None
    assert read is not None
    assert abs(read - at).total_seconds() in (0, 3600)
    assert show_time(read, None, zone, day) == show_time(at, None, zone, day)
