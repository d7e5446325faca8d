"""Settings of the rhythm: weekly, every few weeks or on weekdays of the month, and whose holidays count."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from weeklypm.domain.calendar import Cadence, Series
from weeklypm.domain.errors import Problem
from weeklypm.domain.schedule import LAST
from weeklypm.domain.values import message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.queue_fields import tab_through
from weeklypm.gui.pages.settings_meeting import form_of
from weeklypm.gui.pages.weekday_cost import CostLine
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Card, column, row
from weeklypm.gui.widgets.fields import CheckBox, Field
from weeklypm.gui.widgets.labels import DataLabel, SectionTitle
from weeklypm.gui.widgets.segmented import SegmentedControl
from weeklypm.services.calendar import CalendarView
from weeklypm.services.rhythm import rhythm
from weeklypm.services.setup import MOST_WEEKS, PLACES, SeriesForm, check_series, update_series

FIELD_OF_PROBLEM: Final = {
    "calendar.problem.every": "every",
    "calendar.problem.nth": "nth",
    "services.problem.country": "country",
}


class RhythmCard(Card):
    """Edit how often the series meets and its country; saved as one change."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=24, spacing=16)
        self._desk = desk
        self._series: Series | None = None
        self._view: CalendarView | None = None
        self.title = SectionTitle(self)
        self.cadence = SegmentedControl(self)
        self.every = QSpinBox()
        self.every.setRange(1, MOST_WEEKS)
        self.places = QWidget()
        self.boxes = {place: CheckBox(self.places) for place in PLACES}
        self.country = QLineEdit()
        self.country.setMaxLength(2)
        self.fields = {"every": Field(self.every), "nth": Field(self.places), "country": Field(self.country)}
        self.cost = CostLine(desk, self)
        self.save = Button(self, variant="primary")
        self.now = DataLabel(self, role="secondary", tone="text2")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        line = row(self.places, spacing=20)
        for box in self.boxes.values():
            line.addWidget(box)
        line.addStretch(1)
        self.add(self.title)
        self.body.addWidget(self.cadence, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self.fields["every"])
        self.add(self.fields["nth"])
        self.fields["every"].editor.setFixedWidth(160)
        where = column(spacing=4)
        where.addWidget(self.fields["country"])
        where.addWidget(self.cost)
        self.country.setFixedWidth(160)
        self.body.addLayout(where)
        foot = row(spacing=12)
        foot.addWidget(self.save)
        foot.addWidget(self.now)
        foot.addStretch(1)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self.cadence.changed.connect(self._on_cadence)
        self.country.textEdited.connect(self._on_country)
        self.save.clicked.connect(self._on_save)

    def show_view(self, view: CalendarView) -> None:
        """Show the series as it is stored; what is being changed stays while the stored one is as before."""
        before, self._view = self._series, view
        edited = before is not None and self.form(before) != form_of(before)
        if not edited or view.series != before:
            self._series = view.series
            self._fill(view.series)
        self.cost.show_view(view)
        self._say_cost()
        self._say_now()

    def _fill(self, series: Series) -> None:
        self.cadence.set_value(series.cadence.value)
        self.every.setValue(series.every)
        for place, box in self.boxes.items():
            box.setChecked(place in series.nth)
        self.country.setText(series.country)
        self._forget_errors()
        self._show_editors()

    def form(self, series: Series) -> SeriesForm:
        """Return a series' settings with what is chosen here."""
        cadence = Cadence(self.cadence.value() or Cadence.WEEKLY)
        nth = tuple(place for place, box in self.boxes.items() if box.isChecked())
        return replace(
            form_of(series),
            cadence=cadence,
            every=self.every.value() if cadence is Cadence.EVERY_N_WEEKS else 1,
            nth=nth if cadence is Cadence.NTH_WEEKDAY else (),
            country=self.country.text().strip(),
        )

    def _show_editors(self) -> None:
        cadence = self.cadence.value()
        self.fields["every"].setVisible(cadence == Cadence.EVERY_N_WEEKS)
        self.fields["nth"].setVisible(cadence == Cadence.NTH_WEEKDAY)

    def _on_cadence(self, _key: str) -> None:
        if self.cadence.value() == Cadence.EVERY_N_WEEKS and self.every.value() == 1:
            self.every.setValue(2)
        self._forget_errors()
        self._show_editors()

    def _on_country(self, _text: str) -> None:
        self.fields["country"].set_error("")
        self._say_cost()

    def _say_cost(self) -> None:
        """Say what the series' weekday costs in the country that is typed."""
        if self._view is not None:
            self.cost.show_cost(self._view.series.weekday, self.country.text())

    def _say_now(self) -> None:
        if self._series is not None:
            self.now.setText(tr("calendar_page.rhythm.now", rhythm=rhythm(self._series)))

    def _on_save(self) -> None:
        if self._series is None:
            return
        self._forget_errors()
        form = self.form(self._series)
        try:
            check_series(form)
        except Problem as problem:
            self._show_problem(problem)
            return
        label = message("calendar_page.label.rhythm")
        use_case = partial(update_series, form=form)
        self._desk.operations.change(use_case, label, initiator=self, done=self._saved, failed=self._show_problem)

    def _saved(self, _series: Series) -> None:
        self._desk.tellers.tell(message("calendar_page.label.rhythm"), undo=True)

    def _show_problem(self, problem: Problem) -> None:
        field = self.fields.get(FIELD_OF_PROBLEM.get(problem.code, ""))
        if field is None:
            self._desk.tellers.fail(problem)
            return
        field.set_error(tr(problem.message))
        first = self.boxes[PLACES[0]] if field.editor is self.places else field.editor
        first.setFocus()

    def _forget_errors(self) -> None:
        for field in self.fields.values():
            field.set_error("")

    def retranslate(self) -> None:
        """Say every text again; what is chosen stays."""
        self.title.set_title(tr("calendar_page.rhythm.title"))
        self.cadence.set_options([(one.value, tr(f"calendar_page.rhythm.{one.value}")) for one in Cadence])
        self.cadence.setAccessibleName(tr("calendar_page.rhythm.title"))
        choices = [self.cadence.button(one.value) for one in Cadence]
        tab_through([*choices, self.every, *self.boxes.values(), self.country, self.save])
        self.fields["every"].set_label(tr("calendar_page.rhythm.every"))
        self.every.setSuffix(tr("calendar_page.rhythm.weeks"))
        self.fields["nth"].set_label(tr("calendar_page.rhythm.nth"))
        for place, box in self.boxes.items():
            box.setText(tr(f"calendar_page.place.{'last' if place == LAST else place}"))
        self.fields["country"].set_label(tr("settingspage.field.country"))
        self.fields["country"].set_help(tr("settingspage.help.country"))
        self.save.set_text(tr("settingspage.save"))
        self._say_cost()
        self._say_now()
