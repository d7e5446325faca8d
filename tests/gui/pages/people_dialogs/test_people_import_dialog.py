"""A list of people: read beside the window, each line shown as what it becomes, taken whole or not at all."""

from __future__ import annotations

from pathlib import Path
from threading import get_ident
from typing import Any

import pytest
from desk_fixture import Heard
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from sheet_people_dialogs import Set
from sweep import faults

from weeklypm.domain.people import Person, Team
from weeklypm.gui import i18n
from weeklypm.gui.pages import people_import_dialog
from weeklypm.gui.pages.people_import_dialog import PeopleImportDialog

LIST = "Name,Team,Share\nMinase,Web,50\nKasuga,Web,\nNagi,Platform,100\n"
BAD = "Name,Team,Share\nNagi,Platform,100\nFuka,Data,150\n"


def asked(shown: Set, path: Path | None = None) -> PeopleImportDialog:
    dialog: PeopleImportDialog = shown.new(PeopleImportDialog(shown.desk, shown.ground))
    dialog.ask(path)
    if path is not None:
        wait(shown, dialog)
    return dialog


def wait(shown: Set, dialog: PeopleImportDialog) -> None:
    shown.wait(lambda: dialog.model.rowCount() > 0 or dialog.field.is_wrong())


def paste(shown: Set, dialog: PeopleImportDialog, text: str) -> None:
    dialog.text.setPlainText(text)
    dialog.read_text()
    wait(shown, dialog)


def lines(dialog: PeopleImportDialog) -> list[tuple[str, str, str, str]]:
    model = dialog.model
    return [tuple(model.index(row, column).data() for column in range(4)) for row in range(model.rowCount())]  # type: ignore[misc]


def everybody(shown: Set) -> set[tuple[str, int]]:
    found: list[Person] = shown.read(lambda reader: reader.find(Person))
    return {(person.name, person.share_percent) for person in found}


def ctrl_enter() -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_list_is_seen_taken_by_a_key_and_undone_as_one_step(shown: Set, tmp_path: Path) -> None:
    heard = Heard(shown.desk)
    path = tmp_path / "people.csv"
    path.write_text(LIST, encoding="utf-8")
    before = everybody(shown)
    dialog = asked(shown, path)
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert lines(dialog) == [
        ("4", "Nagi", "New", "Platform"),
        ("2", "Minase", "Changed", "Team: Search → Web; Share of turns: 100% → 50%"),
        ("3", "Kasuga", "As it is", ""),
    ]
    assert dialog.source.text() == "people.csv"
    assert dialog.count.text() == "1 new, 1 changed and 1 as it is\nNew team: Platform"
    assert dialog.answer.accessibleName() == "Import 2 people"
    assert everybody(shown) == before
    ctrl_enter()
    shown.settle()
    assert not dialog.isVisible()
    assert {("Nagi", 100), ("Minase", 50)} <= everybody(shown)
    assert [(told.code, undo) for told, undo in heard.told] == [("peopledialogs.import.done", True)]
    shown.desk.operations.undo()
    shown.settle()
    assert everybody(shown) == before
    assert "Platform" not in {team.name for team in shown.read(lambda reader: reader.find(Team))}


def test_one_refused_line_keeps_all_of_them_out_and_is_told_with_its_number(shown: Set) -> None:
    before = everybody(shown)
    dialog = asked(shown)
    paste(shown, dialog, BAD)
    assert lines(dialog)[0][:3] == ("3", "Fuka", "Refused")
    assert "150" in lines(dialog)[0][3]
    assert dialog.detail.text().startswith("Line 3: ")
    assert dialog.field.error.text().startswith("One line is refused, so nothing is imported")
    assert dialog.answer.accessibleName() == "Import"
    ctrl_enter()
    shown.settle()
    assert dialog.isVisible()
    assert QApplication.focusWidget() is dialog.table
    assert dialog.text.toPlainText() == BAD
    assert everybody(shown) == before
    dialog.text.setPlainText(BAD.replace("150", "80"))
    ctrl_enter()
    shown.wait(lambda: not dialog.isVisible())
    assert ("Fuka", 80) in everybody(shown)


def test_what_was_just_pasted_is_read_first_and_then_taken_by_the_same_press(shown: Set) -> None:
    dialog = asked(shown)
    dialog.text.setPlainText(LIST)
    ctrl_enter()
    shown.wait(lambda: not dialog.isVisible())
    assert ("Nagi", 100) in everybody(shown)


def test_taken_twice_changes_nothing(shown: Set) -> None:
    dialog = asked(shown)
    for _ in range(2):
        dialog.ask()
        paste(shown, dialog, LIST)
        ctrl_enter()
        shown.settle()
        assert not dialog.isVisible()
    heard = Heard(shown.desk)
    dialog.ask()
    paste(shown, dialog, LIST)
    assert "Everything is known already" in dialog.count.text()
    ctrl_enter()
    shown.settle()
    assert not dialog.isVisible()
    assert heard.told == []


NO_LISTS = {
    "binary": (bytes(range(256)) * 8, "not a text file"),
    "empty": (b"", "is empty"),
    "other letters": ("名前\n水無瀬\n".encode("cp932"), "Shift_JIS"),
    "no names": (b"Team,Share\nWeb,50\n", "name"),
    "large": (b"a,b\n" * 1_400_000, "5 MB"),
}


@pytest.mark.parametrize("case", NO_LISTS)
def test_a_file_that_is_no_list_is_told_under_the_field(shown: Set, tmp_path: Path, case: str) -> None:
    data, said = NO_LISTS[case]
    path = tmp_path / "given.csv"
    path.write_bytes(data)
    before = everybody(shown)
    dialog = asked(shown, path)
    assert said in dialog.field.error.text()
    assert "Markdown" not in dialog.field.error.text()
    assert dialog.table.isHidden()
    assert dialog.answer.isEnabled()
    ctrl_enter()
    shown.settle()
    assert dialog.isVisible()
    assert everybody(shown) == before


def test_a_missing_file_is_told(shown: Set, tmp_path: Path) -> None:
    dialog = asked(shown, tmp_path / "gone.csv")
    assert "gone.csv" in dialog.field.error.text()


def test_nothing_given_is_told(shown: Set) -> None:
    dialog = asked(shown)
    dialog.answer.click()
    assert dialog.field.error.text() == "Nothing to import yet. Choose a file or paste lines."
    assert QApplication.focusWidget() is dialog.text


def test_reading_runs_beside_the_window(shown: Set, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name\n" + "\n".join(f"Person {number}" for number in range(3000)), encoding="utf-8")
    threads: list[int] = []
    read = people_import_dialog.read_people_file

    def noted(given: Path) -> Any:
        threads.append(get_ident())
        return read(given)

    monkeypatch.setattr(people_import_dialog, "read_people_file", noted)
    dialog = asked(shown, path)
    assert len(threads) == 1
    assert threads[0] != get_ident()
    assert dialog.model.rowCount() == 3000


def test_an_answer_for_an_older_text_is_dropped(shown: Set) -> None:
    dialog = asked(shown)
    dialog.text.setPlainText(BAD)
    dialog.read_text()
    dialog.text.setPlainText("Name\nNagi")
    dialog.read_text()
    wait(shown, dialog)
    shown.settle()
    assert [line[1] for line in lines(dialog)] == ["Nagi"]
    dialog.text.clear()
    dialog.read_text()
    assert dialog.model.rowCount() == 0
    assert not dialog.field.is_wrong()


def test_a_dropped_file_is_read_and_pasted_text_gives_way(shown: Set, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(LIST, encoding="utf-8")
    dialog = asked(shown)
    dialog.text.setPlainText("Name\nOther")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    dialog.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    shown.wait(lambda: dialog.model.rowCount() == 3)
    assert dialog.text.toPlainText() == ""
    data.setUrls([])
    data.setText("Name\nNagi")
    dialog.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    shown.wait(lambda: dialog.model.rowCount() == 1)


def test_unknown_columns_are_named_and_a_formula_is_a_name_like_any_other(shown: Set) -> None:
    dialog = asked(shown)
    paste(shown, dialog, 'Name,Shoe size\n"=1+1",38\n<b>Bold</b>,39\n')
    assert dialog.count.text().endswith("A column nobody knows is left out: Shoe size")
    assert [line[1] for line in lines(dialog)] == ["=1+1", "<b>Bold</b>"]


def test_every_stop_is_named_reached_and_seen_in_both_languages(shown: Set, qapp: QApplication) -> None:
    dialog = asked(shown)
    paste(shown, dialog, BAD)
    assert dialog.width() <= 568
    assert faults(dialog) == []
    i18n.apply(qapp, "ja")
    shown.settle()
    assert dialog.title.text() == "メンバーの読み込み"
    assert lines(dialog)[0][2] == "不可"
    assert dialog.field.error.text().startswith("読み込めない行が1行あるため")
    dialog.reject()
    assert QApplication.focusWidget() is shown.ground or shown.console.isAncestorOf(QApplication.focusWidget())
