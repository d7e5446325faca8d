"""What the facilitator may say: cues for each part of the meeting, and interventions on one key each.

The texts are ``resources/scripts/<language>.toml``, after the 30-minute script of facilitation.md section 2.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from weeklypm import assets
from weeklypm.domain.agenda import Kind, Segment
from weeklypm.domain.values import Language
from weeklypm.wording.catalogue import MissingText


@dataclass(frozen=True)
class Intervention:
    """Hold a sentence for a moment that needs one; ``key`` is the digit that shows it."""

    key: str
    name: str
    label: str
    phrase: str


@dataclass(frozen=True)
class Opening:
    """Hold the sentences of the opening: what the meeting is for, and that nobody is held to anything."""

    purpose: str
    free: str
    unfinished: str


def cues(
    language: Language | str, segment: Segment, kind: Kind | None = None, box: str | None = None
) -> tuple[str, ...]:
    """Return the cue card of a part of the meeting, the most important line first.

    In the main part ``kind`` picks the card, and ``box`` the part of it, as its name (``timeline``) or as the code of
    an agenda's box (``agenda.box.incident_talk.timeline``). A kind or box without a card of its own gets the wider one.
    """
    if segment is not Segment.MAIN or kind is None:
        return tuple(_script(Language(language))["segment"][segment.value])
    card = boxes(language, kind)
    wanted = (box or "").rpartition(".")[2]
    return card[wanted] if wanted in card else tuple(line for lines in card.values() for line in lines)


def boxes(language: Language | str, kind: Kind) -> Mapping[str, tuple[str, ...]]:
    """Return the cues of a kind by the name of their box, in the order the boxes are held."""
    card = _script(Language(language))["kind"].get(kind.value)
    if card is None:
        raise MissingText(kind.value, "has no cues")
    return MappingProxyType({name: tuple(lines) for name, lines in card.items()})


def interventions(language: Language | str) -> tuple[Intervention, ...]:
    """Return the interventions in the order of their keys, from ``1``."""
    listed = _script(Language(language))["intervention"]
    return tuple(Intervention(str(number), **each) for number, each in enumerate(listed, start=1))


def opening(language: Language | str) -> Opening:
    """Return the sentences of the opening, which the stage may show."""
    return Opening(**_script(Language(language))["opening"])


@cache
def _script(language: Language) -> dict[str, Any]:
    return tomllib.loads(assets.text("scripts", f"{language.value}.toml"))
