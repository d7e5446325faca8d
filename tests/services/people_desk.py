"""What the tests of people share: finding them by name, and looking at what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from services_desk import Bench

from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Person, Team
from weeklypm.domain.values import Language, Message
from weeklypm.storage import Unit
from weeklypm.wording import say


def person(bench: Bench, name: str) -> Person:
    """Return the person of a name."""
    return next(one for one in bench.read(lambda reader: reader.find(Person)) if one.name == name)


def team(bench: Bench, name: str) -> Team:
    """Return the team of a name."""
    return next(one for one in bench.read(lambda reader: reader.find(Team)) if one.name == name)


def day(month: int, number: int) -> date:
    """Return a day of the bench's year."""
    return date(2026, month, number)


def refused(bench: Bench, code: str, use_case: Callable[[Unit], Any]) -> Message:
    """Assert that a change is refused with one sentence in both languages and nothing kept; return what is told."""
    before = bench.read(lambda reader: [reader.find(kind) for kind in (Person, Team)])
    with pytest.raises(Problem) as caught:
        bench.change(use_case)
    told = caught.value.message
    assert told.code == f"people.problem.{code}", caught.value
    assert all(say(language, told).endswith((".", "?", "。")) for language in Language)
    assert bench.read(lambda reader: [reader.find(kind) for kind in (Person, Team)]) == before
    return told
