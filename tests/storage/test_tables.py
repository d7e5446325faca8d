"""Each row dataclass has a table with the same fields, and the migrated file is what the tables say."""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import fields
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import weeklypm.domain
from weeklypm.domain.values import Audience, Row, audience_of
from weeklypm.storage import Workspace
from weeklypm.storage.engine import raw_connection
from weeklypm.storage.revision import CURRENT
from weeklypm.storage.tables import METADATA, TABLES


def row_kinds() -> list[type[Row]]:
    for module in pkgutil.iter_modules(weeklypm.domain.__path__, "weeklypm.domain."):
        importlib.import_module(module.name)
    return sorted(Row.__subclasses__(), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", row_kinds(), ids=lambda kind: kind.__name__)
def test_each_row_has_a_table_with_its_field_names(kind: type[Row]) -> None:
    assert [item.name for item in fields(kind)] == [column.name for column in TABLES[kind].c]


@pytest.mark.parametrize("kind", row_kinds(), ids=lambda kind: kind.__name__)
def test_each_field_has_an_audience_and_bookkeeping_stays_on_the_console(kind: type[Row]) -> None:
    audiences = {item.name: audience_of(item) for item in fields(kind)}
    assert set(audiences) == set(TABLES[kind].c.keys())
    assert {audiences[item.name] for item in fields(Row)} == {Audience.CONSOLE}


def schema_of(connection: sa.Connection) -> dict[str, list[str]]:
    """Return the text of every table, index and trigger, clause by clause, in no order."""
    found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")
    parts = {name: re.split(r",\s*\n|\n", sql) for name, sql in found if sql and name != "alembic_version"}
    return {name: sorted(part.strip() for part in clauses) for name, clauses in parts.items()}


def test_migrated_file_is_what_the_tables_say(workspace: Workspace, path: Path) -> None:
    wanted = sa.create_engine("sqlite://")
    METADATA.create_all(wanted)
    stored = sa.create_engine("sqlite://", creator=lambda: raw_connection(path, "ro"))
    with wanted.connect() as left, stored.connect() as right:
        assert compare_metadata(MigrationContext.configure(right), METADATA) == []
        assert schema_of(left) == schema_of(right)
        assert len(schema_of(right)) > 50
    wanted.dispose()
    stored.dispose()


def test_known_revisions_are_the_files_of_the_migrations() -> None:
    folder = Path(__file__).parents[2] / "src" / "weeklypm" / "storage" / "migrations"
    found = [script.revision for script in ScriptDirectory(folder).walk_revisions()]
    assert tuple(reversed(found)) == CURRENT.known


def test_audience_text_of_every_table_and_field_is_in_both_catalogues() -> None:
    folder = Path(__file__).parents[2] / "resources" / "i18n"
    for language in ("en", "ja"):
        text = (folder / f"storage.{language}.po").read_text("utf-8")
        codes = {f"storage.table.{table.name}" for table in TABLES.values()}
        codes |= {f"storage.field.{name}" for table in TABLES.values() for name in table.c.keys()[4:]}
        assert not {code for code in codes if f'msgid "{code}"' not in text}
