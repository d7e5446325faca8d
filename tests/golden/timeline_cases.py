"""Invented incidents for timeline tests: the search that was slow at lunchtime, and made ones of any size."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from weeklypm.charts.picture import TimelinePicture
from weeklypm.domain.incident import Instant, InstantKind
from weeklypm.domain.talk import scene
from weeklypm.domain.timeline import EventKind, Precision, TimelineEvent
from weeklypm.domain.values import Language

FOLDER = Path(__file__).parent / "timeline"
LONG_AGO = datetime(2026, 8, 28, tzinfo=UTC)
INCIDENT = UUID(int=7)
SAYINGS = {
    "en": ("Queue grows", "Pager rings", "Restarts one worker", "Latency back under target", "Told the shop team",
           "Suspects the new index", "Rolls back", "Cache cold", "Disk at 91 %", "Second look at the graph"),
    "ja": ("待ち行列が伸びる", "呼び出しが鳴る", "ワーカーを1台再起動", "応答が目標内に戻る", "店舗チームに連絡",
           "新しい索引を疑う", "切り戻す", "キャッシュが冷たい", "ディスク 91%", "グラフを見直す"),
}  # fmt: skip


def event(
    number: int, at: datetime | None = None, kind: EventKind = EventKind.ACTION, text: str = "", **more: Any
) -> TimelineEvent:
    values: dict[str, Any] = {"precision": Precision.MINUTE if at is not None else Precision.NONE, "position": number}
    values.update(more)
    return TimelineEvent(
        id=UUID(int=number + 1), created_at=LONG_AGO, updated_at=LONG_AGO, incident_id=INCIDENT, at=at, kind=kind,
        text=text, **values,
    )  # fmt: skip


def instant(kind: InstantKind, at: datetime | None, **more: Any) -> Instant:
    return Instant(
        id=UUID(int=1000 + list(InstantKind).index(kind)), created_at=LONG_AGO, updated_at=LONG_AGO,
        incident_id=INCIDENT, kind=kind, at=at, **more,
    )  # fmt: skip


def lunchtime(language: str = "en", **more: Any) -> TimelinePicture:
    """Return the story of the slow search."""
    story = json.loads((FOLDER / "lunchtime.json").read_text("utf-8"))
    zone = ZoneInfo(story["zone"])
    numbers = {told["at"]: index for index, told in enumerate(story["events"])}
    events = tuple(
        event(
            index, _at(told["at"], zone), EventKind(told["kind"]), told[language],
            follows_id=UUID(int=numbers[told["follows"]] + 1) if "follows" in told else None,
        )
        for index, told in enumerate(story["events"])
    )  # fmt: skip
    instants = tuple(instant(InstantKind(kind), _at(at, zone)) for kind, at in story["instants"].items())
    picture = TimelinePicture(events=events, instants=instants, zone=story["zone"], language=Language(language))
    return replace(picture, **{"title": story["title"][language], **more})


def with_everything(language: str = "en", **more: Any) -> TimelinePicture:
    """Return the slow search with what else can be drawn: a range, a guess, dates only, milestones, a long arrow."""
    story = lunchtime(language)
    seen = story.events[2]
    if seen.at is None:
        raise AssertionError
    extra = (
        event(50, seen.at + timedelta(minutes=2), EventKind.COMMUNICATION, "Call with the vendor, on hold",
              end=seen.at + timedelta(minutes=25)),
        event(51, seen.at - timedelta(minutes=20), EventKind.SIGNAL, "First slow page, a guess", approximate=True),
        event(52, None, EventKind.CHANGE, "Ranking trained", on_day=date(2026, 8, 27), precision=Precision.DAY),
        event(53, None, EventKind.COMMUNICATION, "Vendor mail"),
        event(54, seen.at + timedelta(minutes=3), EventKind.MILESTONE, "Declared an incident"),
        event(55, seen.at + timedelta(minutes=27), EventKind.MILESTONE, "Traffic back"),
        event(56, seen.at + timedelta(minutes=41), EventKind.RECOVERY, "Watch for a while", follows_id=seen.id),
    )  # fmt: skip
    return replace(story, **{"events": story.events + extra, "current": story.events[4].id, **more})


def _at(clock: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(f"2026-08-28T{clock}").replace(tzinfo=zone).astimezone(UTC)


def told(picture: TimelinePicture, step: int, **more: Any) -> TimelinePicture:
    """Return a picture as the room sees it at a step of the talk."""
    shown = scene(picture.events, picture.instants, picture.zone, step)
    return replace(picture, events=(), instants=(), scene=shown, **more)


def many(count: int, language: str = "en", hours: float = 6, seed: int = 5, **more: Any) -> TimelinePicture:
    """Return a made incident with a given number of events over some hours, its decision trail included."""
    dice = random.Random(seed)
    start = datetime(2026, 3, 3, 1, 0, tzinfo=UTC)
    times = sorted(dice.uniform(0, hours * 60) for _ in range(count))
    kinds = [kind for kind in EventKind if kind is not EventKind.MILESTONE]
    made = []
    for index, minutes in enumerate(times):
        kind = dice.choice(kinds)
        follows = UUID(int=index) if index and kind is EventKind.JUDGEMENT and dice.random() < 0.4 else None
        made.append(
            event(index, start + timedelta(minutes=int(minutes)), kind, dice.choice(SAYINGS[language]),
                  follows_id=follows, pinned=dice.random() < 0.05, approximate=dice.random() < 0.05)
        )  # fmt: skip
    spread = [start + timedelta(hours=hours * part) for part in (0.05, 0.1, 0.15, 0.7, 0.9)]
    kinds_of = (
        InstantKind.ONSET,
        InstantKind.DETECTED,
        InstantKind.ACKNOWLEDGED,
        InstantKind.MITIGATED,
        InstantKind.RESOLVED,
    )
    instants = tuple(instant(kind, at) for kind, at in zip(kinds_of, spread, strict=True))
    picture = TimelinePicture(events=tuple(made), instants=instants, zone="Asia/Tokyo", language=Language(language))
    return replace(picture, **more)
