"""Know what chat programs write around what people say: names and clock times, votes, reactions, dates, remarks.

Each pattern is matched against a whole line unless its name says otherwise.
"""

from __future__ import annotations

import re
from typing import Final

from weeklypm.domain.quick_add_text import EMOJI_CODE

CLOCK: Final = r"(?:(?:午前|午後)\s*)?[0-2]?[0-9][:：][0-5][0-9](?::[0-5][0-9])?(?:\s*[AaPp]\.?[Mm]\.?)?"
DAY: Final = (
    r"(?:today|yesterday|(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?|今日|昨日|[月火水木金土日]曜日?|[0-9]{1,4}[/.年-][0-9]{1,2}(?:[/.月-][0-9]{1,4})?日?"
    r"|[0-9]{1,2}月[0-9]{1,2}日)"
)
STAMP: Final = rf"[\[(（]?\s*(?:{DAY}(?:\s*[(（].[)）])?,?\s*(?:at\s+)?)?{CLOCK}\s*[\])）]?"
# A clock time that a word leans on, as in 「10:30 の定例」, is a part of what is said.
STAMPED: Final = re.compile(rf"{STAMP}[\s:：、,-]+(?=[^\sのにからまでがはで頃台])", re.IGNORECASE)
STAMP_ALONE: Final = re.compile(rf"(?:,\s*|app\s+)?{STAMP}(?:,?\s*[(（]?(?:edited|編集済み)[)）]?)?", re.IGNORECASE)
STAMP_FIRST: Final = re.compile(
    rf"\[(?:{DAY}[^\[\]]{{0,20}}|[^\[\]]{{0,20}}[AaPp]\.?[Mm]\.?)\]\s*(\S.{{0,60}})", re.IGNORECASE
)
"""Day or half of the day, with the clock time, in brackets before a name: so Teams begins what somebody says."""
BELOW_NAME: Final = re.compile(
    rf"(?:(?:\s+|,\s*|app\s+)(?:{EMOJI_CODE}\s*)?|{EMOJI_CODE}\s*){STAMP}(?:,?\s*[(（]?(?:edited|編集済み)[)）]?)?\s*|(?:{DAY},?\s*(?:at\s+)?)?"
    r"(?:(?:午前|午後)\s*[0-9]{1,2}[:：][0-9]{2}|[0-9]{1,2}:[0-9]{2}\s*[AaPp]\.?[Mm]\.?)\s*",
    re.IGNORECASE,
)
"""The line below a name that stands alone. A bare clock time stands before what the same person says next."""
BESIDE_NAME: Final = re.compile(r"\s*[(（][^()（）]{1,30}[)）]$")
"""What people write after their name, such as pronouns or a team."""
EDITED: Final = re.compile(r"(?<=\S)(?:\s*+[(（](?:edited|編集済み)[)）])++\s*$", re.IGNORECASE)
ADDRESSED: Final = re.compile(
    r"\[(?:To:[0-9]+|(?:rp|返信) aid=[^\[\]]{1,60})\](?:\s*[^\s\[\]]{1,20}?(?:\s[^\s\[\]]{1,20}?)?さん)?"
)
CITED: Final = re.compile(r"\[(qt|引用)\b[^\]]{0,60}\].*?\[/\1\]")
TAGS: Final = re.compile(
    r"\[/?(?:info|title|code|qt|hr|toall|qtmeta [^\[\]]{1,60}|picon(?:name)?:[0-9]+)\]", re.IGNORECASE
)
"""What Chatwork writes around what people say; ``ADDRESSED`` and ``CITED`` are of it, too."""
HEADER: Final = re.compile(rf"(\S.{{0,60}}?)[\s,—–-]+{STAMP}(?:\s*[(（](?:edited|編集済み)[)）])?", re.IGNORECASE)
DIVIDER: Final = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?,?\s*)?(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?\s+"
    r"[0-9]{1,2}(?:st|nd|rd|th)?(?:,?\s*[0-9]{4})?|(?:[0-9]{4}[/年.-])?[0-9]{1,2}[/月.-][0-9]{1,2}日?(?:\s*[(（].{1,3}[)）]|\s+[月火水木金土日]曜日)?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[月火水木金土日]曜日|just now|now|[0-9]+\s?(?:mins?|分前|時間前)"
    r"|today|yesterday|new|今日|昨日|新着",
    re.IGNORECASE,
)
_PLACE: Final = r"(?:#\S{1,80}|the (?:channel|conversation|chat|group|meeting|space))(?: by .{1,60})?\.?"
_PLACE_JA: Final = r"(?:#\S{1,60} ?に|(?:チャンネル|グループ|スペース|チャット|会話|会議|トーク)に)?"
CHAT: Final = re.compile(
    r"[0-9]+ (?:repl(?:y|ies)|files?|件の返信)|[0-9]+\s*件の(?:返信|リプライ|ファイル)"
    r"|(?:view|show|open|see) (?:thread|newer replies|more|[0-9]+ more repl(?:y|ies))"
    r"|(?:last|最終) ?(?:reply|返信).{0,40}|[(（]?(?:edited|編集済み)[)）]?|also sent to the channel"
    r"|チャンネルにも送信(?:済み|しました)?|replied to a thread:?.{0,200}|スレッドに返信(?:しました)?[:：]?"
    r"|スレッドを表示(?:する)?|返信を表示|返信(?:する)?|reply(?: from .{1,40})?|既読\s*[0-9]*|新規メッセージ"
    r"|saved for later|後で見る|translated|last read|unread|like|いいね[!！]?|history is on|seen by [0-9]+ people"
    r"|[0-9]+ \w{1,20} reactions?\.?|(?:message deleted by its author|this message was deleted)\.?"
    r"|begin reference, .{1,200}|meeting (?:ended|started)(?::[0-9hms :]{1,20})?|pinned by \S{1,40}(?: \S{1,40}){0,2}"
    rf"|set the channel (?:topic|description|purpose): .{{0,200}}|(?:was added to|(?:has )?(?:joined|left)) {_PLACE}"
    rf"|\S{{1,30}}(?: \S{{1,30}}){{0,3}} (?:was added to|(?:has )?(?:joined|left)) {_PLACE}"
    rf"|.{{1,30}}が{_PLACE_JA}参加しました[。.]?|app|アプリ"
    r"|.{0,40}(?:がメッセージの送信を取り消しました|(?:写真|動画|スタンプ|ファイル)を送信しました)"
    r"|[\[［]?(?:写真|スタンプ|動画|ファイル)[\]］]?|☎?\s*通話時間 ?[0-9:]+"
    r"|(?:image|screenshot|スクリーンショット|img).{0,60}\.(?:png|jpe?g|gif|heic|webp)"
    r"|.{0,120}<[^<>\s@]+@[^<>\s@]+>\s*(?:wrote|のメール)?[:：]|(?:kind |best )?regards,?"
    r"|(?:ok|okay|thanks?|thank you|agreed|sounds good|same here|me too|了解|承知|賛成|同感|同じく|ありがとうございます"
    r"|お疲れ様です|よろしくお願い(?:いた)?します)(?:です|しました|いたしました)?[!！.。]?",
    re.IGNORECASE,
)
"""What chat programs add, files without words, and what people only say to each other."""
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
