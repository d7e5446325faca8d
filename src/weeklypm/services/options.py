"""What the global options say, for the window and the command line alike: workspace, language, day."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language
from weeklypm.services.clock import Clock, named_day, running_from, system_clock
from weeklypm.wording.words import language_named

YEARS: Final = range(1900, 2200)
"""Years of a date that is typed; beyond them calendars and zones are guesswork."""


@dataclass(frozen=True)
class Options:
    """Hold the global options; ``workspace`` None stands for the default place, ``language`` None for the setting."""

    workspace: Path | None
    language: Language | None
    clock: Clock
    today: date | None


def read_options(workspace: str | None, language: str | None, today: str | None, now: str | None) -> Options:
    """Return the options as typed; raise Problem ``services.problem.option_*`` saying what is wrong."""
    clock, day = read_clock(today, now)
    spoken = None if language is None else language_named(language)
    return Options(workspace_path(workspace), spoken, clock, day)


def system_language() -> Language:
    """Return the language of the environment: Japanese where the locale says so, else English."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return Language.JA if value.casefold().startswith("ja") else Language.EN
    return Language.EN


def workspace_path(text: str | None) -> Path | None:
    """Return the workspace named; raise Problem ``services.problem.option_url`` for a database address."""
    if text is None:
        return None
    if "://" in text:
        raise Problem("services.problem.option_url")
    return Path(text).expanduser()


def read_clock(today: str | None, now: str | None) -> tuple[Clock, date | None]:
    """Return the clock that ``--today`` or ``--now`` asks for."""
    if now is not None:
        return running_from(read_instant(now)), None
    if today is not None:
        day = read_day(today)
        return named_day(day), day
    return system_clock, None


def read_day(text: str) -> date:
    """Return a date written ``YYYY-MM-DD``; raise Problem ``services.problem.option_date`` or ``option_year``."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError as error:
        raise Problem("services.problem.option_date", text=text) from error
    if day.year not in YEARS:
        raise Problem("services.problem.option_year", text=text, first=YEARS.start, last=YEARS.stop - 1)
    return day


def read_instant(text: str) -> datetime:
    """Return an ISO 8601 instant with its offset; raise Problem ``services.problem.option_instant``."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise Problem("services.problem.option_instant", text=text) from error
    if instant.tzinfo is None:
        raise Problem("services.problem.option_instant", text=text)
    return instant
