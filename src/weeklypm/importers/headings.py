"""Know headings by their words: the field-standard names of sections, in English and Japanese, as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from weeklypm.domain.incident import SectionKey
from weeklypm.importers.plain import fold, plain
from weeklypm.importers.stamps import read_stamp

_NAMES: Final[Mapping[SectionKey, str]] = {
    SectionKey.SUMMARY: (
        "summary; overview; executive summary; tl;dr; tldr; what happened; issue summary;"
        " incident summary; problem summary; incident overview; abstract; synopsis; description;"
        " incident description; problem description; 概要; サマリ; サマリー; 要約; なにが起きたか;"
        " 何が起きたか; 何が起こったか; 障害の概要; 障害概要; 事象; 全体の要約; 事象の概要; 事象概要;"
        " インシデント概要; 発生事象; 要旨"
    ),
    SectionKey.IMPACT: (
        "impact; customer impact; user impact; business impact; impact assessment; impact analysis;"
        " affected users; affected customers; effects; scope of impact; blast radius;"
        " severity and impact; 影響; 影響範囲; インパクト; ユーザー影響; ユーザへの影響;"
        " ユーザーへの影響; 顧客影響; お客様影響; お客様への影響; 収益影響; 影響内容; 被害; 被害状況;"
        " 影響と範囲"
    ),
    SectionKey.ROOT_CAUSE: (
        "root cause; root causes; root cause(s); root cause analysis; rca; cause; causes; cause analysis;"
        " why it happened; why did it happen; five whys; 5 whys; root causes and trigger;"
        " root cause and trigger; root cause and contributing factors; fault; underlying cause;"
        " technical cause; analysis; 根本原因; 主な原因; 原因; 根因; 直接原因; 原因分析; 根本原因分析;"
        " 真因; 混入原因分析; 原因と背景; 根本原因とトリガー; なぜなぜ分析; なぜ起きたか;"
        " 発生原因と根本原因"
    ),
    SectionKey.CONTRIBUTING_FACTORS: (
        "contributing factors; contributing factor; contributing causes; contributing conditions;"
        " factors; what contributed; mitigating factors; 要因; 一因; 寄与要因; 誘因;"
        " インシデントを引き起こした要因; 一因の特定・分析; 要因分析; 背景要因"
    ),
    SectionKey.TRIGGER: (
        "trigger; triggers; triggering event; what triggered it; proximate trigger; lead-up; leadup;"
        " lead up; トリガー; トリガ; 引き金; 発生原因; 障害発生のトリガー; 発生契機; 契機; きっかけ"
    ),
    SectionKey.DETECTION: (
        "detection; how detected; how was it detected; how it was detected; how we detected it;"
        " how we found out; how did we find out; discovery; 検知; 検出; 障害の発見方法; 発見の経緯;"
        " 検知方法; 検知の経緯; 発見方法; 発覚の経緯; どのように検知したか"
    ),
    SectionKey.RESOLUTION: (
        "resolution; recovery; mitigation; remediation; resolution and recovery;"
        " mitigation and resolution; response; response and recovery; fix; the fix; how it was fixed;"
        " how was it fixed; how we fixed it; solution; workaround; repair; restoration; 解決; 解決策;"
        " 対応; 対応内容; 対応と復旧; 復旧; 復旧対応; 復旧作業; 暫定対応; 恒久対応; 暫定対処; 恒久対処;"
        " 是正; 対処; 対処内容; 応急処置; 暫定対策; 対応状況; 復旧方法; 解消"
    ),
    SectionKey.TIMELINE: (
        "timeline; incident timeline; time line; chronology; sequence of events; event log;"
        " timeline of events; chronological log; timeline/recovery efforts; detailed timeline;"
        " log of events; timeline of the incident; course of events; タイムライン; 時系列; 経緯; 経過;"
        " 対応経緯; 発生経緯; 時系列順の経緯; 対応履歴; 対応の時系列; 時系列での経緯; 事象の時系列;"
        " 対応経過; 対応ログ"
    ),
    SectionKey.WENT_WELL: (
        "what went well; things that went well; went well; what worked; what worked well; the good;"
        " what we did well; successes; うまくいったこと; なにがうまくいった; 何がうまくいったか;"
        " なにがうまくいったか; うまくいった点; 良かったこと; よかったこと; 良かった点; よかった点"
    ),
    SectionKey.WENT_WRONG: (
        "what went wrong; what went poorly; things that went poorly; what went badly;"
        " things that went wrong; went wrong; what could be improved; what could have gone better;"
        " things that could be improved; what did not go well; what didn't go well; went poorly;"
        " what can be improved; where we struggled; the bad; areas for improvement; what went less well;"
        " うまくいかなかったこと; まずかったこと; 改善すべきこと; うまくいかなかった点; 悪かったこと;"
        " 悪かった点; 改善点; 課題; 問題点; 反省点"
    ),
    SectionKey.LUCKY: (
        "where we got lucky; what went lucky; got lucky; luck; lucky; where we were lucky;"
        " things that went lucky; 幸運だったこと; 運が良かったこと; 運がよかったこと; 幸運だった点;"
        " 運が良かった点; ラッキーだったこと"
    ),
    SectionKey.LESSONS: (
        "lessons; lessons learned; lessons learnt; lesson learned; lessons we learned; takeaways;"
        " key takeaways; learnings; key learnings; insights; what we learned; what did we learn;"
        " what have we learned; reflections; retrospective; findings; 教訓; 学び; 学んだこと; 学んだ教訓;"
        " インシデント対応からの学び; 得られた教訓; 気づき; 振り返り; ふりかえり; 考察; 所感;"
        " 得られた学び"
    ),
    SectionKey.ACTION_ITEMS: (
        "action items; action item; actions; action plan; follow-ups; follow ups; followups; follow-up;"
        " follow-up actions; follow-up items; follow-up tasks; next steps; corrective actions;"
        " corrective action; preventive actions; preventative actions; preventive measures;"
        " preventative measures; corrective measures; corrective and preventive actions;"
        " corrective and preventative actions; corrective and preventive measures;"
        " corrective and preventative measures; corrective and preventative measure; remediation items;"
        " remediation actions; remediation plan; immediate actions; immediate improvements;"
        " short-term actions; short-term improvements; long-term actions; long-term improvements;"
        " medium-term improvements; short term improvements; long term improvements;"
        " planned improvements; improvements; prevention; to do; todo; todos; tasks; countermeasures;"
        " preventing recurrence; recurrence prevention; future work; what we will do;"
        " what we are doing about it; アクションアイテム; アクション; アクションプラン; 再発防止;"
        " 再発防止策; 再発防止アクション; 再発防止対策; 仕組みの改善策; インシデントのタスク; 改善策;"
        " 改善アクション; 今後の対応; 今後の対策; 今後のアクション; 今後の取り組み; 対策;"
        " ネクストアクション; やること; タスク; 恒久対策; フォローアップ; 改善項目; 今後の改善策"
    ),
    SectionKey.ATTENDEES: (
        "attendees; participants; attendance; present; people involved; responders; contributors;"
        " who was involved; participants of the review; 参加者; 出席者; 対応者; 関係者; 対応メンバー;"
        " 対応者一覧; メンバー"
    ),
    SectionKey.SUPPORTING: (
        "supporting information; supporting data; appendix; appendices; references; links; background;"
        " glossary; graphs; notes; stats; statistics; metrics; related links; resources; see also;"
        " additional information; q&a; faq; questions; 補足; 補足情報; 付録; 参考; 参考情報; 参考資料;"
        " 関連リンク; 用語集; 背景; 備考; 水平展開; 問い合わせ件数; 再発確認; 摘出すべき工程;"
        " 摘出遅延理由; その他"
    ),
}
_LEADING: Final = re.compile(
    r"^(?:[^\w\[(<]|_)*(?:(?:第?[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[章節.):、,]?|[ivx]{1,4}[.)]|[a-h][.)]|"
    r"[(\[][0-9]{1,2}[)\]]|step [0-9]:?)(?=[\s\u3040-\u9fff])\s*)?(?:[^\w]|_)*"
)
_BRACKETED: Final = re.compile(r"\s*(?:\([^()]{0,200}\)|\[[^\[\]]{0,200}\]|【[^【】]{0,100}】|「[^「」]{0,100}」)\s*")
_TAIL: Final = re.compile(r"[\s:.!?…。、・/_-]+$")
# What may follow the name of a section on its heading line: a remark after a sign, or another name joined to it.
_JOINED: Final = re.compile(
    r"\s*(?:[(\[:/|&+,;–—―・、。]|-\s|(?:and|of|&|for|in|details|section|と|および|及び|の)(?=\W|$|の|"
    r"[\u3040-\u9fff])|[0-9])"
)


def _table() -> dict[str, SectionKey]:
    return {_bare(name): key for key, names in _NAMES.items() for name in re.split(r";(?!dr)", names) if name.strip()}


def _bare(heading: str) -> str:
    text = _LEADING.sub("", " ".join(fold(heading).split()), count=1)
    return _TAIL.sub("", text)


_KEYS: Final = _table()


def normal(heading: str) -> str:
    """Return a heading's words alone: no marks, numbers, emoji, bracketed remarks or closing punctuation."""
    bare = _bare(plain(heading))
    short = _TAIL.sub("", _BRACKETED.sub(" ", bare)).strip()
    return short or bare


@lru_cache(maxsize=4096)
def section_of(heading: str) -> SectionKey | None:
    """Return the section a heading opens, None when its words name none."""
    name, bare = normal(heading), _bare(plain(heading))
    for candidate in (bare, name, " ".join(name.replace("’", "'").split())):
        if candidate in _KEYS:
            return _KEYS[candidate]
    return _joined(name) or _joined(bare)


@lru_cache(maxsize=4096)
def exact_section(label: str) -> SectionKey | None:
    """Return the section that a label names word for word."""
    return _KEYS.get(_bare(plain(label)))


def _joined(name: str) -> SectionKey | None:
    """Know ``timeline 4/21 - 4/25`` or ``impact of the change`` by the longest name that the heading begins with."""
    for end in range(min(len(name), 60), 2, -1):
        key = _KEYS.get(name[:end].strip())
        if (
            key is not None
            and name[end - 1].isalpha()
            and (_JOINED.match(name[end:]) or read_stamp(name[end:].strip()) is not None)
        ):
            return key
    return None


_TITLE_WORDS: Final = frozenset(
    [
        "issue",
        "incident",
        "postmortem",
        "post",
        "mortem",
        "post-mortem",
        "outage",
        "title",
        "name",
        "report",
        "template",
        "document",
        "summary",
        "of",
        "the",
        "review",
    ]
)


def is_placeholder_title(title: str) -> bool:
    """Tell whether a title says only what kind of document this is, as an unfilled template does."""
    words = re.findall(r"[\w-]+", fold(title))
    japanese = {
        "タイトル",
        "件名",
        "ポストモーテム",
        "障害報告書",
        "インシデント報告書",
        "障害報告",
        "振り返り",
        "無題",
    }
    return all(word in _TITLE_WORDS or word in japanese for word in words)
