"""How the rule works: told in both languages, read by keys where the window is low, closed by Esc."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sheet_people_dialogs import SMALL, Set
from sweep import faults

from weeklypm.gui import i18n
from weeklypm.gui.pages.rotation_rule_dialog import PARTS, RotationRuleDialog

WORDS = {
    "en": ("equal part", "quarter of a turn", "third of a round", "another team", "zero", "No reasons", "In a swap"),
    "ja": ("等分", "4分の1回分", "3分の1", "別のチーム", "0から", "理由は聞かず", "交代では"),
}


def told(dialog: RotationRuleDialog) -> str:
    return "\n".join(label.text() for label in dialog.lines.values())


def asked(shown: Set) -> RotationRuleDialog:
    dialog: RotationRuleDialog = shown.new(RotationRuleDialog(shown.ground))
    dialog.ask()
    QApplication.processEvents()
    return dialog


def test_every_part_of_the_rule_is_told_in_both_languages(shown: Set, qapp: QApplication) -> None:
    dialog = asked(shown)
    for language, words in WORDS.items():
        i18n.apply(qapp, language)
        shown.settle()
        assert [word for word in words if word not in told(dialog)] == []
        assert len({label.text() for label in dialog.lines.values()}) == 2 * len(PARTS)


def test_nothing_is_cut_in_a_large_window(shown: Set) -> None:
    shown.console.resize(1440, 1200)
    dialog = asked(shown)
    assert dialog.sheet.verticalScrollBar().maximum() == 0
    last = dialog.lines[PARTS[-1]]
    assert last.height() >= last.heightForWidth(last.width())
    bottom = last.mapTo(dialog, last.rect().bottomLeft()).y()
    assert bottom < dialog.cancel.y()
    assert dialog.height() - dialog.cancel.geometry().bottom() < 40


def test_in_a_small_window_keys_scroll_to_the_end_and_esc_closes(shown: Set) -> None:
    shown.console.resize(*SMALL)
    dialog = asked(shown)
    assert dialog.geometry().bottom() < SMALL[1]
    bar = dialog.sheet.verticalScrollBar()
    assert bar.maximum() > 0
    for pressed, at in ((Qt.Key.Key_End, bar.maximum()), (Qt.Key.Key_Home, 0)):
        QTest.keyClick(QApplication.focusWidget(), pressed)
        assert bar.value() == at
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert 0 < bar.value() < bar.maximum()
    assert faults(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_focus_returns_to_what_asked(shown: Set) -> None:
    shown.ground.setFocus()
    dialog = asked(shown)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert QApplication.focusWidget() is shown.ground
