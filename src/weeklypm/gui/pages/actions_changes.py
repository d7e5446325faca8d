"""What is done to actions from the window: each one step with a name, told in a toast that offers Undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from weeklypm.domain.errors import Problem
from weeklypm.domain.outcomes import ActionItem, ActionState
from weeklypm.domain.values import Message, message
from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.actions_small_dialogs import Parts
from weeklypm.gui.pages.reason_dialog import Wanted
from weeklypm.services import actions
from weeklypm.services.actions import ActionRow

if TYPE_CHECKING:
    from weeklypm.storage import Unit

Done = Callable[[object], None]
Failed = Callable[[Problem], None]
SHOWN_LETTERS = 40


class ActionChanges(QObject):
    """Change actions through the one door. ``done`` and ``failed`` tell a dialog how it ended."""

    made = Signal(object)
    """An action that was added, to be chosen in the list."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def change(self, wanted: Wanted, done: Done | None = None, failed: Failed | None = None) -> None:
        """Change some actions at once, all or none, with one reason."""
        ids = [shown.action.id for shown in wanted.rows]
        use_case = partial(
            actions.change_actions, action_ids=ids, reason=wanted.reason, kind=wanted.kind, **wanted.fields
        )
        self._run(use_case, _label("changed", wanted.rows), done, failed)

    def set_state(self, rows: Sequence[ActionRow], state: ActionState) -> None:
        """Let actions be done or open again; dropping asks for a reason first, so it is ``change``."""
        ids = [shown.action.id for shown in rows]
        use_case = partial(actions.change_actions, action_ids=ids, state=state)
        self._run(use_case, _label("done" if state is ActionState.DONE else "reopened", rows))

    def add(self, fields: Mapping[str, Any], done: Done, failed: Failed) -> None:
        """Add an action."""
        label = message("actions_page.done.added", text=_short(fields["text"]))
        self._run(partial(actions.add_action, **fields), label, partial(self._added, done), failed)

    def _added(self, done: Done, added: object) -> None:
        done(added)
        if isinstance(added, ActionItem):
            self.made.emit(added)

    def split(self, parts: Parts, done: Done, failed: Failed) -> None:
        """Split an action; the whole is dropped."""
        use_case = partial(
            actions.split_action, action_id=parts.row.action.id, parts=parts.lines, reason=parts.reason, kind=parts.kind
        )
        label = message("actions_page.done.split", text=_short(parts.row.action.text), parts=len(parts.lines))
        self._run(use_case, label, done, failed)

    def block(self, shown: ActionRow, by: str, done: Done, failed: Failed) -> None:
        """Say what an action waits for."""
        use_case = partial(actions.block_action, action_id=shown.action.id, by=by)
        self._run(use_case, _label("blocked", [shown]), done, failed)

    def unblock(self, shown: ActionRow) -> None:
        """Let an action go on."""
        self._run(partial(actions.unblock_action, action_id=shown.action.id), _label("unblocked", [shown]))

    def _run(
        self,
        use_case: Callable[[Unit], object],
        label: Message,
        done: Done | None = None,
        failed: Failed | None = None,
    ) -> None:
        self._desk.operations.change(
            use_case, label, initiator=self, done=partial(self._told, label, done), failed=failed
        )

    def _told(self, label: Message, done: Done | None, value: object) -> None:
        if done is not None:
            done(value)
        self._desk.tellers.tell(label, undo=True)


def _label(what: str, rows: Sequence[ActionRow]) -> Message:
    if len(rows) == 1:
        return message(f"actions_page.done.{what}", text=_short(rows[0].action.text))
    return message(f"actions_page.done.{what}_several", n=len(rows))


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= SHOWN_LETTERS else f"{plain[:SHOWN_LETTERS]}…"
