"""Settings of the company's days off: a list, and a dialog for one of them."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.calendar import Closure
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Message, message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.models.date_rows import ClosuresModel
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Card, row
from weeklypm.gui.widgets.day_edit import DayEdit
from weeklypm.gui.widgets.empty_state import EmptyState
from weeklypm.gui.widgets.fields import CheckBox, Field
from weeklypm.gui.widgets.labels import SectionTitle
from weeklypm.gui.widgets.sentence_edit import WordEdit
from weeklypm.gui.widgets.table import Table
from weeklypm.services import calendar
from weeklypm.services.calendar import CalendarView

if TYPE_CHECKING:
    from collections.abc import Callable

    from weeklypm.storage import Unit

WIDTHS: Final = (0, 172, 172, 112)
FIELD_OF_PROBLEM: Final = {
    "calendar.problem.closure_name": "name",
    "calendar.problem.closure_name_long": "name",
    "calendar.problem.closure_order": "last",
    "calendar.problem.closure_long": "last",
}


class ClosureDialog(Ask):
    """Ask for days off: a name, the first and the last day, and whether they come back every year."""

    submitted = Signal(object, object)
    """The ``Closure`` that is changed, or None, and the fields by their names."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("closure_dialog")
        self._closure: Closure | None = None
        self.name = WordEdit()
        self.first, self.last = DayEdit(), DayEdit()
        self.yearly = CheckBox(self)
        self.fields = {key: Field(getattr(self, key), self) for key in ("name", "first", "last")}
        days = row(spacing=16)
        for key in ("first", "last"):
            days.addWidget(self.fields[key], 1, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.fields["name"])
        self.body.addLayout(days)
        self.body.addWidget(self.yearly)
        for key in self.fields:
            getattr(self, key).textEdited.connect(self._forget_errors)
        Retranslated(self, self._word)

    def ask(self, closure: Closure | None, today: date) -> None:
        """Ask for new days off, or for changes of some."""
        self._closure = closure
        for edit in (self.first, self.last):
            edit.set_today(today)
        self.name.setText(closure.name if closure else "")
        self.first.set_day(closure.starts_on if closure else None)
        self.last.set_day(closure.ends_on if closure else None)
        self.yearly.setChecked(closure.yearly if closure else False)
        self._forget_errors()
        self._word()
        self.open()
        self.name.setFocus()

    @override
    def is_complete(self) -> bool:
        """Say where a date is missing; a single day needs no last one."""
        if self.first.day() is None:
            self._refuse("first", "calendar_page.problem.first_day")
            return False
        if not self.last.is_understood():
            self._refuse("last", "calendar_page.problem.no_date")
            return False
        return True

    def _refuse(self, key: str, code: str) -> None:
        self.fields[key].set_error(tr(code))
        self.fields[key].editor.setFocus()

    @override
    def submit(self) -> None:
        first = self.first.day()
        fields = {
            "name": self.name.text(),
            "starts_on": first,
            "ends_on": self.last.day() or first,
            "yearly": self.yearly.isChecked(),
        }
        self.submitted.emit(self._closure, fields)

    @override
    def show_problem(self, problem: Problem) -> None:
        key = FIELD_OF_PROBLEM.get(problem.code)
        if key is None:
            super().show_problem(problem)
            return
        self.fields[key].set_error(tr(problem.message))
        self.fields[key].editor.setFocus()

    def _forget_errors(self, *_text: object) -> None:
        for field in self.fields.values():
            if field.is_wrong():
                field.set_error("")

    def _word(self) -> None:
        self.set_title(tr("calendar_page.closures.edit_title" if self._closure else "calendar_page.closures.add_title"))
        self.set_answer(tr("settingspage.save" if self._closure else "calendar_page.closures.answer"))
        self.fields["name"].set_label(tr("calendar_page.closures.column.name"))
        self.fields["first"].set_label(tr("calendar_page.closures.column.first"))
        self.fields["last"].set_label(tr("calendar_page.closures.column.last"))
        self.fields["last"].set_help(tr("calendar_page.closures.last_help"))
        self.name.setPlaceholderText(tr("calendar_page.closures.example"))
        self.yearly.setText(tr("calendar_page.closures.yearly"))


class ClosuresCard(Card):
    """List the company's days off, and let them be added, changed and removed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=24, spacing=12)
        self._desk = desk
        self._view: CalendarView | None = None
        self.dialog: ClosureDialog | None = None
        self.title = SectionTitle(self)
        self.model = ClosuresModel(self)
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.set_widths(*WIDTHS)
        self.table.set_tight(True)
        self.empty = EmptyState(self)
        self.add_button = Button(self, icon="plus")
        self.edit = Button(self, icon="pencil")
        self.remove = Button(self, icon="trash-2")
        for widget in (self.title, self.table, self.empty):
            self.add(widget)
        foot = row(spacing=8)
        for button in (self.add_button, self.edit, self.remove):
            foot.addWidget(button)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.add_button.clicked.connect(self._on_add)
        self.empty.begun.connect(self._on_add)
        self.edit.clicked.connect(self._on_edit)
        self.table.activated.connect(self._on_edit)
        self.remove.clicked.connect(self._on_remove)

    def show_view(self, view: CalendarView) -> None:
        """Show the days off; the one that was chosen stays so."""
        kept = self.table.currentIndex().row()
        self._view = view
        self.model.show_values(view.closures)
        some = bool(view.closures)
        for widget in (self.table, self.add_button, self.edit, self.remove):
            widget.setVisible(some)
        self.empty.setVisible(not some)
        if some:
            self.table.setCurrentIndex(self.model.index(min(max(0, kept), len(view.closures) - 1), 0))
            self.table.setFixedHeight(self.table.rows_height())

    def chosen(self) -> Closure | None:
        """Return the days off that are chosen."""
        return self.model.value(self.table.currentIndex().row())

    def _on_add(self) -> None:
        self._ask(None)

    def _on_edit(self, *_index: object) -> None:
        if self.chosen() is not None:
            self._ask(self.chosen())

    def _ask(self, closure: Closure | None) -> None:
        if self._view is None:
            return
        if self.dialog is None:
            self.dialog = ClosureDialog(self)
            self.dialog.submitted.connect(self._on_submitted)
        self.dialog.ask(closure, self._view.today)

    def _on_submitted(self, closure: Closure | None, fields: dict[str, Any]) -> None:
        name = " ".join(str(fields["name"]).split())
        if closure is None:
            self._change(partial(_add, fields=fields), message("calendar_page.label.closure_added", name=name))
        else:
            use_case = partial(_edit, closure=closure, fields=fields)
            self._change(use_case, message("calendar_page.label.closure_edited", name=name))

    def _change(self, use_case: Callable[[Unit], Closure], label: Message) -> None:
        failed = self.dialog.refuse if self.dialog is not None else None
        self._desk.operations.change(use_case, label, initiator=self, done=partial(self._stored, label), failed=failed)

    def _stored(self, label: Message, _closure: Closure) -> None:
        if self.dialog is not None:
            self.dialog.finish()
        self._desk.tellers.tell(label, undo=True)

    def _on_remove(self) -> None:
        closure = self.chosen()
        if closure is None:
            return
        label = message("calendar_page.label.closure_removed", name=closure.name)
        use_case = partial(calendar.remove_closure, closure_id=closure.id)
        self._desk.operations.change(use_case, label, initiator=self, done=partial(self._removed, label))

    def _removed(self, label: Message, _nothing: None) -> None:
        self._desk.tellers.tell(label, undo=True)

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.set_title(tr("calendar_page.closures.title"))
        self.table.setAccessibleName(tr("calendar_page.closures.title"))
        self.empty.say(
            tr("calendar_page.closures.empty"), tr("calendar_page.closures.hint"), tr("calendar_page.closures.add")
        )
        self.add_button.set_text(tr("calendar_page.closures.add"))
        self.edit.set_text(tr("calendar_page.closures.edit"))
        self.remove.set_text(tr("calendar_page.closures.remove"))
        self.model.retranslate()


def _add(unit: Unit, fields: dict[str, Any]) -> Closure:
    return calendar.add_closure(unit, **fields)


def _edit(unit: Unit, closure: Closure, fields: dict[str, Any]) -> Closure:
    return calendar.edit_closure(unit, closure.id, **fields)
