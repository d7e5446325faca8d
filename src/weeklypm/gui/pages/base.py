"""What pages share: they refresh when what they show changed, at once if they are seen, else when they are shown."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.changes import Changes
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.gui.shortcuts import Commands
from weeklypm.gui.sizes import sizes


class Page(QWidget):
    """Be a screen of the console. A subclass names the tables it shows, and reloads and words itself."""

    tables: ClassVar[tuple[str, ...]] = ()
    """Names of the domain dataclasses whose changes matter to this page."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = True
        self._narrow = False
        self._enrolled = False
        desk.operations.bus.changed.connect(self._on_changed)

    def reload(self) -> None:
        """Ask the workspace for what this page shows, and show it."""

    def retranslate(self) -> None:
        """Say every text again, in the language that is now set."""

    def open_row(self, row: object) -> None:
        """Show one thing, such as an incident's id, when another page asks for it."""

    def enrol(self, commands: Commands) -> None:
        """Give the page's commands to the window that it stands in; asked once, when the page is first shown there."""

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  a state
        """Lay the page out for a narrow window or for a wide one; asked when it becomes the other."""

    def refresh(self) -> None:
        """Reload now if the page is seen, else when it is shown."""
        if self.isVisible():
            self._stale = False
            self.reload()
        else:
            self._stale = True

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.touches(*self.tables):
            self.refresh()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()
        window = self.window()
        if not self._enrolled and isinstance(window, Console):
            self._enrolled = True
            self.enrol(window.commands)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() < sizes().narrow_below
        if narrow != self._narrow:
            self._narrow = narrow
            self.set_narrow(narrow)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.refresh()
