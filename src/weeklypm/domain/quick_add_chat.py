"""Know what chat programs write around what people say: names and clock times, votes, reactions, dates, remarks.

Each pattern is matched against a whole line unless its name says otherwise.
"""

from __future__ import annotations

import re
from typing import Final

from weeklypm.domain.quick_add_text import EMOJI_CODE

CLOCK: Final = r"(?:(?:午前|午後)\s*)?[0-2]?[0-9][:：][0-5][0-9](?::[0-5][0-9])?(?:\s*[AaPp]\.?[Mm]\.?)?"
DAY: Final = (
    r"(?:today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|今日|昨日|[0-9]{1,4}[/.年-][0-9]{1,2}(?:[/.月-][0-9]{1,4})?日?"
    r"|[0-9]{1,2}月[0-9]{1,2}日)"
)
STAMP: Final = rf"[\[(（]?\s*(?:{DAY}(?:\s*[(（].[)）])?,?\s*(?:at\s+)?)?{CLOCK}\s*[\])）]?"
STAMPED: Final = re.compile(rf"{STAMP}[\s:：、,-]+(?=\S)", re.IGNORECASE)
STAMP_ALONE: Final = re.compile(rf"{STAMP}", re.IGNORECASE)
HEADER: Final = re.compile(rf"(\S.{{0,60}}?)[\s,—–-]+{STAMP}(?:\s*[(（](?:edited|編集済み)[)）])?", re.IGNORECASE)
DIVIDER: Final = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?\s+"
    r"[0-9]{1,2}(?:st|nd|rd|th)?(?:,?\s*[0-9]{4})?|(?:[0-9]{4}[/年.-])?[0-9]{1,2}[/月.-][0-9]{1,2}日?(?:\s*[(（].{1,3}[)）])?"
    r"|today|yesterday|new|今日|昨日|新着",
    re.IGNORECASE,
)
CHAT: Final = re.compile(
    r"[0-9]+ (?:repl(?:y|ies)|件の返信)|[0-9]+\s*件の(?:返信|リプライ)|(?:view|show) (?:thread|newer replies|more)"
    r"|(?:last|最終) ?(?:reply|返信).{0,40}|[(（](?:edited|編集済み)[)）]|also sent to the channel"
    r"|チャンネルにも送信(?:済み)?|replied to a thread:?|スレッドに返信(?:しました)?[:：]?|スレッドを表示(?:する)?"
    r"|返信を表示|返信する?|reply|既読\s*[0-9]*"
    r"|.{1,60}(?:has )?joined (?:the|#).{1,60}|.{1,60}(?:さん)?が.{0,30}参加しました[。.]?|app|アプリ",
    re.IGNORECASE,
)
# Where a loop could read the same signs in two ways it never goes back (``*+``, ``++``): a line made to be read in all
# of them would take for ever.
VOTE: Final = re.compile(
    r"[+＋]\s?([1-9１-９][0-9]?)\s?(?:[!！。.]|(?:for|to|on) (?:this|that|it)\b.{0,3}|me too"
    r"|です[。!！]?|これ|同じく|賛成)*+",
    re.IGNORECASE,
)
THUMB: Final = re.compile(r"(?::\+1:|:thumbsup:|👍)[\U0001f3fb-\U0001f3ff]?(?::skin-tone-\d:)?\s*([0-9]{0,3})")
REACTIONS: Final = re.compile(
    rf"(?:(?:{EMOJI_CODE}|[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2764\ufe0f\u200d])\s*+[0-9]{{0,3}}+\s*+)++"
)
COLON: Final = re.compile(r"([^:：]{1,60})[:：]\s*(?=\S)")
"""What may be a name before what was said, at the start of a line."""
QUOTED: Final = re.compile(r"\s*(?:>|＞|&gt;)")
MENTIONS: Final = re.compile(r"\s*+(?:(?:<[@!][^<>]{1,80}>|[@＠][\w.\-]{1,40}+)(?:さん|様)?+[\s,、:：]*+)++")
