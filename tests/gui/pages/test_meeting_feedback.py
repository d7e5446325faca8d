"""After a meeting: the private card with times, ratings and two sentences; before one: tips, and 'I take it'."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
import sweep
from desk_fixture import ask
from meeting_hands import start, stored
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sheet_meeting import Set
from stage_probe import pieces
from turns_hands import DAY, dialog, send_all_away

from weeklypm.domain.feedback import Feedback
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.values import message
from weeklypm.gui import i18n
from weeklypm.gui.pages.feedback_card import FeedbackCard, PairBar
from weeklypm.gui.pages.lead_dialog import LeadDialog
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.services.feedback import keep_feedback

CANARY = "canary4711"
KEEP, TRY = "Counting to seven before the next question", "Let Kasuga finish"


def close(shown: Set, ratings: tuple[int, ...] = (0, 0, 1, 0, 3)) -> FeedbackCard:
    """Hold a meeting whose opening takes seven minutes, and close it."""
    start(shown)
    shown.forward(420)
    shown.controller.close_meeting(ratings)
    shown.settle()
    return shown.page.ui.closed.feedback


def texts(card: FeedbackCard) -> list[str]:
    return [label.text() for label in card.times.findChildren(DataLabel) if label.isVisibleTo(card) and label.text()]


def write(card: FeedbackCard, name: str, text: str) -> None:
    """Type a sentence and go on."""
    edit = card.edits[name]
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Tab)


def kept(shown: Set) -> list[tuple[str, str]]:
    return [(row.keep, row.try_next) for row in stored(shown, Feedback)]


def test_the_card_compares_each_part_with_its_plan(shown: Set) -> None:
    card = close(shown)
    assert card.isVisible()
    found = texts(card)
    assert found[:6] == ["Part", "Planned", "Real", "Open", "2:00", "7:00"]
    assert "+5:00" in found
    first = card.times.findChildren(PairBar)[-6]
    planned, real = first.bars()
    assert real.width() / planned.width() == pytest.approx(3.5)
    assert card.rated.text() == "4 ratings, mean 4.5, from 3 to 5  (1: 0 · 2: 0 · 3: 1 · 4: 0 · 5: 3)"
    assert card.icon.isVisible()


def test_nobody_rated_is_said(shown: Set) -> None:
    assert close(shown, ()).rated.text() == "Nobody rated this meeting."


def test_a_sentence_is_kept_when_its_field_is_left_and_taken_back_by_undo(shown: Set) -> None:
    card = close(shown)
    write(card, "keep", KEEP)
    assert card.edits["try_next"].hasFocus()
    shown.settle()
    assert kept(shown) == [(KEEP, "")]
    write(card, "try_next", TRY)
    shown.settle()
    assert kept(shown) == [(KEEP, TRY)]
    shown.desk.operations.undo()
    shown.settle()
    assert card.edits["try_next"].toPlainText() == ""
    assert card.edits["keep"].toPlainText() == KEEP


def test_what_is_being_typed_stays_while_the_other_field_is_stored(shown: Set) -> None:
    card = close(shown)
    write(card, "keep", KEEP)
    QTest.keyClicks(card.edits["try_next"], "half a")
    shown.settle()
    assert card.edits["try_next"].toPlainText() == "half a"


def test_a_sentence_that_is_too_long_is_refused_under_its_field_and_stays(shown: Set) -> None:
    card = close(shown)
    card.edits["keep"].setPlainText("k" * 501)
    card.keep("keep")
    shown.settle()
    field = card.fields["keep"]
    assert field.is_wrong()
    assert "501 letters" in field.error.text()
    assert card.edits["keep"].toPlainText() == "k" * 501
    card.edits["keep"].setPlainText("k" * 500)
    card.keep("keep")
    shown.settle()
    assert not field.is_wrong()


def test_reopening_and_closing_again_loses_no_sentence(shown: Set) -> None:
    card = close(shown)
    card.edits["keep"].setPlainText(KEEP)
    shown.page.ui.closed.reopen.click()
    shown.settle()
    assert shown.controller.is_live
    shown.controller.close_meeting()
    shown.settle()
    assert card.isVisible()
    assert card.edits["keep"].toPlainText() == KEEP
    assert kept(shown) == [(KEEP, "")]


def test_quitting_keeps_what_is_typed(shown: Set) -> None:
    card = close(shown)
    card.edits["try_next"].setPlainText(TRY)
    shown.page.keep_all()
    shown.settle()
    assert kept(shown) == [("", TRY)]


def test_the_card_speaks_both_languages_and_is_reached_by_keys(shown: Set, qapp: QApplication) -> None:
    card = close(shown)
    card.edits["keep"].setPlainText("stays")
    i18n.apply(qapp, "ja")
    shown.settle()
    assert card.title.text() == "自分のためのふりかえり"
    assert card.fields["keep"].label.text() == "続けたいこと"
    assert texts(card)[3] == "はじめ"
    assert card.edits["keep"].toPlainText() == "stays"
    assert sweep.faults(shown.page.ui.closed) == []


def on_stage(shown: Set) -> list[str]:
    """Return what the room could read, and what was copied."""
    return [*map(repr, pieces(shown.stage)), shown.stage.windowTitle(), QApplication.clipboard().text()]


def test_nothing_of_it_reaches_the_stage(shown: Set) -> None:
    card = close(shown)
    seen = on_stage(shown)
    for name in card.edits:
        write(card, name, f"{CANARY} {name}")
    shown.settle()
    shown.page.ui.closed.copy.click()
    shown.settle()
    seen += on_stage(shown)
    shown.clock.forward(timedelta(days=7))
    start(shown)
    for line in range(len(shown.controller.view.agenda.lines)):
        shown.controller.go_to(line)
        shown.settle()
        seen += on_stage(shown)
    assert any("Learning round" in text for text in seen)
    assert [text for text in seen if CANARY in text] == []


# Before the next one


def test_tips_stand_below_the_start_without_names(shown: Set) -> None:
    idle = shown.page.ui.idle
    assert not idle.tips.isVisible()
    last = ask(shown.desk, lambda reader: reader.find(Meeting, state=MeetingState.CLOSED, order_by=("held_on",)))[-1]
    keeping = partial(keep_feedback, meeting_id=last.id, keep=KEEP, try_next=TRY)
    shown.desk.operations.change(keeping, message("feedback.label.kept", day=last.held_on))
    shown.settle()
    assert idle.tips.isVisible()
    assert [line.text() for line in idle.tips.lines] == ["Try: Let person A finish", f"Keep: {KEEP}"]
    assert "Kasuga" not in " ".join(line.text() for line in idle.tips.lines)


def test_nobody_free_offers_to_take_it_and_still_to_start(shown: Set) -> None:
    idle = shown.page.ui.idle
    assert not idle.take.isVisible()
    send_all_away(shown, but="Torii")
    assert idle.hint.text().startswith("Nobody is free on 2 Sep. It is still held")
    assert idle.start.isEnabled()
    idle.take.click()
    asked = dialog(shown, LeadDialog)
    asked.answer.click()
    shown.settle()
    assert not idle.take.isVisible()
    row = ask(shown.desk, lambda reader: reader.first(Meeting, held_on=DAY))
    assert row.facilitator_id is not None


def test_a_meeting_that_nobody_took_is_started_all_the_same(shown: Set) -> None:
    send_all_away(shown)
    shown.page.ui.idle.start.click()
    shown.settle()
    assert shown.controller.is_live
    assert shown.controller.view.meeting.facilitator_id is None
