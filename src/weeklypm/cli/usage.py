"""What the command-line library finds wrong with the words typed, as a message in our own words."""

from __future__ import annotations

from typing import Any

from typer.exceptions import TyperException

from weeklypm.domain.values import Message, message


def usage_message(error: TyperException) -> Message:
    """Return what is wrong with the options, arguments or commands typed, and what to write instead."""
    if option := getattr(error, "option_name", None):
        unknown = hasattr(error, "possibilities")
        return message("cli.usage.option" if unknown else "cli.usage.value", name=str(option))
    context = getattr(error, "ctx", None)
    if (parameter := getattr(error, "param", None)) is not None and not error.message:
        return message("cli.usage.missing", name=_name(parameter))
    if parameter is not None:
        return _unfit_value(_name(parameter), error.__cause__)
    if known := getattr(getattr(context, "command", None), "commands", None):
        return message("cli.usage.command", known=", ".join(known))
    return message("cli.usage.other", text=" ".join(error.format_message().split()).rstrip("."))


def _name(parameter: Any) -> str:
    return str(parameter.get_error_hint()).replace("'", "")


def _unfit_value(name: str, cause: Any) -> Message:
    """Return what a value lacks; the library's own words for it are English alone."""
    found = cause.errors()[0] if hasattr(cause, "errors") else {}
    bounds = found.get("ctx", {})
    if "ge" in bounds:
        return message("cli.usage.least", name=name, bound=bounds["ge"])
    if "le" in bounds:
        return message("cli.usage.most", name=name, bound=bounds["le"])
    return message("cli.usage.number", name=name, text=str(found.get("input", "")))
