"""One dashboard in full: what it is for, how to read it, whose it is, and the questions to ask of it."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from weeklypm.gui.i18n import tr
from weeklypm.gui.models.dashboard_rows import is_next
from weeklypm.gui.pages.dashboard_words import day_text, host_of, since_text
from weeklypm.gui.pages.queue_fields import let_wrap
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Divider, Scroll, column, row
from weeklypm.gui.widgets.chip import Chip
from weeklypm.gui.widgets.labels import DataLabel, ElidedLabel
from weeklypm.gui.widgets.line_list import LineList
from weeklypm.services.dashboards import DashboardRow

LABEL_WIDTH: Final = 84
LINK_EDGE: Final = 4
FACT_HEIGHT: Final = 22
"""The height of a link, and so of every fact, in px."""
TEXTS: Final = ("purpose", "how_to_read")
FACTS: Final = ("team", "looked", "link")


class DashboardPane(Scroll):
    """Show the chosen dashboard; what is asked of it is told by signals."""

    take_requested = Signal()
    put_back_requested = Signal()
    edit_requested = Signal()
    delete_requested = Signal()
    link_followed = Signal(str)
    checks_changed = Signal(object)
    """The checklist that is wanted, as a tuple of texts."""
    usual_requested = Signal()
    """The usual questions are wanted as the checklist."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=20)
        self._row: DashboardRow | None = None
        self._any = False
        self.one = QWidget()
        self.nothing = DataLabel(self, role="secondary", tone="text3")
        let_wrap(self.nothing)
        self._make()
        self._lay_out()
        self._connect()
        self.one.hide()

    def _make(self) -> None:
        self.name = DataLabel(self.one, role="section")
        self.chip = Chip(self.one)
        self.since = DataLabel(self.one, role="secondary", tone="text2")
        self.take = Button(self.one, icon="presentation")
        self.put_back = Button(self.one)
        self.edit = Button(self.one, icon="pencil")
        self.delete = Button(self.one, variant="quiet", icon="trash-2")
        self.titles = {key: DataLabel(self.one, role="label", tone="text3") for key in (*TEXTS, *FACTS)}
        self.texts = {key: DataLabel(self.one, role="body") for key in TEXTS}
        self.facts = {key: ElidedLabel(self.one, role="secondary") for key in ("team", "looked")}
        self.link = Button(self.one, variant="link")
        self.no_link = DataLabel(self.one, role="secondary")
        self.checks_title = DataLabel(self.one, role="strong")
        self.checks = LineList(self.one)
        self.usual = Button(self.one, variant="link", icon="list-checks")
        for label in (self.name, self.since, *self.texts.values()):
            let_wrap(label)
        for label in (*self.facts.values(), self.no_link):
            # The words of the link below begin a little to the right of its edge.
            label.setContentsMargins(LINK_EDGE, 0, 0, 0)

    def _lay_out(self) -> None:
        whole = column(self.one, spacing=12)
        head = row(spacing=8)
        head.addWidget(self.name, 1)
        head.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        buttons = row(spacing=8)
        for button in (self.take, self.put_back, self.edit):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addStretch(1)
        whole.addLayout(head)
        whole.addWidget(self.since)
        whole.addLayout(buttons)
        whole.addWidget(Divider(self.one))
        for key in TEXTS:
            part = column(spacing=2)
            part.addWidget(self.titles[key])
            part.addWidget(self.texts[key])
            whole.addLayout(part)
        whole.addLayout(self._facts())
        whole.addWidget(Divider(self.one))
        whole.addWidget(self.checks_title)
        whole.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self.checks)
        whole.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.nothing, self.one):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        for number, key in enumerate(FACTS):
            grid.addWidget(self.titles[key], number, 0)
            grid.setRowMinimumHeight(number, FACT_HEIGHT)
        grid.addWidget(self.facts["team"], 0, 1)
        grid.addWidget(self.facts["looked"], 1, 1)
        grid.addWidget(self.link, 2, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.no_link, 2, 1, Qt.AlignmentFlag.AlignLeft)
        return grid

    def _connect(self) -> None:
        self.take.clicked.connect(self.take_requested)
        self.put_back.clicked.connect(self.put_back_requested)
        self.edit.clicked.connect(self.edit_requested)
        self.delete.clicked.connect(self.delete_requested)
        self.link.clicked.connect(self._on_link)
        self.checks.changed.connect(self.checks_changed)
        self.usual.clicked.connect(self.usual_requested)

    def dashboard_id(self) -> UUID | None:
        """Return which dashboard is shown."""
        return self._row.dashboard.id if self._row is not None else None

    def show_row(self, shown: DashboardRow | None, *, some: bool = True) -> None:
        """Show a dashboard, or that none of some is chosen; nothing where there is none."""
        if shown is None or shown.dashboard.id != self.dashboard_id():
            self.checks.forget()
        self._row = shown
        self._any = some or shown is not None
        self.one.setVisible(shown is not None)
        self.nothing.setVisible(shown is None and self._any)
        if shown is None:
            return
        dashboard = shown.dashboard
        self.name.setText(dashboard.name)
        self.chip.set_chip(_chip(shown), tone="accent" if is_next(shown) else "warn")
        self.since.setText(since_text(shown))
        self.take.setVisible(not is_next(shown))
        self.put_back.setVisible(is_next(shown))
        for key in TEXTS:
            self.texts[key].setText(getattr(dashboard, key) or tr("words.none"))
        self.facts["team"].setText(shown.team.name if shown.team else tr("words.none"))
        self.facts["looked"].setText(day_text(shown.looked_on) if shown.looked_on else tr("words.none"))
        self._show_link(dashboard.link)
        self.checks.show_lines(dashboard.checklist)
        self.usual.setVisible(not dashboard.checklist)

    def _show_link(self, link: str) -> None:
        self.link.setVisible(bool(link))
        self.no_link.setVisible(not link)
        if link:
            host = host_of(link)
            shown = self.fontMetrics().elidedText(host, Qt.TextElideMode.ElideMiddle, 200)
            self.link.set_text(tr("dashboards.open", host=shown))
            self.link.setAccessibleName(tr("dashboards.open", host=host))

    def _on_link(self) -> None:
        if self._row is not None:
            self.link_followed.emit(self._row.dashboard.link)

    def retranslate(self) -> None:
        """Say every text again."""
        self.nothing.setText(tr("dashboards.choose"))
        self.take.set_text(tr("dashboards.take"))
        self.put_back.set_text(tr("dashboards.put_back"))
        self.edit.set_text(tr("dashboards.edit"))
        self.delete.set_text(tr("dashboards.delete"))
        for key, label in self.titles.items():
            label.setText(tr(f"dashboards.field.{key}"))
        self.no_link.setText(tr("words.none"))
        self.checks_title.setText(tr("dashboards.field.checklist"))
        self.checks.say(tr("dashboards.field.checklist"), tr("dashboards.check_add"), tr("dashboards.check_example"))
        self.usual.set_text(tr("dashboards.usual"))
        self.show_row(self._row, some=self._any)


def _chip(shown: DashboardRow) -> str:
    if is_next(shown):
        return tr("dashboards.chip.next")
    return tr("dashboards.chip.due") if shown.due else ""
