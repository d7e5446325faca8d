from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from weeklypm.gui import fonts
from weeklypm.gui.stage.look import BODY, CLOCK, MAIN, NAME, SENTENCE, Type
from weeklypm.gui.stage.text import Fitted, Run, fit, parse, strong, text_width


@pytest.fixture(autouse=True, scope="module")
def _faces(qapp_session_faces: None) -> None:
    """The bundled faces must be there before anything is measured."""


@pytest.fixture(scope="module")
def qapp_session_faces(qapp: QApplication) -> None:
    fonts.register()


def lines(text: str, width: float, role: Type, most: int, *, heading: bool = True) -> list[str]:
    return [line.text.strip() for line in fit(parse(text), width, role, most, heading=heading).lines]


@pytest.mark.parametrize(
    ("text", "width", "role", "broken"),
    [
        (
            "CPU は平常。負荷ではなく、重い検索文を疑った",
            895,
            SENTENCE,
            ["CPU は平常。負荷ではなく、", "重い検索文を疑った"],
        ),
        ("Should staging alerts page at night?", 440, MAIN, ["Should staging alerts", "page at night?"]),
        ("Weekly Postmortem", 560, NAME, ["Weekly", "Postmortem"]),
        ("週刊ポストモーテム", 560, NAME, ["週刊", "ポストモーテム"]),
        ("We are here to learn, not to judge.", 480, Type(34, 46), ["We are here to learn,", "not to judge."]),
        ("Should staging alerts page at night?", 696, Type(48, 62, 700), ["Should staging alerts", "page at night?"]),
        ("検証環境の警報で、夜中に人を起こすべきか", 440, MAIN, ["検証環境の警報で、", "夜中に人を起こすべきか"]),
    ],
)
def test_headings_break_between_phrases(text: str, width: float, role: Type, broken: list[str]) -> None:
    assert lines(text, width, role, 3) == broken


def test_a_heading_gets_smaller_before_it_is_elided_and_never_under_20() -> None:
    some = fit(parse("検索" * 40), 560, NAME, 3, heading=True)
    assert (some.elided, 20 <= some.type.px < 76) == (False, True)
    much = fit(parse("検索" * 400), 560, NAME, 3, heading=True)
    assert (much.elided, much.type.px, len(much.lines)) == (True, 20, 3)


def test_a_word_is_not_broken_while_it_fits_smaller() -> None:
    fitted = fit(parse("Straightforwardness"), 560, NAME, 3, heading=True)
    assert (len(fitted.lines), fitted.type.px < 76) == (1, True)


def test_a_heading_that_fits_keeps_its_size() -> None:
    text = "Retry budget for the payment client, agreed with responder A"
    for width in range(420, 800, 9):
        fitted = fit(parse(text), width, BODY, 2, heading=True)
        assert fitted.type.px == BODY.px, width


def test_body_keeps_its_size_and_is_elided() -> None:
    fitted = fit(parse("word " * 60), 300, BODY, 2)
    assert (fitted.type, fitted.elided, len(fitted.lines)) == (BODY, True, 2)


def test_japanese_never_begins_a_line_with_a_stop() -> None:
    for width in range(100, 400, 7):
        assert not any(
            line[0] in "、。）」"
            for line in lines("検索が遅い、という「声」があった（昼）。", width, BODY, 20, heading=False)
        )


def test_bold_is_marked_and_read_back() -> None:
    assert parse(f"進行 {strong('速水')}さん") == Run("進行 速水さん", ((3, 2),))
    assert parse("a\nb\x00\u2028c") == Run("a b c")


def test_japanese_is_not_tracked() -> None:
    assert fit(parse("週刊"), 900, NAME, 1, heading=True).type.tracking == 0
    assert fit(parse("Weekly"), 900, NAME, 1, heading=True).type.tracking == -2


def test_digits_are_of_one_width_where_they_change_in_place() -> None:
    assert text_width(parse("1111"), BODY.font()) == pytest.approx(text_width(parse("8888"), BODY.font()), abs=0.6)
    assert fit(parse("23:59"), 265, CLOCK, 1, heading=True).type.px == 84


def reads(fitted: Fitted) -> str:
    return "".join(line.text for line in fitted.lines).replace(" ", "")


@given(st.text(alphabet=st.sampled_from("aZ9 検索、。ーのゃ😀é"), max_size=80), st.integers(60, 900), st.booleans())
def test_lines_hold_the_whole_text_or_its_beginning(text: str, width: int, heading: bool) -> None:
    run = parse(text)
    fitted = fit(run, width, SENTENCE, 2, heading=heading)
    assert len(fitted.lines) <= 2
    assert fitted.type.px >= 20
    if fitted.elided:
        assert run.text.replace(" ", "").startswith(reads(fitted).removesuffix("…"))
    else:
        assert reads(fitted) == run.text.replace(" ", "")
    assert all(
        text_width(Run(line.text.rstrip()), fitted.type.font()) <= width + 1.5 for line in fitted.lines if line.text
    )
