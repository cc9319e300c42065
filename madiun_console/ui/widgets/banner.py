"""Full-width strips above the page: LATIHAN in a training profile, stale data, work waiting for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

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
        self.setToolTip(self.accessibleName())
        self._lead.setProperty("tone", tone)
        self.setProperty("tone", tone)
        for widget in (self, self._lead):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def is_urgent(self) -> bool:
        """Whether somebody is needed now."""
        return self.property("tone") == "danger"

    def set_beside(self, *, beside: bool, short: bool = False) -> None:
        """Share a line with others: as high as they are, and the bold word alone, unless there is something to do."""
        short = short or (beside and self.action_button.isHidden())
        self._text.setVisible(not short)
        least, most = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum
        self.setSizePolicy(most if short else least, least if beside else most)


class BannerArea(QWidget):
    """The banners of the window, each under an id, in the order they came; where it is low all in one line."""

    acted = Signal(str)  # id of the banner

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._banners: dict[str, Banner] = {}
        self._low = False
        self._strips = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._strips.setContentsMargins(0, 0, 0, 0)
        self._strips.setSpacing(0)
        self.hide()

    def set_low(self, *, low: bool) -> None:
        """Whether the window is too low for a line each."""
        self._low = low
        self._fit()

    def show_banner(
        self, banner_id: str, tone: str, text: str, action: str = "", lead: str = "", *, key: str = ""
    ) -> None:
        """Show a banner, or change the one of that id; `key` is that of its action."""
        known = self._banners.get(banner_id)
        if known is not None:
            known.set_content(tone, text, action, lead)
            self._fit()
            return
        banner = Banner(tone, text, action, lead, self, key=key)
        banner.acted.connect(self._teller(banner_id))
        self._banners[banner_id] = banner
        self._strips.addWidget(banner)
        self._fit()
        follow_in_tab_order(self, [shown.action_button for shown in self._banners.values()])
        self.show()

    def hide_banner(self, banner_id: str) -> None:
        """Take a banner away; nothing happens when it is not there."""
        banner = self._banners.pop(banner_id, None)
        if banner is None:
            return
        self._strips.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        self._fit()
        self.setVisible(bool(self._banners))

    def _fit(self) -> None:
        beside = self._low and len(self._banners) > 1
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._strips.setDirection(way)
        shown = list(self._banners.values())
        crowded = beside and len(shown) > 2
        told = next((one for one in shown if one.is_urgent()), shown[-1] if shown else None)
        for banner in shown:
            # Three sentences side by side would be a column of words each: the one that matters most has the room.
            banner.set_beside(beside=beside, short=crowded and banner is not told)

    def _teller(self, banner_id: str) -> Callable[[], None]:
        return lambda: self.acted.emit(banner_id)
