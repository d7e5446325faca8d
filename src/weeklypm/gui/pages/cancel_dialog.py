"""Calling a date off for a reason, and holding it after all: asked from the week, the palette and the settings."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.errors import Problem
from weeklypm.domain.promises import meaningful
from weeklypm.domain.schedule import Slot
from weeklypm.domain.values import Message, message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.models.date_rows import CANCELLED
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.gui.pages.queue_fields import let_wrap
from weeklypm.gui.widgets.fields import ComboBox, Field
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.gui.widgets.sentence_edit import WordEdit
from weeklypm.services import calendar
from weeklypm.services.calendar import calendar_view

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from weeklypm.services.calendar import CalendarView

DATES = 12


class CancelDialog(Ask):
    """Ask which date is called off, and why; it stays open until that is stored."""

    submitted = Signal(object, str)
    """The date and the reason."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("cancel_dialog")
        self._days: tuple[date, ...] = ()
        self.day, self.reason = ComboBox(), WordEdit()
        self.rule = DataLabel(self, role="secondary", tone="text2")
        let_wrap(self.rule)
        self.fields = {"day": Field(self.day, self), "reason": Field(self.reason, self)}
        for field in self.fields.values():
            self.body.addWidget(field)
        self.body.addWidget(self.rule)
        self.reason.textEdited.connect(self._forget_error)
        Retranslated(self, self._word)

    def ask(self, days: Sequence[date], chosen: date | None = None) -> None:
        """Ask about one of some dates; ``chosen`` is the one shown first."""
        self._days = tuple(days)
        self.reason.clear()
        for field in self.fields.values():
            field.set_error("")
        self._fill()
        self.day.setCurrentIndex(self._days.index(chosen) if chosen in self._days else 0)
        self._word()
        self.open()
        self.reason.setFocus()

    def _fill(self) -> None:
        kept = max(0, self.day.currentIndex())
        self.day.clear()
        for day in self._days:
            self.day.addItem(tr("calendar_page.day", day=day, year=str(day.year)), day)
        self.day.setCurrentIndex(min(kept, len(self._days) - 1))

    @override
    def is_complete(self) -> bool:
        said = meaningful(self.reason.text())
        self.fields["reason"].set_error("" if said else tr("calendar.problem.reason"))
        if not said:
            self.reason.setFocus()
        return said and bool(self._days)

    @override
    def submit(self) -> None:
        self.submitted.emit(self._days[self.day.currentIndex()], self.reason.text())

    @override
    def show_problem(self, problem: Problem) -> None:
        where = "reason" if problem.code.startswith("calendar.problem.reason") else "day"
        self.fields[where].set_error(tr(problem.message))

    def _forget_error(self, _text: str) -> None:
        self.fields["reason"].set_error("")

    def _word(self) -> None:
        self.set_title(tr("calendar_page.cancel.title"))
        self.set_answer(tr("calendar_page.cancel.answer"))
        # Cancel would be two things here.
        self.cancel.set_text(tr("calendar_page.cancel.back"))
        self.fields["day"].set_label(tr("calendar_page.cancel.day"))
        self.fields["reason"].set_label(tr("calendar_page.cancel.reason"))
        self.reason.setPlaceholderText(tr("calendar_page.cancel.example"))
        self.rule.setText(tr("calendar_page.cancel.rule"))
        self._fill()


class Cancelling(QObject):
    """Call dates off and hold them after all, through the one door; both can be undone."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self._desk, self._host = desk, host
        self.dialog: CancelDialog | None = None

    def ask(self) -> None:
        """Ask which of the coming dates is called off, this week's first."""
        self._query(self._ask_first)

    def ask_about(self, slots: Sequence[Slot], chosen: date | None) -> None:
        """Ask which of the dates that are to be held is called off."""
        days = [slot.day for slot in slots if slot.held]
        if not days:
            self._desk.tellers.fail(Problem("calendar_page.problem.none_held"))
            return
        if self.dialog is None:
            self.dialog = CancelDialog(self._host)
            self.dialog.submitted.connect(self._cancel)
        if not self.dialog.isVisible():
            self.dialog.ask(days, chosen)

    def hold_first(self) -> None:
        """Hold the first of the dates that were called off after all."""
        self._query(self._hold_first)

    def hold(self, day: date) -> None:
        """Hold a date after all."""
        label = message("calendar_page.label.held", day=day)
        use_case = partial(calendar.hold_after_all, day=day)
        self._desk.operations.change(use_case, label, initiator=self, done=partial(self._told, label))

    def _query(self, done: Callable[[CalendarView], None]) -> None:
        if self._desk.operations.is_open:
            self._desk.operations.query(partial(calendar_view, count=DATES), done, self._failed)

    def _ask_first(self, view: CalendarView) -> None:
        self.ask_about(view.slots, None)

    def _hold_first(self, view: CalendarView) -> None:
        if view.cancelled:
            self.hold(view.cancelled[0].held_on)
        else:
            self._desk.tellers.fail(Problem("calendar_page.problem.none_cancelled"))

    def _cancel(self, day: date, reason: str) -> None:
        label = message("calendar_page.label.cancelled", day=day)
        failed = self.dialog.refuse if self.dialog is not None else None
        use_case = partial(calendar.cancel, day=day, reason=reason)
        self._desk.operations.change(
            use_case, label, initiator=self, done=partial(self._cancelled, label), failed=failed
        )

    def _cancelled(self, label: Message, _meeting: object) -> None:
        if self.dialog is not None:
            self.dialog.finish()
        self._told(label, None)

    def _told(self, label: Message, _value: object) -> None:
        self._desk.tellers.tell(label, undo=True)

    def _failed(self, problem: Problem) -> None:
        self._desk.tellers.fail(problem)


def is_cancelled(slot: Slot | None) -> bool:
    """Tell whether a date was called off by hand."""
    return slot is not None and slot.reason is not None and slot.reason.code == CANCELLED
