"""A country's official list of holidays: for the years that it covers, it stands for what a library computes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from weeklypm.domain.calendar import OfficialHoliday, Series
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language
from weeklypm.importers.official_days import read_official_days
from weeklypm.services.countries import country_name
from weeklypm.services.dates import series_of
from weeklypm.services.holidays import public_holidays
from weeklypm.services.planning import keeping_turns

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit

COMPARED_FROM: Final = 1990
"""Years before this one are no measure of a list: no team's series reaches back, and older laws are known less well."""


@dataclass(frozen=True)
class OfficialList:
    """Hold a list that was read: its country, its days with their names in order, and the years that it covers."""

    country: str
    days: tuple[tuple[date, str], ...]
    years: tuple[int, ...]


@dataclass(frozen=True)
class Imported:
    """Hold what a list brought: the years that were kept, and how many days are new, changed and gone."""

    years: tuple[int, ...]
    added: int
    changed: int
    removed: int


def read_official(data: bytes, name: str, country: str) -> OfficialList:
    """Read an official list for a country; ``name`` is what the file is called in sentences about it.

    Raises Problem ``calendar.problem.list_*`` where the file is no such list, where fewer than half of a year's days
    are holidays of the country, or fewer than half of these are among them (a list of a part of the year, after which
    meetings would be held on the other holidays), and ``calendar.problem.no_country`` without a country.
    """
    if not country:
        raise Problem("calendar.problem.no_country")
    days = read_official_days(data, name)
    years = tuple(sorted({day.year for day, _ in days}))
    _refuse_unlike(days, name, country.upper())
    return OfficialList(country.upper(), days, years)


def _refuse_unlike(days: tuple[tuple[date, str], ...], name: str, country: str) -> None:
    """Compare with the days that the library knows; the newest year that does not fit is named."""
    known = public_holidays(country, range(COMPARED_FROM, max(day.year for day, _ in days) + 1), Language.EN)
    whole = Counter(day.year for day in known)
    listed = Counter(day.year for day, _ in days if day.year in whole)
    shared = Counter(day.year for day, _ in days if day in known)
    for year in sorted(listed, reverse=True):
        told = {"name": name, "country": country_name(country), "year": year, "found": shared[year]}
        if 2 * shared[year] < listed[year]:
            raise Problem("calendar.problem.list_country", **told, n=listed[year])
        if 2 * shared[year] < whole[year]:
            raise Problem("calendar.problem.list_part", **told, n=whole[year])


def years_kept(series: Series, official: OfficialList) -> tuple[int, ...]:
    """Return the years of a list that a series keeps; raise Problem as ``import_official`` does."""
    if official.country != series.country:
        names = {"country": country_name(official.country), "own": country_name(series.country)}
        raise Problem("calendar.problem.list_other", **names)
    years = tuple(year for year in official.years if year >= series.first_on.year)
    if not years:
        raise Problem("calendar.problem.list_past", year=official.years[-1], first=series.first_on)
    return years


def import_official(unit: Unit, official: OfficialList) -> Imported:
    """Keep a list's days from the series' first year on; what was kept of its years before is brought in line.

    Imported again it changes nothing. Raises Problem ``calendar.problem.list_other`` for the list of a country that is
    not the series', and ``calendar.problem.list_past`` when all of its years are over before the series began.
    """
    years = years_kept(series_of(unit), official)
    with keeping_turns(unit):
        return _bring_in_line(unit, official.country, years, {day: n for day, n in official.days if day.year in years})


def _bring_in_line(unit: Unit, country: str, years: tuple[int, ...], days: Mapping[date, str]) -> Imported:
    rows = unit.find(OfficialHoliday, country=country, include_deleted=True)
    # A live row goes before a deleted one of the same day, which comes back where there is no other.
    kept = {row.day: row for row in sorted(rows, key=lambda row: row.deleted_at is None) if row.day.year in years}
    gone = [row for day, row in kept.items() if day not in days and row.deleted_at is None]
    for row in gone:
        unit.delete(row)
    changed = sum(_put(unit, kept[day], name) for day, name in days.items() if day in kept)
    new = {day: name for day, name in days.items() if day not in kept}
    unit.add_many([OfficialHoliday(**unit.stamp(), country=country, day=day, name=new[day]) for day in new])
    return Imported(years, len(new), changed, len(gone))


def _put(unit: Unit, row: OfficialHoliday, name: str) -> bool:
    return unit.put(replace(row, name=name, deleted_at=None)).version != row.version


def official_years(reader: Reader, country: str) -> tuple[int, ...]:
    """Return the years for which an official list of a country is kept."""
    days = reader.values(OfficialHoliday, ("day",), country=country)
    return tuple(sorted({day.year for (day,) in days}))


def remove_official(unit: Unit, year: int) -> int:
    """Forget the list of one year, whose holidays are computed again; return how many days went."""
    country = series_of(unit).country
    first, last = date(year, 1, 1), date(year, 12, 31)
    with keeping_turns(unit):
        rows = unit.find(OfficialHoliday, country=country, day__ge=first, day__le=last)
        for row in rows:
            unit.delete(row)
        return len(rows)
