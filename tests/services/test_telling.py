"""Telling people as use cases: what is told when, the team's own templates, quiet teams, and what was told already."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from services_desk import Bench

from weeklypm.domain.agenda import AgendaItem, ItemState, Kind
from weeklypm.domain.announcing import Announced, AnnouncementKind, AnnouncementTemplate, ChatStyle
from weeklypm.domain.calendar import Closure
from weeklypm.domain.errors import Problem
from weeklypm.domain.incident import Incident
from weeklypm.domain.meeting import Meeting, MeetingState
from weeklypm.domain.people import Person, Team
from weeklypm.domain.values import Language
from weeklypm.exporters.announcement import built_in
from weeklypm.services import calendar, queue, telling
from weeklypm.services.dates import series_of
from weeklypm.services.people import leave as retire
from weeklypm.storage import Reader, Unit

CALL, NOTICE, TODAY, INVITE = (
    AnnouncementKind.CALL,
    AnnouncementKind.ANNOUNCEMENT,
    AnnouncementKind.TODAY,
    AnnouncementKind.INVITE,
)
PLAIN, SLACK = ChatStyle.PLAIN, ChatStyle.SLACK
EN, JA = Language.EN, Language.JA
WEEK = timedelta(weeks=1)
FIRST = date(2026, 9, 2)
HOLIDAY = date(2026, 9, 23)


def tell(bench: Bench, kind: AnnouncementKind, **options: object) -> str:
    return bench.read(lambda reader: telling.tell(reader, kind, PLAIN, **options))  # type: ignore[arg-type]


def save(bench: Bench, text: str, kind: AnnouncementKind = TODAY, language: Language = EN) -> telling.TemplateView:
    return bench.change(lambda unit: telling.save_template(unit, kind, language, text))


def team_id(reader: Reader, name: str) -> object:
    return reader.find(Team, name=name)[0].id


def test_a_topic_that_is_on_is_told_with_who_leads_and_when(bench: Bench) -> None:
    bench.change(lambda unit: queue.add_topic(unit, "Flaky tests"))
    told = tell(bench, NOTICE)
    assert "Flaky tests – Open topic" in told
    assert "Wednesday 2 September, 16:00–16:30 (Asia/Tokyo)" in told
    leads = bench.read(lambda reader: [person.name for person in reader.find(Person)])
    assert any(f"Led by: {name}" in told for name in leads)
    assert "Flaky tests" in tell(bench, TODAY)
    assert "フリートピック" in tell(bench, NOTICE, language=JA)


def test_a_date_not_held_gives_way_to_the_next_one_that_is(bench: Bench) -> None:
    bench.clock.forward(timedelta(days=20))
    told = bench.read(lambda reader: telling.told(reader, TODAY, PLAIN))
    assert told.day == HOLIDAY + WEEK
    assert "Wednesday 23 September (Public holiday: Autumnal Equinox Day)" in told.text
    assert "Next: Wednesday 30 September, 16:00" in told.text
    assert "祝日：秋分の日" in tell(bench, TODAY, language=JA)
    assert "30 September" in tell(bench, NOTICE, day=HOLIDAY)


def test_why_a_single_date_is_called_off_stays_private(bench: Bench) -> None:
    bench.change(lambda unit: calendar.cancel(unit, FIRST, "Half of us are ill"))
    told = tell(bench, TODAY)
    assert "No Weekly postmortem on Wednesday 2 September. Next: Wednesday 9 September" in told
    assert not [kind for kind in AnnouncementKind if "ill" in tell(bench, kind).split()]


def test_a_meeting_that_is_over_gives_way_to_the_next_one(bench: Bench) -> None:
    def close(unit: Unit) -> Meeting:
        series = series_of(unit)
        return unit.add(Meeting(**unit.stamp(), series_id=series.id, held_on=FIRST, state=MeetingState.CLOSED))

    bench.change(close)
    assert bench.read(lambda reader: telling.told(reader, NOTICE, PLAIN)).day == FIRST + WEEK


def test_a_calendar_without_a_held_date_is_a_problem(bench: Bench) -> None:
    closed = {"name": "Closed", "starts_on": FIRST, "ends_on": date(2199, 1, 1)}
    bench.change(lambda unit: unit.add(Closure(**unit.stamp(), **closed)))
    with pytest.raises(Problem) as caught:
        tell(bench, NOTICE)
    assert caught.value.code == "announcing.problem.no_meeting"


def test_the_call_counts_holidays_and_closures_but_no_cancellations(bench: Bench) -> None:
    def due(day: date) -> date:
        return bench.read(lambda reader: telling.call_due_on(reader, day))

    assert due(date(2026, 9, 9)) == date(2026, 9, 4)
    assert due(date(2026, 9, 30)) == date(2026, 9, 25)
    assert due(date(2026, 9, 24)) == date(2026, 9, 16)
    closed = {"name": "Inventory", "starts_on": date(2026, 9, 7), "ends_on": date(2026, 9, 8)}
    bench.change(lambda unit: unit.add(Closure(**unit.stamp(), **closed)))
    bench.change(lambda unit: calendar.cancel(unit, FIRST, "Ill"))
    assert due(date(2026, 9, 9)) == date(2026, 9, 2)


def test_an_own_template_is_used_until_it_is_reset(bench: Bench) -> None:
    assert bench.read(lambda reader: telling.template_of(reader, TODAY, EN)) == telling.TemplateView(
        built_in(TODAY, EN), own=False
    )
    assert save(bench, "{{ series }}\r\nat {{ time }}") == telling.TemplateView("{{ series }}\nat {{ time }}", own=True)
    assert tell(bench, TODAY) == "Weekly postmortem\nat 16:00"
    assert bench.read(lambda reader: telling.told(reader, TODAY, PLAIN)).own
    assert "16:00から" in tell(bench, TODAY, language=JA)
    save(bench, "{{ series }}!")
    assert tell(bench, TODAY) == "Weekly postmortem!"
    assert bench.read(lambda reader: reader.count(AnnouncementTemplate)) == 1
    assert not bench.change(lambda unit: telling.reset_template(unit, TODAY, EN)).own
    assert tell(bench, TODAY) != "Weekly postmortem!"


def test_saving_and_resetting_can_be_undone(bench: Bench) -> None:
    built = tell(bench, TODAY)
    done = [
        bench.workspace.change(partial(telling.save_template, kind=TODAY, language=EN, text="one")),
        bench.workspace.change(partial(telling.save_template, kind=TODAY, language=EN, text="two")),
        bench.workspace.change(partial(telling.reset_template, kind=TODAY, language=EN)),
    ]
    told = []
    for outcome in reversed(done):
        bench.workspace.undo(outcome.changes.operation_id)
        told.append(tell(bench, TODAY))
    assert told == ["two", "one", built]


def test_the_built_in_template_saved_again_is_no_own_one(bench: Bench) -> None:
    save(bench, "mine")
    assert not save(bench, built_in(TODAY, EN) + "\n").own
    assert bench.read(lambda reader: reader.count(AnnouncementTemplate)) == 0
    save(bench, "again")
    assert tell(bench, TODAY) == "again"


@pytest.mark.parametrize(
    "text", ["", "{{ nothing }}", "{% for x in range(9) %}{% endfor %}", "{{ team.name }}", "{{ agenda[1].title }}"]
)
def test_a_template_that_does_not_always_render_is_refused_and_nothing_is_kept(bench: Bench, text: str) -> None:
    save(bench, "mine")
    with pytest.raises(Problem) as caught:
        save(bench, text)
    assert caught.value.code.startswith("announcing.problem.template_")
    assert tell(bench, TODAY) == "mine"


def test_a_kept_template_that_fails_gives_way_to_the_built_in_one_and_says_so(bench: Bench) -> None:
    bench.change(
        lambda unit: unit.add(AnnouncementTemplate(**unit.stamp(), kind=TODAY, language=EN, text="{{ gone }}"))
    )
    told = bench.read(lambda reader: telling.told(reader, TODAY, PLAIN))
    assert told.text.startswith("Today, 16:00")
    assert not told.own
    assert told.problem is not None
    assert told.problem.code == "announcing.problem.template_name"


def test_a_draft_is_tried_before_it_is_kept(bench: Bench) -> None:
    assert tell(bench, TODAY, template="{{ bold(series) }}") == "Weekly postmortem"
    assert bench.read(lambda reader: telling.tell(reader, TODAY, SLACK, template="{{ bold(zone) }}")) == "*Asia/Tokyo*"
    with pytest.raises(Problem):
        tell(bench, TODAY, template="{{ bold(")
    assert bench.read(lambda reader: reader.count(AnnouncementTemplate)) == 0


def hear(bench: Bench, day: date, **fields: object) -> None:
    """Hold a meeting at which one item is discussed."""

    def held(unit: Unit) -> None:
        state = MeetingState.CLOSED
        meeting = unit.add(Meeting(**unit.stamp(), series_id=series_of(unit).id, held_on=day, state=state))
        given = {"kind": Kind.OPEN_TOPIC, "title": "Topic", "queued_on": day, **fields}
        unit.add(AgendaItem(**unit.stamp(), state=ItemState.DISCUSSED, meeting_id=meeting.id, **given))  # type: ignore[arg-type]

    bench.change(held)


def quiet(bench: Bench) -> list[tuple[str, date | None, int]]:
    return [(one.team.name, one.last_heard, one.weeks) for one in bench.read(telling.quiet_teams)]


def test_teams_are_quiet_from_eight_weeks_without_a_word_on(bench: Bench) -> None:
    assert quiet(bench) == []
    bench.clock.forward(8 * WEEK - timedelta(days=1))
    assert quiet(bench) == []
    bench.clock.forward(timedelta(days=1))
    assert quiet(bench) == [("Platform", None, 8), ("Search", None, 8), ("Web", None, 8)]


def test_a_team_is_heard_by_proposing_presenting_and_by_its_incident(bench: Bench) -> None:
    people = {one.name: one for one in bench.read(lambda reader: reader.find(Person))}
    teams = {one.name: one for one in bench.read(lambda reader: reader.find(Team))}
    bench.clock.forward(20 * WEEK)
    touched = (teams["Platform"].id,)
    incident = bench.change(
        lambda unit: unit.add(Incident(**unit.stamp(), key="a", title="A", zone="UTC", team_ids=touched))
    )
    hear(bench, FIRST, proposer_id=people["Minase"].id)
    hear(bench, FIRST + WEEK, presenter_id=people["Kasuga"].id)
    hear(bench, FIRST + 2 * WEEK, kind=Kind.RE_READ, incident_id=incident.id)
    assert quiet(bench) == [("Platform", None, 20), ("Search", FIRST, 20), ("Web", FIRST + WEEK, 19)]
    hear(bench, FIRST + 4 * WEEK, kind=Kind.NEAR_MISS, incident_id=incident.id)
    assert quiet(bench)[-1] == ("Platform", FIRST + 4 * WEEK, 16)
    hear(bench, FIRST + 19 * WEEK, proposer_id=people["Torii"].id)
    assert [name for name, *_ in quiet(bench)] == ["Web", "Platform"]


def test_a_team_whose_people_have_left_is_not_invited(bench: Bench) -> None:
    bench.clock.forward(20 * WEEK)

    def leave(unit: Unit) -> None:
        for person in unit.find(Person, team_id=team_id(unit, "Web")):
            retire(unit, person.id, FIRST)

    bench.change(leave)
    assert [name for name, *_ in quiet(bench)] == ["Platform", "Search"]


def test_the_team_named_is_invited_else_the_one_quiet_for_longest(bench: Bench) -> None:
    web = bench.read(lambda reader: telling.team_named(reader, " ＷＥＢ "))
    assert "Hello Web team!" in tell(bench, INVITE, team_id=web.id)
    assert "We have not heard from you" in tell(bench, INVITE, team_id=web.id)
    hear(bench, FIRST, proposer_id=bench.read(lambda reader: reader.find(Person, name="Hayami")[0].id))
    bench.clock.forward(9 * WEEK)
    assert "Hello Search team!" in tell(bench, INVITE)
    with pytest.raises(Problem) as caught:
        bench.read(lambda reader: telling.team_named(reader, "Sales"))
    assert caught.value.code == "announcing.problem.team"
    assert set(caught.value.message.get("known")) == {"Search", "Web", "Platform"}


def test_what_was_told_is_remembered_once(bench: Bench) -> None:
    bench.change(lambda unit: telling.mark_announced(unit, CALL, FIRST))
    bench.clock.forward(timedelta(hours=1))
    later = bench.change(lambda unit: telling.mark_announced(unit, CALL, FIRST))
    web = bench.read(lambda reader: telling.team_named(reader, "Web"))
    bench.change(lambda unit: telling.mark_announced(unit, INVITE, FIRST, web.id))
    assert bench.read(lambda reader: telling.announced(reader, FIRST)) == {CALL, INVITE}
    assert bench.read(lambda reader: telling.announced(reader, FIRST + WEEK)) == frozenset()
    assert bench.read(lambda reader: reader.find(Announced, kind=CALL)) == [later]
    assert later.at == bench.clock()


def test_a_template_is_read_from_a_file_or_the_file_is_told(tmp_path: Path) -> None:
    good, bad, large = tmp_path / "a.j2", tmp_path / "b.j2", tmp_path / "c.j2"
    good.write_bytes(b"\xef\xbb\xbf{{ series }}")
    bad.write_bytes("日時".encode("cp932"))
    large.write_bytes(b"x" * 100_001)
    assert telling.read_template(good) == "{{ series }}"
    codes = []
    for path in (bad, large, tmp_path, tmp_path / "none"):
        with pytest.raises(Problem) as caught:
            telling.read_template(path)
        codes.append(caught.value.code)
    assert codes == [
        "announcing.problem.file_encoding",
        "announcing.problem.file_large",
        "services.problem.not_a_file",
        "services.problem.file_missing",
    ]
