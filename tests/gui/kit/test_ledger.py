"""The ledger's bars: how far both sides go, where zero is, what stands beside the end of a bar."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from weeklypm.gui import theme
from weeklypm.gui.widgets.ledger_bar import Bar, Scale, bar_rect, figure_rect, paint_bar, room, scale_for, written_rect
from weeklypm.gui.widgets.panel_lines import LEAD, BarLine, BarList, PanelLine, PanelList

CELL = QRectF(0, 0, 300, 48)
HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("largest", "limit", "guides"),
    [
        (Fraction(0), 1, [HALF]),
        (Fraction(86, 100), 1, [HALF]),
        (Fraction(1), 1, [HALF]),
        (Fraction(133, 100), Fraction(3, 2), [HALF, 1]),
        (Fraction(2), 2, [HALF, 1, Fraction(3, 2)]),
        (Fraction(201, 100), Fraction(5, 2), [1, 2]),
        (Fraction(4), 4, [1, 2, 3]),
        (Fraction(9), 9, [3, 6]),
    ],
)
def test_guides_stand_at_half_or_whole_turns(largest: Fraction, limit: Fraction, guides: list[Fraction]) -> None:
    scale = scale_for(largest)
    assert scale.limit == limit
    assert list(scale.guides()) == guides


@given(st.fractions(0, 100), st.fractions(-1, 1))
def test_every_bar_and_its_figure_stay_in_the_cell_on_their_side_of_zero(largest: Fraction, part: Fraction) -> None:
    scale, value = scale_for(largest), largest * part
    bar, figure = bar_rect(CELL, value, scale), figure_rect(CELL, value, scale)
    middle = CELL.center().x()
    assert len(scale.guides()) <= 3
    assert CELL.contains(bar.center())
    assert (bar.left() >= middle - 1e-9) if value > 0 else (bar.right() <= middle + 1e-9)
    assert figure.width() >= CELL.width() / 2 - room(CELL) - 8 - 1e-6
    assert abs(bar.width() - room(CELL) * abs(value) / scale.limit) < 1e-6


def painted(bar: Bar, cell: QRectF = CELL) -> QImage:
    image = QImage(round(cell.width()), round(cell.height()), QImage.Format.Format_ARGB32)
    image.fill(theme.current().surface)
    painter = QPainter(image)
    paint_bar(painter, cell, bar, Scale())
    painter.end()
    return image


@pytest.mark.parametrize(("value", "way", "token"), [(HALF, 1, "accent"), (-HALF, -1, "data-neutral")])
def test_what_is_owed_goes_right_in_the_accent_and_what_was_done_ahead_left_in_grey(
    qapp: QApplication, value: Fraction, way: int, token: str
) -> None:
    image = painted(Bar(value, "0.50"))
    beside = QPoint(150 + way * 20, 24)
    assert QColor(image.pixel(beside)) == theme.current().colour(token)
    other = QPoint(150 - way * 20, 24)
    assert QColor(image.pixel(other)) == theme.current().surface


def test_a_guide_leaves_out_the_figure_and_nothing_else(qapp: QApplication) -> None:
    bar = Bar(Fraction(2, 5), "+0.40")
    guide = 150 + round(room(CELL) / 2)
    spared = written_rect(CELL, bar, Scale())
    assert spared.left() < guide < spared.right(), "the figure lies on the guide"
    image = painted(bar)
    line = theme.current().border
    assert QColor(image.pixel(guide, 2)) == line
    assert QColor(image.pixel(guide, 45)) == line
    assert QColor(image.pixel(guide, round(spared.top()) + 1)) != line


def test_zero_has_no_bar_and_its_figure_stands_right_of_the_line(qapp: QApplication) -> None:
    assert bar_rect(CELL, Fraction(0), Scale()).width() == 0
    assert figure_rect(CELL, Fraction(0), Scale()).left() == 158


def test_a_list_as_high_as_its_lines_makes_room_for_long_dates(show: Callable[[object], None]) -> None:
    shown = PanelList()
    show(shown)
    shown.set_lines([PanelLine("a", "2 Sep", "Minase", remark="Keeps balance")])
    assert shown.delegate.lead == LEAD
    shown.set_lines([PanelLine("a", "to 12 January 2027", "Minase"), PanelLine("b", "", "Off", muted=True)])
    assert shown.delegate.lead > LEAD
    shown.choose("b")
    assert shown.key() == "", "what is muted is not to be chosen"
    shown.choose("a")
    assert shown.key() == "a"
    shown.set_lines([PanelLine("c", "", "Kasuga"), PanelLine("a", "", "Minase")])
    assert shown.key() == "a", "the choice goes with its line"
    assert str(shown.lines.index(1).data(Qt.ItemDataRole.AccessibleTextRole)) == "Minase"


def test_bars_tell_their_name_and_figure(show: Callable[[object], None]) -> None:
    bars, opened = BarList(), []
    show(bars)
    bars.opened.connect(opened.append)
    bars.set_lines([BarLine("web", "Web", 1.0, "7", "· 3"), BarLine("sre", "SRE", 0.0, "0", "· 0", "SRE: none")])
    assert str(bars.lines.index(0).data()) == "Web 7"
    assert str(bars.lines.index(1).data()) == "SRE: none"
    bars.activated.emit(bars.lines.index(0))
    assert opened == ["web"]
