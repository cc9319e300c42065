"""How loud each alarm sounds at this desk, tried out at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QSlider, QWidget

from madiun_console.settings import LOWEST_HIGH_VOLUME
from madiun_console.ui.settings.card import SettingsCard
from madiun_console.ui.sounds import NEW_HIGH, UNANSWERED, Sounds
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import KeyButton
from madiun_console.ui.workplace import Workplace

STEP = 5


class VolumeSlider(QSlider):
    """Percent of the whole way, never below `lowest`; told when it rests, so that a drag is one change and not forty."""

    def __init__(self, lowest: int, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, 100)
        self.setSingleStep(STEP)
        self.setPageStep(2 * STEP)
        self.setTracking(False)
        self.actionTriggered.connect(lambda _: self.setSliderPosition(max(lowest, self.sliderPosition())))


class SoundCard(Retranslated, SettingsCard):
    """Two volumes with a button each to hear them, and the switch that silences all but a new high incident."""

    def __init__(self, workplace: Workplace, sounds: Sounds, parent: QWidget | None = None) -> None:
        super().__init__(workplace.appearance, parent)
        self._workplace = workplace
        self.new_high = VolumeSlider(LOWEST_HIGH_VOLUME, self)
        self.unanswered = VolumeSlider(0, self)
        self.try_new_high, self.try_unanswered = KeyButton("", parent=self), KeyButton("", parent=self)
        self.muted = QCheckBox(self)
        self._new_high, self._unanswered = QLabel(self), QLabel(self)
        self._high_percent, self._unanswered_percent = QLabel(self), QLabel(self)
        self.add_row(self._new_high, self.new_high, self._high_percent, self.try_new_high)
        self.add_row(self._unanswered, self.unanswered, self._unanswered_percent, self.try_unanswered)
        self.column.addWidget(self.muted)
        for button in (self.try_new_high, self.try_unanswered):
            button.setAutoDefault(True)
        for percent in (self._high_percent, self._unanswered_percent):
            percent.setMinimumWidth(36)
            percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.show_preferences()
        self.new_high.valueChanged.connect(lambda percent: workplace.prefer(volume_new_high=percent))
        self.unanswered.valueChanged.connect(lambda percent: workplace.prefer(volume_unanswered=percent))
        self.muted.toggled.connect(lambda on: workplace.prefer(muted=on))
        self.try_new_high.clicked.connect(lambda: sounds.play(NEW_HIGH))
        self.try_unanswered.clicked.connect(lambda: sounds.play(UNANSWERED))
        workplace.preferences_changed.connect(self.show_preferences)
        self.retranslate()

    def show_preferences(self, _changed: object = None) -> None:
        """Show what is in force."""
        preferences = self._workplace.preferences
        values = (
            (self.new_high, preferences.volume_new_high),
            (self.unanswered, preferences.volume_unanswered),
        )
        for slider, percent in values:
            slider.blockSignals(True)
            slider.setValue(percent)
            slider.blockSignals(False)
        self.muted.blockSignals(True)
        self.muted.setChecked(preferences.muted)
        self.muted.blockSignals(False)
        self._high_percent.setText(f"{preferences.volume_new_high}%")
        self._unanswered_percent.setText(f"{preferences.volume_unanswered}%")
        self.try_unanswered.setEnabled(preferences.volume_unanswered > 0)

    def retranslate(self) -> None:
        self.set_heading(self.tr("Sounds"))
        self._new_high.setText(self.tr("New high incident"))
        self._unanswered.setText(self.tr("Unanswered escalation"))
        for button in (self.try_new_high, self.try_unanswered):
            button.set_label(self.tr("Try"))
        self.muted.setText(self.tr("Mute; a new high incident still sounds"))
        self.new_high.setAccessibleName(self.tr("Volume of a new high incident"))
        self.unanswered.setAccessibleName(self.tr("Volume of an unanswered escalation"))
        self.try_new_high.setAccessibleName(self.tr("Try the sound of a new high incident"))
        self.try_unanswered.setAccessibleName(self.tr("Try the sound of an unanswered escalation"))
