"""The list of what others did while this desk was offline; a panel at the right side of the window, closed by Esc."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from madiun_console.domain.incident_number import short_number
from madiun_console.queries.while_away import AwayRow
from madiun_console.ui.away.away_words import AwayWords
from madiun_console.ui.entry.entry_card import text_label, title_label
from madiun_console.ui.incident.words import kind_word, level_look
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import ClickableList, KeyButton, ListRow
from madiun_console.ui.workplace import Workplace

WIDTH = 440


class AwayPanel(Retranslated, QFrame):
    """Enter or a click on a row opens the incident; the list stays until it is closed."""

    incident_wanted = Signal(str)
    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._window = parent
        self._before: QWidget | None = None
        self._rows: Sequence[AwayRow] = ()
        self._words = AwayWords(workplace, self)
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._title, self._counts = title_label(self), text_label(self)
        self.close_button = KeyButton("", role="quiet", parent=self)
        self.close_button.setAutoDefault(True)
        self.list = ClickableList(workplace.appearance, self)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 2, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._counts)
        column.addWidget(self.list, 1)
        self.list.row_activated.connect(self._on_row)
        self.close_button.clicked.connect(self.leave)
        parent.installEventFilter(self)
        self.hide()
        self.retranslate()

    def open(self, rows: Sequence[AwayRow]) -> None:
        """Show these, the first one marked."""
        self._before = self._window.focusWidget()
        self._rows = rows
        self._fill()
        self._place()
        self.show()
        self.raise_()
        if rows:
            self.list.select_row(rows[0].incident)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close, and give the focus back to where it was."""
        self.hide()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit()

    def retranslate(self) -> None:
        title = self.tr("While this desk was offline")
        self._title.setText(title)
        self.setAccessibleName(title)
        self.list.setAccessibleName(title)
        self.close_button.set_label(self.tr("Close (Esc)"))
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
        self.hide()
        self._before = None
        self.left.emit()
        self.incident_wanted.emit(incident)

    def _place(self) -> None:
        area = self._window.rect()
        width = min(WIDTH, area.width())
        self.setGeometry(area.width() - width, 0, width, area.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)
