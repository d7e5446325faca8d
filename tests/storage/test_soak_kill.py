"""The long kill loop: hundreds of writers killed in mid-commit on one file."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from storage_examples import HandClock
from storage_processes import killed_while_writing

from weeklypm.domain.people import Team
from weeklypm.storage import open_workspace

KILLS = 200


@pytest.mark.soak
def test_two_hundred_kills_lose_nothing(path: Path) -> None:
    chance = random.Random(20261124)
    said = {row for _ in range(KILLS) for row in killed_while_writing(path, chance.randint(1, 60))}
    with open_workspace(path, clock=HandClock()) as workspace:
        assert workspace.check() == []
        kept = {row.id for row in workspace.read(lambda reader: reader.find(Team))}
    assert len(said) >= KILLS
    assert said <= kept
