"""Actions between meetings: late ones first, one of them in full, and every way of changing them with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Final
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QCursor, QDesktopServices
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.action_rules import is_open, tracker_link, whole_owner
from weeklypm.domain.errors import Problem
from weeklypm.domain.outcomes import ActionItem, ActionState
from weeklypm.domain.promises import reasons_needed
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.gui.pages.actions_changes import ActionChanges
from weeklypm.gui.pages.actions_details import ActionDetails
from weeklypm.gui.pages.actions_edit_dialog import ActionDialog, owner_of
from weeklypm.gui.pages.actions_list import ActionList
from weeklypm.gui.pages.actions_menu import KEYS, ActionMenu, offers
from weeklypm.gui.pages.actions_small_dialogs import BlockDialog, LinkDialog, Parts, SplitDialog
from weeklypm.gui.pages.base import Page
from weeklypm.gui.pages.reason_dialog import DROPPED, LINES, ReasonDialog, Wanted
from weeklypm.gui.shortcuts import Command, Commands
from weeklypm.gui.widgets.card import column
from weeklypm.gui.widgets.side_panel import PanelPage
from weeklypm.services.actions import ActionRow, ActionsView, actions_view

PAGE: Final = "actions"
PANEL_WIDTH: Final = 344
ICONS: Final = {"due": "calendar", "priority": "list-filter", "owner": "users", "several": "pencil", "done": "check",
                "edit": "pencil", "block": "circle-minus", "split": "corner-down-right", "drop": "x"}  # fmt: skip


class ActionsPage(Page):
    """Show actions and let them be changed; what was agreed moves with a reason only."""

    tables: ClassVar[tuple[str, ...]] = (
        "ActionItem", "ActionChange", "Person", "Team", "Incident", "Meeting", "Series",
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._view: ActionsView | None = None
        self._wanted_id: UUID | None = None
        self._edited: ActionRow | None = None
        self.changes = ActionChanges(desk, self)
        self.panel_page = PanelPage(self, width=PANEL_WIDTH)
        self.list = ActionList()
        self.details = ActionDetails()
        self._dialogs: dict[type[Ask], Ask] = {}
        column(self.panel_page.main, spacing=0).addWidget(self.list)
        self.panel_page.panel_body.addWidget(self.details, 1)
        self.list.ui.header.add_button(self.panel_page.opener)
        self.panel_page.opener.hide()
        column(self, spacing=0).addWidget(self.panel_page)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.list.activated.connect(self._on_activated)
        self.list.add_wanted.connect(self.add)
        table = self.list.ui.table
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._on_context)
        self.details.menu_requested.connect(self.open_menu)
        self.details.incident_followed.connect(partial(self.desk.tellers.page_requested.emit, "incidents"))
        self.details.link_followed.connect(self._on_link)
        self.details.asked.connect(self.run)
        self.changes.made.connect(self._on_made)

    # What is shown

    @override
    def reload(self) -> None:
        if self.desk.operations.is_open:
            self.desk.operations.query(actions_view, self._show, self.desk.tellers.fail)

    def _show(self, view: ActionsView) -> None:
        self._view = view
        self.list.show_view(view)
        wanted, self._wanted_id = self._wanted_id, None
        if wanted is not None:
            self.list.choose(wanted)
        self._show_details()
        self._follow(view)
        self.list.take_lost_keys()

    def _follow(self, view: ActionsView) -> None:
        """Let what is asked stand on the actions as they are now."""
        if self._edited is not None:
            self._edited = view.row(self._edited.action.id) or self._edited
        reason = self._dialogs.get(ReasonDialog)
        if isinstance(reason, ReasonDialog):
            reason.follow(view)

    def _show_details(self) -> None:
        if self._view is not None:
            self.details.show_rows(self._view, self.list.rows())

    def _on_chosen(self, _rows: tuple[ActionRow, ...]) -> None:
        self._show_details()

    @override
    def retranslate(self) -> None:
        """Say every text again."""
        self.panel_page.set_name(tr("actions_page.details.name"))
        self.list.retranslate()
        self._show_details()

    @override
    def open_row(self, row: object) -> None:
        """Choose one action by its id."""
        if isinstance(row, UUID):
            self._wanted_id = row
            self.refresh()

    def _on_made(self, made: ActionItem) -> None:
        self.open_row(made.id)

    # What can be done

    def run(self, name: str) -> None:
        """Do what a key, a menu or a button names with the chosen actions."""
        rows = self.list.rows()
        offered = offers(rows)
        name = {"done": "reopen", "block": "unblock"}.get(name, name) if name not in offered else name
        if self._view is None or name not in offered or self.is_asking():
            return
        opened = tuple(shown for shown in rows if is_open(shown.action))
        if name in LINES:
            self._ask_reason(opened, (name,))
        elif name == "several":
            self._ask_reason(opened, LINES)
        elif name == "drop":
            self._ask_reason(opened, (), fixed=DROPPED)
        else:
            self._run_other(name, rows, opened)

    def _run_other(self, name: str, rows: tuple[ActionRow, ...], opened: tuple[ActionRow, ...]) -> None:
        if name == "done":
            self.changes.set_state(opened, ActionState.DONE)
        elif name == "reopen":
            self.changes.set_state(rows, ActionState.COMMITTED)
        elif name == "edit":
            self._edit(rows[0])
        elif name == "split":
            self._split(rows[0])
        elif name == "block":
            self._dialog(BlockDialog).ask(rows[0])
        elif name == "unblock":
            self.changes.unblock(rows[0])

    def is_asking(self) -> bool:
        """Tell whether a dialog of this page is open."""
        return any(dialog.isVisible() for dialog in self._dialogs.values())

    def _dialog(self, kind: type[Any]) -> Any:
        """Return the dialog of a kind, made when it is first needed."""
        if kind not in self._dialogs:
            made = kind(self)
            made.submitted.connect(partial(self._on_submitted, kind))
            if kind is ReasonDialog:
                made.split_requested.connect(self._on_split_instead)
                made.drop_requested.connect(self._on_drop_instead)
            self._dialogs[kind] = made
        self._dialogs[kind].keep_in_sight(self.list.place_of_choice())
        return self._dialogs[kind]

    def _ask_reason(self, rows: Sequence[ActionRow], names: Sequence[str], **given: Any) -> None:
        self._edited = None
        self._dialog(ReasonDialog).ask(self._view, rows, names, **given)

    def add(self) -> None:
        """Ask for a new action."""
        if self._view is not None and not self.is_asking():
            self._edited = None
            self._dialog(ActionDialog).ask(self._view)

    def _edit(self, shown: ActionRow) -> None:
        self._edited = shown
        self._dialog(ActionDialog).ask(self._view, shown)

    def _split(self, shown: ActionRow, **given: Any) -> None:
        self._dialog(SplitDialog).ask(shown, **given)

    # What dialogs answer

    def _on_submitted(self, kind: type[Ask], *said: Any) -> None:
        dialog = self._dialog(kind)
        answers: dict[type[Ask], Callable[..., None]] = {
            ReasonDialog: self._change,
            ActionDialog: self._keep,
            SplitDialog: self._do_split,
            BlockDialog: self.changes.block,
            LinkDialog: self._open_link,
        }
        answers[kind](*said, dialog.finish, dialog.refuse)

    def _change(self, wanted: Wanted, done: Callable[..., None], failed: Callable[[Problem], None]) -> None:
        self.changes.change(wanted, partial(self._changed, done), failed)

    def _changed(self, done: Callable[..., None], value: object) -> None:
        done(value)
        edit = self._dialogs.get(ActionDialog)
        if isinstance(edit, ActionDialog) and edit.isVisible():
            edit.finish()
        self.list.take_keys()

    def _keep(self, fields: dict[str, Any], done: Callable[..., None], failed: Callable[[Problem], None]) -> None:
        """Store what the dialog of one action holds; what needs a reason is asked for on top of it."""
        shown = self._edited
        if shown is None:
            self.changes.add(fields, done, failed)
        elif not fields:
            done(None)
        elif self._needs_reason(shown, fields):
            self._ask_why(shown, fields)
        else:
            self.changes.change(Wanted((shown,), fields), done, failed)

    def _needs_reason(self, shown: ActionRow, fields: dict[str, Any]) -> tuple[str, ...]:
        people = self._view.people.values() if self._view else ()
        wanted = whole_owner(fields, {person.id: person.team_id for person in people})
        return reasons_needed(shown.action, wanted, recorded_in_open_meeting=shown.free, history=shown.changes)

    def _ask_why(self, shown: ActionRow, fields: dict[str, Any]) -> None:
        self._dialog(ActionDialog).wait_for_reason()
        owner = owner_of(fields)
        names = [name for name in ("due", "priority") if name in fields] + (["owner"] if owner else [])
        fixed = {name: value for name, value in fields.items() if name not in {"due", "priority", *owner}}
        self._dialog(ReasonDialog).ask(self._view, [shown], names, fixed=fixed, preset=fields)

    def _do_split(self, parts: Parts, done: Callable[..., None], failed: Callable[[Problem], None]) -> None:
        self.changes.split(parts, done, failed)

    def _on_split_instead(self, wanted: Wanted) -> None:
        self._split(wanted.rows[0], reason=wanted.reason, kind=wanted.kind)

    def _on_drop_instead(self, wanted: Wanted) -> None:
        self._ask_reason(wanted.rows, (), fixed=DROPPED, reason=wanted.reason, kind=wanted.kind)

    # Links

    def _on_link(self, link: str) -> None:
        """Ask before a link is opened; one that came in from outside is looked at again first."""
        try:
            safe = tracker_link(link)
        except Problem as problem:
            self.desk.tellers.fail(problem)
            return
        if safe and not self.is_asking():
            self._dialog(LinkDialog).ask(safe)

    def _open_link(self, link: str, done: Callable[..., None], _failed: Callable[[Problem], None]) -> None:
        done(None)
        QDesktopServices.openUrl(QUrl(link, QUrl.ParsingMode.StrictMode))

    # The menu and the window around

    def open_menu(self, at: QPoint) -> None:
        """Offer what can be done with the chosen actions."""
        if self.list.rows():
            ActionMenu(self, self.list.rows(), self.run).popup(at)

    def _on_context(self, _at: QPoint) -> None:
        self.open_menu(QCursor.pos())

    def _on_activated(self, _shown: ActionRow) -> None:
        """Do the first of what is offered."""
        self.run(next(iter(offers(self.list.rows())), ""))

    @override
    def enrol(self, commands: Commands) -> None:
        add = commands.add
        for name, icon in ICONS.items():
            add(Command(f"actions_page.command.{name}", (KEYS[name],), icon, PAGE), partial(self.run, name))
        add(Command("actions_page.command.add", ("A",), "plus", PAGE), self.add)
        add(Command("actions_page.command.filter", ("F",), "list-filter", PAGE), self.list.toggle_filter)

    @override
    def set_narrow(self, narrow: bool) -> None:
        self.panel_page.set_narrow(narrow)
        self.details.set_narrow(narrow)
        self.list.set_narrow(narrow)
