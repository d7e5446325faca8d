"""The words of the product: what each value of the domain's enums is called."""

from __future__ import annotations

from enum import Enum

from weeklypm.domain.agenda import ItemState, Kind, Segment
from weeklypm.domain.durations import DurationName, DurationState
from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import IncidentKind, InstantKind, SectionKey
from weeklypm.domain.meeting import MeetingState
from weeklypm.domain.outcomes import ActionState, ActionType, Priority, ReasonKind
from weeklypm.domain.timeline import EventKind, Precision
from weeklypm.domain.values import Language
from weeklypm.wording.phrases import word_code
from weeklypm.wording.say import known_codes, say

__all__ = ["NAMED", "language_named", "name_of", "short_name_of", "word_code"]

NAMED: tuple[type[Enum], ...] = (
    Kind,
    Segment,
    ItemState,
    DurationName,
    DurationState,
    IncidentKind,
    InstantKind,
    SectionKey,
    MeetingState,
    ActionState,
    ActionType,
    Priority,
    ReasonKind,
    EventKind,
    Precision,
    Language,
)
"""The enums whose values are shown to people, and so have a name in every language."""


def name_of(language: Language | str, value: Enum) -> str:
    """Return what a value of the domain is called, e.g. ``Kind.NEAR_MISS`` → ``Near miss`` / ``ヒヤリハット``."""
    return say(language, word_code(value))


def short_name_of(language: Language | str, value: Enum) -> str:
    """Return the short form for narrow places, or the name where it has none."""
    code = word_code(value, short=True)
    return say(language, code) if code in known_codes(language) else name_of(language, value)


def language_named(text: str) -> Language:
    """Return the language of a code such as ``ja`` or ``en``. Raises Problem for any other."""
    try:
        return Language(text.strip().lower())
    except ValueError:
        known = tuple(language.value for language in Language)
        raise Problem("wording.problem.language", given=text, known=known) from None
