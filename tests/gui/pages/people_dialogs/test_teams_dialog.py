"""Teams: added, renamed, ended and brought back by keys alone; each step is undone by itself."""

from __future__ import annotations

from functools import partial

import pytest
from desk_fixture import Heard
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from sheet_people_dialogs import LONG_NAME, Set
from sweep import faults

from weeklypm.domain.people import Team
from weeklypm.domain.values import Language
from weeklypm.gui import i18n
from weeklypm.gui.pages.teams_dialog import TeamsDialog
from weeklypm.services import people
from weeklypm.services.people_forms import teams_facts


def asked(shown: Set) -> TeamsDialog:
    dialog: TeamsDialog = shown.new(TeamsDialog(shown.desk, shown.ground))
    dialog.ask()
    shown.settle()
    return dialog


def listed(dialog: TeamsDialog) -> list[tuple[str, str, str]]:
    model = dialog.model
    return [
        (model.index(row, 0).data(), model.index(row, 1).data(), model.index(row, 2).data())
        for row in range(model.rowCount())
    ]


def names(shown: Set) -> list[str]:
    return [line.team.name for line in shown.read(teams_facts).teams if not line.ended]


def key(pressed: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), pressed, held)


def choose(dialog: TeamsDialog, name: str) -> None:
    row = next(at for at, line in enumerate(listed(dialog)) if line[0] == name)
    dialog.table.setCurrentIndex(dialog.model.index(row, 0))


def test_the_teams_are_listed_with_how_many_are_in_them(shown: Set) -> None:
    dialog = asked(shown)
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert listed(dialog)[:2] == [("Data", "1", ""), ("Docs", "1", "")]
    assert ("Search", "2", "") in listed(dialog)
    assert dialog.width() <= 568


def add_by_keys(shown: Set, dialog: TeamsDialog, name: str) -> None:
    dialog.name.setFocus()
    QTest.keyClicks(dialog.name, name)
    key(Qt.Key.Key_Return)
    shown.settle()


def test_a_team_is_added_and_renamed_by_keys(shown: Set) -> None:
    heard = Heard(shown.desk)
    dialog = asked(shown)
    add_by_keys(shown, dialog, " Night  watch ")
    assert dialog.isVisible()
    assert "Night watch" in names(shown)
    assert dialog.name.text() == ""
    chosen = dialog.chosen()
    assert chosen is not None
    assert chosen.team.name == "Night watch"
    dialog.table.setFocus()
    key(Qt.Key.Key_Return)  # a team is renamed by Enter
    assert dialog.fields["name"].label.text() == "New name of “Night watch”"
    QTest.keyClicks(dialog.name, "Dawn")
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    assert dialog.isVisible()
    assert "Dawn" in names(shown)
    assert "Night watch" not in names(shown)
    assert QApplication.focusWidget() is dialog.table
    assert [told.code.rpartition(".")[2] for told, undo in heard.told if undo] == ["added", "renamed"]


def test_a_team_is_ended_and_brought_back_and_each_step_undone(shown: Set) -> None:
    heard = Heard(shown.desk)
    dialog = asked(shown)
    add_by_keys(shown, dialog, "Dawn")
    dialog.end.setFocus()
    key(Qt.Key.Key_Space)
    shown.settle()
    assert listed(dialog)[-1] == ("Dawn", "0", "Ended 2 September 2026")
    assert dialog.end.text() == "Bring back"
    key(Qt.Key.Key_Space)
    shown.settle()
    assert "Dawn" in names(shown)
    assert [told.code.rpartition(".")[2] for told, undo in heard.told if undo] == ["added", "ended", "back"]
    for wanted in (False, True, False):
        shown.desk.operations.undo()
        shown.settle()
        assert ("Dawn" in names(shown)) is wanted
    assert len(listed(dialog)) == 7


@pytest.mark.parametrize("name", ["", "\u3000", "ｗｅｂ", LONG_NAME[Language.EN]])
def test_a_name_that_cannot_be_is_refused_under_its_field_and_stays(shown: Set, name: str) -> None:
    dialog = asked(shown)
    dialog.name.setText(name)
    dialog.add.click()
    shown.settle()
    assert dialog.fields["name"].is_wrong()
    assert dialog.name.text() == name
    assert QApplication.focusWidget() is dialog.name
    assert len(names(shown)) == 7


def test_renaming_to_a_taken_name_is_refused_and_esc_gives_it_up_first(shown: Set) -> None:
    shown.ground.setFocus()
    dialog = asked(shown)
    choose(dialog, "Docs")
    dialog.rename.click()
    dialog.name.setText("web")
    key(Qt.Key.Key_Return)
    shown.settle()
    assert dialog.fields["name"].is_wrong()
    assert "Docs" in names(shown)
    key(Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert (dialog.name.text(), dialog.fields["name"].label.text()) == ("", "New team")
    key(Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert QApplication.focusWidget() is shown.ground


def test_a_name_in_other_letters_is_a_rename_of_its_own(shown: Set) -> None:
    dialog = asked(shown)
    choose(dialog, "Docs")
    dialog.rename.click()
    dialog.name.setText("DOCS")
    dialog.add.click()
    shown.settle()
    assert "DOCS" in names(shown)


def test_a_team_with_people_is_not_ended_and_who_is_in_it_is_said(shown: Set) -> None:
    dialog = asked(shown)
    choose(dialog, "Web")
    dialog.end.click()
    shown.settle()
    said = dialog.fields["teams"].error.text()
    assert "Kasuga" in said
    assert "Amemiya" in said
    assert all(team.ended_on is None for team in shown.read(lambda reader: reader.find(Team)))
    dialog.table.setCurrentIndex(dialog.model.index(0, 0))
    assert not dialog.fields["teams"].is_wrong()


def test_ctrl_enter_takes_what_is_typed_and_closes_only_without(shown: Set) -> None:
    dialog = asked(shown)
    dialog.name.setFocus()
    QTest.keyClicks(dialog.name, "Dawn")
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    assert dialog.isVisible()
    assert "Dawn" in names(shown)
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()


def test_what_others_change_meanwhile_is_shown_and_the_chosen_team_stays(shown: Set) -> None:
    dialog = asked(shown)
    choose(dialog, "Search")
    shown.change(partial(people.add_team, name="Aardvarks"))
    assert listed(dialog)[0][0] == "Aardvarks"
    chosen = dialog.chosen()
    assert chosen is not None
    assert chosen.team.name == "Search"


def test_every_stop_is_named_reached_and_seen_in_both_languages(shown: Set, qapp: QApplication) -> None:
    dialog = asked(shown)
    dialog.rename.click()
    assert faults(dialog) == []
    i18n.apply(qapp, "ja")
    shown.settle()
    assert dialog.title.text() == "チーム"
    assert dialog.model.headerData(1, Qt.Orientation.Horizontal) == "人数"
    assert dialog.fields["name"].label.text() == "「Data」の新しい名前"
