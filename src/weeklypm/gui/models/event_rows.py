"""Timeline events as a table: shape of the lane, time, kind, what happened, and the milestone it marks."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from weeklypm.domain.incident import Instant, InstantKind
from weeklypm.domain.timeline import LANES, EventKind, TimelineEvent
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.widgets.list_model import Index
from weeklypm.gui.widgets.table import ICON, LANE, STYLE, TONE
from weeklypm.wording.words import name_of

COLUMNS: Final = ("mark", "time", "kind", "what", "milestone")


@dataclass(frozen=True)
class EventRow:
    """Hold one line of the table; ``key`` tells it from others, ``when`` is its time in words."""

    key: Hashable
    kind: EventKind
    when: str
    what: str
    milestones: tuple[InstantKind, ...] = ()


Marks = Mapping[Hashable, tuple[InstantKind, ...]]


def milestones(events: Sequence[TimelineEvent], instants: Iterable[Instant]) -> Marks:
    """Tell which events mark an incident's instants: for each the first event that happened at its very time."""
    marked: dict[Hashable, tuple[InstantKind, ...]] = {}
    for instant in instants:
        event = next((e for e in events if e.at is not None and e.at == instant.at), None)
        if event is not None and instant.applies:
            marked[event.id] = (*marked.get(event.id, ()), instant.kind)
    return marked


class EventModel(QAbstractTableModel):
    """Hold the rows of one timeline, in the order they are told."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[EventRow] = []

    def show_rows(self, rows: Sequence[EventRow]) -> None:
        """Hold other rows; where they are the same events, what is selected stays so."""
        fresh = list(rows)
        if [row.key for row in fresh] == [row.key for row in self._rows]:
            self._rows = fresh
            if fresh:
                self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def retranslate(self) -> None:
        """Say the headers again; rows come in words, and are shown anew by whoever made them."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def row(self, number: int) -> EventRow | None:
        """Return a row, or None where there is none."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, key: Hashable) -> int:
        """Return an event's row, or -1."""
        return next((n for n, row in enumerate(self._rows) if row.key == key), -1)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  as above
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        known = orientation == Qt.Orientation.Horizontal and 0 < section < len(COLUMNS)
        if known and role == Qt.ItemDataRole.DisplayRole:
            return tr(f"incidentpage.event.{COLUMNS[section]}")
        return None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        shown, column = self._rows[index.row()], COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _text(shown, column)
        return _look(shown, column, role)


def _text(shown: EventRow, column: str) -> str:
    match column:
        case "time":
            return shown.when
        case "kind":
            return name_of(language(), shown.kind)
        case "what":
            return " ".join(shown.what.split())
        case "milestone":
            return tr("incidentpage.event.marks", names=shown.milestones) if shown.milestones else ""
    return ""


def _look(shown: EventRow, column: str, role: int) -> Any:
    if role == LANE and column == "mark":
        return shown.kind.value if shown.kind in LANES else None
    if role == ICON and column == "mark":
        return "circle-dot" if shown.kind not in LANES else None
    if role == TONE:
        return "text" if column == "what" else "text2"
    if role == STYLE:
        return "meta" if column == "milestone" else "body"
    return None
