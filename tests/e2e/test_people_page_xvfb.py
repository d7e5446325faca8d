"""What else the page of people holds, in the real window, by key presses alone: teams, lists, absences, the drawer.

What each key did is read from the workspace's file beside the app; whether a dialog is open, from the screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from x_beside import Beside
from x_people import DATES, DIMMED, PAGE, PAGE_COLOUR, Page, leads
from x_screen import App, missing
from x_week import CONSOLE, Starting, command, quit_whole, rows, told

from weeklypm.domain.calendar import Series
from weeklypm.domain.people import Absence, Person, Team

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}: a virtual screen and its keys")

LEFT = "Amemiya"
LAST_DAY = "2026-09-01"
AWAY = (*PAGE, *["Tab"] * 4, "Home")
"""The keys to the first absence, past the rule, the button that swaps and the dates."""
SHARING = (*PAGE, *["Tab"] * 6)
TEAM = "Sales"


@pytest.fixture
def window(start: Starting, workspace: Path, beside: Beside) -> Iterator[App]:
    """Start the app on the sample, which somebody has left already."""
    told(workspace, "demo")
    told(workspace, "people", "leave", LEFT, "--on", LAST_DAY)
    with start() as app:
        app.focus(CONSOLE)
        app.until(lambda: beside.pixels(PAGE_COLOUR) > DIMMED, "the window")
        yield app


def change_the_teams(page: Page) -> None:
    """Add a team in the dialog, rename it, end it and bring it back."""
    app = page.app
    page.open(*PAGE, "t")
    app.key("Tab", "Tab", "Tab")
    app.write("Ops")
    app.key("Return")
    app.until(lambda: page.team("Ops"), "the new team")
    app.key("shift+Tab", "shift+Tab", "shift+Tab", "Return")
    app.write(TEAM)
    app.key("Return")
    app.until(lambda: page.team(TEAM), "the new name")
    app.key("Tab", "Tab", "Return")
    app.until(lambda: rows(page.workspace, Team, name=TEAM)[0].ended_on, "the end of the team")
    here = partial(rows, page.workspace, Team, name=TEAM, ended_on=None)
    app.insist(partial(app.key, "Return"), here, "the team brought back")
    page.shut()


def import_and_edit(page: Page) -> None:
    """Paste a list, take it, and give the first of the ledger another name."""
    app = page.app
    command(app, "Import people from CSV")
    app.until(page.asks, "the dialog that imports")
    app.write(f"Mori, {TEAM}")
    app.insist(partial(app.key, "ctrl+Return"), lambda: rows(page.workspace, Person, name="Mori"), "the imported")
    new, team = page.person("Mori"), page.team(TEAM)
    assert team is not None
    assert new.team_id == team.id
    page.open(*PAGE, "Home", "Return")
    app.key("ctrl+a")
    app.write("Minase Rei")
    app.key("ctrl+Return")
    app.until(lambda: rows(page.workspace, Person, name="Minase Rei"), "the name edited")


def change_an_absence(page: Page) -> None:
    """Let an absence begin another day, and remove it."""
    app = page.app
    (kept,) = [one for one in rows(page.workspace, Absence) if one.person_id == page.person("Saegusa").id]
    page.open(*AWAY, "Return")
    app.key("ctrl+a")
    app.write("2026-09-04")
    app.key("ctrl+Return")
    app.until(lambda: rows(page.workspace, Absence, id=kept.id)[0].starts_on == date(2026, 9, 4), "the days edited")
    stays = partial(rows, page.workspace, Absence, id=kept.id)
    app.insist(partial(app.key, *AWAY, "Delete"), lambda: not stays(), "the absence removed")
    app.insist(partial(app.key, "ctrl+z"), stays, "the absence again")


def come_back(page: Page) -> None:
    """Show who left, and bring the last of them back from the menu."""
    app = page.app
    command(app, "Show people who left")
    app.key(*PAGE, "End", "Menu", "Down", "Down", "Return")
    app.until(lambda: page.person(LEFT).left_on is None, "somebody back")


def pass_from_the_menu(page: Page) -> None:
    page.app.key(*DATES, "Menu", *["Down"] * 4, "Return")


def cover(page: Page) -> None:
    page.open(*DATES, "c")
    page.app.key("ctrl+Return")


def share_by_team(page: Page) -> None:
    """Follow the link that says how turns are shared, and choose the other way there."""
    app = page.app
    choose = partial(app.key, *SHARING, "Return", "Tab", "Right")
    app.insist(choose, lambda: rows(page.workspace, Series)[0].equal_by_team, "turns shared by team")


def pass_in_the_drawer(page: Page) -> None:
    """Make the window narrow, open the panel as a drawer, and pass a date in it."""
    app = page.app
    app.resize(CONSOLE, 1024, 700)
    app.key(*PAGE, "Tab", "Tab", "Return", "Tab", "Tab", "Home", "p")


def speak_japanese(page: Page) -> None:
    """Switch the language, and change something."""
    app = page.app
    command(app, "Switch to Japanese")
    name = leads(page.workspace)[0]
    app.insist(partial(app.key, *PAGE, "Home", "o"), lambda: not page.person(name).opted_in, "out of the turns")
    app.key("ctrl+z")
    app.until(lambda: page.person(name).opted_in, "in the turns again")


def test_all_else_on_the_page_is_done_by_keys_alone(window: App, workspace: Path, beside: Beside) -> None:
    page = Page(window, workspace, beside)
    change_the_teams(page)
    import_and_edit(page)
    change_an_absence(page)
    come_back(page)
    page.open(*PAGE, "h")
    page.shut()
    page.change_and_undo(partial(pass_from_the_menu, page), "the pass from the menu")
    page.change_and_undo(partial(cover, page), "the volunteer")
    share_by_team(page)
    page.change_and_undo(partial(pass_in_the_drawer, page), "the pass in the drawer")
    speak_japanese(page)
    quit_whole(window)
