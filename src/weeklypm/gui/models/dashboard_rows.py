"""The catalogue of dashboards as a table, the longest unseen first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from weeklypm.gui.i18n import tr
from weeklypm.gui.widgets.list_model import Index
from weeklypm.gui.widgets.table import CHIP, REMARK, STYLE, TONE
from weeklypm.services.dashboards import DashboardRow

COLUMNS: Final = ("name", "team", "looked", "state")


class DashboardModel(QAbstractTableModel):
    """List dashboards; where the same ones are listed again, what is chosen stays so."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[DashboardRow] = []

    def show_rows(self, rows: Sequence[DashboardRow]) -> None:
        """Hold other rows."""
        fresh = list(rows)
        if [row.dashboard.id for row in fresh] == [row.dashboard.id for row in self._rows]:
            self._rows = fresh
            self.retranslate()
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def retranslate(self) -> None:
        """Say every header and cell again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(COLUMNS) - 1))

    def row(self, number: int) -> DashboardRow | None:
        """Return a row, or None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, dashboard_id: UUID | None) -> int:
        """Return a dashboard's row, or -1."""
        return next((number for number, row in enumerate(self._rows) if row.dashboard.id == dashboard_id), -1)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  as above
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        wanted = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        if orientation != Qt.Orientation.Horizontal or not wanted or not 0 <= section < len(COLUMNS):
            return None
        return tr(f"dashboards.column.{COLUMNS[section]}")

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _text(row, column)
        return _look(row, column, role)


def _look(row: DashboardRow, column: str, role: int) -> Any:
    if role == CHIP and column == "state":
        return "accent" if is_next(row) else "warn"
    if role == TONE:
        return "text" if column == "name" else "text2"
    if role == STYLE:
        return "medium" if column == "name" else "secondary"
    if role == REMARK and column == "name" and row.dashboard.purpose:
        return " ".join(row.dashboard.purpose.split()), "text3"
    return None


def is_next(row: DashboardRow) -> bool:
    """Tell whether a dashboard was chosen for the next meeting."""
    return row.item is not None and row.item.pinned


def _text(row: DashboardRow, column: str) -> str:
    if column == "name":
        return row.dashboard.name
    if column == "team":
        return row.team.name if row.team else tr("words.none")
    if column == "looked":
        return looked_text(row)
    if is_next(row):
        return tr("dashboards.chip.next")
    return tr("dashboards.chip.due") if row.due else ""


def looked_text(row: DashboardRow) -> str:
    """Say how long ago a dashboard was looked at."""
    if row.weeks is None:
        return tr("dashboards.looked.never")
    return tr("dashboards.looked.weeks", n=row.weeks) if row.weeks else tr("dashboards.looked.this_week")
