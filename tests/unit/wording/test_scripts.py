"""The facilitator has words for every part of the meeting, in both languages."""

from __future__ import annotations

import pytest

from weeklypm.domain.agenda import Kind, Segment
from weeklypm.domain.script_boxes import SCRIPT
from weeklypm.domain.values import Language
from weeklypm.wording.scripts import boxes, cues, interventions, opening

LANGUAGES = pytest.mark.parametrize("language", list(Language))


@LANGUAGES
@pytest.mark.parametrize("segment", list(Segment))
def test_every_segment_has_cues(language: Language, segment: Segment) -> None:
    lines = cues(language, segment)
    assert len(lines) >= 3
    assert all(line.strip() for line in lines)


@LANGUAGES
@pytest.mark.parametrize("kind", list(Kind))
def test_every_box_of_every_kind_has_cues_of_its_own(language: Language, kind: Kind) -> None:
    card = boxes(language, kind)
    assert list(card) == [name for name, _ in SCRIPT[kind]]
    assert cues(language, Segment.MAIN, kind) == tuple(line for lines in card.values() for line in lines)
    for name, lines in card.items():
        assert lines
        assert all(line.strip() for line in lines)
        assert cues(language, Segment.MAIN, kind, name) == lines
        assert cues(language, Segment.MAIN, kind, f"agenda.box.{kind}.{name}") == lines


@LANGUAGES
def test_an_unknown_box_gets_the_whole_card(language: Language) -> None:
    whole = cues(language, Segment.MAIN, Kind.NEAR_MISS)
    assert cues(language, Segment.MAIN, Kind.NEAR_MISS, "agenda.box.near_miss.unheard_of") == whole


@LANGUAGES
def test_a_kind_matters_in_the_main_part_only(language: Language) -> None:
    assert cues(language, Segment.CLOSE, Kind.NEAR_MISS, "how_close") == cues(language, Segment.CLOSE)


@LANGUAGES
def test_eight_interventions_stand_on_the_digits(language: Language) -> None:
    listed = interventions(language)
    assert [each.key for each in listed] == list("12345678")
    assert len({each.label for each in listed}) == 8
    assert len({each.phrase for each in listed}) == 8


def test_both_languages_intervene_in_the_same_moments() -> None:
    assert [each.name for each in interventions("en")] == [each.name for each in interventions("ja")]


@LANGUAGES
def test_cards_fit_the_console(language: Language) -> None:
    lines = [line for segment in Segment for line in cues(language, segment)]
    lines += [line for kind in Kind for line in cues(language, Segment.MAIN, kind)]
    lines += [each.phrase for each in interventions(language)]
    assert max(map(len, lines)) <= {"en": 70, "ja": 36}[language.value]
    assert max(len(each.label) for each in interventions(language)) <= {"en": 16, "ja": 9}[language.value]


@LANGUAGES
def test_the_opening_says_what_the_meeting_is_for(language: Language) -> None:
    said = opening(language)
    assert {"en": "learn", "ja": "学ぶ"}[language.value] in said.purpose
    assert said.free
    assert said.unfinished


def test_the_languages_differ() -> None:
    assert cues("en", Segment.OPEN) != cues("ja", Segment.OPEN)
