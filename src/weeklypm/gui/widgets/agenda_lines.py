"""The lines of an agenda as they are said, and as a model: main lines are dragged, items dropped among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.gui.i18n import tr
from weeklypm.gui.widgets.item_mime import FROM_AGENDA, FROM_QUEUE, carried, carry
from weeklypm.gui.widgets.labels import plain_tooltip
from weeklypm.gui.widgets.list_model import Index, ValueList


@dataclass(frozen=True)
class AgendaEntry:
    """Hold one line of the agenda as it is said.

    ``chip`` stands at the right in ``tone``; ``main`` lines are tall and show ``kind`` as a chip with ``icon``, the
    ``reason`` below, then ``presenter``: who could tell it; and ``boxes`` as outlined chips. ``key`` names the item
    of a main line that can be moved and dragged away; ``rival`` says in a few words
    why the next best is not held, ``tip`` the same of all that were not chosen.
    """

    clock: str
    minutes: int
    title: str
    detail: str = ""
    chip: str = ""
    tone: str = "danger"
    main: bool = False
    kind: str = ""
    icon: str = ""
    reason: str = ""
    presenter: str = ""
    boxes: tuple[str, ...] = ()
    key: str = ""
    rival: str = ""
    tip: str = ""


class AgendaLines(ValueList[AgendaEntry]):
    """Hold the lines. Main lines with a key can be dragged; items can be dropped onto and between the lines."""

    dropped = Signal(str, int)
    """An item's key and its place among the main lines, -1 where it is to be held as well, wherever it fits."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _spoken, editable=True)
        self.changeable = False

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            return plain_tooltip(self.values()[index.row()].tip)
        return super().data(index, role)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not self.changeable:
            return flags
        if index.isValid() and self.values()[index.row()].key:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsDropEnabled

    @override
    def mimeTypes(self) -> list[str]:
        return [FROM_AGENDA, FROM_QUEUE]

    @override
    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        return carry(next((self.values()[index.row()].key for index in indexes), ""), FROM_AGENDA)

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        # The lines follow what is stored; nothing is ever taken out of the list by the drag itself.
        return Qt.DropAction.CopyAction

    @override
    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return self.changeable and bool(carried(data, FROM_AGENDA, FROM_QUEUE))

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        before = self.values()[:row] if row >= 0 else []
        place = sum(entry.main for entry in before) if row >= 0 else -1
        self.dropped.emit(carried(data, FROM_AGENDA, FROM_QUEUE), place)
        return True


def _spoken(entry: AgendaEntry) -> str:
    minutes = tr("gui.bar.part", name=f"{entry.clock} {entry.title}", minutes=entry.minutes * 60)
    parts = (minutes, entry.kind, entry.detail, entry.reason, entry.presenter, entry.tip, entry.chip)
    return " · ".join(part for part in parts if part)
