"""The right panel of the page of people: who leads next, who is away, and the turns of the teams."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.people_lines import away_lines, planned_lines, team_lines
from weeklypm.gui.pages.queue_fields import let_wrap, tab_through
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Divider, Scroll, column, row
from weeklypm.gui.widgets.labels import DataLabel, ElidedLabel
from weeklypm.gui.widgets.panel_lines import EDGE, BarList, PanelList
from weeklypm.gui.widgets.turn_list import TurnList
from weeklypm.services.people_view import PeopleView

GAP_ABOVE, GAP_BELOW = 16, 12


class Section(QWidget):
    """Head a part of the panel: what it shows, and at the right a remark or a button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(self, role="section")
        self.remark = DataLabel(self, role="meta", tone="text3")
        self.none = DataLabel(self, role="secondary", tone="text2")
        let_wrap(self.none)
        self.head: QHBoxLayout = row(spacing=8)
        self.head.setContentsMargins(EDGE, 0, EDGE, 0)
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.remark)
        self.body = column(self, spacing=4)
        self.body.setContentsMargins(0, GAP_ABOVE, 0, GAP_BELOW)
        self.body.addLayout(self.head)
        below = row()
        below.setContentsMargins(EDGE, 0, EDGE, 4)
        below.addWidget(self.none, 1)
        self.body.addLayout(below)
        self.none.hide()

    def word(self, title: str, remark: str = "") -> None:
        """Word the head."""
        self.title.setText(title)
        self.remark.show_text(remark)


class PeopleSide(Scroll):
    """Show the next dates, the absences and the teams of a view."""

    swap_wanted = Signal()
    sharing_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=0)
        self._view: PeopleView | None = None
        self._agreed: frozenset[date] = frozenset()
        self.body.setSpacing(0)
        self.next_part, self.away_part, self.teams_part = Section(), Section(), Section()
        self.swap_button = Button(variant="small", icon="arrow-left-right")
        self.turns, self.away, self.teams = TurnList(), PanelList(), BarList()
        self.sharing = DataLabel(role="secondary", tone="text2")
        self.sharing_link = Button(variant="link")
        self._lay_out()
        self.swap_button.clicked.connect(self.swap_wanted)
        self.sharing_link.clicked.connect(self.sharing_wanted)

    def _lay_out(self) -> None:
        self.next_part.head.addWidget(self.swap_button)
        self.next_part.body.setContentsMargins(0, GAP_ABOVE - 3, 0, GAP_BELOW)
        for part, shown in ((self.next_part, self.turns), (self.away_part, self.away), (self.teams_part, self.teams)):
            part.body.addWidget(shown)
            self.body.addWidget(part)
            if part is not self.teams_part:
                self.body.addWidget(Divider())
        line = row(spacing=4)
        line.setContentsMargins(EDGE, 6, EDGE, 0)
        line.addWidget(self.sharing)
        line.addWidget(self.sharing_link)
        line.addStretch(1)
        self.teams_part.body.addLayout(line)
        self.body.addStretch(1)
        tab_through((self.swap_button, self.turns, self.away, self.teams, self.sharing_link))

    def show_view(self, view: PeopleView, agreed: frozenset[date] = frozenset()) -> None:
        """Show other dates, absences and teams; what is chosen stays chosen. ``agreed`` dates were set by a swap."""
        self._view, self._agreed = view, agreed
        self.retranslate()

    def retranslate(self) -> None:
        """Say every text again."""
        self.next_part.word(tr("peoplepage.side.next"))
        self.away_part.word(tr("peoplepage.side.away"), tr("peoplepage.side.no_reasons"))
        self.swap_button.set_text(tr("peoplepage.side.swap"))
        self.turns.setAccessibleName(tr("peoplepage.side.next"))
        self.away.setAccessibleName(tr("peoplepage.side.away"))
        self.teams.setAccessibleName(tr("peoplepage.side.teams"))
        self.sharing.setText(tr("peoplepage.side.shared"))
        view = self._view
        self.teams_part.word(
            tr("peoplepage.side.teams"), tr("peoplepage.side.led", year=str(view.year)) if view else ""
        )
        self.sharing_link.set_text(
            tr("peoplepage.side.by_team" if view and view.equal_by_team else "peoplepage.side.by_person")
        )
        if view is not None:
            self._show(view)

    def _show(self, view: PeopleView) -> None:
        planned = planned_lines(view, self._agreed)
        self.turns.set_lines(planned)
        self.away.set_lines(away_lines(view))
        self.teams.set_lines(team_lines(view))
        self.swap_button.setEnabled(len({line.name for line in planned if line.chip}) > 1)
        self.next_part.none.show_text("" if planned else tr("peoplepage.side.none_next"))
        self.away_part.none.show_text("" if view.away else tr("peoplepage.side.none_away"))
        self.teams_part.none.show_text("" if view.teams else tr("peoplepage.side.none_teams"))
        for shown, lines in ((self.turns, planned), (self.away, view.away), (self.teams, view.teams)):
            shown.setVisible(bool(lines))
