from __future__ import annotations

from collections.abc import Callable

import component_sheet
import pytest
import sweep
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QInputMethodEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from weeklypm.gui import i18n, theme
from weeklypm.gui.widgets.banner import Banner
from weeklypm.gui.widgets.bar_strip import BarPart, BarStrip
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.capture_line import CaptureLine
from weeklypm.gui.widgets.chip import Chip, chip_width, priority_tone
from weeklypm.gui.widgets.clock_labels import MINUS, DelayFigure, ThinBar, TimerLabel
from weeklypm.gui.widgets.cue_card import CueCard
from weeklypm.gui.widgets.dialog import Dialog
from weeklypm.gui.widgets.empty_state import EmptyState
from weeklypm.gui.widgets.fields import Field
from weeklypm.gui.widgets.initials import initial
from weeklypm.gui.widgets.interventions import Intervention, InterventionGrid
from weeklypm.gui.widgets.labels import DataLabel, ElidedLabel, key_text, plain_tooltip
from weeklypm.gui.widgets.meeting_strip import NOT_HELD, MeetingFacts, MeetingStrip
from weeklypm.gui.widgets.page_header import PageHeader
from weeklypm.gui.widgets.reveal_bar import RevealBar, RevealStep
from weeklypm.gui.widgets.segmented import SegmentedControl
from weeklypm.gui.widgets.side_panel import PanelPage
from weeklypm.gui.widgets.thumbnail import ThumbnailView
from weeklypm.gui.widgets.toast import Toast

Show = Callable[..., QWidget]
MARKUP = '<b>high</b> <img src="file:///etc/passwd"> & more'


def test_data_is_never_taken_for_markup(show: Show) -> None:
    label = DataLabel(text=MARKUP)
    label.setTextFormat(Qt.TextFormat.RichText)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == MARKUP
    assert "<b>" not in plain_tooltip(MARKUP)
    assert plain_tooltip("plain") == "plain"


def test_elided_label_keeps_its_whole_text_for_readers(show: Show) -> None:
    label = ElidedLabel(text="A title that is far too long for the little room that it has" * 4)
    show(label)
    assert label.is_elided()
    assert label.text().startswith("A title")
    assert "A title" in label.toolTip()


@pytest.mark.parametrize(("keys", "shown"), [("Ctrl+K", "Ctrl K"), ("+", "+"), ("[", "["), ("PgDown", "PgDown")])
def test_keys_are_written_apart(keys: str, shown: str) -> None:
    assert key_text(keys) == shown


def test_button_heights_follow_the_variant(show: Show) -> None:
    heights = {variant: Button(variant=variant, text="x") for variant in ("primary", "secondary", "small")}
    show(*heights.values())
    assert [heights[name].height() for name in ("primary", "secondary", "small")] == [36, 32, 28]


def test_button_shows_an_ampersand_as_it_is() -> None:
    button = Button(text="R&D")
    assert button.text() == "R&&D"


def test_busy_button_keeps_its_width_and_takes_no_press(show: Show, qtbot: QtBot) -> None:
    button = Button(text="Record the change")
    show(button)
    before = button.width()
    button.set_busy(True)
    assert not button.isEnabled()
    qtbot.waitUntil(lambda: button.text() == "Saving…", timeout=2000)
    assert button.width() == before
    button.set_busy(False)
    assert (button.text(), button.isEnabled()) == ("Record the change", True)


def test_segmented_control_is_chosen_by_keys_and_tells(show: Show, qtbot: QtBot) -> None:
    control = SegmentedControl()
    control.set_options([("a", "One"), ("b", "Two")])
    show(control)
    assert control.value() == "a"
    control.button("a").setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(control.changed) as told:
        QTest.keyClick(control.button("a"), Qt.Key.Key_Right)
    assert told.args == ["b"]
    control.set_options([("a", "一"), ("b", "二")])
    assert control.value() == "b"
    control.set_value("no such")
    assert control.value() == "b"


def test_chip_says_its_text_and_fits_it(show: Show) -> None:
    chip = Chip(text="4 late", tone="danger")
    show(chip)
    assert chip.height() == 20
    assert chip.width() >= chip_width("4 late")
    assert [priority_tone(priority) for priority in ("P0", "P1", "P2", "P3")] == ["ink", "ink", "outline", "outline"]
    chip.set_chip("")
    assert not chip.isVisible()


def test_header_takes_three_buttons_and_no_more() -> None:
    header = PageHeader()
    for _ in range(3):
        header.add_button(Button(header))
    with pytest.raises(ValueError, match="three"):
        header.add_button(Button(header))
    header.deleteLater()


def test_banner_stays_hidden_until_it_speaks(show: Show, qtbot: QtBot) -> None:
    banner = Banner()
    show(banner)
    assert not banner.isVisible()
    banner.say("Display 2 is gone.", link="Show here")
    assert banner.isVisible()
    assert banner.accessibleName() == "Display 2 is gone."
    with qtbot.waitSignal(banner.followed):
        banner.link.click()


def test_toast_offers_one_undo_and_goes(show: Show, qtbot: QtBot) -> None:
    window = show(QWidget())
    toast = Toast(window)
    toast.say("Recorded", undo=True)
    assert toast.words() == "Recorded"
    with qtbot.waitSignal(toast.undo_requested):
        toast._undo.click()
    assert toast.words() == ""
    toast.say("Copied")
    assert not toast._undo.isVisible()
    assert toast._timer.interval() == 6000
    toast._timer.timeout.emit()
    assert toast.words() == ""


def test_field_shows_its_error_and_takes_it_back(show: Show) -> None:
    field = Field(QLineEdit())
    field.set_label("Due")
    field.set_help("When it is done")
    show(field)
    field.set_error("That day is in the past.")
    assert field.is_wrong()
    assert field.error.isVisible()
    assert not field.help.isVisible()
    assert "That day is in the past." in field.editor.accessibleDescription()
    field.set_error("")
    assert not field.is_wrong()
    assert (field.help.isVisible(), field.editor.accessibleName()) == (True, "Due")


def test_empty_state_begins(show: Show, qtbot: QtBot) -> None:
    empty = EmptyState()
    empty.say("No near misses yet", "Two sentences are enough.", "Add near miss")
    show(empty)
    with qtbot.waitSignal(empty.begun):
        empty.button.click()


def test_bar_is_in_proportion_to_minutes(show: Show) -> None:
    bar = BarStrip()
    bar.set_parts([BarPart("Open", 10), BarPart("Main", 30, main=True)])
    show(bar)
    first, second = bar.part_rects()
    assert second.width() == pytest.approx(3 * first.width())
    assert bar.accessibleName() == "Open: 10 min · Main: 30 min"


def test_bar_without_minutes_draws_nothing(show: Show) -> None:
    bar = BarStrip()
    bar.set_parts([BarPart("Open", 0)])
    show(bar)
    assert bar.part_rects()[0].width() == 0


def test_meeting_that_is_not_held_says_so_in_both_languages(show: Show, qapp: QApplication) -> None:
    strip = MeetingStrip()
    strip.set_meetings(
        [MeetingFacts("2 Sep", "Minase", "Open topic", now=True), MeetingFacts("23 Sep", "", "", NOT_HELD)]
    )
    show(strip)
    assert strip.cells()[0].accessibleName().endswith("this meeting")
    assert "not held" in strip.cells()[1].accessibleName()
    i18n.apply(qapp, "ja")
    qapp.processEvents()
    assert "お休み" in strip.cells()[1].accessibleName()
    strip.set_meetings([MeetingFacts("2 Sep", "Minase", "Open topic")])
    assert len(strip.cells()) == 1


def test_capture_records_on_enter_and_clears(show: Show, qtbot: QtBot) -> None:
    line = CaptureLine()
    show(line)
    line.set_kind("action")
    QTest.keyClicks(line.field, "  Page people by name  ")
    with qtbot.waitSignal(line.submitted) as told:
        QTest.keyClick(line.field, Qt.Key.Key_Return)
    assert told.args == ["action", "Page people by name"]
    assert line.text() == ""
    assert line.kind() == "action"


def test_capture_records_nothing_from_nothing(show: Show, qtbot: QtBot) -> None:
    line = CaptureLine()
    show(line)
    QTest.keyClicks(line.field, "   ")
    with qtbot.assertNotEmitted(line.submitted):
        QTest.keyClick(line.field, Qt.Key.Key_Return)


def test_enter_while_an_input_method_composes_records_nothing(show: Show, qtbot: QtBot) -> None:
    line = CaptureLine()
    show(line)
    line.field.setFocus()
    QTest.keyClicks(line.field, "DB ")  # what is typed already is in danger
    QApplication.sendEvent(line.field, QInputMethodEvent("けんさく", []))
    with qtbot.assertNotEmitted(line.submitted):
        QTest.keyClick(line.field, Qt.Key.Key_Return)
    confirmed = QInputMethodEvent("", [])
    confirmed.setCommitString("検索")
    QApplication.sendEvent(line.field, confirmed)
    with qtbot.waitSignal(line.submitted) as told:
        QTest.keyClick(line.field, Qt.Key.Key_Return)
    assert told.args == ["decision", "DB 検索"]


def test_capture_tells_while_typing_and_leaves_by_escape(show: Show, qtbot: QtBot) -> None:
    line = CaptureLine()
    show(line)
    line.field.setFocus()
    with qtbot.waitSignal(line.text_changed) as told:
        QTest.keyClick(line.field, "a")
    assert told.args == ["decision", "a"]
    line.show_read([("P1", "outline")])
    line.show_read([("P2", "outline"), ("9/16", "accent")])
    assert [chip.text() for chip in line._shown_chips] == ["P2", "9/16"]
    with qtbot.waitSignal(line.left):
        QTest.keyClick(line.field, Qt.Key.Key_Escape)
    assert not line.field.hasFocus()


def test_cue_shows_two_prompts_and_switches_its_own_language(show: Show, qtbot: QtBot) -> None:
    cue = CueCard()
    show(cue)
    cue.set_language("ja")
    cue.say("何を見ましたか？", ["一", "二", "三"])
    assert [label.text() for label in cue.prompts] == ["一", "二"]
    with qtbot.waitSignal(cue.language_chosen) as told:
        cue.languages.button("en").click()
    assert told.args == ["en"]
    cue.say("Next")
    assert not any(label.isVisible() for label in cue.prompts)


def test_intervention_shows_its_phrase(show: Show, qtbot: QtBot) -> None:
    grid = InterventionGrid()
    grid.set_items([Intervention("Blame", "What was known then?"), Intervention("Silence", "Who saw it first?")])
    show(grid)
    with qtbot.waitSignal(grid.shown):
        grid.press(2)
    assert grid.phrase.text() == "Who saw it first?"
    grid.set_items([Intervention("責める口調", "何が分かっていましたか"), Intervention("静か", "誰が先に見ましたか")])
    assert grid.phrase.text() == "誰が先に見ましたか"
    with qtbot.assertNotEmitted(grid.shown):
        grid.press(8)
    grid.clear()
    assert (grid.shown_number(), grid.phrase.isVisible()) == (0, False)


@pytest.mark.parametrize(
    ("left", "shown", "spoken"), [(402, "6:42", "6:42 left"), (0, "0:00", "0:00 left"), (-35, "+0:35", "0:35 over")]
)
def test_timer_counts_up_when_over(left: int, shown: str, spoken: str) -> None:
    timer = TimerLabel()
    timer.set_left(left)
    assert (timer.text(), timer.accessibleName()) == (shown, spoken)
    assert timer.property("tone") == ("warn" if left < 0 else "")


@pytest.mark.parametrize(
    ("late", "spoken", "tone"),
    [(90, "+1:30 late", "warn"), (0, "on time", "text2"), (-40, f"{MINUS}0:40 ahead", "text2")],
)
def test_delay_is_said_and_coloured(late: int, spoken: str, tone: str) -> None:
    delay = DelayFigure()
    delay.set_delay(late)
    assert delay.accessibleName() == spoken
    assert delay.figure.property("tone") == tone
    delay.deleteLater()


def test_thin_bar_warns_when_over() -> None:
    bar = ThinBar()
    bar.set_part(0.5)
    assert (bar.value(), bar.property("tone")) == (500, "")
    bar.set_part(1.5)
    assert (bar.value(), bar.property("tone")) == (1000, "warn")
    bar.deleteLater()


def test_reveal_bar_steps_only_where_there_is_something(show: Show, qtbot: QtBot) -> None:
    bar = RevealBar()
    show(bar)
    assert not bar.back.isEnabled()
    assert not bar.forward.isEnabled()
    bar.set_steps(
        None, RevealStep("12:47", "judgement", "Judgement", "Not load"), RevealStep("12:50", "action", "Action", "x")
    )
    assert bar.forward.isEnabled()
    assert "Not load" in bar.panes.accessibleName()
    with qtbot.waitSignal(bar.forward_requested):
        bar.forward.click()


def test_thumbnail_shows_its_picture_inside_its_frame(show: Show) -> None:
    view = ThumbnailView()
    picture = QPixmap(1280, 720)
    picture.fill(QColor("#123456"))
    view.set_picture(picture)
    view.set_words("Blank")
    show(view)
    assert view.size() == QSize(352, 198)
    assert view.grab().toImage().pixelColor(176, 99).name() == "#123456"
    assert view.accessibleName() == "What they see · Blank"
    view.set_narrow(True)
    assert view.size() == QSize(264, 149)


@pytest.mark.parametrize(("name", "sign"), [("minase", "M"), ("水無瀬", "水"), ("", "")])
def test_initial(name: str, sign: str) -> None:
    assert initial(name) == sign


def test_dialog_answers_cancels_and_gives_the_focus_back(show: Show, qtbot: QtBot) -> None:
    before = QLineEdit()
    window = show(before)
    before.setFocus()
    dialog = Dialog(window)
    dialog.set_title("Why does the date move?")
    reason = QLineEdit(dialog)
    dialog.body.addWidget(reason)
    dialog.answer.set_text("Record")
    dialog.open()
    assert reason.hasFocus()
    assert not dialog.isWindow()
    for expected in (dialog.cancel, dialog.answer, reason):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is expected
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert before.hasFocus()
    dialog.open()
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(reason, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_keys_reach_the_window_after_a_dialog_that_came_from_nowhere(show: Show) -> None:
    before = QLineEdit()
    window = show(before)
    before.setFocus()
    before.clearFocus()
    dialog = Dialog(window)
    reason = QLineEdit(dialog)
    dialog.body.addWidget(reason)
    dialog.open()
    assert reason.hasFocus()
    dialog.reject()
    now = QApplication.focusWidget()
    assert now is not None
    assert not dialog.isAncestorOf(now)


def test_panel_becomes_a_drawer_and_back(show: Show) -> None:
    page = PanelPage()
    page.set_name("Queue")
    head = QWidget(page.main)
    page.opener.setParent(head)
    show(page)
    assert page.panel.isVisible()
    page.set_narrow(True)
    assert not page.panel.isVisible()
    page.open_drawer()
    assert page.panel.isVisible()
    assert page.panel.geometry().right() == page.width() - 1
    page.close_drawer()
    assert not page.panel.isVisible()
    page.set_narrow(False)
    assert page.panel.isVisible()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("worn", [theme.LIGHT, theme.DARK])
def test_every_widget_is_named_reached_and_shows_its_focus(
    qapp: QApplication, qtbot: QtBot, language: str, worn: str
) -> None:
    theme.apply(qapp, worn)
    i18n.apply(qapp, language)
    page = component_sheet.sheet(language)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    assert sweep.faults(page) == []
