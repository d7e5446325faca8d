"""Settings, People and Turns: the dialogs from there, and how turns are shared with what it means in a year."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from desk_fixture import Heard
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sheet_people_dialogs import SMALL, UNEVEN, Set, many, stand
from sweep import faults

from weeklypm.domain.people import Person
from weeklypm.gui import i18n, theme
from weeklypm.gui.pages.people_import_dialog import PeopleImportDialog
from weeklypm.gui.pages.person_dialog import PersonDialog
from weeklypm.gui.pages.settings import SettingsPage
from weeklypm.gui.pages.settings_turns import TurnsPart
from weeklypm.gui.pages.teams_dialog import TeamsDialog
from weeklypm.services.dates import series_of
from weeklypm.services.people_view import PeopleView, people_view


@pytest.fixture
def settings(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Set]:
    """Show the settings of three teams of five, three and two people."""
    with stand("en", theme.LIGHT, tmp_path / "w.sqlite", text=UNEVEN) as made:
        made.console.show()
        qtbot.waitExposed(made.console)
        made.settle()
        yield made
    i18n.apply(qapp, "en")


def page(settings: Set) -> SettingsPage:
    assert settings.page is not None
    return settings.page


def turns(settings: Set) -> TurnsPart:
    page(settings).open_row("rotation")
    settings.settle()
    return page(settings).rotation


def cells(part: TurnsPart) -> dict[str, tuple[str, str, str]]:
    model = part.model
    return {
        model.index(row, 0).data(): tuple(model.index(row, column).data() for column in (1, 2, 3))  # type: ignore[misc]
        for row in range(model.rowCount())
    }


def view(settings: Set) -> PeopleView:
    found: PeopleView = settings.read(people_view)
    return found


def test_a_person_is_added_and_changed_from_the_list(settings: Set) -> None:
    people = page(settings).people
    people.add_person.click()
    settings.settle()
    dialog = people.dialogs[PersonDialog]
    assert dialog.isVisible()
    dialog.sheet.name.setText("Nagi")
    dialog.sheet.share.choice.choose("half")
    dialog.answer.click()
    settings.settle()
    row = next(at for at in range(people.model.rowCount()) if people.model.index(at, 0).data() == "Nagi")
    assert people.model.index(row, 3).data() == "50%"
    people.table.setCurrentIndex(people.model.index(row, 0))
    people.table.setFocus()
    QTest.keyClick(people.table, Qt.Key.Key_Return)
    settings.settle()
    assert dialog.sheet.name.text() == "Nagi"
    dialog.sheet.name.setText("Nagisa")
    dialog.answer.click()
    settings.settle()
    assert QApplication.focusWidget() is people.table
    assert "Nagisa" in {person.name for person in settings.read(lambda reader: reader.find(Person))}


def test_teams_and_lists_are_reached_from_the_list(settings: Set) -> None:
    people = page(settings).people
    assert not people.edit.isEnabled()
    for button, kind in ((people.teams, TeamsDialog), (people.bring_in, PeopleImportDialog)):
        button.click()
        settings.settle()
        assert people.dialogs[kind].isVisible()
        people.dialogs[kind].reject()


def test_what_each_way_of_sharing_means_in_a_year_is_shown(settings: Set) -> None:
    part = turns(settings)
    QAbstractItemModelTester(part.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    found = {one.team.name if one.team else "": one for one in view(settings).outlook}
    assert {name: taking for name, (taking, _, _) in cells(part).items()} == {"Docs": "2", "Search": "5", "Web": "3"}
    # By person each leads as often; by team each team does: the sums over all are the meetings of the year.
    assert len({one.per_year_by_person for one in found.values()}) == 1
    sizes = {"Docs": 2, "Search": 5, "Web": 3}
    assert len({found[name].per_year_by_team * taking for name, taking in sizes.items()}) == 1
    for name, (_, by_person, by_team) in cells(part).items():
        for text, each in ((by_person, found[name].per_year_by_person), (by_team, found[name].per_year_by_team)):
            said = [Fraction(part_) for part_ in text.split(" / ")]
            assert abs(said[0] - each) <= Fraction(1, 20)
            assert abs(said[1] - each * sizes[name]) <= Fraction(1, 20)


def test_the_way_is_chosen_by_a_key_stored_and_undone(settings: Set) -> None:
    heard = Heard(settings.desk)
    part = turns(settings)
    assert part.choice.value() == "person"
    assert part.means.text().startswith("Everybody leads equally often")
    before = cells(part)
    QTest.keyClick(part.choice.button("person"), Qt.Key.Key_Right)
    settings.settle()
    assert settings.read(series_of).equal_by_team
    assert part.means.text().startswith("Every team leads equally often")
    assert [(told.code, undo) for told, undo in heard.told] == [("peopledialogs.rotation.changed_team", True)]
    assert cells(part) == before
    settings.desk.operations.undo()
    settings.settle()
    assert not settings.read(series_of).equal_by_team
    assert part.choice.value() == "person"
    assert part.means.text().startswith("Everybody leads equally often")


def test_who_takes_no_turns_does_not_count(settings: Set) -> None:
    people = page(settings).people
    rows = {people.model.index(row, 0).data(): row for row in range(people.model.rowCount())}
    for name in ("Kayano", "Kuon"):
        people.table.setCurrentIndex(people.model.index(rows[name], 0))
        people.opt.click()
        settings.settle()
    part = turns(settings)
    assert set(cells(part)) == {"Search", "Web"}
    assert cells(part)["Search"][0] == "5"


def test_how_the_rule_works_is_told_from_there(settings: Set) -> None:
    part = turns(settings)
    part.how.setFocus()
    QTest.keyClick(part.how, Qt.Key.Key_Return)
    part.how.click()
    assert part.rule is not None
    assert part.rule.isVisible()
    part.rule.reject()
    assert QApplication.focusWidget() is part.how


def test_every_stop_of_the_part_is_named_and_reached_also_in_japanese(settings: Set, qapp: QApplication) -> None:
    part = turns(settings)
    assert faults(part) == []
    i18n.apply(qapp, "ja")
    settings.settle()
    assert page(settings).ui.sections.currentItem().text() == "担当"
    assert part.title.title.text() == "担当の分け方"
    assert part.choice.button("team").text() == "チームごとに等しく"
    assert part.model.headerData(1, Qt.Orientation.Horizontal) == "担当する人"


def test_nobody_and_two_hundred(qapp: QApplication, tmp_path: Path) -> None:
    with stand("en", theme.LIGHT, tmp_path / "none.sqlite", text="") as made:
        made.console.show()
        part = turns(made)
        assert part.table.isHidden()
        assert part.note.text() == "Turns a year are shown once somebody takes turns."
    with stand("en", theme.LIGHT, tmp_path / "many.sqlite", SMALL, text=many(200)) as made:
        made.console.show()
        part = turns(made)
        assert part.model.rowCount() == 20
        assert part.horizontalScrollBar().maximum() == 0
