"""What is asked when the meeting ends: how many came, and how many gave each rating. Totals only, never who."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox, QWidget
from typing_extensions import override

from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import tr
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.dialog import Dialog
from weeklypm.gui.widgets.fields import Field
from weeklypm.gui.widgets.labels import DataLabel

POINTS = range(1, 6)
MOST = 999


class CountBox(QSpinBox):
    """Take a small count; nought is shown as a dash."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setRange(0, MOST)
        self.setSpecialValueText("–")
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFont(font("body"))
        self.setFixedWidth(72)


class ClosingDialog(Dialog):
    """Ask whether to end the meeting; every field may stay empty."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.heads = Field(CountBox(self), self)
        self.counts = [CountBox(self) for _ in POINTS]
        self._fields = [Field(box, self) for box in self.counts]
        self._question = DataLabel(self, role="strong")
        self._wrong = DataLabel(self, role="secondary", tone="danger")
        self._wrong.setWordWrap(True)
        boxes = row(spacing=12)
        for field in self._fields:
            boxes.addWidget(field)
        boxes.addStretch(1)
        self.body.addWidget(self.heads, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._question)
        self.body.addLayout(boxes)
        self.body.addWidget(self._wrong)
        self._wrong.hide()
        self._say()

    def _say(self) -> None:
        self.set_title(tr("meetingpage.close.title"), tr("meetingpage.close.hint"))
        self.heads.set_label(tr("meetingpage.close.heads"))
        self._question.setText(tr("meetingpage.close.question"))
        for points, field in zip(POINTS, self._fields, strict=True):
            field.set_label(tr("meetingpage.close.points", n=points))
        self.answer.set_text(tr("gui.command.end"))

    def ratings(self) -> tuple[int, ...]:
        """Return the five counts, or nothing where none was typed."""
        counts = tuple(box.value() for box in self.counts)
        return counts if any(counts) else ()

    def headcount(self) -> int | None:
        """Return how many came, or None where it was not typed."""
        editor = self.heads.editor
        return editor.value() or None if isinstance(editor, QSpinBox) else None

    @override
    def accept(self) -> None:
        heads, given = self.headcount(), sum(self.ratings())
        if heads is not None and given > heads:
            self._wrong.show_text(tr("meetingpage.close.too_many", given=given, heads=heads))
            self._place()
            return
        super().accept()
