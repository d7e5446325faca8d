"""Settings of this user's interface: language and theme, applied at once, kept outside the workspace."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import QWidget

from weeklypm.gui.i18n import tr
from weeklypm.gui.theme import CHOICES, SYSTEM
from weeklypm.gui.widgets.card import Card, Scroll
from weeklypm.gui.widgets.labels import DataLabel, SectionTitle
from weeklypm.gui.widgets.segmented import SegmentedControl

LANGUAGE_KEY, THEME_KEY = "interface/language", "interface/theme"
LANGUAGES = (SYSTEM, "en", "ja")


class LookPart(Scroll):
    """Choose the language and the theme."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=0)
        self._settings = settings
        self.language_title = SectionTitle(self)
        self.language = SegmentedControl(self)
        self.language_help = DataLabel(self, role="secondary", tone="text2")
        self.theme_title = SectionTitle(self)
        self.theme = SegmentedControl(self)
        for control, title in ((self.language, self.language_title), (self.theme, self.theme_title)):
            card = Card(self, padding=24, spacing=12)
            card.add(title)
            card.body.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
            if control is self.language:
                card.add(self.language_help)
            self.body.addWidget(card)
        self.body.addStretch(1)
        self.language.changed.connect(self._on_language)
        self.theme.changed.connect(self.theme_chosen)

    def _on_language(self, key: str) -> None:
        self.language_chosen.emit("" if key == SYSTEM else key)

    def retranslate(self) -> None:
        """Say every text again; what is chosen stays."""
        language = self.language.value() or str(self._settings.value(LANGUAGE_KEY, "") or SYSTEM)
        theme = self.theme.value() or str(self._settings.value(THEME_KEY, SYSTEM))
        self.language_title.set_title(tr("settingspage.look.language"))
        self.language_help.show_text(tr("settingspage.look.language_help"))
        self.theme_title.set_title(tr("settingspage.look.theme"))
        self.language.set_options([(key, tr(f"settingspage.look.language.{key}")) for key in LANGUAGES])
        self.theme.set_options([(key, tr(f"settingspage.look.theme.{key}")) for key in CHOICES])
        self.language.set_value(language)
        self.theme.set_value(theme)
        self.language.setAccessibleName(tr("settingspage.look.language"))
        self.theme.setAccessibleName(tr("settingspage.look.theme"))
