"""The menus of the page of people: what can be done with a person, a date, an absence, and on the page as a whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from weeklypm.gui.i18n import tr
from weeklypm.gui.widgets.buttons import plain
from weeklypm.gui.widgets.labels import key_text
from weeklypm.services.people_view import PersonRow, Standing

KEYS: Final = {
    "person": "N", "edit": "E", "away": "A", "why": "W", "swap": "S", "pass": "P", "cover": "C", "opt_out": "O",
    "opt_in": "O", "leave": "Del", "remove": "Del", "teams": "T", "rule": "H",
}  # fmt: skip
"""What is pressed for what; the keys work on the list that has the keyboard."""
DATE_OFFERS: Final = ("why", "", "swap", "away", "pass", "cover")
NOBODY_OFFERS: Final = ("take", "why")
AWAY_OFFERS: Final = ("edit", "remove")
PAGE_OFFERS: Final = ("teams", "import", "", "gone")


def person_offers(row: PersonRow | None) -> tuple[str, ...]:
    """Return what can be done with somebody, in the order it is offered; empty names stand for a line between."""
    if row is None:
        return ()
    if row.standing is Standing.LEFT:
        return ("edit", "back")
    turns = "opt_in" if row.standing is Standing.OPTED_OUT else "opt_out"
    why = ("why",) if row.next is not None else ()
    return ("edit", "away", *why, "", turns, "leave")


class PeopleMenu(QMenu):
    """Offer what can be done; it goes away by itself once it is closed."""

    def __init__(
        self, parent: QWidget, group: str, names: tuple[str, ...], run: Callable[[str], None], checked: str = ""
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in names:
            if not name:
                self.addSeparator()
                continue
            key = KEYS.get(name, "") if name != "take" else ""
            words = plain(tr(f"peoplepage.menu.{group}.{name}"))
            action = self.addAction(f"{words}\t{key_text(key)}" if key else words)
            action.triggered.connect(partial(_without_state, run, name))
            if name == "gone":
                action.setCheckable(True)
                action.setChecked(checked == name)


def _without_state(run: Callable[[str], None], name: str, *_checked: bool) -> None:
    run(name)
