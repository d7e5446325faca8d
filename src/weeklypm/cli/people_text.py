"""People, teams and lists of people as lines of text and as JSON. Balances are for whoever runs the command."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from weeklypm.cli.output import columns
from weeklypm.domain.people import Absence
from weeklypm.domain.values import Language
from weeklypm.services.people_import import FieldChange, PeoplePreview
from weeklypm.services.people_view import NextTurn, Outlook, PeopleView, PersonRow, Standing
from weeklypm.services.people_words import Words, days_words, hours_words
from weeklypm.wording import say


def shown(view: PeopleView, *, every: bool) -> list[PersonRow]:
    """Return the rows to list: those who left only where all are asked for."""
    return [row for row in view.rows if every or row.standing is not Standing.LEFT]


def view_json(view: PeopleView, rows: Sequence[PersonRow]) -> dict[str, Any]:
    """Return people as JSON, with the year of which turns are counted."""
    return {"date": view.day.isoformat(), "year": view.year, "people": [_row_json(view, row) for row in rows]}


def _row_json(view: PeopleView, row: PersonRow) -> dict[str, Any]:
    person = row.person
    return {
        "name": person.name,
        "also": list(person.aliases),
        "team": row.team.name if row.team else None,
        "opted_in": person.opted_in,
        "standing": row.standing.value,
        "joined": person.joined_on.isoformat(),
        "left": person.left_on.isoformat() if person.left_on else None,
        "share": person.share_percent,
        "zone": person.zone or None,
        "hours": [f"{person.works_from:%H:%M}", f"{person.works_to:%H:%M}"] if person.works_from else None,
        "days": list(person.workdays),
        "debt": str(row.debt),
        "debt_turns": round(float(row.debt), 4),
        "turns": row.turns,
        "shadowed": row.shadowed,
        "turns_ever": row.turns_ever,
        "shadowed_ever": row.shadowed_ever,
        "last_led": row.last_led.isoformat() if row.last_led else None,
        "next": _next_json(row.next),
        "shadows_on": row.shadows_on.isoformat() if row.shadows_on else None,
        "away": [_absence_json(absence) for absence in _away(view, person.id)],
    }


def _next_json(turn: NextTurn | None) -> dict[str, Any] | None:
    return None if turn is None else {"date": turn.day.isoformat(), "confirmed": turn.confirmed}


def _away(view: PeopleView, person_id: UUID) -> list[Absence]:
    return [row.absence for row in view.away if row.person.id == person_id]


def _absence_json(absence: Absence) -> dict[str, str]:
    return {"from": absence.starts_on.isoformat(), "to": absence.ends_on.isoformat()}


def view_text(view: PeopleView, rows: Sequence[PersonRow], language: Language) -> str:
    """Return people, a line each below how many they are, or a sentence where there is nobody."""
    if not rows:
        return say(language, "peoplecli.nobody")
    head = say(language, "peoplecli.head", n=view.members, teams=view.team_count)
    return "\n".join([head, *lines(view, rows, language)])


def lines(view: PeopleView, rows: Sequence[PersonRow], language: Language) -> list[str]:
    """Return people, a line each."""
    return columns([_cells(view, row, language) for row in rows])


def _cells(view: PeopleView, row: PersonRow, language: Language) -> tuple[str, ...]:
    person = row.person
    return (
        say(language, "peoplecli.debt", debt=row.debt),
        person.name,
        row.team.name if row.team else "",
        say(language, "peoplecli.turns", n=row.turns, year=str(view.year)),
        _stands(view, row, language),
        "" if person.share_percent == 100 else say(language, "people.value.percent", n=person.share_percent),
        _at_work(row, language),
    )


def _stands(view: PeopleView, row: PersonRow, language: Language) -> str:
    """Say what comes next for somebody: that they left, their turn, or how they stand."""
    if row.standing is Standing.LEFT:
        return say(language, "peoplecli.left", day=row.person.left_on)
    if row.standing is Standing.JOINS_LATER:
        return say(language, "peoplecli.joins", day=row.person.joined_on)
    leaving = row.person.left_on
    parts = [say(language, "peoplecli.leaves", day=leaving)] if leaving else []
    parts += [say(language, "peoplecli.away", start=a.starts_on, end=a.ends_on) for a in _away(view, row.person.id)]
    if row.next is not None:
        code = "peoplecli.leads" if row.next.confirmed else "peoplecli.likely"
        parts.append(say(language, code, day=row.next.day))
    return " · ".join(parts) or say(language, f"people.standing.{row.standing.value}")


def _at_work(row: PersonRow, language: Language) -> str:
    if row.person.works_from is None:
        return ""
    hours, days = _said(hours_words(row.person), language), _said(days_words(row.person.workdays), language)
    return f"{days} {hours} {row.person.zone}".rstrip()


def _said(words: Words, language: Language) -> str:
    return words if isinstance(words, str) else say(language, words)


def teams_json(view: PeopleView) -> dict[str, Any]:
    """Return teams as JSON, those that have ended after the others."""
    outlook = {one.team.id if one.team else None: one for one in view.outlook}
    rows = [
        {
            "name": row.team.name if row.team else None,
            "people": row.members,
            "turns": row.turns,
            "shadowed": row.shadowed,
            "ended": None,
            "per_year": _outlook_json(outlook.get(row.team.id if row.team else None)),
        }
        for row in view.teams
    ]
    ended = [{"name": team.name, "ended": team.ended_on.isoformat() if team.ended_on else None} for team in view.ended]
    return {"year": view.year, "equal_by": "team" if view.equal_by_team else "person", "teams": [*rows, *ended]}


def _outlook_json(one: Outlook | None) -> dict[str, Any] | None:
    """Return the turns a year of one of a team's people under both ways of sharing, as fractions."""
    return {"by_person": str(one.per_year_by_person), "by_team": str(one.per_year_by_team)} if one else None


def team_lines(view: PeopleView, language: Language) -> list[str]:
    """Return teams, a line each, below how turns are shared."""
    outlook = {one.team.id if one.team else None: one for one in view.outlook}
    rows = [
        (
            row.team.name if row.team else say(language, "peoplecli.no_team"),
            say(language, "peoplecli.people", n=row.members),
            say(language, "peoplecli.turns", n=row.turns, year=str(view.year)),
            _outlook_text(outlook.get(row.team.id if row.team else None), language),
        )
        for row in view.teams
    ]
    ended = [(team.name, say(language, "peoplecli.ended", day=team.ended_on), "", "") for team in view.ended]
    head = say(language, "peoplecli.by_team" if view.equal_by_team else "peoplecli.by_person")
    return [head, *columns([*rows, *ended])]


def _outlook_text(one: Outlook | None, language: Language) -> str:
    if one is None:
        return ""
    return say(language, "peoplecli.per_year", person=one.per_year_by_person, team=one.per_year_by_team)


def preview_json(found: PeoplePreview, language: Language, *, taken: bool) -> dict[str, Any]:
    """Return what a list changes as JSON; ``taken`` says whether it was taken."""
    return {
        "taken": taken,
        "new": [{"line": n.line, "name": n.person.name, "team": n.team.name if n.team else None} for n in found.new],
        "changed": [
            {
                "line": one.line,
                "name": one.before.name,
                "changes": [_change_json(change, language) for change in one.changes],
            }
            for one in found.changed
        ],
        "same": [{"line": one.line, "name": one.person.name} for one in found.same],
        "refused": [{"line": one.line, "name": one.name, "why": say(language, one.why)} for one in found.refused],
        "teams": [team.name for team in found.teams],
        "unknown": list(found.unknown),
    }


def _change_json(change: FieldChange, language: Language) -> dict[str, str]:
    return {"field": change.field, "old": _said(change.old, language), "new": _said(change.new, language)}


def preview_text(found: PeoplePreview, language: Language, *, taken: bool) -> str:
    """Return what a list changes, a line each below the count, refused lines first."""
    counts = {"new": len(found.new), "changed": len(found.changed), "same": len(found.same)}
    code = "peoplecli.taken" if taken else "peoplecli.preview"
    told = [say(language, code, name=found.name, n=len(found.refused), **counts)]
    if found.unknown:
        told.append(say(language, "peoplecli.unknown", names=found.unknown))
    if found.teams:
        told.append(say(language, "peoplecli.new_teams", names=tuple(team.name for team in found.teams)))
    told += [say(language, "peoplecli.refused", line=one.line, why=one.why) for one in found.refused]
    told += [say(language, "peoplecli.new", line=n.line, name=n.person.name) for n in found.new]
    for one in found.changed:
        changes = "; ".join(_change_text(change, language) for change in one.changes)
        told.append(say(language, "peoplecli.changed", line=one.line, name=one.before.name, changes=changes))
    return "\n".join(told)


def _change_text(change: FieldChange, language: Language) -> str:
    told = {"old": _said(change.old, language), "new": _said(change.new, language)}
    return say(language, "peoplecli.change", field=say(language, f"people.field.{change.field}"), **told)
