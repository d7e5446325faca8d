"""The table of people: who owes turns and who has led more, when each led last, and what is next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from weeklypm.gui.i18n import tr
from weeklypm.gui.models.action_rows import day_text
from weeklypm.gui.widgets.labels import plain_tooltip
from weeklypm.gui.widgets.ledger_bar import Bar
from weeklypm.gui.widgets.ledger_table import BAR, BOLD, ENDS, OVER_NAMES, SECOND
from weeklypm.gui.widgets.list_model import Index
from weeklypm.gui.widgets.table import TONE
from weeklypm.services.people_view import Standing

if TYPE_CHECKING:
    from weeklypm.services.people_view import NextTurn, PersonRow

COLUMNS: Final = ("person", "debt", "last_led", "turns", "next")
DEBT: Final = COLUMNS.index("debt")
TURNS: Final = COLUMNS.index("turns")
_SPOKEN: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class PeopleModel(QAbstractTableModel):
    """List people, one a row, in the order they are given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PersonRow, ...] = ()
        self._places: dict[UUID, int] = {}
        self._today = date.min
        self._away: Mapping[UUID, date] = {}

    def show_rows(self, rows: Sequence[PersonRow], today: date, away: Mapping[UUID, date]) -> bool:
        """Hold other people; return whether they stand elsewhere than before, so that what was chosen must be again.

        ``away`` has the last day of those who are away now.
        """
        moved = [row.person.id for row in rows] != [row.person.id for row in self._rows]
        if moved:
            self.beginResetModel()
        self._rows, self._today, self._away = tuple(rows), today, away
        self._places = {row.person.id: place for place, row in enumerate(rows)}
        if moved:
            self.endResetModel()
        else:
            self._tell_cells()
        return moved

    def retranslate(self) -> None:
        """Say every header and cell again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self._tell_cells()

    def _tell_cells(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(COLUMNS) - 1))

    def row(self, number: int) -> PersonRow | None:
        """Return the person of a row, or None where there is no row."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, person_id: UUID) -> int:
        """Return a person's row, or -1."""
        return self._places.get(person_id, -1)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  as above
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if section == DEBT:
            if role == ENDS:
                return tr("peoplepage.column.ahead"), tr("peoplepage.column.owes")
            return tr("peoplepage.column.debt") if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role not in (_SPOKEN if section else (OVER_NAMES, Qt.ItemDataRole.AccessibleTextRole)):
            return None
        return tr(f"peoplepage.column.{COLUMNS[section]}", year=str(self._today.year))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(row, column, self._today, self._away.get(row.person.id))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_text(row, column, self._today, self._away.get(row.person.id))
        if role == Qt.ItemDataRole.ToolTipRole and column in {"person", "next"}:
            return plain_tooltip(spoken_text(row, column, self._today, self._away.get(row.person.id)))
        return _look(row, column, role)


def _look(row: PersonRow, column: str, role: int) -> Any:
    if role == BAR and column == "debt":
        return Bar(row.debt, figure(row))
    if role == SECOND and column == "person":
        return row.team.name if row.team is not None else ""
    if role == SECOND and column == "turns" and row.shadowed:
        return tr("peoplepage.row.shadowed", n=row.shadowed)
    if role == BOLD:
        return column == "next" and row.next is not None and row.next.confirmed
    if role == TONE:
        return _tone(row, column)
    return None


def _tone(row: PersonRow, column: str) -> str:
    if row.standing in {Standing.LEFT, Standing.JOINS_LATER}:
        return "text3"
    if column == "person" or (column == "next" and row.next is not None and row.next.confirmed):
        return "text"
    return "text2"


def figure(row: PersonRow) -> str:
    """Return what somebody owes in turns, with two places and a sign; 0 where it is exactly nought."""
    return tr("peoplepage.row.debt", debt=row.debt) if row.debt else "0"


def cell_text(row: PersonRow, column: str, today: date, away_to: date | None = None) -> str:
    """Return what a row says in a column."""
    if column == "person":
        return row.person.name
    if column == "debt":
        return figure(row)
    if column == "last_led":
        return day_text(row.last_led, today) if row.last_led else tr("words.none")
    if column == "turns":
        return str(row.turns)
    return next_text(row, today, away_to)


def next_text(row: PersonRow, today: date, away_to: date | None = None) -> str:
    """Return when somebody leads next, or else how they stand to the turns; who is new first sits beside."""
    if row.next is not None and (row.next.confirmed or row.standing is not Standing.NEW):
        return _turn_text(row.next, today)
    days = {Standing.LEFT: row.person.left_on, Standing.JOINS_LATER: row.person.joined_on, Standing.AWAY: away_to}
    day = days.get(row.standing)
    if day is not None:
        return tr(f"peoplepage.next.{row.standing.value}", day=day_text(day, today))
    if row.person.left_on is not None:
        return tr("peoplepage.next.leaves", day=day_text(row.person.left_on, today))
    if row.standing in {Standing.NEW, Standing.OPTED_OUT}:
        return tr(f"peoplepage.next.{row.standing.value}")
    return tr("words.none")


def _turn_text(turn: NextTurn, today: date) -> str:
    code = "peoplepage.next.leads" if turn.confirmed else "peoplepage.next.likely"
    return tr(code, day=day_text(turn.day, today))


def spoken_text(row: PersonRow, column: str, today: date, away_to: date | None = None) -> str:
    """Return what a reader is told of a cell: more than is drawn, such as the exact fraction."""
    if column == "person" and row.team is not None:
        return f"{row.person.name}, {row.team.name}"
    if column == "debt":
        return debt_spoken(row)
    if column == "turns":
        return tr("peoplepage.row.turns_spoken", turns=tr("peoplepage.row.led", n=row.turns), n=row.shadowed)
    if column == "next":
        return _next_spoken(row, today, away_to)
    return cell_text(row, column, today, away_to)


def _next_spoken(row: PersonRow, today: date, away_to: date | None) -> str:
    """Return all that is next: how somebody stands, when they sit beside, and when they lead."""
    told = [next_text(row, today, away_to)]
    if row.shadows_on is not None:
        told.append(tr("peoplepage.next.shadows_spoken", day=day_text(row.shadows_on, today)))
    if row.next is not None:
        told.append(_turn_text(row.next, today))
    return ". ".join(dict.fromkeys(told))


def debt_spoken(row: PersonRow) -> str:
    """Return what somebody owes or has led more than the rest, with the exact fraction."""
    if not row.debt:
        return tr("peoplepage.row.even")
    code = "peoplepage.row.owes" if row.debt > 0 else "peoplepage.row.ahead"
    return tr(code, debt=abs(row.debt), exact=str(abs(row.debt)))
