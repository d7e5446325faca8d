"""Several processes and threads: nothing acknowledged is lost to kill -9, readers never wait for the writer."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from storage_examples import HandClock, team
from storage_processes import killed_while_writing

from weeklypm.domain.people import Team
from weeklypm.storage import Unit, Workspace, open_reader, open_workspace


def lost_rows(path: Path, lines: int) -> tuple[int, int]:
    """Kill a writer, reopen its file, and return how many rows it said were saved, and how many of them are gone."""
    said = killed_while_writing(path, lines)
    with open_workspace(path, clock=HandClock()) as workspace:
        assert workspace.check() == []
        kept = {row.id for row in workspace.read(lambda reader: reader.find(Team))}
    return len(said), len(set(said) - kept)


@pytest.mark.parametrize("lines", [1, 7, 40])
def test_kill_nine_loses_nothing_that_was_said_to_be_saved(path: Path, lines: int) -> None:
    said, lost = lost_rows(path, lines)
    assert said >= lines
    assert lost == 0


def test_a_reader_sees_the_last_commit_while_a_change_is_under_way(workspace: Workspace) -> None:
    workspace.change(team)
    with open_reader(workspace.path, clock=HandClock()) as reader:

        def half(unit: Unit) -> int:
            team(unit, "Sky")
            return reader.read(lambda other: other.count(Team))

        assert workspace.change(half).value == 1
        assert reader.read(lambda other: other.count(Team)) == 2


def test_one_question_sees_one_snapshot(workspace: Workspace) -> None:
    with open_reader(workspace.path, clock=HandClock()) as reader:

        def twice(other: object) -> tuple[int, int]:
            before = reader_count(other)
            workspace.change(team)
            return before, reader_count(other)

        def reader_count(other: object) -> int:
            return other.count(Team)  # type: ignore[attr-defined,no-any-return]

        assert reader.read(twice) == (0, 0)
        assert reader.read(reader_count) == 1


def test_readers_in_threads_beside_a_writer(path: Path, workspace: Workspace) -> None:
    done = threading.Event()
    seen: list[int] = []

    def watch() -> None:
        with open_reader(path, clock=HandClock()) as reader:
            while not done.is_set():
                seen.append(reader.read(lambda other: other.count(Team)))

    threads = [threading.Thread(target=watch) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in range(60):
        workspace.change(team)
    done.set()
    for thread in threads:
        thread.join()
    assert seen
    assert max(seen) <= 60
    assert workspace.check() == []


def test_a_connection_stays_in_its_thread(workspace: Workspace) -> None:
    errors: list[BaseException] = []

    def elsewhere() -> None:
        try:
            workspace.change(team)
        except Exception as error:  # noqa: BLE001  the kind is looked at below
            errors.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert "thread" in str(errors[0])
    assert workspace.change(team).value.name == "Sea"
