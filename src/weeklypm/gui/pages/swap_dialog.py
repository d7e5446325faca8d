"""With whom to change dates: the coming dates, those that cannot be taken with the reason; one Enter changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.errors import Problem
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.gui.pages.queue_fields import keep_width, let_wrap, shortened
from weeklypm.gui.pages.turn_changes import TurnChanges
from weeklypm.gui.widgets.labels import DataLabel, plain_tooltip
from weeklypm.gui.widgets.sentence_edit import is_composing
from weeklypm.gui.widgets.table import STYLE, TONE, Table
from weeklypm.services.turn_offers import SwapOffer, SwapOffers, swap_offers

Index = QModelIndex | QPersistentModelIndex
COLUMNS: Final = ("day", "name", "remark")
NAME_WIDTHS: Final = (150, 244)
"""The least and the most width of the names in px; the states take the rest."""
MOST_HEIGHT: Final = 330


class OffersModel(QAbstractTableModel):
    """List the dates that could be changed for another; those that cannot be are not to be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[SwapOffer, ...] = ()

    def show_offers(self, offers: Sequence[SwapOffer]) -> None:
        """List other dates."""
        self.beginResetModel()
        self._offers = tuple(offers)
        self.endResetModel()

    def offer(self, row: int) -> SwapOffer:
        """Return the date of a row."""
        return self._offers[row]

    def first_possible(self) -> int:
        """Return the row of the first date that can be taken, or -1."""
        return next((row for row, offer in enumerate(self._offers) if offer.why_not is None), -1)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._offers)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  as above
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        possible = index.isValid() and self._offers[index.row()].why_not is None
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if possible else Qt.ItemFlag.NoItemFlags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        offer = self._offers[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _text(offer, COLUMNS[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(_text(offer, COLUMNS[index.column()]))
        if role == TONE:
            return "text3" if offer.why_not is not None else "text2" if index.column() else "text"
        if role == STYLE and COLUMNS[index.column()] == "name":
            return "strong" if offer.why_not is None else "body"
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(f"turnspage.swap.column.{COLUMNS[section]}")
        return None


def _text(offer: SwapOffer, column: str) -> str:
    if column == "day":
        return tr("turnspage.day", day=offer.day)
    if column == "name":
        return offer.person.name if offer.person is not None else tr("turnspage.nobody")
    if offer.why_not is not None:
        return tr(offer.why_not)
    return tr("turnspage.confirmed" if offer.confirmed else "turnspage.tentative")


class SwapDialog(Ask):
    """Ask with which date a turn is changed; it stays open until the change is stored."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("swap_dialog")
        self._desk = desk
        self._changes = TurnChanges(desk, self)
        self._offers: SwapOffers | None = None
        self.model = OffersModel(self)
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.set_widths(124, 150, 0)
        self.table.set_tight(tight=True)
        self.table.activated.connect(self._on_activated)
        self.rule = DataLabel(self, role="secondary", tone="text3")
        self.none = DataLabel(self, role="body", tone="text2")
        for label in (self.rule, self.none):
            let_wrap(label)
        for widget in (self.none, self.table, self.rule):
            self.body.addWidget(widget)
        keep_width(self)
        Retranslated(self, self._word)

    def ask(self, day: date) -> None:
        """Ask with which date the turn of a day is changed."""
        if not self.isVisible():
            self._desk.operations.query(partial(swap_offers, day=day), self._show, self._desk.tellers.fail)

    def _show(self, offers: SwapOffers) -> None:
        self._offers = offers
        self.model.show_offers(offers.offers)
        first = self.model.first_possible()
        self.table.setCurrentIndex(self.model.index(first, 0) if first >= 0 else QModelIndex())
        self.answer.setEnabled(first >= 0)
        self.table.setVisible(bool(offers.offers))
        self._word()
        self.table.fit_column(1, *NAME_WIDTHS)
        self.table.setFixedHeight(min(self.table.rows_height(), MOST_HEIGHT))
        self.open()
        (self.table if first >= 0 else self.cancel).setFocus(Qt.FocusReason.TabFocusReason)

    def _on_activated(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.accept()

    @override
    def is_complete(self) -> bool:
        return not is_composing() and self.table.currentIndex().isValid()

    @override
    def submit(self) -> None:
        if self._offers is not None:
            other = self.model.offer(self.table.currentIndex().row()).day
            self._changes.swap(self._offers.day, other, done=self.finish, failed=self.refuse)

    @override
    def show_problem(self, problem: Problem) -> None:
        self.none.set_tone("danger")
        self.none.show_text(tr(problem.message))

    def _word(self) -> None:
        self.set_answer(tr("turnspage.swap.answer"))
        self.rule.setText(tr("turnspage.swap.rule"))
        self.table.setAccessibleName(tr("turnspage.swap.table"))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        offers = self._offers
        if offers is None:
            return
        self.set_title(tr("turnspage.swap.title", name=shortened(offers.person.name), day=offers.day))
        self.none.set_tone("text2")
        possible = self.model.first_possible() >= 0
        self.none.show_text("" if possible else tr("turnspage.swap.none", name=offers.person.name))
