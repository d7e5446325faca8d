"""Invented rows and the views of the stage made of them: for the stage's tests and for the sheets beside the mocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from PySide6.QtGui import QImage

from weeklypm.charts import timeline
from weeklypm.charts.picture import StyleName, TimelinePicture
from weeklypm.domain import stage_slides as slides
from weeklypm.domain.agenda import Agenda, AgendaItem, AgendaLine, Kind, Segment
from weeklypm.domain.calendar import Series
from weeklypm.domain.incident import Incident, Instant, InstantKind
from weeklypm.domain.meeting import Meeting
from weeklypm.domain.outcomes import ActionItem, Decision, Priority
from weeklypm.domain.people import Person, Team
from weeklypm.domain.redaction import known
from weeklypm.domain.stage import Room, StageView, TalkView
from weeklypm.domain.stage_talk import chart_scene, talk
from weeklypm.domain.talk import scene
from weeklypm.domain.timeline import EventKind, TimelineEvent
from weeklypm.domain.values import Language, message
from weeklypm.wording import say

CREATED = datetime(2026, 8, 20, 3, 0, tzinfo=UTC)
HELD_ON = date(2026, 9, 9)
NEXT_ON = date(2026, 9, 16)
INCIDENT, SERIES, TOPIC = UUID(int=900), UUID(int=901), UUID(int=400)

# English and Japanese of everything that is free text.
TEXTS: dict[str, tuple[str, str]] = {
    "meeting": ("Weekly Postmortem", "週刊ポストモーテム"),
    "minase": ("Minase", "水無瀬"),
    "kasuga": ("Kasuga", "春日"),
    "torii": ("Torii", "鳥居"),
    "saegusa": ("Saegusa", "三枝"),
    "hayami": ("Hayami", "速水"),
    "search": ("Search", "検索"),
    "desk": ("Help desk", "問い合わせ窓口"),
    "topic": ("Should staging alerts page at night?", "検証環境の警報で、夜中に人を起こすべきか"),
    "incident": ("Search was slow at lunch", "昼の検索が遅くなった"),
    "deploy": ("Index r119 rolled out", "索引 r119 を配信"),
    "asked": ("2 questions from users", "問い合わせ 2件"),
    "p99": ("p99 over 3 s", "p99 が 3秒超"),
    "takes": ("Torii takes it", "鳥居さんが引き受ける"),
    "suspects": ("CPU is normal. Not load: a heavy query is suspected", "CPU は平常。負荷ではなく、重い検索文を疑った"),
    "seen": ("p99 3.4 s · CPU 35% · error rate unchanged", "p99 3.4秒・CPU 35%・エラー率は変化なし"),
    "rolls_back": ("Index r119 rolled back", "索引 r119 を戻す"),
    "recovers": ("p99 back under 1 s", "p99 が 1秒を切る"),
    "decision1": (
        "Roll an index out further only after ten minutes of p99",
        "索引の配信は、検索の p99 を10分見てから次へ進める",
    ),
    "decision2": (
        "The help desk may post to the incident channel",
        "問い合わせ窓口から、障害チャンネルへ直接知らせてよい",
    ),
    "action1": ("Alert when p99 stays over 1 s for 5 minutes", "p99 1秒超が5分続いたら鳴る警報を足す"),
    "action2": ("Roll an index out to 10% first", "索引を 10% から順に配信できるようにする"),
    "action3": ("One page on rolling back, for the desk too", "戻す手順を1枚にまとめ、窓口にも置く"),
    "late1": (
        "Retry budget for the payment client, agreed with Torii",
        "決済クライアントの再試行の上限を、鳥居さんと決める",
    ),
    "late2": ("Runbook for a full disk", "ディスクがいっぱいの時の手順書"),
    "late3": ("Dashboard panel for queue age", "キューの滞留時間のパネル"),
    "next": ("The lunch menu came up as a help heading", "ヘルプの見出しに、昼の献立が出た"),
    "check1": ("What outcome do you want?", "どうなれば成功ですか？"),
    "check2": ("What have you tried?", "試したことは？"),
    "check3": ("Thumbs: two more minutes?", "あと2分続けますか？"),
    "check4": ("Experiment or decision?", "実験にしますか、決定にしますか？"),
}
WHY = {
    Language.EN: "No incident to tell this week, so we take the topic that has waited longest.",
    Language.JA: "今週は話す障害がないので、いちばん長く待っている議題を選びました。",
}


def row(number: int) -> dict[str, Any]:
    """Return the values that every row has."""
    return {"id": UUID(int=number), "created_at": CREATED, "updated_at": CREATED}


def as_it_is(value: Any) -> Any:
    """Return a row unchanged."""
    return value


class Samples:
    """Hold the rows in one language; tests may ``wrap`` each row, and put other free texts in."""

    def __init__(
        self,
        language: Language,
        *,
        wrap: Callable[[Any], Any] = as_it_is,
        texts: Callable[[str], str] = as_it_is,
        names_on: bool = False,
    ) -> None:
        self.language = language
        self.wrap, self.texts = wrap, texts
        names = ("minase", "kasuga", "torii", "saegusa", "hayami")
        persons = [Person(**row(100 + n), name=self.raw(name), joined_on=HELD_ON) for n, name in enumerate(names)]
        self.persons = {person.id: wrap(person) for person in persons}
        self.teams = {
            UUID(int=200 + n): wrap(Team(**row(200 + n), name=self.text(name)))
            for n, name in enumerate(("search", "desk"))
        }
        self.room = Room(self.persons, self.teams, known(persons), names_on=names_on, seconds_left=7 * 60 - 20)
        self.series = wrap(
            Series(
                **row(901),
                name=self.text("meeting"),
                weekday=2,
                starts_at=time(16),
                zone="Asia/Tokyo",
                first_on=HELD_ON,
            )
        )
        self.meeting = self._meeting(300, HELD_ON, 100, 101)
        self.coming = self._meeting(301, NEXT_ON, 104, 100)
        self.topic = self._item(400, Kind.OPEN_TOPIC, "topic")
        self.near_miss = self._item(401, Kind.NEAR_MISS, "next")
        self.incident = wrap(
            Incident(
                **row(900),
                key="2026-08-28-search",
                title=self.text("incident"),
                zone="Asia/Tokyo",
                occurred_on=date(2026, 8, 28),
            )
        )

    def raw(self, key: str) -> str:
        """Return a sample text in the language."""
        return TEXTS[key][self.language is Language.JA]

    def text(self, key: str) -> str:
        """Return a free text in the language, or what a test puts in its place."""
        return self.texts(self.raw(key))

    def _meeting(self, number: int, day: date, leads: int, beside: int) -> Meeting:
        people = {"facilitator_id": UUID(int=leads), "co_facilitator_id": UUID(int=beside)}
        return self.wrap(Meeting(**row(number), series_id=SERIES, held_on=day, **people))

    def _item(self, number: int, kind: Kind, title: str) -> AgendaItem:
        return self.wrap(AgendaItem(**row(number), kind=kind, title=self.text(title), queued_on=HELD_ON))

    @property
    def items(self) -> dict[UUID, AgendaItem]:
        """Return the agenda items by id."""
        return {item.id: item for item in (self.topic, self.near_miss)}

    @property
    def agenda(self) -> Agenda:
        """Return an agenda of thirty minutes with an open topic."""
        minutes = {
            Segment.OPEN: 2,
            Segment.ACTIONS: 3,
            Segment.MAIN: 17,
            Segment.LEARNING: 4,
            Segment.READ_BACK: 3,
            Segment.CLOSE: 1,
        }
        starts = 0
        lines = []
        for segment, length in minutes.items():
            lines.append(self._line(segment, length, starts))
            starts += length
        return Agenda(tuple(lines), 30)

    def _line(
        self, segment: Segment, minutes: int, starts: int, kind: Kind = Kind.OPEN_TOPIC, item_id: UUID = TOPIC
    ) -> AgendaLine:
        main = segment is Segment.MAIN
        made = AgendaLine(
            segment=segment,
            minutes=minutes,
            starts_after=starts,
            title=message(f"words.segment.{segment.value}"),
            why=message("stage.joined", first=WHY[self.language], rest=""),
            kind=kind if main else None,
            item_id=item_id if main else None,
        )
        return self.wrap(made)

    def next_line(self) -> AgendaLine:
        """Return the main line of the next meeting."""
        return self._line(Segment.MAIN, 17, 5, Kind.NEAR_MISS, self.near_miss.id)

    @property
    def events(self) -> list[TimelineEvent]:
        """Return the events of the incident: shared clock 12:04 to 13:05 in Tokyo."""
        told: list[tuple[str, str, EventKind]] = [
            ("03:04", "deploy", EventKind.CHANGE),
            ("03:38", "asked", EventKind.COMMUNICATION),
            ("03:42", "p99", EventKind.SIGNAL),
            ("03:45", "takes", EventKind.ACTION),
            ("03:47", "suspects", EventKind.JUDGEMENT),
            ("03:52", "rolls_back", EventKind.ACTION),
            ("04:05", "recovers", EventKind.RECOVERY),
        ]
        made = [self._event(n, clock, text, kind) for n, (clock, text, kind) in enumerate(told)]
        role = message("stage.role.responder", letter="A")
        made[4] = replace(made[4], information=self.text("seen"), role=say(self.language, role), follows_id=made[2].id)
        return [self.wrap(event) for event in made]

    def _event(self, number: int, clock: str, text: str, kind: EventKind) -> TimelineEvent:
        at = datetime.combine(date(2026, 8, 28), time.fromisoformat(clock), UTC)
        return TimelineEvent(
            **row(500 + number), incident_id=INCIDENT, position=number, at=at, kind=kind, text=self.text(text)
        )

    @property
    def instants(self) -> list[Instant]:
        """Return the instants of the incident."""
        clocks = {
            InstantKind.ONSET: 31,
            InstantKind.DETECTED: 42,
            InstantKind.ACKNOWLEDGED: 45,
            InstantKind.MITIGATED: 52,
        }
        return [
            Instant(**row(600 + n), incident_id=INCIDENT, kind=kind, at=datetime(2026, 8, 28, 3, minute, tzinfo=UTC))
            for n, (kind, minute) in enumerate(clocks.items())
        ]

    def told(self, step: int) -> TalkView:
        """Return the talk at a step."""
        return talk(self.incident, scene(self.events, self.instants, self.incident.zone, step), self.room)

    @property
    def decisions(self) -> list[Decision]:
        """Return two decisions."""
        return [
            self.wrap(Decision(**row(700 + n), meeting_id=self.meeting.id, text=self.text(f"decision{n}"), position=n))
            for n in (1, 2)
        ]

    @property
    def promises(self) -> list[ActionItem]:
        """Return three new actions with owner and date."""
        owned = ((1, Priority.P1, 102, 18), (2, Priority.P1, 103, 25), (3, Priority.P2, 101, 16))
        return [
            self._action(800 + n, f"action{n}", priority, due=date(2026, 9, day), owner_id=UUID(int=owner), position=n)
            for n, priority, owner, day in owned
        ]

    @property
    def late(self) -> list[ActionItem]:
        """Return a late, a blocked and a changed action."""
        return [
            self._action(811, "late1", Priority.P1, due=date(2026, 8, 26), team_id=UUID(int=200)),
            self._action(
                812, "late2", Priority.P2, due=date(2026, 9, 11), team_id=UUID(int=201), blocked_since=date(2026, 9, 3)
            ),
            self._action(813, "late3", Priority.P3, due=date(2026, 9, 30), team_id=UUID(int=200)),
        ]

    def _action(self, number: int, text: str, priority: Priority, **values: Any) -> ActionItem:
        return self.wrap(ActionItem(**row(number), text=self.text(text), priority=priority, **values))


def sample_views(language: Language | str) -> dict[str, StageView]:
    """Return one view of each state by its name, and a few more that show a state's edges."""
    return views_of(Samples(Language(language)))


def views_of(made: Samples) -> dict[str, StageView]:
    """Return one view of each state made of some rows."""
    coming = slides.next_meeting(made.meeting, made.coming, made.next_line(), made.items, made.room)
    soon = replace(made.room, seconds_left=100)
    checks = [made.text(f"check{n}") for n in (1, 2, 3, 4)]
    return {
        "opening": slides.opening(made.series, made.meeting, made.agenda, made.items, made.room),
        "actions": slides.actions(made.late, HELD_ON, made.room),
        "talk": made.told(5),
        "talk-start": made.told(0),
        "topic": slides.topic(made.topic, Kind.OPEN_TOPIC, checks, 1, made.room, presenter_id=UUID(int=102)),
        "learning": slides.learning(made.room),
        "read_back": slides.read_back(made.decisions, made.promises, coming, soon),
        "read_back-nothing": slides.read_back([], [], coming, soon),
        "close": slides.close(coming, replace(soon, seconds_left=40)),
        "blank": slides.blank(),
    }


def timeline_drawer(language: Language | str, theme: str) -> Callable[[TalkView, int, int], QImage]:
    """Return what draws a talk's timeline with the charts room, as the application does."""

    def draw(view: TalkView, width: int, height: int) -> QImage:
        def speak(said: Any) -> str:
            return said if isinstance(said, str) else say(language, said)

        picture = TimelinePicture(
            scene=chart_scene(view, speak),
            zone=view.zone,
            language=Language(language),
            style=StyleName(f"stage-{theme}"),
            size=(width, height),
            scale=width / 1184,
        )
        return QImage.fromData(timeline.png(picture))

    return draw
