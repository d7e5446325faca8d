"""What can be done with one thing that waits, as a menu: at the main item's button and in the queue."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from weeklypm.domain.agenda import AgendaItem, ItemState
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.queue_changes import QueueChanges
from weeklypm.gui.widgets.buttons import plain
from weeklypm.services.week import ThisWeek

MOST_OTHERS = 8
TITLE_LENGTH = 60


class ItemMenu(QMenu):
    """Offer what can be done with an item; ``edit`` opens its dialog. It goes away by itself once it is closed."""

    def __init__(self, parent: QWidget, week: ThisWeek, changes: QueueChanges) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._week, self._changes = week, changes

    def offer(self, item: AgendaItem, edit: Callable[[AgendaItem], None]) -> None:
        """Add what can be done with one item."""
        self._add(tr("weekpage.menu.edit"), partial(edit, item))
        if item.state is ItemState.QUEUED:
            pin = self._changes.unpin if item.pinned else self._changes.pin
            self._add(tr("weekpage.menu.unpin" if item.pinned else "weekpage.menu.pin"), partial(pin, item))
            if self._week.next_day is not None:
                until = self._week.next_day
                self._add(tr("weekpage.menu.postpone", day=until), partial(self._changes.postpone, item, until))
            self._add(tr("weekpage.menu.drop"), partial(self._changes.drop, item))

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
            self._add(_short(other.title), partial(self._changes.pin, other))
        self._add(tr("weekpage.menu.add"), add)

    def _add(self, text: str, chosen: Callable[[], None]) -> None:
        self.addAction(plain(text)).triggered.connect(partial(_without_state, chosen))


def _without_state(chosen: Callable[[], None], *_checked: bool) -> None:
    chosen()


def _short(title: str) -> str:
    return title if len(title) <= TITLE_LENGTH else f"{title[:TITLE_LENGTH]}…"
