"""What was recorded in the running meeting: decisions, actions and the parking lot, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from weeklypm.domain.outcomes import ActionItem, Decision, ParkedLine
from weeklypm.gui import theme
from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.icons import paint_icon
from weeklypm.gui.widgets.list_model import VALUE, Index, ValueList
from weeklypm.gui.widgets.row_list import RowList, rect_of
from weeklypm.gui.widgets.row_paint import fill_row, frame_focus, hairline, write
from weeklypm.services.meetings import MeetingView
from weeklypm.services.recording import Recorded

ROW: Final = 36
MOST_ROWS: Final = 4
KIND_WIDTH: Final = 92
_ICONS: Final = {
    Recorded.DECISION: ("circle-check", "ok"),
    Recorded.ACTION: ("square-check-big", "accent"),
    Recorded.PARKED: ("circle-parking", "text2"),
}
_KINDS: Final = {Recorded.DECISION: "decision", Recorded.ACTION: "action", Recorded.PARKED: "parking"}


@dataclass(frozen=True)
class RecordedRow:
    """Hold one recorded line: what it is, its text, and what stands at its right."""

    row_id: UUID
    kind: Recorded
    kind_name: str
    text: str
    remark: str
    recorded_at: datetime


def recorded_rows(meeting: MeetingView) -> list[RecordedRow]:
    """Return what was recorded in a meeting, the newest first."""
    rows: list[Decision | ActionItem | ParkedLine] = [*meeting.decisions, *meeting.actions, *meeting.parked]
    listed = [_row(row, meeting) for row in rows]
    return sorted(listed, key=lambda row: (row.recorded_at, str(row.row_id)), reverse=True)


def _row(row: Decision | ActionItem | ParkedLine, meeting: MeetingView) -> RecordedRow:
    if isinstance(row, Decision):
        kind, remark = Recorded.DECISION, tr("meetingpage.decision.reasoned") if row.context else ""
    elif isinstance(row, ActionItem):
        kind, remark = Recorded.ACTION, _promise(row, meeting)
    else:
        kind, remark = Recorded.PARKED, tr("meetingpage.parked.next")
    return RecordedRow(row.id, kind, tr(f"gui.capture.{_KINDS[kind]}"), row.text, remark, row.created_at)


def _promise(action: ActionItem, meeting: MeetingView) -> str:
    owner = meeting.people.get(action.owner_id) if action.owner_id else None
    team = meeting.teams.get(action.team_id) if action.team_id else None
    name = owner.name if owner else action.owner_text or (team.name if team else tr("meetingpage.owner.missing"))
    due = tr("meetingpage.due", day=action.due) if action.due else tr("meetingpage.due.missing")
    return "   ".join(part for part in (name, due, action.priority.value if action.priority else "") if part)


class _RecordedDelegate(QStyledItemDelegate):
    """Draw a recorded line: icon, kind, text, and at the right who and when."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        value: RecordedRow = index.data(VALUE)
        whole = rect_of(option)
        fill_row(painter, option, whole)
        icon, token = _ICONS[value.kind]
        mark = QRectF(whole.left() + 12, whole.center().y() - 8, 16, 16)
        paint_icon(painter, icon, mark, theme.current().colour(token))
        words = whole.adjusted(42, 0, -12, 0)
        write(painter, QRectF(words.left(), words.top(), KIND_WIDTH - 14, words.height()), value.kind_name,
              font("secondary"), "text2")  # fmt: skip
        used = write(painter, words.adjusted(words.width() / 2, 0, 0, 0), value.remark, font("secondary"), "text2",
                     align=Qt.AlignmentFlag.AlignRight)  # fmt: skip
        write(painter, words.adjusted(KIND_WIDTH, 0, -used - 16, 0), value.text, font("body"), "text")
        if index.row() < index.model().rowCount() - 1:
            hairline(painter, whole)
        frame_focus(painter, option, whole)


class RecordedList(RowList):
    """List what was recorded. Enter or a double click edits a line, Delete takes it back; both also by a menu."""

    edit_requested = Signal(object)
    remove_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._rows: ValueList[RecordedRow] = ValueList(self, _spoken)
        self.setItemDelegate(_RecordedDelegate(self))
        self.setModel(self._rows)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.activated.connect(self._on_activated)
        Retranslated(self, self._retranslate)

    def _retranslate(self) -> None:
        self.setAccessibleName(tr("meetingpage.recorded.name"))

    def set_rows(self, rows: list[RecordedRow]) -> None:
        """Show other lines; hidden while there is none."""
        self._rows.replace(rows)
        self.setFixedHeight(min(len(rows), MOST_ROWS) * ROW + 2)
        self.setVisible(bool(rows))

    def rows(self) -> list[RecordedRow]:
        """Return the lines shown."""
        return self._rows.values()

    def _on_activated(self, index: QModelIndex) -> None:
        self.edit_requested.emit(index.data(VALUE))

    def _on_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        edit, remove = menu.addAction(tr("meetingpage.edit")), menu.addAction(tr("meetingpage.remove"))
        chosen = menu.exec(self.viewport().mapToGlobal(at))
        if chosen is edit:
            self.edit_requested.emit(index.data(VALUE))
        elif chosen is remove:
            self.remove_requested.emit(index.data(VALUE))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.currentIndex().isValid():
            self.remove_requested.emit(self.currentIndex().data(VALUE))
        else:
            super().keyPressEvent(event)


def _spoken(value: RecordedRow) -> str:
    return " · ".join(part for part in (value.kind_name, value.text, value.remark) if part)
