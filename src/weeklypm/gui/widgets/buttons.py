"""Buttons in the console's variants, and the busy state that keeps its width."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Property, Qt, QTimer
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from weeklypm.gui.fonts import font, repolish
from weeklypm.gui.i18n import tr
from weeklypm.gui.icons import IconKeeper
from weeklypm.gui.sizes import sizes

_BUSY_AFTER_MS: Final = 400
_GAP: Final = 4  # beside the 4 px that Qt itself leaves between icon and text
_FONTS: Final = {"primary": "strong", "link": "secondary", "small": "control", "search": "secondary"}
_TOKENS: Final = {"primary": "on-accent", "link": "accent", "accent": "accent", "toast": "surface", "search": "text3"}


def plain(text: str) -> str:
    """Return a text whose ``&`` is not taken for a shortcut mark."""
    return text.replace("&", "&&")


class Button(QPushButton):
    """Be pressed, in a variant: primary (36 px), secondary (32), small (28), accent, link, quiet, icon or search.

    Buttons take the keyboard's focus and not the mouse's, so that the frame is seen by those who use keys.
    """

    def __init__(
        self, parent: QWidget | None = None, *, text: str = "", variant: str = "secondary", icon: str = ""
    ) -> None:
        super().__init__(parent)
        self._variant = ""
        self._icon_name = ""
        self._spoken = ""
        self._busy_timer: QTimer | None = None
        self._icons = IconKeeper(self)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.set_variant(variant)
        self.set_text(text)
        self.set_icon(icon)

    def variant_name(self) -> str:
        """Return the variant."""
        return self._variant

    def set_variant(self, variant: str) -> None:
        """Wear another variant."""
        if variant == self._variant:
            return
        self._variant = variant
        self.setFont(font(_FONTS.get(variant, "control")))
        self.setFixedHeight(_height(variant))
        if variant == "icon":
            self.setFixedWidth(_height(variant))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_icon(self._icon_name)
        repolish(self)

    # Forms set the variant and the icon as properties; the names are those of the style sheet's selectors.
    variant = Property(str, variant_name, set_variant)

    def icon_name(self) -> str:
        """Return the icon's name, or an empty text."""
        return self._icon_name

    def set_icon(self, name: str) -> None:
        """Wear an icon by name; an empty name takes it off."""
        self._icon_name = name
        after = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        gap = 0 if self._variant == "icon" else _GAP
        self._icons.set(name, _TOKENS.get(self._variant, "text2"), sizes().icon, -gap if after else gap)

    def set_icon_after(self) -> None:
        """Wear the icon after the words, as an arrow that leads on."""
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.set_icon(self._icon_name)

    iconName = Property(str, icon_name, set_icon)  # noqa: N815  a property of forms

    def set_text(self, text: str) -> None:
        """Show a text as it is, ``&`` included."""
        self._spoken = text
        self.setText(plain(text))

    def set_name(self, name: str) -> None:
        """Name a button that shows an icon only, for readers and as its tooltip."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001  a state
        """Say that work is going on once it takes longer than 400 ms; the width stays, and presses are not taken."""
        if self._busy_timer is None:
            self._busy_timer = QTimer(self, singleShot=True, interval=_BUSY_AFTER_MS)
            self._busy_timer.timeout.connect(self._say_busy)
        if busy:
            self.setFixedWidth(self.width())
            self._busy_timer.start()
        else:
            self._busy_timer.stop()
            self.setMinimumWidth(0)
            self.setMaximumWidth(16777215)
            self.setText(plain(self._spoken))
        self.setEnabled(not busy)

    def _say_busy(self) -> None:
        self.setText(tr("gui.button.busy"))


def _height(variant: str) -> int:
    size = sizes()
    heights = {"primary": size.button_primary, "small": size.button_small, "link": 22, "search": 32, "toast": 28}
    return heights.get(variant, size.button)
