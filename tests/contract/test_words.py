"""Every code that the code speaks has a text in both languages, with no argument left out."""

from __future__ import annotations

import sys
from functools import cache

import pytest
from code_words import Use, named, spoken
from project_tree import ROOT, sources

sys.path.insert(0, str(ROOT / "packaging"))
import catalogues


@cache
def texts(language: str) -> dict[str, set[str]]:
    """Return the codes of a language and the placeholders of each, straight from the sources."""
    whole = catalogues.merge(ROOT / "resources" / "i18n", language)
    return {catalogues.code_of(entry): catalogues.placeholders(entry) for entry in whole if entry.id}


def test_both_languages_have_the_same_codes_and_placeholders() -> None:
    english, japanese = texts("en"), texts("ja")
    assert english
    assert english == japanese


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_spoken_code_has_its_text(language: str) -> None:
    known = frozenset(texts(language))
    uses = [use for path in sources() for use in spoken(path)]
    assert uses
    missing = [f"{use.where} {use.pattern}" for use in uses if not use.codes(known)]
    assert not missing, "\n".join(missing)


def test_every_text_that_looks_like_a_code_is_one() -> None:
    known = frozenset(texts("en"))
    rooms = frozenset(code.split(".")[0] for code in known)
    # A text may also name a group of codes, to compare with how a code begins.
    groups = frozenset(".".join(code.split(".")[:depth]) for code in known for depth in range(2, code.count(".") + 1))
    uses = [use for path in sources() for use in named(path, rooms)]
    missing = [f"{use.where} {use.pattern}" for use in uses if not use.codes(known | groups)]
    assert not missing, "\n".join(missing)


def test_a_call_with_one_code_hands_over_all_that_its_text_fills_in() -> None:
    known = texts("en")

    def left_out(use: Use) -> set[str]:
        codes = use.codes(frozenset(known))
        return known[codes[0]] - use.arguments if len(codes) == 1 and use.arguments is not None else set()

    uses = [use for path in sources() for use in spoken(path)]
    lacking = [f"{use.where} {use.pattern} lacks {sorted(left_out(use))}" for use in uses if left_out(use)]
    assert not lacking, "\n".join(lacking)


def test_a_room_of_the_catalogues_is_written_by_one_pair_of_files() -> None:
    folder = ROOT / "resources" / "i18n"
    english = {path.name.removesuffix(".en.po") for path in folder.glob("*.en.po")}
    assert english == {path.name.removesuffix(".ja.po") for path in folder.glob("*.ja.po")}
