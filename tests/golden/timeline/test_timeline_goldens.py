"""Timelines compared with pictures that were looked at and found good.

``WEEKLYPM_GOLDENS=write`` draws them anew; look at each before committing it.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from timeline_cases import lunchtime, many, told, with_everything

from weeklypm.charts import timeline
from weeklypm.charts.picture import StyleName, TimelinePicture

FOLDER = Path(__file__).parent
COLOURS = 256
# Fewer colours are kept than drawn, and another build of FreeType may move an edge by a shade.
SHADE = 40
PART = 0.0005
MOST_BYTES = 3_000_000


def _cases() -> dict[str, TimelinePicture]:
    cases: dict[str, TimelinePicture] = {}
    for language in ("en", "ja"):
        story = lunchtime(language)
        cases[f"three-light-{language}"] = many(3, language, size=(720, 260), title=story.title)
        cases[f"lunchtime-light-{language}"] = lunchtime(
            language, size=(1174, 290), title="", current=story.events[4].id
        )
        cases[f"thirty-light-{language}"] = many(30, language, size=(1200, 330))
        cases[f"three-hundred-light-{language}"] = many(300, language, size=(1200, 330))
        stage = told(story, 5, style=StyleName.STAGE_DARK, size=(1184, 340), title="")
        cases[f"talk-stage-dark-{language}"] = stage
        cases[f"thirty-stage-dark-{language}"] = told(
            many(30, language, style=StyleName.STAGE_DARK, size=(1776, 510), scale=1.5), 30
        )
    cases["three-thousand-dark-en"] = many(3000, hours=60, style=StyleName.DARK, size=(1200, 330))
    cases["everything-light-en"] = with_everything(size=(1174, 360))
    cases["everything-stage-light-en"] = told(
        with_everything(style=StyleName.STAGE_LIGHT, size=(1184, 380), title="", current=None), 17
    )
    return cases


CASES = _cases()


def pixels(content: bytes) -> NDArray[np.int16]:
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"), np.int16)


def differing(one: NDArray[np.int16], other: NDArray[np.int16]) -> float:
    """Return the part of the pixels whose colours lie apart by more than a shade."""
    return float((np.abs(one - other).max(axis=2) > SHADE).mean())


def _write(path: Path, content: bytes) -> None:
    few = Image.open(io.BytesIO(content)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


@pytest.mark.parametrize("name", CASES)
def test_picture_is_as_it_was(name: str, tmp_path: Path) -> None:
    path, content = FOLDER / f"{name}.png", timeline.png(CASES[name])
    if os.environ.get("WEEKLYPM_GOLDENS") == "write":
        _write(path, content)
    drawn, kept = pixels(content), pixels(path.read_bytes())
    assert drawn.shape == kept.shape
    part = differing(drawn, kept)
    if part > PART:
        (tmp_path / path.name).write_bytes(content)
    assert part <= PART, f"{part:.2%} of the pixels differ; drawn: {tmp_path / path.name}"


def test_a_moved_label_would_be_noticed() -> None:
    drawn = pixels(timeline.png(CASES["lunchtime-light-en"]))
    moved = drawn.copy()
    moved[76:98, 520:660] = np.roll(moved[76:98, 520:660], 3, axis=1)
    assert differing(drawn, moved) > PART


def test_pictures_stay_small_and_none_is_left_over() -> None:
    kept = list(FOLDER.glob("*.png"))
    assert sum(path.stat().st_size for path in kept) < MOST_BYTES
    assert {path.stem for path in kept} == set(CASES)
