"""The calendar and the dashboards in the whole window: what is set in one place is seen in all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from services_desk import NOW

from weeklypm.domain.values import Language, message
from weeklypm.gui import i18n, pictures, theme
from weeklypm.gui.pages.cancel_dialog import CancelDialog
from weeklypm.gui.shell import Shell
from weeklypm.services import calendar, demo
from weeklypm.services.clock import HandClock
from weeklypm.storage import Unit

Open = tuple[Shell, Callable[[], None]]


@pytest.fixture
def opened(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Open]:
    path = demo.make_workspace(tmp_path / "sample.sqlite", HandClock(NOW), Language.EN)
    with pictures.shell_over(path, "en", NOW.isoformat()) as made:
        yield made
    theme.apply(qapp, theme.LIGHT)
    i18n.apply(qapp, Language.EN)


def command(shell: Shell, words: str) -> QAction:
    """Return the command that the palette lists under these words."""
    return next(action for _, action in shell.console.commands.usable() if action.text() == words)


def test_this_meeting_is_cancelled_from_the_palette_and_held_after_all(opened: Open) -> None:
    shell, settle = opened
    shell.console.show_page("this_week")
    settle()
    command(shell, "Cancel a meeting…").trigger()
    settle()
    dialog = shell.console.findChild(CancelDialog, "cancel_dialog")
    assert isinstance(dialog, CancelDialog)
    assert dialog.day.currentText() == "Wed 2 Sep 2026"
    dialog.reason.setText("Move of the office")
    dialog.answer.click()
    settle()
    assert shell.week_page.ui.closed.isVisible()
    assert shell.week_page.ui.closed_reason.text() == "Cancelled: Move of the office"
    assert not shell.console.ui.start.isEnabled()
    command(shell, "Hold the cancelled meeting after all").trigger()
    settle()
    assert shell.week_page.ui.closed.isHidden()
    assert shell.console.ui.start.isEnabled()


def test_days_off_reach_the_week_and_the_top_bar(opened: Open) -> None:
    shell, settle = opened
    shell.console.show_page("meeting")
    settle()

    def close(unit: Unit) -> None:
        calendar.add_closure(unit, "Inventory", date(2026, 9, 2), date(2026, 9, 2))

    shell.desk.operations.change(close, message("services.label.setup"))
    settle()
    assert not shell.console.ui.start.isEnabled()
    assert "Inventory" in shell.meeting_page.ui.idle.hint.text()
    shell.console.show_page("this_week")
    settle()
    assert shell.week_page.ui.closed_reason.text() == "Day off: Inventory"
    shell.desk.operations.undo()
    settle()
    assert shell.console.ui.start.isEnabled()


def test_dashboards_are_a_page_of_the_rail_and_one_taken_next_leads_the_agenda(opened: Open) -> None:
    shell, settle = opened
    command(shell, "Go to Dashboards").trigger()
    settle()
    assert shell.console.shown_page() == "dashboards"
    page = shell.dashboards_page
    assert page.model.rowCount() > 0
    assert page.ui.table.hasFocus()
    page.pane.take.click()
    settle()
    chosen = page.chosen()
    assert chosen is not None
    shell.console.show_page("this_week")
    settle()
    lines = shell.week_page.ui.agenda.model()
    told = " ".join(str(lines.index(row, 0).data()) for row in range(lines.rowCount()))
    assert chosen.dashboard.name in told
