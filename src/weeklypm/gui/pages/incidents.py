"""Incidents: the list, and one of them; files are read in from here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import Incident, IncidentKind
from weeklypm.domain.values import message
from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.base import Page
from weeklypm.gui.pages.import_flow import ImportFlow
from weeklypm.gui.pages.incident_dialogs import TitleDialog
from weeklypm.gui.pages.incident_list import IncidentList
from weeklypm.gui.pages.incident_pane import IncidentPane
from weeklypm.gui.widgets.card import column
from weeklypm.services.incidents import IncidentView, add_incident, view_incident

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

SUFFIXES = frozenset({".md", ".markdown", ".txt"})


class IncidentsPage(Page):
    """Show incidents and near misses in one list, and each with its timeline and write-up."""

    tables: ClassVar[tuple[str, ...]] = (
        "Incident",
        "Instant",
        "TimelineEvent",
        "SectionText",
        "Responder",
        "ActionItem",
        "AgendaItem",
        "Meeting",
        "Person",
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._incident_id: UUID | None = None
        self.list = IncidentList(desk)
        self.pane = IncidentPane(desk)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.pane)
        column(self, spacing=0).addWidget(self.stack)
        self.importing = ImportFlow(desk, self)
        self.title_dialog: TitleDialog | None = None
        self.setAcceptDrops(True)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.list.opened.connect(self.open_row)
        self.list.incident_wanted.connect(partial(self._ask_title, IncidentKind.INCIDENT))
        self.list.near_miss_wanted.connect(partial(self._ask_title, IncidentKind.NEAR_MISS))
        self.list.import_wanted.connect(self.importing.choose)
        self.pane.import_wanted.connect(self.importing.choose)
        self.pane.back.connect(self.show_list)
        self.importing.busy_changed.connect(self._on_busy)
        self.importing.opened.connect(self.open_row)

    # What is shown

    def reload(self) -> None:
        """Ask the workspace for the list, or for the incident that is open."""
        if not self.desk.operations.is_open:
            return
        if self._incident_id is None:
            self.list.reload()
        else:
            question = partial(view_incident, incident_id=self._incident_id)
            self.desk.operations.query(
                question, partial(self._show, self._incident_id), partial(self._gone, self._incident_id)
            )

    def _show(self, incident_id: UUID, view: IncidentView) -> None:
        if incident_id == self._incident_id:
            self.pane.show_view(view)
            self.stack.setCurrentWidget(self.pane)

    def _gone(self, incident_id: UUID, problem: Problem) -> None:
        """Go back to the list where an incident is no more, such as after undoing that it was added."""
        if incident_id != self._incident_id:
            return
        if problem.code != "storage.problem.not_found":
            self.desk.tellers.fail(problem)
        self._incident_id = None
        self.pane.view = None
        self.stack.setCurrentWidget(self.list)
        self.list.reload()

    def open_row(self, row: object) -> None:
        """Show one incident by its id."""
        if isinstance(row, UUID):
            self.pane.leave()
            self._incident_id = row
            self.refresh()

    def show_list(self) -> None:
        """Go back to the list."""
        before, self._incident_id = self._incident_id, None
        self.pane.leave()
        self.stack.setCurrentWidget(self.list)
        self.refresh()
        self.list.choose(before)

    def keep_all(self) -> None:
        """Keep what is being typed, before the window closes."""
        self.pane.keep()

    # Adding

    def _ask_title(self, kind: IncidentKind) -> None:
        dialog = TitleDialog(self, kind)
        dialog.accepted.connect(partial(self._add, dialog))
        dialog.finished.connect(dialog.deleteLater)
        self.title_dialog = dialog
        dialog.open()

    def _add(self, dialog: TitleDialog) -> None:
        title = dialog.field.text()
        label = message("incidentpage.label.added", title=title)
        self.desk.operations.change(
            partial(add_incident, title=title, kind=dialog.kind), label, initiator=self, done=self._added
        )

    def _added(self, incident: Incident) -> None:
        self.desk.tellers.tell(message("incidentpage.label.added", title=incident.title), undo=True)
        self.open_row(incident.id)

    # Files

    def _on_busy(self, busy: bool) -> None:  # noqa: FBT001  the signal's shape
        for button in (self.list.bring_in, self.pane.head.bring_in):
            button.setEnabled(not busy)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = _paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.importing.read(paths)

    def retranslate(self) -> None:
        """Say every text again."""
        self.list.retranslate()
        self.pane.retranslate()


def _paths(data: QMimeData) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths if paths and all(path.suffix.casefold() in SUFFIXES for path in paths) else []
