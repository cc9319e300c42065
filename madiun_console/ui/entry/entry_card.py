"""A card in the middle of an empty page, scrolling when the screen is too low for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from madiun_console.ui.names import PRODUCT, TRAINING
from madiun_console.ui.theme.icons import icon_pixmap
from madiun_console.ui.widgets import PasswordField

LOGO = 34


class EntryCard(QWidget):
    """`column` is for what stands on the card; the product's name stands above it."""

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.card = QFrame(self)
        self.card.setProperty("role", "card")
        self.card.setFixedWidth(width)
        self.column = QVBoxLayout(self.card)
        self.column.setContentsMargins(24, 20, 24, 22)
        self.column.setSpacing(12)
        inside = QWidget(self)
        inside.setProperty("role", "page")
        middle = QVBoxLayout(inside)
        middle.setContentsMargins(16, 16, 16, 16)
        middle.setSpacing(14)
        middle.addStretch(2)
        middle.addLayout(self._head(width))
        # Between stretches and not by an alignment: an aligned widget gets the height of its narrowest wrapping.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.card)
        row.addStretch(1)
        middle.addLayout(row)
        middle.addStretch(3)
        self.scroller = QScrollArea(self)
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.scroller)

    def _head(self, width: int) -> QHBoxLayout:
        logo = QLabel(self)
        logo.setPixmap(icon_pixmap("app", "#000000", LOGO, self.devicePixelRatioF()))
        product = QLabel(PRODUCT, self)
        product.setProperty("role", "title")
        self._under = QLabel(self)
        self._under.setProperty("role", "caption")
        self._under.setTextFormat(Qt.TextFormat.PlainText)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(product)
        words.addWidget(self._under)
        inner = QWidget(self)
        inner.setFixedWidth(width)
        row = QHBoxLayout(inner)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(10)
        row.addWidget(logo)
        row.addLayout(words)
        row.addStretch(1)
        self.corner = QHBoxLayout()
        row.addLayout(self.corner)
        head = QHBoxLayout()
        head.addStretch(1)
        head.addWidget(inner)
        head.addStretch(1)
        return head

    def set_under(self, text: str, *, training: bool = False) -> None:
        """The small line under the product's name; a center for training says so on every page."""
        self._under.setText(f"{TRAINING} · {text}" if training else text)
        self._under.setProperty("tone", "warning" if training else "")
        self._under.style().unpolish(self._under)
        self._under.style().polish(self._under)


def title_label(parent: QWidget) -> QLabel:
    """The heading of a card."""
    label = QLabel(parent)
    label.setProperty("role", "title")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def text_label(parent: QWidget, role: str = "muted") -> QLabel:
    """A sentence or two on a card."""
    label = QLabel(parent)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def enter_walks(fields: Sequence[QLineEdit | PasswordField], submit: Callable[[], None]) -> None:
    """Let Enter go from each field to the next, and in the last one submit."""
    for at, field in enumerate(fields):
        returned = field.returned if isinstance(field, PasswordField) else field.returnPressed
        if at + 1 < len(fields):
            following = fields[at + 1]
            returned.connect(lambda following=following: following.setFocus(Qt.FocusReason.TabFocusReason))
        else:
            returned.connect(submit)
