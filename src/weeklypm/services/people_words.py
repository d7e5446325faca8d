"""What is known of a person as messages: for lists, previews and whatever asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from weeklypm.domain.people import Person, Team
from weeklypm.domain.people_rules import PersonForm
from weeklypm.domain.values import Message, message

Words = Message | str
NOTHING: Final = message("people.value.none")
FIELDS: Final = ("team", "turns", "joined", "share", "zone", "hours", "days", "also")
"""What a list of people may say beside the name, in the order of telling; names of ``people.field.*``."""


def words_of(one: Person | PersonForm, teams: Mapping[UUID, Team]) -> dict[str, Words]:
    """Return what is known of somebody by ``FIELDS``."""
    team = teams.get(one.team_id) if one.team_id else None
    return {
        "team": team.name if team else NOTHING,
        "turns": message("people.value.yes" if one.opted_in else "people.value.no"),
        "joined": _day(one.joined_on),
        "share": message("people.value.percent", n=one.share_percent),
        "zone": one.zone or message("people.value.series_zone"),
        "hours": hours_words(one),
        "days": days_words(one.workdays),
        "also": message("people.value.list", names=tuple(one.aliases)) if one.aliases else NOTHING,
    }


def _day(day: date | None) -> Words:
    return NOTHING if day is None else message("people.value.day", day=day)


def hours_words(one: Person | PersonForm) -> Words:
    """Return working hours, such as 9:00 to 18:00."""
    if one.works_from is None or one.works_to is None:
        return NOTHING
    return message("people.value.hours", start=one.works_from, end=one.works_to)


def days_words(days: Sequence[int]) -> Words:
    """Return days of the week, 0 for Monday: from the first to the last where all between are among them."""
    if not days:
        return NOTHING
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return message("people.value.days_to", first=_weekday(days[0]), last=_weekday(days[-1]))
    return message("people.value.list", names=tuple(map(_weekday, days)))


def _weekday(day: int) -> Message:
    return message(f"words.weekday_short.{day}")
