"""Writing the notes of a held meeting."""

from __future__ import annotations

import re
from datetime import time
from functools import partial
from pathlib import Path

from cli_desk import TODAY, Terminal, one_sentence, written

from weeklypm.domain.agenda import Segment
from weeklypm.domain.values import Language
from weeklypm.services import meetings
from weeklypm.services.clock import named_day
from weeklypm.services.options import read_day
from weeklypm.services.setup import SeriesForm, create_workspace
from weeklypm.storage import open_workspace

HEARD = "Torii saw it in the log first."


def test_notes_of_the_last_meeting_go_to_standard_output(terminal: Terminal) -> None:
    said = terminal("meeting", "notes")
    assert said.status == 0, said.err
    assert said.out.startswith("# ")
    assert "26 August" in said.out.splitlines()[0] + said.out.splitlines()[2]
    assert "![" not in said.out, "standard output has no file beside it for a picture"


def _day_with_a_talk(terminal: Terminal, folder: Path) -> str:
    """Return a date whose notes bring a picture."""
    for day in ("2026-08-26", "2026-08-19", "2026-08-12", "2026-08-05", "2026-07-29", "2026-07-22", "2026-07-15"):
        said = terminal("meeting", "notes", day, "-o", folder / f"{day}.md")
        if said.status == 0 and len(said.out.splitlines()) > 1:
            return day
    raise AssertionError("the sample holds an incident talk")


def test_markdown_has_its_pictures_beside_it(terminal: Terminal, tmp_path: Path) -> None:
    day = _day_with_a_talk(terminal, tmp_path)
    text = (tmp_path / f"{day}.md").read_text("utf-8")
    named = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text)
    assert named
    assert all((tmp_path / name).read_bytes().startswith(b"\x89PNG") for name in named)


def test_html_is_one_file_with_its_pictures_inside(terminal: Terminal, tmp_path: Path) -> None:
    day = _day_with_a_talk(terminal, tmp_path)
    folder = tmp_path / "html"
    folder.mkdir()
    said = terminal("meeting", "notes", day, "--format", "html", "-o", folder / "n.html")
    assert said.status == 0, said.err
    assert list(written(folder)) == ["n.html"]
    page = (folder / "n.html").read_text("utf-8")
    assert "data:image/png;base64," in page
    assert not re.search(r"""(?:src|href)=["']https?:""", page)


def test_roles_stand_for_names_on_request(terminal: Terminal) -> None:
    with open_workspace(terminal.workspace, clock=named_day(read_day(TODAY))) as workspace:
        meeting = workspace.change(meetings.start_meeting).value
        workspace.change(partial(meetings.keep_note, meeting_id=meeting.id, segment=Segment.LEARNING, text=HEARD))
        workspace.change(partial(meetings.close_meeting, meeting_id=meeting.id))
    assert HEARD in terminal("meeting", "notes", TODAY).out
    bare = terminal("meeting", "notes", TODAY, "--roles").out
    assert "saw it in the log first" in bare
    assert HEARD not in bare


def test_a_date_without_a_meeting_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    before = written(tmp_path)
    said = terminal("meeting", "notes", "2026-08-27", "-o", tmp_path / "n.md")
    assert "27 August 2026" in one_sentence(said, 1)
    assert "2026年8月27日" in one_sentence(terminal("meeting", "notes", "2026-08-27", lang="ja"), 1)
    assert written(tmp_path) == before


def test_what_is_no_date_or_format_is_a_usage_error(terminal: Terminal) -> None:
    assert "yesterday" in one_sentence(terminal("meeting", "notes", "yesterday"), 2)
    assert "md, html" in one_sentence(terminal("meeting", "notes", "--format", "pdf"), 2)


def test_before_the_first_meeting_there_are_no_notes(nowhere: Terminal) -> None:
    form = SeriesForm("Weekly", 2, time(16), "Asia/Tokyo", 30, "JP", Language.EN)
    with open_workspace(nowhere.workspace, clock=named_day(read_day(TODAY)), create=True) as workspace:
        workspace.change(lambda unit: create_workspace(unit, form, "Hinoki", "A: Minase, Torii"))
    assert "No meeting has been held yet" in one_sentence(nowhere("meeting", "notes"), 1)
