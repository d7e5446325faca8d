"""What changes, a line each: the old value struck through, an arrow, the editor of the new one, and what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from weeklypm.domain.outcomes import Priority
from weeklypm.domain.people import Person, Team
from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import tr
from weeklypm.gui.models.action_rows import owner_name
from weeklypm.gui.pages.actions_owner import OwnerEdit
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.day_edit import DayEdit
from weeklypm.gui.widgets.fields import ComboBox, Field
from weeklypm.gui.widgets.icon_label import IconLabel
from weeklypm.gui.widgets.labels import DataLabel, ElidedLabel

if TYPE_CHECKING:
    from weeklypm.services.actions import ActionRow

WEEK: Final = 7
DAY_WIDTH, DAY_AROUND = 160, 66
"""The least width of the date's field, and what its text does not take of it, in px."""
OLD_WIDTH: Final = 168
"""So wide may an old value be, in px; the rest is cut."""


class ChangeLine(Field):
    """Change one thing of one or more actions. Of several, what is left empty stays as it is."""

    changed = Signal()
    name = ""

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        self._rows: tuple[ActionRow, ...] = ()
        self._today = date.min
        self._named = False
        super().__init__(editor, parent)
        self.old = ElidedLabel(self, role="aside", tone="text3")
        made = font("aside")
        made.setStrikeOut(True)
        self.old.setFont(made)
        self.old.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.old.setMaximumWidth(OLD_WIDTH)
        self.error.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.remark = DataLabel(self, role="secondary", tone="text2")
        line = row(spacing=12)
        for widget in (self.old, IconLabel(self, icon="arrow-right"), editor):
            line.addWidget(widget)
        line.addWidget(self.remark, 1)
        whole = self.layout()
        if isinstance(whole, QBoxLayout):
            whole.removeWidget(editor)
            whole.insertLayout(1, line)
        editor.setFont(font("section"))

    def show_rows(self, rows: Sequence[ActionRow], today: date, *, named: bool = False) -> None:
        """Show the present value of some actions, and an editor for the next; ``named`` says above what it is."""
        self._rows, self._today, self._named = tuple(rows), today, named
        self.set_error("")
        self._fill()
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        self.old.setText(self._old_text())
        self.old.updateGeometry()
        name = tr(f"actions_page.field.{self.name}")
        self.set_label(name if self._named else "")
        self.editor.setAccessibleName(name)
        self._say_remark()

    def several(self) -> bool:
        """Tell whether more than one action changes."""
        return len(self._rows) > 1

    def fields(self) -> dict[str, Any]:
        """Return the fields that change; empty where nothing is asked for."""
        return {}

    def preset(self, fields: Mapping[str, Any]) -> None:
        """Begin with values that were chosen elsewhere."""

    def fault(self) -> str:
        """Return what is wrong with what is filled in, in a sentence; empty for nothing."""
        return ""

    def _old_text(self) -> str:
        said = {self._said(shown) for shown in self._rows}
        return said.pop() if len(said) == 1 else tr("actions_page.reason.various")

    def _said(self, shown: ActionRow) -> str:  # noqa: ARG002  each line has its own
        """Return the present value of an action."""
        return ""

    def _fill(self) -> None:
        """Put the present values, or what is proposed, into the editor."""

    def _say_remark(self) -> None:
        self.remark.setText("")

    def _on_changed(self) -> None:
        self.set_error("")
        self._say_remark()
        self.changed.emit()


class DueLine(ChangeLine):
    """Change the due date."""

    name = "due"

    def __init__(self, parent: QWidget | None = None) -> None:
        self.day = DayEdit()
        super().__init__(self.day, parent)
        self.day.day_changed.connect(self._on_changed)

    @override
    def _said(self, shown: ActionRow) -> str:
        return tr("actions_page.day.plain", day=shown.action.due) if shown.action.due else tr("actions_page.day.none")

    @override
    def _fill(self) -> None:
        self.day.set_today(self._today)
        self.day.setPlaceholderText(tr("actions_page.reason.as_is" if self.several() else "actions_page.day.none"))
        self.day.set_day(self._proposal())

    def _proposal(self) -> date | None:
        """Return the old day of the week, at least a week from now; none where several dates move."""
        old = {shown.action.due for shown in self._rows}
        if len(old) > 1:
            return None
        known = old.pop()
        if known is None:
            return self._today + timedelta(days=WEEK)
        return max(known, self._today + timedelta(days=(known - self._today).days % WEEK)) + timedelta(days=WEEK)

    @override
    def preset(self, fields: Mapping[str, Any]) -> None:
        self.day.set_day(fields["due"])

    @override
    def fields(self) -> dict[str, Any]:
        if self.several() and self.day.day() is None:
            return {}
        return {"due": self.day.day()}

    @override
    def fault(self) -> str:
        if not self.day.is_understood():
            return tr("actions_page.problem.day", text=self.day.text().strip())
        day = self.day.day()
        if day is not None and day < self._today:
            return tr("actions.problem.due_past", day=day)
        return ""

    @override
    def _say_remark(self) -> None:
        self.remark.setText(self._distance())
        written = self.day.fontMetrics().horizontalAdvance(self.day.text() or self.day.placeholderText())
        self.day.setFixedWidth(max(DAY_WIDTH, written + DAY_AROUND))

    def _distance(self) -> str:
        old = {shown.action.due for shown in self._rows}
        new, known = self.day.day(), next(iter(old), None)
        if len(old) != 1 or known is None or new is None or new == known:
            return tr("actions_page.move.given_up") if known and not self.day.text() and not self.several() else ""
        days = (new - known).days
        way = "later" if days > 0 else "earlier"
        if days % WEEK == 0:
            return tr(f"actions_page.move.weeks_{way}", n=abs(days) // WEEK)
        return tr(f"actions_page.move.days_{way}", n=abs(days))


class PriorityLine(ChangeLine):
    """Change the priority."""

    name = "priority"

    def __init__(self, parent: QWidget | None = None) -> None:
        self.box = ComboBox()
        super().__init__(self.box, parent)
        self.box.setFixedWidth(160)
        self.box.currentIndexChanged.connect(self._on_changed)

    @override
    def _said(self, shown: ActionRow) -> str:
        priority = shown.action.priority
        return priority.value if priority else tr("actions_page.priority.none")

    @override
    def _fill(self) -> None:
        quiet = self.box.blockSignals(True)
        self.box.clear()
        if self.several():
            self.box.addItem(tr("actions_page.reason.as_is"), "")
        for priority in Priority:
            self.box.addItem(priority.value, priority.value)
        if not self.several():
            self.box.addItem(tr("actions_page.priority.none"), None)
            now = self._rows[0].action.priority
            self.box.setCurrentIndex(self.box.findData(now.value) if now else self.box.count() - 1)
        self.box.blockSignals(quiet)

    @override
    def preset(self, fields: Mapping[str, Any]) -> None:
        wanted = fields["priority"]
        self.box.setCurrentIndex(self.box.findData(wanted.value) if wanted else self.box.count() - 1)

    @override
    def fields(self) -> dict[str, Any]:
        chosen = self.box.currentData()
        if chosen == "":
            return {}
        return {"priority": Priority(chosen) if chosen else None}


class OwnerLine(ChangeLine):
    """Change the owner: a person, a team, or another name."""

    name = "owner"

    def __init__(self, parent: QWidget | None = None) -> None:
        self.who = OwnerEdit()
        super().__init__(self.who, parent)
        self.who.setFixedWidth(240)
        self.who.textChanged.connect(self._on_changed)

    def set_names(self, people: Sequence[Person], teams: Sequence[Team]) -> None:
        """Offer these people and teams."""
        self.who.set_names(people, teams)

    @override
    def _said(self, shown: ActionRow) -> str:
        return owner_name(shown) or tr("actions_page.owner.none")

    @override
    def _fill(self) -> None:
        self.who.setPlaceholderText(tr("actions_page.reason.as_is" if self.several() else "actions_page.owner.example"))
        self.who.clear()

    @override
    def preset(self, fields: Mapping[str, Any]) -> None:
        self.who.setText(self.who.name_of(fields))

    @override
    def fields(self) -> dict[str, Any]:
        return {} if self.several() and not self.who.text().strip() else self.who.fields()
