"""Settings of the people: who there is, and adding them by pasting names and teams."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget
from typing_extensions import override

from weeklypm.domain.people import Person
from weeklypm.domain.values import message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.people_import_dialog import PeopleImportDialog
from weeklypm.gui.pages.person_dialog import PersonDialog
from weeklypm.gui.pages.teams_dialog import TeamsDialog
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Card, Scroll, column, row
from weeklypm.gui.widgets.fields import CheckBox, Field
from weeklypm.gui.widgets.labels import DataLabel, SectionTitle
from weeklypm.gui.widgets.table import TONE, Table
from weeklypm.services import people
from weeklypm.services.people_roll import today_of
from weeklypm.services.roster import PersonRow
from weeklypm.services.setup import add_people, read_people

if TYPE_CHECKING:
    from weeklypm.storage import Unit

Index = QModelIndex | QPersistentModelIndex
COLUMNS: Final = ("name", "team", "turns", "share")
WIDTHS: Final = (0, 176, 128, 88)
PASTE_HEIGHT: Final = 120


class PeopleModel(QAbstractTableModel):
    """List people: name, team, and whether they take turns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PersonRow] = []

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  as above
        return 0 if parent.isValid() else len(COLUMNS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        shown = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _text(shown, COLUMNS[index.column()])
        if role == TONE:
            return "text3" if shown.person.left_on is not None else "text"
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            column = COLUMNS[section]
            return tr("peopledialogs.settings.share" if column == "share" else f"settingspage.people.{column}")
        return None

    def show_rows(self, rows: Sequence[PersonRow]) -> None:
        """Hold other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def person(self, row_number: int) -> Person | None:
        """Return the person of a row."""
        return self._rows[row_number].person if 0 <= row_number < len(self._rows) else None

    def row_of(self, person_id: UUID | None) -> int:
        """Return a person's row, or -1."""
        return next((n for n, shown in enumerate(self._rows) if shown.person.id == person_id), -1)


def _text(shown: PersonRow, column: str) -> str:
    if column == "share":
        return tr("peopledialogs.settings.percent", percent=shown.person.share_percent)
    if column == "turns":
        return _turns(shown.person)
    return shown.person.name if column == "name" else shown.team or tr("settingspage.people.no_team")


def _turns(person: Person) -> str:
    if person.left_on is not None:
        return tr("settingspage.people.left", day=person.left_on)
    return tr("settingspage.people.yes" if person.opted_in else "settingspage.people.no")


class PeoplePart(Scroll):
    """List the people and add more by pasting them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=0)
        self._desk = desk
        self.title = SectionTitle(self)
        self.model = PeopleModel(self)
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.set_widths(*WIDTHS)
        self.dialogs: dict[type[QDialog], Any] = {}
        self._make_buttons()
        self.rather_not = CheckBox(self)
        self.rather_not_hint = DataLabel(self, role="secondary", tone="text3")
        self.rather_not_hint.setWordWrap(True)
        self.paste = QPlainTextEdit()
        self.paste.setTabChangesFocus(True)
        self.paste.setFixedHeight(PASTE_HEIGHT)
        self.field = Field(self.paste)
        self.found = DataLabel(self, role="secondary", tone="text2")
        self.found.setWordWrap(True)
        self.add_button = Button(self, variant="primary")
        self._lay_out()
        self._connect()
        self._on_text()
        self._on_row()

    def _make_buttons(self) -> None:
        self.add_person = Button(self, icon="plus")
        self.edit = Button(self, icon="pencil")
        self.teams = Button(self, icon="users")
        self.bring_in = Button(self, icon="upload")
        self.opt, self.leave = Button(self), Button(self)

    def _lay_out(self) -> None:
        listed = Card(self, padding=24, spacing=12)
        listed.add(self.title)
        listed.add(_line(self.add_person, self.edit, self.teams, self.bring_in))
        listed.add(self.table, 1)
        self.table.setMinimumHeight(220)
        listed.add(_line(self.opt, self.leave))
        wish = column(spacing=2)
        for widget in (self.rather_not, self.rather_not_hint):
            wish.addWidget(widget)
        listed.body.addLayout(wish)
        more = Card(self, padding=24, spacing=12)
        more.add(self.field)
        more.add(self.found)
        more.add(_line(self.add_button))
        self.body.addWidget(listed, 1)
        self.body.addWidget(more)

    def _connect(self) -> None:
        for button, kind in (
            (self.add_person, PersonDialog),
            (self.teams, TeamsDialog),
            (self.bring_in, PeopleImportDialog),
        ):
            button.clicked.connect(partial(self._on_ask, kind))
        self.edit.clicked.connect(self._on_edit)
        self.table.activated.connect(self._on_edit)
        self.paste.textChanged.connect(self._on_text)
        self.add_button.clicked.connect(self._on_add)
        self.opt.clicked.connect(self._on_opt)
        self.leave.clicked.connect(self._on_leave)
        self.rather_not.clicked.connect(self._on_rather_not)
        self.table.selectionModel().currentChanged.connect(self._on_row)

    def show_people(self, rows: Sequence[PersonRow]) -> None:
        """Show who there is; the chosen person stays chosen."""
        person = self._person()
        self.model.show_rows(rows)
        self.title.set_count(str(len(rows)))
        chosen = self.model.row_of(person.id if person else None)
        if chosen >= 0:
            self.table.setCurrentIndex(self.model.index(chosen, 0))
        self._on_row()

    def _person(self) -> Person | None:
        return self.model.person(self.table.currentIndex().row())

    def _on_row(self, *_indexes: object) -> None:
        person = self._person()
        here = person is not None and person.left_on is None
        self.edit.setEnabled(person is not None)
        self.opt.setEnabled(here)
        self.leave.setEnabled(here)
        self.rather_not.setEnabled(here)
        self.rather_not.setChecked(person is not None and person.rather_not_present)
        out = person is not None and not person.opted_in
        self.opt.set_text(tr("settingspage.people.opt_in" if out else "settingspage.people.opt_out"))

    def dialog(self, kind: type[Any]) -> Any:
        """Return the dialog of a kind, made when it is first needed."""
        if kind not in self.dialogs:
            self.dialogs[kind] = kind(self._desk, self)
        return self.dialogs[kind]

    def _on_ask(self, kind: type[Any], *_pressed: object) -> None:
        dialog = self.dialog(kind)
        if kind is PersonDialog:
            dialog.ask_new()
        else:
            dialog.ask()

    def _on_edit(self, *_pressed: object) -> None:
        person = self._person()
        if person is not None:
            self.dialog(PersonDialog).ask(person.id)

    def _on_text(self) -> None:
        found = read_people(self.paste.toPlainText())
        teams = len({person.team for person in found.people if person.team})
        lines = [tr("settingspage.people.found", n=len(found.people), teams=teams)] if found.people else []
        lines += [tr(skipped) for skipped in found.skipped]
        self.found.show_text("\n".join(lines))
        self.add_button.setEnabled(bool(found.people))

    def _on_add(self) -> None:
        pasted = read_people(self.paste.toPlainText()).people
        label = message("settingspage.label.people", n=len(pasted))
        self._desk.operations.change(partial(add_people, pasted=pasted), label, initiator=self, done=self._added)

    def _added(self, added: tuple[Person, ...]) -> None:
        self.paste.clear()
        self._desk.tellers.tell(message("settingspage.people.added", n=len(added)), undo=bool(added))

    def _on_opt(self) -> None:
        person = self._person()
        if person is not None:
            label = message("settingspage.label.turns", name=person.name)
            use_case = partial(people.set_opted_in, person_id=person.id, opted_in=not person.opted_in)
            self._desk.operations.change(use_case, label, initiator=self)

    def _on_leave(self) -> None:
        person = self._person()
        if person is not None:
            label = message("settingspage.label.left", name=person.name)
            self._desk.operations.change(partial(_leave, person_id=person.id), label, initiator=self, done=self._left)

    def _on_rather_not(self, rather_not: bool) -> None:  # noqa: FBT001  the signal's shape
        person = self._person()
        if person is not None:
            # What is listed for Undo names the person and not the wish.
            label = message("presenter.label.settings", name=person.name)
            use_case = partial(people.set_rather_not_present, person_id=person.id, rather_not=rather_not)
            self._desk.operations.change(use_case, label, initiator=self)

    def _left(self, person: Person) -> None:
        self._desk.tellers.tell(message("settingspage.label.left", name=person.name), undo=True)

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.set_title(tr("settingspage.part.people"))
        self.table.setAccessibleName(tr("settingspage.part.people"))
        self.field.set_label(tr("settingspage.people.paste"))
        self.field.set_help(tr("settingspage.people.paste_help"))
        self.add_button.set_text(tr("settingspage.people.add"))
        self.leave.set_text(tr("settingspage.people.leave"))
        for button, key in (
            (self.add_person, "add"),
            (self.edit, "edit"),
            (self.teams, "teams"),
            (self.bring_in, "import"),
        ):
            button.set_text(tr(f"peopledialogs.settings.{key}"))
        self.rather_not.setText(tr("presenter.rather_not"))
        self.rather_not_hint.setText(tr("presenter.rather_not_hint"))
        self.rather_not.setAccessibleDescription(self.rather_not_hint.text())
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        self._on_text()
        self._on_row()


def _line(*buttons: Button) -> QWidget:
    """Return a row of buttons from the left."""
    holder = QWidget()
    line = row(holder, spacing=8)
    for button in buttons:
        line.addWidget(button)
    line.addStretch(1)
    return holder


def _leave(unit: Unit, person_id: UUID) -> Person:
    return people.leave(unit, person_id, today_of(unit))
