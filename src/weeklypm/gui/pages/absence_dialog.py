"""Register days away: who, from when and until when. Why is not asked; what it means for turns is said at once."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Absence
from weeklypm.domain.picks import Planned
from weeklypm.domain.values import Message, message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.gui.pages.person_fields import AnyDayEdit
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.fields import Field
from weeklypm.gui.widgets.icon_label import IconLabel
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.gui.widgets.search_combo import SearchCombo
from weeklypm.services import people
from weeklypm.services.people_forms import AbsenceFacts, absence_facts

FIELD_OF_PROBLEM: Final = {
    "unknown_person": "person",
    "absence_left": "person",
    "absence_before_joined": "person",
    "absence_ends_before": "last",
    "absence_past": "last",
    "absence_long": "last",
    "year": "last",
    "absence_overlaps": "first",
}
"""The field under which a problem is said, by the last part of its code ``people.problem.*``."""

Span = tuple[date, date]
"""A first and a last day, both inclusive."""


class AbsenceDialog(Ask):
    """Ask for the days of an absence; it stays open until they are stored as one step that can be undone."""

    stored = Signal(object)
    """The ``Absence`` as stored, or None after one was removed."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("absence_dialog")
        self._desk = desk
        self._facts: AbsenceFacts | None = None
        self._wanted: UUID | None = None
        self.person = SearchCombo()
        self.first, self.last = AnyDayEdit(), AnyDayEdit()
        self.fields = {key: Field(getattr(self, key), self) for key in ("person", "first", "last")}
        self.meaning = DataLabel(self, role="body")
        self.meaning.setWordWrap(True)
        self.note = DataLabel(self, role="secondary", tone="text3")
        self.remove = Button(self, icon="trash-2")
        self._lay_out_fields()
        self._connect()
        Retranslated(self, self._word)

    def _lay_out_fields(self) -> None:
        days = row(spacing=16)
        for key in ("first", "last"):
            getattr(self, key).setMinimumWidth(0)
            getattr(self, key).setMaximumWidth(16777215)
            days.addWidget(self.fields[key], 1, Qt.AlignmentFlag.AlignTop)
        self.said = QFrame(self)
        self.said.setProperty("soft", "sunken")
        inside = row(self.said, padding=12, spacing=8)
        inside.addWidget(IconLabel(self.said, icon="corner-down-right"), 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self.meaning, 1)
        self.body.addStrut(self.width() - 2 * sizes().space.xl)
        self.body.addWidget(self.fields["person"])
        self.body.addLayout(days)
        for widget in (self.said, self.note):
            self.body.addWidget(widget)
        self.buttons.insertWidget(0, self.remove)

    def _connect(self) -> None:
        self.person.currentTextChanged.connect(self._on_changed)
        for edit in (self.first, self.last):
            edit.day_changed.connect(self._on_changed)
        self.remove.clicked.connect(self._on_remove)

    @property
    def absence(self) -> Absence | None:
        """Return what is being changed, or None for a new one."""
        return self._facts.absence if self._facts else None

    def ask_new(self, person_id: UUID | None = None) -> None:
        """Ask for new days away, of somebody if so chosen."""
        self._query(None, person_id)

    def ask(self, absence_id: UUID) -> None:
        """Ask for changes of an absence, or let it be removed."""
        self._query(absence_id, None)

    def _query(self, absence_id: UUID | None, person_id: UUID | None) -> None:
        if self._desk.operations.is_open and not self.isVisible():
            self._wanted = person_id
            question = partial(absence_facts, absence_id=absence_id)
            self._desk.operations.query(question, self._open, self._desk.tellers.fail)

    def _open(self, facts: AbsenceFacts) -> None:
        if self.isVisible():
            return
        self._facts = facts
        absence = facts.absence
        self.answer.set_busy(False)
        self.person.set_choices([(person.id, person.name) for person in facts.people])
        chosen = absence.person_id if absence else self._wanted
        self.person.set_key(chosen)
        self.person.setEnabled(absence is None)
        for edit, day in (
            (self.first, absence.starts_on if absence else None),
            (self.last, absence.ends_on if absence else None),
        ):
            edit.set_today(facts.today)
            edit.set_day(day)
        self.remove.setVisible(absence is not None)
        self._on_changed()
        self._word()
        self.open()
        (self.first if chosen else self.person).setFocus()

    def span(self) -> Span | None:
        """Return the first and the last day as filled in; without a last one it is a single day."""
        first = self.first.day()
        if first is None or not self.last.is_understood():
            return None
        return first, self.last.day() or first

    @override
    def is_complete(self) -> bool:
        self._forget_errors()
        if self.person.key() is None:
            typed = self.person.currentText().strip()
            code = "nobody" if typed else "who"
            self._refuse("person", tr(f"peopledialogs.problem.{code}", name=typed))
            return False
        for key in ("first", "last"):
            edit = getattr(self, key)
            if not edit.is_understood() or (key == "first" and edit.day() is None):
                code = "day" if edit.text().strip() else "first_day"
                self._refuse(key, tr(f"peopledialogs.problem.{code}", text=edit.text().strip()))
                return False
        return True

    def _refuse(self, key: str, sentence: str) -> None:
        self.fields[key].set_error(sentence)
        self.fields[key].editor.setFocus()

    @override
    def submit(self) -> None:
        span = self.span()
        if span is None:
            return
        name = self.person.currentText()
        what = "changed" if self.absence else "added"
        label = message(f"peopledialogs.absence.{what}", name=name, first=span[0], last=span[1])
        if self.absence is not None:
            use_case = partial(people.edit_absence, absence_id=self.absence.id, starts_on=span[0], ends_on=span[1])
        else:
            use_case = partial(people.add_absence, person_id=self.person.key(), starts_on=span[0], ends_on=span[1])
        self._desk.operations.change(
            use_case, label, initiator=self, done=partial(self._stored, label), failed=self.refuse
        )

    def _on_remove(self) -> None:
        if self.absence is None:
            return
        label = message("peopledialogs.absence.removed", name=self.person.currentText())
        use_case = partial(people.remove_absence, absence_id=self.absence.id)
        self._desk.operations.change(
            use_case, label, initiator=self, done=partial(self._stored, label), failed=self.refuse
        )

    def _stored(self, label: Message, stored: Absence | None) -> None:
        self.finish()
        self._desk.tellers.tell(label, undo=True)
        self.stored.emit(stored)

    @override
    def show_problem(self, problem: Problem) -> None:
        key = FIELD_OF_PROBLEM.get(problem.code.rpartition(".")[2])
        if key is None:
            super().show_problem(problem)
        else:
            self._refuse(key, tr(problem.message))

    def _forget_errors(self) -> None:
        for field in self.fields.values():
            field.set_error("")

    def _on_changed(self, *_changed: object) -> None:
        self._forget_errors()
        self._say_meaning()
        if self.isVisible():
            self._place()

    def _say_meaning(self) -> None:
        """Say what the days mean for turns, or under the first day that they overlap others known already."""
        facts, who, span = self._facts, self.person.key(), self.span()
        said = ""
        if facts is not None and who is not None and span is not None and span[0] <= span[1]:
            other = facts.overlapped(who, *span)
            said = self._meaning(facts, who, span) if other is None else ""
            if other is not None:
                overlaps = tr("people.problem.absence_overlaps", starts=other.starts_on, ends=other.ends_on)
                self.fields["first"].set_error(overlaps)
        self.meaning.setText(said)
        self.said.setVisible(bool(said))

    def _meaning(self, facts: AbsenceFacts, who: UUID, span: Span) -> str:
        name = facts.name(who)
        lines = [_given(facts, turn, name) for turn in facts.given(who, *span)]
        lines += [_taken(facts, turn, name) for turn in facts.turns(who, *span)]
        return "\n".join(lines) or tr("peopledialogs.absence.no_turn", name=name)

    def _word(self) -> None:
        known = self.absence is not None
        self.set_title(tr("peopledialogs.absence.edit" if known else "peopledialogs.absence.new"))
        self.set_answer(tr("peopledialogs.answer.keep" if known else "peopledialogs.absence.answer"))
        for key, field in self.fields.items():
            field.set_label(tr(f"peopledialogs.field.{key}"))
        self.person.line.setPlaceholderText(tr("peopledialogs.absence.search"))
        self.fields["last"].set_help(tr("peopledialogs.absence.last_help"))
        self.note.setText(tr("peopledialogs.absence.note"))
        self.remove.set_text(tr("peopledialogs.absence.remove"))
        self._say_meaning()


def _given(facts: AbsenceFacts, turn: Planned, name: str) -> str:
    """Say who leads already where an absence took a turn."""
    if turn.facilitator_id is None:
        return tr("peopledialogs.absence.given_nobody", name=name, day=turn.day)
    return tr("peopledialogs.absence.given", name=name, day=turn.day, lead=facts.name(turn.facilitator_id))


def _taken(facts: AbsenceFacts, turn: Planned, name: str) -> str:
    """Say who would lead a turn that an absence takes."""
    lead = facts.covers.get(turn.day)
    state = "leads" if turn.confirmed else "likely"
    if lead is None:
        return tr(f"peopledialogs.absence.{state}_nobody", name=name, day=turn.day)
    return tr(f"peopledialogs.absence.{state}", name=name, day=turn.day, lead=lead.name)
