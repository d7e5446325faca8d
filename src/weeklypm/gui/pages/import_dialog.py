"""The preview of an import: what was read from each document, what was assumed, and what is worth a look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from weeklypm.domain.drafts import DraftEvent, IncidentDraft, Remark
from weeklypm.domain.incident import InstantKind
from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import tr
from weeklypm.gui.models.event_rows import EventModel, EventRow
from weeklypm.gui.pages.incident_words import wall, when_words
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.chip import Chip
from weeklypm.gui.widgets.dialog import Dialog
from weeklypm.gui.widgets.fields import ComboBox, Field
from weeklypm.gui.widgets.labels import DataLabel, ElidedLabel
from weeklypm.gui.widgets.table import Table
from weeklypm.services.import_preview import Foreseen
from weeklypm.services.intake import Verdict

TONES = {Verdict.NEW: "ok", Verdict.NOTHING_NEW: "neutral", Verdict.UPDATED: "warn"}
WIDTHS = (40, 84, 128, 0)
TIME_WIDTHS = (84, 176)
TABLE_HEIGHT = 148
DETAILS_HEIGHT = 148
SHORT_BELOW = 760
"""In a window less high than this both are lower, in px."""
SHORT_HEIGHT = 112


class ImportDialog(Dialog):
    """Show each document as it would be stored; the answer stores all of them or none."""

    def __init__(self, host: QWidget, found: Sequence[Foreseen]) -> None:
        super().__init__(host)
        self._found = tuple(found)
        self.documents = Field(ComboBox(), self)
        self.name = ElidedLabel(self, role="strong")
        self.verdict = Chip(self)
        self.facts = DataLabel(self, role="secondary", tone="text2")
        self.facts.setWordWrap(True)
        self.model = EventModel(self)
        self.table = Table(self)
        self.remarks = QPlainTextEdit(self)
        self.sentence = DataLabel(self, role="secondary", tone="text2")
        self.sentence.setWordWrap(True)
        self._arrange()
        self._say()
        self._show(0)

    def _arrange(self) -> None:
        head = row(spacing=8)
        head.addWidget(self.name, 1)
        head.addWidget(self.verdict)
        self.table.setModel(self.model)
        self.table.set_widths(*WIDTHS)
        self.table.setColumnHidden(self.model.columnCount() - 1, True)
        self.table.set_tight(True)
        short = self._host.height() < SHORT_BELOW
        self.table.setFixedHeight(SHORT_HEIGHT if short else TABLE_HEIGHT)
        self.remarks.setReadOnly(True)
        self.remarks.setTabChangesFocus(True)
        self.remarks.setFont(font("secondary"))
        self.remarks.setFixedHeight(SHORT_HEIGHT if short else DETAILS_HEIGHT)
        self.body.addWidget(self.documents)
        self.body.addLayout(head)
        for widget in (self.facts, self.table, self.remarks, self.sentence):
            self.body.addWidget(widget)
        self.documents.setVisible(len(self._found) > 1)
        box = self.documents.editor
        if isinstance(box, ComboBox):
            for one in self._found:
                box.addItem(one.draft.source)
            box.currentIndexChanged.connect(self._show)

    def _say(self) -> None:
        self.set_title(tr("incidentpage.import.title", n=len(self._found)), tr("incidentpage.import.subtitle"))
        self.documents.set_label(tr("incidentpage.import.document"))
        self.table.setAccessibleName(tr("incidentpage.events.title"))
        self.remarks.setAccessibleName(tr("incidentpage.import.remarks"))
        changed = [one for one in self._found if one.verdict is Verdict.UPDATED]
        nothing = all(one.verdict is Verdict.NOTHING_NEW for one in self._found)
        self.answer.set_text(tr("incidentpage.import.update" if changed else "incidentpage.import.answer"))
        self.answer.setEnabled(not nothing)
        said = tr("incidentpage.import.nothing") if nothing else ""
        self.sentence.show_text(tr("incidentpage.import.changed", keys=_keys(changed)) if changed else said)

    def _show(self, number: int) -> None:
        one = self._found[number]
        draft = one.draft
        self.name.setText(draft.title)
        self.verdict.set_chip(tr(f"incidentpage.verdict.{one.verdict.value}"), tone=TONES[one.verdict])
        self.facts.show_text(_facts(one))
        self.model.show_rows([_event_row(event, number, draft) for number, event in enumerate(draft.events)])
        self.table.fit_column(1, *TIME_WIDTHS)
        self.table.setVisible(bool(draft.events))
        self.remarks.setPlainText("\n".join((*_remarks(draft), *_details(draft))))


def _keys(changed: Sequence[Foreseen]) -> tuple[str, ...]:
    return tuple(one.key for one in changed)


def _facts(one: Foreseen) -> str:
    draft = one.draft
    counts = (
        tr("incidentpage.import.events", n=len(draft.events)),
        tr("incidentpage.import.actions", n=len(draft.action_items)),
    )
    facts = (tr("incidentpage.import.facts", kind=draft.kind, zone=draft.zone), *counts)
    return f"{one.key or draft.key}\n{' · '.join(facts)}"


def _details(draft: IncidentDraft) -> Iterator[str]:
    times = tuple(_instant(draft, kind) for kind in sorted(draft.instants, key=draft.instants.__getitem__))
    if times:
        yield tr("incidentpage.import.times", times=times)
    if draft.sections:
        yield tr("incidentpage.import.sections", names=tuple(draft.sections))
    for action in draft.action_items:
        yield tr("incidentpage.import.action_line", line=action.line, text=action.text)


def _instant(draft: IncidentDraft, kind: InstantKind) -> str:
    at = wall(draft.instants[kind], draft.zone)
    code = "incidentpage.import.about" if kind in draft.approximate_instants else "incidentpage.import.time"
    return tr(code, name=kind, day=at, time=at)


def _event_row(event: DraftEvent, number: int, draft: IncidentDraft) -> EventRow:
    day: date | None = draft.occurred_on
    when = when_words(event.at, event.on_day, event.precision, draft.zone, about=event.approximate, day=day)
    return EventRow(number, event.kind, when, event.text)


def _remarks(draft: IncidentDraft) -> Iterator[str]:
    if not draft.warnings and not draft.assumptions:
        yield tr("incidentpage.import.no_remarks")
    for code, remarks in (("warning", draft.warnings), ("assumption", draft.assumptions)):
        for remark in remarks:
            yield tr(_remark_code(code, remark), line=remark.line, text=tr(remark.message))


def _remark_code(code: str, remark: Remark) -> str:
    return f"incidentpage.import.{code}" if remark.line else f"incidentpage.import.{code}_whole"
