"""What the tests of handing over share: two workspaces, their packs, and packs that somebody has tampered with."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from weeklypm.domain.agenda import Segment
from weeklypm.domain.calendar import Series
from weeklypm.domain.calendar import Workspace as WorkspaceRow
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting, MeetingState, NoteDraft
from weeklypm.domain.people import Team
from weeklypm.domain.values import Language
from weeklypm.storage import Unit, Workspace, open_reader, open_workspace
from weeklypm.storage.handover import Opened, Packed, look_into, open_pack, pack_workspace
from weeklypm.wording import say

START = datetime(2026, 9, 2, 3, 0, tzinfo=UTC)
MANIFEST, DATA = "manifest.json", "data.sqlite"


class Ticking:
    """Move on by a second at each reading."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass
class Desk:
    """Hold one machine's workspace, opened anew for each thing that is done."""

    path: Path
    clock: Ticking

    def open(self) -> Workspace:
        return open_workspace(self.path, clock=self.clock, create=not self.path.exists())

    def write(self, name: str) -> Team:
        with self.open() as workspace:
            return workspace.change(lambda unit: unit.add(Team(**unit.stamp(), name=name))).value

    def pack(self, target: Path, to: str = "Kasuga", **more: Any) -> Packed:
        with self.open() as workspace:
            return pack_workspace(workspace, target, from_name="Torii", to_name=to, **more)

    def take(self, pack: Path) -> Opened:
        return open_pack(pack, self.path, self.clock)

    def teams(self) -> list[str]:
        with open_reader(self.path, clock=self.clock) as reader:
            return [team.name for team in reader.read(lambda rows: rows.find(Team))]

    def check(self) -> list[Any]:
        with open_reader(self.path, clock=self.clock) as reader:
            return reader.check()


def founded(path: Path, clock: Ticking, *teams: str) -> Desk:
    """Make a workspace with a meeting and some teams."""
    desk = Desk(path, clock)
    with desk.open() as workspace:
        workspace.change(_found)
    for team in teams:
        desk.write(team)
    return desk


def _found(unit: Unit) -> None:
    unit.add(WorkspaceRow(**unit.stamp(), name="Hinoki Store", sample=False))
    when = {"weekday": 2, "starts_at": time(16, 30), "zone": "Asia/Tokyo", "first_on": date(2026, 9, 2)}
    unit.add(Series(**unit.stamp(), name="週刊ポストモーテム", **when))


def live_meeting(unit: Unit) -> Meeting:
    series = unit.find(Series)[0]
    return unit.add(Meeting(**unit.stamp(), series_id=series.id, held_on=date(2026, 9, 2), state=MeetingState.LIVE))


def typed(unit: Unit, text: str) -> NoteDraft:
    meeting = unit.first(Meeting) or live_meeting(unit)
    place = {"meeting_id": meeting.id, "segment": Segment.OPEN, "item_id": None}
    return unit.draft(NoteDraft(**unit.stamp(), note_key="k", text=text, **place))


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def told(problem: Problem) -> list[str]:
    """Return a problem in both languages, which also shows that it has words in both."""
    return [say(language, problem.message) for language in Language]


@dataclass
class Set:
    """Hold one's own file, and a newer pack that would be opened."""

    own: Desk
    pack: Path
    folder: Path

    def refused(self, pack: Path) -> Problem:
        """Try to open a pack, see that both files are as before and nothing is left, and return the problem."""
        before = sha256(self.own.path), sha256(pack)
        left = set(self.own.path.parent.iterdir())
        with pytest.raises(Problem) as caught:
            self.own.take(pack)
        assert (sha256(self.own.path), sha256(pack)) == before
        assert {path.name for path in {*self.own.path.parent.iterdir()} - left} <= {f"{self.own.path.name}.lock"}
        for sentence in told(caught.value):
            assert sentence.count("\n") == 0
            assert sentence.rstrip(" ")[-1] in ".。"
        with pytest.raises(Problem) as looked:
            look_into(pack, self.own.path, self.own.clock)
        assert looked.value.code == caught.value.code
        return caught.value


def made_in(folder: Path) -> Path:
    """Make a workspace, hand it over, and hand it back with a team more, as ``x.wpm``."""
    clock = Ticking()
    here = founded(folder / "here.sqlite", clock, "Sea", "Hill")
    there = Desk(folder / "there.sqlite", clock)
    there.take(here.pack(folder / "first.wpm").path)
    there.write("Lake")
    there.pack(folder / "x.wpm", to="Torii")
    return folder


def set_of(made: Path, folder: Path) -> Set:
    """Copy what was made, a day later."""
    (folder / "own").mkdir()
    own = Path(shutil.copy(made / "here.sqlite", folder / "own" / "team.sqlite"))
    return Set(Desk(own, Ticking(START + timedelta(days=1))), Path(shutil.copy(made / "x.wpm", folder)), folder)


def entries(pack: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(pack) as file:
        return {name: file.read(name) for name in file.namelist()}


def zipped(target: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return target


def forged(pack: Path, target: Path, *, sql: str = "", tell: Callable[[dict[str, Any]], None] | None = None) -> Path:
    """Make a pack anew after SQL was run in its data, with a manifest that agrees with them but for what is told."""
    parts = entries(pack)
    tree = json.loads(parts[MANIFEST])
    data = target.with_suffix(".data")
    data.write_bytes(parts[DATA])
    if sql:
        connection = sqlite3.connect(data, isolation_level=None)
        kept = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in kept:
            connection.execute(f"DROP TRIGGER {name}")
        connection.executescript(sql)
        for _, text in kept:
            connection.execute(text)
        connection.close()
    agree(tree, data)
    if tell is not None:
        tell(tree)
    parts = {MANIFEST: manifest_bytes(tree), DATA: data.read_bytes()}
    data.unlink()
    return zipped(target, parts)


def agree(tree: dict[str, Any], data: Path) -> None:
    """Let a manifest tell the truth about its data."""
    tree["data"] = {"sha256": sha256(data), "size": data.stat().st_size}
    connection = sqlite3.connect(f"{data.as_uri()}?mode=ro&immutable=1", uri=True)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    tree["rows"] = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}
    operations, counter = connection.execute("SELECT count(*), max(counter) FROM operation").fetchone()
    changes, last = connection.execute("SELECT count(*), max(id) FROM change").fetchone()
    found = {"operations": operations, "changes": changes, "counter": counter, "last_change": str(UUID(last))}
    tree["log"] = found
    connection.close()


def manifest_bytes(tree: dict[str, Any]) -> bytes:
    return (json.dumps(tree, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def killed_at(work: Callable[[], object], step: int) -> bool:
    """Run work in a child that is killed at its n-th deed that the interpreter can watch; tell whether it was."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        seen = 0

        def watch(event: str, _arguments: object) -> None:
            nonlocal seen
            if event.startswith(WATCHED):
                seen += 1
                if seen == step:
                    os.kill(os.getpid(), 9)

        sys.addaudithook(watch)
        try:
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def steps_of(work: Callable[[], object]) -> int:
    """Count the deeds of work in a child that lives."""
    receiver, sender = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        seen: list[str] = []
        sys.addaudithook(lambda event, _arguments: seen.append(event) if event.startswith(WATCHED) else None)
        try:
            work()
            os.write(sender, str(len(seen)).encode())
        finally:
            os._exit(0)
    os.close(sender)
    os.waitpid(child, 0)
    with os.fdopen(receiver, "rb") as pipe:
        return int(pipe.read())


READER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], uri=True)
connection.execute("SELECT * FROM team").fetchall()
print("ready", flush=True)
sys.stdin.read()
"""


@contextmanager
def read_elsewhere(path: Path) -> Iterator[None]:
    """Let another process have a workspace open for reading."""
    command = [sys.executable, "-c", READER, f"{path.as_uri()}?mode=ro"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        try:
            yield
        finally:
            process.kill()


WATCHED = ("open", "os.", "shutil.", "sqlite3.", "tempfile.")
