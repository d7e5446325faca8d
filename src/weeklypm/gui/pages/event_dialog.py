"""Ask what happened when: one event of a timeline."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import Incident
from weeklypm.domain.timeline import EventKind, TimelineEvent
from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.pages.event_time import Typed, read_time, show_time
from weeklypm.gui.pages.incident_dialogs import LineField
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.dialog import Dialog
from weeklypm.gui.widgets.fields import CheckBox, ComboBox, Field
from weeklypm.services.incidents import TEXT_LENGTH, EventForm
from weeklypm.wording.words import name_of

DETAILS: Final = ("information", "judgement", "action")


class EventDialog(Dialog):
    """Ask for an event: time, kind, what happened, and what was known, concluded and done."""

    def __init__(self, host: QWidget, incident: Incident, event: TimelineEvent | None = None) -> None:
        super().__init__(host)
        self._incident, self.event_shown = incident, event
        self.form: EventForm | None = None
        self.time = LineField(self)
        self.about = CheckBox(self)
        self.kind = Field(ComboBox(), self)
        self.text = LineField(self)
        self.details = {name: LineField(self) for name in DETAILS}
        self._arrange()
        self._say()
        self._fill()

    def _arrange(self) -> None:
        head = row(spacing=16)
        for field in (self.time, self.kind):
            head.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.about.setFont(font("body"))
        self.body.addLayout(head)
        for widget in (self.about, self.text, *self.details.values()):
            self.body.addWidget(widget)

    def _say(self) -> None:
        self.set_title(tr("incidentpage.event.edit" if self.event_shown else "incidentpage.event.add"))
        self.answer.set_text(tr("incidentpage.keep"))
        self.time.set_label(tr("incidentpage.event.time"))
        self.time.set_help(tr("incidentpage.help.time", zone=self._incident.zone))
        self.kind.set_label(tr("incidentpage.event.kind"))
        self.text.set_label(tr("incidentpage.event.what"))
        self.about.setText(tr("incidentpage.times.about"))
        for name, field in self.details.items():
            field.set_label(tr(f"incidentpage.event.{name}"))
        box = self.kind.editor
        if isinstance(box, ComboBox):
            for kind in EventKind:
                box.addItem(name_of(language(), kind), kind)

    def _fill(self) -> None:
        event = self.event_shown
        box = self.kind.editor
        if isinstance(box, ComboBox):
            box.setCurrentIndex(box.findData(event.kind if event else EventKind.ACTION))
        self._typed = self._time_of(event)
        self.time.line.setText(self._typed)
        if event is None:
            return
        self.about.setChecked(event.approximate)
        self.text.line.setText(event.text)
        for name, field in self.details.items():
            field.line.setText(getattr(event, name))

    def _time_of(self, event: TimelineEvent | None) -> str:
        if event is None:
            return ""
        return show_time(event.at, event.on_day, self._incident.zone, self._incident.occurred_on)

    @override
    def accept(self) -> None:
        wrong = False
        try:
            at, day = self._time()
        except Problem as problem:
            self.time.set_error(tr(problem.message))
            at, day, wrong = None, None, True
        for fault in self._check_text():
            self.text.set_error(tr(fault.message))
            wrong = True
        if wrong:
            return
        box = self.kind.editor
        kind = EventKind(box.currentData()) if isinstance(box, ComboBox) else EventKind.ACTION
        details = {name: self._kept(name, field.text()) for name, field in self.details.items()}
        text = self._kept("text", self.text.text())
        self.form = EventForm(text, kind, at, day, self.about.isChecked(), **details)
        super().accept()

    def _time(self) -> Typed:
        event = self.event_shown
        if event is not None and self.time.text() == self._typed:
            return event.at, event.on_day
        return read_time(self.time.text(), self._incident.zone, self._incident.occurred_on)

    def _kept(self, name: str, typed: str) -> str:
        """Return the event's own text where a line shows it unchanged: a line has no breaks, a text may."""
        before = str(getattr(self.event_shown, name)) if self.event_shown is not None else ""
        return before if typed == " ".join(before.splitlines()).strip() else typed

    def _check_text(self) -> list[Problem]:
        text = self.text.text()
        if not text:
            return [Problem("services.problem.event_empty")]
        if len(text) > TEXT_LENGTH:
            return [Problem("services.problem.event_long", n=TEXT_LENGTH, length=len(text))]
        return []
