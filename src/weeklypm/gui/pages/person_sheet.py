"""The fields about a person: what is shown of one, and what is filled in."""

from __future__ import annotations

from datetime import date, time
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QWidget

from weeklypm.domain.people_rules import zones
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.person_fields import FULL, HALF, AnyDayEdit, HourEdit, ShareEdit, WeekdayToggles
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.fields import CheckBox, Field
from weeklypm.gui.widgets.labels import DataLabel
from weeklypm.gui.widgets.line_list import LineList
from weeklypm.gui.widgets.search_combo import SearchCombo
from weeklypm.gui.widgets.sentence_edit import WordEdit
from weeklypm.gui.widgets.tall_body import TallBody
from weeklypm.services.people import PersonForm, form_of
from weeklypm.services.people_forms import PersonFacts

NEWCOMER: Final = PersonForm(name="")
KEYS: Final = (
    "name",
    "team",
    "joined",
    "share",
    "zone",
    "works_from",
    "works_to",
    "workdays",
    "last_day",
)
MISREAD: Final = {
    "joined": "peopledialogs.problem.day",
    "works_from": "peopledialogs.problem.hour",
    "works_to": "peopledialogs.problem.hour",
    "last_day": "peopledialogs.problem.day",
}
"""What is said of a field whose text is not understood."""
NONE: Final = ""
"""The key of no team, and of the zone of the series."""


class PersonSheet(TallBody):
    """Show a person's fields. What is filled in is read by ``form``, ``new_team`` and the last day."""

    grown = Signal()
    """The fields may need another height."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: PersonFacts | None = None
        self.today = date.min
        self._aliases: tuple[str, ...] = ()
        self._make_editors()
        self._lay_out()
        self._connect()

    def _make_editors(self) -> None:
        self.name = WordEdit()
        self.team, self.zone = SearchCombo(), SearchCombo()
        self.turns, self.rather_not = CheckBox(), CheckBox()
        self.joined, self.last_day = AnyDayEdit(), AnyDayEdit()
        self.share = ShareEdit()
        self.works_from, self.works_to = HourEdit(start=time(9)), HourEdit(start=time(18))
        self.workdays = WeekdayToggles()
        self.aliases = LineList()
        self.back = Button(variant="secondary", icon="corner-down-right")
        self.hint = DataLabel(role="secondary", tone="text3")
        self.hint.setWordWrap(True)
        self.alias_label = DataLabel(role="label")
        self.alias_help = DataLabel(role="secondary", tone="text3")
        self.alias_help.setWordWrap(True)
        for edit in (self.joined, self.last_day):
            edit.setMinimumWidth(0)
            edit.setMaximumWidth(16777215)
        self.fields = {key: Field(getattr(self, key)) for key in KEYS}

    def _lay_out(self) -> None:
        self._line(("name", 1), ("team", 1))
        self.body.addWidget(self.turns)
        self._line(("joined", 1), ("share", 1))
        self._line(("zone", 1), ("works_from", 0), ("works_to", 0))
        for key in ("works_from", "works_to"):
            self.fields[key].setFixedWidth(118)
        self.body.addWidget(self.fields["workdays"])
        names = column(spacing=4)
        for widget in (self.alias_label, self.aliases, self.alias_help):
            names.addWidget(widget)
        self.body.addLayout(names)
        wish = column(spacing=0)
        wish.addWidget(self.rather_not)
        wish.addWidget(self.hint)
        self.body.addLayout(wish)
        self.leaving = QWidget()
        last = row(self.leaving, spacing=16)
        last.addWidget(self.fields["last_day"], 1, Qt.AlignmentFlag.AlignTop)
        beside = column(spacing=0)
        beside.addSpacing(24)
        beside.addWidget(self.back)
        beside.addStretch(1)
        last.addLayout(beside, 1)
        self.body.addWidget(self.leaving)

    def _line(self, *parts: tuple[str, int]) -> None:
        line = row(spacing=16)
        for key, stretch in parts:
            line.addWidget(self.fields[key], stretch, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)

    def _connect(self) -> None:
        self.aliases.changed.connect(self._on_aliases)
        self.share.changed.connect(self._say_share)
        self.team.currentTextChanged.connect(self._say_team)
        self.back.clicked.connect(self._on_back)
        for key in KEYS:
            editor = getattr(self, key)
            signal = getattr(editor, "textEdited", None) or getattr(editor, "editTextChanged", None) or editor.changed
            signal.connect(partial(self._forget_one, key))

    def _forget_one(self, key: str, *_changed: object) -> None:
        if self.fields[key].is_wrong():
            self.fields[key].set_error("")

    def show_facts(self, facts: PersonFacts) -> None:
        """Show a person, or what somebody new begins with."""
        self._facts, self.today = facts, facts.today
        for edit in (self.joined, self.last_day):
            edit.set_today(facts.today)
        person = facts.person
        self._show_form(form_of(person) if person is not None else NEWCOMER)
        self.last_day.set_day(person.left_on if person is not None else None)
        self.leaving.setVisible(person is not None)
        self.back.setVisible(person is not None and person.left_on is not None)
        self.forget_errors()
        self.verticalScrollBar().setValue(0)

    def _show_form(self, form: PersonForm) -> None:
        self.name.setText(form.name)
        self._fill_teams()
        self.team.set_key(form.team_id or NONE)
        self._fill_zones()
        self.zone.set_key(form.zone)
        if not self.zone.is_known():
            self.zone.setEditText(form.zone)
        self.turns.setChecked(form.opted_in)
        self.rather_not.setChecked(form.rather_not_present)
        self.joined.set_day(form.joined_on or self.today)
        self.share.set_value(form.share_percent)
        self.works_from.set_at(form.works_from)
        self.works_to.set_at(form.works_to)
        self.workdays.set_value(form.workdays)
        self.aliases.forget()
        self._show_aliases(form.aliases)

    def _fill_teams(self) -> None:
        teams = self._facts.teams if self._facts else ()
        self.team.set_choices([(NONE, tr("peopledialogs.person.no_team")), *((team.id, team.name) for team in teams)])

    def _fill_zones(self) -> None:
        own = tr("peopledialogs.person.series_zone", zone=self._facts.series_zone if self._facts else "")
        with QSignalBlocker(self.zone):
            self.zone.set_choices([(NONE, own), *((zone, zone) for zone in sorted(zones()))])

    def form(self) -> PersonForm:
        """Return what is filled in; a line of another name that was not added by Enter yet counts too."""
        pending = self.aliases.line.text().strip()
        team = self.team.key()
        return PersonForm(
            name=self.name.text(),
            team_id=team if isinstance(team, UUID) else None,
            opted_in=self.turns.isChecked(),
            joined_on=self.joined.day(),
            share_percent=self.share.value(),
            zone=self._zone(),
            works_from=self.works_from.at(),
            works_to=self.works_to.at(),
            workdays=self.workdays.value(),
            aliases=(*self._aliases, *([pending] if pending else [])),
            rather_not_present=self.rather_not.isChecked(),
        )

    def _zone(self) -> str:
        known = self.zone.key()
        return str(known) if known is not None else self.zone.currentText().strip()

    def new_team(self) -> str:
        """Return the name of a team that is typed and not there yet, else an empty text."""
        return "" if self.team.is_known() else self.team.currentText().strip()

    def show_misread(self) -> None:
        """Say under each field what is typed there and is no date or no time of day."""
        for key, code in MISREAD.items():
            editor = getattr(self, key)
            if not editor.is_understood():
                self.show_error(key, tr(code, text=editor.text().strip()))

    def show_error(self, key: str, sentence: str) -> None:
        """Say a sentence under a field."""
        (self.aliases.field if key == "aliases" else self.fields[key]).set_error(sentence)
        self.grown.emit()

    def go_to_wrong(self) -> bool:
        """Go to the first field of which it is said that it is wrong; tell whether there is one."""
        wrong = [key for key in KEYS if self.fields[key].is_wrong()]
        if wrong:
            self._stop_of(wrong[0]).setFocus()
        elif self.aliases.field.is_wrong():
            self.aliases.line.setFocus()
        return bool(wrong) or self.aliases.field.is_wrong()

    def _stop_of(self, key: str) -> QWidget:
        if key == "workdays":
            return self.workdays.days[0]
        return self.share.percent if key == "share" else self.fields[key].editor

    def forget_errors(self) -> None:
        """Say of nothing that it is wrong."""
        for field in (*self.fields.values(), self.aliases.field):
            field.set_error("")

    def _on_aliases(self, lines: tuple[str, ...]) -> None:
        self._show_aliases(tuple(line.strip() for line in lines if line.strip()))
        self.aliases.stored()
        self.grown.emit()

    def _show_aliases(self, lines: tuple[str, ...]) -> None:
        self._aliases = lines
        self.aliases.show_lines(lines)

    def _on_back(self) -> None:
        """Take the last day off: the person takes part again from today on, once that is stored."""
        self.last_day.set_day(None)
        self.back.hide()
        self.last_day.setFocus(Qt.FocusReason.TabFocusReason)

    def _say_share(self) -> None:
        percent = self.share.value()
        code = {FULL: "full", HALF: "half"}.get(percent, "other")
        self.fields["share"].set_help(tr(f"peopledialogs.share.means_{code}", percent=percent))
        self.grown.emit()

    def _say_team(self, *_text: object) -> None:
        new = self.new_team()
        self.fields["team"].set_help(tr("peopledialogs.person.new_team", name=new) if new else "")
        self.grown.emit()

    def retranslate(self) -> None:
        """Say every text again; what is filled in stays."""
        for key, field in self.fields.items():
            field.set_label(tr(f"peopledialogs.field.{key}"))
        self.turns.setText(tr("peopledialogs.person.turns"))
        self.rather_not.setText(tr("presenter.rather_not"))
        self.hint.setText(tr("presenter.rather_not_hint"))
        self.rather_not.setAccessibleDescription(self.hint.text())
        self.share.retranslate()
        self.share.setAccessibleName(tr("peopledialogs.field.share"))
        self.workdays.retranslate()
        self.alias_label.setText(tr("peopledialogs.field.aliases"))
        self.alias_help.setText(tr("peopledialogs.person.aliases_help"))
        self.aliases.say(
            tr("peopledialogs.field.aliases"),
            tr("peopledialogs.person.alias"),
            tr("peopledialogs.person.alias_example"),
        )
        self.works_from.setPlaceholderText("9:00")
        self.works_to.setPlaceholderText("18:00")
        self.fields["zone"].set_help(tr("peopledialogs.person.zone_help"))
        self.fields["last_day"].set_help(tr("peopledialogs.person.last_day_help"))
        self.last_day.setPlaceholderText(tr("peopledialogs.person.stays"))
        self.back.set_text(tr("peopledialogs.person.come_back"))
        self._fill_teams()
        self._fill_zones()
        self._say_share()
        self._say_team()
