"""Read one captured line: ``@owner``, ``!P1``, ``#type``, ``^date`` or a trailing bare date (decisions.md section 7).

What is not understood stays in the text, so that nothing typed is lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from weeklypm.domain.capture_dates import ANY, read_date
from weeklypm.domain.outcomes import ActionType, Priority
from weeklypm.domain.people import Person, Team


@dataclass(frozen=True)
class Capture:
    """Hold what one line says; None where it says nothing. ``owner_text`` is a name after ``@`` that is not known."""

    text: str
    owner_id: UUID | None = None
    owner_text: str = ""
    team_id: UUID | None = None
    priority: Priority | None = None
    type: ActionType | None = None
    due: date | None = None


TYPES: Final = {kind.value: kind for kind in ActionType} | {
    "予防": ActionType.PREVENT,
    "再発防止": ActionType.PREVENT,
    "緩和": ActionType.MITIGATE,
    "検知": ActionType.DETECT,
    "修復": ActionType.REPAIR,
    "修正": ActionType.REPAIR,
    "手順": ActionType.PROCESS,
    "プロセス": ActionType.PROCESS,
    "調査": ActionType.INVESTIGATE,
    "その他": ActionType.OTHER,
}

_PRIORITY: Final = re.compile(r"(?<![0-9A-Za-z])[!！][pPｐＰ]([0-3０-３])(?![0-9A-Za-z])")
_TYPE: Final = re.compile(
    r"(?<![0-9A-Za-z])[#＃](" + "|".join(sorted(TYPES, key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE
)
_MARKED_DATE: Final = re.compile(rf"(?<![0-9A-Za-z])[\^＾]({ANY})(?![0-9A-Za-z/])", re.IGNORECASE)
_TRAILING_DATE: Final = re.compile(
    rf"(?:(?<=\s)(?:by|due|until)\s+|(?<![0-9A-Za-z/.@#!^-]))({ANY})(?:までに?|迄)?\s*$", re.IGNORECASE
)
_AT: Final = re.compile(r"(?<![0-9A-Za-z._-])[@＠]")
_WORD: Final = re.compile(r"[\w.\-]+")
_HONORIFIC: Final = re.compile(r"(?:さん|様|氏|\s*-san)")


def read_capture(line: str, people: Iterable[Person], teams: Iterable[Team], today: date) -> Capture:
    """Read a line against the people, the teams and the local date. Never raises."""
    text, owner_id, team_id, owner_text = _take_owner(line, tuple(people), tuple(teams))
    text, priority = _take(text, _PRIORITY)
    text, kind = _take(text, _TYPE)
    text, due = _take_date(text, today)
    return Capture(
        text=re.sub(r"\s+", " ", text).strip(),
        owner_id=owner_id,
        owner_text=owner_text,
        team_id=team_id,
        priority=Priority(f"P{int(priority)}") if priority else None,
        type=TYPES[kind.lower()] if kind else None,
        due=due,
    )


def _take(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    """Take the first match of a pattern out of a text."""
    found = pattern.search(text)
    return (_without(text, found.start(), found.end()), found[1]) if found else (text, "")


def _without(text: str, start: int, end: int) -> str:
    return f"{text[:start]} {text[end:]}"


def _take_date(text: str, today: date) -> tuple[str, date | None]:
    for pattern in (_MARKED_DATE, _TRAILING_DATE):
        found = pattern.search(text)
        due = read_date(found[1], today) if found else None
        if found and due is not None:
            return _without(text, found.start(), found.end()), due
    return text, None


def _take_owner(
    line: str, people: tuple[Person, ...], teams: tuple[Team, ...]
) -> tuple[str, UUID | None, UUID | None, str]:
    """Take the first known person or team after an @ sign out of a line, else the first word after one."""
    names = _names(people) | {name: team.id for name, team in _team_names(teams).items()}
    marks = list(_AT.finditer(line))
    for mark in marks:
        found = _longest(line, mark.end(), names)
        if found is not None:
            end, known = found
            is_team = any(team.id == known for team in teams)
            text = _without(line, mark.start(), end)
            return (text, None, known, "") if is_team else (text, known, None, "")
    for mark in marks:
        word = _WORD.match(line, mark.end())
        if word:
            return _without(line, mark.start(), word.end()), None, None, word[0]
    return line, None, None, ""


def _team_names(teams: Iterable[Team]) -> dict[str, Team]:
    return {folded(team.name): team for team in teams if folded(team.name)}


def _names(people: Iterable[Person]) -> dict[str, UUID]:
    """Return the people by name, alias and part of a name, each where only one person has it."""
    whole: dict[str, set[UUID]] = {}
    parts: dict[str, set[UUID]] = {}
    for person in people:
        for name in (person.name, *person.aliases):
            whole.setdefault(folded(name), set()).add(person.id)
            for part in name.split():
                parts.setdefault(folded(part), set()).add(person.id)
    return {name: min(ids) for name, ids in (parts | whole).items() if name and len(ids) == 1}


def folded(text: str) -> str:
    """Return a name without what people write differently: width, case and blanks."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _longest(line: str, start: int, names: dict[str, UUID]) -> tuple[int, UUID] | None:
    """Return the end of the longest known name that stands at a place of the line, and whose it is."""
    longest = max((len(name) for name in names), default=0)
    best: tuple[int, UUID] | None = None
    for end in range(start + 1, len(line) + 1):
        said = folded(line[start:end])
        if len(said) > longest:
            break
        if said in names and not line[end - 1].isspace() and _ends(line, end):
            best = end, names[said]
    if best is None:
        return None
    honorific = _HONORIFIC.match(line, best[0])
    return (honorific.end() if honorific else best[0]), best[1]


def _ends(line: str, end: int) -> bool:
    """Tell whether a name can end here: not within Latin letters or katakana; other Japanese needs no blank."""
    if end == len(line) or not line[end].isalnum():
        return True
    return not any(inside(line[end - 1]) and inside(line[end]) for inside in (str.isascii, _is_katakana))


def _is_katakana(letter: str) -> bool:
    return "\u30a1" <= letter <= "\u30ff"
