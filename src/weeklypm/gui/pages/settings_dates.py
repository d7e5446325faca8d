"""Settings of the coming dates: held or why not, calling one off, and the calendar file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from weeklypm.domain.errors import Problem
from weeklypm.domain.schedule import Slot
from weeklypm.domain.values import message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.models.date_rows import DatesModel
from weeklypm.gui.pages.cancel_dialog import Cancelling, is_cancelled
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Card, row
from weeklypm.gui.widgets.labels import DataLabel, SectionTitle
from weeklypm.gui.widgets.table import Table
from weeklypm.services.calendar import CalendarView
from weeklypm.services.calendar_export import CalendarExport, export_calendar
from weeklypm.services.system_errors import reason

WIDTHS = (180, 128, 0)
FILE_NAME = "team-calendar.ics"


class DatesCard(Card):
    """List the next dates with their reasons; call one off, hold one after all, export them all."""

    def __init__(self, desk: Desk, cancelling: Cancelling, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=24, spacing=12)
        self._desk, self._cancelling = desk, cancelling
        self._view: CalendarView | None = None
        self.title = SectionTitle(self)
        self.model = DatesModel(self)
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.set_widths(*WIDTHS)
        self.table.set_tight(True)
        self.provisional = DataLabel(self, role="secondary", tone="text3")
        self.provisional.setWordWrap(True)
        self.cancel = Button(self, icon="calendar-x")
        self.hold = Button(self, icon="undo-2")
        self.export = Button(self, icon="download")
        self._lay_out()
        self.table.selectionModel().currentChanged.connect(self._on_row)
        self.cancel.clicked.connect(self._on_cancel)
        self.hold.clicked.connect(self._on_hold)
        self.export.clicked.connect(self._on_export)

    def _lay_out(self) -> None:
        for widget in (self.title, self.table, self.provisional):
            self.add(widget)
        foot = row(spacing=8)
        for button in (self.cancel, self.hold, self.export):
            foot.addWidget(button)
        foot.addStretch(1)
        self.body.addLayout(foot)

    def show_view(self, view: CalendarView) -> None:
        """Show the dates; the one that was chosen stays so."""
        chosen = self.chosen()
        self._view = view
        self.model.show_slots(view.slots, view.series.country)
        days = [slot.day for slot in view.slots]
        at = days.index(chosen.day) if chosen is not None and chosen.day in days else 0
        if days:
            self.table.setCurrentIndex(self.model.index(at, 0))
        self.table.setFixedHeight(self.table.rows_height())
        some = any(slot.provisional for slot in view.slots)
        self.provisional.show_text(tr("calendar_page.dates.provisional", day=view.fixed_until) if some else "")
        self._on_row()

    def chosen(self) -> Slot | None:
        """Return the date that is chosen."""
        return self.model.value(self.table.currentIndex().row())

    def _on_row(self, *_index: object) -> None:
        slot = self.chosen()
        self.cancel.setEnabled(self._view is not None)
        self.hold.setVisible(is_cancelled(slot))

    def _on_cancel(self) -> None:
        if self._view is not None:
            slot = self.chosen()
            self._cancelling.ask_about(self._view.slots, slot.day if slot is not None else None)

    def _on_hold(self) -> None:
        slot = self.chosen()
        if slot is not None:
            self._cancelling.hold(slot.day)

    # The calendar file

    def _on_export(self) -> None:
        suggested = self._desk.workspace.parent / FILE_NAME
        name, _filter = QFileDialog.getSaveFileName(
            self.window(), tr("calendar_page.export.choose"), str(suggested), tr("calendar_page.export.filter")
        )
        if name:
            path = Path(name)
            self.write(path if path.suffix else path.with_suffix(".ics"))

    def write(self, path: Path) -> None:
        """Write the calendar file, and say what is in it."""
        self._desk.operations.query(export_calendar, partial(self._write, path), self._failed)

    def _write(self, path: Path, made: CalendarExport) -> None:
        self._desk.jobs.run(partial(_written, path, made.data), partial(self._told, made.dates), self._failed)

    def _told(self, dates: tuple[date, ...], path: Path) -> None:
        said = message("calendar_page.export.done", name=path.name, n=len(dates), last=dates[-1])
        self._desk.tellers.tell(said)

    def _failed(self, problem: Problem) -> None:
        self._desk.tellers.fail(problem)

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.set_title(tr("calendar_page.dates.title"))
        self.table.setAccessibleName(tr("calendar_page.dates.title"))
        self.cancel.set_text(tr("calendar_page.dates.cancel"))
        self.hold.set_text(tr("calendar_page.dates.hold"))
        self.export.set_text(tr("calendar_page.export.open"))
        self.model.retranslate()
        if self._view is not None:
            self.show_view(self._view)


def _written(path: Path, data: bytes, check: Callable[[], None]) -> Path:
    """Write beside and then into place, so that an earlier file is whole until the new one is."""
    check()
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Problem("calendar_page.problem.write", path=str(path), error=reason(error)) from None
    return path
