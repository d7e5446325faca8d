"""Why this person: the whole table of candidates, for the console alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.picks import Rank
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.pages.queue_fields import let_wrap
from weeklypm.gui.widgets.dialog import Dialog
from weeklypm.gui.widgets.labels import DataLabel, plain_tooltip
from weeklypm.gui.widgets.table import STYLE, TONE, Table
from weeklypm.services.week import Led

Index = QModelIndex | QPersistentModelIndex
COLUMNS: Final = ("name", "owes", "last", "remark")
MOST_HEIGHT: Final = 420


class RankingModel(QAbstractTableModel):
    """List the candidates of a meeting, who was picked first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Rank, ...] = ()

    def show_ranking(self, rows: Sequence[Rank]) -> None:
        """List other candidates."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

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
            text = self._text(index)
            return plain_tooltip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[index.column()] == "owes":
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == TONE:
            return "text" if rank.eligible else "text3"
        if role == STYLE and index.column() == 0:
            return "strong" if index.row() == 0 and rank.eligible else "body"
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(f"weekpage.why.column.{COLUMNS[section]}")
        return None

    def _text(self, index: Index) -> str:
        rank = self._rows[index.row()]
        turns = tr("weekpage.why.turns", debt=rank.debt)
        return (rank.name, turns, _last(rank), self._remark(index.row()))[index.column()]

    def _remark(self, number: int) -> str:
        rank = self._rows[number]
        if rank.exclusion is not None:
            return tr(rank.exclusion)
        return tr("weekpage.why.leads") if number == 0 else ""


def _last(rank: Rank) -> str:
    if rank.last_served is None or rank.meetings_ago is None:
        return tr("weekpage.why.never")
    return tr("weekpage.why.served", day=rank.last_served, n=rank.meetings_ago)


class WhyDialog(Dialog):
    """Show the reason in a sentence and, below it, everyone it was weighed against."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._led: Led | None = None
        self.why = DataLabel(self, role="body", tone="text2")
        let_wrap(self.why)
        self.model = RankingModel(self)
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.set_widths(104, 70, 190, 0)
        self.table.set_tight(tight=True)
        self.note = DataLabel(self, role="secondary", tone="text3")
        self.note.setWordWrap(True)
        for widget in (self.why, self.table, self.note):
            self.body.addWidget(widget)
        self.answer.hide()
        Retranslated(self, self._word)

    def ask(self, led: Led) -> None:
        """Show why somebody leads."""
        self._led = led
        self.model.show_ranking(led.pick.ranking if led.pick else ())
        self._word()
        self.table.setFixedHeight(min(self.table.rows_height(), MOST_HEIGHT))
        self.open()

    def _word(self) -> None:
        self.cancel.set_text(tr("weekpage.why.close"))
        self.table.setAccessibleName(tr("weekpage.why.table"))
        self.note.setText(tr("weekpage.why.note"))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        if self._led is not None:
            self.set_title(tr("weekpage.why.title", name=self._led.person.name))
            self.why.show_text(tr(self._led.why) if self._led.why else "")
