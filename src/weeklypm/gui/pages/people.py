"""People: whose turn is due and why, who leads next, who is away, and every way of changing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.absence_dialog import AbsenceDialog
from weeklypm.gui.pages.away_dialog import AwayDialog
from weeklypm.gui.pages.base import Page
from weeklypm.gui.pages.lead_dialog import LeadDialog
from weeklypm.gui.pages.people_changes import PeopleChanges
from weeklypm.gui.pages.people_import_dialog import PeopleImportDialog
from weeklypm.gui.pages.people_ledger import PeopleLedger
from weeklypm.gui.pages.people_lines import day_of, id_of
from weeklypm.gui.pages.people_menu import (
    AWAY_OFFERS,
    DATE_OFFERS,
    KEYS,
    NOBODY_OFFERS,
    PAGE_OFFERS,
    PeopleMenu,
    person_offers,
)
from weeklypm.gui.pages.people_side import PeopleSide
from weeklypm.gui.pages.person_dialog import PersonDialog
from weeklypm.gui.pages.rotation_rule_dialog import RotationRuleDialog
from weeklypm.gui.pages.swap_dialog import SwapDialog
from weeklypm.gui.pages.teams_dialog import TeamsDialog
from weeklypm.gui.pages.turn_changes import TurnChanges
from weeklypm.gui.pages.why_dialog import WhyDialog
from weeklypm.gui.shortcuts import Command, Commands
from weeklypm.gui.widgets.card import column
from weeklypm.gui.widgets.side_panel import PanelPage
from weeklypm.services.people_view import AwayRow, PeopleView, PersonRow, Standing, people_view
from weeklypm.services.week import planned_rows

if TYPE_CHECKING:
    from weeklypm.storage import Reader

PAGE: Final = "people"
ICONS: Final = {"person": "plus", "edit": "pencil", "away": "calendar-x", "why": "corner-down-right",
                "swap": "arrow-left-right", "pass": "skip-forward", "cover": "user-x", "opt_out": "users",
                "teams": "users", "rule": "book-open"}  # fmt: skip
DIALOGS: Final[dict[str, type[QDialog]]] = {
    "swap": SwapDialog, "away": AwayDialog, "cover": LeadDialog, "take": LeadDialog,
}  # fmt: skip
"""What asks about a date."""


class PeoplePage(Page):
    """Show people and the dates ahead, and let both be changed."""

    tables: ClassVar[tuple[str, ...]] = (
        "Person", "Team", "Absence", "Meeting", "Series", "RotationEvent", "Closure", "OfficialHoliday", "Incident",
        "AgendaItem", "Responder",
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._view: PeopleView | None = None
        self._wanted_id: UUID | None = None
        self._followed = ""
        self.changes, self.turns = PeopleChanges(desk, self), TurnChanges(desk, self)
        self.panel_page = PanelPage(self)
        self.ledger, self.side = PeopleLedger(), PeopleSide()
        self._dialogs: dict[type[QDialog], Any] = {}
        column(self.panel_page.main, spacing=0).addWidget(self.ledger)
        self.panel_page.panel_body.addWidget(self.side, 1)
        self.ledger.ending_row.addWidget(self.panel_page.opener)
        self.panel_page.opener.hide()
        column(self, spacing=0).addWidget(self.panel_page)
        self.ledger.set_edges(narrow=False)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        ledger, side = self.ledger, self.side
        ledger.add_wanted.connect(partial(self.run, "person"))
        ledger.absence_wanted.connect(partial(self.run, "absence"))
        ledger.rule_wanted.connect(partial(self.run, "rule"))
        ledger.more_wanted.connect(self._on_more)
        ledger.opened.connect(self._on_person)
        ledger.removed.connect(self._on_person_removed)
        ledger.menu_wanted.connect(self._on_person_menu)
        side.swap_wanted.connect(partial(self.run, "swap"))
        side.sharing_wanted.connect(partial(self.desk.tellers.page_requested.emit, "settings", "rotation"))
        side.turns.opened.connect(self._on_date)
        side.turns.swapped.connect(self.swap)
        side.turns.menu_requested.connect(self._on_date_menu)
        side.away.opened.connect(self._on_absence)
        side.away.removed.connect(self._on_absence_removed)
        side.away.menu_requested.connect(self._on_absence_menu)
        side.teams.opened.connect(self._on_team)

    # What is shown

    @override
    def reload(self) -> None:
        if self.desk.operations.is_open:
            self.desk.operations.query(_read, self._show, self.desk.tellers.fail)

    def _show(self, told: tuple[PeopleView, frozenset[date]]) -> None:
        self._view, agreed = told
        self.ledger.show_view(self._view)
        self.side.show_view(self._view, agreed)
        wanted, self._wanted_id = self._wanted_id, None
        if wanted is not None:
            self.ledger.choose(wanted)
        if self._followed:
            self.side.turns.choose(self._followed)
            self._followed = ""
        self.ledger.take_lost_keys()

    @override
    def retranslate(self) -> None:
        """Say every text again."""
        self.panel_page.set_name(tr("peoplepage.side.name"))
        self.ledger.retranslate()
        self.side.retranslate()

    @override
    def open_row(self, row: object) -> None:
        """Choose one person by their id."""
        if isinstance(row, UUID):
            self._wanted_id = row
            self.refresh()

    # What can be done

    def run(self, name: str, *_state: bool) -> None:
        """Do what a key, a menu or a button names, with the date or absence that has the keyboard, or the person."""
        if self._view is None or self.is_asking():
            return
        date_key = self.side.turns.key() if self.side.turns.hasFocus() else ""
        if name in {"person", "absence", "rule", "teams", "import", "gone"}:
            self._run_page(name)
        elif name == "swap" or (date_key and name in DATE_OFFERS):
            self.run_date(name, day_of(date_key) if date_key else self._first_date())
        elif self.side.away.hasFocus() and name in AWAY_OFFERS:
            self._run_absence(name, self._absence(self.side.away.key()))
        else:
            self.run_person(name, self.ledger.chosen())

    def _run_page(self, name: str) -> None:
        chosen = self.ledger.chosen()
        if name == "person":
            self.dialog(PersonDialog).ask_new()
        elif name == "absence":
            here = chosen is not None and chosen.standing is not Standing.LEFT
            self.dialog(AbsenceDialog).ask_new(chosen.person.id if chosen is not None and here else None)
        elif name == "gone":
            self.ledger.show_gone(not self.ledger.shows_gone)
        elif name == "rule":
            self.dialog(RotationRuleDialog).ask()
        else:
            self.dialog(TeamsDialog if name == "teams" else PeopleImportDialog).ask()

    def run_person(self, name: str, row: PersonRow | None) -> None:
        """Do what is named with somebody, if it is offered for them."""
        offered = person_offers(row)
        name = {"opt_out": "opt_in"}.get(name, name) if name not in offered else name
        if row is None or self._view is None or name not in offered:
            return
        if name == "edit":
            self.dialog(PersonDialog).ask(row.person.id)
        elif name == "away":
            self.dialog(AbsenceDialog).ask_new(row.person.id)
        elif name == "why" and row.next is not None:
            self.dialog(WhyDialog).ask_day(row.next.day)
        elif name in {"opt_out", "opt_in"}:
            self.changes.set_opted_in(row.person, opted_in=name == "opt_in")
        elif name == "leave":
            self.changes.leave(row.person, self._view.day)
        elif name == "back":
            self.changes.come_back(row.person, self._view.day)

    def run_date(self, name: str, day: date | None) -> None:
        """Do what is named with a date that is to be led."""
        if day is None:
            return
        if name == "why":
            self.dialog(WhyDialog).ask_day(day)
        elif name == "pass":
            self.turns.pass_turn(day)
        elif name in DIALOGS:
            self.dialog(DIALOGS[name]).ask(day)

    def swap(self, key: str, other: str) -> None:
        """Let two dates change who leads them; the one that was taken is followed to its new place."""
        self._followed = other
        self.turns.swap(day_of(key), day_of(other))

    def _first_date(self) -> date | None:
        chosen = self.side.turns.key()
        keys = [line.key for line in self.side.turns.lines.values() if line.chip]
        return day_of(chosen or keys[0]) if chosen or keys else None

    def _run_absence(self, name: str, row: AwayRow | None) -> None:
        if row is not None and name == "edit":
            self.dialog(AbsenceDialog).ask(row.absence.id)
        elif row is not None:
            self.changes.remove_absence(row)

    def _absence(self, key: str) -> AwayRow | None:
        rows = self._view.away if self._view is not None else ()
        return next((row for row in rows if str(row.absence.id) == key), None)

    def is_asking(self) -> bool:
        """Tell whether a dialog of this page is open."""
        return any(dialog.isVisible() for dialog in self._dialogs.values())

    def dialog(self, kind: type[Any]) -> Any:
        """Return the dialog of a kind, made when it is first needed."""
        if kind not in self._dialogs:
            self._dialogs[kind] = kind(self) if kind is RotationRuleDialog else kind(self.desk, self)
            if kind is PersonDialog:
                self._dialogs[kind].stored.connect(self._on_stored)
        return self._dialogs[kind]

    def _on_stored(self, stored: object) -> None:
        self.open_row(getattr(stored, "id", None))

    # What the lists tell

    def _on_person(self, row: PersonRow) -> None:
        self.run_person("edit", row)

    def _on_person_removed(self, row: PersonRow) -> None:
        self.run_person("leave", row)

    def _on_person_menu(self, row: PersonRow, at: QPoint) -> None:
        self.person_menu(row).popup(at)

    def person_menu(self, row: PersonRow) -> PeopleMenu:
        """Return the menu of a person."""
        return self._menu("person", person_offers(row), partial(self._with_person, row))

    def _with_person(self, row: PersonRow, name: str) -> None:
        self.run_person(name, row)

    def _on_date(self, key: str) -> None:
        self.run_date("why", day_of(key))

    def _on_date_menu(self, key: str, at: QPoint) -> None:
        self.date_menu(key).popup(at)

    def date_menu(self, key: str) -> PeopleMenu:
        """Return the menu of a date."""
        led = any(line.key == key and line.chip for line in self.side.turns.lines.values())
        return self._menu("date", DATE_OFFERS if led else NOBODY_OFFERS, partial(self._with_date, day_of(key)))

    def _with_date(self, day: date, name: str) -> None:
        self.run_date(name, day)

    def _on_absence(self, key: str) -> None:
        self._run_absence("edit", self._absence(key))

    def _on_absence_removed(self, key: str) -> None:
        self._run_absence("remove", self._absence(key))

    def _on_absence_menu(self, key: str, at: QPoint) -> None:
        self._menu("absence", AWAY_OFFERS, partial(self._with_absence, id_of(key))).popup(at)

    def _with_absence(self, absence_id: UUID, name: str) -> None:
        self._run_absence(name, self._absence(str(absence_id)))

    def _on_team(self, _key: str) -> None:
        self.run("teams")

    def _on_more(self, at: QPoint) -> None:
        self.page_menu().popup(at)

    def page_menu(self) -> PeopleMenu:
        """Return the menu of the page as a whole."""
        return self._menu("page", PAGE_OFFERS, self.run)

    def _menu(self, group: str, names: tuple[str, ...], run: Callable[[str], None]) -> PeopleMenu:
        return PeopleMenu(self, group, names, run, "gone" if self.ledger.shows_gone else "")

    # The window around

    @override
    def enrol(self, commands: Commands) -> None:
        add = commands.add
        for name, icon in ICONS.items():
            add(Command(f"peoplepage.command.{name}", (KEYS[name],), icon, PAGE), partial(self.run, name))
        add(Command("peoplepage.command.import", (), "upload", PAGE), partial(self.run, "import"))
        add(Command("peoplepage.command.gone", (), "history", PAGE), partial(self.run, "gone"))

    @override
    def set_narrow(self, narrow: bool) -> None:
        self.panel_page.set_narrow(narrow)
        self.ledger.set_narrow(narrow)
        self.ledger.set_edges(narrow)


def _read(reader: Reader) -> tuple[PeopleView, frozenset[date]]:
    """Return the people, and the dates ahead whose names were set by a swap and are not confirmed yet."""
    view = people_view(reader)
    kept = planned_rows(reader, view.day)
    return view, frozenset(day for day, row in kept.items() if row.facilitator_id is not None and not row.shares_json)
