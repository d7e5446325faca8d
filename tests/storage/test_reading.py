"""Questions that need no whole rows: some fields, and counts by a field."""

from __future__ import annotations

from datetime import date
from typing import Any

from storage_examples import action, team, topic

from weeklypm.domain.agenda import AgendaItem, Kind
from weeklypm.domain.outcomes import ActionItem
from weeklypm.domain.values import message
from weeklypm.storage import Unit, Workspace


def some_topics(unit: Unit) -> list[AgendaItem]:
    why = message("agenda.why.topic_oldest", n=1)
    made = [
        topic(unit, "Queues", votes=2, why=why),
        topic(unit, "Caches", votes=1, ready_from=date(2026, 9, 9)),
        topic(unit, "Clocks", kind=Kind.QUESTION),
        topic(unit, "Gone"),
    ]
    unit.delete(made.pop())
    return made


def test_values_are_the_fields_of_the_rows_that_are_found(workspace: Workspace) -> None:
    workspace.change(some_topics)
    fields = ("id", "kind", "ready_from", "why", "title", "created_at", "pinned")

    def both(reader: Any, **equals: Any) -> tuple[list[Any], list[Any]]:
        rows = reader.find(AgendaItem, **equals)
        return reader.values(AgendaItem, fields, **equals), [tuple(getattr(row, f) for f in fields) for row in rows]

    for equals in ({}, {"votes__gt": 0}, {"title": {"Clocks", "Gone"}}, {"order_by": ("ready_from", "title")}):
        values, rows = workspace.read(lambda reader, equals=equals: both(reader, **equals))
        assert values == rows
        assert values
    shown = workspace.read(lambda reader: reader.values(AgendaItem, ("title",), include_deleted=True))
    assert sorted(shown) == [("Caches",), ("Clocks",), ("Gone",), ("Queues",)]


def test_counts_are_told_by_value_and_only_of_what_there_is(workspace: Workspace) -> None:
    made = workspace.change(some_topics).value
    by_kind = workspace.read(lambda reader: reader.counts(AgendaItem, "kind"))
    assert by_kind == {made[0].kind: 2, Kind.QUESTION: 1}
    chosen = workspace.read(lambda reader: reader.counts(AgendaItem, "kind", title=("Caches", "Gone")))
    assert chosen == {made[1].kind: 1}
    whole = workspace.read(lambda reader: reader.counts(AgendaItem, "kind", include_deleted=True))
    assert sum(whole.values()) == 4


def test_counts_by_another_row_tell_blanks_apart(workspace: Workspace) -> None:
    def make(unit: Unit) -> Any:
        web = team(unit, "Web").id
        for team_id in (web, web, None):
            action(unit, team_id=team_id)
        return web

    web = workspace.change(make).value
    assert workspace.read(lambda reader: reader.counts(ActionItem, "team_id")) == {web: 2, None: 1}
    assert workspace.read(lambda reader: reader.counts(ActionItem, "team_id", team_id=set())) == {}
