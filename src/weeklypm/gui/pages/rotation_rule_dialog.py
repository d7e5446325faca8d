"""How the rule works that gives the turns, in plain words."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.widgets.card import column
from weeklypm.gui.widgets.dialog import Dialog
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.gui.widgets.tall_body import TallBody

PARTS: Final = (
    "share",
    "pick",
    "rest",
    "ties",
    "beside",
    "new",
    "away",
    "change",
    "weight",
    "leave",
    "nobody",
)
"""What is told, in order; each has a heading and a few sentences."""
MARGIN: Final = 24
STEP: Final = 48


class RotationRuleDialog(Dialog):
    """Tell the rule; nothing is asked. The arrow keys scroll where the window is low, Esc closes."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("rotation_rule_dialog")
        self.sheet = TallBody(self)
        self.lines: dict[str, DataLabel] = {}
        for key in PARTS:
            part = column(spacing=2)
            for name, role, tone in ((f"{key}.title", "strong", ""), (key, "body", "text2")):
                label = DataLabel(self.sheet, role=role, tone=tone)
                label.setWordWrap(True)
                self.lines[name] = label
                part.addWidget(label)
            self.sheet.body.addLayout(part)
        self.body.addStrut(self.width() - 2 * MARGIN)
        self.body.addWidget(self.sheet)
        self.answer.hide()
        self.cancel.installEventFilter(self)
        Retranslated(self, self._word)

    def ask(self) -> None:
        """Tell the rule from its beginning."""
        if not self.isVisible():
            self.sheet.verticalScrollBar().setValue(0)
            self.open()
            self.cancel.setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def _place(self) -> None:
        self.sheet.fit_into(self, self._host.height() - 2 * MARGIN)
        super()._place()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._scroll(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The one button would take the arrows for a way to other buttons.
        if watched is self.cancel and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._scroll(event)
        return super().eventFilter(watched, event)

    def _scroll(self, event: QKeyEvent) -> bool:
        """Scroll by a key; tell whether it is one that does."""
        bar = self.sheet.verticalScrollBar()
        steps = {
            Qt.Key.Key_Up: -STEP,
            Qt.Key.Key_Down: STEP,
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            bar.setValue(bar.value() + step)
        return step is not None

    def _word(self) -> None:
        self.set_title(tr("peopledialogs.rule.title"), tr("peopledialogs.rule.subtitle"))
        self.subtitle.setWordWrap(True)
        self.cancel.set_text(tr("peopledialogs.answer.close"))
        for name, label in self.lines.items():
            label.setText(tr(f"peopledialogs.rule.{name}"))
        if self.isVisible():
            self._place()
