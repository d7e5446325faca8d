"""Turns on the week's page have room: no scrolling below a banner, no word cut off in a table, long names or short."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial
from uuid import UUID

import pytest
from desk_fixture import ask
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from turns_hands import dialog, let_leader_present
from week_set import Set

from weeklypm.domain.people import Person
from weeklypm.domain.rotation_reasons import in_brief
from weeklypm.domain.values import Language, message
from weeklypm.gui import i18n
from weeklypm.gui.pages.lead_dialog import LeadDialog
from weeklypm.gui.pages.queue_fields import shortened
from weeklypm.gui.pages.why_dialog import WhyDialog, _turns
from weeklypm.gui.widgets.table import _PADDING, _advance
from weeklypm.services.week import this_week
from weeklypm.storage import Unit

WIDE, SMALL = (1440, 900), (1024, 700)
LONG = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft"


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("size", [WIDE, SMALL])
def test_the_week_needs_no_scrolling_below_a_banner(
    shown: Set, qapp: QApplication, size: tuple[int, int], language: Language
) -> None:
    i18n.apply(qapp, language)
    shown.console.resize(*size)
    let_leader_present(shown)
    shown.settle()
    assert shown.page.turns.banner.isVisible()
    assert shown.page.sheet.verticalScrollBar().maximum() == 0


def test_it_stands_as_far_apart_as_before_once_the_banner_is_gone(shown: Set) -> None:
    whole = shown.page.ui.whole
    before = whole.spacing()
    let_leader_present(shown)
    assert whole.spacing() < before
    shown.page.turns.banner.link.click()
    shown.settle()
    assert whole.spacing() == before


def test_the_card_says_why_in_brief_and_the_table_who_was_not_considered(shown: Set) -> None:
    card = shown.page.ui.leader
    assert card.why.text().endswith("other team than last time.")
    assert "Not considered: " in card.why.toolTip()
    card.compare.click()
    assert "Not considered: " in dialog(shown, WhyDialog).why.text()


def test_a_cover_is_told_in_brief_too() -> None:
    pick = message("rotation.why.pick_without", name="Sena", debt=1, standing="", past="", others=("Torii",))
    told = in_brief(message("rotation.why.instead", name="Kasuga", why=pick))
    assert told.get("why") == message("rotation.why.pick", name="Sena", debt=1, standing="", past="")
    kept = message("rotation.why.kept", name="Sena")
    assert in_brief(kept) == kept


@pytest.mark.parametrize("language", list(Language))
def test_no_cell_of_the_candidates_is_cut_off(shown: Set, qapp: QApplication, language: Language) -> None:
    i18n.apply(qapp, language)
    shown.page.turns.why()
    asked = dialog(shown, WhyDialog)
    for row in range(asked.model.rowCount()):
        for column in range(asked.model.columnCount()):
            index = asked.model.index(row, column)
            assert _advance(index) <= asked.table.columnWidth(column) - 2 * _PADDING, index.data()
    asked.reject()


def test_a_long_fraction_stands_in_the_tool_tip_alone(shown: Set) -> None:
    assert _turns(Fraction(-7, 72), whole=False) == "−0.10 (−7/72)"
    assert _turns(Fraction(-70, 720_007), whole=False) == "0.00"
    assert "70/720007" in _turns(Fraction(-70, 720_007), whole=True)
    shown.page.turns.why()
    asked = dialog(shown, WhyDialog)
    assert "37/36" in asked.model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    asked.reject()


def renamed(unit: Unit, person_id: UUID) -> Person:
    return unit.put(replace(unit.get(Person, person_id), name=LONG))


def test_long_names_leave_each_other_room(shown: Set) -> None:
    week = ask(shown.desk, this_week)
    shown.change(partial(renamed, person_id=week.co_facilitator.person.id))
    shown.console.resize(*SMALL)
    shown.settle()
    card = shown.page.ui.leader
    assert card.small_name.width() >= card.small_name.sizeHint().width()
    shown.page.turns.lead()
    asked = dialog(shown, LeadDialog)
    assert asked.who.height() == asked.who.sizeHint().height()
    asked.reject()


@pytest.mark.parametrize(("name", "short"), [
    ("Minase", "Minase"), ("a" * 24, "a" * 24), ("a" * 25, "a" * 23 + "…"),
    ("寿" * 12, "寿" * 12), ("寿" * 13, "寿" * 11 + "…"), ("", ""),
])  # fmt: skip
def test_wide_characters_count_twice_in_titles(name: str, short: str) -> None:
    assert shortened(name) == short
