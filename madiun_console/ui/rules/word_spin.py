"""A number that is shown and typed in words: 12 bulan, 1 jam 30 menit, tanpa batas."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QSpinBox, QWidget

SIDE = 6
"""The stylesheet's padding does not reach the text of a spin box (pixels)."""


class WordSpin(QSpinBox):
    """Arrow keys step by `step(value)`; what cannot be read goes back to what was there when the field is left."""

    def __init__(
        self,
        to_text: Callable[[int], str],
        from_text: Callable[[str], int | None],
        step: Callable[[int], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._to_text, self._from_text, self._step = to_text, from_text, step
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(SIDE, 0, 0, 0)

    def _read(self, text: str) -> int | None:
        special = self.specialValueText()
        if special and text.strip() == special:
            return self.minimum()
        return self._from_text(text)

    def textFromValue(self, value: int) -> str:
        return self._to_text(value)

    def valueFromText(self, text: str) -> int:
        value = self._read(text)
        return self.value() if value is None else max(self.minimum(), min(self.maximum(), value))

    def validate(self, text: str, pos: int) -> tuple[QValidator.State, str, int]:
        value = self._read(text)
        fits = value is not None and self.minimum() <= value <= self.maximum()
        return (QValidator.State.Acceptable if fits else QValidator.State.Intermediate), text, pos

    def fixup(self, _text: str) -> str:
        return self.textFromValue(self.value())

    def stepBy(self, steps: int) -> None:
        self.setValue(self.value() + steps * self._step(self.value() - (steps < 0)))
        self.selectAll()
