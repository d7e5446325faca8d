"""Somebody is away on their date: to which day, and who would lead instead. No reason is asked or kept."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.errors import Problem
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.gui.pages.queue_fields import keep_width, let_wrap, shortened
from weeklypm.gui.pages.turn_changes import TurnChanges
from weeklypm.gui.widgets.day_edit import DayEdit
from weeklypm.gui.widgets.fields import Field
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.services.turn_offers import CoverOffer, cover_offer


class AwayDialog(Ask):
    """Ask to which day somebody is away; it stays open until that is stored."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("away_dialog")
        self._desk = desk
        self._changes = TurnChanges(desk, self)
        self._offer: CoverOffer | None = None
        self.until = DayEdit(self)
        self.field = Field(self.until, self)
        self.instead = DataLabel(self, role="strong")
        self.why = DataLabel(self, role="secondary", tone="text2")
        self.rule = DataLabel(self, role="secondary", tone="text3")
        for label in (self.instead, self.why, self.rule):
            let_wrap(label)
        for widget in (self.field, self.instead, self.why, self.rule):
            self.body.addWidget(widget)
        self.until.day_changed.connect(self._on_day)
        self.until.returnPressed.connect(self.answer.click)
        keep_width(self)
        Retranslated(self, self._word)

    def ask(self, day: date) -> None:
        """Ask about who leads a day."""
        if not self.isVisible():
            self._desk.operations.query(partial(cover_offer, day=day), self._show, self._desk.tellers.fail)

    def _show(self, offer: CoverOffer) -> None:
        self._offer = offer
        self.until.set_today(offer.day)
        self.until.set_day(offer.day)
        self.field.set_error("")
        self._word()
        self.open()
        self.until.setFocus()
        self.until.selectAll()

    def _on_day(self) -> None:
        self.field.set_error("")

    @override
    def is_complete(self) -> bool:
        offer, until = self._offer, self.until.day()
        if offer is None:
            return False
        wrong = "" if until is not None and until >= offer.day else "no_day" if until is None else "too_early"
        self.field.set_error(tr(f"turnspage.away.{wrong}", day=offer.day) if wrong else "")
        if wrong:
            self.until.setFocus()
        return not wrong

    @override
    def submit(self) -> None:
        offer, until = self._offer, self.until.day()
        if offer is not None and until is not None:
            self._changes.away(offer.day, until, done=self.finish, failed=self.refuse)

    @override
    def show_problem(self, problem: Problem) -> None:
        self.field.set_error(tr(problem.message))

    def _word(self) -> None:
        self.field.set_label(tr("turnspage.away.until"))
        self.field.set_help(tr("turnspage.away.help"))
        self.rule.setText(tr("turnspage.away.rule"))
        offer = self._offer
        if offer is None:
            return
        self.set_title(tr("turnspage.away.title", name=shortened(offer.person.name), day=offer.day))
        if offer.lead is None:
            self.instead.setText(tr("turnspage.away.nobody", day=offer.day))
            self.set_answer(tr("turnspage.away.answer_nobody"))
        else:
            self.instead.setText(tr("turnspage.away.instead", name=offer.lead.name))
            self.set_answer(tr("turnspage.away.answer", name=shortened(offer.lead.name)))
        self.why.show_text(tr(offer.why) if offer.why is not None and offer.lead is not None else "")
