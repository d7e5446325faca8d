"""The rotation's record: read in the order of its numbers, told by what it leaves, and added to; never changed.

What an undo, an older version of the program or anybody else did to the tables is told by ``catch_up``: it compares
them with what the record leaves and adds the difference as events that are marked as found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.turns import RotationEvent, TurnKind
from weeklypm.domain.values import Message
from weeklypm.services.dates import series_of
from weeklypm.services.turn_facts import calendar_facts, difference, in_pieces, roster_facts, told_on
from weeklypm.services.turn_json import Facts, canonical, digest, facts_of
from weeklypm.storage.codec import message_from_plain

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit

FOUND: Final = "found"
"""The mark of an event that tells what was found in the tables, and not what a use case did."""
COVERS: Final = (TurnKind.COVERED, TurnKind.PASSED, TurnKind.ABSENT)
_TOLD: Final = ("number", "kind", "day", "person_id", "instead_of_id", "other_day", "facts", "why")
"""What is read of each event; its table of candidates is long, and asked for by ``why`` alone."""


@dataclass(frozen=True)
class Place:
    """Hold who leads a date as the record or the tables have it; ``shares`` is the digest of the turn's shares."""

    state: MeetingState
    person_id: UUID | None
    shares: str = ""
    why: Message | None = None
    co_id: UUID | None = None


@dataclass
class Story:
    """Hold what the record leaves: the last number, the facts, and who leads which date."""

    number: int = 0
    calendar: Facts = field(default_factory=dict)
    roster: Facts = field(default_factory=lambda: {"turns": {"seed": "", "equal_by_team": False}})
    places: dict[date, Place] = field(default_factory=dict)


def record(reader: Reader) -> tuple[RotationEvent, ...]:
    """Return all events in the order of their numbers, with their tables."""
    return tuple(reader.find(RotationEvent, order_by=("number",)))


def append(unit: Unit, kind: TurnKind, facts: Facts | None = None, **fields: Any) -> RotationEvent:
    """Add an event with the next number."""
    last = unit.first(RotationEvent, order_by=("number",), descending=True)
    number = last.number + 1 if last is not None else 1
    return unit.add(RotationEvent(**unit.stamp(), number=number, kind=kind, facts=canonical(facts or {}), **fields))


def since(reader: Reader, number: int) -> tuple[RotationEvent, ...]:
    """Return the events after a number."""
    return tuple(reader.find(RotationEvent, number__gt=number, order_by=("number",)))


def last_number(reader: Reader) -> int:
    """Return the number of the last event, 0 before the first."""
    last = reader.first(RotationEvent, order_by=("number",), descending=True)
    return last.number if last is not None else 0


def story_of(reader: Reader) -> Story:
    """Return what the record leaves."""
    story = Story()
    for values in reader.values(RotationEvent, _TOLD, order_by=("number",)):
        _tell(story, Told(*values))
    return story


@dataclass(frozen=True)
class Told:
    """Hold what is read of an event to know what it leaves."""

    number: int
    kind: TurnKind
    day: date | None
    person_id: UUID | None
    instead_of_id: UUID | None
    other_day: date | None
    facts: str
    why: Message | None


def _tell(story: Story, event: Told) -> None:
    story.number = event.number
    if event.kind is TurnKind.CALENDAR:
        story.calendar = told_on(story.calendar, facts_of(event.facts)["calendar"])
    elif event.kind is TurnKind.ROSTER:
        story.roster = told_on(story.roster, facts_of(event.facts)["roster"])
    elif event.day is not None:
        _tell_place(story.places, event, event.day)


def _tell_place(places: dict[date, Place], event: Told, day: date) -> None:
    before = places.get(day, Place(MeetingState.PLANNED, None))
    if event.kind is TurnKind.RELEASED:
        places.pop(day, None)
    elif event.kind is TurnKind.MOVED and event.other_day is not None:
        places.pop(day, None)
        places[event.other_day] = Place(MeetingState.PLANNED, event.person_id, "", event.why)
    elif event.kind is TurnKind.SWAPPED and event.other_day is not None:
        other = places.get(event.other_day, Place(MeetingState.PLANNED, None))
        why = message_from_plain(facts_of(event.facts)["other_why"])
        places[event.other_day] = replace(other, person_id=event.instead_of_id, why=why)
        places[day] = replace(before, person_id=event.person_id, why=event.why)
    elif event.kind in COVERS:
        places[day] = replace(before, person_id=event.person_id, why=event.why)
    else:
        places[day] = _set(before, event, facts_of(event.facts))


def _set(before: Place, event: Told, facts: Facts) -> Place:
    """Return a place of which an event tells all there is to tell, or all but the shares, which stay."""
    shares = digest(facts["whole"]) if "whole" in facts else facts.get("shares", before.shares)
    co_id = UUID(hex=facts["beside"]) if facts.get("beside") else None
    return Place(state_after(event.kind, facts, before.state), event.person_id, shares, event.why, co_id)


def state_after(kind: TurnKind, facts: Facts, before: MeetingState) -> MeetingState:
    """Return how a date stands after an event."""
    if kind is TurnKind.HELD:
        return MeetingState.LIVE if facts.get("live") else MeetingState.CLOSED
    if kind is TurnKind.SEEDED:
        return MeetingState.CLOSED
    return before if kind is TurnKind.TAKEN else MeetingState.PLANNED


_PLACE: Final = ("held_on", "state", "facilitator_id", "co_facilitator_id", "explanation", "shares_json")
_STATES: Final = (MeetingState.PLANNED, MeetingState.LIVE, MeetingState.CLOSED)


def places_now(reader: Reader) -> tuple[dict[date, Place], dict[date, str]]:
    """Return who leads which date as the tables have it, and each date's shares whole."""
    rows = reader.values(Meeting, _PLACE, state=_STATES, order_by=("held_on",))
    places = {
        day: Place(state, person, digest(shares), why, None if state is MeetingState.PLANNED else beside)
        for day, state, person, beside, why, shares in rows
    }
    return places, {row[0]: row[5] for row in rows}


@dataclass(frozen=True)
class Draft:
    """Hold an event that is to be told, without its number."""

    kind: TurnKind
    facts: Facts
    day: date | None = None
    person_id: UUID | None = None
    why: Message | None = None


def untold(reader: Reader) -> tuple[Draft, ...]:
    """Return what is true of the tables and not told yet: nothing while each change was recorded."""
    story = story_of(reader)
    return (*untold_facts(reader, story), *untold_places(reader, story))


def untold_facts(reader: Reader, story: Story, **marks: Any) -> Iterator[Draft]:
    """Yield what is not told of the calendar, with some marks, and of who takes turns."""
    series = series_of(reader)
    for piece in in_pieces(difference(story.calendar, calendar_facts(reader, series))):
        yield Draft(TurnKind.CALENDAR, {"calendar": piece, **marks})
    for piece in in_pieces(difference(story.roster, roster_facts(reader, series))):
        yield Draft(TurnKind.ROSTER, {"roster": piece})


def untold_places(reader: Reader, story: Story, only: date | None = None) -> Iterator[Draft]:
    """Yield what is not told of who leads which date: of all dates, or of a single one."""
    found, shares = places_now(reader)
    for day in sorted({*story.places, *found}) if only is None else [only]:
        place = found.get(day)
        if place is None and day in story.places:
            yield Draft(TurnKind.RELEASED, {FOUND: True}, day)
        elif place is not None and place != story.places.get(day):
            yield _found(day, place, shares[day])


def _found(day: date, place: Place, shares: str) -> Draft:
    facts: Facts = {FOUND: True, "whole": shares}
    if place.state is MeetingState.LIVE:
        facts["live"] = True
    if place.co_id is not None:
        facts["beside"] = place.co_id.hex
    kind = TurnKind.AGREED if place.state is MeetingState.PLANNED else TurnKind.HELD
    return Draft(kind, facts, day, place.person_id, place.why)


def tell(unit: Unit, drafts: Iterable[Draft]) -> None:
    """Add events to the record."""
    for draft in drafts:
        append(unit, draft.kind, draft.facts, day=draft.day, person_id=draft.person_id, why=draft.why)
