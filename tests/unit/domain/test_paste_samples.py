"""Replies as the chat programs copy them: what people said becomes topics, what the program wrote does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rule_rows import person

from weeklypm.domain.quick_add_paste import PastedLine, Why, read_paste

PEOPLE = tuple(
    replace(person(number), name=name)
    for number, name in enumerate(("Aoi Minase", "Tanaka Yuki", "佐藤 健", "山田 花子"), start=1)
)
SLACK = """Aoi Minase
:palm_tree:  9:12 AM
Could we talk about the checkout latency?
:+1:
3
:eyes:
1
Tanaka Yuki  9:15 AM
I'd like to look at the search dashboard together
9:16
And who looks at the p99 panel? (edited)
John Smith
  9:20 AM
We almost deleted the bucket
replied to a thread: Call for topics!
Jane Doe (she/her)  10:02 AM
• Retry storms
2 files
Screenshot 2026-09-01 at 10.02.11.png
Saved for later
was added to #postmortem by Aoi Minase."""
SLACK_JA = """佐藤 健
  午前 10:12
先週の決済タイムアウトの件、まだ途中です
:bow:
2
高橋 一郎
:house:  10:20
@channel アラートが多すぎて夜眠れません :sob:
10:21
ランブックの更新って誰の担当？
（編集済み）
3 件の返信
チャンネルにも送信しました
1 件のファイル
鈴木さんがチャンネルに参加しました"""
TEAMS = """Smith, John (Contractor)
9:14 AM
We should name our alerts
Edited
Reply
like
2
[9:20 AM] Tanaka Yuki
What does degraded mean?
[Yesterday 4:05 PM] Jane Doe
Feature flags nobody removes
4 Like reactions.
Meeting ended: 32m 10s
Last read
火曜日 16:20
いいね!"""
CHATWORK = """[To:123]田中さん
[rp aid=123 to=999-1]佐藤 健さん
賛成です
[qt][qtmeta aid=123 time=1756700000]フェイルオーバーの件[/qt]
[toall]
[hr]
[To:123]田中さん 検索が遅い件を話したいです
[info]ログの保存期間を延ばすか[/info]"""
LINE = """2026.09.01 火曜日
10:12 佐藤 健 先週の決済の件
10:15\t山田 花子\t夜間のアラートが多い
10:16 山田 花子 スタンプ
既読 5
10:20 佐藤 健がメッセージの送信を取り消しました"""
GOOGLE = """Aoi Minase
, 9:12 AM
Could we talk about timeouts?
Jane Doe
, Tue 4:20 PM, Edited
Cost of logs doubled
Seen by 4 people
View 2 more replies
Just now
Tue, Sep 1"""


def taken(text: str) -> list[str]:
    return [line.draft.title for line in read_paste(text, PEOPLE) if line.taken and line.draft is not None]


def speakers(text: str) -> dict[str, str | None]:
    names = {one.id: one.name for one in PEOPLE}
    lines = (line.draft for line in read_paste(text, PEOPLE) if line.taken)
    return {one.title: names.get(one.proposer_id) if one.proposer_id else None for one in lines if one is not None}


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            SLACK,
            [
                "Could we talk about the checkout latency?",
                "I'd like to look at the search dashboard together",
                "And who looks at the p99 panel?",
                "We almost deleted the bucket",
                "Retry storms",
            ],
        ),
        (
            SLACK_JA,
            [
                "先週の決済タイムアウトの件、まだ途中です",
                "アラートが多すぎて夜眠れません",
                "ランブックの更新って誰の担当？",
            ],
        ),
        (TEAMS, ["We should name our alerts", "What does degraded mean?", "Feature flags nobody removes"]),
        (CHATWORK, ["検索が遅い件を話したいです", "ログの保存期間を延ばすか"]),
        (LINE, ["先週の決済の件", "夜間のアラートが多い"]),
        (GOOGLE, ["Could we talk about timeouts?", "Cost of logs doubled"]),
    ],
    ids=["slack", "slack-ja", "teams", "chatwork", "line", "google"],
)
def test_what_people_said_becomes_topics_and_nothing_else(text: str, titles: list[str]) -> None:
    assert taken(text) == titles


def test_whoever_is_named_above_proposes_what_stands_below() -> None:
    said = speakers(SLACK)
    assert said["And who looks at the p99 panel?"] == "Tanaka Yuki"
    assert said["We almost deleted the bucket"] is None
    assert said["Retry storms"] is None
    assert speakers(LINE)["夜間のアラートが多い"] == "山田 花子"


def test_the_count_below_a_thumb_is_its_votes() -> None:
    lines = read_paste(SLACK, PEOPLE)
    assert [line.draft.votes for line in lines if line.taken and line.draft is not None] == [3, 0, 0, 0, 0]
    assert read_paste("Retry storms\n:+1:\n1")[0].draft == read_paste("Retry storms\n:+1:")[0].draft


@pytest.mark.parametrize(
    "line",
    [
        "10:30 の定例が重い",
        "Who joined the incident channel too late?",
        "Anyone joined the war room by accident",
        "他チームが障害対応に参加しました",
        "Pinned by mistake, and nobody could upgrade for a year",
        "Reply to customers faster",
        "返信が遅い",
        "Like it or not, we page too often",
        "Thanks to retries we were down for longer",
        "5 min timeouts",
        "昨日のバッチ",
        "Redis 7.2",
    ],
)
def test_what_only_begins_as_a_chat_program_writes_is_a_topic(line: str) -> None:
    assert [found.why for found in read_paste(line, PEOPLE)] == [Why.TOPIC]
    assert taken(line) == [line]


def test_a_title_above_a_bare_clock_time_is_no_name() -> None:
    assert taken("Tanaka Yuki  9:15 AM\nRetry Storms\n9:16\nAlert Names") == ["Retry Storms", "Alert Names"]


def test_what_is_not_taken_can_still_be_wanted() -> None:
    named = read_paste("Deploy Freeze\n  9:12 AM\nWhat froze it?")[0]
    assert isinstance(named, PastedLine)
    assert (named.why, named.draft is not None and named.draft.title) == (Why.HEADER, "Deploy Freeze")
