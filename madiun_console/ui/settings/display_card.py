"""Look and language of this desk, and after how many idle minutes it locks."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QWidget

from madiun_console.ui.rules.word_spin import SIDE
from madiun_console.ui.settings.card import SettingsCard
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import Choice, SegmentedChoice
from madiun_console.ui.workplace import Workplace

LONGEST_MINUTES = 120
# each language in its own words, so that whoever is lost in one finds the other
LANGUAGES = (Choice("id", "Bahasa Indonesia"), Choice("en", "English"))


class DisplayCard(Retranslated, SettingsCard):
    """Every change holds at once and is kept."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace.appearance, parent)
        self._workplace = workplace
        self.theme = SegmentedChoice(
            [Choice("light", ""), Choice("dark", "")], workplace.appearance, parent=self
        )
        self.language = SegmentedChoice(LANGUAGES, workplace.appearance, parent=self)
        self.minutes = QSpinBox(self)
        self.minutes.setRange(0, LONGEST_MINUTES)
        self.minutes.setKeyboardTracking(False)  # "1" on the way to "15" is not one minute
        self.minutes.setFixedWidth(132)
        self.minutes.lineEdit().setTextMargins(SIDE, 0, 0, 0)
        self._theme, self._language, self._minutes = QLabel(self), QLabel(self), QLabel(self)
        self.add_row(self._theme, self.theme)
        self.add_row(self._language, self.language)
        beside = QWidget(self)
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.minutes)
        row.addStretch(1)
        self.add_row(self._minutes, beside)
        self._minutes.setBuddy(self.minutes)
        self.show_preferences()
        self.theme.value_changed.connect(self._on_theme)
        self.language.value_changed.connect(self._on_language)
        self.minutes.valueChanged.connect(lambda minutes: workplace.prefer(idle_lock_minutes=minutes))
        workplace.preferences_changed.connect(self.show_preferences)
        self.retranslate()

    def show_preferences(self, _changed: object = None) -> None:
        """Show what is in force, also when a key changed it."""
        preferences = self._workplace.preferences
        self.theme.set_value(preferences.theme)
        self.language.set_value(preferences.language)
        self.minutes.blockSignals(True)
        self.minutes.setMaximum(max(LONGEST_MINUTES, preferences.idle_lock_minutes))
        self.minutes.setValue(preferences.idle_lock_minutes)
        self.minutes.blockSignals(False)

    def retranslate(self) -> None:
        self.set_heading(self.tr("This desk"))
        self._theme.setText(self.tr("Theme"))
        self._language.setText(self.tr("Language"))
        self._minutes.setText(self.tr("Lock when idle"))
        self.theme.set_choices([Choice("light", self.tr("Light")), Choice("dark", self.tr("Dark"))])
        self.theme.setToolTip("Ctrl+Shift+L")
        self.minutes.setSpecialValueText(self.tr("never"))
        self.minutes.setSuffix(self.tr(" minutes"))
        for label, field in (
            (self._theme, self.theme),
            (self._language, self.language),
            (self._minutes, self.minutes),
        ):
            field.setAccessibleName(label.text())

    def _on_theme(self, value: object) -> None:
        if value is None:  # Backspace empties a segmented choice: a desk always has a theme
            self.show_preferences()
        else:
            self._workplace.prefer(theme=value)

    def _on_language(self, value: object) -> None:
        if value is None:
            self.show_preferences()
        else:
            self._workplace.prefer(language=value)
