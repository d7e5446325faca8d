"""Guess what kind of thing a line speaks of, by the words of both languages; the person has the last word."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from weeklypm.domain.agenda import Kind

_WORDS: Final = {
    Kind.NEAR_MISS: (
        r"\bnear[- ]?miss(?:es)?\b|\bclose call\b|\bgot lucky\b|\bjust in time\b(?! compil)"
        r"|\b(?:almost|nearly)\b(?! (?:all|always|any\w*|every\w*|half|never|no|nobody|none|nothing|[0-9]+)\b)"
        r"|ヒヤリ|ひやり|ハッと|危うく|あやうく|あわや|危なかっ|そうになっ|なりかけ|寸前|間一髪"
    ),
    Kind.ROLE_PLAY: (
        r"\brole[- ]?play(?:ing)?\b|\bwheel of misfortune\b|\bgame ?day\b|\btable[- ]?top\b"
        r"|(?<!\bfire )\bdrills?\b(?! (?:down|deeper|into|less|more)\b)"
        r"|ロールプレイ|避難訓練|障害訓練|対応訓練|ゲームデー|机上(?:訓練|演習)|防災訓練"
    ),
    Kind.RE_READ: (
        r"\bre-?read(?:ing)?\b|\bread (?:it |them )?again\b|\b(?:past|old) postmortems?\b"
        r"|読み直|読み返|再読|過去の(?:ポストモーテム|障害報告)"
    ),
    Kind.DASHBOARD_REVIEW: (
        r"\bdashboards?\b|(?<!\bcall )(?<!\bdependency )\bgraphs?\b(?! (?:databases?|db|theory)\b)"
        r"|(?<!\badmin )(?<!\bcontrol )\bpanels?\b(?! (?:discussions?|members?)\b)"
        r"|(?<![a-z])(?:grafana|datadog)(?![a-z])"
        r"|ダッシュボード|グラフ(?!db|ql|データベース|理論)|メトリクス(?!名)"
    ),
}
"""The words of each kind, the first that fits winning."""
_INCIDENT: Final = re.compile(
    r"(?<!post-)\bincidents?\b(?! (?:channels?|command\w*|management|names|naming|process\w*|reports?|response|reviews?"
    r"|roles?|templates?|tools?)\b)|\boutages?\b|\b(?:was|were|went) down\b|\btook\b.{1,40}\bdown\b|\bbroke\b"
    r"|\bcrashed\b|\breturned 5[0-9]{2}s?\b|\bsev[- ]?[0-9]\b"
    r"|障害(?!者|時|発生時|対応|報告|訓練|管理|を(?:減ら|防)|の(?:予防|防止))|インシデント(?!管理|対応|報告|レポート|コマンダー|訓練)"
    r"|落ち(?:た|ました|ていた|ていまし)|ダウンし|停止し(?:た|ました)"
)
"""What says that something failed; what only speaks of how failures are handled is an open topic."""
_KINDS: Final = tuple((kind, re.compile(words)) for kind, words in _WORDS.items())
_LABELS: Final = {
    "incident": Kind.INCIDENT_TALK,
    "incident talk": Kind.INCIDENT_TALK,
    "outage": Kind.INCIDENT_TALK,
    "障害": Kind.INCIDENT_TALK,
    "障害共有": Kind.INCIDENT_TALK,
    "インシデント": Kind.INCIDENT_TALK,
    "near miss": Kind.NEAR_MISS,
    "near-miss": Kind.NEAR_MISS,
    "ヒヤリ": Kind.NEAR_MISS,
    "ヒヤリハット": Kind.NEAR_MISS,
    "topic": Kind.OPEN_TOPIC,
    "open topic": Kind.OPEN_TOPIC,
    "トピック": Kind.OPEN_TOPIC,
    "フリートピック": Kind.OPEN_TOPIC,
    "議題": Kind.OPEN_TOPIC,
    "dashboard": Kind.DASHBOARD_REVIEW,
    "ダッシュボード": Kind.DASHBOARD_REVIEW,
    "ダッシュボード鑑賞会": Kind.DASHBOARD_REVIEW,
    "re-read": Kind.RE_READ,
    "reread": Kind.RE_READ,
    "読み直し": Kind.RE_READ,
    "role-play": Kind.ROLE_PLAY,
    "role play": Kind.ROLE_PLAY,
    "wheel of misfortune": Kind.ROLE_PLAY,
    "避難訓練": Kind.ROLE_PLAY,
    "ロールプレイ": Kind.ROLE_PLAY,
    "障害対応ロールプレイ": Kind.ROLE_PLAY,
}
_LABEL: Final = re.compile(r"(?:[\[［【〔]([^\]］】〕]{1,24})[\]］】〕]\s*[:：]?|([^:：]{1,24})[:：])\s*")


def guess_kind(text: str) -> Kind:
    """Return the kind that a line's words speak of; a question and all else is an open topic."""
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    for kind, words in _KINDS:
        if words.search(plain):
            return kind
    asks = plain.endswith("?")
    return Kind.INCIDENT_TALK if _INCIDENT.search(plain) and not asks else Kind.OPEN_TOPIC


def take_label(text: str) -> tuple[str, Kind | None]:
    """Take a kind that is named before the words, as in ``near miss: …`` or ``【ヒヤリ】…``; None where none is."""
    found = _LABEL.match(text)
    if found is None or found.end() == len(text):
        return text, None
    named = unicodedata.normalize("NFKC", found[1] or found[2]).casefold().strip()
    kind = _LABELS.get(named)
    return (text[found.end() :], kind) if kind is not None else (text, None)
