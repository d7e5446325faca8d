"""The interface language: words by code in the language now set, and its switch at run time.

Like the theme, the language is kept on the application; a switch reaches every widget as Qt's LanguageChange event.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from weeklypm import assets
from weeklypm.domain.values import Language, Message
from weeklypm.wording import say

_PROPERTY: Final = "weeklypmLanguage"
# Forms are written in English, so only Japanese has catalogues of Qt's kind.
_CATALOGUES: Final = {Language.EN: (), Language.JA: ("qtbase_ja.qm", "weeklypm_ja.qm")}


def language() -> Language:
    """Return the interface language; English before one was set."""
    app = QCoreApplication.instance()
    return Language(str(app.property(_PROPERTY) or Language.EN)) if app is not None else Language.EN


def tr(what: Message | str, /, **arguments: object) -> str:
    """Put a code or a message into words of the interface language. Raises MissingText for an unknown code."""
    return say(language(), what, **arguments)


def system_language() -> Language:
    """Return the language that the desktop is set to, English where it is neither of ours."""
    japanese = QLocale.system().language() == QLocale.Language.Japanese
    return Language.JA if japanese else Language.EN


def apply(app: QApplication, chosen: Language | str) -> None:
    """Speak another language at once, in forms, texts by code and Qt's own dialogs."""
    wanted = Language(chosen)
    app.setProperty(_PROPERTY, wanted.value)
    QLocale.setDefault(QLocale(wanted.value))
    for translator in app.findChildren(_Catalogue):
        app.removeTranslator(translator)
        translator.deleteLater()
    for name in _CATALOGUES[wanted]:
        _install(app, name)
    # Between two languages without catalogues of Qt's kind no event would come by itself.
    QCoreApplication.sendEvent(app, QEvent(QEvent.Type.LanguageChange))


class _Catalogue(QTranslator):
    """Mark the translators that are ours to remove."""


def _install(app: QApplication, name: str) -> None:
    translator = _Catalogue(app)
    try:
        loaded = translator.load(str(assets.path("i18n", name)))
    except assets.AssetMissingError:
        loaded = False  # a build without forms has no catalogue of theirs
    if loaded:
        app.installTranslator(translator)
    else:
        translator.deleteLater()


class Retranslated(QObject):
    """Call a widget's own ``retranslate`` now and at every switch of the language, for as long as the widget lives."""

    def __init__(self, widget: QWidget, retranslate: Callable[[], None]) -> None:
        super().__init__(widget)
        self._retranslate = retranslate
        widget.installEventFilter(self)
        retranslate()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        return False
