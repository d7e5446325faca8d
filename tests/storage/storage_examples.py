"""What the storage tests share: a clock, small rows, and random rows of every kind."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from weeklypm.domain.agenda import AgendaItem, Kind
from weeklypm.domain.calendar import Closure, Series
from weeklypm.domain.incident import Instant
from weeklypm.domain.meeting import Meeting
from weeklypm.domain.outcomes import ActionChange, ActionItem, Priority
from weeklypm.domain.people import Absence, Person, Team
from weeklypm.domain.values import Message, Row, message
from weeklypm.storage import Unit
from weeklypm.storage.mapping import slots

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class HandClock:
    """Move on by a second at each reading, so that every transaction has an instant of its own."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def team(unit: Unit, name: str = "Sea") -> Team:
    return unit.add(Team(**unit.stamp(), name=name))


def topic(unit: Unit, title: str = "A quiet week", **fields: Any) -> AgendaItem:
    kind = fields.pop("kind", Kind.OPEN_TOPIC)
    return unit.add(AgendaItem(**unit.stamp(), kind=kind, title=title, queued_on=date(2026, 11, 24), **fields))


def series(unit: Unit) -> Series:
    when = {"weekday": 1, "starts_at": time(16, 30), "zone": "Asia/Tokyo", "first_on": date(2026, 11, 3)}
    return unit.add(Series(**unit.stamp(), name="週刊ポストモーテム", **when))


def action(unit: Unit, **fields: Any) -> ActionItem:
    agreed = {"priority": Priority.P1, "due": date(2026, 12, 1)} | fields
    return unit.add(ActionItem(**unit.stamp(), text="Alert on queue length", **agreed))


def move_due(unit: Unit, row_id: UUID, due: date | None, reason: str = "waits for hardware") -> ActionItem:
    """Move a due date with its reason, as the services do."""
    before = unit.get(ActionItem, row_id)
    told = {"field": "due", "old": str(before.due or ""), "new": str(due or "")}
    unit.add(ActionChange(**unit.stamp(), action_id=row_id, **told, reason=reason, at=unit.now))
    return unit.put(replace(before, due=due))


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
WHOLE = st.integers(-(2**31) + 1, 2**31 - 1)
PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    TEXT,
    INSTANTS,
    st.dates(),
    st.times(),
    st.uuids(),
    st.fractions(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.timedeltas(),
    st.sampled_from(Kind),
)
NAMES = st.text("abcdefgh_", min_size=1, max_size=8)


def _messages(arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Message]:
    return st.builds(
        lambda code, given: message(code, **given),
        NAMES,
        st.dictionaries(NAMES.filter(lambda name: name != "code"), arguments, max_size=3),
    )


VALUES: st.SearchStrategy[Any] = st.recursive(
    PLAIN, lambda inner: st.one_of(st.lists(inner, max_size=3).map(tuple), _messages(inner)), max_leaves=6
)
MESSAGES = _messages(VALUES)

_OF_TYPE: dict[type, st.SearchStrategy[Any]] = {
    str: TEXT,
    bool: st.booleans(),
    int: WHOLE,
    datetime: INSTANTS,
    date: st.dates(),
    time: st.times(),
    UUID: st.uuids(),
    Message: MESSAGES,
    Fraction: st.fractions(),
}

_MINUTES = st.integers(1, 1440)
_NARROW: dict[tuple[type[Row], str], st.SearchStrategy[Any]] = {
    (Series, "weekday"): st.integers(0, 6),
    (Series, "minutes"): _MINUTES,
    (Series, "every"): st.integers(1, 52),
    (Person, "share_percent"): st.integers(1, 100),
    (Closure, "starts_on"): st.dates(max_value=date(2000, 1, 1)),
    (Closure, "ends_on"): st.dates(min_value=date(2000, 1, 1)),
    (AgendaItem, "minutes"): st.none() | _MINUTES,
    (AgendaItem, "votes"): st.integers(0, 1000),
    (Meeting, "headcount"): st.none() | st.integers(0, 1000),
    (Instant, "applies"): st.just(True),
    (Absence, "starts_on"): st.dates(max_value=date(2000, 1, 1)),
    (Absence, "ends_on"): st.dates(min_value=date(2000, 1, 1)),
    (ActionChange, "reason"): TEXT.map(lambda text: f"because {text}"),
}


def _values(kind: type) -> st.SearchStrategy[Any]:
    return st.sampled_from(kind) if issubclass(kind, StrEnum) else _OF_TYPE[kind]


def rows(kind: type[Row]) -> st.SearchStrategy[Row]:
    """Make random rows of a kind that keep the rules of its table."""
    found: dict[str, st.SearchStrategy[Any]] = {}
    for slot in slots(kind):
        (of,) = slot.kinds
        values = st.lists(_values(slot.item), max_size=3).map(tuple) if slot.item else _values(of)
        values = st.none() | values if slot.optional else values
        found[slot.name] = _NARROW.get((kind, slot.name), values)
    found["version"] = st.integers(1, 1000)
    return st.builds(kind, **found)


def cells_alive(rows_found: list[Row]) -> dict[UUID, dict[str, Any]]:
    """Return what people see of rows: their values, without the bookkeeping."""
    hidden = {"updated_at", "version", "deleted_at"}
    return {
        row.id: {item.name: getattr(row, item.name) for item in fields(row) if item.name not in hidden}
        for row in rows_found
    }
