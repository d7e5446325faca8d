"""Pinning, postponing and skipped weeks, on a real file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path

import pytest

from weeklypm.domain.agenda import AgendaItem, Kind
from weeklypm.domain.values import Language, message
from weeklypm.services import queue, setup
from weeklypm.services.clock import HandClock
from weeklypm.services.week import ThisWeek, this_week
from weeklypm.storage import Unit, Workspace, open_workspace

LABEL = message("services.label.setup")
FORM = setup.SeriesForm("Weekly", 2, time(16), "Asia/Tokyo", 30, "JP", Language.EN)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(datetime(2026, 9, 2, 4, 0, tzinfo=UTC))


@pytest.fixture
def workspace(tmp_path: Path, clock: HandClock) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "w.db", clock=clock, create=True) as opened:
        opened.change(partial(setup.create_workspace, form=FORM), LABEL)
        yield opened


def add(workspace: Workspace, title: str, kind: Kind = Kind.OPEN_TOPIC) -> AgendaItem:
    return workspace.change(partial(queue.add_topic, title=title, kind=kind), LABEL).value


def week(workspace: Workspace) -> ThisWeek:
    return workspace.change(this_week, LABEL).value


def main_titles(workspace: Workspace) -> list[str]:
    agenda = week(workspace).agenda
    assert agenda is not None
    return [str(line.title.get("text")) for line in agenda.main]


def test_a_pinned_item_goes_first_and_the_former_one_gives_way(workspace: Workspace) -> None:
    first, second = add(workspace, "First"), add(workspace, "Second", Kind.ROLE_PLAY)
    assert main_titles(workspace) == ["First"]
    workspace.change(partial(queue.pin, item_id=second.id), LABEL)
    assert main_titles(workspace) == ["Second"]
    workspace.change(partial(queue.pin, item_id=first.id), LABEL)
    assert main_titles(workspace) == ["First"]
    workspace.change(partial(queue.unpin, item_id=first.id), LABEL)
    assert [item.pinned for item in week(workspace).queue] == [False, False]


def test_what_is_pinned_is_no_longer_kept_for_later(workspace: Workspace) -> None:
    item = add(workspace, "Later")
    workspace.change(partial(queue.postpone, item_id=item.id, until=week(workspace).day + timedelta(weeks=1)), LABEL)
    assert main_titles(workspace) == ["None"]
    workspace.change(partial(queue.pin, item_id=item.id), LABEL)
    assert week(workspace).queue[0].ready_from is None


def test_what_is_postponed_is_not_held_by_its_pin(workspace: Workspace) -> None:
    item = add(workspace, "Pinned")
    workspace.change(partial(queue.pin, item_id=item.id), LABEL)
    workspace.change(partial(queue.postpone, item_id=item.id, until=week(workspace).day + timedelta(weeks=1)), LABEL)
    assert main_titles(workspace) == ["None"]


def test_weeks_that_were_not_held_are_counted_and_holidays_are_not(workspace: Workspace, clock: HandClock) -> None:
    assert week(workspace).skipped == 0
    clock.forward(timedelta(weeks=2))
    assert week(workspace).skipped == 2
    clock.forward(timedelta(weeks=2))  # 23 September is a public holiday
    assert week(workspace).skipped == 3


def test_the_week_knows_its_people(workspace: Workspace) -> None:
    def two(unit: Unit) -> None:
        setup.add_people(unit, setup.read_people("Sena\nTorii").people)

    workspace.change(two, LABEL)
    assert {person.name for person in week(workspace).people.values()} == {"Sena", "Torii"}
