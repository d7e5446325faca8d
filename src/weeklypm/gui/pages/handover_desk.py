"""Hand over and take over from the window: ask, do it in the background, and say who holds the pen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog
from typing_extensions import override

from weeklypm.domain.errors import Problem
from weeklypm.domain.handover import Handover
from weeklypm.domain.values import message
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.pages.handover_dialogs import HandOverDialog, TakeOverDialog
from weeklypm.gui.widgets.banner import Banner
from weeklypm.services import handover
from weeklypm.services.handover import SUFFIX, Offer, Pen

if TYPE_CHECKING:
    from weeklypm.services.clock import Clock
    from weeklypm.storage import Reader, Workspace
    from weeklypm.storage.handover import Look, Opened, Packed

DRAGGED: Final = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class Handing(QObject):
    """Pack the workspace for the next facilitator, and open what the last one packed."""

    leaving = Signal()
    """The workspace is about to be replaced: whoever types keeps it, and the file is let go before this returns."""
    returned = Signal()
    """The file is whole again, the old one or the new one, and may be opened."""
    next_known = Signal(str)
    """Who leads next; empty where nobody does."""

    def __init__(self, desk: Desk, console: Console, place: Callable[[], Path]) -> None:
        super().__init__(console)
        self._desk, self._console, self._place = desk, console, place
        self.pen: Pen | None = None
        self.banner = Banner(tone="warn", icon="arrow-right")
        self.banner.hide()
        console.add_banner(self.banner)
        self.asking, self.taking = HandOverDialog(console), TakeOverDialog(console)
        self.banner.followed.connect(self.take_back)
        self.asking.submitted.connect(self.pack)
        self.taking.submitted.connect(self._take)
        console.setAcceptDrops(True)
        console.installEventFilter(self)
        Retranslated(console, self._say)

    # The pen

    def refresh(self) -> None:
        """Look who holds the pen and who leads next."""
        if self._desk.operations.is_open:
            self._desk.operations.query(_known, self._show, self._ignore)

    def take_back(self) -> None:
        """Go on writing here after all; the record says so."""
        self._desk.operations.whole(handover.take_back, self._taken_back, self._desk.tellers.fail)

    def _taken_back(self, row: Handover | None) -> None:
        self.refresh()
        if row is not None:
            at = row.packed_at.astimezone()
            self._desk.tellers.tell(message("handover.take_back.done", name=row.to_name, at=at))

    def _show(self, known: tuple[Pen, Offer | None]) -> None:
        self.pen, offer = known
        away = self.pen.away
        self._desk.operations.bar(None if away is None else Problem("handover.problem.pen_away", name=away.to_name))
        self.next_known.emit(offer.to_name if offer is not None else "")
        self._say()

    def _say(self) -> None:
        away = self.pen.away if self.pen is not None else None
        if away is None:
            self.banner.hide()
            return
        said = tr("handover.banner", name=away.to_name, day=away.packed_at.astimezone().date())
        self.banner.say(said, link=tr("handover.banner.back"))

    # Handing over

    def ask_pack(self) -> None:
        """Ask for whom and into which file, with both proposed."""
        if self._desk.operations.is_open:
            self._desk.operations.query(handover.offer, self._ask, self._desk.tellers.fail)

    def _ask(self, offer: Offer) -> None:
        self.asking.ask(offer, self._place().parent)

    def pack(self, to_name: str, path: Path, force: bool = False) -> None:  # noqa: FBT001, FBT002  the signal's shape
        """Write the pack while nothing else is written."""
        target = path if path.suffix else path.with_suffix(SUFFIX)
        work = partial(_pack, target=target, to_name=to_name, force=force)
        self._desk.operations.whole(work, self._packed, self.asking.refuse)

    def _packed(self, packed: Packed) -> None:
        self.asking.finish()
        self.refresh()
        told = packed.manifest
        said = {"name": told.to_name, "path": str(packed.path), "number": told.number, "n": told.log.operations}
        self._desk.tellers.tell(message("handover.packed", **said))

    # Taking over

    def choose(self) -> None:
        """Let the person name a pack."""
        name, _filter = QFileDialog.getOpenFileName(
            self._console, tr("handover.button.open"), str(self._place().parent), tr("handover.filter")
        )
        if name:
            self.preview(Path(name))

    def preview(self, pack: Path) -> None:
        """Look at a pack in the background, and show what opening it would do or why it is not opened."""
        self._console.tell(tr("handover.take.looking", name=pack.name))
        work = partial(_look, pack, self._place(), self._desk.clock)
        self._desk.jobs.run(work, partial(self._seen, pack), partial(self._refused, pack))

    def _seen(self, pack: Path, look: Look) -> None:
        self.taking.ask(pack, self._place(), look)

    def _refused(self, pack: Path, problem: Problem) -> None:
        self.taking.tell(pack, self._place(), problem)

    def _take(self, pack: Path) -> None:
        self.leaving.emit()
        work = partial(_open, pack, self._place(), self._desk.clock)
        self._desk.jobs.run(work, self._opened, self._not_opened)

    def _opened(self, opened: Opened) -> None:
        self.taking.finish()
        self.returned.emit()
        told = opened.look.manifest
        code = f"handover.opened.{opened.look.verdict}"
        said = {"name": told.workspace_name, "number": told.number, "n": opened.look.fresh}
        self._desk.tellers.tell(message(code, **said))

    def _not_opened(self, problem: Problem) -> None:
        self.taking.refuse(problem)
        self.returned.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in DRAGGED and isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent):
            return self._dragged(event)
        return super().eventFilter(watched, event)

    def _dragged(self, event: QDropEvent) -> bool:
        urls = event.mimeData().urls()
        if len(urls) != 1 or not urls[0].toLocalFile().casefold().endswith(SUFFIX):
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.preview(Path(urls[0].toLocalFile()))
        return True

    def _ignore(self, problem: Problem) -> None:
        """Leave the banner as it is; whoever opens the workspace tells what is wrong with it."""


def _known(reader: Reader) -> tuple[Pen, Offer | None]:
    try:
        return handover.pen(reader), handover.offer(reader)
    except Problem:
        return handover.pen(reader), None


def _pack(workspace: Workspace, target: Path, to_name: str, *, force: bool) -> Packed:
    return handover.pack(workspace, target, to_name, force=force)


def _look(pack: Path, place: Path, clock: Clock, _check: Callable[[], None]) -> Look:
    return handover.look(pack, place, clock)


def _open(pack: Path, place: Path, clock: Clock, _check: Callable[[], None]) -> Opened:
    return handover.open_file(pack, place, clock)
