"""An undo leaves the rotation's record as it is: what came later was worked out with it in view."""

from __future__ import annotations

from datetime import date

from storage_examples import team

from weeklypm.domain.people import Team
from weeklypm.domain.turns import RotationEvent, TurnKind
from weeklypm.storage import Unit, Workspace


def event(unit: Unit, number: int) -> RotationEvent:
    return unit.add(RotationEvent(**unit.stamp(), number=number, kind=TurnKind.HELD, day=date(2026, 11, 24)))


def test_what_a_change_recorded_outlives_its_undo_and_its_redo(workspace: Workspace) -> None:
    def both(unit: Unit) -> None:
        team(unit, "Sea")
        event(unit, 1)

    done = workspace.change(both)
    taken_back = workspace.undo(done.changes.operation_id)
    assert workspace.read(lambda reader: reader.find(Team)) == []
    assert [found.number for found in workspace.read(lambda reader: reader.find(RotationEvent))] == [1]
    workspace.redo(taken_back.changes.operation_id)
    assert [found.name for found in workspace.read(lambda reader: reader.find(Team))] == ["Sea"]
    assert [found.version for found in workspace.read(lambda reader: reader.find(RotationEvent))] == [1]
