"""Texts for the chat against what they were when somebody last looked: five kinds, two languages, three shapes.

``WEEKLYPM_GOLDENS=write`` writes them anew; read each before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from weeklypm.domain.announcing import AnnouncementKind, ChatStyle
from weeklypm.domain.values import Language
from weeklypm.services import access, telling
from weeklypm.services.clock import named_day
from weeklypm.services.demo import make_workspace
from weeklypm.services.options import read_day

HERE = Path(__file__).parent
TODAY = named_day(read_day("2026-09-01"))
"""The day before the sample's meeting."""
ENDINGS = {ChatStyle.SLACK: "slack.txt", ChatStyle.MARKDOWN: "md", ChatStyle.PLAIN: "txt"}


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Path]:
    folder = tmp_path_factory.mktemp("announce")
    return {one: make_workspace(folder / f"{one.value}.sqlite", TODAY, one) for one in Language}


@pytest.mark.parametrize("style", ChatStyle)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", AnnouncementKind)
def test_text_is_as_it_was(
    samples: dict[Language, Path], kind: AnnouncementKind, language: Language, style: ChatStyle
) -> None:
    with access.reader(samples[language], TODAY) as workspace:
        text = workspace.read(lambda reader: telling.tell(reader, kind, style)) + "\n"
    golden = HERE / f"{kind.value}.{language.value}.{ENDINGS[style]}"
    if os.environ.get("WEEKLYPM_GOLDENS") == "write":
        golden.write_text(text, "utf-8", newline="\n")
    assert text == golden.read_text("utf-8")


def test_each_golden_is_of_a_text_that_there_is() -> None:
    wanted = {f"{k.value}.{one.value}.{end}" for k in AnnouncementKind for one in Language for end in ENDINGS.values()}
    assert {path.name for path in HERE.iterdir() if path.suffix in (".txt", ".md")} == wanted
