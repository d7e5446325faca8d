from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSize, Qt, QTime
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QSpinBox, QTimeEdit, QWidget
from pytestqt.qtbot import QtBot

from weeklypm.gui import theme
from weeklypm.gui.fonts import font
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.agenda_list import AgendaEntry, AgendaList
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.duration_tile import TileRow
from weeklypm.gui.widgets.fields import CheckBox, ComboBox, Field
from weeklypm.gui.widgets.labels import BREAKS, DataLabel, breakable, key_text
from weeklypm.gui.widgets.reveal_bar import RevealBar, RevealStep
from weeklypm.gui.widgets.table import Table
from weeklypm.gui.widgets.thumbnail import ThumbnailView


def on_page(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    theme.dress(page)
    layout = QHBoxLayout(page)
    for widget in widgets:
        layout.addWidget(widget)
    page.show()
    QApplication.processEvents()
    return page


def drawn(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def first_ink(image: QImage, ground: QColor) -> int:
    """Return the column of the first pixel inside the frame that is not plain ground."""
    rows = range(6, image.height() - 6)
    return next(x for x in range(4, image.width()) for y in rows if image.pixelColor(x, y) != ground)


def font_width(text: str) -> int:
    return QFontMetrics(font("body")).horizontalAdvance(text)


def columns_of(image: QImage, ink: QColor) -> set[int]:
    """Return the columns that hold a pixel of exactly this colour."""
    return {x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y) == ink}


@pytest.mark.parametrize("worn", [theme.LIGHT, theme.DARK])
def test_numbers_begin_where_words_do(qtbot: QtBot, qapp: QApplication, worn: str) -> None:
    ground = theme.apply(qapp, worn).surface
    boxes = (QSpinBox(), QTimeEdit(QTime(10, 0)))
    boxes[0].setValue(10)
    line = QLineEdit("10")
    fields = [Field(each) for each in (*boxes, line)]
    _page = on_page(qtbot, *fields)
    wanted = first_ink(drawn(line), ground)
    assert wanted >= 12
    for box in boxes:
        assert box.height() == sizes().input
        assert abs(first_ink(drawn(box), ground) - wanted) <= 1


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
@pytest.mark.parametrize("worn", [theme.LIGHT, theme.DARK])
def test_the_chosen_row_of_a_choice_box_is_shown_as_every_selection(
    qtbot: QtBot, qapp: QApplication, worn: str
) -> None:
    chosen = theme.apply(qapp, worn).sel
    box = ComboBox()
    box.addItems(["Monday", "Tuesday", "Wednesday"])
    box.setCurrentIndex(1)
    _page = on_page(qtbot, box)
    box.showPopup()
    QApplication.processEvents()
    place = box.view().visualRect(box.model().index(1, 0))
    image = drawn(box.view().viewport())
    box.hidePopup()
    assert place.height() >= sizes().button
    assert image.pixelColor(QPoint(place.right() - 8, place.center().y())) == chosen


@pytest.mark.parametrize("worn", [theme.LIGHT, theme.DARK])
def test_a_box_to_tick_is_seen_and_shows_its_mark(qtbot: QtBot, qapp: QApplication, worn: str) -> None:
    dress = theme.apply(qapp, worn)
    box = CheckBox()
    box.setText("About")
    _page = on_page(qtbot, box)
    colours = {drawn(box).pixelColor(x, box.height() // 2).name() for x in range(6)}
    assert dress.input.name() in colours
    box.setChecked(True)
    image = drawn(box)
    seen = {image.pixelColor(x, y).name() for x in range(18) for y in range(image.height())}
    assert dress.accent.name() in seen
    box.setText("")
    plain = {image.pixelColor(x, y).lightness() for x in range(5, 15) for y in range(8, image.height() - 8)}
    assert max(plain) - min(plain) > 60, "no mark"


@pytest.mark.parametrize("worn", [theme.LIGHT, theme.DARK])
def test_words_of_an_example_can_be_read(qtbot: QtBot, qapp: QApplication, worn: str) -> None:
    dress = theme.apply(qapp, worn)
    line = QLineEdit()
    line.setPlaceholderText("One line is enough")
    _page = on_page(qtbot, line)
    assert line.palette().placeholderText().color() == dress.text3


def test_an_arrow_that_leads_on_stands_after_the_word(qtbot: QtBot, qapp: QApplication) -> None:
    ink = theme.apply(qapp, theme.LIGHT).text2
    before, after = (Button(text="Show next", icon="arrow-right") for _ in range(2))
    after.set_icon_after()
    _page = on_page(qtbot, before, after)
    assert before.width() == after.width()
    assert max(columns_of(drawn(before), ink)) < before.width() / 2
    assert min(columns_of(drawn(after), ink)) > after.width() / 2
    assert after.layoutDirection() == Qt.LayoutDirection.RightToLeft


def test_only_words_that_are_too_long_may_break() -> None:
    name = "Wolfeschlegelsteinhausen" * 2
    assert breakable("Leads next time, so sits beside Minase today.") == "Leads next time, so sits beside Minase today."
    assert breakable(f"{name} leads").replace("\u200b", "") == f"{name} leads"
    assert breakable(f"{name} leads").count("\u200b") == len(name) - 1


def test_a_label_that_breaks_long_words_keeps_them_within_its_width(qtbot: QtBot) -> None:
    cut, broken = DataLabel(), DataLabel()
    broken.setProperty(BREAKS, True)
    for label in (cut, broken):
        qtbot.addWidget(label)
        label.setWordWrap(True)
        label.setText("Wolfeschlegelsteinhausen" * 4)
    assert broken.heightForWidth(200) > cut.heightForWidth(200)


def test_a_column_of_times_is_wide_enough_for_its_longest_within_limits(qtbot: QtBot) -> None:
    model = QStandardItemModel(0, 2)
    table = Table()
    qtbot.addWidget(table)
    table.setModel(model)
    widths = []
    for text in ("12:05", "30 Aug 12:05", "about 30 Aug 12:05 to 31 Aug 12:05"):
        model.appendRow([QStandardItem("x"), QStandardItem(text)])
        table.fit_column(1, 84, 200)
        widths.append(table.columnWidth(1))
    assert widths[0] == 84
    assert 84 < widths[1] < widths[2] == 200
    assert font_width("30 Aug 12:05") + 24 <= widths[1]


def test_a_tile_with_a_link_keeps_the_lines_of_its_neighbours(qtbot: QtBot) -> None:
    tiles = TileRow()
    qtbot.addWidget(tiles)
    plain, linked = tiles.set_count(2)
    plain.say("To detect", "11 min", "Recorded")
    linked.say("To resolve", "Pending", "No end yet", link="Use 13:21?")
    tiles.resize(600, tiles.sizeHint().height())
    tiles.show()
    QApplication.processEvents()
    assert [part.y() for part in (plain.label, plain.figure)] == [part.y() for part in (linked.label, linked.figure)]


def test_arrow_keys_are_arrows_in_each_language() -> None:
    assert [key_text(key) for key in ("Left", "Right", "Ctrl+K")] == ["←", "→", "Ctrl K"]


@pytest.mark.parametrize("size", [ThumbnailView.WIDE, ThumbnailView.NARROW])
def test_a_picture_of_the_stage_fills_its_frame(qtbot: QtBot, qapp: QApplication, size: QSize) -> None:
    theme.apply(qapp, theme.LIGHT)
    view = ThumbnailView()
    qtbot.addWidget(view)
    view.set_narrow(size == ThumbnailView.NARROW)
    picture = QPixmap(1280, 720)
    picture.fill(QColor("#102030"))
    view.set_picture(picture)
    image = drawn(view)
    middle = image.height() // 2
    assert {image.pixelColor(x, middle).name() for x in (1, image.width() - 2)} == {"#102030"}


def test_a_place_without_a_step_is_neither_named_nor_lit(qtbot: QtBot, qapp: QApplication) -> None:
    lit = theme.apply(qapp, theme.LIGHT).sel
    bar = RevealBar()
    step = RevealStep("12:05", "change", "Change", "Index r119 released")
    bar.set_steps(None, None, step)
    _page = on_page(qtbot, bar)
    bar.resize(700, bar.sizeHint().height())
    assert lit.name() not in {drawn(bar).pixelColor(x, 60).name() for x in range(bar.width())}
    assert [pane.place.isVisibleTo(bar) for pane in (bar._before, bar._next)] == [False, True]
    bar.set_steps(step, step, None)
    assert lit.name() in {drawn(bar).pixelColor(x, 60).name() for x in range(bar.width())}
    assert [pane.place.isVisibleTo(bar) for pane in (bar._before, bar._next)] == [True, False]


@pytest.mark.parametrize(("entry", "middle"), [("plain", 22), ("main", 28)])
def test_minutes_are_edited_on_the_line_where_they_stand(qtbot: QtBot, entry: str, middle: int) -> None:
    agenda = AgendaList()
    agenda.set_entries([AgendaEntry("16:00", 2, "Open", main=entry == "main", boxes=("Timeline 9",))])
    _page = on_page(qtbot, agenda)
    row = agenda.model().index(0, 0)
    agenda.edit(row)
    editor = agenda.findChild(QSpinBox)
    assert editor is not None
    assert editor.geometry().center().y() - agenda.visualRect(row).top() == pytest.approx(middle, abs=1)
