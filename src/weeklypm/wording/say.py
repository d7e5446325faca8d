"""The one door to words: codes and arguments in, a sentence of the language out."""

from __future__ import annotations

from string import Formatter

from weeklypm.domain.values import Language, Message
from weeklypm.wording.catalogue import Catalogue, MissingText, of_language
from weeklypm.wording.phrases import phrase

__all__ = ["MissingText", "known_codes", "say", "say_from"]


def say(language: Language | str, what: Message | str, /, **arguments: object) -> str:
    """Put a message, or a code with its arguments, into words of a language.

    Arguments may be whatever ``phrases.phrase`` takes, further messages included; ``n`` picks the plural form.
    Arguments given here go before those of the message. Raises MissingText for an unknown code or a missing argument.
    """
    return say_from(of_language(Language(language)), what, **arguments)


def say_from(catalogue: Catalogue, what: Message | str, /, **arguments: object) -> str:
    """Put a message into the words of one catalogue."""
    code, given = (what.code, {**dict(what.arguments), **arguments}) if isinstance(what, Message) else (what, arguments)
    text = catalogue.text(code, given.get("n"))
    return "".join(_parts(catalogue, code, text, given))


def known_codes(language: Language | str) -> frozenset[str]:
    """Return all codes that have a text in a language."""
    return of_language(Language(language)).codes()


def _parts(catalogue: Catalogue, code: str, text: str, given: dict[str, object]) -> list[str]:
    def speak(what: Message | str, /, **arguments: object) -> str:
        return say_from(catalogue, what, **arguments)

    parts: list[str] = []
    for literal, name, form, conversion in Formatter().parse(text):
        parts.append(literal)
        if name is None:
            continue
        # A plain name only: `{a.b}`, `{a[0]}` and `{a!r}` would reach into whatever was handed over.
        if conversion or not name.isidentifier() or name not in given:
            raise MissingText(code, f"has no argument for {{{name}}}")
        parts.append(phrase(speak, given[name], form or ""))
    return parts
