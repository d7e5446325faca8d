"""The triggers of the second revision: those of the first, with every excuse held to its own transaction.

The first ones let a field go where a reason or an undo bears the instant in ``updated_at``. That instant stays in the
row, so another tool could have moved the field once more by it. What a transaction does goes into the log last: a
reason or an undo that stands there already is done, and excuses nothing more.

A meeting that was opened again excuses what was said in it since it was closed, and what was said before only within
``promises.MISTAKE``: by then people have gone home with it.

Nor can a promise be got round: its row is never deleted, replaced or moved into a meeting that runs, and it is marked
as deleted only by such a meeting or by an undo.
"""

from __future__ import annotations

from typing import Final

from weeklypm.storage.migrations.first_triggers import FIRST_TRIGGERS

_REASON: Final = "AND reason.withdrawn = 0"
_NEW_REASON: Final = """\
AND NOT EXISTS (SELECT 1 FROM change AS told WHERE told.row_id = reason.id) AND reason.withdrawn = 0"""

_UNDO: Final = "WHERE operation.at = NEW.updated_at AND"
_AT_WORK: Final = """\
WHERE operation.at = NEW.updated_at
AND NOT EXISTS (SELECT 1 FROM change AS done WHERE done.operation_id = operation.id) AND"""

_LIVE: Final = "meeting.state = 'live')"
_NOT_AGREED_YET: Final = """\
meeting.state = 'live'
AND NOT EXISTS (SELECT 1 FROM clock_event AS closed WHERE closed.meeting_id = meeting.id AND closed.kind = 'close'
AND closed.at >= OLD.created_at AND closed.at < datetime(NEW.updated_at, '-12 hours')))"""

_KEPT: Final = """\
CREATE TRIGGER guard_action_{name} BEFORE {action} ON action_item
WHEN {rule}
BEGIN SELECT RAISE(ABORT, 'an action is kept'); END"""

_REMOVED: Final = """\
CREATE TRIGGER guard_action_deleted_at BEFORE UPDATE OF deleted_at ON action_item
WHEN OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM meeting WHERE meeting.id = OLD.meeting_id AND meeting.state = 'live')
AND NOT EXISTS (SELECT 1 FROM operation JOIN change ON change.operation_id = operation.reverts
WHERE operation.at = NEW.updated_at AND change.row_id = OLD.id AND change.field IN ('created', 'deleted_at'))
BEGIN SELECT RAISE(ABORT, 'reason missing: deleted_at'); END"""

_MOVED: Final = """\
NEW.id IS NOT OLD.id OR NEW.meeting_id IS NOT OLD.meeting_id
AND EXISTS (SELECT 1 FROM meeting WHERE meeting.id = NEW.meeting_id AND meeting.state = 'live')"""


def _held(sql: str) -> str:
    return sql.replace(_REASON, _NEW_REASON).replace(_UNDO, _AT_WORK).replace(_LIVE, _NOT_AGREED_YET)


WEEK_TRIGGERS: Final[dict[str, str]] = {
    **{name: _held(sql) for name, sql in FIRST_TRIGGERS.items()},
    "guard_action_deleted_at": _held(_REMOVED),
    "guard_action_row": _KEPT.format(name="row", action="DELETE", rule="true"),
    "guard_action_replaced": _KEPT.format(
        name="replaced", action="INSERT", rule="EXISTS (SELECT 1 FROM action_item AS there WHERE there.id = NEW.id)"
    ),
    "guard_action_meeting_id": _KEPT.format(name="meeting_id", action="UPDATE OF id, meeting_id", rule=_MOVED),
}
"""The text of each trigger by its name."""
