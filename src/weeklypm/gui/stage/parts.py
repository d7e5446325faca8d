"""What several slides share: placed text, the title row, chips, and the band about the next meeting."""

from __future__ import annotations

from collections.abc import Iterator

from weeklypm.domain.agenda import Kind
from weeklypm.domain.outcomes import Priority
from weeklypm.domain.stage import NextMeeting, View
from weeklypm.gui.stage.look import (
    BODY,
    COMING,
    EDGE,
    HEADING,
    HEIGHT,
    LABEL,
    ROW,
    SLIDE,
    WIDTH,
    Type,
    bold,
)
from weeklypm.gui.stage.pieces import Box, IconPiece, PanelPiece, Piece, TextPiece
from weeklypm.gui.stage.speaking import Speaker
from weeklypm.gui.stage.text import MOST, Fitted, Run, fit, parse, text_width

KIND_ICONS: dict[Kind, str] = {
    Kind.INCIDENT_TALK: "activity",
    Kind.NEAR_MISS: "shield-check",
    Kind.OPEN_TOPIC: "message-circle",
    Kind.DASHBOARD_REVIEW: "gauge",
    Kind.RE_READ: "book-open",
    Kind.ROLE_PLAY: "ferris-wheel",
    Kind.QUESTION: "messages-square",
    Kind.ACTION_FOLLOW_UP: "square-check-big",
}
BAND_TOP = 596


def fitted(said: str, width: float, role: Type, lines: int = 1, *, heading: bool = False) -> tuple[str, Fitted]:
    """Return the plain text of something said and how it fits."""
    run = parse(said[:MOST])
    return run.text, fit(run, width, role, lines, heading=heading)


def text(  # noqa: PLR0913  a place and a look are what a text has
    said: str,
    x: float,
    y: float,
    width: float,
    role: Type,
    *,
    lines: int = 1,
    colour: str = "text",
    align: str = "left",
    heading: bool = False,
) -> TextPiece:
    """Place a text with its first line box at ``y``; it is as high as the lines it takes."""
    plain, fits = fitted(said, width, role, lines, heading=heading)
    return TextPiece(Box(x, y, width, fits.height), plain, fits, colour, align)


def middle(said: str, box: Box, role: Type, *, colour: str = "text", align: str = "left", lines: int = 1) -> TextPiece:
    """Place a text in the middle of a box's height; one of several lines is broken between phrases."""
    plain, fits = fitted(said, box.w, role, lines, heading=lines > 1)
    return TextPiece(box, plain, fits, colour, align)


def width_of(said: str, role: Type) -> float:
    """Return how wide something said is on one line."""
    return text_width(parse(said), role.font()) + 1


def icon(name: str, x: float, centre: float, size: float = 26, colour: str = "text") -> IconPiece:
    """Place an icon by its left and its middle height."""
    return IconPiece(Box(x, centre - size / 2, size, size), name, colour)


def minutes_left(view: View, speaker: Speaker, centre: float) -> Iterator[Piece]:
    """Place the coarse time left in the upper right corner, where a clock runs."""
    if view.left is None:
        return
    said = speaker.words(view.left)
    wide = width_of(said, BODY)
    left = WIDTH - EDGE - wide
    yield icon("clock", left - 36, centre)
    yield middle(said, Box(left, centre - 20, wide, 40), BODY)


def slide_title(view: View, speaker: Speaker, code: str, pages: tuple[int, int] = (1, 1)) -> Iterator[Piece]:
    """Place the title of a slide, its page where there are several, and the time left."""
    said = speaker.say(code)
    title = text(said, EDGE, 36, 860, SLIDE, heading=True)
    yield title
    if pages[1] > 1:
        after = EDGE + text_width(Run(title.said), title.fitted.type.font()) + 24
        page = speaker.say("stage.page", page=pages[0], pages=pages[1])
        yield middle(page, Box(after, 36, 120, 56), ROW, colour="text2")
    yield from minutes_left(view, speaker, 62)


def chip(priority: Priority | None, x: float, centre: float) -> Iterator[Piece]:
    """Place the chip of a priority: P0 and P1 filled with ink, P2 and P3 outlined."""
    if priority is None:
        return
    box = Box(x, centre - 18, 52, 36)
    filled = priority in (Priority.P0, Priority.P1)
    yield PanelPiece(box, fill="text" if filled else "", outline="" if filled else "text", radius=6)
    yield middle(priority.value, box, HEADING, colour="ground" if filled else "text", align="center")


def band(coming: NextMeeting, speaker: Speaker) -> Iterator[Piece]:
    """Place the band along the bottom about the next meeting: when, what and who leads."""
    yield PanelPiece(Box(0, BAND_TOP, WIDTH, HEIGHT - BAND_TOP), fill="highlight", radius=0)
    yield text(speaker.say(f"stage.coming.{'week' if coming.in_a_week else 'later'}"), EDGE, 625, 190, HEADING)
    yield text(speaker.say("stage.date", day=coming.held_on), EDGE, 659, 196, ROW, heading=True)
    name = speaker.person("stage.coming.person", coming.facilitator) if coming.facilitator else ""
    leads = speaker.say("stage.coming.leads")
    wide = min(300.0, max(width_of(name, bold(COMING)), width_of(leads, BODY))) if name else 0
    right = WIDTH - EDGE - wide
    if name:
        yield text(leads, right, 622, wide, ROW)
        yield text(name, right, 654, wide, bold(COMING).at(29), heading=True)
    yield from _coming_topic(coming, speaker, right - 256 - 40)


def _coming_topic(coming: NextMeeting, speaker: Speaker, width: float) -> Iterator[Piece]:
    said = speaker.words(coming.title) or speaker.say("stage.coming.open")
    yield text(said, 256, 621, width, COMING, heading=True)
    if coming.kind is not None:
        yield from kind_label(coming.kind, speaker, 256, 680)


def kind_label(kind: Kind, speaker: Speaker, x: float, centre: float, role: Type = LABEL) -> Iterator[Piece]:
    """Place the icon of a kind with its name beside it."""
    said = kind_name(kind, speaker)
    yield icon(KIND_ICONS[kind], x, centre, 24)
    yield middle(said, Box(x + 34, centre - 18, width_of(said, role), 36), role)


def kind_name(kind: Kind, speaker: Speaker) -> str:
    """Return what a kind of agenda item is called."""
    return speaker.say(f"words.kind.{kind.value}")


def ends_at(piece: TextPiece) -> float:
    """Return where the first line of a left-aligned text ends."""
    return piece.box.x + text_width(piece.fitted.lines[0], piece.fitted.type.font())
