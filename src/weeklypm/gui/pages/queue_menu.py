"""What can be done with one thing that waits, as a menu: at the main item's button, on its line and in the queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from weeklypm.domain.agenda import AgendaItem, ItemState, Kind
from weeklypm.domain.links import safe_link
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.pages.queue_changes import QueueChanges
from weeklypm.gui.widgets.buttons import plain
from weeklypm.gui.widgets.labels import key_text
from weeklypm.services.week import ThisWeek
from weeklypm.wording.words import name_of

MOST_OTHERS = 8
MOST_LINKS = 5
TITLE_LENGTH = 60


@dataclass(frozen=True)
class Asking:
    """Hold how the page asks for what a menu cannot know."""

    edit: Callable[[AgendaItem], None]
    tell: Callable[[AgendaItem], None]
    postpone: Callable[[AgendaItem], None]
    open_link: Callable[[str], None]


class ItemMenu(QMenu):
    """Offer what can be done with an item. It goes away by itself once it is closed."""

    def __init__(self, parent: QWidget, week: ThisWeek, changes: QueueChanges) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._week, self._changes = week, changes

    def offer(self, item: AgendaItem, asking: Asking) -> None:
        """Add what can be done with one item."""
        self.add(tr("weekpage.menu.edit"), partial(asking.edit, item))
        if item.state is ItemState.QUEUED:
            self.add(tr("topics.menu.presenter"), partial(asking.tell, item))
            pin = self._changes.unpin if item.pinned else self._changes.pin
            self.add(tr("weekpage.menu.unpin" if item.pinned else "weekpage.menu.pin"), partial(pin, item), "P")
            if not item.pinned and any(other.pinned for other in self._week.queue):
                self.add(tr("topics.menu.pin_too"), partial(self._changes.pin_too, item), key_text("Shift+P"))
            self.add(tr("topics.menu.vote"), partial(self._changes.vote, item, 1), "+")
            if item.votes:
                self.add(tr("topics.menu.unvote"), partial(self._changes.vote, item, -1), "-")
            if self._week.next_day is not None:
                until = self._week.next_day
                self.add(tr("weekpage.menu.postpone", day=until), partial(self._changes.postpone, item, until))
            self.add(tr("topics.menu.postpone_until"), partial(asking.postpone, item))
            self.add(tr("weekpage.menu.drop"), partial(self._changes.drop, item), "Del")
        for link in [link for link in item.links if safe_link(link)][:MOST_LINKS]:
            self.add(tr("topics.menu.open", link=_short(link.partition("://")[2])), partial(asking.open_link, link))

    def offer_kinds(self, choose: Callable[[Kind], None]) -> None:
        """Add the kinds that could be held instead; the question to the room always can."""
        agenda = self._week.agenda
        on = {line.item_id for line in agenda.main} if agenda else set()
        waits = {item.kind for item in self._week.queue if item.id not in on and item.state is ItemState.QUEUED}
        kinds = [kind for kind in Kind if kind in waits or kind is Kind.QUESTION]
        below = self.addMenu(plain(tr("topics.menu.kind")))
        for kind in kinds:
            named = below.addAction(plain(name_of(language(), kind)))
            named.triggered.connect(partial(_without_state, partial(choose, kind)))

    def offer_others(self, add: Callable[[], None]) -> None:
        """Add the items that could be taken instead, or where there are none, adding one."""
        on = {line.item_id for line in self._week.agenda.main} if self._week.agenda else set()
        others = [one for one in self._week.queue if one.id not in on and one.state is ItemState.QUEUED]
        if not self.isEmpty():
            self.addSeparator()
        if others:
            heading = self.addAction(plain(tr("weekpage.menu.instead")))
            heading.setEnabled(False)
        for other in others[:MOST_OTHERS]:
            self.add(_short(other.title), partial(self._changes.pin, other))
        if others and any(item.pinned for item in self._week.queue):
            below = self.addMenu(plain(tr("topics.menu.others_too")))
            for other in others[:MOST_OTHERS]:
                named = below.addAction(plain(_short(other.title)))
                named.triggered.connect(partial(_without_state, partial(self._changes.pin_too, other)))
        self.add(tr("weekpage.menu.add"), add)

    def add(self, text: str, chosen: Callable[[], None], key: str = "") -> None:
        """Add one thing to do; ``key`` is told beside it and belongs to the list."""
        action = self.addAction(plain(text) + (f"\t{key}" if key else ""))
        action.triggered.connect(partial(_without_state, chosen))


def _without_state(chosen: Callable[[], None], *_checked: bool) -> None:
    chosen()


def _short(title: str) -> str:
    return title if len(title) <= TITLE_LENGTH else f"{title[:TITLE_LENGTH]}…"
