"""The bundled faces, the type roles of the console, and tabular digits, which style sheets cannot set."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QLabel, QWidget

from weeklypm import assets
from weeklypm.gui.sizes import sizes

# The same list, in the same order, as the charts and the exports use.
FAMILIES: Final = ("Inter", "BIZ UDPGothic")


def register() -> list[str]:
    """Register the bundled faces with Qt and return their family names; a second call adds nothing.

    Raises RuntimeError naming a file that Qt cannot read.
    """
    missing = set(FAMILIES) - set(QFontDatabase.families())
    if missing:
        for file in sorted(assets.path("fonts").iterdir()):
            if file.suffix in {".otf", ".ttf"} and QFontDatabase.addApplicationFont(str(file)) < 0:
                raise RuntimeError(file.name)
    return [family for family in FAMILIES if family in QFontDatabase.families()]


def font(role: str, *, weight: int = 0) -> QFont:
    """Return the font of a type role, e.g. ``title``, ``body``, ``label``; ``weight`` replaces the role's own."""
    style = sizes().type[role]
    made = QFont(list(FAMILIES))
    made.setPixelSize(style.px)
    made.setWeight(QFont.Weight(weight or style.weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def line_height(role: str) -> int:
    """Return the line height of a type role in pixels."""
    return sizes().type[role].line


def set_role(widget: QWidget, role: str, *, tone: str = "") -> None:
    """Give a widget the font of a type role and its colour.

    ``tone`` names another colour: ``text``, ``text2``, ``text3``, ``accent``, ``danger``, ``warn`` or ``ok``.
    """
    widget.setFont(font(role))
    widget.setProperty("role", role)
    if isinstance(widget, QLabel) and not widget.wordWrap():
        widget.setMinimumHeight(line_height(role))
    set_tone(widget, tone)


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a widget's text the colour of a token, or with an empty tone that of its role."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        repolish(widget)


def repolish(widget: QWidget) -> None:
    """Let the style sheet look again at a widget's properties."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
