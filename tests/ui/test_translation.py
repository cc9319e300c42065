"""The language changes at run time, in Bahasa Indonesia and in English, without a restart."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from madiun_console.resources import resource_path
from madiun_console.ui.shell import TopBar
from madiun_console.ui.translation import Retranslated, Translator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from madiun_console.ui.theme import Appearance
    from madiun_console.ui.widgets import Ticker

SMALL = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="id">
<context><name>Greeting</name><message><source>Save</source><translation>Simpan</translation></message></context></TS>"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogues of the program, built afresh, with the words of the little widget below in place of ours."""
    folder = tmp_path_factory.mktemp("i18n")
    small = folder / "small.ts"
    small.write_text(SMALL, encoding="utf-8")
    _release(small, folder / "madiun_console_id.qm")
    _release(resource_path("i18n", "qt_id.ts"), folder / "qt_id.qm")
    return folder


def _release(source: Path, target: Path) -> None:
    tool = Path(sys.executable).parent / "pyside6-lrelease"
    subprocess.run([str(tool), "-silent", str(source), "-qm", str(target)], check=True, capture_output=True)


@pytest.fixture
def translator(qapp: QApplication, built: Path) -> Iterator[Translator]:
    made = Translator(qapp, built)
    yield made
    made.use("en")


class Greeting(Retranslated, QWidget):
    """One word that is translated."""

    def __init__(self) -> None:
        super().__init__()
        self.label = QLabel()
        QVBoxLayout(self).addWidget(self.label)
        self.retranslate()

    def retranslate(self) -> None:
        self.label.setText(self.tr("Save"))


def test_an_open_widget_changes_its_words(qtbot: QtBot, translator: Translator) -> None:
    window = QWidget()
    greeting = Greeting()
    QVBoxLayout(window).addWidget(greeting)
    qtbot.addWidget(window)
    assert greeting.label.text() == "Save"
    assert translator.use("id")
    qtbot.waitUntil(lambda: greeting.label.text() == "Simpan")
    assert translator.use("en")
    qtbot.waitUntil(lambda: greeting.label.text() == "Save")


def test_it_tells_once_and_formats_follow(qtbot: QtBot, translator: Translator) -> None:
    with qtbot.waitSignal(translator.language_changed) as told:
        translator.use("id")
    assert told.args == ["id"]
    assert translator.formats.number(1.5, 1) == "1,5"
    with qtbot.assertNotEmitted(translator.language_changed):
        translator.use("id")


def test_qts_own_words_are_indonesian(qapp: QApplication, translator: Translator) -> None:
    translator.use("id")
    assert QCoreApplication.translate("QLineEdit", "&Paste") == "&Tempel"
    translator.use("en")
    assert QCoreApplication.translate("QLineEdit", "&Paste") == "&Paste"


def test_without_a_catalogue_it_says_so_and_stays_usable(qapp: QApplication, tmp_path: Path) -> None:
    translator = Translator(qapp, tmp_path)
    assert not translator.use("id")
    assert translator.language == "id"
    assert translator.use("en")


def test_the_top_bar_speaks_indonesian(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, look: Appearance, ticker: Ticker
) -> None:
    _release(resource_path("i18n", "madiun_console_id.ts"), tmp_path / "madiun_console_id.qm")
    translator = Translator(qapp, tmp_path)
    bar = TopBar(look, ticker)
    qtbot.addWidget(bar)
    bar.set_overdue(3)
    try:
        translator.use("id")
        qtbot.waitUntil(lambda: bar.overdue_text() == "3 eskalasi lewat batas")
        bar.set_overdue(1)
        assert bar.overdue_text() == "1 eskalasi lewat batas"
        bar.set_overdue(1, 2)
        assert bar.overdue_text() == "3 lewat batas"
        assert bar._overdue.toolTip() == "2 belum diteruskan · 1 eskalasi lewat batas"
        bar.set_overdue(0, 2)
        assert bar.overdue_text() == "2 belum diteruskan"
    finally:
        translator.use("en")
