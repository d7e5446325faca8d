"""Write a meeting's notes into a file, or copy them as Markdown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from weeklypm.domain.errors import Problem
from weeklypm.domain.notes_rows import MeetingRows
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.services import exports
from weeklypm.services.exports import File
from weeklypm.services.system_errors import reason

FOLDER: Final = "notes/folder"


class NotesExport(QObject):
    """Ask where, render in the background, write, and say what became of it."""

    said = Signal(str, bool)
    """A sentence, and whether something went wrong."""

    def __init__(self, desk: Desk, settings: QSettings, host: QWidget) -> None:
        super().__init__(host)
        self._desk, self._settings, self._host = desk, settings, host

    def ask(self, meeting_id: UUID, held_on: date) -> None:
        """Let the person name a file, and write the notes there."""
        folder = str(self._settings.value(FOLDER, "")) or str(self._desk.workspace.parent)
        suggested = Path(folder) / f"{held_on.isoformat()}.md"
        name, chosen = QFileDialog.getSaveFileName(
            self._host, tr("meetingpage.notes.write"), str(suggested), tr("meetingpage.notes.filter")
        )
        if name:
            self.write(meeting_id, _with_suffix(Path(name), chosen))

    def write(self, meeting_id: UUID, path: Path) -> None:
        """Write the notes into a file; its ending tells the form, pictures of Markdown stand beside it."""
        self._settings.setValue(FOLDER, str(path.parent))
        self._rows(meeting_id, partial(self._write_rows, path))

    def copy(self, meeting_id: UUID) -> None:
        """Put the notes into the clipboard as Markdown."""
        self._rows(meeting_id, self._copy_rows)

    def _rows(self, meeting_id: UUID, done: Callable[[MeetingRows], None]) -> None:
        self._desk.operations.query(partial(exports.notes_rows, meeting_id=meeting_id), done, self._failed)

    def _write_rows(self, path: Path, rows: MeetingRows) -> None:
        form = "html" if path.suffix.lower() in {".html", ".htm"} else "md"
        self._desk.jobs.run(partial(_write, rows, form, path), self._written, self._failed)

    def _written(self, path: Path) -> None:
        self.said.emit(tr("meetingpage.notes.written", path=str(path)), False)

    def _copy_rows(self, rows: MeetingRows) -> None:
        self._desk.jobs.run(partial(_markdown, rows), self._copied, self._failed)

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit(tr("meetingpage.notes.copied"), False)

    def _failed(self, problem: Problem) -> None:
        self.said.emit(tr(problem.message), True)


def _with_suffix(path: Path, chosen: str) -> Path:
    """Give a name without an ending the one of the chosen filter."""
    return path if path.suffix else path.with_suffix(".html" if "*.html" in chosen else ".md")


def _write(rows: MeetingRows, form: str, path: Path, check: Callable[[], None]) -> Path:
    files = exports.render_notes(rows, form, stem=path.stem)
    check()
    document, pictures = files[0], files[1:]
    try:
        _write_all([(path, document), *((path.parent / picture.name, picture) for picture in pictures)])
    except OSError as error:
        raise Problem("meetingpage.problem.write", path=str(path), error=reason(error)) from None
    return path


def _write_all(files: list[tuple[Path, File]]) -> None:
    """Write beside and then into place, so that an earlier file is whole until the new one is."""
    for path, file in files:
        beside = path.with_name(f".{path.name}.part")
        try:
            beside.write_bytes(file.data)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def _markdown(rows: MeetingRows, _check: Callable[[], None]) -> str:
    return exports.render_notes(rows, "md", stem=None)[0].data.decode()
