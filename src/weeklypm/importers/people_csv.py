"""Read a list of people: names and teams, and more where columns are headed in English or Japanese.

What a cell looks like is never run: a formula is a name like any other. An empty cell says nothing.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from weeklypm.domain.errors import Problem
from weeklypm.domain.people_rules import tidy
from weeklypm.domain.values import Message, message
from weeklypm.importers.decode import decode_list
from weeklypm.importers.past_facilitators import read_past_day
from weeklypm.importers.people_cells import read_days, read_hours, read_share, read_yes

MOST_LINES: Final = 20_000
SHOWN: Final = 40
"""Letters of a cell that a sentence repeats."""
LONGEST: Final = 4_000
"""Letters of a line: more is no line about one person."""
NAME: Final = "name"
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    NAME: ("name", "full name", "person", "member", "名前", "氏名", "メンバー"),
    "team": ("team", "group", "department", "チーム", "部署", "所属", "グループ"),
    "turns": ("turns", "takes turns", "joins turns", "facilitator", "facilitates", "進行役", "進行", "担当"),
    "joined": ("joined", "joined on", "join date", "start date", "加入日", "加入", "参加日", "着任日"),
    "share": ("share", "share %", "weight", "percent", "割合", "割合(%)", "重み"),
    "zone": ("zone", "time zone", "timezone", "tz", "時間帯", "タイムゾーン"),
    "hours": ("hours", "working hours", "work hours", "勤務時間", "勤務"),
    "days": ("days", "workdays", "working days", "曜日", "勤務日", "勤務曜日"),
    "also": ("also", "alias", "aliases", "also known as", "other names", "handle", "handles", "別名", "ハンドル"),
}
"""Columns and how they may be headed."""
WITHOUT_HEADING: Final = (NAME, "team")
_COLUMN_OF: Final = {title: column for column, titles in HEADINGS.items() for title in titles}
_READ: Final = {"turns": read_yes, "joined": read_past_day, "share": read_share, "hours": read_hours, "days": read_days}
_ALSO_BETWEEN: Final = str.maketrans(dict.fromkeys("、，,|/／\n", ";") | {"；": ";"})


@dataclass(frozen=True)
class PeopleLine:
    """Hold one person of a list by the line's number; None for what the line does not say.

    ``wrong`` is a message ``people.line.*`` where the line cannot be read; then only the name may be known.
    """

    number: int
    name: str
    team: str | None = None
    turns: bool | None = None
    joined: date | None = None
    share: int | None = None
    zone: str | None = None
    hours: tuple[time, time] | None = None
    days: tuple[int, ...] | None = None
    also: tuple[str, ...] | None = None
    wrong: Message | None = None


@dataclass(frozen=True)
class PeopleFile:
    """Hold a list: what the file is called, its people in order, and the headings that nobody knows."""

    name: str
    lines: tuple[PeopleLine, ...]
    unknown: tuple[str, ...] = ()


def read_people_csv(data: bytes, name: str) -> PeopleFile:
    """Return the people of a file; ``name`` is what it is called in sentences about it.

    Cells stand between commas, semicolons or tabs. Without a heading the columns are name and team. Raises Problem
    as ``decode_list`` for a file that is no UTF-8 text, ``people.problem.file_long`` above 20,000 lines,
    ``file_no_name`` for headings without a name, and ``file_none`` where nobody is in it.
    """
    rows = decode_list(data, name).split("\n")
    if len(rows) > MOST_LINES:
        raise Problem("people.problem.file_long", name=name, n=MOST_LINES)
    lines = [(number, row) for number, row in enumerate(rows, 1) if tidy(row)]
    delimiter, lines = _delimiter(lines)
    columns, unknown = _columns(_cut(lines[0][1][:LONGEST], delimiter), name) if lines else (None, ())
    read = tuple(
        line
        for number, row in lines[columns is not None :]
        if (line := _line(number, row, delimiter, columns or WITHOUT_HEADING)) is not None
    )
    if not read:
        raise Problem("people.problem.file_none", name=name)
    return PeopleFile(name, read, unknown)


def _delimiter(lines: list[tuple[int, str]]) -> tuple[str, list[tuple[int, str]]]:
    """Return the sign between cells, and the lines without one that does nothing but name it, as spreadsheets write."""
    first = tidy(lines[0][1]).casefold() if lines else ""
    if first.startswith("sep=") and len(first) <= 5:
        return lines[0][1].strip()[4:5] or "\t", lines[1:]
    row = lines[0][1] if lines else ""
    return "\t" if "\t" in row else ";" if row.count(";") > row.count(",") else ",", lines


def _cut(row: str, delimiter: str) -> list[str]:
    """Cut a line into cells; a quote never reaches over a line, where it would swallow all that follows."""
    return [tidy(cell) for cell in next(csv.reader([row], delimiter=delimiter, skipinitialspace=True), [])]


def _columns(cells: Sequence[str], name: str) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """Return the column of each cell of a heading, and the headings that are not known; None for no heading."""
    columns: list[str] = []
    unknown: list[str] = []
    for cell in cells:
        column = _COLUMN_OF.get(_title(cell), "")
        if column in columns or (cell and not column):
            unknown.append(cell[:SHOWN])
        columns.append("" if column in columns else column)
    if not any(columns):
        return None, ()
    if NAME not in columns:
        raise Problem("people.problem.file_no_name", name=name, headings=tuple(filter(None, cells)))
    return tuple(columns), tuple(unknown)


def _title(cell: str) -> str:
    plain = unicodedata.normalize("NFKC", cell).casefold().replace("_", " ").replace("-", " ")
    return " ".join(plain.rstrip(":").split())


def _line(number: int, row: str, delimiter: str, columns: Sequence[str]) -> PeopleLine | None:
    if len(row) > LONGEST:
        return PeopleLine(number, "", wrong=message("people.line.long", n=LONGEST))
    if row.count('"') % 2:
        return PeopleLine(number, "", wrong=message("people.line.quote"))
    cells = _cut(row, delimiter)
    if not any(cells):
        return None
    named = {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell}
    name = named.pop(NAME, "")
    if any(cells[len(columns) :]):
        return PeopleLine(number, name, wrong=message("people.line.cells", n=len(columns)))
    if not name:
        return PeopleLine(number, "", wrong=message("people.line.no_name")) if named else None
    return _person(number, name, named)


def _person(number: int, name: str, named: Mapping[str, str]) -> PeopleLine:
    told: dict[str, Any] = {}
    for column, cell in named.items():
        told[column] = _READ[column](cell) if column in _READ else _text(column, cell)
        if told[column] is None:
            return PeopleLine(number, name, wrong=message(f"people.line.{column}", text=cell[:SHOWN]))
    return PeopleLine(number, name, **told)


def _text(column: str, cell: str) -> str | tuple[str, ...]:
    if column != "also":
        return cell
    return tuple(filter(None, (tidy(part).lstrip("@＠") for part in cell.translate(_ALSO_BETWEEN).split(";"))))
