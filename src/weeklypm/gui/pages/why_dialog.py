"""Why this person: the whole table of candidates and exclusions of a date, for the console alone.

A confirmed or past date shows the explanation and the table that were stored when it was decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.picks import Rank
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.pages.queue_fields import keep_width, let_wrap, shortened
from weeklypm.gui.widgets.dialog import Dialog
from weeklypm.gui.widgets.labels import DataLabel, plain_tooltip
from weeklypm.gui.widgets.table import STYLE, TONE, Table
from weeklypm.services.turns import Why, why

Index = QModelIndex | QPersistentModelIndex
COLUMNS: Final = ("name", "owes", "last", "remark")
MOST_HEIGHT: Final = 420
SHORT_FRACTION: Final = 99
"""The largest denominator that is written beside a debt; a longer fraction stands in the tool tip."""
FITTED: Final = {"owes": (84, 130), "last": (96, 176), "remark": (92, 150)}
"""The least and the most width of a column in px; the names take the rest."""
HELD: Final = "held"


class RankingModel(QAbstractTableModel):
    """List the candidates of a meeting, who leads it first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Rank, ...] = ()
        self._why: Why | None = None

    def show_why(self, shown: Why) -> None:
        """List the candidates of another date."""
        self.beginResetModel()
        self._rows, self._why = tuple(shown.table), shown
        self.endResetModel()

    def rows(self) -> Sequence[Rank]:
        """Return the rows."""
        return self._rows

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  as above
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        rank = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            whole = role == Qt.ItemDataRole.ToolTipRole
            text = self._text(index, whole=whole)
            return plain_tooltip(text) if whole else text
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[index.column()] == "owes":
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == TONE:
            return "text" if rank.eligible or self._leads(rank) else "text3"
        return self._style(rank, index.column()) if role == STYLE else None

    def _style(self, rank: Rank, column: int) -> str:
        if column == 0 and self._leads(rank):
            return "strong"
        return "secondary" if column > 1 else "body"

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(f"turnspage.why.column.{COLUMNS[section]}")
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section] == "owes":
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _text(self, index: Index, *, whole: bool) -> str:
        rank = self._rows[index.row()]
        return (rank.name, _turns(rank.debt, whole=whole), _last(rank), self._remark(rank))[index.column()]

    def _leads(self, rank: Rank) -> bool:
        return self._why is not None and self._why.person is not None and rank.person_id == self._why.person.id

    def _remark(self, rank: Rank) -> str:
        if self._leads(rank) and self._why is not None:
            return tr("turnspage.why.led" if self._why.state == HELD else "turnspage.why.leads")
        return tr(rank.exclusion) if rank.exclusion is not None else ""


def _turns(debt: Fraction, *, whole: bool) -> str:
    """Say a debt to the hundredth, and where that is not exact the fraction too: ``whole`` even a long one."""
    if (debt * 100).denominator == 1 or (debt.denominator > SHORT_FRACTION and not whole):
        return tr("turnspage.why.turns_whole", debt=debt)
    exact = str(debt).replace("-", "\N{MINUS SIGN}")
    return tr("turnspage.why.turns", debt=debt, exact=exact)


def _last(rank: Rank) -> str:
    if rank.last_served is None or rank.meetings_ago is None:
        return tr("turnspage.why.never")
    return tr("turnspage.why.served", day=rank.last_served, n=rank.meetings_ago)


class WhyDialog(Dialog):
    """Show the reason in a sentence and, below it, everyone it was weighed against."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("why_dialog")
        self._desk = desk
        self._why: Why | None = None
        self.why = DataLabel(self, role="body", tone="text2")
        self.instead = DataLabel(self, role="secondary", tone="text2")
        self.model = RankingModel(self)
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.set_widths(0)
        self.table.set_tight(tight=True)
        self.note = DataLabel(self, role="secondary", tone="text3")
        for label in (self.why, self.instead, self.note):
            let_wrap(label)
        for widget in (self.why, self.instead, self.table, self.note):
            self.body.addWidget(widget)
        self.answer.hide()
        keep_width(self)
        Retranslated(self, self._word)

    def ask_day(self, day: date) -> None:
        """Show why somebody leads, or led, a date."""
        if not self.isVisible():
            self._desk.operations.query(partial(why, day=day), self._show, self._desk.tellers.fail)

    def _show(self, shown: Why) -> None:
        self._why = shown
        self.model.show_why(shown)
        self.table.setVisible(bool(shown.table))
        self._word()
        self._fit()
        self.table.setFixedHeight(min(self.table.rows_height(), MOST_HEIGHT))
        self.open()

    def _fit(self) -> None:
        for key, (least, most) in FITTED.items():
            self.table.fit_column(COLUMNS.index(key), least, most)

    def _word(self) -> None:
        self.cancel.set_text(tr("turnspage.why.close"))
        self.table.setAccessibleName(tr("turnspage.why.table"))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self._fit()
        shown = self._why
        if shown is None:
            return
        self.note.setText(tr("turnspage.why.note" if shown.table else "turnspage.why.no_table"))
        when = tr("turnspage.why.when", day=shown.day, state=tr(f"turnspage.why.state.{shown.state}"))
        name = shortened(shown.person.name) if shown.person is not None else None
        self.set_title(tr("turnspage.why.title", name=name) if name else tr("turnspage.why.title_nobody"), when)
        self.why.show_text(tr(shown.why) if shown.why is not None else "")
        before = shown.instead_of
        self.instead.show_text(tr("turnspage.why.instead", name=before.name) if before is not None else "")
