"""A small question about one thing that waits: until when to postpone it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from weeklypm.domain.agenda import AgendaItem
from weeklypm.domain.capture_dates import read_date
from weeklypm.domain.errors import Problem
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.fields import Field

OFFERED = 4
"""Coming meetings that are offered as buttons."""


class PostponeDialog(Ask):
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
        for number, choice in enumerate(self.choices):
            choice.clicked.connect(partial(self._on_choice, number))
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
        self.set_answer(tr("topics.postpone.answer"))
        for number, choice in enumerate(self.choices):
            choice.setVisible(number < len(self._days))
            if number < len(self._days):
                choice.set_text(tr("weekpage.day", day=self._days[number]))

    def _on_choice(self, number: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  the signal's shape
        self.day.setText(self._days[number].isoformat())
        self.answer.click()

    def _on_edited(self, _text: str) -> None:
        self.field.set_error("")

    def _until(self) -> date | None:
        return read_date(self.day.text().strip(), self._today)

    @override
    def is_complete(self) -> bool:
        until = self._until()
        if until is not None and until > self._today:
            return True
        wrong = "topics.postpone.no_date" if until is None else "topics.postpone.past"
        self.field.set_error(tr(wrong, day=self._today + timedelta(days=1)))
        self.day.setFocus()
        return False

    @override
    def submit(self) -> None:
        self.submitted.emit(self._item, self._until())

    @override
    def show_problem(self, problem: Problem) -> None:
        self.field.set_error(tr(problem.message))
