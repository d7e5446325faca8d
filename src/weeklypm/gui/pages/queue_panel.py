"""The panel at the right of the week: all that waits, and what is ready before the start."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from weeklypm.domain.agenda import AgendaItem
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.queue_changes import QueueChanges
from weeklypm.gui.pages.queue_question import QuestionCard
from weeklypm.gui.pages.this_week_words import question, queue_groups
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.gui.widgets.queue_list import QueueList
from weeklypm.services.week import ThisWeek

UNLIMITED = 16777215


class QueuePanel(QWidget):
    """List the queue in its groups. Enter edits, + and - vote, P and Shift+P pin, Delete drops; the menu has all."""

    add_requested = Signal()
    edit_requested = Signal(object)
    """The item to edit."""
    menu_requested = Signal(object, QPoint)
    """An item and where its menu belongs, in global coordinates."""

    def __init__(self, changes: QueueChanges, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changes = changes
        self._items: dict[str, AgendaItem] = {}
        self._main = ""
        self.title = DataLabel(self, role="section")
        self.add = Button(self, variant="small", icon="plus")
        self.remark = DataLabel(self, role="secondary", tone="text3")
        self.remark.setWordWrap(True)
        self.list = QueueList(self)
        self.card = QuestionCard(self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = row()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.add)
        top = column(spacing=4)
        top.setContentsMargins(20, 20, 20, 4)
        top.addLayout(head)
        top.addWidget(self.remark)
        beside = row()
        beside.setContentsMargins(7, 4, 7, 0)
        beside.addWidget(self.card)
        self._whole: QVBoxLayout = column(self, spacing=0)
        self._whole.addLayout(top)
        self._whole.addWidget(self.list, 1)
        self._whole.addLayout(beside)
        self._whole.addStretch(0)

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_requested)
        self.list.opened.connect(self._on_opened)
        self.list.vote_requested.connect(self._on_vote)
        self.list.menu_requested.connect(self._on_menu)
        self.list.dropped.connect(self._on_dropped)

    def show_week(self, week: ThisWeek) -> None:
        """Show what waits; what is on the agenda is selected unless the person selected something else."""
        self._items = {str(item.id): item for item in week.queue}
        kept = self.list.selected()
        self.list.set_groups(queue_groups(week))
        main = _main_of(week)
        if main and (kept == self._main or kept not in self._items):
            self.list.select(main)
        self._main = main
        self.card.set_question(question(week))
        self.remark.setText(tr("weekpage.queue.remark" if week.queue else "weekpage.queue.remark_empty"))
        self._fit(empty=not week.queue)

    def _fit(self, *, empty: bool) -> None:
        """Let the list end where its rows end while the card stands below them."""
        self.list.setMaximumHeight(self.list.rows_height() + 4 if empty else UNLIMITED)
        self._whole.setStretch(3, 1 if empty else 0)

    def retranslate(self) -> None:
        """Say the panel's own words."""
        self.title.setText(tr("words.term.queue"))
        self.add.set_text(tr("weekpage.queue.add"))
        self.add.setToolTip(tr("weekpage.queue.add_tip"))

    def selected(self) -> AgendaItem | None:
        """Return the item that is selected."""
        return self._items.get(self.list.selected())

    def select(self, item_id: UUID) -> None:
        """Select an item."""
        self.list.select(str(item_id))

    def _on_opened(self, key: str) -> None:
        self.edit_requested.emit(self._items[key])

    def _on_vote(self, key: str, votes: int) -> None:
        self._changes.vote(self._items[key], votes)

    def _on_dropped(self, key: str) -> None:
        item = self._items.get(key)
        if item is not None and item.pinned:
            self._changes.unpin(item)

    def _on_menu(self, key: str, at: QPoint) -> None:
        self.menu_requested.emit(self._items[key], at)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.selected()
        votes = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}.get(Qt.Key(event.key()), 0)
        if item is None or not self.list.hasFocus():
            super().keyPressEvent(event)
        elif votes:
            self._changes.vote(item, votes)
        elif event.key() == Qt.Key.Key_Delete:
            self._changes.drop(item)
        elif event.key() == Qt.Key.Key_P and not event.modifiers():
            (self._changes.unpin if item.pinned else self._changes.pin)(item)
        elif event.key() == Qt.Key.Key_P and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            if not item.pinned:
                self._changes.pin_too(item)
        else:
            super().keyPressEvent(event)


def _main_of(week: ThisWeek) -> str:
    lines = week.agenda.main if week.agenda else ()
    return next((str(line.item_id) for line in lines if line.item_id is not None), "")
