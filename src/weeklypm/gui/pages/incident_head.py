"""The head of one incident: where it stands, its title, its facts, and what can be done with it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from weeklypm.domain.incident import IncidentKind
from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import language, tr
from weeklypm.gui.pages.incident_words import date_words, speaker_words
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.chip import Chip, chip_width
from weeklypm.gui.widgets.icon_label import IconLabel
from weeklypm.gui.widgets.labels import ElidedLabel, plain_tooltip
from weeklypm.gui.widgets.segmented import SegmentedControl
from weeklypm.services.incidents import IncidentView
from weeklypm.wording.words import name_of

CHIPS: Final = 4
"""So many services are named at most; the others are counted."""
ROOM: Final = 0.3
"""The part of the width that services may take."""
CHIP_TEXT: Final = 160
"""The widest text of a chip in px; longer ones end in an ellipsis."""


class IncidentHead(QWidget):
    """Show breadcrumb, title, kind, severity, services, date and speaker of an incident."""

    back = Signal()
    edit_wanted = Signal()
    times_wanted = Signal()
    import_wanted = Signal()
    kind_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.crumb = Button(self, variant="link")
        self.here = ElidedLabel(self, role="secondary", tone="text")
        self.title = ElidedLabel(self, role="title")
        self.talk = Chip(self, tone="accent", icon="calendar")
        self.edit = Button(self, icon="pencil")
        self.bring_in = Button(self, icon="upload")
        self.kind = SegmentedControl(self)
        self.severity = Chip(self, tone="outline")
        self.services = [Chip(self) for _ in range(CHIPS + 1)]
        self._named: tuple[str, ...] = ()
        self.date = ElidedLabel(self, role="secondary", tone="text2")
        self.speaker = ElidedLabel(self, role="secondary", tone="text2")
        self.times = Button(self, variant="small", icon="clock")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        whole = column(self, spacing=4)
        crumbs = row(spacing=6)
        crumbs.addWidget(self.crumb)
        crumbs.addWidget(IconLabel(self, icon="chevron-right", token="text3", size=14))
        crumbs.addWidget(self.here, 1)
        whole.addLayout(crumbs)
        head = row(spacing=8)
        head.addWidget(self.title, 1)
        for widget in (self.talk, self.edit, self.bring_in):
            head.addWidget(widget)
        whole.addLayout(head)
        facts = row(spacing=8)
        facts.setContentsMargins(0, 8, 0, 0)
        facts.addWidget(self.kind)
        for chip in (self.severity, *self.services):
            facts.addWidget(chip)
        facts.addWidget(self.date, 3)
        facts.addWidget(self.speaker, 2)
        facts.addWidget(self.times)
        whole.addLayout(facts)
        self.speaker.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        self.crumb.clicked.connect(self.back)
        self.edit.clicked.connect(self.edit_wanted)
        self.times.clicked.connect(self.times_wanted)
        self.bring_in.clicked.connect(self.import_wanted)
        self.kind.changed.connect(self.kind_chosen)

    def show_view(self, view: IncidentView) -> None:
        """Show an incident's facts."""
        incident = view.incident
        self.here.setText(incident.title)
        self.title.setText(incident.title)
        self.title.setAccessibleName(incident.title)
        self.talk.set_chip(tr("incidentpage.head.talk", day=view.talk_on) if view.talk_on else "")
        self.kind.set_value(incident.kind.value)
        self.severity.set_chip(self._cut(incident.severity))
        self._named = incident.services
        self._show_services()
        self.date.setText(date_words(view))
        self.speaker.setText(speaker_words(view))

    def _show_services(self) -> None:
        """Name as many services as there is room for, and count the others."""
        texts: list[str] = []
        used = 0.0
        for service in self._named[:CHIPS]:
            used += chip_width(self._cut(service)) + 8
            if texts and used > ROOM * self.width():
                break
            texts.append(self._cut(service))
        left = len(self._named) - len(texts)
        texts += [tr("incidentpage.head.more", n=left)] if left else []
        for number, chip in enumerate(self.services):
            chip.set_chip(texts[number] if number < len(texts) else "")
            chip.setToolTip(plain_tooltip(", ".join(self._named)))

    def _cut(self, text: str) -> str:
        return QFontMetrics(font("label")).elidedText(text, Qt.TextElideMode.ElideRight, CHIP_TEXT)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_services()

    def retranslate(self) -> None:
        """Say every text again."""
        icons = {IncidentKind.INCIDENT: "activity", IncidentKind.NEAR_MISS: "shield-check"}
        self.kind.set_options([(kind.value, name_of(language(), kind), icon) for kind, icon in icons.items()])
        self.kind.setAccessibleName(tr("incidentpage.column.kind"))
        self.crumb.set_text(tr("incidentpage.title"))
        self.edit.set_text(tr("incidentpage.facts.open"))
        self.bring_in.set_text(tr("incidentpage.import.open"))
        self.times.set_text(tr("incidentpage.times.open"))
