"""What is seen is what is copied and marked: in any kind, style and language, for any team."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from announce_hands import (
    ACTIONS,
    ANNOUNCEMENT,
    CALL,
    INVITE,
    TODAY,
    copied,
    marked,
    preview,
    show,
    text,
)
from desk_fixture import Heard, ask
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sheet_announce import dialog, tell
from sheet_this_week import Set, empty

from weeklypm.domain.announcing import Announced, AnnouncementKind, ChatStyle
from weeklypm.domain.values import Language, message
from weeklypm.gui import i18n
from weeklypm.gui.pages.announce_text import Copies
from weeklypm.services import queue
from weeklypm.services.quiet import heard_teams
from weeklypm.services.week import this_week

LABEL = message("services.label.setup")
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("kind", list(AnnouncementKind))
def test_the_preview_is_what_is_copied_and_marked(shown: Set, kind: AnnouncementKind) -> None:
    heard = Heard(shown.desk)
    tell(kind, shown)
    assert preview(shown) == text(shown, kind)
    assert preview(shown)
    QTest.keyClick(dialog(shown), Qt.Key.Key_Return, CTRL)
    shown.settle()
    assert dialog(shown).isHidden()
    assert copied() == text(shown, kind)
    assert marked(shown) == [kind]
    assert [(i18n.tr(told), undo) for told, undo in heard.told] == [(i18n.tr(f"announcepage.copied.{kind}"), False)]


def test_ctrl_enter_copies_from_the_preview_and_from_the_template_too(shown: Set) -> None:
    tell(CALL, shown)
    dialog(shown).preview.setFocus()
    QTest.keyClick(dialog(shown).preview, Qt.Key.Key_Return, CTRL)
    shown.settle()
    assert copied() == text(shown, CALL)
    tell(ANNOUNCEMENT, shown)
    dialog(shown).ui.edit.click()
    source = dialog(shown).template.source
    before = source.toPlainText()
    QTest.keyClick(source, Qt.Key.Key_Return, CTRL)
    shown.settle()
    assert source.toPlainText() == before
    assert copied() == text(shown, ANNOUNCEMENT)


def test_asked_to_copy_while_the_text_is_still_written_it_waits_for_it(shown: Set) -> None:
    tell(CALL, shown)
    dialog(shown).ui.kind.choose(ACTIONS)
    dialog(shown).answer.click()
    assert copied() == ""
    shown.settle()
    assert copied() == text(shown, ACTIONS)
    assert marked(shown) == [ACTIONS]


def test_copying_is_not_on_the_undo_list(shown: Set) -> None:
    labels: list[object] = []
    shown.desk.operations.undo_changed.connect(lambda undo, _redo: labels.append(undo))
    tell(CALL, shown)
    dialog(shown).answer.click()
    shown.settle()
    assert marked(shown) == [CALL]
    assert labels == []


def test_nothing_is_copied_by_closing(shown: Set) -> None:
    tell(CALL, shown)
    dialog(shown).ui.kind.choose(ACTIONS)
    dialog(shown).answer.click()
    QTest.keyClick(dialog(shown), Qt.Key.Key_Escape)
    shown.settle()
    assert copied() == ""
    assert marked(shown) == []


def test_style_and_language_are_chosen_by_keys(shown: Set) -> None:
    tell(ANNOUNCEMENT, shown)
    found = dialog(shown)
    assert found.focusWidget() is found.ui.kind.button(ANNOUNCEMENT)
    QTest.keyClick(found.ui.style.button(ChatStyle.SLACK), Qt.Key.Key_Right)
    QTest.keyClick(found.ui.language.button(Language.EN), Qt.Key.Key_Right)
    shown.settle()
    assert preview(shown) == text(shown, ANNOUNCEMENT, ChatStyle.MARKDOWN, language=Language.JA)
    assert "**" in preview(shown)


def test_the_language_is_the_series_and_not_the_windows(shown: Set, qapp: QApplication) -> None:
    i18n.apply(qapp, "ja")
    tell(ANNOUNCEMENT, shown)
    assert dialog(shown).ui.language.value() == Language.EN
    assert "What is on:" in preview(shown)


def test_the_style_is_remembered_for_this_person_and_not_in_the_workspace(shown: Set, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "user.ini"), QSettings.Format.IniFormat)
    shown.week.telling.copies.remember_in(settings)
    tell(ANNOUNCEMENT, shown)
    dialog(shown).ui.style.choose(ChatStyle.PLAIN)
    shown.settle()
    settings.sync()
    again = Copies(shown.desk, shown.console)
    again.remember_in(QSettings(str(tmp_path / "user.ini"), QSettings.Format.IniFormat))
    assert again.style is ChatStyle.PLAIN


def test_a_style_that_is_no_longer_known_is_left_alone(shown: Set, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "user.ini"), QSettings.Format.IniFormat)
    settings.setValue("announce/style", "telegram")
    copies = Copies(shown.desk, shown.console)
    copies.remember_in(settings)
    assert copies.style is ChatStyle.SLACK


def test_the_preview_is_plain_text_that_can_be_chosen_and_not_typed_over(shown: Set) -> None:
    tell(CALL, shown)
    found = dialog(shown)
    QTest.keyClicks(found.preview, "typed")
    assert preview(shown) == text(shown, CALL)
    found.preview.selectAll()
    QTest.keyClick(found.preview, Qt.Key.Key_C, CTRL)
    assert copied() == text(shown, CALL)
    assert found.preview.document().toHtml().count("<a ") == 0


def test_the_team_heard_longest_ago_is_invited_first_and_another_can_be_chosen(shown: Set) -> None:
    teams = ask(shown.desk, heard_teams)
    tell(INVITE, shown)
    found = dialog(shown)
    assert found.ui.team.isVisible()
    assert found.ui.team.count() == len(teams)
    assert found.ui.team.currentText().startswith(teams[0].team.name)
    assert f"{teams[0].weeks} weeks ago" in found.ui.team.currentText()
    QTest.keyClick(found.ui.team, Qt.Key.Key_Down)
    shown.settle()
    assert found.ui.team.currentText().startswith(teams[1].team.name)
    assert preview(shown) == text(shown, INVITE, team_id=teams[1].team.id)
    found.answer.click()
    shown.settle()
    (row,) = ask(shown.desk, lambda reader: reader.find(Announced))
    assert (row.kind, row.team_id) == (INVITE, teams[1].team.id)


def test_the_teams_show_for_the_invitation_alone(shown: Set) -> None:
    tell(CALL, shown)
    assert dialog(shown).ui.invited.isHidden()
    dialog(shown).ui.kind.choose(INVITE)
    shown.settle()
    assert not dialog(shown).ui.invited.isHidden()
    dialog(shown).ui.kind.choose(TODAY)
    shown.settle()
    assert dialog(shown).ui.invited.isHidden()


def test_without_teams_a_sentence_stands_where_the_invitation_would(made: Set, qtbot: QtBot) -> None:
    empty(made)
    tell(INVITE, show(made, qtbot))
    found = dialog(made)
    assert "no team to invite" in found.preview_field.help.text()
    assert found.preview_field.help.isVisible()
    assert not found.preview_field.is_wrong()
    assert not found.preview.isVisible()
    assert not found.answer.isEnabled()
    found.ui.kind.choose(CALL)
    made.settle()
    assert found.preview.isVisible()
    assert not found.preview_field.help.isVisible()
    assert found.answer.isEnabled()


def test_what_changes_meanwhile_is_told_and_copied(shown: Set) -> None:
    tell(ANNOUNCEMENT, shown)
    week = ask(shown.desk, this_week)
    item = next(one for one in week.queue if one.id == week.agenda.main[0].item_id)
    assert item.title in preview(shown)
    shown.desk.operations.change(partial(queue.edit_item, item_id=item.id, title="Renamed meanwhile"), LABEL)
    shown.settle()
    assert "Renamed meanwhile" in preview(shown)
    dialog(shown).answer.click()
    shown.settle()
    assert "Renamed meanwhile" in copied()
