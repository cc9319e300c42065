"""A button that shows its key in a small cap behind its words, such as Simpan [Ctrl+Enter]."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPalette, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

CAP_SIDE, CAP_HEIGHT, GAP, CAP_FONT_STEP = 5, 16, 7, 2
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


_ARROWS = {"Alt+Up": "Alt+↑", "Alt+Down": "Alt+↓", "Alt+Left": "Alt+←", "Alt+Right": "Alt+→"}


def key_text(key: str) -> str:
    """How a key is written on a cap: `Ctrl+Return` is `Ctrl+Enter` on every keyboard here, `Alt+Up` is `Alt+↑`."""
    text = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")
    return _ARROWS.get(text, text)


class KeyButton(QPushButton):
    """Roles: "" plain, primary, danger, success, quiet, link. The key works wherever the focus is in the window.

    With `bound=False` the key is only shown: somebody else acts on it (two owners of one key stop it for both).
    Enter presses it while it has the focus, as Space does, and never from elsewhere: it is no dialog's default.
    """

    def __init__(
        self,
        text: str = "",
        key: str = "",
        *,
        role: str = "",
        bound: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = ""
        self.purpose = ""
        """What the key does, for the list of keys; only where the words on the button tell a state instead."""
        self._bound = bound
        self._keypad = QShortcut(self)
        self._keypad.activated.connect(self.click)
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(text)
        self.set_key(key)

    @property
    def key(self) -> str:
        """The key as given, such as "Ctrl+Return"."""
        return self._key

    def set_key(self, key: str) -> None:
        """Give the button another key, or none."""
        self._key = key
        own = key if self._bound else ""
        self.setShortcut(QKeySequence(own))
        # The Enter of the number pad is another key to Qt, not to people.
        self._keypad.setKey(QKeySequence(own.replace("Return", "Enter") if "Return" in own else ""))
        self.updateGeometry()
        self.update()

    def set_label(self, text: str) -> None:
        """Change the words and keep the key, which Qt's own setText drops."""
        self.setText(text)
        self.setShortcut(QKeySequence(self._key if self._bound else ""))
        self.updateGeometry()

    def set_role(self, role: str) -> None:
        """Change what the button stands for."""
        self.setProperty("role", role)
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()

    def _cap_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(9, QFontMetrics(self.font()).ascent() - CAP_FONT_STEP))
        font.setWeight(QFont.Weight.Normal)
        return font

    def _cap_width(self) -> int:
        if not self._key:
            return 0
        return GAP + QFontMetrics(self._cap_font()).horizontalAdvance(key_text(self._key)) + 2 * CAP_SIDE

    def _tail_width(self) -> int:
        """The width of all that stands behind the words; a menu's chevron comes after the cap."""
        return self._cap_width()

    def _paint_tail(self, painter: QPainter, left: int, ink: QColor) -> None:
        """Paint what stands behind the words, from `left` on."""
        if not self._key:
            return
        top = (self.height() - CAP_HEIGHT) / 2
        cap = QRectF(left + GAP + 0.5, top + 0.5, self._cap_width() - GAP - 1, CAP_HEIGHT - 1)
        frame = QColor(ink)
        frame.setAlphaF(0.45)
        painter.setPen(frame)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 3, 3)
        painter.setFont(self._cap_font())
        painter.setPen(ink)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key_text(self._key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.modifiers() in BARE:
            # An Enter that is held down ended a form a moment ago: it must not go on to press what has the focus now.
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self._tail_width(), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._tail_width():
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words = option.text
        option.text = ""
        painter = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        width = QFontMetrics(self.font()).horizontalAdvance(words)
        left = max(4, (self.width() - width - self._tail_width()) // 2)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        ink = self.palette().color(group, QPalette.ColorRole.ButtonText)
        painter.setPen(ink)
        painter.drawText(QRect(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
        self._paint_tail(painter, left + width, ink)
