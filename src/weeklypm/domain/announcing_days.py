"""On which days people are told: working days counted back from a meeting."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from typing import Final

from weeklypm.domain.errors import Problem

CALL_AHEAD: Final = 3
"""Working days between the call for topics and the meeting (facilitation.md section 2)."""
FARTHEST: Final = 366
"""Days looked back: a year without three working days is a calendar filled in wrongly."""
SATURDAY: Final = 5


def is_working_day(day: date, days_off: Container[date]) -> bool:
    """Tell whether a day is neither on a weekend nor one of the days off: holidays and closures."""
    return day.weekday() < SATURDAY and day not in days_off


def working_day_before(day: date, days_off: Container[date], count: int) -> date:
    """Return the working day that lies so many working days before a day.

    Raises Problem ``announcing.problem.no_working_day`` where a whole year holds too few.
    """
    found = day
    left = count
    while left:
        if (day - found).days >= FARTHEST or found == date.min:
            raise Problem("announcing.problem.no_working_day", day=day)
        found -= timedelta(days=1)
        left -= is_working_day(found, days_off)
    return found


def call_day(day: date, days_off: Container[date]) -> date:
    """Return the day on which to call for the topics of a meeting: three working days before it."""
    return working_day_before(day, days_off, CALL_AHEAD)


def answer_day(day: date, days_off: Container[date]) -> date:
    """Return the day by which to answer the call: the last working day before the meeting."""
    return working_day_before(day, days_off, 1)
