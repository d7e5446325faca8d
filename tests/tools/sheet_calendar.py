"""Draw Settings, Calendar in its states: ``sheet_calendar.py FOLDER [STATE...]``."""

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

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).parents[1] / "gui" / "pages"))
sys.path.insert(0, str(Path(__file__).parents[1] / "services"))
from desk_fixture import WEDNESDAY, open_desk, settle
from services_desk import FORM, PEOPLE

from weeklypm.domain.calendar import Cadence
from weeklypm.domain.values import Language, message
from weeklypm.gui import fonts, i18n, theme
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.settings import SettingsPage
from weeklypm.gui.pages.settings_calendar import CalendarPart
from weeklypm.services import calendar
from weeklypm.services.clock import HandClock
from weeklypm.services.setup import create_workspace, update_series
from weeklypm.storage import Unit

WIDE, SMALL, TALL = (1440, 900), (1024, 700), (1440, 1500)
LONG = "A very long name of the days on which the whole company is closed because nobody would be there anyway "

NAMES = {
    Language.EN: ("New Year", "Founders' day", "Offsite of the whole team"),
    Language.JA: ("年末年始", "創立記念日", "全社の集まりのため"),
}
LIST = """date,name
2026/1/1,元日
2026/1/12,成人の日
2026/2/11,建国記念の日
2026/2/23,天皇誕生日
2026/3/20,春分の日
2026/4/29,昭和の日
2026/5/3,憲法記念日
2026/5/4,みどりの日
2026/5/5,こどもの日
2026/5/6,休日
2026/7/20,海の日
2026/8/11,山の日
2026/9/16,一度きりの休日
2026/9/21,敬老の日
2026/9/22,休日
2026/10/12,スポーツの日
2026/11/3,文化の日
2026/11/23,勤労感謝の日
"""


@dataclass
class Set:
    """Hold the page in its window."""

    desk: Desk
    console: Console
    page: SettingsPage
    language: Language

    @property
    def part(self) -> CalendarPart:
        """Return the calendar's part."""
        return self.page.calendar

    def settle(self) -> None:
        """Wait until everything asked for is shown."""
        settle(self.desk)

    def wait(self, until: Callable[[], bool]) -> None:
        """Process events until something holds, such as a file that was read."""
        app = QApplication.instance()
        assert app is not None
        while not until():
            app.processEvents()
        self.settle()

    def change(self, use_case: Callable[[Unit], object]) -> None:
        """Change the workspace."""
        self.desk.operations.change(use_case, message("services.label.setup"))
        self.settle()


def dates_of(part: CalendarPart) -> list[tuple[str, str, str]]:
    """Return the coming dates as they are shown: day, state and reason."""
    model = part.dates.model
    cells = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    return [(day, state, why) for day, state, why in cells]


@contextmanager
def stand(language: str, worn: str, path: Path, size: tuple[int, int] = WIDE) -> Iterator[Set]:
    """Put the settings into their window, the calendar chosen."""
    app = QApplication.instance() or QApplication(["sheets"])
    assert isinstance(app, QApplication)
    fonts.register()
    theme.apply(app, worn)
    i18n.apply(app, language)
    spoken = Language(language)
    with open_desk(path, HandClock(WEDNESDAY)) as desk:
        console = Console()
        page = SettingsPage(desk, QSettings(str(path.with_suffix(".ini")), QSettings.Format.IniFormat))
        console.add_page("settings", "settings", "gui.nav.settings", page, at_bottom=True)
        console.set_workspace("Hinoki Store")
        console.resize(*size)
        console.setMinimumSize(*SMALL)
        made = Set(desk, console, page, spoken)
        made.change(lambda unit: create_workspace(unit, replace(FORM, language=spoken), "Hinoki Store", PEOPLE))
        page.ui.sections.setCurrentRow(1)
        try:
            yield made
        finally:
            settle(desk)
            console.close()
            console.deleteLater()
            app.processEvents()


def nothing(_shown: Set) -> None:
    """Leave the page as it is made."""


def some(shown: Set) -> None:
    """Close the company for some days and call one date off."""
    new_year, founders, offsite = NAMES[shown.language]

    def fill(unit: Unit) -> None:
        calendar.add_closure(unit, new_year, date(2025, 12, 29), date(2026, 1, 3), yearly=True)
        calendar.add_closure(unit, founders, date(2026, 10, 7), date(2026, 10, 7))
        calendar.cancel(unit, date(2026, 9, 30), offsite)

    shown.change(fill)


def monthly(shown: Set) -> None:
    """Meet on the first and the last Monday of a month."""
    some(shown)
    form = replace(FORM, language=shown.language, weekday=0, cadence=Cadence.NTH_WEEKDAY, nth=(1, -1))
    shown.change(partial(update_series, form=form))


def long(shown: Set) -> None:
    """Fill in texts that are far too long."""

    def fill(unit: Unit) -> None:
        for number in range(20):
            day = date(2026, 10, 1 + number)
            calendar.add_closure(unit, f"{number} {LONG}"[:120], day, day)
        calendar.cancel(unit, date(2026, 9, 9), (LONG * 3)[:290])

    shown.change(fill)


def down(shown: Set) -> None:
    """Scroll to the end."""
    shown.part.verticalScrollBar().setValue(10_000)


def cancelling(shown: Set) -> None:
    """Ask which date is called off, and answer without a reason."""
    shown.part.dates.cancel.click()
    dialog = shown.part.cancelling.dialog
    assert dialog is not None
    dialog.reason.setText("\u3000")
    dialog.answer.click()


def cancelled(shown: Set) -> None:
    """Choose the date that was called off."""
    shown.part.dates.table.setCurrentIndex(shown.part.dates.model.index(4, 0))


def closing(shown: Set) -> None:
    """Ask for days off whose end comes before their start."""
    shown.part.closures.add_button.click()
    dialog = shown.part.closures.dialog
    assert dialog is not None
    dialog.name.setText(NAMES[shown.language][0])
    dialog.first.set_day(date(2026, 12, 29))
    dialog.last.set_day(date(2026, 12, 3))
    dialog.answer.click()


def previewing(shown: Set) -> None:
    """Show what an official list changes."""
    path = shown.desk.workspace.with_name("syukujitsu.csv")
    path.write_text(LIST, encoding="cp932")
    shown.part.official.flow.read(path)
    shown.wait(lambda: shown.part.official.flow.dialog is not None)


def refused(shown: Set) -> None:
    """Refuse the list of another country."""
    path = shown.desk.workspace.with_name("feiertage.csv")
    path.write_text("2026-01-06,Epiphany\n2026-05-01,Labour\n2026-10-03,Unity\n", encoding="utf-8")
    shown.part.official.flow.read(path)
    shown.wait(lambda: shown.part.official.problem.isVisibleTo(shown.part))
    down(shown)


Step = Callable[[Set], None]
STATES: dict[str, tuple[Step, Step, tuple[int, int]]] = {
    "calendar": (some, cancelled, TALL),
    "calendar-window": (some, nothing, WIDE),
    "calendar-small": (some, nothing, SMALL),
    "calendar-small-end": (some, down, SMALL),
    "calendar-empty": (nothing, nothing, TALL),
    "calendar-monthly": (monthly, nothing, WIDE),
    "calendar-long": (long, nothing, (1440, 2000)),
    "calendar-long-small": (long, nothing, SMALL),
    "calendar-cancel": (some, cancelling, SMALL),
    "calendar-closure": (some, closing, SMALL),
    "calendar-preview": (some, previewing, SMALL),
    "calendar-refused": (some, refused, WIDE),
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
        part = shown.part
        for dialog in (part.cancelling.dialog, part.closures.dialog, part.official.flow.dialog):
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
