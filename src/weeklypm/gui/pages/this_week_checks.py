"""What is ready before the start, each a fact that the app can see, never a reproach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from weeklypm.domain.agenda import Kind
from weeklypm.gui.i18n import tr
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.icon_label import IconLabel
from weeklypm.gui.widgets.labels import DataLabel, ElidedLabel
from weeklypm.services.week import ThisWeek

SPOKEN: Final = (Kind.INCIDENT_TALK, Kind.NEAR_MISS)
"""Kinds that somebody has to tell."""
PRESENTER, DISPLAY, NOTES = "presenter", "display", "notes"
LINK_EDGE: Final = 4
"""So far inside its frame a link's words end, in px."""


@dataclass(frozen=True)
class Check:
    """Hold one thing looked at: its key, whether it is ready, and how that is said; ``link`` offers to mend it."""

    key: str
    ready: bool
    words: str
    link: str = ""


def checks_of(week: ThisWeek, screens: int) -> list[Check]:
    """Return what the app can see before a held meeting; ``screens`` is the number of displays."""
    return [_presenter(week), _notes(week), _display(screens)] if week.held else []


def _presenter(week: ThisWeek) -> Check:
    line = week.agenda.main[0] if week.agenda and week.agenda.main else None
    if line is None or line.kind not in SPOKEN:
        return Check(PRESENTER, True, tr("weekpage.check.no_presenter_needed"))
    presenter = week.people.get(line.presenter_id) if line.presenter_id else None
    if presenter is None:
        return Check(PRESENTER, False, tr("weekpage.check.no_presenter"), tr("weekpage.check.choose"))
    return Check(PRESENTER, True, tr("weekpage.check.presenter", name=presenter.name))


def _notes(week: ThisWeek) -> Check:
    beside = week.co_facilitator
    if beside is None:
        return Check(NOTES, False, tr("weekpage.check.no_notes"))
    return Check(NOTES, True, tr("weekpage.check.notes", name=beside.person.name))


def _display(screens: int) -> Check:
    found = screens > 1
    return Check(DISPLAY, found, tr("weekpage.check.display" if found else "weekpage.check.no_display"))


class CheckLine(QWidget):
    """Show one check: its mark, its words, and a link where it can be mended."""

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self.mark = IconLabel(self, size=16)
        self.words = ElidedLabel(self, role="secondary", tone="text")
        self.link = Button(self, variant="link")
        self.link.clicked.connect(self._on_link)
        self._line = row(self)
        self._line.addWidget(self.mark)
        self._line.addWidget(self.words, 1)
        self._line.addWidget(self.link)
        self.setFixedHeight(26)

    def show_check(self, check: Check) -> None:
        """Show another check."""
        self._key = check.key
        self.mark.set_icon("circle-check" if check.ready else "circle")
        self.mark.set_token("ok" if check.ready else "text3")
        self.words.setText(check.words)
        state = tr("weekpage.check.ready" if check.ready else "weekpage.check.open")
        self.words.setAccessibleName(f"{check.words} · {state}")
        self.link.set_text(check.link)
        self.link.setVisible(bool(check.link))
        self._line.setContentsMargins(0, 0, 0 if check.link else LINK_EDGE, 0)

    def _on_link(self) -> None:
        self.followed.emit(self._key)


class ChecksPanel(QFrame):
    """Show what is ready before the start, with a count."""

    followed = Signal(str)
    """The key of a check whose link was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "bottom")
        self.title = DataLabel(self, role="strong")
        self.count = DataLabel(self, role="secondary", tone="text3")
        head = row()
        head.setContentsMargins(0, 0, LINK_EDGE, 0)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.count)
        self._lines: list[CheckLine] = []
        self._body = column(self, spacing=0)
        self._body.setContentsMargins(20, 14, 20 - LINK_EDGE, 12)
        self._body.addLayout(head)
        self._body.addSpacing(4)

    def show_week(self, week: ThisWeek, screens: int, more: Sequence[Check] = ()) -> None:
        """Show the checks of a week, those handed over at the end; none for a date that is not held."""
        checks = [*checks_of(week, screens), *more]
        self.setVisible(bool(checks))
        start = week.starts_at.astimezone(ZoneInfo(week.series.zone))
        self.title.setText(tr("weekpage.check.title", time=start.time()))
        ready = sum(check.ready for check in checks)
        self.count.setText(tr("weekpage.check.count", ready=ready, total=len(checks)))
        self._show_lines(checks)

    def _show_lines(self, checks: Sequence[Check]) -> None:
        while len(self._lines) < len(checks):
            line = CheckLine(self)
            line.followed.connect(self.followed)
            self._lines.append(line)
            self._body.addWidget(line)
        for line, check in zip(self._lines, checks, strict=False):
            line.show_check(check)
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(checks))

    def lines(self) -> list[CheckLine]:
        """Return the lines shown."""
        return [line for line in self._lines if not line.isHidden()]
