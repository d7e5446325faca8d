"""How one argument is said: dates, times, lengths of time, numbers, names and lists, each in its language's form.

A placeholder names its form after a colon, e.g. ``{day:weekday}`` or ``{name:san}``. The forms themselves are texts of
the catalogue (``words.date.weekday``), so that no language is written into code.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from enum import Enum
from fractions import Fraction
from typing import Final, Protocol

from weeklypm.domain.values import Message
from weeklypm.wording.catalogue import MissingText

DATE_FORMS: Final = ("long", "short", "weekday", "full", "year", "dayname")
LENGTH_FORMS: Final = ("minutes", "duration", "clock")
MINUTE, HOUR, DAY = 60, 3600, 86400
UNITS: Final = ((DAY, "days", HOUR, "hours"), (HOUR, "hours", MINUTE, "minutes"), (MINUTE, "minutes", 1, "seconds"))
MINUS = "\N{MINUS SIGN}"


class Speak(Protocol):
    """Say a code with its arguments in one language."""

    def __call__(self, what: Message | str, /, **arguments: object) -> str:
        """Return the text."""
        ...


def phrase(speak: Speak, value: object, form: str = "") -> str:
    """Say one argument in a form.

    Takes str, int, float, Fraction, date, datetime, time, enums of the domain, Message, None, and lists or tuples of
    these. Datetimes are said on their own wall clock: hand them over in the reader's zone. Raises MissingText for a
    form that does not fit the value.
    """
    if isinstance(value, Message):
        return _text(speak, speak(value), form)
    if isinstance(value, Enum):
        return speak(word_code(value, short=form == "short"))
    if isinstance(value, str):
        return _text(speak, value, form)
    if isinstance(value, date | time):
        return _moment(speak, value, form)
    if isinstance(value, int | float | Fraction) and not isinstance(value, bool):
        return _number(speak, value, form)
    return _several(speak, value, form)


def word_code(value: Enum, *, short: bool = False) -> str:
    """Return the code of an enum's name, e.g. ``words.action_state.done``; ``short`` asks for its short form."""
    group = re.sub(r"(?<!^)(?=[A-Z])", "_", type(value).__name__).lower()
    return f"words.{group}.{str(value.value).lower()}" + (".short" if short else "")


def _text(speak: Speak, text: str, form: str) -> str:
    if not form:
        return text
    if form in ("san", "quoted"):
        return speak(f"words.text.{form}", text=text)
    return speak(f"words.{form}.{text.lower()}")


def _moment(speak: Speak, value: date | time, form: str) -> str:
    if isinstance(value, time) or (form in ("time", "second") and isinstance(value, datetime)):
        return value.strftime("%H:%M:%S" if form == "second" else "%H:%M")
    if form in DATE_FORMS:
        return _date(speak, value, form)
    if form:
        raise MissingText(form, "is no form of a date")
    if isinstance(value, datetime):
        return speak("words.date.moment", day=_date(speak, value, "weekday"), time=value.strftime("%H:%M"))
    return _date(speak, value, "long")


def _date(speak: Speak, day: date, form: str) -> str:
    months = "month" if form in ("long", "full", "year") else "month_short"
    weekdays = "weekday_full" if form == "full" else "weekday_short"
    if form == "dayname":
        return speak(f"words.weekday.{day.weekday()}")
    names = {"month": speak(f"words.{months}.{day.month}")}
    if form in ("weekday", "full"):
        names["weekday"] = speak(f"words.{weekdays}.{day.weekday()}")
    if form == "year":
        names["year"] = str(day.year)
    return speak(f"words.date.{form}", day=day.day, **names)


def _number(speak: Speak, value: float | Fraction, form: str) -> str:
    if form in LENGTH_FORMS:
        return _length(speak, int(value), form)
    if form == "ordinal":
        return speak(f"words.ordinal.{_ordinal_ending(int(value))}", number=int(value))
    if form == ",":
        return f"{value:,}".replace("-", MINUS)
    if isinstance(value, int) and not form:
        return str(value).replace("-", MINUS)
    sign, places = form.startswith("+"), form.lstrip("+") or "2"
    if not places.isdigit():
        raise MissingText(form, "is no form of a number")
    return _decimal(Fraction(value), int(places), sign=sign)


def _decimal(value: Fraction, places: int, *, sign: bool) -> str:
    units = round(abs(value) * 10**places)
    digits = str(units).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    if units and value < 0:
        return MINUS + text
    return ("+" if sign and units else "") + text


def _ordinal_ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "other"
    return {1: "one", 2: "two", 3: "three"}.get(number % 10, "other")


def _length(speak: Speak, seconds: int, form: str) -> str:
    before, rest = (MINUS if seconds < 0 else ""), abs(seconds)
    if form == "clock":
        return f"{before}{rest // MINUTE}:{rest % MINUTE:02d}"
    if form == "minutes":
        return before + speak("words.unit.minutes", n=rest // MINUTE)
    return before + _duration(speak, rest)


def _duration(speak: Speak, seconds: int) -> str:
    """Say a length in its two largest units, the smaller one left out when it is nought."""
    for size, unit, below, small in UNITS:
        if seconds >= size:
            large = speak(f"words.unit.{unit}", n=seconds // size)
            left = seconds % size // below
            return speak("words.unit.two", large=large, small=speak(f"words.unit.{small}", n=left)) if left else large
    return speak("words.unit.seconds", n=seconds)


def _several(speak: Speak, value: object, form: str) -> str:
    if value is None or (isinstance(value, tuple | list) and not value):
        return speak("words.none")
    if not isinstance(value, tuple | list):
        raise MissingText(type(value).__name__, "cannot be said")
    first, *others = (phrase(speak, each, form) for each in value)
    said = first
    for index, part in enumerate(others, start=1):
        said = speak("words.list.last" if index == len(others) else "words.list.more", before=said, next=part)
    return said
