"""The card of the question to the room: what stands ready when nothing waits."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.chip import Chip
from weeklypm.gui.widgets.icon_label import IconLabel
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.gui.widgets.row_paint import fill, frame


class QuestionCard(QWidget):
    """Show the question that the room would be asked right now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = DataLabel(self, role="strong")
        self.now = Chip(self, tone="surface")
        self.words = DataLabel(self, role="secondary", tone="text2")
        self.words.setWordWrap(True)
        self.source = DataLabel(self, role="secondary", tone="text2")
        head = row()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.now)
        said = column(spacing=2)
        said.addLayout(head)
        said.addWidget(self.words)
        said.addWidget(self.source)
        whole = row(self, spacing=10)
        whole.setContentsMargins(14, 12, 14, 12)
        icon = IconLabel(self, icon="messages-square", token="accent", size=16)
        icon.setFixedHeight(20)
        whole.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(said, 1)
        Retranslated(self, self._retranslate)

    def _retranslate(self) -> None:
        self.title.setText(tr("weekpage.question.title"))
        self.now.set_chip(tr("gui.queue.now"))
        self.source.setText(tr("weekpage.question.source"))

    def set_question(self, text: str) -> None:
        """Show a question; an empty text hides the card."""
        self.words.setText(tr("weekpage.question.words", text=text) if text else "")
        self.setVisible(bool(text))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        fill(painter, box, "accent-soft", sizes().radius)
        frame(painter, box, "accent", width=2, radius=sizes().radius)
