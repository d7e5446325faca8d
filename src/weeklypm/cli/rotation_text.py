"""The rotation as lines of text, for the terminal alone: debts are nobody else's business."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from weeklypm.cli.output import columns
from weeklypm.cli.rotation_view import Coming, Members, dated, digest_of
from weeklypm.domain.picks import Planned, Rank
from weeklypm.domain.turns import RotationEvent, TurnKind
from weeklypm.domain.values import Language
from weeklypm.services.past_turns import Past, PastRow, PastState
from weeklypm.services.turn_json import facts_of
from weeklypm.services.turn_replay import Replayed
from weeklypm.services.turns import Conflict, Given, LedgerNow, Why
from weeklypm.wording import say


def plan_text(coming: Coming, language: Language) -> str:
    """Return the coming dates, one a line, and the conflicts below them."""
    if not coming.view.planned:
        return say(language, "rotationcli.next.none")
    lines = columns([_planned(planned, coming, language) for planned in coming.view.planned])
    conflicts = [_conflict(conflict, coming.members, language) for conflict in coming.view.conflicts]
    return "\n".join([*lines, *([""] if conflicts else []), *conflicts])


def _planned(planned: Planned, coming: Coming, language: Language) -> list[str]:
    day = dated(planned.day, language)
    if not planned.held:
        why = coming.reason(planned, language)
        reason = say(language, why) if why else "–"
        if planned.provisional:
            reason = say(language, "rotationcli.reason_provisional", reason=reason)
        return [day, "–", say(language, "rotationcli.not_held"), reason]
    members, beside = coming.members, planned.co_facilitator_id
    name = members.full(planned.facilitator_id, language) if planned.facilitator_id else ""
    state = say(language, f"rotationcli.state.{coming.state(planned)}")
    with_whom = say(language, "rotationcli.beside", name=members.name(beside)) if beside else ""
    return [day, name or say(language, "rotationcli.self_run"), state, with_whom]


def _conflict(conflict: Conflict, members: Members, language: Language) -> str:
    told = {"day": dated(conflict.day, language), "why": conflict.why}
    if conflict.swap_with is None:
        return say(language, "rotationcli.conflict", **told)
    days = {"first": conflict.day.isoformat(), "second": conflict.swap_with.isoformat()}
    return say(language, "rotationcli.conflict.swap", name=members.name(conflict.other_id), **days, **told)


def why_text(told: Why, members: Members, language: Language) -> str:
    """Return who leads a date and why, and below it the whole table, the pick first."""
    if not told.held:
        reason = say(language, told.reason) if told.reason else "–"
        return say(language, "rotationcli.why.not_held", day=dated(told.day, language), reason=reason)
    name = members.full(told.person.id, language) if told.person else say(language, "rotationcli.self_run")
    state = say(language, f"rotationcli.state.{told.state.value}")
    lines = [say(language, "rotationcli.why.head", day=dated(told.day, language), name=name, state=state)]
    if told.instead_of is not None:
        lines.append(say(language, "rotationcli.why.instead", name=told.instead_of.name))
    lines.append(say(language, told.why if told.why is not None else "rotationcli.why.none"))
    if told.table:
        lines += ["", *columns([_heads(language), *(_rank(row, members, language) for row in told.table)])]
    return "\n".join(lines)


def _heads(language: Language) -> list[str]:
    return [say(language, f"rotationcli.head.{name}") for name in ("name", "team", "owes", "last", "ago", "out")]


def _rank(row: Rank, members: Members, language: Language) -> list[str]:
    return [
        row.name,
        members.team(row.person_id),
        say(language, "rotationcli.debt", debt=row.debt),
        row.last_served.isoformat() if row.last_served else "–",
        str(row.meetings_ago) if row.meetings_ago is not None else "–",
        say(language, row.exclusion) if row.exclusion else "",
    ]


def ledger_text(ledger: LedgerNow, members: Members, language: Language) -> str:
    """Return what everybody owes, how often they led and sat beside, and when they led last."""
    rows = []
    for person_id in members.by_debt(ledger):
        served, debt = ledger.served.get(person_id, ()), ledger.debts[person_id]
        owes = say(language, "rotationcli.debt", debt=debt)
        shadowed = str(len(ledger.shadowed.get(person_id, ())))
        last = max(served).isoformat() if served else "–"
        rows.append([members.name(person_id), members.team(person_id), owes, str(len(served)), shadowed, last])
    if not rows:
        return say(language, "rotationcli.ledger.none")
    heads = [say(language, f"rotationcli.head.{name}") for name in ("name", "team", "owes", "led", "shadowed", "last")]
    return "\n".join([say(language, "rotationcli.ledger.head", day=ledger.day), "", *columns([heads, *rows])])


def given_text(given: Given, language: Language) -> str:
    """Return who leads a date now, why, and what might suit better than a third pass."""
    day = dated(given.day, language)
    if given.person is None and given.instead_of is None and given.why is not None:
        return say(language, given.why)
    if given.person is None:
        lines = [say(language, "rotationcli.given.nobody", day=day)]
    elif given.instead_of is None:
        lines = [say(language, "rotationcli.given.takes", day=day, name=given.person.name)]
    else:
        names = {"name": given.person.name, "instead": given.instead_of.name}
        lines = [say(language, "rotationcli.given", day=day, **names)]
    if given.why is not None and given.person is not None:
        lines.append(say(language, given.why))
    if given.suggest_beside and given.instead_of is not None:
        lines.append(say(language, "rotationcli.given.beside", name=given.instead_of.name))
    return "\n".join(lines)


def record_text(events: Sequence[RotationEvent], members: Members, language: Language) -> str:
    """Return all events, one a line."""
    rows = [_event(event, members, language) for event in events]
    return "\n".join(columns(rows)) if rows else say(language, "rotationcli.record.none")


def _event(event: RotationEvent, members: Members, language: Language) -> list[str]:
    day = dated(event.day, language) if event.day else "–"
    return [str(event.number), day, _kind(event, language), _who(event, members, language)]


def _kind(event: RotationEvent, language: Language) -> str:
    """Return what happened in a word; a meeting is told once when it begins, and once when it is over."""
    begun = event.kind is TurnKind.HELD and facts_of(event.facts).get("live")
    return say(language, f"rotationcli.kind.{'begun' if begun else event.kind.value}")


def _who(event: RotationEvent, members: Members, language: Language) -> str:
    if event.kind in (TurnKind.ROSTER, TurnKind.CALENDAR):
        return ""
    name = members.name(event.person_id)
    if event.other_day is not None and event.kind is TurnKind.SWAPPED:
        other = members.name(event.instead_of_id)
        day = event.other_day.isoformat()
        return say(language, "rotationcli.record.swapped", name=name, other=other, other_day=day)
    if event.other_day is not None:
        return say(language, "rotationcli.record.moved", name=name, other_day=event.other_day.isoformat())
    if event.instead_of_id is not None:
        return say(language, "rotationcli.record.instead", name=name, instead=members.name(event.instead_of_id))
    return name


def replay_text(done: Replayed, language: Language) -> str:
    """Return whether a replay came to the same, the first event that ended otherwise, and both digests."""
    lines = [say(language, "rotationcli.replay.same" if done.same else "rotationcli.replay.differs", n=done.events)]
    if (one := done.difference) is not None:
        kind = _kind(one.recorded, language)
        day = dated(one.recorded.day, language) if one.recorded.day else "–"
        lines.append(say(language, "rotationcli.replay.difference", number=one.number, day=day, kind=kind))
    lines.append(say(language, "rotationcli.replay.here", digest=digest_of(done.recorded_state)))
    lines.append(say(language, "rotationcli.replay.replayed", digest=digest_of(done.replayed_state)))
    return "\n".join(lines)


def past_text(past: Past, language: Language, *, preview: bool) -> str:
    """Return what becomes of each line of a file, and what was done or would be."""
    rows = columns([list(_past(row, language)) for row in past.rows])
    new, refused = len(past.of(PastState.NEW)), len(past.of(PastState.REFUSED))
    if refused:
        last = say(language, "rotationcli.seed.would_not", n=refused)
    elif not new:
        last = say(language, "rotationcli.seed.nothing")
    else:
        last = say(language, "rotationcli.seed.would" if preview else "rotationcli.seed.done", n=new)
    return "\n".join([*(rows if preview else []), *([""] if preview else []), last])


def _past(row: PastRow, language: Language) -> Iterator[str]:
    yield say(language, "rotationcli.seed.line", n=row.number)
    yield dated(row.day, language) if row.day else "–"
    yield row.person.name if row.person else row.name or "–"
    yield say(language, f"rotationcli.seed.state.{row.state.value}")
    yield say(language, row.why) if row.why else ""
