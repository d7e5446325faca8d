"""The rotation as JSON: codes with their arguments for programs, and the text beside them for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any
from uuid import UUID

from weeklypm.cli.rotation_view import Coming, Members, digest_of
from weeklypm.domain.people import Person
from weeklypm.domain.picks import Rank
from weeklypm.domain.turns import RotationEvent
from weeklypm.domain.values import Language, Message
from weeklypm.services.past_turns import Past, PastState
from weeklypm.services.turn_json import facts_of, table_from_json
from weeklypm.services.turn_replay import Difference, Replayed
from weeklypm.services.turns import Given, LedgerNow, Why
from weeklypm.wording import say

PLACES = 4
"""Decimal places of a debt; the exact fraction stands beside it."""


def said(what: Message | None, language: Language) -> dict[str, Any] | None:
    """Return a message as its code, its arguments and its text; None for none."""
    return {**_coded(what), "text": say(language, what)} if what is not None else None


def _coded(what: Message) -> dict[str, Any]:
    return {"code": what.code, "arguments": {name: _plain(value) for name, value in what.arguments}}


def _plain(value: Any) -> Any:
    """Return an argument in JSON's own kinds: fractions and dates as text, enums by their value."""
    if isinstance(value, Message):
        return _coded(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | None) else str(value)


def _id(person: Person | None) -> UUID | None:
    return person.id if person is not None else None


def _owed(debt: Fraction) -> dict[str, Any]:
    """Return a debt in turns, rounded and exact; positive owes."""
    return {"debt": float(round(debt, PLACES)), "debt_exact": str(debt)}


def plan_json(coming: Coming, language: Language) -> dict[str, Any]:
    """Return the coming dates, those not held among them, and the conflicts with what would mend them."""
    people = coming.members
    dates = [
        {
            "date": planned.day.isoformat(),
            "held": planned.held,
            "reason": said(coming.reason(planned, language), language),
            "provisional": planned.provisional,
            "state": coming.state(planned) if planned.held else None,
            "facilitator": people.person_json(planned.facilitator_id),
            "co_facilitator": people.person_json(planned.co_facilitator_id),
            "instead_of": people.person_json(_id(coming.view.why[planned.day].instead_of)),
            "why": said(coming.view.why[planned.day].why, language),
        }
        for planned in coming.view.planned
    ]
    conflicts = [
        {
            "date": conflict.day.isoformat(),
            "facilitator": people.person_json(conflict.person_id),
            "why": said(conflict.why, language),
            "swap_with": conflict.swap_with.isoformat() if conflict.swap_with else None,
            "other": people.person_json(conflict.other_id),
        }
        for conflict in coming.view.conflicts
    ]
    return {"dates": dates, "conflicts": conflicts}


def why_json(told: Why, members: Members, language: Language) -> dict[str, Any]:
    """Return who leads a date and why, with the whole table: the candidates, and who was not considered."""
    return {
        "date": told.day.isoformat(),
        "held": told.held,
        "reason": said(told.reason, language),
        "state": told.state.value if told.held else None,
        "facilitator": members.person_json(_id(told.person)),
        "instead_of": members.person_json(_id(told.instead_of)),
        "why": said(told.why, language),
        "candidates": [_rank(row, members, language) for row in told.table],
    }


def _rank(row: Rank, members: Members, language: Language) -> dict[str, Any]:
    return {
        "name": row.name,
        "team": members.team(row.person_id) or None,
        **_owed(row.debt),
        "last_served": row.last_served.isoformat() if row.last_served else None,
        "meetings_ago": row.meetings_ago,
        "considered": row.eligible,
        "exclusion": said(row.exclusion, language),
    }


def ledger_json(ledger: LedgerNow, members: Members) -> dict[str, Any]:
    """Return what everybody owes and the dates they led and sat beside, most owed first."""
    return {
        "date": ledger.day.isoformat(),
        "sum": str(sum(ledger.debts.values(), Fraction(0))),
        "people": [
            {
                "name": members.name(person_id),
                "team": members.team(person_id) or None,
                **_owed(ledger.debts[person_id]),
                "served": [day.isoformat() for day in ledger.served.get(person_id, ())],
                "shadowed": [day.isoformat() for day in ledger.shadowed.get(person_id, ())],
            }
            for person_id in members.by_debt(ledger)
        ],
    }


def given_json(given: Given, members: Members, language: Language) -> dict[str, Any]:
    """Return who leads a date now instead of whom."""
    return {
        "date": given.day.isoformat(),
        "facilitator": members.person_json(_id(given.person)),
        "instead_of": members.person_json(_id(given.instead_of)),
        "why": said(given.why, language),
        "suggest_beside": given.suggest_beside,
    }


def record_json(events: Sequence[RotationEvent], members: Members, language: Language) -> dict[str, Any]:
    """Return all events in their order."""
    return {"events": [_event(event, members, language) for event in events]}


def _event(event: RotationEvent, members: Members, language: Language) -> dict[str, Any]:
    return {
        "number": event.number,
        "at": event.created_at.isoformat(),
        "kind": event.kind.value,
        "date": event.day.isoformat() if event.day else None,
        "person": members.person_json(event.person_id),
        "instead_of": members.person_json(event.instead_of_id),
        "other_date": event.other_day.isoformat() if event.other_day else None,
        "why": said(event.why, language),
        "facts": facts_of(event.facts),
        "candidates": [_rank(row, members, language) for row in table_from_json(event.table_json, members.names)],
    }


def replay_json(done: Replayed, language: Language) -> dict[str, Any]:
    """Return whether a replay came to the same, both digests, and the first event that ended otherwise."""
    return {
        "events": done.events,
        "same": done.same,
        "sha256": digest_of(done.recorded_state),
        "replayed_sha256": digest_of(done.replayed_state),
        "difference": _difference(done.difference, language) if done.difference else None,
    }


def _difference(one: Difference, language: Language) -> dict[str, Any]:
    return {
        "number": one.number,
        "kind": one.recorded.kind.value,
        "date": one.recorded.day.isoformat() if one.recorded.day else None,
        "problem": said(one.problem.message, language) if one.problem else None,
    }


def past_json(past: Past, language: Language) -> dict[str, Any]:
    """Return what becomes of each line of a file of past facilitators, and how many of each."""
    return {
        "counts": {state.value: len(past.of(state)) for state in PastState},
        "lines": [
            {
                "line": row.number,
                "date": row.day.isoformat() if row.day else None,
                "name": row.name,
                "person": row.person.name if row.person else None,
                "state": row.state.value,
                "why": said(row.why, language),
            }
            for row in past.rows
        ],
    }
