"""A marker in every field that is not public, in every row a builder gets: none may reach anybody in the room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

import pytest
from stage_probe import RecordedChart, everything_said
from stage_samples import Samples, views_of

from weeklypm.domain.agenda import AgendaLine
from weeklypm.domain.values import Audience, Language, message, public_fields
from weeklypm.gui.stage.window import StageWindow

LINE_FIELDS = {"segment", "minutes", "starts_after", "title", "why", "kind", "item_id", "presenter_id"}
CANARY = "canary-4711"
NUMBER = 47114711
DAY = date(2091, 11, 23)
HOUR = time(23, 47)
MARKS = [CANARY, str(NUMBER), "2091", "23 Nov", "11月23日", f"{HOUR:%H:%M}", f"{UUID(int=NUMBER)}"]


def marked(annotation: str) -> Any:
    """Return a marker of the kind a field holds."""
    for part, mark in (
        ("Message", message("stage.joined", first=CANARY, rest=CANARY)),
        ("tuple[Message", (message("stage.joined", first=CANARY, rest=CANARY),)),
        ("tuple[tuple", ((CANARY, NUMBER),)),
        ("tuple[str", (CANARY,)),
        ("tuple[int", (NUMBER,)),
        ("tuple[UUID", (UUID(int=NUMBER),)),
        ("UUID", UUID(int=NUMBER)),
        ("datetime", datetime(2091, 11, 23, 4, 7, 11, tzinfo=UTC)),
        ("date", DAY),
        ("time", HOUR),
        ("str", CANARY),
        ("bool", True),
        ("int", NUMBER),
    ):
        if annotation.startswith(part):
            return mark
    raise AssertionError(f"no marker for {annotation}")


def with_canaries(row: Any) -> Any:
    """Return a row with a marker in every field that is not for the stage; enums keep their value."""
    kind = type(row)
    allowed = LINE_FIELDS if kind is AgendaLine else {"id", *public_fields(kind, Audience.STAGE)}
    hidden = [item for item in fields(kind) if item.name not in allowed]
    kept = {"state", "language", "type"}  # enums: a marker would be no value of theirs
    return replace(row, **{item.name: marked(str(item.type)) for item in hidden if item.name not in kept})


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("names_on", [False, True])
def test_no_private_field_reaches_the_room(
    make_stage: Callable[..., StageWindow], chart: RecordedChart, language: Language, names_on: bool
) -> None:
    window = make_stage(language)
    window.show()
    for name, view in views_of(Samples(language, wrap=with_canaries, names_on=names_on)).items():
        window.show_view(view)
        heard = [*everything_said(window), *chart.heard, repr(view)]
        assert len(heard) > 20
        assert not [(name, mark, text) for text in heard for mark in MARKS if mark in text]


def test_the_canary_is_seen_where_it_is_planted_in_a_public_field(make_stage: Callable[..., StageWindow]) -> None:
    window = make_stage()
    for view in views_of(Samples(Language.EN, texts=lambda text: f"{CANARY} {text}")).values():
        window.show_view(view)
        planted = any(CANARY in text for text in everything_said(window))
        assert planted is (view.state.value not in ("blank", "learning"))


def test_every_row_got_its_canaries() -> None:
    planted: dict[str, int] = {}

    def count(row: Any) -> Any:
        made = with_canaries(row)
        planted[type(row).__name__] = repr(made).count("4711")
        return made

    views_of(Samples(Language.EN, wrap=count))
    assert planted.keys() == {
        *("Person", "Team", "Series", "Meeting", "AgendaItem", "AgendaLine", "Incident"),
        *("TimelineEvent", "Decision", "ActionItem"),
    }
    assert all(number or name == "Team" for name, number in planted.items())
