from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from weeklypm.gui import fonts, theme
from weeklypm.gui.icons import exists, icon
from weeklypm.gui.widgets.buttons import Button

THEMES = (theme.LIGHT, theme.DARK)

# Ratios that visual.md promises: ink, ground, light, dark.
RATIOS = [
    ("text", "surface", 17.2, 13.9),
    ("text", "sel", 14.6, 11.2),
    ("text2", "surface", 7.7, 8.4),
    ("text3", "surface", 5.4, 6.1),
    ("text3", "sel", 4.6, 4.9),
    ("on-accent", "accent", 6.8, 7.7),
    ("accent", "surface", 6.8, 7.0),
    ("accent", "accent-soft", 5.9, 5.9),
    ("danger", "danger-soft", 5.7, 6.7),
    ("warn", "warn-soft", 5.7, 7.9),
    ("ok", "ok-soft", 5.0, 6.7),
    ("input", "surface", 3.4, 4.2),
]


def luminance(colour: QColor) -> float:
    parts = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground", "light", "dark"), RATIOS)
def test_contrast_is_what_the_design_computed(ink: str, ground: str, light: float, dark: float) -> None:
    for name, promised in ((theme.LIGHT, light), (theme.DARK, dark)):
        worn = theme.load(name)
        assert contrast(worn.colour(ink), worn.colour(ground)) == pytest.approx(promised, abs=0.06)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("ink", ["text", "text2", "text3", "accent", "danger", "warn", "ok"])
@pytest.mark.parametrize("ground", ["surface", "bg", "hover", "sunken"])
def test_every_ink_can_be_read_on_every_plain_ground(name: str, ink: str, ground: str) -> None:
    worn = theme.load(name)
    assert contrast(worn.colour(ink), worn.colour(ground)) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_lane_shapes_stand_out_from_the_surface(name: str) -> None:
    worn = theme.load(name)
    for lane in theme.LANES:
        assert contrast(worn.colour(f"lane.{lane}"), worn.surface) >= 3


def test_unknown_token_is_refused() -> None:
    with pytest.raises(KeyError):
        theme.load(theme.LIGHT).colour("mauve")
    with pytest.raises(ValueError, match="mauve-ish"):
        theme.parse_colour("mauve-ish")


def test_scrim_is_transparent() -> None:
    assert 0 < theme.load(theme.LIGHT).scrim.alpha() < 255


@pytest.mark.parametrize("name", THEMES)
def test_style_sheet_fills_every_name(name: str) -> None:
    sheet = theme.style_sheet(theme.load(name))
    assert "$" not in sheet
    assert theme.load(name).accent.name() in sheet


def test_switch_keeps_fonts_and_changes_colours(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    theme.dress(window)
    label = QLabel("x", window)
    fonts.set_role(label, "body")
    fonts.set_role(label, "title")
    window.show()
    before = label.palette().windowText().color()
    theme.apply(qapp, theme.DARK)
    assert label.font().pixelSize() == 28
    assert theme.current().name == theme.DARK
    assert label.palette().windowText().color() != before


def test_keeper_follows_a_choice(qapp: QApplication, qtbot: QtBot) -> None:
    keeper = theme.ThemeKeeper(qapp, theme.LIGHT)
    with qtbot.waitSignal(keeper.changed):
        keeper.choose(theme.DARK)
    assert (keeper.choice, theme.current().name) == (theme.DARK, theme.DARK)
    keeper.deleteLater()


def test_bundled_faces_are_registered_once() -> None:
    assert fonts.register() == list(fonts.FAMILIES)
    assert fonts.font("title").families() == list(fonts.FAMILIES)
    assert fonts.font("timer").pixelSize() == 56


def test_digits_are_tabular() -> None:
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(fonts.font("timer"))
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("0000"))


def test_icons_take_the_colour_of_the_theme(qapp: QApplication) -> None:
    def darkest(name: str) -> int:
        theme.apply(qapp, name)
        image = icon("play", "text", 32).pixmap(32, 32).toImage()
        inked = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 200]
        assert inked
        return min(colour.lightness() for colour in inked)

    assert darkest(theme.LIGHT) < 60
    assert darkest(theme.DARK) > 200


def test_missing_icon_is_no_blank() -> None:
    assert exists("play")
    assert not exists("no-such-icon")
    with pytest.raises(RuntimeError, match="no-such-icon"):
        icon("no-such-icon")


def test_button_icon_follows_a_switch(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    theme.dress(window)
    button = Button(window, text="x", icon="plus")
    window.show()
    before = button.icon().cacheKey()
    theme.apply(qapp, theme.DARK)
    assert button.icon().cacheKey() != before
