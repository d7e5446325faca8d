"""What holds for the suggestion of a presenter among any people, absences and past meetings."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from rule_rows import DAY, WEEK, absence, item, people, team

from weeklypm.domain.agenda import AgendaItem, Kind
from weeklypm.domain.people import Person
from weeklypm.domain.presenter import Company, Presented, Subject, Suggestion, suggest

MOST = 9
numbers = st.integers(1, MOST).map(lambda number: UUID(int=number))
teams = st.integers(0, 3).map(lambda number: UUID(int=9000 + number))
some = st.frozensets(numbers, max_size=3)


@dataclass(frozen=True)
class Case:
    """Hold what a suggestion is made from."""

    item: AgendaItem
    subject: Subject
    company: Company

    def suggested(self) -> tuple[Suggestion, ...]:
        """Return who is suggested."""
        return suggest(self.item, self.subject, self.company, DAY)

    def order(self) -> list[UUID]:
        """Return who is suggested, by identity."""
        return [one.person_id for one in self.suggested()]


@st.composite
def members(draw: st.DrawFn) -> tuple[Person, ...]:
    """Draw people of whom some left, are new, would rather not, or belong to no team."""
    found = []
    for one in people(3, 3, 2, 1):
        fields: dict[str, object] = draw(
            st.sampled_from(
                [{}, {}, {}, {"rather_not_present": True}, {"left_on": DAY - WEEK}, {"joined_on": DAY + WEEK},
                 {"team_id": None}]
            )
        )  # fmt: skip
        found.append(replace(one, **fields))  # type: ignore[arg-type]
    return tuple(found)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw an item with its responders, a company and its past."""
    kind = draw(st.sampled_from(list(Kind)))
    about = item(draw(st.integers(1, 50)), kind, proposer_id=draw(st.one_of(st.none(), numbers)))
    told = draw(st.lists(st.tuples(st.integers(1, 9), numbers), max_size=6))
    presented = tuple(Presented(DAY - WEEK * weeks, person_id) for weeks, person_id in told)
    heard = draw(st.dictionaries(teams, st.integers(1, 40).map(lambda weeks: DAY - WEEK * weeks)))
    away = draw(st.lists(st.tuples(st.integers(1, MOST), st.integers(-9, 3), st.integers(0, 9)), max_size=4))
    absences = tuple(
        absence(who, DAY + timedelta(days=start), DAY + timedelta(days=start + length)) for who, start, length in away
    )
    company = Company(
        draw(members()), tuple(team(n, f"Team {n}") for n in range(4)), absences, presented, heard,
        draw(st.one_of(st.none(), numbers)),
    )  # fmt: skip
    return Case(about, Subject(draw(some), draw(st.frozensets(teams, max_size=2))), company)


@given(cases(), st.randoms())
def test_the_order_of_rows_does_not_matter(case: Case, chance: random.Random) -> None:
    def mixed(rows: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(chance.sample(rows, len(rows)))

    company = case.company
    other = Company(
        mixed(company.people), mixed(company.teams), mixed(company.absences), mixed(company.presented),  # type: ignore[arg-type]
        dict(mixed(tuple(company.heard.items()))), company.facilitator_id,  # type: ignore[arg-type]
    )  # fmt: skip
    assert replace(case, company=other).suggested() == case.suggested()


@given(cases())
def test_nobody_is_suggested_who_would_rather_not_is_away_or_is_not_there(case: Case) -> None:
    by_id = {one.id: one for one in case.company.people}
    for person_id in case.order():
        person = by_id[person_id]
        assert not person.rather_not_present
        assert person.joined_on <= DAY
        assert person.left_on is None or person.left_on >= DAY
        away = [one for one in case.company.absences if one.person_id == person_id]
        assert all(not one.starts_on <= DAY <= one.ends_on for one in away)


@given(cases())
def test_no_sentence_tells_apart_who_would_rather_not_from_who_is_not_there(case: Case) -> None:
    """Whoever would rather not might as well be away: no place, name or reason differs."""
    quiet = [one for one in case.company.people if one.rather_not_present]
    away = tuple(absence(one.id.int, DAY, DAY) for one in quiet)
    open_about_it = tuple(replace(one, rather_not_present=False) for one in case.company.people)
    other = replace(case.company, people=open_about_it, absences=case.company.absences + away)
    assert replace(case, company=other).suggested() == case.suggested()


@given(cases())
def test_never_the_same_person_twice_running_while_there_is_another(case: Case) -> None:
    order, last = case.order(), case.company.last_presenters()
    if any(person_id not in last for person_id in order):
        assert order[0] not in last


@given(cases())
def test_the_facilitator_is_first_only_where_everybody_else_presented_last_time(case: Case) -> None:
    order, last, leads = case.order(), case.company.last_presenters(), case.company.facilitator_id
    if any(person_id not in last and person_id != leads for person_id in order):
        assert order[0] != leads


@given(cases())
def test_responders_go_before_team_mates(case: Case) -> None:
    told = replace(case, item=replace(case.item, kind=Kind.INCIDENT_TALK))
    set_back = {*case.company.last_presenters(), case.company.facilitator_id}
    responded = [one in case.subject.responders for one in told.order() if one not in set_back]
    assert responded == sorted(responded, reverse=True)


@given(cases())
def test_of_equals_the_team_unheard_longest_goes_first(case: Case) -> None:
    told = replace(case, item=replace(case.item, kind=Kind.INCIDENT_TALK))
    set_back = {*case.company.last_presenters(), case.company.facilitator_id}
    team_of = {one.id: one.team_id for one in case.company.people}
    for responded in (True, False):
        equals = [one for one in told.order() if one not in set_back and (one in case.subject.responders) == responded]
        heard = [case.company.heard_on(team_of[one]) for one in equals if team_of[one] is not None]
        assert heard == sorted(heard, key=lambda day: (day is not None, day or DAY))


@given(cases())
def test_each_is_suggested_once_with_a_reason(case: Case) -> None:
    found = case.suggested()
    assert len({one.person_id for one in found}) == len(found)
    assert all(one.why.code.startswith("presenter.") for one in found)
