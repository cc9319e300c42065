"""The navigation rail at the left: an icon and a word for each page, Ctrl+1 to Ctrl+9, then Ctrl+0 and Ctrl+-."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from madiun_console.ui.theme.fonts import sized
from madiun_console.ui.theme.icons import icon_pixmap
from madiun_console.ui.widgets.plain_tip import plain_tip
from madiun_console.ui.widgets.tab_order import follow_in_tab_order
from madiun_console.ui.widgets.themed import Themed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QPixmap

    from madiun_console.ui.theme import Appearance

TALL, SHORT, SHORTEST = 56, 44, 34
KEYS = "1234567890-"
"""With Ctrl, in the order of the pages: as they stand on the keyboard."""


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One page: its id, its word, the name of its icon."""

    id: str
    label: str
    icon: str


class RailButton(Themed, QAbstractButton):
    """Icon over word; a bar at the left edge marks the page that is shown."""

    def __init__(self, entry: RailEntry, key: str, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.follow(appearance)
        self.entry = entry
        self._count = 0
        self._narrow = False
        self._drawn: dict[tuple[str, float], QPixmap] = {}
        self.setCheckable(True)
        self.setText(entry.label.replace("&", "&&"))
        self.setAccessibleName(entry.label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._key, self._words = key, ""
        if key:
            self.setShortcut(QKeySequence(key))
        self.set_count(0)

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone; the word stays in the tool tip and for screen readers."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def set_count(self, count: int, words: str = "") -> None:
        """A number at the icon for things that wait there; 0 hides it. `words` say it for the screen reader and the mouse."""
        self._count, self._words = count, words if count else ""
        self.setAccessibleDescription((words or str(count)) if count else "")
        tip = f"{self.entry.label}  {self._key}" if self._key else ""
        self.setToolTip(plain_tip("\n".join(part for part in (tip, self._words) if part)))
        self.update()

    def words(self) -> str:
        """The number in words."""
        return self._words

    def count(self) -> int:
        """The number at the icon."""
        return self._count

    def nextCheckState(self) -> None:
        return

    def sizeHint(self) -> QSize:
        size = self.theme.size
        return QSize(size.rail_narrow, SHORT) if self._narrow else QSize(size.rail, TALL)

    def minimumSizeHint(self) -> QSize:
        """Ten pages must not keep the window from a low screen."""
        return QSize(0, SHORTEST) if self._narrow else self.sizeHint()

    def _pixmap(self, colour: str) -> QPixmap:
        key = (colour, self.devicePixelRatioF())
        if key not in self._drawn:
            self._drawn[key] = icon_pixmap(self.entry.icon, colour, self.theme.size.icon, key[1])
        return self._drawn[key]

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self.theme
        colour = theme.colour
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() and not self.isChecked():
            painter.fillRect(self.rect(), QColor(colour.head))
        if self.isChecked():
            painter.fillRect(
                QRect(0, 10 if not self._narrow else 6, 3, self.height() - (20 if not self._narrow else 12)),
                QColor(colour.accent),
            )
        if self.hasFocus():
            painter.setPen(QPen(QColor(colour.accent), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 3, -3, -3), 4, 4)
        ink = colour.accent if self.isChecked() else colour.muted
        edge = theme.size.icon
        left, top = (self.width() - edge) // 2, (self.height() - edge) // 2 if self._narrow else 9
        painter.drawPixmap(left, top, self._pixmap(ink))
        if not self._narrow:
            font = sized(self.font(), theme.font.caption, strong=self.isChecked())
            painter.setFont(font)
            painter.setPen(QColor(ink))
            words = QRect(2, top + edge + 3, self.width() - 4, 18)
            text = QFontMetrics(font).elidedText(self.entry.label, Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)
        if self._count:
            self._paint_count(painter, left + edge - 5, top - 5)

    def _paint_count(self, painter: QPainter, left: int, top: int) -> None:
        theme = self.theme
        font = sized(self.font(), theme.font.caption - 1, strong=True)
        text = str(self._count) if self._count < 100 else "99+"
        width = max(15, QFontMetrics(font).horizontalAdvance(text) + 8)
        pill = QRectF(min(left, self.width() - width - 2), top, width, 15)
        painter.setPen(QPen(QColor(theme.colour.panel), 1))
        painter.setBrush(QColor(theme.colour.alarm))
        painter.drawRoundedRect(pill, 7.5, 7.5)
        painter.setFont(font)
        painter.setPen(QColor(theme.colour.on_alarm))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


class NavigationRail(QFrame):
    """Only the pages it is given; Up and Down walk, Space or Enter goes there."""

    page_chosen = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._appearance = appearance
        self._buttons: dict[str, RailButton] = {}
        self._current = ""
        self._narrow = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 6, 1, 6)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.set_narrow(narrow=False)

    def set_entries(self, entries: Sequence[RailEntry]) -> None:
        """Show these pages in this order; counts and the current page stay."""
        counts = {page_id: (button.count(), button.words()) for page_id, button in self._buttons.items()}
        for button in self._buttons.values():
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()
        for place, entry in enumerate(entries):
            key = f"Ctrl+{KEYS[place]}" if place < len(KEYS) else ""
            button = RailButton(entry, key, self._appearance, self)
            button.set_narrow(self._narrow)
            button.set_count(*counts.get(entry.id, (0, "")))
            button.clicked.connect(self._teller(entry.id))
            self._column.insertWidget(place, button)
            button.show()
            self._buttons[entry.id] = button
        follow_in_tab_order(self, list(self._buttons.values()))
        self.set_current(self._current)

    def _teller(self, page_id: str) -> Callable[[], None]:
        return lambda: self.page_chosen.emit(page_id)

    def current(self) -> str:
        """The id of the marked page."""
        return self._current

    def set_current(self, page_id: str) -> None:
        """Mark a page; going there is the frame's business."""
        self._current = page_id
        for key, button in self._buttons.items():
            button.setChecked(key == page_id)

    def set_count(self, page_id: str, count: int, words: str = "") -> None:
        """A number at a page's icon, and the same in words; 0 hides it. Unknown pages are ignored."""
        if page_id in self._buttons:
            self._buttons[page_id].set_count(count, words)

    def is_narrow(self) -> bool:
        """Whether only icons are shown."""
        return self._narrow

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons alone, for small or strongly scaled screens."""
        self._narrow = narrow
        size = self._appearance.theme.size
        self.setFixedWidth(size.rail_narrow if narrow else size.rail)
        for button in self._buttons.values():
            button.set_narrow(narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        order = list(self._buttons.values())
        at = next((place for place, button in enumerate(order) if button.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        order[(at + step) % len(order)].setFocus(Qt.FocusReason.OtherFocusReason)
