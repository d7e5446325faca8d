"""Read who led past meetings: lines of date and name, from a table or a text, with a heading or without."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Message, message
from weeklypm.importers.decode import decode_list

LONGEST_NAME: Final = 80
"""Letters of a person's name."""
MOST_LINES: Final = 10_000
"""Two centuries of weeks: more is no list of meetings."""
SHOWN: Final = 40
"""Letters of a text that a sentence repeats."""
DATE_HEADINGS: Final = frozenset(
    {"date", "day", "held on", "meeting", "meeting date", "日付", "日", "開催日", "実施日"}
)
NAME_HEADINGS: Final = frozenset(
    {"name", "facilitator", "led by", "who", "person", "名前", "氏名", "担当", "担当者", "進行", "進行役", "司会"}
)
# A date may carry its weekday, or the midnight that spreadsheets write behind it.
_DAY: Final = re.compile(
    r"(\d{4})(?:([/.-])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?:[ T]0?0:00(?::00)?)?", re.ASCII
)
_WEEKDAY: Final = re.compile(r"\s*\([^()\s]{1,9}\)$")
_YEARS: Final = range(1900, 2200)


@dataclass(frozen=True)
class PastLine:
    """Hold one line of the file by its number: its day and name, or why it cannot be taken.

    ``wrong`` is a message ``pastturns.line.*``; then the day may be None and the name empty.
    """

    number: int
    day: date | None
    name: str
    wrong: Message | None = None


def read_past_facilitators(data: bytes, name: str) -> tuple[PastLine, ...]:
    """Return the lines of a file in their order, blank lines and the heading left out.

    Cells stand between commas, semicolons or tabs; dates are written 2026-05-06, 2026/5/6 or 2026年5月6日. Raises
    Problem as ``decode_list`` for a file that is no UTF-8 text, ``pastturns.problem.long`` above 10,000 lines and
    ``pastturns.problem.none`` where no line has a date.
    """
    lines = list(_lines(decode_list(data, name)))
    if len(lines) > MOST_LINES:
        raise Problem("pastturns.problem.long", name=name, n=len(lines), most=MOST_LINES)
    places, heading = _places(lines[0][1]) if lines else ((0, 1), False)
    read = tuple(_line(number, cells, places) for number, cells in lines[heading:])
    if all(line.day is None for line in read):
        raise Problem("pastturns.problem.none", name=name)
    return read


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Return the lines that hold anything, with their numbers, cut into cells; a quote never reaches over a line."""
    rows = text.split("\n")
    delimiter = _delimiter(next(row for row in rows if row.strip()))
    for number, row in enumerate(rows, start=1):
        cells = [_tidy(cell) for cell in _cut(row, delimiter)]
        if any(cells):
            yield number, cells


def _delimiter(first: str) -> str:
    return next((sign for sign in "\t;" if sign in first), ",")


def _cut(row: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([row], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return [row[:SHOWN]]


def _tidy(cell: str) -> str:
    visible = "".join(sign for sign in cell if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co"})
    return " ".join(visible.split())


def _places(cells: Sequence[str]) -> tuple[tuple[int, int], bool]:
    """Return in which cells date and name stand, and whether the first line is a heading: one without any digit."""
    titles = [unicodedata.normalize("NFKC", cell).casefold() for cell in cells]
    if any(letter.isdigit() for title in titles for letter in title):
        swapped = len(cells) > 1 and read_past_day(cells[0]) is None and read_past_day(cells[1]) is not None
        return ((1, 0) if swapped else (0, 1)), False
    day = next((place for place, title in enumerate(titles) if title in DATE_HEADINGS), None)
    name = next((place for place, title in enumerate(titles) if title in NAME_HEADINGS), None)
    if day is None:
        day = 1 if name == 0 else 0
    return (day, name if name is not None else int(day == 0)), True


def _line(number: int, cells: Sequence[str], places: tuple[int, int]) -> PastLine:
    written, name = (cells[place] if place < len(cells) else "" for place in places)
    day = read_past_day(written)
    if not written:
        return PastLine(number, None, name, message("pastturns.line.no_date"))
    if day is None:
        return PastLine(number, None, name, message("pastturns.line.date", text=written[:SHOWN]))
    if not name:
        return PastLine(number, day, "", message("pastturns.line.no_name"))
    if len(name) > LONGEST_NAME:
        return PastLine(number, day, name[:SHOWN], message("pastturns.line.name_long", most=LONGEST_NAME))
    return PastLine(number, day, name)


def read_past_day(written: str) -> date | None:
    """Return a date that is written year first, or None: 5/6/2026 is two days, one in Europe and one in America."""
    plain = _WEEKDAY.sub("", unicodedata.normalize("NFKC", written).strip())
    found = _DAY.fullmatch(plain)
    if found is None:
        return None
    year, month, day = (int(found[group]) for group in ((1, 3, 4) if found[3] else (1, 5, 6)))
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
