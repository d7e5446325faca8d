"""Read many pasted lines of chat replies as topics: each line becomes one, or it is told why it does not.

Names and clock times above a message, votes, reactions and what chat programs add are known for what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final
from uuid import UUID

from weeklypm.domain.agenda import Kind
from weeklypm.domain.capture import folded
from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Person
from weeklypm.domain.quick_add import TopicDraft, known_names, person_named, read_line
from weeklypm.domain.quick_add_chat import (
    ADDRESSED,
    BELOW_NAME,
    BESIDE_NAME,
    CHAT,
    CITED,
    COLON,
    DIVIDER,
    EDITED,
    HEADER,
    MENTIONS,
    QUOTED,
    REACTIONS,
    STAMP_ALONE,
    STAMP_FIRST,
    STAMPED,
    TAGS,
    THUMB,
    VOTE,
)
from weeklypm.domain.quick_add_kinds import guess_kind
from weeklypm.domain.quick_add_text import clean
from weeklypm.domain.values import Message, message

MOST_LINES: Final = 5_000
LONGEST_LINE: Final = 2_000
"""Signs of a line that are looked at; a longer one is refused before anything is read from it."""
MOST_VOTES: Final = 99
COUNT_SIGNS: Final = 3
SENTENCE_SIGNS: Final = frozenset("?？。!！")


class Why(StrEnum):
    """Say what a line is taken for. All but TOPIC come with a reason."""

    TOPIC = "topic"
    HEADER = "header"
    VOTE = "vote"
    REACTION = "reaction"
    CHAT = "chat"
    NAMES = "names"
    QUOTE = "quote"
    TWICE = "twice"
    WAITING = "waiting"
    LONG = "long"
    EMPTY = "empty"


USED: Final = frozenset({Why.HEADER, Why.VOTE, Why.REACTION, Why.CHAT, Why.NAMES})
"""What serves other lines or nobody: it need not be taken for the paste to be done with."""


@dataclass(frozen=True)
class PastedLine:
    """Hold one line that is not blank: its number from 1, its text as pasted, and what it is taken for.

    ``draft`` is what it becomes, also where it is not taken by itself and the person may still want it; None where it
    cannot be one. ``of`` is the line that it repeats or votes for (0 for nothing), ``sure`` tells whether that one is
    taken by itself, ``length`` is the signs of a title that is too long.
    """

    number: int
    text: str
    why: Why
    draft: TopicDraft | None = None
    of: int = 0
    length: int = 0
    sure: bool = True

    @property
    def taken(self) -> bool:
        """Tell whether the line becomes a topic by itself."""
        return self.why is Why.TOPIC

    def reason(self, longest: int) -> Message | None:
        """Return why the line is not taken."""
        if self.taken:
            return None
        why = f"{self.why}{self._counted()}"
        return message(f"topics.why.{why}", of=self.of, length=self.length, longest=longest)

    def _counted(self) -> str:
        """Return what becomes of a vote where it may get lost."""
        if self.why is not Why.VOTE:
            return ""
        return "_lost" if not self.of else "" if self.sure else "_if"


def read_paste(
    text: str, people: Iterable[Person] = (), known: Iterable[str] = (), *, longest: int = 300
) -> tuple[PastedLine, ...]:
    """Return a line for each pasted line that is not blank, in order; ``known`` are titles that wait already.

    Raise Problem ``topics.problem.many_lines`` for more lines than a chat ever has.
    """
    rows = text.splitlines()
    if len(rows) > MOST_LINES:
        raise Problem("topics.problem.many_lines", n=MOST_LINES, length=len(rows))
    reader = _Reader(known_names(people), longest)
    told = [(number, row, after) for number, (row, after) in enumerate(pairwise([*rows, ""]), 1) if row.strip()]
    lines = [reader.read(*row) for row in told]
    return tuple(_voted(_marked(lines, frozenset(map(folded, known)))))


class _Reader:
    """Read line after line; what a header says holds for the lines below it."""

    def __init__(self, names: Mapping[str, UUID], longest: int) -> None:
        self._names = names
        self._longest = longest
        self._speaker: UUID | None = None
        self._last = Why.EMPTY

    def read(self, number: int, row: str, after: str) -> PastedLine:
        """Read a row; ``after`` is the one below it, which may tell that this one is a name."""
        line = self._read(number, row, after)
        self._last = line.why
        return line

    def _read(self, number: int, row: str, after: str) -> PastedLine:
        if len(row) > LONGEST_LINE:
            return PastedLine(number, row, Why.LONG, length=len(row))
        raw = _untagged(row).strip()
        if not raw:
            return PastedLine(number, row, Why.QUOTE if CITED.search(row) else Why.NAMES)
        words = clean(raw)[0]
        draft = self._draft(raw)
        why = self._why(raw, words, draft)
        if why is Why.TOPIC and BELOW_NAME.fullmatch(after[:100]) and self._stands_alone(words):
            return PastedLine(number, row, Why.HEADER, draft)
        if why is Why.VOTE:
            return PastedLine(number, row, why, replace(draft, votes=_votes(raw, words)))
        if why is Why.LONG:
            return PastedLine(number, row, why, length=len(draft.title))
        return PastedLine(number, row, why, draft if draft.title else None)

    def _stands_alone(self, words: str) -> bool:
        """Tell whether a line above a clock time is a name, and note who speaks."""
        name = BESIDE_NAME.sub("", words)
        if not self._can_be_name(name) or len(name) > (40 if name.isascii() else 12) or _PARTICLES.search(name):
            return False
        self._speaker = person_named(name, self._names)
        return True

    def _why(self, raw: str, words: str, draft: TopicDraft) -> Why:
        found = self._aside(raw, draft.title) or self._chat(words) or self._chat(draft.title)
        if found is not None:
            return found
        if not any(letter.isalnum() for letter in draft.title):
            return Why.EMPTY
        if len(draft.title) > self._longest:
            return Why.LONG
        return Why.QUOTE if QUOTED.match(raw) else Why.TOPIC

    def _aside(self, raw: str, title: str) -> Why | None:
        """Return what a line is that holds no words: reactions, their counts, or names only."""
        if REACTIONS.fullmatch(raw) or REACTIONS.fullmatch(title):
            return Why.VOTE if THUMB.search(raw) else Why.REACTION
        if title.isdecimal() and len(title) <= COUNT_SIGNS:
            # The count of the reaction above it; the thumb itself is counted already.
            return Why.VOTE if self._last is Why.VOTE and raw.isdecimal() and int(raw) > 1 else Why.REACTION
        return Why.NAMES if MENTIONS.fullmatch(raw) else None

    def _chat(self, words: str) -> Why | None:
        """Return what a line is that chat programs and not people write; note who speaks."""
        if not words:
            return None
        if MENTIONS.fullmatch(words):
            return Why.NAMES
        if VOTE.fullmatch(words):
            return Why.VOTE
        if CHAT.fullmatch(words) or DIVIDER.fullmatch(words):
            return Why.CHAT
        return Why.HEADER if self._is_header(words) else None

    def _is_header(self, words: str) -> bool:
        speaker = person_named(words, self._names)
        if speaker is not None:
            self._speaker = speaker
            return True
        if STAMP_ALONE.fullmatch(words):
            return True
        found = HEADER.fullmatch(words) or STAMP_FIRST.fullmatch(words)
        name = BESIDE_NAME.sub("", found[1].removesuffix(" APP").rstrip(" ,")) if found else ""
        if not name or not self._can_be_name(name):
            return False
        self._speaker = person_named(name, self._names)
        return True

    def _can_be_name(self, name: str) -> bool:
        if person_named(name, self._names) is not None:
            return True
        words = name.split()
        if len(words) > 4 or guess_kind(name) is not Kind.OPEN_TOPIC:
            return False
        written_as_names = all(word[:1].isupper() or not word[:1].isascii() for word in words)
        return written_as_names and not SENTENCE_SIGNS.intersection(name)

    def _draft(self, raw: str) -> TopicDraft:
        """Read a line as a topic; once more until nothing of a chat is left at its start."""
        speaker = self._speaker
        draft = read_line(raw, self._names)
        for _ in range(len(raw) + 1):
            speaker, said = self._said(draft.title, speaker)
            if said == draft.title:
                break
            again = read_line(said, self._names)
            links = tuple(dict.fromkeys((*draft.links, *again.links)))
            minutes = again.minutes if draft.minutes is None else draft.minutes
            proposer = draft.proposer_id or again.proposer_id
            draft = replace(again, links=links, minutes=minutes, proposer_id=proposer)
        return replace(draft, proposer_id=draft.proposer_id or speaker)

    def _said(self, words: str, speaker: UUID | None) -> tuple[UUID | None, str]:
        """Take clock times and known speakers from before what was said, as in ``[10:32] Tanaka: …``."""
        stamped, before = False, ""
        while before != words:
            before = words
            while stamp := STAMPED.match(words):
                words, stamped = words[stamp.end() :], True
            if stamped:
                speaker, words = self._named_first(words, speaker)
            colon = COLON.match(words)
            if colon is None:
                break
            person = person_named(colon[1], self._names)
            if person is not None or (stamped and self._can_be_name(colon[1])):
                speaker, words = person, words[colon.end() :]
        return speaker, words

    def _named_first(self, words: str, speaker: UUID | None) -> tuple[UUID | None, str]:
        """Take a known name from before what was said, as some exports write it after the clock time."""
        parts = words.split(" ")
        for count in range(min(3, len(parts) - 1), 0, -1):
            person = person_named(" ".join(parts[:count]), self._names)
            if person is not None:
                return person, " ".join(parts[count:])
        return speaker, words


_PARTICLES: Final = re.compile("[をがはのに、。]")
"""What tells a few words of Japanese from a name."""


def _untagged(row: str) -> str:
    """Return a row without the tags of a chat around what was said, and without the remark that it was edited."""
    said = TAGS.sub(" ", ADDRESSED.sub(" ", CITED.sub(" ", row))) if "[" in row else row
    return EDITED.sub("", said)


def _votes(raw: str, words: str) -> int:
    """Return how many votes a line of thumbs, a count below one, or a line that only agrees stands for."""
    if raw.isdecimal():
        return min(int(raw) - 1, MOST_VOTES)
    found = THUMB.search(raw) or VOTE.fullmatch(words)
    return min(int((found[1] if found else "") or 1), MOST_VOTES)


def _marked(lines: Iterable[PastedLine], known: frozenset[str]) -> Iterator[PastedLine]:
    """Mark what stands twice in the paste, and what waits in the queue already; width and case do not matter."""
    first: dict[str, int] = {}
    for line in lines:
        if line.draft is None or not line.taken:
            yield line
            continue
        title = folded(line.draft.title)
        if title in first:
            yield replace(line, why=Why.TWICE, of=first[title])
        elif title in known:
            yield replace(line, why=Why.WAITING)
        else:
            first[title] = line.number
            yield line


def _voted(lines: Iterable[PastedLine]) -> list[PastedLine]:
    """Give each vote to what stands above it, or where that only repeats a line, to the line it repeats."""
    told: list[PastedLine] = []
    places: dict[int, int] = {}
    last: int | None = None
    for line in lines:
        if line.why in (Why.TOPIC, Why.QUOTE, Why.WAITING):
            last = places[line.number] = len(told)
        elif line.why is Why.TWICE:
            last = places[line.of]
        elif line.why is Why.LONG:
            # Whoever votes below it means this line and none above.
            last = None
        if line.why is Why.VOTE and last is not None:
            told[last] = _with_votes(told[last], line)
            told.append(replace(line, of=told[last].number, sure=told[last].taken))
        else:
            told.append(line)
    return told


def _with_votes(topic: PastedLine, vote: PastedLine) -> PastedLine:
    if topic.draft is None or vote.draft is None:
        return topic
    votes = min(topic.draft.votes + vote.draft.votes, MOST_VOTES)
    return replace(topic, draft=replace(topic.draft, votes=votes))
