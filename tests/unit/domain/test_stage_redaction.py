from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stage_samples import row

from weeklypm.domain.incident import Responder
from weeklypm.domain.people import Person
from weeklypm.domain.redaction import ROLE, Known, Words, known, letter, redact, redact_message
from weeklypm.domain.values import Language, Message, message
from weeklypm.wording import say

DAY = date(2026, 9, 9)
TORII = Person(**row(1), name="鳥居", aliases=("torii", "tori_dev"), joined_on=DAY)
MINASE = Person(**row(2), name="Hana Minase", joined_on=DAY)
WILL = Person(**row(3), name="Will", joined_on=DAY)
HARA = Person(**row(4), name="原", joined_on=DAY)
KANA = Person(**row(5), name="カナ", joined_on=DAY)
PEOPLE = known([TORII, MINASE, WILL, HARA, KANA])


def said(words: Words, language: Language = Language.JA) -> str:
    return words if isinstance(words, str) else say(language, words)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("鳥居さんが再起動した", "対応者Aが再起動した"),
        ("鳥居が再起動", "対応者Aが再起動"),
        ("torii と TORII と Ｔｏｒｉｉ", "対応者A と 対応者A と 対応者A"),
        ("tori\u200bi restarts", "対応者A restarts"),
        ("@torii fixed it, thanks @Tori_Dev!", "対応者A fixed it, thanks 対応者A!"),
        ("@unknown.person: on it", "対応者A: on it"),
        ("Minase asked 鳥居", "対応者A asked 対応者B"),
        ("hana  minase / hanaminase / Hana-Minase", "対応者A / 対応者A / 対応者A"),
        ("write to hana.minase@example.com", "write to 対応者A"),
        ("someone@example.co.jp wrote", "対応者A wrote"),
        ("Will said it will work", "対応者A said it will work"),
        ("原さんと原因を調べた。担当は原。", "対応者Aと原因を調べた。担当は対応者A。"),
        ("カナダの利用者からカナさんへ", "カナダの利用者から対応者Aへ"),
        ("history of toriistic things", "history of toriistic things"),
        ("@here @channel please look", "@here @channel please look"),
        ("p99 @ 3 s, a@b", "p99 @ 3 s, a@b"),
        ("Torii-san and Torii-sanity", "対応者A and 対応者A-sanity"),
        ("", ""),
    ],
)
def test_people_become_roles(text: str, shown: str) -> None:
    assert said(redact(text, PEOPLE, names_on=False)) == shown


def test_a_role_is_said_in_the_language_of_the_series() -> None:
    assert said(redact("鳥居 looks", PEOPLE, names_on=False), Language.EN) == "responder A looks"


def test_names_switched_on_leave_names_and_take_mail_addresses_only() -> None:
    text = "鳥居 asked hana.minase@example.com and ghost@example.com"
    assert said(redact(text, PEOPLE, names_on=True), Language.EN) == "鳥居 asked Hana Minase and responder C"


def test_letters_follow_the_telling_and_stay() -> None:
    heard = PEOPLE.hearing(["Minase sees it", "鳥居 helps", "Minase again"])
    assert said(redact("鳥居", heard, names_on=False)) == "対応者B"
    assert said(redact("ghost@example.com と鳥居", heard, names_on=False)) == "対応者Cと対応者B".replace("Cと", "C と")


def test_a_responder_without_a_row_is_known_too() -> None:
    responder = Responder(**row(9), incident_id=row(9)["id"], name="Yuzuki", role="responder")
    assert said(redact("yuzuki pages", known([], [responder]), names_on=False)) == "対応者A pages"
    same = replace(responder, person_id=TORII.id)
    assert said(redact("Yuzuki, 鳥居", known([TORII], [same]), names_on=False)) == "対応者A, 対応者A"


def test_arguments_of_messages_are_redacted_down_to_the_last_list() -> None:
    nested = message("stage.joined", first="鳥居", rest=message("stage.joined", first="x", rest=["Minase", 3, None]))
    found = redact_message(nested, PEOPLE, names_on=False)
    assert "鳥居" not in repr(found)
    assert "Minase" not in repr(found)
    assert found.get("rest").get("rest")[1:] == (3, None)


def test_letters_run_on_after_z() -> None:
    assert [letter(n) for n in (0, 25, 26, 51, 52, 702)] == ["A", "Z", "AA", "AZ", "BA", "AAA"]


NAMES = [
    TORII.name,
    *TORII.aliases,
    MINASE.name,
    "Minase",
    WILL.name,
    "原さん",
    "カナさん",
    "@torii",
    "@somebody_else",
    "a.b@c.example",
]
FREE = st.text(alphabet=st.sampled_from("、。 を調xyz09-#\n😀"), max_size=6)


@given(st.lists(st.tuples(FREE, st.sampled_from(NAMES)), max_size=6), FREE)
def test_no_known_name_survives_wherever_it_stands(parts: list[tuple[str, str]], end: str) -> None:
    # A blank keeps Latin names apart from Latin letters; within other words they are no names.
    text = " ".join(f"{free} {name}" for free, name in parts) + " " + end
    shown = said(redact(text, PEOPLE, names_on=False))
    for name in NAMES:
        assert name.removesuffix("さん") not in shown or name.removesuffix("さん") in end


@given(st.text(max_size=60))
def test_text_without_people_stays_as_it_is(text: str) -> None:
    assert redact(text.replace("@", ""), Known(), names_on=False) == text.replace("@", "")


@given(st.text(max_size=60))
def test_any_text_with_any_characters_is_read_without_failing(text: str) -> None:
    shown = said(redact(text + "鳥居", PEOPLE, names_on=False))
    assert shown.endswith("対応者A") or "対応者" in shown


@given(st.permutations(["Minase", "鳥居", "Will", "ghost@example.com"]), st.integers(0, 4))
def test_a_longer_telling_changes_no_earlier_letter(order: list[str], step: int) -> None:
    whole, part = PEOPLE.hearing(order), PEOPLE.hearing(order[:step])
    for name in order[:step]:
        assert redact(name, whole, names_on=False) == redact(name, part, names_on=False)


def test_a_label_is_a_message_never_a_sentence() -> None:
    assert redact("鳥居", PEOPLE, names_on=False) == Message(ROLE, (("letter", "A"),))


def test_a_log_full_of_names_can_still_be_said() -> None:
    assert said(redact("鳥居 12:47 " * 20_000, PEOPLE, names_on=False)).count("対応者A") == 20_000
