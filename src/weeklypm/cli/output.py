"""Where the command line writes: listings to standard output, sentences about trouble to standard error."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import message
from weeklypm.services.system_errors import reason


def print_json(tree: Any) -> None:
    """Print a JSON document, readable and with its own letters."""
    sys.stdout.write(json.dumps(tree, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def print_text(text: str) -> None:
    """Print lines of text."""
    sys.stdout.write(text.rstrip("\n") + "\n")


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
