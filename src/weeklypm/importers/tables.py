"""Read Markdown tables from their lines: closing pipes, delimiter cells and headers may be missing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from weeklypm.importers.blocks import Block
from weeklypm.importers.plain import fold, plain

_DELIMITER: Final = re.compile(r"^[\s:|-]*-[\s:|-]*$")


@dataclass(frozen=True)
class Row:
    """Hold one row: its line and its cells as Markdown."""

    number: int
    cells: tuple[str, ...]

    def cell(self, index: int | None) -> str:
        """Return a cell as plain text; empty where the row has none."""
        return plain(self.source(index))

    def source(self, index: int | None) -> str:
        """Return a cell as Markdown; empty where the row has none."""
        return self.cells[index] if index is not None and index < len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """Hold a table: its header, None where it has none, and its rows."""

    header: Row | None
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        """Return the greatest number of cells of a row."""
        return max((len(row.cells) for row in (*self.rows, *((self.header,) if self.header else ()))), default=0)

    def titles(self) -> tuple[str, ...]:
        """Return the header's cells as plain folded text."""
        if self.header is None:
            return ()
        return tuple(fold(plain(cell)).strip() for cell in self.header.cells)


def read_table(block: Block) -> Table:
    """Return the table of a block. A line without any pipe carries on the last cell of the row above it."""
    header: Row | None = None
    rows: list[Row] = []
    for line in block.lines:
        if _DELIMITER.match(line.source):
            if len(rows) == 1 and header is None:
                header = rows.pop()
            continue
        if "|" not in line.source and rows:
            rows[-1] = _carried_on(rows[-1], line.source)
            continue
        rows.append(Row(line.number, split_row(line.source)))
    return Table(header, tuple(rows))


def _carried_on(row: Row, more: str) -> Row:
    return Row(row.number, (*row.cells[:-1], f"{row.cells[-1]} {more.strip()}".strip()))


def split_row(source: str) -> tuple[str, ...]:
    """Return the cells of a row; a pipe that is escaped or within code parts no cells."""
    cells, start, code = [], 0, False
    text = source.strip()
    for index, char in enumerate(text):
        if char == "`" and (code or "`" in text[index + 1 : index + 2000]):
            code = not code
        elif char == "|" and not code and (index == 0 or text[index - 1] != "\\"):
            cells.append(text[start:index])
            start = index + 1
    cells.append(text[start:])
    return _trimmed(cells, text)


def _trimmed(cells: list[str], text: str) -> tuple[str, ...]:
    if text.startswith("|"):
        cells = cells[1:]
    if len(cells) > 1 and text.endswith("|") and not cells[-1].strip():
        cells = cells[:-1]
    return tuple(cell.strip().replace("\\|", "|") for cell in cells)
