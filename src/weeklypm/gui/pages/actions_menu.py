"""What can be done with the chosen actions, as a menu that shows the keys too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from weeklypm.domain.action_rules import is_open
from weeklypm.gui.i18n import tr
from weeklypm.gui.widgets.buttons import plain
from weeklypm.gui.widgets.labels import key_text
from weeklypm.services.actions import ActionRow

KEYS: Final = {
    "due": "D", "priority": "P", "owner": "O", "several": "C", "done": "Space", "edit": "E", "block": "B",
    "unblock": "B", "split": "S", "drop": "X", "reopen": "Space",
}  # fmt: skip


def offers(rows: Sequence[ActionRow]) -> tuple[str, ...]:
    """Return what can be done with some actions, in the order it is offered; empty names stand for a line between."""
    if not rows:
        return ()
    single, opened = len(rows) == 1, [shown for shown in rows if is_open(shown.action)]
    if not opened:
        return ("reopen", "edit") if single else ("reopen",)
    if not single:
        return ("due", "priority", "owner", "several", "", "done", "drop")
    stopped = "unblock" if rows[0].action.blocked_since else "block"
    return ("due", "priority", "owner", "", "edit", stopped, "split", "", "done", "drop")


class ActionMenu(QMenu):
    """Offer what can be done; it goes away by itself once it is closed."""

    def __init__(self, parent: QWidget, rows: Sequence[ActionRow], run: Callable[[str], None]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in offers(rows):
            if name:
                words = f"{plain(tr(f'actions_page.menu.{name}'))}\t{key_text(KEYS[name])}"
                self.addAction(words).triggered.connect(partial(_without_state, run, name))
            else:
                self.addSeparator()


def _without_state(run: Callable[[str], None], name: str, *_checked: bool) -> None:
    run(name)
