"""A sentence that stays in the page until what it says is solved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from weeklypm.gui.fonts import repolish
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.icon_label import IconLabel
from weeklypm.gui.widgets.labels import ElidedLabel


class Banner(QFrame):
    """Show an icon, a sentence and one link; hidden until it has something to say. Tones: warn, danger, accent, ok."""

    followed = Signal()
    """The link was pressed."""

    def __init__(self, parent: QWidget | None = None, *, tone: str = "warn", icon: str = "circle-alert") -> None:
        super().__init__(parent)
        self.setFixedHeight(sizes().banner)
        self.icon = IconLabel(self, icon=icon, token=_ink(tone), size=18)
        self.sentence = ElidedLabel(self, role="body")
        self.link = Button(self, variant="link")
        layout = row(self, spacing=12)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.addWidget(self.icon)
        layout.addWidget(self.sentence, 1)
        layout.addWidget(self.link)
        self.link.clicked.connect(self.followed)
        self.set_tone(tone)
        self.hide()

    def set_tone(self, tone: str) -> None:
        """Take another ground: warn, danger, accent or ok."""
        self.setProperty("soft", tone)
        self.icon.set_token(_ink(tone))
        repolish(self)

    def say(self, sentence: str, *, link: str = "", icon: str = "") -> None:
        """Show a sentence, with the text of its link if there is one."""
        self.sentence.setText(sentence)
        self.link.set_text(link)
        self.link.setVisible(bool(link))
        if icon:
            self.icon.set_icon(icon)
        self.setAccessibleName(sentence)
        self.show()


def _ink(tone: str) -> str:
    return tone if tone in {"danger", "ok", "accent"} else "text"
