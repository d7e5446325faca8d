"""The notes of the part that runs: plain Markdown, kept as it is typed (decisions.md section 3).

What is typed goes into a draft at most every 300 ms; it becomes one change of the note on leaving the field, changing
the part, 30 seconds of rest and closing.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from weeklypm.domain.agenda import Segment
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import message
from weeklypm.gui.desk import Desk
from weeklypm.gui.widgets.left_edit import LeftEdit
from weeklypm.services import meetings

DRAFT_MS: Final = 300
REST_MS: Final = 30_000


class NotesEditor(LeftEdit):
    """Take the notes of the part that runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(96)


class NotesKeeper(QObject):
    """Keep what is typed into an editor: first as a draft, then as the note of one part of a meeting."""

    failed = Signal(object)
    """A ``Problem``: what is typed could not be kept, and still stands in the field."""
    kept = Signal()
    """What was typed is in the workspace."""

    def __init__(self, desk: Desk, editor: NotesEditor) -> None:
        super().__init__(editor)
        self._desk, self._editor = desk, editor
        self._place: tuple[UUID, Segment] | None = None
        self._dirty = False
        self._waiting = 0
        self._newest: str | None = None
        self._unkept: dict[tuple[UUID, Segment], str] = {}
        self._draft = QTimer(self, singleShot=True, interval=DRAFT_MS)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._draft.timeout.connect(self._keep_draft)
        self._rest.timeout.connect(self.keep)
        editor.textChanged.connect(self._on_typed)
        editor.left.connect(self.keep)

    @property
    def is_dirty(self) -> bool:
        """Tell whether something was typed that is not yet a note."""
        return self._dirty

    @property
    def has_unkept(self) -> bool:
        """Tell whether something could not be kept."""
        return bool(self._unkept)

    def everything(self) -> str:
        """Return all that is not kept and what stands in the field, to be put elsewhere by hand."""
        others = [text for place, text in self._unkept.items() if place != self._place]
        return "\n\n".join([*others, self._editor.toPlainText()])

    def show(self, meeting_id: UUID, segment: Segment, text: str) -> None:
        """Show the note of a part; what is being typed in the same part is never overwritten."""
        if self._place != (meeting_id, segment):
            self.keep()
            self._place = (meeting_id, segment)
            self._waiting = 0
            self._put(text)
        elif self._waiting:
            self._newest = text
        elif not self._dirty:
            self._put(text)

    def clear(self) -> None:
        """Let go of the meeting."""
        self.keep()
        self._place = None

    def add_line(self, line: str) -> None:
        """Put a line at the end of the note, as if typed."""
        self._editor.appendPlainText(line)

    def keep(self) -> None:
        """Turn what was typed into one change of the note."""
        self._draft.stop()
        self._rest.stop()
        if not self._dirty or self._place is None:
            return
        self._dirty = False
        self._waiting += 1
        self._keep_text(self._place, self._editor.toPlainText())

    def try_again(self) -> None:
        """Keep once more what could not be kept, also of parts that were left since."""
        unkept, self._unkept = self._unkept, {}
        for place, text in unkept.items():
            if place != self._place:
                self._keep_text(place, text)
        self._dirty = self._dirty or self._place in unkept
        self.keep()

    def _keep_text(self, place: tuple[UUID, Segment], text: str) -> None:
        meeting_id, segment = place
        self._desk.operations.change(
            partial(meetings.keep_note, meeting_id=meeting_id, segment=segment, text=text),
            message("meetingpage.label.note"),
            initiator=self,
            done=partial(self._on_kept, place),
            failed=partial(self._on_failed, place, text),
        )

    def _put(self, text: str) -> None:
        if text == self._editor.toPlainText():
            return
        cursor = self._editor.textCursor()
        at = cursor.position()
        blocked = self._editor.blockSignals(True)
        self._editor.setPlainText(text)
        self._editor.blockSignals(blocked)
        cursor = self._editor.textCursor()
        cursor.setPosition(min(at, len(text)))
        self._editor.setTextCursor(cursor)

    def _on_typed(self) -> None:
        if self._place is None:
            return
        self._dirty = True
        self._rest.start()
        if not self._draft.isActive():
            self._draft.start()

    def _keep_draft(self) -> None:
        if self._place is None:
            return
        meeting_id, segment = self._place
        use_case = partial(meetings.draft_note, meeting_id=meeting_id, segment=segment, text=self._editor.toPlainText())
        self._desk.operations.change(
            use_case,
            message("meetingpage.label.note"),
            initiator=self,
            done=partial(self._on_drafted, self._place),
            failed=partial(self._on_failed, self._place, self._editor.toPlainText()),
            undoable=False,
        )

    def _on_drafted(self, place: tuple[UUID, Segment], _value: Any) -> None:
        self._unkept.pop(place, None)
        self.kept.emit()

    def _on_kept(self, place: tuple[UUID, Segment], _value: Any) -> None:
        self._unkept.pop(place, None)
        self.kept.emit()
        # Views that were asked for before this change are still under way; the reader answers in order, so what it
        # says after this question knows the change.
        self._desk.operations.query(_nothing, partial(self._on_caught_up, place))

    def _on_caught_up(self, place: tuple[UUID, Segment], _value: Any) -> None:
        if place != self._place or not self._waiting:
            return
        self._waiting -= 1
        newest, self._newest = self._newest, None
        if newest is not None and not self._waiting and not self._dirty:
            self._put(newest)

    def _on_failed(self, place: tuple[UUID, Segment], text: str, problem: Problem) -> None:
        self._unkept[place] = text
        if place == self._place:
            self._waiting = 0
            self._dirty = True
        self.failed.emit(problem)


def _nothing(_reader: object) -> None:
    """Ask nothing: the answer only marks a place in the order of answers."""
