"""The parts below a picture: fonts and cut texts, looks, packing, and the import that stays late."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import datetime
from itertools import pairwise

import pytest

from weeklypm.charts.axis import STEPS, Axis, Step, floor, following, step_for, ticks
from weeklypm.charts.clock import instants_of, wall, zone_of
from weeklypm.charts.packing import Row, merged
from weeklypm.charts.picture import StyleName
from weeklypm.charts.style import style_of
from weeklypm.charts.typeface import REPLACEMENT, Typeface, clean
from weeklypm.domain.timeline import LANES


@pytest.fixture(scope="module")
def face() -> Typeface:
    return Typeface()


def test_importing_the_room_imports_neither_matplotlib_nor_numpy() -> None:
    code = (
        "import sys, weeklypm.charts.timeline, weeklypm.charts.compose\n"
        "print(sorted({'matplotlib', 'numpy', 'PySide6'} & set(sys.modules)))\n"
        "weeklypm.charts.timeline.warm()\n"
        "print('matplotlib.pyplot' in sys.modules, 'matplotlib.figure' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "False True"]
    assert done.stderr == ""


def test_matplotlib_keeps_its_files_in_our_folder_and_finds_our_fonts() -> None:
    code = (
        "import os\n"
        "from weeklypm.charts import mpl\n"
        "print(os.environ['MPLCONFIGDIR'].replace(os.sep, '/').endswith('weeklypm/matplotlib'))\n"
        "print('MPL_IGNORE_SYSTEM_FONTS' in os.environ)\n"
        "print(mpl.font_manager.findfont('BIZ UDPGothic').endswith('BIZUDPGothic-Regular.ttf'))"
    )
    bare = {key: value for key, value in os.environ.items() if key != "MPLCONFIGDIR"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=bare)
    assert done.stdout.split() == ["True", "False", "True"]


def test_each_sign_comes_from_the_first_font_that_has_it(face: Typeface) -> None:
    runs = [(run.path.stem, text) for run, text in face.runs("p99 が 3秒超")]
    assert runs == [
        ("Inter-Regular", "p99 "),
        ("BIZUDPGothic-Regular", "が "),
        ("Inter-Regular", "3"),
        ("BIZUDPGothic-Regular", "秒超"),
    ]


def test_unknown_signs_become_one_replacement(face: Typeface) -> None:
    assert [text for _, text in face.runs("a🔥🔥🔥")] == ["a", REPLACEMENT]


def test_bold_is_wider_and_size_scales(face: Typeface) -> None:
    plain, bold = face.measure("Ranking query", 12), face.measure("Ranking query", 12, bold=True)
    assert bold.width > plain.width > 60
    assert face.measure("Ranking query", 24).width == pytest.approx(2 * plain.width)


def test_right_to_left_text_is_shaped(face: Typeface) -> None:
    joined = face.measure("الخدمة", 12).width
    assert 0 < joined < sum(face.measure(char, 12).width for char in "الخدمة") * 1.3
    vertices, codes = face.outline("الخدمة", 12)
    assert len(vertices) == len(codes) > 50


def test_cut_texts_end_in_dots_or_vanish(face: Typeface) -> None:
    assert face.elide("Ranking query 40× slower", 12, 80) == "Ranking que…"
    assert face.elide("Ranking query", 12, 8) == ""
    assert face.elide("short", 12, 400) == "short"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\nb\t c", "a b c"),
        ("\x00\x1b[0m", "[0m"),
        ("\u202eabc", "abc"),
        ("\ufe0f\u200d", ""),
        ("x" * 5000, "x" * 400),
    ],
)
def test_texts_become_one_clean_line(given: str, kept: str) -> None:
    assert clean(given) == kept


@pytest.mark.parametrize("name", list(StyleName))
def test_every_look_has_all_its_colours(name: StyleName) -> None:
    palette = style_of(name).palette
    assert set(palette.lanes) == set(LANES)
    colours = [palette.ground, palette.text, palette.text2, palette.band1, palette.band2, palette.ribbon, palette.trail]
    assert all(re.fullmatch("#[0-9A-F]{6}", colour) for colour in (*colours, *palette.lanes.values()))


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", list(StyleName))
def test_contrast_is_as_designed(name: StyleName) -> None:
    palette = style_of(name).palette
    grounds = [palette.ground, palette.band1, palette.band2, *([palette.pane] if palette.pane else [])]
    least = 12 if name.stage else 4.5
    assert all(contrast(palette.text, ground) >= least for ground in grounds)
    assert contrast(palette.text2, palette.ground) >= least
    assert all(contrast(lane, ground) >= 3 for lane in palette.lanes.values() for ground in grounds)


def test_stage_sizes_follow_the_scale() -> None:
    assert style_of(StyleName.STAGE_DARK, 1.5).label == 31.5
    assert style_of(StyleName.STAGE_DARK, 1.5).trail == 4.5
    assert style_of(StyleName.LIGHT, float("nan")).label == 12


def test_spans_join_where_they_touch() -> None:
    assert merged([(5, 6), (0, 2), (2, 3)]) == [(0, 3), (5, 6)]


def test_free_room_lies_on_both_sides() -> None:
    row = Row([(100, 110), (200, 210)], (0, 300))
    assert row.left_of((100, 110)) == (0, 100)
    assert row.right_of((100, 110)) == (110, 200)
    row.take((115, 150))
    assert row.right_of((100, 110)) == (110, 115)


def clock(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_an_hour_that_comes_twice_has_two_instants_and_a_skipped_one_none() -> None:
    zone = zone_of("America/New_York")
    twice = instants_of(clock("2026-11-01T01:30"), zone)
    assert [later - earlier for earlier, later in pairwise(twice)] == [3600]
    assert instants_of(clock("2026-03-08T02:30"), zone) == ()
    assert wall(twice[1], zone) == clock("2026-11-01T01:30")


def test_the_axis_marks_both_passes_of_an_hour_that_comes_twice() -> None:
    start = clock("2026-11-01T05:15+00:00").timestamp()
    found = ticks(Axis(start, start + 90 * 60, 0, 1000), zone_of("America/New_York"), step_for(5400, 1000, 120))
    said = [f"{tick.clock:%H:%M}" for tick in found]
    assert said == ["01:15", "01:30", "01:45", "01:00", "01:15", "01:30", "01:45"]


@pytest.mark.parametrize("step", STEPS)
def test_round_times_follow_each_other(step: Step) -> None:
    moment = clock("2026-08-28T12:47:31")
    before = floor(moment, step)
    after = following(before, step)
    assert after is not None
    assert before <= moment < after
    assert floor(after, step) == after


@pytest.mark.parametrize(("span", "length"), [(60, 15), (5400, 900), (86400, 3 * 3600), (30 * 86400, 7 * 86400)])
def test_steps_suit_the_span(span: float, length: float) -> None:
    assert step_for(span, 1000, 120).length == length
