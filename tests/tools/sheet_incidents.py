"""Pictures of the incidents page for the sheets: the list, one incident, what is asked, and the import's preview."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1] / "gui" / "pages"))
from desk_fixture import WEDNESDAY, ask, open_desk, settle, with_sample

from weeklypm.domain.incident import IncidentKind, InstantKind, SectionKey
from weeklypm.domain.timeline import EventKind
from weeklypm.domain.values import Language, message
from weeklypm.gui import fonts, i18n, theme
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.incidents import IncidentsPage
from weeklypm.services import incidents
from weeklypm.services.clock import HandClock
from weeklypm.services.incidents import IncidentRow, list_incidents
from weeklypm.services.setup import create_workspace
from weeklypm.storage import Unit

WIDE, SMALL = (1440, 900), (1024, 700)
DOCUMENTS = Path(__file__).parents[1] / "data" / "postmortems" / "invented"
LONG = "A very long title about the search that was slow at noon, why it was slow, and what each of us took it for " * 2


@dataclass
class Set:
    """Hold the page in its window."""

    desk: Desk
    console: Console
    page: IncidentsPage
    language: Language

    def settle(self) -> None:
        """Wait until everything asked for is shown."""
        settle(self.desk)

    def rows(self) -> list[IncidentRow]:
        """Return what the workspace lists."""
        found: list[IncidentRow] = ask(self.desk, list_incidents)
        return found

    def change(self, use_case: Callable[[Unit], object]) -> None:
        """Change the workspace."""
        self.desk.operations.change(use_case, message("services.label.setup"))
        self.settle()

    def open_longest(self) -> None:
        """Show the incident with the most events, and choose its first judgement."""
        self.page.open_row(max(self.rows(), key=lambda row: row.events).incident.id)
        self.settle()
        events = self.page.pane.events
        judged = next(
            row for number in range(events.model.rowCount())
            if (row := events.model.row(number)) and row.kind is EventKind.JUDGEMENT
        )  # fmt: skip
        events.table.setCurrentIndex(events.model.index(events.model.number_of(judged.key), 0))
        self.settle()


@contextmanager
def stand(language: str, worn: str, path: Path, size: tuple[int, int] = WIDE) -> Iterator[Set]:
    """Put the page into its window."""
    app = QApplication.instance() or QApplication(["sheets"])
    assert isinstance(app, QApplication)
    fonts.register()
    theme.apply(app, worn)
    i18n.apply(app, language)
    with open_desk(path, HandClock(WEDNESDAY)) as desk:
        console = Console()
        page = IncidentsPage(desk)
        console.add_page("incidents", "activity", "gui.nav.incidents", page)
        console.set_workspace("Hinoki Store")
        console.resize(*size)
        try:
            yield Set(desk, console, page, Language(language))
        finally:
            settle(desk)
            console.close()
            console.deleteLater()
            app.processEvents()


def sample(shown: Set) -> None:
    """Show the sample."""
    with_sample(shown.desk, shown.language)


def make_own(shown: Set) -> None:
    """Set up an empty workspace."""
    from services_desk import FORM

    shown.change(partial(create_workspace, form=FORM, team_name="Hinoki Store", people=""))


def long_text(shown: Set) -> None:
    """Fill in titles, services and texts that are far too long."""
    make_own(shown)

    def fill(unit: Unit) -> None:
        for number in range(30):
            made = incidents.add_incident(unit, f"{number} {LONG}"[:190], IncidentKind.INCIDENT)
            services = tuple(f"service-with-a-long-name-{n}" for n in range(9))
            incidents.edit_incident(unit, made.id, severity="SEV-2 but nearly 1", services=services)
        for kind in EventKind:
            incidents.add_event(unit, made.id, incidents.EventForm(LONG * 3, kind, WEDNESDAY))
        incidents.set_section(unit, made.id, SectionKey.SUMMARY, LONG * 20)

    shown.change(fill)


def nothing(shown: Set) -> None:
    """Leave the page as it is made."""


def one(shown: Set) -> None:
    """Show one incident."""
    shown.open_longest()


def written(shown: Set) -> None:
    """Show how an incident is written up."""
    shown.open_longest()
    shown.page.pane.tabs.choose("write_up")
    for number in (0, 3):
        shown.page.pane.write_up.parts[number].toggle()
    shown.settle()
    shown.page.pane.verticalScrollBar().setValue(10_000)


def bare(shown: Set) -> None:
    """Show an incident of which only the title is known."""
    shown.change(partial(incidents.add_incident, title="Search slow at lunchtime", kind=IncidentKind.INCIDENT))
    shown.page.open_row(shown.rows()[0].incident.id)


def wrong(shown: Set) -> None:
    """Show an incident whose instants stand in wrong order."""
    shown.open_longest()
    view = shown.page.pane.view
    assert view is not None
    at = view.instants[InstantKind.MITIGATED].at
    shown.change(partial(incidents.set_instant, incident_id=view.incident.id, kind=InstantKind.ONSET, at=at))


def event(shown: Set) -> None:
    """Ask about an event, with a time that is none."""
    shown.open_longest()
    shown.page.pane.events.edit.click()
    dialog = shown.page.pane.dialog
    assert dialog is not None
    dialog.time.line.setText("lunchtime")  # type: ignore[attr-defined]
    dialog.answer.click()


def times(shown: Set) -> None:
    """Ask when it happened."""
    shown.open_longest()
    shown.page.pane.head.times.click()


def facts(shown: Set) -> None:
    """Ask what the incident is."""
    shown.open_longest()
    shown.page.pane.head.edit.click()


def preview(shown: Set) -> None:
    """Preview an import."""
    flow = shown.page.importing
    flow.read(sorted(DOCUMENTS.glob("*.md")))
    app = QApplication.instance()
    assert app is not None
    while flow.dialog is None:
        app.processEvents()


Step = Callable[[Set], None]
STATES: dict[str, tuple[Step, Step, tuple[int, int]]] = {
    "incident": (sample, one, WIDE),
    "incident-small": (sample, one, SMALL),
    "incident-written": (sample, written, WIDE),
    "incident-written-small": (sample, written, SMALL),
    "incident-bare": (make_own, bare, WIDE),
    "incident-wrong": (sample, wrong, WIDE),
    "incident-long": (long_text, one, WIDE),
    "incident-long-small": (long_text, one, SMALL),
    "incident-event": (sample, event, SMALL),
    "incident-times": (sample, times, SMALL),
    "incident-facts": (sample, facts, SMALL),
    "incident-import": (sample, preview, WIDE),
    "incidents": (sample, nothing, WIDE),
    "incidents-small": (sample, nothing, SMALL),
    "incidents-empty": (make_own, nothing, WIDE),
    "incidents-long": (long_text, nothing, SMALL),
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
        if shown.page.importing.dialog is not None:
            shown.page.importing.dialog.reject()
        return target


def views() -> list[tuple[str, Callable[[str, str, Path], Path]]]:
    """Return the name and the drawing function of each state."""
    return [(name, partial(render, name)) for name in STATES]


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1] / "services"))
    for each in sys.argv[2:] or list(STATES):
        for spoken, dressed in (("en", "light"), ("ja", "dark")):
            print(render(each, spoken, dressed, Path(sys.argv[1])))
