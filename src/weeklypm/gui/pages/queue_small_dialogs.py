"""Small questions about one thing that waits: until when to postpone it, and whether to open a link of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from weeklypm.domain.agenda import AgendaItem
from weeklypm.domain.capture_dates import read_date
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.pages.queue_fields import let_wrap
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.dialog import Dialog
from weeklypm.gui.widgets.fields import Field
from weeklypm.gui.widgets.labels import DataLabel

OFFERED = 4
"""Coming meetings that are offered as buttons."""


class PostponeDialog(Dialog):
    """Ask for a date from which something may be held again: a coming meeting, or any other day."""

    submitted = Signal(object, object)
    """The item and the date."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("postpone_dialog")
        self._item: AgendaItem | None = None
        self._today = date.min
        self._days: tuple[date, ...] = ()
        self.choices = [Button(self, variant="small") for _ in range(OFFERED)]
        line = row(spacing=8)
        for choice in self.choices:
            choice.clicked.connect(self._on_choice)
            line.addWidget(choice)
        line.addStretch(1)
        self.day = QLineEdit()
        self.field = Field(self.day)
        self.day.returnPressed.connect(self.answer.click)
        self.day.textEdited.connect(self._on_edited)
        self.body.addLayout(line)
        self.body.addWidget(self.field)
        Retranslated(self, self._word)

    def ask(self, item: AgendaItem, today: date, days: Sequence[date]) -> None:
        """Ask until when to postpone an item; ``days`` are the coming meetings."""
        self._item, self._today, self._days = item, today, tuple(days[:OFFERED])
        self.day.setText(self._days[0].isoformat() if self._days else "")
        self.field.set_error("")
        self._word()
        self.open()
        self.day.setFocus()
        self.day.selectAll()

    def _word(self) -> None:
        self.set_title(tr("topics.postpone.title"), self._item.title if self._item else "")
        self.field.set_label(tr("topics.postpone.day"))
        self.field.set_help(tr("topics.postpone.help"))
        self.answer.set_text(tr("topics.postpone.answer"))
        for number, choice in enumerate(self.choices):
            choice.setVisible(number < len(self._days))
            if number < len(self._days):
                choice.set_text(tr("weekpage.day", day=self._days[number]))

    def _on_choice(self) -> None:
        self.day.setText(self._days[self.choices.index(self.sender())].isoformat())  # type: ignore[arg-type]
        self.answer.click()

    def _on_edited(self, _text: str) -> None:
        self.field.set_error("")

    @override
    def accept(self) -> None:
        until = read_date(self.day.text().strip(), self._today)
        if until is None or until <= self._today:
            wrong = "topics.postpone.no_date" if until is None else "topics.postpone.past"
            self.field.set_error(tr(wrong, day=self._today + timedelta(days=1)))
            self.day.setFocus()
            self._place()
            return
        super().accept()
        self.submitted.emit(self._item, until)


class LinkDialog(Dialog):
    """Ask before an address is opened in the browser; it is shown whole."""

    submitted = Signal(str)
    """The address to open."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("item_link_dialog")
        self._link = ""
        self.address = DataLabel(self, role="body")
        let_wrap(self.address)
        self.body.addWidget(self.address)
        Retranslated(self, self._word)

    def ask(self, link: str) -> None:
        """Ask whether to open an address."""
        self._link = link
        self.address.setText(link)
        self.open()

    def _word(self) -> None:
        self.set_title(tr("topics.link.title"), tr("topics.link.where"))
        self.answer.set_text(tr("topics.link.answer"))

    @override
    def accept(self) -> None:
        super().accept()
        self.submitted.emit(self._link)
