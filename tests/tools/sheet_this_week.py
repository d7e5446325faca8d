"""Pictures of this week and the first run for the sheets: each state as the window shows it."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from weeklypm.domain.agenda import Kind
from weeklypm.domain.values import Language, message
from weeklypm.gui import i18n, theme
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.first_run import FirstRun
from weeklypm.gui.pages.this_week import ThisWeekPage
from weeklypm.services import queue, setup
from weeklypm.services.clock import HandClock
from weeklypm.storage import Unit

sys.path.insert(0, str(Path(__file__).parents[1] / "gui" / "pages"))
from desk_fixture import open_desk, settle, with_sample

WIDE, SMALL = (1440, 900), (1024, 700)
EARLIER = datetime(2026, 9, 2, 4, 46, tzinfo=UTC)
"""Two hours and fourteen minutes before the sample's meeting."""
LONG = "A very long title about the search that was slow at noon, why it was slow, and what each of us took it for " * 2


@dataclass
class Set:
    """Hold a page in its window, with what moves it."""

    desk: Desk
    clock: HandClock
    console: Console
    page: QWidget
    language: Language

    def settle(self) -> None:
        """Wait until everything asked for is shown."""
        settle(self.desk)

    @property
    def week(self) -> ThisWeekPage:
        """Return the page of the week."""
        assert isinstance(self.page, ThisWeekPage)
        return self.page

    def change(self, use_case: Callable[[Unit], object]) -> None:
        """Change the workspace."""
        self.desk.operations.change(use_case, message("services.label.setup"))
        self.settle()


@contextmanager
def stand(
    language: str, worn: str, path: Path, size: tuple[int, int] = WIDE, *, first_run: bool = False
) -> Iterator[Set]:
    """Put the page into its window."""
    app = QApplication.instance() or QApplication(["sheets"])
    assert isinstance(app, QApplication)
    theme.apply(app, worn)
    i18n.apply(app, language)
    clock = HandClock(EARLIER)
    with open_desk(path, clock) as desk:
        console = Console()
        page: QWidget = FirstRun(desk) if first_run else ThisWeekPage(desk)
        console.add_page("this_week", "calendar-days", "gui.nav.this_week", page)
        console.set_workspace("Hinoki Store")
        console.resize(*size)
        made = Set(desk, clock, console, page, Language(language))
        try:
            yield made
        finally:
            console.close()
            console.deleteLater()
            app.processEvents()


def make_own(shown: Set, people: str = "") -> None:
    """Set up a workspace of its own."""
    form = setup.SeriesForm("Weekly postmortem", 2, time(16), "Asia/Tokyo", 30, "JP", shown.language)
    shown.change(partial(setup.create_workspace, form=form, team_name="Hinoki Store", people=people))


def sample(shown: Set) -> None:
    """Show the sample's week."""
    with_sample(shown.desk, shown.language)


def topic(shown: Set) -> None:
    """Show a week of open topics, as in the picture."""
    make_own(shown, "Search: Minase, Kurose\nWeb: Kasuga, Hayami, Sena\nData: Torii, Kayano")

    def fill(unit: Unit) -> None:
        for title, votes, age in (
            ("Should staging alerts page at night?", 5, 28),
            ("Handover notes between shifts", 3, 14),
            ("Who removes old feature flags?", 2, 6),
        ):
            item = queue.add_topic(unit, title)
            queue.edit_item(unit, item.id, votes=votes, queued_on=item.queued_on - timedelta(days=age))
        for title, kind in (
            ("Checkout API", Kind.DASHBOARD_REVIEW),
            ("Payment retry storm", Kind.RE_READ),
            ("Certificate expires on a Friday night", Kind.ROLE_PLAY),
        ):
            queue.add_topic(unit, title, kind)
        away = queue.add_topic(unit, "Search slow at lunchtime", Kind.INCIDENT_TALK)
        queue.postpone(unit, away.id, away.queued_on + timedelta(days=7))

    shown.change(fill)


def long_text(shown: Set) -> None:
    """Show a week of titles and names that are far too long."""
    make_own(shown, "\n".join(f"{'Wolfeschlegelsteinhausen' * 3} {n}, {'Team of all teams ' * 4}" for n in range(4)))

    def fill(unit: Unit) -> None:
        for kind in (Kind.INCIDENT_TALK, Kind.OPEN_TOPIC, Kind.ROLE_PLAY):
            for _ in range(8):
                queue.add_topic(unit, LONG, kind)

    shown.change(fill)


def empty(shown: Set) -> None:
    """Show a new workspace without people or topics."""
    make_own(shown)


def not_held(shown: Set) -> None:
    """Show a week that falls on a public holiday."""
    topic(shown)
    shown.clock.forward(timedelta(days=16))


def nothing(shown: Set) -> None:
    """Leave the page as it is made."""


def drawer(shown: Set) -> None:
    """Open the queue in a small window."""
    shown.settle()
    shown.week.panel_page.open_drawer()


def why(shown: Set) -> None:
    """Ask why this person."""
    shown.settle()
    shown.week.ui.leader.compare.click()


def adding(shown: Set) -> None:
    """Ask for something to talk about, with a title that is missing."""
    shown.settle()
    shown.week.add_item()
    dialog = shown.console.findChild(QWidget, "item_dialog")
    assert dialog is not None
    dialog.answer.click()


def in_tokyo(shown: Set) -> None:
    """Let the first run begin as it does on a computer in Tokyo."""
    page = shown.page
    assert isinstance(page, FirstRun)
    page.zone.setText("Asia/Tokyo")
    page.country.setText("JP")


def filled(shown: Set) -> None:
    """Open both steps of the first run and make a mistake in each field that can hold one."""
    page = shown.page
    assert isinstance(page, FirstRun)
    page.people_step.show_editors()
    page.topic_step.show_editors()
    page.people.setPlainText("Search: Minase, Kurose\nKasuga, Web\nKasuga, Web")
    page.zone.setText("Asia/Tokio")
    page.ui.start.click()


Step = Callable[[Set], None]
STATES: dict[str, tuple[Step, Step, tuple[int, int], bool]] = {
    "this-week": (sample, nothing, WIDE, False),
    "this-week-topic": (topic, nothing, WIDE, False),
    "this-week-small": (topic, nothing, SMALL, False),
    "this-week-drawer": (topic, drawer, SMALL, False),
    "this-week-long": (long_text, nothing, WIDE, False),
    "this-week-empty": (empty, nothing, WIDE, False),
    "this-week-not-held": (not_held, nothing, WIDE, False),
    "this-week-why": (sample, why, WIDE, False),
    "this-week-adding": (sample, adding, WIDE, False),
    "first-run": (in_tokyo, nothing, WIDE, True),
    "first-run-filled": (in_tokyo, filled, WIDE, True),
    "first-run-small": (in_tokyo, nothing, SMALL, True),
}


def jobs_done(desk: Desk) -> None:
    """Wait until the background jobs asked for so far have been shown."""
    loop = QEventLoop()
    desk.jobs.run(_nothing_more, loop.exit, loop.exit)
    loop.exec()


def _nothing_more(_check: Callable[[], None]) -> int:
    return 0


def render(name: str, language: str, worn: str, folder: Path) -> Path:
    """Write one picture and return its path."""
    prepare, act, size, first_run = STATES[name]
    with (
        tempfile.TemporaryDirectory() as place,
        stand(language, worn, Path(place) / "w.db", size, first_run=first_run) as shown,
    ):
        prepare(shown)
        shown.console.show()
        shown.settle()
        jobs_done(shown.desk)
        act(shown)
        shown.settle()
        target = folder / f"{name}-{worn}-{language}.png"
        shown.console.grab().save(str(target))
        return target


def views() -> list[tuple[str, Callable[[str, str, Path], Path]]]:
    """Return the name and the drawing function of each state."""
    return [(name, partial(render, name)) for name in STATES]


if __name__ == "__main__":
    for each in sys.argv[2:] or list(STATES):
        for spoken, dressed in (("en", "light"), ("ja", "dark")):
            print(render(each, spoken, dressed, Path(sys.argv[1])))
