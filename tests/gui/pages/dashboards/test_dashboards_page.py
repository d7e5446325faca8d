"""The page of dashboards: the longest unseen first, details beside, everything changed can be undone, keys suffice."""

from __future__ import annotations

from datetime import date

import pytest
from desk_fixture import Heard, ask
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from sheet_dashboards import LONG, SMALL, WIDE, Set, long, some
from sweep import unnamed, unreached

from weeklypm.gui import i18n, theme
from weeklypm.gui.models.dashboard_rows import DashboardModel
from weeklypm.gui.pages.dashboard_dialog import DashboardDialog
from weeklypm.services.dashboards import DashboardsView, dashboards_view, suggested_checks
from weeklypm.services.queue import waiting


def view(shown: Set) -> DashboardsView:
    found: DashboardsView = ask(shown.desk, dashboards_view)
    return found


class _Handler(QObject):
    """Stand in for the browser."""

    def __init__(self, opened: list[QUrl]) -> None:
        super().__init__()
        self._opened = opened

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self._opened.append(url)


def names(shown: Set) -> list[str]:
    model = shown.page.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def undo(shown: Set) -> None:
    shown.desk.operations.undo()
    shown.settle()


def dialog_of(shown: Set) -> DashboardDialog:
    dialog = shown.page.dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def test_an_empty_catalogue_says_how_to_begin_and_the_first_is_added_by_its_name(shown: Set) -> None:
    page = shown.page
    assert page.ui.empty_card.isVisible()
    assert not page.ui.table.isVisible()
    assert not page.pane.nothing.isVisible()
    page.empty.button.click()
    dialog = dialog_of(shown)
    dialog.name.setText(" Checkout API ")
    dialog.answer.click()
    shown.settle()
    assert not dialog.isVisible()
    assert names(shown) == ["Checkout API"]
    assert page.pane.name.text() == "Checkout API"
    assert page.pane.since.text() == "Not looked at together yet."
    undo(shown)
    assert page.ui.empty_card.isVisible()


def test_the_longest_unseen_comes_first_with_a_chip_for_those_due(shown: Set) -> None:
    some(shown)
    model = shown.page.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    told = [tuple(model.index(row, column).data() for column in (0, 2, 3)) for row in range(model.rowCount())]
    assert told == [
        ("Cost of the cloud", "never", "due"),
        ("Checkout API", "9 weeks ago", "due"),
        ("Search", "7 weeks ago", "due"),
        ("Web vitals", "4 weeks ago", ""),
        ("Mail delivery", "3 weeks ago", ""),
        ("Queues", "1 week ago", ""),
    ]
    assert shown.page.ui.header.facts.text() == "6 dashboards, 3 due at the next meeting"


def test_everything_filled_in_is_kept_and_shown(shown: Set) -> None:
    shown.page.ask_new()
    dialog = dialog_of(shown)
    dialog.name.setText("Search")
    dialog.link.setText("https://example.org/d/2")
    dialog.team.setCurrentIndex(dialog.team.findText("Search"))
    QTest.keyClicks(dialog.looked, "2026-07-01")
    dialog.purpose.setPlainText("Is it found?")
    dialog.how_to_read.setPlainText("Blue is today.")
    dialog.usual.click()
    QTest.keyClick(dialog.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    row = view(shown).rows[0]
    kept = row.dashboard
    assert (kept.name, kept.link, kept.purpose, kept.how_to_read) == (
        "Search",
        "https://example.org/d/2",
        "Is it found?",
        "Blue is today.",
    )
    assert (row.team.name if row.team else "", kept.reviewed_on) == ("Search", date(2026, 7, 1))
    assert kept.checklist == suggested_checks(shown.language)
    pane = shown.page.pane
    assert (pane.facts["team"].text(), pane.facts["looked"].text()) == ("Search", "1 July 2026")
    assert pane.link.text() == "Open example.org…"


WRONG = {
    "no name": ("name", "\u3000", "name"),
    "link": ("link", "javascript:alert(1)", "link"),
    "date": ("looked", "someday", "looked"),
    "later": ("looked", "2026-12-24", "looked"),
    "long name": ("name", LONG * 2, "name"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_under_its_field_and_nothing_is_lost(shown: Set, case: str) -> None:
    editor, text, field = WRONG[case]
    shown.page.ask_new()
    dialog = dialog_of(shown)
    dialog.name.setText("Search")
    dialog.purpose.setPlainText("Is it found?")
    if editor == "looked":
        QTest.keyClicks(dialog.looked, text)
    else:
        getattr(dialog, editor).setText(text)
    dialog.answer.click()
    shown.settle()
    assert dialog.isVisible()
    assert dialog.fields[field].is_wrong()
    assert dialog.fields[field].error.text().endswith(".")
    assert dialog.purpose.toPlainText() == "Is it found?"
    assert getattr(dialog, editor).text() == text
    assert view(shown).rows == ()


def test_a_name_in_use_is_refused_and_another_one_is_taken(shown: Set) -> None:
    some(shown)
    shown.page.ask_new()
    dialog = dialog_of(shown)
    dialog.name.setText("ＳＥＡＲＣＨ")
    dialog.answer.click()
    shown.settle()
    assert "already" in dialog.fields["name"].error.text()
    QTest.keyClicks(dialog.name, " 2")
    assert not dialog.fields["name"].is_wrong()
    dialog.answer.click()
    shown.settle()
    assert len(view(shown).rows) == 7


def test_a_changed_dashboard_stays_chosen_where_it_now_stands(shown: Set) -> None:
    some(shown)
    shown.choose(1)
    shown.page.pane.edit.click()
    dialog = dialog_of(shown)
    assert (dialog.name.text(), dialog.team.currentText()) == ("Checkout API", "Platform")
    dialog.name.setText("Payment API")
    dialog.looked.set_day(date(2026, 9, 2))
    dialog.answer.click()
    shown.settle()
    assert names(shown)[-1] == "Payment API"
    chosen = shown.page.chosen()
    assert chosen is not None
    assert chosen.dashboard.name == shown.page.pane.name.text() == "Payment API"
    assert chosen.team is not None
    assert chosen.team.name == "Platform"
    undo(shown)
    assert names(shown)[1] == "Checkout API"


def test_taking_one_next_pins_it_and_letting_it_wait_takes_that_back(shown: Set) -> None:
    some(shown)
    shown.choose(4)
    assert shown.page.pane.put_back.isHidden()
    shown.page.pane.take.click()
    shown.settle()
    pinned = [item.title for item in ask(shown.desk, waiting) if item.pinned]
    assert pinned == ["Mail delivery"]
    assert shown.page.model.index(4, 3).data() == "next"
    assert shown.page.pane.take.isHidden()
    shown.page.pane.put_back.click()
    shown.settle()
    assert not [item for item in ask(shown.desk, waiting) if item.pinned]
    assert shown.page.model.index(4, 3).data() == ""


def test_deleting_is_told_and_undone(shown: Set) -> None:
    some(shown)
    heard = Heard(shown.desk)
    shown.choose(1)
    shown.page.pane.delete.click()
    shown.settle()
    assert "Checkout API" not in names(shown)
    assert heard.told[-1][1]
    undo(shown)
    assert "Checkout API" in names(shown)


def test_a_link_is_opened_only_when_that_is_confirmed(shown: Set) -> None:
    opened: list[QUrl] = []

    some(shown)
    shown.choose(1)
    handler = _Handler(opened)
    QDesktopServices.setUrlHandler("https", handler, "open")  # type: ignore[arg-type]  it takes a name only, whatever its stub says
    try:
        shown.page.pane.link.click()
        dialog = shown.page.link_dialog
        assert dialog is not None
        assert dialog.link.text().replace("\u200b", "") == "https://grafana.example.org/d/checkout"
        dialog.reject()
        assert opened == []
        shown.page.pane.link.click()
        dialog.answer.click()
    finally:
        QDesktopServices.unsetUrlHandler("https")
    assert [url.toString() for url in opened] == ["https://grafana.example.org/d/checkout"]
    assert not dialog.isVisible()


def test_another_page_can_ask_for_one(shown: Set) -> None:
    some(shown)
    wanted = view(shown).rows[3].dashboard
    shown.page.open_row(wanted.id)
    shown.settle()
    assert shown.page.pane.name.text() == wanted.name


def test_both_languages_and_themes_at_run_time(shown: Set, qapp: QApplication) -> None:
    some(shown)
    shown.choose(1)
    i18n.apply(qapp, "ja")
    theme.apply(qapp, theme.DARK)
    shown.settle()
    page = shown.page
    assert page.ui.header.title.text() == "ダッシュボード"
    assert page.model.index(1, 2).data() == "9週間前"
    assert page.pane.since.text() == "9週間、みんなで見ていません。"
    assert page.pane.take.text() == "次の議題にする"
    assert page.ui.table.accessibleName() == "ダッシュボード"
    assert page.pane.name.text() == "Checkout API"


@pytest.mark.parametrize("size", [WIDE, SMALL])
def test_every_widget_has_a_name_and_is_reached_by_tab(shown: Set, size: tuple[int, int]) -> None:
    some(shown)
    shown.console.resize(*size)
    shown.choose(1)
    if size == SMALL:
        assert shown.page.panel_page.opener.isVisible()
        QTest.keyClick(shown.page.ui.table, Qt.Key.Key_Return)
        assert shown.page.panel_page.panel.isVisible()
    assert unnamed(shown.page) == []
    assert unreached(shown.page) == []


def test_the_dialog_is_named_and_reached_by_tab(shown: Set) -> None:
    some(shown)
    shown.page.ask_new()
    assert unnamed(dialog_of(shown)) == []
    dialog_of(shown).reject()


def test_long_texts_stay_in_the_window(shown: Set) -> None:
    long(shown)
    shown.console.resize(*SMALL)
    shown.settle()
    assert shown.console.width() == SMALL[0]
    assert shown.page.ui.table.width() <= SMALL[0]
    shown.page.ask_changes()
    dialog = dialog_of(shown)
    dialog.link.setText("grafana")
    dialog.answer.click()
    shown.settle()
    assert dialog.fields["link"].is_wrong()
    assert dialog.geometry().bottom() <= SMALL[1] - 8
    dialog.reject()


def test_the_model_answers_for_nothing(qapp: QApplication) -> None:
    model = DashboardModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert (model.rowCount(), model.row(0), model.number_of(None)) == (0, None, -1)
