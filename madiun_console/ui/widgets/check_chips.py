"""Several things that may each be true, as chips that wrap over lines: arrows walk, Space or a digit toggles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from madiun_console.ui.theme.fonts import sized
from madiun_console.ui.widgets.one_stop import Choice, ChoiceButton, OneStop
from madiun_console.ui.widgets.themed import Themed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from madiun_console.ui.theme import Appearance

HEIGHT, SIDE, MARK = 27, 9, 14


class CheckChips(Themed, OneStop):
    """Toggles of which any number is on; suggested ones are dashed until they are answered."""

    values_changed = Signal(object)  # tuple[str, ...] in the order of the choices

    def __init__(
        self,
        choices: Sequence[Choice],
        appearance: Appearance,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, 6, parent)
        self.follow(appearance)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Other things to tick, or the same in another language; ticks stay where the value stays."""
        kept = self.values()
        chips = [CheckChip(choice, self) for choice in choices]
        for chip in chips:
            chip.setChecked(chip.choice.value in kept)
        self._replace_buttons(chips)

    def values(self) -> tuple[str, ...]:
        """What is ticked, in the order shown."""
        return tuple(button.choice.value for button in self._checked())

    def set_values(self, values: Collection[str]) -> None:
        """Tick exactly these without telling anyone."""
        for button in self._buttons:
            button.setChecked(button.choice.value in values)

    def set_suggested(self, values: Collection[str]) -> None:
        """Mark these as hinted at by what is known so far."""
        for button in self._buttons:
            button.suggested = button.choice.value in values
            button.update()

    def button_clicked(self, button: ChoiceButton) -> None:
        """The chip has toggled itself: walk there and tell."""
        self._go(button)
        self.values_changed.emit(self.values())

    def _pick(self, button: ChoiceButton) -> None:
        self._go(button)
        button.click()

    def _clear(self, button: ChoiceButton) -> None:
        if button.isChecked():
            button.click()


class CheckChip(ChoiceButton):
    """One toggle with a tick in front of its word."""

    def __init__(self, choice: Choice, row: CheckChips) -> None:
        super().__init__(choice, row)
        self._chips = row

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(sized(self.font(), self._chips.theme.font.base, strong=True))
        return QSize(metrics.horizontalAdvance(self.text()) + MARK + 6 + 2 * SIDE, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(70, self.sizeHint().width()), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._chips.theme
        colour = theme.colour
        on = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = colour.selection if on else colour.head if self.underMouse() else colour.panel
        painter.setBrush(QColor(ground if self.isEnabled() else colour.head))
        pen = QPen(QColor(colour.accent if on or self.suggested else colour.edge), 1)
        if self.suggested and not on:
            pen.setStyle(Qt.PenStyle.DashLine)
        if self.hasFocus():
            frame.adjust(0.5, 0.5, -0.5, -0.5)
            pen = QPen(QColor(colour.accent), 2)
        painter.setPen(pen)
        painter.drawRoundedRect(frame, theme.size.radius, theme.size.radius)
        self._paint_mark(painter, on=on)
        font = sized(self.font(), theme.font.base, strong=on)
        painter.setFont(font)
        painter.setPen(QColor(colour.accent if on else colour.ink if self.isEnabled() else colour.muted))
        area = self.rect().adjusted(SIDE + MARK + 6, 0, -4, 0)
        text = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_mark(self, painter: QPainter, *, on: bool) -> None:
        colour = self._chips.theme.colour
        box = QRectF(SIDE + 0.5, (self.height() - MARK) / 2 + 0.5, MARK - 1, MARK - 1)
        painter.setBrush(QColor(colour.accent if on else colour.panel))
        painter.setPen(QPen(QColor(colour.accent if on else colour.edge), 1))
        painter.drawRoundedRect(box, 3, 3)
        if on:
            painter.setPen(QPen(QColor(colour.on_accent), 1.8))
            left, top = box.left(), box.top()
            painter.drawPolyline(
                [
                    QPointF(left + 3, top + 6.8),
                    QPointF(left + 5.6, top + 9.4),
                    QPointF(left + 10.2, top + 3.8),
                ]
            )
