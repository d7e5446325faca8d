"""No path of the actions page moves a date, a priority or an owner, or drops an action, without a reason.

The page and its dialogs are driven by random choices over a real workspace. What counts is what the workspace holds
before and after each step, not what the page believes.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from sheet_actions import Set, make_own, stand, to_today

from weeklypm.domain.outcomes import ActionChange, ActionItem, ActionState, Priority, ReasonKind
from weeklypm.domain.people import Person
from weeklypm.gui import theme
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.gui.pages.actions_edit_dialog import ActionDialog
from weeklypm.gui.pages.actions_menu import KEYS
from weeklypm.gui.pages.actions_small_dialogs import BlockDialog, SplitDialog
from weeklypm.gui.pages.reason_dialog import ReasonDialog
from weeklypm.services import actions
from weeklypm.storage import Reader, Unit

TODAY = date(2026, 9, 2)
SAID = ("The provider answers late", "先に決済を直したため")
UNSAID = ("", " ", "\u3000", "-", "なし", "TBD", "\u200b\u200d")
GUARDED = ("due", "priority", "owner_id", "owner_text", "team_id")
AGREED_BY = {"due": ("due",), "priority": ("priority",), "team_id": ("team_id",),
             "owner_id": ("owner_id", "owner_text"), "owner_text": ("owner_id", "owner_text")}  # fmt: skip

Rows = dict[UUID, Any]


@dataclass(frozen=True)
class Step:
    """Hold one thing that a person does: what is chosen, asked for, filled in, and how it ends."""

    tab: str
    places: tuple[int, ...]
    name: str
    day: str
    priority: int
    owner: str
    kind: ReasonKind | None
    reason: str
    ways: str
    end: str


STEPS = st.builds(
    Step,
    tab=st.sampled_from(("open", "open", "late", "ended")),
    places=st.lists(st.integers(0, 5), min_size=1, max_size=3).map(tuple),
    name=st.sampled_from((*KEYS, "due", "due", "edit", "several", "undo", "redo", "")),
    day=st.sampled_from(("", "9/18", "2026-08-01", "fri", "soon", "2027-01-08", "keep")),
    priority=st.integers(0, 5),
    owner=st.sampled_from(("", "Sena", "torii", "Web", "Somebody", "keep")),
    kind=st.sampled_from((None, *ReasonKind)),
    reason=st.sampled_from((*SAID, *SAID, *UNSAID)),
    ways=st.sampled_from(("", "", "", "split", "drop")),
    end=st.sampled_from(("answer", "answer", "answer", "cancel")),
)


def held(reader: Reader) -> tuple[Rows, Rows]:
    """Return all actions and all reasoned changes by their ids."""
    found = reader.find(ActionItem, include_deleted=True), reader.find(ActionChange, include_deleted=True)
    return {row.id: row for row in found[0]}, {row.id: row for row in found[1]}


def snapshot(shown: Set) -> tuple[Rows, Rows]:
    answers: list[tuple[Rows, Rows]] = []
    shown.desk.operations.query(held, answers.append)
    shown.settle()
    return answers[0]


def unreasoned(before: tuple[Rows, Rows], after: tuple[Rows, Rows]) -> list[str]:
    """Return what moved between two states with no new reason, and no reason given back or taken back by undo."""
    told = {(change.action_id, change.field) for change in after[1].values()
            if (change.id not in before[1] and change.reason in SAID)
            or (change.id in before[1] and before[1][change.id].withdrawn != change.withdrawn)}  # fmt: skip
    faults = []
    for action_id, old in before[0].items():
        new = after[0][action_id]
        moved = [name for name in GUARDED if getattr(old, name) != getattr(new, name)
                 and any(getattr(old, other) for other in AGREED_BY[name])]  # fmt: skip
        if new.state is ActionState.DROPPED and old.state is not ActionState.DROPPED:
            moved.append("state")
        faults += [f"{name} of {old.text}" for name in moved if (action_id, name) not in told]
        if new.deleted_at and not old.deleted_at and any(getattr(old, name) for name in GUARDED):
            faults.append(f"{old.text} was deleted")
    return faults


def fill(unit: Unit) -> None:
    """Record six actions: agreed, half agreed, bare, late with two slips, an idea, and one that is done."""
    sena = next(person for person in unit.find(Person) if person.name == "Sena")
    day = TODAY + timedelta(days=9)
    actions.add_action(unit, "Agreed", owner_id=sena.id, priority=Priority.P1, due=day)
    actions.add_action(unit, "Half agreed", owner_text="Somebody", due=day)
    actions.add_action(unit, "Bare")
    late = actions.add_action(unit, "Slipping", owner_id=sena.id, due=TODAY - timedelta(days=20))
    for days in (10, 5):
        actions.change_actions(unit, [late.id], reason=SAID[0], due=TODAY - timedelta(days=days))
    actions.add_action(unit, "Idea", priority=Priority.P3, state=ActionState.IDEA)
    done = actions.add_action(unit, "Done", owner_id=sena.id, due=day)
    actions.change_actions(unit, [done.id], state=ActionState.DONE)


def take(shown: Set, step: Step) -> None:
    """Do one step, through whatever dialogs come up."""
    if step.name in {"undo", "redo"}:
        getattr(shown.desk.operations, step.name)()
        shown.settle()
        return
    page = shown.page
    page.list.ui.tabs.choose(step.tab)
    numbers = [number for number in range(page.list.model.rowCount()) if page.list.model.row(number) is not None]
    if numbers:
        page.list._choose([page.list.model.row(numbers[place % len(numbers)]).action.id for place in step.places], 0)  # type: ignore[union-attr]
    page.add() if step.name == "" else page.run(step.name)
    shown.settle()
    for _ in range(4):
        dialog = top(shown)
        if dialog is None:
            return
        answer(dialog, step)
        shown.settle()
    while (dialog := top(shown)) is not None:
        dialog.reject()
        shown.settle()


def top(shown: Set) -> Ask | None:
    """Return the dialog that is asked last."""
    found = [dialog for dialog in shown.page._dialogs.values() if dialog.isVisible()]
    return next((dialog for dialog in found if isinstance(dialog, ReasonDialog)), found[0] if found else None)


def answer(dialog: Ask, step: Step) -> None:
    """Fill a dialog in and end it."""
    if isinstance(dialog, ReasonDialog):
        type_date(dialog.due.day, step)
        dialog.priority.box.setCurrentIndex(step.priority % max(1, dialog.priority.box.count()))
        type_name(dialog.owner.who, step)
        if dialog.ways.isVisible() and step.ways:
            getattr(dialog.ways, f"{step.ways}_link").click()
            return
    elif isinstance(dialog, ActionDialog):
        dialog.text.setPlainText(dialog.text.toPlainText() or "Another")
        type_date(dialog.due, step)
        dialog.priority.setCurrentIndex(step.priority % dialog.priority.count())
        type_name(dialog.owner, step)
    elif isinstance(dialog, SplitDialog):
        dialog.parts.setPlainText("One part @Torii ^9/18\nAnother part")
    elif isinstance(dialog, BlockDialog):
        dialog.by.setText(step.reason)
    if isinstance(dialog, ReasonDialog | SplitDialog):
        if step.kind is not None:
            dialog.why.tap(step.kind)
        dialog.why.text.setPlainText(step.reason)
    dialog.answer.click() if step.end == "answer" else dialog.cancel.click()


def type_date(field: Any, step: Step) -> None:
    if step.day != "keep":
        field.setText(step.day)
        field.textEdited.emit(step.day)


def type_name(field: Any, step: Step) -> None:
    if step.owner != "keep":
        field.setText(step.owner)


@pytest.fixture(scope="session")
def six(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Record the six actions in a file, once; each example takes a copy."""
    path = tmp_path_factory.mktemp("reasons") / "w.db"
    with stand("en", theme.LIGHT, path) as shown:
        make_own(shown)
        to_today(shown)
        shown.clock.forward(timedelta(days=-25))
        shown.change(fill)
    return path


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=3, max_size=9))
def test_nothing_agreed_moves_without_a_reason(six: Path, steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as place, stand("en", theme.LIGHT, Path(shutil.copy(six, place))) as shown:
        walk(shown, steps)


def walk(shown: Set, steps: list[Step]) -> None:
    """Take the steps one after another, and hold what was agreed against each."""
    shown.change(lambda unit: unit.now)  # opens the file
    to_today(shown)
    shown.open()
    before = snapshot(shown)
    for step in steps:
        take(shown, step)
        QApplication.processEvents()
        after = snapshot(shown)
        assert unreasoned(before, after) == [], step
        before = after


def test_the_oracle_itself_sees_a_move_without_a_reason(qapp: QApplication, tmp_path: Path) -> None:
    with stand("en", theme.LIGHT, tmp_path / "w.db") as shown:
        make_own(shown)
        to_today(shown)
        shown.clock.forward(timedelta(days=-25))
        shown.change(fill)
        before = snapshot(shown)
        agreed = next(row for row in before[0].values() if row.text == "Agreed")
        changed = {**before[0], agreed.id: ActionItem(**{**vars(agreed), "due": None, "state": ActionState.DROPPED})}
        assert unreasoned(before, (changed, before[1])) == ["due of Agreed", "state of Agreed"]
        bare = next(row for row in before[0].values() if row.text == "Bare")
        first = {**before[0], bare.id: ActionItem(**{**vars(bare), "due": TODAY})}
        assert unreasoned(before, (first, before[1])) == [], "the first time needs none"
