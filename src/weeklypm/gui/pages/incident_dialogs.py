"""What is asked about an incident: its title, its facts, and the instants that durations are measured from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import Incident, IncidentKind, Instant, InstantKind
from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.pages.event_time import read_time, show_time
from weeklypm.gui.widgets.card import column
from weeklypm.gui.widgets.dialog import Dialog
from weeklypm.gui.widgets.fields import CheckBox, Field
from weeklypm.services.queue import tidy_title
from weeklypm.wording.words import name_of

SEVERITY_LENGTH: Final = 40
LINE_TOP: Final = 26
"""From the top of a field to where a box beside its line begins, in px."""


class LineField(Field):
    """Ask for one line of text."""

    def __init__(self, parent: QWidget) -> None:
        self.line = QLineEdit()
        super().__init__(self.line, parent)
        self.line.textEdited.connect(self._on_edited)

    def text(self) -> str:
        """Return what is typed, without the blanks around it."""
        return self.line.text().strip()

    def _on_edited(self) -> None:
        self.set_error("")


class TitleDialog(Dialog):
    """Ask for the title of a new incident or near miss; nothing else is needed to begin."""

    def __init__(self, host: QWidget, kind: IncidentKind) -> None:
        super().__init__(host)
        self.kind = kind
        self.field = LineField(self)
        self.body.addWidget(self.field)
        self.set_title(tr(f"incidentpage.add.title.{kind.value}"), tr("incidentpage.add.subtitle"))
        self.field.set_label(tr("incidentpage.field.title"))
        self.answer.set_text(tr("incidentpage.add.answer"))

    @override
    def accept(self) -> None:
        try:
            tidy_title(self.field.text())
        except Problem as problem:
            self.field.set_error(tr(problem.message))
            return
        super().accept()


class FactsDialog(Dialog):
    """Ask for title, severity, services, date and zone of an incident."""

    def __init__(self, host: QWidget, incident: Incident) -> None:
        super().__init__(host)
        self._incident = incident
        self.fields = {name: LineField(self) for name in ("title", "severity", "services", "date", "zone")}
        for name, field in self.fields.items():
            field.set_label(tr(f"incidentpage.field.{name}"))
            self.body.addWidget(field)
        for name in ("services", "date", "zone"):
            self.fields[name].set_help(tr(f"incidentpage.help.{name}"))
        self._fill(incident)
        self.set_title(tr("incidentpage.facts.title"))
        self.answer.set_text(tr("incidentpage.keep"))
        self.changes: dict[str, object] = {}

    def _fill(self, incident: Incident) -> None:
        self.fields["title"].line.setText(incident.title)
        self.fields["severity"].line.setText(incident.severity)
        self.fields["services"].line.setText(", ".join(incident.services))
        self.fields["date"].line.setText(incident.occurred_on.isoformat() if incident.occurred_on else "")
        self.fields["zone"].line.setText(incident.zone)

    @override
    def accept(self) -> None:
        readers = {
            "title": self._title,
            "severity": self._severity,
            "services": self._services,
            "date": self._date,
            "zone": self._zone,
        }
        read: dict[str, object] = {}
        for name, reader in readers.items():
            try:
                read["occurred_on" if name == "date" else name] = reader()
            except Problem as problem:
                self.fields[name].set_error(tr(problem.message))
        if len(read) == len(readers):
            self.changes = {name: value for name, value in read.items() if value != getattr(self._incident, name)}
            super().accept()

    def _title(self) -> str:
        return tidy_title(self.fields["title"].text())

    def _severity(self) -> str:
        text = self.fields["severity"].text()
        if len(text) > SEVERITY_LENGTH:
            raise Problem("incidentpage.problem.severity", n=SEVERITY_LENGTH)
        return text

    def _services(self) -> tuple[str, ...]:
        parts = self.fields["services"].text().replace("、", ",").split(",")
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def _date(self) -> date | None:
        text = self.fields["date"].text()
        at, day = read_time(text, "UTC", None)
        if at is not None:
            raise Problem("services.problem.option_date", text=text)
        return day

    def _zone(self) -> str:
        zone = self.fields["zone"].text()
        try:
            return ZoneInfo(zone).key
        except (KeyError, ValueError, OSError) as error:
            raise Problem("services.problem.zone", zone=zone) from error


def _beside_line(box: CheckBox) -> QVBoxLayout:
    """Set a box at the height of a field's line, also while an error stands below that."""
    place = column(spacing=0)
    place.addSpacing(LINE_TOP)
    place.addWidget(box)
    place.addStretch(1)
    return place


@dataclass(frozen=True)
class InstantForm:
    """Hold what is said of one instant: a time, nothing yet, or that it does not apply."""

    at: datetime | None
    approximate: bool
    applies: bool


class InstantsDialog(Dialog):
    """Ask for the six instants. A blank stays blank: it is never filled in by itself."""

    def __init__(self, host: QWidget, incident: Incident, instants: Mapping[InstantKind, Instant]) -> None:
        super().__init__(host)
        self._incident, self._instants = incident, instants
        self.times: dict[InstantKind, LineField] = {}
        self.about: dict[InstantKind, CheckBox] = {}
        self.never: dict[InstantKind, CheckBox] = {}
        self._shown: dict[InstantKind, str] = {}
        self.changes: dict[InstantKind, InstantForm] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for number, kind in enumerate(InstantKind):
            self._add(grid, number, kind)
        self.body.addLayout(grid)
        self.subtitle.setWordWrap(True)
        self.set_title(tr("incidentpage.times.title"), tr("incidentpage.times.help", zone=incident.zone))
        self.answer.set_text(tr("incidentpage.keep"))

    def _add(self, grid: QGridLayout, number: int, kind: InstantKind) -> None:
        field, about, never = LineField(self), CheckBox(self), CheckBox(self)
        self.times[kind], self.about[kind], self.never[kind] = field, about, never
        name = name_of(language(), kind)
        field.set_label(name)
        about.setText(tr("incidentpage.times.about"))
        about.setAccessibleName(tr("incidentpage.times.about_of", name=name))
        never.setText(tr("incidentpage.times.never"))
        never.setAccessibleName(tr("incidentpage.times.never_of", name=name))
        for box in (about, never):
            box.setFont(font("body"))
        known = self._instants.get(kind)
        day, zone = self._incident.occurred_on, self._incident.zone
        self._shown[kind] = show_time(known.at if known else None, None, zone, day)
        field.line.setText(self._shown[kind])
        about.setChecked(known is not None and known.approximate)
        never.toggled.connect(field.line.setDisabled)
        never.toggled.connect(about.setDisabled)
        never.setChecked(known is not None and not known.applies)
        grid.addWidget(field, number, 0)
        for place, box in enumerate((about, never), 1):
            grid.addLayout(_beside_line(box), number, place)

    @override
    def accept(self) -> None:
        read: dict[InstantKind, InstantForm] = {}
        for kind, field in self.times.items():
            try:
                read[kind] = self._read(kind)
            except Problem as problem:
                field.set_error(tr(problem.message))
        if len(read) == len(self.times):
            self.changes = {kind: form for kind, form in read.items() if form != self._before(kind)}
            super().accept()

    def _read(self, kind: InstantKind) -> InstantForm:
        if self.never[kind].isChecked():
            return InstantForm(None, approximate=False, applies=False)
        text, known = self.times[kind].text(), self._instants.get(kind)
        about = self.about[kind].isChecked()
        if known is not None and text == self._shown[kind]:
            return InstantForm(known.at, about, applies=True)
        at, day = read_time(text, self._incident.zone, self._incident.occurred_on)
        if day is not None:
            raise Problem("incidentpage.problem.clock", text=text)
        return InstantForm(at, about, applies=True)

    def _before(self, kind: InstantKind) -> InstantForm:
        known = self._instants.get(kind)
        if known is None:
            return InstantForm(None, approximate=False, applies=True)
        return InstantForm(known.at, known.approximate, known.applies)
