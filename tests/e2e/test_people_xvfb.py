"""The page of people in the real window, by real key presses alone: swap, pass, why, away, in and out of the turns.

What each key did is read from the workspace's file beside the app, and at the end from the command line.
"""

from __future__ import annotations

import os
import subprocess
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from x_beside import Beside
from x_people import DATES, PAGE, Page, leads, person, undo
from x_screen import App, missing
from x_week import CONSOLE, begin_with_the_sample, printed, quit_whole, rows

from weeklypm.domain.people import Absence, Person

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}: a virtual screen and its keys")

NEW = "Hoshino"
TODAY = date(2026, 9, 2)


def change_dates(app: App, workspace: Path) -> None:
    """Swap two dates by the arrow, then in the dialog; pass one; each time taken back."""
    before = leads(workspace)
    swapped = [before[1], before[0]]
    app.insist(partial(app.key, *DATES, "alt+Down"), lambda: leads(workspace)[:2] == swapped, "the swap by the arrow")
    undo(app, workspace, before)
    in_dialog = partial(app.key, *DATES, "s", "Return")
    app.insist(in_dialog, lambda: leads(workspace)[0] != before[0], "the swap in the dialog")
    undo(app, workspace, before)
    app.insist(partial(app.key, *DATES, "p"), lambda: leads(workspace)[0] != before[0], "the pass")
    undo(app, workspace, before)


def change_people(page: Page, name: str) -> None:
    """Take somebody out of the turns and in again, add somebody with an absence, and let them leave."""
    app, workspace = page.app, page.workspace
    app.insist(partial(app.key, *PAGE, "Home", "o"), lambda: not person(workspace, name).opted_in, "out of the turns")
    app.insist(partial(app.key, *PAGE, "o"), lambda: person(workspace, name).opted_in, "in the turns again")
    app.insist(partial(add, page), lambda: rows(workspace, Person, name=NEW), "the new person")
    new = person(workspace, NEW)
    app.insist(partial(be_away, page), lambda: rows(workspace, Absence, person_id=new.id), "the absence")
    leaving = partial(app.key, *PAGE, "Delete")
    app.insist(leaving, lambda: person(workspace, NEW).left_on == TODAY, "the last day")


def add(page: Page) -> None:
    page.open(*PAGE, "n")
    page.app.write(NEW)
    page.app.key("ctrl+Return")


def be_away(page: Page) -> None:
    """Write when whoever is chosen is away; the newly added person is."""
    page.open(*PAGE, "a")
    page.app.write("2026-09-16")
    page.app.key("ctrl+Return")


def drag(app: App) -> None:
    """Take the first date with the mouse, move it onto the second, and let it go."""
    app.key(*PAGE)
    window = app.focus(CONSOLE)
    xdotool = partial(subprocess.run, env={**os.environ, "DISPLAY": app.display}, timeout=60, check=True)
    steps: list[tuple[str, ...]] = [("mousemove", "--window", window, *_at(0)), ("mousedown", "1")]
    steps += [("mousemove", "--window", window, *_at(part / 8)) for part in (2, 4, 6, 8)]
    for step in (*steps, ("mouseup", "1")):
        xdotool(["xdotool", *step, "sleep", "0.15"])


def _at(line: float) -> tuple[str, str]:
    return str(1250), str(round(133 + 40 * line))


def test_a_date_is_dragged_onto_another_with_the_mouse(app: App, workspace: Path) -> None:
    begin_with_the_sample(app, workspace)
    app.key(*PAGE)
    before = leads(workspace)
    app.insist(partial(drag, app), lambda: leads(workspace)[:2] == [before[1], before[0]], "the swap by the mouse")
    app.focus(CONSOLE)
    quit_whole(app)


def test_people_and_dates_are_changed_by_keys_alone(app: App, workspace: Path, beside: Beside) -> None:
    begin_with_the_sample(app, workspace)
    app.key(*PAGE)
    first = leads(workspace)[0]
    change_dates(app, workspace)
    app.key(*DATES, "Return", "Escape")
    change_people(Page(app, workspace, beside), first)
    app.focus(CONSOLE)
    quit_whole(app)
    listed = {told["name"] for told in printed(workspace, "people", "list")["people"]}
    assert NEW in listed
    assert printed(workspace, "rotation", "replay")["same"] is True
