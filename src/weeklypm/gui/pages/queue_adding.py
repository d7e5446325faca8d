"""Ways to add to the queue from the window: the quick line, and many pasted lines."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from weeklypm.domain.agenda import AgendaItem
from weeklypm.domain.errors import Problem
from weeklypm.domain.quick_add import TopicDraft
from weeklypm.domain.values import Message, message
from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.queue_paste_dialog import PasteDialog
from weeklypm.gui.pages.queue_quick_add import QuickAdd
from weeklypm.services.topics import add_topics
from weeklypm.services.week import ThisWeek


class Adding(QObject):
    """Offer both ways over the page's window, made when they are first asked for; every addition can be undone."""

    details_requested = Signal(object)
    """A ``TopicDraft`` that is to be asked for in full."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._week: ThisWeek | None = None
        self._quick: QuickAdd | None = None
        self._dialog: PasteDialog | None = None

    def show_week(self, week: ThisWeek) -> None:
        """Know the people, and what waits already."""
        self._week = week
        if self._quick is not None:
            self._quick.know(week.people.values(), (item.title for item in week.queue))

    def open(self) -> None:
        """Ask for one line after the other."""
        if self._week is None:
            return
        if self._quick is None:
            self._quick = QuickAdd(self._page.window())
            self._quick.submitted.connect(self._add_one)
            self._quick.details_requested.connect(self.details_requested)
            self._quick.paste_requested.connect(self.paste)
            self.show_week(self._week)
        self._quick.open()

    def paste(self, text: str = "") -> None:
        """Ask for many lines."""
        if self._week is None:
            return
        if self._dialog is None:
            self._dialog = PasteDialog(self._page, self._desk.operations)
            self._dialog.submitted.connect(self._add_many)
        self._dialog.ask(text)

    def _add_one(self, draft: TopicDraft) -> None:
        label = message("weekpage.done.added", title=draft.title)
        self._desk.operations.change(
            partial(add_topics, drafts=(draft,)),
            label,
            initiator=self,
            done=partial(self._told, label),
            failed=partial(self._put_back, draft),
        )

    def _add_many(self, drafts: list[TopicDraft]) -> None:
        label = message("topics.done.added", n=len(drafts))
        self._desk.operations.change(
            partial(add_topics, drafts=drafts),
            label,
            initiator=self,
            done=partial(self._told_many, label),
            failed=self._refused,
        )

    def _told(self, label: Message, _items: tuple[AgendaItem, ...]) -> None:
        self._desk.tellers.tell(label, undo=True)

    def _told_many(self, label: Message, items: tuple[AgendaItem, ...]) -> None:
        self._told(label, items)
        if self._dialog is not None:
            self._dialog.show_added()

    def _put_back(self, draft: TopicDraft, problem: Problem) -> None:
        if self._quick is not None:
            self._quick.put_back(" ".join((draft.title, *draft.links)), problem)

    def _refused(self, problem: Problem) -> None:
        if self._dialog is not None:
            self._dialog.show_problem(problem)
