"""Facts to try a template on before it is kept: everything there, and next to nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

from weeklypm.domain.agenda import Kind
from weeklypm.domain.announcing_facts import Announcement, MainLine, Missed, Promise, Quiet, TeamPromises, Waiting
from weeklypm.domain.outcomes import Priority
from weeklypm.domain.values import Language, message
from weeklypm.exporters.announcement_words import Facts, facts

DAY: Final = date(2026, 9, 9)
START: Final = datetime(2026, 9, 9, 7, 0, tzinfo=UTC)
WEEK: Final = timedelta(weeks=1)


def specimens(language: Language) -> tuple[Facts, ...]:
    """Return facts with all there is, and with all left out that can be."""
    return facts(full(), language), facts(bare(), language)


def bare() -> Announcement:
    """Return an announcement with all left out that can be."""
    return Announcement(
        series="A",
        day=DAY,
        today=DAY,
        starts_at=START,
        ends_at=START + timedelta(minutes=30),
        zone="UTC",
        minutes=30,
        facilitator="",
        missed=None,
        agenda=(MainLine(Kind.QUESTION, "B", 17),),
        topics=(),
        more_topics=0,
        answer_by=DAY - timedelta(days=1),
        teams=(),
        team=None,
        next_day=None,
    )


def full() -> Announcement:
    """Return an announcement with all there is."""
    promise = Promise(
        "C", Priority.P1, "D", DAY - WEEK, 7, blocked=True, slips=2, reasons=("E", "F"), link="https://g.example"
    )
    undated = Promise("H", None, "", None, 0, blocked=False, slips=0, reasons=(), link="")
    return Announcement(
        series="A",
        day=DAY,
        today=DAY - WEEK,
        starts_at=START,
        ends_at=START + timedelta(minutes=30),
        zone="UTC",
        minutes=30,
        facilitator="I",
        missed=Missed(DAY - WEEK, message("schedule.reason.holiday", name="J")),
        agenda=(MainLine(Kind.INCIDENT_TALK, "K", 10), MainLine(Kind.OPEN_TOPIC, "L", 7)),
        topics=(Waiting(Kind.OPEN_TOPIC, "M"), Waiting(Kind.NEAR_MISS, "N")),
        more_topics=1,
        answer_by=DAY - timedelta(days=1),
        teams=(TeamPromises("O", (promise, undated), 1, 1), TeamPromises("", (undated,), 0, 0)),
        team=Quiet("P", DAY - 10 * WEEK, 10),
        next_day=DAY + WEEK,
    )
