"""The keys of the meeting page: single keys while not typing, Page Up and Page Down always (visual.md section 7)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAction

from weeklypm.gui.shortcuts import Command, Commands
from weeklypm.gui.widgets.capture_line import ACTION, DECISION, PARKING

if TYPE_CHECKING:
    from weeklypm.gui.pages.meeting import MeetingPage

PAGE: Final = "meeting"
INTERVENTIONS: Final = 8


def add_keys(commands: Commands, page: MeetingPage) -> list[QAction]:
    """Add the page's commands to its window; return those that need a running meeting."""
    control = page.controller
    made: list[QAction] = []

    def add(code: str, key: str, icon: str, act: Callable[[], object], *, always: bool = False) -> None:
        command = Command(f"meetingpage.command.{code}", (key,), icon, PAGE, always)
        made.append(commands.add(command, act))

    add("pause", "Space", "pause", control.toggle_pause)
    add("plus", "+", "plus", partial(control.adjust, 60))
    add("minus", "-", "minus", partial(control.adjust, -60))
    add("next_part", "]", "skip-forward", control.next_part)
    add("previous_part", "[", "chevron-left", control.previous_part)
    add("forward", "Right", "arrow-right", partial(control.reveal, 1))
    add("back", "Left", "arrow-left", partial(control.reveal, -1))
    add("forward_always", "PgDown", "arrow-right", partial(control.reveal, 1), always=True)
    add("back_always", "PgUp", "arrow-left", partial(control.reveal, -1), always=True)
    add("fit", "F", "monitor", page.fit_stage)
    add("one_display", "O", "panel-right", page.use_one_display)
    add("blank", "B", "monitor-off", page.toggle_blank)
    add("swap", "S", "arrow-left-right", page.swap_screens)
    add("names", "N", "users", page.toggle_names)
    for code, key, icon in ((DECISION, "D", "circle-check"), (ACTION, "A", "square-check-big"),
                            (PARKING, "P", "circle-parking")):  # fmt: skip
        add(code, key, icon, partial(page.capture_as, code))
    add("notes", "W", "notebook-pen", page.write_here)
    made += [_intervention(commands, page, number) for number in range(1, INTERVENTIONS + 1)]
    return made


def _intervention(commands: Commands, page: MeetingPage, number: int) -> QAction:
    key = str(number)
    command = Command("meetingpage.command.intervention", (key,), "mic", PAGE, arguments=(("number", number),))
    return commands.add(command, partial(page.ui.interventions.press, number))


def hints(*, typing: bool) -> list[tuple[str, str]]:
    """Return the keys that the bar shows in a mode, as (keys, code of the word)."""
    shared = [
        ("PgDown", "meetingpage.hint.always"),
        ("Space", "meetingpage.hint.pause"),
        ("D A P", "meetingpage.hint.kinds"),
    ]
    if typing:
        return [("Esc", "meetingpage.hint.keys"), *shared]
    more = [("+ -", "meetingpage.hint.minute"), ("Left Right", "meetingpage.hint.reveal")]
    return [
        *shared,
        *more,
        ("W", "meetingpage.hint.notes"),
        ("F", "meetingpage.hint.fit"),
        ("O", "meetingpage.hint.one"),
    ]
