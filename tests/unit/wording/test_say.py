"""Codes become sentences of the language; what is missing is an error, never a blank."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from enum import Enum
from fractions import Fraction

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from weeklypm.domain import agenda, durations, incident, meeting, outcomes, timeline, values
from weeklypm.domain.agenda import Kind
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language, message
from weeklypm.wording.catalogue import Catalogue, MissingText, of_language
from weeklypm.wording.say import known_codes, say, say_from
from weeklypm.wording.words import NAMED, language_named, name_of, short_name_of

DAY = date(2026, 9, 2)


def catalogue(language: str, **texts: str | tuple[str, ...]) -> Catalogue:
    """Compile a catalogue of a language's built-in forms and some texts of the test."""
    source = Catalog(locale=language)
    for code in known_codes(language):
        source.add(code, of_language(Language(language)).text(code, 1))
    for name, text in texts.items():
        code = name.replace("__", ".")
        source.add(code if isinstance(text, str) else (code, code), text)
    target = io.BytesIO()
    write_mo(target, source)
    target.seek(0)
    return Catalogue(target)


@pytest.mark.parametrize(
    ("form", "english", "japanese"),
    [
        ("", "2 September", "9月2日"),
        ("long", "2 September", "9月2日"),
        ("short", "2 Sep", "9月2日"),
        ("weekday", "Wed 2 Sep", "9月2日（水）"),
        ("full", "Wednesday 2 September", "9月2日（水）"),
        ("year", "2 September 2026", "2026年9月2日"),
        ("dayname", "Wednesday", "水曜日"),
    ],
)
def test_dates_are_said_in_each_language_and_form(form: str, english: str, japanese: str) -> None:
    text = "{day:" + form + "}" if form else "{day}"
    assert say_from(catalogue("en", t=text), "t", day=DAY) == english
    assert say_from(catalogue("ja", t=text), "t", day=DAY) == japanese


@pytest.mark.parametrize(
    ("form", "value", "english", "japanese"),
    [
        ("minutes", 11 * 60 + 20, "11 min", "11分"),
        ("duration", 45, "45 s", "45秒"),
        ("duration", 11 * 60, "11 min", "11分"),
        ("duration", 3 * 60 + 5, "3 min 5 s", "3分5秒"),
        ("duration", 2 * 3600 + 14 * 60 + 59, "2 h 14 min", "2時間14分"),
        ("duration", 2 * 86400 + 3600, "2 d 1 h", "2日1時間"),
        ("duration", -90, "−1 min 30 s", "−1分30秒"),
        ("duration", 0, "0 s", "0秒"),
        ("clock", 402, "6:42", "6:42"),
        ("clock", -5, "−0:05", "−0:05"),
        ("ordinal", 31, "31st", "31"),
        ("ordinal", 12, "12th", "12"),
        ("ordinal", 2, "2nd", "2"),
        ("ordinal", 103, "103rd", "103"),
        ("2", Fraction(5, 6), "0.83", "0.83"),
        ("", Fraction(5, 6), "0.83", "0.83"),
        ("0", Fraction(5, 2), "2", "2"),
        ("+2", Fraction(5, 6), "+0.83", "+0.83"),
        ("+2", Fraction(-5, 6), "−0.83", "−0.83"),
        ("+2", Fraction(-1, 1000), "0.00", "0.00"),
        (",", 1234567, "1,234,567", "1,234,567"),
        ("", -3, "−3", "−3"),
        ("time", time(9, 5), "09:05", "09:05"),
        ("time", datetime(2026, 9, 2, 16, 5, tzinfo=UTC), "16:05", "16:05"),
        ("", datetime(2026, 9, 2, 16, 5, tzinfo=UTC), "Wed 2 Sep, 16:05", "9月2日（水）16:05"),
        ("san", "Minase", "Minase", "Minaseさん"),
        ("san", ("Minase", "Kasuga", "Hayami"), "Minase, Kasuga and Hayami", "Minaseさん、Kasugaさん、Hayamiさん"),
        ("", ("a", "b"), "a and b", "a、b"),
        ("", ("a",), "a", "a"),
        ("", (), "–", "–"),
        ("", None, "–", "–"),
        ("quoted", "Search", "“Search”", "「Search」"),
        ("kind", "near_miss", "Near miss", "ヒヤリハット"),
        ("", Kind.NEAR_MISS, "Near miss", "ヒヤリハット"),
    ],
)
def test_values_are_said_in_their_form(form: str, value: object, english: str, japanese: str) -> None:
    text = "{x:" + form + "}" if form else "{x}"
    assert say_from(catalogue("en", t=text), "t", x=value) == english
    assert say_from(catalogue("ja", t=text), "t", x=value) == japanese


def test_the_number_picks_the_plural_form() -> None:
    english = catalogue("en", late=("{n} action is late", "{n} actions are late"))
    japanese = catalogue("ja", late=("遅れているアクション {n}件",))
    assert [say_from(english, "late", n=n) for n in (0, 1, 2)] == [
        "0 actions are late",
        "1 action is late",
        "2 actions are late",
    ]
    assert say_from(japanese, "late", n=1) == "遅れているアクション 1件"


def test_a_plural_without_its_number_is_an_error() -> None:
    with pytest.raises(MissingText, match="late"):
        say_from(catalogue("en", late=("{n} action", "{n} actions")), "late")


def test_messages_inside_messages_are_said_too() -> None:
    texts = {"outer": "Because {reason}.", "inner": "{name:san} is away"}
    nested = message("outer", reason=message("inner", name="Torii"))
    assert say_from(catalogue("en", **texts), nested) == "Because Torii is away."
    assert say_from(catalogue("ja", **texts), nested) == "Because Toriiさん is away."


def test_arguments_given_to_say_go_before_those_of_the_message() -> None:
    assert say_from(catalogue("en", t="{a}{b}"), message("t", a="1", b="2"), b="3") == "13"


@pytest.mark.parametrize("text", ["{absent}", "{x.real}", "{x[0]}", "{x!r}", "{}", "{0}"])
def test_a_placeholder_that_is_no_plain_argument_is_an_error(text: str) -> None:
    with pytest.raises(MissingText):
        say_from(catalogue("en", t=text), "t", x=1)


@pytest.mark.parametrize("value", [object(), True, b"bytes", {"a": 1}, {1, 2}])
def test_a_value_without_words_is_an_error(value: object) -> None:
    with pytest.raises(MissingText):
        say_from(catalogue("en", t="{x}"), "t", x=value)


@pytest.mark.parametrize(("value", "form"), [(DAY, "time"), (DAY, "minutes"), (3, "long"), ("text", "nonsense")])
def test_a_form_that_does_not_fit_is_an_error(value: object, form: str) -> None:
    with pytest.raises(MissingText):
        say_from(catalogue("en", t="{x:" + form + "}"), "t", x=value)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("code", ["", "words.kind.unheard_of", "words"])
def test_an_unknown_code_is_an_error(language: Language, code: str) -> None:
    with pytest.raises(MissingText):
        say(language, code)


@given(st.text())
def test_data_is_said_as_it_is(text: str) -> None:
    assert say_from(_PLAIN, "t", x=text) == f"<{text}>"


_PLAIN = catalogue("en", t="<{x}>")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("enum", NAMED, ids=lambda enum: enum.__name__)
def test_every_value_has_a_name_of_its_own(language: Language, enum: type[Enum]) -> None:
    names = [name_of(language, value) for value in enum]
    assert all(name.strip() for name in names)
    assert len(set(names)) == len(names)
    assert all(short_name_of(language, value).strip() for value in enum)


def test_no_enum_of_the_domain_is_left_without_names() -> None:
    rooms = (agenda, durations, incident, meeting, outcomes, timeline, values)
    enums = {value for room in rooms for value in vars(room).values() if isinstance(value, type) and _is_ours(value)}
    never_said = {"Audience", "ClockKind"}
    assert {enum.__name__ for enum in enums} - {enum.__name__ for enum in NAMED} <= never_said


def _is_ours(value: type) -> bool:
    return issubclass(value, Enum) and value.__module__.startswith("weeklypm.domain")


def test_short_names_are_used_where_there_are_any() -> None:
    assert short_name_of("en", Kind.DASHBOARD_REVIEW) == "Dashboard"
    assert short_name_of("en", Kind.NEAR_MISS) == name_of("en", Kind.NEAR_MISS)


def test_both_languages_know_the_same_codes() -> None:
    assert known_codes("en") == known_codes("ja")
    assert "words.kind.near_miss" in known_codes("en")


@pytest.mark.parametrize("given_text", ["ja", "JA", " en "])
def test_a_language_is_found_by_its_code(given_text: str) -> None:
    assert language_named(given_text).value == given_text.strip().lower()


@pytest.mark.parametrize("given_text", ["", "fr", "japanese", "e"])
def test_another_language_is_a_problem_that_names_the_known_ones(given_text: str) -> None:
    with pytest.raises(Problem) as caught:
        language_named(given_text)
    for language in Language:
        said = say(language, caught.value.message)
        assert "en" in said
        assert "ja" in said
