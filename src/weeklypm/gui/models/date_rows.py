"""The coming dates of the series and the company's days off, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from weeklypm.domain.calendar import Closure
from weeklypm.domain.schedule import Slot
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.widgets.list_model import Index
from weeklypm.gui.widgets.table import CHIP, TONE
from weeklypm.services.holidays import named_in

CANCELLED: Final = "schedule.reason.cancelled"
CHIPS: Final = {
    "schedule.reason.holiday": "holiday",
    "schedule.reason.closure": "closure",
    CANCELLED: "cancelled",
}
Value = TypeVar("Value")


class Values(QAbstractTableModel, Generic[Value]):
    """Hold frozen values, one a row; a subclass names the columns and says the cells."""

    columns: ClassVar[tuple[str, ...]] = ()
    head: ClassVar[str] = ""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._values: list[Value] = []

    def show_values(self, values: Sequence[Value]) -> None:
        """Hold other values; as many as before keep what is chosen."""
        fresh = list(values)
        if len(fresh) == len(self._values):
            self._values = fresh
            self.retranslate()
            return
        self.beginResetModel()
        self._values = fresh
        self.endResetModel()

    def retranslate(self) -> None:
        """Say every header and cell again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self._values:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._values) - 1, len(self.columns) - 1))

    def value(self, row: int) -> Value | None:
        """Return the value of a row, or None where there is none."""
        return self._values[row] if 0 <= row < len(self._values) else None

    def cell(self, value: Value, column: str, role: int) -> Any:
        """Return what a cell says or looks like."""

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._values)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  as above
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        wanted = role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        if orientation != Qt.Orientation.Horizontal or not wanted or not 0 <= section < len(self.columns):
            return None
        return tr(f"{self.head}.{self.columns[section]}")

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        asked = Qt.ItemDataRole.DisplayRole if role == Qt.ItemDataRole.AccessibleTextRole else role
        return self.cell(self._values[index.row()], self.columns[index.column()], asked)


class DatesModel(Values[Slot]):
    """List the coming dates: held, or not held and why."""

    columns = ("day", "state", "reason")
    head = "calendar_page.column"

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._country = ""

    def show_slots(self, slots: Sequence[Slot], country: str) -> None:
        """Hold other dates; holidays are named as the country's."""
        self._country = country
        self.show_values(slots)

    @override
    def cell(self, value: Slot, column: str, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(value, column)
        if role == CHIP and column == "state":
            return "neutral" if value.reason else "outline" if value.provisional else None
        if role == TONE:
            return "text" if column == "day" and value.held else "text2"
        return None

    def _text(self, slot: Slot, column: str) -> str:
        if column == "day":
            return tr("calendar_page.day", day=slot.day, year=str(slot.day.year))
        if column == "reason":
            reason = named_in(slot.reason, slot.day, self._country, language())
            return tr(reason) if reason is not None else ""
        return tr(f"calendar_page.chip.{chip_of(slot)}")


def chip_of(slot: Slot) -> str:
    """Return what a date is: held, provisional, or what keeps it from being held."""
    if slot.reason is not None:
        return CHIPS.get(slot.reason.code, "closure")
    return "provisional" if slot.provisional else "held"


class ClosuresModel(Values[Closure]):
    """List the company's days off."""

    columns = ("name", "first", "last", "yearly")
    head = "calendar_page.closures.column"

    @override
    def cell(self, value: Closure, column: str, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return _closure_text(value, column)
        if role == TONE:
            return "text" if column == "name" else "text2"
        return None


def _closure_text(closure: Closure, column: str) -> str:
    if column == "name":
        return closure.name
    if column == "yearly":
        return tr("calendar_page.closures.every_year") if closure.yearly else ""
    return tr("calendar_page.date", day=closure.starts_on if column == "first" else closure.ends_on)
