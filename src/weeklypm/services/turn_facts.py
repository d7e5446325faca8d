"""What the rotation rests on, as the record tells it: the calendar, the people who take turns, and their absences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from weeklypm.domain.calendar import Cadence, Closure, OfficialHoliday, Series
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.people import Absence, Person, Team
from weeklypm.domain.values import Language
from weeklypm.services.turn_json import Facts, canonical
from weeklypm.storage.codec import message_from_plain, message_to_plain

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit

MOST_LETTERS: Final = 150_000
"""Letters of one event's facts; a column holds 200,000. What is longer is told by several events."""

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "calendar": ("rule", "closures", "official", "cancelled"),
    "roster": ("people", "absences", "turns"),
}
"""The parts of either kind of facts; each is told entry by entry, ``null`` for one that is gone."""


def calendar_facts(reader: Reader, series: Series) -> Facts:
    """Return what decides on which dates the series is held."""
    cancelled = reader.find(Meeting, state=MeetingState.NOT_HELD)
    return {
        "rule": {
            "id": series.id.hex,
            "weekday": series.weekday,
            "zone": series.zone,
            "country": series.country,
            "language": series.language.value,
            "first": series.first_on.isoformat(),
            "cadence": series.cadence.value,
            "every": series.every,
            "nth": list(series.nth),
        },
        "closures": {row.id.hex: _closure(row) for row in reader.find(Closure)},
        "official": {f"{row.country} {row.day.isoformat()}": row.name for row in reader.find(OfficialHoliday)},
        "cancelled": {row.held_on.isoformat(): message_to_plain(row.not_held_reason) for row in cancelled},
    }


def _closure(row: Closure) -> list[Any]:
    return [row.name, row.starts_on.isoformat(), row.ends_on.isoformat(), row.yearly]


def roster_facts(reader: Reader, series: Series) -> Facts:
    """Return who takes turns and how they are shared; of an absence its days, as nothing else is kept."""
    absences = reader.find(Absence)
    return {
        "people": {row.id.hex: _person(row) for row in reader.find(Person)},
        "absences": {a.id.hex: [a.person_id.hex, a.starts_on.isoformat(), a.ends_on.isoformat()] for a in absences},
        "turns": {"seed": series.seed, "equal_by_team": series.equal_by_team},
    }


def _person(row: Person) -> list[Any]:
    left = row.left_on.isoformat() if row.left_on else None
    team = row.team_id.hex if row.team_id else None
    return [row.name, team, row.joined_on.isoformat(), left, row.opted_in, row.founder, row.share_percent]


def difference(before: Facts, after: Facts) -> Facts:
    """Return what has to be told for facts to become others: changed entries, ``None`` for those that are gone."""
    told: Facts = {}
    for part in sorted({*before, *after}):
        old, new = before.get(part, {}), after.get(part, {})
        changed = {key: new.get(key) for key in sorted({*old, *new}) if old.get(key) != new.get(key)}
        if changed:
            told[part] = changed
    return told


def told_on(before: Facts, told: Facts) -> Facts:
    """Return facts with what an event told of them."""
    after = {part: dict(entries) for part, entries in before.items()}
    for part, changed in told.items():
        entries = after.setdefault(part, {})
        for key, value in changed.items():
            if value is None:
                entries.pop(key, None)
            else:
                entries[key] = value
    return after


def in_pieces(told: Facts) -> Iterator[Facts]:
    """Yield a difference as so many pieces that each fits its column; together they say the same."""
    piece: Facts = {}
    size = 0
    for part, changed in told.items():
        for key, value in changed.items():
            length = len(canonical([key, value])) + len(part)
            if piece and size + length > MOST_LETTERS:
                yield piece
                piece, size = {}, 0
            piece.setdefault(part, {})[key] = value
            size += length
    if piece:
        yield piece


def put_calendar(unit: Unit, told: Facts) -> None:
    """Bring the calendar's tables in line with what an event tells of them."""
    rule = told.get("rule")
    if rule:
        _put_rule(unit, rule)
    for key, entry in told.get("closures", {}).items():
        _put_closure(unit, UUID(hex=key), entry)
    for key, name in told.get("official", {}).items():
        _put_official(unit, key, name)
    for day, reason in told.get("cancelled", {}).items():
        _put_cancelled(unit, date.fromisoformat(day), reason)


_RULE: Final[Mapping[str, Callable[[Any], Any]]] = {
    "weekday": int,
    "zone": str,
    "country": str,
    "every": int,
    "nth": tuple,
    "language": Language,
    "cadence": Cadence,
    "first": date.fromisoformat,
}


def _put_rule(unit: Unit, rule: Mapping[str, Any]) -> None:
    fields = {name: read(rule[name]) for name, read in _RULE.items() if name in rule}
    if "first" in fields:
        fields["first_on"] = fields.pop("first")
    known = unit.first(Series)
    if known is not None:
        unit.put(replace(known, **fields))
        return
    stamp = {**unit.stamp(), "id": UUID(hex=rule["id"])}
    unit.add(Series(**stamp, name="-", starts_at=time(12), **fields))


def _put_closure(unit: Unit, row_id: UUID, entry: list[Any] | None) -> None:
    known = unit.first(Closure, id=row_id, include_deleted=True)
    if entry is None:
        if known is not None:
            unit.delete(known)
        return
    name, starts, ends, yearly = entry
    fields = {"name": name, "starts_on": date.fromisoformat(starts), "ends_on": date.fromisoformat(ends)}
    if known is None:
        unit.add(Closure(**{**unit.stamp(), "id": row_id}, **fields, yearly=yearly))
    else:
        unit.put(replace(known, **fields, yearly=yearly, deleted_at=None))


def _put_official(unit: Unit, key: str, name: str | None) -> None:
    country, _, day = key.partition(" ")
    known = unit.first(OfficialHoliday, country=country, day=date.fromisoformat(day))
    if known is not None:
        unit.put(replace(known, name=name)) if name is not None else unit.delete(known)
    elif name is not None:
        unit.add(OfficialHoliday(**unit.stamp(), country=country, day=date.fromisoformat(day), name=name))


def _put_cancelled(unit: Unit, day: date, reason: Any) -> None:
    known = unit.first(Meeting, held_on=day)
    series = unit.find(Series)[0]
    why = message_from_plain(reason)
    if known is not None and (reason is None or known.state is not MeetingState.NOT_HELD):
        unit.delete(known)
        known = None
    if known is not None:
        unit.put(replace(known, not_held_reason=why))
    elif reason is not None:
        row = Meeting(**unit.stamp(), series_id=series.id, held_on=day, state=MeetingState.NOT_HELD)
        unit.add(replace(row, not_held_reason=why))


def put_roster(unit: Unit, told: Facts) -> None:
    """Bring people, absences and the sharing of turns in line with what an event tells of them."""
    for key, entry in told.get("people", {}).items():
        _put_person(unit, UUID(hex=key), entry)
    for key, entry in told.get("absences", {}).items():
        _put_absence(unit, UUID(hex=key), entry)
    if told.get("turns"):
        unit.put(replace(unit.find(Series)[0], **told["turns"]))


def _put_person(unit: Unit, row_id: UUID, entry: list[Any] | None) -> None:
    known = unit.first(Person, id=row_id, include_deleted=True)
    if entry is None:
        if known is not None:
            unit.delete(known)
        return
    name, team, joined, left, opted_in, founder, share = entry
    fields = {
        "name": name,
        "team_id": _team(unit, team),
        "joined_on": date.fromisoformat(joined),
        "left_on": date.fromisoformat(left) if left else None,
        "opted_in": opted_in,
        "founder": founder,
        "share_percent": share,
    }
    if known is None:
        unit.add(Person(**{**unit.stamp(), "id": row_id}, **fields))
    else:
        unit.put(replace(known, **fields, deleted_at=None))


def _team(unit: Unit, key: str | None) -> UUID | None:
    """Return a team's id; the record tells teams apart and does not name them."""
    if key is None:
        return None
    row_id = UUID(hex=key)
    if unit.first(Team, id=row_id, include_deleted=True) is None:
        unit.add(Team(**{**unit.stamp(), "id": row_id}, name=key))
    return row_id


def _put_absence(unit: Unit, row_id: UUID, entry: list[Any] | None) -> None:
    known = unit.first(Absence, id=row_id, include_deleted=True)
    if entry is None:
        if known is not None:
            unit.delete(known)
        return
    person, starts, ends = entry
    fields: dict[str, Any] = {"starts_on": date.fromisoformat(starts), "ends_on": date.fromisoformat(ends)}
    if known is None:
        unit.add(Absence(**{**unit.stamp(), "id": row_id}, person_id=UUID(hex=person), **fields))
    else:
        unit.put(replace(known, person_id=UUID(hex=person), **fields, deleted_at=None))
