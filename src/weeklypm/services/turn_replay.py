"""Replay the rotation's record on a fresh file: each event by the service that made it, each pick by the rule anew.

Facts (who there is, the calendar, who was busy, who led) are taken from the events; what follows from them is worked
out again. Where the outcome is not what was recorded, the event is named with both.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from weeklypm.domain.calendar import Workspace as WorkspaceRow
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.turns import RotationEvent, TurnKind
from weeklypm.domain.values import Row
from weeklypm.services.clock import HandClock
from weeklypm.services.dates import series_of
from weeklypm.services.outlook import outlook
from weeklypm.services.planning import ANEW, KEPT, confirm, let_go, moving_turns, release
from weeklypm.services.turn_facts import put_calendar, put_roster
from weeklypm.services.turn_holding import begin, over
from weeklypm.services.turn_json import Facts, canonical, duties_from, facts_of
from weeklypm.services.turn_record import (
    FOUND,
    Draft,
    last_number,
    record,
    since,
    state_after,
    story_of,
    tell,
    untold,
    untold_facts,
    untold_places,
)
from weeklypm.services.turn_seeds import seed_turn
from weeklypm.services.turn_state import rotation_state
from weeklypm.services.turns import OFFERED, hand_on, swap_names, take_place

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit

_SAID: Final = tuple(one.name for one in fields(RotationEvent) if one.name not in {f.name for f in fields(Row)})
_NAME: Final = "replay.sqlite"


@dataclass(frozen=True)
class Difference:
    """Hold an event whose replay ended otherwise: its number, what was recorded, and what comes out now, if anything.

    ``problem`` is why it could not be done again at all.
    """

    number: int
    recorded: RotationEvent
    replayed: RotationEvent | None
    problem: Problem | None = None


@dataclass(frozen=True)
class Replayed:
    """Hold what a replay came to: how many events, the first that differs, and both states, equal if all is well."""

    events: int
    difference: Difference | None
    recorded_state: str
    replayed_state: str

    @property
    def same(self) -> bool:
        """Tell whether the record leads to the workspace's ledger, plan and explanations, byte for byte."""
        return self.difference is None and self.recorded_state == self.replayed_state


def check_record(reader: Reader, folder: Path | None = None) -> Replayed:
    """Replay a workspace's record in a folder, by default a passing one, and compare ledger, plan and explanations.

    What an undo changed and no event tells yet is replayed as the events that settling would record for it.
    """
    if folder is None:
        with tempfile.TemporaryDirectory(prefix="weeklypm-replay-") as passing:
            return check_record(reader, Path(passing))
    told = record(reader)
    events = (*told, *_coming(reader, told[-1].number if told else 0))
    path = folder / _NAME
    difference = replay_record(events, path)
    return Replayed(len(events), difference, rotation_state(reader), _state_of(path, reader.now))


def _coming(reader: Reader, number: int) -> tuple[RotationEvent, ...]:
    """Return the events that settling would add for what is not told yet."""
    return tuple(_event(reader, number + count, draft) for count, draft in enumerate(untold(reader), 1))


def _event(reader: Reader, number: int, draft: Draft) -> RotationEvent:
    stamp: dict[str, Any] = {"id": series_of(reader).id, "created_at": reader.now, "updated_at": reader.now}
    told: dict[str, Any] = {"day": draft.day, "person_id": draft.person_id, "why": draft.why}
    return RotationEvent(**stamp, number=number, kind=draft.kind, facts=canonical(draft.facts), **told)


def _state_of(path: Path, now: datetime) -> str:
    from weeklypm import storage

    with storage.open_reader(path, clock=HandClock(now)) as workspace:
        return workspace.read(rotation_state)


def replay_record(events: Sequence[RotationEvent], path: Path) -> Difference | None:
    """Make a workspace file from events, in the order of their numbers; stop at the first that ends otherwise.

    Raises Problem ``storage.problem.*`` where no file can be made.
    """
    from weeklypm import storage

    clock = HandClock(events[0].created_at if events else datetime(2000, 1, 1, tzinfo=UTC))
    made: dict[int, RotationEvent] = {}
    with storage.open_workspace(path, clock=clock, create=True) as workspace:
        workspace.change(_named)
        for event in events:
            clock.forward(event.created_at - clock())
            try:
                if event.number not in made:
                    made |= {one.number: one for one in workspace.change(partial(_again, event=event)).value}
            except Problem as problem:
                return Difference(event.number, event, None, problem)
            if event.number not in made or _says(made[event.number]) != _says(event):
                return Difference(event.number, event, made.get(event.number))
    return None


def _named(unit: Unit) -> None:
    unit.add(WorkspaceRow(**unit.stamp(), name="-"))


def _says(event: RotationEvent) -> dict[str, Any]:
    return {name: getattr(event, name) for name in _SAID}


def _again(unit: Unit, event: RotationEvent) -> tuple[RotationEvent, ...]:
    """Do an event again and return what this recorded: the event, and further ones where one change made several."""
    number = last_number(unit)
    facts = facts_of(event.facts)
    if event.kind is TurnKind.CALENDAR:
        _calendar(unit, facts)
    elif event.kind is TurnKind.ROSTER:
        put_roster(unit, facts["roster"])
        tell(unit, untold_facts(unit, story_of(unit)))
    elif event.day is not None:
        step = _found if facts.get(FOUND) else _STEPS[event.kind]
        step(unit, event, event.day)
    return since(unit, number)


def _calendar(unit: Unit, facts: Facts) -> None:
    if facts.items() >= KEPT.items():
        with moving_turns(unit):
            put_calendar(unit, facts["calendar"])
    else:
        put_calendar(unit, facts["calendar"])
        tell(unit, untold_facts(unit, story_of(unit)))


def _found(unit: Unit, event: RotationEvent, day: date) -> None:
    """Put a name where it was found, or take it away, and tell so."""
    row = unit.first(Meeting, held_on=day)
    if event.kind is not TurnKind.RELEASED:
        _put_found(unit, event, row or Meeting(**unit.stamp(), series_id=series_of(unit).id, held_on=day))
    elif row is not None and row.state is not MeetingState.NOT_HELD:
        unit.delete(row)
    tell(unit, untold_places(unit, story_of(unit), day))


def _put_found(unit: Unit, event: RotationEvent, row: Meeting) -> None:
    facts = facts_of(event.facts)
    found = replace(
        row,
        state=state_after(event.kind, facts, MeetingState.PLANNED),
        facilitator_id=event.person_id,
        co_facilitator_id=UUID(hex=facts["beside"]) if "beside" in facts else None,
        explanation=event.why,
        shares_json=facts["whole"],
    )
    if unit.first(Meeting, id=row.id) is None:
        unit.add(found)
    else:
        unit.put(found)


def _confirmed(unit: Unit, event: RotationEvent, day: date) -> None:
    confirm(unit, outlook(unit, day), day, duties_from(facts_of(event.facts)), must=True)


def _let_go(unit: Unit, event: RotationEvent, day: date) -> None:
    facts = facts_of(event.facts)
    if facts == ANEW:
        release(unit, unit.find(Meeting, held_on=day, state=MeetingState.PLANNED)[0], ANEW)
    else:
        let_go(unit, outlook(unit), day, duties_from(facts))


def _swapped(unit: Unit, event: RotationEvent, day: date) -> None:
    if event.other_day is not None and event.person_id is not None and event.instead_of_id is not None:
        swap_names(unit, outlook(unit), day, event.other_day, event.instead_of_id, event.person_id)


def _handed_on(unit: Unit, event: RotationEvent, day: date) -> None:
    look, facts = outlook(unit), facts_of(event.facts)
    offered = event.person_id if facts.get(OFFERED) else None
    hand_on(unit, look, day, event.kind, duties_from(facts), offered)


def _taken(unit: Unit, event: RotationEvent, day: date) -> None:
    take_place(unit, outlook(unit), day, event.person_id)


def _held(unit: Unit, event: RotationEvent, day: date) -> None:
    row = unit.find(Meeting, held_on=day)[0]
    if facts_of(event.facts).get("live"):
        begin(unit, replace(row, facilitator_id=event.person_id, explanation=event.why))
    else:
        over(unit, row)


def _seeded(unit: Unit, event: RotationEvent, day: date) -> None:
    if event.person_id is not None:
        seed_turn(unit, day, event.person_id)


_STEPS: Final[Mapping[TurnKind, Callable[[Unit, RotationEvent, date], None]]] = {
    TurnKind.CONFIRMED: _confirmed,
    TurnKind.RELEASED: _let_go,
    TurnKind.ABSENT: _let_go,
    TurnKind.SWAPPED: _swapped,
    TurnKind.COVERED: _handed_on,
    TurnKind.PASSED: _handed_on,
    TurnKind.TAKEN: _taken,
    TurnKind.HELD: _held,
    TurnKind.SEEDED: _seeded,
    TurnKind.AGREED: _found,
    TurnKind.MOVED: _let_go,
}
"""How each kind is done again; a name moves with the change of the calendar before it, so MOVED has nothing to do."""
