"""Sizes of the console in pixels: spaces, heights, widths and the type scale, read from resources/themes/sizes.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from weeklypm import assets


@dataclass(frozen=True)
class Spaces:
    """Hold the steps of the 4 px grid."""

    xs: int
    s: int
    m: int
    l: int  # noqa: E741  the common name of the step
    xl: int
    xxl: int


@dataclass(frozen=True)
class TypeRole:
    """Hold one role of the type scale: font and line height in pixels, weight from 100 to 900."""

    px: int
    line: int
    weight: int


@dataclass(frozen=True)
class Sizes:
    """Hold every size that widgets share, in pixels; ``window_min`` is width and height."""

    space: Spaces
    radius: int
    radius_small: int
    radius_bar: int
    top_bar: int
    rail: int
    rail_narrow: int
    panel: int
    panel_wide: int
    panel_narrow: int
    button: int
    button_primary: int
    button_small: int
    input: int
    nav_item: int
    row: int
    row_tight: int
    queue_row: int
    chip: int
    capture: int
    key_bar: int
    banner: int
    icon: int
    dialog: int
    palette: int
    palette_top: int
    narrow_below: int
    window_min: tuple[int, int]
    type: dict[str, TypeRole]


@lru_cache(maxsize=1)
def sizes() -> Sizes:
    """Return the sizes as they were built with the package."""
    raw: dict[str, Any] = json.loads(assets.text("themes", "sizes.json"))
    raw["space"] = Spaces(**raw["space"])
    raw["window_min"] = tuple(raw["window_min"])
    raw["type"] = {role: TypeRole(*numbers) for role, numbers in raw["type"].items()}
    return Sizes(**raw)
