"""One incident: head, durations, timeline, events and write-up."""

from __future__ import annotations

from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.durations import DurationName, wrong_order
from weeklypm.domain.incident import IncidentKind
from weeklypm.domain.values import Message, message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.event_dialog import EventDialog
from weeklypm.gui.pages.incident_changes import edit_facts, resolve_at, set_instants
from weeklypm.gui.pages.incident_dialogs import FactsDialog, InstantsDialog
from weeklypm.gui.pages.incident_events import ChartCard, EventsCard
from weeklypm.gui.pages.incident_head import IncidentHead
from weeklypm.gui.pages.incident_words import suggested_end, tile_words, wall, wrong_words
from weeklypm.gui.pages.write_up import WriteUpCard
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.banner import Banner
from weeklypm.gui.widgets.card import Scroll, row
from weeklypm.gui.widgets.dialog import Dialog
from weeklypm.gui.widgets.duration_tile import TileRow
from weeklypm.gui.widgets.segmented import SegmentedControl
from weeklypm.services.incidents import IncidentView, add_event, delete_event, edit_event

TILES: Final = (DurationName.TTD, DurationName.TTA, DurationName.TTM, DurationName.TTR, DurationName.DECLARE)
"""The order in which durations are shown."""


class IncidentPane(Scroll):
    """Show and mend one incident."""

    back = Signal()
    import_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.view: IncidentView | None = None
        self.dialog: Dialog | None = None
        self._narrow = False
        self.head = IncidentHead(self)
        self.wrong = Banner(self, tone="danger")
        self.tiles = TileRow(self)
        self.chart = ChartCard(self)
        self.tabs = SegmentedControl(self)
        self.events = EventsCard(self)
        self.write_up = WriteUpCard(desk, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.body.setSpacing(sizes().space.l)
        self.body.setContentsMargins(32, 16, 32, 24)
        for widget in (self.head, self.wrong, self.tiles, self.chart, self.tabs):
            self.body.addWidget(widget)
        below = row(spacing=sizes().space.l)
        below.addWidget(self.events, 704)
        below.addWidget(self.write_up, 456)
        self.body.addLayout(below)
        self.body.addStretch(1)
        self.tiles.set_count(len(TILES))
        self.tabs.hide()

    def _connect(self) -> None:
        self.head.back.connect(self.back)
        self.head.import_wanted.connect(self.import_wanted)
        self.head.edit_wanted.connect(self._edit_facts)
        self.head.times_wanted.connect(self._edit_times)
        self.head.kind_chosen.connect(self._on_kind)
        self.wrong.followed.connect(self._edit_times)
        self.tiles.tiles()[TILES.index(DurationName.TTR)].link_followed.connect(self._on_suggested)
        self.chart.canvas.event_selected.connect(self.events.choose)
        self.events.chosen.connect(self.chart.canvas.select)
        self.events.add_wanted.connect(self._add_event)
        self.events.edit_wanted.connect(self._edit_event)
        self.events.delete_wanted.connect(self._delete_event)
        self.tabs.changed.connect(self._on_tab)
        self.events.chosen.connect(self._follow)
        self.events.table.installEventFilter(self)

    def _follow(self, *_event: object) -> None:
        """Scroll the page so that the current row is seen: the table is higher than a small window."""
        table, content = self.events.table, self.widget()
        row = table.visualRect(table.currentIndex())
        if row.isValid() and content is not None:
            middle = table.viewport().mapTo(content, row.center())
            self.ensureVisible(middle.x(), middle.y(), 0, row.height() * 2)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and watched is self.events.table:
            self._follow()
        return super().eventFilter(watched, event)

    # What is shown

    def show_view(self, view: IncidentView) -> None:
        """Show an incident; what is chosen and being typed stays, as long as it is the same one."""
        if self.view is None or self.view.incident.id != view.incident.id:
            self.verticalScrollBar().setValue(0)
        self.view = view
        self.head.show_view(view)
        self._show_durations(view)
        self.events.show_view(view)
        self.chart.show_view(view, self.events.current())
        self.write_up.show_view(view)

    def _show_durations(self, view: IncidentView) -> None:
        end = suggested_end(view)
        for tile, name in zip(self.tiles.tiles(), TILES, strict=True):
            words = tile_words(view.durations[name], view.instants, view.incident.zone)
            note, link = words.note, ""
            if name is DurationName.TTR and end is not None:
                note = tr("incidentpage.tile.no_end")
                link = tr("incidentpage.tile.use", time=wall(end, view.incident.zone))
            tile.say(words.label, words.figure, note, quiet=words.quiet, link=link, tone=words.tone)
        wrong = wrong_order(view.instants.values())
        if wrong:
            sentence = " ".join(wrong_words(late, early, view.incident.zone) for late, early in wrong)
            self.wrong.say(sentence, link=tr("incidentpage.times.open"))
        else:
            self.wrong.hide()

    def leave(self) -> None:
        """Keep what was typed and let go of the incident."""
        self.write_up.leave()
        self.view = None

    def keep(self) -> None:
        """Keep what was typed."""
        self.write_up.keep()

    # What is changed

    def _change(self, use_case: object, label: Message, *, tell: Message | None = None) -> None:
        done = partial(self._tell, tell) if tell is not None else None
        self._desk.operations.change(use_case, label, initiator=self, done=done)  # type: ignore[arg-type]

    def _tell(self, said: Message, _value: object) -> None:
        self._desk.tellers.tell(said, undo=True)

    def _open(self, dialog: Dialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_kind(self, kind: str) -> None:
        if self.view is not None:
            use_case = partial(edit_facts, incident_id=self.view.incident.id, changes={"kind": IncidentKind(kind)})
            self._change(use_case, message("incidentpage.label.facts", title=self.view.incident.title))

    def _edit_facts(self) -> None:
        if self.view is not None:
            dialog = FactsDialog(self, self.view.incident)
            dialog.accepted.connect(partial(self._keep_facts, dialog, self.view))
            self._open(dialog)

    def _keep_facts(self, dialog: FactsDialog, view: IncidentView) -> None:
        if dialog.changes:
            use_case = partial(edit_facts, incident_id=view.incident.id, changes=dialog.changes)
            self._change(use_case, message("incidentpage.label.facts", title=view.incident.title))

    def _edit_times(self) -> None:
        if self.view is not None:
            dialog = InstantsDialog(self, self.view.incident, self.view.instants)
            dialog.accepted.connect(partial(self._keep_times, dialog, self.view))
            self._open(dialog)

    def _keep_times(self, dialog: InstantsDialog, view: IncidentView) -> None:
        if dialog.changes:
            use_case = partial(set_instants, incident_id=view.incident.id, forms=dialog.changes)
            self._change(use_case, message("incidentpage.label.times", title=view.incident.title))

    def _on_suggested(self) -> None:
        end = suggested_end(self.view) if self.view is not None else None
        if self.view is not None and end is not None:
            said = message("incidentpage.label.times", title=self.view.incident.title)
            self._change(partial(resolve_at, incident_id=self.view.incident.id, at=end), said)

    # Events

    def _add_event(self) -> None:
        if self.view is not None:
            dialog = EventDialog(self, self.view.incident)
            dialog.accepted.connect(partial(self._keep_new, dialog, self.view))
            self._open(dialog)

    def _keep_new(self, dialog: EventDialog, view: IncidentView) -> None:
        if dialog.form is not None:
            use_case = partial(add_event, incident_id=view.incident.id, form=dialog.form)
            self._change(use_case, message("incidentpage.label.event_added"))

    def _edit_event(self, event_id: UUID) -> None:
        event = self.events.event_of(event_id)
        if self.view is not None and event is not None:
            dialog = EventDialog(self, self.view.incident, event)
            dialog.accepted.connect(partial(self._keep_event, dialog, event_id))
            self._open(dialog)

    def _keep_event(self, dialog: EventDialog, event_id: UUID) -> None:
        if dialog.form is not None:
            use_case = partial(edit_event, event_id=event_id, form=dialog.form)
            self._change(use_case, message("incidentpage.label.event_changed"))

    def _delete_event(self, event_id: UUID) -> None:
        said = message("incidentpage.label.event_deleted")
        self._change(partial(delete_event, event_id=event_id), said, tell=said)

    # Small windows, words

    def _on_tab(self, chosen: str) -> None:
        self.events.setVisible(not self._narrow or chosen == "events")
        self.write_up.setVisible(not self._narrow or chosen == "write_up")

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the chart lower, and events and write-up one at a time."""
        self._narrow = narrow
        self.tabs.setVisible(narrow)
        self.chart.set_narrow(narrow=narrow)
        around = sizes().space.xl if narrow else sizes().space.xxl
        self.body.setContentsMargins(around, 16, around, 24)
        self._on_tab(self.tabs.value())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.window().width() < sizes().narrow_below
        if narrow != self._narrow:
            self.set_narrow(narrow=narrow)

    @override
    def sizeHint(self) -> QSize:
        return QSize(800, 600)

    def retranslate(self) -> None:
        """Say every text again."""
        self.tabs.set_options(
            [("events", tr("incidentpage.events.title")), ("write_up", tr("incidentpage.write_up.title"))]
        )
        self.tabs.setAccessibleName(tr("incidentpage.tabs"))
        for part in (self.head, self.chart, self.events, self.write_up):
            part.retranslate()
        if self.view is not None:
            self.show_view(self.view)
