"""Undo and redo: previous values, read from the change log, put back as new changes through the same checks.

A row that was made is deleted and a deleted one revived. A reasoned change of an action is not deleted but marked as
withdrawn: it stays to be seen and counts no more (decisions.md section 3). Where a field no longer holds what the
operation left in it, somebody changed it since, and nothing is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

from weeklypm.domain.changes import CREATED
from weeklypm.domain.errors import Problem
from weeklypm.domain.outcomes import ActionChange
from weeklypm.domain.turns import RotationEvent
from weeklypm.domain.values import Row
from weeklypm.storage.log import LoggedOperation, cells_of_whole, value_from
from weeklypm.storage.mapping import same_cells
from weeklypm.storage.names import field_named, table_named
from weeklypm.storage.tables import KINDS
from weeklypm.storage.unit import Unit

_GONE: Final = "deleted_at"

KEPT: Final = (RotationEvent,)
"""Kinds of rows that a change leaves behind for good: what follows them was worked out with them in view."""


@dataclass
class RowStory:
    """Hold what one operation did to one row: each cell's value before and after; ``made`` if the row is its work."""

    kind: type[Row]
    row_id: UUID
    made: bool = False
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def tell(self, name: str, old: Any, new: Any) -> None:
        """Take in the next change of a cell."""
        if name not in self.after:
            self.before[name] = old
        self.after[name] = new


def stories(changes: Iterable[Any]) -> list[RowStory]:
    """Return what an operation did, row by row, in the order in which it first touched them."""
    found: dict[UUID, RowStory] = {}
    for entry in changes:
        story = found.setdefault(entry.row_id, RowStory(KINDS[entry.table_name], entry.row_id))
        if entry.field == CREATED:
            story.made = True
            story.after |= cells_of_whole(entry.new)
        else:
            story.tell(entry.field, value_from(entry.old), value_from(entry.new))
    return list(found.values())


def _stories_to_tell(operation: LoggedOperation) -> list[RowStory]:
    return [story for story in stories(operation.changes) if story.kind not in KEPT]


def undo(unit: Unit, operation: LoggedOperation) -> None:
    """Put back what an operation changed, last change first; raise Problem ``storage.problem.changed_since``."""
    for story in reversed(_stories_to_tell(operation)):
        current = unit.get(story.kind, story.row_id, include_deleted=True)
        _refuse_if_changed(current, story.after)
        unit.put(replace(current, **_taken_back(unit, story)))


def redo(unit: Unit, operation: LoggedOperation) -> None:
    """Do again what was undone, in the first order; raise Problem ``storage.problem.changed_since``."""
    for story in _stories_to_tell(operation):
        current = unit.get(story.kind, story.row_id, include_deleted=True)
        _refuse_if_changed(current, _undone(story, current))
        unit.put(replace(current, **_brought_back(story)))


def _refuse_if_changed(current: Row, expected: Mapping[str, Any]) -> None:
    name = same_cells(current, expected)
    if name is not None:
        names = {"table": table_named(type(current)), "field": field_named(name)}
        raise Problem("storage.problem.changed_since", **names, id=str(current.id))


def _taken_back(unit: Unit, story: RowStory) -> dict[str, Any]:
    if not story.made:
        return story.before
    return {"withdrawn": True} if story.kind is ActionChange else {_GONE: unit.now}


def _brought_back(story: RowStory) -> dict[str, Any]:
    if not story.made:
        return story.after
    return {"withdrawn": False} if story.kind is ActionChange else {_GONE: story.after[_GONE]}


def _undone(story: RowStory, current: Row) -> dict[str, Any]:
    if not story.made:
        return story.before
    if story.kind is ActionChange:
        return story.after | {"withdrawn": True}
    # When it was deleted is of no account, that it is deleted is.
    return story.after | {_GONE: current.deleted_at or _NEVER}


_NEVER: Final = object()
