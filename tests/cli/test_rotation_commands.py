"""Whose turn it is, on the command line: shown with its reasons, changed, taken over, recorded and replayed."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from cli_desk import TODAY, Terminal, one_sentence, written

from weeklypm.domain.turns import TurnKind
from weeklypm.domain.values import Language
from weeklypm.services import meetings, turns
from weeklypm.services.clock import HandClock
from weeklypm.storage import open_workspace
from weeklypm.wording import say

FIRST, SECOND, THIRD, HOLIDAY = "2026-09-02", "2026-09-09", "2026-09-16", "2026-09-23"


def rotation(terminal: Terminal, *words: str | Path) -> Any:
    """Run a command about the rotation and return its JSON."""
    said = terminal("rotation", *words, "--json")
    assert (said.status, said.err) == (0, ""), said.err
    return said.tree


def kept(terminal: Terminal) -> str:
    """Return the digest of the workspace, its backups aside."""
    return written(terminal.workspace.parent)[terminal.workspace.name]


def names(terminal: Terminal, count: int = 6) -> dict[str, str | None]:
    """Return who leads the coming held dates."""
    dates = rotation(terminal, "next", "-n", str(count))["dates"]
    return {one["date"]: one["facilitator"] and one["facilitator"]["name"] for one in dates if one["held"]}


def debts(terminal: Terminal) -> dict[str, Fraction]:
    """Return the ledger by name, exact."""
    return {one["name"]: Fraction(one["debt_exact"]) for one in rotation(terminal, "ledger")["people"]}


def test_the_coming_dates_have_names_teams_states_and_reasons_in_codes_and_words(terminal: Terminal) -> None:
    tree = rotation(terminal, "next", "-n", "6")
    held = [one for one in tree["dates"] if one["held"]]
    assert [one["state"] for one in held] == ["confirmed"] * 2 + ["tentative"] * 4
    assert all(one["facilitator"]["name"] and one["facilitator"]["team"] for one in held)
    assert [one["co_facilitator"]["name"] for one in held[:5]] == [one["facilitator"]["name"] for one in held[1:]]
    assert held[0]["why"]["code"] == "rotation.why.pick_without"
    assert held[0]["why"]["text"].startswith(f"{held[0]['facilitator']['name']}: owes ")
    assert Fraction(held[0]["why"]["arguments"]["debt"]["arguments"]["debt"]) > 0
    (holiday,) = (one for one in tree["dates"] if not one["held"])
    assert (holiday["date"], holiday["facilitator"], holiday["state"]) == (HOLIDAY, None, None)
    assert holiday["reason"]["text"] == "Public holiday: Autumnal Equinox Day"
    assert tree["conflicts"] == []


def test_as_many_dates_come_as_are_asked_for(terminal: Terminal) -> None:
    assert len(names(terminal, 1)) == 1
    assert len(names(terminal, 20)) == 20


def test_the_dates_read_as_text_in_both_languages(terminal: Terminal) -> None:
    lines = terminal("rotation", "next").out.splitlines()
    assert lines[0].split("  ")[:3] == ["2026-09-02 Wed", "Minase (Search)", " confirmed"]
    assert "2026-09-23 Wed  –" in lines[3]
    assert "Autumnal Equinox Day" in lines[3]
    japanese = terminal("rotation", "next", lang="ja").out
    assert "2026-09-02 水  Minase（Search）" in japanese
    assert "秋分の日" in japanese


def test_reading_writes_nothing(terminal: Terminal) -> None:
    before = written(terminal.workspace.parent)
    for words in (["next"], ["why", FIRST], ["ledger"], ["record"], ["replay"]):
        assert terminal("rotation", *words).status == 0
    assert written(terminal.workspace.parent) == before


def test_why_prints_the_pick_the_whole_table_and_each_exclusion(terminal: Terminal) -> None:
    tree = rotation(terminal, "why", FIRST)
    assert (tree["held"], tree["state"], tree["instead_of"]) == (True, "confirmed", None)
    first, *others = tree["candidates"]
    assert first["name"] == tree["facilitator"]["name"] == "Minase"
    assert first["considered"]
    assert first["exclusion"] is None
    assert float(Fraction(first["debt_exact"])) == pytest.approx(first["debt"], abs=1e-4)
    assert len(tree["candidates"]) == 10
    out = {one["name"]: one["exclusion"]["code"] for one in others if not one["considered"]}
    assert out["Torii"] == "rotation.excluded.presents"
    assert out["Saegusa"] == "rotation.excluded.away"
    assert all(one["exclusion"]["text"] for one in others if not one["considered"])


def test_why_reads_as_a_table_in_both_languages(terminal: Terminal) -> None:
    said = terminal("rotation", "why", FIRST).out.splitlines()
    assert said[0] == "2026-09-02 Wed: Minase (Search), confirmed"
    assert said[1].startswith("Minase: owes 1.03 turns")
    assert said[3].split() == ["Name", "Team", "Owes", "Last", "led", "Meetings", "ago", "Not", "considered"]
    assert said[4].startswith("Minase   Search    +1.03")
    assert len(said) == 14
    japanese = terminal("rotation", "why", FIRST, lang="ja").out
    assert "Minase（Search）・確定" in japanese
    assert "発表者" in japanese


def test_why_of_a_past_date_and_of_a_holiday(terminal: Terminal) -> None:
    past = rotation(terminal, "why", "2026-08-26")
    assert (past["state"], past["facilitator"]["name"]) == ("held", "Kayano")
    assert "held" in terminal("rotation", "why", "2026-08-26").out
    holiday = rotation(terminal, "why", HOLIDAY)
    assert (holiday["held"], holiday["state"], holiday["facilitator"]) == (False, None, None)
    assert "not held (Public holiday" in terminal("rotation", "why", HOLIDAY).out
    assert "秋分の日" in terminal("rotation", "why", HOLIDAY, lang="ja").out


def test_the_ledger_adds_up_to_nought_and_lists_the_most_owed_first(terminal: Terminal) -> None:
    tree = rotation(terminal, "ledger")
    owed = [Fraction(one["debt_exact"]) for one in tree["people"]]
    assert (tree["sum"], tree["date"]) == ("0", TODAY)
    assert sum(owed) == 0
    assert owed == sorted(owed, reverse=True)
    assert sum(len(one["served"]) for one in tree["people"]) == 8
    assert sum(len(one["shadowed"]) for one in tree["people"]) == 8
    text = terminal("rotation", "ledger").out
    assert "all add up to nought" in text
    assert "Minase   Search    +0.90  0    1       –" in text.splitlines()


def test_a_swap_changes_two_names_and_no_debt(terminal: Terminal) -> None:
    before, owed = names(terminal), debts(terminal)
    tree = rotation(terminal, "swap", FIRST, THIRD)
    after = names(terminal)
    assert (after[FIRST], after[THIRD]) == (before[THIRD], before[FIRST])
    assert after[SECOND] == before[SECOND]
    assert debts(terminal) == owed
    states = {one["date"]: one["state"] for one in tree["dates"]}
    assert (states[FIRST], states[THIRD]) == ("confirmed", "agreed")
    assert "agreed" in terminal("rotation", "next").out


def test_a_pass_is_covered_by_the_rule_and_asks_no_reason(terminal: Terminal) -> None:
    before = names(terminal)
    given = rotation(terminal, "pass", FIRST)
    assert given["instead_of"]["name"] == before[FIRST]
    assert given["facilitator"]["name"] == names(terminal)[FIRST] != before[FIRST]
    assert given["suggest_beside"] is False
    told = rotation(terminal, "why", FIRST)
    assert told["instead_of"]["name"] == before[FIRST]
    assert "Instead of Minase." in terminal("rotation", "why", FIRST).out


def test_two_passes_in_a_row_suggest_to_sit_beside(terminal: Terminal) -> None:
    rotation(terminal, "pass", FIRST)
    rotation(terminal, "cover", FIRST, "--by", "Minase")
    said = terminal("rotation", "pass", FIRST).out
    assert said.splitlines()[-1].startswith("Minase has passed two turns in a row")


def test_a_cover_is_named_or_picked(terminal: Terminal) -> None:
    assert rotation(terminal, "cover", FIRST, "--by", "ｓｅｎａ")["facilitator"]["name"] == "Sena"
    said = terminal("rotation", "cover", SECOND, lang="ja").out
    assert "Kasugaさんに代わって" in said
    assert names(terminal)[SECOND] != "Kasuga"


def test_who_is_absent_is_covered_until_back(terminal: Terminal) -> None:
    leader = names(terminal)[SECOND]
    given = rotation(terminal, "absent", SECOND, "--until", THIRD)
    assert given["instead_of"]["name"] == leader
    table = {one["name"]: one["exclusion"] for one in rotation(terminal, "why", THIRD)["candidates"]}
    assert table[leader]["code"] == "rotation.excluded.away"


def test_a_meeting_that_runs_itself_is_taken(terminal: Terminal) -> None:
    for one in rotation(terminal, "ledger")["people"]:
        assert one["name"] == "Saegusa" or terminal("people", "away", one["name"], FIRST, SECOND).status == 0
    assert names(terminal, 2) == {FIRST: None, SECOND: None}
    assert "runs itself" in terminal("rotation", "next").out
    assert terminal("people", "add", "Asahi").status == 0
    assert names(terminal, 2) == {FIRST: None, SECOND: None}
    assert "away" in one_sentence(terminal("rotation", "take", FIRST, "Torii"), 1)
    given = rotation(terminal, "take", FIRST, "Asahi")
    assert (given["facilitator"]["name"], given["instead_of"]) == ("Asahi", None)
    assert names(terminal, 2) == {FIRST: "Asahi", SECOND: None}
    assert terminal("rotation", "take", SECOND, "Asahi").out.startswith("2026-09-09 Wed: Asahi leads.")


def test_a_meeting_with_a_name_is_not_taken(terminal: Terminal) -> None:
    assert "Minase leads" in one_sentence(terminal("rotation", "take", FIRST, "Sena"), 1)


def test_names_that_nobody_or_two_have_are_told(terminal: Terminal) -> None:
    assert "Nobody here is called “Nemo”" in one_sentence(terminal("rotation", "cover", FIRST, "--by", "Nemo"), 1)
    assert "「Nemo」" in one_sentence(terminal("rotation", "cover", FIRST, "--by", "Nemo", lang="ja"), 1)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["why", "soon"], 2),
        (["why", "2026-09-03"], 1),
        (["why", "2020-01-01"], 1),
        (["swap", FIRST, "9/9"], 2),
        (["swap", FIRST, FIRST], 2),
        (["swap", FIRST, HOLIDAY], 1),
        (["swap", FIRST, "2026-08-26"], 1),
        (["pass", THIRD], 1),
        (["pass", "2026-08-26"], 1),
        (["cover", FIRST, "--by", ""], 1),
        (["cover", HOLIDAY], 1),
        (["absent", SECOND, "--until", FIRST], 1),
        (["absent", SECOND, "--until", "then"], 2),
        (["take", FIRST, "Sena"], 1),
        (["next", "-n", "0"], 2),
        (["next", "-n", "61"], 2),
        (["seed", "nowhere.csv"], 1),
    ],
)
def test_what_cannot_be_is_one_sentence_and_changes_nothing(terminal: Terminal, words: list[str], status: int) -> None:
    before = kept(terminal)
    for lang in ("en", "ja"):
        one_sentence(terminal("rotation", *words, lang=lang), status)
    assert kept(terminal) == before


def test_no_workspace_is_one_sentence(nowhere: Terminal) -> None:
    for words in (["next"], ["why", FIRST], ["ledger"], ["record"], ["replay"], ["pass", FIRST]):
        one_sentence(nowhere("rotation", *words), 1)


def test_every_change_is_in_the_record_and_replays_to_the_same(terminal: Terminal) -> None:
    assert "Nothing is recorded yet." in terminal("rotation", "record").out
    rotation(terminal, "swap", FIRST, THIRD)
    rotation(terminal, "pass", FIRST)
    rotation(terminal, "absent", SECOND)
    events = rotation(terminal, "record")["events"]
    assert [one["number"] for one in events] == list(range(1, len(events) + 1))
    kinds = [one["kind"] for one in events]
    assert [kind for kind in kinds if kind in ("swapped", "passed", "absent")] == ["swapped", "passed", "absent"]
    (passed,) = (one for one in events if one["kind"] == "passed")
    assert passed["why"]["text"]
    assert len(passed["candidates"]) == 10
    done = rotation(terminal, "replay")
    assert done["same"]
    assert done["sha256"] == done["replayed_sha256"]
    assert len(done["sha256"]) == 64
    assert done["difference"] is None
    said = terminal("rotation", "replay").out.splitlines()
    assert said[0].startswith(f"{done['events']} events, replayed on an empty file, give the same")
    assert said[1].split()[-1] == said[2].split()[-1] == done["sha256"]


def test_a_record_that_was_tampered_with_does_not_replay_to_the_same(terminal: Terminal) -> None:
    rotation(terminal, "pass", FIRST)
    with sqlite3.connect(terminal.workspace) as raw:
        (other,) = raw.execute("SELECT id FROM person WHERE name = 'Kayano'").fetchone()
        raw.execute("UPDATE rotation_event SET person_id = ? WHERE kind = 'held' AND number = 5", (other,))
    raw.close()
    said = terminal("rotation", "replay", "--json")
    assert (said.status, said.tree["same"]) == (1, False)
    assert said.tree["sha256"] != said.tree["replayed_sha256"]
    told = terminal("rotation", "replay", lang="ja")
    assert told.status == 1
    assert "違います" in told.out


def test_a_guest_takes_a_meeting_that_runs_by_leaving_the_name_out(terminal: Terminal) -> None:
    assert one_sentence(terminal("rotation", "take", FIRST), 1)
    with open_workspace(terminal.workspace, clock=HandClock(datetime(2026, 9, 2, 7, 0, tzinfo=UTC))) as workspace:
        row = workspace.change(meetings.start_meeting).value
        workspace.change(lambda unit: turns.led_by(unit, row.id, None))
    assert "a guest took it" in terminal("rotation", "take", FIRST).out


def test_the_record_tells_a_meeting_that_begins_from_one_that_is_over(terminal: Terminal) -> None:
    with open_workspace(terminal.workspace, clock=HandClock(datetime(2026, 9, 2, 7, 0, tzinfo=UTC))) as workspace:
        row = workspace.change(meetings.start_meeting).value
        workspace.change(lambda unit: meetings.close_meeting(unit, row.id))
    kinds = [line.split()[3] for line in terminal("rotation", "record").out.splitlines() if FIRST in line]
    assert kinds[-2:] == ["begun", "held"]
    assert "開始" in terminal("rotation", "record", lang="ja").out


def test_the_record_reads_as_text_in_both_languages(terminal: Terminal) -> None:
    rotation(terminal, "swap", FIRST, THIRD)
    rotation(terminal, "pass", FIRST)
    said = terminal("rotation", "record").out
    assert "swapped    Kurose; Minase leads 2026-09-16" in said
    assert ", instead of Kurose" in said
    assert "入れ替え" in terminal("rotation", "record", lang="ja").out


COMMANDS = ["next", "why", "ledger", "record", "replay", "swap", "cover", "pass", "absent", "take", "seed", "simulate"]


@pytest.mark.parametrize("words", [[], *([one] for one in COMMANDS)], ids=" ".join)
def test_help_is_printed_in_both_languages(nowhere: Terminal, words: list[str]) -> None:
    english, japanese = (nowhere.bare("--lang", language, "rotation", *words, "--help") for language in ("en", "ja"))
    assert (english.status, japanese.status) == (0, 0)
    assert "Usage: weeklypm rotation" in english.out
    assert any("\u3041" <= letter <= "\u30fe" for letter in japanese.out)


@pytest.mark.parametrize("language", Language)
def test_every_kind_of_event_has_a_word(language: Language) -> None:
    assert all(say(language, f"rotationcli.kind.{kind.value}") for kind in TurnKind)


PAST = "date,name\n2026-06-24,Torii\n2026/7/1,Sena\n"


@pytest.fixture
def past(tmp_path: Path) -> Path:
    """Offer a file of two past turns."""
    path = tmp_path / "past.csv"
    path.write_text(PAST, encoding="utf-8")
    return path


def test_past_turns_are_shown_then_taken_then_nothing_new(terminal: Terminal, past: Path) -> None:
    before = debts(terminal)
    tree = rotation(terminal, "seed", past, "--preview")
    assert tree["counts"] == {"new": 2, "guest": 0, "same": 0, "refused": 0}
    assert [(one["line"], one["date"], one["person"]) for one in tree["lines"]] == [
        (2, "2026-06-24", "Torii"),
        (3, "2026-07-01", "Sena"),
    ]
    assert debts(terminal) == before
    assert terminal("rotation", "seed", past).out == "2 past turns taken over.\n"
    after = debts(terminal)
    assert sum(after.values()) == 0
    assert after["Torii"] < before["Torii"]
    assert after["Sena"] < before["Sena"]
    assert after["Minase"] > before["Minase"]
    record = rotation(terminal, "record")
    assert "Nothing new" in terminal("rotation", "seed", past).out
    assert rotation(terminal, "seed", past)["counts"]["same"] == 2
    assert (debts(terminal), rotation(terminal, "record")) == (after, record)
    assert rotation(terminal, "replay")["same"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2026-06-17,Nemo", "pastturns.line.unknown"),
        ("2026-06-24,Sena", "pastturns.line.other_name"),
        ("2026-09-02,Sena", "pastturns.line.not_past"),
        ("2027-01-06,Sena", "pastturns.line.not_past"),
        ("2026-07-08,Sena", "pastturns.line.held"),
        ("2026-07-10,Sena", "pastturns.line.late"),
        ("some day,Sena", "pastturns.line.date"),
        ("2026-06-17,", "pastturns.line.no_name"),
    ],
)
def test_one_line_that_cannot_be_taken_refuses_the_file_and_is_named(
    terminal: Terminal, past: Path, line: str, code: str
) -> None:
    past.write_text(PAST + line + "\n", encoding="utf-8")
    before = kept(terminal)
    tree = rotation(terminal, "seed", past, "--preview")
    assert (tree["counts"]["new"], tree["counts"]["refused"]) == (2, 1)
    assert (tree["lines"][2]["line"], tree["lines"][2]["why"]["code"]) == (4, code)
    assert "line 4" in one_sentence(terminal("rotation", "seed", past), 1)
    assert "4行目" in one_sentence(terminal("rotation", "seed", past, lang="ja"), 1)
    shown = terminal("rotation", "seed", past, "--preview").out
    assert "line 4" in shown
    assert "would be refused" in shown
    assert kept(terminal) == before


def test_lines_of_a_file_that_say_the_same_twice_or_what_is_there_are_let_go(terminal: Terminal, past: Path) -> None:
    past.write_text(PAST + "2026年6月24日,torii\n2026-07-08,Kasuga\n", encoding="utf-8")
    assert rotation(terminal, "seed", past)["counts"] == {"new": 2, "guest": 0, "same": 2, "refused": 0}


def test_unknown_names_may_count_as_guests_who_change_nothing(terminal: Terminal, past: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin.csv"
    twin.write_text(PAST + "2026-06-17,Nemo\n", encoding="utf-8")
    tree = rotation(terminal, "seed", twin, "--guests")
    assert tree["counts"] == {"new": 2, "guest": 1, "same": 0, "refused": 0}
    with_guest = debts(terminal)
    assert rotation(terminal, "seed", past)["counts"]["same"] == 2
    assert debts(terminal) == with_guest


def test_people_are_known_by_their_other_names_too(terminal: Terminal, past: Path) -> None:
    assert terminal("people", "add", "Sato Hana", "--also", "hana").status == 0
    past.write_text("2026-06-24,ＨＡＮＡ\n2026-07-01,satohana\n", encoding="utf-8")
    tree = rotation(terminal, "seed", past, "--preview")
    assert [one["person"] for one in tree["lines"]] == ["Sato Hana", "Sato Hana"]


def test_another_encoding_is_named(terminal: Terminal, past: Path) -> None:
    past.write_bytes("日付,名前\n2026-06-24,鳥居\n".encode("cp932"))
    assert "Shift_JIS" in one_sentence(terminal("rotation", "seed", past), 1)
