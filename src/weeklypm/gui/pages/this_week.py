"""This week: when, who leads and why, the next meetings, what is on and why, and all that waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm._built.forms.this_week import Ui_ThisWeek
from weeklypm.domain.agenda import AgendaItem
from weeklypm.domain.errors import Problem
from weeklypm.gui.desk import Desk
from weeklypm.gui.fonts import set_role
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.pages import this_week_words as words
from weeklypm.gui.pages.base import Page
from weeklypm.gui.pages.queue_changes import QueueChanges
from weeklypm.gui.pages.queue_dialog import ItemDialog
from weeklypm.gui.pages.queue_fields import let_wrap
from weeklypm.gui.pages.queue_panel import QueuePanel
from weeklypm.gui.pages.this_week_agenda import AgendaDesk
from weeklypm.gui.pages.this_week_checks import PRESENTER, ChecksPanel
from weeklypm.gui.pages.this_week_items import WeekItems
from weeklypm.gui.pages.this_week_telling import WeekTelling
from weeklypm.gui.pages.this_week_turns import Turning, WeekTurns
from weeklypm.gui.pages.tips_card import TipsCard
from weeklypm.gui.shortcuts import Command, Commands
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.card import Scroll, column
from weeklypm.gui.widgets.labels import plain_tooltip
from weeklypm.gui.widgets.side_panel import PanelPage
from weeklypm.services.clock import local_day
from weeklypm.services.holidays import named_in
from weeklypm.services.week import ThisWeek, this_week

if TYPE_CHECKING:
    from weeklypm.storage import Reader

MINUTE_MS: Final = 60_000
PAGE: Final = "this_week"


class ThisWeekPage(Page):
    """Show the coming meeting, and let its agenda and queue be changed."""

    tables: ClassVar[tuple[str, ...]] = (
        "Workspace",
        "Series",
        "Person",
        "Team",
        "Absence",
        "AgendaItem",
        "Incident",
        "Responder",
        "Meeting",
        "ActionItem",
        "ActionChange",
        "Announced",
        "DayPlan",
        "Closure",
        "OfficialHoliday",
        "Dashboard",
        "TimelineEvent",
        "RotationEvent",
        "Feedback",
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._week: ThisWeek | None = None
        self.changes = QueueChanges(desk, self)
        self.items = WeekItems(desk, self, self.changes)
        self.telling = WeekTelling(desk, self)
        self.panel_page = PanelPage(self)
        self.queue = QueuePanel(self.changes)
        self.tips = TipsCard(in_panel=True)
        self.checks = ChecksPanel()
        self.sheet = Scroll()
        self.content = QWidget()
        self.ui = Ui_ThisWeek()
        self._lay_out()
        self._minute = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._connect()
        self.set_narrow(False)
        self.retranslate()

    def _lay_out(self) -> None:
        self.ui.setupUi(self.content)
        widgets = (self.ui.agenda_title, self.ui.bar, self.ui.agenda)
        self.agenda = AgendaDesk(self.desk, widgets, self.items, self.changes)
        self.turns = WeekTurns(self.desk, self, self.ui.leader, self.ui.strip)
        self.ui.whole.insertWidget(1, self.turns.banner)
        self.sheet.body.addWidget(self.content)
        column(self.panel_page.main).addWidget(self.sheet)
        column(self).addWidget(self.panel_page)
        self.panel_page.panel_body.addWidget(self.queue, 1)
        self.panel_page.panel_body.addWidget(self.tips)
        self.panel_page.panel_body.addWidget(self.checks)
        for button in (*self.telling.buttons.values(), self.panel_page.opener):
            self.ui.header.add_button(button)
        self.panel_page.opener.hide()
        # The smaller words stand on the line of the larger ones.
        self.ui.header.aside.setContentsMargins(0, 0, 0, 4)
        for label, role in ((self.ui.closed_reason, "section"), (self.ui.closed_rule, "body")):
            set_role(label, role)
        set_role(self.ui.closed_next, "body", tone="text2")
        for widget in (self.ui.closed_reason, self.ui.closed_rule, self.ui.closed_next):
            let_wrap(widget)
        self.ui.closed.hide()

    def _connect(self) -> None:
        self.turns.answered.connect(self._on_turning)
        self.ui.leader.people_requested.connect(self._on_people)
        self.queue.add_requested.connect(self.quick_add)
        self.queue.edit_requested.connect(self.edit_item)
        self.queue.menu_requested.connect(self.items.show_menu)
        self.items.asked.connect(self._on_asked)
        self.checks.followed.connect(self._on_check)
        self.telling.answered.connect(self._on_told)
        self._minute.timeout.connect(self._on_minute)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_screens)
            app.screenRemoved.connect(self._on_screens)

    # What is shown

    @override
    def reload(self) -> None:
        if self.desk.operations.is_open:
            self.desk.operations.query(_week, self._show, self._failed)

    def _failed(self, problem: Problem) -> None:
        self.desk.tellers.fail(problem)

    def _show(self, week: ThisWeek) -> None:
        self._week = week
        self._show_header(week)
        self._show_closed(week)
        self.ui.leader.show_week(week)
        self.ui.strip_title.set_remark(words.strip_remark(week))
        self.ui.strip.set_meetings(words.strip_facts(week))
        for cell, shown in zip(week.strip, self.ui.strip.cells(), strict=True):
            shown.setToolTip(plain_tooltip(tr(cell.reason)) if cell.reason else "")
        self.items.show_week(week)
        self._show_agenda(week)
        self.queue.show_week(week)
        self._on_screens()
        self.telling.ask(week)
        self.turns.show_week(week)

    def _on_turning(self, turning: Turning) -> None:
        self._space()
        self.tips.show_tips(turning.tips)

    def _on_told(self) -> None:
        if self._week is not None:
            self._show_agenda(self._week)
            self._on_screens()

    def _show_header(self, week: ThisWeek) -> None:
        self.ui.header.set_title(tr("weekpage.title", day=week.day))
        self.ui.header.set_facts(words.facts(week))
        self._count_down()

    def _show_closed(self, week: ThisWeek) -> None:
        self.ui.closed.setVisible(not week.held)
        self.ui.leader.setVisible(week.held)
        self.ui.plan.setVisible(week.agenda is not None)
        if week.held or week.reason is None:
            return
        reason = named_in(week.reason, week.day, week.series.country, language())
        self.ui.closed_reason.setText(tr(reason or week.reason))
        self.ui.closed_rule.setText(tr("weekpage.closed.rule"))
        led = week.next_facilitator
        if week.next_day is None:
            self.ui.closed_next.show_text("")
        elif led is None:
            self.ui.closed_next.show_text(tr("weekpage.closed.next", day=week.next_day))
        else:
            self.ui.closed_next.show_text(tr("weekpage.closed.next_led", day=week.next_day, name=led.person.name))

    def _show_agenda(self, week: ThisWeek) -> None:
        self.agenda.show_week(week, self.telling.with_suggestions(week, words.agenda_entries(week)))

    def retranslate(self) -> None:
        """Say every text again."""
        self.ui.retranslateUi(self.content)
        self.panel_page.set_name(tr("words.term.queue"))
        self.ui.strip_title.set_title(tr("weekpage.strip.title"))
        self.agenda.retranslate()
        self.queue.retranslate()
        self.tips.retranslate()
        if self._week is not None:
            self._show(self._week)

    def _on_screens(self, *_screen: object) -> None:
        if self._week is not None:
            more = self.telling.checks(self._week)
            self.checks.show_week(self._week, len(QGuiApplication.screens()), more)

    # Time

    def _count_down(self) -> None:
        if self._week is not None:
            self.ui.header.set_aside(words.countdown(self._week, self.desk.clock()))

    def _on_minute(self) -> None:
        self._count_down()
        self._on_screens()
        self._tick()
        week = self._week
        if week is not None and week.day < local_day(self.desk.clock(), week.series.zone):
            self.refresh()

    def _tick(self) -> None:
        """Wait for the next full minute of the clock."""
        now = self.desk.clock()
        self._minute.start(MINUTE_MS - (now.second * 1000 + now.microsecond // 1000))

    # Adding, editing, choosing

    def quick_add(self) -> None:
        """Ask for one line after the other to talk about."""
        self.items.adding.open()

    def add_item(self) -> None:
        """Ask for something to talk about, in full."""
        self.items.add()

    def edit_item(self, item: AgendaItem) -> None:
        """Ask for changes of something that waits."""
        self.items.edit(item)

    def _on_asked(self, dialog: ItemDialog, item: AgendaItem | None) -> None:
        if self._week is not None:
            self.telling.suggest_to(dialog, item, self._week)

    def _on_check(self, key: str) -> None:
        found = (self.agenda.item(line) for line in self.agenda.lines())
        item = next((one for one in found if one is not None), None)
        if key == PRESENTER and item is not None:
            self.edit_item(item)
        self.telling.follow(key)

    def _on_people(self) -> None:
        self.desk.tellers.page_requested.emit("settings", None)

    # The window around

    @override
    def enrol(self, commands: Commands) -> None:
        commands.add(Command("weekpage.command.add", ("Ctrl+N",), "plus"), self.quick_add)
        commands.add(Command("topics.command.paste", (), "plus"), self.items.adding.paste)
        commands.add(Command("topics.command.compose", (), "redo-2", PAGE), self.agenda.compose_again)
        self.turns.enrol(commands)
        self.telling.enrol(commands)

    @override
    def set_narrow(self, narrow: bool) -> None:
        self.panel_page.set_narrow(narrow)
        self.ui.leader.set_narrow(narrow)
        self.ui.agenda.set_tight(narrow)
        space = sizes().space
        edge = space.xl if narrow else space.xxl
        self.sheet.body.setContentsMargins(edge, space.l if narrow else space.xl, edge, edge)
        self._space()

    def _space(self) -> None:
        """Stand closer together below a banner, so that the week still needs no scrolling."""
        space, banner = sizes().space, not self.turns.banner.isHidden()
        wide, narrow = (space.l, space.s) if banner else (space.xl, space.m)
        self.ui.whole.setSpacing(narrow if self._narrow else wide)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._count_down()
        self._tick()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()


def _week(reader: Reader) -> ThisWeek:
    return this_week(reader, skip_closed=True)
