"""Labels. All show plain text only: what people type or import is never taken for markup."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from weeklypm.gui.fonts import set_role, set_tone

BREAKS: Final = "breaks"
"""The property of a label that rather breaks a long word than cuts it off."""

_LONG: Final = re.compile(r"[\w-]{25,}", re.ASCII)

_ARROWS: Final = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


def breakable(text: str) -> str:
    """Return a text whose words of more than 24 letters may break anywhere, by zero-width spaces."""
    return _LONG.sub(lambda word: "\u200b".join(word[0]), text)


class DataLabel(QLabel):
    """Show text as it is, in a type role. Rich text is switched off for good."""

    def __init__(self, parent: QWidget | None = None, *, role: str = "body", tone: str = "", text: str = "") -> None:
        super().__init__(parent)
        super().setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        set_role(self, role, tone=tone)
        self.setText(text)

    @override
    def setTextFormat(self, _format: Qt.TextFormat) -> None:
        """Keep the text plain, whatever a form or a caller asks for."""

    @override
    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(breakable(text) if self.property(BREAKS) else text)

    def set_tone(self, tone: str) -> None:
        """Take the colour of a token, or with an empty tone that of the role."""
        set_tone(self, tone)

    def show_text(self, text: str) -> None:
        """Show a text, or hide while there is none."""
        self.setText(text)
        self.setVisible(bool(text))


class ElidedLabel(DataLabel):
    """Show one line that ends in an ellipsis where room is short; readers and the tooltip have the whole."""

    def __init__(self, parent: QWidget | None = None, *, role: str = "body", tone: str = "", text: str = "") -> None:
        super().__init__(parent, role=role, tone=tone, text=text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def is_elided(self) -> bool:
        """Tell whether the text does not fit."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(plain_tooltip(self.text()) if self.is_elided() else "")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(self.alignment()), shown)


def plain_tooltip(text: str) -> str:
    """Return a tooltip that shows a text as it is: Qt takes what looks like markup for markup."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<span>{escaped}</span>" if "<" in text or "&" in text else text


def key_text(sequence: str) -> str:
    """Return how a key is written on screen, e.g. ``Ctrl K`` for ``Ctrl+K``, in the system's own signs on macOS."""
    if sequence in _ARROWS:
        return _ARROWS[sequence]
    native = QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText) or sequence
    return native if native == "+" else native.replace("++", " +").replace("+", " ").strip()


class KeyHint(DataLabel):
    """Show a key in its little frame."""

    def __init__(self, parent: QWidget | None = None, *, keys: str = "") -> None:
        super().__init__(parent, role="key")
        self.setProperty("keyhint", True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedHeight(18)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_keys(keys)

    def set_keys(self, keys: str) -> None:
        """Show a key sequence written portably, e.g. ``Ctrl+K``."""
        self.setText(key_text(keys) if keys else "")
        self.setMinimumWidth(max(18, self.sizeHint().width()))


class SectionTitle(QWidget):
    """Head a section: title, a count or remark beside it, a remark at the right, and room for widgets there."""

    def __init__(self, parent: QWidget | None = None, *, title: str = "") -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self.title = DataLabel(self, role="section", text=title)
        self.count = DataLabel(self, role="body", tone="text2")
        self.remark = ElidedLabel(self, role="secondary", tone="text3")
        self.remark.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for widget in (self.title, self.count):
            self._row.addWidget(widget)
        self._row.addWidget(self.remark, 1)
        self.count.hide()

    def set_title(self, text: str) -> None:
        """Show the section's name."""
        self.title.setText(text)

    def set_count(self, text: str) -> None:
        """Show a count or short fact beside the title; an empty text hides it."""
        self.count.show_text(text)

    def set_remark(self, text: str) -> None:
        """Show a remark at the right."""
        self.remark.setText(text)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._row.addWidget(widget)
