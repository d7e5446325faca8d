"""The catalogue of dashboards: what an entry may hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from weeklypm.domain.action_rules import tracker_link
from weeklypm.domain.dashboard import Dashboard
from weeklypm.domain.errors import Problem

SUGGESTED_CHECKS: Final = 6
"""Questions that a new dashboard is offered (facilitation.md section 3.3)."""

NAME_LENGTH: Final = 120
TEXT_LENGTH: Final = 2000
CHECK_LENGTH: Final = 200
MOST_CHECKS: Final = 12
"""Questions of a checklist: more cannot be asked in the minutes that a review has."""


def weeks_since(looked_on: date, day: date) -> int:
    """Return the whole weeks since a dashboard was looked at, 0 for a day that has not come."""
    return max(0, (day - looked_on).days // 7)


def same_name(name: str) -> str:
    """Return a name as it is compared: case, width and white space do not matter."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def checked(dashboard: Dashboard, others: Iterable[Dashboard], today: date) -> Dashboard:
    """Return an entry with its texts tidied.

    Raises Problem ``dashboards.problem.*`` for a name that is missing, too long or taken by one of the others, for
    texts and checklists that are too long and a last look that has not been, ``actions.problem.link`` for a link.
    """
    name = _line(dashboard.name, NAME_LENGTH, "name_long")
    if not name:
        raise Problem("dashboards.problem.name_empty")
    if same_name(name) in {same_name(other.name) for other in others if other.id != dashboard.id}:
        raise Problem("dashboards.problem.name_taken", name=name)
    if dashboard.reviewed_on is not None and dashboard.reviewed_on > today:
        raise Problem("dashboards.problem.looked_later", day=dashboard.reviewed_on)
    return replace(
        dashboard,
        name=name,
        link=tracker_link(dashboard.link),
        purpose=_text(dashboard.purpose, "purpose_long"),
        how_to_read=_text(dashboard.how_to_read, "how_to_read_long"),
        checklist=_checklist(dashboard.checklist),
    )


def _checklist(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines that say anything, each once."""
    tidy = tuple(dict.fromkeys(line for one in lines if (line := _line(one, CHECK_LENGTH, "check_long"))))
    if len(tidy) > MOST_CHECKS:
        raise Problem("dashboards.problem.checks_many", n=MOST_CHECKS, count=len(tidy))
    return tidy


def _line(text: str, most: int, fault: str) -> str:
    tidy = " ".join(_seen(text, keep="").split())
    if len(tidy) > most:
        raise Problem(f"dashboards.problem.{fault}", n=most, length=len(tidy), text=tidy[:40])
    return tidy


def _text(text: str, fault: str) -> str:
    lines = (" ".join(line.split()) for line in _seen(text, keep="\n").splitlines())
    tidy = "\n".join(lines).strip()
    if len(tidy) > TEXT_LENGTH:
        raise Problem(f"dashboards.problem.{fault}", n=TEXT_LENGTH, length=len(tidy))
    return tidy


def _seen(text: str, *, keep: str) -> str:
    """Return a text without signs that cannot be seen or that turn others round."""
    return "".join(_sign(sign, keep) for sign in text)


def _sign(sign: str, keep: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Cf":
        # A joiner holds an emoji together, and some scripts need it.
        return sign if sign == "\u200d" else ""
    if kind in {"Cc", "Cs", "Co"}:
        return sign if sign in keep else " "
    return sign
