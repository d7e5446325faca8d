from __future__ import annotations

import threading

import leftovers
import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication, QLabel


def test_a_thread_left_running_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "GRACE_SECONDS", 0.05)
    stop = threading.Event()
    before = leftovers.inventory()
    worker = threading.Thread(target=stop.wait, name="forgotten")
    worker.start()
    left = leftovers.since(before)
    stop.set()
    worker.join()
    assert left == ["thread forgotten"]


def test_a_qthread_left_running_is_named(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "GRACE_SECONDS", 0.05)
    before = leftovers.inventory()
    worker = QThread(objectName="forgotten")
    worker.start()
    left = leftovers.since(before)
    worker.quit()
    worker.wait()
    assert left == ["running QThread 'forgotten'"]


def test_an_active_timer_is_named_and_stopped(qapp: QApplication) -> None:
    before = leftovers.inventory()
    timer = QTimer(objectName="forgotten")
    timer.start(60_000)
    assert leftovers.since(before) == ["active QTimer 'forgotten'"]
    assert not timer.isActive()


def test_a_window_left_open_is_named_and_a_deleted_one_is_not(qapp: QApplication) -> None:
    before = leftovers.inventory()
    tidy = QLabel("tidy")
    tidy.show()
    tidy.close()
    tidy.deleteLater()
    forgotten = QLabel("forgotten")
    forgotten.setWindowTitle("Forgotten")
    forgotten.show()
    assert leftovers.since(before) == ["window QLabel '' 'Forgotten'"]


def test_nothing_left_is_nothing_said(qapp: QApplication) -> None:
    before = leftovers.inventory()
    with_parent = QLabel("inner")
    timer = QTimer(with_parent)
    timer.start(60_000)
    timer.stop()
    with_parent.deleteLater()
    del with_parent, timer
    assert leftovers.since(before) == []


def test_a_window_with_a_running_timer_that_deletes_itself_leaves_nothing(qapp: QApplication) -> None:
    before = leftovers.inventory()
    window = QLabel("clock")
    timer = QTimer(window)
    timer.start(60_000)
    window.show()
    window.close()
    window.deleteLater()
    del window, timer
    assert leftovers.since(before) == []


def test_a_window_that_only_a_cycle_holds_is_collected(qapp: QApplication) -> None:
    before = leftovers.inventory()
    window = QLabel("cycle")
    window.itself = window  # type: ignore[attr-defined]
    del window
    assert leftovers.since(before) == []
