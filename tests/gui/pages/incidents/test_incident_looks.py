"""One incident in both languages, both themes, small windows and with long texts; every part reached and named."""

from __future__ import annotations

import pytest
import sweep
from PySide6.QtWidgets import QApplication
from sheet_incidents import SMALL, WIDE, Set, bare, long_text

from weeklypm.gui import i18n, theme


def notes(shown: Set) -> list[str]:
    return [tile.accessibleName() for tile in shown.page.pane.tiles.tiles()]


@pytest.mark.parametrize("size", [WIDE, SMALL])
def test_everything_is_reached_and_named(shown: Set, size: tuple[int, int]) -> None:
    shown.console.resize(*size)
    shown.settle()
    assert sweep.faults(shown.page) == []
    shown.open_longest()
    for part in shown.page.pane.write_up.parts[:2]:
        part.toggle()
    shown.settle()
    assert sweep.faults(shown.page) == []


def test_dialogs_are_reached_and_named(shown: Set) -> None:
    shown.open_longest()
    pane = shown.page.pane
    for button in (pane.head.edit, pane.head.times, pane.events.edit):
        button.click()
        assert pane.dialog is not None
        assert sweep.unnamed(pane.dialog) == []
        pane.dialog.reject()


def test_language_and_theme_are_switched_while_an_incident_is_open(shown: Set, qapp: QApplication) -> None:
    shown.open_longest()
    i18n.apply(qapp, "ja")
    theme.apply(qapp, theme.DARK)
    shown.settle()
    pane = shown.page.pane
    assert pane.events.head.title.text() == "出来事"
    assert notes(shown)[0] == "検知まで · 11分 · 記録あり · 12:31 → 12:42"
    assert pane.events.model.data(pane.events.model.index(0, 2)) == "変更"
    assert pane.chart.canvas.picture.style.value == "dark"
    assert pane.chart.canvas.picture.language.value == "ja"


def test_a_small_window_shows_events_or_write_up_and_a_lower_chart(shown: Set) -> None:
    shown.console.resize(*SMALL)
    shown.open_longest()
    pane = shown.page.pane
    assert pane.tabs.isVisible()
    assert pane.chart.canvas.height() >= 230
    assert (pane.events.isVisible(), pane.write_up.isVisible()) == (True, False)
    pane.tabs.choose("write_up")
    assert (pane.events.isVisible(), pane.write_up.isVisible()) == (False, True)
    shown.console.resize(*WIDE)
    shown.settle()
    assert pane.events.isVisible()
    assert pane.write_up.isVisible()
    assert not pane.tabs.isVisible()


@pytest.mark.parametrize("size", [WIDE, SMALL])
def test_long_texts_widen_nothing(empty: Set, size: tuple[int, int]) -> None:
    long_text(empty)
    empty.console.resize(*size)
    empty.open_longest()
    content = empty.page.pane.widget()
    assert content.minimumSizeHint().width() <= empty.page.pane.viewport().width()


def test_an_incident_of_which_only_the_title_is_known_is_full_of_nothing_wrong(empty: Set) -> None:
    bare(empty)
    empty.settle()
    pane = empty.page.pane
    assert [tile.figure.text() for tile in pane.tiles.tiles()] == ["Pending"] * 5
    assert pane.events.empty.text().startswith("No events yet.")
    assert pane.write_up.head.remark.text() == "0 of 7 sections"
    assert not pane.wrong.isVisible()
