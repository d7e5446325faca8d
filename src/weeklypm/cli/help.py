"""The help of commands and options in the language asked for: their words live in the catalogues."""

from __future__ import annotations

from typing import Any

from weeklypm.domain.values import Language
from weeklypm.wording import say

SHARED = ("workspace", "lang", "today", "as_json", "key")
"""Options and arguments that mean the same wherever they stand."""


def say_help(command: Any, language: Language, place: tuple[str, ...] = ()) -> None:
    """Give a command of the command-line library, its options and all below it their help."""
    code = ".".join(("cli.help", *place))
    command.help = say(language, code if place else "cli.help.app")
    command.short_help = command.help
    for option in command.params:
        name = str(option.name)
        if not getattr(option, "hidden", False):
            option.help = say(language, f"cli.help.shared.{name}" if name in SHARED else f"{code}.{name}")
    for name, below in getattr(command, "commands", {}).items():
        say_help(below, language, (*place, name))
