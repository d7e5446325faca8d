"""What the command-line library finds wrong with the words typed, as a message in our own words."""

from __future__ import annotations

from typer.exceptions import TyperException

from weeklypm.domain.values import Message, message


def usage_message(error: TyperException) -> Message:
    """Return what is wrong with the options, arguments or commands typed, and what to write instead."""
    if option := getattr(error, "option_name", None):
        unknown = hasattr(error, "possibilities")
        return message("cli.usage.option" if unknown else "cli.usage.value", name=str(option))
    context = getattr(error, "ctx", None)
    if (parameter := getattr(error, "param", None)) is not None and not error.message:
        return message("cli.usage.missing", name=parameter.get_error_hint().replace("'", ""))
    if known := getattr(getattr(context, "command", None), "commands", None):
        return message("cli.usage.command", known=", ".join(known))
    return message("cli.usage.other", text=" ".join(error.format_message().split()).rstrip("."))
