"""Text that wraps in a narrow pane, rows that wrap, and a widget's tone changed in place."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from madiun_console.ui.incident.words import breakable
from madiun_console.ui.widgets import FlowLayout


class WrapLabel(QLabel):
    """Plain text that wraps anywhere it must, so that no pasted word makes a pane scroll sideways."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, text: str) -> None:
        """Show a text; an empty one hides the label."""
        shown = breakable(text)
        if shown != self.text():
            self.setText(shown)
        self.setVisible(bool(text))

    def minimumSizeHint(self) -> QSize:
        # Its height follows from its width; Qt's own hint would keep room for the narrowest column there is.
        return QSize(40, self.fontMetrics().height())


class FlowRow(QWidget):
    """Widgets side by side that go to the next line when the width is used up."""

    def __init__(self, spacing: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, spacing=spacing, line_spacing=4)

    def add(self, *widgets: QWidget) -> None:
        """Append widgets."""
        for widget in widgets:
            self._flow.addWidget(widget)


def retone(widget: QWidget, tone: str) -> None:
    """Give a widget the tone that the stylesheet colours it by."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
