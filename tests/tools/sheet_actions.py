"""Pictures of the actions page for the sheets: the list and one action, what is asked, and its states."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1] / "gui" / "pages"))
sys.path.insert(0, str(Path(__file__).parents[1] / "services"))
from desk_fixture import ask, open_desk, settle
from services_desk import FORM, NOW

from weeklypm.domain.incident import IncidentKind
from weeklypm.domain.outcomes import ActionItem, ActionState, ActionType, Priority, ReasonKind
from weeklypm.domain.people import Person
from weeklypm.domain.values import Language, message
from weeklypm.gui import fonts, i18n, pictures, theme
from weeklypm.gui.console import Console
from weeklypm.gui.desk import Desk
from weeklypm.gui.pages.actions import ActionsPage
from weeklypm.gui.pages.reason_dialog import ReasonDialog
from weeklypm.services import actions, demo, incidents
from weeklypm.services.actions import ActionRow, ActionsView, actions_view
from weeklypm.services.clock import HandClock
from weeklypm.services.setup import create_workspace
from weeklypm.storage import Unit

WIDE, SMALL = (1440, 900), (1024, 700)
MANY = 3000
ARABIC = "تنبيه عند تأخر مزامنة المخزون"
LONG = "Warn within five minutes when the stock sync is late, in every shop and warehouse, and say which one it is " * 8


@dataclass(frozen=True)
class Line:
    """Hold one action of the pictures: days until it is due and since it was agreed, and how often it slipped."""

    priority: str
    type: ActionType
    words: tuple[str, str]
    owner: str
    due: int | None
    age: int
    slips: tuple[tuple[int, int, tuple[str, str]], ...] = ()


A = ActionType
LINES = (
    Line(
        "P1",
        A.DETECT,
        ("Warn within 5 minutes when the stock sync is late", "在庫同期の遅れを5分で知らせる"),
        "Saegusa",
        -19,
        63,
        (
            (-33, -19, ("No place for the probe was agreed", "計測を置く場所が決まらなかったため")),
            (-47, -33, ("The summer sale came first", "夏の売り出しの準備を先にしたため")),
        ),
    ),
    Line(
        "P1",
        A.PREVENT,
        ("Limit how often a payment is tried again", "支払いの再試行に上限をつける"),
        "Sena",
        -12,
        48,
        ((-26, -12, ("The provider answered late", "決済会社の返事を待ったため")),),
    ),
    Line(
        "P2",
        A.PREVENT,
        ("Keep help headings from being tried in production", "ヘルプの見出しを本番で試せないようにする"),
        "Kayano",
        -7,
        21,
    ),
    Line(
        "P2",
        A.INVESTIGATE,
        ("Find what slows the nightly totals", "深夜の集計が遅くなる条件を調べる"),
        "Kasuga",
        -2,
        35,
    ),
    Line(
        "P2", A.MITIGATE, ("Cut the queue of searches at its length", "検索の待ち行列を長さで打ち切る"), "Torii", 2, 14
    ),
    Line(
        "P2", A.DETECT, ("Tell of certificates three weeks before", "証明書の期限を3週間前に知らせる"), "Hayami", 4, 28
    ),
    Line("P3", A.PROCESS, ("Write down how the duty is handed over", "当番の引き継ぎの手順を書く"), "Kurose", 6, 14),
    Line(
        "P1",
        A.PREVENT,
        ("Let every setting change be taken back", "設定の変更を1回で戻せるようにする"),
        "Minase",
        16,
        14,
    ),
    Line(
        "P2", A.REPAIR, ("Mend the orders of the 21st by a script", "注文の取り消しを21日の分だけ直す"), "Sena", 18, 21
    ),
    Line("P2", A.DETECT, ("Count what the help desk hears, by hour", "窓口の件数を1時間ごとに数える"), "Hayami", 20, 7),
    Line("P3", A.INVESTIGATE, ("List flags that nobody owns", "古い機能の旗の持ち主を調べる"), "Kasuga", 27, 7),
    Line("P3", A.OTHER, ("Say who may stop a campaign", "催しを止めてよい人を決める"), "Kayano", 34, 7),
)
NAMES = {"Saegusa": "三枝", "Sena": "瀬名", "Kayano": "茅野", "Kasuga": "春日", "Torii": "鳥居", "Hayami": "速水",
         "Kurose": "黒瀬", "Minase": "水無瀬"}  # fmt: skip
TEAMS = ("Stock: Saegusa, Kayano\nWeb: Sena, Kasuga\nSearch: Torii, Minase\nPlatform: Hayami, Kurose",
         "在庫: 三枝, 茅野\nWeb: 瀬名, 春日\n検索: 鳥居, 水無瀬\n基盤: 速水, 黒瀬")  # fmt: skip
DONE_WHEN = ("When it is 5 minutes late, the person on duty hears of it, and a trial is on record",
             "5分遅れたら当番に届き、試した記録がある")  # fmt: skip
SOURCE = ("Stock was taken twice", "在庫が二重に引かれた")
EMPTY_PEOPLE = ""


@dataclass
class Set:
    """Hold the page in its window, over a clock that is moved by hand."""

    desk: Desk
    console: Console
    page: ActionsPage
    language: Language
    clock: HandClock

    def settle(self) -> None:
        """Wait until everything asked for is shown."""
        settle(self.desk)

    def said(self, texts: tuple[str, str]) -> str:
        """Return the text in the language of the picture."""
        return texts[self.language is Language.JA]

    def change(self, use_case: Callable[[Unit], object]) -> None:
        """Change the workspace."""
        self.desk.operations.change(use_case, message("services.label.setup"), undoable=False)
        self.settle()

    def view(self) -> ActionsView:
        """Return how the actions stand."""
        found: ActionsView = ask(self.desk, actions_view)
        return found

    def row(self, number: int = 0) -> ActionRow:
        """Return a row by its place in the list."""
        return self.view().rows[number]

    def choose(self, *numbers: int) -> None:
        """Choose rows by their places in the whole list."""
        table, model = self.page.list.ui.table, self.page.list.model
        table.clearSelection()
        for number in numbers:
            place = model.number_of(self.row(number).action.id)
            table.selectRow(place) if len(numbers) == 1 else table.selectionModel().select(
                model.index(place, 0),
                table.selectionModel().SelectionFlag.Select | table.selectionModel().SelectionFlag.Rows,
            )

    def open(self) -> None:
        """Show the window with what the workspace holds now, and give it the keyboard."""
        self.console.show()
        self.console.activateWindow()
        self.page.refresh()
        self.settle()
        self.page.list.take_keys()

    @property
    def reason(self) -> ReasonDialog:
        """Return the dialog that asks for reasons."""
        return self.page._dialog(ReasonDialog)  # type: ignore[no-any-return]


@contextmanager
def stand(language: str, worn: str, path: Path, size: tuple[int, int] = WIDE) -> Iterator[Set]:
    """Put the page into its window."""
    app = QApplication.instance() or QApplication(["sheets"])
    assert isinstance(app, QApplication)
    fonts.register()
    theme.apply(app, worn)
    i18n.apply(app, language)
    clock = HandClock(NOW - timedelta(days=70))
    with open_desk(path, clock) as desk:
        console = Console()
        page = ActionsPage(desk)
        console.add_page("actions", "list-checks", "gui.nav.actions", page)
        console.set_workspace("Hinoki Store" if language == "en" else "ひのきストア")
        console.resize(*size)
        try:
            yield Set(desk, console, page, Language(language), clock)
        finally:
            settle(desk)
            console.close()
            console.deleteLater()
            app.processEvents()


def make_own(shown: Set, *, people: bool = True) -> None:
    """Set up a workspace without actions, ten weeks before the day of the pictures."""
    team = "Hinoki Store"
    form = replace(FORM, language=shown.language)
    shown.change(partial(create_workspace, form=form, team_name=team, people=shown.said(TEAMS) if people else ""))


def to_today(shown: Set) -> None:
    """Move the clock on to the day of the pictures."""
    shown.clock.forward(NOW - shown.clock())


def sample(shown: Set) -> None:
    """Show the actions of the design: four late, three this week, five to come; ideas, blocked and ended ones."""
    make_own(shown)
    shown.change(partial(_fill, shown=shown))
    to_today(shown)


def _fill(unit: Unit, shown: Set) -> None:
    people = {person.name: person for person in unit.find(Person)}
    today = (unit.now + timedelta(days=70)).date()
    source = incidents.add_incident(unit, shown.said(SOURCE), IncidentKind.INCIDENT)
    for number, line in enumerate(LINES):
        owner = people[line.owner if shown.language is Language.EN else NAMES[line.owner]]
        first = line.slips[-1][0] if line.slips else line.due
        made = _add(unit, shown.said(line.words), today, first, line.age)
        fields = {
            "priority": Priority(line.priority),
            "type": line.type,
            "owner_id": owner.id,
            "team_id": owner.team_id,
        }
        extra = {"done_when": shown.said(DONE_WHEN), "incident_id": source.id} if number == 0 else {}
        unit.put(replace(made, **fields, **extra))
        for before, after, reason in reversed(line.slips):
            _slip(unit, made, today, (before, after), shown.said(reason))
    for number, (state, blocked) in enumerate(((ActionState.IDEA, False), (ActionState.COMMITTED, True),
                                               (ActionState.DONE, False), (ActionState.DROPPED, False))):  # fmt: skip
        made = _add(unit, f"{shown.said(LINES[number + 4].words)} ({number + 2})", today, None, 10)
        since = today - timedelta(days=3) if blocked else None
        by = shown.said(("The new version of the stock service", "在庫サービスの新しい版")) if blocked else ""
        if state is ActionState.DROPPED:
            actions.change_actions(unit, [made.id], reason=shown.said(LINES[0].slips[0][2]), state=state)
        else:
            unit.put(replace(made, state=state, blocked_since=since, blocked_by=by))


def _add(unit: Unit, text: str, today: date, due: int | None, age: int) -> ActionItem:
    stamp = unit.stamp()
    at = unit.now + timedelta(days=70 - age)
    made = ActionItem(
        **stamp | {"created_at": at}, text=text, due=today + timedelta(days=due) if due is not None else None
    )
    return unit.add(made)


def _slip(unit: Unit, made: ActionItem, today: date, days: tuple[int, int], reason: str) -> None:
    from weeklypm.domain.outcomes import ActionChange

    before, after = (today + timedelta(days=day) for day in days)
    at = unit.now + timedelta(days=70 + days[0] - 2)
    unit.add(ActionChange(**unit.stamp(), action_id=made.id, field="due", old=before.isoformat(), new=after.isoformat(),
                          reason=reason, at=at, kind=ReasonKind.OTHER_FIRST if days[1] < -19 else None))  # fmt: skip
    unit.put(replace(unit.get(ActionItem, made.id), due=after))


def no_actions(shown: Set) -> None:
    """Show a workspace in which nothing was promised."""
    make_own(shown)
    to_today(shown)


def long_text(shown: Set) -> None:
    """Fill in texts, names and reasons that are far too long, one of them written from right to left."""
    make_own(shown)

    def fill(unit: Unit) -> None:
        today = (unit.now + timedelta(days=70)).date()
        for number in range(14):
            made = _add(unit, ARABIC if number == 1 else LONG[:990], today, -9 + number * 2, 40)
            name = f"{'A name that is far too long ' * 3}{number}"
            link = f"https://tracker.example/{'very-long-path/' * 12}ISSUE-{number}"
            unit.put(replace(unit.get(ActionItem, made.id), owner_text=name, priority=Priority.P0, link=link,
                             done_when=LONG[:600], blocked_by=LONG[:300], blocked_since=today))  # fmt: skip
            for slip in range(3):
                _slip(unit, made, today, (-30 + slip, -29 + slip), f"{LONG[:400]}{'x' * 200}")

    shown.change(fill)
    to_today(shown)


def many(shown: Set) -> None:
    """Show three thousand actions."""
    make_own(shown)

    def fill(unit: Unit) -> None:
        today = (unit.now + timedelta(days=70)).date()
        stamps = [unit.stamp() for _ in range(MANY)]
        unit.add_many([ActionItem(**stamp, text=f"{LINES[number % 12].words[shown.language is Language.JA]} {number}",
                                  due=today + timedelta(days=number % 90 - 30), priority=Priority.P2)
                       for number, stamp in enumerate(stamps)])  # fmt: skip

    shown.change(fill)
    to_today(shown)


def nothing(shown: Set) -> None:
    """Choose the first row."""
    if shown.view().rows:
        shown.choose(0)


def reason(shown: Set) -> None:
    """Ask why the first action slips for the third time."""
    shown.choose(0)
    shown.page.run("due")
    dialog = shown.reason
    dialog.due.day.set_day(date(2026, 9, 11))
    dialog.why.tap(ReasonKind.PREMISE_CHANGED)
    dialog.why.text.setPlainText(shown.said((
        "The new version of the stock service is set for 8 Sep. Going first would mean doing it twice, so it follows.",
        "在庫側の版上げが 9/8 に決まった。先に入れると二度手間になるので、そのあとに合わせる。",
    )))  # fmt: skip
    dialog.why.text.setFocus()


def refused(shown: Set) -> None:
    """Answer without a reason."""
    shown.choose(1)
    shown.page.run("due")
    shown.reason.why.text.setPlainText("　")
    shown.reason.accept()


def several(shown: Set) -> None:
    """Ask about three actions at once."""
    shown.choose(1, 2, 3)
    shown.page.run("several")


def chosen(shown: Set) -> None:
    """Choose three actions."""
    shown.choose(1, 2, 3)


def split(shown: Set) -> None:
    """Ask for the parts of an action."""
    shown.choose(0)
    shown.page.run("split")


def add(shown: Set) -> None:
    """Ask for a new action."""
    shown.page.add()


def dropping(shown: Set) -> None:
    """Ask why an action is dropped."""
    shown.choose(2)
    shown.page.run("drop")


def filtered(shown: Set) -> None:
    """Look for what one team does."""
    nothing(shown)
    shown.page.list.toggle_filter()
    shown.page.list.ui.filter.text.setText("s" if shown.language is Language.EN else "知らせる")


def drawer(shown: Set) -> None:
    """Lay the details over a small page."""
    nothing(shown)
    shown.settle()
    shown.page.panel_page.open_drawer()


def owner(shown: Set) -> None:
    """Ask for another owner."""
    shown.choose(0)
    shown.page.run("owner")


Step = Callable[[Set], None]
STATES: dict[str, tuple[Step, Step, tuple[int, int]]] = {
    "actions-reason": (sample, reason, WIDE),
    "actions": (sample, nothing, WIDE),
    "actions-small": (sample, nothing, SMALL),
    "actions-drawer": (sample, drawer, SMALL),
    "actions-reason-small": (sample, reason, SMALL),
    "actions-refused": (sample, refused, WIDE),
    "actions-several": (sample, several, WIDE),
    "actions-chosen": (sample, chosen, WIDE),
    "actions-split": (sample, split, WIDE),
    "actions-add": (sample, add, WIDE),
    "actions-drop": (sample, dropping, WIDE),
    "actions-owner": (sample, owner, WIDE),
    "actions-filter": (sample, filtered, WIDE),
    "actions-empty": (no_actions, nothing, WIDE),
    "actions-long": (long_text, nothing, WIDE),
    "actions-long-small": (long_text, reason, SMALL),
    "actions-many": (many, nothing, WIDE),
}


def render(name: str, language: str, worn: str, folder: Path) -> Path:
    """Write one picture and return its path."""
    prepare, act, size = STATES[name]
    with tempfile.TemporaryDirectory() as place, stand(language, worn, Path(place) / "w.db", size) as shown:
        prepare(shown)
        shown.open()
        act(shown)
        shown.settle()
        target = folder / f"{name}-{worn}-{language}.png"
        shown.console.grab().save(str(target))
        return target


def window(language: str, worn: str, folder: Path) -> Path:
    """Write a picture of the whole window over the sample, asking why its first action slips, and return its path."""
    path = demo.make_workspace(folder / f"sample-{worn}-{language}.sqlite", HandClock(NOW), Language(language))
    with pictures.shell_over(path, language, NOW.isoformat(), worn, WIDE) as (shell, wait):
        shell.console.show_page("actions")
        wait()
        reason(Set(shell.desk, shell.console, shell.actions_page, Language(language), HandClock(NOW)))
        wait()
        return pictures.save(shell.console, folder / f"actions-window-{worn}-{language}.png")


def views() -> list[tuple[str, Callable[[str, str, Path], Path]]]:
    """Return the name and the drawing function of each state."""
    return [("actions-window", window), *((name, partial(render, name)) for name in STATES)]


if __name__ == "__main__":
    drawn = dict(views())
    for each in sys.argv[2:] or list(drawn):
        for spoken, dressed in (("ja", "light"), ("en", "dark")):
            print(drawn[each](spoken, dressed, Path(sys.argv[1])))
