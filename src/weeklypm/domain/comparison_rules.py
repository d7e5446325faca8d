"""Other ways to choose who facilitates, which the rotation is measured against (facilitation.md section 1).

No meeting is led by them. Each knows nothing but who is there and who served before; chance is handed in, so that the
same chance gives the same name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Protocol, Self
from uuid import UUID


class Rule(Protocol):
    """Choose one person a meeting, and remember who served."""

    def choose(self, there: Sequence[UUID], chance: float) -> UUID:
        """Choose one of those who are there, at least one; ``chance`` is from 0 up to, not including, 1."""
        ...

    def after(self, served: UUID) -> Self:
        """Return the rule as it stands after somebody served."""
        ...


@dataclass(frozen=True)
class UniformRandom:
    """Choose anybody who is there, everybody as likely as the next, whatever was before."""

    def choose(self, there: Sequence[UUID], chance: float) -> UUID:
        """Choose by chance alone."""
        return there[int(chance * len(there))]

    def after(self, served: UUID) -> Self:  # noqa: ARG002  it remembers nothing
        """Return the same rule."""
        return self


@dataclass(frozen=True)
class FixedOrder:
    """Go round a fixed list; who is absent is passed over until the list comes round to them again."""

    order: tuple[UUID, ...]
    last: int = -1

    def choose(self, there: Sequence[UUID], chance: float) -> UUID:  # noqa: ARG002  nothing is left to chance
        """Choose the first on the list after who served last."""
        count = len(self.order)
        steps = (self.order[(self.last + step) % count] for step in range(1, count + 1))
        return next(person for person in steps if person in there)

    def after(self, served: UUID) -> Self:
        """Return the rule with the list read up to who served."""
        return replace(self, last=self.order.index(served))


@dataclass(frozen=True)
class LongestIdle:
    """Choose who has not served for longest, or never, as on-call tools do by default; ties go by the list.

    Somebody back from a long leave is so chosen at once, though others served while nothing was owed.
    """

    order: tuple[UUID, ...]
    served: tuple[UUID, ...] = ()
    """Who served, each person once, the latest last."""

    def choose(self, there: Sequence[UUID], chance: float) -> UUID:  # noqa: ARG002  nothing is left to chance
        """Choose the first of those who never served, then of those who served, the earliest."""
        waiting = [person for person in self.order if person not in self.served]
        return next(person for person in (*waiting, *self.served) if person in there)

    def after(self, served: UUID) -> Self:
        """Return the rule with who served at the end of the queue."""
        rest = tuple(person for person in self.served if person != served)
        return replace(self, served=(*rest, served))


@dataclass(frozen=True)
class Wheel:
    """Spin a wheel whose sectors are as wide as weights: the winner's becomes nought, all others' grow.

    The rule of AWS Ops Wheel (github.com/aws/aws-ops-wheel, ``choice_algorithm``): all begin at 1, and what the winner
    had is shared evenly among the others, present or not, so that the sum stays. Those who are absent cannot win.
    """

    order: tuple[UUID, ...]
    weights: Mapping[UUID, float] = field(default_factory=dict)
    """Weights that are not 1 any more."""

    def choose(self, there: Sequence[UUID], chance: float) -> UUID:
        """Choose whom the wheel stops at; where nobody there has any weight, all are as likely."""
        ends = list(accumulate(self._weight(person) for person in there))
        if not ends[-1]:
            return UniformRandom().choose(there, chance)
        return next(person for person, end in zip(there, ends, strict=True) if chance * ends[-1] < end)

    def after(self, served: UUID) -> Self:
        """Return the wheel with the winner's weight handed to the others."""
        if len(self.order) == 1:
            return self
        part = self._weight(served) / (len(self.order) - 1)
        grown = {person: self._weight(person) + part for person in self.order if person != served}
        return replace(self, weights={**grown, served: 0.0})

    def _weight(self, person: UUID) -> float:
        return self.weights.get(person, 1.0)
