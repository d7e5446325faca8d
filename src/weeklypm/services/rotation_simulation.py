"""Let the rotation and other rules lead many invented meetings, and measure how fair each was, without a workspace.

All rules of a run meet the same people, absences and last-minute declines. Unfairness is read off the same ledger for
all: shares of those who were there, minus turns served. The runs are seeded, so that the same options give the same
figures on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from random import Random
from typing import Any, Final, Protocol
from uuid import UUID

from weeklypm.domain.comparison_rules import FixedOrder, LongestIdle, Rule, UniformRandom, Wheel
from weeklypm.domain.ledger import Held, Roster, Shares, post
from weeklypm.domain.people import Absence, Person
from weeklypm.domain.rotation import Around, choose

BEGIN: Final = date(2026, 1, 7)
"""The first Wednesday that is simulated."""
PLACES: Final = 2
"""Decimal places of the figures printed."""


@dataclass(frozen=True)
class Trial:
    """Hold what is simulated: people, held meetings, team sizes that add up to the people (none: no teams), and runs.

    ``absence`` is how likely a person is away from a meeting, known beforehand; ``declines`` how likely who was chosen
    cannot come after all, and is covered for by the same rule. Both are from 0 to 1, independent each week.
    """

    people: int = 10
    weeks: int = 150
    absence: float = 0.1
    teams: tuple[int, ...] = ()
    seeds: int = 300
    declines: float = 0.0


@dataclass(frozen=True)
class Week:
    """Hold one meeting before anybody is chosen: who is there, in order of the list, what each owes, and chance."""

    roster: Roster
    day: date
    there: tuple[UUID, ...]
    shares: Shares
    declined: bool
    chances: tuple[float, float]
    """For the choice and for its cover."""


@dataclass
class Run:
    """Hold one rule's meetings of one seed: its ledger, who led them, and what was counted.

    Waits and gaps count held meetings; a wait begins at the start or at a turn, and ends with a turn or with the run.
    """

    debts: dict[UUID, Fraction]
    held: list[Held] = field(default_factory=list)
    last: dict[UUID, int] = field(default_factory=dict)
    unfairness: Fraction = Fraction(0)
    unfairness_any: Fraction = Fraction(0)
    longest_wait: int = 0
    shortest_gap: int | None = None
    twice_running: int = 0

    def hold(self, week: Week, served: UUID | None, free: int) -> None:
        """Enter who led a meeting; ``free`` counts those who could have."""
        number = len(self.held) + 1
        meeting = Held(week.day, served, week.shares)
        post(self.debts, week.roster, meeting, self.held)
        self.held.append(meeting)
        self.unfairness = max(map(abs, self.debts.values()))
        self.unfairness_any = max(self.unfairness, self.unfairness_any)
        self.longest_wait = max(self.longest_wait, number - min(self.last.get(person, 0) for person in self.debts))
        if served is not None:
            self._serve(served, number, free)

    def _serve(self, served: UUID, number: int, free: int) -> None:
        if served in self.last:
            gap = number - self.last[served]
            self.shortest_gap = min(gap, self.shortest_gap or gap)
            self.twice_running += gap == 1 and free > 1
        self.last[served] = number


class Chooser(Protocol):
    """Choose who leads a meeting, or nobody where nobody is there."""

    def choose(self, week: Week, run: Run) -> UUID | None:
        """Choose for a meeting."""
        ...

    def cover(self, week: Week, run: Run, declined: UUID) -> UUID | None:
        """Choose who leads instead of somebody who was chosen."""
        ...

    def serve(self, served: UUID) -> None:
        """Remember who led."""
        ...


class Rotation:
    """Choose by the rotation itself: the rule that leads the team's meetings."""

    def choose(self, week: Week, run: Run) -> UUID | None:
        """Choose by debt, rest, team and time."""
        return choose(week.roster, run.held, run.debts, week.day).facilitator_id

    def cover(self, week: Week, run: Run, declined: UUID) -> UUID | None:
        """Choose by the same rule; who declined stays among those who owe the turn."""
        around = Around(without=frozenset({declined}), shares=week.shares)
        return choose(week.roster, run.held, run.debts, week.day, around=around).facilitator_id

    def serve(self, served: UUID) -> None:
        """Remember nothing: the ledger does."""


@dataclass
class Compared:
    """Choose by another rule."""

    rule: Rule

    def choose(self, week: Week, run: Run) -> UUID | None:  # noqa: ARG002  others know no ledger
        """Choose among those who are there."""
        return self.rule.choose(week.there, week.chances[0]) if week.there else None

    def cover(self, week: Week, run: Run, declined: UUID) -> UUID | None:  # noqa: ARG002  others know no ledger
        """Choose among the rest."""
        rest = tuple(person for person in week.there if person != declined)
        return self.rule.choose(rest, week.chances[1]) if rest else None

    def serve(self, served: UUID) -> None:
        """Let the rule remember who led."""
        self.rule = self.rule.after(served)


def choosers(order: tuple[UUID, ...]) -> dict[str, Chooser]:
    """Return the rules by name, ours first."""
    return {
        "ledger": Rotation(),
        "wheel": Compared(Wheel(order)),
        "random": Compared(UniformRandom()),
        "fixed": Compared(FixedOrder(order)),
        "longest_idle": Compared(LongestIdle(order)),
    }


def simulate(trial: Trial) -> dict[str, Any]:
    """Return the figures of each rule over all seeds, in turns and held meetings, rounded."""
    people = members(trial)
    order = tuple(person.id for person in people)
    runs: dict[str, list[Run]] = {name: [] for name in choosers(order)}
    for seed in range(1, trial.seeds + 1):
        weeks = tuple(_weeks(trial, people, seed))
        for name, chooser in choosers(order).items():
            runs[name].append(_led(chooser, weeks, order))
    return {"rules": {name: figures(done) for name, done in runs.items()}}


def members(trial: Trial) -> tuple[Person, ...]:
    """Return the people of a simulation, team by team, all there from the start."""
    teams = [UUID(int=1_000_000 + number) for number, size in enumerate(trial.teams) for _ in range(size)]
    return tuple(
        Person(
            **_stamp(number), name=f"{number}", joined_on=BEGIN, founder=True,
            team_id=teams[number - 1] if teams else None,
        )
        for number in range(1, trial.people + 1)
    )  # fmt: skip


def _stamp(number: int) -> dict[str, Any]:
    began = datetime.combine(BEGIN, time(0, tzinfo=UTC))
    return {"id": UUID(int=number), "created_at": began, "updated_at": began}


def _weeks(trial: Trial, people: tuple[Person, ...], seed: int) -> Iterator[Week]:
    """Draw who is away from each meeting and what chance says, alike for all rules."""
    chance = Random(seed)  # noqa: S311  no secret, and it must give the same every time
    for number in range(trial.weeks):
        day = BEGIN + timedelta(weeks=number)
        away = {person.id for person in people if chance.random() < trial.absence}
        # A roster for each meeting knows that meeting's absences alone: nobody asks it about another day.
        absences = tuple(Absence(**_stamp(0), person_id=one, starts_on=day, ends_on=day) for one in sorted(away))
        there = tuple(person.id for person in people if person.id not in away)
        declined = chance.random() < trial.declines
        roster = Roster(people, absences, str(seed))
        yield Week(roster, day, there, roster.shares(day, ()), declined, (chance.random(), chance.random()))


def _led(chooser: Chooser, weeks: Sequence[Week], order: tuple[UUID, ...]) -> Run:
    run = Run(dict.fromkeys(order, Fraction(0)))
    for week in weeks:
        served, free = chooser.choose(week, run), len(week.there)
        if served is not None and week.declined:
            served, free = chooser.cover(week, run, served), free - 1
        run.hold(week, served, free)
        if served is not None:
            chooser.serve(served)
    return run


def figures(runs: Sequence[Run]) -> dict[str, Any]:
    """Return what was measured over the runs of one rule.

    Unfairness is the largest debt or credit of anybody, at the end and at any time. The longest wait and the shortest
    gap (None: nobody led twice) are of any run; ``twice_running`` is a mean.
    """
    return {
        "unfairness_end": _spread([run.unfairness for run in runs]),
        "unfairness_any": _spread([run.unfairness_any for run in runs]),
        "longest_wait": max(run.longest_wait for run in runs),
        "shortest_gap": min((run.shortest_gap for run in runs if run.shortest_gap is not None), default=None),
        "twice_running": _number(Fraction(sum(run.twice_running for run in runs), len(runs))),
    }


def _spread(values: Sequence[Fraction]) -> dict[str, float]:
    return {"mean": _number(sum(values, Fraction(0)) / len(values)), "max": _number(max(values))}


def _number(value: Fraction) -> float:
    return float(round(value, PLACES))
