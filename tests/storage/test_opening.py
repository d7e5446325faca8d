"""What stands in the way of opening is told in one sentence, and the file is left as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from storage_examples import HandClock, team, topic
from storage_processes import in_child, start_holder

from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Team
from weeklypm.storage import Unit, Workspace, default_path, open_reader, open_workspace, place_warnings
from weeklypm.storage.engine import APPLICATION_ID, raw_connection
from weeklypm.storage.lock import holder_path
from weeklypm.wording import say


def problem_of(act: Callable[[], object]) -> Problem:
    """Return the problem that an act ends with; its sentence exists in both languages."""
    with pytest.raises(Problem) as caught:
        act()
    for language in ("en", "ja"):
        text = say(language, caught.value.message)
        assert text
        assert "\n" not in text
    return caught.value


def refused(path: Path, *, create: bool = False) -> str:
    """Return why a path is refused, to write and to read alike; no byte beside or in the file changes."""
    before = snapshot(path.parent) if path.parent.is_dir() else None
    problem = problem_of(lambda: open_workspace(path, clock=HandClock(), create=create).close())
    if not create:
        assert problem_of(lambda: open_reader(path, clock=HandClock()).close()).code == problem.code
    assert (snapshot(path.parent) if path.parent.is_dir() else None) == before
    return problem.code


def snapshot(folder: Path) -> dict[str, bytes]:
    # The lock file itself may stay: Unix keeps it so that nobody locks a name that is gone.
    files = [file for file in folder.rglob("*") if file.is_file() and not file.name.endswith(".lock")]
    return {str(file): file.read_bytes() for file in files}


def test_places_where_no_workspace_can_be(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.sqlite") == "storage.problem.missing"
    assert refused(tmp_path / "no" / "folder.sqlite") == "storage.problem.missing_folder"
    assert refused(tmp_path / "no" / "folder.sqlite", create=True) == "storage.problem.missing_folder"
    assert refused(tmp_path) == "storage.problem.is_folder"
    assert refused(tmp_path, create=True) == "storage.problem.is_folder"


def test_the_default_folder_is_made_when_first_needed() -> None:
    shutil.rmtree(default_path().parent, ignore_errors=True)
    with open_workspace(default_path(), clock=HandClock(), create=True) as made:
        made.change(team)
    assert default_path().is_file()
    shutil.rmtree(default_path().parent)


@pytest.mark.parametrize("create", [True, False])
def test_files_of_others_are_refused(path: Path, create: bool) -> None:
    other = sqlite3.connect(path)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("CREATE TABLE recipe (name)")
    other.execute("PRAGMA application_id=42")
    other.close()
    assert refused(path, create=create) == "storage.problem.foreign"
    path.write_bytes(b"")
    assert refused(path, create=create) == "storage.problem.foreign"
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("manifest.json", "{}")
    assert refused(path, create=create) == "storage.problem.pack"
    path.write_bytes("# 週刊ポストモーテム\n".encode("shift_jis") * 500)
    assert refused(path, create=create) == "storage.problem.damaged"


def filled(workspace: Workspace, rows: int = 300) -> None:
    def fill(unit: Unit) -> None:
        for number in range(rows):
            topic(unit, f"Topic {number} {'x' * 200}")

    workspace.change(fill)
    workspace.close()


@pytest.mark.parametrize("offset", [0, 20, 4096, 40960])
def test_damaged_files_are_refused_and_left_as_they_are(workspace: Workspace, offset: int) -> None:
    filled(workspace)
    data = bytearray(workspace.path.read_bytes())
    data[offset : offset + 4096] = bytes(4096)
    workspace.path.write_bytes(data)
    before = snapshot(workspace.path.parent)
    problem = problem_of(lambda: open_workspace(workspace.path, clock=HandClock()))
    assert problem.code in {"storage.problem.damaged", "storage.problem.foreign"}
    assert snapshot(workspace.path.parent) == before


def test_a_truncated_file_is_refused(workspace: Workspace) -> None:
    filled(workspace)
    os.truncate(workspace.path, workspace.path.stat().st_size // 2 // 4096 * 4096)
    assert problem_of(lambda: open_workspace(workspace.path, clock=HandClock())).code == "storage.problem.damaged"


def test_a_newer_file_is_refused_by_its_revision(workspace: Workspace) -> None:
    workspace.close()
    raw = raw_connection(workspace.path, "rw")
    raw.execute("UPDATE alembic_version SET version_num = '0999'")
    raw.close()
    assert refused(workspace.path) == "storage.problem.newer"
    problem = problem_of(lambda: open_workspace(workspace.path, clock=HandClock()))
    assert problem.message.get("revision") == "0999"
    assert "0999" in say("en", problem.message)


def test_a_second_copy_is_told_who_holds_it(path: Path) -> None:
    with start_holder(path) as holder:
        began = time.monotonic()
        problem = problem_of(lambda: open_workspace(path, clock=HandClock()))
        assert time.monotonic() - began < 1
        assert problem.code == "storage.problem.held"
        assert problem.message.get("pid") == str(holder.pid)
        assert str(holder.pid) in say("ja", problem.message)
        holder_path(path).write_text("{")
        assert problem_of(lambda: open_workspace(path, clock=HandClock())).code == "storage.problem.held_by_another"
        with open_reader(path, clock=HandClock()) as reader:
            assert reader.read(lambda unit: unit.count(Team)) == 1
        holder.kill()
        holder.wait()
        with open_workspace(path, clock=HandClock()) as mine:
            assert mine.read(lambda unit: unit.count(Team)) == 1


def test_one_process_cannot_open_it_twice_either(workspace: Workspace) -> None:
    problem = problem_of(lambda: open_workspace(workspace.path, clock=HandClock()))
    assert problem.message.get("pid") == str(os.getpid())
    assert workspace.change(team).value.name == "Sea"


def test_a_refused_opening_frees_the_lock(path: Path) -> None:
    path.write_bytes(b"")
    problem_of(lambda: open_workspace(path, clock=HandClock()))
    path.unlink()
    open_workspace(path, clock=HandClock(), create=True).close()


def test_a_read_only_folder_is_told_and_can_be_read(workspace: Workspace) -> None:
    workspace.change(team)
    workspace.close()
    folder = workspace.path.parent

    def as_nobody() -> str:
        code = problem_of(lambda: open_workspace(workspace.path, clock=HandClock())).code
        made = problem_of(lambda: open_workspace(folder / "new.sqlite", clock=HandClock(), create=True)).code
        with open_reader(workspace.path, clock=HandClock()) as reader:
            return f"{code} {made} {reader.read(lambda unit: unit.count(Team))} {reader.check()}"

    with unwritable(folder):
        told = in_child(as_nobody, as_nobody=True)
    assert told == "storage.problem.read_only storage.problem.read_only 1 []"
    assert sorted(file.name for file in folder.iterdir()) == ["week.sqlite", "week.sqlite.lock"]


def test_a_read_only_file_is_told(workspace: Workspace) -> None:
    workspace.close()
    workspace.path.chmod(0o444)
    workspace.path.parent.chmod(0o777)
    with reachable(workspace.path.parent):
        told = in_child(
            lambda: problem_of(lambda: open_workspace(workspace.path, clock=HandClock())).code, as_nobody=True
        )
    assert told == "storage.problem.read_only"


class reachable:  # noqa: N801  reads as a word
    """Let everybody pass to a temporary folder for a while."""

    def __init__(self, folder: Path) -> None:
        self._modes = {
            place: place.stat().st_mode for place in (folder, *folder.parents) if place.stat().st_uid == os.getuid()
        }

    def __enter__(self) -> None:
        for place, mode in self._modes.items():
            if place != Path(place.anchor):
                place.chmod(mode | 0o055)

    def __exit__(self, *_: object) -> None:
        for place, mode in self._modes.items():
            if place != Path(place.anchor):
                place.chmod(mode)


class unwritable(reachable):  # noqa: N801  as above
    """Let everybody read a folder and nobody write it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._folder = folder

    def __enter__(self) -> None:
        super().__enter__()
        self._folder.chmod(0o555)


@pytest.mark.parametrize("way", ["moved", "replaced", "removed"])
def test_a_file_moved_while_open_takes_no_more_changes(workspace: Workspace, way: str) -> None:
    made = workspace.change(team)
    away = workspace.path.with_name("elsewhere.sqlite")
    workspace.path.rename(away)
    if way == "replaced":
        shutil.copy(away, workspace.path)
    if way == "removed":
        away.unlink()
    assert problem_of(lambda: workspace.change(team)).code == "storage.problem.moved"
    assert problem_of(lambda: workspace.undo(made.changes.operation_id)).code == "storage.problem.moved"


def test_a_full_disk_keeps_what_was_saved_and_works_on_when_there_is_room(workspace: Workspace) -> None:
    workspace.change(team)
    driver = workspace._driver()
    pages = driver.execute("PRAGMA page_count").fetchone()[0]
    driver.execute(f"PRAGMA max_page_count={pages + 2}")
    problem = problem_of(lambda: workspace.change(lambda unit: topic(unit, "big", detail="x" * 150_000)))
    assert problem.code == "storage.problem.disk_full"
    assert workspace.read(lambda reader: reader.count(Team)) == 1
    driver.execute("PRAGMA max_page_count=1000000")
    workspace.change(lambda unit: topic(unit, "big", detail="x" * 150_000))
    assert workspace.check() == []


def test_a_device_that_refuses_a_write_is_told(path: Path) -> None:
    def limited() -> str:
        import resource

        workspace = open_workspace(path, clock=HandClock(), create=True)
        workspace.change(team)
        resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, -1))
        codes = {
            problem_of(lambda: workspace.change(lambda unit: topic(unit, "x", detail="y" * 190_000))).code
            for _ in range(1)
            if fill(workspace)
        }
        return f"{codes} {workspace.read(lambda reader: reader.count(Team))}"

    def fill(workspace: Workspace) -> bool:
        try:
            for _ in range(20):
                workspace.change(lambda unit: topic(unit, "x", detail="y" * 100_000))
        except Problem:
            return True
        return False

    assert in_child(limited) in {"{'storage.problem.device'} 1", "{'storage.problem.disk_full'} 1"}
    with open_workspace(path, clock=HandClock()) as again:
        assert again.read(lambda reader: reader.count(Team)) == 1
        assert again.check() == []


def test_a_file_locked_by_another_program_is_told(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace._driver().execute("PRAGMA busy_timeout=50")
    other = raw_connection(workspace.path, "rw")
    other.execute("BEGIN IMMEDIATE")
    assert problem_of(lambda: workspace.change(team)).code == "storage.problem.busy"
    other.execute("ROLLBACK")
    other.close()
    assert workspace.change(team).value.name == "Sea"


def test_closing_leaves_one_whole_file(workspace: Workspace) -> None:
    workspace.change(team)
    workspace.close()
    names = sorted(file.name for file in workspace.path.parent.iterdir())
    assert names == ["week.sqlite", "week.sqlite.lock"]
    copied = workspace.path.with_name("copy.sqlite")
    shutil.copy(workspace.path, copied)
    with open_reader(copied, clock=HandClock()) as reader:
        assert reader.read(lambda unit: unit.count(Team)) == 1


def test_names_with_every_awkward_letter_open(tmp_path: Path) -> None:
    path = tmp_path / "a b?#%41 週刊.sqlite"
    with open_workspace(path, clock=HandClock(), create=True) as made:
        made.change(team)
    with open_reader(path, clock=HandClock()) as reader:
        assert reader.read(lambda unit: unit.count(Team)) == 1


def test_the_settings_that_decide_about_loss_are_on(workspace: Workspace) -> None:
    driver = workspace._driver()
    names = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "busy_timeout", "application_id")
    found = {name: driver.execute(f"PRAGMA {name}").fetchone()[0] for name in names}
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "busy_timeout": 5000,
        "application_id": APPLICATION_ID,
    }


def test_a_reader_cannot_write(workspace: Workspace) -> None:
    with open_reader(workspace.path, clock=HandClock()) as reader, pytest.raises(reader._driver().OperationalError):
        reader._driver().execute("DELETE FROM team")


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("/team/a/Dropbox/team/w.sqlite", "storage.warning.cloud"),
        ("/team/a/Library/Mobile Documents/w.sqlite", "storage.warning.cloud"),
        ("/team/a/OneDrive - Company/w.sqlite", "storage.warning.cloud"),
        ("//server/share/w.sqlite", "storage.warning.network"),
        ("/team/a/notes/w.sqlite", None),
    ],
)
def test_places_that_damage_databases_are_warned_of(place: str, code: str | None) -> None:
    found = place_warnings(Path(place))
    assert [warning.code for warning in found] == ([code] if code else [])
    assert all(say("ja", warning) for warning in found)


def test_a_workspace_in_a_synchronised_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    with open_workspace(tmp_path / "Dropbox" / "w.sqlite", clock=HandClock(), create=True) as opened:
        assert [notice.code for notice in opened.notices] == ["storage.warning.cloud"]


def test_a_failed_daily_backup_is_a_notice(workspace: Workspace, clock: HandClock) -> None:
    workspace.close()
    workspace.path.with_name("week.sqlite.backups").write_text("in the way")
    clock.now += timedelta(days=1)
    with open_workspace(workspace.path, clock=clock) as again:
        assert [notice.code for notice in again.notices] == ["storage.warning.backup"]
        assert say("en", again.notices[0])
        assert again.change(team).value.name == "Sea"
