"""Tell people: texts for the team's chat from what is public, the team's own templates, and what was told already."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from weeklypm.domain.announcing import Announced, AnnouncementKind, AnnouncementTemplate, ChatStyle
from weeklypm.domain.announcing_days import answer_day, call_day
from weeklypm.domain.announcing_facts import Announcement, AnnouncementRows, announcement
from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import Responder
from weeklypm.domain.outcomes import ActionItem
from weeklypm.domain.people import Person, Team
from weeklypm.domain.values import Language, Message
from weeklypm.exporters import announcement as writing
from weeklypm.exporters.announcement_specimens import specimens
from weeklypm.exporters.announcement_words import facts
from weeklypm.services.clock import local_day
from weeklypm.services.dates import days_off, series_of
from weeklypm.services.followup import open_promises
from weeklypm.services.holidays import named_in
from weeklypm.services.quiet import QuietTeam, heard_teams, quiet_teams, team_heard
from weeklypm.services.system_errors import reason
from weeklypm.services.week import ThisWeek, this_week

if TYPE_CHECKING:
    from weeklypm.storage import Reader, Unit

__all__ = [
    "QuietTeam",
    "TemplateView",
    "Told",
    "announced",
    "call_due_on",
    "mark_announced",
    "quiet_teams",
    "read_template",
    "reset_template",
    "save_template",
    "team_named",
    "tell",
    "template_of",
    "told",
]

LARGEST_FILE: Final = 100_000
"""Bytes of a file with a template."""
LOOK_BACK: Final = timedelta(days=370)
"""Days before a meeting whose holidays and closures are read to count working days back."""


@dataclass(frozen=True)
class TemplateView:
    """Hold the template in use, and whether it is the team's own."""

    text: str
    own: bool


@dataclass(frozen=True)
class Told:
    """Hold a text with what it is about.

    ``own`` says that the team's own template made it; ``problem`` why that one could not be used and the built-in one
    stands in for it.
    """

    text: str
    kind: AnnouncementKind
    style: ChatStyle
    language: Language
    day: date
    team: Team | None
    own: bool
    problem: Message | None = None


def tell(  # noqa: PLR0913  as below
    reader: Reader,
    kind: AnnouncementKind,
    style: ChatStyle,
    *,
    team_id: UUID | None = None,
    language: Language | None = None,
    template: str | None = None,
    day: date | None = None,
) -> str:
    """Return a text for the team's chat; see ``told``."""
    return told(reader, kind, style, team_id=team_id, language=language, template=template, day=day).text


def told(  # noqa: PLR0913  each says one thing about the text
    reader: Reader,
    kind: AnnouncementKind,
    style: ChatStyle,
    *,
    team_id: UUID | None = None,
    language: Language | None = None,
    template: str | None = None,
    day: date | None = None,
) -> Told:
    """Return a text about the first held date on or after a day, by default the next one that is not over.

    ``template`` is a draft being edited; without one the team's own template is used, else the built-in one, which also
    stands in where the team's own cannot be written any more. ``language`` is the series' unless named; ``team_id``
    names the team that is invited, by default the one not heard for longest. Raises Problem
    ``announcing.problem.template_*`` for a draft, ``announcing.problem.no_meeting`` where no date is held, and
    ``announcing.problem.no_teams`` where nobody can be invited.
    """
    spoken = language or series_of(reader).language
    view, team = _view(reader, kind, team_id, day, spoken)
    known = facts(view, spoken)
    used = template_of(reader, kind, spoken)
    made = Told("", kind, style, spoken, view.day, team, own=used.own)
    if template is not None:
        return replace(made, text=writing.render(template, known, style), own=False)
    try:
        return replace(made, text=writing.render(used.text, known, style))
    except Problem as problem:
        if not used.own:
            raise
        text = writing.render(writing.built_in(kind, spoken), known, style)
        return replace(made, text=text, own=False, problem=problem.message)


def template_of(reader: Reader, kind: AnnouncementKind, language: Language) -> TemplateView:
    """Return the template in use for a kind in a language."""
    own = reader.first(AnnouncementTemplate, kind=kind, language=language)
    return TemplateView(own.text, own=True) if own else TemplateView(writing.built_in(kind, language), own=False)


def save_template(unit: Unit, kind: AnnouncementKind, language: Language, text: str) -> TemplateView:
    """Keep the team's own template; one that is the built-in one again is no own one.

    Raises Problem ``announcing.problem.template_*`` for one that cannot be written in every chat, whatever is on.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for specimen in specimens(language):
        for style in ChatStyle:
            writing.render(plain, specimen, style)
    if plain.strip() == writing.built_in(kind, language).strip():
        return reset_template(unit, kind, language)
    own = unit.first(AnnouncementTemplate, kind=kind, language=language)
    if own is not None:
        unit.put(replace(own, text=plain))
    else:
        unit.add(AnnouncementTemplate(**unit.stamp(), kind=kind, language=language, text=plain))
    return TemplateView(plain, own=True)


def reset_template(unit: Unit, kind: AnnouncementKind, language: Language) -> TemplateView:
    """Use the built-in template again; undo brings the team's own back."""
    own = unit.first(AnnouncementTemplate, kind=kind, language=language)
    if own is not None:
        unit.delete(own)
    return TemplateView(writing.built_in(kind, language), own=False)


def mark_announced(unit: Unit, kind: AnnouncementKind, day: date, team_id: UUID | None = None) -> Announced:
    """Remember that a text for a date was copied; copied again, it is remembered once, with the later instant."""
    known = unit.first(Announced, kind=kind, held_on=day, team_id=team_id)
    if known is not None:
        return unit.put(replace(known, at=unit.now))
    return unit.add(Announced(**unit.stamp(), kind=kind, held_on=day, at=unit.now, team_id=team_id))


def announced(reader: Reader, day: date) -> frozenset[AnnouncementKind]:
    """Return the kinds of texts copied for a date."""
    return frozenset(row.kind for row in reader.find(Announced, held_on=day))


def call_due_on(reader: Reader, day: date) -> date:
    """Return the day on which to call for the topics of a date: three working days before it.

    Weekends, the country's holidays and the company's closures are no working days.
    """
    return call_day(day, _no_work(reader, day))


def _no_work(reader: Reader, day: date) -> frozenset[date]:
    off = days_off(reader, series_of(reader), max(date.min + LOOK_BACK, day) - LOOK_BACK, day)
    # A meeting called off is a working day all the same.
    return frozenset({*off.holidays, *off.closures})


def _view(
    reader: Reader, kind: AnnouncementKind, team_id: UUID | None, day: date | None, language: Language
) -> tuple[Announcement, Team | None]:
    asked = this_week(reader, day, skip_closed=day is None)
    week = asked if asked.held else _next_held(reader, asked)
    invited = _invited(reader, team_id) if kind is AnnouncementKind.INVITE or team_id is not None else None
    rows = _rows(reader, week, invited)
    if not asked.held:
        reason = named_in(asked.reason, asked.day, asked.series.country, language)
        rows = replace(rows, missed_day=asked.day, missed_reason=reason)
    return announcement(rows), invited.team if invited else None


def _next_held(reader: Reader, week: ThisWeek) -> ThisWeek:
    if week.next_day is None:
        raise Problem("announcing.problem.no_meeting")
    return this_week(reader, week.next_day)


def _invited(reader: Reader, team_id: UUID | None) -> QuietTeam:
    if team_id is not None:
        return team_heard(reader, team_id)
    teams = heard_teams(reader)
    if not teams:
        raise Problem("announcing.problem.no_teams")
    return teams[0]


def _rows(reader: Reader, week: ThisWeek, invited: QuietTeam | None) -> AnnouncementRows:
    promises, today = open_promises(reader), local_day(reader.now, week.series.zone)
    about = _incidents(week, promises.actions)
    return AnnouncementRows(
        series=week.series,
        day=week.day,
        today=today,
        # A call that goes out late still gives people the rest of the day.
        answer_by=max(today, answer_day(week.day, _no_work(reader, week.day))),
        next_day=week.next_day,
        facilitator=week.facilitator.person if week.facilitator else None,
        agenda=week.agenda,
        queue=week.queue,
        actions=promises.actions,
        changes=promises.changes,
        people=reader.find(Person, include_deleted=True),
        teams=reader.find(Team),
        responders=reader.find(Responder, incident_id=about) if about else (),
        team=invited.team if invited else None,
        last_heard=invited.last_heard if invited else None,
        weeks=invited.weeks if invited else 0,
    )


def _incidents(week: ThisWeek, actions: Iterable[ActionItem]) -> set[UUID]:
    """Return the incidents that a text may speak of, whose responders it must not name."""
    lines = week.agenda.main if week.agenda else ()
    ids = [line.incident_id for line in lines]
    ids += [item.incident_id for item in week.queue]
    ids += [action.incident_id for action in actions]
    return {incident_id for incident_id in ids if incident_id is not None}


def team_named(reader: Reader, name: str) -> Team:
    """Return the team of a name, whatever its width and case; raise Problem ``announcing.problem.team``."""
    teams = reader.find(Team)
    found = next((team for team in teams if _same(team.name) == _same(name)), None)
    if found is None:
        raise Problem("announcing.problem.team", name=name, known=tuple(team.name for team in teams))
    return found


def _same(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def read_template(path: Path) -> str:
    """Return the template in a file; raise Problem saying what is wrong with it."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Problem("announcing.problem.file_large", path=str(path), n=LARGEST_FILE)
        if not path.is_file():
            raise Problem("services.problem.not_a_file", path=str(path))
        return path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise Problem("services.problem.file_missing", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise Problem("announcing.problem.file_encoding", path=str(path)) from error
    except OSError as error:
        raise Problem("services.problem.file_unreadable", path=str(path), error=reason(error)) from error
