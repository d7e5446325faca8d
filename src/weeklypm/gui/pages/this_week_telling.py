"""What belongs to a week besides itself: who could present, and what the team has been told.

Suggestions stand on the main lines and in the item's dialog; texts for the chat have two buttons in the header, lines
among the checks, and a command each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from weeklypm.domain.agenda import AgendaItem, Segment
from weeklypm.domain.announcing import AnnouncementKind
from weeklypm.domain.errors import Problem
from weeklypm.domain.presenter import Suggestion
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.pages.announce_dialog import AnnounceDialog
from weeklypm.gui.pages.announce_text import Copies
from weeklypm.gui.pages.queue_dialog import ItemDialog
from weeklypm.gui.pages.this_week_checks import Check
from weeklypm.gui.shortcuts import Command, Commands
from weeklypm.gui.widgets.agenda_list import AgendaEntry
from weeklypm.gui.widgets.buttons import Button
from weeklypm.services import telling
from weeklypm.services.clock import local_day
from weeklypm.services.presenters import suggest_for
from weeklypm.services.week import ThisWeek

if TYPE_CHECKING:
    from weeklypm.storage import Reader

Suggested = Mapping[UUID, tuple[Suggestion, ...]]
HEADED: Final = (AnnouncementKind.CALL, AnnouncementKind.ANNOUNCEMENT)
"""Kinds with a button in the header."""


@dataclass(frozen=True)
class Beside:
    """Hold what was asked beside a week; ``call_due`` is the day from which to call for its topics."""

    suggested: Suggested = field(default_factory=dict)
    announced: frozenset[AnnouncementKind] = frozenset()
    call_due: date | None = None


class WeekTelling(QWidget):
    """Ask what belongs to a week besides itself. ``answered`` tells that it is there for the week asked last.

    ``buttons`` are for the page's header. The widget itself is never shown: it stands in its page, so that its dialog
    finds the window.
    """

    answered = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self.hide()
        self._desk, self._page = desk, page
        self._asked: ThisWeek | None = None
        self._beside = Beside()
        self._dialog: AnnounceDialog | None = None
        self.copies = Copies(desk, self)
        self.buttons = {kind: Button(page, icon="copy") for kind in HEADED}
        for kind, button in self.buttons.items():
            button.clicked.connect(partial(self._on_button, kind))
        Retranslated(self, self._word)

    def _word(self) -> None:
        for kind, button in self.buttons.items():
            button.set_text(tr(f"announcepage.button.{kind}"))
            button.setAccessibleDescription(tr("announcepage.button.hint"))

    def ask(self, week: ThisWeek) -> None:
        """Ask who could present what is on in a week, and what was told of it."""
        self._asked = week
        self._desk.operations.query(partial(_beside, week=week), partial(self._answer, week), self._ignore)

    def _answer(self, week: ThisWeek, beside: Beside) -> None:
        if week is self._asked:
            self._beside = beside
            self.answered.emit()

    # Who could present

    def with_suggestions(self, week: ThisWeek, entries: Sequence[AgendaEntry]) -> list[AgendaEntry]:
        """Name the first suggestion on each main line that nobody presents yet; entries are those of the agenda."""
        lines = week.agenda.lines if week.agenda else ()
        told = [self._told(line.item_id) if line.presenter_id is None else "" for line in lines]
        return [replace(entry, presenter=said) for entry, said in zip(entries, told, strict=True)]

    def _told(self, item_id: UUID | None) -> str:
        found = self._beside.suggested.get(item_id, ()) if item_id is not None else ()
        return tr("presenter.line", name=found[0].name, why=found[0].why) if found else ""

    def suggest_to(self, dialog: ItemDialog, item: AgendaItem | None, week: ThisWeek) -> None:
        """Ask who could present an item, for its dialog; a new item has nobody tied to it yet."""
        if item is not None:
            question = partial(_suggest, items=(item,), week=week)
            self._desk.operations.query(question, partial(_show, dialog, item.id), self._ignore)

    # Telling people

    def enrol(self, commands: Commands) -> None:
        """Give the window a command for each text."""
        for kind in AnnouncementKind:
            commands.add(Command(f"announcepage.command.{kind}", (), "copy"), partial(self.open, kind))

    def open(self, kind: AnnouncementKind) -> None:
        """Show the text of a kind; before the first run there is nothing to tell."""
        if self._asked is None:
            return
        if self._dialog is None:
            self._dialog = AnnounceDialog(self._page, self._desk, self.copies)
        self._dialog.ask(kind, self._asked.series.language)

    def _on_button(self, kind: AnnouncementKind, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  the signal's shape
        self.open(kind)

    def checks(self, week: ThisWeek) -> list[Check]:
        """Return whether a held week was announced, and that its call for topics is due while it is."""
        if not week.held:
            return []
        told = AnnouncementKind.ANNOUNCEMENT in self._beside.announced
        words = tr("announcepage.check.copied" if told else "announcepage.check.not_copied")
        check = Check(AnnouncementKind.ANNOUNCEMENT, told, words, "" if told else tr("announcepage.check.copy"))
        return [*self._call(week), check]

    def _call(self, week: ThisWeek) -> list[Check]:
        due, today = self._beside.call_due, local_day(self._desk.clock(), week.series.zone)
        if due is None or not due <= today < week.day or self._beside.announced.intersection(HEADED):
            return []
        words, link = tr("announcepage.check.call_due"), tr("announcepage.check.copy")
        return [Check(AnnouncementKind.CALL, False, words, link)]

    def follow(self, key: str) -> None:
        """Copy at once the text whose check's link was pressed; keys of other checks do nothing."""
        if key in set(AnnouncementKind):
            self.copies.copy_now(AnnouncementKind(key))

    def _ignore(self, problem: Problem) -> None:
        """Leave the lines as they are; whoever asks for the week is told the problem there."""


def _show(dialog: ItemDialog, item_id: UUID, suggested: Suggested) -> None:
    dialog.show_suggestions(item_id, suggested[item_id])


def _beside(reader: Reader, week: ThisWeek) -> Beside:
    """Read who could present what nobody presents yet while the meeting has not begun, and what was told of it."""
    return Beside(_suggestions(reader, week), telling.announced(reader, week.day), _call_due(reader, week))


def _call_due(reader: Reader, week: ThisWeek) -> date | None:
    try:
        return telling.call_due_on(reader, week.day) if week.held else None
    except Problem:
        return None  # a year of closures has no working day: nothing is due


def _suggestions(reader: Reader, week: ThisWeek) -> Suggested:
    if week.agenda is None or week.live is not None or week.closed:
        return {}
    main = (line for line in week.agenda.lines if line.segment is Segment.MAIN and line.presenter_id is None)
    wanted = {line.item_id for line in main}
    return _suggest(reader, tuple(item for item in week.queue if item.id in wanted), week)


def _suggest(reader: Reader, items: Sequence[AgendaItem], week: ThisWeek) -> Suggested:
    leads = week.facilitator.person.id if week.facilitator is not None else None
    return suggest_for(reader, items, week.day, facilitator_id=leads) if items else {}
