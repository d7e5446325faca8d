"""A confirmed leader who is busy with the incident of their date: the commands say so, and with whom to swap."""

from __future__ import annotations

from cli_desk import Terminal

from weeklypm.domain.meeting import Meeting
from weeklypm.services import access, turns
from weeklypm.services.clock import named_day
from weeklypm.services.options import read_day

FIRST = "2026-09-02"


def give_to_the_presenter(terminal: Terminal) -> str:
    """Let whoever presents the first date lead it as well, by their own offer; return their name."""
    with access.writer(terminal.workspace, named_day(read_day(FIRST))) as workspace:
        presenter = next(
            person for person in workspace.read(turns.turns_view).people.values() if person.name == "Torii"
        )
        workspace.change(lambda unit: turns.cover(unit, read_day(FIRST), presenter.id))
        assert workspace.read(lambda reader: reader.first(Meeting, held_on=read_day(FIRST)).facilitator_id)
    return presenter.name


def test_a_conflict_names_the_date_to_swap_with_and_the_command_for_it(terminal: Terminal) -> None:
    name = give_to_the_presenter(terminal)
    tree = terminal("rotation", "next", "--json").tree
    (conflict,) = tree["conflicts"]
    assert (conflict["date"], conflict["facilitator"]["name"]) == (FIRST, name)
    assert conflict["why"]["code"] == "rotation.conflict.presents"
    other = conflict["swap_with"]
    last = terminal("rotation", "next").out.splitlines()[-1]
    assert last.startswith("2026-09-02 Wed: ")
    assert last.endswith(f"weeklypm rotation swap {FIRST} {other}")
    assert conflict["other"]["name"] in last
    assert "入れ替えられます" in terminal("rotation", "next", lang="ja").out
    assert terminal("rotation", "swap", FIRST, other).status == 0
    assert terminal("rotation", "next", "--json").tree["conflicts"] == []
