"""The talk: clock and place of one event, what was judged and seen, and the timeline up to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtGui import QImage

from weeklypm.domain.stage import TalkView
from weeklypm.domain.timeline import EventKind
from weeklypm.gui.stage.look import BODY, CLOCK, EDGE, HEADING, SENTENCE, SINCE, WIDTH, bold
from weeklypm.gui.stage.parts import ends_at, middle, minutes_left, text, width_of
from weeklypm.gui.stage.pieces import Box, LanePiece, PicturePiece, Piece
from weeklypm.gui.stage.speaking import Speaker

CHART: Final = Box(EDGE, 352, WIDTH - 2 * EDGE, 344)
LEFT: Final = 337

Draw = Callable[[TalkView, int, int], QImage]


def talk(view: TalkView, speaker: Speaker, image: QImage) -> Iterator[Piece]:
    """Lay out one step of a talk; ``image`` is the timeline as drawn for ``CHART``."""
    yield from _title_row(view, speaker)
    yield from _clock(view, speaker)
    yield from _event(view, speaker)
    yield PicturePiece(CHART, image, _chart_words(view, speaker))


def _title_row(view: TalkView, speaker: Speaker) -> Iterator[Piece]:
    room = 860 if view.left else 1000
    title = text(speaker.words(view.title), EDGE, 33, room, bold(BODY), heading=True)
    yield title
    if view.day is not None:
        day = speaker.say("stage.date", day=view.day)
        yield middle(day, Box(ends_at(title) + 22, 33, width_of(day, HEADING), 36), BODY.at(24), colour="text2")
    yield from minutes_left(view, speaker, 51)


def _clock(view: TalkView, speaker: Speaker) -> Iterator[Piece]:
    if view.clock is not None:
        said = f"{view.clock:%H:%M:%S}" if view.with_seconds else f"{view.clock:%H:%M}"
        yield text(said, EDGE, 113, 265, CLOCK, heading=True)
    elif view.shown:
        yield text(speaker.say("stage.talk.untimed"), EDGE, 133, 265, SINCE, lines=2)
    if view.since is not None:
        yield text(speaker.words(view.since), EDGE, 206, 272, SINCE, lines=2, heading=True)


def _event(view: TalkView, speaker: Speaker) -> Iterator[Piece]:
    left: float = LEFT
    if view.lane is not None:
        yield LanePiece(Box(LEFT, 114, 28, 28), view.lane)
        said = speaker.say(f"words.event_kind.{view.lane.value}")
        yield text(said, LEFT + 41, 110, 240, bold(BODY))
        left = LEFT + 41 + width_of(said, bold(BODY)) + 13
    if view.role:
        yield text(speaker.words(view.role), left, 110, WIDTH - EDGE - left, BODY, colour="text2")
    wide = WIDTH - EDGE - LEFT
    sentence = speaker.words(view.sentence) if view.shown else speaker.say("stage.talk.begin")
    yield text(sentence, LEFT, 156, wide, SENTENCE, lines=2, heading=True)
    if view.seen:
        yield LanePiece(Box(LEFT, 294, 24, 24), EventKind.SIGNAL)
        label = speaker.say("stage.talk.seen")
        yield text(label, LEFT + 37, 288, 300, BODY, colour="text2")
        after = LEFT + 37 + width_of(label, BODY) + 26
        yield text(speaker.words(view.seen), after, 288, WIDTH - EDGE - after, BODY, colour="text2")


def _chart_words(view: TalkView, speaker: Speaker) -> str:
    if view.clock is None:
        return speaker.say("stage.talk.chart_untimed" if view.shown else "stage.talk.chart_empty")
    return speaker.say("stage.talk.chart", until=view.clock)
