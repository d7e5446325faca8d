"""The first run: choose the meeting, add people and a topic or not, or try the sample."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from PySide6.QtCore import QEvent, QLocale, Qt, QTimeZone, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from weeklypm._built.forms.first_run import Ui_FirstRun
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language
from weeklypm.gui.desk import Desk
from weeklypm.gui.fonts import set_role
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.pages.first_run_panel import ReadyPanel
from weeklypm.gui.pages.first_run_steps import Step, WeekdayTiles
from weeklypm.gui.pages.queue_fields import ClockEdit, let_wrap, tab_through
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.card import Divider, Scroll, column, row
from weeklypm.gui.widgets.fields import ComboBox, Field
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.gui.widgets.side_panel import PanelPage
from weeklypm.services.clock import local_day
from weeklypm.services.queue import tidy_title
from weeklypm.services.setup import SeriesForm, check_series, read_people
from weeklypm.services.weekday_cost import Outlook, cost_sentence, first_held, outlook
from weeklypm.wording.words import name_of

LENGTHS: Final = (15, 20, 25, 30, 45, 60, 90)
USUAL_LENGTH: Final = 30
USUAL_START: Final = time(16)
WEDNESDAY: Final = 2
WIDTH: Final = 720
PASTE_HEIGHT: Final = 104
FIELD_OF_PROBLEM: Final = {
    "services.problem.name_empty": "name",
    "services.problem.name_long": "name",
    "services.problem.zone": "zone",
    "services.problem.country": "country",
    "services.problem.title_empty": "topic",
    "services.problem.title_long": "topic",
}


class FirstRun(QWidget):
    """Ask for what a new workspace needs. Nothing is written before ``created`` or ``sample_requested`` is answered."""

    created = Signal(object, str, str, str)
    """The ``SeriesForm``, the team's name, the people as pasted, and the first topic; all texts may be empty."""
    sample_requested = Signal(object)
    """The ``Language`` that the sample is to be in."""
    open_requested = Signal()
    """Another workspace is to be opened."""
    language_chosen = Signal(str)
    """``en`` or ``ja``."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._outlook: Outlook | None = None
        self._asked_for: str | None = None
        self._default_name = ""
        self.panel_page = PanelPage(self)
        self.sheet = Scroll()
        self.content = QWidget()
        self.ui = Ui_FirstRun()
        self.ui.setupUi(self.content)
        self._offer_languages()
        self._make_editors()
        self._lay_out()
        self.ready = ReadyPanel()
        self.panel_page.panel_body.addWidget(self.ready)
        tab_through(self._stops())
        self._connect()
        self.retranslate()
        self._on_text()

    # Making

    def _make_editors(self) -> None:
        self.tiles = WeekdayTiles()
        self.tiles.set_value(WEDNESDAY)
        self.time = ClockEdit(USUAL_START)
        self.minutes = ComboBox()
        self.minutes.addItems([str(length) for length in LENGTHS])
        self.minutes.setCurrentIndex(LENGTHS.index(USUAL_LENGTH))
        self.first = DataLabel(role="secondary")
        self.cost = DataLabel(role="secondary", tone="text2")
        let_wrap(self.cost)
        zone = bytes(QTimeZone.systemTimeZoneId().data()).decode()
        self.name = QLineEdit()
        self.zone = QLineEdit(zone)
        self.zone.setCompleter(QCompleter(sorted(available_timezones()), self.zone))
        self.country = QLineEdit(country_of(zone))
        self.country.setMaxLength(2)
        self.team = QLineEdit()
        self.people = QPlainTextEdit()
        self.people.setTabChangesFocus(True)
        self.people.setFixedHeight(PASTE_HEIGHT)
        self.found = DataLabel(role="secondary", tone="text2")
        let_wrap(self.found)
        self.topic = QLineEdit()
        names = ("time", "minutes", "name", "zone", "country", "team", "people", "topic")
        self.fields = {name: Field(getattr(self, name)) for name in names}

    def _lay_out(self) -> None:
        self.meeting_step = Step(1, optional=False)
        self.people_step, self.topic_step = Step(2), Step(3)
        self._fill_steps()
        steps = (self.meeting_step, self.people_step, self.topic_step)
        for number, step in enumerate(steps):
            if number:
                self.ui.step_rows.addWidget(Divider(self.ui.steps))
            self.ui.step_rows.addWidget(step)
        set_role(self.ui.title, "title")
        set_role(self.ui.subtitle, "body", tone="text2")
        self.ui.top.setStretch(0, 1)
        self.ui.top.setAlignment(self.ui.language, Qt.AlignmentFlag.AlignTop)
        self.ui.start.set_variant("primary")
        self.ui.sample.set_icon("sprout")
        self.ui.open.set_variant("link")
        self.ui.open.set_icon("hard-drive")
        self.ui.top.addWidget(self.panel_page.opener, 0, Qt.AlignmentFlag.AlignTop)
        self.panel_page.opener.hide()
        self._lay_out_page()

    def _fill_steps(self) -> None:
        self.meeting_step.body.addWidget(self.tiles)
        self.meeting_step.body.addWidget(self.cost)
        times = row(spacing=16)
        for name in ("time", "minutes"):
            self.fields[name].setFixedWidth(112)
            times.addWidget(self.fields[name], 0, Qt.AlignmentFlag.AlignTop)
        times.addWidget(self.first, 1, Qt.AlignmentFlag.AlignBottom)
        self.first.setFixedHeight(sizes().input)
        self.meeting_step.body.addLayout(times)
        where = row(spacing=16)
        for name, stretch in (("name", 5), ("zone", 4), ("country", 3)):
            where.addWidget(self.fields[name], stretch, Qt.AlignmentFlag.AlignTop)
        self.meeting_step.body.addLayout(where)
        for name in ("people", "team"):
            self.people_step.body.addWidget(self.fields[name])
        self.people_step.body.insertWidget(1, self.found)
        self.topic_step.body.addWidget(self.fields["topic"])

    def _lay_out_page(self) -> None:
        self.content.setMaximumWidth(WIDTH)
        middle = row()
        middle.addStretch(1)
        middle.addWidget(self.content, 100)
        middle.addStretch(1)
        self.sheet.body.addLayout(middle)
        column(self.panel_page.main).addWidget(self.sheet)
        column(self).addWidget(self.panel_page)

    def _stops(self) -> list[QWidget]:
        languages = [self.ui.language.button(str(spoken)) for spoken in Language]
        meeting = [self.time, self.minutes, self.name, self.zone, self.country]
        people, topic = [self.people_step.add, self.people, self.team], [self.topic_step.add, self.topic]
        answers = [self.ui.start, self.ui.sample, self.ui.open]
        return [*languages, self.panel_page.opener, *self.tiles.tiles(), *meeting, *people, *topic, *answers]

    def _connect(self) -> None:
        self.ui.start.clicked.connect(self._on_start)
        self.ui.sample.clicked.connect(self._on_sample)
        self.ui.open.clicked.connect(self.open_requested)
        self.ui.language.changed.connect(self.language_chosen)
        self.tiles.changed.connect(self._show_first)
        self.people.textChanged.connect(self._on_text)
        self.country.editingFinished.connect(self._look_ahead)
        self.zone.editingFinished.connect(self._show_first)
        for name, field in self.fields.items():
            if isinstance(field.editor, QLineEdit):
                field.editor.textEdited.connect(partial(self._forget_error, name))
        self._desk.operations.settled_changed.connect(self._on_settled)

    # What is shown

    def retranslate(self) -> None:
        """Say every text again; what was typed stays."""
        self.ui.retranslateUi(self.content)
        self._say_steps()
        self._say_fields()
        self.ui.start.set_text(tr("firstrun.start"))
        self.ui.sample.set_text(tr("firstrun.sample"))
        self.ui.open.set_text(tr("firstrun.open"))
        self.ui.language.setAccessibleName(tr("firstrun.language"))
        self._offer_languages()
        self.panel_page.set_name(tr("words.term.queue"))
        self.ready.retranslate()
        self._show_first()
        self._on_text()

    def _offer_languages(self) -> None:
        self.ui.language.set_options([(str(spoken), name_of(spoken, spoken)) for spoken in Language])
        self.ui.language.set_value(str(language()))

    def _say_steps(self) -> None:
        self.meeting_step.say(tr("firstrun.step.meeting"), tr("firstrun.step.meeting_help"))
        self.people_step.say(tr("firstrun.step.people"), tr("firstrun.step.people_help"))
        self.topic_step.say(tr("firstrun.step.topic"), tr("firstrun.step.topic_help"))
        self.tiles.retranslate()

    def _say_fields(self) -> None:
        for name, field in self.fields.items():
            field.set_label(tr(f"firstrun.{name}"))
            field.set_error("")
        self.fields["people"].set_help(tr("firstrun.people_help"))
        self.fields["country"].set_help(tr("firstrun.country_help"))
        self.topic.setPlaceholderText(tr("firstrun.topic_example"))
        for number, length in enumerate(LENGTHS):
            self.minutes.setItemText(number, tr("firstrun.minutes_choice", minutes=length * 60))
        if self.name.text() == self._default_name:
            self.name.setText(tr("firstrun.name_default"))
        self._default_name = tr("firstrun.name_default")

    # What weekdays cost

    def _today(self) -> date:
        known = self.zone.text().strip() in available_timezones()
        return self._desk.today or local_day(self._desk.clock(), self.zone.text().strip() if known else "UTC")

    def _look_ahead(self) -> None:
        country = self.country.text().strip()
        if country != self._asked_for:
            self._asked_for = country
            work = partial(_work, country, self._today())
            self._desk.jobs.run(work, partial(self._show_outlook, country), partial(self._no_outlook, country))

    def _show_outlook(self, country: str, found: Outlook | None) -> None:
        if country == self._asked_for:
            self._outlook = found
            self.tiles.set_costs(found.costs if found else ())
            self._show_first()

    def _no_outlook(self, country: str, problem: Problem) -> None:
        if country == self._asked_for:
            self._show_outlook(country, None)
            self._show_problem(problem, go=False)

    def _show_first(self, *_weekday: object) -> None:
        self._say_cost()
        days_off = self._outlook.days_off if self._outlook else frozenset()
        self.first.setText(tr("firstrun.first", day=first_held(self.tiles.value(), self._today(), days_off)))

    def _say_cost(self) -> None:
        """Say what the chosen weekday costs in the chosen country."""
        weekday, found = self.tiles.value(), self._outlook
        country = (self._asked_for or "").upper()
        self.cost.show_text(tr(cost_sentence(weekday, found.costs[weekday], country)) if found else "")

    def _on_text(self) -> None:
        found = read_people(self.people.toPlainText())
        teams = len({person.team for person in found.people if person.team})
        lines = [tr("firstrun.people_found", n=len(found.people), teams=teams)] if found.people else []
        self.found.show_text("\n".join([*lines, *map(tr, found.skipped)]))

    # Answers

    def form(self) -> SeriesForm:
        """Return what is filled in about the meeting."""
        return SeriesForm(
            name=self.name.text(),
            weekday=self.tiles.value(),
            starts_at=self.time.value(),
            zone=self.zone.text().strip(),
            minutes=LENGTHS[max(0, self.minutes.currentIndex())],
            country=self.country.text().strip(),
            language=language(),
        )

    def _on_start(self) -> None:
        for field in self.fields.values():
            field.set_error("")
        try:
            form = check_series(self.form())
            if self.topic.text().strip():
                tidy_title(self.topic.text())
        except Problem as problem:
            self._show_problem(problem)
            return
        self._wait(waiting=True)
        self.created.emit(form, self.team.text(), self.people.toPlainText(), self.topic.text())

    def _on_sample(self) -> None:
        self._wait(waiting=True)
        self.sample_requested.emit(language())

    def _show_problem(self, problem: Problem, *, go: bool = True) -> None:
        field = self.fields.get(FIELD_OF_PROBLEM.get(problem.code, ""))
        if field is None:
            self._desk.tellers.fail(problem)
            return
        field.set_error(tr(problem.message))
        if go:
            self.sheet.ensureWidgetVisible(field)
            field.editor.setFocus()

    def _forget_error(self, name: str, _text: str) -> None:
        self.fields[name].set_error("")

    def _wait(self, *, waiting: bool) -> None:
        """Take no second answer while the first is being carried out."""
        for button in (self.ui.start, self.ui.sample, self.ui.open):
            button.setEnabled(not waiting)

    def _on_settled(self, settled: bool) -> None:  # noqa: FBT001  the signal's shape
        if settled:
            self._wait(waiting=False)

    # The window

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_ahead()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_narrow(narrow=self.window().width() < sizes().narrow_below)

    def _set_narrow(self, *, narrow: bool) -> None:
        space = sizes().space
        edge, top = (space.xl, space.l) if narrow else (space.xxl, space.xxl + space.l)
        self.panel_page.set_narrow(narrow)
        self.sheet.body.setContentsMargins(edge, top, edge, edge)
        self.ui.whole.setSpacing(space.l if narrow else space.xl)
        for step in (self.meeting_step, self.people_step, self.topic_step):
            step.set_tight(tight=narrow)


def _work(country: str, today: date, _check: Callable[[], None]) -> Outlook:
    return outlook(country, today)


def country_of(zone: str) -> str:
    """Return the ISO 3166 code of the country that an IANA zone lies in, or an empty text for UTC and the like."""
    code = QLocale.territoryToCode(QTimeZone(zone.encode()).territory())
    return code if len(code) == 2 and code.isalpha() and ZoneInfo(zone).key else ""
