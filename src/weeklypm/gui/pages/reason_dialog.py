"""Why a promise changes: what moves and to what, the kind of reason and a sentence; at the third slip, other ways.

Due date, priority and owner of agreed actions move, and agreed actions are dropped, through this dialog alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from weeklypm.domain.action_rules import whole_owner
from weeklypm.domain.errors import Problem
from weeklypm.domain.outcomes import ActionState, ReasonKind
from weeklypm.domain.promises import reasons_needed
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.gui.pages.reason_lines import ChangeLine, DueLine, OwnerLine, PriorityLine
from weeklypm.gui.pages.reason_part import ReasonPart
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.icon_label import IconLabel
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.services.actions import ActionRow, ActionsView, offers_other_ways

LINES: Final = ("due", "priority", "owner")
DROPPED: Final = {"state": ActionState.DROPPED}


@dataclass(frozen=True)
class Wanted:
    """Hold a change of some actions as it was asked for, and why."""

    rows: tuple[ActionRow, ...]
    fields: Mapping[str, Any]
    reason: str = ""
    kind: ReasonKind | None = None


class OtherWays(QFrame):
    """Offer to split or to drop what slips for the third time."""

    split = Signal()
    drop = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("soft", "warn")
        self.sentence = DataLabel(self, role="secondary", tone="text")
        self.split_link = Button(self, variant="link")
        self.drop_link = Button(self, variant="link")
        line = row(self, spacing=8)
        line.setContentsMargins(12, 8, 10, 8)
        line.addWidget(IconLabel(self, icon="history", token="warn", size=16))
        line.addWidget(self.sentence, 1)
        line.addWidget(self.split_link)
        line.addWidget(self.drop_link)
        self.split_link.clicked.connect(self.split)
        self.drop_link.clicked.connect(self.drop)

    def say(self, slips: int, *, single: bool) -> None:
        """Say which slip this would be; only one action at a time can be split."""
        self.sentence.setText(tr("actions_page.other.nth" if single else "actions_page.other.several", n=slips))
        self.split_link.set_text(tr("actions_page.other.split"))
        self.drop_link.set_text(tr("actions_page.other.drop"))
        self.split_link.setVisible(single)


class ReasonDialog(Ask):
    """Change due date, priority or owner of actions, or drop them, with the reason where one is needed."""

    submitted = Signal(object)
    """The ``Wanted`` change."""
    split_requested = Signal(object)
    drop_requested = Signal(object)
    """The person takes another way; carries what was wanted, with the reason typed so far."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("reason_dialog")
        self._rows: tuple[ActionRow, ...] = ()
        self._names: tuple[str, ...] = ()
        self._fixed: dict[str, Any] = {}
        self._view: ActionsView | None = None
        self.due, self.priority, self.owner = DueLine(self), PriorityLine(self), OwnerLine(self)
        self.lines: dict[str, ChangeLine] = {"due": self.due, "priority": self.priority, "owner": self.owner}
        self.why = ReasonPart(self)
        self.ways = OtherWays(self)
        for line in self.lines.values():
            self.body.addWidget(line)
            line.changed.connect(self._on_changed)
        self.body.addSpacing(4)
        self.body.addWidget(self.why)
        self.body.addWidget(self.ways)
        self.why.changed.connect(self._on_grown)
        self.ways.split.connect(self._on_split)
        self.ways.drop.connect(self._on_drop)
        Retranslated(self, self._word)

    def ask(  # noqa: PLR0913  what is known already is handed over
        self,
        view: ActionsView,
        rows: Sequence[ActionRow],
        names: Sequence[str],
        *,
        fixed: Mapping[str, Any] | None = None,
        preset: Mapping[str, Any] | None = None,
        reason: str = "",
        kind: ReasonKind | None = None,
    ) -> None:
        """Ask for new values of some fields of some actions; ``fixed`` changes with them, ``preset`` begins with."""
        self._view, self._rows, self._names = view, tuple(rows), tuple(names)
        self._fixed = dict(fixed or {})
        self.owner.set_names(tuple(view.people.values()), tuple(view.teams.values()))
        for name, line in self.lines.items():
            line.setVisible(name in names)
            if name in names:
                line.show_rows(self._rows, view.today, named=len(names) > 1)
                if preset is not None:
                    line.preset(preset)
        self.why.set_room(self.room())
        self.why.clear()
        self.why.text.setPlainText(reason)
        if kind is not None:
            self.why.tap(kind)
        self._word()
        self.open()
        (self.lines[names[0]].editor if names else self.why.text).setFocus()

    def follow(self, view: ActionsView) -> None:
        """Judge by the actions as they stand now, where they changed meanwhile; what is filled in stays."""
        if self.isVisible():
            self._view = view
            self._rows = tuple(view.row(shown.action.id) or shown for shown in self._rows)
            self._on_changed()

    def fields(self) -> dict[str, Any]:
        """Return the fields that are to change."""
        found = dict(self._fixed)
        for name in self._names:
            found |= self.lines[name].fields()
        return found

    def needed(self) -> tuple[str, ...]:
        """Return what a reason is needed for, in the order of the lines; empty for nothing."""
        if self._view is None:
            return ()
        teams = {person.id: person.team_id for person in self._view.people.values()}
        wanted = whole_owner(self.fields(), teams)
        found: set[str] = set()
        for shown in self._rows:
            found |= set(
                reasons_needed(shown.action, wanted, recorded_in_open_meeting=shown.free, history=shown.changes)
            )
        return tuple(name for name in (*LINES, "team", "dropped") if name in found)

    def _may_need(self) -> bool:
        """Tell whether a reason is needed, or would be for another value: the field is there before it is missed."""
        return bool(self.needed()) or any(self._is_agreed(shown, name) for shown in self._rows for name in self._names)

    def _is_agreed(self, shown: ActionRow, name: str) -> bool:
        action = shown.action
        agreed = {
            "due": action.due is not None,
            "priority": action.priority is not None,
            "owner": bool(action.owner_id or action.owner_text or action.team_id),
        }
        return agreed[name] and not shown.free

    # Words

    def _word(self) -> None:
        if not self._rows:
            return
        for name in self._names:
            self.lines[name].retranslate()
        self.why.retranslate()
        self._on_changed()

    def _on_changed(self) -> None:
        needs = self._may_need()
        self.why.setVisible(needs)
        self._say_title(needs=needs)
        self._show_ways()
        self._on_grown()

    def _say_title(self, *, needs: bool) -> None:
        dropped = self._fixed.get("state") is ActionState.DROPPED
        what = "dropped" if dropped else self._names[0] if len(self._names) == 1 else "several"
        self.set_title(tr(f"actions_page.{'why' if needs else 'set'}.{what}"), self._subject())
        answer = "drop" if dropped else "record" if needs else "set"
        self.set_answer(tr(f"actions_page.answer.{answer}"))

    def _subject(self) -> str:
        if len(self._rows) == 1:
            return " ".join(self._rows[0].action.text.split())
        return tr("actions_page.chosen", n=len(self._rows))

    def _show_ways(self) -> None:
        slipping = [shown for shown in self._rows if offers_other_ways(shown) and self._slips(shown)]
        self.ways.setVisible(bool(slipping))
        if slipping:
            single = len(self._rows) == 1
            self.ways.say(slipping[0].slips + 1 if single else len(slipping), single=single)

    def _slips(self, shown: ActionRow) -> bool:
        if "due" not in self._names or shown.action.due is None or not self.due.day.is_understood():
            return False
        fields = self.due.fields()
        return "due" in fields and (fields["due"] is None or fields["due"] > shown.action.due)

    def _on_grown(self) -> None:
        if self.isVisible():
            self._place()

    # The answer

    @override
    def is_complete(self) -> bool:
        for name in self._names:
            fault = self.lines[name].fault()
            self.lines[name].set_error(fault)
            if fault:
                self.lines[name].editor.setFocus()
                return False
        if not self._changes_something():
            self.lines[self._names[0]].set_error(tr("actions_page.problem.same"))
            return False
        needed = self.needed()
        return not needed or self.why.is_said(needed[0])

    def _changes_something(self) -> bool:
        fields = self.fields()
        return not self._names or any(
            getattr(shown.action, name) != value for shown in self._rows for name, value in fields.items()
        )

    @override
    def submit(self) -> None:
        self.submitted.emit(self._wanted())

    def _wanted(self) -> Wanted:
        return Wanted(self._rows, self.fields(), self.why.reason(), self.why.kind())

    @override
    def show_problem(self, problem: Problem) -> None:
        sentence = tr(problem.message)
        if problem.code == "actions.problem.due_past" and "due" in self._names:
            self.lines["due"].set_error(sentence)
        elif not self.why.isHidden():
            self.why.refuse(sentence)
        else:
            super().show_problem(problem)

    def _on_split(self) -> None:
        wanted = self._wanted()
        self.reject()
        self.split_requested.emit(wanted)

    def _on_drop(self) -> None:
        wanted = self._wanted()
        self.reject()
        self.drop_requested.emit(wanted)
