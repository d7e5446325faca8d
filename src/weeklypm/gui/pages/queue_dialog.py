"""Ask for one thing to talk about: a title is all it needs, the rest can wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from typing_extensions import override

from weeklypm.domain.agenda import AgendaItem, Kind
from weeklypm.domain.errors import Problem
from weeklypm.domain.people import Person
from weeklypm.domain.presenter import Suggestion
from weeklypm.gui.i18n import Retranslated, language, tr
from weeklypm.gui.pages.actions_ask import Ask
from weeklypm.gui.pages.presenter_field import PresenterField
from weeklypm.gui.pages.queue_changes import ItemFields, fields_of
from weeklypm.gui.widgets.buttons import Button
from weeklypm.gui.widgets.card import row
from weeklypm.gui.widgets.fields import ComboBox, Field
from weeklypm.services.queue import tidy_title
from weeklypm.services.topics import check_links
from weeklypm.wording.words import name_of

KINDS: Final = tuple(kind for kind in Kind if kind is not Kind.ACTION_FOLLOW_UP)
MOST_MINUTES: Final = 240
MOST_VOTES: Final = 999


class ItemDialog(Ask):
    """Add something to the queue, or change what waits there; it stays open until that is stored."""

    submitted = Signal(object)
    """The ``ItemFields`` that the person confirmed."""
    drop_requested = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("item_dialog")
        self._item: AgendaItem | None = None
        self._kinds: tuple[Kind, ...] = KINDS
        self._people: tuple[Person, ...] = ()
        self._days: tuple[date, ...] = ()
        self._make_editors()
        self.drop = Button(self, icon="trash-2")
        self.buttons.insertWidget(0, self.drop)
        self._lay_out_fields()
        self.drop.clicked.connect(self._on_drop)
        self.heading.returnPressed.connect(self.answer.click)
        self.heading.textEdited.connect(self._on_edited)
        Retranslated(self, self._word)

    def _make_editors(self) -> None:
        self.heading = QLineEdit()
        self.kind = ComboBox()
        self.detail = QPlainTextEdit()
        self.detail.setTabChangesFocus(True)
        self.detail.setFixedHeight(76)
        self.minutes = QSpinBox()
        self.minutes.setRange(0, MOST_MINUTES)
        self.votes = QSpinBox()
        self.votes.setRange(0, MOST_VOTES)
        self.presenter = PresenterField()
        self.ready = ComboBox()
        self.links = QPlainTextEdit()
        self.links.setTabChangesFocus(True)
        self.links.setFixedHeight(54)
        editors = ("heading", "kind", "detail", "minutes", "votes", "presenter", "ready", "links")
        self.fields = {name: Field(getattr(self, name)) for name in editors}

    def _lay_out_fields(self) -> None:
        self.body.addWidget(self.fields["heading"])
        self._add_line("kind", "presenter")
        self._add_line("minutes", "votes", "ready")
        self.body.addWidget(self.fields["detail"])
        self.body.addWidget(self.fields["links"])

    def _add_line(self, *names: str) -> None:
        line = row(spacing=16)
        for name in names:
            line.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)

    def ask(
        self,
        item: AgendaItem | None,
        people: Iterable[Person],
        days: Sequence[date],
        *,
        begun: ItemFields | None = None,
    ) -> None:
        """Ask for a new item, or for changes of one; ``days`` are the coming meetings it may be kept for.

        ``begun`` is what a new item starts from.
        """
        self._item = item
        self.presenter.show_suggestions(())
        present = (person for person in people if person.left_on is None)
        self._people = tuple(sorted(present, key=lambda person: person.name.casefold()))
        shown = fields_of(item) if item is not None else begun or ItemFields("")
        self._days = tuple(sorted({*days, *([shown.ready_from] if shown.ready_from else [])}))
        self._kinds = KINDS if shown.kind in KINDS else (*KINDS, shown.kind)
        self._fill_choices()
        self._show(shown)
        self.drop.setVisible(item is not None)
        self._word()
        self.open()

    def _fill_choices(self) -> None:
        _fill(self.kind, [name_of(language(), kind) for kind in self._kinds])
        self.presenter.set_people(self._people)
        days = [tr("weekpage.item.from", day=day) for day in self._days]
        _fill(self.ready, [tr("weekpage.item.at_once"), *days])

    def _show(self, shown: ItemFields) -> None:
        self.heading.setText(shown.title)
        self.kind.setCurrentIndex(self._kinds.index(shown.kind))
        self.detail.setPlainText(shown.detail)
        self.links.setPlainText("\n".join(shown.links))
        self.minutes.setValue(shown.minutes or 0)
        self.votes.setValue(shown.votes)
        self.presenter.set_person(shown.presenter_id)
        self.ready.setCurrentIndex(self._days.index(shown.ready_from) + 1 if shown.ready_from else 0)
        self.fields["heading"].set_error("")
        self.fields["links"].set_error("")

    def wanted(self) -> ItemFields:
        """Return what is filled in."""
        when = self.ready.currentIndex()
        return ItemFields(
            title=self.heading.text(),
            kind=self._kinds[max(0, self.kind.currentIndex())],
            detail=self.detail.toPlainText(),
            minutes=self.minutes.value() or None,
            votes=self.votes.value(),
            presenter_id=self.presenter.person_id(),
            ready_from=self._days[when - 1] if when > 0 else None,
            links=tuple(line.strip() for line in self.links.toPlainText().splitlines() if line.strip()),
        )

    def show_suggestions(self, item_id: UUID, suggested: Sequence[Suggestion]) -> None:
        """Offer who could present an item first; an answer for an item that is no longer shown is dropped."""
        if self._item is not None and self._item.id == item_id:
            self.presenter.show_suggestions(suggested)

    @override
    def is_complete(self) -> bool:
        return self._is_right("heading", tidy_title, self.heading.text()) and self._is_right_links()

    @override
    def submit(self) -> None:
        self.submitted.emit(self.wanted())

    @override
    def show_problem(self, problem: Problem) -> None:
        self.fields["heading"].set_error(tr(problem.message))

    def _is_right_links(self) -> bool:
        return self._is_right("links", check_links, self.wanted().links)

    def _is_right(self, name: str, check: Callable[[Any], object], value: object) -> bool:
        """Tell whether a field can be stored; what is wrong is told below it, and it gets the focus."""
        try:
            check(value)
        except Problem as problem:
            self.fields[name].set_error(tr(problem.message))
            self.fields[name].editor.setFocus()
            return False
        self.fields[name].set_error("")
        return True

    def _on_edited(self, _text: str) -> None:
        self.fields["heading"].set_error("")

    def _on_drop(self) -> None:
        self.reject()
        self.drop_requested.emit()

    def _word(self) -> None:
        new = self._item is None
        self.set_title(tr("weekpage.item.add" if new else "weekpage.item.edit"))
        self.set_answer(tr("weekpage.item.answer_add" if new else "weekpage.item.answer_edit"))
        self.drop.set_text(tr("weekpage.item.drop"))
        for name, field in self.fields.items():
            field.set_label(tr("topics.item.links" if name == "links" else f"weekpage.item.{name}"))
        self.fields["links"].set_help(tr("topics.item.links_help"))
        self.heading.setPlaceholderText(tr("weekpage.item.heading_example"))
        self.minutes.setSpecialValueText(tr("weekpage.item.minutes_free"))
        self.minutes.setSuffix(tr("weekpage.item.minutes_unit"))
        self._fill_choices()


def _fill(box: ComboBox, texts: Sequence[str]) -> None:
    chosen = max(0, box.currentIndex())
    box.clear()
    box.addItems(list(texts))
    box.setCurrentIndex(min(chosen, len(texts) - 1))
