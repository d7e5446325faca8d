"""The turns on the week's page: what can be done about who leads, conflicts that ask for a swap, and tips."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from weeklypm.domain.errors import Problem
from weeklypm.domain.feedback import Tip
from weeklypm.domain.values import Message, message
from weeklypm.gui.desk import Desk
from weeklypm.gui.i18n import tr
from weeklypm.gui.pages.queue_fields import shortened
from weeklypm.gui.pages.this_week_leader import LeaderCard
from weeklypm.gui.pages.turn_changes import TurnChanges
from weeklypm.gui.pages.turn_dialogs import TurnDialogs
from weeklypm.gui.pages.turn_menu import CELL, MORE, OPEN_CELL, TENTATIVE_CELL, TurnMenu
from weeklypm.gui.shortcuts import Command, Commands
from weeklypm.gui.widgets.banner import Banner
from weeklypm.gui.widgets.meeting_strip import MeetingStrip
from weeklypm.services.feedback import tips
from weeklypm.services.turns import Conflict, turns_view
from weeklypm.services.week import ThisWeek

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from weeklypm.domain.agenda import AgendaLine
    from weeklypm.domain.people import Person
    from weeklypm.services.turns import TurnsView
    from weeklypm.storage import Reader

PAGE = "this_week"


@dataclass(frozen=True)
class Turning:
    """Hold what the page asks beside the week: the turns, and tips for whoever leads."""

    turns: TurnsView
    tips: tuple[Tip, ...]


class WeekTurns(QObject):
    """Ask over the page's window about turns; dialogs are made when they are first needed."""

    answered = Signal(object)
    """The ``Turning`` of the week asked last."""

    def __init__(self, desk: Desk, page: QWidget, card: LeaderCard, strip: MeetingStrip) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._week: ThisWeek | None = None
        self._turning: Turning | None = None
        self.changes = TurnChanges(desk, self)
        self.banner = Banner(page, icon="arrow-left-right")
        self.banner.followed.connect(self._on_banner)
        self.dialogs = TurnDialogs(desk, page)
        card.swap_requested.connect(self.swap)
        card.away_requested.connect(self.away)
        card.take_requested.connect(self.lead)
        card.compare_requested.connect(self.why)
        card.menu_requested.connect(self._on_menu)
        strip.opened.connect(self._on_opened)
        strip.menu_requested.connect(self._on_cell_menu)

    # What is shown

    def show_week(self, week: ThisWeek) -> None:
        """Ask about another week's turns from now on."""
        self._week = week
        self._desk.operations.query(partial(_turning, week=week), partial(self._answer, week), self._ignore)

    def _answer(self, week: ThisWeek, turning: Turning) -> None:
        if week is self._week:
            self._turning = turning
            self.say()
            self.answered.emit(turning)

    def _ignore(self, problem: Problem) -> None:
        """Leave the page as it is; whoever asks for the week is told the problem there."""

    def say(self) -> None:
        """Say again what stands against a confirmed name, or hide."""
        conflict = self._conflict()
        if conflict is None or self._turning is None:
            self.banner.hide()
            return
        sentence, link = self._proposal(conflict, self._turning.turns.people)
        self.banner.say(sentence, link=link)

    def _proposal(self, conflict: Conflict, people: Mapping[UUID, Person]) -> tuple[str, str]:
        """Return what stands against a confirmed name with the swap that is proposed, and the words of its button."""
        why = self._why_not(conflict, people)
        if conflict.swap_with is None or conflict.other_id is None:
            return tr("turnspage.conflict.alone", why=why), tr("turnspage.conflict.choose")
        name = people[conflict.other_id].name
        sentence = tr("turnspage.conflict.swap", why=why, name=name, day=conflict.swap_with)
        return sentence, tr("turnspage.conflict.answer", name=shortened(name))

    def _why_not(self, conflict: Conflict, people: Mapping[UUID, Person]) -> Message:
        """Name what the date talks about, where that is known."""
        week = self._week
        lines: tuple[AgendaLine, ...] = ()
        if week is not None and conflict.day == week.day and week.agenda is not None:
            lines = week.agenda.main
        elif week is not None and conflict.day == week.next_day and week.next_line is not None:
            lines = (week.next_line,)
        presents = conflict.why.code.endswith("presents")
        told = [line for line in lines if not presents or line.presenter_id == conflict.person_id]
        line = next((line for line in told if presents or line.incident_id is not None), None)
        if line is None:
            return conflict.why
        code = "turnspage.conflict.presents" if presents else "turnspage.conflict.involved"
        return message(code, name=people[conflict.person_id].name, title=line.title)

    def _conflict(self) -> Conflict | None:
        """Return the first conflict of a meeting that has not begun."""
        week, found = self._week, self._turning
        if week is None or found is None or week.closed or week.live is not None:
            return None
        return next(iter(found.turns.conflicts), None)

    # What is asked for

    def swap(self) -> None:
        """Ask with whom to change this week's turn."""
        self._if_led(self.dialogs.swap)

    def away(self) -> None:
        """Ask to which day the person who leads is away."""
        self._if_led(self.dialogs.away)

    def pass_turn(self) -> None:
        """Pass this week's turn on; no reason is asked."""
        self._if_led(self.changes.pass_turn)

    def lead(self) -> None:
        """Ask who leads this week: a volunteer instead of whose turn it is, or whoever takes it."""
        if self._week is not None and self._is_free():
            self.dialogs.lead(self._week.day)

    def why(self) -> None:
        """Show why this person leads."""
        if self._week is not None and self._week.held and self._week.people:
            self.dialogs.why(self._week.day)

    def _if_led(self, act: Callable[[date], None]) -> None:
        if self._week is not None and self._week.facilitator is not None and self._is_free():
            act(self._week.day)

    def _is_free(self) -> bool:
        week = self._week
        begun = week is None or week.closed or (week.live is not None and week.live.held_on == week.day)
        return not begun and week is not None and week.held and bool(week.people)

    def _on_banner(self) -> None:
        conflict = self._conflict()
        if conflict is None:
            return
        if conflict.swap_with is None:
            self.dialogs.lead(conflict.day)
        else:
            self.changes.swap(conflict.day, conflict.swap_with)

    def _on_menu(self, at: QPoint) -> None:
        TurnMenu(self._page, MORE, {"pass": self.pass_turn, "lead": self.lead}).popup(at)

    def _on_opened(self, place: int) -> None:
        cell = self._week.strip[place] if self._week is not None else None
        if cell is not None and cell.held:
            self.dialogs.why(cell.day)

    def _on_cell_menu(self, place: int, at: QPoint) -> None:
        week = self._week
        cell = week.strip[place] if week is not None else None
        if week is None or cell is None or not cell.held or not week.people:
            return
        if cell.day == week.day and not self._is_free():
            return
        run = self._of_day(cell.day)
        offers = OPEN_CELL if cell.name is None else CELL if cell.confirmed else TENTATIVE_CELL
        TurnMenu(self._page, offers, run).popup(at)

    def _of_day(self, day: date) -> Mapping[str, Callable[[], None]]:
        return {
            "why": partial(self.dialogs.why, day),
            "swap": partial(self.dialogs.swap, day),
            "away": partial(self.dialogs.away, day),
            "pass": partial(self.changes.pass_turn, day),
            "lead": partial(self.dialogs.lead, day),
            "take": partial(self.dialogs.lead, day),
        }

    def enrol(self, commands: Commands) -> None:
        """Give the window a command for each thing that can be done about this week's turn."""
        for name, icon, act in (
            ("swap", "arrow-left-right", self.swap),
            ("away", "user-x", self.away),
            ("pass", "users", self.pass_turn),
            ("lead", "users", self.lead),
        ):
            commands.add(Command(f"turnspage.command.{name}", (), icon, PAGE), act)
        commands.add(Command("weekpage.command.why", (), "users", PAGE), self.why)


def _turning(reader: Reader, week: ThisWeek) -> Turning:
    return Turning(turns_view(reader, week.day), tips(reader, week.day))
