"""The brief as lines of text."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from weeklypm.domain.agenda import Agenda
from weeklypm.domain.values import Language
from weeklypm.services.brief import Brief
from weeklypm.services.holidays import named_in
from weeklypm.services.week import DueAction, ThisWeek
from weeklypm.wording import say


def as_text(told: Brief, language: Language) -> str:
    """Return the week in words."""
    week = told.week
    lines = _head(week, language)
    if week.held and week.agenda:
        lines += ["", *_agenda(week, week.agenda, language)]
    if week.actions_due:
        lines += ["", say(language, "cli.brief.due"), *(_due(due, language) for due in week.actions_due)]
    if week.next_day:
        name = week.next_facilitator.person.name if week.next_facilitator else "–"
        lines += ["", say(language, "cli.brief.next", day=week.next_day, name=name)]
    return "\n".join(lines)


def _head(week: ThisWeek, language: Language) -> list[str]:
    if not week.held:
        reason = named_in(week.reason, week.day, week.series.country, language)
        return [say(language, "cli.brief.not_held", day=week.day, reason=reason or "")]
    start = week.starts_at.astimezone(ZoneInfo(week.series.zone))
    end = start + timedelta(minutes=week.series.minutes)
    lines = [say(language, "cli.brief.held", day=week.day, start=start, end=end, zone=week.series.zone)]
    if week.facilitator is None:
        lines.append(say(language, "cli.brief.self_run"))
    else:
        why = week.facilitator.why or ""
        lines.append(say(language, "cli.brief.facilitator", name=week.facilitator.person.name, why=why))
    if week.co_facilitator is not None:
        lines.append(say(language, "cli.brief.co_facilitator", name=week.co_facilitator.person.name))
    return lines


def _agenda(week: ThisWeek, agenda: Agenda, language: Language) -> list[str]:
    start = week.starts_at.astimezone(ZoneInfo(week.series.zone))
    head = say(language, "cli.brief.agenda", planned=agenda.planned, available=agenda.available)
    rows = [
        say(
            language,
            "cli.brief.line",
            clock=start + timedelta(minutes=line.starts_after),
            minutes=line.minutes,
            title=line.title,
            why=line.why,
        )
        for line in agenda.lines
    ]
    return [head, *rows]


def _due(due: DueAction, language: Language) -> str:
    owner = due.owner.name if due.owner else due.action.owner_text or say(language, "cli.brief.no_owner")
    until = due.action.due or say(language, "cli.brief.no_due")
    priority = due.action.priority.value if due.action.priority else "–"
    return say(language, "cli.brief.action", priority=priority, text=due.action.text, owner=owner, due=until)
