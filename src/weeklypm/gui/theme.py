"""The two themes of the console: colour tokens, palette and style sheet, and their switch at run time.

The application wears one theme at a time and keeps its name, as it keeps its palette and font. So a widget made by a
form needs a parent and nothing else, and every widget hears of a switch by Qt's own StyleChange event.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from functools import lru_cache
from string import Template
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from weeklypm import assets
from weeklypm.gui import fonts
from weeklypm.gui.sizes import sizes

LIGHT: Final = "light"
DARK: Final = "dark"
SYSTEM: Final = "system"
CHOICES: Final = (SYSTEM, LIGHT, DARK)
LANES: Final = ("signal", "judgement", "action", "communication", "change", "recovery")

_PROPERTY: Final = "weeklypmTheme"
_DRESSED: Final = "weeklypmDressed"
_RGBA: Final = re.compile(r"rgba\((\d+),\s*(\d+),\s*(\d+),\s*([\d.]+)\)")


@dataclass(frozen=True)
class Theme:
    """Hold the colour tokens of one theme; ``lanes`` are the timeline's colours by lane."""

    name: str
    bg: QColor
    surface: QColor
    sunken: QColor
    hover: QColor
    sel: QColor
    border: QColor
    border2: QColor
    input: QColor
    text: QColor
    text2: QColor
    text3: QColor
    accent: QColor
    on_accent: QColor
    accent_soft: QColor
    danger: QColor
    danger_soft: QColor
    warn: QColor
    warn_soft: QColor
    ok: QColor
    ok_soft: QColor
    scrim: QColor
    data_neutral: QColor
    data_incident: QColor
    data_near_miss: QColor
    lanes: dict[str, QColor]

    def colour(self, token: str) -> QColor:
        """Return a colour by its token, e.g. ``text2``, ``on-accent`` or ``lane.signal``. Raises KeyError."""
        if token.startswith("lane."):
            return self.lanes[token.removeprefix("lane.")]
        found = getattr(self, _field(token), None)
        if not isinstance(found, QColor):
            raise KeyError(token)
        return found


def _field(token: str) -> str:
    return token.replace("-", "_").replace(".", "_")


def parse_colour(text: str) -> QColor:
    """Return the colour of ``#RRGGBB`` or ``rgba(r,g,b,alpha)``. Raises ValueError."""
    match = _RGBA.fullmatch(text)
    if match:
        return QColor(int(match[1]), int(match[2]), int(match[3]), round(float(match[4]) * 255))
    colour = QColor(text)
    if not colour.isValid():
        raise ValueError(text)
    return colour


@lru_cache(maxsize=2)
def load(name: str) -> Theme:
    """Return a theme by name, ``light`` or ``dark``, from the built tokens. Raises KeyError for another name."""
    tokens: dict[str, dict[str, str]] = json.loads(assets.text("themes", "tokens.json"))
    colours = {_field(token): parse_colour(text) for token, text in tokens[name].items()}
    lanes = {lane: parse_colour(tokens[f"lanes-{name}"][lane]) for lane in LANES}
    known: dict[str, Any] = {item.name: colours[item.name] for item in fields(Theme) if item.name in colours}
    return Theme(name=name, lanes=lanes, **known)


def current() -> Theme:
    """Return the theme that the application wears; light before one was applied."""
    app = QApplication.instance()
    name = app.property(_PROPERTY) if app is not None else None
    return load(str(name or LIGHT))


def resolve(app: QApplication, choice: str) -> str:
    """Return ``light`` or ``dark`` for a choice; ``system`` asks the desktop."""
    if choice != SYSTEM:
        return choice
    return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def apply(app: QApplication, choice: str) -> Theme:
    """Dress the application in ``light``, ``dark`` or ``system`` and return the theme worn."""
    fonts.register()
    worn = load(resolve(app, choice))
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setProperty(_PROPERTY, worn.name)
    app.setFont(fonts.font("body"))
    app.setPalette(palette(worn))
    for window in app.topLevelWidgets():
        if window.property(_DRESSED):
            window.setStyleSheet(style_sheet(worn))
    return worn


def dress(window: QWidget) -> None:
    """Give a window the style sheet of the current theme, and of every theme that is chosen later.

    The sheet is the window's and not the application's: the stage stays free of it, and a font set on a widget survives
    a switch (under an application's sheet Qt puts back the font of the first polish).
    """
    window.setProperty(_DRESSED, True)
    window.setStyleSheet(style_sheet(current()))


def palette(worn: Theme) -> QPalette:
    """Return the palette of a theme, for what Qt draws without the style sheet."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, colour in (
        (roles.Window, worn.bg), (roles.WindowText, worn.text), (roles.Base, worn.surface), (roles.Text, worn.text),
        (roles.AlternateBase, worn.surface), (roles.Button, worn.surface), (roles.ButtonText, worn.text),
        (roles.Highlight, worn.sel), (roles.HighlightedText, worn.text), (roles.PlaceholderText, worn.text3),
        (roles.ToolTipBase, worn.text), (roles.ToolTipText, worn.surface), (roles.Link, worn.accent),
        (roles.Accent, worn.accent), (roles.Mid, worn.border), (roles.Dark, worn.border2), (roles.Light, worn.surface),
    ):  # fmt: skip
        made.setColor(role, colour)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, worn.text3)
    return made


def style_sheet(worn: Theme) -> str:
    """Return the console's style sheet with the tokens of a theme filled in."""
    values = {item.name: _css(getattr(worn, item.name)) for item in fields(Theme) if item.name not in {"name", "lanes"}}
    size = sizes()
    numbers = {item.name: str(getattr(size, item.name)) for item in fields(size) if item.type == "int"}
    numbers["input_height"] = numbers.pop("input")
    return Template(assets.text("themes", "console.qss.template")).substitute(values | numbers)


def _css(colour: QColor) -> str:
    if colour.alpha() == 255:
        return colour.name()
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"


class ThemeKeeper(QObject):
    """Keep the chosen theme on the application and follow the desktop while the choice is ``system``."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        apply(app, choice)
        app.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def choice(self) -> str:
        """Return what was chosen: ``system``, ``light`` or ``dark``."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Wear another theme at once."""
        self._choice = choice
        apply(self._app, choice)
        self.changed.emit()

    @Slot()
    def _follow(self) -> None:
        if self._choice == SYSTEM:
            self.choose(SYSTEM)
