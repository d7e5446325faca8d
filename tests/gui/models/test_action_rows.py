"""The table of actions as a model: sound for Qt, under headings, saying what rows and readers are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from weeklypm.domain.action_rules import ActionGroup
from weeklypm.domain.outcomes import ActionItem, ActionType, Priority
from weeklypm.domain.people import Person, Team
from weeklypm.gui import i18n
from weeklypm.gui.models.action_rows import COLUMNS, ActionModel, owner_name
from weeklypm.gui.pages.actions_filter import Sieve
from weeklypm.gui.pages.actions_owner import read_owner
from weeklypm.gui.widgets.day_edit import read_day
from weeklypm.gui.widgets.table import GROUP, PRIORITY, REMARK
from weeklypm.services.actions import ActionRow

NOW = datetime(2026, 9, 2, 3, 0, tzinfo=UTC)
TODAY = date(2026, 9, 2)
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
STAMP = {"created_at": NOW, "updated_at": NOW}
TEAM = Team(id=UUID(int=900), **STAMP, name="Search")
SENA = Person(id=UUID(int=901), **STAMP, name="Sena", team_id=TEAM.id, joined_on=TODAY, aliases=("Sena K.",))
TWIN = replace(SENA, id=UUID(int=902), name="sena k.")


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> None:
    i18n.apply(qapp, "en")


def row(number: int, group: ActionGroup = ActionGroup.LATE, **fields: object) -> ActionRow:
    action = ActionItem(id=UUID(int=number), **STAMP, text=f"Limit\nretries {number}", priority=Priority.P1,
                        type=ActionType.PREVENT, owner_id=SENA.id, due=date(2026, 8, 21))  # fmt: skip
    return ActionRow(f"A{number}", replace(action, **fields), SENA, TEAM, group, 12, 48, 1, (), None, None, False)  # type: ignore[arg-type]


def test_it_is_a_sound_model_with_and_without_rows(qtmodeltester: ModelTester) -> None:
    model = ActionModel()
    qtmodeltester.check(model)
    model.show_rows([row(1), row(2), row(3, ActionGroup.COMING)], TODAY)
    qtmodeltester.check(model)


def test_each_group_has_one_heading_which_is_no_row_to_choose() -> None:
    model = ActionModel()
    model.show_rows([row(1), row(2), row(3, ActionGroup.COMING)], TODAY)
    assert model.headings() == [0, 3]
    assert [str(model.index(number, 0).data()).split() for number in (0, 3)] == [["Late", "2"], ["Coming", "1"]]
    for number in range(5):
        heading = number in (0, 3)
        assert bool(model.index(number, 0).data(GROUP)) is heading
        assert bool(model.flags(model.index(number, 2)) & Qt.ItemFlag.ItemIsSelectable) is not heading
        assert (model.row(number) is None) is heading
    assert model.number_of(UUID(int=3)) == 4
    assert model.number_of(UUID(int=99)) == -1
    assert model.row(-1) is None


def test_a_row_says_what_it_promises_also_to_readers() -> None:
    model = ActionModel()
    model.show_rows([row(1)], TODAY)
    said = [model.index(1, column).data(SPOKEN) for column in range(len(COLUMNS))]
    assert said == ["P1", "Prevent", "Limit retries 1", "Sena", "21 Aug 12 days late", "48 days", "1"]
    assert model.index(1, 4).data(REMARK) == ("12 days late", "danger")
    assert model.index(1, 0).data(PRIORITY)


def test_what_is_not_set_is_a_dash_and_another_year_is_said() -> None:
    model = ActionModel()
    bare = replace(row(1, owner_id=None, due=None, priority=None), owner=None, team=None, slips=0, days_late=0)
    far = replace(row(2, due=date(2027, 1, 5)), days_late=0)
    model.show_rows([bare, far], TODAY)
    assert [model.index(1, column).data() for column in (0, 3, 4, 6)] == ["", "–", "–", "–"]
    assert model.index(2, 4).data() == "5 Jan 2027"


def test_the_same_rows_again_reset_nothing() -> None:
    model = ActionModel()
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    assert model.show_rows([row(1), row(2)], TODAY)
    assert not model.show_rows([row(1), replace(row(2), slips=2)], TODAY)
    assert len(resets) == 1
    assert model.index(2, COLUMNS.index("slips")).data() == "2"


def test_a_team_or_a_bare_name_stands_for_an_owner() -> None:
    mine = replace(row(1), owner=None)
    assert owner_name(mine) == "Search"
    assert owner_name(replace(mine, action=replace(mine.action, owner_text="Somebody"))) == "Somebody"


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("", {"owner_id": None, "owner_text": "", "team_id": None}),
        (" ＳＥＮＡ ", {"owner_id": SENA.id, "owner_text": ""}),
        ("search", {"owner_id": None, "owner_text": "", "team_id": TEAM.id}),
        ("Somebody else ", {"owner_id": None, "owner_text": "Somebody else"}),
        ("Sena K.", {"owner_id": None, "owner_text": "Sena K."}),
    ],
)
def test_an_owner_is_read_as_it_is_typed(typed: str, fields: dict[str, object]) -> None:
    assert read_owner(typed, (SENA, TWIN), (TEAM,)) == fields, "a name that two share is nobody's"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("9月11日（金）", date(2026, 9, 11)),
        ("2027年1月5日（火）", date(2027, 1, 5)),
        ("Fri 11 Sep", date(2026, 9, 11)),
        ("9/2", TODAY),
        ("fri", date(2026, 9, 4)),
        ("2026-13-01", None),
        ("x", None),
    ],
)
def test_a_day_is_read_as_the_field_writes_it_and_as_people_do(typed: str, day: date | None) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("sieve", "takes"),
    [
        (Sieve(), True),
        (Sieve(text="ＲＥＴＲＩＥＳ"), True),
        (Sieve(text="a1"), True),
        (Sieve(text="other"), False),
        (Sieve(owner="Sena"), True),
        (Sieve(owner="Torii"), False),
        (Sieve(type="prevent"), True),
        (Sieve(type="detect"), False),
        (Sieve(team_id=str(TEAM.id)), False),
    ],
)
def test_the_sieve_looks_at_words_key_owner_team_and_type(sieve: Sieve, takes: bool) -> None:
    assert sieve.takes(row(1)) is takes
    assert Sieve(team_id=str(TEAM.id)).takes(row(1, team_id=TEAM.id))
