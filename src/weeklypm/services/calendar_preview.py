"""What an official list of holidays would change, told before it is taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from weeklypm.domain.calendar import Series
from weeklypm.domain.schedule import scheduled_dates
from weeklypm.services.clock import local_day
from weeklypm.services.dates import days_off, series_of
from weeklypm.services.holidays import country_days
from weeklypm.services.official_holidays import OfficialList, years_kept

if TYPE_CHECKING:
    from weeklypm.storage import Reader

AHEAD: Final = timedelta(days=3 * 366)
"""How far dates of the series are looked at: official lists reach to the end of next year."""

Day = tuple[date, str]


@dataclass(frozen=True)
class ListPreview:
    """Hold what a list covers and changes.

    ``years`` are those that would be kept, ``holidays`` how many days they hold; ``new`` and ``gone`` the days that
    become holidays and that are none any more; ``lost`` and ``won`` the coming dates of the series that change.
    """

    official: OfficialList
    years: tuple[int, ...]
    holidays: int
    new: tuple[Day, ...]
    gone: tuple[Day, ...]
    lost: tuple[date, ...]
    won: tuple[date, ...]


def preview_official(reader: Reader, official: OfficialList) -> ListPreview:
    """Return what taking a list would change; raise Problem as ``import_official`` does."""
    series = series_of(reader)
    years = years_kept(series, official)
    before, _ = country_days(reader, series.country, range(years[0], years[-1] + 1), series.language)
    before = {day: name for day, name in before.items() if day.year in years}
    after = {day: name for day, name in official.days if day.year in years}
    new = tuple((day, after[day]) for day in sorted(after.keys() - before.keys()))
    gone = tuple((day, before[day]) for day in sorted(before.keys() - after.keys()))
    lost, won = _dates(reader, series, {day for day, _ in new}, {day for day, _ in gone})
    return ListPreview(official, years, len(after), new, gone, lost, won)


def _dates(
    reader: Reader, series: Series, new: set[date], gone: set[date]
) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Return the coming dates that are lost and won; one that is off for another reason stays so."""
    today = local_day(reader.now, series.zone)
    until = today + AHEAD
    off = days_off(reader, series, today, until)
    dates = scheduled_dates(series, today, until=until)
    lost = tuple(day for day in dates if day in new and off.reason(day) is None)
    freed = (day for day in dates if day in gone)
    return lost, tuple(day for day in freed if day not in off.closures and day not in off.cancelled)
