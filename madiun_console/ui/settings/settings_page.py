"""The page of settings: this desk's as two columns of cards; beside them, for supervisors, the rules that all desks share."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from madiun_console.ui.entry.entry_card import title_label
from madiun_console.ui.settings.about_card import AboutCard
from madiun_console.ui.settings.data_card import DataCard
from madiun_console.ui.settings.display_card import DisplayCard
from madiun_console.ui.settings.password_card import PasswordCard
from madiun_console.ui.settings.recovery_card import RecoveryCard
from madiun_console.ui.settings.server_card import ServerCard
from madiun_console.ui.settings.sound_card import SoundCard
from madiun_console.ui.sounds import Sounds
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import TabStrip
from madiun_console.ui.workplace import Workplace

if TYPE_CHECKING:
    from madiun_console.ui.rules.rules_section import RulesSection

WIDEST_COLUMN = 640
DESK, RULES, TAB_KEY = "desk", "rules", "F6"


class SettingsPage(Retranslated, QWidget):
    """The recovery code is shown to those who may manage people, the shared rules to those who may change them."""

    def __init__(self, workplace: Workplace, sounds: Sounds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._workplace = workplace
        self._title = title_label(self)
        self.tabs = TabStrip(self)
        self.display = DisplayCard(workplace, self)
        self.sound = SoundCard(workplace, sounds, self)
        self.password = PasswordCard(workplace, self)
        self.data = DataCard(workplace, self)
        self.recovery = RecoveryCard(workplace, self)
        self.server = ServerCard(workplace, self)
        self.about = AboutCard(workplace, self)
        self._set_out()
        self.tabs.current_changed.connect(self._on_tab)
        QShortcut(QKeySequence(TAB_KEY), self).activated.connect(self._on_tab_key)
        workplace.session_changed.connect(self._on_session)
        workplace.role_changed.connect(self._on_session)
        self._on_session()
        self.retranslate()

    def _set_out(self) -> None:
        inside = QWidget(self)
        inside.setProperty("role", "page")
        columns = QHBoxLayout()
        columns.setSpacing(12)
        for cards in (
            (self.display, self.sound, self.server, self.about),
            (self.password, self.data, self.recovery),
        ):
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
        whole.setContentsMargins(16, 0, 16, 16)
        whole.setSpacing(12)
        whole.addLayout(columns)
        whole.addStretch(1)
        self.scroller = QScrollArea(self)
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(inside)
        head = QHBoxLayout()
        head.setContentsMargins(16, 14, 16, 0)
        head.setSpacing(16)
        head.addWidget(self._title)
        head.addWidget(self.tabs)
        head.addStretch(1)
        self._title.setWordWrap(False)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.scroller)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(10)
        page.addLayout(head)
        page.addWidget(self._stack, 1)

    @cached_property
    def rules(self) -> RulesSection:
        """The shared rules; made when somebody first looks at them."""
        from madiun_console.ui.rules.rules_section import RulesSection

        section = RulesSection(self._workplace, self)
        self._stack.addWidget(section)
        return section

    def show_rules(self) -> None:
        """Go to the shared rules."""
        self.tabs.set_current(RULES)

    def show_server(self) -> None:
        """Go to what is known of the shared server."""
        self.tabs.set_current(DESK)
        self.scroller.ensureWidgetVisible(self.server)
        button = self.server.join if self.server.test.isHidden() else self.server.test
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def entered(self) -> None:
        """Called when the page is shown."""
        self.password.clear()
        if self.tabs.current_id() == RULES:
            self.rules.entered()
            return
        self.data.entered()
        self.server.entered()
        if self.isVisible():
            self.display.theme.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Settings"))
        self._show_tabs()

    def _show_tabs(self) -> None:
        tabs = [(DESK, self.tr("This desk"))]
        if self._workplace.may("edit_rules"):
            tabs.append((RULES, self.tr("Shared rules")))
        self.tabs.set_tabs(tabs)
        self.tabs.setAccessibleName(self.tr("Parts of the settings"))
        self.tabs.setToolTip(TAB_KEY)
        self.tabs.setVisible(len(tabs) > 1)
        if self.tabs.current_id() != RULES:
            self._stack.setCurrentWidget(self.scroller)

    def _on_tab_key(self) -> None:
        if self.tabs.count() > 1:
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    def _on_tab(self, tab: str) -> None:
        self._stack.setCurrentWidget(self.rules if tab == RULES else self.scroller)
        self.entered()

    def _on_session(self, _session: object = None) -> None:
        self.recovery.setVisible(self._workplace.may("people"))
        self._show_tabs()
