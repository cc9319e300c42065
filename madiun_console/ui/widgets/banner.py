"""Full-width strips above the page: LATIHAN in a training profile, stale data, work waiting for somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from madiun_console.ui.widgets.key_button import KeyButton
from madiun_console.ui.widgets.plain_tip import plain_tip
from madiun_console.ui.widgets.tab_order import follow_in_tab_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent


SIDE, SPACING = 14, 8
LEAST_BESIDE = 140
"""Pixels for a strip that gives way to the one beside it."""


class Banner(QFrame):
    """One strip: a bold word, a sentence, one thing to do about it, and perhaps a way to close it."""

    acted = Signal()
    closed = Signal()

    def __init__(
        self,
        tone: str,
        text: str,
        action: str = "",
        lead: str = "",
        parent: QWidget | None = None,
        *,
        key: str = "",
        close: str = "",
        close_key: str = "",
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
        row.setContentsMargins(SIDE, 3, SIDE, 3)
        row.setSpacing(SPACING)
        row.addWidget(self._lead)
        row.addWidget(self._text, 1)
        row.addWidget(self.action_button)
        self.close_button: KeyButton | None = None
        if close:
            self.close_button = KeyButton("", close_key, role="link", parent=self)
            self.close_button.clicked.connect(self.closed)
            row.addWidget(self.close_button)
        self._full, self._bold, self._beside, self._short = "", "", False, False
        self.set_content(tone, text, action, lead, close)

    def set_content(self, tone: str, text: str, action: str = "", lead: str = "", close: str = "") -> None:
        """Say something else."""
        self._bold = lead
        self._lead.setVisible(bool(lead))
        self._full = text
        self._say()
        self.action_button.set_label(action)
        self.action_button.setVisible(bool(action))
        if self.close_button is not None:
            self.close_button.set_label(close)
        self.setAccessibleName(" ".join(part for part in (lead, text) if part))
        self.setToolTip(plain_tip(self.accessibleName()))
        self._lead.setProperty("tone", tone)
        self.setProperty("tone", tone)
        for widget in (self, self._lead):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def is_urgent(self) -> bool:
        """Whether somebody is needed now."""
        return self.property("tone") == "danger"

    def wants(self) -> bool:
        """Whether there is something to do."""
        return not self.action_button.isHidden()

    def set_beside(self, *, beside: bool, short: bool = False) -> None:
        """Share a line with others: as high as they are, in one line as much as fits, or the bold word alone."""
        self._beside, self._short = beside, short
        if self.close_button is not None:
            self.close_button.setVisible(not short)
        self._text.setVisible(not short)
        self._text.setWordWrap(not beside)
        across = QSizePolicy.Policy.Ignored if beside else QSizePolicy.Policy.Preferred
        policy = self._text.sizePolicy()  # a new one would forget that the height follows from the width
        policy.setHorizontalPolicy(across)
        self._text.setSizePolicy(policy)
        self._say()
        least, most = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum
        self.setSizePolicy(most if short else least, least if beside else most)

    def wanted_width(self) -> int:
        """The pixels that all of it would take in one line."""
        return self.least_width() + QFontMetrics(self._text.font()).horizontalAdvance(self._full) + SPACING

    def least_width(self) -> int:
        """The pixels that its bold word and its buttons take."""
        parts = (self._lead, self.action_button, self.close_button)
        shown = [one for one in parts if one is not None and not one.isHidden()]
        return sum(one.sizeHint().width() + SPACING for one in shown) + 2 * SIDE

    def _say(self) -> None:
        """All of it, or in one line as much as there is room for; the tool tip has the rest."""
        # A bold word that stands alone announces nothing.
        self._lead.setText(self._bold.rstrip(":") if self._short else self._bold)
        text = self._full
        if self._beside:
            metrics = QFontMetrics(self._text.font())
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self._text.width())
        if text != self._text.text():
            self._text.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._say)  # when the label has its new width


class BannerArea(QWidget):
    """The banners of the window, each under an id, in the order they came; where it is low all in one line."""

    acted = Signal(str)  # id of the banner
    closed = Signal(str)  # id of the banner; whoever showed it hides it

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
        self,
        banner_id: str,
        tone: str,
        text: str,
        action: str = "",
        lead: str = "",
        *,
        key: str = "",
        close: str = "",
        close_key: str = "",
    ) -> None:
        """Show a banner, or change the one of that id; `key` is that of its action, `close` the word that ends it."""
        known = self._banners.get(banner_id)
        if known is not None:
            known.set_content(tone, text, action, lead, close)
            self._fit()
            return
        banner = Banner(tone, text, action, lead, self, key=key, close=close, close_key=close_key)
        banner.closed.connect(lambda: self.closed.emit(banner_id))
        banner.acted.connect(self._teller(banner_id))
        self._banners[banner_id] = banner
        self._strips.addWidget(banner)
        self._fit()
        pairs = [(shown.action_button, shown.close_button) for shown in self._banners.values()]
        follow_in_tab_order(self, [button for pair in pairs for button in pair if button is not None])
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
        shown = list(self._banners.values())
        crowded = beside and len(shown) > 2
        told = max(shown, key=lambda one: (one.is_urgent(), one.wants(), shown.index(one)), default=None)
        for banner in shown:
            # Three sentences side by side would be a column of words each: the one that matters most has the room.
            banner.set_beside(beside=beside, short=crowded and banner is not told)
            self._strips.setStretchFactor(banner, 0)
        if crowded and sum(one.least_width() for one in shown) + LEAST_BESIDE > self.width():
            # More than a line holds: a low line each, or the window would have to be wider than the screen.
            for banner in shown:
                banner.set_beside(beside=True)
            beside = False
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._strips.setDirection(way)
        if beside and not crowded and told is not None:
            # Two share the line: the one that wants something says all of it, the other what there is room for.
            wanted = min(told.wanted_width(), self.width() - LEAST_BESIDE)
            for banner in shown:
                part = wanted if banner is told else self.width() - wanted
                self._strips.setStretchFactor(banner, max(1, part))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._low and event.size().width() != event.oldSize().width():
            self._fit()

    def _teller(self, banner_id: str) -> Callable[[], None]:
        return lambda: self.acted.emit(banner_id)
