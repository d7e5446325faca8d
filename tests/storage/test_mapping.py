"""Rows come back as they were, of every kind; values of the wrong kind never go in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storage_examples import MESSAGES, NOON, VALUES, rows, team

from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Team
from weeklypm.domain.values import Message, Row
from weeklypm.storage import Unit, Workspace
from weeklypm.storage.codec import from_json, message_from_plain, message_to_plain, to_json
from weeklypm.storage.log import cells_of_whole, whole_row
from weeklypm.storage.mapping import cells
from weeklypm.storage.tables import TABLES

ONE_FILE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=settings.default.max_examples // 4
)


class TakenBack(Exception):  # noqa: N818  ends a transaction on purpose
    """Roll back what was only tried."""


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
@ONE_FILE
@given(data=st.data())
def test_a_row_comes_back_as_it_was(workspace: Workspace, kind: type[Row], data: st.DataObject) -> None:
    row = data.draw(rows(kind))

    def there_and_back(unit: Unit) -> None:
        unit.add(row)
        assert unit.get(kind, row.id, include_deleted=True) == row
        raise TakenBack

    with pytest.raises(TakenBack):
        workspace.change(there_and_back)
    assert cells_of_whole(whole_row(row)) == {name: getattr(row, name) for name in cells(kind)}


@given(VALUES)
def test_json_text_gives_the_same_value_of_the_same_kind(value: Any) -> None:
    back = from_json(to_json(value))
    assert back == value
    assert type(back) is type(value)
    assert to_json(back) == to_json(value)


@given(MESSAGES)
def test_messages_travel_inside_other_documents(what: Message) -> None:
    assert message_from_plain(message_to_plain(what)) == what


@pytest.mark.parametrize("value", [float("nan"), float("inf"), datetime(2026, 11, 24)])  # noqa: DTZ001  the wrong kind
def test_values_without_a_meaning_are_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        to_json(value)


def test_unknown_kinds_are_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        to_json({1})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", 7),
        ("name", None),
        ("version", "1"),
        ("version", True),
        ("created_at", date(2026, 11, 24)),
        ("created_at", datetime(2026, 11, 24)),  # noqa: DTZ001  naive on purpose
        ("id", "01a20403"),
    ],
)
def test_a_value_of_the_wrong_kind_is_a_fault_of_the_program(workspace: Workspace, field: str, value: Any) -> None:
    with pytest.raises(TypeError, match=field):
        workspace.change(lambda unit: unit.add(replace(Team(**unit.stamp(), name="Sea"), **{field: value})))
    assert workspace.read(lambda reader: reader.count(Team)) == 0


@pytest.mark.parametrize("name", ["zero \0 byte", "half \ud83d pair"])
def test_letters_that_no_database_holds_are_refused_by_name(workspace: Workspace, name: str) -> None:
    with pytest.raises(Problem) as caught:
        workspace.change(lambda unit: team(unit, name))
    assert caught.value.code == "storage.problem.letters"
    assert caught.value.message.get("field").code == "storage.field.name"


def test_instants_come_back_in_utc(workspace: Workspace) -> None:
    tokyo = NOON.astimezone(timezone(timedelta(hours=9)))
    made = workspace.change(lambda unit: unit.add(replace(Team(**unit.stamp(), name="Sea"), created_at=tokyo))).value
    back = workspace.read(lambda reader: reader.get(Team, made.id))
    assert back.created_at == NOON
    assert back.created_at.tzinfo is UTC
