"""Why a line is on the agenda and why the next best is not, as codes and arguments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from weeklypm.domain.agenda import AgendaItem, Kind
from weeklypm.domain.ranking import (
    HELD_LAST,
    LONG_REST,
    ORDER,
    UNKNOWN,
    WAITED,
    Room,
    is_queued,
    is_ready,
    key,
    turn,
)
from weeklypm.domain.stock import is_round, note
from weeklypm.domain.values import Message, message

NEXT_BEST = 2
"""How many items that were not chosen a line tells of."""


def age(item: AgendaItem, day: date) -> Message:
    """Say how long an item has waited on a day."""
    days = (day - item.queued_on).days
    return message("agenda.age.days", n=days) if days > 0 else message("agenda.age.today")


def chosen_because(item: AgendaItem, rivals: Sequence[AgendaItem], room: Room) -> Message:
    """Say why an item goes first among those still waiting; ``rivals`` are these, the item itself left out."""
    if item.pinned:
        return message("agenda.why.pinned")
    if item.carried_over:
        return message("agenda.why.carried_over")
    reason = _advantage(item, rivals, room)
    if turn(item.kind, room) == WAITED and any(_is_passed(item, rival, room) for rival in rivals):
        return message("agenda.why.rested", kind=item.kind, n=LONG_REST, reason=reason)
    return message(f"agenda.why.after.{item.kind}", reason=reason)


def _is_passed(item: AgendaItem, rival: AgendaItem, room: Room) -> bool:
    """Tell whether an item goes before a kind that the order has before its own, because of what was held lately."""
    return ORDER.index(rival.kind) < ORDER.index(item.kind) and _difference(item, rival, room) == "turn"


def second_because(item: AgendaItem, minutes: int, rivals: Sequence[AgendaItem], room: Room) -> Message:
    """Say why a second item follows: the minutes that remain, and its place among those still waiting."""
    return message("agenda.why.second", n=minutes, reason=_advantage(item, rivals, room))


def _advantage(item: AgendaItem, rivals: Sequence[AgendaItem], room: Room) -> Message:
    if item.carried_over:
        return message("agenda.why.carried_over")
    alike = [rival for rival in rivals if rival.kind is item.kind]
    said = waited(item, room)
    if any(key(rival, room) < key(item, room) for rival in alike):
        return message("agenda.why.fits", age=said)
    if not alike:
        return message("agenda.why.alone_due" if _is_due(item, room) else "agenda.why.alone", age=said)
    incident = room.incidents.get(item.incident_id) if item.incident_id is not None else None
    severity = incident.severity if incident else ""
    return message(f"agenda.why.by.{_before(item, alike, room)}", age=said, votes=item.votes, severity=severity)


def _before(item: AgendaItem, alike: Sequence[AgendaItem], room: Room) -> str:
    """Say in what an item goes before all others of its kind; ``alike`` are these, the next first."""
    what = _difference(item, alike[0], room)
    if what == "severity" and _is_unknown(alike[0], what, room):
        return "severity_known"
    if what == "due" and any(_difference(item, rival, room) == "never" for rival in alike):
        # One that was seen may be due for longer than those never looked at.
        return "never"
    return what


def waited(item: AgendaItem, room: Room) -> Message:
    """Say how long an item has waited; of what came back by itself, how long it was not held and what speaks for it."""
    source = room.stock.of(item) if is_round(item.id) else None
    return age(item, room.day) if source is None else note(source, room.day, within=True)


def _is_due(item: AgendaItem, room: Room) -> bool:
    source = room.stock.of(item) if is_round(item.id) else None
    return source is not None and source.due_on <= room.day


def _difference(item: AgendaItem, other: AgendaItem, room: Room) -> str:
    """Return the name of the first thing in which one item goes before another."""
    pairs = zip(key(item, room), key(other, room), strict=False)
    return next(mine[0] for mine, theirs in pairs if mine != theirs)


def _is_unknown(item: AgendaItem, what: str, room: Room) -> bool:
    """Tell whether an item goes later only as nothing is known of it: it is neither less severe nor heard lately."""
    return dict(key(item, room))[what] == UNKNOWN.get(what)


def not_chosen(item: AgendaItem, others: Sequence[AgendaItem], room: Room) -> tuple[Message, ...]:
    """Say why the next best items are not in an item's place."""
    return tuple(_behind(item, other, room) for other in others[:NEXT_BEST])


def _behind(item: AgendaItem, other: AgendaItem, room: Room) -> Message:
    if key(other, room) < key(item, room):
        # It would go first, but does not fit into what remains.
        return message("agenda.not_chosen.minutes", title=other.title, n=other.minutes)
    what = _difference(item, other, room)
    if what == "turn":
        what = _turn_of(item, other, room)
    elif what in UNKNOWN and _is_unknown(other, what, room):
        what = f"no_{what}"
    return message(
        f"agenda.not_chosen.{what}",
        title=other.title,
        kind=other.kind,
        votes=other.votes,
        n=LONG_REST,
        first=item.kind,
        age=waited(other, room),
    )


def _turn_of(item: AgendaItem, other: AgendaItem, room: Room) -> str:
    """Say why another kind's turn comes later: by the order, as it was held last time, or as this one long was not."""
    if not _is_passed(item, other, room):
        return "kind"
    return "variety" if turn(other.kind, room) == HELD_LAST else "rested"


def not_ready(queue: Sequence[AgendaItem], kind: Kind, room: Room) -> tuple[Message, ...]:
    """Name the items of this kind and higher ones that cannot be told yet, soonest first."""
    away = [i for i in queue if is_queued(i) and not is_ready(i, room.day) and not i.pinned]
    above = [i for i in away if ORDER.index(i.kind) <= ORDER.index(kind)]
    soonest = sorted(above, key=lambda i: (i.ready_from or room.day, i.id.int))
    return tuple(message("agenda.not_chosen.not_ready", title=i.title, day=i.ready_from) for i in soonest[:NEXT_BEST])
