"""How the meeting page's form is dressed, and how it is laid out in a narrow window (visual.md section 9)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt

from weeklypm._built.forms.meeting import Ui_Meeting
from weeklypm.gui.fonts import set_role
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.buttons import Button

LEFT: Final = 240
RIGHT: Final = 392
STRIP: Final = 40
INTERVENTION_COLUMNS: Final = 2
IN_ONE_ROW: Final = 8


def dress(form: Ui_Meeting) -> None:
    """Give every part its type, its icons and keys, and its size in a wide window."""
    for label, role, tone in (
        (form.overall, "meta", "text3"), (form.facts, "secondary", "text2"), (form.title, "talk", ""),
        (form.presenter_word, "secondary", "text3"), (form.presenter, "strong", ""), (form.part, "secondary", "text2"),
        (form.capture_error, "secondary", "danger"), (form.strip_delay, "strong", ""),
        (form.strip_part, "body", "text2"),
    ):  # fmt: skip
        set_role(label, role, tone=tone)
    form.capture_error.setWordWrap(True)
    form.next_part.set_key("]", icon="skip-forward")
    for button, key in ((form.blank, "B"), (form.swap, "S"), (form.names, "N")):
        button.set_key(key)
    form.pause.set_variant("icon")
    form.strip_next.set_variant("small")
    form.strip_next.set_icon("skip-forward")
    form.title_row.setAlignment(form.presenter, Qt.AlignmentFlag.AlignVCenter)
    form.title_row.setAlignment(form.presenter_word, Qt.AlignmentFlag.AlignVCenter)
    form.title_row.setStretch(0, 1)
    form.notes_box.setStretch(1, 1)
    form.centre_column.setStretchFactor(form.notes_box, 1)
    form.columns.setStretch(1, 1)
    form.strip.setFixedHeight(STRIP)
    form.strip_row.setStretch(1, 1)
    form.left.setFixedWidth(LEFT)
    form.left_edge.stand()
    form.strip.hide()
    form.right.setFixedWidth(RIGHT)


def set_narrow(form: Ui_Meeting, narrow: bool) -> None:  # noqa: FBT001  a state
    """Put the parts into a strip at the top and make the right panel smaller, or undo both."""
    form.strip.setVisible(narrow)
    form.left.setVisible(not narrow)
    form.left_edge.setVisible(not narrow)
    form.right.setFixedWidth(sizes().panel_narrow if narrow else RIGHT)
    form.thumbnail.set_narrow(narrow)
    form.interventions.set_columns(IN_ONE_ROW if narrow else INTERVENTION_COLUMNS)
    form.interventions_title.setVisible(not narrow)
    form.stage_title.setVisible(not narrow)
    for button in form.interventions.findChildren(Button):
        # Its own smallest width has room for words, which eight in a row do not show.
        button.setMinimumWidth(26 if narrow else 0)
        inside = button.layout()
        if inside is not None:
            inside.setContentsMargins(4 if narrow else 8, 0, 0, 0)
    around = 16 if narrow else 20
    form.right_column.setContentsMargins(around, 10 if narrow else 14, around, 10 if narrow else 16)
    form.right_column.setSpacing(8 if narrow else 12)
    form.centre_column.setContentsMargins(around + 4, 12, around + 4, 12)
