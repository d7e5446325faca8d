"""What a week's page asks about single items: adding, editing, postponing, opening links, and the menu of each."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from weeklypm.domain.agenda import AgendaItem
from weeklypm.domain.links import safe_link
from weeklypm.domain.quick_add import TopicDraft
from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.actions_small_dialogs import LinkDialog
from weeklypm.gui.pages.queue_adding import Adding
from weeklypm.gui.pages.queue_changes import ItemFields, QueueChanges
from weeklypm.gui.pages.queue_dialog import ItemDialog
from weeklypm.gui.pages.queue_menu import Asking, ItemMenu
from weeklypm.gui.pages.queue_small_dialogs import PostponeDialog
from weeklypm.services.clock import local_day
from weeklypm.services.week import ThisWeek


class WeekItems(QObject):
    """Ask over the page's window; dialogs are made when they are first needed."""

    asked = Signal(object, object)
    """The dialog that asks, and the item it asks about or None: others may have something to offer in it."""

    def __init__(self, desk: Desk, page: QWidget, changes: QueueChanges) -> None:
        super().__init__(page)
        self._desk, self._page, self._changes = desk, page, changes
        self._week: ThisWeek | None = None
        self._edited: AgendaItem | None = None
        self._dialog: ItemDialog | None = None
        self._postpone: PostponeDialog | None = None
        self._link: LinkDialog | None = None
        self.adding = Adding(desk, page)
        self.adding.details_requested.connect(self._on_details)
        self.asking = Asking(self.edit, self.tell, self.postpone, self.open_link)

    def show_week(self, week: ThisWeek) -> None:
        """Ask about another week's items from now on."""
        self._week = week
        self.adding.show_week(week)

    def add(self) -> None:
        """Ask for something to talk about, in full."""
        self._ask(None)

    def edit(self, item: AgendaItem) -> None:
        """Ask for changes of something that waits."""
        self._ask(item)

    def tell(self, item: AgendaItem) -> None:
        """Ask who tells it."""
        self._ask(item)
        if self._dialog is not None:
            self._dialog.presenter.setFocus()

    def _on_details(self, draft: TopicDraft) -> None:
        begun = ItemFields(draft.title, draft.kind, minutes=draft.minutes, links=draft.links)
        self._ask(None, begun)

    def _ask(self, item: AgendaItem | None, begun: ItemFields | None = None) -> None:
        week = self._week
        if week is None or (self._dialog is not None and self._dialog.isVisible()):
            return
        if self._dialog is None:
            self._dialog = ItemDialog(self._page)
            self._dialog.submitted.connect(self._on_submitted)
            self._dialog.drop_requested.connect(self._on_drop)
        self._edited = item
        self._dialog.ask(item, week.people.values(), self._later(), begun=begun)
        self.asked.emit(self._dialog, item)

    def _later(self) -> list[date]:
        week = self._week
        return [cell.day for cell in week.strip if cell.held and cell.day > week.day] if week else []

    def _on_submitted(self, wanted: ItemFields) -> None:
        if self._edited is None:
            self._changes.add(wanted, self._dialog)
        else:
            self._changes.edit(self._edited, wanted, self._dialog)

    def _on_drop(self) -> None:
        if self._edited is not None:
            self._changes.drop(self._edited)

    def postpone(self, item: AgendaItem) -> None:
        """Ask until when to postpone an item."""
        if self._week is None:
            return
        if self._postpone is None:
            self._postpone = PostponeDialog(self._page)
            self._postpone.submitted.connect(self._on_postponed)
        self._postpone.ask(item, local_day(self._desk.clock(), self._week.series.zone), self._later())

    def _on_postponed(self, item: AgendaItem, until: date) -> None:
        self._changes.postpone(item, until, self._postpone)

    def open_link(self, link: str) -> None:
        """Ask whether to open an address; anything but http and https is not offered and never opened."""
        if not safe_link(link):
            return
        if self._link is None:
            self._link = LinkDialog(self._page)
            self._link.submitted.connect(self._on_link)
        self._link.ask(link)

    def _on_link(self, link: str) -> None:
        QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))
        if self._link is not None:
            self._link.finish()

    def menu(self) -> ItemMenu | None:
        """Return a new menu for this week; None before there is one."""
        return ItemMenu(self._page, self._week, self._changes) if self._week is not None else None

    def show_menu(self, item: AgendaItem, at: QPoint) -> None:
        """Offer what can be done with an item of the queue."""
        menu = self.menu()
        if menu is not None:
            menu.offer(item, self.asking)
            menu.popup(at)
