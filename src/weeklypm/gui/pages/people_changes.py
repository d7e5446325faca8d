"""What is done to people from their page at once: each one step with a name, told in a toast that offers Undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from weeklypm.domain.people import Person
from weeklypm.domain.values import Message, message
from weeklypm.gui.desk import Desk
from weeklypm.services import people
from weeklypm.services.people_view import AwayRow

if TYPE_CHECKING:
    from weeklypm.storage import Unit


class PeopleChanges(QObject):
    """Change people and their absences through the one door; what cannot be is told in a sentence."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def leave(self, person: Person, last_day: date) -> None:
        """Let somebody leave after a day."""
        label = message("peoplepage.done.left", name=person.name, day=last_day)
        self._run(partial(people.leave, person_id=person.id, last_day=last_day), label)

    def come_back(self, person: Person, day: date) -> None:
        """Let somebody who left take part again from a day on."""
        label = message("peoplepage.done.back", name=person.name)
        self._run(partial(people.come_back, person_id=person.id, day=day), label)

    def set_opted_in(self, person: Person, *, opted_in: bool) -> None:
        """Let somebody take turns, or none; no reason is asked."""
        label = message(f"peoplepage.done.{'opted_in' if opted_in else 'opted_out'}", name=person.name)
        self._run(partial(people.set_opted_in, person_id=person.id, opted_in=opted_in), label)

    def remove_absence(self, row: AwayRow) -> None:
        """Take an absence back."""
        label = message("peoplepage.done.absence_removed", name=row.person.name)
        self._run(partial(people.remove_absence, absence_id=row.absence.id), label)

    def _run(self, use_case: Callable[[Unit], object], label: Message) -> None:
        self._desk.operations.change(use_case, label, initiator=self, done=partial(self._told, label))

    def _told(self, label: Message, _value: object) -> None:
        self._desk.tellers.tell(label, undo=True)
