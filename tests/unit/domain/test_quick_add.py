"""One typed line and many pasted ones: kind, minutes, links and names are read, chat signs are not topics."""

from __future__ import annotations

from datetime import UTC, date, datetime
from time import process_time
from uuid import UUID

import pytest

from weeklypm.domain.agenda import Kind
from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Person
from weeklypm.domain.quick_add import TopicDraft, known_names, read_line
from weeklypm.domain.quick_add_kinds import guess_kind
from weeklypm.domain.quick_add_paste import MOST_LINES, MOST_VOTES, PastedLine, Why, read_paste

NOW = datetime(2026, 9, 2, tzinfo=UTC)


def person(number: int, name: str, *aliases: str) -> Person:
    return Person(
        id=UUID(int=number), created_at=NOW, updated_at=NOW, name=name, joined_on=date(2026, 1, 1), aliases=aliases
    )


PEOPLE = (person(1, "Sena"), person(2, "田中 太郎", "tanaka"), person(3, "Mori Aoi"), person(4, "Mori Ken"))
SENA, TANAKA, AOI = (one.id for one in PEOPLE[:3])
NAMES = known_names(PEOPLE)


def line(text: str) -> TopicDraft:
    return read_line(text, NAMES)


def paste(text: str, *known: str) -> list[PastedLine]:
    return list(read_paste(text, PEOPLE, known))


def taken(text: str) -> list[TopicDraft]:
    return [one.draft for one in paste(text) if one.taken and one.draft is not None]


def whys(text: str, *known: str) -> list[str]:
    return [one.why.value for one in paste(text, *known)]


# The kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Who removes old feature flags?", Kind.OPEN_TOPIC),
        ("We almost dropped the orders table", Kind.NEAR_MISS),
        ("Near miss in the cache", Kind.NEAR_MISS),
        ("ヒヤリとした話", Kind.NEAR_MISS),
        ("ディスクが満杯になりかけた", Kind.NEAR_MISS),
        ("ﾋﾔﾘﾊｯﾄの件", Kind.NEAR_MISS),
        ("Look at the checkout dashboard", Kind.DASHBOARD_REVIEW),
        ("検索のグラフを見たい", Kind.DASHBOARD_REVIEW),
        ("Paragraphs in the manual", Kind.OPEN_TOPIC),
        ("Re-read the payment outage", Kind.RE_READ),
        ("決済の件を読み直したい", Kind.RE_READ),
        ("Role-play of the last incident", Kind.ROLE_PLAY),
        ("避難訓練をしたい", Kind.ROLE_PLAY),
        ("Search outage on Friday", Kind.INCIDENT_TALK),
        ("先週の障害について", Kind.INCIDENT_TALK),
        ("Should we declare an incident earlier?", Kind.OPEN_TOPIC),
        ("障害の連絡先はどこ？", Kind.OPEN_TOPIC),
        ("Is the dashboard right?", Kind.DASHBOARD_REVIEW),
    ],
)
def test_the_kind_is_guessed_from_words_of_both_languages(text: str, kind: Kind) -> None:
    assert guess_kind(text) is kind


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        ("near miss: the cache held", "the cache held", Kind.NEAR_MISS),
        ("【ヒヤリハット】鍵が切れた", "鍵が切れた", Kind.NEAR_MISS),
        ("Dashboard： checkout", "checkout", Kind.DASHBOARD_REVIEW),
        ("topic: an incident nobody saw", "an incident nobody saw", Kind.OPEN_TOPIC),
        ("Redis: what now", "Redis: what now", Kind.OPEN_TOPIC),
        ("near miss:", "near miss:", Kind.NEAR_MISS),
    ],
)
def test_a_kind_named_before_the_words_is_taken_out_of_them(text: str, title: str, kind: Kind) -> None:
    assert (line(text).title, line(text).kind) == (title, kind)


# Minutes, links, who


@pytest.mark.parametrize(
    ("text", "title", "minutes"),
    [
        ("Handover notes 10 min", "Handover notes", 10),
        ("Handover notes, 5 minutes", "Handover notes", 5),
        ("引き継ぎのしかた 10分", "引き継ぎのしかた", 10),
        ("引き継ぎのしかた（１５分くらい）", "引き継ぎのしかた", 15),
        ("Flags (10 min) and who removes them", "Flags and who removes them", 10),
        ("The reboot took 10 min", "The reboot took 10 min", None),
        ("We lost data for 10 min", "We lost data for 10 min", None),
        ("復旧に10分", "復旧に10分", None),
        ("Ten more 500 min", "Ten more 500 min", None),
        ("Nothing 0 min", "Nothing 0 min", None),
        ("10 min", "10 min", None),
        ("5 min or 10 min (7 min)", "5 min or 10 min (7 min)", None),
        ("The 1.5 min spike", "The 1.5 min spike", None),
    ],
)
def test_minutes_are_read_where_they_are_meant_as_the_length(text: str, title: str, minutes: int | None) -> None:
    assert (line(text).title, line(text).minutes) == (title, minutes)


@pytest.mark.parametrize(
    ("text", "title", "links"),
    [
        ("Flags https://wiki.example/flags", "Flags", ("https://wiki.example/flags",)),
        ("See (https://a.example/x_(y)).", "See.", ("https://a.example/x_(y)",)),
        ("https://a.exampleを見て", "を見て", ("https://a.example",)),
        ("Runbook <https://a.example/r|the page> is old", "Runbook the page is old", ("https://a.example/r",)),
        ("[Runbook](https://a.example/r) is old", "Runbook is old", ("https://a.example/r",)),
        ("https://a.example/runbook/", "a.example/runbook", ("https://a.example/runbook/",)),
        ("javascript:alert(1) file:///etc", "javascript:alert(1) file:///etc", ()),
        ("https:// and http://[bad", "https:// and http://[bad", ()),
        ("a https://a.example b https://a.example", "a b", ("https://a.example",)),
    ],
)
def test_links_are_pulled_out(text: str, title: str, links: tuple[str, ...]) -> None:
    assert (line(text).title, line(text).links) == (title, links)


@pytest.mark.parametrize(
    ("text", "title", "who"),
    [
        ("Handover notes @Sena", "Handover notes", SENA),
        ("@sena Handover notes", "Handover notes", SENA),
        ("引き継ぎ @田中さん", "引き継ぎ", TANAKA),
        ("引き継ぎ ＠田中太郎 10分", "引き継ぎ", TANAKA),
        ("Handover @tanaka", "Handover", TANAKA),
        ("Handover @Aoi", "Handover", AOI),
        ("Handover @Mori", "Handover @Mori", None),
        ("Handover @nobody", "Handover @nobody", None),
        ("Does @Sena know?", "Does @Sena know?", None),
        ("@Sena", "@Sena", None),
    ],
)
def test_a_known_name_at_an_end_of_the_line_proposes(text: str, title: str, who: UUID | None) -> None:
    assert (line(text).title, line(text).proposer_id) == (title, who)


# Cleaning


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("- plain", "plain"),
        ("* plain", "plain"),
        ("•plain", "plain"),
        ("・項目", "項目"),
        ("1. plain", "plain"),
        ("１．項目", "項目"),
        ("(1) plain", "plain"),
        ("①項目", "項目"),
        ("- [ ] plain", "plain"),
        ("[x] plain", "plain"),
        ("-5 degrees", "-5 degrees"),
        ("1.5 seconds", "1.5 seconds"),
        ("+1 day of retention", "+1 day of retention"),
        ("Ship it :tada: 🎉👍🏽", "Ship it"),
        ("a 12:30:45 b", "a 12:30:45 b"),
        ("Done :tada::100::+1:", "Done"),
        ("std::vector::size grows", "std::vector::size grows"),
        ("1️⃣ plain", "plain"),
        ("a &amp;&lt; b", "a &< b"),
        ("a &amp;amp;amp; b", "a & b"),
        ("run `make`", "run make"),
        ("*bold words*", "bold words"),
        ("__init__", "__init__"),
        ("<@U0123ABC> hello <!here> there", "hello there"),
        ("<#C012|ops> is loud", "#ops is loud"),
        ("\u202eabc\u202c \u200bde\u2060f\ufeff", "abc def"),
        ("\u3000全角\u3000空白\u3000", "全角 空白"),
        ("העברה של שירות", "העברה של שירות"),
        ("a\x00b\ud800c", "a bc"),
    ],
)
def test_signs_of_lists_chats_and_nothing_are_cleaned_away(text: str, title: str) -> None:
    assert line(text).title == title


# Pasting


def test_a_slack_copy_becomes_topics_from_those_who_wrote_them() -> None:
    text = (
        "Sena  10:32 AM\nHandover notes :pray:\n:eyes: 2\n2 replies\n"
        "田中 太郎 10:35\n> Any topics?\n・フラグの掃除 10分\n+1\n"
    )
    assert whys(text) == ["header", "topic", "reaction", "chat", "header", "quote", "topic", "vote"]
    assert taken(text) == [
        TopicDraft("Handover notes", proposer_id=SENA),
        TopicDraft("フラグの掃除", minutes=10, proposer_id=TANAKA, votes=1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[10:32] 田中: フラグの掃除",
        "10:32 田中 太郎：フラグの掃除",
        "田中: フラグの掃除",
        "田中 太郎\nフラグの掃除",
        "2026/09/01 10:32 tanaka: フラグの掃除",
    ],
)
def test_who_wrote_is_read_from_the_line_or_the_line_above(text: str) -> None:
    assert taken(text) == [TopicDraft("フラグの掃除", proposer_id=TANAKA)]


def test_a_writer_who_is_not_known_ends_what_the_one_before_wrote() -> None:
    text = "Sena 10:32\nFirst\nSomeone Else  10:40 AM\nSecond\n[10:41] Other: Third"
    assert [(one.title, one.proposer_id) for one in taken(text)] == [("First", SENA), ("Second", None), ("Third", None)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("10:32", Why.HEADER),
        ("Minase, Yesterday at 10:32 PM", Why.HEADER),
        ("鈴木 2026/09/01 午前10:32", Why.HEADER),
        ("Today", Why.CHAT),
        ("September 1st, 2026", Why.CHAT),
        ("9月1日（火）", Why.CHAT),
        ("View thread", Why.CHAT),
        ("3件の返信", Why.CHAT),
        ("最終返信：1日前", Why.CHAT),
        ("(edited)", Why.CHAT),
        ("+1", Why.VOTE),
        ("＋１です！", Why.VOTE),
        ("👍", Why.VOTE),
        (":+1: 3", Why.VOTE),
        (":eyes: 2 :tada:", Why.REACTION),
        (":eyes::tada:", Why.REACTION),
        ("🎉🎉 4", Why.REACTION),
        ("@Sena @tanaka", Why.NAMES),
        ("<@U0123ABC>", Why.NAMES),
        ("―――", Why.EMPTY),
        ("\u200b…", Why.EMPTY),
        ("> Any topics?", Why.QUOTE),
        ("&gt; Any topics?", Why.QUOTE),
        ("x" * 301, Why.LONG),
        ("x" * 5000, Why.LONG),
        ("Outage at 10:32", Why.TOPIC),
        ("障害 10:32", Why.TOPIC),
        ("Should we meet at 10:32?", Why.TOPIC),
    ],
)
def test_a_line_is_known_for_what_it_is(text: str, why: Why) -> None:
    (found,) = paste(text)
    assert (found.why, found.text, found.number) == (why, text, 1)


def test_what_stands_twice_and_what_waits_already_is_marked() -> None:
    text = "\nHandover notes\n\n- ｈａｎｄｏｖｅｒ  Notes\nOld flags\n"
    found = paste(text, "OLD FLAGS")
    assert [(one.number, one.why, one.of) for one in found] == [
        (2, Why.TOPIC, 0),
        (4, Why.TWICE, 2),
        (5, Why.WAITING, 0),
    ]
    assert found[1].draft == TopicDraft("ｈａｎｄｏｖｅｒ Notes")


def test_votes_go_to_what_stands_above_and_have_an_end() -> None:
    assert [one.draft and one.draft.votes for one in paste("+1\nA\n+1\n👍 3\nB\na\n+1")] == [1, 5, 1, 3, 0, 0, 1]
    assert taken("A\n" + ":+1: 99\n" * 3)[0].votes == MOST_VOTES
    assert paste("A\n+1")[1].of == 1


def test_a_vote_says_what_becomes_of_it() -> None:
    def told(text: str, *known: str) -> list[tuple[str, int, bool]]:
        said = [(one, one.reason(300)) for one in paste(text, *known) if one.why is Why.VOTE]
        return [(reason.code, one.of, one.sure) for one, reason in said if reason is not None]

    assert told("A\n+1") == [("topics.why.vote", 1, True)]
    assert told("+1") == [("topics.why.vote_lost", 0, True)]
    assert told("A\n+1", "a") == [("topics.why.vote_if", 1, False)]
    assert told("A\n> B\n+1") == [("topics.why.vote_if", 2, False)]
    assert told(f"A\n{'x' * 301}\n+1") == [("topics.why.vote_lost", 0, True)]
    assert [one.draft and one.draft.votes for one in paste(f"A\n{'x' * 301}\n+1")] == [0, None, 1]


def test_a_line_that_is_too_long_says_how_long_it_is() -> None:
    (found,) = paste("x" * 301)
    reason = found.reason(300)
    assert found.draft is None
    assert reason is not None
    assert (reason.code, reason.get("length"), reason.get("longest")) == ("topics.why.long", 301, 300)
    assert paste("x" * 300)[0].taken
    assert paste("x" * 300 + " https://a.example/" + "y" * 900)[0].taken


def test_more_lines_than_a_chat_has_are_refused_whole() -> None:
    assert len(paste("a\n" * MOST_LINES)) == MOST_LINES
    with pytest.raises(Problem) as caught:
        paste("a\n" * (MOST_LINES + 1))
    assert caught.value.message.get("length") == MOST_LINES + 1


@pytest.mark.parametrize(
    "line",
    [
        "👍" * 1900 + "x",
        ":eyes: 2 " * 200 + "x",
        "@aさん " * 300 + "!",
        "<@U1>" * 350 + "!",
        "+1" + "です。" * 600 + "x",
        "+1" + "me too" * 300 + "x",
        "10:32 " * 330,
        "10:32" * 390,
        "10 min " * 280 + "x",
        "- " * 990 + "x",
        "[ ] " * 490,
        "*" * 900 + "a b" + "*" * 900,
        "&" + "amp;" * 490 + "lt;",
        "<https://a" * 190,
        "[a](" * 490,
        "https://a.example/" + ")" * 1900,
        "Sena: " * 330,
        "が参加" * 600,
        "a " * 990 + "10:32",
        ":" * 1900,
        "１．" * 900,
        "(" * 1990,
        "last reply" * 199,
    ],
)
def test_no_line_takes_long_to_read(line: str) -> None:
    begun = process_time()
    assert len(paste("\n".join([line] * 5))) == 5
    assert process_time() - begun < 2
