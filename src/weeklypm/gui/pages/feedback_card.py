"""What the facilitator keeps after a meeting: planned and real minutes, the ratings' totals, and two sentences.

A private card: nothing of it reaches the stage, notes or files. A sentence is kept when its field is left.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from weeklypm.domain.changes import Changes
from weeklypm.domain.errors import Problem
from weeklypm.domain.feedback import OVER, PartTime, Spread
from weeklypm.domain.values import message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.queue_fields import let_wrap
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.card import Card, column, row
from weeklypm.gui.widgets.fields import Field
from weeklypm.gui.widgets.icon_label import IconLabel
from weeklypm.gui.widgets.labels import DataLabel, ElidedLabel
from weeklypm.gui.widgets.row_paint import fill
from weeklypm.gui.widgets.sentence_edit import SentenceEdit
from weeklypm.services.feedback import FeedbackView, feedback_view, keep_feedback

WIDTH: Final = 640
LINE: Final = 24
FIELD_HEIGHT: Final = 60
FIELDS: Final = ("keep", "try_next")
CODES: Final = {"keep": "keep", "try_next": "try"}


class PairBar(QWidget):
    """Draw the planned length of a part above its real one, in proportion to the longest of all parts."""

    def __init__(self, part: PartTime, longest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part, self._longest = part, max(1, longest)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(LINE)

    def bars(self) -> tuple[QRectF, QRectF]:
        """Return where the planned and the real length lie."""
        scale = self.width() / self._longest
        return (
            QRectF(0, LINE / 2 - 6, self._part.planned * scale, 5),
            QRectF(0, LINE / 2 + 1, (self._part.real or 0) * scale, 5),
        )

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, LINE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        planned, real = self.bars()
        fill(painter, planned, "border2", sizes().radius_bar)
        if not real.isEmpty():
            fill(painter, real, "warn" if self._part.over >= OVER else "accent", sizes().radius_bar)


class PartTimes(QWidget):
    """List the parts of a meeting: name, bars, planned and real time, and what a part ran over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[PartTime, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)

    def show_parts(self, parts: tuple[PartTime, ...]) -> None:
        """List other parts."""
        self._parts = parts
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.setAccessibleName(tr("feedback.card.times"))
        if not self._parts:
            return
        self._head()
        longest = max(max(part.planned, part.real or 0) for part in self._parts)
        for line, part in enumerate(self._parts, start=1):
            self._line(line, part, longest)

    def _head(self) -> None:
        for place, code in ((0, "part"), (2, "planned"), (3, "real")):
            label = DataLabel(self, role="label", tone="text3", text=tr(f"feedback.card.{code}"))
            self._grid.addWidget(label, 0, place, _RIGHT if place else Qt.AlignmentFlag.AlignLeft)

    def _line(self, line: int, part: PartTime, longest: int) -> None:
        name = ElidedLabel(self, role="secondary", text=tr(part.title))
        name.setMinimumWidth(120)
        name.setAccessibleName(_spoken(part))
        planned = DataLabel(self, role="secondary", tone="text2", text=tr("feedback.card.clock", length=part.planned))
        late = part.over >= OVER
        real = DataLabel(self, role="secondary", tone="warn" if late else "", text=_real(part))
        over = DataLabel(
            self, role="secondary", tone="warn", text=tr("feedback.card.over", over=part.over) if late else ""
        )
        self._grid.addWidget(name, line, 0)
        self._grid.addWidget(PairBar(part, longest, self), line, 1)
        for place, label in ((2, planned), (3, real), (4, over)):
            self._grid.addWidget(label, line, place, _RIGHT)


_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _real(part: PartTime) -> str:
    return tr("feedback.card.clock", length=part.real) if part.real is not None else "–"


def _spoken(part: PartTime) -> str:
    if part.real is None:
        return tr("feedback.card.row_unknown", part=part.title, planned=part.planned)
    return tr("feedback.card.row", part=part.title, planned=part.planned, real=part.real)


class LeftSentence(SentenceEdit):
    """Take a sentence, and tell when it is left."""

    left = Signal()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A menu or another window only borrows the keyboard.
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason}:
            self.left.emit()


class FeedbackCard(Card):
    """Show what is kept of a closed meeting, and keep the two sentences; hidden until there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=16, spacing=12)
        self._desk: Desk | None = None
        self._view: FeedbackView | None = None
        self._wanted: UUID | None = None
        self.setMaximumWidth(WIDTH)
        self.icon = IconLabel(self, icon="eye-off", token="text3")
        self.title = DataLabel(self, role="section")
        self.remark = ElidedLabel(self, role="secondary", tone="text3")
        self.times = PartTimes(self)
        self.rated = DataLabel(self, role="secondary", tone="text2")
        let_wrap(self.rated)
        self.edits = {name: LeftSentence(self) for name in FIELDS}
        self.fields = {name: Field(edit, self) for name, edit in self.edits.items()}
        self.hint = DataLabel(self, role="secondary", tone="text3")
        let_wrap(self.hint)
        self._lay_out()
        for name, edit in self.edits.items():
            edit.setFixedHeight(FIELD_HEIGHT)
            edit.left.connect(partial(self.keep, name))
        self.hide()

    def _lay_out(self) -> None:
        head = row(spacing=8)
        head.addWidget(self.icon)
        head.addWidget(self.title)
        head.addWidget(self.remark, 1)
        pair = row(spacing=16)
        for field in self.fields.values():
            pair.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        below = column(spacing=4)
        below.addLayout(pair)
        below.addWidget(self.hint)
        self.body.addLayout(head)
        self.body.addWidget(self.times)
        self.body.addWidget(self.rated)
        self.body.addLayout(below)

    def follow(self, desk: Desk) -> None:
        """Work through a desk from now on, and hear what changes."""
        self._desk = desk
        desk.operations.bus.changed.connect(self._on_changed)

    def show_meeting(self, meeting_id: UUID | None) -> None:
        """Show another closed meeting, or hide; what was typed about the one before is kept."""
        if self._view is not None and self._view.meeting_id != meeting_id:
            self.keep_all()
        self._wanted = meeting_id
        if self._desk is None or meeting_id is None:
            self._view = None
            self.hide()
            return
        question = partial(feedback_view, meeting_id=meeting_id)
        self._desk.operations.query(question, self._show, self._ignore)

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if self._wanted is not None and changes.touches("Feedback", "Meeting"):
            self.show_meeting(self._wanted)

    def _ignore(self, _problem: Problem) -> None:
        """Hide: the meeting was opened again, and whoever did it shows it."""
        self.hide()

    def _show(self, view: FeedbackView) -> None:
        if view.meeting_id != self._wanted:
            return
        before, self._view = self._view, view
        for name, edit in self.edits.items():
            kept = getattr(view, name)
            same = before is not None and before.meeting_id == view.meeting_id
            # What is being typed stays; what is stored elsewhere, or taken back, is shown.
            if not same or (kept != getattr(before, name) and edit.toPlainText().strip() != kept):
                edit.setPlainText(kept)
                self.fields[name].set_error("")
        self.retranslate()
        self.show()

    def keep(self, name: str) -> None:
        """Store a sentence if it is another than before."""
        view, desk = self._view, self._desk
        typed = self.edits[name].toPlainText().strip()
        if view is None or desk is None or typed == getattr(view, name):
            return
        change: dict[str, Any] = {name: typed}
        use_case = partial(keep_feedback, meeting_id=view.meeting_id, **change)
        label = message("feedback.label.kept", day=view.day)
        desk.operations.change(
            use_case, label, initiator=self, done=partial(self._kept, name), failed=partial(self._refused, name)
        )

    def keep_all(self) -> None:
        """Store both sentences, before the meeting is left."""
        for name in FIELDS:
            self.keep(name)

    def _kept(self, name: str, _stored: object) -> None:
        self.fields[name].set_error("")

    def _refused(self, name: str, problem: Problem) -> None:
        self.fields[name].set_error(tr(problem.message))

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(tr("feedback.card.title"))
        self.remark.setText(tr("feedback.card.remark"))
        self.hint.setText(tr("feedback.card.help"))
        for name, field in self.fields.items():
            field.set_label(tr(f"feedback.card.{CODES[name]}"))
            self.edits[name].setPlaceholderText(tr(f"feedback.card.{CODES[name]}_example"))
        if self._view is not None:
            self.times.show_parts(self._view.parts)
            self.times.setVisible(bool(self._view.parts))
            self.rated.setText(rated_words(self._view.rated))


def rated_words(rated: Spread | None) -> str:
    """Say how a meeting was rated: totals and their range, never who."""
    if rated is None:
        return tr("feedback.card.unrated")
    counts = tr("feedback.card.counts", counts=" · ".join(_count(at, n) for at, n in enumerate(rated.counts, start=1)))
    told = tr("feedback.card.rated", n=rated.given, mean=rated.mean, lowest=rated.lowest, highest=rated.highest)
    return f"{told}  {counts}"


def _count(points: int, count: int) -> str:
    return tr("feedback.card.count", points=points, count=count)
