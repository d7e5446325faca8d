"""What a weekday costs: how many of its meetings fall on public holidays, so that a team can choose a quiet one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from weeklypm.domain.calendar import Series
from weeklypm.domain.schedule import scheduled_dates
from weeklypm.domain.values import Language, Message, message
from weeklypm.services.countries import country_name
from weeklypm.services.dates import days_off
from weeklypm.services.holidays import public_holidays

if TYPE_CHECKING:
    from weeklypm.storage import Reader

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


def costs_of(reader: Reader, series: Series, today: date) -> tuple[Fraction, ...]:
    """Return how many meetings a year a series would lose on each weekday, Monday first, at its cadence.

    Holidays count, official lists and closures with them; single cancelled dates belong to no weekday.
    """
    end = today + timedelta(days=round(YEARS * 365.25) - 1)
    off = days_off(reader, series, today, end)
    days = off.holidays.keys() | off.closures.keys()
    dates = (scheduled_dates(replace(series, weekday=weekday), today, until=end) for weekday in range(WEEKDAYS))
    return tuple(Fraction(sum(day in days for day in each), YEARS) for each in dates)


def cost_sentence(weekday: int, cost: Fraction, country: str) -> Message:
    """Return what a weekday costs as a sentence: about how many meetings a year, to the next whole one."""
    named = message(f"words.weekday.{weekday}")
    if not country:
        return message("calendar.cost.no_country", weekday=named)
    lost = round(cost)
    if not lost:
        code = "calendar.cost.hardly" if cost else "calendar.cost.none"
        return message(code, weekday=named, country=country_name(country))
    return message("calendar.cost.about", weekday=named, n=lost, country=country_name(country))


def first_held(weekday: int, today: date, days_off: frozenset[date]) -> date:
    """Return the first date on or after today that falls on a weekday and on no day off."""
    day = today + timedelta(days=(weekday - today.weekday()) % WEEKDAYS)
    while day in days_off:
        day += timedelta(weeks=1)
    return day
