"""The first triggers: rules that must hold below the domain, whoever writes the file.

An agreed date, priority, owner or team of an action stays, and the action is not dropped, unless one of these is true
(decisions.md section 7; the rule itself lives in ``domain.promises``):

- the field was empty, so this is its first value;
- the meeting that recorded the action is live, so the room is still writing it down;
- a reason was written in the same transaction: an ``action_change`` of this field that tells the new value, is not
  withdrawn, and bears the same instant in ``updated_at``;
- an operation of this very instant reverts a logged operation that had changed the field: undo and redo.

The change log is appended to only. Values, and nothing else, may be blanked for rows named in ``erasure``.

These are the triggers of the first revision. A later revision that changes one writes a module of its own.
"""

from __future__ import annotations

from typing import Final

_GUARD: Final = """\
CREATE TRIGGER guard_action_{field} BEFORE UPDATE OF {field} ON action_item
WHEN {agreed} AND {changed}
AND NOT EXISTS (SELECT 1 FROM meeting WHERE meeting.id = OLD.meeting_id AND meeting.state = 'live')
AND NOT EXISTS (SELECT 1 FROM action_change AS reason WHERE reason.action_id = OLD.id AND reason.field = '{field}'
AND {told} = COALESCE(NEW.{field}, '')
AND reason.withdrawn = 0 AND reason.deleted_at IS NULL AND reason.updated_at = NEW.updated_at)
AND NOT EXISTS (SELECT 1 FROM operation JOIN change ON change.operation_id = operation.reverts
WHERE operation.at = NEW.updated_at AND change.row_id = OLD.id AND change.field = '{field}')
BEGIN SELECT RAISE(ABORT, 'reason missing: {field}'); END"""

_KEPT: Final = """\
CREATE TRIGGER {name} BEFORE {action} ON {table}
BEGIN SELECT RAISE(ABORT, 'the change log is kept'); END"""

_BLANKED_ONLY: Final = """\
CREATE TRIGGER keep_change_as_is BEFORE UPDATE ON change
WHEN NEW.id <> OLD.id OR NEW.operation_id <> OLD.operation_id OR NEW.table_name <> OLD.table_name
OR NEW.row_id <> OLD.row_id OR NEW.field <> OLD.field OR NEW.parents <> OLD.parents
OR NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.row_id = OLD.row_id)
BEGIN SELECT RAISE(ABORT, 'the change log is kept'); END"""

_OWNED: Final = "(OLD.owner_id IS NOT NULL OR OLD.owner_text <> '')"
_TEXT: Final = "reason.new"
_IDENTITY: Final = "replace(reason.new, '-', '')"


def _guard(field: str, agreed: str, told: str = _TEXT, changed: str = "") -> str:
    return _GUARD.format(field=field, agreed=agreed, told=told, changed=changed or f"NEW.{field} IS NOT OLD.{field}")


FIRST_TRIGGERS: Final[dict[str, str]] = {
    "guard_action_due": _guard("due", "OLD.due IS NOT NULL"),
    "guard_action_priority": _guard("priority", "OLD.priority IS NOT NULL"),
    "guard_action_owner_id": _guard("owner_id", _OWNED, _IDENTITY),
    "guard_action_owner_text": _guard("owner_text", _OWNED),
    "guard_action_team_id": _guard("team_id", "OLD.team_id IS NOT NULL", _IDENTITY),
    "guard_action_state": _guard("state", "OLD.state <> 'dropped'", changed="NEW.state = 'dropped'"),
    "keep_operation": _KEPT.format(name="keep_operation", action="DELETE", table="operation"),
    "keep_operation_as_is": _KEPT.format(name="keep_operation_as_is", action="UPDATE", table="operation"),
    "keep_change": _KEPT.format(name="keep_change", action="DELETE", table="change"),
    "keep_change_as_is": _BLANKED_ONLY,
}
"""The text of each trigger by its name."""
