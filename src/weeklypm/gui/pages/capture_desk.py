"""Record decisions, actions and parked lines, and change or take back what was recorded."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, QSignalBlocker
from PySide6.QtWidgets import QWidget

from weeklypm.domain.errors import Problem
from weeklypm.domain.outcomes import ActionItem, Decision, ParkedLine
from weeklypm.domain.values import message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages import capture_reading
from weeklypm.gui.pages.recorded_dialog import RecordedDialog
from weeklypm.gui.pages.recorded_list import RecordedList, RecordedRow, recorded_rows
from weeklypm.gui.widgets.capture_line import ACTION, DECISION, PARKING, CaptureLine
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.services import recording
from weeklypm.services.meetings import MeetingView
from weeklypm.services.recording import Recorded

KINDS: Final = {DECISION: Recorded.DECISION, ACTION: Recorded.ACTION, PARKING: Recorded.PARKED}
TABLES: Final[dict[Recorded, type[Decision | ActionItem | ParkedLine]]] = {
    Recorded.DECISION: Decision,
    Recorded.ACTION: ActionItem,
    Recorded.PARKED: ParkedLine,
}


class CaptureDesk(QObject):
    """Stand between the capture line, the list below it, and the workspace."""

    def __init__(self, desk: Desk, line: CaptureLine, error: DataLabel, listed: RecordedList, host: QWidget) -> None:
        super().__init__(host)
        self._desk, self._line, self._error, self._listed, self._host = desk, line, error, listed, host
        self._meeting: MeetingView | None = None
        self.dialog: RecordedDialog | None = None
        line.submitted.connect(self._on_submitted)
        line.text_changed.connect(self._on_typed)
        listed.edit_requested.connect(self.edit)
        listed.remove_requested.connect(self.remove)
        error.show_text("")

    def show(self, meeting: MeetingView) -> None:
        """Show what was recorded in a meeting."""
        self._meeting = meeting
        self._listed.set_rows(recorded_rows(meeting))

    def _on_typed(self, kind: str, text: str) -> None:
        self._error.show_text("")
        self._line.show_read(self._chips(text) if kind == ACTION else [])

    def _chips(self, text: str) -> list[tuple[str, str]]:
        if self._meeting is None or not text.strip():
            return []
        said = capture_reading.read(text, self._meeting, self._desk.clock())
        return capture_reading.chips(said, self._meeting)

    def _on_submitted(self, kind: str, text: str) -> None:
        if self._meeting is None:
            return
        use_case = partial(recording.record, meeting_id=self._meeting.meeting.id, kind=KINDS[kind], line=text)
        self._desk.operations.change(
            use_case,
            message("services.label.record"),
            initiator=self,
            done=partial(self._on_recorded, kind),
            failed=partial(self._on_refused, kind, text),
        )

    def _on_recorded(self, kind: str, _row: Any) -> None:
        self._desk.tellers.tell(message(f"meetingpage.recorded.{kind}"), undo=True)

    def _on_refused(self, kind: str, text: str, problem: Problem) -> None:
        """Put the line back, unless the next one is being typed already, and say why it was not recorded."""
        if not self._line.text():
            with QSignalBlocker(self._line):
                self._line.set_kind(kind)
                self._line.set_text(text)
        self._error.show_text(tr("meetingpage.refused", text=text, why=problem.message))

    def edit(self, recorded: RecordedRow) -> None:
        """Ask for a recorded line again."""
        if self._meeting is None:
            return
        self.dialog = RecordedDialog(self._host, recorded, self._line_of(recorded, self._meeting), self._chips)
        self.dialog.accepted.connect(self._on_edited)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _line_of(self, recorded: RecordedRow, meeting: MeetingView) -> str:
        action = next((each for each in meeting.actions if each.id == recorded.row_id), None)
        return recording.as_line(action, meeting.people, meeting.teams) if action else recorded.text

    def _on_edited(self) -> None:
        if self.dialog is None:
            return
        recorded, line = self.dialog.recorded, self.dialog.line()
        self._desk.operations.change(
            partial(recording.rewrite, kind=recorded.kind, row_id=recorded.row_id, line=line),
            message("meetingpage.label.edit"),
            initiator=self,
            failed=self._on_problem,
        )

    def _on_problem(self, problem: Problem) -> None:
        self._error.show_text(tr(problem.message))

    def remove(self, recorded: RecordedRow) -> None:
        """Take a recorded line back; the toast offers to undo that."""
        self._desk.operations.change(
            partial(recording.remove_recorded, row_kind=TABLES[recorded.kind], row_id=recorded.row_id),
            message("meetingpage.label.remove"),
            initiator=self,
            done=self._on_removed,
            failed=self._on_problem,
        )

    def _on_removed(self, _value: Any) -> None:
        self._desk.tellers.tell(message("meetingpage.removed"), undo=True)
