"""The list of what others did while this desk was offline; a panel at the right side of the window, closed by Esc."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from madiun_console.domain.incident_number import short_number
from madiun_console.queries.while_away import AwayRow
from madiun_console.ui.away.away_words import AwayWords
from madiun_console.ui.entry.entry_card import text_label
from madiun_console.ui.incident.words import kind_word, level_look
from madiun_console.ui.side_panel import SidePanel
from madiun_console.ui.widgets import ClickableList, ListRow
from madiun_console.ui.workplace import Workplace

WIDTH = 440


class AwayPanel(SidePanel):
    """Enter or a click on a row opens the incident; the list stays until it is closed."""

    incident_wanted = Signal(str)
    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent, WIDTH)
        self._workplace = workplace
        self._rows: Sequence[AwayRow] = ()
        self._words = AwayWords(workplace, self)
        self._counts = text_label(self)
        self.list = ClickableList(workplace.appearance, self)
        self.column.addWidget(self._counts)
        self.column.addWidget(self.list, 1)
        self.list.row_activated.connect(self._on_row)
        self.retranslate()

    def open(self, rows: Sequence[AwayRow]) -> None:
        """Show these, the first one marked."""
        self._rows = rows
        self._fill()
        self.bring_up()
        if rows:
            self.list.select_row(rows[0].incident)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        super().put_away()
        self.left.emit()

    def title(self) -> str:
        return self.tr("While this desk was offline")

    def retranslate(self) -> None:
        super().retranslate()
        self.list.setAccessibleName(self.title())
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        place = self._workplace
        rules, language, now = place.desk.rulebook, place.language, place.ticker.wall_ms()
        self._counts.setText(self._words.counted(self._rows))
        self.list.set_rows(
            [
                ListRow(
                    row.incident,
                    f"{short_number(row.number)} · {kind_word(rules, row.kind_id, language, row.summary)}",
                    self._words.of_row(row),
                    place.formats.moment(row.last_at, now),
                    level_look(rules, row.level, language),
                )
                for row in self._rows
            ]
        )

    def _on_row(self, incident: str) -> None:
        self.put_away()
        self.incident_wanted.emit(incident)
