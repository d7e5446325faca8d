"""Texts for the chat as the window asks for them: one question gives text, template and teams; one act copies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QGuiApplication

from weeklypm.domain.announcing import AnnouncementKind, ChatStyle
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language, Message, message
from weeklypm.gui.desk import Desk
from weeklypm.services import telling
from weeklypm.services.quiet import QuietTeam, heard_teams, quiet_teams
from weeklypm.services.telling import TemplateView, Told

if TYPE_CHECKING:
    from weeklypm.storage import Reader

STYLE_KEY: Final = "announce/style"


@dataclass(frozen=True)
class Wish:
    """Hold which text is wanted; ``template`` is a draft being edited, None for the template in use."""

    kind: AnnouncementKind
    style: ChatStyle
    language: Language
    team_id: UUID | None = None
    template: str | None = None


@dataclass(frozen=True)
class Answer:
    """Hold the text for a wish, or why there is none, with the template in use and the teams that can be invited."""

    wish: Wish
    told: Told | None
    problem: Message | None
    template: TemplateView
    teams: tuple[QuietTeam, ...]


def answer(reader: Reader, wish: Wish) -> Answer:
    """Write the text that is wished for; what is wrong with it is part of the answer."""
    invites = wish.kind is AnnouncementKind.INVITE
    teams = (quiet_teams(reader) or heard_teams(reader)) if invites else ()
    template = telling.template_of(reader, wish.kind, wish.language)
    team_id = wish.team_id if invites else None
    try:
        told = telling.told(
            reader, wish.kind, wish.style, team_id=team_id, language=wish.language, template=wish.template
        )
    except Problem as problem:
        return Answer(wish, None, problem.message, template, teams)
    return Answer(wish, told, told.problem, template, teams)


class Copies(QObject):
    """Put texts into the clipboard, and remember that they were and in which style this person wants them."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._settings: QSettings | None = None
        self._style = ChatStyle.SLACK

    def remember_in(self, settings: QSettings) -> None:
        """Keep the style in this person's settings, not in the workspace."""
        self._settings = settings
        kept = str(settings.value(STYLE_KEY, ""))
        self._style = ChatStyle(kept) if kept in set(ChatStyle) else self._style

    @property
    def style(self) -> ChatStyle:
        """Return the style chosen last."""
        return self._style

    def choose_style(self, style: ChatStyle) -> None:
        """Use another style from now on."""
        self._style = style
        if self._settings is not None:
            self._settings.setValue(STYLE_KEY, style.value)

    def copy(self, told: Told) -> None:
        """Put a text into the clipboard, and mark it announced."""
        QGuiApplication.clipboard().setText(told.text)
        team_id = told.team.id if told.team is not None else None
        use_case = partial(telling.mark_announced, kind=told.kind, day=told.day, team_id=team_id)
        # What was copied cannot be taken back, and so is not on the undo list.
        label = message("announcing.label.announced")
        self._desk.operations.change(use_case, label, initiator=self, undoable=False)
        self._desk.tellers.tell(message(f"announcepage.copied.{told.kind}"))

    def copy_now(self, kind: AnnouncementKind) -> None:
        """Copy the text of a kind as it stands, in the series' language and this person's style."""
        question = partial(telling.told, kind=kind, style=self._style)
        self._desk.operations.query(question, self.copy, self._desk.tellers.fail)
