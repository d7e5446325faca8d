"""Templates of texts: seen while they are typed, never blocking, kept and taken back; nothing typed is lost."""

from __future__ import annotations

import pytest
from announce_hands import (
    CALL,
    TODAY,
    copied,
    preview,
    text,
    type_template,
)
from desk_fixture import ask
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sheet_announce import WRONG, dialog, tell
from sheet_this_week import Set

from weeklypm.domain.announcing import AnnouncementTemplate
from weeklypm.domain.values import Language
from weeklypm.storage import Unit

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_draft_is_seen_at_once_and_copied_without_being_kept(shown: Set) -> None:
    tell(TODAY, shown)
    dialog(shown).ui.edit.click()
    assert dialog(shown).focusWidget() is dialog(shown).template.source
    type_template(shown, "Come to {{ series }}!")
    assert preview(shown) == "Come to Weekly Postmortem!"
    dialog(shown).answer.click()
    shown.settle()
    assert copied() == "Come to Weekly Postmortem!"
    assert ask(shown.desk, lambda reader: reader.count(AnnouncementTemplate)) == 0


def test_typing_is_answered_by_itself(shown: Set, qtbot: QtBot) -> None:
    tell(TODAY, shown)
    dialog(shown).ui.edit.click()
    dialog(shown).template.source.setPlainText("Hello")
    assert preview(shown) != "Hello"
    qtbot.waitUntil(lambda: preview(shown) == "Hello")


def test_a_wrong_template_says_where_and_the_last_good_text_stays(shown: Set) -> None:
    tell(TODAY, shown)
    dialog(shown).ui.edit.click()
    type_template(shown, "Come to {{ series }}!")
    type_template(shown, WRONG)
    field = dialog(shown).template.field
    assert field.is_wrong()
    assert "3" in field.error.text()
    assert preview(shown) == "Come to Weekly Postmortem!"
    assert not dialog(shown).preview_field.is_wrong()
    type_template(shown, "Good again")
    assert not field.is_wrong()
    assert preview(shown) == "Good again"


def test_the_last_good_text_is_not_that_of_another_kind(shown: Set) -> None:
    tell(TODAY, shown)
    dialog(shown).ui.edit.click()
    type_template(shown, WRONG)
    dialog(shown).ui.kind.choose(CALL)
    shown.settle()
    assert preview(shown) == text(shown, CALL)
    dialog(shown).ui.kind.choose(TODAY)
    shown.settle()
    assert preview(shown) == ""
    assert not dialog(shown).answer.isEnabled()
    assert dialog(shown).template.source.toPlainText() == WRONG


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in topics %}" * 9 + "{{ 'x' }}" + "{% endfor %}" * 9,
        "{{ ''.__class__.__mro__ }}",
        "{% include '/etc/passwd' %}",
        "{{ " + "(" * 300,
        "\u3000 \u200b",
    ],
)
def test_no_template_blocks_the_window_or_reaches_out(shown: Set, source: str) -> None:
    tell(CALL, shown)
    dialog(shown).ui.edit.click()
    good = preview(shown)
    type_template(shown, source)
    assert dialog(shown).template.source.toPlainText() == source
    if dialog(shown).template.field.is_wrong():
        assert preview(shown) == good
    assert "root:" not in preview(shown)


def test_a_template_is_kept_used_taken_back_and_kept_again(shown: Set) -> None:
    tell(TODAY, shown)
    found = dialog(shown)
    found.ui.edit.click()
    built_in = found.template.source.toPlainText()
    assert not found.ui.save.isEnabled()
    assert not found.ui.reset.isEnabled()
    type_template(shown, "Come to {{ series }}!")
    found.ui.save.click()
    shown.settle()
    assert found.template.field.label.text() == "Template: your own"
    assert found.ui.kept.text() == "Saved."
    assert text(shown, TODAY) == "Come to Weekly Postmortem!"
    found.ui.undo.click()
    shown.settle()
    assert found.template.source.toPlainText() == built_in
    assert text(shown, TODAY) == preview(shown) != "Come to Weekly Postmortem!"


def test_the_built_in_template_comes_back_and_undo_brings_the_own_one(shown: Set) -> None:
    tell(TODAY, shown)
    found = dialog(shown)
    found.ui.edit.click()
    built_in = found.template.source.toPlainText()
    type_template(shown, "Mine")
    found.ui.save.click()
    shown.settle()
    found.ui.reset.click()
    shown.settle()
    assert found.template.source.toPlainText() == built_in
    assert found.ui.kept.text() == "Built-in again."
    found.ui.undo.click()
    shown.settle()
    assert found.template.source.toPlainText() == "Mine"
    assert preview(shown) == "Mine"


def test_a_wrong_template_is_not_kept_and_stays_as_typed(shown: Set) -> None:
    tell(TODAY, shown)
    found = dialog(shown)
    found.ui.edit.click()
    type_template(shown, WRONG)
    found.ui.save.click()
    shown.settle()
    assert found.template.field.is_wrong()
    assert found.template.source.toPlainText() == WRONG
    assert ask(shown.desk, lambda reader: reader.count(AnnouncementTemplate)) == 0


def test_a_kept_template_that_no_longer_works_is_told_and_the_built_in_one_stands_in(shown: Set) -> None:
    built_in = text(shown, TODAY)

    def keep(unit: Unit) -> None:
        unit.add(AnnouncementTemplate(**unit.stamp(), kind=TODAY, language=Language.EN, text=WRONG))

    shown.change(keep)
    tell(TODAY, shown)
    found = dialog(shown)
    assert found.preview_field.is_wrong()
    assert preview(shown) == built_in
    found.answer.click()
    shown.settle()
    assert copied() == built_in


def test_a_draft_outlives_other_kinds_languages_and_closing(shown: Set) -> None:
    tell(TODAY, shown)
    found = dialog(shown)
    found.ui.edit.click()
    type_template(shown, "Half a thought")
    found.ui.kind.choose(CALL)
    shown.settle()
    assert found.template.source.toPlainText() != "Half a thought"
    assert found.template.field.label.text() == "Template: built-in"
    found.reject()
    tell(TODAY, shown)
    assert found.template.source.toPlainText() == "Half a thought"
    assert preview(shown) == "Half a thought"
    found.ui.language.choose(Language.JA)
    shown.settle()
    assert preview(shown) == text(shown, TODAY, language=Language.JA)


def test_a_draft_given_up_comes_back_by_the_fields_own_undo(shown: Set) -> None:
    tell(TODAY, shown)
    found = dialog(shown)
    found.ui.edit.click()
    QTest.keyClicks(found.template.source, "Hm ")
    draft = found.template.source.toPlainText()
    found.ui.reset.click()
    shown.settle()
    assert found.template.draft() is None
    found.template.source.setFocus()
    QTest.keyClick(found.template.source, Qt.Key.Key_Z, CTRL)
    assert found.template.source.toPlainText() == draft
    assert found.template.draft() == draft


def test_typing_when_the_workspace_closes_asks_nothing_of_it(shown: Set) -> None:
    tell(TODAY, shown)
    dialog(shown).ui.edit.click()
    before = preview(shown)
    dialog(shown).template.source.setPlainText("Too late")
    shown.desk.operations.release()
    dialog(shown)._throttle.timeout.emit()
    shown.settle()
    assert preview(shown) == before
