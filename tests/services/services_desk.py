"""What the tests of use cases share: a real workspace file under a clock that is moved by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TypeVar

from weeklypm.domain.values import Language
from weeklypm.services.clock import HandClock
from weeklypm.services.setup import SeriesForm, create_workspace
from weeklypm.storage import Reader, Unit, Workspace, open_workspace

Value = TypeVar("Value")
NOW = datetime(2026, 9, 2, 3, 0, tzinfo=UTC)
FORM = SeriesForm("Weekly postmortem", 2, time(16), "Asia/Tokyo", 30, "JP", Language.EN)
PEOPLE = "Search: Minase, Torii\nWeb: Kasuga, Sena\nPlatform: Hayami, Kurose"


@dataclass
class Bench:
    """Hold an open workspace and its clock."""

    workspace: Workspace
    clock: HandClock

    def change(self, use_case: Callable[[Unit], Value]) -> Value:
        """Run a use case and return what it returned."""
        return self.workspace.change(use_case).value

    def read(self, query: Callable[[Reader], Value]) -> Value:
        """Ask the workspace."""
        return self.workspace.read(query)


def open_bench(folder: Path, *, people: str = PEOPLE, form: SeriesForm = FORM) -> Bench:
    """Make a workspace that meets on Wednesdays in Tokyo."""
    clock = HandClock(NOW)
    workspace = open_workspace(folder / "team.sqlite", clock=clock, create=True)
    workspace.change(lambda unit: create_workspace(unit, form, "Hinoki", people))
    return Bench(workspace, clock)
