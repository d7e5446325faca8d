"""Telling people about the meeting: the kinds of texts, the team's own templates, and what was told already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from weeklypm.domain.values import Language, Row


class AnnouncementKind(StrEnum):
    """Name a text for the team's chat."""

    CALL = "call"
    ANNOUNCEMENT = "announcement"
    TODAY = "today"
    INVITE = "invite"
    ACTIONS = "actions"


class ChatStyle(StrEnum):
    """Name a shape of text: Slack's mrkdwn, Markdown as Teams reads it, or no marks at all."""

    SLACK = "slack"
    MARKDOWN = "markdown"
    PLAIN = "plain"


@dataclass(frozen=True, kw_only=True)
class AnnouncementTemplate(Row):
    """Hold the team's own template of one kind in one language; without a row the built-in one is used."""

    kind: AnnouncementKind
    language: Language
    text: str


@dataclass(frozen=True, kw_only=True)
class Announced(Row):
    """Remember that a text for a date was copied; ``team_id`` is the team that an invitation went to."""

    kind: AnnouncementKind
    held_on: date
    at: datetime
    team_id: UUID | None = None
