from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from weeklypm.domain.values import Language, message
from weeklypm.gui import i18n
from weeklypm.wording.say import MissingText


def test_words_follow_the_language(qapp: QApplication) -> None:
    assert i18n.tr("gui.toast.undo") == "Undo"
    i18n.apply(qapp, Language.JA)
    assert i18n.language() is Language.JA
    assert i18n.tr("gui.toast.undo") == "元に戻す"
    assert i18n.tr(message("gui.command.page", name=message("gui.nav.meeting"))) == "進行へ移る"


def test_missing_code_is_no_blank() -> None:
    with pytest.raises(MissingText):
        i18n.tr("gui.no.such.code")


def test_retranslated_calls_now_and_at_each_switch(qapp: QApplication, qtbot: QtBot) -> None:
    heard: list[str] = []
    widget = QWidget()
    qtbot.addWidget(widget)
    i18n.Retranslated(widget, lambda: heard.append(i18n.tr("gui.nav.meeting")))
    i18n.apply(qapp, "ja")
    qapp.processEvents()
    i18n.apply(qapp, "en")
    qapp.processEvents()
    assert heard[0] == "Meeting"
    assert heard[-1] == "Meeting"
    assert "進行" in heard


def test_forms_and_qt_speak_japanese(qapp: QApplication) -> None:
    i18n.apply(qapp, "ja")
    assert qapp.translate("Console", "Start meeting") == "会をはじめる"
    assert qapp.translate("QPlatformTheme", "Cancel") == "キャンセル"
    i18n.apply(qapp, "en")
    assert qapp.translate("Console", "Start meeting") == "Start meeting"
