"""The changes of an action as they are told: names in the place of identities, one entry for one change of owner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from weeklypm.domain.outcomes import ActionChange, ReasonKind
from weeklypm.domain.people import Person, Team
from weeklypm.domain.promises import GUARDED


@dataclass(frozen=True)
class Told:
    """Hold one reasoned change: of due, priority, owner, team or state.

    ``old`` and ``new`` are ISO dates, names, or values of the domain's enums, empty for none; ``withdrawn`` ones were
    undone, and do not count.
    """

    field: str
    old: str
    new: str
    reason: str
    kind: ReasonKind | None
    at: datetime
    withdrawn: bool


def told_changes(
    changes: Iterable[ActionChange], people: Mapping[UUID, Person], teams: Mapping[UUID, Team]
) -> tuple[Told, ...]:
    """Return the changes of one action in their order; a person and a bare name changed at once are one owner."""
    names = {one.id: one.name for one in people.values()} | {one.id: one.name for one in teams.values()}
    return tuple(_told(list(group), names) for _, group in groupby(changes, _together))


def _together(change: ActionChange) -> tuple[object, ...]:
    return change.at, GUARDED.get(change.field, change.field), change.withdrawn, change.reason


def _told(group: list[ActionChange], names: Mapping[UUID, str]) -> Told:
    first = group[0]
    return Told(
        field=GUARDED.get(first.field, first.field),
        old=next(filter(None, (_named(change.field, change.old, names) for change in group)), ""),
        new=next(filter(None, (_named(change.field, change.new, names) for change in group)), ""),
        reason=first.reason,
        kind=first.kind,
        at=first.at,
        withdrawn=first.withdrawn,
    )


def _named(field: str, value: str, names: Mapping[UUID, str]) -> str:
    return names.get(UUID(value), "") if field.endswith("_id") and value else value
