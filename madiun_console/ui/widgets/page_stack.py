"""Pages of which one is shown, and only that one can have the keyboard."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """Qt gives the keyboard to a hidden page that asks for it, as a form does when the disk has stored it at last.

    What is typed on the lock next is a password, and would stand in that form: so hidden pages do not work.
    """

    def addWidget(self, page: QWidget) -> int:
        at = super().addWidget(page)
        page.setEnabled(page is self.currentWidget())
        return at

    def setCurrentWidget(self, page: QWidget) -> None:
        before = self.currentWidget()
        page.setEnabled(True)  # first, for Qt gives the keyboard back to where it was in this page
        super().setCurrentWidget(page)
        if before is not None and before is not page:
            before.setEnabled(False)
