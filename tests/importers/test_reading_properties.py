"""Whatever a file holds, it is read or refused; line ends and repetition change nothing."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weeklypm.domain.drafts import IncidentDraft
from weeklypm.domain.errors import Problem
from weeklypm.domain.timeline import Precision
from weeklypm.domain.values import Language
from weeklypm.importers import read_postmortem
from weeklypm.services.incident_json import draft_json

DATA = Path(__file__).resolve().parent.parent / "data" / "postmortems"
FILES = sorted(path for path in DATA.rglob("*.md") if path.name != "README.md")

SNIPPETS = st.sampled_from(
    [
        "## Timeline",
        "## 時系列",
        "# Title",
        "Timeline:",
        "**Impact:** x",
        "## Action items",
        "| Time | Event |",
        "|---|---|",
        "| 10:00 | x |",
        "| 25:61 | x",
        "- 10:05 did",
        "  - nested",
        "- [ ] do @a (P1, due 2026-02-30)",
        "2026-02-31 10:00 x",
        "12:60 x",
        "47:59 x",
        "99:99 x",
        "31/31/2026 x",
        "翌日",
        "午後13時",
        "午前0時半〜",
        "0000-00-00 x",
        "9999-12-31 24:10 x",
        "9999-12-31 23:50 a",
        "00:10 b",
        "翌日 01:00",
        "Time to detect: 99999999999 days",
        "Started at: 9999-12-31 23:59",
        "Time zone: Mars/Phobos",
        "times are UTC+14",
        "---",
        "===",
        "```",
        "<!--",
        "-->",
        "~10:00 ~ 11:00 -",
        "令和9999年1月1日 1:00 x",
        "10:00 - ??:?? x",
        "Jan 0 10:00",
        "Feb 29, 2023 10:00 x",
        "1:00 PM AM x",
        "Time to resolve: 1e9 h",
        "0001-01-01 00:00 UTC+14 x",
        "Date: 0001-01-01",
        "1900-01-01 00:00 x",
        "",
    ]
)


def read(data: bytes) -> IncidentDraft | None:
    with suppress(Problem):
        return read_postmortem(data, "2026-01-02-x.md")
    return None


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read(data)


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    read(text.encode("utf-8", "surrogatepass"))


@given(st.lists(SNIPPETS, max_size=25), st.sampled_from(["\n", "\n\n", "\r\n", "\r"]))
def test_scraps_of_documents_are_read_and_can_be_said(lines: list[str], end: str) -> None:
    draft = read(end.join(lines).encode())
    if draft is None:
        return
    for language in Language:
        draft_json(draft, language)
    for event in draft.events:
        assert event.text
        assert (event.at is not None) == (event.precision in (Precision.SECOND, Precision.MINUTE))
        assert (event.on_day is not None) == (event.precision is Precision.DAY)
        assert event.end is None or (event.at is not None and event.end >= event.at)
        assert 1 <= event.line <= len(lines) * 2 + 1


@given(st.lists(SNIPPETS, max_size=25))
def test_line_ends_change_nothing(lines: list[str]) -> None:
    unix, windows = read("\n".join(lines).encode()), read("\r\n".join(lines).encode())
    assert (unix is None) == (windows is None)
    if unix is not None and windows is not None:
        assert unix.events == windows.events
        assert unix.sections == windows.sections
        assert unix.action_items == windows.action_items


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_reading_twice_and_with_other_line_ends_gives_the_same(path: Path) -> None:
    data = path.read_bytes()
    once = read_postmortem(data, path.name)
    assert read_postmortem(data, path.name) == once
    unix = data.replace(b"\r\n", b"\n")
    other = read_postmortem(unix.replace(b"\n", b"\r\n"), path.name, sha256=once.sha256)
    assert other == once


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_sections_hold_stands_in_the_document(path: Path) -> None:
    text = path.read_text("utf-8").replace("\r\n", "\n")
    draft = read_postmortem(path.read_bytes(), path.name)
    for section in draft.sections.values():
        longest = max(section.split("\n"), key=len)
        assert longest in text or longest.replace("**", "") in text.replace("**", "")
