"""The triggers of the second revision: those of the first, with undo and redo held to their own transaction.

The first ones let a field go that an undo at the instant in ``updated_at`` had put back. That instant stays in the row,
so another tool could then have moved the field again without a reason. An undo writes its changes into the log last: as
long as there are none the undo is at work, and afterwards it excuses nothing more.
"""

from __future__ import annotations

from typing import Final

from weeklypm.storage.migrations.first_triggers import FIRST_TRIGGERS

_AT_WORK: Final = """\
WHERE operation.at = NEW.updated_at
AND NOT EXISTS (SELECT 1 FROM change AS done WHERE done.operation_id = operation.id) AND"""

WEEK_TRIGGERS: Final[dict[str, str]] = {
    name: sql.replace("WHERE operation.at = NEW.updated_at AND", _AT_WORK) for name, sql in FIRST_TRIGGERS.items()
}
"""The text of each trigger by its name."""
