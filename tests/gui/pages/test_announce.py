"""Telling people from the window: what is seen is what is copied, templates never block, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import sweep
from desk_fixture import Heard, ask
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sheet_announce import WRONG, dialog, tell
from sheet_this_week import EARLIER, SMALL, Set, empty, long_text, sample, stand

from weeklypm.domain.announcing import Announced, AnnouncementKind, AnnouncementTemplate, ChatStyle
from weeklypm.domain.values import Language
from weeklypm.gui import i18n, pictures, theme
from weeklypm.gui.pages.announce_dialog import AnnounceDialog
from weeklypm.gui.pages.announce_text import Copies
from weeklypm.services import demo, telling
from weeklypm.services.clock import HandClock
from weeklypm.services.quiet import heard_teams
from weeklypm.services.week import this_week
from weeklypm.storage import Unit

CALL, ANNOUNCEMENT, TODAY, INVITE, ACTIONS = AnnouncementKind
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def made(qapp: QApplication, tmp_path: Path) -> Iterator[Set]:
    """Stand in the window of an empty workspace, in English and light."""
    with stand("en", theme.LIGHT, tmp_path / "w.db") as found:
        QGuiApplication.clipboard().clear()
        yield found
    theme.apply(qapp, theme.LIGHT)
    i18n.apply(qapp, "en")


def show(shown: Set, qtbot: QtBot) -> Set:
    shown.console.show()
    qtbot.waitExposed(shown.console)
    shown.settle()
    return shown


@pytest.fixture
def shown(made: Set, qtbot: QtBot) -> Set:
    """Show the sample's week."""
    sample(made)
    return show(made, qtbot)


def copied() -> str:
    return QGuiApplication.clipboard().text()


def text(shown: Set, kind: AnnouncementKind, style: ChatStyle = ChatStyle.SLACK, **fields: object) -> str:
    return str(ask(shown.desk, partial(telling.tell, kind=kind, style=style, **fields)))


def preview(shown: Set) -> str:
    return str(dialog(shown).preview.toPlainText())


def marked(shown: Set) -> list[AnnouncementKind]:
    return [row.kind for row in ask(shown.desk, lambda reader: reader.find(Announced))]


def type_template(shown: Set, source: str) -> None:
    """Edit the template, and wait for what comes of it."""
    found = dialog(shown)
    found.template.source.setPlainText(source)
    found._write()
    shown.settle()


# Seeing and copying


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


# Inviting


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
    assert "no team to invite" in found.preview_field.error.text()
    assert not found.answer.isEnabled()
    found.ui.kind.choose(CALL)
    made.settle()
    assert not found.preview_field.is_wrong()
    assert found.answer.isEnabled()


# Templates


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


# The page around


def check_words(shown: Set) -> list[str]:
    return [line.words.text() for line in shown.week.checks.lines()]


def test_the_header_opens_either_text(shown: Set) -> None:
    for kind, name in ((CALL, "Call for topics"), (ANNOUNCEMENT, "Announce")):
        button = shown.week.telling.buttons[kind]
        assert button.text() == name
        QTest.keyClick(button, Qt.Key.Key_Space)
        shown.settle()
        assert dialog(shown).ui.kind.value() == kind
        dialog(shown).reject()


def test_each_kind_has_a_command(shown: Set) -> None:
    actions = {command.code: action for command, action in shown.console.commands.usable()}
    for kind in AnnouncementKind:
        actions[f"announcepage.command.{kind}"].trigger()
        shown.settle()
        assert preview(shown) == text(shown, kind)
        dialog(shown).reject()


def test_the_fourth_check_copies_at_one_press_in_the_remembered_style(shown: Set) -> None:
    shown.week.telling.copies.choose_style(ChatStyle.PLAIN)
    line = shown.week.checks.lines()[-1]
    assert line.words.text() == "Announcement not copied yet"
    assert shown.week.checks.count.text() == "2 of 4 ready"
    line.link.click()
    shown.settle()
    assert copied() == text(shown, ANNOUNCEMENT, ChatStyle.PLAIN)
    assert marked(shown) == [ANNOUNCEMENT]
    assert check_words(shown)[-1] == "Announcement copied"
    assert shown.week.checks.count.text() == "3 of 4 ready"
    assert line.link.isHidden()


@pytest.fixture
def earlier(made: Set, qtbot: QtBot) -> Set:
    """Show a new workspace on the Thursday before its first meeting but one."""
    empty(made)
    made.clock.forward(timedelta(days=1))
    return show(made, qtbot)


def test_the_call_for_topics_is_asked_for_from_three_working_days_before(earlier: Set) -> None:
    # The meeting is on Wednesday 9 September; three working days before it is Friday 4 September.
    assert ask(earlier.desk, this_week).day.isoformat() == "2026-09-09"
    assert "Call for topics is due" not in check_words(earlier)
    earlier.clock.forward(timedelta(days=1))
    earlier.week._on_minute()
    assert check_words(earlier)[-2:] == ["Call for topics is due", "Announcement not copied yet"]
    earlier.week.checks.lines()[-2].link.click()
    earlier.settle()
    assert marked(earlier) == [CALL]
    assert copied() == text(earlier, CALL)
    assert "Call for topics is due" not in check_words(earlier)
    assert len(check_words(earlier)) == 4


def test_announced_or_on_the_day_the_call_is_no_longer_asked_for(earlier: Set) -> None:
    earlier.clock.forward(timedelta(days=2))
    earlier.week._on_minute()
    assert "Call for topics is due" in check_words(earlier)
    earlier.change(partial(telling.mark_announced, kind=ANNOUNCEMENT, day=earlier.week._week.day))  # type: ignore[union-attr]
    assert "Call for topics is due" not in check_words(earlier)
    earlier.desk.operations.undo()
    earlier.settle()
    assert "Call for topics is due" in check_words(earlier)
    earlier.clock.forward(timedelta(days=4))
    earlier.week._on_minute()
    earlier.settle()
    assert "Call for topics is due" not in check_words(earlier)


def test_before_there_is_a_week_nothing_opens(made: Set, qtbot: QtBot) -> None:
    made.console.show()
    qtbot.waitExposed(made.console)
    made.week.telling.open(CALL)
    assert made.console.findChild(AnnounceDialog, "announce_dialog") is None


def test_the_whole_window_opens_it_from_any_page_and_keeps_the_style(tmp_path: Path, qtbot: QtBot) -> None:
    path = demo.make_workspace(tmp_path / "s.sqlite", HandClock(EARLIER), Language.EN)
    with pictures.shell_over(path, "en", EARLIER.isoformat()) as (shell, settle):
        shell.console.show_page("incidents")
        actions = {command.code: action for command, action in shell.console.commands.usable()}
        actions["announcepage.command.today"].trigger()
        settle()
        found = shell.console.findChild(AnnounceDialog, "announce_dialog")
        assert found is not None
        assert found.isVisible()
        assert found.preview.toPlainText()
        found.ui.style.choose(ChatStyle.MARKDOWN)
        settle()
        assert shell.settings_page.look._settings.value("announce/style") == ChatStyle.MARKDOWN.value


# Look


@pytest.mark.parametrize("spoken", ["en", "ja"])
def test_the_dialog_is_reached_by_keys_named_and_seen(shown: Set, qapp: QApplication, spoken: str) -> None:
    i18n.apply(qapp, spoken)
    tell(INVITE, shown)
    dialog(shown).ui.edit.click()
    shown.settle()
    assert sweep.faults(dialog(shown)) == []


def test_language_and_theme_change_while_it_is_open(shown: Set, qapp: QApplication) -> None:
    tell(ANNOUNCEMENT, shown)
    before = preview(shown)
    i18n.apply(qapp, "ja")
    theme.apply(qapp, theme.DARK)
    shown.settle()
    assert dialog(shown).title.text() == "みんなに知らせる"
    assert dialog(shown).answer.text() == "コピー"
    assert shown.week.telling.buttons[CALL].text() == "議題を募集"
    assert preview(shown) == before


@pytest.mark.parametrize("wrong", [False, True])
def test_it_fits_a_small_window_with_the_template_open(shown: Set, wrong: bool) -> None:
    shown.console.resize(*SMALL)
    tell(INVITE, shown)
    dialog(shown).ui.edit.click()
    if wrong:
        type_template(shown, WRONG)
    shown.settle()
    assert shown.console.rect().contains(dialog(shown).geometry())
    assert dialog(shown).height() <= SMALL[1] - 2 * 24


def test_long_names_do_not_widen_it(made: Set, qtbot: QtBot) -> None:
    long_text(made)
    tell(INVITE, show(made, qtbot))
    assert dialog(made).width() <= 568
    assert preview(made) == text(made, INVITE)
