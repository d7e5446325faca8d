"""Tell what an entry is about from its words: seen, judged, done, said, changed or recovered."""

from __future__ import annotations

import re
from typing import Final

from weeklypm.domain.timeline import EventKind
from weeklypm.importers.plain import fold

_LABELS: Final = {
    EventKind.SIGNAL: (
        "signal; detection; detect; alert; symptom; observation; detected; impact; 検知; 検出; 兆候;"
        " 観測; 発生; 事象; 監視; アラート"
    ),
    EventKind.JUDGEMENT: (
        "judgement; judgment; decision; diagnosis; analysis; assessment; hypothesis; investigation; 判断;"
        " 決定; 調査; 分析; 診断; 特定"
    ),
    EventKind.ACTION: "action; mitigation; response; fix; work; 対応; 対処; 作業; 実施; 処置; 暫定対応",
    EventKind.COMMUNICATION: (
        "communication; comms; escalation; notification; update; 連絡; 報告; 共有; 周知; 通知; 広報; エスカレーション"
    ),
    EventKind.CHANGE: "change; deploy; deployment; release; config; 変更; リリース; デプロイ; 設定変更",
    EventKind.RECOVERY: "recovery; resolution; resolved; restored; 復旧; 回復; 収束; 解決; 解消",
    EventKind.MILESTONE: "milestone; phase; マイルストーン; 節目",
}
_BY_LABEL: Final = {name.strip(): kind for kind, names in _LABELS.items() for name in names.split(";")}

# The first pattern that is found decides; the order runs from the words that mislead least to those that mislead most.
_CUES: Final[tuple[tuple[EventKind, re.Pattern[str]], ...]] = (
    (EventKind.ACTION, re.compile(r"\back(?:ed|nowledge[sd]?)\b|アラートを(?:確認|受領)")),
    (
        EventKind.MILESTONE,
        re.compile(
            r"\b(?:outage|incident|impact) (?:begins|began|starts|started|ends|ended|mitigated|is over|over|"
            r"closed|declared)\b|\b(?:declare[sd]?|open(?:s|ed)|close[sd]?) (?:an? |the )?incident\b|"
            r"インシデント(?:を)?(?:宣言|クローズ|終了|開始)|障害(?:を)?宣言"
        ),
    ),
    (
        EventKind.RECOVERY,
        re.compile(
            r"\b(?:resolved|recovered|recovers|restored|restores|back to (?:normal|zero|green)|healthy again|"
            r"running again|up and running|(?:is|are|was|were) (?:green|empty|healthy|normal|"
            r"operational)(?: again)?|all systems operational|works again|fix works|it works|"
            r"returned to normal|start(?:ed|s) responding again|caught up|confirmed (?:working|fixed))\b|"
            r"復旧(?!日時|作業|対応|手順|し?な|せず)|回復し|収束|解消(?:し|を確認)|平常値|正常(?:化|に戻)|"
            r"元に戻っ"
        ),
    ),
    (
        EventKind.CHANGE,
        re.compile(
            r"\b(?:deploy(?:s|ed|ment|ing)?|released|releases?(?= (?:of|is|was|went|goes|to|[0-9]))|roll(?:ed|"
            r"s)? out|upgrad(?:e|es|ed)|merged?|migrat(?:ed|ion)|config(?:uration)? (?:change|push)\w*|"
            r"push(?:ed|es)? (?:to|a|the)|cut ?over|feature flag|rotat(?:ion|es|ed)|version [0-9]|expires|"
            r"expired|committed|(?:replaces|replaced) the)\b|デプロイ(?!し直|を戻)|リリース|設定(?:を)?変更|"
            r"切り替え|アップグレード|(?:を|に)変更|適用|反映|移行"
        ),
    ),
    (
        EventKind.COMMUNICATION,
        re.compile(
            r"\b(?:notif(?:y|ied|ies|ication)|announce[sd]?|inform(?:ed|s)|posted|post on|status ?page|"
            r"email(?:ed)?|e-mail|mail(?:ed)? to|communicat\w+|contact(?:ed|s)|escalat\w+|reached out|"
            r"responded (?:to|asking)|asked|told|tells|replied|messaged|update sent|reports? (?:back|this))\b|"
            r"連絡|報告(?!書)|共有|周知|通知(?!が)|告知|お知らせ|エスカレーション|問い合わせ(?:た|を行)"
        ),
    ),
    (
        EventKind.SIGNAL,
        re.compile(
            r"\b(?:alert\w*|alarm\w*|pager|paged?|page goes out|fires|fired|probe\w* fail\w*|notice[sd]?|"
            r"witnessed|observed|detected|spik(?:e|es|ed)|error rate|errors? (?:rise|increase|start|begin)\w*|"
            r"fail(?:s|ed|ing|ures?)|crash\w*|timeouts?|timed out|latency|unresponsive|down\b|report(?:s|"
            r"ed)? (?:of|by|that|from|issues?)|first report|customer reports|complain\w*|enter(?:ed|"
            r"s) \w+ state|occurr?ence of|full|slow\w*|peaks?|shows?|showed|received alert|symptom\w*|begins?|"
            r"began|drops?|dropped)\b|検知|検出|アラート|発報|エラー(?:が|率)|遅延|障害発生|監視|異常|気づ|"
            r"問い合わせ(?:が|あり)|タイムアウト|表示され|停止した(?!ため)|失敗|低下|急増|通知が"
        ),
    ),
    (
        EventKind.JUDGEMENT,
        re.compile(
            r"\b(?:decid(?:e|es|ed)|decision|conclud(?:e|es|ed)|suspect(?:s|ed)?|assum(?:e|es|ed)|"
            r"determin(?:e|es|ed)|identif(?:y|ies|ied)|discover(?:s|ed)?|found|finds|establish(?:es|ed)|"
            r"confirm(?:s|ed)|hypothes\w+|diagnos\w+|realiz\w+|realis\w+|believ\w+|evaluated?|correlation|"
            r"root cause|approved|agree[sd]?|cause (?:was|is)|culprit|recogni[sz]es?)\b|判断|決定|判明|特定|"
            r"推測|疑|仮説|原因(?:を|が|は)|結論|方針|確認(?:でき|した結果)|検討"
        ),
    ),
    (
        EventKind.ACTION,
        re.compile(
            r"\b(?:revert\w*|roll(?:ed|s|ing)? ?back|rollback|restart\w*|reran|rerun|disabl\w+|enabl\w+|"
            r"remov\w+|delet\w+|add(?:s|ed|ing)?|scal(?:ed|es|ing)|appl(?:y|ied|ies|ying)|terminat\w+|"
            r"cordon\w+|drain\w*|paus\w+|stop(?:s|ped)?|switch(?:ed|es)|lock(?:s|ed)|block(?:s|ed)?|started|"
            r"starts|begin work|investigat\w+|look(?:s|ed|ing)|check(?:s|ed)|attempt\w*|tri(?:es|ed)|mark(?:s|"
            r"ed)|moved?|put back|generat\w+|creat(?:ed|es)|install\w*|tun(?:es|ed)|rais(?:ed|es)|fix(?:ed|"
            r"es)?|workaround|patch\w*|reset|review(?:ed|s)?|assigned|verif(?:y|ied|ies))\b|停止(?:し|を)|"
            r"再起動|切り戻|ロールバック|調査|開始|実施|追加|削除|修正|対応|着手|確認|中止|変更し|作業|復元"
        ),
    ),
)


def kind_of_label(label: str) -> EventKind | None:
    """Return the kind that a table's own column names."""
    return _BY_LABEL.get(fold(label).strip(" ・/:")) if label else None


def kind_of_text(text: str) -> EventKind | None:
    """Return the kind that an entry's words tell, None where they tell none."""
    folded = fold(text[:400])
    return next((kind for kind, pattern in _CUES if pattern.search(folded)), None)
