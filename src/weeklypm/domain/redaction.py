"""Names of people in free text become role labels, so that a room talks about what happened and not about who.

Known names, aliases, @handles and mail addresses are replaced (facilitation.md section 3). Labels follow the order of
first appearance, so that the same person keeps the same letter while an incident is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from weeklypm.domain.incident import Responder
from weeklypm.domain.people import Person
from weeklypm.domain.values import Message, message

Words = str | Message
"""Something to be shown: free text as it stands, or a message that the wording room puts into words."""

ROLE: Final = "stage.role.responder"
JOINED: Final = "stage.joined"

LATIN: Final = r"0-9a-z_\u00c0-\u024f"
KANJI: Final = r"\u3005\u3400-\u9fff"
KATAKANA: Final = r"\u30a1-\u30fa\u30fc"
HONORIFIC: Final = "(?:さん|くん|ちゃん|氏|様|君|殿|-san(?![a-z]))"
MAIL: Final = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
HANDLE: Final = r"(?<![\w@])@[\w](?:[\w.-]*\w)?"

# They call a whole room and name nobody.
CROWD: Final = frozenset({"here", "channel", "all", "everyone", "team", "oncall"})
# Names that English also writes in lower case as other words; in lower case they stay.
ALSO_WORDS: Final = frozenset(
    {"art", "bill", "chase", "dawn", "drew", "faith", "frank", "gene", "grace", "grant", "guy", "hope", "hunter", "joy"}
    | {"lane", "mark", "max", "may", "miles", "norm", "page", "pat", "ray", "reed", "rich", "rob", "rose", "sky", "sue"}
    | {"wade", "will"}
)


@dataclass(frozen=True)
class Name:
    """Hold one way of writing a person: ``key`` tells people apart; ``exact`` names do not match in lower case."""

    key: str
    text: str
    exact: bool = False


@dataclass(frozen=True)
class Known:
    """Hold whom texts may name, ``full`` names by key, and the keys in order of first appearance."""

    names: tuple[Name, ...] = ()
    full: tuple[tuple[str, str], ...] = ()
    order: tuple[str, ...] = ()

    def hearing(self, texts: Iterable[str]) -> Known:
        """Return the same with everybody appended who first appears in these texts, in their order."""
        order = list(self.order)
        for text in texts:
            for found in mentions(text, self):
                if found.key not in order:
                    order.append(found.key)
        return replace(self, order=tuple(order))

    @cached_property
    def by_text(self) -> dict[str, Name]:
        """Return the names by their folded text without blanks; a full name goes before a part of another's."""
        found: dict[str, Name] = {}
        for name in sorted(self.names, key=_part):
            found.setdefault(_bare(name.text), name)
        return found

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return what finds mail addresses, handles and names in folded text, longer ones first."""
        longest = sorted({name.text for name in self.names}, key=lambda text: (-len(text), text))
        names = "|".join(filter(None, map(_name_pattern, longest))) or r"(?!)"
        return re.compile(f"(?P<mail>{MAIL})|(?P<handle>{HANDLE})|(?P<name>(?:{names}))(?P<title>{HONORIFIC})?")


@dataclass(frozen=True)
class Mention:
    """Hold where a text names somebody, and whether by a mail address."""

    start: int
    end: int
    key: str
    mail: bool


def known(people: Iterable[Person], responders: Iterable[Responder] = (), texts: Iterable[str] = ()) -> Known:
    """Collect everybody whom texts may name; ``texts`` in telling order fix the letters of the labels.

    Each part of a name of several words counts too, except in lower case.
    """
    listed = [(str(person.id), (person.name, *person.aliases)) for person in people]
    listed += [(str(each.person_id or _bare(each.name)), (each.name,)) for each in responders if each.name.strip()]
    names = tuple(name for key, written in listed for text in written for name in _names(key, text))
    full = tuple((key, written[0]) for key, written in listed)
    return Known(names, full).hearing(texts)


def redact(text: str, people: Known, *, names_on: bool) -> Words:
    """Return a text with the people in it as role labels; with names on, only mail addresses are replaced.

    Somebody not heard before gets the next letter. A single kanji is a name only where no other kanji touches it, for
    原 is also in 原因.
    """
    heard = people.hearing([text])
    parts: list[Words] = []
    rest = 0
    for found in mentions(text, people):
        if not names_on or found.mail:
            parts += [text[rest : found.start], _label(found, heard, names_on=names_on)]
            rest = found.end
    return _join([*parts, text[rest:]])


def redact_message(what: Message, people: Known, *, names_on: bool) -> Message:
    """Return a message with the people in its free texts as role labels, nested messages and lists included."""
    return Message(
        what.code, tuple((name, _redact_value(value, people, names_on=names_on)) for name, value in what.arguments)
    )


def mentions(text: str, people: Known) -> Iterator[Mention]:
    """Find whom a text names, from left to right. Width, case and invisible characters make no difference."""
    folded, places = _fold(text)
    for match in people.pattern.finditer(folded):
        key = _key(match, people)
        start, end = places[match.start()], places[match.end() - 1] + 1
        if key and not (_is_exact(match, people) and _in_lower_case(text[start:end])):
            yield Mention(start, end, key, match["mail"] is not None)


def letter(index: int) -> str:
    """Return the letter of a role label: A to Z, then AA and so on."""
    return (letter(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)


def _key(match: re.Match[str], people: Known) -> str:
    if match["name"] is not None:
        return people.by_text[_bare(match["name"])].key
    written = match["mail"].partition("@")[0] if match["mail"] is not None else match["handle"].removeprefix("@")
    if match["handle"] is not None and written in CROWD:
        return ""
    name = people.by_text.get(_bare(written))
    return name.key if name else match.group()


def _is_exact(match: re.Match[str], people: Known) -> bool:
    return match["name"] is not None and people.by_text[_bare(match["name"])].exact


def _in_lower_case(text: str) -> bool:
    return text == text.lower() != text.upper()


def _label(found: Mention, people: Known, *, names_on: bool) -> Words:
    full = dict(people.full).get(found.key)
    return full if names_on and full else message(ROLE, letter=letter(people.order.index(found.key)))


def _join(parts: list[Words]) -> Words:
    """Return the pieces as one text, or as a message that halves them again and again, so that it nests flatly."""
    kept = [part for part in parts if part != ""]
    if not any(isinstance(part, Message) for part in kept):
        return "".join(str(part) for part in kept)
    if len(kept) == 1:
        return kept[0]
    middle = len(kept) // 2
    return message(JOINED, first=_join(kept[:middle]), rest=_join(kept[middle:]))


def _redact_value(value: object, people: Known, *, names_on: bool) -> object:
    if isinstance(value, Message):
        return redact_message(value, people, names_on=names_on)
    if type(value) is str:
        return redact(value, people, names_on=names_on)
    return (
        tuple(_redact_value(each, people, names_on=names_on) for each in value)
        if isinstance(value, list | tuple)
        else value
    )


def _names(key: str, written: str) -> Iterator[Name]:
    text = _fold(written.strip().removeprefix("@"))[0]
    if text:
        yield Name(key, text, text in ALSO_WORDS)
    parts = text.split()
    yield from (Name(key, part, exact=True) for part in parts if len(parts) > 1)


def _part(name: Name) -> bool:
    return name.exact and name.text not in ALSO_WORDS


def _name_pattern(text: str) -> str:
    body = r"[\s._・-]*".join(map(re.escape, text.split()))
    if len(text) == 1:
        alone = f"(?<![{KANJI}]){body}(?={HONORIFIC}|(?![{KANJI}]))"
        return alone if re.fullmatch(f"[{KANJI}]", text) else ""
    return _edge(text[0], "(?<!") + body + _edge(text[-1], "(?!")


def _edge(end: str, opening: str) -> str:
    """Forbid that a name runs on in its own script; kanji and hiragana have no such edge."""
    script = next((script for script in (LATIN, KATAKANA) if re.fullmatch(f"[{script}]", end)), "")
    return f"{opening}[{script}])" if script else ""


def _bare(text: str) -> str:
    return re.sub(r"[\s._・-]+", "", _fold(text)[0])


def _fold(text: str) -> tuple[str, list[int]]:
    """Return a text in plain width and case without invisible characters, and each character's place before."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if unicodedata.category(character) != "Cf":
            plain = unicodedata.normalize("NFKC", character).casefold()
            folded.append(plain)
            places += [place] * len(plain)
    return "".join(folded), places
