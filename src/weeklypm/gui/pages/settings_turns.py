"""Settings of the turns: shared equally by person or by team, with what each means in turns a year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.calendar import Series
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Message, message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.models.date_rows import Values
from weeklypm.gui.pages.queue_fields import let_wrap
from weeklypm.gui.pages.rotation_rule_dialog import RotationRuleDialog
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Card, Scroll
from weeklypm.gui.widgets.labels import DataLabel, SectionTitle
from weeklypm.gui.widgets.segmented import SegmentedControl
from weeklypm.gui.widgets.table import STYLE, TONE, Table
from weeklypm.services.people import set_equal_by_team
from weeklypm.services.people_view import Outlook, PeopleView, people_view

WIDTHS: Final = (0, 120, 216, 216)
NARROW: Final = (0, 96, 148, 148)
NARROW_BELOW: Final = 640
WAYS: Final = ("person", "team")
MOST_HEIGHT: Final = 398


@dataclass(frozen=True)
class YearRow:
    """Hold what one team can expect in a year, and how many of it take turns; ``equal_by_team`` is how it is now."""

    outlook: Outlook
    members: int
    equal_by_team: bool


class YearModel(Values[YearRow]):
    """List the teams with their turns a year, shared by person and shared by team; what holds now stands out."""

    columns = ("team", "members", "by_person", "by_team")
    head = "peopledialogs.rotation.column"

    @override
    def cell(self, value: YearRow, column: str, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(value, column)
        now = column == ("by_team" if value.equal_by_team else "by_person")
        if role == TONE:
            return "text" if now or column == "team" else "text2"
        if role == STYLE:
            return "strong" if now else "body"
        return None

    def _text(self, one: YearRow, column: str) -> str:
        team = one.outlook.team
        if column == "team":
            return team.name if team is not None else tr("peopledialogs.rotation.no_team")
        if column == "members":
            return str(one.members)
        each = one.outlook.per_year_by_person if column == "by_person" else one.outlook.per_year_by_team
        code = "value" if each >= 1 else "value_small"
        return tr(f"peopledialogs.rotation.{code}", each=each, team=each * one.members)


def year_rows(view: PeopleView) -> tuple[YearRow, ...]:
    """Return the table's rows: the teams in which somebody takes turns."""
    counted: Counter[UUID | None] = Counter(
        row.team.id if row.team else None
        for row in view.rows
        if row.person.opted_in and row.person.joined_on <= view.day
        and (row.person.left_on is None or row.person.left_on >= view.day)
    )  # fmt: skip
    return tuple(YearRow(one, counted[one.team.id if one.team else None], view.equal_by_team) for one in view.outlook)


class TurnsPart(Scroll):
    """Choose how turns are shared; the choice is stored at once and can be undone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=0)
        self._desk = desk
        self._view: PeopleView | None = None
        self._stale = True
        self.rule: RotationRuleDialog | None = None
        self.title, self.year = SectionTitle(self), SectionTitle(self)
        self.choice = SegmentedControl(self)
        self.means, self.when = DataLabel(self, role="body"), DataLabel(self, role="secondary", tone="text3")
        self.note = DataLabel(self, role="secondary", tone="text3")
        self.model = YearModel(self)
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.set_tight(tight=True)
        self.how = Button(self, variant="link")
        self._lay_out()
        self.choice.changed.connect(self._on_choice)
        self.how.clicked.connect(self._on_how)
        self.retranslate()

    def _lay_out(self) -> None:
        for label in (self.means, self.when, self.note):
            let_wrap(label)
        sharing, years = Card(self, padding=24, spacing=12), Card(self, padding=24, spacing=12)
        sharing.add(self.title)
        sharing.body.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        sharing.add(self.means)
        sharing.add(self.when)
        sharing.body.addWidget(self.how, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.year, self.table, self.note):
            years.add(widget)
        self.body.setSpacing(16)
        self.body.addWidget(sharing)
        self.body.addWidget(years)
        self.body.addStretch(1)

    def reload(self) -> None:
        """Ask for the turns a year, now or when this part is seen: counting them takes a while with many people."""
        self._stale = not self.isVisible()
        if not self._stale and self._desk.operations.is_open:
            self._desk.operations.query(people_view, self.show_view, self._failed)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def show_view(self, view: PeopleView) -> None:
        """Show how turns are shared, and what each way means."""
        self._view = view
        self.choice.set_value("team" if view.equal_by_team else "person")
        self.model.show_values(year_rows(view))
        self._fit()
        self._say()

    def _fit(self) -> None:
        some = self.model.rowCount() > 0
        self.table.setVisible(some)
        self.table.set_widths(*(NARROW if self.width() < NARROW_BELOW else WIDTHS))
        if some:
            self.table.setFixedHeight(min(self.table.rows_height(), MOST_HEIGHT))

    def _on_choice(self, key: str) -> None:
        label = message(f"peopledialogs.rotation.changed_{key}")
        use_case = partial(set_equal_by_team, equal=key == "team")
        self._say()
        self._desk.operations.change(
            use_case, label, initiator=self, done=partial(self._stored, label), failed=self._refused
        )

    def _stored(self, label: Message, _series: Series) -> None:
        self._desk.tellers.tell(label, undo=True)

    def _refused(self, problem: Problem) -> None:
        """Show again what is stored."""
        if self._view is not None:
            self.show_view(self._view)
        self._failed(problem)

    def _on_how(self) -> None:
        if self.rule is None:
            self.rule = RotationRuleDialog(self)
        self.rule.ask()

    def _failed(self, problem: Problem) -> None:
        self._desk.tellers.fail(problem)

    def _say(self) -> None:
        self.means.setText(tr(f"peopledialogs.rotation.by_{self.choice.value() or WAYS[0]}"))
        none = self._view is not None and not self._view.outlook
        self.note.setText(tr("peopledialogs.rotation.empty" if none else "peopledialogs.rotation.note"))

    def retranslate(self) -> None:
        """Say every text again."""
        self.title.set_title(tr("peopledialogs.rotation.title"))
        self.year.set_title(tr("peopledialogs.rotation.table"))
        self.table.setAccessibleName(tr("peopledialogs.rotation.table"))
        self.choice.setAccessibleName(tr("peopledialogs.rotation.choice"))
        self.choice.set_options([(way, tr(f"peopledialogs.rotation.{way}")) for way in WAYS])
        self.when.setText(tr("peopledialogs.rotation.when"))
        self.how.set_text(tr("peopledialogs.rotation.rule"))
        self.model.retranslate()
        self._say()
