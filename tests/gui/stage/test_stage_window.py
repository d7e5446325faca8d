from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot
from stage_probe import labels, texts, widgets
from stage_samples import Samples, sample_views, views_of

from weeklypm.domain.stage import BlankView
from weeklypm.domain.values import Language
from weeklypm.gui.stage.look import colours
from weeklypm.gui.stage.window import StageWindow

Make = Callable[..., StageWindow]
STATES = list(sample_views(Language.EN))


def shown(make_stage: Make, state: str, language: Language = Language.EN, theme: str = "light") -> StageWindow:
    window = make_stage(language, theme)
    window.show_view(sample_views(language)[state])
    return window


EXPECTED: dict[str, dict[Language, list[str]]] = {
    "opening": {
        Language.EN: [
            "Wednesday 9 September",
            "Weekly Postmortem",
            "Minase leads",
            "Open topic",
            "17 min",
            "Read-back and close",
        ],
        Language.JA: [
            "9月9日（水）",
            "週刊ポストモーテム",
            "進行 水無瀬さん",
            "フリートピック",
            "17分",
            "読み上げとおわり",
        ],
    },
    "actions": {
        Language.EN: ["Open actions", "P1", "Search", "14 days late", "blocked since 3 Sep", "7 min left"],
        Language.JA: ["アクションの確認", "P1", "検索", "14日超過", "9月3日から停止", "残り 7分"],
    },
    "talk": {
        Language.EN: ["Search was slow at lunch", "12:47", "16 min in", "Judgement", "responder A", "Visible then"],
        Language.JA: ["昼の検索が遅くなった", "12:47", "始まりから 16分", "判断", "対応者A", "見えていたもの"],
    },
    "topic": {
        Language.EN: ["Open topic", "Should staging alerts page at night?", "Torii brings it", "What have you tried?"],
        Language.JA: ["フリートピック", "話し手 鳥居さん", "試したことは？"],
    },
    "learning": {
        Language.EN: ["Learning round", "One thing that will change how you work?", "Who else should hear this?"],
        Language.JA: ["学びのラウンド", "明日から変わることを一つ。", "ほかに誰へ届けますか？"],
    },
    "read_back": {
        Language.EN: [
            "Today’s decisions and actions",
            "Decisions",
            "1",
            "P2",
            "Torii",
            "18 Sep",
            "Next week",
            "Hayami",
            "2 min left",
        ],
        Language.JA: [
            "今日の決定とアクション",
            "決定",
            "1",
            "P2",
            "鳥居さん",
            "9月18日",
            "来週",
            "速水さん",
            "残り 2分",
        ],
    },
    "read_back-nothing": {
        Language.EN: ["No decisions today. That is a result too."],
        Language.JA: ["今日の決定はありません。それも結果です。"],
    },
    "close": {
        Language.EN: ["Thank you", "Was it worth your time?", "last minute"],
        Language.JA: ["おつかれさまでした", "時間に見合いましたか？", "最後の1分"],
    },
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("state", EXPECTED)
def test_each_state_says_what_it_is_for(make_stage: Make, state: str, language: Language) -> None:
    said = texts(shown(make_stage, state, language))
    assert set(EXPECTED[state][language]) <= set(said)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_blank_shows_the_ground_and_nothing_else(make_stage: Make, theme: str) -> None:
    window = shown(make_stage, "opening", theme=theme)
    window.blank(True)
    image = window.grab().toImage()
    ground = colours(theme).ground
    assert {image.pixelColor(x, y).name() for x in range(0, 1280, 37) for y in range(0, 720, 31)} == {ground.name()}
    assert window.is_blank
    assert not any(label.isVisible() for label in labels(window))


def test_blank_keeps_the_view_and_brings_it_back(make_stage: Make) -> None:
    window = shown(make_stage, "opening")
    window.show()
    before = window.grab().toImage()
    window.blank(True)
    window.show_view(sample_views(Language.EN)["learning"])
    assert not texts(window)
    window.show_view(sample_views(Language.EN)["opening"])
    window.blank(False)
    assert window.grab().toImage() == before


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", Language)
def test_the_title_is_always_the_same(make_stage: Make, state: str, language: Language) -> None:
    assert shown(make_stage, state, language).windowTitle() == "SHARE THIS / 共有用 – weeklypm"


@pytest.mark.parametrize("state", STATES)
def test_nothing_in_it_takes_focus_hovers_scrolls_or_pops_up(make_stage: Make, state: str) -> None:
    window = shown(make_stage, state)
    for widget in widgets(window):
        assert widget.focusPolicy() == Qt.FocusPolicy.NoFocus
        assert not widget.toolTip()
        assert not isinstance(widget, QMenu | QAbstractScrollArea)
        assert widget is window or not widget.isWindow()
        assert not widget.actions()
    assert window.cursor().shape() == Qt.CursorShape.BlankCursor
    assert window.contextMenuPolicy() == Qt.ContextMenuPolicy.PreventContextMenu


def test_it_stays_one_window_through_all_states(make_stage: Make) -> None:
    window = make_stage()
    window.show()
    before = {id(widget) for widget in QApplication.topLevelWidgets()}
    identity = window.winId()
    for _ in range(2):
        for view in sample_views(Language.EN).values():
            window.show_view(view)
    assert {id(widget) for widget in QApplication.topLevelWidgets()} == before
    assert window.winId() == identity
    assert window.parent() is None


def test_a_state_left_behind_cannot_be_read(make_stage: Make) -> None:
    window = shown(make_stage, "opening")
    window.show_view(sample_views(Language.EN)["learning"])
    said = [getattr(widget, "text", str)() + widget.accessibleName() for widget in widgets(window)]
    assert not any("Weekly Postmortem" in text for text in said)


def test_keys_are_forwarded_and_do_nothing_else(make_stage: Make, qtbot: QtBot) -> None:
    window = shown(make_stage, "opening")
    heard: list[tuple[Any, ...]] = []
    window.key_pressed.connect(lambda *key: heard.append(key))
    window.show()
    QTest.keyClick(window, Qt.Key.Key_PageDown)
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert [key[:2] for key in heard if key[0] != Qt.Key.Key_Control] == [
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier),
    ]
    assert not window.is_blank


def test_a_view_that_cannot_be_drawn_keeps_the_last_frame_and_tells_the_console(make_stage: Make, qtbot: QtBot) -> None:
    window = shown(make_stage, "opening")
    before = (window.view, texts(window))
    broken = replace(sample_views(Language.EN)["learning"], left=replace(_minutes(), code="stage.no.such.code"))
    with qtbot.waitSignal(window.faulted, timeout=1000):
        window.show_view(broken)
    assert (window.view, texts(window)) == before


def _minutes() -> Any:
    left = sample_views(Language.EN)["learning"].left
    assert left is not None
    return left


def test_a_timeline_that_fails_keeps_the_last_frame(qtbot: QtBot) -> None:
    def fail(*_: object) -> QImage:
        raise ValueError("no picture")

    window = StageWindow(fail)
    qtbot.addWidget(window)
    window.show_view(sample_views(Language.EN)["opening"])
    with qtbot.waitSignal(window.faulted, timeout=1000):
        window.show_view(sample_views(Language.EN)["talk"])
    assert "Weekly Postmortem" in texts(window)


def test_its_screen_going_away_makes_it_blank_and_a_window(make_stage: Make, qtbot: QtBot, qapp: QApplication) -> None:
    window = shown(make_stage, "opening")
    window.showFullScreen()
    with qtbot.waitSignal(window.screen_lost, timeout=1000):
        qapp.screenRemoved.emit(window.screen())
    assert window.is_blank
    assert not window.isFullScreen()
    assert window.size() == QSize(1280, 720)


def test_another_screen_going_away_changes_nothing(make_stage: Make, qtbot: QtBot, qapp: QApplication) -> None:
    window = shown(make_stage, "opening")
    with qtbot.assertNotEmitted(window.screen_lost):
        qapp.screenRemoved.emit(window.screen())  # it is shown nowhere yet
    assert not window.is_blank


def test_what_the_room_sees_is_told_when_it_changes(make_stage: Make, qtbot: QtBot) -> None:
    window = make_stage()
    for change in (
        lambda: window.show_view(sample_views(Language.EN)["opening"]),
        lambda: window.blank(True),
        lambda: window.set_theme("dark"),
        lambda: window.set_language(Language.JA),
    ):
        with qtbot.waitSignal(window.changed, timeout=1000):
            change()


def test_language_and_theme_change_at_run_time(make_stage: Make) -> None:
    window = shown(make_stage, "learning")
    window.set_language(Language.JA)
    window.set_theme("dark")
    assert "学びのラウンド" in texts(window)
    assert window.grab().toImage().pixelColor(5, 5) == colours("dark").ground
    assert (window.language, window.theme) == (Language.JA, "dark")


def test_names_on_is_told_from_the_view(make_stage: Make) -> None:
    window = make_stage()
    for names_on in (True, False):
        window.show_view(views_of(Samples(Language.EN, names_on=names_on))["talk"])
        assert window.names_on is names_on


def test_closing_hides_it_and_it_can_be_shown_again(make_stage: Make, qtbot: QtBot) -> None:
    window = shown(make_stage, "opening")
    window.show()
    with qtbot.waitSignal(window.hidden_by_user, timeout=1000):
        window.close()
    assert not window.isVisible()
    window.show()
    assert "Weekly Postmortem" in texts(window)
    assert not window.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


def test_a_new_stage_is_blank(make_stage: Make) -> None:
    window = make_stage()
    assert window.is_blank
    assert isinstance(window.view, BlankView)


def test_it_survives_the_screens_of_the_application_changing(make_stage: Make, qapp: QApplication) -> None:
    window = shown(make_stage, "opening")
    window.show()
    assert isinstance(QGuiApplication.instance(), QGuiApplication)
    other = QWidget()
    other.deleteLater()
    qapp.screenRemoved.emit(None)
    assert not window.is_blank
