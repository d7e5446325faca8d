"""Due dates as people write them in one line: ``9/16``, ``2026-09-16``, ``9月16日``, ``Fri``, ``来週水曜``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Final

WEEKDAYS: Final = {
    name: weekday
    for weekday, names in enumerate(
        (
            "monday mon 月",
            "tuesday tue 火",
            "wednesday wed 水",
            "thursday thu 木",
            "friday fri 金",
            "saturday sat 土",
            "sunday sun 日",
        )
    )
    for name in names.split()
}
MONTHS: Final = {
    name: month
    for month, names in enumerate(
        (
            *("january jan", "february feb", "march mar", "april apr", "may", "june jun"),
            *("july jul", "august aug", "september sept sep", "october oct", "november nov", "december dec"),
        ),
        start=1,
    )
    for name in names.split()
}

_EN_DAY = "|".join(name for name in WEEKDAYS if name.isascii())
_EN_MONTH = "|".join(MONTHS)

FORMS: Final[tuple[str, ...]] = (
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
    r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日?",
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日?",
    r"(?P<month>\d{1,2})/(?P<day>\d{1,2})",
    rf"(?P<name>{_EN_MONTH})\.? (?P<day>\d{{1,2}})",
    rf"(?P<day>\d{{1,2}}) (?P<name>{_EN_MONTH})\.?",
    rf"(?P<week>next |this )?(?P<weekday>{_EN_DAY})",
    r"(?P<week>来週の?|今週の?)?(?P<weekday>[月火水木金土日])曜日?",
    r"(?P<near>today|tomorrow|今日|明日)",
)
"""Forms of a date; a digit or a letter may not touch them."""

ANY: Final = "|".join(re.sub(r"\(\?P<\w+>", "(?:", form) for form in FORMS)
_READERS: Final = tuple(re.compile(form, re.IGNORECASE) for form in FORMS)

FAR: Final = 9
"""Years searched for the next date of a day without a year: a leap day may be eight years away."""


def read_date(text: str, today: date) -> date | None:
    """Read a date; without a year it is the next such day on or after today. None for what is no date."""
    for form in _READERS:
        found = form.fullmatch(text.strip())
        if found:
            return _date(found.groupdict(), today)
    return None


def _date(parts: dict[str, str | None], today: date) -> date | None:
    near = {"today": 0, "今日": 0, "tomorrow": 1, "明日": 1}.get((parts.get("near") or "").casefold())
    if near is not None:
        return _valid(lambda: today + timedelta(days=near))
    weekday = parts.get("weekday")
    if weekday:
        return _valid(lambda: _weekday(WEEKDAYS[weekday.casefold()], parts.get("week") or "", today))
    name = parts.get("name")
    month = MONTHS[name.casefold()] if name else int(parts["month"] or 0)
    return _month_day(parts.get("year"), month, int(parts["day"] or 0), today)


def _weekday(weekday: int, week: str, today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    if week.casefold().startswith(("next", "来週")):
        return monday + timedelta(days=7 + weekday)
    if week:
        return monday + timedelta(days=weekday)
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _month_day(year: str | None, month: int, day: int, today: date) -> date | None:
    if year:
        return _valid(lambda: date(int(year), month, day))
    candidates = (_valid(partial(date, ahead, month, day)) for ahead in range(today.year, today.year + FAR))
    return next((found for found in candidates if found is not None and found >= today), None)


def _valid(make: Callable[[], date]) -> date | None:
    try:
        return make()
    except (ValueError, OverflowError):
        return None
