"""Who could present, in the window: on the main line, in the item's dialog, and the private wish in the settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from desk_fixture import Heard, ask, settle
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sheet_this_week import Set, sample, stand

from weeklypm.domain.agenda import AgendaItem
from weeklypm.domain.people import Person
from weeklypm.gui import i18n, theme
from weeklypm.gui.pages.presenter_field import PresenterField
from weeklypm.gui.pages.queue_dialog import ItemDialog
from weeklypm.gui.pages.settings import PARTS, SettingsPage
from weeklypm.services import queue
from weeklypm.services.people import set_rather_not_present
from weeklypm.services.presenters import choose_presenter, suggest_for
from weeklypm.services.week import this_week

TALK = "Search slow at lunchtime"


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Set]:
    """Show the sample's week, whose talk nobody presents yet."""
    with stand("en", theme.LIGHT, tmp_path / "w.db") as made:
        sample(made)
        made.change(partial(choose_presenter, item_id=talk(made).id, person_id=None))
        made.console.show()
        qtbot.waitExposed(made.console)
        made.settle()
        yield made
    theme.apply(qapp, theme.LIGHT)
    i18n.apply(qapp, "en")


def talk(shown: Set) -> AgendaItem:
    return next(item for item in ask(shown.desk, queue.waiting) if item.title == TALK)


def names(shown: Set) -> list[str]:
    """Return who is suggested for the talk, the best first."""
    week, item = ask(shown.desk, this_week), talk(shown)
    question = partial(suggest_for, items=[item], day=week.day, facilitator_id=week.facilitator.person.id)
    return [one.name for one in ask(shown.desk, question)[item.id]]


def main_line(shown: Set) -> str:
    return next(entry.presenter for entry in shown.week.ui.agenda.entries() if entry.main)


def dialog(shown: Set) -> ItemDialog:
    shown.week.edit_item(talk(shown))
    shown.settle()
    found = shown.console.findChild(ItemDialog, "item_dialog")
    assert found is not None
    return found


def texts(field: PresenterField) -> list[str]:
    return [field.itemText(row) for row in range(field.count())]


def test_the_main_line_names_the_first_suggestion_with_its_reason(shown: Set) -> None:
    first = names(shown)[0]
    assert main_line(shown).startswith(f"suggested: {first} (Responder")
    shown.change(partial(choose_presenter, item_id=talk(shown).id, person_id=None))
    i18n.apply(QApplication.instance(), "ja")  # type: ignore[arg-type]
    shown.settle()
    assert main_line(shown).startswith(f"発表の候補：{first}さん（対応した人")


def test_a_line_with_a_presenter_suggests_nobody(shown: Set) -> None:
    assert main_line(shown)
    first = next(one.id for one in ask(shown.desk, lambda reader: reader.find(Person)) if one.name == names(shown)[0])
    shown.change(partial(choose_presenter, item_id=talk(shown).id, person_id=first))
    assert main_line(shown) == ""


def test_the_dialog_offers_the_suggestions_first_then_everybody_once(shown: Set) -> None:
    field = dialog(shown).presenter
    offered, suggested = texts(field), names(shown)
    assert offered[0] == "Nobody yet"
    assert [text.split(" – ")[0] for text in offered[1 : len(suggested) + 1]] == suggested
    assert "Responder" in offered[1]
    others = [text for text in offered[len(suggested) + 1 :] if text]
    people = {one.name for one in ask(shown.desk, lambda reader: reader.find(Person)) if one.left_on is None}
    assert set(others) == people - set(suggested)
    assert len(others) == len(people) - len(suggested)


def test_a_suggestion_is_chosen_by_keys_and_kept(shown: Set) -> None:
    found = dialog(shown)
    first = found.presenter.suggestions()[0]
    found.presenter.setFocus()
    QTest.keyClick(found.presenter, Qt.Key.Key_Down)
    assert found.presenter.person_id() == first.person_id
    QTest.keyClick(found, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    assert talk(shown).presenter_id == first.person_id


def test_changing_something_else_keeps_a_presenter_who_left(shown: Set) -> None:
    gone = next(one for one in ask(shown.desk, lambda reader: reader.find(Person)) if one.name == "Torii")
    shown.change(partial(choose_presenter, item_id=talk(shown).id, person_id=gone.id))
    shown.change(lambda unit: unit.put(replace(unit.get(Person, gone.id), left_on=gone.joined_on)))
    found = dialog(shown)
    assert found.presenter.currentText() == "Nobody yet"
    found.heading.setText("Search slow at noon")
    found.answer.click()
    shown.settle()
    assert {item.title: item.presenter_id for item in ask(shown.desk, queue.waiting)}["Search slow at noon"] == gone.id


def test_an_answer_for_another_item_is_not_shown(shown: Set) -> None:
    found = dialog(shown)
    before = found.presenter.suggestions()
    assert before
    other = next(item for item in ask(shown.desk, queue.waiting) if item.title != TALK)
    found.show_suggestions(other.id, ())
    assert found.presenter.suggestions() == before


def test_a_new_item_suggests_nobody(shown: Set) -> None:
    found = dialog(shown)
    assert found.presenter.suggestions()
    found.reject()
    shown.week.add_item()
    shown.settle()
    assert found.presenter.suggestions() == ()
    assert "" not in texts(found.presenter)[:1]


def test_who_would_rather_not_is_gone_from_the_suggestions_and_nothing_says_why(shown: Set) -> None:
    first = names(shown)[0]
    person = next(one for one in ask(shown.desk, lambda reader: reader.find(Person)) if one.name == first)
    shown.change(partial(set_rather_not_present, person_id=person.id, rather_not=True))
    assert first not in main_line(shown)
    field = dialog(shown).presenter
    assert [text for text in texts(field) if first in text] == [first]
    assert not [text for text in texts(field) if "rather" in text.casefold()]


@pytest.fixture
def settings(shown: Set, qtbot: QtBot, tmp_path: Path) -> SettingsPage:
    made = SettingsPage(shown.desk, QSettings(str(tmp_path / "user.ini"), QSettings.Format.IniFormat))
    theme.dress(made)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.ui.sections.setCurrentRow(PARTS.index("people"))
    made.show()
    settle(shown.desk)
    return made


def test_the_wish_is_set_by_a_key_hinted_as_private_and_undone(settings: SettingsPage) -> None:
    heard = Heard(settings.desk)
    people, box = settings.people, settings.people.rather_not
    assert not box.isEnabled()
    people.table.setCurrentIndex(people.model.index(0, 0))
    person = people.model.person(0)
    assert person is not None
    assert (box.isEnabled(), box.isChecked()) == (True, False)
    assert people.rather_not_hint.text().startswith("Private.")
    QTest.keyClick(box, Qt.Key.Key_Space)
    settle(settings.desk)
    assert ask(settings.desk, lambda reader: reader.get(Person, person.id)).rather_not_present
    assert box.isChecked()
    assert heard.told == []
    settings.desk.operations.undo()
    settle(settings.desk)
    assert not box.isChecked()


def test_the_undo_list_does_not_tell_the_wish(settings: SettingsPage) -> None:
    labels: list[object] = []
    settings.desk.operations.undo_changed.connect(lambda undo, _redo: labels.append(undo))
    settings.people.table.setCurrentIndex(settings.people.model.index(0, 0))
    settings.people.rather_not.click()
    settle(settings.desk)
    person = settings.people.model.person(0)
    assert person is not None
    assert i18n.tr(labels[-1]) == f"Settings of {person.name}"  # type: ignore[arg-type]
