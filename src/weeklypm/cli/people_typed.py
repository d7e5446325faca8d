"""What was typed after ``people``: days, shares, hours and teams as the domain's own values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from weeklypm.cli.actions_typed import NOTHING
from weeklypm.domain.errors import Problem
from weeklypm.importers.people_cells import read_days, read_hours, read_share, read_yes
from weeklypm.services.options import read_day
from weeklypm.services.people import PersonForm, team_named

if TYPE_CHECKING:
    from weeklypm.storage import Reader

Value = TypeVar("Value")
READ: Final[dict[str, tuple[str, Callable[[str], Any]]]] = {
    "share": ("share_percent", read_share),
    "days": ("workdays", read_days),
    "turns": ("opted_in", read_yes),
}
"""Options that fill one field, and how each is read."""


@dataclass(frozen=True)
class Typed:
    """Hold the options of a person as they were typed; None for those that were not."""

    name: str | None = None
    team: str | None = None
    joined: str | None = None
    share: str | None = None
    zone: str | None = None
    hours: str | None = None
    days: str | None = None
    turns: str | None = None
    also: list[str] | None = None


def form_told(reader: Reader, form: PersonForm, typed: Typed) -> PersonForm:
    """Return a form with what was typed; raise Problem ``people.problem.option_*`` for what cannot be read."""
    given = {option: text for option, text in vars(typed).items() if text is not None}
    told: dict[str, Any] = {}
    for option, text in given.items():
        told |= _told(reader, option, text)
    return replace(form, **told)


def _told(reader: Reader, option: str, text: Any) -> dict[str, Any]:
    """Return the fields of a form that one option fills."""
    if option in READ:
        to, read = READ[option]
        return {to: read_typed(option, text, read)}
    if option == "team":
        return {"team_id": None if _is_nothing(text) else team_named(reader, text).id}
    if option == "hours":
        return dict(zip(("works_from", "works_to"), _hours(text), strict=True))
    if option == "joined":
        return {"joined_on": read_day(text)}
    if option == "also":
        return {"aliases": tuple(alias for alias in text if not _is_nothing(alias))}
    return {option: "" if option == "zone" and _is_nothing(text) else text}


def _hours(text: str) -> Any:
    return (None, None) if _is_nothing(text) else read_typed("hours", text, read_hours)


def _is_nothing(text: str) -> bool:
    return text.strip().casefold() in ("", *NOTHING)


def read_typed(option: str, text: str, read: Callable[[str], Value | None]) -> Value:
    """Return what an option says; raise Problem ``people.problem.option_<option>`` where it cannot be read."""
    found = read(text)
    if found is None:
        raise Problem(f"people.problem.option_{option}", text=text)
    return found
