"""What a timeline picture shows and how: the input of every drawing, free of matplotlib and Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from weeklypm.domain.incident import Instant
from weeklypm.domain.talk import Scene, telling_order
from weeklypm.domain.timeline import TimelineEvent
from weeklypm.domain.values import Language


class StyleName(StrEnum):
    """Name a look: the console's two, the stage's two, and ink on paper."""

    LIGHT = "light"
    DARK = "dark"
    STAGE_LIGHT = "stage-light"
    STAGE_DARK = "stage-dark"
    PRINT = "print"

    @property
    def stage(self) -> bool:
        """Tell whether the look belongs to the shared stage."""
        return self in (StyleName.STAGE_LIGHT, StyleName.STAGE_DARK)


@dataclass(frozen=True, kw_only=True)
class TimelinePicture:
    """Hold all that a timeline picture depends on; equal pictures are drawn alike.

    Either ``events`` and ``instants`` of an incident, or a talk ``scene`` that goes before them and shows no future.
    ``zone`` is the incident's IANA zone (an unknown one counts as UTC). ``size`` is in px at 100 dpi; ``scale``
    multiplies every type size and line, on the stage ``min(w / 1280, h / 720)`` of the whole stage. ``current`` is the
    circled event; ``axis_from`` and ``axis_to`` (UTC) hold a zoomed view, None fits the incident.
    """

    events: tuple[TimelineEvent, ...] = ()
    instants: tuple[Instant, ...] = ()
    scene: Scene | None = None
    zone: str = "UTC"
    language: Language = Language.EN
    title: str = ""
    style: StyleName = StyleName.LIGHT
    size: tuple[int, int] = (1200, 360)
    scale: float = 1.0
    current: UUID | None = None
    axis_from: datetime | None = None
    axis_to: datetime | None = None

    @property
    def told(self) -> tuple[TimelineEvent, ...]:
        """Return the events that may be seen, in telling order."""
        return self.scene.shown if self.scene is not None else telling_order(self.events)

    @property
    def circled(self) -> UUID | None:
        """Return the event to circle: the given one, else the scene's."""
        if self.current is not None or self.scene is None or self.scene.current is None:
            return self.current
        return self.scene.current.id


def headline(event: TimelineEvent) -> str:
    """Return the words that stand for an event: its text, or else what was concluded, done or known."""
    return next((text for text in (event.text, event.judgement, event.action, event.information) if text.strip()), "")
