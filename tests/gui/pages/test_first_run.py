"""The first run: what a weekday costs, wrong values under their field, both languages, and what it hands over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sweep
from desk_fixture import WEDNESDAY, Heard, ask, open_desk, settle
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from weeklypm.domain.people import Person
from weeklypm.domain.values import Language, message
from weeklypm.gui import i18n, theme
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.first_run import FirstRun, country_of
from weeklypm.services import setup
from weeklypm.services.clock import HandClock
from weeklypm.services.setup import SeriesForm


@dataclass
class Set:
    """Hold the page in its window and what it handed over."""

    console: Console
    page: FirstRun
    desk: Desk
    created: list[tuple[SeriesForm, str, str, str]] = field(default_factory=list)
    samples: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.created.connect(self._on_created)
        self.page.sample_requested.connect(self.samples.append)

    def _on_created(self, form: SeriesForm, team: str, people: str, topic: str) -> None:
        self.created.append((form, team, people, topic))


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[Set]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.LIGHT)
    i18n.apply(app, Language.EN)
    with open_desk(tmp_path / "team.sqlite", HandClock(WEDNESDAY)) as desk:
        console = Console()
        page = FirstRun(desk)
        page.zone.setText("Asia/Tokyo")
        page.country.setText("JP")
        console.add_page("this_week", "calendar-days", "gui.nav.this_week", page)
        console.resize(1440, 900)
        console.show()
        qtbot.waitExposed(console)
        console.activateWindow()
        made = Set(console, page, desk)
        costs_known(qtbot, page)
        yield made
        console.close()
        console.deleteLater()
        app.processEvents()
    i18n.apply(app, Language.EN)


def costs_known(qtbot: QtBot, page: FirstRun) -> None:
    qtbot.waitUntil(lambda: page._outlook is not None, timeout=20_000)


def costs(page: FirstRun) -> list[str]:
    return [tile.accessibleName() for tile in page.tiles.tiles()]


def test_weekdays_say_what_they_cost(shown: Set) -> None:
    assert costs(shown.page)[0] == "Monday: 7 off a year"
    assert costs(shown.page)[2] == "Wednesday: 2 off a year"
    assert shown.page.first.text() == "First meeting: Wed 2 Sep"


def test_another_country_costs_other_days(shown: Set, qtbot: QtBot) -> None:
    shown.page.country.setText("")
    shown.page.country.editingFinished.emit()
    qtbot.waitUntil(lambda: costs(shown.page)[0] == "Monday: none off", timeout=20_000)


def test_an_unknown_country_is_told_under_its_field(shown: Set, qtbot: QtBot) -> None:
    shown.page.country.setText("QQ")
    shown.page.country.editingFinished.emit()
    qtbot.waitUntil(shown.page.fields["country"].is_wrong, timeout=20_000)
    assert costs(shown.page)[0] == "Monday"
    shown.page.ui.start.click()
    assert shown.created == []


def test_what_the_chosen_weekday_costs_is_a_sentence_that_follows_weekday_country_and_language(
    shown: Set, qtbot: QtBot, qapp: QApplication
) -> None:
    page = shown.page
    assert page.cost.text() == "Wednesday loses about 2 meetings a year in Japan."
    page.tiles.set_value(0)
    assert page.cost.text() == "Monday loses about 7 meetings a year in Japan."
    i18n.apply(qapp, "ja")
    settle(shown.desk)
    assert page.cost.text() == "日本では、月曜日は年に約7回休みになります。"
    i18n.apply(qapp, "en")
    settle(shown.desk)
    page.country.setText("DE")
    page.country.editingFinished.emit()
    qtbot.waitUntil(lambda: "Germany" in page.cost.text(), timeout=20_000)
    page.country.setText("QQ")
    page.country.editingFinished.emit()
    qtbot.waitUntil(page.cost.isHidden, timeout=20_000)


def test_arrow_keys_choose_the_weekday(shown: Set) -> None:
    tile = shown.page.tiles.tiles()[2]
    tile.setFocus()
    QTest.keyClick(tile, Qt.Key.Key_Right)
    assert shown.page.tiles.value() == 3
    assert shown.page.first.text() == "First meeting: Thu 3 Sep"


def test_a_weekday_is_enough(shown: Set) -> None:
    shown.page.ui.start.click()
    form = SeriesForm("Weekly postmortem", 2, time(16), "Asia/Tokyo", 30, "JP", Language.EN)
    assert shown.created == [(form, "", "", "")]


def test_all_that_was_filled_in_is_handed_over_and_makes_a_workspace(shown: Set) -> None:
    page = shown.page
    page.people_step.add.click()
    assert page.people.hasFocus()
    page.people.setPlainText("Search: Minase, Kurose\nKasuga, Web\nKasuga, Web")
    assert page.found.text() == "3 people, teams: 2\nLine 3: Kasuga is there already and was left out."
    page.team.setText("Hinoki Store")
    page.topic_step.add.click()
    page.topic.setText("Night pages")
    page.minutes.setCurrentIndex(4)
    page.country.setText("jp")
    page.ui.start.click()
    form, team, people, topic = shown.created[0]
    assert (form.minutes, form.country, team, topic) == (45, "JP", "Hinoki Store", "Night pages")
    shown.desk.operations.change(
        partial(setup.create_workspace, form=form, team_name=team, people=people), message("services.label.setup")
    )
    settle(shown.desk)
    assert {person.name for person in ask(shown.desk, _people)} == {"Minase", "Kurose", "Kasuga"}
    assert page.ui.start.isEnabled()


def _people(reader: Any) -> list[Person]:
    return list(reader.find(Person))


@pytest.mark.parametrize(
    ("name", "text"),
    [("name", "  "), ("name", "x" * 121), ("zone", "Asia/Tokio"), ("country", "QQ"), ("topic", "x" * 301)],
)
def test_a_wrong_value_is_told_under_its_field_and_nothing_is_lost(shown: Set, name: str, text: str) -> None:
    heard = Heard(shown.desk)
    page = shown.page
    page.people_step.show_editors()
    page.topic_step.show_editors()
    page.team.setText("Kept")
    getattr(page, name).setText(text)
    page.ui.start.click()
    assert [key for key, one in page.fields.items() if one.is_wrong()] == [name]
    assert getattr(page, name).hasFocus()
    assert shown.created == []
    assert heard.failed == []
    assert (page.team.text(), getattr(page, name).text()) == ("Kept", text)
    QTest.keyClick(getattr(page, name), Qt.Key.Key_Backspace)
    assert not page.fields[name].is_wrong()


def test_no_second_answer_is_taken_while_the_first_is_carried_out(shown: Set) -> None:
    shown.page.ui.sample.click()
    shown.page.ui.sample.click()
    shown.page.ui.start.click()
    assert shown.samples == [Language.EN]
    assert shown.created == []
    shown.desk.operations.settled_changed.emit(True)
    shown.page.ui.sample.click()
    assert len(shown.samples) == 2


def test_the_language_is_chosen_here(shown: Set, qapp: QApplication) -> None:
    chosen: list[str] = []
    shown.page.language_chosen.connect(chosen.append)
    shown.page.ui.language.choose("ja")
    assert chosen == ["ja"]
    i18n.apply(qapp, Language.JA)
    settle(shown.desk)
    page = shown.page
    assert page.ui.title.text() == "最初の会を決めましょう"
    assert page.name.text() == "週次ポストモーテム"
    assert costs(page)[0] == "月曜日：年7回休み"
    assert page.first.text() == "最初の会は 9月2日（水）"
    page.name.setText("学びの時間")
    i18n.apply(qapp, Language.EN)
    settle(shown.desk)
    assert page.name.text() == "学びの時間"
    assert page.ui.language.value() == "en"
    page.ui.sample.click()
    assert shown.samples == [Language.EN]


def test_the_panel_shows_that_something_is_always_ready(shown: Set) -> None:
    assert shown.page.ready.card.isVisible()
    assert shown.page.ready.card.words.text().startswith("“What nearly went wrong lately")
    assert shown.page.ready.queue.model().rowCount() == 6
    assert shown.page.ready.private.text() == "Records stay on this computer"


def test_a_small_window_shows_the_answers_without_scrolling(shown: Set, qtbot: QtBot) -> None:
    shown.console.resize(1024, 700)
    page = shown.page
    qtbot.waitUntil(page.panel_page.opener.isVisible)
    assert not page.ready.card.isVisible()
    # Layouts pass a new size on in turns of the event loop; what counts is where they come to rest.
    qtbot.waitUntil(lambda: page.content.sizeHint().height() + page.sheet.body.contentsMargins().top() * 2 < 644)
    page.panel_page.opener.click()
    assert page.ready.card.isVisible()


@pytest.mark.parametrize(
    ("zone", "country"), [("Asia/Tokyo", "JP"), ("Europe/Berlin", "DE"), ("Etc/UTC", ""), ("No/Where", "")]
)
def test_the_country_follows_from_the_zone(zone: str, country: str) -> None:
    assert country_of(zone) == country


def test_everything_is_reached_by_keys_named_and_seen(shown: Set) -> None:
    shown.page.people_step.show_editors()
    shown.page.topic_step.show_editors()
    shown.console.resize(1440, 1400)
    QApplication.processEvents()
    assert sweep.faults(shown.page) == []
