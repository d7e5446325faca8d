"""What one typed command asks of actions: owners by their names, actions by their keys, everything in one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from weeklypm.domain.action_rules import ActionTab
from weeklypm.domain.capture import folded
from weeklypm.domain.errors import Problem
from weeklypm.domain.outcomes import ActionItem, ReasonKind
from weeklypm.domain.promises import meaningful
from weeklypm.services.action_finding import find_actions, owner_named, team_named
from weeklypm.services.actions import (
    ActionRow,
    ActionsView,
    actions_view,
    add_action,
    block_action,
    change_actions,
    unblock_action,
)
from weeklypm.services.recording import capture_context, read_line

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit

NOBODY = {"owner_id": None, "owner_text": ""}


def listed(
    reader: Reader, tab: ActionTab | None, *, team: str | None = None, owner: str | None = None
) -> tuple[ActionsView, tuple[ActionRow, ...]]:
    """Return all actions, and those of a tab (None for every one), of a team and of an owner, by name.

    Raises Problem ``actions.problem.team_*`` and ``actions.problem.owner_*`` for names that nobody has.
    """
    view = actions_view(reader)
    rows = view.rows if tab is None else view.tab(tab)
    if team is not None:
        team_id = team_named(reader, team).id
        rows = tuple(row for row in rows if row.action.team_id == team_id)
    if owner is not None:
        rows = _owned(reader, view, rows, owner)
    return view, rows


def _owned(reader: Reader, view: ActionsView, rows: tuple[ActionRow, ...], owner: str) -> tuple[ActionRow, ...]:
    wanted = folded(owner.strip().lstrip("@＠"))
    if wanted and any(folded(row.action.owner_text) == wanted for row in view.rows):
        return tuple(row for row in rows if folded(row.action.owner_text) == wanted)
    found = owner_named(reader, owner)
    name = "owner_id" if found["owner_id"] else "team_id"
    return tuple(row for row in rows if getattr(row.action, name) == found[name])


def add_line(unit: Unit, line: str, fields: Mapping[str, Any], owner: str | None = None) -> ActionItem:
    """Add an action from a line with its marks ``@owner !P1 #type ^date``; what is given beside it goes first.

    Raises what ``owner_named`` and ``add_action`` raise.
    """
    said = read_line(capture_context(unit), line, unit)
    marked = {
        "owner_id": said.owner_id,
        "owner_text": said.owner_text,
        "team_id": said.team_id,
        "priority": said.priority,
        "type": said.type,
        "due": said.due,
    }
    told = {name: value for name, value in marked.items() if value is not None}
    if owner is not None:
        told |= {"team_id": None} | owner_named(unit, owner)
    return add_action(unit, said.text, **(told | dict(fields)))


@dataclass(frozen=True)
class Wish:
    """Hold what is to become of some actions; None where nothing was said, an empty ``owner`` for nobody."""

    fields: Mapping[str, Any]
    reason: str | None = None
    kind: ReasonKind | None = None
    owner: str | None = None
    blocked_by: str | None = None
    unblock: bool = False


def set_actions(unit: Unit, keys: Sequence[str], wish: Wish) -> tuple[UUID, ...]:
    """Change the actions of some keys in one go, all or none, and return them.

    Raises Problem ``actions.problem.reason_empty`` for a reason that says nothing, even where none is needed, and what
    finding, changing and blocking raise; ``actions.problem.not_blocked`` for one that is to go on and never stopped.
    """
    ids = find_actions(unit, keys)
    if wish.unblock:
        _check_blocked(unit, ids)
    wanted = dict(wish.fields)
    if wish.owner is not None:
        wanted |= owner_named(unit, wish.owner) if wish.owner else NOBODY
    change_actions(unit, ids, reason=wish.reason or "", kind=wish.kind, **wanted)
    if wish.reason is not None and not meaningful(wish.reason):
        raise Problem("actions.problem.reason_empty")
    for one in ids:
        if wish.unblock:
            unblock_action(unit, one)
        elif wish.blocked_by is not None:
            block_action(unit, one, wish.blocked_by)
    return ids


def _check_blocked(unit: Unit, ids: Sequence[UUID]) -> None:
    for one in ids:
        action = unit.get(ActionItem, one)
        if action.blocked_since is None:
            raise Problem("actions.problem.not_blocked", text=action.text)
