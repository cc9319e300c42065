"""Calls a number by the computer's telephone program, and says what to do where there is none."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from madiun_console.ui.workplace import Workplace


class Dialler(QObject):
    """Not every desktop tells that it has nothing for tel: links, so the number is said even when it took one."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    def dial(self, link: str, number: str = "") -> None:
        """Open a tel: link; `number` as people read it, empty when it must not stand in the message line."""
        if QDesktopServices.openUrl(QUrl(link)):
            text = self.tr("Handed to the telephone program: {number}. If none opens, dial it by hand.")
        else:
            text = self.tr("This computer has no telephone program. Dial {number} by hand.")
        self._workplace.told.emit("info", text.format(number=number or self.tr("the number shown")))
