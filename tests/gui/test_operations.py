"""The one door: changes and questions run off the window's thread, in order, and can be undone and redone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from services_desk import FORM, NOW

from weeklypm.domain.agenda import AgendaItem, ItemState
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import message
from weeklypm.gui.jobs import Cancelled, Jobs
from weeklypm.gui.operations import Operations
from weeklypm.services import access, queue, setup
from weeklypm.services.clock import HandClock

LABEL = message("services.label.setup")


@pytest.fixture
def door(qtbot: QtBot, tmp_path: Path) -> Iterator[Operations]:
    path, clock = tmp_path / "team.sqlite", HandClock(NOW)
    made = Operations(lambda: access.writer(path, clock, create=True), lambda: access.reader(path, clock))
    made.change(lambda unit: setup.create_workspace(unit, FORM, "Hinoki"), LABEL, undoable=False)
    assert made.settled()
    yield made
    made.close()


def waiting(door: Operations) -> list[str]:
    found: list[list[AgendaItem]] = []
    door.query(queue.waiting, found.append)
    assert door.settled()
    return [item.title for item in found[0]]


def test_a_question_asked_after_a_change_sees_it(door: Operations) -> None:
    found: list[int] = []
    for number in range(20):
        door.change(lambda unit, n=number: queue.add_topic(unit, f"topic {n}"), LABEL)
        door.query(lambda reader: reader.count(AgendaItem), found.append)
    assert door.settled()
    # It may see later changes too, never fewer.
    assert len(found) == 20
    assert all(seen > number for number, seen in enumerate(found))


def test_work_runs_off_the_window_and_answers_on_it(door: Operations) -> None:
    here = threading.current_thread()
    worked: list[threading.Thread] = []
    answered: list[threading.Thread] = []
    door.change(
        lambda unit: (worked.append(threading.current_thread()), queue.add_topic(unit, "x"))[1],
        LABEL,
        done=lambda _item: answered.append(threading.current_thread()),
    )
    door.query(lambda _reader: worked.append(threading.current_thread()), lambda _none: None)
    assert door.settled()
    assert here not in worked
    assert len(set(worked)) == 2
    assert answered == [here]


class Asker(QWidget):
    """Ask, and show the answer or the refusal in a field of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)

    def show_answer(self, answer: object) -> None:
        self.field.setText(str(answer))

    def show_refusal(self, by: str, problem: Problem) -> None:
        self.field.setText(f"{by}: {problem.code}")


def test_a_window_closed_meanwhile_is_not_told(door: Operations) -> None:
    asker = Asker()
    door.query(lambda reader: reader.count(AgendaItem), asker.show_answer)
    door.change(lambda unit: queue.add_topic(unit, ""), LABEL, failed=partial(asker.show_refusal, "refused"))
    shiboken6.delete(asker)
    # A dead field would raise in the event loop, which fails the test.
    assert door.settled()


def test_undo_and_redo_go_back_and_forth(door: Operations, qtbot: QtBot) -> None:
    told: list[tuple[Any, Any]] = []
    door.undo_changed.connect(lambda undo, redo: told.append((undo, redo)))
    door.change(lambda unit: queue.add_topic(unit, "first"), message("services.label.record"))
    door.change(lambda unit: queue.add_topic(unit, "second"), LABEL)
    assert waiting(door) == ["first", "second"]
    door.undo()
    assert waiting(door) == ["first"]
    assert told[-1] == (message("services.label.record"), LABEL)
    door.undo()
    door.redo()
    door.redo()
    assert waiting(door) == ["first", "second"]
    door.redo()
    assert waiting(door) == ["first", "second"]


def test_a_new_change_forgets_what_could_be_redone(door: Operations) -> None:
    door.change(lambda unit: queue.add_topic(unit, "first"), LABEL)
    assert door.settled()
    door.undo()
    door.change(lambda unit: queue.add_topic(unit, "other"), LABEL)
    assert door.settled()
    door.redo()
    assert waiting(door) == ["other"]


def test_what_changed_is_announced_once_with_its_initiator(door: Operations) -> None:
    heard: list[tuple[Any, object]] = []
    door.bus.changed.connect(lambda changes, initiator: heard.append((changes, initiator)))
    me = object()
    door.change(lambda unit: queue.add_topic(unit, "x"), LABEL, initiator=me)
    door.change(lambda _unit: None, LABEL, initiator=me)
    assert door.settled()
    assert len(heard) == 1
    assert heard[0][0].touches("AgendaItem")
    assert heard[0][1] is me


def test_a_problem_reaches_whoever_asked_and_writes_nothing(door: Operations) -> None:
    problems: list[Problem] = []
    door.change(_half_then_fail, LABEL, failed=problems.append)
    assert door.settled()
    assert [problem.code for problem in problems] == ["services.problem.title_empty"]
    assert waiting(door) == []


def _half_then_fail(unit: Any) -> None:
    queue.add_topic(unit, "kept?")
    queue.add_topic(unit, "")


def test_a_problem_nobody_asked_about_is_told_by_the_bus(door: Operations) -> None:
    heard: list[str] = []
    door.bus.failed.connect(lambda problem, _initiator: heard.append(problem.code))
    door.change(lambda unit: queue.add_topic(unit, ""), LABEL)
    assert door.settled()
    assert heard == ["services.problem.title_empty"]


def test_a_fault_of_ours_becomes_a_sentence(door: Operations, capsys: pytest.CaptureFixture[str]) -> None:
    problems: list[Problem] = []
    door.query(lambda _reader: 1 // 0, lambda _value: None, problems.append)
    assert door.settled()
    assert [(problem.code, problem.message.get("error")) for problem in problems] == [
        ("gui.problem.unexpected", "ZeroDivisionError")
    ]
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_another_file_can_be_opened_after_a_release(door: Operations) -> None:
    door.change(lambda unit: queue.add_topic(unit, "x"), LABEL)
    assert door.settled()
    assert door.is_open
    door.release()
    assert not door.is_open
    door.undo()
    assert waiting(door) == ["x"]


def test_dropped_items_come_back_by_undo(door: Operations) -> None:
    items: list[AgendaItem] = []
    door.change(lambda unit: queue.add_topic(unit, "x"), LABEL, done=items.append)
    assert door.settled()
    door.change(lambda unit: queue.drop_item(unit, items[0].id), LABEL)
    assert waiting(door) == []
    door.undo()
    assert waiting(door) == ["x"]
    assert items[0].state is ItemState.QUEUED


def test_jobs_answer_here_and_stop_when_told(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    jobs = Jobs()
    answers: list[object] = []
    problems: list[str] = []
    begun = threading.Event()
    jobs.run(lambda _check: 42, answers.append, lambda problem: problems.append(problem.code))
    jobs.run(lambda _check: 1 // 0, answers.append, lambda problem: problems.append(problem.code))
    qtbot.waitUntil(lambda: answers == [42] and problems == ["gui.problem.unexpected"])
    jobs.run(lambda check: _until_stopped(check, begun), answers.append, lambda problem: problems.append(problem.code))
    assert begun.wait(5)
    jobs.close()
    assert answers == [42]
    assert "ZeroDivisionError" in capsys.readouterr().err


def _until_stopped(check: Any, begun: threading.Event) -> None:
    begun.set()
    for _ in range(10**9):
        check()
    raise Cancelled
