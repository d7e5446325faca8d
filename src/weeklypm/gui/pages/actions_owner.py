"""Who owns an action, typed or chosen: a person, a team, or a name that is neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from weeklypm.domain.capture import folded
from weeklypm.domain.people import Person, Team
from weeklypm.gui.fonts import font
from weeklypm.gui.widgets.sentence_edit import WordEdit


def read_owner(text: str, people: Iterable[Person], teams: Iterable[Team]) -> dict[str, Any]:
    """Return the fields that name an owner: of a person by name or alias, else a team, else the bare name.

    An empty text names nobody. A name that two people share is taken as written.
    """
    said = folded(text)
    if not said:
        return {"owner_id": None, "owner_text": "", "team_id": None}
    mine = {person.id for person in people if said in {folded(name) for name in (person.name, *person.aliases)}}
    if len(mine) == 1:
        return {"owner_id": next(iter(mine)), "owner_text": ""}
    team = next((team for team in teams if folded(team.name) == said), None)
    if team is not None and not mine:
        return {"owner_id": None, "owner_text": "", "team_id": team.id}
    return {"owner_id": None, "owner_text": text.strip()}


class OwnerEdit(WordEdit):
    """Type a name; those of people and teams are offered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[Person, ...] = ()
        self._teams: tuple[Team, ...] = ()

    def set_names(self, people: Iterable[Person], teams: Iterable[Team]) -> None:
        """Offer other people and teams; those who left are known, yet not offered."""
        self._people, self._teams = tuple(people), tuple(teams)
        here = [person.name for person in self._people if person.left_on is None and person.deleted_at is None]
        names = [*sorted(here, key=str.casefold), *sorted(team.name for team in self._teams)]
        completer = QCompleter(list(dict.fromkeys(names)), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        offered = completer.popup()
        if offered is not None:
            offered.setFont(font("body"))
        self.setCompleter(completer)

    def fields(self) -> dict[str, Any]:
        """Return the fields that name the owner."""
        return read_owner(self.text(), self._people, self._teams)

    def name_of(self, fields: Mapping[str, Any]) -> str:
        """Return the name that stands for an owner's fields."""
        owner, team = fields.get("owner_id"), fields.get("team_id")
        named = next((person.name for person in self._people if person.id == owner), "") or fields.get("owner_text", "")
        return named or next((known.name for known in self._teams if known.id == team), "")
