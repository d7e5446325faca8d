"""Settings of the data: where the workspace lies, and whether it is whole."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Card, Scroll, row
from weeklypm.gui.widgets.labels import DataLabel, SectionTitle
from weeklypm.services import access

if TYPE_CHECKING:
    from collections.abc import Callable

    from weeklypm.services.clock import Clock


class DataPart(Scroll):
    """Say where everything is kept, check it on request, and offer to hand it over."""

    handover_requested = Signal()
    open_requested = Signal()

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
        self.body.addWidget(self._handing())
        self.body.addStretch(1)
        self.check.clicked.connect(self._on_check)

    def _handing(self) -> Card:
        self.handing_title = SectionTitle(self)
        self.handing = DataLabel(self, role="secondary", tone="text2")
        self.handing.setWordWrap(True)
        self.hand_over, self.open_pack = Button(self, icon="arrow-right"), Button(self, icon="download")
        self.hand_over.clicked.connect(self.handover_requested)
        self.open_pack.clicked.connect(self.open_requested)
        card = Card(self, padding=24, spacing=12)
        card.add(self.handing_title)
        card.add(self.handing)
        buttons = row(spacing=8)
        buttons.addWidget(self.hand_over)
        buttons.addWidget(self.open_pack)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        return card

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
        self.handing_title.set_title(tr("handover.settings.title"))
        self.handing.setText(tr("handover.settings.about"))
        self.hand_over.set_text(tr("handover.button.plain"))
        self.open_pack.set_text(tr("handover.button.open"))


def _checker(desk: Desk) -> Callable[[Callable[[], None]], list[Message]]:
    path, clock = desk.workspace, desk.clock

    def run(_check: Callable[[], None]) -> list[Message]:
        return _look(path, clock)

    return run


def _look(path: Path, clock: Clock) -> list[Message]:
    with access.reader(path, clock) as workspace:
        return list(workspace.check())
