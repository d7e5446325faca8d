"""Days on which the company is closed, those that come back every year among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from weeklypm.domain.calendar import Closure

LONGEST: Final = timedelta(days=366)
"""A closure is shorter than this; what lasts longer is no closure but the end of the series."""


def closed_days(closures: Iterable[Closure], start: date, until: date) -> dict[date, str]:
    """Return the names of the days off from a day to another, both inclusive; the closure listed first names a day."""
    found: dict[date, str] = {}
    for closure in closures:
        for day in _days(closure, start, until):
            found.setdefault(day, closure.name)
    return found


def _days(closure: Closure, start: date, until: date) -> Iterator[date]:
    last = until if closure.yearly else min(until, closure.ends_on)
    day = max(start, closure.starts_on)
    for number in range((last - day).days + 1):
        each = day + timedelta(days=number)
        if not closure.yearly or _comes_back(closure, each):
            yield each


def _comes_back(closure: Closure, day: date) -> bool:
    """Compare months and days, so that a closure may span New Year and 29 February needs no care."""
    if day <= closure.ends_on:
        return True
    first, last = _in_year(closure.starts_on), _in_year(closure.ends_on)
    here = _in_year(day)
    return first <= here <= last if first <= last else here >= first or here <= last


def _in_year(day: date) -> tuple[int, int]:
    return day.month, day.day
