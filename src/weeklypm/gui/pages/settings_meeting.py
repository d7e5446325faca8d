"""Settings of the meeting: name, weekday, time, zone, length, country, language; saved as one change."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import time
from functools import partial
from typing import Final
from zoneinfo import available_timezones

from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QCompleter, QLineEdit, QSpinBox, QTimeEdit, QWidget

from weeklypm.domain.calendar import Series
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language, message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.weekday_cost import CostLine
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Card, Scroll, row
from weeklypm.gui.widgets.fields import ComboBox, Field
from weeklypm.gui.widgets.labels import DataLabel, SectionTitle
from weeklypm.services.setup import LONGEST, SHORTEST, SeriesForm, check_series, update_series
from weeklypm.wording.words import name_of

FIELD_OF_PROBLEM: Final = {
    "services.problem.name_empty": "name",
    "services.problem.name_long": "name",
    "services.problem.zone": "zone",
    "services.problem.country": "country",
    "services.problem.minutes": "minutes",
}


class MeetingPart(Scroll):
    """Edit the series; a wrong value is told under its field and nothing is saved."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=0)
        self._desk = desk
        self._series: Series | None = None
        self._make_editors()
        self.fields = {
            "name": Field(self.name),
            "weekday": Field(self.weekday),
            "starts_at": Field(self.starts_at),
            "minutes": Field(self.minutes),
            "zone": Field(self.zone),
            "country": Field(self.country),
            "language": Field(self.language),
        }
        self.cost = CostLine(desk, self)
        self.title = SectionTitle(self)
        self.save = Button(self, variant="primary")
        self.state = DataLabel(self, role="secondary", tone="text2")
        self._lay_out()
        self.save.clicked.connect(self._on_save)
        self.weekday.currentIndexChanged.connect(self._say_cost)
        self.country.textEdited.connect(self._say_cost)

    def _make_editors(self) -> None:
        self.name = QLineEdit()
        self.weekday = ComboBox()
        self.starts_at = QTimeEdit()
        self.starts_at.setDisplayFormat("HH:mm")
        self.minutes = QSpinBox()
        self.minutes.setRange(SHORTEST, LONGEST)
        self.minutes.setSingleStep(5)
        self.zone = QLineEdit()
        self.zone.setCompleter(QCompleter(sorted(available_timezones()), self.zone))
        self.country = QLineEdit()
        self.country.setMaxLength(2)
        self.language = ComboBox()

    def _lay_out(self) -> None:
        card = Card(self, padding=24, spacing=16)
        card.add(self.title)
        card.add(self.fields["name"])
        for names in (("weekday", "starts_at", "minutes"), ("zone", "country", "language")):
            line = row(spacing=16)
            for name in names:
                line.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
            holder = QWidget(card)
            holder.setLayout(line)
            card.add(holder)
        card.add(self.cost)
        foot = row(spacing=12)
        foot.addWidget(self.save)
        foot.addWidget(self.state)
        foot.addStretch(1)
        holder = QWidget(card)
        holder.setLayout(foot)
        card.add(holder)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def show_series(self, series: Series) -> None:
        """Show the series as it is stored; what is being typed stays while it differs from what was shown."""
        if self._series is not None and self._form() != form_of(self._series) and series == self._series:
            return
        self._series = series
        self.name.setText(series.name)
        self.weekday.setCurrentIndex(series.weekday)
        self.starts_at.setTime(QTime(series.starts_at.hour, series.starts_at.minute))
        self.minutes.setValue(series.minutes)
        self.zone.setText(series.zone)
        self.country.setText(series.country)
        self.language.setCurrentIndex(list(Language).index(series.language))
        self._forget_errors()
        self._say_cost()

    def _say_cost(self, *_changed: object) -> None:
        """Say what the chosen weekday costs in the chosen country."""
        self.cost.show_cost(max(0, self.weekday.currentIndex()), self.country.text())

    def _form(self) -> SeriesForm:
        """Return what is filled in; the rhythm is set with the calendar and stays."""
        starts = self.starts_at.time()
        form = SeriesForm(
            name=self.name.text(),
            weekday=max(0, self.weekday.currentIndex()),
            starts_at=time(starts.hour(), starts.minute()),
            zone=self.zone.text().strip(),
            minutes=self.minutes.value(),
            country=self.country.text().strip(),
            language=list(Language)[max(0, self.language.currentIndex())],
        )
        series = self._series
        return replace(form, cadence=series.cadence, every=series.every, nth=series.nth) if series else form

    def _on_save(self) -> None:
        self._forget_errors()
        form = self._form()
        try:
            check_series(form)
        except Problem as problem:
            self._show_problem(problem)
            return
        label = message("settingspage.label.series")
        self._desk.operations.change(
            partial(update_series, form=form), label, initiator=self, done=self._saved, failed=self._show_problem
        )

    def _saved(self, _series: Series) -> None:
        self.state.show_text(tr("settingspage.saved"))
        self._desk.tellers.tell(message("settingspage.saved"), undo=True)

    def _show_problem(self, problem: Problem) -> None:
        field = self.fields.get(FIELD_OF_PROBLEM.get(problem.code, ""))
        if field is None:
            self._desk.tellers.fail(problem)
            return
        field.set_error(tr(problem.message))
        field.editor.setFocus()

    def _forget_errors(self) -> None:
        for field in self.fields.values():
            field.set_error("")
        self.state.show_text("")

    def retranslate(self) -> None:
        """Say every text again; what is chosen stays."""
        self.title.set_title(tr("settingspage.part.meeting"))
        for name, field in self.fields.items():
            field.set_label(tr(f"settingspage.field.{name}"))
        for name in ("country", "minutes", "language"):
            self.fields[name].set_help(tr(f"settingspage.help.{name}"))
        self.save.set_text(tr("settingspage.save"))
        self.cost.retranslate()
        _fill(self.weekday, [tr(f"words.weekday.{day}") for day in range(7)])
        _fill(self.language, [name_of(language, language) for language in Language])


def form_of(series: Series) -> SeriesForm:
    """Return a series' settings as they are asked for."""
    return SeriesForm(**{one.name: getattr(series, one.name) for one in fields(SeriesForm)})


def _fill(box: ComboBox, texts: list[str]) -> None:
    chosen = max(0, box.currentIndex())
    box.clear()
    box.addItems(texts)
    box.setCurrentIndex(chosen)
