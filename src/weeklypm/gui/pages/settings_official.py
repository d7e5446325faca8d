"""Settings of the official list of holidays: read a CSV, see what it changes, take it, forget a year of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Message, message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.queue_fields import let_wrap
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Card, row
from weeklypm.gui.widgets.dialog import Dialog
from weeklypm.gui.widgets.fields import ComboBox
from weeklypm.gui.widgets.labels import DataLabel, SectionTitle
from weeklypm.services import calendar
from weeklypm.services.calendar import CalendarView, Imported, OfficialList
from weeklypm.services.calendar_preview import Day, ListPreview, preview_official
from weeklypm.services.countries import country_name
from weeklypm.services.system_errors import reason

LARGEST: Final = 1024 * 1024
"""Bytes that are read at most, and one more, by which a file shows that it is larger."""
MOST_LINES: Final = 8


class PreviewDialog(Dialog):
    """Show what a list covers and changes before it is taken."""

    def __init__(self, host: QWidget, found: ListPreview, name: str) -> None:
        super().__init__(host)
        self.setObjectName("official_dialog")
        self.found = found
        self.lines: list[DataLabel] = []
        for text, role in preview_lines(found):
            label = DataLabel(self, role=role, text=text)
            let_wrap(label)
            self.lines.append(label)
            self.body.addWidget(label)
        self.set_title(tr("calendar_page.official.preview", country=country_name(found.official.country)), name)
        self.answer.set_text(tr("calendar_page.official.take"))


def preview_lines(found: ListPreview) -> list[tuple[str, str]]:
    """Return what a list covers and changes: sentences with their type roles."""
    lines = [(tr("calendar_page.official.covers", years=years_text(found.years), n=found.holidays), "body")]
    if not found.new and not found.gone:
        lines.append((tr("calendar_page.official.same"), "body"))
    lines += _days("new", found.new) + _days("gone", found.gone)
    for code, days in (("lost", found.lost), ("won", found.won)):
        if days:
            told = tuple(tr("calendar_page.date", day=day) for day in days[:MOST_LINES])
            lines.append((tr(f"calendar_page.official.{code}", n=len(days), days=told), "strong"))
    if not found.lost and not found.won:
        lines.append((tr("calendar_page.official.no_date"), "body"))
    return lines


def _days(code: str, days: Sequence[Day]) -> list[tuple[str, str]]:
    if not days:
        return []
    shown = [tr("calendar_page.official.day", day=day, name=name) for day, name in days[:MOST_LINES]]
    if len(days) > MOST_LINES:
        shown.append(tr("calendar_page.official.more", n=len(days) - MOST_LINES))
    head = (tr(f"calendar_page.official.{code}", n=len(days)), "label")
    return [head, *((line, "secondary") for line in shown)]


def years_text(years: Sequence[int]) -> str:
    """Return years as they are told: one, or the first and the last, or all where some lack between."""
    if len(years) == 1:
        return tr("calendar_page.official.one", year=str(years[0]))
    if list(years) == list(range(years[0], years[-1] + 1)):
        return tr("calendar_page.official.span", first=str(years[0]), last=str(years[-1]))
    return tr("calendar_page.official.several", years=tuple(map(str, years)))


class OfficialFlow(QObject):
    """Lead through the reading of a list, one at a time; the window stays free while it is read."""

    busy_changed = Signal(bool)
    refused = Signal(object)
    """The ``Problem`` for which a list was not taken."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self._desk, self._host = desk, host
        self._busy = False
        self._country = ""
        self.chooser: QFileDialog | None = None
        self.dialog: PreviewDialog | None = None

    def choose(self) -> None:
        """Let the person choose a file."""
        chooser = QFileDialog(self._host.window(), tr("calendar_page.official.choose"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters([tr("calendar_page.official.filter"), tr("calendar_page.official.all")])
        chooser.fileSelected.connect(self._on_chosen)
        chooser.finished.connect(chooser.deleteLater)
        self.chooser = chooser
        chooser.open()

    def _on_chosen(self, name: str) -> None:
        self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read a list in the background, for the series' country; a second one while it is read is left out."""
        if self._busy:
            return
        self._set_busy(busy=True)
        self._desk.jobs.run(partial(_read, path, self._country), partial(self._on_read, path.name), self._failed)

    def set_country(self, country: str) -> None:
        """Read lists as those of this country."""
        self._country = country

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.busy_changed.emit(busy)

    def _on_read(self, name: str, official: OfficialList) -> None:
        question = partial(preview_official, official=official)
        self._desk.operations.query(question, partial(self._on_preview, name), self._failed)

    def _on_preview(self, name: str, found: ListPreview) -> None:
        dialog = PreviewDialog(self._host, found, name)
        dialog.accepted.connect(partial(self._take, found.official))
        dialog.rejected.connect(partial(self._set_busy, busy=False))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _take(self, official: OfficialList) -> None:
        label = message("calendar_page.label.official", years=years_text(official.years))
        use_case = partial(calendar.import_official, official=official)
        self._desk.operations.change(use_case, label, initiator=self, done=self._taken, failed=self._failed)

    def _taken(self, done: Imported) -> None:
        self._set_busy(busy=False)
        fresh = done.added + done.changed + done.removed
        code = "calendar_page.official.taken" if fresh else "calendar_page.official.nothing_new"
        self._desk.tellers.tell(message(code, years=years_text(done.years)), undo=bool(fresh))

    def _failed(self, problem: Problem) -> None:
        self._set_busy(busy=False)
        self.refused.emit(problem)


class OfficialCard(Card):
    """Say which years an official list covers, and let one be read or a year be forgotten."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=24, spacing=12)
        self._desk = desk
        self._view: CalendarView | None = None
        self._problem: Message | None = None
        self.flow = OfficialFlow(desk, self)
        self.title = SectionTitle(self)
        self.covered = DataLabel(self, role="body")
        self.hint = DataLabel(self, role="secondary", tone="text3")
        self.problem = DataLabel(self, role="secondary", tone="danger")
        self.bring_in = Button(self, icon="upload")
        self.year = ComboBox(self)
        self.forget = Button(self, icon="trash-2")
        for label in (self.covered, self.hint, self.problem):
            label.setWordWrap(True)
        self.problem.hide()
        for widget in (self.title, self.covered, self.hint, self.problem):
            self.add(widget)
        foot = row(spacing=8)
        foot.addWidget(self.bring_in)
        foot.addStretch(1)
        foot.addWidget(self.year)
        foot.addWidget(self.forget)
        self.body.addLayout(foot)
        self.bring_in.clicked.connect(self.flow.choose)
        self.forget.clicked.connect(self._on_forget)
        self.flow.busy_changed.connect(self._on_busy)
        self.flow.refused.connect(self._on_refused)

    def show_view(self, view: CalendarView) -> None:
        """Show which years are covered."""
        self._view = view
        self.flow.set_country(view.series.country)
        years = view.official_years
        country = country_name(view.series.country)
        if not view.series.country:
            self.covered.setText(tr("calendar.problem.no_country"))
        elif years:
            self.covered.setText(tr("calendar_page.official.covered", years=years_text(years), country=country))
        else:
            self.covered.setText(tr("calendar_page.official.computed", country=country))
        kept = self.year.currentData()
        self.year.clear()
        for year in years:
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(max(0, self.year.findData(kept)))
        for widget in (self.year, self.forget):
            widget.setVisible(bool(years))

    def _on_busy(self, busy: bool) -> None:  # noqa: FBT001  the signal's shape
        self.bring_in.setEnabled(not busy)
        if busy:
            self._problem = None
            self.problem.show_text("")

    def _on_refused(self, problem: Problem) -> None:
        self._problem = problem.message
        self.problem.show_text(tr(problem.message))

    def _on_forget(self) -> None:
        year = self.year.currentData()
        if year is None:
            return
        label = message("calendar_page.label.forgotten", year=str(year))
        use_case = partial(calendar.remove_official, year=year)
        self._desk.operations.change(use_case, label, initiator=self, done=partial(self._forgotten, label))

    def _forgotten(self, label: Message, _days: int) -> None:
        self._desk.tellers.tell(label, undo=True)

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.set_title(tr("calendar_page.official.title"))
        self.hint.setText(tr("calendar_page.official.hint"))
        self.bring_in.set_text(tr("calendar_page.official.open"))
        self.year.setAccessibleName(tr("calendar_page.official.year"))
        self.forget.set_text(tr("calendar_page.official.forget"))
        self.problem.show_text(tr(self._problem) if self._problem is not None else "")
        if self._view is not None:
            self.show_view(self._view)


def _read(path: Path, country: str, check: Callable[[], None]) -> OfficialList:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise Problem("calendar_page.problem.read", name=path.name, error=reason(error)) from None
    check()
    return calendar.read_official(data, path.name, country)
