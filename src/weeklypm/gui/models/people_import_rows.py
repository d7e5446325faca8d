"""The lines of a list of people as a table: what each would add, change, leave as it is, and what is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from typing_extensions import override

from weeklypm.domain.people import Team
from weeklypm.gui.i18n import tr
from weeklypm.gui.models.date_rows import Values
from weeklypm.gui.widgets.labels import plain_tooltip
from weeklypm.gui.widgets.table import CHIP, TONE
from weeklypm.services.people_import import ChangedPerson, PeoplePreview
from weeklypm.services.people_words import words_of

TONES = {"refused": "danger", "new": "ok", "changed": "warn", "same": "neutral"}
ORDER = tuple(TONES)
"""What becomes of a line, in the order of the table: what is to be mended comes first."""


@dataclass(frozen=True)
class ImportRow:
    """Hold one line: its number, whose it is, what becomes of it, and the sentence about it."""

    line: int
    name: str
    kind: str
    remark: str


def rows_of(preview: PeoplePreview) -> tuple[ImportRow, ...]:
    """Return the lines of a list, those refused first."""
    teams = {team.id: team for team in preview.teams}
    rows = [ImportRow(one.line, one.name, "refused", tr(one.why)) for one in preview.refused]
    for new in preview.new:
        known: dict[Any, Team] = {**teams, **({new.team.id: new.team} if new.team else {})}
        rows.append(ImportRow(new.line, new.person.name, "new", tr_words(words_of(new.person, known)["team"])))
    rows += [ImportRow(one.line, one.after.name, "changed", _changes(one)) for one in preview.changed]
    rows += [ImportRow(one.line, one.person.name, "same", "") for one in preview.same]
    return tuple(rows)


def tr_words(words: Any) -> str:
    """Put a message into words; a text is said as it is."""
    return words if isinstance(words, str) else tr(words)


def _changes(one: ChangedPerson) -> str:
    said = [
        tr(
            "peopledialogs.import.change",
            field=tr(f"people.field.{change.field}"),
            old=tr_words(change.old),
            new=tr_words(change.new),
        )
        for change in one.changes
    ]
    if one.before.name != one.after.name:
        said.insert(0, tr("peopledialogs.import.renamed", old=one.before.name))
    return tr("peopledialogs.import.between").join(said)


class ImportModel(Values[ImportRow]):
    """List the lines."""

    columns = ("line", "name", "kind", "remark")
    head = "peopledialogs.import.column"

    @override
    def cell(self, value: ImportRow, column: str, role: int) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._text(value, column)
            return plain_tooltip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == CHIP and column == "kind":
            return TONES[value.kind]
        if role == TONE:
            return "text" if column == "name" else "danger" if value.kind == "refused" else "text2"
        return None

    def _text(self, one: ImportRow, column: str) -> str:
        if column == "kind":
            return tr(f"peopledialogs.import.kind.{one.kind}")
        return str(getattr(one, column))
