"""One of a few answers in a row: arrows and digits choose, Tab leaves, it may stay empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen

from madiun_console.ui.theme.fonts import sized
from madiun_console.ui.widgets.key_button import BARE, ENTER
from madiun_console.ui.widgets.one_stop import Choice, ChoiceButton, OneStop
from madiun_console.ui.widgets.themed import Themed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from madiun_console.ui.theme import Appearance

HEIGHT, SIDE = 27, 10


class SegmentedChoice(Themed, OneStop):
    """Joined segments of which at most one is chosen; Backspace empties it.

    A suggested segment (dashed, the tab stop while nothing is chosen) is a hint and no value: Space or an
    arrow takes it.
    """

    value_changed = Signal(object)  # str, or None when emptied

    def __init__(
        self,
        choices: Sequence[Choice],
        appearance: Appearance,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, -1, parent)
        self.follow(appearance)
        self._value: str | None = None
        self._following: QWidget | None = None
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Other answers, or the same in another language; the value stays when it is still among them."""
        kept = self._value if any(choice.value == self._value for choice in choices) else None
        segments = [Segment(choice, self) for choice in choices]
        for segment in segments:
            segment.setChecked(segment.choice.value == kept)
        self._value = kept
        self._replace_buttons(segments)

    def lead_to(self, field: QWidget) -> None:
        """Let a digit, and Enter once something is chosen, go on to `field`: what is typed next belongs there."""
        self._following = field

    def value(self) -> str | None:
        """The chosen value, or None."""
        return self._value

    def set_value(self, value: str | None) -> None:
        """Choose without telling anyone (a form that is filled from a draft). An unknown value empties."""
        known = any(button.choice.value == value for button in self._buttons)
        self._value = value if known else None
        for button in self._buttons:
            button.setChecked(button.choice.value == self._value)
        self._settle_stop()

    def set_suggested(self, value: str | None) -> None:
        """Mark a value as hinted at by what is known so far; it is not chosen by that."""
        for button in self._buttons:
            button.suggested = button.choice.value == value
            button.update()
        self._settle_stop()

    def button_clicked(self, button: ChoiceButton) -> None:
        """Choose what was clicked."""
        self._pick(button)

    def take_key(self, button: ChoiceButton, event: QKeyEvent) -> bool:
        """As any row does; with a field that follows, it is gone to once this is answered."""
        answered = event.key() in ENTER and event.modifiers() in BARE and self._value is not None
        if self._following is not None and answered:
            self._following.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        taken = super().take_key(button, event)
        if self._following is not None and taken and self._find(event.text()) is not None:
            self._following.setFocus(Qt.FocusReason.TabFocusReason)
        return taken

    def _pick(self, button: ChoiceButton) -> None:
        before = self._value
        self._value = button.choice.value
        for other in self._buttons:
            other.setChecked(other is button)
        self._go(button)
        if before != self._value:
            self.value_changed.emit(self._value)

    def _clear(self, button: ChoiceButton) -> None:
        if self._value is None:
            return
        self._value = None
        for other in self._buttons:
            other.setChecked(False)
        self._settle_stop(button)
        self.value_changed.emit(None)

    def _walk(self, button: ChoiceButton, step: int) -> None:
        # The first arrow in an empty row takes what is under the focus, so one key answers.
        at = self._buttons.index(button) + (step if self._value is not None else 0)
        self._pick(self._buttons[at % len(self._buttons)])

    def _go(self, button: ChoiceButton) -> None:
        super()._go(button)
        if self._value is not None and not button.isChecked():
            self._pick(button)


class Segment(ChoiceButton):
    """One segment; a radio button to a screen reader through its checked state."""

    def __init__(self, choice: Choice, row: SegmentedChoice) -> None:
        super().__init__(choice, row)
        self._choice_row = row

    def nextCheckState(self) -> None:
        return

    def sizeHint(self) -> QSize:
        # Width of the half-bold text, so that choosing moves nothing.
        metrics = QFontMetrics(sized(self.font(), self._choice_row.theme.font.base, strong=True))
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * SIDE, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(60, self.sizeHint().width()), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._choice_row.theme
        colour = theme.colour
        first, last = self._choice_row.line_ends(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = _rounded(frame, theme.size.radius if first else 0, theme.size.radius if last else 0)
        ground = colour.selection if self.isChecked() else colour.head if self.underMouse() else colour.panel
        painter.setBrush(QColor(ground if self.isEnabled() else colour.head))
        painter.setPen(QColor(colour.edge))
        painter.drawPath(path)
        ring = frame.adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colour.accent), 2))
            painter.drawRoundedRect(ring, theme.size.radius_small, theme.size.radius_small)
        elif self.suggested and not self._choice_row.value():
            painter.setPen(QPen(QColor(colour.accent), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(ring, theme.size.radius_small, theme.size.radius_small)
        strong = self.isChecked()
        font = sized(self.font(), theme.font.base, strong=strong)
        painter.setFont(font)
        ink = colour.accent if strong or self.suggested else colour.ink
        painter.setPen(QColor(ink if self.isEnabled() else colour.muted))
        text = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - SIDE)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)


def _rounded(frame: QRectF, left: float, right: float) -> QPainterPath:
    """A rectangle whose left and right corners have radii of their own."""
    path = QPainterPath()
    path.moveTo(frame.left() + left, frame.top())
    path.lineTo(frame.right() - right, frame.top())
    path.arcTo(frame.right() - 2 * right, frame.top(), 2 * right, 2 * right, 90, -90)
    path.lineTo(frame.right(), frame.bottom() - right)
    path.arcTo(frame.right() - 2 * right, frame.bottom() - 2 * right, 2 * right, 2 * right, 0, -90)
    path.lineTo(frame.left() + left, frame.bottom())
    path.arcTo(frame.left(), frame.bottom() - 2 * left, 2 * left, 2 * left, 270, -90)
    path.lineTo(frame.left(), frame.top() + left)
    path.arcTo(frame.left(), frame.top(), 2 * left, 2 * left, 180, -90)
    path.closeSubpath()
    return path
