"""The named patterns of dates and times, over folded text (see ``plain.fold``)."""

from __future__ import annotations

import re
from typing import Final

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS: Final = {
    **{
        name: number
        for number, names in enumerate(
            (
                "mon monday",
                "tue tues tuesday",
                "wed wednesday",
                "thu thur thurs thursday",
                "fri friday",
                "sat saturday",
                "sun sunday",
            )
        )
        for name in names.split()
    },
    **{name: number for number, name in enumerate("月火水木金土日")},
}
ERAS: Final = {"令和": 2018, "平成": 1988, "r": 2018}
DAYS_AWAY: Final = {
    "翌日": 1,
    "翌朝": 1,
    "翌": 1,
    "同日": 0,
    "当日": 0,
    "前日": -1,
    "next day": 1,
    "following day": 1,
    "same day": 0,
    "day before": -1,
}

_MONTH: Final = r"(?P<mon>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b"
_ORDINAL: Final = r"(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<y>(?:19|20)[0-9]{2})(?![0-9:])"

DATES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "year_first",
        re.compile(r"(?P<y>(?:19|20)[0-9]{2})([-/.])(?P<m>[0-9]{1,2})\2(?P<d>[0-9]{1,2})(?![0-9])(?:t(?=[0-9]))?"),
    ),
    (
        "japanese",
        re.compile(
            r"(?:(?P<era>令和|平成|r(?=[0-9]))?\s?(?P<y>元|"
            r"[0-9]{1,4})\s?年(?:度)?\s?)?(?P<m>[0-9]{1,2})\s?月\s?(?P<d>[0-9]{1,2})\s?日(?!間)"
        ),
    ),
    (
        "month_name",
        re.compile(
            rf"{_MONTH}\.?\s?(?P<d>[0-9]{{1,2}})(?![0-9:]){_ORDINAL}(?:\s?[-–]\s?[0-9]{{1,2}}(?![0-9:]){_ORDINAL})?(?:,?\s{{1,2}}{_YEAR})?"
        ),
    ),
    (
        "day_name",
        re.compile(
            rf"(?P<d>[0-9]{{1,2}})(?![0-9:]){_ORDINAL}\.?(?:\s?[-–]\s?[0-9]{{1,2}}{_ORDINAL})?(?:\sof)?[\s-]{{1,2}}{_MONTH}\.?(?:[\s,-]{{1,2}}{_YEAR})?"
        ),
    ),
    ("numeric", re.compile(r"(?P<a>[0-9]{1,2})([/-])(?P<b>[0-9]{1,2})\2(?P<y>[0-9]{2,4})(?![0-9])")),
    ("dotted", re.compile(r"(?P<b>[0-9]{1,2})\.(?P<a>[0-9]{1,2})\.(?P<y>(?:19|20)[0-9]{2})(?![0-9])")),
    ("short", re.compile(r"(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})(?![0-9/])")),
    ("short_dashed", re.compile(r"(?P<a>[0-9]{2})-(?P<b>[0-9]{2})(?=\s[0-9]{1,2}:)")),
    ("day_only", re.compile(r"(?P<d>[0-9]{1,2})日(?=\s?(?:\(|[月火水木金土日]曜|[0-9]{1,2}[:時]|午[前後]|$))")),
    (
        "relative",
        re.compile(
            r"(?:the\s)?(?P<away>next day|following day|same day|day before|翌日|翌朝|翌(?=[0-9])|同日|当日|"
            r"前日)\b"
        ),
    ),
)

_BEFORE: Final = r"(?:(?P<pre>午前|午後|[ap]m)\s?)?"
_AFTER: Final = r"(?:\s?(?P<ap>[ap])\.?m\b\.?)?"
_UNKNOWN: Final = r"\?{1,2}|xx|--|__"
TIMES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "clock",
        re.compile(
            rf"{_BEFORE}(?P<h>[0-9]{{1,2}}):(?P<m>[0-5][0-9]|"
            rf"{_UNKNOWN})(?::(?P<s>[0-5][0-9])(?:[.,][0-9]{{1,9}})?)?(?![0-9:]){_AFTER}"
        ),
    ),
    (
        "japanese",
        re.compile(
            rf"{_BEFORE}(?P<h>[0-9]{{1,2}})\s?時(?!間)\s?(?:(?P<half>半)|(?P<m>[0-5]?[0-9]|"
            rf"{_UNKNOWN})\s?分(?!間)\s?(?:(?P<s>[0-5]?[0-9])\s?秒)?)?"
        ),
    ),
    ("hour", re.compile(r"(?P<h>[0-9]{1,2})\s?(?P<ap>[ap])\.?m\b\.?")),
    ("letter_h", re.compile(r"(?P<h>[0-9]{1,2})h(?P<m>[0-5][0-9])\b")),
    (
        "four_digits",
        re.compile(
            r"(?P<h>[01][0-9]|2[0-3])(?P<m>[0-5][0-9])(?=z\b|h\b|hrs\b|\s?(?:utc|gmt|jst|cet|cest|"
            r"[pmce][sd]?t)\b)(?:h(?:rs)?\b)?"
        ),
    ),
    ("word", re.compile(r"(?P<word>noon|midnight|正午|深夜0時)(?![a-z])")),
)
MINUTES_ONLY: Final = re.compile(r"(?P<m>[0-5]?[0-9])\s?分(?!間)|:?(?P<n>[0-5][0-9])(?![0-9:./-])(?=\s|$)")

APPROXIMATE: Final = re.compile(
    r"[~≈∼]|\?(?=[\s)\]:–-]|$)|約|おおよそ|およそ|だいたい|概ね|\(?(?:頃|ころ|ごろ|前後)\)?|"
    r"\(?\b(?:approximately|approx\.?|about|around|circa|ca\.|roughly|estimated|est\.)(?![a-z])\)?"
)
WEEKDAY: Final = re.compile(
    r"\(?(?:(?P<en>"
    + "|".join(sorted((w for w in WEEKDAYS if w.isascii()), key=len, reverse=True))
    + r")\b\.?|(?P<ja>[月火水木金土日])曜日?|(?<=\()(?P<one>[月火水木金土日])(?:・?祝)?(?=\)))\)?"
)
RANGE: Final = re.compile(r"\s?(?:〜|~|-{1,2}>?|–|—|―|→|\bto\b|\buntil\b|\btill\b|から)\s?")
LEAD: Final = re.compile(r"(?:at|on|by|from|since|time:|date:|when:)\s+")
PLACEHOLDER: Final = re.compile(
    r"\b(?:hh|xx|00):mm\b|\bhh:|yyyy|mm[/-]dd|\bxx:xx\b|\bxx/xx\b|<\s?(?:time|date)[^>]{0,20}>|"
    r"\[\s?(?:time|date|hh)[^\]]{0,20}\]|[○〇x×]{1,2}[時月:][○〇x×]{1,2}|\btime\s?[1-9]\b"
)
