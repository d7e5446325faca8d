"""The built-in questions to the room: what is talked about when nothing else waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

QUESTIONS: Final = (
    "close_call",
    "first_look",
    "noisy_alert",
    "silent_failure",
    "runbook_gap",
    "who_to_call",
    "night_page",
    "rollback",
    "single_person",
    "backup_restore",
    "customer_first",
    "luck",
    "handover",
    "dependency",
    "thank_you",
    "newcomer",
)
"""In the order they are asked; more than twelve: none comes back within twelve weeks (decisions.md section 5)."""


def questions() -> tuple[str, ...]:
    """Return the catalogue codes of the built-in questions, in the order they are asked."""
    return tuple(f"agenda.question.{name}" for name in QUESTIONS)


def next_question(asked: Mapping[str, date]) -> str:
    """Return the question to ask next: one never asked, in order, else the one asked longest ago.

    ``asked`` holds the last date of each code; codes that are no longer built in do not matter.
    """
    return min(questions(), key=lambda code: (asked.get(code, date.min), questions().index(code)))
