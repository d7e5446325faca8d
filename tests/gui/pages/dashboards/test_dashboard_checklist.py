"""The checklist of a dashboard: added, edited, moved and removed by keys or menu, each of it undone."""

from __future__ import annotations

from desk_fixture import ask
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from sheet_dashboards import LONG, Set, some

from weeklypm.domain.dashboard import Dashboard
from weeklypm.services.dashboards import suggested_checks


def undo(shown: Set) -> None:
    shown.desk.operations.undo()
    shown.settle()


def checklist(shown: Set) -> tuple[str, ...]:
    chosen = shown.page.chosen()
    assert chosen is not None
    kept: Dashboard = ask(shown.desk, lambda reader: reader.get(Dashboard, chosen.dashboard.id))
    assert shown.page.pane.checks.model.stringList() == list(kept.checklist)
    return kept.checklist


def test_the_checklist_is_made_by_keys_alone(shown: Set) -> None:
    some(shown)
    shown.choose(3)
    assert checklist(shown) == ()
    checks = shown.page.pane.checks
    for line in ("What changed?", "Who felt it?", "Should it have paged?"):
        QTest.keyClicks(checks.line, line)
        QTest.keyClick(checks.line, Qt.Key.Key_Return)
        shown.settle()
        assert checks.line.text() == ""
    checks.list.setFocus()
    checks.list.setCurrentIndex(checks.model.index(2))
    QTest.keyClick(checks.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    shown.settle()
    assert checklist(shown) == ("What changed?", "Should it have paged?", "Who felt it?")
    assert checks.list.currentIndex().row() == 1


def test_a_line_is_edited_and_removed_where_it_stands(shown: Set) -> None:
    some(shown)
    shown.choose(1)
    checks, before = shown.page.pane.checks, checklist(shown)
    checks.list.setFocus()
    checks.list.setCurrentIndex(checks.model.index(1))
    QTest.keyClick(checks.list, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "Did it page?")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    shown.settle()
    assert checklist(shown) == (before[0], "Did it page?", *before[2:])
    QTest.keyClick(checks.list, Qt.Key.Key_Delete)
    shown.settle()
    assert checklist(shown) == (before[0], *before[2:])
    for _ in range(2):
        undo(shown)
    assert checklist(shown) == before


def test_the_menu_of_a_line_does_the_same(shown: Set) -> None:
    some(shown)
    shown.choose(1)
    checks = shown.page.pane.checks
    before = checklist(shown)
    menu = checks.make_menu(0)
    edit, up, down, remove = menu.actions()
    assert (edit.isEnabled(), up.isEnabled(), down.isEnabled()) == (True, False, True)
    down.trigger()
    shown.settle()
    assert checklist(shown) == (before[1], before[0], *before[2:])
    remove = checks.make_menu(0).actions()[-1]
    remove.trigger()
    shown.settle()
    assert checklist(shown) == (before[0], *before[2:])


def test_a_line_too_long_is_told_below_and_stays_typed(shown: Set) -> None:
    some(shown)
    shown.choose(1)
    before = checklist(shown)
    checks = shown.page.pane.checks
    checks.line.setText(LONG * 3)
    QTest.keyClick(checks.line, Qt.Key.Key_Return)
    shown.settle()
    assert checks.field.is_wrong()
    assert checks.line.text() == LONG * 3
    assert checklist(shown) == before


def test_a_line_edited_too_long_stays_in_its_editor(shown: Set) -> None:
    some(shown)
    shown.choose(1)
    before, checks = checklist(shown), shown.page.pane.checks
    checks.list.setFocus()
    checks.list.setCurrentIndex(checks.model.index(1))
    QTest.keyClick(checks.list, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText(LONG * 3)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    shown.settle()
    assert checks.field.is_wrong()
    again = QApplication.focusWidget()
    assert isinstance(again, QLineEdit)
    assert again.text() == LONG * 3
    assert checklist(shown) == before


def test_half_a_line_stays_typed_while_others_move(shown: Set) -> None:
    some(shown)
    shown.choose(1)
    before, checks = checklist(shown), shown.page.pane.checks
    checks.line.setText("Half a li")
    checks.list.setFocus()
    checks.list.setCurrentIndex(checks.model.index(0))
    QTest.keyClick(checks.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    shown.settle()
    assert checklist(shown)[:2] == (before[1], before[0])
    assert checks.line.text() == "Half a li"
    shown.choose(2)
    assert checks.line.text() == ""


def test_the_usual_questions_are_offered_where_there_are_none(shown: Set) -> None:
    some(shown)
    shown.choose(3)
    assert shown.page.pane.usual.isVisible()
    shown.page.pane.usual.click()
    shown.settle()
    assert checklist(shown) == suggested_checks(shown.language)
    assert shown.page.pane.usual.isHidden()
