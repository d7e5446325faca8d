"""The table of actions: rows under headings, with what each promises and how it fared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from weeklypm.domain.outcomes import ActionType, Priority
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.widgets.list_model import Index
from weeklypm.gui.widgets.table import GROUP, PRIORITY, REMARK, STYLE, TONE
from weeklypm.wording.words import name_of

if TYPE_CHECKING:
    from weeklypm.domain.action_rules import ActionGroup
    from weeklypm.services.actions import ActionRow

COLUMNS: Final = ("priority", "type", "text", "owner", "due", "age", "slips")
ROW: Final = Qt.ItemDataRole.UserRole + 20
"""The ``ActionRow`` itself; None in a row that heads a group."""


@dataclass(frozen=True)
class Heading:
    """Head the rows of one group."""

    group: ActionGroup
    count: int


def under_headings(rows: Iterable[ActionRow]) -> list[Heading | ActionRow]:
    """Return rows, which come sorted by group, with a heading before each group."""
    lines: list[Heading | ActionRow] = []
    for group, members in groupby(rows, attrgetter("group")):
        some = list(members)
        lines += [Heading(group, len(some)), *some]
    return lines


class ActionModel(QAbstractTableModel):
    """List actions under headings. Headings can be neither chosen nor stood upon."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Heading | ActionRow] = []
        self._places: dict[UUID, int] = {}
        self._today = date.min

    def show_rows(self, rows: Sequence[ActionRow], today: date) -> bool:
        """Hold other rows; return whether they stand elsewhere than before, so that what was chosen must be again."""
        lines = under_headings(rows)
        moved = [_identity(line) for line in lines] != [_identity(line) for line in self._lines]
        if moved:
            self.beginResetModel()
        self._lines, self._today = lines, today
        self._places = {line.action.id: place for place, line in enumerate(lines) if not isinstance(line, Heading)}
        if moved:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(COLUMNS) - 1))
        return moved

    def retranslate(self) -> None:
        """Say every header and cell again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, len(COLUMNS) - 1))

    def row(self, number: int) -> ActionRow | None:
        """Return the action of a row, or None for a heading and where there is no row."""
        line = self._lines[number] if 0 <= number < len(self._lines) else None
        return None if isinstance(line, Heading) else line

    def headings(self) -> list[int]:
        """Return the rows that head a group."""
        return [number for number, line in enumerate(self._lines) if isinstance(line, Heading)]

    def number_of(self, action_id: UUID) -> int:
        """Return an action's row, or -1."""
        return self._places.get(action_id, -1)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  as above
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self._lines[index.row()], Heading):
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        wanted = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        if orientation != Qt.Orientation.Horizontal or not wanted or not 0 <= section < len(COLUMNS):
            return None
        return tr(f"actions_page.column.{COLUMNS[section]}")

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], COLUMNS[index.column()]
        if isinstance(line, Heading):
            return _heading_data(line, index.column(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(line, column, self._today)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(part for part in (cell_text(line, column, self._today), _remark(line, column)) if part)
        return line if role == ROW else _look(line, column, role)


def _identity(line: Heading | ActionRow) -> object:
    return line.group if isinstance(line, Heading) else line.action.id


def _heading_data(line: Heading, column: int, role: int) -> Any:
    if column == 0 and role == GROUP:
        return True
    if column == 0 and role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
        return tr(f"actions_page.group.{line.group.value}", n=line.count)
    return None


def _look(row: ActionRow, column: str, role: int) -> Any:
    if role == PRIORITY:
        return column == "priority"
    if role == TONE:
        return "text" if column in {"text", "owner", "due", "slips"} else "text2"
    if role == STYLE:
        return "body" if column == "text" else "secondary"
    if role == REMARK and _remark(row, column):
        return _remark(row, column), "danger"
    return None


def _remark(row: ActionRow, column: str) -> str:
    return tr("actions_page.row.late", n=row.days_late) if column == "due" and row.days_late > 0 else ""


def cell_text(row: ActionRow, column: str, today: date) -> str:
    """Return what a row says in a column."""
    action = row.action
    if column in {"priority", "type"}:
        return _named(action.priority if column == "priority" else action.type)
    if column == "text":
        return " ".join(action.text.split())
    if column == "owner":
        return owner_name(row) or tr("words.none")
    if column == "due":
        return day_text(action.due, today) if action.due else tr("words.none")
    if column == "age":
        return tr("actions_page.row.age", n=row.age_days)
    return tr("actions_page.row.slips", n=row.slips) if row.slips else tr("words.none")


def _named(value: Priority | ActionType | None) -> str:
    if value is None:
        return ""
    return value.value if isinstance(value, Priority) else name_of(language(), value)


def owner_name(row: ActionRow) -> str:
    """Return who owns an action: a person, a name that is no known person, or a team; empty for nobody."""
    if row.owner is not None:
        return row.owner.name
    return row.action.owner_text or (row.team.name if row.team is not None else "")


def day_text(day: date, today: date) -> str:
    """Return a day as tables say it, with its year where that is not this one."""
    code = "actions_page.row.day" if day.year == today.year else "actions_page.row.day_year"
    return tr(code, year=str(day.year), month=tr(f"actions_page.month.{day.month}"), day=str(day.day))
