"""Pictures of this week and the first run for the sheets: each state as the window shows it."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path

import week_stock
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget
from steady_identities import steadily

from weeklypm.domain.agenda import Kind, Segment
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.values import Language, message
from weeklypm.gui import i18n, theme
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.first_run import FirstRun
from weeklypm.gui.pages.queue_quick_add import QuickAdd
from weeklypm.gui.pages.this_week import ThisWeekPage
from weeklypm.services import arranging, feedback, queue, setup
from weeklypm.services.clock import HandClock
from weeklypm.storage import Unit

sys.path.insert(0, str(Path(__file__).parents[1] / "gui" / "pages"))
import turns_hands
from desk_fixture import open_desk, settle, with_sample

WIDE, SMALL = (1440, 900), (1024, 700)
EARLIER = datetime(2026, 9, 2, 4, 46, tzinfo=UTC)
"""Two hours and fourteen minutes before the sample's meeting."""
LONG = "A very long title about the search that was slow at noon, why it was slow, and what each of us took it for " * 2


@dataclass
class Set:
    """Hold a page in its window, with what moves it."""

    desk: Desk
    clock: HandClock
    console: Console
    page: QWidget
    language: Language

    def settle(self) -> None:
        """Wait until everything asked for is shown."""
        settle(self.desk)

    @property
    def week(self) -> ThisWeekPage:
        """Return the page of the week."""
        assert isinstance(self.page, ThisWeekPage)
        return self.page

    def change(self, use_case: Callable[[Unit], object]) -> None:
        """Change the workspace."""
        self.desk.operations.change(use_case, message("services.label.setup"))
        self.settle()


@contextmanager
def stand(
    language: str, worn: str, path: Path, size: tuple[int, int] = WIDE, *, first_run: bool = False
) -> Iterator[Set]:
    """Put the page into its window."""
    app = QApplication.instance() or QApplication(["sheets"])
    assert isinstance(app, QApplication)
    theme.apply(app, worn)
    i18n.apply(app, language)
    clock = HandClock(EARLIER)
    with open_desk(path, clock) as desk:
        console = Console()
        page: QWidget = FirstRun(desk) if first_run else ThisWeekPage(desk)
        console.add_page("this_week", "calendar-days", "gui.nav.this_week", page)
        console.set_workspace("Hinoki Store")
        console.resize(*size)
        made = Set(desk, clock, console, page, Language(language))
        try:
            yield made
        finally:
            console.close()
            console.deleteLater()
            app.processEvents()


def make_own(shown: Set, people: str = "") -> None:
    """Set up a workspace of its own."""
    form = setup.SeriesForm("Weekly postmortem", 2, time(16), "Asia/Tokyo", 30, "JP", shown.language)
    shown.change(partial(setup.create_workspace, form=form, team_name="Hinoki Store", people=people))


def sample(shown: Set) -> None:
    """Show the sample's week."""
    with_sample(shown.desk, shown.language)


def topic(shown: Set) -> None:
    """Show a week of open topics, as in the picture."""
    make_own(shown)
    shown.change(partial(week_stock.fill, language=shown.language.value))


def crowded(shown: Set) -> None:
    """Show a week with more pinned than its time has room for, and minutes set by hand."""
    topic(shown)

    def arrange(unit: Unit) -> None:
        first, second = queue.waiting(unit)[0], queue.waiting(unit)[1]
        arranging.arrange(unit, [first.id, second.id])
        arranging.set_item_minutes(unit, first.id, 10)
        arranging.set_item_minutes(unit, second.id, 10)
        arranging.set_segment_minutes(unit, week_stock.TODAY, Segment.LEARNING, 5)

    shown.change(arrange)


def long_text(shown: Set) -> None:
    """Show a week of titles and names that are far too long."""
    make_own(shown, "\n".join(f"{'Wolfeschlegelsteinhausen' * 3} {n}, {'Team of all teams ' * 4}" for n in range(4)))

    def fill(unit: Unit) -> None:
        for kind in (Kind.INCIDENT_TALK, Kind.OPEN_TOPIC, Kind.ROLE_PLAY):
            for _ in range(8):
                queue.add_topic(unit, LONG, kind)

    shown.change(fill)


def empty(shown: Set) -> None:
    """Show a new workspace without people or topics."""
    make_own(shown)


def not_held(shown: Set) -> None:
    """Show a week that falls on a public holiday."""
    topic(shown)
    shown.clock.forward(timedelta(days=16))


def nothing(shown: Set) -> None:
    """Leave the page as it is made."""


def drawer(shown: Set) -> None:
    """Open the queue in a small window."""
    shown.settle()
    shown.week.panel_page.open_drawer()


def why(shown: Set) -> None:
    """Ask why this person."""
    shown.settle()
    shown.week.ui.leader.compare.click()


def swapping(shown: Set) -> None:
    """Ask with whom to swap."""
    shown.settle()
    shown.week.turns.swap()


def away(shown: Set) -> None:
    """Say that who leads is away."""
    shown.settle()
    shown.week.turns.away()


def leading(shown: Set) -> None:
    """Ask who leads instead, or who takes it."""
    shown.settle()
    shown.week.turns.lead()


def conflict(shown: Set) -> None:
    """Let whoever leads present the incident."""
    sample(shown)
    turns_hands.let_leader_present(shown)


def nobody(shown: Set) -> None:
    """Let everybody be away but the presenter."""
    sample(shown)
    turns_hands.send_all_away(shown, but="Torii" if shown.language is Language.EN else "鳥居")


def tips(shown: Set) -> None:
    """Keep two sentences of the last meeting, and go to a cell of the strip."""
    sample(shown)
    keep, later = TIPS[shown.language]

    def write(unit: Unit) -> None:
        last = unit.find(Meeting, state=MeetingState.CLOSED, order_by=("held_on",))[-1]
        feedback.keep_feedback(unit, last.id, keep, later)

    shown.change(write)


def on_strip(shown: Set) -> None:
    """Go to a cell of the strip."""
    shown.settle()
    shown.week.ui.strip.cells()[2].setFocus()


def adding(shown: Set) -> None:
    """Ask for something to talk about, with a title that is missing."""
    shown.settle()
    shown.week.add_item()
    dialog = shown.console.findChild(QWidget, "item_dialog")
    assert dialog is not None
    dialog.answer.click()


def quick(shown: Set) -> None:
    """Type a line in the quick way."""
    shown.settle()
    shown.week.quick_add()
    line = {"en": "near miss: the disk was almost full", "ja": "ヒヤリ: ディスクが満杯になりかけた"}[shown.language]
    who = {"en": "@Sena", "ja": "@瀬名"}[shown.language]
    _quick(shown).field.setText(f"{line} 10 min {who} https://wiki.example/disk")


def quick_wrong(shown: Set) -> None:
    """Press Enter on a line that is too long."""
    quick(shown)
    _quick(shown).field.setText(LONG * 2)
    _quick(shown).submit()


def _quick(shown: Set) -> QuickAdd:
    found = shown.console.findChild(QuickAdd)
    assert found is not None
    return found


def pasting(shown: Set) -> None:
    """Paste the answers to a call for topics."""
    shown.settle()
    shown.week.items.adding.paste(REPLIES[shown.language])


def pinned_menu(shown: Set) -> None:
    """Choose a line of the agenda by keys."""
    shown.settle()
    agenda = shown.week.ui.agenda
    agenda.setCurrentIndex(agenda.model().index(3, 0))
    agenda.setFocus()


def in_tokyo(shown: Set) -> None:
    """Let the first run begin as it does on a computer in Tokyo."""
    page = shown.page
    assert isinstance(page, FirstRun)
    page.zone.setText("Asia/Tokyo")
    page.country.setText("JP")


def filled(shown: Set) -> None:
    """Open both steps of the first run and make a mistake in each field that can hold one."""
    page = shown.page
    assert isinstance(page, FirstRun)
    page.people_step.show_editors()
    page.topic_step.show_editors()
    page.people.setPlainText("Search: Minase, Kurose\nKasuga, Web\nKasuga, Web")
    page.zone.setText("Asia/Tokio")
    page.ui.start.click()


TIPS = {
    "en": ("Counting to seven before the next question", "Let Kasuga finish before the next one"),
    "ja": ("問いかけのあと7秒待つ", "春日さんに最後まで話してもらう"),
}
REPLIES = {
    "en": "Sena  10:32 AM\n• Near miss: the disk was almost full :sweat_smile: (10 min)\n:+1: 3\n"
    "Kurose  10:40 AM\n> Any topics for Wednesday?\n1. Can we re-read the <https://pm.example/7|retry storm>?\n"
    "2. Handover notes between shifts\n+1\nTorii  11:05 AM\n- Show the new search dashboard to newcomers\n2 replies\n"
    + "Too long "
    * 40,
    "ja": "瀬名  10:32\n・ヒヤリ: ディスクが満杯になりかけた :sweat_smile:（10分）\n:+1: 3\n"
    "黒瀬  10:40\n> 水曜の議題はありますか\n①<https://pm.example/7|再試行の件>を読み直したい\n②当番の引き継ぎメモの書き方\n"
    "+1\n鳥居  11:05\n- 新しい検索のグラフの見方\n2件の返信\n" + "長すぎる行" * 70,
}
Step = Callable[[Set], None]
STATES: dict[str, tuple[Step, Step, tuple[int, int], bool]] = {
    "this-week": (sample, nothing, WIDE, False),
    "this-week-topic": (topic, nothing, WIDE, False),
    "this-week-small": (topic, nothing, SMALL, False),
    "this-week-drawer": (topic, drawer, SMALL, False),
    "this-week-long": (long_text, nothing, WIDE, False),
    "this-week-empty": (empty, nothing, WIDE, False),
    "this-week-not-held": (not_held, nothing, WIDE, False),
    "this-week-why": (sample, why, WIDE, False),
    "this-week-swap": (sample, swapping, WIDE, False),
    "this-week-swap-small": (sample, swapping, SMALL, False),
    "this-week-away": (sample, away, WIDE, False),
    "this-week-lead": (sample, leading, WIDE, False),
    "this-week-conflict": (conflict, nothing, WIDE, False),
    "this-week-conflict-small": (conflict, nothing, SMALL, False),
    "this-week-nobody": (nobody, nothing, WIDE, False),
    "this-week-nobody-small": (nobody, nothing, SMALL, False),
    "this-week-take": (nobody, leading, WIDE, False),
    "this-week-tips": (tips, on_strip, WIDE, False),
    "this-week-adding": (sample, adding, WIDE, False),
    "this-week-over": (crowded, pinned_menu, WIDE, False),
    "this-week-quick": (topic, quick, WIDE, False),
    "this-week-quick-small": (topic, quick, SMALL, False),
    "this-week-quick-wrong": (topic, quick_wrong, WIDE, False),
    "this-week-paste": (topic, pasting, WIDE, False),
    "this-week-paste-small": (topic, pasting, SMALL, False),
    "first-run": (in_tokyo, nothing, WIDE, True),
    "first-run-filled": (in_tokyo, filled, WIDE, True),
    "first-run-small": (in_tokyo, nothing, SMALL, True),
}


def jobs_done(desk: Desk) -> None:
    """Wait until the background jobs asked for so far have been shown."""
    loop = QEventLoop()
    desk.jobs.run(_nothing_more, loop.exit, loop.exit)
    loop.exec()


def _nothing_more(_check: Callable[[], None]) -> int:
    return 0


@steadily
def render(name: str, language: str, worn: str, folder: Path) -> Path:
    """Write one picture and return its path."""
    prepare, act, size, first_run = STATES[name]
    with (
        tempfile.TemporaryDirectory() as place,
        stand(language, worn, Path(place) / "w.db", size, first_run=first_run) as shown,
    ):
        prepare(shown)
        shown.console.show()
        shown.settle()
        jobs_done(shown.desk)
        act(shown)
        shown.settle()
        target = folder / f"{name}-{worn}-{language}.png"
        shown.console.grab().save(str(target))
        return target


def views() -> list[tuple[str, Callable[[str, str, Path], Path]]]:
    """Return the name and the drawing function of each state."""
    return [(name, partial(render, name)) for name in STATES]


if __name__ == "__main__":
    for each in sys.argv[2:] or list(STATES):
        for spoken, dressed in (("en", "light"), ("ja", "dark")):
            print(render(each, spoken, dressed, Path(sys.argv[1])))
