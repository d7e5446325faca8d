"""Pictures of the actions page for the sheets: the list and one action, what is asked, and its states."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1] / "gui" / "pages"))
sys.path.insert(0, str(Path(__file__).parents[1] / "services"))
from actions_example import TEAMS, fill_design, fill_long, fill_many, said
from desk_fixture import ask, open_desk, settle
from services_desk import FORM, NOW

from weeklypm.domain.outcomes import ReasonKind
from weeklypm.domain.values import Language, message
from weeklypm.gui import fonts, i18n, pictures, theme
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.actions import ActionsPage
from weeklypm.gui.pages.reason_dialog import ReasonDialog
from weeklypm.services import demo
from weeklypm.services.actions import ActionRow, ActionsView, actions_view
from weeklypm.services.clock import HandClock
from weeklypm.services.setup import create_workspace
from weeklypm.storage import Unit

WIDE, SMALL = (1440, 900), (1024, 700)


@dataclass
class Set:
    """Hold the page in its window, over a clock that is moved by hand."""

    desk: Desk
    console: Console
    page: ActionsPage
    language: Language
    clock: HandClock

    def settle(self) -> None:
        """Wait until everything asked for is shown."""
        settle(self.desk)

    def said(self, texts: tuple[str, str]) -> str:
        """Return the text in the language of the picture."""
        return said(texts, self.language)

    def change(self, use_case: Callable[[Unit], object]) -> None:
        """Change the workspace."""
        self.desk.operations.change(use_case, message("services.label.setup"), undoable=False)
        self.settle()

    def view(self) -> ActionsView:
        """Return how the actions stand."""
        found: ActionsView = ask(self.desk, actions_view)
        return found

    def row(self, number: int = 0) -> ActionRow:
        """Return a row by its place in the list."""
        return self.view().rows[number]

    def choose(self, *numbers: int) -> None:
        """Choose rows by their places in the whole list."""
        table, model = self.page.list.ui.table, self.page.list.model
        table.clearSelection()
        for number in numbers:
            place = model.number_of(self.row(number).action.id)
            table.selectRow(place) if len(numbers) == 1 else table.selectionModel().select(
                model.index(place, 0),
                table.selectionModel().SelectionFlag.Select | table.selectionModel().SelectionFlag.Rows,
            )

    def open(self) -> None:
        """Show the window with what the workspace holds now, and give it the keyboard."""
        self.console.show()
        self.console.activateWindow()
        self.page.refresh()
        self.settle()
        self.page.list.take_keys()

    @property
    def reason(self) -> ReasonDialog:
        """Return the dialog that asks for reasons."""
        return self.page._dialog(ReasonDialog)  # type: ignore[no-any-return]


@contextmanager
def stand(language: str, worn: str, path: Path, size: tuple[int, int] = WIDE) -> Iterator[Set]:
    """Put the page into its window."""
    app = QApplication.instance() or QApplication(["sheets"])
    assert isinstance(app, QApplication)
    fonts.register()
    theme.apply(app, worn)
    i18n.apply(app, language)
    clock = HandClock(NOW - timedelta(days=70))
    with open_desk(path, clock) as desk:
        console = Console()
        page = ActionsPage(desk)
        console.add_page("actions", "list-checks", "gui.nav.actions", page)
        console.set_workspace("Hinoki Store" if language == "en" else "ひのきストア")
        console.resize(*size)
        try:
            yield Set(desk, console, page, Language(language), clock)
        finally:
            settle(desk)
            console.close()
            console.deleteLater()
            app.processEvents()


def make_own(shown: Set, *, people: bool = True) -> None:
    """Set up a workspace without actions, ten weeks before the day of the pictures."""
    team = "Hinoki Store"
    form = replace(FORM, language=shown.language)
    shown.change(partial(create_workspace, form=form, team_name=team, people=shown.said(TEAMS) if people else ""))


def to_today(shown: Set) -> None:
    """Move the clock on to the day of the pictures."""
    shown.clock.forward(NOW - shown.clock())


def sample(shown: Set) -> None:
    """Show the actions of the design: four late, three this week, five to come; ideas, blocked and ended ones."""
    make_own(shown)
    shown.change(partial(fill_design, language=shown.language))
    to_today(shown)


def no_actions(shown: Set) -> None:
    """Show a workspace in which nothing was promised."""
    make_own(shown)
    to_today(shown)


def long_text(shown: Set) -> None:
    """Fill in texts, names and reasons that are far too long, one of them written from right to left."""
    make_own(shown)
    shown.change(fill_long)
    to_today(shown)


def many(shown: Set) -> None:
    """Show three thousand actions."""
    make_own(shown)
    shown.change(partial(fill_many, language=shown.language))
    to_today(shown)


def nothing(shown: Set) -> None:
    """Choose the first row."""
    if shown.view().rows:
        shown.choose(0)


def reason(shown: Set) -> None:
    """Ask why the first action slips for the third time."""
    shown.choose(0)
    shown.page.run("due")
    dialog = shown.reason
    dialog.due.day.set_day(date(2026, 9, 11))
    dialog.why.tap(ReasonKind.PREMISE_CHANGED)
    dialog.why.text.setPlainText(shown.said((
        "The new version of the stock service is set for 8 Sep. Going first would mean doing it twice, so it follows.",
        "在庫側の版上げが 9/8 に決まった。先に入れると二度手間になるので、そのあとに合わせる。",
    )))  # fmt: skip
    dialog.why.text.setFocus()


def refused(shown: Set) -> None:
    """Answer without a reason."""
    shown.choose(1)
    shown.page.run("due")
    shown.reason.why.text.setPlainText("　")
    shown.reason.accept()


def several(shown: Set) -> None:
    """Ask about three actions at once."""
    shown.choose(1, 2, 3)
    shown.page.run("several")


def chosen(shown: Set) -> None:
    """Choose three actions."""
    shown.choose(1, 2, 3)


def split(shown: Set) -> None:
    """Ask for the parts of an action."""
    shown.choose(0)
    shown.page.run("split")


def add(shown: Set) -> None:
    """Ask for a new action."""
    shown.page.add()


def dropping(shown: Set) -> None:
    """Ask why an action is dropped."""
    shown.choose(2)
    shown.page.run("drop")


def filtered(shown: Set) -> None:
    """Look for what one team does."""
    nothing(shown)
    shown.page.list.toggle_filter()
    shown.page.list.ui.filter.text.setText("s" if shown.language is Language.EN else "知らせる")


def drawer(shown: Set) -> None:
    """Lay the details over a small page."""
    nothing(shown)
    shown.settle()
    shown.page.panel_page.open_drawer()


def owner(shown: Set) -> None:
    """Ask for another owner."""
    shown.choose(0)
    shown.page.run("owner")


Step = Callable[[Set], None]
STATES: dict[str, tuple[Step, Step, tuple[int, int]]] = {
    "actions-reason": (sample, reason, WIDE),
    "actions": (sample, nothing, WIDE),
    "actions-small": (sample, nothing, SMALL),
    "actions-drawer": (sample, drawer, SMALL),
    "actions-reason-small": (sample, reason, SMALL),
    "actions-refused": (sample, refused, WIDE),
    "actions-several": (sample, several, WIDE),
    "actions-chosen": (sample, chosen, WIDE),
    "actions-split": (sample, split, WIDE),
    "actions-add": (sample, add, WIDE),
    "actions-drop": (sample, dropping, WIDE),
    "actions-owner": (sample, owner, WIDE),
    "actions-filter": (sample, filtered, WIDE),
    "actions-empty": (no_actions, nothing, WIDE),
    "actions-long": (long_text, nothing, WIDE),
    "actions-long-small": (long_text, reason, SMALL),
    "actions-many": (many, nothing, WIDE),
}


def render(name: str, language: str, worn: str, folder: Path) -> Path:
    """Write one picture and return its path."""
    prepare, act, size = STATES[name]
    with tempfile.TemporaryDirectory() as place, stand(language, worn, Path(place) / "w.db", size) as shown:
        prepare(shown)
        shown.open()
        act(shown)
        shown.settle()
        target = folder / f"{name}-{worn}-{language}.png"
        shown.console.grab().save(str(target))
        return target


def window(language: str, worn: str, folder: Path) -> Path:
    """Write a picture of the whole window over the sample, asking why its first action slips, and return its path."""
    path = demo.make_workspace(folder / f"sample-{worn}-{language}.sqlite", HandClock(NOW), Language(language))
    with pictures.shell_over(path, language, NOW.isoformat(), worn, WIDE) as (shell, wait):
        shell.console.show_page("actions")
        wait()
        reason(Set(shell.desk, shell.console, shell.actions_page, Language(language), HandClock(NOW)))
        wait()
        return pictures.save(shell.console, folder / f"actions-window-{worn}-{language}.png")


def views() -> list[tuple[str, Callable[[str, str, Path], Path]]]:
    """Return the name and the drawing function of each state."""
    return [("actions-window", window), *((name, partial(render, name)) for name in STATES)]


if __name__ == "__main__":
    drawn = dict(views())
    for each in sys.argv[2:] or list(drawn):
        for spoken, dressed in (("ja", "light"), ("en", "dark")):
            print(drawn[each](spoken, dressed, Path(sys.argv[1])))
