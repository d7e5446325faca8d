"""The events of one incident: the timeline picture, the table, and what is chosen in both."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.charts.picture import StyleName, TimelinePicture, headline
from weeklypm.domain.talk import telling_order
from weeklypm.domain.timeline import TimelineEvent
from weeklypm.gui import theme
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.models.event_rows import EventModel, EventRow, milestones
from weeklypm.gui.pages.incident_words import when_words
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Card, row
from weeklypm.gui.widgets.labels import DataLabel, SectionTitle
from weeklypm.gui.widgets.list_model import Index
from weeklypm.gui.widgets.table import Table
from weeklypm.gui.widgets.timeline_canvas import TimelineCanvas
from weeklypm.services.incidents import IncidentView

WIDTHS = (40, 84, 128, 0, 116)
TIME_WIDTHS = (84, 200)
"""A time alone, and at most a day with both ends of a range, in px."""
MOST_ROWS = 12
"""So many rows are seen at once; longer tables scroll in themselves."""


class ChartCard(Card):
    """Show the timeline as a picture that an event can be chosen in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=16, spacing=4)
        self._view: IncidentView | None = None
        self.head = SectionTitle(self)
        self.fit = Button(self, variant="small")
        self.head.add(self.fit)
        self.canvas = TimelineCanvas(self)
        self.add(self.head)
        self.add(self.canvas, 1)
        self.fit.clicked.connect(self.canvas.fit)
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Take less height in a small window: 240 px for the chart itself, below which arrows cross labels."""
        self.setFixedHeight(308 if narrow else 344)

    def show_view(self, view: IncidentView, chosen: UUID | None) -> None:
        """Show an incident's timeline with the chosen event circled."""
        self._view = view
        self.canvas.set_picture(
            TimelinePicture(
                events=view.events,
                instants=tuple(view.instants.values()),
                zone=view.incident.zone,
                language=language(),
                style=StyleName(theme.current().name),
                current=chosen,
            )
        )
        # The head of the page names the incident; the picture needs no title of its own, readers do.
        self.canvas.setAccessibleName(tr("charts.spoken.name", title=view.incident.title))

    def retranslate(self) -> None:
        """Say every text again."""
        self.head.set_title(tr("words.term.timeline"))
        self.fit.set_text(tr("incidentpage.chart.fit"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._view is not None:
            self.show_view(self._view, self.canvas.picture.current)


class EventsCard(Card):
    """List the events, and add, change and delete them."""

    chosen = Signal(object)
    """The UUID of the event that became the current one, by hand or key."""
    add_wanted = Signal()
    edit_wanted = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=0, spacing=0)
        self._events: tuple[TimelineEvent, ...] = ()
        self._showing = False
        self.head = SectionTitle(self)
        self.edit = Button(self, variant="small", icon="pencil")
        self.delete = Button(self, variant="small", icon="trash-2")
        self.add_button = Button(self, variant="small", icon="plus")
        self.model = EventModel(self)
        self.table = Table(self)
        self.empty = DataLabel(self, role="secondary", tone="text2")
        self.empty.setWordWrap(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for button in (self.edit, self.delete, self.add_button):
            self.head.add(button)
        top = row()
        top.setContentsMargins(16, 12, 16, 4)
        top.addWidget(self.head)
        self.body.addLayout(top)
        below = row()
        below.setContentsMargins(1, 0, 1, 8)
        below.addWidget(self.table)
        self.body.addLayout(below)
        words = row()
        words.setContentsMargins(16, 0, 16, 16)
        words.addWidget(self.empty)
        self.body.addLayout(words)
        self.body.addStretch(1)
        self.table.setModel(self.model)
        self.table.set_widths(*WIDTHS)
        self.table.set_tight(True)

    def _connect(self) -> None:
        self.table.selectionModel().currentChanged.connect(self._on_current)
        self.model.modelReset.connect(self._on_reset)
        self.table.activated.connect(self._on_activated)
        self.edit.clicked.connect(self._on_edit)
        self.delete.clicked.connect(self._on_delete)
        self.add_button.clicked.connect(self.add_wanted)

    def show_view(self, view: IncidentView) -> None:
        """Show an incident's events in the order they are told; the chosen one stays chosen."""
        chosen = self.current()
        self._events = telling_order(view.events)
        marks = milestones(self._events, view.instants.values())
        zone, day = view.incident.zone, view.incident.occurred_on
        self._showing = True
        self.model.show_rows(
            [
                EventRow(
                    key=event.id,
                    kind=event.kind,
                    when=when_words(event.at, event.on_day, event.precision, zone, about=event.approximate, day=day),
                    what=headline(event),
                    milestones=marks.get(event.id, ()),
                )
                for event in self._events
            ]
        )
        self.choose(chosen)
        self._showing = False
        self._fit()

    def _fit(self) -> None:
        rows = self.model.rowCount()
        self.head.set_count(str(rows) if rows else "")
        self.table.setVisible(rows > 0)
        self.empty.show_text("" if rows else tr("incidentpage.events.empty"))
        self.table.fit_column(1, *TIME_WIDTHS)
        height = self.table.verticalHeader().defaultSectionSize() * min(rows, MOST_ROWS)
        self.table.setFixedHeight(self.table.horizontalHeader().height() + height + 2)
        self._say_buttons()

    def _say_buttons(self) -> None:
        for button in (self.edit, self.delete):
            button.setVisible(self.current() is not None)

    def current(self) -> UUID | None:
        """Return the chosen event, or None."""
        found = self.model.row(self.table.currentIndex().row())
        return found.key if found is not None and isinstance(found.key, UUID) else None

    def event_of(self, event_id: UUID | None) -> TimelineEvent | None:
        """Return an event that is listed, or None."""
        return next((event for event in self._events if event.id == event_id), None)

    def choose(self, event_id: UUID | None) -> None:
        """Make an event the current row, without telling anybody."""
        before, self._showing = self._showing, True
        number = self.model.number_of(event_id) if event_id is not None else -1
        if number >= 0:
            self.table.setCurrentIndex(self.model.index(number, 0))
        self._showing = before
        self._say_buttons()

    def _on_reset(self) -> None:
        self._say_buttons()

    def _on_current(self, *_indexes: object) -> None:
        self._say_buttons()
        if not self._showing and self.current() is not None:
            self.chosen.emit(self.current())

    def _on_activated(self, _index: Index) -> None:
        self._on_edit()

    def _on_edit(self) -> None:
        if self.current() is not None:
            self.edit_wanted.emit(self.current())

    def _on_delete(self) -> None:
        if self.current() is not None:
            self.delete_wanted.emit(self.current())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus():
            self._on_delete()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say every text again; rows are shown anew by whoever holds the view."""
        self.head.set_title(tr("incidentpage.events.title"))
        self.table.setAccessibleName(tr("incidentpage.events.title"))
        self.edit.set_text(tr("incidentpage.events.edit"))
        self.delete.set_text(tr("incidentpage.events.delete"))
        self.add_button.set_text(tr("incidentpage.events.add"))
        self.model.retranslate()
