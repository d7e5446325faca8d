"""Reading postmortems in from the page: off the window's thread, previewed, all or nothing, twice changes nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import sweep
from desk_fixture import Heard, ask
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot
from sheet_incidents import DOCUMENTS, Set, make_own, stand

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import message
from weeklypm.gui import i18n, theme
from weeklypm.gui.pages.import_dialog import ImportDialog
from weeklypm.services import meetings, reading
from weeklypm.services.import_preview import foresee
from weeklypm.services.intake import Verdict, take_drafts

FIRST = DOCUMENTS / "book-style.md"


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> Iterator[Set]:
    with stand("en", theme.LIGHT, tmp_path / "w.db") as made:
        make_own(made)
        made.console.show()
        made.console.activateWindow()
        made.settle()
        yield made
    i18n.apply(qapp, "en")


def preview(shown: Set, qtbot: QtBot, *paths: Path) -> ImportDialog:
    flow = shown.page.importing
    flow.dialog = None
    flow.read(list(paths))
    qtbot.waitUntil(lambda: flow.dialog is not None, timeout=20_000)
    assert flow.dialog is not None
    return flow.dialog


def refused(shown: Set, qtbot: QtBot, path: Path) -> Problem:
    heard = Heard(shown.desk)
    shown.page.importing.read([path])
    qtbot.waitUntil(lambda: bool(heard.failed), timeout=20_000)
    problem: Problem = heard.failed[-1]
    return problem


def test_nothing_is_stored_before_the_answer_and_all_of_it_after(shown: Set, qtbot: QtBot) -> None:
    heard, paths = Heard(shown.desk), sorted(DOCUMENTS.glob("*.md"))
    dialog = preview(shown, qtbot, *paths)
    assert shown.rows() == []
    assert not shown.page.list.bring_in.isEnabled()
    dialog.answer.click()
    shown.settle()
    assert len(shown.rows()) == len(paths)
    assert all(row.events for row in shown.rows())
    assert shown.page.list.bring_in.isEnabled()
    told, undo = heard.told[-1]
    assert (told.code, told.get("n"), undo) == ("incidentpage.import.done", len(paths), True)
    shown.desk.operations.undo()
    shown.settle()
    assert shown.rows() == []


def test_the_window_goes_on_while_files_wait_for_the_worker(shown: Set, qtbot: QtBot) -> None:
    gate, flow = threading.Event(), shown.page.importing
    shown.desk.jobs.run(lambda _check: gate.wait(20), lambda _passed: None, lambda _problem: None)
    flow.read([FIRST])
    flow.read([FIRST])
    shown.settle()
    assert flow.dialog is None, "the file was read before the worker came to it"
    assert not shown.page.list.bring_in.isEnabled()
    gate.set()
    qtbot.waitUntil(lambda: flow.dialog is not None, timeout=20_000)
    assert flow.dialog is not None
    flow.dialog.reject()
    assert shown.page.list.bring_in.isEnabled()


def test_the_preview_shows_each_document_with_what_was_assumed(shown: Set, qtbot: QtBot) -> None:
    paths = sorted(DOCUMENTS.glob("*.md"))
    drafts = reading.read_files(paths)
    dialog = preview(shown, qtbot, *paths)
    box = dialog.documents.editor
    assert isinstance(box, QComboBox)
    assert box.count() == len(paths)
    for number, draft in enumerate(drafts):
        box.setCurrentIndex(number)
        assert dialog.name.text() == draft.title
        assert dialog.verdict.text() == "New"
        assert dialog.model.rowCount() == len(draft.events)
        assert draft.key in dialog.facts.text()
        assert draft.zone in dialog.facts.text()
        said = dialog.remarks.toPlainText()
        for remark in (*draft.assumptions, *draft.warnings):
            assert i18n.tr(remark.message) in said
            assert not remark.line or f"line {remark.line}:" in said
        assert all(action.text in said for action in draft.action_items)
    assert sweep.unnamed(dialog) == []
    dialog.reject()


def test_one_document_is_opened_after_it_was_taken(shown: Set, qtbot: QtBot) -> None:
    dialog = preview(shown, qtbot, FIRST)
    assert not dialog.documents.isVisible()
    dialog.answer.click()
    shown.settle()
    assert shown.page.stack.currentWidget() is shown.page.pane
    assert shown.page.pane.head.title.text() == reading.read_files([FIRST])[0].title
    actions = next(p for p in shown.page.pane.write_up.parts if p.remark.text().endswith("actions"))
    actions.name.click()
    assert actions.is_open


def test_the_same_file_again_is_nothing_new(shown: Set, qtbot: QtBot) -> None:
    preview(shown, qtbot, FIRST).answer.click()
    shown.settle()
    dialog = preview(shown, qtbot, FIRST)
    assert dialog.verdict.text() == "Nothing new"
    assert not dialog.answer.isEnabled()
    assert dialog.sentence.text() == "Nothing new: every document is in the workspace already."
    dialog.reject()


def test_a_changed_source_adds_what_is_new_when_asked(shown: Set, qtbot: QtBot, tmp_path: Path) -> None:
    copy = tmp_path / FIRST.name
    copy.write_text(FIRST.read_text("utf-8"), "utf-8")
    preview(shown, qtbot, copy).answer.click()
    shown.settle()
    before = shown.rows()[0].events
    copy.write_text(copy.read_text("utf-8").replace("Pager storm", "Pager torrent"), "utf-8")
    dialog = preview(shown, qtbot, copy)
    assert dialog.verdict.text() == "Changed"
    assert dialog.answer.text() == "Add what is new"
    assert shown.rows()[0].incident.key in dialog.sentence.text()
    dialog.answer.click()
    shown.settle()
    assert [row.events for row in shown.rows()] == [before + 1]


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.md", b""), ("binary.md", bytes(range(256)) * 9), ("story.md", b"Once upon a time.\n"), ("gone.md", None)],
)
def test_what_is_no_postmortem_is_told_in_a_sentence_and_leaves_nothing(
    shown: Set, qtbot: QtBot, tmp_path: Path, name: str, content: bytes | None
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    problem = refused(shown, qtbot, path)
    assert i18n.tr(problem.message).endswith(".")
    assert shown.page.importing.dialog is None
    assert shown.page.list.bring_in.isEnabled()
    assert shown.rows() == []


def test_one_bad_file_among_good_ones_stops_all(shown: Set, qtbot: QtBot, tmp_path: Path) -> None:
    bad = tmp_path / "bad.md"
    bad.write_bytes(b"")
    heard = Heard(shown.desk)
    shown.page.importing.read([FIRST, bad])
    qtbot.waitUntil(lambda: bool(heard.failed), timeout=20_000)
    assert shown.rows() == []


def test_nothing_is_read_in_while_a_meeting_runs(shown: Set, qtbot: QtBot) -> None:
    shown.change(partial(meetings.start_meeting, day=None))
    assert refused(shown, qtbot, FIRST).code == "services.problem.meeting_live"


def test_files_are_dropped_onto_the_page_and_others_are_not_taken(shown: Set, qtbot: QtBot, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(FIRST))])
    copy, mouse, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(9, 9), copy, data, mouse, keys)
    QApplication.sendEvent(shown.page, entering)
    assert entering.isAccepted()
    shown.page.dropEvent(QDropEvent(QPoint(9, 9), copy, data, mouse, keys))
    flow = shown.page.importing
    qtbot.waitUntil(lambda: flow.dialog is not None, timeout=20_000)
    assert flow.dialog is not None
    flow.dialog.reject()
    picture = QMimeData()
    picture.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    other = QDragEnterEvent(QPoint(9, 9), copy, picture, mouse, keys)
    other.ignore()
    shown.page.dragEnterEvent(other)
    assert not other.isAccepted()


def test_verdicts_are_what_the_import_then_does(shown: Set) -> None:
    drafts = reading.read_files(sorted(DOCUMENTS.glob("*.md"))[:2])
    twice = (*drafts, drafts[0])
    foreseen = ask(shown.desk, partial(foresee, drafts=twice))
    assert [one.verdict for one in foreseen] == [Verdict.NEW, Verdict.NEW, Verdict.NOTHING_NEW]
    taken: list[object] = []
    shown.desk.operations.change(partial(take_drafts, drafts=twice), message("services.label.import", n=3),
                                 done=taken.extend)  # fmt: skip
    shown.settle()
    assert [one.verdict for one in taken] == [one.verdict for one in foreseen]  # type: ignore[attr-defined]
