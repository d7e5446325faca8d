"""The week in brief, as the command line prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from weeklypm.domain.agenda import AgendaLine, Segment
from weeklypm.domain.people import Person
from weeklypm.domain.values import Language
from weeklypm.services.holidays import named_in
from weeklypm.services.week import DueAction, Led, ThisWeek, this_week
from weeklypm.wording import say

if TYPE_CHECKING:
    from weeklypm.storage import Reader


@dataclass(frozen=True)
class Brief:
    """Hold the week and the people it names, by id."""

    week: ThisWeek
    people: Mapping[UUID, Person]


def brief(reader: Reader) -> Brief:
    """Return the first scheduled date on or after today."""
    return Brief(this_week(reader), {person.id: person for person in reader.find(Person)})


def as_json(told: Brief, language: Language) -> dict[str, Any]:
    """Return the brief as JSON: date, facilitator and why, agenda and why, actions due, and the next meeting."""
    week = told.week
    lines = week.agenda.lines if week.agenda and week.held else ()
    reason = named_in(week.reason, week.day, week.series.country, language)
    return {
        "date": week.day.isoformat(),
        "held": week.held,
        "reason": say(language, reason) if reason else None,
        "facilitator": _led(week.facilitator, language),
        "co_facilitator": week.co_facilitator.person.name if week.co_facilitator else None,
        "agenda": [_line(line, told.people, language) for line in lines],
        "actions_due": [_due(due) for due in week.actions_due],
        "next": {
            "date": week.next_day.isoformat() if week.next_day else None,
            "facilitator": _led(week.next_facilitator, language),
        },
    }


def _led(led: Led | None, language: Language) -> dict[str, str | None] | None:
    if led is None:
        return None
    return {"name": led.person.name, "why": say(language, led.why) if led.why else None}


def _line(line: AgendaLine, people: Mapping[UUID, Person], language: Language) -> dict[str, Any]:
    presenter = people.get(line.presenter_id) if line.presenter_id else None
    return {
        "kind": line.kind.value if line.segment is Segment.MAIN and line.kind else line.segment.value,
        "title": say(language, line.title),
        "minutes": line.minutes,
        "why": say(language, line.why),
        "presenter": presenter.name if presenter else None,
    }


def _due(due: DueAction) -> dict[str, Any]:
    action = due.action
    return {
        "text": action.text,
        "owner": due.owner.name if due.owner else action.owner_text or None,
        "team": due.team.name if due.team else None,
        "due": action.due.isoformat() if action.due else None,
        "priority": action.priority.value if action.priority else None,
        "state": action.state.value,
    }
