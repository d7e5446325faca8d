"""The list of incidents as a table: a hundred rows at a time, and a filter over what each row says."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSortFilterProxyModel, Qt, Signal
from typing_extensions import override

from weeklypm.domain.incident import IncidentKind
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.widgets.list_model import Index
from weeklypm.gui.widgets.table import ICON, STYLE, TONE
from weeklypm.services.incidents import WRITE_UP, IncidentRow
from weeklypm.wording.words import name_of

COLUMNS: Final = ("kind", "date", "title", "severity", "services", "events", "ready", "talk")
BATCH: Final = 100
"""So many rows are asked for at a time."""
SEARCH: Final = Qt.ItemDataRole.UserRole + 20
"""What the filter looks at: title, key, severity and services, folded."""

ICONS: Final = {IncidentKind.INCIDENT: "activity", IncidentKind.NEAR_MISS: "shield-check"}


def folded(text: str) -> str:
    """Return a text as it is compared: full-width signs and capitals do not matter."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


class IncidentModel(QAbstractTableModel):
    """List incidents and near misses, newest first; asks for more rows when the view comes to their end."""

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[IncidentRow] = []
        self._complete = True
        self._asked = False

    @property
    def complete(self) -> bool:
        """Tell whether every incident is listed."""
        return self._complete

    def show_rows(self, rows: Sequence[IncidentRow], *, complete: bool) -> None:
        """Hold other rows; where they are the same incidents, what is selected stays so."""
        fresh = list(rows)
        self._complete, self._asked = complete, False
        if [row.incident.id for row in fresh] == [row.incident.id for row in self._rows]:
            self._rows = fresh
            if fresh:
                self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def add_rows(self, rows: Sequence[IncidentRow], *, complete: bool) -> None:
        """Put more rows below those that are there."""
        self._complete, self._asked = complete, False
        known = {row.incident.id for row in self._rows}
        fresh = [row for row in rows if row.incident.id not in known]
        if fresh:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(fresh) - 1)
            self._rows.extend(fresh)
            self.endInsertRows()

    def retranslate(self) -> None:
        """Say every header and cell again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(COLUMNS) - 1))

    def row(self, number: int) -> IncidentRow | None:
        """Return a row, or None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, incident_id: UUID | None) -> int:
        """Return an incident's row, or -1."""
        return next((n for n, row in enumerate(self._rows) if row.incident.id == incident_id), -1)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  as above
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._complete and not self._asked

    @override
    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit()

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole and section:
            return tr(f"incidentpage.column.{COLUMNS[section]}")
        return tr("incidentpage.column.kind") if role == Qt.ItemDataRole.AccessibleTextRole else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        shown, column = self._rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if column == "kind" else _text(shown, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _text(shown, column)
        if role == SEARCH:
            return _haystack(shown)
        return _look(shown, column, role)


def _look(shown: IncidentRow, column: str, role: int) -> Any:
    if role == ICON and column == "kind":
        return ICONS[shown.incident.kind]
    if role == TONE:
        return "text" if column == "title" else "text2"
    if role == STYLE:
        return "medium" if column == "title" else "secondary"
    return None


def _text(shown: IncidentRow, column: str) -> str:
    incident = shown.incident
    plain = {
        "title": incident.title,
        "severity": incident.severity,
        "services": ", ".join(incident.services),
        "events": str(shown.events),
    }
    if column in plain:
        return plain[column]
    if column == "kind":
        return name_of(language(), incident.kind)
    if column == "date":
        day = incident.occurred_on
        return tr("incidentpage.row.date", day=day, year=str(day.year)) if day else tr("words.none")
    if column == "ready":
        return tr("incidentpage.row.ready", ready=shown.ready, parts=len(WRITE_UP))
    return tr("incidentpage.row.talk", day=shown.talk_on) if shown.talk_on else ""


def _haystack(shown: IncidentRow) -> str:
    incident = shown.incident
    return folded(" ".join((incident.title, incident.key, incident.severity, *incident.services)))


class IncidentFilter(QSortFilterProxyModel):
    """Leave out the rows that do not hold what is typed."""

    def __init__(self, model: IncidentModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setFilterRole(SEARCH)
        self.setFilterKeyColumn(0)
        self.setSourceModel(model)

    def look_for(self, text: str) -> None:
        """Show the rows that hold a text, or all rows for an empty one."""
        self.setFilterFixedString(folded(text))
