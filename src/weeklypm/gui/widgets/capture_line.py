"""The line that records: a kind and one line of text, stored the moment Enter is pressed."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget
from typing_extensions import override

from weeklypm.gui.fonts import font, repolish
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.chip import Chip
from weeklypm.gui.widgets.labels import KeyHint
from weeklypm.gui.widgets.segmented import SegmentedControl

DECISION, ACTION, PARKING = "decision", "action", "parking"
KINDS = (DECISION, ACTION, PARKING)


class CaptureField(QLineEdit):
    """Take one line and know whether an input method is still composing in it."""

    composing = False

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class CaptureLine(QFrame):
    """Choose a kind, type, press Enter: ``submitted`` tells both, and the field is empty again.

    Enter while an input method composes is the input method's: it confirms a word and records nothing. Esc leaves.
    """

    submitted = Signal(str, str)
    """Kind (decision, action, parking) and text, without the space around it."""
    text_changed = Signal(str, str)
    """Kind and text while typing, to show what is read from it with ``show_read``."""
    left = Signal()
    """Esc was pressed: single keys are to work again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds = SegmentedControl(self, accent=True)
        self.field = CaptureField(self)
        self.field.setProperty("bare", True)
        self.field.setFont(font("body"))
        self._chips = row(spacing=4)
        self._shown_chips: list[Chip] = []
        self.hint = KeyHint(self, keys="Enter")
        layout = row(self, spacing=12)
        layout.setContentsMargins(8, 0, 12, 0)
        layout.addWidget(self.kinds)
        layout.addWidget(self.field, 1)
        layout.addLayout(self._chips)
        layout.addWidget(self.hint)
        self.setFixedHeight(sizes().capture)
        self.setFocusProxy(self.field)
        self._mark(focused=False)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._on_edited)
        self.kinds.changed.connect(self._on_kind)
        Retranslated(self, self._retranslate)

    def _retranslate(self) -> None:
        self.kinds.set_options([(kind, tr(f"gui.capture.{kind}")) for kind in KINDS])
        # The line gives its focus to the field, and Tab skips what stands in such a line before the field.
        for before, after in pairwise([self.field, *map(self.kinds.button, KINDS)]):
            QWidget.setTabOrder(before, after)
        self.kinds.setAccessibleName(tr("gui.capture.kind"))
        self.field.setPlaceholderText(tr("gui.capture.placeholder"))
        self.field.setAccessibleName(tr("gui.capture.field"))

    def kind(self) -> str:
        """Return the chosen kind."""
        return self.kinds.value()

    def set_kind(self, kind: str) -> None:
        """Choose a kind and go on typing."""
        self.kinds.set_value(kind)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._on_edited()

    def text(self) -> str:
        """Return what is typed."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Put a text back, such as one that could not be stored."""
        self.field.setText(text)
        self._on_edited()

    def show_read(self, chips: list[tuple[str, str]]) -> None:
        """Show what was read from the text as chips of (text, tone), before Enter."""
        for chip in self._shown_chips:
            chip.hide()
            chip.deleteLater()
        self._shown_chips = [Chip(self, text=text, tone=tone) for text, tone in chips]
        for chip in self._shown_chips:
            self._chips.addWidget(chip)

    def _on_kind(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited()

    def _on_edited(self) -> None:
        self.text_changed.emit(self.kind(), self.field.text())

    def _submit(self) -> None:
        text = self.field.text().strip()
        if text:
            self.field.clear()
            self.show_read([])
            self.submitted.emit(self.kind(), text)

    def _mark(self, *, focused: bool) -> None:
        self.setProperty("capture", "focus" if focused else "true")
        repolish(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._mark(focused=event.type() == QEvent.Type.FocusIn)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        if self.field.composing:
            return False
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._submit()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.field.clearFocus()
            self.left.emit()
            return True
        return False
