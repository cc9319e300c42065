"""A column of widgets, one per row with an id: what is new is added, what is gone goes, the rest stays and is refilled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.ui.incident.inplace_form import focusable
from madiun_console.ui.widgets.tab_order import follow_in_tab_order

Row = TypeVar("Row")
Shown = TypeVar("Shown", bound=QWidget)


class KeyedColumn(QWidget, Generic[Row, Shown]):
    """Keeps the widget of a row as long as the row is there, with its focus, open form and typed text."""

    def __init__(
        self,
        make: Callable[[], Shown],
        fill: Callable[[Shown, Row], None],
        spacing: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._fill = fill
        self._widgets: dict[str, Shown] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)

    @property
    def widgets(self) -> tuple[Shown, ...]:
        """The widgets, from top to bottom."""
        return tuple(self._widgets.values())

    def widget(self, row_id: str) -> Shown | None:
        """The widget of a row."""
        return self._widgets.get(row_id)

    def show_rows(self, rows: Sequence[tuple[str, Row]]) -> None:
        """Show these rows, each with its id, in this order."""
        wanted = dict(rows)
        for gone in [row_id for row_id in self._widgets if row_id not in wanted]:
            widget = self._widgets.pop(gone)
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        order = list(self._widgets)
        for row_id, row in wanted.items():
            if row_id not in self._widgets:
                self._widgets[row_id] = self._make()
            self._fill(self._widgets[row_id], row)
        if order != list(wanted):
            self._widgets = {row_id: self._widgets[row_id] for row_id in wanted}
            for at, widget in enumerate(self._widgets.values()):
                self._column.insertWidget(at, widget)
                widget.show()
            follow_in_tab_order(self, [one for widget in self._widgets.values() for one in focusable(widget)])
        self.setVisible(bool(wanted))
