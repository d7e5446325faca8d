"""Which days away may be registered. Nothing is said of why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Absence, Person
from weeklypm.domain.people_rules import check_year

LONGEST: Final = timedelta(days=3 * 366)
"""Whoever is away for longer has left; they come back with what they owed."""
DAY: Final = timedelta(days=1)
Span = tuple[date, date]
"""A first and a last day, both inclusive."""


def check_absence(person: Person, span: Span, others: Iterable[Absence], today: date, before: Span | None) -> None:
    """Raise Problem ``people.problem.absence_*`` for days that cannot be registered.

    ``others`` are the person's other absences; one may begin on the day after another ends. ``before`` is what is
    stored of the one being changed: it may be cut short to days that are over, when somebody is back early.
    """
    starts_on, ends_on = span
    for day in span:
        check_year(day)
    if ends_on < starts_on:
        raise Problem("people.problem.absence_ends_before", starts=starts_on, ends=ends_on)
    if ends_on < today and not _cut_short(span, before, today):
        raise Problem("people.problem.absence_past", ends=ends_on)
    if ends_on - starts_on > LONGEST:
        raise Problem("people.problem.absence_long", name=person.name, starts=starts_on, ends=ends_on)
    _check_stay(person, span)
    for other in sorted(others, key=lambda absence: absence.starts_on):
        if other.starts_on <= ends_on and starts_on <= other.ends_on:
            raise Problem("people.problem.absence_overlaps", starts=other.starts_on, ends=other.ends_on)


def _cut_short(span: Span, before: Span | None, today: date) -> bool:
    return before is not None and before[0] == span[0] and span[1] <= before[1] and before[1] >= today


def _check_stay(person: Person, span: Span) -> None:
    if person.left_on is not None and person.left_on < span[0]:
        raise Problem("people.problem.absence_left", name=person.name, day=person.left_on)
    if span[1] < person.joined_on:
        raise Problem("people.problem.absence_before_joined", name=person.name, day=person.joined_on)


def free_spans(span: Span, taken: Iterable[Absence]) -> Iterator[Span]:
    """Yield what absences leave of a span of days, in order."""
    start, end = span
    for absence in sorted(taken, key=lambda one: one.starts_on):
        if absence.ends_on < start or absence.starts_on > end:
            continue
        if absence.starts_on > start:
            yield start, absence.starts_on - DAY
        start = absence.ends_on + DAY
    if start <= end:
        yield start, end
