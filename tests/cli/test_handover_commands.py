"""Handing over by the command line: packing, opening, who holds the pen, and twenty weeks back and forth."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from datetime import date, timedelta
from operator import itemgetter
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cli_desk import TODAY, Said, Terminal, one_sentence, process

from weeklypm.domain.values import Language
from weeklypm.services import access, meetings, recording
from weeklypm.services.clock import named_day
from weeklypm.services.recording import Recorded

WEEKS = 20
FIRST = date(2026, 9, 2)
NUMBER = 5
"""Where a pack's number stands in its row, after what every row has."""


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def other(terminal: Terminal) -> Terminal:
    """Offer the command line of the next facilitator's machine, where there is nothing yet."""
    folder = terminal.workspace.parent / "next"
    folder.mkdir()
    return Terminal(terminal.capsys, folder / "team.sqlite")


@pytest.fixture
def pack(terminal: Terminal, tmp_path: Path) -> Path:
    path = tmp_path / "x.wpm"
    assert terminal("handover", "pack", "-o", path).status == 0
    return path


def test_packing_says_for_whom_and_where(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal("handover", "pack", "-o", tmp_path / "x.wpm")
    assert (said.status, said.err) == (0, "")
    assert "Packed for Minase" in said.out
    assert str(tmp_path / "x.wpm") in said.out


def test_packing_tells_all_as_json(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal("handover", "pack", "-o", tmp_path / "x.wpm", "--to", "Kasuga", "--json")
    assert said.tree | {"packed_at": "", "sha256": "", "file": ""} == {
        "file": "",
        "number": 1,
        "packed_at": "",
        "from": "Kayano",
        "to": "Kasuga",
        "changes": 1,
        "sha256": "",
    }


def test_a_file_that_is_there_gives_way_only_to_force(terminal: Terminal, pack: Path) -> None:
    before = sha256(pack)
    assert "--force" in one_sentence(terminal("handover", "pack", "-o", pack), 1)
    assert sha256(pack) == before
    assert terminal("handover", "pack", "-o", pack, "--force").status == 0
    assert sha256(pack) != before


@pytest.mark.parametrize("target", ["team.sqlite", ".", "none/x.wpm"])
def test_places_where_no_pack_can_be(terminal: Terminal, target: str) -> None:
    before = sha256(terminal.workspace)
    one_sentence(terminal("handover", "pack", "--force", "-o", terminal.workspace.parent / target), 1)
    assert sha256(terminal.workspace) == before
    assert "away" not in terminal("handover", "status", "--json").out


def test_a_name_that_is_none_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    assert "--to" in one_sentence(terminal("handover", "pack", "-o", tmp_path / "x.wpm", "--to", " "), 1)
    one_sentence(terminal("handover", "pack", "-o", tmp_path / "x.wpm", "--to", "x" * 500), 1)
    assert not (tmp_path / "x.wpm").exists()


def test_packing_without_a_target_is_a_slip_of_typing(terminal: Terminal) -> None:
    one_sentence(terminal("handover", "pack"), 2)
    one_sentence(terminal("handover", "open"), 2)


def test_packing_in_a_meeting_waits_for_its_end(terminal: Terminal, tmp_path: Path) -> None:
    with access.writer(terminal.workspace, named_day(FIRST)) as workspace:
        workspace.change(meetings.start_meeting)
    one_sentence(terminal("handover", "pack", "-o", tmp_path / "x.wpm"), 1)


def test_opening_where_there_is_nothing_makes_the_workspace(terminal: Terminal, pack: Path) -> None:
    theirs = other(terminal)
    said = theirs("handover", "open", pack)
    assert (said.status, said.err) == (0, "")
    assert "Hinoki Store" in said.out
    assert theirs("brief").out == terminal("brief").out
    assert theirs("check").status == 0


def test_opening_says_what_became_of_the_older_file(terminal: Terminal, pack: Path, tmp_path: Path) -> None:
    theirs = other(terminal)
    theirs("handover", "open", pack)
    theirs("topic", "add", "Something new")
    theirs("handover", "pack", "-o", tmp_path / "2.wpm", "--to", "Kayano")
    said = terminal("handover", "open", tmp_path / "2.wpm", "--json")
    tree = said.tree
    assert (tree["result"], tree["new_changes"], tree["to"]) == ("replaced", 1, "Kayano")
    assert Path(tree["backup"]).exists()
    assert "Something new" in terminal("topic", "list").out


def test_opening_twice_is_nothing_new(terminal: Terminal, pack: Path) -> None:
    theirs = other(terminal)
    theirs("handover", "open", pack)
    before = sha256(theirs.workspace)
    said = theirs("handover", "open", pack)
    assert said.status == 0
    assert "Nothing new" in said.out
    assert sha256(theirs.workspace) == before


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_changes_on_both_sides_are_counted_and_nothing_is_merged(
    terminal: Terminal, pack: Path, tmp_path: Path, lang: str
) -> None:
    theirs = other(terminal)
    theirs("handover", "open", pack)
    theirs("topic", "add", "Theirs")
    theirs("handover", "pack", "-o", tmp_path / "2.wpm")
    terminal("topic", "add", "Mine")
    before = sha256(terminal.workspace), sha256(tmp_path / "2.wpm")
    sentence = one_sentence(terminal("handover", "open", tmp_path / "2.wpm", lang=lang), 1)
    assert "1 change" in sentence or "1件" in sentence
    assert (sha256(terminal.workspace), sha256(tmp_path / "2.wpm")) == before


def test_another_workspace_is_told_where_it_could_go(terminal: Terminal, pack: Path, tmp_path: Path) -> None:
    stranger = Terminal(terminal.capsys, tmp_path / "stranger.sqlite")
    stranger("demo")
    assert "--workspace" in one_sentence(stranger("handover", "open", pack), 1)


def test_a_file_that_is_no_pack(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "bad.wpm").write_bytes(b"PK\3\4" + b"x" * 100)
    one_sentence(terminal("handover", "open", tmp_path / "bad.wpm"), 1)
    one_sentence(terminal("handover", "open", tmp_path / "none.wpm"), 1)


def test_an_open_workspace_is_not_replaced(terminal: Terminal, pack: Path) -> None:
    with access.writer(terminal.workspace, named_day(FIRST)):
        sentence = one_sentence(terminal("handover", "open", pack), 1)
    assert "is open in" in sentence


def test_the_status_follows_the_pen(terminal: Terminal, tmp_path: Path) -> None:
    assert "never handed over" in terminal("handover", "status").out
    terminal("handover", "pack", "-o", tmp_path / "x.wpm", "--to", "Kasuga")
    away = terminal("handover", "status", "--json").tree
    assert (away["pen"], away["holder"], away["packs"][0]["opened_at"]) == ("away", "Kasuga", None)
    assert "Handed over to Kasuga" in terminal("handover", "status").out
    assert "Kasuga" in terminal("handover", "take-back").out
    here = terminal("handover", "status", "--json").tree
    assert (here["pen"], here["holder"]) == ("here", "Kayano")
    assert here["packs"][0]["taken_back_at"] is not None
    assert "here already" in terminal("handover", "take-back").out
    assert "取り戻し" in terminal("handover", "status", lang="ja").out


def test_writing_after_handing_over_warns_in_one_line_and_goes_on(terminal: Terminal, pack: Path) -> None:
    assert pack.exists()
    said = terminal("topic", "add", "After all")
    assert said.status == 0
    assert len(said.err.splitlines()) == 1
    assert "Minase" in said.err
    assert terminal("handover", "status", "--json").tree["pen"] == "here"
    assert terminal("topic", "add", "Once more").err == ""


def test_what_is_refused_takes_no_pen(terminal: Terminal, pack: Path) -> None:
    assert pack.exists()
    assert terminal("topic", "add", "").status != 0
    assert terminal("handover", "status", "--json").tree["pen"] == "away"


def test_packing_again_needs_no_warning(terminal: Terminal, pack: Path, tmp_path: Path) -> None:
    assert pack.exists()
    said = terminal("handover", "pack", "-o", tmp_path / "2.wpm", "--to", "Kasuga")
    assert (said.status, said.err) == (0, "")
    assert [row["to"] for row in terminal("handover", "status", "--json").tree["packs"]] == ["Kasuga", "Minase"]


# Back and forth


def hold_week(place: Path, day: date, number: int) -> set[UUID]:
    """Hold a meeting and record in it; return the rows that were reported as saved."""
    with access.writer(place, named_day(day)) as workspace:
        meeting = workspace.change(meetings.start_meeting).value
        lines = ((Recorded.DECISION, f"Decided {number}"), (Recorded.PARKED, f"Later {number}"))
        made = {
            workspace.change(lambda unit, kind=kind, line=line: recording.record(unit, meeting.id, kind, line)).value.id  # type: ignore[misc]
            for kind, line in lines
        }
        workspace.change(lambda unit: meetings.close_meeting(unit, meeting.id))
    return made | {meeting.id}


def rows(place: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table but the machine's own; the last opening is stamped where it happened alone."""
    connection = sqlite3.connect(place)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    found = {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in tables if name != "meta"}
    connection.close()
    return found


def ids(place: Path) -> set[UUID]:
    return {UUID(row[0]) for table, found in rows(place).items() for row in found if _is_id(row[0])}


def _is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) == 32


def equal_but_for_the_last_opening(one: Path, two: Path) -> None:
    left, right = rows(one), rows(two)
    for found in (left, right):
        found["handover"] = _without_last_opening(found["handover"])
    assert left.keys() == right.keys()
    for table, found_rows in left.items():
        assert found_rows == right[table], table


def _without_last_opening(found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Leave out of the last row what opening it stamps: when it changed, its version, and when it was opened."""
    (*before, last) = sorted(found, key=itemgetter(NUMBER))
    return [*before, (*last[:2], *last[NUMBER:-2])]


def test_twenty_weeks_back_and_forth_end_equal(terminal: Terminal, tmp_path: Path) -> None:
    hands = (terminal, other(terminal))
    reported: set[UUID] = set()
    said: list[Said] = []
    for week in range(WEEKS):
        giver, taker = hands[week % 2], hands[(week + 1) % 2]
        today = (FIRST + timedelta(days=7 * week)).isoformat()
        said.append(giver("topic", "add", f"Topic of week {week}", today=today))
        said.append(giver("actions", "add", f"Promise of week {week}", "--idea", today=today))
        if week % 4 == 1:
            said.append(swapped(giver, today))
        if held(giver, today):
            reported |= hold_week(giver.workspace, date.fromisoformat(today), week)
        pack = tmp_path / f"{week}.wpm"
        said.append(giver("handover", "pack", "-o", pack, "--to", f"Leader {week + 1}", today=today))
        said.append(taker("handover", "open", pack, today=today))
        assert ids(giver.workspace) <= ids(taker.workspace), "no row is lost"
    assert [(one.status, one.err) for one in said] == [(0, "")] * len(said)
    assert len(reported) >= 3 * 15
    assert any("swapped" in row for row in rows(hands[0].workspace)["rotation_event"])
    equal_but_for_the_last_opening(hands[0].workspace, hands[1].workspace)
    for hand in hands:
        assert reported <= ids(hand.workspace)
        assert hand("check").status == 0
        titles = json.dumps(rows(hand.workspace)["agenda_item"])
        assert all(f"Topic of week {week}" in titles for week in range(WEEKS))
    packs = hands[0]("handover", "status", "--json").tree["packs"]
    assert [row["number"] for row in packs] == list(range(WEEKS, 0, -1))


def swapped(terminal: Terminal, today: str) -> Said:
    """Let the leaders of the second and the third date that are held change places."""
    dates = terminal("rotation", "next", "-n", "4", "--json", today=today).tree["dates"]
    _, one, two = [found["date"] for found in dates if found["held"]][:3]
    return terminal("rotation", "swap", one, two, today=today)


def held(terminal: Terminal, today: str) -> bool:
    week = terminal("brief", "--json", today=today).tree
    return bool(week["date"] == today and week["held"])


def test_two_weeks_back_and_forth_by_processes_of_their_own(terminal: Terminal, tmp_path: Path) -> None:
    places = terminal.workspace, other(terminal).workspace
    for week in range(2):
        giver, taker = places[week % 2], places[(week + 1) % 2]
        pack = tmp_path / f"{week}.wpm"
        for words in (
            ("--workspace", giver, "topic", "add", f"Topic {week}"),
            ("--workspace", giver, "handover", "pack", "-o", pack, "--to", "Kasuga"),
            ("--workspace", taker, "handover", "open", pack),
        ):
            said = process("--lang", "en", "--today", TODAY, *words)
            assert (said.status, said.err) == (0, ""), words
    equal_but_for_the_last_opening(*places)
    assert process("--workspace", places[1], "check").status == 0


def test_the_default_place_is_made_too(terminal: Terminal, pack: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    said = process("--lang", "en", "handover", "open", pack, XDG_DATA_HOME=str(home), HOME=str(home))
    assert (said.status, said.err) == (0, "")
    assert list(home.rglob("weeklypm.sqlite"))
    shutil.rmtree(home)


def test_every_sentence_is_said_in_both_languages(terminal: Terminal, pack: Path) -> None:
    assert pack.exists()
    for language in Language:
        assert terminal("handover", "status", lang=language).out
