"""The heading of the queue, which stands still while the rows below it move and change."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHeaderView, QWidget


class Headings(QHeaderView):
    """Qt lays a heading out and paints it anew when a row moves, and measures it when one changes: a third of what twenty
    changed rows cost.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._size: QSize | None = None
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(0)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # ------------------------------------------------------------------------------------------ Qt

    def doItemsLayout(self) -> None:
        """Only when there are other columns than before; new words, widths and styles have signals of their own."""
        if self.count() != self.model().columnCount():
            super().doItemsLayout()

    def sizeHint(self) -> QSize:
        """Its height, which only font and style change; the view gives it its width."""
        if self._size is None:
            self._size = super().sizeHint()
        return self._size

    def changeEvent(self, event: QEvent) -> None:
        self._size = None
        super().changeEvent(event)
