"""The people's view: who owes most, what they led and shadow, how they stand, and what a year will bring."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
import sqlalchemy as sa
from people_desk import day, person, team
from services_desk import Bench

from weeklypm.domain.people import Person
from weeklypm.domain.people_rules import PersonForm, form_of
from weeklypm.services import meetings, people
from weeklypm.services.dates import series_of
from weeklypm.services.people_outlook import meetings_a_year
from weeklypm.services.people_view import PersonRow, Standing, people_view
from weeklypm.services.week import this_week
from weeklypm.storage import open_reader

TODAY = date(2026, 9, 2)
WEEK = timedelta(days=7)


def rows(bench: Bench) -> dict[str, PersonRow]:
    return {row.person.name: row for row in bench.read(people_view).rows}


def hold(bench: Bench, count: int) -> list[tuple[str, str]]:
    """Hold so many meetings, a week apart; return who led and who sat beside."""
    names = {one.id: one.name for one in bench.read(lambda reader: reader.find(Person))}
    held = []
    for _ in range(count):
        week = bench.read(lambda reader: this_week(reader, skip_closed=True))
        if not week.held:
            bench.clock.forward(WEEK)
            week = bench.read(this_week)
        started = bench.change(lambda unit, when=week.day: meetings.start_meeting(unit, when))
        closed = bench.change(lambda unit, key=started.id: meetings.close_meeting(unit, key))
        held.append((names[closed.facilitator_id], names[closed.co_facilitator_id]))  # type: ignore[index]
        bench.clock.forward(WEEK)
    return held


def asked(bench: Bench) -> int:
    """Return how many statements the view takes."""
    said: list[str] = []
    with open_reader(bench.workspace.path, clock=bench.clock) as reading:
        sa.event.listen(reading._engine, "before_cursor_execute", lambda *told: said.append(told[2]))
        reading.read(people_view)
    return len(said)


def test_before_the_first_meeting_nobody_owes_and_all_take_turns(bench: Bench) -> None:
    view = bench.read(people_view)
    assert (view.year, view.members, view.team_count, len(view.rows)) == (2026, 6, 3, 6)
    assert {(row.debt, row.turns_ever, row.last_led, row.standing) for row in view.rows} == {
        (Fraction(0), 0, None, Standing.MEMBER)
    }
    assert [row.person.name for row in view.rows] == ["Hayami", "Kasuga", "Kurose", "Minase", "Sena", "Torii"]


def test_turns_led_and_shadowed_are_counted_and_the_debts_add_up_to_nought(bench: Bench) -> None:
    held = hold(bench, 4)
    found = rows(bench)
    assert sum(row.debt for row in found.values()) == 0
    for name, row in found.items():
        led = [leads for leads, _ in held].count(name)
        assert (row.turns, row.turns_ever, row.shadowed) == (led, led, [beside for _, beside in held].count(name))
        assert row.debt == Fraction(4, 6) - led
    owed = [row.debt for row in bench.read(people_view).rows]
    assert owed == sorted(owed, reverse=True)
    assert found[held[0][0]].last_led == TODAY


def test_turns_of_a_year_are_those_of_its_days(bench: Bench) -> None:
    leads = hold(bench, 1)[0][0]
    later = bench.read(lambda reader: people_view(reader, date(2027, 1, 10))).rows
    row = next(row for row in later if row.person.name == leads)
    assert (row.turns, row.turns_ever) == (0, 1)


def test_the_plan_says_who_is_next_and_who_shadows(bench: Bench) -> None:
    view = bench.read(people_view)
    first, second = view.planned[:2]
    leads, then = view.row(first.facilitator_id), view.row(second.facilitator_id)
    assert leads is not None
    assert leads.next is not None
    assert then is not None
    assert (leads.next.day, leads.next.confirmed, then.shadows_on) == (TODAY, True, TODAY)
    last = [row for row in view.rows if row.next is not None and not row.next.confirmed]
    assert last
    assert view.row(None) is None


STANDINGS = {
    "out": (lambda u, p: people.set_opted_in(u, p.id, opted_in=False), Standing.OPTED_OUT),
    "away": (lambda u, p: people.add_absence(u, p.id, day(9, 1), day(9, 2)), Standing.AWAY),
    "away later": (lambda u, p: people.add_absence(u, p.id, day(9, 3), day(9, 5)), Standing.MEMBER),
    "last day": (lambda u, p: people.leave(u, p.id, TODAY), Standing.MEMBER),
    "later": (
        lambda u, p: people.edit_person(u, p.id, replace(form_of(p), joined_on=day(9, 3))),
        Standing.JOINS_LATER,
    ),
}


@pytest.mark.parametrize("case", STANDINGS)
def test_how_somebody_stands(bench: Bench, case: str) -> None:
    change, standing = STANDINGS[case]
    minase = person(bench, "Minase")
    bench.change(lambda unit: change(unit, minase))
    assert rows(bench)["Minase"].standing is standing


def test_whoever_left_comes_last_and_counts_no_more(bench: Bench) -> None:
    minase, torii = person(bench, "Minase"), person(bench, "Torii")
    bench.change(lambda unit: people.leave(unit, minase.id, TODAY))
    bench.change(lambda unit: people.set_opted_in(unit, torii.id, opted_in=False))
    bench.clock.forward(timedelta(days=1))
    view = bench.read(people_view)
    assert [row.standing for row in view.rows[-2:]] == [Standing.OPTED_OUT, Standing.LEFT]
    assert view.members == 5
    assert next(row for row in view.teams if row.team and row.team.name == "Search").members == 1


def test_a_newcomer_is_new_for_three_held_meetings(bench: Bench) -> None:
    hold(bench, 1)
    bench.change(lambda unit: people.add_person(unit, PersonForm("Amemiya")))
    for standing in (Standing.NEW, Standing.NEW, Standing.NEW, Standing.MEMBER):
        assert rows(bench)["Amemiya"].standing is standing
        hold(bench, 1)


def test_absences_now_and_ahead_are_listed_by_day(bench: Bench) -> None:
    for name, start, end in (("Torii", day(10, 1), day(10, 9)), ("Minase", day(8, 1), day(9, 2))):
        who = person(bench, name)
        bench.change(lambda unit, who=who, start=start, end=end: people.add_absence(unit, who.id, start, end))
    assert [(row.person.name, row.absence.ends_on) for row in bench.read(people_view).away] == [
        ("Minase", day(9, 2)),
        ("Torii", day(10, 9)),
    ]
    bench.clock.forward(timedelta(days=1))
    assert [row.person.name for row in bench.read(people_view).away] == ["Torii"]
    torii = person(bench, "Torii")
    bench.change(lambda unit: people.leave(unit, torii.id, day(9, 30)))
    assert bench.read(people_view).away == ()


def test_turns_of_teams_are_those_of_whoever_is_in_them_now(bench: Bench) -> None:
    held = hold(bench, 3)
    leads = person(bench, held[0][0])
    target = team(bench, "Web" if leads.team_id != team(bench, "Web").id else "Search")
    bench.change(lambda unit: people.edit_person(unit, leads.id, replace(form_of(leads), team_id=target.id)))
    view = bench.read(people_view)
    for row in view.teams:
        own = [one for one in view.rows if one.team == row.team]
        assert (row.members, row.turns, row.shadowed) == (
            len(own),
            sum(one.turns for one in own),
            sum(one.shadowed for one in own),
        )
    assert sum(row.turns for row in view.teams) == 3
    assert [row.turns for row in view.teams] == sorted((row.turns for row in view.teams), reverse=True)


def test_those_without_a_team_stand_last_and_ended_teams_apart(bench: Bench) -> None:
    alone = PersonForm("Amemiya")
    bench.change(lambda unit: people.add_person(unit, alone))
    empty = bench.change(lambda unit: people.add_team(unit, "Old"))
    bench.change(lambda unit: people.end_team(unit, empty.id, day(9, 1)))
    view = bench.read(people_view)
    assert view.teams[-1].team is None
    assert [one.name for one in view.ended] == ["Old"]
    assert view.team_count == 3


def test_what_a_year_brings_under_both_ways_of_sharing(bench: Bench) -> None:
    for name in ("Amemiya", "Kayano"):
        form = PersonForm(name, team(bench, "Search").id, share_percent=50)
        bench.change(lambda unit, form=form: people.add_person(unit, form))
    meetings_held = bench.read(lambda reader: meetings_a_year(reader, series_of(reader), TODAY))
    assert 45 <= meetings_held <= 52
    outlook = {one.team.name: one for one in bench.read(people_view).outlook if one.team}
    # Weights: Search 1 + 1 + 1/2 + 1/2 = 3 of 7, the other teams 2 of 7 each; by team each gets a third.
    assert outlook["Search"].per_year_by_person == Fraction(3, 7) * meetings_held / 4
    assert outlook["Search"].per_year_by_team == Fraction(meetings_held, 12)
    assert outlook["Web"].per_year_by_person == Fraction(1, 7) * meetings_held
    assert outlook["Web"].per_year_by_team == Fraction(meetings_held, 6)


def test_opting_out_leaves_the_outlook_to_the_others(bench: Bench) -> None:
    for name in ("Kasuga", "Sena"):
        who = person(bench, name)
        bench.change(lambda unit, who=who: people.set_opted_in(unit, who.id, opted_in=False))
    assert [one.team.name for one in bench.read(people_view).outlook if one.team] == ["Platform", "Search"]


def test_a_view_asks_as_few_questions_however_many_people_there_are(bench: Bench) -> None:
    few = asked(bench)
    for number in range(30):
        bench.change(lambda unit, number=number: people.add_person(unit, PersonForm(f"Person {number}")))
    assert asked(bench) <= few
