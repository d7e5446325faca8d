"""Draw the dialogs about people in their states: ``sheet_people_dialogs.py FOLDER [STATE...]``."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QSettings
from PySide6.QtWidgets import QApplication, QWidget

sys.path.insert(0, str(Path(__file__).parents[1] / "gui" / "pages"))
sys.path.insert(0, str(Path(__file__).parents[1] / "services"))
from desk_fixture import WEDNESDAY, ask, open_desk, settle
from services_desk import FORM
from steady_identities import steadily

from weeklypm.domain.people import Absence, Person
from weeklypm.domain.values import Language, message
from weeklypm.gui import fonts, i18n, theme
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.absence_dialog import AbsenceDialog
from weeklypm.gui.pages.people_import_dialog import PeopleImportDialog
from weeklypm.gui.pages.person_dialog import PersonDialog
from weeklypm.gui.pages.rotation_rule_dialog import RotationRuleDialog
from weeklypm.gui.pages.settings import PARTS, SettingsPage
from weeklypm.gui.pages.teams_dialog import TeamsDialog
from weeklypm.gui.widgets.buttons import Button
from weeklypm.services import people
from weeklypm.services.clock import HandClock
from weeklypm.services.people_forms import absence_facts, teams_facts
from weeklypm.services.setup import create_workspace
from weeklypm.storage import Reader, Unit, open_workspace

WIDE, SMALL, TALL = (1440, 900), (1024, 700), (1440, 1500)
LONGEST_MS = 20_000
TEN = {
    Language.EN: "Search: Minase, Saegusa\nWeb: Kasuga, Amemiya\nSupport: Hayami\nData: Kurose\nPayments: Sena\n"
    "SRE: Torii, Kuon\nDocs: Kayano",
    Language.JA: "検索：水無瀬、三枝\nウェブ：春日、雨宮\nサポート：早見\nデータ：黒瀬\n決済：瀬名\n"
    "SRE：鳥居、久遠\n文書：茅野",
}
LONG_NAME = {
    Language.EN: "Bartholomew Featherstonehaugh-Cholmondeley of the Night Shift and the Early Morning",
    Language.JA: "寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末食う寝る処に住む処",
}


def many(count: int) -> str:
    """Return so many people in twenty teams, to be pasted."""
    return "\n".join(f"Person {number:03d}, Team {number % 20:02d}" for number in range(count))


@dataclass
class Set:
    """Hold the settings in their window, and what is asked over them."""

    desk: Desk
    console: Console
    language: Language
    ground: QWidget
    page: SettingsPage | None = None
    dialog: Any = None

    def open_settings(self, stored: Path) -> SettingsPage:
        """Make the settings, the people chosen."""
        self.page = SettingsPage(self.desk, QSettings(str(stored), QSettings.Format.IniFormat))
        self.page.ui.sections.setCurrentRow(PARTS.index("people"))
        self.ground = self.page.people
        return self.page

    def opened(self) -> None:
        """Show what the workspace holds."""
        if self.page is not None:
            self.page.reload()

    def close(self) -> None:
        """Close the window and what is asked over it."""
        self.settle()
        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.reject()
        self.console.close()
        self.console.deleteLater()
        QApplication.processEvents()

    def settle(self) -> None:
        """Wait until everything asked for is shown."""
        settle(self.desk)

    def wait(self, until: Callable[[], bool]) -> None:
        """Process events until something holds, such as a file that was read."""
        waited = QElapsedTimer()
        waited.start()
        while not until():
            assert waited.elapsed() < LONGEST_MS, "this never comes"
            QApplication.processEvents()
        self.settle()

    def change(self, use_case: Callable[[Unit], object]) -> None:
        """Change the workspace."""
        self.desk.operations.change(use_case, message("services.label.setup"))
        self.settle()

    def read(self, question: Callable[[Reader], Any]) -> Any:
        """Ask the workspace."""
        return ask(self.desk, question)

    def person(self, place: int = 0) -> Person:
        """Return a person by their place in the list that was pasted."""
        found: Person = self.read(partial(_person, place=place))
        return found

    def new(self, dialog: Any) -> Any:
        """Keep the dialog that is asked with."""
        self.dialog = dialog
        return dialog


def _person(reader: Reader, place: int) -> Person:
    return sorted(reader.find(Person), key=lambda one: (one.created_at, one.id))[place]


@lru_cache(maxsize=8)
def prepared(text: str, language: str) -> bytes:
    """Return the bytes of a workspace with people, made once for all who want it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.sqlite"
        workspace = open_workspace(path, clock=HandClock(WEDNESDAY), create=True)
        form = replace(FORM, language=Language(language))
        workspace.change(lambda unit: create_workspace(unit, form, "Hinoki Store", text))
        workspace.close()
        return path.read_bytes()


@contextmanager
def stand(
    language: str, worn: str, path: Path, size: tuple[int, int] = WIDE, *, text: str | None = None, bare: bool = False
) -> Iterator[Set]:
    """Open a window over a workspace with people: the settings with them chosen, or ``bare`` with a button alone."""
    app = QApplication.instance() or QApplication(["sheets"])
    assert isinstance(app, QApplication)
    fonts.register()
    theme.apply(app, worn)
    i18n.apply(app, language)
    spoken = Language(language)
    path.write_bytes(prepared(TEN[spoken] if text is None else text, language))
    with open_desk(path, HandClock(WEDNESDAY)) as desk:
        console = Console()
        console.resize(*size)
        console.setMinimumSize(*SMALL)
        made = Set(desk, console, spoken, Button(text="Weekly"))
        page = made.ground if bare else made.open_settings(path.with_suffix(".ini"))
        console.add_page("settings", "settings", "gui.nav.settings", page, at_bottom=True)
        console.set_workspace("Hinoki Store")
        desk.operations.open(made.opened, desk.tellers.fail)
        try:
            made.settle()
            yield made
        finally:
            made.close()


def nothing(_shown: Set) -> None:
    """Leave the page as it is made."""


def new_person(shown: Set) -> None:
    """Ask for somebody new."""
    shown.new(PersonDialog(shown.desk, shown.ground)).ask_new()
    shown.settle()


def known_person(shown: Set) -> None:
    """Ask for somebody who is known, with all that can be told."""
    person = shown.person()
    form = replace(
        people.form_of(person), share_percent=50, zone="Europe/Berlin", aliases=("@mina", "Minase K.", "ミナセ"),
        rather_not_present=True, workdays=(0, 1, 3),
    )  # fmt: skip
    shown.change(partial(people.edit_person, person_id=person.id, form=form))
    shown.new(PersonDialog(shown.desk, shown.ground)).ask(person.id)
    shown.settle()


def person_end(shown: Set) -> None:
    """Scroll to the end of somebody who has left."""
    person = shown.person()
    shown.change(partial(people.leave, person_id=person.id, last_day=date(2026, 9, 30)))
    known_person(shown)
    shown.dialog.sheet.last_day.setFocus()
    shown.settle()


def person_wrong(shown: Set) -> None:
    """Fill in a name that is taken, a zone that is none and half of the hours."""
    new_person(shown)
    sheet = shown.dialog.sheet
    sheet.name.setText(shown.person(1).name)
    sheet.team.setEditText({Language.EN: "Platform", Language.JA: "基盤"}[shown.language])
    shown.dialog.answer.click()
    shown.settle()


def person_long(shown: Set) -> None:
    """Fill in a name that is as long as names get, and a part-time share."""
    new_person(shown)
    sheet = shown.dialog.sheet
    sheet.name.setText(LONG_NAME[shown.language])
    sheet.team.setEditText(LONG_NAME[shown.language])
    sheet.zone.set_key("America/Argentina/ComodRivadavia")
    sheet.share.choice.choose("other")
    sheet.share.percent.setValue(80)
    sheet.works_to.setText("25:00")
    shown.dialog.answer.click()
    shown.settle()


def new_absence(shown: Set) -> None:
    """Ask for days on which the next facilitator is away."""
    leads = shown.read(_next_leader)
    shown.new(AbsenceDialog(shown.desk, shown.ground)).ask_new(leads)
    shown.settle()
    shown.dialog.first.set_day(date(2026, 9, 1))
    shown.dialog.last.set_day(date(2026, 9, 18))
    shown.settle()


def _next_leader(reader: Reader) -> Any:
    return absence_facts(reader).planned[1].facilitator_id


def absence_overlaps(shown: Set) -> None:
    """Register days that another absence holds already."""
    person = shown.person(2)
    for first, last in ((date(2026, 9, 9), date(2026, 9, 18)), (date(2026, 10, 1), date(2026, 10, 2))):
        shown.change(partial(people.add_absence, person_id=person.id, starts_on=first, ends_on=last))
    shown.new(AbsenceDialog(shown.desk, shown.ground)).ask_new(person.id)
    shown.settle()
    shown.dialog.first.set_day(date(2026, 9, 16))
    shown.dialog.last.set_day(date(2026, 9, 25))
    shown.dialog.answer.click()
    shown.settle()


def absence_known(shown: Set) -> None:
    """Ask for changes of an absence that is known."""
    person = shown.person(2)
    days = {"starts_on": date(2026, 9, 9), "ends_on": date(2026, 9, 18)}
    shown.change(partial(people.add_absence, person_id=person.id, **days))
    absence = shown.read(lambda reader: reader.find(Absence))[0]
    shown.new(AbsenceDialog(shown.desk, shown.ground)).ask(absence.id)
    shown.settle()


def absence_search(shown: Set) -> None:
    """Search one of two hundred people by a part of the name."""
    shown.new(AbsenceDialog(shown.desk, shown.ground)).ask_new()
    shown.settle()
    shown.dialog.person.setEditText("Person 19")
    shown.dialog.answer.click()
    shown.settle()


def teams(shown: Set) -> None:
    """Show the teams, one of them ended, and refuse to end one with people in it."""
    shown.change(partial(people.add_team, name={Language.EN: "Night watch", Language.JA: "夜番"}[shown.language]))
    ended = shown.read(teams_facts).teams
    gone = next(line.team for line in ended if not line.members)
    shown.change(partial(people.end_team, team_id=gone.id, last_day=date(2026, 9, 1)))
    shown.new(TeamsDialog(shown.desk, shown.ground)).ask()
    shown.settle()


def teams_refused(shown: Set) -> None:
    """Refuse to end a team with people in it, and a name that is taken."""
    teams(shown)
    shown.dialog.end.click()
    shown.settle()


def teams_renaming(shown: Set) -> None:
    """Rename a team to a name that is taken."""
    teams(shown)
    shown.dialog.rename.click()
    shown.dialog.name.setText({Language.EN: "web", Language.JA: "ウェブ"}[shown.language])
    shown.dialog.add.click()
    shown.settle()


def importing(shown: Set) -> None:
    """Show what a list would change, some lines refused."""
    names = {
        Language.EN: "Name,Team,Share,Zone,Shoe size\nMinase,Web,50,,38\nKasuga,Web,,,\nNagi,Platform,100,Asia/Tokyo,\n"
        "Fuka,Data,150,,\nShion,Data,,Mars/Olympus,\nnagi,Docs,,,\n",
        Language.JA: "名前,チーム,割合,タイムゾーン,靴\n水無瀬,ウェブ,50,,38\n春日,ウェブ,,,\n凪,基盤,100,Asia/Tokyo,\n"
        "風花,データ,150,,\n紫苑,データ,,Mars/Olympus,\n凪,文書,,,\n",
    }
    bring_in(shown, names[shown.language])


def importing_clean(shown: Set) -> None:
    """Show what a list would change, nothing refused."""
    names = {
        Language.EN: "Name,Team,Share\nMinase,Web,50\nKasuga,Web,\nNagi,Platform,100\n",
        Language.JA: "名前,チーム,割合\n水無瀬,ウェブ,50\n春日,ウェブ,\n凪,基盤,100\n",
    }
    bring_in(shown, names[shown.language])


def importing_nothing(shown: Set) -> None:
    """Refuse a file that is no list."""
    path = shown.desk.workspace.with_name("picture.csv")
    path.write_bytes(bytes(range(256)) * 40)
    dialog = shown.new(PeopleImportDialog(shown.desk, shown.ground))
    dialog.ask(path)
    shown.wait(dialog.field.is_wrong)


def bring_in(shown: Set, text: str) -> None:
    """Paste a list and wait until it is read."""
    dialog = shown.new(PeopleImportDialog(shown.desk, shown.ground))
    dialog.ask()
    dialog.text.setPlainText(text)
    dialog.read_text()
    shown.wait(lambda: dialog.model.rowCount() > 0 or dialog.field.is_wrong())


def rule(shown: Set) -> None:
    """Tell how the rule works."""
    shown.new(RotationRuleDialog(shown.ground)).ask()


def rotation(shown: Set) -> None:
    """Show how turns are shared."""
    assert shown.page is not None
    shown.page.open_row("rotation")
    shown.settle()


def rotation_team(shown: Set) -> None:
    """Share the turns by team."""
    rotation(shown)
    assert shown.page is not None
    shown.page.rotation.choice.choose("team")
    shown.settle()


def chosen(shown: Set) -> None:
    """Choose a person of the list."""
    assert shown.page is not None
    shown.page.people.table.setCurrentIndex(shown.page.people.model.index(1, 0))


UNEVEN = "Search: Minase, Torii, Saegusa, Kasuga, Amemiya\nWeb: Hayami, Kurose, Sena\nDocs: Kayano, Kuon"
"""Teams of five, three and two."""

Step = Callable[[Set], None]
STATES: dict[str, tuple[Step, tuple[int, int], str | None]] = {
    "person-new": (new_person, WIDE, None),
    "person-known": (known_person, WIDE, None),
    "person-small": (person_end, SMALL, None),
    "person-wrong": (person_wrong, WIDE, None),
    "person-long": (person_long, WIDE, None),
    "absence-new": (new_absence, SMALL, None),
    "absence-overlaps": (absence_overlaps, SMALL, None),
    "absence-known": (absence_known, SMALL, None),
    "absence-search": (absence_search, SMALL, many(200)),
    "teams": (teams, SMALL, None),
    "teams-refused": (teams_refused, SMALL, None),
    "teams-renaming": (teams_renaming, WIDE, None),
    "import": (importing, WIDE, None),
    "import-clean": (importing_clean, SMALL, None),
    "import-nothing": (importing_nothing, SMALL, None),
    "rule": (rule, WIDE, None),
    "rule-small": (rule, SMALL, None),
    "settings-people": (chosen, WIDE, None),
    "settings-rotation": (rotation, WIDE, UNEVEN),
    "settings-rotation-small": (rotation_team, SMALL, UNEVEN),
    "settings-rotation-many": (rotation, WIDE, many(200)),
}


SHEET = (
    "person-new", "person-wrong", "person-small", "absence-new", "absence-overlaps", "absence-search", "teams-refused",
    "import", "import-nothing", "rule", "settings-people", "settings-rotation",
)  # fmt: skip
"""The states that the sheet shows."""


@steadily
def render(name: str, language: str, worn: str, folder: Path) -> Path:
    """Write one picture and return its path."""
    act, size, text = STATES[name]
    place = Path(tempfile.mkdtemp())
    try:
        with stand(language, worn, place / "w.sqlite", size, text=text) as shown:
            shown.console.show()
            shown.settle()
            act(shown)
            shown.settle()
            target = folder / f"{name}-{worn}-{language}.png"
            shown.console.grab().save(str(target))
            return target
    finally:
        shutil.rmtree(place, ignore_errors=True)


def views() -> list[tuple[str, Callable[[str, str, Path], Path]]]:
    """Return the name and the drawing function of each state."""
    return [(name, partial(render, name)) for name in STATES]


if __name__ == "__main__":
    for each in sys.argv[2:] or list(STATES):
        for spoken, dressed in (("en", "light"), ("ja", "dark")):
            print(render(each, spoken, dressed, Path(sys.argv[1])))
