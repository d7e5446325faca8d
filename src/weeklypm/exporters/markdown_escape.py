"""Data made inert for Markdown: a backslash before every sign that GitHub's flavour could read as markup."""

from __future__ import annotations

import re
from typing import Final

# `_` between letters or digits opens nothing; `&` matters only where an entity could begin.
ANYWHERE: Final = re.compile(r"[\\`*\[\]<>|~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=[#A-Za-z])")
CLOSING: Final = re.compile(r"(?<=\s)#+\s*$")
AT_START: Final = re.compile(r"(?P<indent>[ \t]*)(?P<number>\d{0,9})(?P<sign>[#+\-=.)])")


def text(data: str) -> str:
    """Return data that stands inside a line."""
    return ANYWHERE.sub(_escaped, data)


def _escaped(found: re.Match[str]) -> str:
    return "\\" + found[0]


def heading(level: int, content: str) -> str:
    """Return a heading around escaped content, in which signs at the end do not close it."""
    return f"{'#' * level} {CLOSING.sub(_escaped, content)}".rstrip()


def line(data: str) -> str:
    """Return data that begins a line, where signs such as ``#``, ``-`` and ``1.`` would count too."""
    escaped = text(data.lstrip(" \t"))
    found = AT_START.match(escaped)
    if found is None or (bool(found["number"]) != (found["sign"] in ".)")):
        return escaped
    return f"{found['number']}\\{escaped[found.start('sign') :]}"
