"""The settings page: saved as one change, wrong values named under their field, everything reached by keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from desk_fixture import WEDNESDAY, Heard, ask, open_desk, settle, with_sample
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from weeklypm.domain.people import Person
from weeklypm.domain.values import Language
from weeklypm.gui import i18n, theme
from weeklypm.gui.pages.settings import SettingsPage
from weeklypm.services.clock import HandClock
from weeklypm.services.dates import series_of


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[SettingsPage]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.LIGHT)
    i18n.apply(app, Language.EN)
    with open_desk(tmp_path / "team.sqlite", HandClock(WEDNESDAY)) as desk:
        with_sample(desk)
        made = SettingsPage(desk, QSettings(str(tmp_path / "user.ini"), QSettings.Format.IniFormat))
        theme.dress(made)
        qtbot.addWidget(made)
        made.resize(1200, 800)
        made.show()
        settle(desk)
        yield made
    i18n.apply(app, Language.EN)


def test_the_meeting_is_saved_as_one_change_and_undone(page: SettingsPage) -> None:
    heard = Heard(page.desk)
    page.meeting.name.setText("  Learning hour ")
    page.meeting.minutes.setValue(45)
    page.meeting.save.click()
    settle(page.desk)
    series = ask(page.desk, series_of)
    assert (series.name, series.minutes) == ("Learning hour", 45)
    assert heard.told[-1][1]
    page.desk.operations.undo()
    settle(page.desk)
    assert ask(page.desk, series_of).name == "Weekly Postmortem"
    assert page.meeting.name.text() == "Weekly Postmortem"


@pytest.mark.parametrize(("field", "text"), [("name", ""), ("zone", "Mars/Olympus"), ("country", "QQ")])
def test_a_wrong_value_is_told_under_its_field_and_nothing_is_saved(page: SettingsPage, field: str, text: str) -> None:
    before = ask(page.desk, series_of)
    page.meeting.fields[field].editor.setText(text)  # type: ignore[attr-defined]
    page.meeting.save.click()
    settle(page.desk)
    assert page.meeting.fields[field].is_wrong()
    assert page.meeting.fields[field].error.text()
    assert page.meeting.fields[field].editor.text() == text  # type: ignore[attr-defined]
    assert ask(page.desk, series_of) == before


def test_people_are_added_by_pasting(page: SettingsPage) -> None:
    page.ui.sections.setCurrentRow(2)
    page.people.paste.setPlainText("Nagi, Search\nFuka (Data)\nMinase, Search")
    assert page.people.found.text() == "3 people, 2 teams"
    page.people.add_button.click()
    settle(page.desk)
    names = {person.name for person in ask(page.desk, lambda reader: reader.find(Person))}
    assert {"Nagi", "Fuka"} <= names
    assert len(names) == 12
    assert page.people.model.rowCount() == 12
    assert page.people.paste.toPlainText() == ""


def test_nothing_pasted_cannot_be_added(page: SettingsPage) -> None:
    page.people.paste.setPlainText(" \n\u200b")
    assert not page.people.add_button.isEnabled()


def test_a_person_stops_taking_turns_and_leaves(page: SettingsPage) -> None:
    page.ui.sections.setCurrentRow(2)
    page.people.table.setCurrentIndex(page.people.model.index(0, 0))
    person = page.people.model.person(0)
    assert person is not None
    page.people.opt.click()
    settle(page.desk)
    assert not ask(page.desk, lambda reader: reader.get(Person, person.id)).opted_in
    assert page.people.model.person(page.people.table.currentIndex().row()).id == person.id  # type: ignore[union-attr]
    page.people.leave.click()
    settle(page.desk)
    assert ask(page.desk, lambda reader: reader.get(Person, person.id)).left_on == date(2026, 9, 2)
    assert not page.people.leave.isEnabled()


def test_language_and_theme_are_asked_for_at_once(page: SettingsPage) -> None:
    languages: list[str] = []
    themes: list[str] = []
    page.language_chosen.connect(languages.append)
    page.theme_chosen.connect(themes.append)
    page.look.language.choose("ja")
    page.look.theme.choose("dark")
    page.look.language.choose("system")
    assert (languages, themes) == (["ja", ""], ["dark"])


def test_every_text_follows_the_language(page: SettingsPage) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    i18n.apply(app, Language.JA)
    settle(page.desk)
    assert page.ui.sections.item(2).text() == "メンバー"
    assert page.meeting.fields["name"].label.text() == "会の名前"
    assert page.meeting.weekday.currentText() == "水曜日"
    assert page.meeting.name.text() == "Weekly Postmortem"


def test_the_workspace_is_checked_on_request(page: SettingsPage, qtbot: QtBot) -> None:
    page.open_row("data")
    page.data.check.click()
    qtbot.waitUntil(lambda: page.data.result.text() == "The workspace is whole.")
    assert str(page.desk.workspace) in page.data.place.text()


def test_parts_are_chosen_by_keys(page: SettingsPage) -> None:
    page.ui.sections.setFocus()
    QTest.keyClick(page.ui.sections, Qt.Key.Key_Down)
    assert page.ui.pages.currentWidget() is page.calendar
