"""Pictures of the page of people for the sheets: the ledger, the next dates, absences, teams, and its states."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1] / "gui" / "pages"))
sys.path.insert(0, str(Path(__file__).parents[1] / "services"))
import people_example
from desk_fixture import ask, open_desk, settle
from services_desk import FORM, NOW
from steady_identities import steadily, steady

from weeklypm.domain.values import Language, message
from weeklypm.gui import fonts, i18n, pictures, theme
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.people import PeoplePage
from weeklypm.services.clock import HandClock
from weeklypm.services.people_view import PeopleView, PersonRow, people_view
from weeklypm.services.setup import create_workspace
from weeklypm.storage import Unit

WIDE, SMALL = (1440, 900), (1024, 700)
BEFORE, NEWLY = timedelta(days=300), timedelta(days=13)
"""How long ago the workspace was made, and when the newcomer came."""


@dataclass
class Set:
    """Hold the page in its window, over a clock that is moved by hand."""

    desk: Desk
    console: Console
    page: PeoplePage
    language: Language
    clock: HandClock

    def settle(self) -> None:
        """Wait until everything asked for is shown."""
        settle(self.desk)

    def change(self, use_case: Callable[[Unit], object]) -> None:
        """Change the workspace."""
        self.desk.operations.change(use_case, message("services.label.setup"), undoable=False)
        self.settle()

    def fill(self, use_case: Callable[[Unit, Language], object]) -> None:
        """Change the workspace in the language of the picture."""
        self.change(partial(use_case, language=self.language))

    def view(self) -> PeopleView:
        """Return how the people stand."""
        found: PeopleView = ask(self.desk, people_view)
        return found

    def row(self, name: str) -> PersonRow:
        """Return somebody by a part of their name."""
        return next(row for row in self.view().rows if name in row.person.name)

    def open(self) -> None:
        """Show the window with what the workspace holds now, and give it the keyboard."""
        self.console.show()
        self.console.activateWindow()
        self.page.refresh()
        self.settle()
        self.page.ledger.take_keys()


@contextmanager
def stand(language: str, worn: str, path: Path, size: tuple[int, int] = WIDE) -> Iterator[Set]:
    """Put the page into its window."""
    app = QApplication.instance() or QApplication(["sheets"])
    assert isinstance(app, QApplication)
    fonts.register()
    theme.apply(app, worn)
    i18n.apply(app, language)
    clock = HandClock(NOW - BEFORE)
    with open_desk(path, clock) as desk:
        console = Console()
        page = PeoplePage(desk)
        console.add_page("people", "users", "peoplepage.title", page)
        console.set_workspace("Hinoki Store" if language == "en" else "ひのきストア")
        console.resize(*size)
        try:
            yield Set(desk, console, page, Language(language), clock)
        finally:
            settle(desk)
            console.close()
            console.deleteLater()
            app.processEvents()


def make_own(shown: Set) -> None:
    """Set up a workspace without people, ten months before the day of the pictures."""
    shown.change(partial(create_workspace, form=replace(FORM, language=shown.language), team_name="Hinoki Store"))


def to_today(shown: Set) -> None:
    """Move the clock on to the day of the pictures."""
    shown.clock.forward(NOW - shown.clock())


def design(shown: Set) -> None:
    """Show the people of the design: nine who share the year's turns, and one who is new."""
    make_own(shown)
    shown.fill(people_example.fill_cast)
    shown.fill(people_example.fill_design)
    shown.clock.forward(NOW - NEWLY - shown.clock())
    shown.fill(people_example.fill_new)
    to_today(shown)


def filled(use_case: Callable[[Unit, Language], object], shown: Set) -> None:
    """Show the people that a use case adds."""
    make_own(shown)
    shown.fill(use_case)
    to_today(shown)


def nobody(shown: Set) -> None:
    """Show a workspace without people."""
    make_own(shown)
    to_today(shown)


def alone(unit: Unit, language: Language) -> None:
    """Add one person."""
    people_example.add_people(unit, people_example.read_people(people_example.NEW[language is Language.JA]).people)


def nothing(_shown: Set) -> None:
    """Leave the page as it opens."""


def drawer(shown: Set) -> None:
    """Lay the panel over a small page."""
    shown.page.panel_page.open_drawer()


Step = Callable[[Set], None]
STATES: dict[str, tuple[Step, Step, tuple[int, int]]] = {
    "people": (design, nothing, WIDE),
    "people-small": (design, nothing, SMALL),
    "people-drawer": (design, drawer, SMALL),
    "people-3": (partial(filled, people_example.fill_three), nothing, WIDE),
    "people-12": (partial(filled, people_example.fill_twelve), nothing, WIDE),
    "people-200": (partial(filled, people_example.fill_two_hundred), nothing, WIDE),
    "people-one": (partial(filled, alone), nothing, WIDE),
    "people-empty": (nobody, nothing, WIDE),
    "people-long": (partial(filled, people_example.fill_long), nothing, WIDE),
    "people-long-small": (partial(filled, people_example.fill_long), nothing, SMALL),
}
SHEET = tuple(name for name in STATES if name not in {"people", "people-small"})


@steadily
def render(name: str, language: str, worn: str, folder: Path) -> Path:
    """Write one picture and return its path."""
    prepare, act, size = STATES[name]
    with tempfile.TemporaryDirectory() as place, stand(language, worn, Path(place) / "w.db", size) as shown:
        prepare(shown)
        shown.open()
        shown.page.ledger.table.clearFocus()
        act(shown)
        shown.settle()
        target = folder / f"{name}-{worn}-{language}.png"
        shown.console.grab().save(str(target))
        return target


def window(language: str, worn: str, folder: Path) -> Path:
    """Write a picture of the whole window over the people of the design, and return its path."""
    path = folder / f"people-{worn}-{language}.sqlite"
    with steady(), stand(language, worn, path) as shown:
        design(shown)
    with pictures.shell_over(path, language, NOW.isoformat(), worn, WIDE) as (shell, wait):
        shell.console.show_page("people")
        wait()
        shell.people_page.ledger.table.clearFocus()
        return pictures.save(shell.console, folder / f"people-window-{worn}-{language}.png")


def views() -> list[tuple[str, Callable[[str, str, Path], Path]]]:
    """Return the name and the drawing function of each state."""
    return [("people-window", window), *((name, partial(render, name)) for name in STATES)]


if __name__ == "__main__":
    drawn = dict(views())
    looks = (("en", "light"), ("ja", "light"), ("en", "dark"), ("ja", "dark"))
    for each in sys.argv[2:] or list(drawn):
        for spoken, dressed in looks:
            print(drawn[each](spoken, dressed, Path(sys.argv[1])))
