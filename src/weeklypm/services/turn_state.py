"""The rotation as one text: ledger, plan and explanations as canonical JSON, to compare two files byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from weeklypm.domain.picks import Planned
from weeklypm.domain.turns import RotationEvent
from weeklypm.services.outlook import outlook
from weeklypm.services.turn_json import canonical, digest, table_to_json
from weeklypm.services.turn_record import places_now
from weeklypm.services.turns_view import Why, ledger_now, story_ahead
from weeklypm.services.week import STRIP
from weeklypm.storage.codec import message_to_plain

if TYPE_CHECKING:
    from weeklypm.services.turn_record import Place
    from weeklypm.storage import Reader


def rotation_state(reader: Reader) -> str:
    """Return what each person owes, who led each date and why, and the plan of six with its reasons and tables.

    All of it follows from the record alone: what the dates talk about has no part in it.
    """
    look = outlook(reader)
    planned = look.planned(STRIP)
    debts = ledger_now(reader).debts
    places, shares = places_now(reader)
    return canonical(
        {
            "ledger": {person_id.hex: str(debt) for person_id, debt in debts.items()},
            "dates": {day.isoformat(): [*_place(place), shares[day]] for day, place in places.items()},
            "tables": _tables(reader),
            "plan": [_planned(one) for one in planned],
            "why": [_why(story_ahead(reader, look, one)) for one in planned],
        }
    )


def _place(place: Place) -> list[Any]:
    return [place.state.value, _hex(place.person_id), _hex(place.co_id), message_to_plain(place.why)]


def _tables(reader: Reader) -> dict[str, str]:
    """Return a sign of each date's last table, which by itself is long."""
    told = reader.values(RotationEvent, ("day", "table_json"), table_json__ne="", order_by=("number",))
    return {day.isoformat(): digest(table) for day, table in told if day is not None}


def _planned(one: Planned) -> list[Any]:
    names = [_hex(one.facilitator_id), _hex(one.co_facilitator_id), _hex(one.instead_of_id)]
    return [one.day.isoformat(), one.held, *names, one.confirmed, one.provisional, message_to_plain(one.reason)]


def _why(told: Why) -> list[Any]:
    people = [_hex(person.id) if person is not None else None for person in (told.person, told.instead_of)]
    return [told.day.isoformat(), told.state.value, *people, message_to_plain(told.why), table_to_json(told.table)]


def _hex(person_id: UUID | None) -> str | None:
    return None if person_id is None else person_id.hex
