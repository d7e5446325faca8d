"""The present: named days, steady time, and the options that name them."""

from __future__ import annotations

import errno
from datetime import UTC, date, datetime, timedelta

import pytest

from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language
from weeklypm.services.clock import SteadyClock, local_day, named_day, running_from, system_clock
from weeklypm.services.options import read_options, system_language
from weeklypm.services.system_errors import reason
from weeklypm.wording import say


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles", "Pacific/Honolulu", "Pacific/Auckland", "UTC"])
def test_a_named_day_is_that_day_everywhere_people_meet(zone: str) -> None:
    assert local_day(named_day(date(2026, 9, 2))(), zone) == date(2026, 9, 2)


def test_a_clock_runs_on_from_where_it_began() -> None:
    clock = running_from(datetime(2026, 9, 2, 7, tzinfo=UTC))
    assert timedelta() <= clock() - datetime(2026, 9, 2, 7, tzinfo=UTC) < timedelta(seconds=5)
    assert abs(system_clock() - datetime.now(UTC)) < timedelta(seconds=5)


def test_setting_the_system_clock_moves_nothing_until_it_is_taken_over() -> None:
    wall, ticks = [datetime(2026, 9, 2, 7, tzinfo=UTC)], [100.0]
    clock = SteadyClock(lambda: wall[0], lambda: ticks[0])
    ticks[0] += 60
    wall[0] += timedelta(minutes=1) - timedelta(hours=1)
    assert clock() == datetime(2026, 9, 2, 7, 1, tzinfo=UTC)
    assert clock.strayed() == timedelta(hours=-1)
    clock.take_over()
    assert clock() == datetime(2026, 9, 2, 6, 1, tzinfo=UTC)
    assert clock.strayed() is None


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((None, None, "02/09/2026", None), "services.problem.option_date"),
        ((None, None, "2026-02-30", None), "services.problem.option_date"),
        ((None, "fr", None, None), "wording.problem.language"),
        (("postgresql://localhost/x", None, None, None), "services.problem.option_url"),
        ((None, None, None, "2026-09-02T16:00"), "services.problem.option_instant"),
        ((None, None, None, "noon"), "services.problem.option_instant"),
    ],
)
def test_an_option_that_makes_no_sense_is_named(options: tuple[str | None, ...], code: str) -> None:
    with pytest.raises(Problem) as caught:
        read_options(*options)
    assert caught.value.code == code


@pytest.mark.parametrize(("locale", "language"), [("ja_JP.UTF-8", Language.JA), ("de_DE.UTF-8", Language.EN)])
def test_the_environment_chooses_the_language(monkeypatch: pytest.MonkeyPatch, locale: str, language: Language) -> None:
    for name in ("LANGUAGE", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", locale)
    assert system_language() is language


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "full"), (errno.EACCES, "denied"), (4711, "other")])
def test_what_the_system_refused_is_said_in_our_words(number: int, code: str) -> None:
    told = reason(OSError(number, "whatever the system calls it"))
    assert told.code == f"services.system.{code}"
    assert say(Language.JA, told)
