"""Settings of the data: where the workspace lies, and whether it is whole."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Card, Scroll
from weeklypm.gui.widgets.labels import DataLabel, SectionTitle
from weeklypm.services import access

if TYPE_CHECKING:
    from collections.abc import Callable

    from weeklypm.services.clock import Clock


class DataPart(Scroll):
    """Say where everything is kept, and check it on request."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=0)
        self._desk = desk
        self.title = SectionTitle(self)
        self.place = DataLabel(self)
        self.backups = DataLabel(self, role="secondary", tone="text2")
        self.version = DataLabel(self, role="secondary", tone="text2")
        self.check = Button(self)
        self.result = DataLabel(self, role="body")
        card = Card(self, padding=24, spacing=12)
        for label in (self.place, self.backups, self.version, self.result):
            label.setWordWrap(True)
        for widget in (self.title, self.place, self.backups, self.version, self.check, self.result):
            card.add(widget)
        self.result.hide()
        self.body.addWidget(card)
        self.body.addStretch(1)
        self.check.clicked.connect(self._on_check)

    def _on_check(self) -> None:
        self.check.set_busy(True)
        self._desk.jobs.run(_checker(self._desk), self._checked, self._failed)

    def _checked(self, found: list[Message]) -> None:
        self.check.set_busy(False)
        self.result.set_tone("danger" if found else "ok")
        self.result.show_text("\n".join(map(tr, found)) or tr("settingspage.data.whole"))

    def _failed(self, problem: Problem) -> None:
        self.check.set_busy(False)
        self.result.set_tone("danger")
        self.result.show_text(tr(problem.message))

    def retranslate(self) -> None:
        """Say every text again."""
        place = self._desk.workspace
        self.title.set_title(tr("settingspage.part.data"))
        self.place.show_text(tr("settingspage.data.place", path=str(place)))
        self.backups.show_text(tr("settingspage.data.backups", path=f"{place}.backups"))
        self.version.show_text(tr("settingspage.data.version", version=version("weeklypm")))
        self.check.set_text(tr("settingspage.data.check"))


def _checker(desk: Desk) -> Callable[[Callable[[], None]], list[Message]]:
    path, clock = desk.workspace, desk.clock

    def run(_check: Callable[[], None]) -> list[Message]:
        return _look(path, clock)

    return run


def _look(path: Path, clock: Clock) -> list[Message]:
    with access.reader(path, clock) as workspace:
        return list(workspace.check())
