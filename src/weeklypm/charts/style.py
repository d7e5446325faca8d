"""Colours and sizes of a timeline, from the theme's tokens (visual.md sections 2 to 4)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from weeklypm import assets
from weeklypm.charts.picture import StyleName
from weeklypm.domain.timeline import LANES, EventKind


@dataclass(frozen=True)
class Palette:
    """Hold the colours of a look as ``#RRGGBB``; ``pane`` and ``rule`` are empty where the look has none."""

    ground: str
    text: str
    text2: str
    band1: str
    band2: str
    ribbon: str
    trail: str
    current: str
    pane: str
    rule: str
    lanes: Mapping[EventKind, str]


@dataclass(frozen=True)
class Style:
    """Hold a look at one scale: its palette and its sizes in px, the scale already in them."""

    palette: Palette
    stage: bool
    label: float
    lane: float
    tick: float
    title: float
    marker: float
    gap: float
    ribbon: float
    trail: float
    ring: float
    rule: float
    head: float
    lane_least: float
    lane_most: float
    lane_gap: float
    pad: float
    labels_most: int


CONSOLE_SIZES: dict[str, float] = {
    "label": 12, "lane": 13, "tick": 12, "title": 20, "marker": 14, "gap": 5, "ribbon": 3, "trail": 1.5, "ring": 2,
    "rule": 1, "head": 5, "lane_least": 16, "lane_most": 44, "lane_gap": 0, "pad": 8,
}  # fmt: skip
STAGE_SIZES: dict[str, float] = {
    "label": 21, "lane": 21, "tick": 21, "title": 36, "marker": 24, "gap": 9, "ribbon": 4, "trail": 3, "ring": 3,
    "rule": 3, "head": 7, "lane_least": 28, "lane_most": 56, "lane_gap": 4, "pad": 2,
}  # fmt: skip
STAGE_LABELS = 8
CONSOLE_LABELS = 10_000


def style_of(name: StyleName, scale: float = 1.0) -> Style:
    """Return a look with its sizes multiplied by a scale; a scale that is no positive number counts as 1."""
    factor = scale if 0 < scale < float("inf") else 1.0
    sizes = {key: value * factor for key, value in (STAGE_SIZES if name.stage else CONSOLE_SIZES).items()}
    most = STAGE_LABELS if name.stage else CONSOLE_LABELS
    return Style(palette=_palette(name), stage=name.stage, labels_most=most, **sizes)


@cache
def _tokens() -> dict[str, dict[str, str]]:
    tokens: dict[str, dict[str, str]] = json.loads(assets.text("themes", "tokens.json"))
    return tokens


def _palette(name: StyleName) -> Palette:
    tokens = _tokens()
    shade = "dark" if name in (StyleName.DARK, StyleName.STAGE_DARK) else "light"
    lanes = {kind: tokens[f"lanes-{shade}"][kind.value] for kind in LANES}
    if name.stage:
        return _stage(tokens[name.value], lanes)
    console = _console(tokens[shade], lanes)
    return console if name is not StyleName.PRINT else _print(console, tokens["stage-light"])


def _stage(tokens: dict[str, str], lanes: dict[EventKind, str]) -> Palette:
    ink = tokens["text"]
    return Palette(
        ground=tokens["ground"], text=ink, text2=tokens["text2"], band1=tokens["band1"], band2=tokens["band2"],
        ribbon=ink, trail=ink, current=ink, pane=tokens["pane"], rule="", lanes=lanes,
    )  # fmt: skip


def _console(tokens: dict[str, str], lanes: dict[EventKind, str]) -> Palette:
    return Palette(
        ground=tokens["surface"], text=tokens["text"], text2=tokens["text3"], band1=tokens["band1"],
        band2=tokens["band2"], ribbon=tokens["text2"], trail=tokens["text"], current=tokens["accent"], pane="",
        rule=tokens["border"], lanes=lanes,
    )  # fmt: skip


def _print(console: Palette, stage: dict[str, str]) -> Palette:
    """Return ink on white paper: the console's colours with the stage's blacker ink."""
    return Palette(
        ground=stage["ground"], text=stage["text"], text2=stage["text2"], band1=console.band1, band2=console.band2,
        ribbon=stage["text2"], trail=stage["text"], current=stage["text"], pane="", rule=console.rule,
        lanes=console.lanes,
    )  # fmt: skip
