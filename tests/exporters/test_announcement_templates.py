"""Whatever a template says, it comes to a text or to one sentence, soon and in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_templates import BAD, GOOD, outcome
from hypothesis import given
from hypothesis import strategies as st

from weeklypm.domain.announcing import AnnouncementKind, ChatStyle
from weeklypm.domain.values import Language
from weeklypm.exporters.announcement import LONGEST_TEXT, built_in, render
from weeklypm.exporters.announcement_check import FILTERS, HELPERS, LONGEST_SOURCE
from weeklypm.exporters.announcement_specimens import specimens
from weeklypm.exporters.announcement_words import NAMES

HERE = Path(__file__).parent
WATCHDOG = 120
"""Seconds after which all the templates together count as blocking; they take about three."""


@pytest.fixture(scope="module")
def outcomes() -> dict[str, dict[str, str]]:
    """Run all templates in a process of its own that may be killed."""
    templates = [*BAD, *GOOD]
    done = subprocess.run(
        [sys.executable, HERE / "hostile_templates.py"],
        input=json.dumps(templates),
        capture_output=True,
        encoding="utf-8",
        timeout=WATCHDOG,
        check=True,
    )
    return dict(zip(templates, json.loads(done.stdout), strict=True))


def test_bad_templates_are_refused_for_what_they_are(outcomes: dict[str, dict[str, str]]) -> None:
    codes = {template: outcomes[template].get("code", "").rpartition("template_")[2] for template in BAD}
    assert {one[:60]: code for one, code in codes.items() if code != BAD[one]} == {}


def test_each_refusal_is_one_sentence_that_names_the_line(outcomes: dict[str, dict[str, str]]) -> None:
    for template in BAD:
        told = outcomes[template]
        for language, stop in (("en", "."), ("ja", "。")):
            assert told[language].endswith(stop), told
            assert "\n" not in told[language], told
            assert len(told[language]) < 400, told
        if BAD[template] not in ("empty", "long", "parts", "deep", "endless"):
            assert told["line"], told
            assert told["line"] in told["en"], told


def test_good_templates_are_written(outcomes: dict[str, dict[str, str]]) -> None:
    assert {template: outcomes[template].get("text") for template in GOOD} == GOOD


@pytest.mark.parametrize("template", ["{% if %}", "{% include 'x' %}", "{{ agenda }}", "{{ agenda[9].a }}"])
@pytest.mark.parametrize("line", [1, 3, 40])
def test_the_line_named_is_the_one_at_fault(template: str, line: int) -> None:
    told = outcome("fine\n" * (line - 1) + template + "\nfine")
    assert told["line"] == str(line)
    assert template in told["en"]


@pytest.mark.parametrize(
    ("template", "what"),
    [
        ("{% include 'x' %}", "other files"),
        ("{% macro f() %}{% endmacro %}", "macros or blocks"),
        ("{{ minutes + 1 }}", "arithmetic or joined texts"),
        ("{{ series ~ series }}", "arithmetic or joined texts"),
        ("{{ series.upper() }}", "a call of something that is no helper"),
        ("{{ series.__class__ }}", "the inside of a value"),
        ("{% for x in agenda recursive %}{% endfor %}", "a loop that calls itself"),
        ("{{ [1] }}", "something beyond names, helpers, if and for"),
    ],
)
def test_what_is_not_allowed_is_called_by_its_name(template: str, what: str) -> None:
    assert outcome(template)["en"].startswith(f"Line 1 uses {what}, which a template may not: “{template}”.")


def test_a_name_not_known_is_told_with_those_that_are() -> None:
    told = outcome("{{ facilitater }}")
    assert "“facilitater”" in told["en"]
    assert all(name in told["en"] for name in (*NAMES, *HELPERS))
    assert all(name in outcome("{{ series|shout }}")["en"] for name in FILTERS)


PIECES = (
    "{{ ¦ }}¦{% ¦ %}¦{#¦#}¦for a in ¦agenda¦teams¦endfor¦if ¦endif¦else¦set ¦=¦a¦bold(¦link(¦)¦series¦.title¦.¦|¦upper"
    "¦'¦\"¦[0]¦1¦**¦*¦~¦%¦\n¦ ¦é¦__class__¦macro ¦call ¦loop¦.index¦(¦,¦not ¦in ¦is defined¦\\¦\x00¦\u202e¦\ud800"
)


@given(st.lists(st.sampled_from(PIECES.split("¦")), max_size=40).map("".join))
def test_any_source_comes_to_a_text_or_a_sentence(source: str) -> None:
    told = outcome(source)
    assert ("text" in told) != told.get("code", "").startswith("announcing.problem.template_")


@pytest.mark.parametrize("kind", AnnouncementKind)
@pytest.mark.parametrize("language", Language)
def test_the_built_in_templates_take_everything_and_nothing(kind: AnnouncementKind, language: Language) -> None:
    template = built_in(kind, language)
    assert len(template) < LONGEST_SOURCE / 4
    for told in specimens(language):
        for style in ChatStyle:
            text = render(template, told, style)
            assert text.strip() == text
            assert 20 < len(text) < LONGEST_TEXT
            assert "  " not in text
            assert "\n\n\n" not in text
            assert "()" not in text
            assert "（）" not in text
