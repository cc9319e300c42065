"""The call-backs that are owed, due first, late ones marked: the list at the left, the one that is chosen at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from madiun_console.actions.calls import reveal_callback_number, try_callback
from madiun_console.domain.changes import Changes
from madiun_console.errors import ConsoleError
from madiun_console.queries.desk_lists import open_callbacks
from madiun_console.queries.rows import CallbackRow
from madiun_console.ui.callbacks.callback_card import NO_ANSWER, NOT_NEEDED, CallbackCard
from madiun_console.ui.callbacks.callback_words import CallbackWords
from madiun_console.ui.entry.entry_card import text_label, title_label
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import ClickableList, KeyButton
from madiun_console.ui.workplace import Workplace

SIDE = 380


class CallbacksPage(Retranslated, QWidget):
    """`count_changed` feeds the number at the rail, also while another page is shown."""

    count_changed = Signal(int)
    incident_wanted = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._workplace = workplace
        self._rows: dict[str, CallbackRow] = {}
        self._loaded = False
        self._say = CallbackWords(self)
        self.list = ClickableList(workplace.appearance, self)
        self.card = CallbackCard(workplace, self)
        self._title, self._words, self._empty = title_label(self), text_label(self), text_label(self)
        self.export = KeyButton("", "Ctrl+S", role="quiet", parent=self)
        self._left = QStackedWidget(self)
        self._side = QFrame(self)
        self._set_out()
        self._connect()
        self.retranslate()

    def _set_out(self) -> None:
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._empty.setContentsMargins(16, 40, 16, 16)
        self._left.addWidget(self._empty)
        self._left.addWidget(self.list)
        frame = QFrame(self)
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._left)
        holder = QWidget(self)
        holder.setProperty("role", "panel")
        around = QVBoxLayout(holder)
        around.setContentsMargins(16, 14, 16, 14)
        around.addWidget(self.card)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        self._side.setProperty("role", "card")
        self._side.setFixedWidth(SIDE)
        beside = QVBoxLayout(self._side)
        beside.setContentsMargins(1, 1, 1, 1)
        beside.addWidget(scroll)
        self._side.hide()
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(frame, 1)
        body.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._words)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self.export)
        column.addLayout(head)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        place = self._workplace
        self.export.clicked.connect(self._on_export)
        self.list.row_selected.connect(self._on_selected)
        # Enter or a click goes to the number's reason; reading it is logged, so it takes one more Enter.
        self.list.row_activated.connect(
            lambda _id: self.card.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        )
        self.card.number_wanted.connect(self._on_number)
        self.card.outcome_wanted.connect(self._on_outcome)
        self.card.incident_wanted.connect(self.incident_wanted)
        place.ticker.ticked.connect(self._on_tick)
        place.session_changed.connect(lambda _session: self.card.forget())

    def entered(self) -> None:
        """Called when the page is shown, and at sign-in for the count."""
        self.reload()
        if self.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply(self, changes: Changes) -> None:
        """Read again when a call-back was promised, tried or settled."""
        if changes.callbacks:
            self.reload()

    def reload(self) -> None:
        """Ask for the open ones; there are a handful."""
        self._workplace.ask(open_callbacks, done=self._on_rows, latest="open_callbacks")

    def retranslate(self) -> None:
        self._title.setText(self.tr("Call back"))
        self._words.setText(
            self.tr("Callers who were cut off, and those who were promised a call. Due first.")
        )
        self.list.setAccessibleName(self.tr("Call-backs that are owed"))
        self.export.set_label(self.tr("Export the list"))
        if self._loaded:
            self._empty.setText(self.tr("Nobody waits for a call. A cut-off call or a promise appears here."))
        else:
            self._empty.setText(self.tr("Reading …"))
        self._fill()

    # ------------------------------------------------------------------------------------------ inside

    def _on_export(self) -> None:
        from madiun_console.queries.export_lists import callback_columns, callback_lines
        from madiun_console.ui.data.list_export import ListExport

        exporter = ListExport(self._workplace, self)
        exporter.ask(self.tr("Call-backs"), callback_columns(self._workplace.language), callback_lines)

    def _on_rows(self, rows: list[CallbackRow]) -> None:
        before = list(self._rows)
        chosen = self.list.selected_id()
        self._rows = {row.id: row for row in rows}
        if not self._loaded:
            self._loaded = True
            self.retranslate()
        self._fill()
        if rows and chosen not in self._rows:
            # the one that was dealt with is gone: its neighbour is next
            at = before.index(chosen) if chosen in before else 0
            self.list.select_row(rows[min(at, len(rows) - 1)].id)
        self._show_selected()
        self.count_changed.emit(len(rows))

    def _fill(self) -> None:
        place = self._workplace
        now = place.ticker.wall_ms()
        self.list.set_rows([self._say.list_row(row, place.formats, now) for row in self._rows.values()])
        self._left.setCurrentWidget(self.list if self._rows else self._empty)
        self._side.setVisible(bool(self._rows))
        self._show_selected()

    def _show_selected(self) -> None:
        row = self._rows.get(self.list.selected_id())
        if row is None:
            return
        place = self._workplace
        now = place.ticker.wall_ms()
        due = self._say.due((row.due - now) / 1000, place.formats)
        parts = (self._say.why(row, place.formats, now), self._say.tries(row), due)
        about = self._say.about(row, place.desk.rulebook, place.language)
        words = " · ".join(part for part in parts if part)
        self.card.show_callback(
            row, self._say.title(row, now), "\n".join(part for part in (words, about) if part)
        )

    def _on_selected(self, _row_id: str) -> None:
        self._show_selected()

    def _on_tick(self) -> None:
        if self.isVisible() and self._rows:
            self._fill()

    def _on_number(self, reason: str) -> None:
        wanted = self.list.selected_id()
        if not wanted:
            return

        def shown(found: tuple[str, Changes]) -> None:
            # somebody may have gone on to another row, page or person meanwhile: then nobody sees it
            if self.list.selected_id() == wanted and self.isVisible():
                self.card.show_number(found[0])

        self._workplace.act(reveal_callback_number, wanted, reason, done=shown, failed=self._on_refused)

    def _on_outcome(self, outcome: str, note: str) -> None:
        wanted = self.list.selected_id()
        if not wanted:
            return

        def noted(_changes: Changes) -> None:
            self.card.forget()
            self.card.note.clear()
            if outcome == NO_ANSWER:
                self._workplace.told.emit(
                    "info", self.tr("Noted: no answer. The call-back stays on the list.")
                )
            elif outcome == NOT_NEEDED:
                self._workplace.told.emit("info", self.tr("Noted: this call-back is not needed any more."))
            else:
                self._workplace.told.emit("success", self.tr("The call-back is settled."))
            if self.isVisible():
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)

        self._workplace.act(try_callback, wanted, outcome, note, done=noted, failed=self._on_refused)

    def _on_refused(self, error: ConsoleError) -> None:
        self.card.forget()
        self.card.say("danger", error.text(self._workplace.language))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Not when minimised: a number that was copied is for another window.
        if not event.spontaneous():
            self.card.forget()
