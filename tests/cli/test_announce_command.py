"""``announce``: the text alone on standard output, or as JSON, and one sentence for whatever is wrong."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from cli_desk import Terminal, one_sentence, written

from weeklypm.domain.announcing import AnnouncementKind, AnnouncementTemplate, ChatStyle
from weeklypm.domain.values import Language
from weeklypm.services import access
from weeklypm.services.clock import named_day
from weeklypm.services.options import read_day


@pytest.mark.parametrize("kind", AnnouncementKind)
def test_the_text_stands_alone_and_nothing_is_written(terminal: Terminal, kind: AnnouncementKind) -> None:
    before = written(terminal.workspace.parent)
    texts = {
        terminal("announce", "--kind", kind, "--style", style, "--in", language).out
        for style, language in product(ChatStyle, Language)
    }
    assert len(texts) == len(ChatStyle) * len(Language)
    assert all(text.endswith("\n") and not text.endswith("\n\n") for text in texts)
    assert written(terminal.workspace.parent) == before


def test_the_text_is_in_the_language_of_the_series_whatever_messages_are_in(terminal: Terminal) -> None:
    english, japanese = (terminal("announce", "--kind", "today", lang=language) for language in ("en", "ja"))
    assert (
        english.out
        == japanese.out
        == (
            "Today, 16:00: *Search slow at lunchtime* – What would you have looked at first? "
            "Weekly Postmortem, 30 min, led by Minase\n"
        )
    )
    assert "今日 16:00から" in terminal("announce", "--kind", "today", "--in", "ja").out


def test_json_tells_what_the_text_is(terminal: Terminal) -> None:
    said = terminal("announce", "--kind", "invite", "--style", "markdown", "--team", "web", "--in", "ja", "--json")
    tree = said.tree
    text = tree.pop("text")
    assert tree == {
        "kind": "invite",
        "style": "markdown",
        "language": "ja",
        "date": "2026-09-02",
        "team": "Web",
        "template": "built-in",
    }
    assert text.startswith("**Web** のみなさん")
    assert terminal("announce", "--kind", "call", "--json").tree["team"] is None


def test_a_date_not_held_is_told_with_the_next_one(terminal: Terminal) -> None:
    said = terminal("announce", "--kind", "today", "--day", "2026-09-23", "--json").tree
    assert said["date"] == "2026-09-30"
    assert "No Weekly Postmortem on Wednesday 23 September (Public holiday: Autumnal Equinox Day)" in said["text"]
    assert terminal("announce", "--kind", "today", "--json", today="2026-09-23").tree == said


def test_a_template_from_a_file_is_used(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "own.j2"
    path.write_text("{{ bold(series) }} at {{ time }}", "utf-8")
    said = terminal("announce", "--kind", "today", "--template", path, "--json").tree
    assert (said["text"], said["template"]) == ("*Weekly Postmortem* at 16:00", str(path))
    path.write_text("fine\n{{ nothing }}", "utf-8")
    sentence = one_sentence(terminal("announce", "--kind", "today", "--template", path), 1)
    assert sentence.startswith("Line 2 uses the name “nothing”")
    assert "2行目" in one_sentence(terminal("announce", "--kind", "today", "--template", path, lang="ja"), 1)


def keep(terminal: Terminal, text: str) -> None:
    clock = named_day(read_day("2026-09-02"))
    given = {"kind": AnnouncementKind.TODAY, "language": Language.EN, "text": text}
    with access.writer(terminal.workspace, clock) as workspace:
        workspace.change(lambda unit: unit.add(AnnouncementTemplate(**unit.stamp(), **given)))  # type: ignore[arg-type]


def test_the_teams_own_template_is_used(terminal: Terminal) -> None:
    keep(terminal, "ours: {{ series }}")
    said = terminal("announce", "--kind", "today", "--json").tree
    assert (said["text"], said["template"]) == ("ours: Weekly Postmortem", "own")


def test_where_it_fails_the_built_in_one_stands_in_and_that_is_said(terminal: Terminal) -> None:
    keep(terminal, "{{ gone }}")
    said = terminal("announce", "--kind", "today")
    assert said.status == 0
    assert said.out.startswith("Today, 16:00")
    assert said.err.startswith("The built-in template was used: Line 1 uses the name “gone”")
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "status", "part"),
    [
        (("--kind", "gossip"), 2, "use one of call, announcement, today, invite, actions"),
        (("--kind", "call", "--style", "irc"), 2, "use one of slack, markdown, plain"),
        (("--kind", "call", "--day", "tomorrow"), 2, "tomorrow"),
        (("--kind", "call", "--in", "fr"), 2, "fr"),
        (("--kind", "invite", "--team", "Sales"), 1, "There is no team “Sales”; name one of Search, Web and Platform"),
        (("--kind", "call", "--team", "Search"), 2, "--kind invite"),
        (("--kind", "actions", "--team", "Search"), 2, "--kind invite"),
        (("--kind", "call", "--template", "none.j2"), 1, "none.j2"),
        (("--style", "slack"), 2, "--kind"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    terminal: Terminal, words: tuple[str, ...], status: int, part: str
) -> None:
    assert part in one_sentence(terminal("announce", *words), status)


def test_without_a_workspace_there_is_nothing_to_tell(nowhere: Terminal) -> None:
    assert "none.sqlite" in one_sentence(nowhere("announce", "--kind", "call"), 1)


@pytest.mark.parametrize(("spoken", "told"), [("en", "6 January 2027"), ("ja", "2027年1月6日まで")])
def test_an_action_due_in_another_year_shows_the_year(terminal: Terminal, spoken: str, told: str) -> None:
    assert terminal("actions", "add", "Draw the map anew", "--due", "2027-01-06").status == 0
    text = terminal("announce", "--kind", "actions", "--in", spoken).out
    assert told in text
    assert "2026" not in text
