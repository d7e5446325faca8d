"""Public holidays of a country: from its official list for the years this covers, else from a library.

The ``holidays`` library is loaded late: it takes a quarter of a second.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from weeklypm.domain.calendar import OfficialHoliday
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language, Message, message

if TYPE_CHECKING:
    from weeklypm.storage import Reader

# Names in the two languages of weeklypm; a country without them falls back to its own language.
LOCALES = {Language.JA: "ja", Language.EN: "en_US"}


def public_holidays(country: str, years: range, language: Language) -> Mapping[date, str]:
    """Return the public holidays of an ISO 3166 country by date; an empty country has none.

    Raises Problem ``services.problem.country`` for a code that is not known.
    """
    return _of_years(country.upper(), years.start, years.stop, language) if country else {}


@lru_cache(maxsize=32)
def _of_years(country: str, start: int, stop: int, language: Language) -> Mapping[date, str]:
    import holidays

    years = range(start, stop)
    try:
        found = holidays.country_holidays(country, years=years, language=_locale(country, language))
    except NotImplementedError as error:
        raise Problem("services.problem.country", country=country) from error
    return dict(found)


def _locale(country: str, language: Language) -> str | None:
    import holidays

    wanted = LOCALES[language]
    offered = holidays.list_localized_countries().get(country, [])
    return wanted if wanted in offered else None


def country_days(
    reader: Reader, country: str, years: range, language: Language
) -> tuple[dict[date, str], frozenset[int]]:
    """Return a country's holidays by date as the workspace knows them, and the years that an official list settles.

    For those years only the list counts; a day that the library knows too is named in the language.
    """
    computed = public_holidays(country, years, language)
    first, last = date(years.start, 1, 1), date(years.stop - 1, 12, 31)
    rows = reader.find(OfficialHoliday, country=country, day__ge=first, day__le=last) if country else []
    settled = frozenset(row.day.year for row in rows)
    days = {day: name for day, name in computed.items() if day.year not in settled}
    return days | {row.day: computed.get(row.day, row.name) for row in rows}, settled


def known_countries() -> tuple[str, ...]:
    """Return the ISO 3166 codes whose holidays are known, sorted."""
    import holidays

    return tuple(sorted(holidays.list_supported_countries(include_aliases=False)))


def named_in(reason: Message | None, day: date, country: str, language: Language) -> Message | None:
    """Return why a date is not held with its holiday named in another language than it was found in."""
    if reason is None or reason.code != "schedule.reason.holiday":
        return reason
    name = public_holidays(country, range(day.year, day.year + 1), language).get(day)
    return reason if name is None else message(reason.code, name=name)
