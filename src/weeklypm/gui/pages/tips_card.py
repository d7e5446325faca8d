"""Tips for whoever leads, from the last meetings: private, without names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from weeklypm.domain.feedback import TipKind
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.queue_fields import let_wrap
from weeklypm.gui.widgets.card import Divider, column, row
from weeklypm.gui.widgets.icon_label import IconLabel
from weeklypm.gui.widgets.labels import DataLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from weeklypm.domain.feedback import Tip

ICONS = {TipKind.KEEP: "check", TipKind.TRY: "arrow-right"}


class TipsCard(QWidget):
    """List tips below a heading with the eye that is closed; hidden while there are none.

    ``in_panel`` sets it off from what stands above it in a side panel.
    """

    def __init__(self, parent: QWidget | None = None, *, in_panel: bool = False) -> None:
        super().__init__(parent)
        self._tips: tuple[Tip, ...] = ()
        self.icon = IconLabel(self, icon="eye-off", token="text3", size=14)
        self.title = DataLabel(self, role="label", tone="text2")
        self.lines: list[DataLabel] = []
        head = row(spacing=8)
        head.addWidget(self.icon)
        head.addWidget(self.title, 1)
        outer, whole = column(self), column(spacing=4)
        if in_panel:
            outer.addWidget(Divider(self))
            whole.setContentsMargins(20, 12, 20, 12)
        outer.addLayout(whole)
        whole.addLayout(head)
        self._rows = column(spacing=4)
        whole.addLayout(self._rows)
        self.hide()

    def show_tips(self, tips: Sequence[Tip]) -> None:
        """List other tips."""
        self._tips = tuple(tips)
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.setText(tr("feedback.tips.title"))
        self.setAccessibleName(self.title.text())
        for widget in (self, self.title, self.icon):
            widget.setToolTip(tr("feedback.tips.private"))
        while (item := self._rows.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self.lines = []
        for tip in self._tips:
            self._rows.addWidget(self._line(tip))
        self.setVisible(bool(self._tips))

    def _line(self, tip: Tip) -> QWidget:
        line = QWidget(self)
        mark = IconLabel(line, icon=ICONS[tip.kind], token="text3", size=14)
        words = DataLabel(line, role="secondary", tone="text2")
        let_wrap(words)
        words.setText(tr("feedback.tips.line", kind=tr(f"feedback.kind.{tip.kind}"), text=tip.text))
        mark.setFixedHeight(words.fontMetrics().height())
        inner = row(line, spacing=8)
        inner.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        inner.addWidget(words, 1)
        self.lines.append(words)
        return line
