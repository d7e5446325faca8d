"""Every command and option tells what it is for, in the language asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import typer
from cli_desk import Terminal

from weeklypm.cli.help import say_help
from weeklypm.cli.main import build
from weeklypm.domain.values import Language

COMMANDS = [
    [],
    ["brief"],
    ["demo"],
    ["check"],
    ["agenda"],
    ["agenda", "show"],
    ["agenda", "simulate"],
    ["announce"],
    ["actions"],
    ["actions", "list"],
    ["actions", "add"],
    ["actions", "set"],
    ["incident"],
    ["incident", "import"],
    ["incident", "list"],
    ["incident", "show"],
    ["incident", "timeline"],
    ["dashboard"],
    ["dashboard", "add"],
    ["dashboard", "list"],
    ["meeting"],
    ["meeting", "notes"],
]


def helps(command: object) -> Iterator[str]:
    """Yield the help of a command, its options and all below it, without what is hidden."""
    yield command.help or ""  # type: ignore[attr-defined]
    yield from (option.help or "" for option in command.params if not getattr(option, "hidden", False))  # type: ignore[attr-defined]
    for below in getattr(command, "commands", {}).values():
        yield from helps(below)


@pytest.mark.parametrize("language", Language)
def test_everything_that_can_be_typed_has_help(language: Language) -> None:
    tree = typer.main.get_command(build(None))
    say_help(tree, language)
    told = list(helps(tree))
    assert len(told) > 20
    assert all(told)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_is_printed_in_both_languages(nowhere: Terminal, words: list[str]) -> None:
    english, japanese = (nowhere.bare("--lang", language, *words, "--help") for language in ("en", "ja"))
    assert (english.status, japanese.status) == (0, 0)
    assert (english.err, japanese.err) == ("", "")
    assert "Usage: weeklypm" in english.out
    assert any("\u3041" <= letter <= "\u30fe" for letter in japanese.out)
