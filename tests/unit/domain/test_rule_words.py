"""Every code that the rules can say has a text in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from rule_rows import DAY, WEEK, incident, item, series

import weeklypm.domain
from weeklypm.domain.agenda import Kind
from weeklypm.domain.composition import compose, questions
from weeklypm.domain.promises import GUARDED, Attention
from weeklypm.domain.ranking import Room, key
from weeklypm.domain.script_boxes import box_codes
from weeklypm.domain.stock import INTERVALS, Source, note
from weeklypm.wording import say
from weeklypm.wording.say import known_codes

ROOMS = ("agenda", "rotation", "schedule", "promises")
SEGMENTS = ("open", "actions", "learning", "read_back", "close")
LITERAL = re.compile(r'"((?:agenda|rotation|schedule|promises)\.[a-z_.]+)"')


ROUND = UUID("0198f1a0-0000-5000-8000-000000000001")
"""The identity of something that comes back by itself."""
NOT_COMPARED = {"pinned", "place", "carried", "turn", "kind"}
"""What two items of a kind do not differ in, or what is said in other words."""


def literals() -> set[str]:
    """Return the codes written out in the rules, and in what speaks of them outside."""
    folder = Path(weeklypm.domain.__file__).parent
    files = (
        *folder.glob("*.py"),
        folder.parent / "services" / "arranging.py",
        folder.parent / "cli" / "agenda_text.py",
    )
    return {code for file in files for code in LITERAL.findall(file.read_text("utf-8"))}


def notes() -> set[str]:
    """Return what is said of the stock, beside a title and within a sentence."""
    known = [
        Source(kind, ROUND, "", DAY, last=last, onset=onset)
        for kind in INTERVALS
        for last in (None, DAY - WEEK)
        for onset in (None, DAY - WEEK * 52)
    ]
    return {note(source, DAY, within=within).code for source in known for within in (False, True)}


def codes() -> set[str]:
    found = literals() | notes()
    found |= {*questions(), *box_codes()}
    found |= {f"agenda.why.{segment}" for segment in SEGMENTS}
    found |= {f"agenda.why.after.{kind}" for kind in Kind}
    items = [one for kind in Kind for one in (item(1, kind), replace(item(1, kind), id=ROUND))]
    names = {name for one in items for name, _ in key(one, Room(DAY))}
    told = {"variety", "rested", "no_severity", "no_team"}
    found |= {f"agenda.not_chosen.{name}" for name in names - {"turn"} | told}
    found |= {f"agenda.why.by.{name}" for name in names - NOT_COMPARED | {"severity_known"}}
    found |= {f"promises.what.{about}" for about in GUARDED.values()} | {"promises.what.dropped"}
    return found | {f"promises.attention.{one}" for one in Attention}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_code_has_a_text_and_every_text_a_use(language: str) -> None:
    said = {code for code in known_codes(language) if code.split(".")[0] in ROOMS}
    assert said == codes()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_whole_agendas_can_be_said(language: str) -> None:
    queue = [
        item(number, kind, minutes=8, ready_from=DAY + WEEK if number % 5 == 0 else None, carried_over=number == 9)
        for number, kind in enumerate([kind for kind in Kind for _ in range(3)], start=1)
    ]
    for start in range(len(queue)):
        agenda = compose(series(), queue[start:], day=DAY, attention=start % 2, incidents={incident(1).id: incident(1)})
        for line in agenda.lines:
            told = [say(language, what) for what in (line.title, line.why, *line.not_chosen)]
            assert all(told)
            assert not any("{" in one for one in told)
