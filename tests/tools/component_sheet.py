"""Draw every widget of the kit in one picture, both themes side by side: ``component_sheet.py LANGUAGE FILE.png``."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from weeklypm.gui import i18n, theme
from weeklypm.gui.fonts import font
from weeklypm.gui.widgets import table
from weeklypm.gui.widgets.agenda_list import AgendaEntry, AgendaList
from weeklypm.gui.widgets.banner import Banner
from weeklypm.gui.widgets.bar_strip import BarPart, BarStrip
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.capture_line import CaptureLine
from weeklypm.gui.widgets.card import column, row
from weeklypm.gui.widgets.chip import Chip
from weeklypm.gui.widgets.clock_labels import DelayFigure, ThinBar, TimerLabel
from weeklypm.gui.widgets.cue_card import CueCard
from weeklypm.gui.widgets.duration_tile import TileRow
from weeklypm.gui.widgets.empty_state import EmptyState
from weeklypm.gui.widgets.fields import ComboBox, Field
from weeklypm.gui.widgets.initials import InitialsCircle
from weeklypm.gui.widgets.interventions import Intervention, InterventionGrid
from weeklypm.gui.widgets.key_bar import KeyBar
from weeklypm.gui.widgets.labels import DataLabel, KeyHint, SectionTitle
from weeklypm.gui.widgets.meeting_strip import CONFIRMED, NOT_HELD, TENTATIVE, MeetingFacts, MeetingStrip
from weeklypm.gui.widgets.page_header import PageHeader
from weeklypm.gui.widgets.queue_list import QueueEntry, QueueGroup, QueueList
from weeklypm.gui.widgets.reveal_bar import LaneMark, RevealBar, RevealStep
from weeklypm.gui.widgets.segment_list import COMING, DONE, NOW, SegmentList, SegmentRow
from weeklypm.gui.widgets.segmented import SegmentedControl
from weeklypm.gui.widgets.thumbnail import ThumbnailView
from weeklypm.gui.widgets.toast import Toast

_TEXTS = {
    "en": (
        "Start meeting|Change…|Hover|Focus|Disabled|Compare all|Placeholder|"
        "That day is in the past. Pick a later one.|30 August 2026|Decision|Action|Parking lot|Confirmed|"
        "Tentative|4 late|Often missing|Done|Display 2 is gone. The stage is blank now.|Show here|"
        "Announcement copied|No near misses yet|Something almost went wrong? Two sentences are enough.|"
        "Add near miss|Wednesday 2 September|in 2 h 14 min|16:00–16:30 Tokyo · 31st meeting|Minase|Holiday|"
        "Should staging alerts page at night?|Open topic|"
        "No incident or near miss can be told today → oldest open topic|Open actions|"
        "Late, blocked or changed only|None waiting|What did you look at to decide that?|Who did you call?|"
        "Blaming tone|What was known at that moment?|To detect|11 min|Recorded · 12:31 → 12:42|"
        "Not load, a slow query"
    ),
    "ja": (
        "会をはじめる|変える…|ホバー|フォーカス|使えない|すべて比べる|入力例|"
        "過ぎた日です。先の日を選んでください。|2026年8月30日|決定|アクション|駐車場|確定|仮|4件超過|"
        "よく抜ける|完了|ディスプレイ2が外れました。共有画面は消しています。|ここに出す|案内をコピーしました|"
        "ヒヤリハットはまだありません|ひやりとしたことは？ 2文あれば足ります。|ヒヤリハットを追加|"
        "9月2日（水）|あと2時間14分|16:00–16:30 東京・第31回|水無瀬|祝日|検証環境の警報で夜中に起こすか|"
        "フリートピック|話せる障害がない → 一番古いフリートピック|未完了のアクション|超過・停止・変更だけ|"
        "なし|何を見て、そう判断しましたか？|誰を呼びましたか？|責める口調|その時点で分かっていたことは？|"
        "検知まで|11分|記録あり・12:31 → 12:42|負荷ではなく、重い検索文"
    ),
}


def _words(language: str) -> list[str]:
    return _TEXTS[language].split("|")


def sheet(language: str) -> QWidget:
    """Return a widget that holds one of each, in the theme and language now set."""
    said = _words(language)
    page = QWidget()
    theme.dress(page)
    page.setProperty("ground", "page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    page.setFixedWidth(1440)
    halves = QHBoxLayout(page)
    halves.setContentsMargins(32, 24, 32, 24)
    halves.setSpacing(48)
    left, right = QFormLayout(), QFormLayout()
    for form in (left, right):
        form.setVerticalSpacing(16)
        form.setHorizontalSpacing(24)
        half = column()
        half.addLayout(form)
        half.addStretch(1)
        halves.addLayout(half, 1)
    _fill_left(left, page, said)
    _fill_right(right, page, said)
    return page


def _add(form: QFormLayout, name: str, *widgets: QWidget) -> None:
    line = row(spacing=8)
    for widget in widgets:
        line.addWidget(widget)
    if len(widgets) > 1:
        line.addStretch(1)
    label = DataLabel(widgets[0].parentWidget(), role="label", text=name)
    label.setFixedWidth(72)
    form.addRow(label, line)


def _fill_left(form: QFormLayout, page: QWidget, said: list[str]) -> None:  # noqa: PLR0915  a few lines a widget
    disabled = Button(page, text=said[4])
    disabled.setEnabled(False)
    primary = Button(page, text=said[0], variant="primary", icon="play")
    link = Button(page, text=said[5], variant="link")
    _add(form, "Button", primary, Button(page, text=said[1]), Button(page, text="+", variant="small"), disabled, link)
    field = QLineEdit(page)
    field.setPlaceholderText(said[6])
    off = QLineEdit(said[4], page)
    off.setEnabled(False)
    field.setAccessibleName(said[6])
    choice = ComboBox(page)
    choice.setAccessibleName(said[9])
    choice.addItems([said[9], said[10]])
    for widget in (field, off):
        widget.setFont(font("body"))
    _add(form, "Input", field, off, choice)
    wrong = Field(QLineEdit(said[8]), page)
    wrong.set_label(said[8])
    wrong.set_error(said[7])
    _add(form, "Error", wrong)
    segmented = SegmentedControl(page)
    segmented.set_options([("d", said[9]), ("a", said[10]), ("p", said[11])])
    _add(form, "Choice", segmented, *[KeyHint(page, keys=keys) for keys in ("Ctrl+K", "Esc", "B", "+")])
    tones = (("accent", 12), ("neutral", 13), ("danger", 14), ("warn", 15), ("ok", 16))
    chips = [Chip(page, text=said[number], tone=tone) for tone, number in tones]
    _add(form, "Chips", *chips, Chip(page, text="SEV-2", tone="outline"), Chip(page, text="P1", tone="ink", bold=True))
    marks: list[QWidget] = []
    for lane in theme.LANES:
        marks += [
            LaneMark(page, lane=lane),
            DataLabel(page, role="secondary", text=i18n.tr(f"words.event_kind.{lane}")),
        ]
    _add(form, "Lanes", *marks)
    _add(form, "Row", _table(page, said))
    _add(form, "Timer", *_timers(page))
    banner = Banner(page, icon="monitor-off")
    banner.say(said[17], link=said[18])
    _add(form, "Banner", banner)
    holder = QWidget(page)
    holder.setFixedSize(420, 76)
    toast = Toast(holder)
    toast.say(said[19], undo=True)
    _add(form, "Toast", holder)
    empty = EmptyState(page)
    empty.say(said[20], said[21], said[22])
    _add(form, "Empty", empty)
    capture = CaptureLine(page)
    capture.kinds.set_value("action")
    capture.field.setText(said[28])
    capture.show_read([("P1", "outline"), ("9/16", "accent")])
    _add(form, "Capture", capture)
    _add(form, "Reveal", _reveal(page, said))
    bar = KeyBar(page)
    bar.set_keys([("Esc", said[11]), ("D A P", said[9])])
    _add(form, "Keys", bar)


def _table(page: QWidget, said: list[str]) -> QWidget:
    view = table.Table(page)
    model = QStandardItemModel(4, 4, view)
    for number, priority in enumerate(("P1", "P2", "P2", "P3")):
        for place, text in enumerate((priority, said[28], said[26], "9/18")):
            model.setItem(number, place, QStandardItem(text))
        model.item(number, 0).setData(True, table.PRIORITY)
        model.item(number, 2).setData("secondary", table.STYLE)
    view.setAccessibleName(said[31])
    view.setModel(model)
    view.horizontalHeader().hide()
    view.setProperty("card", True)
    view.set_widths(64, 0, 80, 80)
    view.setFixedHeight(4 * 44 + 2)
    view.selectRow(2)
    return view


def _timers(page: QWidget) -> list[QWidget]:
    clocks: list[QWidget] = []
    for left in (402, 48, -35):
        clock = TimerLabel(page)
        clock.set_left(left)
        clocks.append(clock)
    delay = DelayFigure(page)
    delay.set_delay(90)
    bar = ThinBar(page)
    bar.set_part(0.3)
    bar.setFixedWidth(80)
    return [*clocks, delay, bar]


def _reveal(page: QWidget, said: list[str]) -> QWidget:
    bar = RevealBar(page)
    steps = [RevealStep("12:45", "action", said[10], said[31]), RevealStep("12:47", "judgement", said[9], said[41])]
    bar.set_steps(steps[0], steps[1], RevealStep("12:50", "action", said[10], said[28]))
    bar.set_position("5 / 12")
    return bar


def _fill_right(form: QFormLayout, page: QWidget, said: list[str]) -> None:  # noqa: PLR0915  a few lines a widget
    header = PageHeader(page)
    header.set_title(said[23])
    header.set_aside(said[24])
    header.set_facts(said[25])
    header.add_button(Button(header, text=said[18], icon="copy"))
    _add(form, "Header", header)
    strip = MeetingStrip(page)
    states = (CONFIRMED, CONFIRMED, TENTATIVE, NOT_HELD)
    strip.set_meetings([MeetingFacts("9/2", said[26], said[29], state, state == CONFIRMED) for state in states])
    _add(form, "Strip", strip)
    title = SectionTitle(page, title=said[31])
    title.set_count("30 / 30")
    title.set_remark(said[32])
    _add(form, "Section", title)
    bar = BarStrip(page)
    bar.set_parts([BarPart("a", 2), BarPart("b", 3), BarPart("c", 17, main=True), BarPart("d", 4), BarPart("e", 3)])
    _add(form, "Bar", bar)
    agenda = AgendaList(page)
    agenda.set_entries(
        [
            AgendaEntry("16:02", 3, said[31], said[32], chip=said[14]),
            AgendaEntry(
                "16:05", 17, said[28], main=True, kind=said[29], icon="message-circle", reason=said[30],
                boxes=("Pitch 3", "Dots 1", "First topic 5 +2"),
            ),
            AgendaEntry("16:22", 4, said[11], said[32]),
        ],
        change=said[1],
    )  # fmt: skip
    _add(form, "Agenda", agenda)
    queue = QueueList(page)
    now = QueueEntry("q", said[34], said[35], now=True, icon="messages-square")
    waiting = (QueueEntry("t", said[28], said[29], votes=5), QueueEntry("u", said[41], said[29], votes=3))
    queue.set_groups(
        [
            QueueGroup(said[20], "shield-check", (), said[33]),
            QueueGroup(said[29], "message-circle", waiting),
            QueueGroup(said[31], "gauge", (now,)),
        ]
    )
    queue.select("t")
    queue.setFixedHeight(280)
    _add(form, "Queue", queue)
    tiles = TileRow(page)
    figures = (said[38], said[39], said[40])
    for number, tile in enumerate(tiles.set_count(3)):
        tile.say(*figures, quiet=number == 1)
    _add(form, "Tiles", tiles)
    cue = CueCard(page)
    cue.say(said[34], [said[35], said[37]])
    _add(form, "Cue", cue)
    grid = InterventionGrid(page)
    grid.set_items([Intervention(said[36], said[37])] * 4)
    grid.press(2)
    _add(form, "Interv.", grid)
    segments = SegmentList(page)
    segments.set_rows(
        [
            SegmentRow("a", said[31], "4:10 / 3", DONE, over=True),
            SegmentRow("b", said[28], "4:18 / 17", NOW),
            SegmentRow("c", said[29], "2:18 / 9", NOW, box=True),
            SegmentRow("d", said[11], "4", COMING),
        ]
    )
    _add(form, "Parts", segments)
    thumbnail = ThumbnailView(page)
    picture = QPixmap(1280, 720)
    picture.fill(QColor("#141518"))
    thumbnail.set_picture(picture)
    thumbnail.set_narrow(True)
    _add(form, "Stage", thumbnail, InitialsCircle(page, name=said[26]))


def draw(app: QApplication, language: str) -> QPixmap:
    """Return both themes side by side."""
    halves = []
    for name in (theme.LIGHT, theme.DARK):
        theme.apply(app, name)
        i18n.apply(app, language)
        page = sheet(language)
        page.show()
        app.processEvents()
        halves.append(page.grab())
        page.close()
        page.deleteLater()
    whole = QPixmap(sum(half.width() for half in halves), max(half.height() for half in halves))
    painter = QPainter(whole)
    left = 0
    for half in halves:
        painter.drawPixmap(QPoint(left, 0), half)
        left += half.width()
    painter.end()
    return whole


def main() -> int:
    """Draw the sheet in a language into a file."""
    app = QApplication(sys.argv[:1])
    draw(app, sys.argv[1]).save(str(Path(sys.argv[2])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
