"""How a meeting ends and is found again, and the page in other languages, themes and sizes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import sheet_meeting
import sweep
from desk_fixture import ask
from meeting_hands import start, stored
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sheet_meeting import LONG, SMALL, Set, stand, to_the_talk

from weeklypm.domain.meeting import Meeting, MeetingState, Note
from weeklypm.gui import i18n, theme
from weeklypm.gui.widgets.buttons import Button

# The end


def test_closing_asks_for_totals_and_refuses_more_ratings_than_people(shown: Set) -> None:
    start(shown)
    shown.page.ui.notes.setPlainText("kept by closing")
    shown.page.ask_to_close()
    dialog = shown.page.dialog
    dialog.heads.editor.setValue(3)
    for box, count in zip(dialog.counts, (0, 0, 1, 2, 1), strict=True):
        box.setValue(count)
    dialog.answer.click()
    assert dialog.isVisible()
    assert dialog._wrong.text() == "4 ratings for 3 people. Check both numbers."
    dialog.counts[4].setValue(0)
    dialog.answer.click()
    shown.settle()
    assert not shown.controller.is_live
    form = shown.page.ui
    assert form.stack.currentWidget() is form.closed
    meeting = ask(shown.desk, lambda reader: reader.get(Meeting, shown.controller.view.meeting.id))
    assert (meeting.state, meeting.ratings, meeting.headcount) == (MeetingState.CLOSED, (0, 0, 1, 2, 0), 3)
    assert [note.text for note in stored(shown, Note)] == ["kept by closing"]
    form.closed.reopen.click()
    shown.settle()
    assert form.stack.currentWidget() is form.running


@pytest.mark.parametrize(("name", "start_of_file"), [("notes.md", "# "), ("notes.html", "<!DOCTYPE html>")])
def test_notes_are_written_and_copied(shown: Set, qtbot: QtBot, tmp_path: Path, name: str, start_of_file: str) -> None:
    start(shown)
    shown.page.ui.capture.submitted.emit("decision", "Written down")
    shown.settle()
    shown.controller.close_meeting()
    shown.settle()
    target = tmp_path / "out" / name
    target.parent.mkdir()
    with qtbot.waitSignal(shown.page.export.said) as said:
        shown.page.export.write(shown.controller.view.meeting.id, target)
    assert said.args == [f"Written to {target}.", False]
    assert target.read_text("utf-8").startswith(start_of_file)
    assert "Written down" in target.read_text("utf-8")
    with qtbot.waitSignal(shown.page.export.said):
        shown.page.ui.closed.copy.click()
    assert "Written down" in QGuiApplication.clipboard().text()


def test_a_folder_that_is_gone_is_said_in_a_sentence(shown: Set, qtbot: QtBot, tmp_path: Path) -> None:
    start(shown)
    shown.controller.close_meeting()
    shown.settle()
    target = tmp_path / "gone" / "notes.md"
    with qtbot.waitSignal(shown.page.export.said) as said:
        shown.page.export.write(shown.controller.view.meeting.id, target)
    assert said.args[1]
    assert str(target) in said.args[0]
    assert list(tmp_path.glob("gone*")) == []


# Languages, themes, sizes, keyboard


def test_language_and_theme_are_switched_while_the_meeting_runs(shown: Set, qapp: QApplication) -> None:
    to_the_talk(shown)
    shown.page.ui.notes.setPlainText("stays")
    i18n.apply(qapp, "ja")
    theme.apply(qapp, theme.DARK)
    shown.settle()
    form = shown.page.ui
    assert form.overall.text() == "全体"
    assert form.kind.text() == "障害共有"
    assert form.notes_title.title.text() == "記録"
    assert form.interventions_title.title.text() == "声かけ"
    assert form.notes.toPlainText() == "stays"
    assert shown.stage.language == "en"


def test_a_small_window_keeps_everything_within_its_frame(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    with stand("en", theme.LIGHT, tmp_path / "w.db", SMALL) as shown:
        sheet_meeting.long_text(shown)
        form = shown.page.ui
        assert (shown.console.width(), shown.console.height()) == SMALL
        assert form.strip.isVisible()
        assert form.left.isHidden()
        assert form.notes.height() >= 96
        bottom = form.right.height()
        for widget in (form.timer, form.cue, form.interventions, form.thumbnail, form.names):
            assert widget.mapTo(form.right, widget.rect().bottomRight()).y() < bottom
            assert widget.mapTo(form.right, widget.rect().bottomRight()).x() < form.right.width()
        phrase = form.interventions.phrase
        assert phrase.height() >= phrase.heightForWidth(phrase.width())


def test_long_lines_are_cut_and_kept_whole(shown: Set) -> None:
    sheet_meeting.long_text(shown)
    assert shown.page.ui.recorded.rows()[0].text == LONG.strip()
    assert shown.console.width() == 1440


def test_everything_is_reached_by_keyboard_named_and_seen(shown: Set) -> None:
    sheet_meeting.talk(shown)
    assert sweep.unnamed(shown.page) == []
    assert sweep.unreached(shown.page) == []
    assert sweep.unseen(shown.page) == []
    assert len([each for each in sweep.focusable(shown.page) if isinstance(each, Button)]) >= 10


def test_a_segment_is_gone_to_by_its_row(shown: Set) -> None:
    to_the_talk(shown)
    segments = shown.page.ui.segments
    row = next(at for at, each in enumerate(segments.rows()) if each.name == "Questions")
    segments.setCurrentIndex(segments.model().index(row, 0))
    segments.setFocus()
    QTest.keyClick(segments, Qt.Key.Key_Return)
    shown.settle()
    assert shown.controller.clock().box == 2


def test_after_a_crash_the_meeting_is_found_in_the_same_part(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    with stand("en", theme.LIGHT, path) as shown:
        to_the_talk(shown)
        place = shown.controller.clock()
    with stand("en", theme.LIGHT, path) as again:
        again.clock.forward(timedelta(minutes=15))
        again.controller.resume()
        again.settle()
        clock = again.controller.clock()
        assert (clock.line, clock.box, clock.step) == (place.line, place.box, place.step)
        banner = again.page.ui.banner
        assert banner.sentence.text().startswith("Stopped at 16:")
        assert banner.isVisible()
        banner.link.click()
        assert banner.isHidden()
    with stand("en", theme.LIGHT, path) as late:
        late.clock.forward(timedelta(hours=3))
        late.controller.resume()
        late.settle()
        assert "was not ended" in late.page.ui.banner.sentence.text()
        late.page.ui.banner.other.click()
        assert late.page.dialog.isVisible()
        late.page.dialog.reject()
