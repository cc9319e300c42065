"""The page of settings: two columns of cards, scrolling when the screen is low."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from madiun_console.ui.entry.entry_card import title_label
from madiun_console.ui.settings.about_card import AboutCard
from madiun_console.ui.settings.data_card import DataCard
from madiun_console.ui.settings.display_card import DisplayCard
from madiun_console.ui.settings.password_card import PasswordCard
from madiun_console.ui.settings.recovery_card import RecoveryCard
from madiun_console.ui.settings.sound_card import SoundCard
from madiun_console.ui.sounds import Sounds
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.workplace import Workplace

WIDEST_COLUMN = 640


class SettingsPage(Retranslated, QWidget):
    """The recovery code is shown to those who may manage people."""

    def __init__(self, workplace: Workplace, sounds: Sounds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._workplace = workplace
        self._title = title_label(self)
        self.display = DisplayCard(workplace, self)
        self.sound = SoundCard(workplace, sounds, self)
        self.password = PasswordCard(workplace, self)
        self.data = DataCard(workplace, self)
        self.recovery = RecoveryCard(workplace, self)
        self.about = AboutCard(workplace, self)
        self._set_out()
        workplace.session_changed.connect(self._on_session)
        self._on_session()
        self.retranslate()

    def _set_out(self) -> None:
        inside = QWidget(self)
        inside.setProperty("role", "page")
        columns = QHBoxLayout()
        columns.setSpacing(12)
        for cards in ((self.display, self.sound, self.about), (self.password, self.data, self.recovery)):
            holder = QWidget(inside)
            holder.setMaximumWidth(WIDEST_COLUMN)
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(12)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            columns.addWidget(holder, 1)
        columns.addStretch(0)
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(16, 14, 16, 16)
        whole.setSpacing(12)
        whole.addWidget(self._title)
        whole.addLayout(columns)
        whole.addStretch(1)
        self.scroller = QScrollArea(self)
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(inside)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.scroller)

    def entered(self) -> None:
        """Called when the page is shown."""
        self.password.clear()
        self.data.entered()
        if self.isVisible():
            self.display.theme.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Settings"))

    def _on_session(self, _session: object = None) -> None:
        self.recovery.setVisible(self._workplace.may("people"))
