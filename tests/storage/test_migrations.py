"""Older files are backed up and brought up to date in one transaction: after a cut they are old or new, no half."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from storage_examples import HandClock, series, team, topic

from weeklypm.domain.agenda import AgendaItem
from weeklypm.domain.calendar import Cadence, Series
from weeklypm.domain.errors import Problem
from weeklypm.domain.outcomes import ActionChange, ActionItem
from weeklypm.domain.people import Person, Team
from weeklypm.storage import Unit, Workspace, open_reader, open_workspace
from weeklypm.storage.backup import backups
from weeklypm.storage.doors import prepare
from weeklypm.storage.engine import raw_connection
from weeklypm.storage.opening import make_file
from weeklypm.storage.revision import CURRENT, Schema

MIGRATIONS = Path(__file__).parents[2] / "src" / "weeklypm" / "storage" / "migrations"

# A later schema: a column, and a parent table built anew, which with foreign keys on would delete its children.
LATER = """
from alembic import op
import sqlalchemy as sa
revision = "0004"
down_revision = "0003"

def upgrade():
    op.add_column("incident", sa.Column("tags", sa.Text(), nullable=True))
    with op.batch_alter_table("team", recreate="always") as batch:
        batch.add_column(sa.Column("colour", sa.String(), nullable=True))
    {more}
"""


def later_schema(tmp_path: Path, more: str = "pass") -> Schema:
    """Write a copy of the migrations with one more after them."""
    scripts = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "0004_later.py").write_text(LATER.format(more=more), "utf-8")
    return Schema(str(scripts), (*CURRENT.known, "0004"))


@pytest.fixture
def older(workspace: Workspace) -> Path:
    def fill(unit: Unit) -> None:
        home = team(unit)
        joined = series(unit).first_on
        unit.add_many([Person(**unit.stamp(), name=f"P{n}", team_id=home.id, joined_on=joined) for n in range(50)])
        topic(unit)

    workspace.change(fill)
    workspace.close()
    return workspace.path


def state(path: Path) -> tuple[str, bool, int]:
    """Return revision, whether the later columns exist, and how many people there are."""
    raw = raw_connection(path, "rw")
    try:
        assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        columns = {
            table: {row[1] for row in raw.execute(f"PRAGMA table_info({table})")} for table in ("incident", "team")
        }
        later = {"tags" in columns["incident"], "colour" in columns["team"]}
        assert len(later) == 1
        revision = raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        return revision, later.pop(), raw.execute("SELECT count(*) FROM person").fetchone()[0]
    finally:
        raw.close()


def test_an_older_file_is_backed_up_and_brought_up_to_date(older: Path, tmp_path: Path) -> None:
    assert state(older) == ("0003", False, 50)
    prepare(older, HandClock(), later_schema(tmp_path))
    assert state(older) == ("0004", True, 50)
    ((_, kept),) = backups(older)
    assert "before-upgrade" in kept.name
    assert state(kept) == ("0003", False, 50)
    with open_workspace(kept, clock=HandClock()) as workspace:
        assert workspace.check() == []


def test_this_program_refuses_what_the_later_one_wrote(older: Path, tmp_path: Path) -> None:
    prepare(older, HandClock(), later_schema(tmp_path))
    with pytest.raises(Problem) as caught:
        open_workspace(older, clock=HandClock())
    assert caught.value.code == "storage.problem.newer"


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ("op.execute('UPDATE no_table SET x = 1')", OperationalError),
        ("raise KeyError('in the middle')", KeyError),
        ("op.execute('DELETE FROM team')", Problem),
    ],
)
def test_a_migration_that_fails_leaves_the_file_as_it_was(
    older: Path, tmp_path: Path, more: str, error: type[Exception]
) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011  the kind is looked at below
        prepare(older, HandClock(), later_schema(tmp_path, more))
    assert isinstance(caught.value, error)
    assert state(older) == ("0003", False, 50)
    with open_workspace(older, clock=HandClock()) as workspace:
        assert workspace.read(lambda reader: reader.count(Team)) == 1


PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from weeklypm.storage.doors import prepare
from weeklypm.storage.revision import Schema
print("ready", flush=True)
prepare(Path(sys.argv[1]), lambda: datetime.now(UTC), Schema(sys.argv[2], ("0001", "0002", "0003", "0004")))
"""

# Between its statements the migration says so and waits to be told to go on, which never happens.
PAUSE = "print('in the middle', flush=True); import sys; sys.stdin.read()"


def cut(path: Path, schema: Schema, until: str) -> None:
    """Start the migration in a process of its own and kill it once it has said a word."""
    command = [sys.executable, "-c", PROGRAM, str(path), schema.scripts]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        while process.stdout.readline() not in {f"{until}\n", ""}:
            pass
        process.kill()


def test_a_migration_cut_in_the_middle_leaves_the_old_file(older: Path, tmp_path: Path) -> None:
    cut(older, later_schema(tmp_path, PAUSE), "in the middle")
    assert state(older) == ("0003", False, 50)
    with open_workspace(older, clock=HandClock()) as workspace:
        assert workspace.check() == []


def test_a_making_cut_in_the_middle_leaves_no_file(path: Path, tmp_path: Path) -> None:
    cut(path, later_schema(tmp_path, PAUSE), "in the middle")
    assert not path.exists()
    with open_workspace(path, clock=HandClock(), create=True) as workspace:
        assert workspace.change(team).value.name == "Sea"
    assert not list(path.parent.glob("*.making*"))


def test_a_reader_asks_for_a_writer_to_bring_an_old_file_up_to_date(older: Path) -> None:
    schema = Schema(CURRENT.scripts, (*CURRENT.known, "0004"))
    with pytest.raises(Problem) as caught:
        open_reader(older, clock=HandClock(), schema=schema)
    assert caught.value.code == "storage.problem.older"


FIRST = Schema(str(MIGRATIONS), ("0001",))

# Rows of the first schema: what the later columns are filled beside.
FIRST_ROWS = """
INSERT INTO series VALUES ('{0:032}', '{at}', '{at}', 1, NULL, 'Weekly', 2, '16:00:00.000000', 'Asia/Tokyo', 30, 'JP',
    'ja', '2026-01-07', 'seed', 2, 3, 4, 3, 1);
INSERT INTO team VALUES ('{1:032}', '{at}', '{at}', 1, NULL, 'Sea');
INSERT INTO person VALUES ('{2:032}', '{at}', '{at}', 1, NULL, 'Asa', '{1:032}', '2026-01-07', NULL, 1, 1, '[]');
INSERT INTO agenda_item VALUES ('{3:032}', '{at}', '{at}', 1, NULL, 'open_topic', 'Quiet', '', NULL, NULL, NULL, 2,
    'queued', '2026-01-07', NULL, 0, 0, NULL, NULL, NULL);
INSERT INTO action_item VALUES ('{4:032}', '{at}', '{at}', 1, NULL, 'Alert', '', 'other', 'P1', '{2:032}', NULL, '',
    '2026-02-01', 'committed', '', NULL, NULL, NULL, NULL, '', 0);
INSERT INTO action_change VALUES ('{5:032}', '{at}', '{at}', 1, NULL, '{4:032}', 'due', '2026-01-20', '2026-02-01',
    'waits for hardware', '{at}', NULL, 0);
"""


def test_file_of_the_first_schema_keeps_its_rows_and_its_guards(path: Path) -> None:
    make_file(path, FIRST)
    raw = raw_connection(path, "rw")
    raw.executescript(FIRST_ROWS.format(*range(1, 7), at="2026-01-07 07:00:00.000000"))
    raw.close()
    workspace = open_workspace(path, clock=HandClock())
    assert workspace.read(lambda reader: reader.find(Series)[0].cadence) is Cadence.WEEKLY
    assert workspace.read(lambda reader: reader.find(AgendaItem)[0].links) == ()
    assert workspace.read(lambda reader: reader.find(ActionChange)[0].reason) == "waits for hardware"
    assert not workspace.read(lambda reader: reader.find(Person)[0].rather_not_present)
    with pytest.raises(Problem, match="reason"):
        workspace.change(lambda unit: unit.put(replace(unit.find(ActionItem)[0], due=date(2026, 3, 1))))
    workspace.close()
    assert schema_of_file(path) == schema_of_file(new_file(path.with_name("new.sqlite")))


def test_new_file_is_to_the_letter_what_all_migrations_make(path: Path) -> None:
    make_file(path, Schema(str(MIGRATIONS), CURRENT.known))
    migrated = schema_of_file(path)
    assert len(migrated) > 50
    assert migrated == schema_of_file(new_file(path.with_name("new.sqlite")))


def new_file(path: Path) -> Path:
    open_workspace(path, clock=HandClock(), create=True).close()
    return path


def schema_of_file(path: Path) -> dict[str, list[str]]:
    raw = raw_connection(path, "ro")
    try:
        found = raw.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
        # Clauses in no order, since migrations write some of them in another; a table made anew has a quoted name.
        return {name: sorted(re.split(r",?\s*\n\s*", sql.replace('"', ""))) for name, sql in found}
    finally:
        raw.close()
