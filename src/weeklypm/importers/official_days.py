"""Read a country's official list of holidays: a CSV of dates and names, such as Japan's Cabinet Office publishes."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Final

from weeklypm.domain.errors import Problem

LARGEST: Final = 1024 * 1024
LONGEST_NAME: Final = 120
"""Letters of a holiday's name."""
ENCODINGS: Final = ("utf-8-sig", "cp932")
"""The Cabinet Office writes CP932; whatever a team saves anew is mostly UTF-8, with a mark or without."""
_DAY: Final = re.compile(r"(\d{4})(?:[/.-](\d{1,2})[/.-](\d{1,2})|年(\d{1,2})月(\d{1,2})日)")
_YEARS: Final = range(1900, 2200)

Line = tuple[int, list[str]]


def read_official_days(data: bytes, name: str) -> tuple[tuple[date, str], ...]:
    """Return the days of a list with their names, in order of date.

    Lines are ``date,name`` with a date such as 2026/1/1 or 2026-01-01, below a heading or not. Raises Problem
    ``calendar.problem.list_*`` for a file that is too large, empty or no such list, and for the first line whose date
    cannot be read, whose name is missing or too long, or whose day stands there already under another name.
    """
    lines = list(_lines(_text(data, name), name))
    if not lines:
        raise Problem("calendar.problem.list_empty", name=name)
    days = lines if _looks_like_a_date(lines[0][1]) else lines[1:]
    if not any(_day(cells[0]) for _, cells in days):
        raise Problem("calendar.problem.list_none", name=name)
    found: dict[date, str] = {}
    for line in days:
        _take(found, line, name)
    return tuple(sorted(found.items()))


def _text(data: bytes, name: str) -> str:
    if len(data) > LARGEST:
        raise Problem("calendar.problem.list_large", name=name, size=len(data), limit=LARGEST)
    if b"\x00" not in data:
        for encoding in ENCODINGS:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise Problem("calendar.problem.list_none", name=name)


def _lines(text: str, name: str) -> Iterator[Line]:
    """Return the lines that hold anything, with their numbers, cut into cells."""
    reader = csv.reader(text.splitlines(), delimiter="\t" if "\t" in text and "," not in text else ",")
    try:
        for row in reader:
            cells = [_tidy(cell) for cell in row]
            if any(cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise Problem("calendar.problem.list_none", name=name) from error


def _tidy(cell: str) -> str:
    visible = "".join(sign for sign in cell if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co"})
    return " ".join(visible.split())


def _looks_like_a_date(cells: list[str]) -> bool:
    """Tell a day from a heading: a date that cannot be read is a slip to be named, a heading has no number."""
    return any(letter.isdigit() for letter in cells[0])


def _day(cell: str) -> date | None:
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", cell))
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _take(found: dict[date, str], line: Line, name: str) -> None:
    number, cells = line
    day = _day(cells[0])
    if day is None:
        raise Problem("calendar.problem.list_date", name=name, line=number, text=cells[0][:40])
    named = cells[1] if len(cells) > 1 else ""
    if not named or len(named) > LONGEST_NAME:
        raise Problem("calendar.problem.list_name", name=name, line=number, most=LONGEST_NAME)
    if found.setdefault(day, named) != named:
        raise Problem("calendar.problem.list_twice", name=name, line=number, day=day, first=found[day], second=named)
