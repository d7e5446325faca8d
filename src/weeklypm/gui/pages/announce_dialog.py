"""Tell people: a text for the chat, seen before it is copied, and the template that it is made from."""

from __future__ import annotations

from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from weeklypm._built.forms.announce import Ui_Announce
from weeklypm.domain.announcing import AnnouncementKind, ChatStyle
from weeklypm.domain.changes import Changes
from weeklypm.domain.errors import Problem
from weeklypm.domain.values import Language
from weeklypm.gui.desk import Desk
from weeklypm.gui.fonts import set_role
from weeklypm.gui.i18n import Retranslated, tr
from weeklypm.gui.pages.announce_template import TemplateEditor
from weeklypm.gui.pages.announce_text import Answer, Copies, Wish, answer
from weeklypm.gui.pages.queue_fields import tab_through
from weeklypm.gui.sizes import sizes
from weeklypm.gui.widgets.dialog import Dialog
from weeklypm.gui.widgets.fields import Field
from weeklypm.services.quiet import QuietTeam
from weeklypm.services.telling import Told

THROTTLE_MS: Final = 250
WIDE: Final = 960
"""The width with the template beside the preview; without it a dialog is as wide as any other."""
MARGIN: Final = 24
LOW: Final = 120
HIGH: Final = 360
"""Between these the text is as high as the window lets it be, in pixels."""
NOBODY: Final = "announcing.problem.no_teams"
"""What is wrong with an invitation while there is no team."""


class AnnounceDialog(Dialog):
    """Choose what to tell, in which shape and language; Ctrl+Enter copies what the preview shows.

    The text is written off the window's thread, one after another: while one is being written only the last of the
    later wishes is kept. A wrong template leaves the last good text standing.
    """

    def __init__(self, host: QWidget, desk: Desk, copies: Copies) -> None:
        super().__init__(host)
        self.setObjectName("announce_dialog")
        self._desk, self._copies = desk, copies
        self._shown: Answer | None = None
        self._told: Told | None = None
        self._team_id: UUID | None = None
        self._teams: tuple[QuietTeam, ...] = ()
        self._writing = self._again = self._copy_next = False
        self.content = QWidget(self)
        self.ui = Ui_Announce()
        self.ui.setupUi(self.content)
        self.preview = QPlainTextEdit()
        self.preview_field = Field(self.preview)
        self.template = TemplateEditor(desk, self.ui, self)
        self._throttle = QTimer(self, singleShot=True, interval=THROTTLE_MS)
        self._arrange()
        self._connect()
        Retranslated(self, self._word)
        self._order()

    def _arrange(self) -> None:
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.ui.preview_rows.addWidget(self.preview_field)
        self.ui.preview_rows.addStretch(1)
        self.ui.template_side.hide()
        self.ui.sides.setStretch(0, 1)
        self.ui.sides.setStretch(1, 1)
        self.ui.edit.set_variant("link")
        set_role(self.ui.team_label, "label")
        self.body.addWidget(self.content)
        self.answer.set_icon("copy")

    def _connect(self) -> None:
        self.ui.kind.changed.connect(self._on_kind)
        self.ui.style.changed.connect(self._on_style)
        self.ui.language.changed.connect(self._on_choice)
        self.ui.team.activated.connect(self._on_team)
        self.ui.edit.clicked.connect(self._on_edit)
        self.template.edited.connect(self._on_edited)
        self.template.relaid.connect(self._place)
        self._throttle.timeout.connect(self._write)
        self._desk.operations.bus.changed.connect(self._on_changed)

    def _order(self) -> None:
        """Let Tab go through the choices before the text: their buttons were made after the rest."""
        choices = [self.ui.kind.button(kind) for kind in AnnouncementKind]
        choices += [self.ui.style.button(style) for style in ChatStyle]
        choices += [self.ui.language.button(language) for language in Language]
        keeping = (self.ui.save, self.ui.reset, self.ui.undo)
        tab_through([*choices, self.ui.edit, self.ui.team, self.template.source, *keeping, self.preview])

    # What is asked for

    def ask(self, kind: AnnouncementKind, language: Language) -> None:
        """Show the text of a kind, first in the series' language."""
        if self.isVisible():
            return
        self._told = self._team_id = None
        self._copy_next = False
        self._word()
        self.ui.kind.set_value(kind)
        self.ui.style.set_value(self._copies.style)
        self.ui.language.set_value(language)
        self.template.choose(kind, language)
        self._edit(on=False)
        self._write()
        self.open()
        self.ui.kind.button(kind).setFocus(Qt.FocusReason.TabFocusReason)

    def wish(self) -> Wish:
        """Return which text is chosen."""
        kind, language = AnnouncementKind(self.ui.kind.value()), Language(self.ui.language.value())
        return Wish(kind, ChatStyle(self.ui.style.value()), language, self._team_id, self.template.draft())

    def _on_kind(self, _key: str) -> None:
        self._team_id = None
        self._on_choice()

    def _on_style(self, key: str) -> None:
        self._copies.choose_style(ChatStyle(key))
        self._on_choice()

    def _on_team(self, row: int) -> None:
        self._team_id = self._teams[row].team.id
        self._on_choice()

    def _on_choice(self, _key: str = "") -> None:
        self.template.choose(AnnouncementKind(self.ui.kind.value()), Language(self.ui.language.value()))
        self._write()

    def _on_edited(self) -> None:
        if not self._throttle.isActive():
            self._throttle.start()

    def _on_changed(self, _changes: Changes, _initiator: object) -> None:
        """Write the text anew: what changed may be told in it."""
        if self.isVisible():
            self._write()

    # Writing

    def _write(self) -> None:
        """Write the text anew; while one is being written, once more afterwards. A closed workspace is left alone."""
        self._throttle.stop()
        if not self._desk.operations.is_open:
            return
        if self._writing:
            self._again = True
            return
        self._writing = True
        self._desk.operations.query(partial(answer, wish=self.wish()), self._show, self._failed)

    def _failed(self, problem: Problem) -> None:
        self._writing = self._again = self._copy_next = False
        self.preview_field.set_error(tr(problem.message))
        self._place()

    def _show(self, shown: Answer) -> None:
        self._writing = False
        if self._again:
            self._again = False
            self._write()
            return
        self._shown = shown
        if shown.told is not None:
            self._told = shown.told
        elif shown.wish.template is None or self._told is None or not _same(shown.wish, self._told):
            self._told = None
        self.template.show_answer(shown)
        self._show_teams(shown)
        self._say_text()
        self._place()
        if self._copy_next:
            self._copy_next = False
            self.accept()

    def _say_text(self) -> None:
        shown, told = self._shown, self._told
        text = told.text if told is not None else ""
        if self.preview.toPlainText() != text:
            self.preview.setPlainText(text)
        self.answer.setEnabled(told is not None)
        # What is wrong with a draft stands under the draft.
        problem = shown.problem if shown is not None and shown.wish.template is None else None
        nobody = problem is not None and problem.code == NOBODY and told is None
        words = tr(problem) if problem is not None else ""
        # Nobody to invite is no fault: a sentence stands where the text would.
        self.preview.setVisible(not nobody)
        self.preview_field.set_help(words if nobody else "")
        self.preview_field.set_error("" if nobody else words)
        day = told.day if told is not None else None
        subtitle = tr("announcepage.subtitle", day=day) if day else tr("announcepage.subtitle_none")
        self.set_title(tr("announcepage.title"), subtitle)

    def _show_teams(self, shown: Answer) -> None:
        self._teams = shown.teams
        self.ui.invited.setVisible(shown.wish.kind is AnnouncementKind.INVITE and bool(shown.teams))
        self.ui.team.clear()
        self.ui.team.addItems([_team_words(one) for one in shown.teams])
        invited = shown.told.team.id if shown.told is not None and shown.told.team is not None else self._team_id
        at = next((row for row, one in enumerate(shown.teams) if one.team.id == invited), 0)
        self.ui.team.setCurrentIndex(at)

    # Editing the template

    def _on_edit(self) -> None:
        self._edit(on=self.ui.template_side.isHidden())

    def _edit(self, *, on: bool) -> None:
        self.ui.template_side.setVisible(on)
        self._name_edit()
        self._place()
        if on:
            self.template.source.setFocus()

    def _name_edit(self) -> None:
        hidden = self.ui.template_side.isHidden()
        self.ui.edit.set_text(tr("announcepage.edit" if hidden else "announcepage.done_editing"))

    @override
    def _place(self) -> None:
        room, wide = self._host.rect(), not self.ui.template_side.isHidden()
        self.setFixedWidth(min(WIDE if wide else sizes().dialog, room.width() - 2 * MARGIN))
        self._set_height(HIGH)
        over = self._height() - (room.height() - 2 * MARGIN)
        if over > 0:
            self._set_height(max(LOW, HIGH - over))
        self._height()
        super()._place()

    def _set_height(self, height: int) -> None:
        self.preview.setFixedHeight(height)
        self.template.source.setFixedHeight(height)

    def _height(self) -> int:
        """Return how high the dialog has to be now; what was shown or hidden a moment ago counts already."""
        inside_out = (self.preview_field, self.template.field, self.ui.template_side, self.content, self)
        layouts = [layout for widget in inside_out if (layout := widget.layout()) is not None]
        for layout in layouts:
            layout.update()
            layout.activate()
        return max(layouts[-1].totalHeightForWidth(self.width()), layouts[-1].totalSizeHint().height())

    # Copying

    @override
    def accept(self) -> None:
        """Copy what the preview shows; what is still being written is waited for."""
        if self._writing or self._throttle.isActive():
            self._copy_next = True
            if not self._writing:
                self._write()
            return
        if self._told is None:
            return
        super().accept()
        self._copies.copy(self._told)

    @override
    def done(self, result: int) -> None:
        self._copy_next = False
        self._throttle.stop()
        super().done(result)

    def _word(self) -> None:
        self.ui.retranslateUi(self.content)
        self.ui.kind.set_options([(kind.value, tr(f"announcepage.kind.{kind}")) for kind in AnnouncementKind])
        self.ui.style.set_options([(style.value, tr(f"announcepage.style.{style}")) for style in ChatStyle])
        self.ui.language.set_options([(one.value, tr(f"announcepage.language.{one}")) for one in Language])
        self._name_edit()
        self.preview_field.set_label(tr("announcepage.preview"))
        self.answer.set_text(tr("announcepage.copy"))
        self.cancel.set_text(tr("announcepage.close"))
        self.template.retranslate()
        if self._shown is not None:
            self._show_teams(self._shown)
            self._say_text()


def _same(wish: Wish, told: Told) -> bool:
    """Tell whether a text is of the kind and language that is wished for."""
    return (wish.kind, wish.language) == (told.kind, told.language)


def _team_words(one: QuietTeam) -> str:
    if one.last_heard is None:
        return tr("announcepage.team.never", team=one.team.name)
    return tr("announcepage.team.heard", team=one.team.name, day=one.last_heard, n=one.weeks)
