"""Ask for a dashboard: a name is all it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Team
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.day_edit import DayEdit
from weeklypm.gui.widgets.fields import ComboBox, Field
from weeklypm.gui.widgets.sentence_edit import SentenceEdit, WordEdit
from weeklypm.services.dashboards import DashboardRow, DashboardsView, suggested_checks

FIELD_OF_PROBLEM: Final = {
    "dashboards.problem.name_empty": "name",
    "dashboards.problem.name_long": "name",
    "dashboards.problem.name_taken": "name",
    "dashboards.problem.purpose_long": "purpose",
    "dashboards.problem.how_to_read_long": "how_to_read",
    "dashboards.problem.check_long": "checklist",
    "dashboards.problem.checks_many": "checklist",
    "dashboards.problem.looked_later": "looked",
    "actions.problem.link": "link",
}
HEIGHTS: Final = {"purpose": 76, "how_to_read": 76, "checklist": 132}
LOOKING_BACK: Final = timedelta(weeks=51)


class PastDayEdit(DayEdit):
    """Hold a day that has been: without a year it is the last such day."""

    def set_latest(self, today: date) -> None:
        """Read dates as days up to this one."""
        self._latest = today
        self.set_today(today - LOOKING_BACK)

    @override
    def _step(self, days: int) -> None:
        before = self.day()
        self.set_day(self._latest if before is None else min(before + timedelta(days=days), self._latest))


@dataclass(frozen=True)
class Wanted:
    """Hold what was filled in, by the names of ``add_dashboard``; ``dashboard_id`` None for a new one."""

    dashboard_id: UUID | None
    fields: dict[str, Any]


class DashboardDialog(Ask):
    """Add a dashboard or change one; it stays open until that is stored."""

    submitted = Signal(object)
    """The ``Wanted``."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("dashboard_dialog")
        self._row: DashboardRow | None = None
        self._view: DashboardsView | None = None
        self._teams: tuple[Team, ...] = ()
        self.name, self.link = WordEdit(), WordEdit()
        self.team = ComboBox()
        self.looked = PastDayEdit()
        self.purpose, self.how_to_read, self.checklist = SentenceEdit(), SentenceEdit(), SentenceEdit()
        for key, height in HEIGHTS.items():
            getattr(self, key).setFixedHeight(height)
        keys = ("name", "team", "link", "looked", "purpose", "how_to_read", "checklist")
        self.fields = {key: Field(getattr(self, key), self) for key in keys}
        self.usual = Button(self, variant="link", icon="list-checks")
        self._lay_out_fields()
        self.usual.clicked.connect(self._on_usual)
        for key in ("name", "link", "looked"):
            getattr(self, key).textEdited.connect(self._forget_errors)
        for key in HEIGHTS:
            getattr(self, key).textChanged.connect(self._forget_errors)
        Retranslated(self, self._word)

    def _lay_out_fields(self) -> None:
        for first, second in (("name", "team"), ("link", "looked")):
            line = row(spacing=16)
            line.addWidget(self.fields[first], 1, Qt.AlignmentFlag.AlignTop)
            line.addWidget(self.fields[second], 0, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(line)
        self.team.setFixedWidth(200)
        texts = row(spacing=16)
        for key in ("purpose", "how_to_read"):
            texts.addWidget(self.fields[key], 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(texts)
        self.body.addWidget(self.fields["checklist"])
        self.body.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignLeft)

    def ask(self, view: DashboardsView, shown: DashboardRow | None) -> None:
        """Ask for a new dashboard, or for changes of one."""
        self._row, self._view = shown, view
        own = (shown.team,) if shown is not None and shown.team is not None and shown.team not in view.teams else ()
        self._teams = (*view.teams, *own)
        self.looked.set_latest(view.today)
        dashboard = shown.dashboard if shown is not None else None
        self.name.setText(dashboard.name if dashboard else "")
        self.link.setText(dashboard.link if dashboard else "")
        self.purpose.setPlainText(dashboard.purpose if dashboard else "")
        self.how_to_read.setPlainText(dashboard.how_to_read if dashboard else "")
        self.checklist.setPlainText("\n".join(dashboard.checklist) if dashboard else "")
        self.looked.set_day(dashboard.reviewed_on if dashboard else None)
        self._fill_teams(dashboard.team_id if dashboard else None)
        self._forget_errors()
        self._word()
        self.open()
        self.name.setFocus()

    def _fill_teams(self, chosen: UUID | None) -> None:
        self.team.clear()
        self.team.addItems([tr("dashboards.no_team"), *(team.name for team in self._teams)])
        # The box compares what it carries by identity, so places tell the teams.
        ids = [None, *(team.id for team in self._teams)]
        self.team.setCurrentIndex(ids.index(chosen) if chosen in ids else 0)

    def _team_id(self) -> UUID | None:
        at = self.team.currentIndex() - 1
        return self._teams[at].id if at >= 0 else None

    def wanted(self) -> Wanted:
        """Return what is filled in."""
        fields = {
            "name": self.name.text(),
            "link": self.link.text(),
            "purpose": self.purpose.toPlainText(),
            "how_to_read": self.how_to_read.toPlainText(),
            "team_id": self._team_id(),
            "checklist": tuple(self.checklist.toPlainText().splitlines()),
            "reviewed_on": self.looked.day(),
        }
        return Wanted(self._row.dashboard.id if self._row else None, fields)

    @override
    def is_complete(self) -> bool:
        if not self.looked.is_understood():
            self.fields["looked"].set_error(tr("dashboards.problem.no_date"))
            self.looked.setFocus()
            return False
        return True

    @override
    def submit(self) -> None:
        self.submitted.emit(self.wanted())

    @override
    def show_problem(self, problem: Problem) -> None:
        key = FIELD_OF_PROBLEM.get(problem.code)
        if key is None:
            super().show_problem(problem)
            return
        self.fields[key].set_error(tr(problem.message))
        self.fields[key].editor.setFocus()

    def _on_usual(self) -> None:
        """Put the usual questions below those that are written already."""
        written = [line for line in self.checklist.toPlainText().splitlines() if line.strip()]
        usual: Sequence[str] = suggested_checks(self._view.language) if self._view else ()
        self.checklist.setPlainText("\n".join([*written, *(line for line in usual if line not in written)]))

    def _forget_errors(self, *_text: object) -> None:
        for field in self.fields.values():
            if field.is_wrong():
                field.set_error("")

    def _word(self) -> None:
        self.set_title(tr("dashboards.dialog.edit" if self._row else "dashboards.dialog.add"))
        self.set_answer(tr("dashboards.dialog.keep" if self._row else "dashboards.dialog.answer"))
        for key, field in self.fields.items():
            field.set_label(tr(f"dashboards.field.{key}"))
        self.fields["checklist"].set_help(tr("dashboards.check_help"))
        self.name.setPlaceholderText(tr("dashboards.name_example"))
        self.looked.setPlaceholderText(tr("dashboards.looked.never"))
        self.usual.set_text(tr("dashboards.usual"))
        if self.team.count():
            self.team.setItemText(0, tr("dashboards.no_team"))
