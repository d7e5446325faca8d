"""Every code that the importers hand out has words in both languages, with arguments that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from weeklypm import importers
from weeklypm.domain.incident import InstantKind
from weeklypm.domain.values import Language
from weeklypm.wording.say import known_codes

SOURCE = "\n".join(path.read_text("utf-8") for path in Path(str(importers.__file__)).parent.rglob("*.py"))
SOURCES = ("heading", "field", "title", "opening", "file")


def handed_out() -> set[str]:
    squeezed = re.sub(r"\s+", " ", SOURCE)
    found = {
        f"assumption.{code}"
        for code in re.findall(r'\.assume\( ?[^"()]*(?:\[[^]]*\])?[^"()]*, "([a-z0-9_.]+)"', squeezed)
    }
    found |= {f"warning.{code}" for code in re.findall(r'\.warn\( ?[^"()]*, "([a-z0-9_.]+)"', squeezed)}
    found |= set(re.findall(r'"importers\.(problem\.[a-z_]+)"', squeezed))
    found |= {
        f"{room}.{code}" for room in ("problem", "list") for code in re.findall(r'f"\{room\}\.([a-z_]+)"', squeezed)
    }
    found |= {f"assumption.date_from.{source}" for source in SOURCES}
    found |= {f"assumption.year_from.{source}" for source in (*SOURCES, "entry")}
    found |= {f"assumption.instant.{kind.value}" for kind in InstantKind}
    found |= {f"assumption.span.{kind.value}" for kind in InstantKind if kind is not InstantKind.ONSET}
    return {f"importers.{code}" for code in found | {"assumption.day_first", "assumption.month_first"}}


@pytest.mark.parametrize("language", Language)
def test_each_code_has_words_and_each_text_has_a_code(language: Language) -> None:
    codes = {code for code in known_codes(language) if code.startswith("importers.")}
    assert codes == handed_out()
