"""What an agency, a file or a caller wrote is never taken for HTML by a tool tip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QTextDocument

from madiun_console.ui.widgets.banner import Banner
from madiun_console.ui.widgets.elided_label import ElidedLabel
from madiun_console.ui.widgets.plain_tip import plain_tip

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PICTURE = "<img src='//orang-lain/bagi/x.png'> hati-hati"


@pytest.mark.parametrize(
    "text", [PICTURE, "a < b & c > d", "<b>x</b>\n  dua  spasi\nbaris", "&lt;img&gt;", "biasa", ""]
)
def test_it_says_the_text_letter_by_letter(text: str) -> None:
    document = QTextDocument()
    tip = plain_tip(text)
    if "<" in tip:
        document.setHtml(tip)
        assert document.toPlainText() == text
    else:
        assert tip == text


def test_a_picture_that_somebody_names_is_not_fetched(qtbot: QtBot) -> None:
    fetched: list[str] = []

    class Watched(QTextDocument):
        def loadResource(self, kind: int, name: object) -> object:  # noqa: N802 - Qt's own
            fetched.append(str(name))
            return None

    banner = Banner("info", PICTURE, lead="B23-017, Polres:")
    label = ElidedLabel(PICTURE)
    for widget in (banner, label):
        qtbot.addWidget(widget)
    label.resize(40, 20)
    label.set_full_text(PICTURE)
    for tip in (banner.toolTip(), label.toolTip()):
        assert "hati-hati" in tip
        document = Watched()
        document.setHtml(tip)
        document.size()
        assert PICTURE in document.toPlainText()
    assert fetched == []
    document = Watched()
    document.setHtml(PICTURE)
    document.size()
    assert fetched  # as Qt would do without us
