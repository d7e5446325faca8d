"""Reading postmortems in: choose files, read them in the background, preview, and store all or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from weeklypm.domain.drafts import IncidentDraft
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.import_dialog import ImportDialog
from weeklypm.services.import_preview import Foreseen, foresee
from weeklypm.services.intake import Taken, Verdict, take_drafts
from weeklypm.services.reading import read_files


class ImportFlow(QObject):
    """Lead through an import; one at a time. The window stays free while files are read."""

    busy_changed = Signal(bool)
    opened = Signal(object)
    """The UUID of the incident to show afterwards."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self._desk, self._host = desk, host
        self._busy = False
        self.chooser: QFileDialog | None = None
        self.dialog: ImportDialog | None = None

    def choose(self) -> None:
        """Let the person choose files."""
        chooser = QFileDialog(self._host.window(), tr("incidentpage.import.choose"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
        chooser.setNameFilters([tr("incidentpage.import.filter"), tr("incidentpage.import.all")])
        chooser.filesSelected.connect(self._on_chosen)
        chooser.finished.connect(chooser.deleteLater)
        self.chooser = chooser
        chooser.open()

    def _on_chosen(self, names: list[str]) -> None:
        self.read([Path(name) for name in names])

    def read(self, paths: Sequence[Path]) -> None:
        """Read files in the background; a second request waits for nothing and is left out while one is under way."""
        if self._busy or not paths:
            return
        self._set_busy(busy=True)
        self._desk.jobs.run(_reading(tuple(paths)), self._on_read, self._failed)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.busy_changed.emit(busy)

    def _on_read(self, drafts: tuple[IncidentDraft, ...]) -> None:
        self._desk.operations.query(partial(foresee, drafts=drafts), self._on_foreseen, self._failed)

    def _on_foreseen(self, found: tuple[Foreseen, ...]) -> None:
        dialog = ImportDialog(self._host, found)
        dialog.accepted.connect(partial(self._take, found))
        dialog.rejected.connect(partial(self._set_busy, busy=False))
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _take(self, found: tuple[Foreseen, ...]) -> None:
        drafts = tuple(one.draft for one in found)
        update = any(one.verdict is Verdict.UPDATED for one in found)
        self._desk.operations.change(
            partial(take_drafts, drafts=drafts, update=update),
            message("services.label.import", n=len(drafts)),
            initiator=self,
            done=self._taken,
            failed=self._failed,
        )

    def _taken(self, taken: tuple[Taken, ...]) -> None:
        self._set_busy(busy=False)
        fresh = [one for one in taken if one.verdict is not Verdict.NOTHING_NEW]
        events, actions = sum(one.events for one in fresh), sum(one.actions for one in fresh)
        said = message("incidentpage.import.done", n=len(fresh), events=events, actions=actions)
        self._desk.tellers.tell(said, undo=bool(fresh))
        if len(fresh) == 1:
            self.opened.emit(fresh[0].incident.id)

    def _failed(self, problem: Problem) -> None:
        self._set_busy(busy=False)
        self._desk.tellers.fail(problem)


def _reading(paths: tuple[Path, ...]) -> Callable[[Callable[[], None]], tuple[IncidentDraft, ...]]:
    def run(check: Callable[[], None]) -> tuple[IncidentDraft, ...]:
        read: list[IncidentDraft] = []
        for path in paths:
            check()
            read.extend(read_files([path]))
        return tuple(read)

    return run
