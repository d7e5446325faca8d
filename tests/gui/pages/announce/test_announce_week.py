"""Telling people from the week's page: buttons, commands and checks; and how the dialog looks."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import sweep
from announce_hands import (
    ANNOUNCEMENT,
    CALL,
    INVITE,
    copied,
    marked,
    preview,
    show,
    text,
    type_template,
)
from desk_fixture import ask
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sheet_announce import WRONG, dialog, tell
from sheet_this_week import EARLIER, SMALL, Set, empty, long_text

from weeklypm.domain.announcing import AnnouncementKind, ChatStyle
from weeklypm.domain.values import Language
from weeklypm.gui import i18n, pictures, theme
from weeklypm.gui.pages.announce_dialog import AnnounceDialog
from weeklypm.services import demo, telling
from weeklypm.services.clock import HandClock
from weeklypm.services.week import this_week


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
