"""What is too long ends in an ellipsis, and what fills a card to its edge leaves its corners round."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox

from weeklypm.gui import theme
from weeklypm.gui.widgets.fields import ComboBox
from weeklypm.gui.widgets.table import Table

LONG = "Team of all teams " * 9


def _alike(one: QColor, other: QColor) -> bool:
    """Tell whether two colours differ by no more than a curve's soft edge makes them."""
    pairs = zip(one.getRgb(), other.getRgb(), strict=True)
    return all(abs(int(first) - int(second)) <= 6 for first, second in pairs)


@pytest.mark.parametrize(("text", "shown"), [(LONG, "…"), ("Web", "Web")])
def test_a_long_choice_ends_in_an_ellipsis(qapp: QApplication, text: str, shown: str) -> None:
    theme.apply(qapp, "light")
    box = ComboBox()
    box.addItem(text)
    box.setFixedWidth(240)
    box.show()
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    assert option.currentText.endswith(shown)
    assert box.fontMetrics().horizontalAdvance(option.currentText) <= box.width() - 28
    box.close()
    box.deleteLater()


@pytest.mark.parametrize("worn", ["light", "dark"])
@pytest.mark.parametrize("size", [(300, 120), (420, 200)])
@pytest.mark.parametrize("card", [True, False])
def test_a_table_that_is_a_card_has_round_corners(
    qapp: QApplication, worn: str, size: tuple[int, int], *, card: bool
) -> None:
    theme.apply(qapp, worn)
    table = Table()
    if card:
        table.become_card()
    model = QStringListModel(["a", "b"], table)
    table.setModel(model)
    table.resize(*size)
    table.show()
    drawn = table.grab().toImage()
    right, down = size[0] - 1, size[1] - 1
    corners = [drawn.pixelColor(x, y) for x, y in ((0, 0), (right, 0), (0, down), (right, down))]
    if card:
        assert all(_alike(corner, theme.current().bg) for corner in corners)
    else:
        assert not any(_alike(corner, theme.current().bg) for corner in (corners[0], corners[2]))
    table.close()
    table.deleteLater()
