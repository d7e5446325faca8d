"""Small pieces of the meeting page: a button that shows its key, the turner of pages, a banner with two links."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from weeklypm.gui.i18n import tr
from weeklypm.gui.widgets.banner import Banner
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.icon_label import IconLabel
from weeklypm.gui.widgets.labels import DataLabel, KeyHint


class KeyButton(Button):
    """Be a button that shows an icon, its words and its key, all in its middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(self)
        self._icon.hide()
        self._words = DataLabel(self, role="control")
        self._key = KeyHint(self)
        self._row = row(self, spacing=6)
        self._row.setContentsMargins(6, 0, 6, 0)
        self._row.addStretch(1)
        for widget in (self._icon, self._words, self._key):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_key(self, keys: str, *, icon: str = "") -> None:
        """Show a key, and before the words an icon."""
        self._key.set_keys(keys)
        self._icon.set_icon(icon)
        self._icon.setVisible(bool(icon))

    @override
    def setText(self, text: str) -> None:
        """Show the words beside the key; forms and code both come here."""
        # Called by the base class before there is a label to show them in.
        if hasattr(self, "_words"):
            self._words.setText(text.replace("&&", "&"))
            self.setAccessibleName(text.replace("&&", "&"))
            self.updateGeometry()

    def words(self) -> str:
        """Return the words shown."""
        return self._words.text()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._row.sizeHint().width(), self.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class PageTurner(QWidget):
    """Turn the pages of a slide that does not fit on one."""

    turned = Signal(int)
    """By how many pages: 1 or -1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = Button(self, variant="icon", icon="arrow-left")
        self.forward = Button(self, variant="icon", icon="arrow-right")
        self.position = DataLabel(self, role="secondary", tone="text2")
        line = row(self, spacing=8)
        for widget in (self.back, self.position, self.forward):
            line.addWidget(widget)
        line.addStretch(1)
        self.back.clicked.connect(self._on_back)
        self.forward.clicked.connect(self._on_forward)

    def set_page(self, page: int, pages: int) -> None:
        """Show which page the room sees; hidden where there is only one."""
        self.position.setText(tr("meetingpage.page", page=page, pages=pages))
        self.back.set_name(tr("gui.reveal.back"))
        self.forward.set_name(tr("gui.reveal.forward"))
        self.back.setEnabled(page > 1)
        self.forward.setEnabled(page < pages)
        self.setVisible(pages > 1)

    def _on_back(self) -> None:
        self.turned.emit(-1)

    def _on_forward(self) -> None:
        self.turned.emit(1)


class TwoLinkBanner(Banner):
    """Say a sentence with up to two links; ``followed`` is the first, ``other_followed`` the second."""

    other_followed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.other = Button(self, variant="link")
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.other)
        self.other.clicked.connect(self.other_followed)
        self.other.hide()

    def ask(self, sentence: str, link: str, other: str = "", *, tone: str = "warn") -> None:
        """Show a sentence and its links."""
        self.set_tone(tone)
        self.say(sentence, link=link)
        self.other.set_text(other)
        self.other.setVisible(bool(other))
