"""Nothing typed into a title, a name or a reason breaks out of the text that it stands in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import Page, github

from weeklypm.domain.announcing import AnnouncementKind, ChatStyle
from weeklypm.domain.announcing_facts import Announcement
from weeklypm.domain.values import Language
from weeklypm.exporters import announcement_marks as marks
from weeklypm.exporters.announcement import built_in, render
from weeklypm.exporters.announcement_specimens import full
from weeklypm.exporters.announcement_words import LONGEST, facts

NASTY = [
    "<!channel>",
    "<!here|here>",
    "<@U012AB3CD>",
    "<https://evil.example|click>",
    "@channel @here @everyone",
    "mail@evil.example",
    "*bold* _italic_ ~gone~ `code` ```block```",
    "**bold** __bold__ ***both***",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "https://evil.example and www.evil.example",
    "HTTPS://EVIL.EXAMPLE and WWW.EVIL.EXAMPLE",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "a\n\n# b\r\n- c\u2028d\u2029e\x0bf\x85g",
    "\u202egnp.exe\u202c \u2066a\u2069 \u200b\u200d\ufeff\u00ad",
    "&lt;b&gt; &amp; &#64;channel",
    "{{ series }} {% for x in agenda %} {# x #}",
    "| a | b |",
    "\\*not\\*",
    "snake_case_name and __init__",
    "\x00\x1b[31mred",
    "a|b>c",
    "---",
    "$x$",
]
LETTERS = st.one_of(
    st.sampled_from("\\`*_[]<>|~$&#+-=.)(!\"'@:/\n\r\t 1aあ　\u202e\u200b\u2066\x00{}%w"),
    st.characters(),
    st.sampled_from(["://", "www.", "<!", "](", "&lt;", "{{", "}}", "```", "@here"]),
)
TEXTS = st.lists(LETTERS, max_size=40).map("".join)
KINDS = (AnnouncementKind.ANNOUNCEMENT, AnnouncementKind.ACTIONS, AnnouncementKind.CALL, AnnouncementKind.INVITE)
PLAIN = "\N{SNOWMAN}plain"


def filled(text: str) -> Announcement:
    """Put a text wherever an announcement holds what somebody typed."""
    told = full()
    teams = tuple(
        replace(
            team,
            name=text,
            actions=tuple(
                replace(one, text=text, owner=text, reasons=(text, text) if one.reasons else ()) for one in team.actions
            ),
        )
        for team in told.teams
    )
    return replace(
        told,
        series=text,
        facilitator=text,
        agenda=tuple(replace(line, title=text) for line in told.agenda),
        topics=tuple(replace(topic, title=text) for topic in told.topics),
        team=replace(told.team, name=text) if told.team else None,
        teams=teams,
    )


def written(text: str, kind: AnnouncementKind, style: ChatStyle) -> str:
    return render(built_in(kind, Language.EN), facts(filled(text), Language.EN), style)


@cache
def plain_page(kind: AnnouncementKind) -> Page:
    return github(written(PLAIN, kind, ChatStyle.MARKDOWN))


@cache
def plain_text(kind: AnnouncementKind) -> str:
    return written(PLAIN, kind, ChatStyle.SLACK)


def expected(text: str, style: ChatStyle) -> str:
    """Return how a text is to be seen: clean, cut, and with what no chat can escape in its full-width form."""
    seen = marks.clean(text)
    seen = seen if len(seen) <= LONGEST else seen[: LONGEST - 1].rstrip() + "…"
    seen = seen.replace("@", "＠")
    return (
        seen
        if style is ChatStyle.PLAIN
        else re.sub(r"(?i)://|www\.", lambda m: m[0].replace(":", "：").replace(".", "．"), seen)
    )


def assert_stays_text(text: str, kinds: Iterable[AnnouncementKind] = KINDS) -> None:
    shown = PLAIN + text
    for kind in kinds:
        page, plain = github(written(shown, kind, ChatStyle.MARKDOWN)), plain_page(kind)
        assert page.tags == plain.tags
        seen = expected(shown, ChatStyle.MARKDOWN)
        assert _flat(page) == _flat(plain).replace(PLAIN, seen)


def _flat(page: Page) -> str:
    return re.sub(r"\s+", " ", page.text)


SLACK_TOKEN = re.compile(r"<[^>]*>|[*_~`]")


def slack_tokens(text: str) -> list[str]:
    """Return what Slack would read as a mark: angle brackets with what is in them, and signs that may open a style."""
    found = re.sub(r"(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])", "", text)
    return SLACK_TOKEN.findall(found)


def assert_slack_sees_no_marks(text: str, kinds: Iterable[AnnouncementKind] = KINDS) -> None:
    for kind in kinds:
        told, plain = written(PLAIN + text, kind, ChatStyle.SLACK), plain_text(kind)
        assert [t for t in slack_tokens(told) if not t.startswith("<http")] == [
            t for t in slack_tokens(plain) if not t.startswith("<http")
        ]
        assert told.count("<") == plain.count("<")
        assert told.count("\n") == plain.count("\n")
        assert "@" not in told
        assert not re.search(r"&(?!amp;|lt;|gt;)", told)
        assert not re.search(r"^(&gt;|>)", told, re.MULTILINE)


@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts_stay_what_they_look_like(text: str) -> None:
    assert_stays_text(text)
    assert_slack_sees_no_marks(text)


@given(TEXTS, st.sampled_from(KINDS))
def test_no_text_whatever_becomes_markup(text: str, kind: AnnouncementKind) -> None:
    assert_stays_text(text, [kind])
    assert_slack_sees_no_marks(text, [kind])


@given(TEXTS)
def test_plain_text_shows_every_letter_and_nothing_unseen(text: str) -> None:
    told = written(PLAIN + text, AnnouncementKind.ANNOUNCEMENT, ChatStyle.PLAIN)
    assert expected(PLAIN + text, ChatStyle.PLAIN) in told
    unseen = [sign for sign in told if unicodedata.category(sign) in marks.INVISIBLE and sign != "\n"]
    assert unseen == []


@given(TEXTS, st.sampled_from(ChatStyle))
def test_escaped_text_begins_no_line_and_keeps_to_its_own(text: str, style: ChatStyle) -> None:
    escaped = marks.escape(text, style)
    assert "\n" not in escaped
    assert "@" not in escaped
    if style is ChatStyle.MARKDOWN:
        assert set(github(escaped).names) <= {"p"}


ADDRESSES: dict[str, str] = {
    "https://tracker.example/A-12": "https://tracker.example/A-12",
    "http://tracker.example/?q=1&r=2#top": "http://tracker.example/?q=1&r=2#top",
    "https://tracker.example/a(b)c|d>e": "",
    "https://tracker.example/a(b)": "https://tracker.example/a%28b%29",
    "https://tracker.example/日本": "https://tracker.example/%E6%97%A5%E6%9C%AC",
    "javascript:alert(1)": "",
    "JavaScript:alert(1)": "",
    "data:text/html,x": "",
    "file:///etc/passwd": "",
    "ftp://tracker.example/": "",
    "//tracker.example/": "",
    "tracker.example": "",
    "https://": "",
    "https:///path": "",
    "https://user:secret@tracker.example/": "",
    "https://tracker.example/a b": "",
    "https://tracker.example/\n": "",
    "https://tracker.example/\u202e": "",
    "https://[::1": "",
    "https://tracker.example/" + "a" * 3000: "",
    "": "",
}
ADDRESSES["https://tracker.example/a(b)c|d>e"] = "https://tracker.example/a%28b%29c%7Cd%3Ee"


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_plain_web_addresses_become_links(address: str) -> None:
    safe = ADDRESSES[address]
    assert marks.web_address(address) == safe
    if not safe:
        assert {marks.link("text", address, style) for style in ChatStyle} == {"text"}


@given(TEXTS, st.lists(LETTERS, max_size=20).map("".join))
def test_no_address_breaks_out_of_its_link(text: str, tail: str) -> None:
    address = "https://tracker.example/" + tail
    escaped = marks.escape(PLAIN + text, ChatStyle.MARKDOWN)
    tags: list[tuple[str, Any]] = github(marks.link(escaped, address, ChatStyle.MARKDOWN)).tags
    assert [name for name, _ in tags] in (["p"], ["p", "a"])
    assert all(
        str(attributes.get("href", "https://tracker.example/")).startswith("https://tracker.example/")
        for _, attributes in tags
    )
    slack = marks.link(marks.escape(PLAIN + text, ChatStyle.SLACK), address, ChatStyle.SLACK)
    assert re.fullmatch(r"<https://tracker\.example/[^<>|\s]*\|[^<>|]*>|[^<>]*", slack)


@pytest.mark.parametrize("style", ChatStyle)
def test_each_chat_has_its_marks(style: ChatStyle) -> None:
    made = [
        marks.bold("a", style),
        marks.heading("a", style),
        marks.bullet("a", style),
        marks.link("a", "https://b.example/?c&d", style),
        marks.bold("", style),
    ]
    assert (
        made
        == {
            ChatStyle.SLACK: ["*a*", "*a*", "• a", "<https://b.example/?c&amp;d|a>", ""],
            ChatStyle.MARKDOWN: ["**a**", "### a", "- a", "[a](https://b.example/?c&amp;d)", ""],
            ChatStyle.PLAIN: ["a", "a", "• a", "a (https://b.example/?c&d)", ""],
        }[style]
    )


def test_a_long_text_is_cut_and_says_so() -> None:
    told = written("x" * 1000, AnnouncementKind.TODAY, ChatStyle.PLAIN)
    assert "x" * (LONGEST - 1) + "…" in told
    assert "x" * LONGEST not in told
