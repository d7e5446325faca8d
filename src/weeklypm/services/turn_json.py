"""What the rotation's record keeps as text: shares of a turn, duties, and tables of candidates, as canonical JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from weeklypm.domain.picks import Duties, Rank
from weeklypm.storage.codec import message_from_plain, message_to_plain

if TYPE_CHECKING:
    from weeklypm.domain.ledger import Shares

Facts = dict[str, Any]
"""What an event holds beside its names: JSON's own kinds."""

DIGEST: Final = 32
"""Letters of a digest: enough to tell two snapshots of shares apart without keeping both whole."""


def canonical(plain: Any) -> str:
    """Return JSON's own kinds as text: keys sorted, no spaces, letters as they are; nothing for nothing."""
    if plain == {}:
        return ""
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def facts_of(text: str) -> Facts:
    """Read the facts that ``canonical`` wrote."""
    return dict(json.loads(text)) if text else {}


def shares_to_json(shares: Shares) -> str:
    """Return who owes which part of one turn, ids grouped by part; nobody is ``{}``, which is not the same as unknown.

    A turn that two hundred people share so takes a few thousand letters.
    """
    grouped: dict[str, list[str]] = {}
    for person_id, share in shares:
        grouped.setdefault(str(share), []).append(person_id.hex)
    ordered = {share: sorted(ids) for share, ids in grouped.items()}
    return json.dumps(ordered, sort_keys=True, separators=(",", ":"))


@lru_cache(maxsize=4096)
def shares_from_json(text: str) -> Shares | None:
    """Read the shares that ``shares_to_json`` wrote; None where none are kept.

    The same people share most turns of a year, and so the same text is read again and again.
    """
    if not text:
        return None
    pairs = [(UUID(hex=one), Fraction(share)) for share, ids in json.loads(text).items() for one in ids]
    return tuple(sorted(pairs, key=lambda pair: pair[0].hex))


def digest(text: str) -> str:
    """Return a short sign of a snapshot of shares, to see whether two are the same; nothing for none."""
    return sha256(text.encode()).hexdigest()[:DIGEST] if text else ""


def duties_facts(duties: Duties) -> Facts:
    """Return who was busy with the date's incident when the rule was asked; nothing where nobody was."""
    if duties.presenter_id is None and not duties.involved:
        return {}
    involved = sorted(person_id.hex for person_id in duties.involved)
    return {"duties": {"presents": duties.presenter_id.hex if duties.presenter_id else None, "involved": involved}}


def duties_from(facts: Facts) -> Duties:
    """Read the duties that ``duties_facts`` wrote."""
    told = facts.get("duties")
    if told is None:
        return Duties()
    presents = UUID(hex=told["presents"]) if told["presents"] else None
    return Duties(presents, frozenset(UUID(hex=one) for one in told["involved"]))


def table_to_json(ranking: Sequence[Rank]) -> str:
    """Return a table of candidates as codes and arguments, a list a row; names stay with the people."""
    rows = [
        [
            row.person_id.hex,
            str(row.debt),
            row.last_served.isoformat() if row.last_served else None,
            row.meetings_ago,
            row.eligible,
            message_to_plain(row.exclusion),
            row.leads_on.isoformat() if row.leads_on else None,
        ]
        for row in ranking
    ]
    return json.dumps(rows, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def table_from_json(text: str, names: Mapping[UUID, str]) -> tuple[Rank, ...]:
    """Read the table that ``table_to_json`` wrote; ``names`` are those of the people, by id."""
    return tuple(_rank(row, names) for row in (json.loads(text) if text else []))


def _rank(row: list[Any], names: Mapping[UUID, str]) -> Rank:
    person, debt, last, ago, eligible, exclusion, leads_on = row
    person_id = UUID(hex=person)
    return Rank(
        person_id=person_id,
        name=names.get(person_id, ""),
        debt=Fraction(debt),
        last_served=date.fromisoformat(last) if last else None,
        meetings_ago=ago,
        eligible=eligible,
        exclusion=message_from_plain(exclusion),
        leads_on=date.fromisoformat(leads_on) if leads_on else None,
    )
