"""Take a list of people: chosen, dropped or pasted; each line is shown as what it becomes, then all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.models.people_import_rows import ORDER, ImportModel, rows_of
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.gui.pages.queue_fields import let_wrap
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.fields import Field
from weeklypm.gui.widgets.labels import DataLabel, ElidedLabel
from weeklypm.gui.widgets.sentence_edit import SentenceEdit, is_composing
from weeklypm.gui.widgets.table import Table
from weeklypm.services.people_import import (
    PeopleFile,
    PeoplePreview,
    import_people,
    preview_people,
    read_people_csv,
    read_people_file,
)

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

REST_MS: Final = 200
"""How long typing rests before the lines are read again."""
TEXT_HEIGHT: Final = 96
TABLE_HEIGHT: Final = 218
WIDTHS: Final = (56, 136, 96, 0)
MANY: Final = 12
"""Names of teams or headings that a sentence lists at most."""


class PeopleImportDialog(Ask):
    """Ask for a list of people. It is read off this thread, and taken as one step that can be undone."""

    stored = Signal(object)
    """The ``PeoplePreview`` of what was taken."""
    read_done = Signal()
    """What is shown is what was given last."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("people_import_dialog")
        self._desk = desk
        self._file: PeopleFile | None = None
        self._preview: PeoplePreview | None = None
        self._asked = 0
        self._reading = self._adding = False
        self.chooser: QFileDialog | None = None
        self._make_parts()
        self._lay_out_parts()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._connect()
        self.setAcceptDrops(True)
        Retranslated(self, self._word)

    def _make_parts(self) -> None:
        self.choose = Button(self, icon="upload")
        self.source = ElidedLabel(self, role="secondary", tone="text2")
        self.text = SentenceEdit()
        self.text.setFixedHeight(TEXT_HEIGHT)
        self.field = Field(self.text, self)
        self.model = ImportModel(self)
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.set_widths(*WIDTHS)
        self.table.set_tight(tight=True)
        self.count, self.detail = DataLabel(self, role="body"), DataLabel(self, role="secondary", tone="text2")
        for label in (self.count, self.detail):
            let_wrap(label)
        self.text.setAcceptDrops(False)

    def _lay_out_parts(self) -> None:
        self.body.addStrut(self.width() - 2 * sizes().space.xl)
        head = row(spacing=12)
        head.addWidget(self.choose)
        head.addWidget(self.source, 1)
        self.body.addLayout(head)
        for widget in (self.field, self.count, self.table, self.detail):
            self.body.addWidget(widget)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._on_choose)
        self.text.textChanged.connect(self._on_typed)
        self._rest.timeout.connect(self.read_text)
        self.table.selectionModel().currentChanged.connect(self._say_detail)

    def ask(self, path: Path | None = None) -> None:
        """Ask for a list, or show what a file holds at once."""
        if self.isVisible() or not self._desk.operations.is_open:
            return
        self.answer.set_busy(False)
        self.text.clear()
        self._rest.stop()
        self.source.setText("")
        self._forget()
        self._word()
        self.open()
        self.text.setFocus()
        if path is not None:
            self.read(path)

    # Reading

    def _on_choose(self) -> None:
        chooser = QFileDialog(self.window(), tr("peopledialogs.import.choose"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters([tr("peopledialogs.import.filter"), tr("peopledialogs.import.all")])
        chooser.fileSelected.connect(self._on_chosen)
        chooser.finished.connect(chooser.deleteLater)
        self.chooser = chooser
        chooser.open()

    def _on_chosen(self, name: str) -> None:
        self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read a file in the background; what was pasted gives way to it."""
        if self.text.toPlainText():
            self.text.clear()
        self._rest.stop()
        self.source.setText(path.name)
        self._run(partial(_read_file, path))

    def read_text(self) -> None:
        """Read what was pasted in the background; an answer for an older text is dropped."""
        self._rest.stop()
        text = self.text.toPlainText()
        if text.strip():
            self.source.setText("")
            self._run(partial(_read_text, text, tr("peopledialogs.import.pasted")))
        else:
            self._forget()

    def _run(self, work: Callable[[Callable[[], None]], PeopleFile]) -> None:
        self._asked += 1
        self._reading = True
        self._file = self._preview = None
        self.count.show_text(tr("peopledialogs.import.reading"))
        number = self._asked
        self._desk.jobs.run(work, partial(self._on_read, number), partial(self._failed, number))

    def _on_read(self, number: int, file: PeopleFile) -> None:
        if number == self._asked:
            question = partial(preview_people, file=file)
            done, failed = partial(self._show, number, file), partial(self._failed, number)
            self._desk.operations.query(question, done, failed)

    def _show(self, number: int, file: PeopleFile, preview: PeoplePreview) -> None:
        if number != self._asked:
            return
        self._file, self._preview, self._reading = file, preview, False
        self._show_preview()
        self.read_done.emit()
        if self._adding:
            self._adding = False
            self.accept()

    def _failed(self, number: int, problem: Problem) -> None:
        if number == self._asked:
            self._forget()
            self.show_problem(problem)
            self._place()
            self.read_done.emit()

    def _on_typed(self) -> None:
        self._adding = False
        self._asked += 1
        self._file = None
        self._rest.start()

    def _forget(self) -> None:
        self._asked += 1
        self._file = self._preview = None
        self._reading = self._adding = False
        self.field.set_error("")
        self._show_preview()

    # Showing

    def _show_preview(self) -> None:
        preview = self._preview
        rows = rows_of(preview) if preview is not None else ()
        self.model.show_values(rows)
        self.table.setVisible(bool(rows))
        if rows:
            self.table.setCurrentIndex(self.model.index(0, 0))
            self.table.setFixedHeight(min(self.table.rows_height(), TABLE_HEIGHT))
        refused = len(preview.refused) if preview is not None else 0
        if preview is not None:
            self.field.set_error(tr("peopledialogs.import.refused", n=refused) if refused else "")
        taken = preview.changes if preview is not None and not refused else 0
        self.set_answer(tr("peopledialogs.import.answer_n" if taken else "peopledialogs.import.answer", n=taken))
        self.count.show_text(_summary(preview) if preview is not None else "")
        self._say_detail()
        if self.isVisible():
            self._place()

    def _say_detail(self, *_indexes: object) -> None:
        shown = self.model.value(self.table.currentIndex().row())
        said = shown is not None and self.table.isVisibleTo(self) and shown.remark
        self.detail.set_tone("danger" if shown is not None and shown.kind == "refused" else "text2")
        self.detail.show_text(
            tr("peopledialogs.import.detail", line=shown.line, remark=shown.remark) if said and shown else ""
        )
        if self.isVisible():
            self._place()

    @override
    def show_problem(self, problem: Problem) -> None:
        self.field.set_error(tr(problem.message))

    # Taking

    @override
    def accept(self) -> None:
        if is_composing():
            return
        if self._rest.isActive() or self._reading:
            # What was just given is read first, and then taken without asking twice.
            self._adding = True
            if self._rest.isActive():
                self.read_text()
                self._adding = True
            return
        super().accept()

    @override
    def is_complete(self) -> bool:
        preview = self._preview
        if preview is None or self._file is None:
            self.field.set_error(self.field.error.text() or tr("peopledialogs.import.nothing"))
            self.text.setFocus()
            return False
        if preview.refused:
            self.table.setFocus()
            return False
        if not preview.changes:
            self.finish()
            return False
        return True

    @override
    def submit(self) -> None:
        if self._file is None or self._preview is None:
            return
        label = message("people.label.imported", n=self._preview.changes)
        use_case = partial(import_people, file=self._file)
        self._desk.operations.change(use_case, label, initiator=self, done=self._taken, failed=self.refuse)

    def _taken(self, taken: PeoplePreview) -> None:
        self.finish()
        self._desk.tellers.tell(message("peopledialogs.import.done", n=taken.changes), undo=True)
        self.stored.emit(taken)

    @override
    def done(self, result: int) -> None:
        self._rest.stop()
        self._asked += 1
        self._adding = self._reading = False
        super().done(result)

    # Dropping

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _path(event.mimeData()) is not None or event.mimeData().hasText():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = _path(event.mimeData())
        event.acceptProposedAction()
        if path is not None:
            self.read(path)
        else:
            self.text.setPlainText(event.mimeData().text())

    def _word(self) -> None:
        self.set_title(tr("peopledialogs.import.title"), tr("peopledialogs.import.subtitle"))
        self.subtitle.setWordWrap(True)
        self.choose.set_text(tr("peopledialogs.import.open"))
        self.field.set_label(tr("peopledialogs.import.paste"))
        self.field.set_help(tr("peopledialogs.import.help"))
        self.text.setPlaceholderText(tr("peopledialogs.import.example"))
        self.table.setAccessibleName(tr("peopledialogs.import.table"))
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(WIDTHS) - 1)
        self._show_preview()


def _summary(preview: PeoplePreview) -> str:
    counts = {kind: len(getattr(preview, kind)) for kind in ORDER}
    said = tuple(tr(f"peopledialogs.import.count.{kind}", n=n) for kind, n in counts.items() if n)
    lines = [tr("peopledialogs.import.counts", counts=said)]
    if preview.teams:
        names = tuple(team.name for team in preview.teams[:MANY])
        lines.append(tr("peopledialogs.import.teams", names=names, n=len(preview.teams)))
    if preview.unknown:
        lines.append(tr("peopledialogs.import.unknown", names=preview.unknown[:MANY], n=len(preview.unknown)))
    if not preview.changes and not preview.refused:
        lines.append(tr("peopledialogs.import.all_same"))
    return "\n".join(lines)


def _read_file(path: Path, check: Callable[[], None]) -> PeopleFile:
    check()
    return read_people_file(path)


def _read_text(text: str, name: str, check: Callable[[], None]) -> PeopleFile:
    check()
    return read_people_csv(text.encode("utf-8", "replace"), name)


def _path(data: QMimeData) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 else None
