"""What was typed after ``actions``: dates, priorities, states and kinds as the domain's own values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from weeklypm.domain.action_rules import ActionTab
from weeklypm.domain.capture import TYPES
from weeklypm.domain.errors import Problem
from weeklypm.domain.outcomes import ActionType, Priority
from weeklypm.services.options import read_day

NOTHING = ("none", "なし")
"""What stands for no date, no priority and nobody."""

ALL = "all"
"""The word for actions of every state."""

Value = TypeVar("Value", bound=StrEnum)


def named(option: str, text: str | None, values: type[Value]) -> Value | None:
    """Return the value that a word names, in any case; raise Problem ``actions_cli.problem.choice`` naming them all."""
    if text is None:
        return None
    found = next((value for value in values if value.value.casefold() == text.strip().casefold()), None)
    if found is None:
        raise _choice(option, text, [value.value for value in values])
    return found


def tab_named(option: str, text: str) -> ActionTab:
    """Return the tab that a word names; all stands beside them."""
    found = next((tab for tab in ActionTab if tab.value == text.strip().casefold()), None)
    if found is None:
        raise _choice(option, text, [*(tab.value for tab in ActionTab), ALL])
    return found


def type_named(option: str, text: str | None) -> ActionType | None:
    """Return the type that a word names, in English or Japanese."""
    if text is None:
        return None
    found = TYPES.get(text.strip().casefold())
    if found is None:
        raise _choice(option, text, [value.value for value in ActionType])
    return found


def day_or_none(text: str) -> date | None:
    """Return a date, or None for the word none."""
    return None if is_nothing(text) else read_day(text)


def priority_or_none(option: str, text: str) -> Priority | None:
    """Return a priority, or None for the word none."""
    return None if is_nothing(text) else named(option, text, Priority)


def is_nothing(text: str) -> bool:
    """Tell whether a word stands for nothing."""
    return text.strip().casefold() in NOTHING


def given(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that were given at all."""
    return {name: value for name, value in fields.items() if value is not None}


def _choice(option: str, text: str, known: list[str]) -> Problem:
    return Problem("actions_cli.problem.choice", name=option, text=text, known=", ".join(known))
