"""What a weekday costs: how many of its meetings fall on public holidays, so that a team can choose a quiet one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from weeklypm.domain.values import Language
from weeklypm.services.holidays import public_holidays

YEARS: Final = 10
"""Years looked ahead: holidays on fixed dates wander through the week, so one year alone would mislead."""
WEEKDAYS: Final = 7


@dataclass(frozen=True)
class Outlook:
    """Hold what the coming years bring: meetings lost a year for each weekday, Monday first, and the days off."""

    costs: tuple[Fraction, ...]
    days_off: frozenset[date]


def outlook(country: str, today: date) -> Outlook:
    """Return what each weekday costs in a country from today on; an empty country costs nothing.

    Raises Problem ``services.problem.country`` for a code that is not known.
    """
    found = public_holidays(country, range(today.year, today.year + YEARS + 1), Language.EN)
    end = today + timedelta(days=round(YEARS * 365.25))
    days = frozenset(day for day in found if today <= day < end)
    return Outlook(lost_by_weekday(days, YEARS), days)


def lost_by_weekday(days: Iterable[date], years: int) -> tuple[Fraction, ...]:
    """Return how many of the days fall on each weekday, Monday first, as an average over the years."""
    counts = [0] * WEEKDAYS
    for day in set(days):
        counts[day.weekday()] += 1
    return tuple(Fraction(count, years) for count in counts)


def first_held(weekday: int, today: date, days_off: frozenset[date]) -> date:
    """Return the first date on or after today that falls on a weekday and on no day off."""
    day = today + timedelta(days=(weekday - today.weekday()) % WEEKDAYS)
    while day in days_off:
        day += timedelta(weeks=1)
    return day
