"""Add an action between meetings, or change what one says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.action_rules import check_due, tidy_text, tracker_link
from weeklypm.domain.errors import Problem
from weeklypm.domain.outcomes import ActionState, ActionType, Priority
from weeklypm.domain.promises import meaningful
from weeklypm.gui.i18n import Retranslated, language, tr
from weeklypm.gui.models.action_rows import owner_name
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.gui.pages.actions_owner import OwnerEdit
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.day_edit import DayEdit
from weeklypm.gui.widgets.fields import ComboBox, Field
from weeklypm.gui.widgets.sentence_edit import SentenceEdit, WordEdit
from weeklypm.services.actions import ActionRow, ActionsView
from weeklypm.wording.words import name_of

OWNER: Final = ("owner_id", "owner_text", "team_id")
PLACES: Final = {
    "promises.problem.text_empty": "text",
    "actions.problem.text_long": "text",
    "actions.problem.due_past": "due",
    "actions.problem.link": "link",
}
"""The field under which a problem is said."""


class ActionDialog(Ask):
    """Ask what is to be done, when it is done, by whom and until when; only the first is needed."""

    submitted = Signal(object)
    """The fields that are set, or of a known action those that change, as a dict."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("action_dialog")
        self._row: ActionRow | None = None
        self._today = date.min
        self._make_editors()
        self._lay_out_fields()
        Retranslated(self, self._word)

    def _make_editors(self) -> None:
        self.text, self.done_when = SentenceEdit(), SentenceEdit()
        for edit in (self.text, self.done_when):
            edit.setFixedHeight(58)
        self.owner, self.link = OwnerEdit(), WordEdit()
        self.due = DayEdit()
        self.due.setMinimumWidth(0)
        self.due.setMaximumWidth(16777215)
        self.priority, self.type, self.state = ComboBox(), ComboBox(), ComboBox()
        names = ("text", "done_when", "owner", "due", "priority", "type", "state", "link")
        self.fields = {name: Field(getattr(self, name)) for name in names}

    def _lay_out_fields(self) -> None:
        self.body.addWidget(self.fields["text"])
        self.body.addWidget(self.fields["done_when"])
        for names in (("owner", "due"), ("priority", "type", "state")):
            line = row(spacing=16)
            for name in names:
                line.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(line)
        self.body.addWidget(self.fields["link"])

    def ask(self, view: ActionsView, shown: ActionRow | None = None) -> None:
        """Ask for a new action, or for changes of one."""
        self._row, self._today = shown, view.today
        self.owner.set_names(tuple(view.people.values()), tuple(view.teams.values()))
        self.due.set_today(view.today)
        self._fill_choices()
        self._show(shown)
        self._word()
        self.open()
        self.text.setFocus()

    def _fill_choices(self) -> None:
        for box, values in ((self.type, tuple(ActionType)), (self.state, (ActionState.COMMITTED, ActionState.IDEA))):
            chosen = box.currentData()
            box.clear()
            for value in values:
                box.addItem(name_of(language(), value), value.value)
            box.setCurrentIndex(max(0, box.findData(chosen)))
        chosen = self.priority.currentData()
        self.priority.clear()
        self.priority.addItem(tr("actions_page.priority.none"), "")
        for priority in Priority:
            self.priority.addItem(priority.value, priority.value)
        self.priority.setCurrentIndex(max(0, self.priority.findData(chosen)))

    def _show(self, shown: ActionRow | None) -> None:
        action = shown.action if shown else None
        self.text.setPlainText(action.text if action else "")
        self.done_when.setPlainText(action.done_when if action else "")
        self.owner.setText(owner_name(shown) if shown else "")
        self.due.set_day(action.due if action else None)
        self.link.setText(action.link if action else "")
        self.priority.setCurrentIndex(
            self.priority.findData(action.priority.value if action and action.priority else "")
        )
        self.type.setCurrentIndex(self.type.findData((action.type if action else ActionType.OTHER).value))
        idea = action is not None and action.state is ActionState.IDEA
        self.state.setCurrentIndex(self.state.findData((ActionState.IDEA if idea else ActionState.COMMITTED).value))
        for field in self.fields.values():
            field.set_error("")

    def values(self) -> dict[str, Any]:
        """Return everything that is filled in. Raises Problem for what cannot be kept."""
        text = tidy_text(self.text.toPlainText())
        if not meaningful(text):
            raise Problem("promises.problem.text_empty")
        check_due(self._row.action.due if self._row else None, self.due.day(), self._today)
        priority = self.priority.currentData()
        return {
            "text": text,
            "done_when": self.done_when.toPlainText().strip(),
            **self._owner(),
            "due": self.due.day(),
            "priority": Priority(priority) if priority else None,
            "type": ActionType(self.type.currentData()),
            "state": ActionState(self.state.currentData()),
            "link": tracker_link(self.link.text()),
        }

    def _owner(self) -> dict[str, Any]:
        """Return the owner's fields; a name left as it stands is the owner that stands."""
        if self._row is not None and self.owner.text().strip() == owner_name(self._row).strip():
            return {name: getattr(self._row.action, name) for name in OWNER}
        return self.owner.fields()

    def changes(self) -> dict[str, Any]:
        """Return what differs from the action that is shown, or everything of a new one."""
        values = self.values()
        if self._row is None:
            return values
        action = self._row.action
        if action.state not in (ActionState.IDEA, ActionState.COMMITTED):
            values.pop("state")
        same_text = tidy_text(action.text) == values["text"]
        return {
            name: value
            for name, value in values.items()
            if getattr(action, name) != value and not (name == "text" and same_text)
        }

    @override
    def is_complete(self) -> bool:
        for field in self.fields.values():
            field.set_error("")
        try:
            self.values()
        except Problem as problem:
            self.show_problem(problem)
            return False
        if not self.due.is_understood():
            self._refuse_field("due", tr("actions_page.problem.day", text=self.due.text().strip()))
            return False
        return True

    @override
    def submit(self) -> None:
        self.submitted.emit(self.changes())

    @override
    def show_problem(self, problem: Problem) -> None:
        self._refuse_field(PLACES.get(problem.code, "text"), tr(problem.message))

    def _refuse_field(self, name: str, sentence: str) -> None:
        self.fields[name].set_error(sentence)
        self.fields[name].editor.setFocus()

    def wait_for_reason(self) -> None:
        """Take presses again while the reason is asked for above; what is typed stays until it is stored."""
        self.answer.set_busy(False)

    def _word(self) -> None:
        known = self._row is not None
        self.set_title(tr("actions_page.edit.title" if known else "actions_page.add.title"))
        self.set_answer(tr("actions_page.answer.keep" if known else "actions_page.answer.add"))
        for name, field in self.fields.items():
            field.set_label(tr(f"actions_page.field.{name}"))
        self.text.setPlaceholderText(tr("actions_page.add.text_example"))
        self.done_when.setPlaceholderText(tr("actions_page.add.done_example"))
        self.owner.setPlaceholderText(tr("actions_page.owner.example"))
        self.due.setPlaceholderText(tr("actions_page.day.example"))
        self.link.setPlaceholderText("https://")
        self._fill_choices()


def owner_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of some fields that name the owner."""
    return {name: fields[name] for name in OWNER if name in fields}
