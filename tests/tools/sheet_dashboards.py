"""Draw the page of dashboards in its states: ``sheet_dashboards.py FOLDER [STATE...]``."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[1] / "gui" / "pages"))
sys.path.insert(0, str(Path(__file__).parents[1] / "services"))
from desk_fixture import WEDNESDAY, open_desk, settle
from services_desk import FORM, PEOPLE

from weeklypm.domain.values import Language, message
from weeklypm.gui import fonts, i18n, theme
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.dashboards import DashboardsPage
from weeklypm.services.clock import HandClock
from weeklypm.services.dashboards import add_dashboard, find_team, suggested_checks, take_next
from weeklypm.services.setup import create_workspace
from weeklypm.storage import Unit

WIDE, SMALL = (1440, 900), (1024, 700)
LONG = "A very long text about what this panel is for, whom it serves, and what each of its many lines means. "
UNBROKEN = "https://dashboards.example.org/d/" + "a-very-long-path-without-any-spaces/" * 5

TEXTS = {
    Language.EN: (
        ("Checkout API", "Can people buy, and is it quick?", "Left: all orders. Right: the slowest 5 %.", "Platform"),
        ("Search", "Do searches find something in time?", "Blue is today, grey is last week.", "Search"),
        ("Web vitals", "How fast pages feel on a phone.", "", "Web"),
        ("Queues", "What waits, and for how long.", "A rising line means that workers lag.", "Platform"),
        ("Cost of the cloud", "", "", ""),
        ("Mail delivery", "Do mails arrive?", "", "Web"),
    ),
    Language.JA: (
        ("決済 API", "買えているか、速いか。", "左は全注文、右は遅い5%です。", "Platform"),
        ("検索", "検索は時間内に見つかるか。", "青が今日、灰色が先週です。", "Search"),
        ("ページの速さ", "スマホでどれだけ速く感じるか。", "", "Web"),
        ("待ち行列", "何がどれだけ待っているか。", "右上がりなら処理が追いついていません。", "Platform"),
        ("クラウドの費用", "", "", ""),
        ("メール配信", "メールは届いているか。", "", "Web"),
    ),
}
LOOKED = (date(2026, 7, 1), date(2026, 7, 15), date(2026, 8, 5), date(2026, 8, 26), None, date(2026, 8, 12))


@dataclass
class Set:
    """Hold the page in its window."""

    desk: Desk
    console: Console
    page: DashboardsPage
    language: Language

    def settle(self) -> None:
        """Wait until everything asked for is shown."""
        settle(self.desk)

    def change(self, use_case: Callable[[Unit], object]) -> None:
        """Change the workspace."""
        self.desk.operations.change(use_case, message("services.label.setup"))
        self.settle()

    def choose(self, row: int) -> None:
        """Choose a row."""
        self.page.ui.table.setCurrentIndex(self.page.model.index(row, 0))
        self.settle()


@contextmanager
def stand(language: str, worn: str, path: Path, size: tuple[int, int] = WIDE) -> Iterator[Set]:
    """Put the page into its window over a workspace with a series and people."""
    app = QApplication.instance() or QApplication(["sheets"])
    assert isinstance(app, QApplication)
    fonts.register()
    theme.apply(app, worn)
    i18n.apply(app, language)
    with open_desk(path, HandClock(WEDNESDAY)) as desk:
        console = Console()
        page = DashboardsPage(desk)
        console.add_page("dashboards", "gauge", "dashboards.nav", page)
        console.set_workspace("Hinoki Store")
        console.resize(*size)
        made = Set(desk, console, page, Language(language))
        spoken = Language(language)
        made.change(lambda unit: create_workspace(unit, replace(FORM, language=spoken), "Hinoki Store", PEOPLE))
        try:
            yield made
        finally:
            settle(desk)
            console.close()
            console.deleteLater()
            app.processEvents()


def some(shown: Set) -> None:
    """Fill the catalogue."""

    def fill(unit: Unit) -> None:
        for (name, purpose, how, team), looked in zip(TEXTS[shown.language], LOOKED, strict=True):
            add_dashboard(
                unit,
                name,
                link="https://grafana.example.org/d/checkout" if purpose else "",
                purpose=purpose,
                how_to_read=how,
                team_id=find_team(unit, team).id if team else None,
                checklist=suggested_checks(shown.language) if how else (),
                reviewed_on=looked,
            )

    shown.change(fill)


def long(shown: Set) -> None:
    """Fill in texts that are far too long."""

    def fill(unit: Unit) -> None:
        for number in range(40):
            add_dashboard(
                unit,
                f"{number} {LONG}"[:120],
                link=UNBROKEN,
                purpose=LONG * 8,
                how_to_read=LONG * 6,
                team_id=find_team(unit, "Web").id,
                checklist=tuple(f"{n} {LONG}"[:200] for n in range(12)),
                reviewed_on=date(2026, 8, 1),
            )

    shown.change(fill)


def nothing(shown: Set) -> None:
    """Leave the page as it is made."""


def first(shown: Set) -> None:
    """Choose a dashboard that is due and has questions."""
    shown.choose(1)


def bare(shown: Set) -> None:
    """Choose a dashboard of which only the name is known."""
    shown.choose(0)


def taken(shown: Set) -> None:
    """Take a dashboard for the next meeting."""
    shown.choose(2)
    row = shown.page.chosen()
    assert row is not None
    shown.change(partial(take_next, dashboard_id=row.dashboard.id))


def drawer(shown: Set) -> None:
    """Open the details over the list."""
    shown.choose(1)
    shown.page.panel_page.open_drawer()


def adding(shown: Set) -> None:
    """Ask for a new dashboard, with a link that is none."""
    shown.page.ask_new()
    dialog = shown.page.dialog
    assert dialog is not None
    dialog.name.setText("Checkout")
    dialog.usual.click()
    dialog.link.setText("grafana")
    dialog.answer.click()


def editing(shown: Set) -> None:
    """Ask for changes of one."""
    shown.choose(1)
    shown.page.ask_changes()


def asking_link(shown: Set) -> None:
    """Ask before the link is opened."""
    shown.choose(1)
    shown.page.pane.link.click()


Step = Callable[[Set], None]
STATES: dict[str, tuple[Step, Step, tuple[int, int]]] = {
    "dashboards": (some, first, WIDE),
    "dashboards-small": (some, first, SMALL),
    "dashboards-drawer": (some, drawer, SMALL),
    "dashboards-bare": (some, bare, WIDE),
    "dashboards-taken": (some, taken, WIDE),
    "dashboards-empty": (nothing, nothing, WIDE),
    "dashboards-empty-small": (nothing, nothing, SMALL),
    "dashboards-long": (long, first, WIDE),
    "dashboards-long-small": (long, drawer, SMALL),
    "dashboards-adding": (some, adding, SMALL),
    "dashboards-editing": (some, editing, WIDE),
    "dashboards-link": (some, asking_link, WIDE),
}


def render(name: str, language: str, worn: str, folder: Path) -> Path:
    """Write one picture and return its path."""
    prepare, act, size = STATES[name]
    with tempfile.TemporaryDirectory() as place, stand(language, worn, Path(place) / "w.db", size) as shown:
        prepare(shown)
        shown.console.show()
        shown.settle()
        act(shown)
        shown.settle()
        target = folder / f"{name}-{worn}-{language}.png"
        shown.console.grab().save(str(target))
        for dialog in (shown.page.dialog, shown.page.link_dialog):
            if dialog is not None:
                dialog.reject()
        return target


def views() -> list[tuple[str, Callable[[str, str, Path], Path]]]:
    """Return the name and the drawing function of each state."""
    return [(name, partial(render, name)) for name in STATES]


if __name__ == "__main__":
    for each in sys.argv[2:] or list(STATES):
        for spoken, dressed in (("en", "light"), ("ja", "dark")):
            print(render(each, spoken, dressed, Path(sys.argv[1])))
