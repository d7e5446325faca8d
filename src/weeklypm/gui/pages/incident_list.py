"""The list of incidents and near misses, with a filter, and ways to add to it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm._built.forms.incidents import Ui_Incidents
from weeklypm.domain.errors import Problem
from weeklypm.gui.desk import Desk
from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import tr
from weeklypm.gui.models.incident_rows import BATCH, COLUMNS, IncidentFilter, IncidentModel
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.empty_state import EmptyState
from weeklypm.gui.widgets.list_model import Index
from weeklypm.services.incidents import IncidentRow, list_incidents

WIDTHS = (44, 152, 0, 88, 184, 80, 88, 112)


class IncidentList(QWidget):
    """List what happened, newest first, a hundred rows at a time."""

    opened = Signal(object)
    """The UUID of the incident to show."""
    incident_wanted = Signal()
    near_miss_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.ui = Ui_Incidents()
        self.ui.setupUi(self)
        self.model = IncidentModel(self)
        self.rows = IncidentFilter(self.model, self)
        self.add_incident = Button(self, icon="plus")
        self.add_near_miss = Button(self, icon="shield-check")
        self.bring_in = Button(self, icon="upload")
        self.empty = EmptyState(self.ui.empty_card, icon="shield-check")
        self._dress()
        self._connect()
        self._show_what_there_is()

    def _dress(self) -> None:
        for button in (self.add_incident, self.add_near_miss, self.bring_in):
            self.ui.header.add_button(button)
        self.ui.filter.setFont(font("body"))
        self.ui.filter.setMaximumWidth(sizes().dialog)
        self.ui.empty_card.add(self.empty)
        self.ui.whole.setStretchFactor(self.ui.table, 1)
        self.ui.whole.addStretch(0)
        table = self.ui.table
        table.become_card()
        table.setModel(self.rows)
        table.set_widths(*WIDTHS)
        QWidget.setTabOrder(self.add_incident, self.add_near_miss)
        QWidget.setTabOrder(self.add_near_miss, self.bring_in)
        QWidget.setTabOrder(self.bring_in, self.ui.filter)

    def _connect(self) -> None:
        self.model.more_wanted.connect(self._ask_more)
        self.ui.filter.textChanged.connect(self._on_filter)
        self.ui.filter.returnPressed.connect(self._on_filtered)
        self.ui.table.activated.connect(self._on_activated)
        self.add_incident.clicked.connect(self.incident_wanted)
        self.add_near_miss.clicked.connect(self.near_miss_wanted)
        self.bring_in.clicked.connect(self.import_wanted)
        self.empty.begun.connect(self.near_miss_wanted)

    def reload(self) -> None:
        """Ask for as many rows as are listed, at least one batch."""
        wanted = max(BATCH, -(-self.model.rowCount() // BATCH) * BATCH)
        self._desk.operations.query(
            partial(list_incidents, limit=wanted, offset=0), partial(self._show, wanted), self._failed
        )

    def choose(self, incident_id: UUID | None) -> None:
        """Make an incident's row the current one, and give it the keyboard."""
        index = self.rows.mapFromSource(self.model.index(max(self.model.number_of(incident_id), 0), 0))
        if index.isValid():
            self.ui.table.setCurrentIndex(index)
        if self.isVisible():
            self.ui.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_more(self) -> None:
        self._desk.operations.query(
            partial(list_incidents, limit=BATCH, offset=self.model.rowCount()), self._add, self._failed
        )

    def _show(self, wanted: int, rows: list[IncidentRow]) -> None:
        chosen = self._current()
        self.model.show_rows(rows, complete=len(rows) < wanted)
        if chosen is not None:
            self.ui.table.setCurrentIndex(self.rows.mapFromSource(self.model.index(self.model.number_of(chosen), 0)))
        self._show_what_there_is()
        self._go_on()

    def _add(self, rows: list[IncidentRow]) -> None:
        self.model.add_rows(rows, complete=len(rows) < BATCH)
        self._show_what_there_is()
        self._go_on()

    def _go_on(self) -> None:
        """Ask for the rest while something is looked for: it may stand in a row that was not asked for yet."""
        if self.ui.filter.text().strip():
            self.model.fetchMore(self.model.index(-1, -1))

    def _current(self) -> UUID | None:
        row = self.model.row(self.rows.mapToSource(self.ui.table.currentIndex()).row())
        return row.incident.id if row is not None else None

    def _on_filter(self, text: str) -> None:
        self.rows.look_for(text)
        self._show_what_there_is()
        self._go_on()

    def _on_filtered(self) -> None:
        if self.rows.rowCount():
            self.ui.table.setCurrentIndex(self.rows.index(0, 0))
            self.ui.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_activated(self, index: Index) -> None:
        row = self.model.row(self.rows.mapToSource(index).row())
        if row is not None:
            self.opened.emit(row.incident.id)

    def _failed(self, problem: Problem) -> None:
        self._desk.tellers.fail(problem)

    def _show_what_there_is(self) -> None:
        some, found = self.model.rowCount() > 0, self.rows.rowCount() > 0
        self.ui.filter.setVisible(some)
        self.ui.table.setVisible(some and found)
        self.ui.empty_card.setVisible(not some)
        self.ui.table.setMaximumHeight(self.ui.table.rows_height())
        looking = some and not found
        self.ui.none.show_text(tr("incidentpage.filter.none", text=self.ui.filter.text().strip()) if looking else "")
        self._say_facts()

    def _say_facts(self) -> None:
        count = self.model.rowCount()
        code = "incidentpage.list.facts" if self.model.complete else "incidentpage.list.first"
        self.ui.header.set_facts(tr(code, n=count) if count else "")

    def retranslate(self) -> None:
        """Say every text again."""
        self.ui.retranslateUi(self)
        self.ui.header.set_title(tr("incidentpage.title"))
        self.add_incident.set_text(tr("incidentpage.add.incident"))
        self.add_near_miss.set_text(tr("incidentpage.add.near_miss"))
        self.bring_in.set_text(tr("incidentpage.import.open"))
        self.empty.say(
            tr("incidentpage.empty.purpose"), tr("incidentpage.empty.hint"), tr("incidentpage.add.near_miss")
        )
        self.model.retranslate()
        self._show_what_there_is()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() < sizes().narrow_below
        self.ui.table.setColumnHidden(COLUMNS.index("services"), narrow)
        self.ui.table.set_tight(narrow)
