"""How the stage looks: colours from the theme tokens, and type roles at 1280x720 (visual.md sections 2 and 3)."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Final

from PySide6.QtGui import QColor, QFont

from weeklypm import assets
from weeklypm.domain.timeline import LANES, EventKind
from weeklypm.gui.fonts import FAMILIES

WIDTH: Final = 1280
HEIGHT: Final = 720
EDGE: Final = 48
LEAST: Final = 20
"""The smallest type, in stage pixels."""

THEMES: Final = ("light", "dark")


@dataclass(frozen=True)
class Colours:
    """Hold the stage's colours by token. ``text2`` may stand on plain ground only."""

    ground: QColor
    text: QColor
    text2: QColor
    pane: QColor
    highlight: QColor
    highlight_bar: QColor
    lanes: dict[EventKind, QColor]

    def of(self, token: str) -> QColor:
        """Return a colour by its token, e.g. ``text`` or ``highlight-bar``. Raises KeyError."""
        found = vars(self).get(token.replace("-", "_"))
        if not isinstance(found, QColor):
            raise KeyError(token)
        return found


@lru_cache(maxsize=2)
def colours(theme: str) -> Colours:
    """Return the stage's colours in ``light`` or ``dark``. Raises KeyError for another theme."""
    tokens: dict[str, dict[str, str]] = json.loads(assets.text("themes", "tokens.json"))
    stage, lanes = tokens[f"stage-{theme}"], tokens[f"lanes-{theme}"]
    names = [item.name for item in fields(Colours) if item.name != "lanes"]
    plain = {name: QColor(stage[name.replace("_", "-")]) for name in names}
    return Colours(**plain, lanes={lane: QColor(lanes[lane.value]) for lane in LANES})


@dataclass(frozen=True)
class Type:
    """Hold one type role: size and line height in stage pixels, weight from 100 to 900, tracking in percent.

    ``tabular`` digits have one width. Japanese is never tracked.
    """

    px: int
    line: int
    weight: int = 400
    tracking: float = 0
    tabular: bool = True

    def at(self, px: int) -> Type:
        """Return the role at another size, its line height in proportion."""
        return replace(self, px=px, line=round(self.line * px / self.px))

    def font(self) -> QFont:
        """Return the font at stage size."""
        made = QFont(list(FAMILIES))
        made.setPixelSize(self.px)
        made.setWeight(QFont.Weight(self.weight))
        made.setFeature(QFont.Tag("tnum"), int(self.tabular))
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + self.tracking)
        return made


CLOCK: Final = Type(84, 84, 600, tracking=-1, tabular=False)
NAME: Final = Type(76, 84, 700, tracking=-2)
ASK: Final = Type(56, 70, 700)
SENTENCE: Final = Type(42, 58, 700, tracking=-1)
MAIN: Final = Type(40, 50, 700, tracking=-1)
SLIDE: Final = Type(38, 52, 700)
PURPOSE: Final = Type(34, 46)
COMING: Final = Type(31, 40, 700)
QUESTION: Final = Type(30, 36, 700)
DECISION: Final = Type(28, 36, 500)
SINCE: Final = Type(28, 40)
BODY: Final = Type(26, 36)
HEADING: Final = Type(24, 32, 700)
ROW: Final = Type(24, 34)
CHECK: Final = Type(24, 30)
LABEL: Final = Type(23, 30)


def bold(role: Type, weight: int = 700) -> Type:
    """Return a type role in bold."""
    return replace(role, weight=weight)
