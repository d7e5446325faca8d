"""The timeline in a window: what is painted, chosen, zoomed, and heard, by mouse and by keys."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from timeline_cases import lunchtime, many, told

from weeklypm.charts import timeline
from weeklypm.charts.picture import StyleName, TimelinePicture
from weeklypm.charts.shapes import Role
from weeklypm.gui.widgets.timeline_canvas import TimelineCanvas

Show = Callable[[TimelinePicture], TimelineCanvas]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def shown(picture: TimelinePicture) -> TimelineCanvas:
        canvas = TimelineCanvas()
        qtbot.addWidget(canvas)
        canvas.resize(1174, 290)
        canvas.set_picture(picture)
        canvas.show()
        qtbot.waitExposed(canvas)
        return canvas

    return shown


def pixels(image: QImage) -> np.ndarray:
    plain = image.convertToFormat(QImage.Format.Format_RGBX8888)
    whole = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine() // 4, 4)
    return whole[:, : plain.width(), :3].astype(int)


def grabbed(canvas: TimelineCanvas) -> np.ndarray:
    canvas.clearFocus()
    return pixels(canvas.grab().toImage())


def spot(canvas: TimelineCanvas, event: UUID) -> QPoint:
    mark = next(mark for mark in canvas.composition.shapes.marks if event in mark.events)
    return QPoint(round(mark.x), round(mark.y))


def turn(canvas: TimelineCanvas, delta: QPoint, at: QPoint) -> None:
    place = QPointF(at)
    event = QWheelEvent(
        place, QPointF(canvas.mapToGlobal(at)), QPoint(), delta, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def span(canvas: TimelineCanvas) -> tuple[float, float]:
    axis = canvas.composition.axis
    assert axis is not None
    return axis.start, axis.end


def test_importing_the_canvas_imports_no_matplotlib() -> None:
    code = (
        "import sys, weeklypm.gui.widgets.timeline_canvas; print('matplotlib' in sys.modules, 'numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_window_shows_what_the_file_shows(show: Show, language: str) -> None:
    picture = lunchtime(language, title="", size=(1174, 290))
    seen = grabbed(show(picture))
    drawn = pixels(QImage.fromData(timeline.png(picture)))
    assert seen.shape == drawn.shape
    # Letters are drawn by another hand: their edges differ, their places do not.
    assert (np.abs(seen - drawn).max(axis=2) > 160).mean() < 0.004
    assert (seen.min(axis=2) < 100).sum() == pytest.approx((drawn.min(axis=2) < 100).sum(), rel=0.3)


def test_signs_without_a_bundled_font_are_drawn_too(show: Show) -> None:
    plain = lunchtime(title="")
    odd = replace(plain, events=(replace(plain.events[0], text="🔥 الخدمة"), *plain.events[1:]))
    assert (grabbed(show(odd)) != grabbed(show(plain))).any()


def test_a_click_on_a_marker_selects_its_event(show: Show, qtbot: QtBot) -> None:
    canvas = show(lunchtime())
    with qtbot.waitSignal(canvas.event_selected) as heard:
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=spot(canvas, UUID(int=3)))
    assert heard.args == [UUID(int=3)]
    assert canvas.picture.circled == UUID(int=3)
    assert len(canvas.composition.shapes.rings) == 1


def test_a_click_on_nothing_selects_nothing(show: Show, qtbot: QtBot) -> None:
    canvas = show(lunchtime())
    with qtbot.assertNotEmitted(canvas.event_selected):
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(1100, 60))


def test_clicks_on_a_shared_marker_take_its_events_in_turn(show: Show, qtbot: QtBot) -> None:
    canvas = show(many(300))
    shared = next(mark for mark in canvas.composition.shapes.marks if len(mark.events) == 2)
    heard: list[object] = []
    canvas.event_selected.connect(heard.append)
    for _ in range(3):
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=spot(canvas, shared.events[0]))
    assert set(heard[:2]) == set(shared.events)
    assert heard[2] == heard[0]


def test_keys_step_through_the_events_in_telling_order(show: Show, qtbot: QtBot) -> None:
    canvas = show(lunchtime())
    heard: list[object] = []
    canvas.event_selected.connect(heard.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(canvas, key)
    assert heard == [UUID(int=number) for number in (1, 2, 1, 1, 12, 1)]


def test_keys_that_mean_nothing_here_go_on(show: Show, qtbot: QtBot) -> None:
    canvas = show(lunchtime())
    before = span(canvas)
    qtbot.keyClick(canvas, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(canvas, Qt.Key.Key_B)
    assert span(canvas) == before
    assert canvas.picture.circled is None


def test_the_wheel_zooms_about_the_mouse_and_f_fits(show: Show, qtbot: QtBot) -> None:
    canvas = show(lunchtime())
    whole, place = span(canvas), spot(canvas, UUID(int=5))
    for _ in range(3):
        turn(canvas, QPoint(0, 120), place)
    near = span(canvas)
    assert near[1] - near[0] == pytest.approx((whole[1] - whole[0]) / 1.25**3)
    assert abs(spot(canvas, UUID(int=5)).x() - place.x()) <= 1
    qtbot.keyClick(canvas, Qt.Key.Key_F)
    assert span(canvas) == whole


def test_zoom_ends_at_half_a_minute_and_at_three_times_the_whole(show: Show, qtbot: QtBot) -> None:
    canvas = show(lunchtime())
    whole = span(canvas)[1] - span(canvas)[0]
    for _ in range(60):
        qtbot.keyClick(canvas, Qt.Key.Key_Up)
    assert span(canvas)[1] - span(canvas)[0] == pytest.approx(30, rel=0.01)
    for _ in range(90):
        qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert span(canvas)[1] - span(canvas)[0] == pytest.approx(3 * whole, rel=0.01)


def test_dragging_pans_and_selects_nothing(show: Show, qtbot: QtBot) -> None:
    canvas = show(lunchtime())
    start = spot(canvas, UUID(int=5))
    with qtbot.assertNotEmitted(canvas.event_selected):
        qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(canvas, start + QPoint(40, 0))
        qtbot.mouseMove(canvas, start + QPoint(120, 0))
        qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(120, 0))
    assert abs(spot(canvas, UUID(int=5)).x() - start.x() - 120) <= 1


def test_shift_with_arrows_pans(show: Show, qtbot: QtBot) -> None:
    canvas = show(lunchtime())
    before = span(canvas)
    qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert span(canvas)[0] > before[0]
    qtbot.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert span(canvas) == pytest.approx(before)


def test_panning_keeps_the_packed_story_and_zooming_packs_it_anew(show: Show) -> None:
    canvas = show(many(60))
    turn(canvas, QPoint(0, 120), canvas.rect().center())
    packed = canvas.composition.shapes.labels and canvas._packing._strip
    for step in (30, -80, 200):
        turn(canvas, QPoint(step, 0), canvas.rect().center())
        assert canvas.composition.shapes.labels
        assert canvas._packing._strip is packed
    turn(canvas, QPoint(0, 120), canvas.rect().center())
    assert canvas.composition.shapes.labels
    assert canvas._packing._strip is not packed


def test_a_canvas_used_for_long_paints_as_a_new_one(show: Show) -> None:
    canvas = show(many(60))
    grabbed(canvas)
    turn(canvas, QPoint(0, 120), canvas.rect().center())
    turn(canvas, QPoint(70, 0), canvas.rect().center())
    grabbed(canvas)
    canvas.set_picture(replace(canvas.picture, style=StyleName.DARK, title="Another look"))
    canvas.resize(900, 310)
    other = show(canvas.picture)
    other.resize(900, 310)
    assert np.array_equal(grabbed(canvas), grabbed(other))


def test_a_selected_event_out_of_view_is_brought_into_view(show: Show) -> None:
    canvas = show(lunchtime())
    for _ in range(6):
        turn(canvas, QPoint(0, 120), spot(canvas, UUID(int=12)))
    assert not any(UUID(int=1) in mark.events for mark in canvas.composition.shapes.marks)
    canvas.select(UUID(int=1))
    assert any(UUID(int=1) in mark.events for mark in canvas.composition.shapes.marks)


def test_many_changes_in_one_turn_draw_once(show: Show, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas, drawn = show(lunchtime()), []
    draw = FigureCanvasAgg.draw
    monkeypatch.setattr(FigureCanvasAgg, "draw", lambda agg: (drawn.append(agg), draw(agg)))
    for number in range(1, 9):
        canvas.select(UUID(int=number))
    qtbot.waitUntil(lambda: bool(drawn))
    QApplication.processEvents()
    assert len(drawn) == 1


def test_zoom_stays_while_the_incident_does(show: Show) -> None:
    canvas = show(lunchtime())
    turn(canvas, QPoint(0, 240), spot(canvas, UUID(int=5)))
    near = span(canvas)
    canvas.set_picture(lunchtime("ja", style=StyleName.DARK))
    assert span(canvas) == near
    other = lunchtime()
    canvas.set_picture(replace(other, events=tuple(replace(each, incident_id=UUID(int=8)) for each in other.events)))
    assert span(canvas) != near


def test_it_can_be_heard(show: Show, qtbot: QtBot) -> None:
    canvas = show(lunchtime("ja"))
    assert canvas.accessibleName() == "タイムライン 昼の検索が遅くなった"
    assert canvas.accessibleDescription().startswith("出来事 12件")
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.accessibleDescription().startswith("12:05・変更：索引 r119 を配信")


def test_keyboard_focus_can_be_seen(show: Show, qtbot: QtBot) -> None:
    canvas = show(lunchtime())
    canvas.activateWindow()
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    edge = canvas.grab().toImage().pixelColor(1, 100).name().upper()
    assert edge == "#3D52B8"


def test_a_canvas_of_the_stage_takes_neither_focus_nor_mouse(qtbot: QtBot) -> None:
    canvas = TimelineCanvas(interactive=False)
    qtbot.addWidget(canvas)
    assert canvas.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert canvas.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_a_talk_cannot_be_zoomed_into_its_future(show: Show) -> None:
    canvas = show(told(lunchtime(), 5, style=StyleName.STAGE_DARK))
    before = span(canvas)
    turn(canvas, QPoint(0, -480), QPoint(600, 100))
    assert span(canvas) == before


def test_labels_keep_their_places_whoever_draws(show: Show) -> None:
    canvas = show(lunchtime(size=(1174, 290)))
    from weeklypm.charts.typeface import Typeface

    plain = timeline.compose(replace(canvas.picture), Typeface())
    places = [(label.text, label.box) for label in plain.shapes.labels if label.role is Role.EVENT]
    assert places == [(label.text, label.box) for label in canvas.composition.shapes.labels if label.role is Role.EVENT]
