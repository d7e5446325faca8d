"""Who leads and why, what can be done about it, and who sits beside: a card, or one line in a narrow window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from weeklypm.domain.rotation_reasons import in_brief
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.pages.queue_fields import let_wrap, shortened
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import Divider, column, row
from weeklypm.gui.widgets.initials import InitialsCircle
from weeklypm.gui.widgets.labels import DataLabel, ElidedLabel, plain_tooltip
from weeklypm.services.week import Led, ThisWeek

NARROW_HEIGHT = 48
NAME_MOST, BESIDE_MOST = 170, 120
"""The most width of the names on the line of a narrow window in px: neither may push out the other."""
DOTS = 28
"""Width of the button with the dots, in px."""


class NameLine(QWidget):
    """Show a name and, smaller beside it, a team."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel(self, role="name")
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.team = ElidedLabel(self, tone="text2")
        line = row(self)
        line.addWidget(self.name, 3)
        line.addWidget(self.team, 1)

    def show_led(self, led: Led | None) -> None:
        """Show another person, or that there is none."""
        self.name.setText(led.person.name if led else tr("weekpage.leader.nobody"))
        self.name.updateGeometry()
        self.team.setText(led.team.name if led and led.team else "")


class TurnButtons(QWidget):
    """Offer to swap, to be away, and more below the dots; of a meeting that nobody leads, to take it."""

    def __init__(self, parent: QWidget | None = None, *, narrow: bool = False) -> None:
        super().__init__(parent)
        self.swap = Button(self, variant="small", icon="arrow-left-right")
        self.away = Button(self, variant="small", icon="user-x")
        self.take = Button(self, variant="small")
        self.more = Button(self, variant="icon", icon="ellipsis")
        self.more.setFixedSize(DOTS, self.swap.height())
        if narrow:
            line = row(self, spacing=8)
            for button in (self.take, self.swap, self.away, self.more):
                line.addWidget(button)
        else:
            grid = QGridLayout(self)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setSpacing(8)
            grid.addWidget(self.take, 0, 0)
            grid.addWidget(self.swap, 0, 0)
            grid.addWidget(self.more, 0, 1)
            grid.addWidget(self.away, 1, 0)
            for button in (self.swap, self.away):
                # Beside each other's edges, whichever has the longer word.
                button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        Retranslated(self, self._retranslate)

    def _retranslate(self) -> None:
        self.swap.set_text(tr("turnspage.button.swap"))
        self.away.set_text(tr("turnspage.button.away"))
        self.take.set_text(tr("turnspage.button.take"))
        self.more.set_name(tr("turnspage.button.more"))

    def show_turn(self, *, led: bool, free: bool) -> None:
        """Offer what can be done: nothing once the meeting has begun, to take it where nobody leads."""
        for button in (self.swap, self.away, self.more):
            button.setVisible(free and led)
        self.take.setVisible(free and not led)
        self.setVisible(free)


class LeaderCard(QFrame):
    """Show who leads and why; ``compare_requested`` asks for the whole table, ``people_requested`` for the people.

    Its buttons ask to swap the turn, to say that who leads is away, to take a meeting that nobody leads, and for the
    menu of what else can be done.
    """

    compare_requested = Signal()
    people_requested = Signal()
    swap_requested = Signal()
    away_requested = Signal()
    take_requested = Signal()
    menu_requested = Signal(object)
    """Where the menu is to open, in global coordinates."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        # No higher and no lower than the reasons need at this width.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._week: ThisWeek | None = None
        self._narrow = False
        self._make_wide()
        self._make_narrow()
        whole = column(self, spacing=0)
        whole.addWidget(self.wide)
        whole.addWidget(self.narrow)
        self.narrow.hide()
        for link in (self.compare, self.ask):
            link.clicked.connect(self._on_link)
        for turn in (self.turn, self.small_turn):
            turn.swap.clicked.connect(self.swap_requested)
            turn.away.clicked.connect(self.away_requested)
            turn.take.clicked.connect(self.take_requested)
            turn.more.clicked.connect(partial(self._on_more, turn))

    def _make_wide(self) -> None:
        self.wide = QWidget(self)
        self.role = DataLabel(self.wide, role="label")
        self.compare = Button(self.wide, variant="link")
        self.circle = InitialsCircle(self.wide)
        self.leader = NameLine(self.wide)
        self.why = DataLabel(self.wide, role="secondary")
        let_wrap(self.why)
        self.beside_role = DataLabel(self.wide, role="label")
        self.beside = NameLine(self.wide)
        self.beside_why = DataLabel(self.wide, role="secondary")
        let_wrap(self.beside_why)
        whole = row(self.wide, spacing=0)
        whole.addLayout(self._left(), 9)
        whole.addWidget(Divider(self.wide, vertical=True))
        whole.addLayout(self._right(), 4)

    def _left(self) -> QHBoxLayout:
        head = row()
        head.addWidget(self.role)
        head.addStretch(1)
        head.addWidget(self.compare)
        words = column(spacing=2)
        words.addLayout(head)
        words.addWidget(self.leader)
        words.addWidget(self.why)
        words.addStretch(1)
        self.turn = TurnButtons(self.wide)
        left = row(spacing=16)
        left.setContentsMargins(16, 12, 16, 14)
        left.addWidget(self.circle, 0, Qt.AlignmentFlag.AlignTop)
        left.addLayout(words, 1)
        left.addWidget(self.turn, 0, Qt.AlignmentFlag.AlignTop)
        return left

    def _right(self) -> QHBoxLayout:
        words = column(spacing=2)
        words.addWidget(self.beside_role)
        words.addWidget(self.beside)
        words.addWidget(self.beside_why)
        words.addStretch(1)
        # As high as the link beside the role at the left, which may be hidden.
        for role in (self.role, self.beside_role):
            role.setMinimumHeight(22)
        right = row()
        right.setContentsMargins(16, 12, 16, 14)
        right.addLayout(words, 1)
        return right

    def _make_narrow(self) -> None:
        self.narrow = QWidget(self)
        self.narrow.setFixedHeight(NARROW_HEIGHT)
        self.small_circle = InitialsCircle(self.narrow, size=28)
        self.small_name = ElidedLabel(self.narrow, role="section")
        self.small_name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.small_name.setMaximumWidth(NAME_MOST)
        self.leads = ElidedLabel(self.narrow, role="secondary")
        self.leads.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.ask = Button(self.narrow, variant="link")
        self.small_role = DataLabel(self.narrow, role="secondary")
        self.small_beside = ElidedLabel(self.narrow, role="strong")
        self.small_beside.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.small_beside.setMaximumWidth(BESIDE_MOST)
        line = row(self.narrow, spacing=12)
        line.setContentsMargins(16, 0, 16, 0)
        for widget in (self.small_circle, self.small_name, self.leads, self.ask):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(self.small_role)
        line.addWidget(self.small_beside)
        self.small_turn = TurnButtons(self.narrow, narrow=True)
        line.addWidget(self.small_turn)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  a state
        """Become one line, or a card again."""
        self._narrow = narrow
        self.wide.setVisible(not narrow)
        self.narrow.setVisible(narrow)

    def show_week(self, week: ThisWeek) -> None:
        """Show who leads a held meeting."""
        self._week = week
        led, beside = week.facilitator, week.co_facilitator
        self._show_wide(week, led, beside)
        self._show_narrow(led, beside)
        begun = week.closed or (week.live is not None and week.live.held_on == week.day)
        for turn in (self.turn, self.small_turn):
            turn.show_turn(led=led is not None, free=bool(week.people) and not begun)

    def _show_wide(self, week: ThisWeek, led: Led | None, beside: Led | None) -> None:
        self.role.setText(tr("words.term.facilitator"))
        self.circle.set_name(led.person.name if led else "")
        self.circle.setVisible(led is not None)
        self.leader.show_led(led)
        self.why.setText(_why(week, brief=True))
        self.why.setToolTip(plain_tooltip(_why(week)))
        self.compare.set_text(_link(week, wide=True))
        self.compare.setVisible(bool(_link(week, wide=True)))
        self.beside_role.setText(tr("weekpage.leader.beside"))
        self.beside.show_led(beside)
        self.beside_why.setText(_why_beside(week))

    def _show_narrow(self, led: Led | None, beside: Led | None) -> None:
        self.small_circle.set_name(led.person.name if led else "")
        self.small_circle.setVisible(led is not None)
        self.small_name.setText(led.person.name if led else tr("weekpage.leader.nobody"))
        self.small_name.updateGeometry()
        self.leads.setText(tr("weekpage.leader.leads") if led else _why(self._week) if self._week else "")
        self.leads.updateGeometry()
        words = _link(self._week, wide=False) if self._week else ""
        self.ask.set_text(words)
        self.ask.setVisible(bool(words))
        self.small_role.setText(tr("weekpage.leader.beside_short") if beside else "")
        self.small_beside.setText(beside.person.name if beside else "")
        self.small_beside.updateGeometry()

    def _on_more(self, turn: TurnButtons, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  the signal's shape
        self.menu_requested.emit(turn.more.mapToGlobal(QPoint(0, turn.more.height() + 4)))

    def _on_link(self) -> None:
        if self._week is None or not self._week.people:
            self.people_requested.emit()
        else:
            self.compare_requested.emit()


def _link(week: ThisWeek, *, wide: bool) -> str:
    if not week.people:
        return tr("weekpage.leader.add_people")
    led = week.facilitator
    if led is None or led.pick is None or not led.pick.ranking:
        return ""
    return tr("weekpage.leader.compare") if wide else tr("weekpage.leader.ask", name=shortened(led.person.name))


def _why(week: ThisWeek, *, brief: bool = False) -> str:
    if not week.people:
        return tr("weekpage.leader.no_people")
    if week.facilitator is None:
        return tr("turnspage.self_run", day=week.day)
    why = week.facilitator.why
    return tr(in_brief(why) if brief else why) if why else ""


def _why_beside(week: ThisWeek) -> str:
    led, beside, following = week.facilitator, week.co_facilitator, week.next_facilitator
    if beside is None:
        return tr("weekpage.leader.alone")
    if led is not None and following is not None and following.person.id == beside.person.id:
        return tr("weekpage.leader.shadows", name=led.person.name)
    return tr("weekpage.leader.helps")
