"""What goes wrong while something is asked about an action: a sentence, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial

from actions_hands import GOOD, add, confirm, row, stand_on
from sheet_actions import Set

from weeklypm.gui.pages.actions_edit_dialog import ActionDialog
from weeklypm.services import actions

SOON, LATER = date(2026, 9, 23), date(2026, 10, 7)


@contextmanager
def file_gone(shown: Set) -> Iterator[None]:
    """Take the workspace's file away, so that nothing can be stored, and bring it back."""
    path = shown.desk.workspace
    away = path.with_name("away.sqlite")
    path.rename(away)
    try:
        yield
    finally:
        away.rename(path)


def test_what_cannot_be_stored_stays_typed_and_is_stored_later(shown: Set) -> None:
    add(shown, "Measure the queue", due=SOON)
    stand_on(shown, "Measure the queue")
    shown.page.run("due")
    shown.reason.due.day.set_day(LATER)
    shown.reason.why.text.setPlainText(GOOD)
    with file_gone(shown):
        confirm(shown)
        assert shown.reason.isVisible()
        assert shown.reason.why.field.is_wrong()
        assert (shown.reason.why.reason(), shown.reason.due.day.day()) == (GOOD, LATER)
    confirm(shown)
    assert not shown.reason.isVisible()
    assert row(shown, "Measure the queue").action.due == LATER


def test_a_date_that_is_set_meanwhile_needs_its_reason_in_the_open_dialog(shown: Set) -> None:
    add(shown, "Measure the queue")
    made = stand_on(shown, "Measure the queue").action
    shown.page.run("due")
    assert shown.reason.why.isHidden()
    shown.reason.due.day.set_day(LATER)
    shown.change(partial(actions.change_actions, action_ids=[made.id], due=SOON))
    assert shown.reason.due.day.day() == LATER
    confirm(shown)
    assert shown.reason.isVisible()
    assert shown.reason.why.field.is_wrong()
    shown.reason.why.text.setPlainText(GOOD)
    confirm(shown)
    assert row(shown, "Measure the queue").action.due == LATER


def test_the_same_holds_for_a_date_changed_among_other_fields(shown: Set) -> None:
    add(shown, "Measure the queue")
    made = stand_on(shown, "Measure the queue").action
    shown.page.run("edit")
    dialog = shown.page._dialog(ActionDialog)
    dialog.due.set_day(LATER)
    shown.change(partial(actions.change_actions, action_ids=[made.id], due=SOON))
    confirm(shown)
    assert shown.reason.isVisible()
    shown.reason.why.text.setPlainText(GOOD)
    confirm(shown)
    assert not dialog.isVisible()
    assert row(shown, "Measure the queue").action.due == LATER
