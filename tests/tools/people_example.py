"""People for pictures and tests: those of the design with their balances, three of them, two hundred, far too long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import cycle, islice
from typing import Final

from weeklypm.domain.calendar import Closure
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.people import Absence, Person
from weeklypm.domain.values import Language
from weeklypm.services.dates import series_of
from weeklypm.services.setup import add_people, read_people
from weeklypm.services.turn_json import shares_to_json
from weeklypm.storage import Unit

CAST: Final = (
    "Search: Minase, Saegusa\nWeb: Kasuga, Amemiya\nSupport: Hayami\nData: Kurose\nPayments: Sena\nSRE: Torii\nDocs: Kayano",  # noqa: E501  a team a line
    "検索: 水無瀬, 三枝\nWeb: 春日, 雨宮\nサポート: 速水\nデータ: 黒瀬\n決済: 瀬名\nSRE: 鳥居\n文書: 茅野",
)
NEW: Final = ("SRE: Kuon", "SRE: 久遠")
TODAY: Final = date(2026, 9, 2)
LAST: Final = tuple(date(2026, month, day) for month, day in
                    ((6, 24), (7, 1), (7, 8), (7, 15), (7, 22), (7, 29), (8, 5), (8, 19), (8, 26)))  # fmt: skip
ORDER: Final = (("Minase", "水無瀬"), ("Kasuga", "春日"), ("Hayami", "速水"), ("Kurose", "黒瀬"), ("Sena", "瀬名"),
                ("Torii", "鳥居"), ("Saegusa", "三枝"), ("Amemiya", "雨宮"), ("Kayano", "茅野"))  # fmt: skip
"""Who led the last nine meetings, in order."""
DEBTS: Final = tuple(Fraction(debt, 100) for debt in (83, 71, 58, 34, 21, -38, -62, -81, -86))
TURNS: Final = (3, 3, 2, 3, 4, 4, 4, 4, 3)
LONG: Final = "Maximiliana-Theodora von und zu Schwarzenberg-Rosenheim of the Eastern Lakes"
LONG_JA: Final = "寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末食う寝る処に住む処"
ARABIC: Final = "عبد الرحمن بن محمد"


def fill_cast(unit: Unit, language: Language) -> None:
    """Add those who were there from the start, before any meeting."""
    add_people(unit, read_people(CAST[language is Language.JA]).people)


def fill_design(unit: Unit, language: Language) -> None:
    """Hold the year's thirty meetings so that everybody has the balance of the design, and register its absences."""
    known = {person.name: person for person in unit.find(Person)}
    people = [known[names[language is Language.JA]] for names in ORDER]
    led = [*_earlier(people), *people]
    days = [*_wednesdays_before(LAST[0], len(led) - len(people)), *LAST]
    owed = [(person.id, (debt + count) / len(led)) for person, debt, count in zip(people, DEBTS, TURNS, strict=True)]
    shares = shares_to_json(tuple(sorted(owed, key=lambda share: str(share[0]))))
    hold(unit, list(zip(days, led, strict=True)), shares)
    unit.add(Closure(**unit.stamp(), starts_on=date(2026, 8, 12), ends_on=date(2026, 8, 12),
                     name=("Summer break", "夏休み")[language is Language.JA]))  # fmt: skip
    for name, first, last in (("Torii", date(2026, 8, 31), date(2026, 9, 7)),
                              ("Saegusa", date(2026, 9, 9), date(2026, 9, 18))):  # fmt: skip
        person = known[dict(ORDER)[name] if language is Language.JA else name]
        unit.add(Absence(**unit.stamp(), person_id=person.id, starts_on=first, ends_on=last))


def fill_new(unit: Unit, language: Language) -> None:
    """Add who came last, and sits beside first."""
    add_people(unit, read_people(NEW[language is Language.JA]).people)


def _earlier(people: Sequence[Person]) -> list[Person]:
    """Return who led before the last nine meetings, so that each has as many turns as the design says."""
    left = {person.id: count - 1 for person, count in zip(people, TURNS, strict=True)}
    order: list[Person] = []
    for person in cycle(people):
        if not any(left.values()):
            return order
        if left[person.id]:
            left[person.id] -= 1
            order.append(person)
    return order


def _wednesdays_before(day: date, count: int) -> list[date]:
    return [day - timedelta(weeks=number) for number in range(count, 0, -1)]


def hold(unit: Unit, led: Sequence[tuple[date, Person]], shares: str = "") -> None:
    """Record held meetings: who led, and beside them who led next."""
    series_id = series_of(unit).id
    nexts = [*(person for _, person in led[1:]), None]
    planned = {row.held_on: row for row in unit.find(Meeting, state=MeetingState.PLANNED)}
    for (day, person), beside in zip(led, nexts, strict=True):
        told = {"state": MeetingState.CLOSED, "facilitator_id": person.id, "shares_json": shares,
                "co_facilitator_id": beside.id if beside is not None else None}  # fmt: skip
        if day in planned:
            unit.put(replace(planned[day], **told))
        else:
            unit.add(Meeting(**unit.stamp(), series_id=series_id, held_on=day, **told))


def fill_three(unit: Unit, language: Language) -> None:
    """Let three people hold seven meetings."""
    words = ("Web: Minase, Kasuga\nSRE: Hayami", "Web: 水無瀬, 春日\nSRE: 速水")
    add_people(unit, read_people(words[language is Language.JA]).people)
    people = sorted(unit.find(Person), key=lambda person: person.name)
    days = _wednesdays_before(TODAY, 7)
    hold(unit, list(zip(days, islice(cycle(people), 7), strict=True)))


def fill_twelve(unit: Unit, language: Language) -> None:
    """Let twelve people of four teams hold twenty-five meetings."""
    fill_many(unit, language, people=12, teams=4, meetings=25)


def fill_two_hundred(unit: Unit, language: Language) -> None:
    """Let two hundred people of thirty teams hold a year's meetings."""
    fill_many(unit, language, people=200, teams=30, meetings=50)


def fill_many(unit: Unit, language: Language, *, people: int, teams: int, meetings: int) -> None:
    """Add many people in teams of different sizes, and let the first of them hold meetings."""
    names = [pair[language is Language.JA] for pair in ORDER]
    lines = ["" for _ in range(teams)]
    word = ("Team", "チーム")[language is Language.JA]
    for number in range(people):
        team = (number * number) % teams
        name = f"{names[number % len(names)]} {number + 1}"
        lines[team] = f"{lines[team]}, {name}" if lines[team] else f"{word} {team + 1}: {name}"
    add_people(unit, read_people("\n".join(line for line in lines if line)).people)
    known = sorted(unit.find(Person), key=lambda person: (len(person.name), person.name))
    days = _wednesdays_before(TODAY, meetings)
    hold(unit, list(zip(days, islice(cycle(known[: max(3, people - 3)]), meetings), strict=True)))


def fill_long(unit: Unit, language: Language) -> None:
    """Add people and teams with far too long names, one of them written from right to left."""
    name, team = (LONG_JA, LONG_JA) if language is Language.JA else (LONG, LONG[12:60])
    add_people(unit, read_people(f"{team}: {name} I, {name} V\nWeb: {ARABIC}, Minase").people)
    people = sorted(unit.find(Person), key=lambda person: person.name)
    hold(unit, list(zip(_wednesdays_before(TODAY, 9), islice(cycle(people[:3]), 9), strict=True)))
    unit.add(Absence(**unit.stamp(), person_id=people[0].id, starts_on=TODAY, ends_on=date(2027, 1, 12)))
