"""Who leads a date: a volunteer instead of whose turn it is, or whoever takes a meeting that nobody was to lead."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.errors import Problem
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.gui.pages.queue_fields import keep_width, let_wrap, shortened
from weeklypm.gui.pages.turn_changes import TurnChanges
from weeklypm.gui.widgets.fields import ComboBox, Field
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.services.turn_offers import Volunteer, Volunteers, volunteers


class LeadDialog(Ask):
    """Ask for a person; it stays open until that is stored."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("lead_dialog")
        self._desk = desk
        self._changes = TurnChanges(desk, self)
        self._asked: Volunteers | None = None
        self.who = ComboBox(self)
        # The longest name must not make the dialog be measured wider than it is.
        self.who.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.field = Field(self.who, self)
        self.rule = DataLabel(self, role="secondary", tone="text3")
        self.none = DataLabel(self, role="body", tone="text2")
        for label in (self.rule, self.none):
            let_wrap(label)
        for widget in (self.none, self.field, self.rule):
            self.body.addWidget(widget)
        keep_width(self)
        Retranslated(self, self._word)

    def ask(self, day: date) -> None:
        """Ask who leads a day, instead of whom the plan names if it does."""
        if not self.isVisible():
            self._desk.operations.query(partial(volunteers, day=day), self._show, self._desk.tellers.fail)

    def _show(self, asked: Volunteers) -> None:
        self._asked = asked
        self.field.set_error("")
        self._fill()
        self.who.setCurrentIndex(0)
        self.answer.setEnabled(bool(asked.people))
        self._word()
        self.open()
        (self.who if asked.people else self.cancel).setFocus()

    def _fill(self) -> None:
        kept = max(0, self.who.currentIndex())
        self.who.clear()
        for volunteer in self._asked.people if self._asked is not None else ():
            self.who.addItem(_named(volunteer), str(volunteer.person.id))
        self.who.setCurrentIndex(min(kept, self.who.count() - 1))

    @override
    def is_complete(self) -> bool:
        return self._asked is not None and self.who.currentIndex() >= 0

    @override
    def submit(self) -> None:
        if self._asked is None:
            return
        give = self._changes.take if self._asked.person is None else self._changes.cover
        give(self._asked.day, UUID(str(self.who.currentData())), done=self.finish, failed=self.refuse)

    @override
    def show_problem(self, problem: Problem) -> None:
        self.field.set_error(tr(problem.message))

    def _word(self) -> None:
        asked = self._asked
        free = asked is None or asked.person is None
        self.field.set_label(tr("turnspage.lead.who"))
        self.set_answer(tr("turnspage.take.answer" if free else "turnspage.lead.answer"))
        self.rule.setText(tr("turnspage.take.rule" if free else "turnspage.lead.rule"))
        if asked is not None:
            self._fill()
            name = shortened(asked.person.name) if asked.person is not None else ""
            title = tr("turnspage.take.title" if free else "turnspage.lead.title", day=asked.day, name=name)
            self.set_title(title)
            self.none.show_text("" if asked.people else tr("turnspage.take.none" if free else "turnspage.lead.none"))
            for widget in (self.field, self.rule):
                widget.setVisible(bool(asked.people))


def _named(volunteer: Volunteer) -> str:
    if volunteer.remark is None:
        return volunteer.person.name
    return tr("turnspage.lead.person", name=volunteer.person.name, remark=volunteer.remark)
