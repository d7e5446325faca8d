"""One display for console and stage: the strip, its places, and that leading goes on in it."""

from __future__ import annotations

import pytest
from meeting_hands import start, stored
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sheet_meeting import Set, to_the_talk

from weeklypm.domain.outcomes import Decision
from weeklypm.gui import single_screen
from weeklypm.gui.console import TITLE


class Display:
    """Be a display of a size, for the arithmetic of places."""

    def __init__(self, width: int, height: int, ratio: float = 1.0) -> None:
        self._room, self._ratio = QRect(0, 0, width, height), ratio

    def availableGeometry(self) -> QRect:  # noqa: N802  named as Qt does
        return self._room

    def size(self) -> object:
        return self._room.size()

    def devicePixelRatio(self) -> float:  # noqa: N802  named as Qt does
        return self._ratio


@pytest.mark.parametrize(
    ("display", "stage", "strip"),
    [
        (Display(1920, 1080), (0, 0, 1280, 720), (1280, 0, 360, 720)),
        (Display(1660, 900), (0, 0, 1280, 720), (1280, 0, 360, 720)),
        (Display(1440, 900), (0, 0, 1280, 720), (0, 720, 1440, 120)),
        (Display(1280, 700), (0, 0, 1031, 580), (0, 580, 1280, 120)),
        (Display(960, 600, 2.0), (0, 0, 640, 360), (640, 0, 320, 360)),
    ],
)
def test_the_strip_stands_beside_a_whole_stage_or_under_it(
    shown: Set, display: Display, stage: tuple[int, ...], strip: tuple[int, ...]
) -> None:
    place = single_screen.dock(shown.stage, display)
    assert shown.stage.geometry().getRect() == stage
    assert place.getRect() == strip


def test_the_strip_leads_the_meeting_and_gives_way_to_the_whole_console(shown: Set) -> None:
    to_the_talk(shown)
    shown.page.use_one_display()
    shown.settle()
    strip = shown.page.one_display.strip
    assert strip.isVisible()
    assert strip.windowTitle() == TITLE
    assert strip.timer.text() == shown.page.ui.timer.text()
    assert strip.cue.text() == shown.page.ui.cue.line.text()
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    QTest.keyClick(strip, Qt.Key.Key_Space)
    shown.settle()
    assert shown.controller.clock().paused
    QTest.keyClick(strip, Qt.Key.Key_D)
    QTest.keyClicks(strip.capture.field, "Said in the strip")
    QTest.keyClick(strip.capture.field, Qt.Key.Key_PageDown)
    QTest.keyClick(strip.capture.field, Qt.Key.Key_Return)
    shown.settle()
    assert [row.text for row in stored(shown, Decision)] == ["Said in the strip"]
    assert shown.controller.clock().step == 6
    strip.whole.click()
    assert not strip.isVisible()
    assert [row.text for row in shown.page.ui.recorded.rows()] == ["Said in the strip"]


def test_the_bar_is_no_higher_than_its_place(shown: Set) -> None:
    start(shown)
    shown.page.use_one_display()
    strip = shown.page.one_display.strip
    strip.stand(QRect(0, 0, 360, 720), beside=True)
    shown.settle()
    strip.stand(QRect(0, 0, 1280, single_screen.BAR), beside=False)
    shown.settle()
    assert strip.height() == single_screen.BAR
    assert not strip.recorded.isVisible()


def test_the_end_of_the_meeting_brings_the_console_back(shown: Set) -> None:
    start(shown)
    shown.page.use_one_display()
    shown.controller.close_meeting()
    shown.settle()
    assert not shown.page.one_display.strip.isVisible()
    shown.page.use_one_display()
    assert not shown.page.one_display.is_on
