"""Full-width strips above the page: LATIHAN in a training profile, stale data, work waiting for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from madiun_console.ui.widgets.key_button import KeyButton
from madiun_console.ui.widgets.tab_order import follow_in_tab_order

if TYPE_CHECKING:
    from collections.abc import Callable


class Banner(QFrame):
    """One strip: a bold word, a sentence, and one thing to do about it."""

    acted = Signal()

    def __init__(
        self,
        tone: str,
        text: str,
        action: str = "",
        lead: str = "",
        parent: QWidget | None = None,
        *,
        key: str = "",
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lead = QLabel(self)
        self._lead.setProperty("role", "strong")
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        for label in (self._lead, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.action_button = KeyButton("", key, role="link", parent=self)
        self.action_button.clicked.connect(self.acted)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 14, 3)
        row.setSpacing(8)
        row.addWidget(self._lead)
        row.addWidget(self._text, 1)
        row.addWidget(self.action_button)
        self.set_content(tone, text, action, lead)

    def set_content(self, tone: str, text: str, action: str = "", lead: str = "") -> None:
        """Say something else."""
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        self._text.setText(text)
        self.action_button.set_label(action)
        self.action_button.setVisible(bool(action))
        self.setAccessibleName(" ".join(part for part in (lead, text) if part))
        self._lead.setProperty("tone", tone)
        self.setProperty("tone", tone)
        for widget in (self, self._lead):
            widget.style().unpolish(widget)
            widget.style().polish(widget)


class BannerArea(QWidget):
    """The banners of the window, each under an id, in the order they came."""

    acted = Signal(str)  # id of the banner

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._banners: dict[str, Banner] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_banner(
        self, banner_id: str, tone: str, text: str, action: str = "", lead: str = "", *, key: str = ""
    ) -> None:
        """Show a banner, or change the one of that id; `key` is that of its action."""
        known = self._banners.get(banner_id)
        if known is not None:
            known.set_content(tone, text, action, lead)
            return
        banner = Banner(tone, text, action, lead, self, key=key)
        banner.acted.connect(self._teller(banner_id))
        self._banners[banner_id] = banner
        self._column.addWidget(banner)
        follow_in_tab_order(self, [shown.action_button for shown in self._banners.values()])
        self.show()

    def hide_banner(self, banner_id: str) -> None:
        """Take a banner away; nothing happens when it is not there."""
        banner = self._banners.pop(banner_id, None)
        if banner is None:
            return
        self._column.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        self.setVisible(bool(self._banners))

    def _teller(self, banner_id: str) -> Callable[[], None]:
        return lambda: self.acted.emit(banner_id)
