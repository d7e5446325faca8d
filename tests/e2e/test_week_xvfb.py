"""The week around the meeting in the real window, by real key presses alone: queue, agenda, telling, actions, calendar.

What each key did is read from the workspace's file beside the app, and at the end from the command line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from x_beside import Beside, someone_beside
from x_screen import App, missing
from x_week import CONSOLE, Starting, begin_with_the_sample, command, printed, quit_whole, rows

from weeklypm.domain.agenda import AgendaItem, Kind
from weeklypm.domain.announcing import Announced, AnnouncementKind
from weeklypm.domain.calendar import DayPlan
from weeklypm.domain.dashboard import Dashboard
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.outcomes import ActionChange, ActionItem, ActionState, ReasonKind
from weeklypm.gui import theme

TOPIC = "Do we page for a full disk at night?"
NEAR_MISS = "We almost deleted the wrong table"
REPLIES = """@here thanks for asking!
- :eyes: The staging database is smaller than we think
• <@U12AB> nearly rolled back the wrong service
1. Who rotates the signing keys? https://wiki.example/keys
"""
PASTED = {
    "The staging database is smaller than we think": Kind.OPEN_TOPIC,
    "nearly rolled back the wrong service": Kind.NEAR_MISS,
    "Who rotates the signing keys?": Kind.OPEN_TOPIC,
}
VOTED = "Should staging alerts page at night?"
TALK = "Search slow at lunchtime"
SLIPPING = "Tell within 5 minutes when stock sync is late"
MOVED = "Cap payment retries"
REASON = "The exporter has to be written first"
BLANKS = "\u3000\u3000"
PARTS = ("Measure how late the sync is", "Page when it is late")
DASHBOARD = "Search latency"
CANCELLED = date(2026, 9, 9)
OFFSITE = "Company offsite"
COMING_DATES = ("ctrl+comma", "Home", "Down", "Tab", "Tab", "Tab", "Tab", "Home")
"""The keys to the first of the dates that are listed in the settings of the calendar."""
RED_SENTENCE = 300
"""Pixels of pure red that a framed field has with its sentence, and nothing else behind an open dialog."""
OK, DANGER = (theme.load(theme.LIGHT).colour(token).name() for token in ("ok", "danger"))

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"needs {', '.join(missing())}: a virtual screen and its keys")


def one(workspace: Path, title: str) -> AgendaItem:
    (item,) = rows(workspace, AgendaItem, title=title)
    return item


def action(workspace: Path, text: str) -> ActionItem:
    (found,) = rows(workspace, ActionItem, text=text)
    return found


def changes(workspace: Path, text: str) -> list[ActionChange]:
    return rows(workspace, ActionChange, action_id=action(workspace, text).id)


def quick_add(app: App, line: str) -> None:
    app.key("Escape", "ctrl+n", "ctrl+a")
    app.write(line)
    app.key("Return")


def look_around(app: App) -> None:
    """Go through the pages once, so that what they show is there when it is needed."""
    app.key("Escape", "ctrl+4", "ctrl+5", "ctrl+comma", "ctrl+1")


def add_to_the_queue(app: App, workspace: Path, beside: Beside) -> None:
    """Add a topic and a near miss by a line each, and topics by pasting what people replied in the chat."""
    for line in (TOPIC, NEAR_MISS):
        app.insist(partial(quick_add, app, line), lambda line=line: rows(workspace, AgendaItem, title=line), line)
    beside.copy(REPLIES)
    command(app, "Paste replies")
    app.key("ctrl+v")
    last = list(PASTED)[-1]
    app.insist(partial(app.key, "ctrl+Return"), lambda: rows(workspace, AgendaItem, title=last), "the replies")
    for title, kind in PASTED.items():
        assert one(workspace, title).kind is kind
    assert (one(workspace, TOPIC).kind, one(workspace, NEAR_MISS).kind) == (Kind.OPEN_TOPIC, Kind.NEAR_MISS)


def arrange_the_agenda(app: App, workspace: Path) -> None:
    """Vote a topic up, pin it, give it eight minutes, put what fills the rest before it; give the close two minutes."""
    votes = one(workspace, VOTED).votes
    app.key("ctrl+1", "Tab", "Tab", "Tab", "Home", *["Down"] * 4, "plus")
    app.until(lambda: one(workspace, VOTED).votes == votes + 1, "the vote")
    app.key("p")
    app.until(lambda: one(workspace, VOTED).pinned, "the pinned topic")
    app.insist(partial(set_minutes, app, 2, 8), lambda: one(workspace, VOTED).minutes == 8, "eight minutes")
    upwards = partial(app.key, "ctrl+1", "Home", "Down", "Down", "Down", "alt+Up")
    app.insist(upwards, lambda: one(workspace, TALK).pinned, "the moved line")
    assert one(workspace, TALK).place < one(workspace, VOTED).place
    app.insist(partial(set_minutes, app, 6, 2), lambda: close_minutes(workspace) == 2, "two minutes for the close")
    command(app, "Compose the agenda")
    app.until(lambda: close_minutes(workspace) is None, "the agenda composed again")
    assert one(workspace, TALK).pinned


def set_minutes(app: App, row: int, minutes: int) -> None:
    app.key("ctrl+1", "Home", *["Down"] * row, "m")
    app.write(str(minutes))
    app.key("Return")


def close_minutes(workspace: Path) -> int | None:
    return next((plan.close_minutes for plan in rows(workspace, DayPlan)), None)


def announce(app: App, workspace: Path, beside: Beside) -> str:
    """Copy the announcement and see the fourth check turn; return what a paste elsewhere brings."""
    ready = beside.pixels(OK)
    command(app, "Announce the meeting")
    app.key("ctrl+Return")
    app.until(lambda: rows(workspace, Announced, kind=AnnouncementKind.ANNOUNCEMENT), "the announcement")
    app.until(lambda: beside.pixels(OK) > ready, "the fourth check")
    return beside.pasted()


def move_a_due_date(app: App, workspace: Path, beside: Beside) -> None:
    """Move a due date: not without a reason, not for blanks, then for a reason; undo, and move it again."""
    due = action(workspace, MOVED).due
    assert due is not None
    refuse_to_move(app, beside, "Home", "Down", "d")
    beside.copy(BLANKS)
    app.key("ctrl+v")
    app.until(lambda: beside.pixels(DANGER) < RED_SENTENCE, "the sentence gone while a reason is written")
    app.key("ctrl+Return")
    app.until(lambda: beside.pixels(DANGER) > RED_SENTENCE, "the sentence again")
    assert (action(workspace, MOVED).due, len(changes(workspace, MOVED))) == (due, 1)
    say_why(app, workspace, MOVED)
    assert action(workspace, MOVED).due != due
    app.key("ctrl+z")
    app.until(lambda: action(workspace, MOVED).due == due, "the due date taken back")
    assert [change.withdrawn for change in changes(workspace, MOVED) if change.reason == REASON] == [True]


def refuse_to_move(app: App, beside: Beside, *keys: str) -> None:
    """Go to an action by keys, and see that its date does not move without a reason."""
    ask = partial(app.key, "Escape", "Escape", "ctrl+4", *keys, "ctrl+Return")
    app.insist(ask, lambda: beside.pixels(DANGER) > RED_SENTENCE, "a sentence that asks for the reason")


def say_why(app: App, workspace: Path, text: str) -> None:
    """Write the reason over what stands there, tap the last kind, and record it."""
    before = len(changes(workspace, text))
    app.key("ctrl+a")
    app.write(REASON)
    app.key("shift+Tab", "space", "ctrl+Return")
    app.until(lambda: len(changes(workspace, text)) > before, "the recorded reason")


def split_at_the_third_slip(app: App, workspace: Path) -> None:
    """Take the other way that is offered when a date would move for the third time."""
    app.key("ctrl+4", "Home", "d")
    app.key(*["Tab"] * 6, "Return")
    app.write(PARTS[0])
    app.key("Return")
    app.write(PARTS[1])
    app.key(*["Tab"] * 5)
    say_why(app, workspace, SLIPPING)
    app.until(lambda: rows(workspace, ActionItem, text=PARTS[1]), "the parts")
    assert action(workspace, SLIPPING).state is ActionState.DROPPED


def add_a_dashboard(app: App, workspace: Path) -> None:
    app.key("ctrl+5")
    command(app, "Add a dashboard")
    app.write(DASHBOARD)
    app.key("ctrl+Return")
    app.until(lambda: rows(workspace, Dashboard, name=DASHBOARD), "the dashboard")


def call_a_date_off(app: App, workspace: Path) -> None:
    """Call the second of the coming dates off, in the settings of the calendar."""
    app.key(*COMING_DATES, "Down", "Tab", "Return")
    app.write(OFFSITE)
    app.key("ctrl+Return")
    app.until(lambda: rows(workspace, Meeting, state=MeetingState.NOT_HELD, held_on=CANCELLED), "the date called off")


def export_the_calendar(app: App, path: Path) -> str:
    app.key(*COMING_DATES, "Tab", "Tab", "Return")
    app.focus("Export calendar file")
    app.key("ctrl+a")
    app.write(str(path))
    app.key("Return")
    app.until(path.exists, "the calendar file")
    app.focus(CONSOLE)
    return path.read_text(encoding="utf-8")


def test_the_week_around_the_meeting_by_the_keyboard_alone(
    app: App, display: str, workspace: Path, tmp_path: Path
) -> None:
    with someone_beside(display) as beside:
        begin_with_the_sample(app, workspace)
        look_around(app)
        add_to_the_queue(app, workspace, beside)
        arrange_the_agenda(app, workspace)
        announced = announce(app, workspace, beside)
        move_a_due_date(app, workspace, beside)
    split_at_the_third_slip(app, workspace)
    add_a_dashboard(app, workspace)
    call_a_date_off(app, workspace)
    exported = export_the_calendar(app, tmp_path / "calendar.ics")
    quit_whole(app)
    assert TALK in announced
    assert VOTED in announced
    assert f"EXDATE;TZID=Asia/Tokyo:{CANCELLED:%Y%m%d}T160000" in exported.replace("\r\n ", "")
    see_all_from_the_command_line(workspace)


def see_all_from_the_command_line(workspace: Path) -> None:
    topics = {told["title"]: told for told in printed(workspace, "topic", "list")["topics"]}
    assert {TOPIC, NEAR_MISS, *PASTED} <= set(topics)
    assert (topics[VOTED]["votes"], topics[VOTED]["pinned"], topics[VOTED]["minutes"]) == (6, True, 8)
    actions = {told["text"]: told for told in printed(workspace, "actions", "list")["actions"]}
    assert set(PARTS) <= set(actions)
    assert (actions[MOVED]["due"], actions[MOVED]["slips"]) == ("2026-08-21", 1)
    newest = actions[MOVED]["history"][0]
    assert (newest["reason"], newest["kind"], newest["withdrawn"]) == (REASON, ReasonKind.BIGGER.value, True)
    dates = {told["date"]: told for told in printed(workspace, "calendar", "show")["dates"]}
    cancelled = dates[CANCELLED.isoformat()]
    assert not cancelled["held"]
    assert OFFSITE in cancelled["reason"]
    assert [part["title"] for part in printed(workspace, "brief")["agenda"]][2:4] == [TALK, VOTED]


@dataclass(frozen=True)
class Words:
    """Hold what is written in one language: the sample's command, a topic and a reason."""

    sample: str
    topic: str
    reason: str


WRITTEN = {
    "en": Words("Try the sample", TOPIC, REASON),
    "ja": Words("見本で試す", "夜間のディスク満杯で人を起こすか", "先に計測の仕組みを作る必要があった"),
}


def paste(app: App, beside: Beside, *keys: str, text: str) -> None:
    """Press keys, paste a text that no keyboard has to know, and press Enter."""
    beside.copy(text)
    app.key("Escape", *keys, "ctrl+a", "ctrl+v", "Return")


@pytest.mark.parametrize("language", ["en", pytest.param("ja", marks=pytest.mark.soak)])
def test_nothing_is_lost_when_the_app_is_killed(start: Starting, display: str, workspace: Path, language: str) -> None:
    written = WRITTEN[language]
    with someone_beside(display) as beside, start(language, "first.log") as app:
        begin_with_the_sample(app, workspace, partial(paste, app, beside, "ctrl+k", text=written.sample))
        add = partial(paste, app, beside, "ctrl+n", text=written.topic)
        app.insist(add, lambda: rows(workspace, AgendaItem, title=written.topic), "the topic")
        refuse_to_move(app, beside, "Home", "d")
        beside.copy(written.reason)
        app.key("ctrl+v", "ctrl+Return")
        app.until(lambda: rows(workspace, ActionChange, reason=written.reason), "the reason")
        app.process.kill()
        app.ended(10)
    with start(language, "second.log") as app:
        app.focus(CONSOLE)
        app.insist(partial(quick_add, app, NEAR_MISS), lambda: rows(workspace, AgendaItem, title=NEAR_MISS), NEAR_MISS)
        quit_whole(app)
    titles = [told["title"] for told in printed(workspace, "topic", "list")["topics"]]
    reasons = [told["reason"] for one in printed(workspace, "actions", "list")["actions"] for told in one["history"]]
    assert (titles.count(written.topic), titles.count(NEAR_MISS), reasons.count(written.reason)) == (1, 1, 1)
