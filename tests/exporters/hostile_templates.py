"""Templates that somebody may hand us, good and bad, and what becomes of each; run as a program under a watchdog.

As a program it reads templates as JSON from standard input, within a gibibyte of memory, and prints what each came to:
the text, or the code of the problem with its sentences and line.
"""

from __future__ import annotations

import json
import sys

from weeklypm.domain.announcing import ChatStyle
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language
from weeklypm.exporters.announcement import render
from weeklypm.exporters.announcement_specimens import specimens
from weeklypm.wording import say

MEMORY = 1 << 30
DEEP = "{% for a in teams %}" * 15 + "x" * 50 + "{% endfor %}" * 15
SILENT = "{% for a in teams %}" * 19 + "{% endfor %}" * 19
WORDY = "{% for a in teams %}" * 12 + "x" * 60 + "{% endfor %}" * 12
DOUBLED = "{% set a = bold(a, a, a, a, a, a, a, a) %}\n"
DOUBLING = "{% set a = bold(series, 'xxxxxxxxxxxxxxxx') %}\n" + DOUBLED * 60 + "{{ a }}"
WIDE = "{% for a in teams %}" * 6 + "{{ bold(" + ", ".join(["'" + "x" * 500 + "'"] * 20) + ") }}" + "{% endfor %}" * 6

BAD = {
    # What runs on or grows.
    "{% for i in range(10**9) %}x{% endfor %}": "forbidden",
    "{{ 'a' * 10**10 }}": "forbidden",
    "{{ 'a'.ljust(10**10) }}": "forbidden",
    "{{ '%0999999999d' % 1 }}": "forbidden",
    "{{ range(99999)|list * 9999 }}": "forbidden",
    "{{ 'a'|center(10**9) }}": "filter",
    "{{ 'a'|center(1000000000) }}": "filter",
    "{{ 'a'|indent(1000000000) }}": "filter",
    "{{ 2**10**8 }}": "forbidden",
    "{{ series ~ series }}": "forbidden",
    "{{ -minutes }}": "forbidden",
    "{% for x in range(9) %}{% endfor %}": "forbidden",
    "{% for c in series %}{{ c }}{% endfor %}": "value",
    "{% for x in agenda recursive %}{{ loop(agenda) }}{% endfor %}": "forbidden",
    "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}": "forbidden",
    "{% call bold() %}x{% endcall %}": "forbidden",
    "{% filter upper %}x{% endfilter %}": "forbidden",
    "{% set x %}a{% endset %}": "forbidden",
    "{% for a in teams %}" * 30 + "{% endfor %}" * 30: "value",
    DEEP: "endless",
    SILENT: "endless",
    WORDY: "endless",
    DOUBLING: "endless",
    WIDE: "endless",
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}": "deep",
    "{{ series" + "|upper" * 1500 + " }}": "deep",
    "{{ series" + ".a" * 3000 + " }}": "deep",
    "{{ " + "9" * 5000 + " }}": "syntax",
    "x" * 30_000: "long",
    "{{a}}" * 3_500: "parts",
    # What reaches out.
    "{% include 'x' %}": "forbidden",
    "{% import 'x' as y %}": "forbidden",
    "{% from 'x' import y %}": "forbidden",
    "{% extends 'x' %}": "forbidden",
    "{% block a %}{% endblock %}": "forbidden",
    "{{ ''.__class__ }}": "forbidden",
    "{{ cycler.__init__.__globals__ }}": "forbidden",
    "{{ series.__class__.__mro__ }}": "forbidden",
    "{{ series['__class__'] }}": "forbidden",
    "{{ series|attr('__class__') }}": "filter",
    "{{ agenda|map(attribute='__class__')|list }}": "filter",
    "{{ agenda[0].__class__ }}": "forbidden",
    "{{ agenda.count }}": "value",
    "{{ bold.func }}": "value",
    "{{ bold.func.__globals__ }}": "forbidden",
    "{{ lipsum() }}": "forbidden",
    "{{ namespace }}": "name",
    "{{ self }}": "name",
    "{{ loop }}": "missing",
    "{% for x in agenda %}{{ loop }}{% endfor %}": "value",
    "{% for x in agenda %}{{ loop.nextitem }}{% endfor %}": "value",
    "{{ series.format }}": "value",
    "{{ bold(*agenda) }}": "forbidden",
    "{{ link('a', 'b', 'c') }}": "value",
    # What is written wrongly.
    "": "empty",
    " \n\t": "empty",
    "a\n{% if %}": "syntax",
    "{{": "syntax",
    "{% for x in agenda %}": "syntax",
    "{# ": "syntax",
    "{% debug %}": "syntax",
    "{{ foo }}": "name",
    "{% for x in foo %}{% endfor %}": "name",
    "{{ series|shout }}": "filter",
    "{% if series is sameas %}{% endif %}": "test",
    "{{ agenda }}": "value",
    "{{ agenda|upper }}": "value",
    "{% for x in agenda %}{{ x|trim }}{% endfor %}": "value",
    "{{ bold(agenda) }}": "value",
    "{{ agenda[0] }}": "value",
    "{{ agenda[0].nothing }}": "missing",
    "{{ agenda[99].title }}": "missing",
    "{{ series < 3 }}": "value",
    "{{ link('a', 3) }}": "value",
    "{{ series|default(1, 2, 3, 4) }}": "value",
    "{% for bold in agenda %}{% endfor %}": "taken",
    "{{ [1, 2] }}": "forbidden",
    "{% with x = 1 %}{% endwith %}": "forbidden",
}
"""Templates and the end of the code by which each is refused."""

GOOD = {
    "{{ series }}": "A",
    "{{ series|lower }}, {{ agenda|length }}": "a, 2",
    "{{ 'led by ' if facilitator }}{{ 'x' if not facilitator }}": "led by",
    "{% for a in agenda %}{{ loop.index }}. {{ a.title }}{{ '' if loop.last else ';' }}{% endfor %}": "1. K;2. L",
    "{% for a in agenda if a.minutes > 7 %}{{ a.title }}{% else %}none{% endfor %}": "K",
    "{% set first = agenda[0] %}{{ bold(first.title, ' – ', first.kind) }}": "*K – Incident talk*",
    "{% raw %}{{ x }}{% endraw %}": "{{ x }}",
    "a{# hidden #}b": "ab",
    "{% for t in teams %}{% for a in t.actions %}{{ a.text }}{% endfor %}{% endfor %}": "CHH",
    "a   b \n\n\n\n c  \n\n": "a b\n\n c",
    "a\u202eb\x00c\ud800d": "abcd",
    "{{ not_held.reason|default('none') }}": "Public holiday: J",
}
"""Templates and the text that each makes for Slack from the specimen that has everything."""


def outcome(template: str) -> dict[str, str]:
    """Return what a template comes to."""
    try:
        return {"text": render(template, specimens(Language.EN)[0], ChatStyle.SLACK)}
    except Problem as problem:
        said = {language.value: say(language, problem.message) for language in Language}
        return {"code": problem.code, "line": str(problem.message.get("line", "")), **said}


def main() -> None:
    """Judge the templates handed over."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    json.dump([outcome(template) for template in json.load(sys.stdin)], sys.stdout)


if __name__ == "__main__":
    main()
