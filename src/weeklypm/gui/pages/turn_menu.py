"""What can be done about a turn, as a menu: at the card of who leads, and on the cells of the coming meetings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from weeklypm.gui.i18n import tr
from weeklypm.gui.widgets.buttons import plain

MORE: Final = ("pass", "lead")
"""What stands in the menu of the card, whose other choices are buttons."""

CELL: Final = ("why", "", "swap", "away", "pass", "lead")
"""What a cell offers whose date has a confirmed name; an empty name stands for a line between."""

TENTATIVE_CELL: Final = ("why", "", "swap", "away")
"""What a cell offers whose name is tentative: there is no turn yet to pass on."""

OPEN_CELL: Final = ("why", "", "take")
"""What a cell offers whose date nobody is to lead."""


class TurnMenu(QMenu):
    """Offer what can be done; it goes away by itself once it is closed."""

    def __init__(self, parent: QWidget, offers: tuple[str, ...], run: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in offers:
            if name:
                self.addAction(plain(tr(f"turnspage.menu.{name}"))).triggered.connect(partial(_plainly, run[name]))
            else:
                self.addSeparator()


def _plainly(run: Callable[[], None], *_checked: bool) -> None:
    run()
