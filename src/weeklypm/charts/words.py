"""Everything that a timeline says, in the picture's language: names of lanes, times on the axis, what is heard."""

from __future__ import annotations

from datetime import date, datetime

from weeklypm.charts.axis import Step, Tick
from weeklypm.charts.clock import seconds, wall, zone_of
from weeklypm.charts.picture import TimelinePicture, headline
from weeklypm.charts.typeface import clean
from weeklypm.domain.talk import Phase, has_clock
from weeklypm.domain.timeline import EventKind, TimelineEvent
from weeklypm.domain.values import Language, message
from weeklypm.wording import say
from weeklypm.wording.words import name_of

HEARD = 40


def lane_name(language: Language, kind: EventKind) -> str:
    """Return the name of a lane."""
    return name_of(language, kind)


def phase_names(language: Language, phase: Phase, *, told: bool) -> tuple[str, ...]:
    """Return what may stand over a phase band, the fullest first; lengths only where the whole story is told."""
    name = say(language, f"words.phase.{phase.code}")
    if phase.ends is None or not told:
        return (name,)
    length = int(seconds(phase.ends) - seconds(phase.starts))
    return (
        say(language, "charts.phase.length", name=name, length=length),
        name,
        say(language, "charts.phase.short", length=length),
        *((str(length // 60),) if 0 < length < 3600 else ()),
    )


def clock_text(clock: datetime, *, exact: bool = False) -> str:
    """Return a wall clock as digits, with seconds where they matter."""
    return clock.strftime("%H:%M:%S" if exact else "%H:%M")


def tick_text(language: Language, tick: Tick, step: Step, before: Tick | None) -> str:
    """Return the text of a tick: a time of day, or a date that names the year where a new one begins."""
    day = tick.clock.date()
    if step.unit == "second":
        return clock_text(tick.clock, exact=step.size < 60)
    if step.unit == "year":
        return say(language, "charts.axis.year", year=f"{day.year}")
    if step.unit == "month":
        return say(language, "charts.axis.month", year=f"{day.year}", month=message(f"words.month_short.{day.month}"))
    if before is None or before.clock.year != day.year:
        return say(language, "charts.axis.date_year", day=day)
    return say(language, "charts.axis.date", day=day)


def day_text(language: Language, day: date) -> str:
    """Return a date with its weekday, as it stands below the times of its day."""
    return say(language, "charts.axis.day", day=day)


def margin_text(language: Language, event: TimelineEvent) -> str:
    """Return the words of an event whose time is not known: its date, if there is one, and its text."""
    text = clean(headline(event))
    if event.on_day is None:
        return text
    return say(language, "charts.margin.dated", day=event.on_day, text=text).strip()


def unseen_lines(language: Language) -> tuple[str, ...]:
    """Return the lines that stand where the future would be."""
    return tuple(say(language, "charts.unseen").split("\n"))


def subtitle(picture: TimelinePicture) -> str:
    """Return the day or days of the story and its zone; empty where nothing has a time."""
    told = [seconds(event.at) for event in picture.told if event.at is not None]
    if not told:
        return ""
    zone = zone_of(picture.zone)
    first, last = wall(min(told), zone).date(), wall(max(told), zone).date()
    if first == last:
        return say(picture.language, "charts.subtitle.day", day=first, year=f"{first.year}", zone=picture.zone)
    return say(picture.language, "charts.subtitle.days", first=first, last=last, zone=picture.zone)


def spoken_name(picture: TimelinePicture) -> str:
    """Return the accessible name of a picture."""
    return say(picture.language, "charts.spoken.name", title=clean(picture.title)).strip()


def spoken_description(picture: TimelinePicture) -> str:
    """Return what a screen reader says of a picture: how many events, then each with time, lane and words."""
    told = picture.told
    lines = [say(picture.language, "charts.spoken.events", n=len(told))]
    lines += [spoken_event(picture, event) for event in told[:HEARD]]
    if len(told) > HEARD:
        lines.append(say(picture.language, "charts.spoken.more", n=len(told) - HEARD))
    return "\n".join(lines)


def spoken_event(picture: TimelinePicture, event: TimelineEvent) -> str:
    """Return one event in words: when, what kind, what."""
    when = say(picture.language, "charts.spoken.no_time")
    if has_clock(event) and event.at is not None:
        when = clock_text(wall(seconds(event.at), zone_of(picture.zone)))
        when = say(picture.language, "charts.spoken.about", time=when) if event.approximate else when
    elif event.on_day is not None:
        when = say(picture.language, "charts.axis.date", day=event.on_day)
    kind = lane_name(picture.language, event.kind)
    return say(picture.language, "charts.spoken.event", when=when, kind=kind, text=clean(headline(event)))
