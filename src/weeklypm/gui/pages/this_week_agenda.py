"""The agenda on the week's page: what is on, and its editing by drag, keys and menu."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from weeklypm.domain.agenda import AgendaItem, AgendaLine, Kind, Segment
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages import this_week_words as words
from weeklypm.gui.pages.agenda_week import WeekAgenda
from weeklypm.gui.pages.queue_changes import QueueChanges
from weeklypm.gui.pages.this_week_arranging import AgendaChanges
from weeklypm.gui.pages.this_week_items import WeekItems
from weeklypm.gui.widgets.agenda_list import AgendaEntry
from weeklypm.gui.widgets.bar_strip import BarStrip
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.labels import SectionTitle
from weeklypm.services.week import ThisWeek


class AgendaDesk(QObject):
    """Show a week's agenda in its list and let it be changed while its meeting has not begun."""

    def __init__(
        self, desk: Desk, widgets: tuple[SectionTitle, BarStrip, WeekAgenda], items: WeekItems, changes: QueueChanges
    ) -> None:
        super().__init__(items)
        self._items, self._queue = items, changes
        self._week: ThisWeek | None = None
        self.title, self.bar, self.list = widgets
        self.changes = AgendaChanges(desk, self)
        self.compose = Button(self.title, variant="link")
        self.title.add(self.compose)
        QWidget.setTabOrder(self.compose, self.list)
        self.compose.clicked.connect(self.compose_again)
        self.list.minutes_edited.connect(self._on_minutes)
        self.list.change_requested.connect(self._on_change)
        self.list.menu_requested.connect(self.show_menu)
        self.list.moved.connect(self._on_moved)
        self.list.removed.connect(self._on_removed)
        self.list.dropped.connect(self._on_dropped)

    def retranslate(self) -> None:
        """Say the section's own words."""
        self.title.set_title(tr("weekpage.agenda.title"))
        self.compose.set_text(tr("topics.agenda.compose"))
        self.compose.setToolTip(tr("topics.agenda.compose_tip"))

    def show_week(self, week: ThisWeek, entries: Sequence[AgendaEntry]) -> None:
        """Show the agenda of a week; ``entries`` are its lines in words."""
        self._week = week
        agenda = week.agenda
        if agenda is None:
            return
        over = words.over_time(week)
        self.title.set_count(tr("weekpage.agenda.minutes", planned=agenda.planned, available=agenda.available))
        self.title.count.set_tone("warn" if over else "text2")
        self.bar.set_parts(words.bar_parts(week), limit=agenda.available)
        self.list.set_entries(entries, change=tr("weekpage.agenda.change") if self.changeable else "")
        self.list.set_editable([row for row, line in enumerate(agenda.lines) if self._has_minutes(line)])
        self.title.set_remark(over or (tr("weekpage.agenda.remark") if self.changeable else ""))
        self.title.remark.set_tone("warn" if over else "text3")
        self.compose.setVisible(self.changeable and words.is_arranged(week))

    @property
    def changeable(self) -> bool:
        """Tell whether the agenda is still a plan: once its meeting runs or is over it stays."""
        return self._week is not None and self._week.live is None and not self._week.closed

    def _has_minutes(self, line: AgendaLine) -> bool:
        """Tell whether a line's minutes can be set; the built-in question takes what there is."""
        return self.changeable and (line.item_id is not None or line.segment is not Segment.MAIN)

    def lines(self) -> tuple[AgendaLine, ...]:
        """Return the lines shown."""
        return self._week.agenda.lines if self._week and self._week.agenda else ()

    def item(self, line: AgendaLine) -> AgendaItem | None:
        """Return the item that a line is about, while it waits."""
        return self._waiting(line.item_id) if line.item_id is not None else None

    def _waiting(self, item_id: UUID) -> AgendaItem | None:
        waiting = self._week.queue if self._week else ()
        return next((item for item in waiting if item.id == item_id), None)

    # Minutes

    def _on_minutes(self, row: int, minutes: int) -> None:
        line = self.lines()[row]
        item = self.item(line)
        if item is not None:
            self.changes.set_item_minutes(item, minutes)
        elif line.segment is not Segment.MAIN and self._week is not None:
            self.changes.set_segment_minutes(self._week.day, line.segment, minutes or None)

    # Order

    def _main(self) -> list[AgendaItem]:
        found = (self.item(line) for line in self.lines() if line.segment is Segment.MAIN)
        return [item for item in found if item is not None]

    def _on_moved(self, row: int, to: int) -> None:
        lines = self.lines()
        item, other = self.item(lines[row]), self.item(lines[to])
        if self.changeable and item is not None and other is not None:
            order = self._main()
            at, place = order.index(item), order.index(other)
            order.insert(place, order.pop(at))
            self._arrange(order, item)
            self.list.setCurrentIndex(self.list.model().index(to, 0))

    def _on_dropped(self, key: str, place: int) -> None:
        item = self._waiting(UUID(key))
        if item is None or not self.changeable:
            return
        order = self._main()
        if place < 0:
            # Dropped onto the agenda rather than between its lines: what was not chosen by hand gives way.
            self._arrange(order if item in order else [*(one for one in order if one.pinned), item], item)
            return
        before = sum(one is not item for one in order[:place])
        rest = [one for one in order if one is not item]
        self._arrange([*rest[:before], item, *rest[before:]], item)

    def _arrange(self, order: Sequence[AgendaItem], moved: AgendaItem) -> None:
        if list(order) != self._main() or not moved.pinned:
            self.changes.arrange([one.id for one in order], moved)

    def _on_removed(self, row: int) -> None:
        item = self.item(self.lines()[row])
        if item is not None and item.pinned and self.changeable:
            self._queue.unpin(item)

    # Choosing, composing

    def compose_again(self) -> None:
        """Forget what was set by hand for this date; what is pinned stays."""
        if self._week is not None and self.changeable:
            self.changes.compose_again(self._week.day)

    def choose_kind(self, kind: Kind) -> None:
        """Hold the best of a kind."""
        if self._week is not None:
            self.changes.choose_kind(self._week.day, kind)

    def _on_change(self, row: int) -> None:
        self.show_menu(row, self.list.menu_place(row))

    def show_menu(self, row: int, at: QPoint) -> None:
        """Offer what can be done with a line."""
        menu = self._items.menu()
        if menu is None or not self.changeable:
            return
        line = self.lines()[row]
        item = self.item(line)
        if item is not None:
            menu.offer(item, self._items.asking)
        if self._has_minutes(line):
            menu.add(tr("topics.menu.minutes"), partial(self._edit_minutes, row), "M")
        if line.segment is Segment.MAIN:
            menu.offer_kinds(self.choose_kind)
            menu.offer_others(self._items.adding.open)
        elif self._week is not None and words.has_own_minutes(self._week, line):
            usual = partial(self.changes.set_segment_minutes, self._week.day, line.segment, None)
            menu.add(tr("topics.menu.minutes_usual"), usual)
        menu.add(tr("topics.menu.compose"), self.compose_again)
        menu.popup(at)

    def _edit_minutes(self, row: int) -> None:
        index = self.list.model().index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.edit(index)
