"""The settings: a list of parts at the left, the part chosen at the right."""

from __future__ import annotations

from typing import ClassVar, Final

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from weeklypm._built.forms.settings import Ui_Settings
from weeklypm.domain.errors import Problem
from weeklypm.gui.desk import Desk
from weeklypm.gui.fonts import font
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.base import Page
from weeklypm.gui.pages.settings_calendar import CalendarPart
from weeklypm.gui.pages.settings_data import DataPart
from weeklypm.gui.pages.settings_look import LookPart
from weeklypm.gui.pages.settings_meeting import MeetingPart
from weeklypm.gui.pages.settings_people import PeoplePart
from weeklypm.gui.pages.settings_turns import TurnsPart
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.list_model import Index
from weeklypm.gui.widgets.row_list import rect_of
from weeklypm.gui.widgets.row_paint import fill_row, frame_focus, is_on, write
from weeklypm.services.roster import SettingsView, settings_view

PARTS: Final = ("meeting", "calendar", "people", "rotation", "look", "data")
LIST_WIDTH: Final = 200


class _PartDelegate(QStyledItemDelegate):
    """Draw a part's name on the ground of the console's other lists."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = rect_of(option)
        fill_row(painter, option, rect, radius=sizes().radius)
        chosen = is_on(option, QStyle.StateFlag.State_Selected)
        weight = 600 if chosen else 0
        name = str(index.data())
        write(painter, rect.adjusted(12, 0, -12, 0), name, font("body", weight=weight), "accent" if chosen else "text")
        frame_focus(painter, option, rect, radius=sizes().radius)
        painter.restore()


class SettingsPage(Page):
    """Show and change the meeting, its calendar, the people and their turns, the look, and where the data lies."""

    tables: ClassVar[tuple[str, ...]] = (
        "Workspace",
        "Series",
        "Person",
        "Team",
        "Closure",
        "OfficialHoliday",
        "Meeting",
        "Absence",
    )

    language_chosen = Signal(str)
    """``en``, ``ja``, or empty for the desktop's language."""
    theme_chosen = Signal(str)
    """``system``, ``light`` or ``dark``."""

    def __init__(self, desk: Desk, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_Settings()
        self.ui.setupUi(self)
        self.meeting = MeetingPart(desk)
        self.calendar = CalendarPart(desk)
        self.people = PeoplePart(desk)
        self.rotation = TurnsPart(desk)
        self.look = LookPart(settings)
        self.data = DataPart(desk)
        for part in self._parts():
            self.ui.pages.addWidget(part)
        self._list_parts()
        self.calendar.shown.connect(self.meeting.cost.show_view)
        self.look.language_chosen.connect(self.language_chosen)
        self.look.theme_chosen.connect(self.theme_chosen)
        self.retranslate()

    def _parts(self) -> tuple[MeetingPart, CalendarPart, PeoplePart, TurnsPart, LookPart, DataPart]:
        return self.meeting, self.calendar, self.people, self.rotation, self.look, self.data

    def _list_parts(self) -> None:
        parts = self.ui.sections
        parts.setFixedWidth(LIST_WIDTH)
        parts.setFont(font("body"))
        parts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        parts.setProperty("ground", "clear")
        parts.setItemDelegate(_PartDelegate(parts))
        self.ui.header.setFixedWidth(LIST_WIDTH)
        self.ui.whole.setStretch(1, 1)
        for key in PARTS:
            item = QListWidgetItem(parts)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setSizeHint(QSize(LIST_WIDTH, sizes().row_tight))
        parts.currentRowChanged.connect(self.ui.pages.setCurrentIndex)
        parts.setCurrentRow(0)

    def reload(self) -> None:
        """Ask the workspace for what the settings show."""
        if self.desk.operations.is_open:
            self.desk.operations.query(settings_view, self._show, self._failed)
            self.calendar.reload()
            self.rotation.reload()

    @override
    def open_row(self, row: object) -> None:
        """Show one part, by its key."""
        if row in PARTS:
            self.ui.sections.setCurrentRow(PARTS.index(str(row)))

    def _show(self, view: SettingsView) -> None:
        self.meeting.show_series(view.series)
        self.people.show_people(view.people)

    def _failed(self, problem: Problem) -> None:
        self.desk.tellers.fail(problem)

    def retranslate(self) -> None:
        """Say every text again."""
        self.ui.retranslateUi(self)
        self.ui.header.set_title(tr("settingspage.title"))
        for row, key in enumerate(PARTS):
            code = "peopledialogs.settings.rotation" if key == "rotation" else f"settingspage.part.{key}"
            self.ui.sections.item(row).setText(tr(code))
        for part in self._parts():
            part.retranslate()
