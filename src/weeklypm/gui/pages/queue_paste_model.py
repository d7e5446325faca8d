"""Pasted lines before they are added: what each becomes, or why it does not; taken or left line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from weeklypm.domain.agenda import Kind
from weeklypm.domain.quick_add import TopicDraft
from weeklypm.domain.quick_add_paste import USED, PastedLine
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.widgets.labels import plain_tooltip
from weeklypm.gui.widgets.table import CHIP, ICON, TONE
from weeklypm.services.queue import TITLE_LENGTH
from weeklypm.services.topics import KINDS
from weeklypm.wording.words import short_name_of

Index = QModelIndex | QPersistentModelIndex
NUMBER, TAKE, TITLE, REMARK = range(4)
COLUMNS: Final = ("number", "take", "title", "remark")
SHOWN: Final = 160
"""Signs of a line that cannot be a topic which are shown of it."""


@dataclass(frozen=True)
class PastedRow:
    """Hold a pasted line and whether it is taken; ``draft`` is what would be added."""

    line: PastedLine
    taken: bool
    draft: TopicDraft | None

    @property
    def stays(self) -> bool:
        """Tell whether the line is left in the box once the others are added."""
        return not self.taken and self.line.why not in USED


class PasteModel(QAbstractTableModel):
    """List pasted lines. What was decided about a line's text holds while other lines are edited."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PastedRow] = []
        self._taken: dict[str, bool] = {}
        self._kinds: dict[str, Kind] = {}

    def show_lines(self, lines: Sequence[PastedLine]) -> None:
        """List other lines."""
        self.beginResetModel()
        self._rows = [self._row(line) for line in lines]
        self.endResetModel()

    def forget(self) -> None:
        """Forget what was decided."""
        self._taken.clear()
        self._kinds.clear()

    def rows(self) -> list[PastedRow]:
        """Return the lines as they stand."""
        return list(self._rows)

    def drafts(self) -> list[TopicDraft]:
        """Return what would be added, in order."""
        return [row.draft for row in self._rows if row.taken and row.draft is not None]

    def _row(self, line: PastedLine) -> PastedRow:
        taken = self._taken.get(line.text, line.taken) and line.draft is not None
        kind = self._kinds.get(line.text)
        draft = replace(line.draft, kind=kind) if line.draft is not None and kind is not None else line.draft
        return PastedRow(line, taken, draft)

    def toggle(self, row: int) -> None:
        """Take a line or leave it; one that cannot be a topic stays left."""
        self._taken[self._rows[row].line.text] = not self._rows[row].taken
        self._renew(row)

    def set_kind(self, row: int, kind: Kind) -> None:
        """Give a line another kind; it is taken with it."""
        self._kinds[self._rows[row].line.text] = kind
        self._taken[self._rows[row].line.text] = True
        self._renew(row)

    def step_kind(self, row: int, by: int) -> None:
        """Give a line the kind before or after its own."""
        draft = self._rows[row].draft
        if draft is not None:
            self.set_kind(row, KINDS[(KINDS.index(draft.kind) + by) % len(KINDS)])

    def _renew(self, row: int) -> None:
        self._rows[row] = self._row(self._rows[row].line)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

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
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            text = _text(row, index.column())
            return plain_tooltip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return _drawn(row, index.column(), role)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(f"topics.paste.column.{COLUMNS[section]}")
        return None


def _text(row: PastedRow, column: int) -> str:
    if column == NUMBER:
        return str(row.line.number)
    if column == TAKE:
        return tr("topics.paste.take" if row.taken else "topics.paste.leave")
    if column == TITLE:
        return _title(row)
    if row.taken and row.draft is not None:
        return _facts(row.draft)
    reason = row.line.reason(TITLE_LENGTH)
    return tr(reason) if reason is not None else tr("topics.paste.left")


def _title(row: PastedRow) -> str:
    if row.draft is None or (not row.taken and row.line.why in USED):
        return row.line.text.strip()[:SHOWN]
    return row.draft.title or row.line.text.strip()


def _facts(draft: TopicDraft) -> str:
    facts = [short_name_of(language(), draft.kind)]
    if draft.minutes is not None:
        facts.append(tr("topics.read.minutes", n=draft.minutes))
    if draft.votes:
        facts.append(tr("topics.cli.votes", n=draft.votes))
    return " · ".join([*facts, *draft.links])


def _drawn(row: PastedRow, column: int, role: int) -> Any:
    if role == Qt.ItemDataRole.TextAlignmentRole and column == NUMBER:
        return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if role == CHIP and column == TAKE:
        return "accent" if row.taken else "outline"
    if role == TONE:
        return "text3" if column == NUMBER or not row.taken else "text"
    if role == ICON and column == REMARK and not row.taken and row.draft is None:
        return "circle-alert"
    return None
