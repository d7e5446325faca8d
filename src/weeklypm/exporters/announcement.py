"""A template and the facts of an announcement made into the text of one chat.

The templates are Jinja in a sandbox, within limits of time and size that hold whatever they say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import partial
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from weeklypm import assets
from weeklypm.domain.announcing import AnnouncementKind, ChatStyle
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language
from weeklypm.exporters import announcement_marks as marks
from weeklypm.exporters.announcement_check import FILTERS, HELPERS, LOOP, STEP, TESTS, TEXT_FILTERS, line_of, parsed
from weeklypm.exporters.announcement_marks import Marked
from weeklypm.exporters.announcement_words import NAMES, Fact, Facts, as_names
from weeklypm.exporters.texts import UNSEEN

LONGEST_TEXT: Final = 200_000
MOST_WORK: Final = 2_000_000
"""What a text may cost: one for each part of a template that is run in a loop, and for each character that is made."""
FAULTS: Final = (ArithmeticError, AttributeError, LookupError, RecursionError, SyntaxError, TypeError, ValueError)
"""What Python raises where a template puts things together that do not go together."""


class TooMuch(Exception):  # noqa: N818  it says what was asked for
    """Report that a template has used up its budget."""


class Mixed(TypeError):  # noqa: N818  as above
    """Report that a template writes or walks over something that cannot be written or walked over."""


def built_in(kind: AnnouncementKind, language: Language) -> str:
    """Return the built-in template of a kind in a language."""
    return assets.text("templates", "announce", f"{kind.value}.{language.value}.j2")


def render(template: str, told: Facts, style: ChatStyle) -> str:
    """Write a text for a chat, without a line end after it.

    Raises Problem ``announcing.problem.template_*`` with the line and how to mend it, in bounded time and memory.
    """
    tree = parsed(template, NAMES)
    try:
        return _tidy(_pieces(_Kitchen(style), tree, told))
    except TooMuch as error:
        raise Problem("announcing.problem.template_endless") from error
    except (TemplateError, *FAULTS) as error:
        raise _fault(template, error) from error


def _pieces(kitchen: _Kitchen, tree: Any, told: Facts) -> Iterator[str]:
    length = 0
    for piece in kitchen.from_string(tree).generate(**as_names(told)):
        length += len(piece)
        kitchen.pay(len(piece))
        if length > LONGEST_TEXT:
            raise TooMuch
        yield piece


def _tidy(pieces: Iterator[str]) -> str:
    """Return the text without blanks and empty lines that conditions leave behind, and without invisible signs."""
    written = UNSEEN.sub("", "".join(pieces))
    lines = (re.sub(r"(?<=\S) {2,}", " ", line.rstrip()) for line in written.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _fault(template: str, error: BaseException) -> Problem:
    line = _line_in_template(error)
    missing = isinstance(error, UndefinedError)
    code = "announcing.problem.template_missing" if missing else "announcing.problem.template_value"
    return Problem(code, line=line, text=line_of(template, line))


def _line_in_template(error: BaseException) -> int:
    """Return the line of the template that an error comes from, as Jinja wrote it into the traceback."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in ("<template>", "<unknown>"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


class _Kitchen(ImmutableSandboxedEnvironment):
    """Run one template for one chat: helpers, escaping of all data, and the budget."""

    def __init__(self, style: ChatStyle) -> None:
        super().__init__(
            autoescape=False, finalize=self._finalized, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._style, self._left = style, MOST_WORK
        self.globals = {name: partial(self._helped, getattr(marks, name)) for name in HELPERS}
        self._of_texts = [self.filters[name] for name in TEXT_FILTERS]
        self.filters = {name: partial(self._filtered, self.filters[name]) for name in FILTERS} | {STEP: self._steps}
        self.tests = {name: self.tests[name] for name in TESTS}

    def pay(self, cost: int) -> None:
        """Take from the budget; raise TooMuch when it is used up."""
        self._left -= cost
        if self._left < 0:
            raise TooMuch

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002  Jinja's
        """Let a template see the fields of facts and where a loop stands, and nothing else of anything."""
        if isinstance(obj, LoopContext):
            return attr in LOOP
        return isinstance(obj, Fact) and attr in {item.name for item in fields(obj)}

    def is_safe_callable(self, obj: Any) -> bool:
        """Let a template call the helpers."""
        return any(obj is helper for helper in self.globals.values())

    def _finalized(self, value: Any) -> str:
        if isinstance(value, Marked):
            self.pay(1 + len(value.text))
            return value.text
        return self._escaped(value)

    def _escaped(self, value: Any) -> str:
        if value is None:
            return ""
        if not isinstance(value, str | int | float):
            str(value)  # an unknown name says so here
            raise Mixed
        text = str(value)
        self.pay(1 + len(text))
        return marks.escape(text, self._style)

    def _helped(self, helper: Callable[..., str], *parts: Any) -> Marked:
        if helper is marks.link:
            text, address = parts
            if not isinstance(address, str):
                raise Mixed
            made = marks.link(self._finalized(text), address, self._style)
        else:
            made = helper("".join(map(self._together, parts)), self._style)
        self.pay(1 + len(made))
        return Marked(made)

    def _together(self, part: Any) -> str:
        """Return a part of a helper's text; blanks at its ends stay, for other parts follow."""
        text = self._finalized(part)
        if not isinstance(part, str):
            return text
        return " " * part.startswith(" ") + text + " " * (part.endswith(" ") and part != " ")

    def _filtered(self, filter_: Callable[..., Any], value: Any, *rest: Any, **named: Any) -> Any:
        self.pay(1 + (len(value) if isinstance(value, str) else 0))
        if isinstance(value, tuple | Fact) and filter_ in self._of_texts:
            raise Mixed
        return filter_(value, *rest, **named)

    def _steps(self, listed: Any, price: int) -> Iterator[Any]:
        if not isinstance(listed, tuple):
            str(listed)
            raise Mixed
        return self._paid(listed, price)

    def _paid(self, listed: tuple[Any, ...], price: int) -> Iterator[Any]:
        for each in listed:
            self.pay(price)
            yield each
