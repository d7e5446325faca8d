"""Who takes turns, who owes which part of one, and who is away (facilitation.md section 1, rules 1, 2 and 8)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final
from uuid import UUID

from weeklypm.domain.people import Absence, Person

GRACE: Final = 3
"""Held meetings that a newcomer sits through before accruing and being asked (rule 8)."""

Shares = tuple[tuple[UUID, Fraction], ...]
"""Which part of one turn each person owes, sorted by the text of their ids; adds up to 1, or is empty."""


Span = tuple[date, date]
"""The first and the last day away."""


@dataclass(frozen=True)
class Held:
    """Hold one held meeting: its date and who actually facilitated; None for self-run, a stranger's id for a guest.

    ``shares`` is who owed which part of the turn when the name was confirmed, empty when nobody was eligible; None
    has it worked out from what is registered.
    """

    day: date
    facilitator_id: UUID | None = None
    shares: Shares | None = None


@dataclass(frozen=True)
class Roster:
    """Hold who takes turns, and their registered absences. ``seed`` is the series' seed for breaking ties.

    ``equal_by_team`` has each team owe the same part of a turn, however many its people are.
    """

    members: tuple[Person, ...]
    absences: tuple[Absence, ...] = ()
    seed: str = ""
    equal_by_team: bool = False
    _away: Mapping[UUID, Sequence[Span]] = field(init=False, repr=False, compare=False)
    _known: Mapping[UUID, Person] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the members, so that no result depends on the order of rows."""
        object.__setattr__(self, "members", tuple(sorted(self.members, key=lambda person: str(person.id))))
        object.__setattr__(self, "_away", _spans(self.absences))
        object.__setattr__(self, "_known", {person.id: person for person in self.members})

    def person(self, person_id: UUID | None) -> Person | None:
        """Return somebody of the roster, or None for a stranger and for nobody."""
        return None if person_id is None else self._known.get(person_id)

    def away_until(self, person_id: UUID, day: date) -> date | None:
        """Return the last day away of someone away on a day, over absences that overlap or meet, or None."""
        spans = self._away.get(person_id)
        if spans is None:
            return None
        index = bisect_right(spans, (day, date.max)) - 1
        return spans[index][1] if index >= 0 and spans[index][1] >= day else None

    def present(self, day: date) -> Iterator[Person]:
        """Yield those who have joined and not left by a day, opted in or not, away or not."""
        return (person for person in self.members if is_member(person, day))

    def can_serve(self, person_id: UUID | None, day: date) -> bool:
        """Tell whether a name can stand on a day: here, opted in and not away; who presents is another matter."""
        person = self.person(person_id)
        if person is None or not person.opted_in or not is_member(person, day):
            return False
        return not self._is_away(person.id, day)

    def in_grace(self, person: Person, day: date, held: Sequence[Held]) -> bool:
        """Tell whether a newcomer has not yet sat through enough held meetings before a day (rule 8)."""
        if person.founder:
            return False
        seen = 0
        for index in range(bisect_left(held, person.joined_on, key=_day), bisect_left(held, day, key=_day)):
            seen += not self._is_away(person.id, held[index].day)
            if seen == GRACE:
                return False
        return True

    def eligible(self, day: date, held: Sequence[Held]) -> frozenset[UUID]:
        """Return who can be asked on a day: opted in, joined, past their grace, not away (rule 1).

        Where all who are opted in are newcomers there is nobody to learn from, and none has to wait.
        """
        return frozenset(person.id for person in self._there(day, held))

    def shares(self, day: date, held: Sequence[Held]) -> Shares:
        """Return which part of the turn of a day each eligible person owes (rules 1 and 2); empty without any.

        ``held`` are the meetings before, in order of date.
        """
        return self._split(self._there(day, held))

    def shares_of_all(self, day: date, held: Sequence[Held]) -> Shares:
        """Return the parts of a turn when nobody is eligible: all who are opted in share it, away or not (rule 12)."""
        return self._split(self._settled(day, held))

    def _there(self, day: date, held: Sequence[Held]) -> list[Person]:
        return [person for person in self._settled(day, held) if not self._is_away(person.id, day)]

    def _is_away(self, person_id: UUID, day: date) -> bool:
        return self.away_until(person_id, day) is not None

    def _settled(self, day: date, held: Sequence[Held]) -> list[Person]:
        willing = [person for person in self.present(day) if person.opted_in]
        return [person for person in willing if not self.in_grace(person, day, held)] or willing

    def _split(self, sharing: Sequence[Person]) -> Shares:
        """Divide a turn by weight: over all alike, or over the teams alike and then within each."""
        whole: dict[UUID | None, int] = {}
        for person in sharing:
            whole[self._group(person)] = whole.get(self._group(person), 0) + person.share_percent
        # Most people owe the same, and making a fraction costs more than finding it.
        parts: dict[tuple[int, int], Fraction] = {}
        shares: list[tuple[UUID, Fraction]] = []
        for person in sharing:
            part = person.share_percent, whole[self._group(person)] * len(whole)
            shares.append((person.id, parts.setdefault(part, parts.get(part) or Fraction(*part))))
        return tuple(shares)

    def _group(self, person: Person) -> UUID | None:
        return person.team_id if self.equal_by_team else None


def _spans(absences: Iterable[Absence]) -> dict[UUID, list[Span]]:
    """Join each person's absences that overlap or meet, so that 'away to' is the day before they are back."""
    spans: dict[UUID, list[Span]] = {}
    for absence in sorted(absences, key=lambda one: one.starts_on):
        known = spans.setdefault(absence.person_id, [])
        if known and absence.starts_on.toordinal() <= known[-1][1].toordinal() + 1:
            known[-1] = (known[-1][0], max(known[-1][1], absence.ends_on))
        elif absence.starts_on <= absence.ends_on:
            known.append((absence.starts_on, absence.ends_on))
    return spans


def _day(meeting: Held) -> date:
    return meeting.day


def is_member(person: Person, day: date) -> bool:
    """Tell whether a person has joined and not left by a day."""
    return person.joined_on <= day and (person.left_on is None or person.left_on >= day)
