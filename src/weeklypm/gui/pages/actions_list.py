"""The list of actions: tabs with counts, the filter, and the table under headings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from weeklypm._built.forms.actions import Ui_Actions
from weeklypm.domain.action_rules import ActionTab
from weeklypm.domain.values import Language
from weeklypm.gui.fonts import set_role
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.models.action_rows import COLUMNS, ActionModel
from weeklypm.gui.pages.queue_fields import tab_through
from weeklypm.gui.pages.reason_part import LOW_BELOW
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.count_tabs import CountTab
from weeklypm.gui.widgets.empty_state import EmptyState
from weeklypm.gui.widgets.list_model import Index
from weeklypm.services.actions import ActionRow, ActionsView

WIDTHS: Final = {
    Language.EN: (72, 96, 0, 88, 166, 76, 60),
    Language.JA: (56, 76, 0, 80, 132, 68, 72),
}
"""Widths of the columns in px; 0 takes the rest."""
HIGH: Final = 0.4
"""A row that ends above this part of the window has room for a dialog below."""
TABS: Final = (ActionTab.OPEN, ActionTab.LATE, ActionTab.BLOCKED, ActionTab.IDEA, ActionTab.ENDED)


class ActionList(QWidget):
    """Show the actions of a tab that pass the filter, and tell which are chosen."""

    chosen = Signal(object)
    """The tuple of chosen ``ActionRow``, in the order they are listed."""
    activated = Signal(object)
    """The ``ActionRow`` on which Enter was pressed."""
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ActionsView | None = None
        self._quiet = False
        self.ui = Ui_Actions()
        self.ui.setupUi(self)
        self.model = ActionModel(self)
        self.filter_button = Button(self, icon="list-filter")
        self.add_button = Button(self, icon="plus")
        self.empty = EmptyState(self.ui.empty_card, icon="plus")
        self._dress()
        self._connect()

    def _dress(self) -> None:
        self.filter_button.setCheckable(False)
        for button in (self.filter_button, self.add_button):
            self.ui.header.add_button(button)
        set_role(self.ui.header.aside, "body", tone="text2")
        self.ui.header.aside.setContentsMargins(0, 0, 0, 5)
        set_role(self.ui.none, "body", tone="text2")
        self.ui.empty_card.add(self.empty)
        self.ui.whole.setStretchFactor(self.ui.table, 1)
        self.ui.whole.addStretch(0)
        table = self.ui.table
        table.become_card()
        table.setModel(self.model)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        stops = (self.filter_button, self.add_button, self.ui.tabs, self.ui.filter.text, self.ui.filter.owner)
        rest = (self.ui.filter.team, self.ui.filter.type, self.ui.filter.clear_link, table, self.empty.button)
        tab_through((*stops, *rest))

    def _connect(self) -> None:
        self.ui.tabs.changed.connect(self._on_tab)
        self.ui.filter.changed.connect(self._show_rows)
        self.ui.filter.closed.connect(self.take_keys)
        self.ui.filter.text.returnPressed.connect(self._on_found)
        self.ui.table.activated.connect(self._on_activated)
        self.ui.table.doubleClicked.connect(self._on_activated)
        self.ui.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.filter_button.clicked.connect(self.toggle_filter)
        self.add_button.clicked.connect(self.add_wanted)
        self.empty.begun.connect(self.add_wanted)

    # What is shown

    def show_view(self, view: ActionsView) -> None:
        """Show the actions as they stand now; what is chosen stays chosen."""
        self._view = view
        self.ui.filter.show_view(view)
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        self.ui.retranslateUi(self)
        self.ui.header.set_title(tr("actions_page.title"))
        self.filter_button.set_text(tr("actions_page.filter.button"))
        self.add_button.set_text(tr("actions_page.add.button"))
        self.empty.say(tr("actions_page.empty.purpose"), tr("actions_page.empty.hint"), tr("actions_page.add.title"))
        self.ui.filter.retranslate()
        self.ui.table.set_widths(*WIDTHS[language()])
        self.model.retranslate()
        if self._view is not None:
            self._say_header(self._view)
            self._show_rows()

    def _say_header(self, view: ActionsView) -> None:
        count = view.counts[ActionTab.OPEN]
        known = view.average_age is not None
        facts = tr("actions_page.facts", n=count, age=tr("actions_page.age", n=view.average_age)) if known else ""
        self.ui.header.set_aside(facts)
        self.ui.header.set_facts("")
        self.ui.tabs.set_tabs([CountTab(tab.value, tr(f"actions_page.tab.{tab.value}"), view.counts[tab],
                                        "danger" if tab is ActionTab.LATE and view.counts[tab] else "text3")
                               for tab in TABS])  # fmt: skip

    def tab(self) -> ActionTab:
        """Return the tab that is shown."""
        return ActionTab(self.ui.tabs.value() or ActionTab.OPEN)

    def _show_rows(self) -> None:
        view = self._view
        if view is None:
            return
        listed = view.tab(self.tab())
        sieve = self.ui.filter.sieve()
        rows = listed if sieve.is_open() else tuple(shown for shown in listed if sieve.takes(shown))
        before, at = {shown.action.id for shown in self.rows()}, self.ui.table.currentIndex().row()
        self._quiet = True
        if self.model.show_rows(rows, view.today):
            self._shape()
            self._choose(before, at)
        self._quiet = False
        self._show_what_there_is(len(rows), len(listed))
        self._tell()

    def _shape(self) -> None:
        table, headings = self.ui.table, set(self.model.headings())
        table.clearSpans()
        for number in headings:
            table.setSpan(number, 0, 1, len(COLUMNS))
        # A row keeps its height when what stands in it changes places with a heading.
        usual = table.verticalHeader().defaultSectionSize()
        for number in range(self.model.rowCount()):
            height = sizes().row_tight if number in headings else usual
            if table.rowHeight(number) != height:
                table.setRowHeight(number, height)

    def _show_what_there_is(self, shown: int, listed: int) -> None:
        view = self._view
        nothing = view is not None and not listed and self.tab() is ActionTab.OPEN
        looking = not nothing and not shown
        self.ui.table.setVisible(shown > 0)
        self.ui.table.setMaximumHeight(self.ui.table.rows_height())
        self.ui.empty_card.setVisible(nothing)
        self.ui.none.show_text(self._nothing(listed) if looking else "")
        self.ui.filter.say(shown, listed)
        if not self.ui.filter.sieve().is_open():
            self.ui.filter.show()

    def _nothing(self, listed: int) -> str:
        if listed:
            return tr("actions_page.filter.none")
        return tr(f"actions_page.nothing.{self.tab().value}")

    # What is chosen

    def rows(self) -> tuple[ActionRow, ...]:
        """Return the chosen actions, in the order they are listed."""
        numbers = sorted(index.row() for index in self.ui.table.selectionModel().selectedRows())
        return tuple(row for row in map(self.model.row, numbers) if row is not None)

    def place_of_choice(self) -> QRect | None:
        """Return where the first chosen row stands in the window, in its pixels; None while nothing is chosen.

        In a low window it is brought to the top, or else to the bottom, so that a dialog has room beside it.
        """
        table, numbers = self.ui.table, self.ui.table.selectionModel().selectedRows()
        if not numbers:
            return None
        first = min(numbers, key=QModelIndex.row)
        if self.window().height() < LOW_BELOW:
            table.scrollTo(first, QAbstractItemView.ScrollHint.PositionAtTop)
            if self._place_of(first).bottom() > HIGH * self.window().height():
                table.scrollTo(first, QAbstractItemView.ScrollHint.PositionAtBottom)
        return self._place_of(first)

    def _place_of(self, index: Index) -> QRect:
        viewport = self.ui.table.viewport()
        row = self.ui.table.visualRect(index)
        top = viewport.mapTo(self.window(), row.topLeft())
        return QRect(top.x(), top.y(), viewport.width(), row.height())

    def choose(self, action_id: UUID) -> None:
        """Choose one action, in a tab that lists it."""
        if self.model.number_of(action_id) < 0 and self._view is not None:
            self.ui.filter.clear()
            known = self._view.row(action_id)
            open_now = known is not None and known in self._view.tab(ActionTab.OPEN)
            self.ui.tabs.set_value(ActionTab.OPEN if open_now else ActionTab.ENDED)
            self._show_rows()
        number = self.model.number_of(action_id)
        if number >= 0:
            # Not by the view: it would take a key that is still held, such as Ctrl, for adding to what is chosen.
            self._choose([action_id], number)
            self.ui.table.scrollTo(self.model.index(number, 0))

    def _choose(self, wanted: Iterable[UUID], at: int) -> None:
        """Choose again what was chosen, or where it is gone, what stands in its place."""
        numbers = sorted(number for action_id in wanted if (number := self.model.number_of(action_id)) >= 0)
        if not numbers:
            nearest = sorted(range(self.model.rowCount()), key=lambda number: (abs(number - max(at, 0)), number))
            numbers = [number for number in nearest[:4] if self.model.row(number) is not None][:1]
        if not numbers:
            return
        selection = QItemSelection()
        for number in numbers:
            selection.select(self.model.index(number, 0), self.model.index(number, len(COLUMNS) - 1))
        model = self.ui.table.selectionModel()
        model.setCurrentIndex(self.model.index(numbers[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_selection(self) -> None:
        if not self._quiet:
            self._tell()

    def _tell(self) -> None:
        self.chosen.emit(self.rows())

    def _on_tab(self, _key: str) -> None:
        self._show_rows()

    def _on_activated(self, index: Index) -> None:
        row = self.model.row(index.row())
        if row is not None:
            self.activated.emit(row)

    # The filter and the keys

    def toggle_filter(self) -> None:
        """Show the filter's fields, or clear them and put them away."""
        if self.ui.filter.isVisible():
            self.ui.filter.clear()
        else:
            self.ui.filter.open()

    def _on_found(self) -> None:
        self.take_keys()

    def take_lost_keys(self) -> None:
        """Give the keyboard to the table where nobody has it, such as after the page before was left."""
        if QApplication.focusWidget() in (None, self.window()):
            self.take_keys()

    def take_keys(self) -> None:
        """Give the keyboard to the table."""
        if self.isVisible():
            self.ui.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  a state
        """Leave out the type and draw lower rows in a small window."""
        self.ui.table.setColumnHidden(COLUMNS.index("type"), narrow)
        self.ui.table.set_tight(narrow)
        edge = sizes().space.xl if narrow else sizes().space.xxl
        self.ui.whole.setContentsMargins(edge, sizes().space.l if narrow else sizes().space.xl, edge, sizes().space.xl)
        self._shape()
        self.ui.table.setMaximumHeight(self.ui.table.rows_height())
