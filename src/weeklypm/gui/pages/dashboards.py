"""Dashboards: which the room looks at together, which is due, and what each is for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final
from uuid import UUID

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm._built.forms.dashboards import Ui_Dashboards
from weeklypm.domain.dashboard import Dashboard
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Message, message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.models.dashboard_rows import DashboardModel
from weeklypm.gui.pages.actions_small_dialogs import LinkDialog
from weeklypm.gui.pages.base import Page
from weeklypm.gui.pages.dashboard_dialog import DashboardDialog, Wanted
from weeklypm.gui.pages.dashboard_pane import DashboardPane
from weeklypm.gui.pages.dashboard_words import facts_text
from weeklypm.gui.shortcuts import Command, Commands
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import column
from weeklypm.gui.widgets.empty_state import EmptyState
from weeklypm.gui.widgets.side_panel import PanelPage
from weeklypm.services import dashboards
from weeklypm.services.dashboards import DashboardRow, DashboardsView, dashboards_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from weeklypm.storage import Unit

PAGE: Final = "dashboards"
WIDTHS: Final = (0, 128, 136, 112)


class DashboardsPage(Page):
    """List dashboards, the longest unseen first, and show the chosen one beside the list or over it."""

    tables: ClassVar[tuple[str, ...]] = (
        "Dashboard",
        "AgendaItem",
        "Meeting",
        "Team",
        "Series",
        "Closure",
        "OfficialHoliday",
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._view: DashboardsView | None = None
        self._wanted: UUID | None = None
        self.panel_page = PanelPage(self)
        self.ui = Ui_Dashboards()
        self.ui.setupUi(self.panel_page.main)
        self.model = DashboardModel(self)
        self.pane = DashboardPane()
        self.add = Button(self, icon="plus")
        self.empty = EmptyState(self.ui.empty_card)
        self.dialog: DashboardDialog | None = None
        self.link_dialog: LinkDialog | None = None
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        column(self).addWidget(self.panel_page)
        self.panel_page.panel_body.addWidget(self.pane, 1)
        self.ui.header.add_button(self.add)
        self.ui.header.add_button(self.panel_page.opener)
        self.panel_page.opener.hide()
        self.ui.empty_card.add(self.empty)
        self.ui.empty_card.hide()
        table = self.ui.table
        table.become_card()
        table.setModel(self.model)
        table.set_widths(*WIDTHS)
        self.ui.whole.setStretchFactor(table, 1)
        QWidget.setTabOrder(self.add, self.panel_page.opener)
        QWidget.setTabOrder(self.panel_page.opener, table)

    def _connect(self) -> None:
        self.add.clicked.connect(self.ask_new)
        self.empty.begun.connect(self.ask_new)
        self.ui.table.selectionModel().currentChanged.connect(self._on_current)
        self.ui.table.activated.connect(self._on_activated)
        self.pane.take_requested.connect(self._on_take)
        self.pane.put_back_requested.connect(self._on_put_back)
        self.pane.edit_requested.connect(self.ask_changes)
        self.pane.delete_requested.connect(self._on_delete)
        self.pane.link_followed.connect(self._on_link)
        self.pane.checks_changed.connect(self._on_checks)
        self.pane.usual_requested.connect(self._on_usual)

    # What is shown

    def reload(self) -> None:
        """Ask the workspace for the catalogue."""
        if self.desk.operations.is_open:
            self.desk.operations.query(dashboards_view, self._show, self._failed)

    def _failed(self, problem: Problem) -> None:
        self.desk.tellers.fail(problem)

    def _show(self, view: DashboardsView) -> None:
        chosen = self._wanted or self.pane.dashboard_id()
        self._view, self._wanted = view, None
        self.model.show_rows(view.rows)
        some = bool(view.rows)
        self.ui.table.setVisible(some)
        self.ui.empty_card.setVisible(not some)
        self.ui.table.setMaximumHeight(self.ui.table.rows_height())
        self.ui.header.set_facts(facts_text(view))
        at = max(0, self.model.number_of(chosen))
        if some:
            self.ui.table.setCurrentIndex(self.model.index(at, 0))
        self.pane.show_row(self.model.row(at), some=some)

    def open_row(self, row: object) -> None:
        """Choose one dashboard by its id."""
        if isinstance(row, UUID):
            self._wanted = row
            self.refresh()

    def chosen(self) -> DashboardRow | None:
        """Return the dashboard that is chosen."""
        return self.model.row(self.ui.table.currentIndex().row())

    def _on_current(self, *_index: object) -> None:
        self.pane.show_row(self.chosen(), some=self.model.rowCount() > 0)

    def _on_activated(self, *_index: object) -> None:
        self.panel_page.open_drawer()
        if not self.panel_page.opener.isVisible():
            self.pane.take.setFocus(Qt.FocusReason.TabFocusReason)

    # Asking

    def ask_new(self) -> None:
        """Ask for a new dashboard."""
        self._ask(None)

    def ask_changes(self) -> None:
        """Ask for changes of the chosen dashboard."""
        if self.chosen() is not None:
            self._ask(self.chosen())

    def _ask(self, row: DashboardRow | None) -> None:
        if self._view is None or (self.dialog is not None and self.dialog.isVisible()):
            return
        if self.dialog is None:
            self.dialog = DashboardDialog(self)
            self.dialog.submitted.connect(self._on_submitted)
        self.dialog.ask(self._view, row)

    def _on_submitted(self, wanted: Wanted) -> None:
        name = " ".join(str(wanted.fields["name"]).split())
        if wanted.dashboard_id is None:
            label = message("dashboards.label.added", name=name)
            use_case: Callable[[Unit], Dashboard] = partial(_add, fields=wanted.fields)
        else:
            label = message("dashboards.label.edited", name=name)
            use_case = partial(_edit, dashboard_id=wanted.dashboard_id, fields=wanted.fields)
        failed = self.dialog.refuse if self.dialog is not None else None
        self.desk.operations.change(use_case, label, initiator=self, done=partial(self._stored, label), failed=failed)

    def _stored(self, label: Message, dashboard: Dashboard) -> None:
        self._wanted = dashboard.id
        if self.dialog is not None:
            self.dialog.finish()
        self.desk.tellers.tell(label, undo=True)
        self.refresh()

    # Changing

    def _change(self, use_case: Callable[[Unit], object], code: str, row: DashboardRow) -> None:
        label = message(f"dashboards.label.{code}", name=row.dashboard.name)
        self.desk.operations.change(use_case, label, initiator=self, done=partial(self._told, label))

    def _told(self, label: Message, _value: object) -> None:
        self.desk.tellers.tell(label, undo=True)

    def _on_take(self) -> None:
        if (row := self.chosen()) is not None:
            self._change(partial(dashboards.take_next, dashboard_id=row.dashboard.id), "taken", row)

    def _on_put_back(self) -> None:
        if (row := self.chosen()) is not None:
            self._change(partial(dashboards.put_back, dashboard_id=row.dashboard.id), "put_back", row)

    def _on_delete(self) -> None:
        if (row := self.chosen()) is not None:
            self._change(partial(dashboards.remove_dashboard, dashboard_id=row.dashboard.id), "removed", row)

    def _on_checks(self, lines: tuple[str, ...]) -> None:
        row = self.model.row(self.model.number_of(self.pane.dashboard_id()))
        if row is None:
            return
        label = message("dashboards.label.edited", name=row.dashboard.name)
        use_case = partial(_edit, dashboard_id=row.dashboard.id, fields={"checklist": lines})
        self.desk.operations.change(use_case, label, initiator=self, done=self._checked, failed=self._not_checked)

    def _checked(self, _dashboard: Dashboard) -> None:
        self.pane.checks.stored()
        self.refresh()

    def _not_checked(self, problem: Problem) -> None:
        self.pane.checks.refuse(tr(problem.message))

    def _on_usual(self) -> None:
        if self._view is not None:
            self._on_checks(dashboards.suggested_checks(self._view.language))

    # The link

    def _on_link(self, link: str) -> None:
        if self.link_dialog is None:
            self.link_dialog = LinkDialog(self)
            self.link_dialog.submitted.connect(self._open_link)
        self.link_dialog.ask(link)

    def _open_link(self, link: str) -> None:
        QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))
        if self.link_dialog is not None:
            self.link_dialog.finish()

    # The window around

    def retranslate(self) -> None:
        """Say every text again."""
        self.ui.retranslateUi(self.panel_page.main)
        self.ui.header.set_title(tr("dashboards.title"))
        self.add.set_text(tr("dashboards.add"))
        self.panel_page.set_name(tr("dashboards.details"))
        self.empty.say(tr("dashboards.empty.purpose"), tr("dashboards.empty.hint"), tr("dashboards.add"))
        self.model.retranslate()
        self.pane.retranslate()
        if self._view is not None:
            self.ui.header.set_facts(facts_text(self._view))

    @override
    def enrol(self, commands: Commands) -> None:
        add: dict[str, tuple[str, Callable[[], Any]]] = {
            "dashboards.command.add": ("plus", self.ask_new),
            "dashboards.command.edit": ("pencil", self.ask_changes),
            "dashboards.command.take": ("presentation", self._on_take),
            "dashboards.command.delete": ("trash-2", self._on_delete),
        }
        for code, (icon, act) in add.items():
            commands.add(Command(code, (), icon, PAGE), act)

    def _fit(self) -> None:
        narrow = self.window().width() < sizes().narrow_below
        self.panel_page.set_narrow(narrow)
        self.ui.table.setColumnHidden(1, narrow and self.width() < 700)
        edge = sizes().space.xl if narrow else sizes().space.xxl
        self.ui.whole.setContentsMargins(edge, sizes().space.xl, edge, sizes().space.xl)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()


def _add(unit: Unit, fields: dict[str, Any]) -> Dashboard:
    return dashboards.add_dashboard(unit, **fields)


def _edit(unit: Unit, dashboard_id: UUID, fields: dict[str, Any]) -> Dashboard:
    return dashboards.edit_dashboard(unit, dashboard_id, **fields)
