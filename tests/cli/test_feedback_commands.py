"""What the facilitator keeps after a meeting, by the command line."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial

from cli_desk import TODAY, Terminal, one_sentence

from weeklypm.services import meetings
from weeklypm.services.clock import HandClock, named_day
from weeklypm.services.options import read_day
from weeklypm.storage import open_workspace


def hold(terminal: Terminal) -> None:
    """Hold the day's meeting with seven minutes for its opening, and close it."""
    clock = HandClock(named_day(read_day(TODAY))())
    with open_workspace(terminal.workspace, clock=clock) as workspace:
        meeting = workspace.change(meetings.start_meeting).value
        clock.forward(timedelta(minutes=7))
        workspace.change(partial(meetings.close_meeting, meeting_id=meeting.id, ratings=(0, 0, 0, 1, 1)))


def test_sentences_are_kept_and_shown_with_times_and_ratings(terminal: Terminal) -> None:
    hold(terminal)
    said = terminal("meeting", "feedback", TODAY, "--keep", "Counting to seven", "--try", "Let Kasuga finish", "--json")
    assert said.status == 0, said.err
    assert said.tree["parts"][0] == {"segment": "open", "title": "Open", "planned": 120, "real": 420}
    assert said.tree["ratings"]["mean"] == 4.5
    assert (said.tree["keep"], said.tree["try"]) == ("Counting to seven", "Let Kasuga finish")
    text = terminal("meeting", "feedback").out
    assert text.splitlines()[0] == "Wed 2 Sep"
    assert re.search(r"Open +planned 2:00 +real 7:00", text)
    assert "2 ratings, mean 4.5, from 4 to 5" in text
    assert text.splitlines()[-2:] == ["Keep: Counting to seven", "Try: Let Kasuga finish"]
    japanese = terminal("meeting", "feedback", TODAY, lang="ja").out
    assert "続ける：Counting to seven" in japanese


def test_one_sentence_leaves_the_other_as_it_is(terminal: Terminal) -> None:
    hold(terminal)
    terminal("meeting", "feedback", "--keep", "Counting to seven")
    said = terminal("meeting", "feedback", "--try", "Show the clock", "--json")
    assert (said.tree["keep"], said.tree["try"]) == ("Counting to seven", "Show the clock")
    said = terminal("meeting", "feedback", "--keep", "", "--json")
    assert (said.tree["keep"], said.tree["try"]) == ("", "Show the clock")


def test_tips_come_without_names(terminal: Terminal) -> None:
    assert "No tips yet" in terminal("meeting", "tips").out
    hold(terminal)
    terminal("meeting", "feedback", "--try", "Let Kasuga finish")
    assert terminal("meeting", "tips").out == "Try: Let person A finish\n"
    assert terminal("meeting", "tips", "--json", lang="ja").tree == {
        "tips": [{"kind": "try", "text": "Let Aさん finish"}]
    }


def test_a_meeting_without_a_clock_shows_its_plan_alone(terminal: Terminal) -> None:
    said = terminal("meeting", "feedback", "2026-08-26", "--json")
    assert said.status == 0, said.err
    assert {part["real"] for part in said.tree["parts"]} == {None}
    assert "–" in terminal("meeting", "feedback", "2026-08-26").out


def test_what_cannot_be_kept_is_said_in_a_sentence(terminal: Terminal) -> None:
    hold(terminal)
    assert "too long" in one_sentence(terminal("meeting", "feedback", "--keep", "k" * 501), 1)
    assert "27 August 2026" in one_sentence(terminal("meeting", "feedback", "2026-08-27"), 1)
    clock = HandClock(named_day(read_day("2026-09-09"))())
    with open_workspace(terminal.workspace, clock=clock) as workspace:
        workspace.change(meetings.start_meeting)
    refused = terminal("meeting", "feedback", "2026-09-09", "--keep", "x", today="2026-09-09")
    assert "not closed yet" in one_sentence(refused, 1)
