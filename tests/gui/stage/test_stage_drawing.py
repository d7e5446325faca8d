from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from stage_probe import RecordedChart, labels, pieces, texts
from stage_samples import Samples, sample_views

from weeklypm.domain import stage_slides as slides
from weeklypm.domain.stage import StageView
from weeklypm.domain.values import Language
from weeklypm.gui.stage.look import colours
from weeklypm.gui.stage.pieces import IconPiece, LanePiece, PanelPiece, PicturePiece, TextPiece
from weeklypm.gui.stage.window import StageWindow
from weeklypm.wording import say

Make = Callable[..., StageWindow]
STATES = list(sample_views(Language.EN))


def shown(make_stage: Make, state: str, language: Language = Language.EN, theme: str = "light") -> StageWindow:
    window = make_stage(language, theme)
    window.show_view(sample_views(language)[state])
    return window


def test_the_thumbnail_is_what_the_room_sees(make_stage: Make) -> None:
    window = shown(make_stage, "opening", theme="dark")
    thumbnail = window.grab_thumbnail(QSize(352, 198))
    assert thumbnail.size() == QSize(352, 198) * thumbnail.devicePixelRatio()
    assert thumbnail.toImage().pixelColor(3, 3).name() == colours("dark").ground.name()
    bright = [thumbnail.toImage().pixelColor(x, y).lightness() for x in range(18, 150) for y in range(30, 80)]
    assert max(bright) > 200


@pytest.mark.parametrize(
    ("size", "scene"),
    [
        ((1280, 720), (0, 0, 1280, 720)),
        ((1920, 1080), (0, 0, 1920, 1080)),
        ((1280, 1024), (0, 152, 1280, 720)),
        ((2000, 720), (360, 0, 1280, 720)),
        ((640, 360), (0, 0, 640, 360)),
    ],
)
def test_the_scene_scales_as_one_and_is_letterboxed(
    make_stage: Make, size: tuple[int, int], scene: tuple[int, int, int, int]
) -> None:
    window = shown(make_stage, "opening", theme="dark")
    window.show()
    window.resize(*size)
    slide = next(label for label in labels(window)).parentWidget()
    assert slide is not None
    assert (slide.mapTo(window, slide.rect().topLeft()).toTuple(), slide.size().toTuple()) == (scene[:2], scene[2:])
    image = window.grab().toImage()
    corners = [image.pixelColor(x, y) for x in (1, size[0] - 2) for y in (1, size[1] - 2)]
    assert {corner.name() for corner in corners} == {colours("dark").ground.name()}
    scale = scene[2] / 1280
    name = next(label for label in labels(window) if label.text() == "Weekly Postmortem")
    assert name.font().pixelSize() == pytest.approx(76 * scale, abs=1)
    assert name.x() == pytest.approx(64 * scale, abs=1)


def test_a_small_window_says_that_its_text_is_small(make_stage: Make) -> None:
    window = make_stage()
    window.resize(1280, 720)
    assert not window.text_is_small
    window.resize(1279, 719)
    assert not window.text_is_small or window.width() < 1279
    window.resize(1000, 720)
    assert window.text_is_small
    assert say(Language.EN, "stage.warning.small") == "Stage text is under 20 px"


def test_the_timeline_is_drawn_in_device_pixels_of_its_place(make_stage: Make, chart: RecordedChart) -> None:
    window = make_stage()
    window.resize(1920, 1080)
    window.show_view(sample_views(Language.EN)["talk"])
    ratio = window.devicePixelRatioF()
    assert chart.sizes[-1] == (round(1184 * 1.5 * ratio), round(344 * 1.5 * ratio))
    picture = next(piece for piece in pieces(window) if isinstance(piece, PicturePiece))
    assert picture.said == "Timeline up to 12:47"


def test_resizing_a_talk_draws_its_timeline_anew(make_stage: Make, chart: RecordedChart) -> None:
    window = make_stage()
    window.show()
    window.show_view(sample_views(Language.EN)["talk"])
    window.resize(640, 360)
    assert chart.sizes[-1] == (592, 172)


def test_the_timeline_is_drawn_anew_only_when_it_changed(make_stage: Make, chart: RecordedChart) -> None:
    window = make_stage()
    made = Samples(Language.EN)
    for left in (400, 300, 200):
        made.room = replace(made.room, seconds_left=left)
        window.show_view(made.told(4))
    assert (len(chart.sizes), "4 min left" in texts(window)) == (1, True)
    window.show_view(made.told(5))
    window.set_theme("dark")
    assert len(chart.sizes) == 3


def test_having_no_actions_or_no_decisions_is_said_beside_the_others(make_stage: Make) -> None:
    window, made = make_stage(), Samples(Language.EN)
    window.show_view(slides.read_back(made.decisions, [], None, made.room))
    assert {"Decisions", "No new actions. That is a valid result."} <= set(texts(window))
    window.show_view(slides.read_back([], made.promises, None, made.room))
    assert {"No decisions today. That is a result too.", "Actions", "Torii"} <= set(texts(window))


def test_opening_heights_follow_the_minutes(make_stage: Make) -> None:
    window = shown(make_stage, "opening")
    blocks = [piece for piece in pieces(window) if isinstance(piece, PanelPiece)]
    assert [block.bar for block in blocks] == [False, False, True, False, False]
    heights = [block.box.h + 5 for block in blocks]
    for height, minutes in zip(heights, (2, 3, 17, 4, 4), strict=True):
        assert height == pytest.approx(sum(heights) * minutes / 30, abs=1)
    assert any(isinstance(piece, IconPiece) and piece.icon == "message-circle" for piece in pieces(window))


def test_chips_are_filled_for_the_two_highest_priorities(make_stage: Make) -> None:
    drawn = pieces(shown(make_stage, "read_back"))
    chips = [piece for piece in drawn if isinstance(piece, PanelPiece) and piece.radius == 6]
    assert [(chip.fill, chip.outline) for chip in chips] == [("text", ""), ("text", ""), ("", "text")]
    inks = [piece.colour for piece in drawn if isinstance(piece, TextPiece) and piece.said in ("P1", "P2")]
    assert inks == ["ground", "ground", "text"]


def test_lanes_stand_beside_the_event_and_what_was_seen(make_stage: Make) -> None:
    lanes = [piece.lane.value for piece in pieces(shown(make_stage, "talk")) if isinstance(piece, LanePiece)]
    assert lanes == ["judgement", "signal"]


def test_a_picture_of_each_state_is_not_empty(make_stage: Make) -> None:
    for state in STATES:
        image = shown(make_stage, state).grab().toImage()
        seen = {QColor(image.pixel(x, y)).name() for x in range(0, 1280, 3) for y in range(0, 720, 3)}
        assert (len(seen) > 4) is (state != "blank"), state


def test_a_style_sheet_of_the_console_does_not_reach_it(make_stage: Make, qapp: QApplication) -> None:
    window = shown(make_stage, "read_back")
    before = window.grab().toImage()
    qapp.setStyleSheet("QWidget { background: #ff0000; color: #00ff00; border: 3px solid red; padding: 9px; }")
    try:
        assert window.grab().toImage() == before
    finally:
        qapp.setStyleSheet("")


def test_a_later_date_says_next_time(make_stage: Make) -> None:
    view: Any = sample_views(Language.EN)["close"]
    assert view.coming is not None
    late: StageView = replace(
        view, coming=replace(view.coming, in_a_week=False, held_on=date(2026, 9, 23), title="", kind=None)
    )
    window = make_stage()
    window.show_view(late)
    assert {"Next time", "Wed 23 Sep", "Topic to be chosen"} <= set(texts(window))


def test_the_timeline_is_shown_pixel_by_pixel(make_stage: Make, chart: RecordedChart) -> None:
    window = shown(make_stage, "talk")
    label = next(label for label in labels(window) if isinstance(label.piece, PicturePiece))
    assert isinstance(label.piece, PicturePiece)
    place = label.mapTo(window, label.rect().topLeft())
    drawn = window.grab().toImage().copy(place.x(), place.y(), label.width(), label.height())
    expected = label.piece.image.convertToFormat(drawn.format())
    assert drawn.size() == expected.size()
    assert drawn == expected
