"""Who could present what is on this week: asked beside the week, shown on its main lines and in the item's dialog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from weeklypm.domain.agenda import AgendaItem, Segment
from weeklypm.domain.errors import Problem
from weeklypm.domain.presenter import Suggestion
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.queue_dialog import ItemDialog
from weeklypm.gui.widgets.agenda_list import AgendaEntry
from weeklypm.services.presenters import suggest_for
from weeklypm.services.week import ThisWeek

if TYPE_CHECKING:
    from weeklypm.storage import Reader

Suggested = Mapping[UUID, tuple[Suggestion, ...]]


class WeekTelling(QObject):
    """Ask what belongs to a week besides itself. ``answered`` tells that it is there for the week asked last."""

    answered = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: ThisWeek | None = None
        self._suggested: Suggested = {}

    def ask(self, week: ThisWeek) -> None:
        """Ask who could present what is on in a week."""
        self._asked = week
        self._desk.operations.query(partial(_suggestions, week=week), partial(self._answer, week), self._ignore)

    def _answer(self, week: ThisWeek, suggested: Suggested) -> None:
        if week is self._asked:
            self._suggested = suggested
            self.answered.emit()

    def with_suggestions(self, week: ThisWeek, entries: Sequence[AgendaEntry]) -> list[AgendaEntry]:
        """Name the first suggestion on each main line that nobody presents yet; entries are those of the agenda."""
        lines = week.agenda.lines if week.agenda else ()
        told = [self._told(line.item_id) if line.presenter_id is None else "" for line in lines]
        return [replace(entry, presenter=said) for entry, said in zip(entries, told, strict=True)]

    def _told(self, item_id: UUID | None) -> str:
        found = self._suggested.get(item_id, ()) if item_id is not None else ()
        return tr("presenter.line", name=found[0].name, why=found[0].why) if found else ""

    def suggest_to(self, dialog: ItemDialog, item: AgendaItem | None, week: ThisWeek) -> None:
        """Ask who could present an item, for its dialog; a new item has nobody tied to it yet."""
        if item is not None:
            question = partial(_suggest, items=(item,), week=week)
            self._desk.operations.query(question, partial(_show, dialog, item.id), self._ignore)

    def _ignore(self, problem: Problem) -> None:
        """Leave the lines as they are; whoever asks for the week is told the problem there."""


def _show(dialog: ItemDialog, item_id: UUID, suggested: Suggested) -> None:
    dialog.show_suggestions(item_id, suggested[item_id])


def _suggestions(reader: Reader, week: ThisWeek) -> Suggested:
    """Return who could present what is on, for lines that nobody presents yet while the meeting has not begun."""
    if week.agenda is None or week.live is not None or week.closed:
        return {}
    main = (line for line in week.agenda.lines if line.segment is Segment.MAIN and line.presenter_id is None)
    wanted = {line.item_id for line in main}
    return _suggest(reader, tuple(item for item in week.queue if item.id in wanted), week)


def _suggest(reader: Reader, items: Sequence[AgendaItem], week: ThisWeek) -> Suggested:
    leads = week.facilitator.person.id if week.facilitator is not None else None
    return suggest_for(reader, items, week.day, facilitator_id=leads) if items else {}
