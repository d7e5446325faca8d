"""Measuring the rotation on the command line: figures, words, refusals, and the same figures whatever the machine."""

from __future__ import annotations

import pytest
from cli_desk import Terminal, one_sentence, process, written

FEW = (
    "rotation",
    "simulate",
    "--people",
    "10",
    "--weeks",
    "150",
    "--absence",
    "0.1",
    "--teams",
    "5/3/2",
    "--seeds",
    "3",
)
SMALL = ("rotation", "simulate", "--people", "4", "--weeks", "20", "--seeds", "2")


def test_the_figures_hold_their_direction_in_few_runs(nowhere: Terminal) -> None:
    said = nowhere.bare(*FEW, "--json")
    rules = said.tree["rules"]
    assert (said.status, said.err, set(said.tree)) == (0, "", {"rules"})
    assert set(rules) == {"ledger", "wheel", "random", "fixed", "longest_idle"}
    for told in rules.values():
        assert set(told) == {"unfairness_end", "unfairness_any", "longest_wait", "shortest_gap", "twice_running"}
        assert set(told["unfairness_end"]) == set(told["unfairness_any"]) == {"mean", "max"}
        assert told["unfairness_end"]["mean"] <= told["unfairness_end"]["max"] <= told["unfairness_any"]["max"]
    ours = rules["ledger"]
    assert ours["unfairness_end"]["mean"] <= 0.65
    assert ours["unfairness_end"]["max"] <= 1.10
    assert ours["unfairness_any"]["max"] <= 1.40
    assert ours["twice_running"] == 0
    assert rules["wheel"]["unfairness_end"]["mean"] >= 4 * ours["unfairness_end"]["mean"]


def test_no_workspace_is_needed_and_none_is_made(nowhere: Terminal) -> None:
    assert nowhere(*SMALL).status == 0
    assert written(nowhere.workspace.parent) == {}


def test_the_same_options_print_the_same_whatever_the_hash_seed() -> None:
    first, again = (process("--lang", "en", *SMALL, "--json", PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert first.status == 0
    assert first.out == again.out


def test_absences_and_declines_make_it_harder(nowhere: Terminal) -> None:
    calm, busy = (
        nowhere.bare(*FEW, "--absence", absence, "--declines", declines, "--json").tree["rules"]["ledger"]
        for absence, declines in (("0", "0"), ("0.3", "0.3"))
    )
    assert calm["unfairness_any"]["max"] < busy["unfairness_any"]["max"]
    assert calm["longest_wait"] < busy["longest_wait"]


def test_the_figures_read_as_a_table_in_both_languages(nowhere: Terminal) -> None:
    english = nowhere.bare("--lang", "en", *SMALL, "--declines", "0.2").out.splitlines()
    assert english[:3] == ["4 people", "20 held meetings, 10 % absent, 20 % cannot come after all", "2 runs"]
    assert [line.split("  ")[0] for line in english[5:10]] == [
        "This rotation",
        "Wheel",
        "Chance",
        "Fixed order",
        "Longest idle",
    ]
    japanese = nowhere.bare("--lang", "ja", *SMALL, "--teams", "2/2").out
    assert "チームの人数：2/2" in japanese
    assert "ルーレット" in japanese


def test_one_person_who_is_never_there_is_counted_in_the_singular(nowhere: Terminal) -> None:
    said = nowhere.bare(
        "--lang", "en", "rotation", "simulate", "--people=1", "--weeks=2", "--seeds=1", "--absence=1"
    ).out
    assert said.startswith("1 person\n2 held meetings, 100 % absent\n1 run\n")
    assert "–" in said


@pytest.mark.parametrize(
    "options",
    [
        "--absence=1.01",
        "--absence=-0.1",
        "--absence=nan",
        "--absence=",
        "--absence=.",
        "--absence=１",
        "--declines=2",
        "--people=0",
        "--people=201",
        "--weeks=0",
        "--weeks=5201",
        "--seeds=0",
        "--seeds=many",
        "--teams=5/3",
        "--teams=5/5/0",
        "--teams=5,5",
        "--teams=",
        "--teams=²/8",
    ],
)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_options_that_cannot_be_are_one_sentence(nowhere: Terminal, options: str, lang: str) -> None:
    assert one_sentence(nowhere.bare("--lang", lang, "rotation", "simulate", options), 2)


def test_teams_that_do_not_add_up_name_both_numbers(nowhere: Terminal) -> None:
    said = one_sentence(nowhere.bare("--lang", "en", "rotation", "simulate", "--teams", "5/3/1"), 2)
    assert "9" in said
    assert "10" in said
