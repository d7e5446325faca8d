"""Every text of every state: large enough, dark enough, in its place, and free of the others, whatever is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF
from stage_probe import contrast, ink, labels, overlaps, pieces, ratio
from stage_samples import Samples, sample_views, views_of

from weeklypm.domain.values import Language
from weeklypm.gui.stage.look import colours
from weeklypm.gui.stage.pieces import PanelPiece, Piece, TextPiece
from weeklypm.gui.stage.window import StageWindow

Make = Callable[..., StageWindow]
STATES = list(sample_views(Language.EN))
SCENE = QRectF(0, 0, 1280, 720)

WRITTEN: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "long English": lambda text: (
        f"{text} which went on for a good while after everybody had thought that it was over, " * 4
    ),
    "one long word": lambda _: "Verfassungsbeschwerdeverfahrensbevollmächtigtenhandbuch" * 3,
    "long Japanese": lambda text: f"{text}を、午後の会議で話し合った結果として段階的に広げていくことにした" * 4,
    "Japanese without stops": lambda _: "検索基盤障害対応手順書改訂作業部会報告資料作成依頼" * 8,
    "katakana": lambda _: "インシデントマネジメントプラットフォームサービスレベル" * 6,
    "emoji": lambda text: f"😀👩\u200d🚒🇯🇵{text}" * 9,
    "right to left": lambda _: "البحث بطيء وقت الغداء " * 12,
    "control characters": lambda text: f"\x00\x02\x03\n\r\t\u2028{text}\x1b[31m\u202e{text}",
    "markup": lambda text: f"<b>{text}</b><script>alert(1)</script> **{text}** &amp; [x](javascript:1) " * 3,
    "a pasted log": lambda text: f"{text} 12:47 上がった\n" * 5000,
    "blank": lambda _: " ",
}


def drawn(make_stage: Make, state: str, language: Language, written: str) -> tuple[StageWindow, list[Piece]]:
    window = make_stage(language)
    faults: list[object] = []
    window.faulted.connect(faults.append)
    window.show_view(views_of(Samples(language, texts=WRITTEN[written]))[state])
    assert not faults, faults
    return window, pieces(window)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_every_text_is_large_and_dark_enough(make_stage: Make, state: str, theme: str) -> None:
    for language in Language:
        window = make_stage(language, theme)
        window.show_view(sample_views(language)[state])
        shown = pieces(window)
        for label in labels(window):
            if isinstance(label.piece, TextPiece):
                assert label.font().pixelSize() >= 20, label.text()
                assert label.piece.fitted.type.px >= 20
                assert ratio(label.piece, shown, colours(theme)) >= 12, (label.text(), label.piece.colour)


@pytest.mark.parametrize(("width", "height", "least"), [(1920, 1080, 28), (2560, 1440, 38), (1280, 720, 20)])
def test_text_grows_with_the_window(make_stage: Make, width: int, height: int, least: int) -> None:
    for state, view in sample_views(Language.JA).items():
        window = make_stage(Language.JA)
        window.resize(width, height)
        window.show_view(view)
        sizes = [label.font().pixelSize() for label in labels(window) if isinstance(label.piece, TextPiece)]
        assert min(sizes, default=least) >= least, state


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("state", STATES)
def test_texts_stay_in_their_places_whatever_is_written(make_stage: Make, state: str, written: str) -> None:
    for language in Language:
        _, shown = drawn(make_stage, state, language, written)
        for piece in shown:
            if isinstance(piece, TextPiece) and piece.said:
                assert piece.fitted.type.px >= 20
                assert ink(piece).width() <= piece.box.w + 1, piece.said
                assert SCENE.contains(ink(piece)), piece.said
        assert not overlaps(shown)


@pytest.mark.parametrize("written", ["long English", "long Japanese", "emoji"])
def test_what_is_left_out_is_marked_by_an_ellipsis(make_stage: Make, written: str) -> None:
    _, shown = drawn(make_stage, "talk", Language.JA, written)
    cut = [piece for piece in shown if isinstance(piece, TextPiece) and piece.fitted.elided]
    assert cut
    assert all(piece.fitted.lines[-1].text.endswith("…") for piece in cut)
    sentence = next(piece for piece in cut if piece.box.y == 156)
    assert len(sentence.fitted.lines) <= 2


def test_control_characters_never_reach_the_room(make_stage: Make) -> None:
    for state in STATES:
        window, _ = drawn(make_stage, state, Language.EN, "control characters")
        assert not any(ord(character) < 32 for label in labels(window) for character in label.text())


def test_markup_is_shown_as_it_was_written(make_stage: Make) -> None:
    window, _ = drawn(make_stage, "topic", Language.EN, "markup")
    assert any(label.text().startswith("<b>Should staging") for label in labels(window))


def test_the_probe_itself_sees_faults() -> None:
    light = colours("light")
    assert contrast(light.ground, light.text) == pytest.approx(18.7, abs=0.2)
    assert contrast(light.ground, light.highlight_bar) < 12
    assert {token: round(contrast(light.text, light.of(token)), 1) for token in ("pane", "highlight")} == {
        "pane": 16.6,
        "highlight": 15.9,
    }


def test_second_text_stands_on_plain_ground_only(make_stage: Make) -> None:
    for language in Language:
        for state, view in sample_views(language).items():
            window = make_stage(language)
            window.show_view(view)
            shown = pieces(window)
            planes = [QRectF(p.box.x, p.box.y, p.box.w, p.box.h) for p in shown if isinstance(p, PanelPiece) and p.fill]
            second = [ink(piece) for piece in shown if isinstance(piece, TextPiece) and piece.colour == "text2"]
            assert not any(plane.intersects(place) for plane in planes for place in second), state
