"""The guide tells all that a template for the team's chat can name."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from project_tree import ROOT

from weeklypm.domain.values import Language
from weeklypm.exporters.announcement_check import FILTERS, HELPERS
from weeklypm.exporters.announcement_words import NAMES, Action, InvitedTeam, Line, NotHeld, TeamActions, Topic


@pytest.mark.parametrize("language", Language)
def test_the_guide_tells_every_name_helper_and_filter(language: Language) -> None:
    guide = (ROOT / "docs" / f"guide.{language.value}.md").read_text("utf-8")
    told = set(re.findall(r"`(?:not_held\.)?([a-z_]+)(?:\([^`]*\))?`", guide))
    inside = {item.name for kind in (Line, Topic, NotHeld, InvitedTeam, TeamActions, Action) for item in fields(kind)}
    wanted = {*NAMES, *HELPERS, *FILTERS, *inside} - {"count", "d"}
    assert sorted(wanted - told) == []
