"""Add a person or change what is known of one: name, team, turns, share, hours, other names, and the last day."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Person
from weeklypm.domain.people_rules import NAME_LENGTH, checked_name, near_zone, zones
from weeklypm.domain.values import Message, message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.gui.pages.person_sheet import PersonSheet
from weeklypm.services.people import PersonForm
from weeklypm.services.people_forms import PersonFacts, person_facts, store_person

if TYPE_CHECKING:
    from weeklypm.storage import Unit

FIELD_OF_PROBLEM: Final = {
    "no_name": "name",
    "name_long": "name",
    "same_name": "name",
    "same_name_team": "name",
    "same_name_left": "name",
    "name_is_alias": "name",
    "unknown_team": "team",
    "team_ended": "team",
    "team_long": "team",
    "same_team": "team",
    "same_team_ended": "team",
    "percent": "share",
    "led_before": "joined",
    "zone": "zone",
    "zone_near": "zone",
    "hours_half": "works_to",
    "hours_same": "works_to",
    "days": "workdays",
    "alias_taken": "aliases",
    "aliases": "aliases",
    "led_after": "last_day",
    "left_before_joined": "last_day",
}
"""The field under which a problem is said, by the last part of its code ``people.problem.*``."""
MARGIN: Final = 24
"""Between the dialog and the window's edges, in px."""


class PersonDialog(Ask):
    """Ask for a person; it stays open until all of it is stored as one step that can be undone."""

    stored = Signal(object)
    """The ``Person`` as stored."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("person_dialog")
        self._desk = desk
        self._facts: PersonFacts | None = None
        self.sheet = PersonSheet(self)
        self.body.addStrut(self.width() - 2 * MARGIN)
        self.body.addWidget(self.sheet)
        self.sheet.grown.connect(self._place)
        Retranslated(self, self._word)

    @property
    def person(self) -> Person | None:
        """Return who is being changed, or None for somebody new."""
        return self._facts.person if self._facts else None

    def ask_new(self) -> None:
        """Ask for somebody new."""
        self._query(None)

    def ask(self, person_id: UUID) -> None:
        """Ask for changes of somebody known."""
        self._query(person_id)

    def _query(self, person_id: UUID | None) -> None:
        if self._desk.operations.is_open and not self.isVisible():
            question = partial(person_facts, person_id=person_id)
            self._desk.operations.query(question, self._open, self._desk.tellers.fail)

    def _open(self, facts: PersonFacts) -> None:
        if self.isVisible():
            return
        self._facts = facts
        self.answer.set_busy(False)
        self.sheet.show_facts(facts)
        self._word()
        self.open()
        self.sheet.name.setFocus()

    @override
    def _place(self) -> None:
        self.sheet.fit_into(self, self.room() - 2 * MARGIN)
        super()._place()

    @override
    def is_complete(self) -> bool:
        self.sheet.forget_errors()
        self.sheet.show_misread()
        for check in (self._check_name, self._check_team, self._check_zone):
            try:
                check()
            except Problem as problem:
                self._say(problem)
        return not self.sheet.go_to_wrong()

    def _check_name(self) -> None:
        checked_name(self.sheet.name.text(), self.person.name if self.person else "")

    def _check_team(self) -> None:
        new = self.sheet.new_team()
        if len(new) > NAME_LENGTH:
            raise Problem("peopledialogs.problem.team_long", n=NAME_LENGTH, length=len(new))

    def _check_zone(self) -> None:
        zone = self.sheet.form().zone
        if zone and zone not in zones():
            near = near_zone(zone)
            code = "people.problem.zone_near" if near else "people.problem.zone"
            raise Problem(code, zone=zone, near=near)

    @override
    def submit(self) -> None:
        form, team, last_day = self.sheet.form(), self.sheet.new_team(), self.sheet.last_day.day()
        label = self._label(form, last_day)
        self._desk.operations.change(
            partial(_store, form, self.person, team, last_day),
            label,
            initiator=self,
            done=partial(self._stored, label),
            failed=self.refuse,
        )

    def _label(self, form: PersonForm, last_day: date | None) -> Message:
        name = " ".join(form.name.split())
        if self.person is None:
            return message("peopledialogs.person.added", name=name)
        if last_day != self.person.left_on:
            what = "back" if last_day is None else "left"
            return message(f"peopledialogs.person.{what}", name=name, day=last_day or self.sheet.today)
        return message("peopledialogs.person.changed", name=name)

    def _stored(self, label: Message, stored: Person) -> None:
        self.finish()
        self._desk.tellers.tell(label, undo=True)
        self.stored.emit(stored)

    @override
    def show_problem(self, problem: Problem) -> None:
        self._say(problem)
        self.sheet.go_to_wrong()

    def _say(self, problem: Problem) -> None:
        name = FIELD_OF_PROBLEM.get(problem.code.rpartition(".")[2])
        if name == "last_day" and self.person is None:
            name = "joined"
        if name is None:
            super().show_problem(problem)
        else:
            self.sheet.show_error(name, tr(problem.message))

    def _word(self) -> None:
        known = self.person is not None
        self.set_title(tr("peopledialogs.person.edit" if known else "peopledialogs.person.new"))
        self.set_answer(tr("peopledialogs.answer.keep" if known else "peopledialogs.person.answer"))
        self.sheet.retranslate()
        if self.isVisible():
            self._place()


def _store(form: PersonForm, person: Person | None, team: str, last_day: date | None, unit: Unit) -> Person:
    return store_person(unit, form, person.id if person else None, new_team=team, last_day=last_day)
