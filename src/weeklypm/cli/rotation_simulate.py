"""The command ``rotation simulate``: how fair the rotation is beside other rules, in figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Final

import typer

from weeklypm.cli.output import columns, print_json, print_text
from weeklypm.cli.settings import Settings
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language
from weeklypm.services import rotation_simulation
from weeklypm.services.rotation_simulation import Trial
from weeklypm.wording import say

MOST_PEOPLE: Final = 200
MOST_WEEKS: Final = 5_200
"""A century: more is a slip of the finger."""
MOST_SEEDS: Final = 10_000
_PART: Final = re.compile(r"\d{0,3}(\.\d{1,9})?", re.ASCII)
_TEAMS: Final = re.compile(r"\d{1,4}(/\d{1,4})*", re.ASCII)


def simulate(  # noqa: PLR0913, PLR0917  one argument an option
    context: typer.Context,
    people: Annotated[int, typer.Option("--people", min=1, max=MOST_PEOPLE, metavar="N")] = 10,
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=MOST_WEEKS, metavar="N")] = 150,
    absence: Annotated[str, typer.Option("--absence", metavar="0..1")] = "0.1",
    teams: Annotated[str | None, typer.Option("--teams", metavar="N/N/...")] = None,
    seeds: Annotated[int, typer.Option("--seeds", min=1, max=MOST_SEEDS, metavar="N")] = 300,
    declines: Annotated[str, typer.Option("--declines", metavar="0..1")] = "0",
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Lead many invented meetings by the rotation and by other rules; needs no workspace."""
    settings: Settings = context.obj
    trial = Trial(
        people, weeks, _part("--absence", absence), _sizes(teams, people), seeds, _part("--declines", declines)
    )
    tree = rotation_simulation.simulate(trial)
    if as_json:
        print_json(tree)
    else:
        print_text("\n".join(_text(trial, tree, settings.language)))


def _part(option: str, text: str) -> float:
    """Return a part of all; raise Problem ``rotationcli.problem.option_part`` for what is not from 0 to 1."""
    if not text or not _PART.fullmatch(text) or text == "." or not 0 <= float(text) <= 1:
        raise Problem("rotationcli.problem.option_part", name=option, text=text)
    return float(text)


def _sizes(text: str | None, people: int) -> tuple[int, ...]:
    """Return the sizes of the teams; raise Problem ``rotationcli.problem.option_teams`` or ``option_team_sum``."""
    if text is None:
        return ()
    if not _TEAMS.fullmatch(text) or 0 in (sizes := tuple(map(int, text.split("/")))):
        raise Problem("rotationcli.problem.option_teams", text=text)
    if sum(sizes) != people:
        raise Problem("rotationcli.problem.option_team_sum", text=text, sum=sum(sizes), n=people)
    return sizes


def _text(trial: Trial, tree: dict[str, Any], language: Language) -> Iterator[str]:
    yield say(language, "rotationcli.simulated.people", n=trial.people)
    if trial.teams:
        yield say(language, "rotationcli.simulated.teams", sizes="/".join(map(str, trial.teams)))
    facts = {"weeks": trial.weeks, "absence": trial.absence * 100, "declines": trial.declines * 100}
    yield say(language, "rotationcli.simulated.declines" if trial.declines else "rotationcli.simulated.weeks", **facts)
    yield say(language, "rotationcli.simulated.runs", n=trial.seeds)
    yield ""
    yield from columns([_head(language), *(_row(name, told, language) for name, told in tree["rules"].items())])
    yield ""
    yield say(language, "rotationcli.simulated.note")


def _head(language: Language) -> list[str]:
    names = ("rule", "end", "any", "longest_wait", "shortest_gap", "twice_running")
    return [say(language, f"rotationcli.simulated.head.{name}") for name in names]


def _row(name: str, told: dict[str, Any], language: Language) -> list[str]:
    spread = [
        say(language, "rotationcli.simulated.spread", mean=told[key]["mean"], most=told[key]["max"])
        for key in ("unfairness_end", "unfairness_any")
    ]
    gap = "–" if told["shortest_gap"] is None else str(told["shortest_gap"])
    twice = say(language, "rotationcli.simulated.mean", mean=told["twice_running"])
    return [say(language, f"rotationcli.rule.{name}"), *spread, str(told["longest_wait"]), gap, twice]
