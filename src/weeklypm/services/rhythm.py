"""How often the series meets, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weeklypm.domain.calendar import Cadence
from weeklypm.domain.values import Message, message

if TYPE_CHECKING:
    from weeklypm.domain.calendar import Series
    from weeklypm.services.setup import SeriesForm


def rhythm(series: Series | SeriesForm) -> Message:
    """Return a series' rhythm, such as 'every Wednesday' or 'first and last Monday of the month'."""
    weekday = message(f"words.weekday.{series.weekday}")
    if series.cadence is Cadence.NTH_WEEKDAY:
        places = tuple(message(f"calendar.place.{'last' if place < 0 else place}") for place in series.nth)
        return message("calendar.rhythm.nth", places=places, weekday=weekday)
    if series.cadence is Cadence.EVERY_N_WEEKS:
        return message("calendar.rhythm.every", n=series.every, weekday=weekday)
    return message("calendar.rhythm.weekly", weekday=weekday)
