"""The console with its pages, the stage beside it, and the wires between them and the workspace."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from weeklypm.charts import timeline
from weeklypm.domain import action_rules
from weeklypm.domain.changes import Changes
from weeklypm.domain.errors import Problem
from weeklypm.domain.meeting import Meeting
from weeklypm.domain.outcomes import ActionItem
from weeklypm.domain.values import Language, Message, message
from weeklypm.gui import theme
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk, Tellers
from weeklypm.gui.i18n import Retranslated, language, tr
from weeklypm.gui.jobs import Jobs
from weeklypm.gui.meeting_controller import MeetingController
from weeklypm.gui.operations import Operations
from weeklypm.gui.pages.actions import ActionsPage
from weeklypm.gui.pages.base import Page
from weeklypm.gui.pages.cancel_dialog import Cancelling
from weeklypm.gui.pages.dashboards import DashboardsPage
from weeklypm.gui.pages.first_run import FirstRun
from weeklypm.gui.pages.handover_desk import Handing
from weeklypm.gui.pages.incidents import IncidentsPage
from weeklypm.gui.pages.meeting import MeetingPage
from weeklypm.gui.pages.people import PeoplePage
from weeklypm.gui.pages.settings import SettingsPage
from weeklypm.gui.pages.this_week import ThisWeekPage
from weeklypm.gui.shortcuts import Command
from weeklypm.gui.stage.window import StageWindow
from weeklypm.gui.stage_feed import StageTimeline
from weeklypm.gui.widgets.banner import Banner
from weeklypm.services import access, queue, sample, setup
from weeklypm.services.handover import SUFFIX
from weeklypm.services.meetings import MeetingView
from weeklypm.services.options import Options
from weeklypm.services.week import ThisWeek, this_week

if TYPE_CHECKING:
    from weeklypm.services.setup import SeriesForm
    from weeklypm.storage import Reader, ReadOnlyWorkspace, Unit, Workspace

FACT_TABLES = ("Workspace", "Series", "Meeting", "AgendaItem", "Incident", "ActionItem", "Closure", "OfficialHoliday")
"""What the top bar tells of; each tick of a meeting's clock is no reason to ask again."""


class Shell(QObject):
    """Hold both windows and all pages of one workspace."""

    language_chosen = Signal(str)

    def __init__(self, options: Options, settings: QSettings, console: Console | None = None) -> None:
        """Build the pages into a console, which may be on the screen already."""
        super().__init__()
        self._options = options
        self.path = access.place(options.workspace)
        self._create = False
        operations = Operations(self._open_writer, self._open_reader, self)
        self.desk = Desk(operations, Jobs(self), Tellers(self), options.clock, options.today, self.path)
        self.console = console if console is not None else Console(settings)
        drawer = StageTimeline()
        self.stage = StageWindow(drawer)
        self.controller = MeetingController(self.desk, self.stage, drawer)
        self._make_pages(settings)
        self.handing = Handing(self.desk, self.console, self.place)
        self._add_commands()
        self._connect()
        self._closed = False

    def _make_pages(self, settings: QSettings) -> None:
        self.week_page = ThisWeekPage(self.desk)
        self.week_page.telling.copies.remember_in(settings)
        self.first_run = FirstRun(self.desk)
        self.week_stack = QStackedWidget()
        self.week_stack.addWidget(self.week_page)
        self.week_stack.addWidget(self.first_run)
        self.meeting_page = MeetingPage(self.desk, self.controller, settings)
        self.incidents_page = IncidentsPage(self.desk)
        self.dashboards_page = DashboardsPage(self.desk)
        self.actions_page = ActionsPage(self.desk)
        self.people_page = PeoplePage(self.desk)
        self.settings_page = SettingsPage(self.desk, settings)
        add = self.console.add_page
        add("this_week", "calendar-days", "gui.nav.this_week", self.week_stack)
        add("meeting", "presentation", "gui.nav.meeting", self.meeting_page)
        add("incidents", "activity", "gui.nav.incidents", self.incidents_page)
        add("actions", "list-checks", "gui.nav.actions", self.actions_page)
        add("dashboards", "gauge", "dashboards.nav", self.dashboards_page)
        add("people", "users", "peoplepage.title", self.people_page)
        add("settings", "settings", "gui.nav.settings", self.settings_page, at_bottom=True)
        self.trouble = Banner(tone="danger", icon="circle-alert")
        self.console.add_banner(self.trouble)

    def _add_commands(self) -> None:
        add = self.console.commands.add
        self._sample = add(Command("gui.command.sample", (), "sprout"), self.first_run.ui.sample.click)
        self._sample.setVisible(False)
        self._notes = add(Command("gui.command.notes", ("Ctrl+S",), "notebook-pen"), self._on_notes)
        self._notes.setEnabled(False)
        add(Command("gui.command.import", ("Ctrl+I",), "upload"), self._on_import)
        cancelling = Cancelling(self.desk, self.console)
        add(Command("calendar_page.command.cancel", (), "calendar-x"), cancelling.ask)
        add(Command("calendar_page.command.hold", (), "calendar-days"), cancelling.hold_first)
        add(Command("handover.command.pack", (), "arrow-right"), self.handing.ask_pack)
        add(Command("handover.command.open", (), "download"), self.handing.choose)
        add(Command("gui.command.language", (), "message-circle"), self._on_other_language)
        add(Command("gui.command.theme", (), "eye"), self._on_other_theme)

    def _connect(self) -> None:
        bus, tellers = self.desk.operations.bus, self.desk.tellers
        bus.changed.connect(self._on_changed)
        bus.failed.connect(self._on_failed)
        tellers.told.connect(self._on_told)
        self.desk.operations.stepped.connect(self._on_stepped)
        tellers.failed.connect(self._on_problem)
        tellers.page_requested.connect(self._on_page_requested)
        console = self.console
        console.start_requested.connect(self._on_start)
        console.end_requested.connect(self._on_end)
        console.undo_requested.connect(self.desk.operations.undo)
        console.redo_requested.connect(self.desk.operations.redo)
        console.workspace_requested.connect(self._on_other_workspace)
        self.first_run.created.connect(self._on_created)
        self.first_run.sample_requested.connect(self._on_sample)
        self.first_run.open_requested.connect(self._on_other_workspace)
        self.first_run.language_chosen.connect(self.language_chosen)
        self.controller.live_changed.connect(self._on_live)
        self.controller.view_changed.connect(self._on_view)
        self._connect_handing()
        Retranslated(self.console, self._refresh_facts)

    def _connect_handing(self) -> None:
        handing, closed, data = self.handing, self.meeting_page.ui.closed, self.settings_page.data
        handing.leaving.connect(self._let_go)
        handing.returned.connect(self.open)
        handing.next_known.connect(closed.set_next)
        closed.handover_requested.connect(handing.ask_pack)
        data.handover_requested.connect(handing.ask_pack)
        data.open_requested.connect(handing.choose)

    # The workspace

    def _open_writer(self) -> Workspace:
        return access.writer(self.path, self.desk.clock, create=self._create)

    def _open_reader(self) -> ReadOnlyWorkspace:
        return access.reader(self.path, self.desk.clock)

    def open(self) -> None:
        """Open the workspace in the background, or show the first run where there is none."""
        self.dress_stage()
        self.console.setFocus()
        if not self.path.exists():
            self._show_first_run(first=True)
            return
        self.desk.operations.open(self._opened, self._on_problem)

    def _opened(self) -> None:
        self._show_first_run(first=False)
        self._refresh_facts()
        self.handing.refresh()
        for page in self.console.findChildren(Page):
            page.refresh()
        self.controller.resume()
        # The heavy drawing library is imported off the window's thread, before the first timeline is asked for.
        self.desk.jobs.run(_warm, self._warmed, self._ignore)

    def _warmed(self, _nothing: None) -> None:
        """Do nothing more: the library is there now."""

    def dress_stage(self) -> None:
        """Let the stage wear what the console wears."""
        self.controller.set_theme(theme.current().name)

    def _show_first_run(self, *, first: bool) -> None:
        self.week_stack.setCurrentWidget(self.first_run if first else self.week_page)
        self.console.set_workspace(tr("gui.workspace.new") if first else self.console.ui.workspace.text())
        self.console.set_startable(not first, tr("gui.start.first_run"))
        self._sample.setVisible(first)

    def _on_created(self, form: SeriesForm, team_name: str, people: str, topic: str) -> None:
        def create(unit: Unit) -> None:
            setup.create_workspace(unit, form, team_name, people)
            if topic.strip():
                queue.add_topic(unit, topic)

        self._make(create, message("services.label.setup"))

    def _on_sample(self, language: Language) -> None:
        self._make(partial(sample.fill, language=language), message("services.label.sample"))

    def _make(self, use_case: object, label: Message) -> None:
        self._create = True
        self.desk.operations.change(use_case, label, done=self._made, failed=self._on_problem, undoable=False)  # type: ignore[arg-type]

    def _made(self, _value: object) -> None:
        self._create = False
        self._opened()

    def _on_other_workspace(self) -> None:
        """Let the person name another file; the app starts anew on it, so that one process holds one workspace."""
        name, _filter = QFileDialog.getOpenFileName(
            self.console, tr("gui.workspace.choose"), str(self.path.parent), tr("gui.workspace.filter")
        )
        if name.casefold().endswith(SUFFIX):
            self.handing.preview(Path(name))
        elif name and Path(name) != self.path:
            self.reopen(Path(name))

    def place(self) -> Path:
        """Return where the workspace lies that is open, or would be."""
        return self.path

    def _let_go(self) -> None:
        """Keep what is being typed and close the file, for another to take its place."""
        self.meeting_page.keep_all()
        self.incidents_page.keep_all()
        self.desk.operations.release()

    def reopen(self, path: Path) -> None:
        """Leave this workspace and open another one in its place."""
        if self.controller.is_live:
            self._on_problem(Problem("services.problem.meeting_live"))
            return
        self.desk.operations.release()
        self.path = path
        self.open()

    # Facts that the top bar shows

    def _refresh_facts(self) -> None:
        if self.desk.operations.is_open:
            self.desk.operations.query(_facts, self._show_facts, self._ignore)
            self.desk.operations.query(open_actions, self._show_open_actions, self._ignore)

    def _show_facts(self, week: ThisWeek) -> None:
        self.console.set_workspace(week.workspace.name)
        self.console.set_startable(week.held, tr("gui.start.not_held"))
        self.console.set_count("incidents", sum(item.incident_id is not None for item in week.queue))
        if week.live is None:
            screens = len(QGuiApplication.screens())
            self.console.set_stage_state(tr("gui.stage.ready" if screens > 1 else "gui.stage.one_screen"))

    def _show_open_actions(self, count: int) -> None:
        self.console.set_count("actions", count)

    def _ignore(self, problem: Problem) -> None:
        """Leave the top bar as it is; whoever asked for the page is told the problem there."""

    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.touches(*FACT_TABLES):
            self._refresh_facts()

    # Commands of the palette

    def _on_import(self) -> None:
        if self.desk.operations.is_open:
            self.console.show_page("incidents")
            self.incidents_page.importing.choose()

    def _on_other_language(self) -> None:
        """Speak the other of the two languages."""
        other = Language.EN if language() is Language.JA else Language.JA
        self.settings_page.look.language.choose(other.value)

    def _on_other_theme(self) -> None:
        """Wear the other of the two themes."""
        other = theme.LIGHT if theme.current().name == theme.DARK else theme.DARK
        self.settings_page.look.theme.choose(other)

    # The meeting

    def _on_start(self) -> None:
        self.controller.start(None)
        self.console.show_page("meeting")

    def _on_end(self) -> None:
        self.console.show_page("meeting")
        self.meeting_page.ask_to_close()

    def _on_live(self, meeting: Meeting | None) -> None:
        self.console.set_live(meeting is not None, tr("gui.stage.live") if meeting else "")
        if meeting is not None:
            self.console.show_page("meeting")
        self._refresh_facts()
        self.handing.refresh()

    def _on_view(self, view: MeetingView | None) -> None:
        self._notes.setEnabled(view is not None)

    def _on_notes(self) -> None:
        self.console.show_page("meeting")
        self.meeting_page.ui.closed.write_requested.emit()

    # What is told

    def _on_told(self, told: Message, undo: bool) -> None:  # noqa: FBT001  the signal's shape
        self.console.tell(tr(told), undo=undo)

    def _on_stepped(self, label: Message, undone: bool) -> None:  # noqa: FBT001  the signal's shape
        said = tr("gui.toast.undone" if undone else "gui.toast.redone", what=label)
        self.console.tell(said, undo=not undone, redo=undone)

    def _on_failed(self, problem: Problem, _initiator: object) -> None:
        self._on_problem(problem)

    def _on_problem(self, problem: Problem) -> None:
        self.trouble.say(tr(problem.message))
        if problem.code.startswith("storage.problem") and not self.desk.operations.is_open:
            self._show_first_run(first=False)
            self.console.set_startable(False, tr(problem.message))

    def _on_page_requested(self, key: str, row: object) -> None:
        self.console.show_page(key)
        page = self.console.page(key)
        if row is not None and hasattr(page, "open_row"):
            page.open_row(row)

    # The end

    def leave(self) -> None:
        """Keep what is being typed, then end the application."""
        self.meeting_page.keep_all()
        self.incidents_page.keep_all()
        self.stage.hide()
        QTimer.singleShot(0, QGuiApplication.quit)

    def close(self) -> None:
        """Finish the work under way and end the threads; once."""
        if self._closed:
            return
        self._closed = True
        self.controller.stop()
        self.desk.jobs.close()
        self.desk.operations.close()


def _warm(_check: Callable[[], None]) -> None:
    timeline.warm()


def open_actions(reader: Reader) -> int:
    """Return how many actions are still to be done."""
    return sum(reader.count(ActionItem, state=state) for state in action_rules.OPEN)


def _facts(reader: Reader) -> ThisWeek:
    return this_week(reader, skip_closed=True)
