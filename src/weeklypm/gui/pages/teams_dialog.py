"""The teams: a list with how many are in each; added, renamed, ended and brought back, each a step of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.changes import Changes
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Message, message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.models.date_rows import Values
from weeklypm.gui.pages.queue_fields import tab_through
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.dialog import Dialog
from weeklypm.gui.widgets.fields import Field
from weeklypm.gui.widgets.sentence_edit import WordEdit, is_composing
from weeklypm.gui.widgets.table import TONE, Table
from weeklypm.services import people
from weeklypm.services.people_forms import TeamLine, TeamsFacts, teams_facts

if TYPE_CHECKING:
    from weeklypm.storage import Unit

MOST_HEIGHT: Final = 326
MARGIN: Final = 24
WIDTHS: Final = (0, 80, 216)


class TeamsModel(Values[TeamLine]):
    """List the teams with how many are in them, and when those ended that take part no more."""

    columns = ("name", "members", "state")
    head = "peopledialogs.teams.column"

    @override
    def cell(self, value: TeamLine, column: str, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(value, column)
        if role == TONE:
            return "text3" if value.ended else "text" if column == "name" else "text2"
        return None

    def _text(self, line: TeamLine, column: str) -> str:
        if column == "name":
            return line.team.name
        if column == "members":
            return str(line.members)
        return tr("peopledialogs.teams.ended_on", day=line.team.ended_on) if line.team.ended_on else ""


class TeamsDialog(Dialog):
    """Show the teams; Enter on one renames it. It stays open until it is closed, each change can be undone."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("teams_dialog")
        self._desk = desk
        self._facts: TeamsFacts | None = None
        self._renamed: TeamLine | None = None
        self._wanted = ""
        self._busy = False
        self.model = TeamsModel(self)
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.set_widths(*WIDTHS)
        self.table.set_tight(tight=True)
        self.name = WordEdit()
        self.fields = {"teams": Field(self.table, self), "name": Field(self.name, self)}
        self.rename, self.end = Button(self, icon="pencil"), Button(self)
        self.add, self.back = Button(self, icon="plus"), Button(self)
        self._lay_out_parts()
        self._connect()
        self.answer.hide()
        Retranslated(self, self._word)

    def _lay_out_parts(self) -> None:
        self.body.addStrut(self.width() - 2 * MARGIN)
        self.body.addWidget(self.fields["teams"])
        below = row(spacing=8)
        for button in (self.rename, self.end):
            below.addWidget(button)
        below.addStretch(1)
        self.body.addLayout(below)
        self.body.addWidget(self.fields["name"])
        foot = row(spacing=8)
        for button in (self.add, self.back):
            foot.addWidget(button)
        foot.addStretch(1)
        self.body.addLayout(foot)
        tab_through((self.table, self.rename, self.end, self.name, self.add, self.back, self.cancel))

    def _connect(self) -> None:
        self.rename.clicked.connect(self._on_rename)
        self.end.clicked.connect(self._on_end)
        self.add.clicked.connect(self._on_name)
        self.back.clicked.connect(self._stop_renaming)
        self.name.returnPressed.connect(self._on_name)
        self.name.textEdited.connect(self._forget_errors)
        self.table.activated.connect(self._on_activated)
        self.table.selectionModel().currentChanged.connect(self._on_row)
        self._desk.operations.bus.changed.connect(self._on_changed)

    def ask(self) -> None:
        """Show the teams."""
        if self._desk.operations.is_open and not self.isVisible():
            self._desk.operations.query(teams_facts, self._open, self._desk.tellers.fail)

    def _open(self, facts: TeamsFacts) -> None:
        if self.isVisible():
            return
        self._stop_renaming()
        self.name.clear()
        self._forget_errors()
        self._show(facts)
        self._word()
        self.open()
        (self.table if facts.teams else self.name).setFocus()

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if self.isVisible() and changes.touches("Team", "Person"):
            self._desk.operations.query(teams_facts, self._show, self._say)

    def _show(self, facts: TeamsFacts) -> None:
        chosen = self.chosen()
        self._facts = facts
        self.model.show_values(facts.teams)
        names = [line.team.name for line in facts.teams]
        ids = [line.team.id for line in facts.teams]
        at = names.index(self._wanted) if self._wanted in names else -1
        if at < 0 and chosen is not None and chosen.team.id in ids:
            at = ids.index(chosen.team.id)
        self._wanted = ""
        if facts.teams:
            self.table.setCurrentIndex(self.model.index(max(at, 0), 0))
        self.table.setFixedHeight(min(self.table.rows_height(), MOST_HEIGHT))
        self.fields["teams"].setVisible(bool(facts.teams))
        self._on_row()
        if self.isVisible():
            self._place()

    def chosen(self) -> TeamLine | None:
        """Return the team that is chosen."""
        return self.model.value(self.table.currentIndex().row())

    def _on_row(self, *_indexes: object) -> None:
        line = self.chosen()
        for button in (self.rename, self.end):
            button.setVisible(line is not None)
        ended = line is not None and line.team.ended_on is not None
        self.end.set_text(tr("peopledialogs.teams.bring_back" if ended else "peopledialogs.teams.end"))
        self.fields["teams"].set_error("")

    def _on_activated(self, _index: QModelIndex) -> None:
        self._on_rename()

    def _on_rename(self) -> None:
        self._renamed = self.chosen()
        if self._renamed is not None:
            self.name.setText(self._renamed.team.name)
            self.name.selectAll()
            self._forget_errors()
            self._word()
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop_renaming(self) -> None:
        if self._renamed is not None:
            self._renamed = None
            self.name.clear()
            self._forget_errors()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._word()

    def _on_end(self) -> None:
        line, facts = self.chosen(), self._facts
        if line is None or facts is None:
            return
        if line.team.ended_on is not None:
            use_case: Callable[[Unit], object] = partial(people.bring_team_back, team_id=line.team.id)
            self._change(use_case, message("peopledialogs.teams.back", name=line.team.name), self._say)
        else:
            use_case = partial(people.end_team, team_id=line.team.id, last_day=facts.today)
            self._change(use_case, message("peopledialogs.teams.ended", name=line.team.name), self._say)

    def _on_name(self) -> None:
        if is_composing() or self._busy:
            return  # Ctrl+Enter in the field is heard by it and by the dialog
        name = " ".join(self.name.text().split())
        if self._renamed is not None and name == self._renamed.team.name:
            self._stop_renaming()
            return
        if self._renamed is not None:
            use_case: Callable[[Unit], object] = partial(people.rename_team, team_id=self._renamed.team.id, name=name)
            label = message("peopledialogs.teams.renamed", old=self._renamed.team.name, name=name)
        else:
            use_case, label = partial(people.add_team, name=name), message("peopledialogs.teams.added", name=name)
        self._wanted = name
        self._change(use_case, label, self._say_name)

    def _change(self, use_case: Callable[[Unit], object], label: Message, failed: Callable[[Problem], None]) -> None:
        self._forget_errors()
        self._busy = True
        done = partial(self._stored, label, by_name=failed == self._say_name)
        self._desk.operations.change(use_case, label, initiator=self, done=done, failed=failed)

    def _stored(self, label: Message, _stored: object, *, by_name: bool) -> None:
        self._busy = False
        if by_name:
            renaming = self._renamed is not None
            self._renamed = None
            self.name.clear()
            if renaming:
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._word()
        self._desk.tellers.tell(label, undo=True)

    def _say(self, problem: Problem) -> None:
        self._busy = False
        self.fields["teams"].set_error(tr(problem.message))
        self._place()

    def _say_name(self, problem: Problem) -> None:
        self._wanted, self._busy = "", False
        self.fields["name"].set_error(tr(problem.message))
        self.name.setFocus()
        self._place()

    def _forget_errors(self, *_text: object) -> None:
        for field in self.fields.values():
            if field.is_wrong():
                field.set_error("")

    @override
    def accept(self) -> None:
        """Take a name that is still typed, else close."""
        if self.name.text().strip():
            self._on_name()
        elif not is_composing():
            super().accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._renamed is not None:
            self._stop_renaming()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _word(self) -> None:
        renamed = self._renamed
        self.set_title(tr("peopledialogs.teams.title"))
        self.cancel.set_text(tr("peopledialogs.answer.close"))
        self.table.setAccessibleName(tr("peopledialogs.teams.title"))
        self.rename.set_text(tr("peopledialogs.teams.rename"))
        self.fields["name"].set_label(
            tr("peopledialogs.teams.new_name", name=renamed.team.name) if renamed else tr("peopledialogs.teams.new")
        )
        self.name.setPlaceholderText(tr("peopledialogs.teams.example"))
        self.add.set_text(tr("peopledialogs.answer.keep" if renamed else "peopledialogs.teams.add"))
        self.add.set_icon("" if renamed else "plus")
        self.back.set_text(tr("gui.dialog.cancel"))
        self.back.setVisible(renamed is not None)
        self.model.retranslate()
        self._on_row()
