"""Changes of who leads which date, through the one door: each can be undone, and says in a toast what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Message, message
from weeklypm.gui.desk import Desk
from weeklypm.services import turns
from weeklypm.services.turns import Given

if TYPE_CHECKING:
    from weeklypm.storage import Unit

Failed = Callable[[Problem], None]


class TurnChanges(QObject):
    """Swap, pass, cover and take turns. ``done`` is called once it is stored, ``failed`` with what keeps it."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def swap(
        self, day: date, other: date, *, done: Callable[[], None] | None = None, failed: Failed | None = None
    ) -> None:
        """Let two people change dates."""
        label = message("turnspage.label.swapped", day=day, other=other)
        told = partial(self._swapped, label, done)
        self._change(partial(turns.swap, day=day, other_day=other), label, told, failed)

    def away(
        self, day: date, until: date, *, done: Callable[[], None] | None = None, failed: Failed | None = None
    ) -> None:
        """Note that who leads a date is away to a last day; somebody else leads instead."""
        self._give(partial(turns.away, day=day, until=until), message("turnspage.label.away", day=day), done, failed)

    def pass_turn(self, day: date) -> None:
        """Let the next person lead; no reason is asked."""
        self._give(partial(turns.pass_turn, day=day), message("turnspage.label.passed", day=day), None, None)

    def cover(
        self, day: date, by_id: UUID, *, done: Callable[[], None] | None = None, failed: Failed | None = None
    ) -> None:
        """Let a volunteer lead instead."""
        use_case = partial(turns.cover, day=day, by_id=by_id)
        self._give(use_case, message("turnspage.label.covered", day=day), done, failed)

    def take(
        self, day: date, person_id: UUID, *, done: Callable[[], None] | None = None, failed: Failed | None = None
    ) -> None:
        """Let somebody take a meeting that nobody was to lead."""
        use_case = partial(turns.take, day=day, person_id=person_id)
        self._give(use_case, message("turnspage.label.taken", day=day), done, failed)

    def _give(
        self,
        use_case: Callable[[Unit], Given],
        label: Message,
        done: Callable[[], None] | None,
        failed: Failed | None,
    ) -> None:
        self._change(use_case, label, partial(self._given, done), failed)

    def _change(
        self, use_case: Callable[[Unit], Any], label: Message, done: Callable[[Any], None], failed: Failed | None
    ) -> None:
        self._desk.operations.change(
            use_case, label, initiator=self, done=done, failed=failed or self._desk.tellers.fail
        )

    def _swapped(self, label: Message, done: Callable[[], None] | None, _planned: object) -> None:
        if done is not None:
            done()
        self._desk.tellers.tell(label, undo=True)

    def _given(self, done: Callable[[], None] | None, given: Given) -> None:
        if done is not None:
            done()
        self._desk.tellers.tell(outcome(given), undo=True)


def outcome(given: Given) -> Message:
    """Return who leads a date now; after two passes in a row, that two could lead it together."""
    if given.person is None:
        return message("turnspage.done.nobody", day=given.day)
    code = "beside" if given.suggest_beside else "leads"
    return message(f"turnspage.done.{code}", day=given.day, name=given.person.name)
