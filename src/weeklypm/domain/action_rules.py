"""Actions between meetings: where one is listed, how late and how old it is, and what a part of it inherits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from weeklypm.domain.errors import Problem
from weeklypm.domain.links import safe_link
from weeklypm.domain.outcomes import ActionItem, ActionState

OPEN: Final = (ActionState.IDEA, ActionState.COMMITTED)
"""States of an action that is still to be done."""

SOON_DAYS: Final = 7
OTHER_WAYS_AT: Final = 3
"""The slip at which splitting or dropping is offered instead of one more date (product.md section 3)."""

TEXT_LENGTH: Final = 1000

_KEY: Final = re.compile(r"A?0*([1-9][0-9]{0,8})", re.IGNORECASE | re.ASCII)


class ActionGroup(StrEnum):
    """Name where the list puts an action; the first that holds."""

    ENDED = "ended"
    UNDATED = "undated"
    LATE = "late"
    THIS_WEEK = "this_week"
    COMING = "coming"


class ActionTab(StrEnum):
    """Name what can be asked for: a tab of the page, a state of the command line."""

    OPEN = "open"
    LATE = "late"
    BLOCKED = "blocked"
    IDEA = "idea"
    ENDED = "ended"


def is_open(action: ActionItem) -> bool:
    """Tell whether an action is still to be done."""
    return action.state in OPEN


def group_of(action: ActionItem, today: date, next_held: date | None) -> ActionGroup:
    """Return where an action is listed; this week is by the next held meeting, or within seven days."""
    if not is_open(action):
        return ActionGroup.ENDED
    if action.due is None:
        return ActionGroup.UNDATED
    if action.due < today:
        return ActionGroup.LATE
    soon = (action.due - today).days <= SOON_DAYS or (next_held is not None and action.due <= next_held)
    return ActionGroup.THIS_WEEK if soon else ActionGroup.COMING


def in_tab(action: ActionItem, tab: ActionTab, today: date) -> bool:
    """Tell whether a tab lists an action. Late, blocked and ideas are among the open ones."""
    if tab is ActionTab.ENDED:
        return not is_open(action)
    wanted = {
        ActionTab.OPEN: True,
        ActionTab.LATE: days_late(action, today) > 0,
        ActionTab.BLOCKED: action.blocked_since is not None,
        ActionTab.IDEA: action.state is ActionState.IDEA,
    }
    return is_open(action) and wanted[tab]


def days_late(action: ActionItem, today: date) -> int:
    """Return by how many days an open action is late; 0 on the day it is due, without a date, and once it has ended."""
    if action.due is None or not is_open(action):
        return 0
    return max(0, (today - action.due).days)


def age_days(made_on: date, held_on: date | None, today: date) -> int:
    """Return how many days ago an action was agreed: in its meeting, where that is older than its row."""
    return max(0, (today - min(made_on, held_on or made_on)).days)


def offers_other_ways(slips: int) -> bool:
    """Tell whether one more slip would be the third, so that splitting or dropping is offered."""
    return slips + 1 >= OTHER_WAYS_AT


def check_due(before: date | None, after: date | None, today: date) -> None:
    """Refuse a date that is over when it is set or moved; an old one may stay as it is, and today is not over.

    Raises Problem ``actions.problem.due_past``.
    """
    if after is not None and after != before and after < today:
        raise Problem("actions.problem.due_past", day=after)


def one_line(text: str) -> str:
    """Return a text on one line, without letters that cannot be seen or that turn others round."""
    return " ".join("".join(_plain(letter) for letter in text).split())


def tidy_text(text: str) -> str:
    """Return what is to be done on one line; raise Problem ``actions.problem.text_long``.

    An empty text is refused where the action is changed.
    """
    tidy = one_line(text)
    if len(tidy) > TEXT_LENGTH:
        raise Problem("actions.problem.text_long", n=TEXT_LENGTH, length=len(tidy))
    return tidy


def _plain(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind == "Cf":
        # A joiner holds an emoji together, and some scripts need it; it turns nothing round.
        return letter if letter == "\u200d" else ""
    return " " if kind in ("Cc", "Cs") else letter


def tracker_link(text: str) -> str:
    """Return a link to a tracker that is safe to open: http or https, a host, nobody's password, nothing hidden.

    An empty text is no link. Raises Problem ``actions.problem.link``.
    """
    link = text.strip()
    if link and not safe_link(link):
        raise Problem("actions.problem.link", link="".join(_plain(letter) for letter in link)[:80])
    return link


def inherited(whole: ActionItem) -> dict[str, Any]:
    """Return the fields that a part has from the action it is split from: all but its words and its date."""
    names = ("type", "priority", "owner_id", "team_id", "owner_text", "state", "incident_id")
    return {name: getattr(whole, name) for name in names} | {"split_from_id": whole.id}


def whole_owner(fields: Mapping[str, Any], team_of: Mapping[UUID, UUID | None]) -> dict[str, Any]:
    """Complete a change of owner: a person stands for a bare name, a bare name for nobody, and the team follows.

    ``team_of`` gives each person's team; a team that is said outright stays as it is said.
    """
    whole = dict(fields)
    owner = whole.get("owner_id")
    if owner is not None:
        team = team_of.get(owner)
        return ({"team_id": team} if team else {}) | whole | {"owner_text": ""}
    if whole.get("owner_text"):
        whole["owner_id"] = None
    elif "owner_id" in whole:
        whole.setdefault("owner_text", "")
    return whole


def key_of(place: int) -> str:
    """Return what an action is called by: its place among all actions ever made, from 1."""
    return f"A{place}"


def place_of(key: str) -> int | None:
    """Return the place that a key names, or None for what is no key; case and width do not matter."""
    found = _KEY.fullmatch(unicodedata.normalize("NFKC", key).strip())
    return int(found[1]) if found else None
