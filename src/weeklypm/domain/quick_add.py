"""Read one line typed to add something to the queue: its kind, minutes, links and who proposes it.

What is not understood stays in the title, so that nothing typed is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from weeklypm.domain.agenda import Kind
from weeklypm.domain.capture import folded
from weeklypm.domain.people import Person
from weeklypm.domain.quick_add_kinds import guess_kind, take_label
from weeklypm.domain.quick_add_text import LOOSE_ENDS, address_of, clean

MOST_MINUTES: Final = 240


@dataclass(frozen=True)
class TopicDraft:
    """Hold what a line asks to talk about; ``title`` is empty where the line says nothing."""

    title: str
    kind: Kind = Kind.OPEN_TOPIC
    minutes: int | None = None
    links: tuple[str, ...] = ()
    proposer_id: UUID | None = None
    votes: int = 0


_UNIT: Final = r"\s*(?:min(?:ute)?s?\.?|分(?:間)?(?:くらい|ぐらい|ほど|程度)?)"
_IN_BRACKETS: Final = re.compile(rf"[(（\[［]\s*(?:約|~|〜)?([0-9０-９]{{1,3}}){_UNIT}\s*[)）\]］]", re.IGNORECASE)
_AT_THE_END: Final = re.compile(rf"(?:^|(?<=[\s,、，。・/|?？!！]))([0-9０-９]{{1,3}}){_UNIT}$", re.IGNORECASE)
_MEASURES: Final = re.compile(
    r"\b(?:took|takes?|for|in|after|within|every|last(?:ed|s)?|past|than|to|by|about|of|under|over|until|was|is)$",
    re.IGNORECASE,
)
"""Words after which minutes are a part of the story rather than what the talk needs."""
_HONORIFIC: Final = re.compile(r"(?:さん|様|氏|\s*-san)$")


def known_names(people: Iterable[Person]) -> dict[str, UUID]:
    """Return people by name, part of a name and alias, folded, each where only one person has it."""
    found: dict[str, set[UUID]] = {}
    for person in people:
        for name in (person.name, *person.aliases):
            for part in (name, *name.split()):
                found.setdefault(folded(part), set()).add(person.id)
    return {name: min(ids) for name, ids in found.items() if name and len(ids) == 1}


def person_named(text: str, names: Mapping[str, UUID]) -> UUID | None:
    """Return whose name a text is, an honorific after it aside."""
    return names.get(folded(_HONORIFIC.sub("", text.strip())))


def read_line(line: str, names: Mapping[str, UUID]) -> TopicDraft:
    """Read a line against the known names; reading a draft's title again gives the same title. Never raises."""
    text, links = clean(line)
    if links:
        # Only the link was meant where next to it stand no words.
        words = text.strip(LOOSE_ENDS) if any(map(str.isalnum, text)) else address_of(links[0])
        text = clean(words)[0]
    draft = _taken(text, names)
    # Where there is more than one to take, as two lengths, none can be told to be the one that was meant.
    if draft.title != text and not _is_bare(draft.title, names):
        draft = TopicDraft(text, guess_kind(text))
    return replace(draft, links=links)


def _is_bare(title: str, names: Mapping[str, UUID]) -> bool:
    again = _taken(title, names)
    return (again.title, again.minutes, again.proposer_id) == (title, None, None)


def _taken(text: str, names: Mapping[str, UUID]) -> TopicDraft:
    minutes: int | None = None
    proposer: UUID | None = None
    title, label = take_label(text)
    before = ""
    while before != title:
        before = title
        if minutes is None:
            title, minutes = _take_minutes(title)
        if proposer is None:
            title, proposer = _take_person(title, names)
    title = clean(title)[0]
    return TopicDraft(title, label or guess_kind(title), minutes, (), proposer)


def _take_minutes(text: str) -> tuple[str, int | None]:
    for pattern in (_AT_THE_END, _IN_BRACKETS):
        found = pattern.search(text)
        if found is None or not 1 <= int(found[1]) <= MOST_MINUTES:
            continue
        before, after = text[: found.start()].rstrip(LOOSE_ENDS), text[found.end() :].strip(LOOSE_ENDS)
        if (before or after) and not (pattern is _AT_THE_END and _MEASURES.search(before)):
            return f"{before} {after}".strip(), int(found[1])
    return text, None


def _take_person(text: str, names: Mapping[str, UUID]) -> tuple[str, UUID | None]:
    """Take a known ``@name`` from the end of a line, else from its start."""
    at = max(text.rfind("@"), text.rfind("＠"))
    if at > 0:
        person = person_named(text[at + 1 :].rstrip(LOOSE_ENDS), names)
        before = text[:at].rstrip(LOOSE_ENDS)
        if person is not None and before:
            return before, person
    if text[:1] in ("@", "＠"):
        words = text[1:].split(" ")
        for count in range(min(4, len(words) - 1), 0, -1):
            person = person_named(" ".join(words[:count]).rstrip(LOOSE_ENDS), names)
            rest = " ".join(words[count:]).strip(LOOSE_ENDS)
            if person is not None and rest:
                return rest, person
    return text, None
