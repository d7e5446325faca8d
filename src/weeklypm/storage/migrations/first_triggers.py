"""The first triggers: rules that must hold below the domain, whoever writes the file.

A committed action keeps its date, priority, owner and state unless one of these is true (decisions.md section 7):

- the field was empty, so this is its first value;
- the meeting that recorded the action is live, so the room is still writing it down;
- a reason was written in the same transaction: an ``action_change`` of this field that bears the same instant in
  ``updated_at``, is not withdrawn and, for date, priority and state, tells the new value;
- an operation of this very instant reverts a logged operation that had changed the field: undo and redo.

The change log is appended to only. Values, and nothing else, may be blanked for rows named in ``erasure``.

These are the triggers of the first revision. A later revision that changes one writes a module of its own.
"""

from __future__ import annotations

from typing import Final

_GUARD: Final = """\
CREATE TRIGGER guard_action_{field} BEFORE UPDATE OF {field} ON action_item
WHEN OLD.state = 'committed' AND {changed}
AND NOT EXISTS (SELECT 1 FROM meeting WHERE meeting.id = OLD.meeting_id AND meeting.state = 'live')
AND NOT EXISTS (SELECT 1 FROM action_change AS reason WHERE reason.action_id = OLD.id AND {reasoned}
AND reason.withdrawn = 0 AND reason.deleted_at IS NULL AND reason.updated_at = NEW.updated_at)
AND NOT EXISTS (SELECT 1 FROM operation JOIN change ON change.operation_id = operation.reverts
WHERE operation.at = NEW.updated_at AND change.row_id = OLD.id AND change.field IN ('{field}', 'created'))
BEGIN SELECT RAISE(ABORT, 'reason missing: {field}'); END"""

_FILLED: Final = "OLD.{field} IS NOT NULL AND NEW.{field} IS NOT OLD.{field}"
_TELLS: Final = "reason.field = '{field}' AND reason.new = COALESCE(NEW.{field}, '')"
_OWNED: Final = "reason.field IN ('owner_id', 'team_id', 'owner_text')"


def _guard(field: str, changed: str, reasoned: str) -> str:
    return _GUARD.format(field=field, changed=changed.format(field=field), reasoned=reasoned.format(field=field))


FIRST_TRIGGERS: Final[dict[str, str]] = {
    "guard_action_due": _guard("due", _FILLED, _TELLS),
    "guard_action_priority": _guard("priority", _FILLED, _TELLS),
    "guard_action_owner_id": _guard("owner_id", _FILLED, _OWNED),
    "guard_action_team_id": _guard("team_id", _FILLED, _OWNED),
    "guard_action_state": _guard("state", "NEW.state IN ('dropped', 'idea')", _TELLS),
    "keep_operation": """\
CREATE TRIGGER keep_operation BEFORE DELETE ON operation
BEGIN SELECT RAISE(ABORT, 'the change log is kept'); END""",
    "keep_operation_as_is": """\
CREATE TRIGGER keep_operation_as_is BEFORE UPDATE ON operation
BEGIN SELECT RAISE(ABORT, 'the change log is kept'); END""",
    "keep_change": """\
CREATE TRIGGER keep_change BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'the change log is kept'); END""",
    "keep_change_as_is": """\
CREATE TRIGGER keep_change_as_is BEFORE UPDATE ON change
WHEN NEW.id <> OLD.id OR NEW.operation_id <> OLD.operation_id OR NEW.table_name <> OLD.table_name
OR NEW.row_id <> OLD.row_id OR NEW.field <> OLD.field OR NEW.parents <> OLD.parents
OR NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.row_id = OLD.row_id)
BEGIN SELECT RAISE(ABORT, 'the change log is kept'); END""",
}
