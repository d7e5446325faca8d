"""Where the command line writes: listings to standard output, sentences about trouble to standard error."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import message
from weeklypm.services.system_errors import reason

WIDEST: Final = 32
"""Columns of the screen that a cell may take for all rows; what is longer moves only its own row."""


def print_json(tree: Any) -> None:
    """Print a JSON document, readable and with its own letters."""
    sys.stdout.write(json.dumps(tree, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def print_text(text: str) -> None:
    """Print lines of text."""
    sys.stdout.write(text.rstrip("\n") + "\n")


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows of as many cells as lines with their cells below each other; columns without words are left out."""
    places = [place for place, cells in enumerate(zip(*rows, strict=True)) if any(cells)]
    widths = {place: max(0, *(_counted(row[place]) for row in rows)) for place in places}
    return ["  ".join(_padded(row[place], widths[place]) for place in places).rstrip() for row in rows]


def _counted(cell: str) -> int:
    width = _width(cell)
    return width if width <= WIDEST else 0


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))


def _width(text: str) -> int:
    """Return the columns of the screen that a text takes: two for each wide letter, none for a mark on another."""
    letters = (letter for letter in text if not unicodedata.combining(letter))
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in letters)


def print_problem(sentence: str) -> None:
    """Print one sentence about what went wrong."""
    sys.stderr.write(" ".join(sentence.split()) + "\n")


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; raise Problem ``cli.problem.write`` saying where."""
    # An empty name is the folder at hand; other folders are refused by the system as the draft takes their place.
    if not path.name:
        raise Problem("cli.problem.write", path=str(path), error=message("services.system.folder"))
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise Problem("cli.problem.write", path=str(path), error=reason(error)) from error
