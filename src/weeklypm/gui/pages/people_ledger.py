"""The main part of the page of people: whose turn is due as a ledger around zero, and what is kept of nobody."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from weeklypm.domain.values import Language
from weeklypm.gui.fonts import set_role
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.models.people_rows import COLUMNS, DEBT, TURNS, PeopleModel
from weeklypm.gui.pages.people_lines import published
from weeklypm.gui.pages.queue_fields import let_wrap, tab_through
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Card, column, row
from weeklypm.gui.widgets.card_corners import CardCorners
from weeklypm.gui.widgets.empty_state import EmptyState
from weeklypm.gui.widgets.icon_label import IconLabel
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.gui.widgets.ledger_bar import scale_for
from weeklypm.gui.widgets.ledger_table import LedgerTable
from weeklypm.gui.widgets.list_model import Index
from weeklypm.gui.widgets.page_header import PageHeader
from weeklypm.services.people_view import PeopleView, PersonRow, Standing

WIDTHS: Final = {Language.EN: (0, 308, 88, 102, 118), Language.JA: (0, 308, 84, 104, 116)}
"""Widths of the columns in px; 0 takes the rest."""
BAR_NARROW: Final = 380
NEXT: Final = COLUMNS.index("next")
NEXT_MOST: Final = 172
"""The widest column of what is next in px: a day away in another year, with its year."""
GONE: Final = (Standing.LEFT,)


class PeopleLedger(QWidget):
    """Show everybody with what they owe, and tell who is chosen."""

    opened = Signal(object)
    """The ``PersonRow`` on which Enter was pressed."""
    removed = Signal(object)
    """The ``PersonRow`` on which Delete was pressed."""
    menu_wanted = Signal(object, QPoint)
    """A ``PersonRow`` and where its menu belongs, in global coordinates."""
    more_wanted = Signal(QPoint)
    """Where the page's own menu belongs, in global coordinates."""
    add_wanted = Signal()
    absence_wanted = Signal()
    rule_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: PeopleView | None = None
        self._narrow = False
        self.shows_gone = False
        self.model = PeopleModel(self)
        self.header = PageHeader(self)
        self.absence_button = Button(self, icon="calendar-x")
        self.add_button = Button(self, icon="plus")
        self.more_button = Button(self, variant="icon", icon="ellipsis")
        self.card = Card(self, padding=0, spacing=0)
        self.title = DataLabel(self.card, role="section")
        self.line = DataLabel(self.card, role="secondary", tone="text2")
        self.table = LedgerTable(self.card)
        self.empty_card = Card(self)
        self.empty = EmptyState(self.empty_card, icon="plus")
        self.rule_link = Button(self, variant="link")
        self.notes = [DataLabel(self, role="secondary", tone="text2") for _ in range(2)]
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.header.add_button(self.absence_button)
        self.header.add_button(self.add_button)
        self.ending = QWidget(self)
        self.ending_row = row(self.ending)
        self.ending_row.addWidget(self.more_button)
        self.header.add_button(self.ending)
        set_role(self.header.aside, "body", tone="text2")
        self.header.aside.setContentsMargins(0, 0, 0, 5)
        self._fill_card()
        self.whole = column(self, spacing=16)
        self.whole.addWidget(self.header)
        self.whole.addSpacing(8)
        self.whole.addWidget(self.empty_card)
        self.empty_card.add(self.empty)
        # Whether there is nobody is known when the workspace has answered.
        self.empty_card.hide()
        self.whole.addWidget(self.card, 1)
        self.whole.addLayout(self._notes())
        self.whole.addStretch(0)
        tab_through((self.absence_button, self.add_button, self.more_button, self.table, self.rule_link))

    def _fill_card(self) -> None:
        let_wrap(self.line)
        words = column(spacing=0)
        words.setContentsMargins(16, 16, 16, 4)
        words.addWidget(self.title)
        words.addWidget(self.line)
        self.card.body.setContentsMargins(1, 1, 1, 1)
        self.card.body.addLayout(words)
        self.card.add(self.table, 1)
        self.table.setModel(self.model)
        CardCorners(self.card)

    def _notes(self) -> QHBoxLayout:
        kept = column(spacing=8)
        for icon, label in zip(("eye-off", "user-x"), self.notes, strict=True):
            line = row(spacing=8)
            line.addWidget(IconLabel(self, icon=icon))
            line.addWidget(label, 1)
            kept.addLayout(line)
        below = row(spacing=16)
        below.addLayout(kept, 1)
        below.addWidget(self.rule_link, 0, Qt.AlignmentFlag.AlignTop)
        return below

    def _connect(self) -> None:
        self.absence_button.clicked.connect(self.absence_wanted)
        self.add_button.clicked.connect(self.add_wanted)
        self.empty.begun.connect(self.add_wanted)
        self.rule_link.clicked.connect(self.rule_wanted)
        self.more_button.clicked.connect(self._on_more)
        self.table.activated.connect(self._on_opened)
        self.table.doubleClicked.connect(self._on_opened)
        self.table.removed.connect(self._on_removed)
        self.table.menu_requested.connect(self._on_menu)

    # What is shown

    def show_view(self, view: PeopleView) -> None:
        """Show the people as they stand now; who is chosen stays chosen."""
        self._view = view
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        self.header.set_title(tr("peoplepage.title"))
        self.absence_button.set_text(tr("peoplepage.add_absence"))
        self.add_button.set_text(tr("peoplepage.add_person"))
        self.more_button.set_name(tr("peoplepage.more"))
        self.title.setText(tr("peoplepage.ledger.title"))
        self.table.setAccessibleName(tr("peoplepage.ledger.title"))
        self.empty.say(tr("peoplepage.empty.purpose"), tr("peoplepage.empty.hint"), tr("peoplepage.add_person"))
        self.rule_link.set_text(tr("peoplepage.rule"))
        for label, name in zip(self.notes, ("balances", "attendance"), strict=True):
            label.setText(tr(f"peoplepage.note.{name}"))
        self.model.retranslate()
        self._say_line()
        self._show_rows()

    def _say_line(self) -> None:
        view = self._view
        alone = view is not None and view.members == 1
        self.line.setText(tr("peoplepage.empty.purpose" if alone else "peoplepage.ledger.line"))
        if view is not None:
            people = tr("peoplepage.facts.people", n=view.members)
            teams = tr("peoplepage.facts.teams", n=view.team_count)
            self.header.set_aside(tr("peoplepage.facts", people=people, teams=teams) if view.rows else "")
        self.header.set_facts("")

    def _set_widths(self) -> None:
        widths = list(WIDTHS[language()])
        if self._narrow:
            widths[DEBT] = BAR_NARROW
        self.table.set_widths(*widths)
        self.table.fit_column(NEXT, widths[NEXT], NEXT_MOST)
        self.table.setColumnHidden(TURNS, self._narrow)

    def listed(self) -> tuple[PersonRow, ...]:
        """Return who is shown: those who left only where they are asked for."""
        if self._view is None:
            return ()
        shown = (row for row in self._view.rows if self.shows_gone or row.standing not in GONE)
        return tuple(published(row, self._view) for row in shown)

    def show_gone(self, gone: bool) -> None:  # noqa: FBT001  a state
        """Show those who left too, or leave them out again."""
        self.shows_gone = gone
        self._show_rows()

    def _show_rows(self) -> None:
        if self._view is None:
            return
        before, at = self.chosen(), self.table.currentIndex().row()
        rows = self.listed()
        self.table.set_scale(scale_for(max((abs(row.debt) for row in rows), default=Fraction(0))))
        if self.model.show_rows(rows, self._view.day, self._away_now(self._view)) and rows:
            number = self.model.number_of(before.person.id) if before is not None else -1
            # At first nobody is chosen, yet the keyboard has a row to stand on.
            self._choose(number if number >= 0 else min(max(at, 0), len(rows) - 1), select=before is not None)
        self._set_widths()
        self.card.setVisible(bool(rows))
        self.empty_card.setVisible(not rows)
        self._fit()

    def _away_now(self, view: PeopleView) -> dict[UUID, date]:
        now = [one for one in view.away if one.absence.starts_on <= view.day <= one.absence.ends_on]
        return {one.person.id: one.absence.ends_on for one in now}

    def _fit(self) -> None:
        """Let the card be as high as its rows, and no higher than the page."""
        self.table.setMaximumHeight(self.table.rows_height())
        words = self.card.body.itemAt(0)
        around = words.minimumSize().height() + 2 if words is not None else 0
        self.card.setMaximumHeight(around + self.table.rows_height())

    # Who is chosen

    def chosen(self) -> PersonRow | None:
        """Return who is chosen, or None."""
        return self.model.row(self.table.currentIndex().row())

    def choose(self, person_id: UUID) -> None:
        """Choose somebody, also one who left."""
        if self.model.number_of(person_id) < 0 and not self.shows_gone:
            self.show_gone(True)
        number = self.model.number_of(person_id)
        if number >= 0:
            self._choose(number)
            self.table.scrollTo(self.model.index(number, 0))

    def _choose(self, number: int, *, select: bool = True) -> None:
        flag = QItemSelectionModel.SelectionFlag
        how = flag.ClearAndSelect | flag.Rows if select else flag.NoUpdate
        self.table.selectionModel().setCurrentIndex(self.model.index(number, 0), how)

    def place_of_choice(self) -> QRect | None:
        """Return where the chosen row stands in the window, in its pixels."""
        index = self.table.currentIndex()
        if not index.isValid():
            return None
        viewport, cell = self.table.viewport(), self.table.visualRect(index)
        top = viewport.mapTo(self.window(), cell.topLeft())
        return QRect(viewport.mapTo(self.window(), QPoint(0, 0)).x(), top.y(), viewport.width(), cell.height())

    def take_keys(self) -> None:
        """Give the keyboard to the table, or where there is none, to the button that begins."""
        stop = self.table if self.model.rowCount() else self.empty.button
        if self.isVisible():
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_lost_keys(self) -> None:
        """Take the keyboard where nobody has it, such as after the page before was left."""
        if QApplication.focusWidget() in (None, self.window()):
            self.take_keys()

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  a state
        """Leave out the turns and draw lower rows in a small window."""
        self._narrow = narrow
        self.table.set_tight(narrow)
        self._set_widths()
        self._fit()

    def set_edges(self, narrow: bool) -> None:  # noqa: FBT001  a state
        """Keep the page's distance from its edges."""
        edge, above = (sizes().space.xl, sizes().space.l) if narrow else (sizes().space.xxl, sizes().space.xl)
        self.whole.setContentsMargins(edge, above, edge, sizes().space.l)

    # What is asked

    def _on_more(self) -> None:
        self.more_wanted.emit(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def _on_opened(self, index: Index) -> None:
        shown = self.model.row(index.row())
        if shown is not None:
            self.opened.emit(shown)

    def _on_removed(self, number: int) -> None:
        shown = self.model.row(number)
        if shown is not None:
            self.removed.emit(shown)

    def _on_menu(self, number: int, at: QPoint) -> None:
        shown = self.model.row(number)
        if shown is not None:
            self.menu_wanted.emit(shown, at)
