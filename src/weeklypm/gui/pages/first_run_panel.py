"""The panel of the first run: an empty queue, and what stands ready all the same."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from weeklypm.domain.questions import next_question
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.queue_question import QuestionCard
from weeklypm.gui.pages.this_week_words import ALWAYS_LISTED, group_of
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.icon_label import IconLabel
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.gui.widgets.queue_list import QueueList


class ReadyPanel(QWidget):
    """Show the groups of the queue, the question that would be asked, and where records are kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = DataLabel(self, role="section")
        self.remark = DataLabel(self, role="secondary", tone="text3")
        self.queue = QueueList(self)
        self.queue.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card = QuestionCard(self)
        self.private = DataLabel(self, role="secondary", tone="text2")
        self._lay_out()

    def _lay_out(self) -> None:
        top = column(spacing=4)
        top.setContentsMargins(20, 24, 20, 8)
        top.addWidget(self.title)
        top.addWidget(self.remark)
        beside = row()
        beside.setContentsMargins(7, 8, 7, 0)
        beside.addWidget(self.card)
        foot = row()
        foot.setContentsMargins(20, 0, 20, 24)
        foot.addWidget(IconLabel(self, icon="hard-drive", token="text3"))
        foot.addWidget(self.private, 1)
        whole = column(self, spacing=0)
        whole.addLayout(top)
        whole.addWidget(self.queue)
        whole.addLayout(beside)
        whole.addStretch(1)
        whole.addLayout(foot)

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(tr("words.term.queue"))
        self.remark.setText(tr("weekpage.queue.remark_empty"))
        self.queue.set_groups([group_of(kind) for kind in ALWAYS_LISTED])
        self.queue.setFixedHeight(self.queue.rows_height() + 4)
        self.card.set_question(tr(next_question({})))
        self.private.setText(tr("firstrun.private"))
