"""Draw each page and each state of the stage beside its design picture: ``sheets.py [NAME...]``, into docs/.

A sheet shows the picture on the left and the rendering in the same theme and language on the right; below stand the
other themes and languages, and at the end the whole window.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update(TZ="Asia/Tokyo", LC_ALL="C.UTF-8")

import component_sheet
import sheet_actions
import sheet_announce
import sheet_calendar
import sheet_dashboards
import sheet_handover
import sheet_layout
import sheet_meeting
import sheet_people
import sheet_people_dialogs
import sheet_shell
import sheet_stage
import sheet_this_week
from PySide6.QtWidgets import QApplication
from sheet_layout import Tile, load

ROOT = Path(__file__).resolve().parents[2]
MOCKS, SHEETS, PICTURES = ROOT / "tests" / "data" / "mocks", ROOT / "docs" / "sheets", ROOT / "docs" / "pictures"
LOOKS = (("en", "light"), ("ja", "light"), ("en", "dark"), ("ja", "dark"))
NAMES = {"en": "English", "ja": "Japanese"}
NARROW, BROAD = 1920, 2720
"""Widths of the sheets in px: with two or three, and with four pictures beside each other."""

Draw = Callable[[str, str, Path], Path]
Views = Sequence[tuple[str, Draw]]


def turn_views() -> Views:
    """Return the states in which turns are shown and changed, of the week's page and of the meeting's."""
    return [*sheet_this_week.views(), *sheet_meeting.views()]


STATES: tuple[tuple[str, str, Callable[[], Views], tuple[str, ...]], ...] = (
    ("this-week-states", "This week: the other states", sheet_this_week.views, (
        "this-week-over", "this-week-quick", "this-week-quick-wrong", "this-week-paste", "this-week-adding",
        "this-week-long", "this-week-empty", "this-week-not-held", "this-week-drawer")),
    ("turns-states", "Turns on the week's page, and after a meeting", turn_views, (
        "this-week-swap", "this-week-away", "this-week-lead", "this-week-conflict", "this-week-nobody",
        "this-week-take", "this-week-tips", "this-week-why", "meeting-kept", "meeting-nobody")),
    ("announce", "Telling people", sheet_announce.views, sheet_announce.SHEET),
    ("actions-states", "Actions: the other states", sheet_actions.views, (
        "actions", "actions-chosen", "actions-several", "actions-refused", "actions-split", "actions-filter",
        "actions-drawer", "actions-empty")),
    ("dashboards-states", "Dashboards: the other states", sheet_dashboards.views, (
        "dashboards-editing", "dashboards-link", "dashboards-empty", "dashboards-long", "dashboards-adding")),
    ("people-states", "People: the other states", sheet_people.views, sheet_people.SHEET),
    ("people-dialogs", "People: the dialogs", sheet_people_dialogs.views, sheet_people_dialogs.SHEET),
    ("handover", "Handing over", sheet_handover.views, sheet_handover.SHEET),
    ("settings-calendar-states", "Settings, calendar: the other states", sheet_calendar.views, (
        "calendar-monthly", "calendar-refused", "calendar-cancel", "calendar-closure", "calendar-preview")),
)  # fmt: skip
"""Sheets of states that have no design picture: name, title, what draws them, and which are shown."""


@dataclass(frozen=True)
class Page:
    """Hold what a sheet shows: the design picture with its language and theme, what draws the page, the window."""

    title: str
    draw: Draw
    mock: str = ""
    like: tuple[str, str] = LOOKS[0]
    window: Draw | None = None


def pages() -> dict[str, Page]:
    """Return all pages by the names of their sheets."""
    windows, week = sheet_shell.views(), dict(sheet_this_week.views())
    room, actions = dict(sheet_stage.views()), dict(sheet_actions.views())
    boards, dates = dict(sheet_dashboards.views()), dict(sheet_calendar.views())
    people = dict(sheet_people.views())
    dark_ja = ("ja", "dark")
    return {
        "this-week": Page("This week", week["this-week-topic"], "01-this-week-light-en", window=windows["this-week"]),
        "this-week-small": Page(
            "This week at 1024x700", week["this-week-small"], "13-this-week-1024x700-light-en",
            window=windows["this-week-small"],
        ),
        "meeting": Page("Meeting", windows["meeting"], "02-meeting-console-dark-ja", dark_ja,
                        windows["meeting-small"]),
        "incident": Page("Incident", windows["incident"], "03-incident-light-en", window=windows["incident-small"]),
        "incidents": Page("Incidents", windows["incidents"]),
        "actions": Page("Actions", actions["actions-window"], "07-actions-reason-dialog-light-ja", ("ja", "light"),
                        actions["actions-small"]),
        "dashboards": Page("Dashboards", boards["dashboards"], window=boards["dashboards-drawer"]),
        "people": Page("People", people["people-window"], "08-people-light-en", window=people["people-small"]),
        "settings": Page("Settings", windows["settings"]),
        "settings-calendar": Page("Settings: calendar", dates["calendar"], window=dates["calendar-small"]),
        "first-run": Page("First run", week["first-run"], "11-first-run-light-ja", ("ja", "light"),
                          windows["first-run"]),
        "stage-talk": Page("Stage: talk", room["talk"], "04-stage-timeline-dark-ja", dark_ja),
        "stage-opening": Page("Stage: opening", room["opening"], "05-stage-opening-light-en"),
        "stage-read-back": Page("Stage: read-back", room["read_back"], "06-stage-readback-dark-ja", dark_ja),
    }  # fmt: skip


def page_sheet(page: Page, folder: Path) -> list[list[Tile]]:
    """Return the rows of one page's sheet."""

    def tile(draw: Draw, look: tuple[str, str], said: str = "") -> Tile:
        return Tile(f"{said}{NAMES[look[0]]}, {look[1]}", load(draw(*look, folder)))

    others = [look for look in LOOKS if look != page.like]
    if page.mock:
        rows = [[Tile("Design", load(MOCKS / f"{page.mock}.png")), tile(page.draw, page.like)]]
        rows.append([tile(page.draw, look) for look in others])
    else:
        drawn = [tile(page.draw, look) for look in LOOKS]
        rows = [drawn[:2], drawn[2:]]
    if page.window is not None:
        rows.append([tile(page.window, look, "Whole window: ") for look in (LOOKS[0], LOOKS[3])])
    return rows


def other_states(folder: Path) -> list[list[Tile]]:
    """Return the states of the stage that have no design picture, a row each."""
    shown = {"04": "talk", "05": "opening", "06": "read_back"}
    return [
        [Tile(f"{state}: {NAMES[look[0]]}, {look[1]}", load(draw(*look, folder))) for look in LOOKS]
        for state, draw in sheet_stage.views()
        if state not in shown.values()
    ]


def four_looks(views: Views, wanted: Sequence[str], folder: Path) -> list[list[Tile]]:
    """Return the states named, a row each: both languages in both themes."""
    drawn = dict(views)
    return [
        [Tile(f"{state}: {NAMES[look[0]]}, {look[1]}", load(drawn[state](*look, folder))) for look in LOOKS]
        for state in wanted
    ]


def components(folder: Path) -> list[list[Tile]]:
    """Return the sheet of widgets: the design, and both languages with both themes side by side."""
    app = QApplication.instance() or QApplication(["sheets"])
    assert isinstance(app, QApplication)
    tiles = []
    for language, name in NAMES.items():
        target = folder / f"components-{language}.png"
        component_sheet.draw(app, language).save(str(target))
        tiles.append(Tile(f"{name}, light and dark", load(target)))
    return [[Tile("Design", load(MOCKS / "12-components-light-dark.png")), tiles[0]], [tiles[0]], [tiles[1]]]


def manual_pictures(folder: Path) -> None:
    """Write the pictures of README and guide, in both languages, at two thirds of their size."""
    windows = sheet_shell.views()
    for language, ending in (("en", ""), ("ja", ".ja")):
        for name, worn in (("this-week", "light"), ("meeting", "light"), ("incident", "light"), ("stage", "dark")):
            drawn = Tile("", load(windows[name](language, worn, folder))).scaled(1080)
            print(sheet_layout.write(drawn.picture, PICTURES / f"{name}{ending}.png"))


def jobs() -> dict[str, Callable[[Path], object]]:
    """Return what can be drawn, by name."""

    def one(name: str, title: str, rows: Callable[[Path], list[list[Tile]]], folder: Path, width: int = NARROW) -> None:
        print(sheet_layout.write(sheet_layout.sheet(title, rows(folder), width), SHEETS / f"{name}.png"))

    made: dict[str, Callable[[Path], object]] = {
        name: partial(one, name, page.title, partial(page_sheet, page)) for name, page in pages().items()
    }
    made["stage-other"] = partial(one, "stage-other", "Stage: the other states", other_states)
    for name, title, views, wanted in STATES:
        made[name] = partial(one, name, title, partial(four_looks, views(), wanted), width=BROAD)
    made["components"] = partial(one, "components", "Components", components)
    made["pictures"] = manual_pictures
    return made


def main(wanted: list[str]) -> int:
    """Draw the sheets named, or all."""
    known = jobs()
    for name in wanted or known:
        with tempfile.TemporaryDirectory() as folder:
            known[name](Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
