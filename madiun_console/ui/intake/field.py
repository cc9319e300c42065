"""A field under its caption with a remark behind it, and a part of the form that folds away."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from madiun_console.ui.widgets import ElidedLabel, KeyButton

CHEVRON = 18


class Field(QWidget):
    """The caption is the buddy of the field and its accessible name; the remark stands at the right, in a tone."""

    def __init__(self, widget: QWidget, *, wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.widget = widget
        self._caption = QLabel(self)
        self._caption.setProperty("role", "field")
        self._caption.setWordWrap(wrap)
        self._caption.setBuddy(widget)
        self._note = ElidedLabel("", "caption")
        self._note.setParent(self)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._caption, 1 if wrap else 0)
        if not wrap:
            head.addStretch(1)
        head.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(widget)

    def set_text(self, text: str, placeholder: str = "") -> None:
        """Name the field."""
        self._caption.setText(text)
        self.widget.setAccessibleName(text)
        if placeholder:
            self.widget.setProperty("placeholderText", placeholder)

    def set_note(self, text: str, tone: str = "") -> None:
        """The remark behind the caption, also read out as the field's description; empty for none."""
        if text == self._note.full_text() and tone == (self._note.property("tone") or ""):
            return
        self._note.set_full_text(text)
        self._note.setProperty("tone", tone)
        self._note.style().unpolish(self._note)
        self._note.style().polish(self._note)
        self.widget.setAccessibleDescription(text)

    def note(self) -> str:
        """The remark, for tests."""
        return self._note.full_text()


class FoldButton(KeyButton):
    """A link with a chevron that points down when its part is open."""

    def __init__(self, parent: QWidget | None = None, key: str = "") -> None:
        # Whoever stands around it owns the key, which must do nothing while there is nothing to fold.
        super().__init__("", key, role="link", bound=False, parent=parent)
        self.setCheckable(True)

    def _tail_width(self) -> int:
        return super()._tail_width() + CHEVRON

    def _paint_tail(self, painter: QPainter, left: int, ink: QColor) -> None:
        super()._paint_tail(painter, left, ink)
        painter.setPen(QPen(ink, 1.6))
        x, y = left + self._tail_width() - CHEVRON / 2 + 2, self.height() / 2
        if self.isChecked():
            points = [QPointF(x - 3.5, y + 1.5), QPointF(x, y - 2), QPointF(x + 3.5, y + 1.5)]
        else:
            points = [QPointF(x - 3.5, y - 1.5), QPointF(x, y + 2), QPointF(x + 3.5, y - 1.5)]
        painter.drawPolyline(points)


class Fold(QWidget):
    """Closed until it is asked for or has something in it."""

    toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = FoldButton(self)
        self.button.clicked.connect(self._on_clicked)
        self._content = QWidget(self)
        self.rows = QVBoxLayout(self._content)
        self.rows.setContentsMargins(0, 4, 0, 4)
        self.rows.setSpacing(8)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.button)
        self.column.addWidget(self._content)
        self._content.hide()

    def set_text(self, text: str) -> None:
        """What the part is called."""
        self.button.set_label(text)
        self.button.setAccessibleName(text)

    def is_open(self) -> bool:
        """Whether the part is shown."""
        return self.button.isChecked()

    def set_open(self, open_: bool) -> None:
        """Open or close it without telling anyone."""
        self.button.setChecked(open_)
        self._content.setVisible(open_)

    def _on_clicked(self, open_: bool) -> None:
        self._content.setVisible(open_)
        self.toggled.emit(open_)


def side_by_side(*widgets: QWidget) -> QLayout:
    """Fields of the same width in one row."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget, 1)
    return row
