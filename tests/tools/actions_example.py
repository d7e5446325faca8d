"""Actions for pictures and tests: those of the design, far too long ones, and three thousand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from weeklypm.domain.incident import IncidentKind
from weeklypm.domain.outcomes import ActionChange, ActionItem, ActionState, ActionType, Priority, ReasonKind
from weeklypm.domain.people import Person
from weeklypm.domain.values import Language
from weeklypm.services import actions, incidents
from weeklypm.storage import Unit

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


def said(texts: tuple[str, str], language: Language) -> str:
    """Return a text in a language."""
    return texts[language is Language.JA]


def fill_design(unit: Unit, language: Language) -> None:
    """Record the actions of the design, ten weeks before the day of the pictures."""
    people = {person.name: person for person in unit.find(Person)}
    today = (unit.now + timedelta(days=70)).date()
    source = incidents.add_incident(unit, said(SOURCE, language), IncidentKind.INCIDENT)
    for number, line in enumerate(LINES):
        owner = people[line.owner if language is Language.EN else NAMES[line.owner]]
        first = line.slips[-1][0] if line.slips else line.due
        made = add_action(unit, said(line.words, language), today, first, line.age)
        fields = {
            "priority": Priority(line.priority),
            "type": line.type,
            "owner_id": owner.id,
            "team_id": owner.team_id,
        }
        extra = {"done_when": said(DONE_WHEN, language), "incident_id": source.id} if number == 0 else {}
        unit.put(replace(made, **fields, **extra))
        for before, after, reason in reversed(line.slips):
            slip(unit, made, today, (before, after), said(reason, language))
    for number, (state, blocked) in enumerate(((ActionState.IDEA, False), (ActionState.COMMITTED, True),
                                               (ActionState.DONE, False), (ActionState.DROPPED, False))):  # fmt: skip
        made = add_action(unit, f"{said(LINES[number + 4].words, language)} ({number + 2})", today, None, 10)
        since = today - timedelta(days=3) if blocked else None
        by = said(("The new version of the stock service", "在庫サービスの新しい版"), language) if blocked else ""
        if state is ActionState.DROPPED:
            actions.change_actions(unit, [made.id], reason=said(LINES[0].slips[0][2], language), state=state)
        else:
            unit.put(replace(made, state=state, blocked_since=since, blocked_by=by))


def add_action(unit: Unit, text: str, today: date, due: int | None, age: int) -> ActionItem:
    """Record an action, agreed ``age`` days before the day of the pictures and due ``due`` days after it."""
    stamp = unit.stamp()
    at = unit.now + timedelta(days=70 - age)
    made = ActionItem(
        **stamp | {"created_at": at}, text=text, due=today + timedelta(days=due) if due is not None else None
    )
    return unit.add(made)


def slip(unit: Unit, made: ActionItem, today: date, days: tuple[int, int], reason: str) -> None:
    """Move a due date with a reason, from and to so many days after the day of the pictures."""
    before, after = (today + timedelta(days=day) for day in days)
    at = unit.now + timedelta(days=70 + days[0] - 2)
    unit.add(ActionChange(**unit.stamp(), action_id=made.id, field="due", old=before.isoformat(), new=after.isoformat(),
                          reason=reason, at=at, kind=ReasonKind.OTHER_FIRST if days[1] < -19 else None))  # fmt: skip
    unit.put(replace(unit.get(ActionItem, made.id), due=after))


def fill_long(unit: Unit) -> None:
    """Record texts, names and reasons that are far too long, one of them written from right to left."""
    today = (unit.now + timedelta(days=70)).date()
    for number in range(14):
        made = add_action(unit, ARABIC if number == 1 else LONG[:990], today, -9 + number * 2, 40)
        name = f"{'A name that is far too long ' * 3}{number}"
        link = f"https://tracker.example/{'very-long-path/' * 12}ISSUE-{number}"
        unit.put(replace(unit.get(ActionItem, made.id), owner_text=name, priority=Priority.P0, link=link,
                         done_when=LONG[:600], blocked_by=LONG[:300], blocked_since=today))  # fmt: skip
        for nth in range(3):
            slip(unit, made, today, (-30 + nth, -29 + nth), f"{LONG[:400]}{'x' * 200}")


def fill_many(unit: Unit, language: Language) -> None:
    """Record three thousand actions."""
    today = (unit.now + timedelta(days=70)).date()
    stamps = [unit.stamp() for _ in range(MANY)]
    unit.add_many([ActionItem(**stamp, text=f"{LINES[number % 12].words[language is Language.JA]} {number}",
                              due=today + timedelta(days=number % 90 - 30), priority=Priority.P2)
                   for number, stamp in enumerate(stamps)])  # fmt: skip
