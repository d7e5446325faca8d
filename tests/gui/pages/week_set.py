"""The week's page in its window, and what its tests do with it again and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desk_fixture import ask, settle
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from weeklypm.domain.agenda import AgendaItem
from weeklypm.domain.values import message
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.queue_quick_add import QuickAdd
from weeklypm.gui.pages.this_week import ThisWeekPage
from weeklypm.services import queue
from weeklypm.services.clock import HandClock

LABEL = message("services.label.setup")
TOPIC = "Should staging alerts page at night?"
TALK = "Search slow at lunchtime"
NEAR = "Lunch menu in the help headings"


@dataclass
class Set:
    """Hold the page in its window."""

    console: Console
    page: ThisWeekPage
    desk: Desk
    clock: HandClock

    def settle(self) -> None:
        settle(self.desk)

    def change(self, use_case: Callable[..., Any]) -> None:
        self.desk.operations.change(use_case, LABEL)
        self.settle()

    def items(self) -> dict[str, AgendaItem]:
        return {item.title: item for item in ask(self.desk, queue.waiting)}

    def entries(self) -> list[str]:
        return [entry.title for entry in self.page.ui.agenda.entries() if entry.main]

    def menu(self) -> dict[str, QAction]:
        """Return what the open menu offers, by its words without the key beside them."""
        found = [menu for menu in self.page.findChildren(QMenu) if menu.isVisible()]
        assert len(found) == 1
        return {action.text().partition("\t")[0]: action for action in found[0].actions() if action.text()}

    def quick(self) -> QuickAdd:
        found = self.console.findChild(QuickAdd)
        assert found is not None
        return found

    def undo(self) -> None:
        self.desk.operations.undo()
        self.settle()

    def choose(self, text: str) -> None:
        action = self.menu()[text]
        action.trigger()
        for menu in self.page.findChildren(QMenu):
            menu.close()
        self.settle()

    def change_menu(self) -> None:
        main = next(row for row, entry in enumerate(self.page.ui.agenda.entries()) if entry.main)
        self.page.ui.agenda.change_requested.emit(main)
