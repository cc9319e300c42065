"""What is due by retention.toml, and erasing on a caller's request."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from madiun_console.actions.erase import erase_caller, erase_calls, erase_incidents
from madiun_console.domain.changes import Changes
from madiun_console.domain.incident_number import spoken_number
from madiun_console.errors import ConsoleError
from madiun_console.queries.retention import (
    CallerCount,
    Due,
    DueIncident,
    caller_count,
    count_once_named,
    due_erasures,
)
from madiun_console.ui.entry.entry_card import text_label, title_label
from madiun_console.ui.incident.words import kind_word, level_look
from madiun_console.ui.retention.erase_form import EraseForm
from madiun_console.ui.settings.card import SettingsCard
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import ClickableList, Labelled, ListRow
from madiun_console.ui.workplace import Workplace

SIDE = 400
IDENTITIES, TEXTS, CALL_IDENTITIES, CALL_TEXTS = "identities", "texts", "call_identities", "call_texts"


class _Progress(QObject):
    """Carries the count out of the working thread."""

    told = Signal(int, int)


PAUSE_MS = 700
"""The whole log is read for a number that nobody has now: not for each digit of it."""
LEAST_DIGITS = 8


class RetentionPage(Retranslated, QWidget):
    """Left: what is due and the incidents of the chosen line; right: erasing them, and a caller's request."""

    incident_wanted = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._workplace = workplace
        self._due: Due | None = None
        self._progress = _Progress(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._look_once_named)
        self._title, self._words = title_label(self), text_label(self)
        self.kinds = ClickableList(workplace.appearance, self)
        self.kinds.setFixedHeight(4 * 46)
        self.incidents = ClickableList(workplace.appearance, self)
        self.due_card = SettingsCard(workplace.appearance, self)
        self.form = EraseForm(workplace.appearance, "Alt+H", self, shared=self._is_shared)
        self.request_card = SettingsCard(workplace.appearance, self)
        self.number = QLineEdit(self)
        self._number = Labelled(self.number, self)
        self.request = EraseForm(workplace.appearance, "Alt+P", self, shared=self._is_shared)
        self._set_out()
        self._connect()
        self.retranslate()

    def _set_out(self) -> None:
        self.due_card.column.addWidget(self.form)
        self.request_card.column.addWidget(self._number)
        self.request_card.column.addWidget(self.request)
        left = QFrame(self)
        left.setProperty("role", "card")
        lists = QVBoxLayout(left)
        lists.setContentsMargins(1, 1, 1, 1)
        lists.setSpacing(0)
        lists.addWidget(self.kinds)
        lists.addWidget(self.incidents, 1)
        holder = QWidget(self)
        holder.setProperty("role", "page")
        cards = QVBoxLayout(holder)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(12)
        cards.addWidget(self.due_card)
        cards.addWidget(self.request_card)
        cards.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFixedWidth(SIDE)
        scroll.setWidget(holder)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(left, 1)
        body.addWidget(scroll)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._words)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        column.addLayout(words)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.kinds.row_selected.connect(lambda _row: self._show_chosen())
        self.kinds.row_activated.connect(
            lambda _row: self.form.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        )
        self.incidents.row_activated.connect(self.incident_wanted)
        self.form.wanted.connect(self._on_erase)
        self.request.wanted.connect(self._on_request)
        self.number.textEdited.connect(self._on_number)
        self.form.nothing_chosen.connect(lambda: self.kinds.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.request.nothing_chosen.connect(lambda: self.number.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self._progress.told.connect(self.form.show_progress)
        self._workplace.session_changed.connect(lambda _session: self._forget())

    def entered(self) -> None:
        """Called when the page is shown: what is due is looked up anew."""
        self._look()
        self.kinds.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Retention"))
        self._words.setText(
            self.tr("What has been kept as long as the rules allow. Open incidents are never due.")
        )
        self.kinds.setAccessibleName(self.tr("What is due"))
        self.incidents.setAccessibleName(self.tr("Incidents of which something is due"))
        self.due_card.set_heading(self.tr("Erase what is due"), self.tr("The chosen line goes, all of it."))
        self.request_card.set_heading(
            self.tr("A caller asks for it"),
            self.tr(
                "Name, number and home address go from every report of this number, and calls without a report."
            ),
        )
        self._number.set_text(self.tr("Telephone number"))
        self._show()

    def _is_shared(self) -> bool:
        """Whether what is erased here goes everywhere."""
        return self._workplace.link.joined

    # ------------------------------------------------------------------------------------------ what is due

    def _look(self) -> None:
        self._workplace.jobs.aside(
            due_erasures, self._workplace.desk, done=self._on_due, failed=partial(self._on_refused, self.form)
        )

    def _on_due(self, due: Due) -> None:
        self._due = due
        self._show()

    def _counts(self) -> dict[str, int]:
        due = self._due
        if due is None:
            return {}
        return {
            IDENTITIES: len(due.identities),
            TEXTS: len(due.texts),
            CALL_IDENTITIES: len(due.call_identities),
            CALL_TEXTS: len(due.call_texts),
        }

    def _show(self) -> None:
        formats = self._workplace.formats
        words = {
            IDENTITIES: (
                self.tr("Identities of callers"),
                self.tr("Names, numbers and home addresses in incidents"),
            ),
            TEXTS: (self.tr("Whole texts"), self.tr("Everything that was written about an incident")),
            CALL_IDENTITIES: (self.tr("Numbers of calls"), self.tr("Of calls that yielded no report")),
            CALL_TEXTS: (self.tr("Notes of calls"), self.tr("And their numbers with them")),
        }
        counts = self._counts()
        rows = [
            ListRow(
                name,
                title,
                detail,
                formats.number(counts.get(name, 0)),
                tone="warning" if counts.get(name) else "",
            )
            for name, (title, detail) in words.items()
        ]
        self.kinds.set_rows(rows)
        if not self.kinds.selected_id():
            self.kinds.select_row(IDENTITIES)
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.kinds.selected_id()
        due = self._due
        rows: tuple[DueIncident, ...] = ()
        if due is not None and chosen in (IDENTITIES, TEXTS):
            rows = due.identities if chosen == IDENTITIES else due.texts
        self.incidents.set_rows([self._incident(row) for row in rows])
        count = self._counts().get(chosen, 0)
        texts = {
            IDENTITIES: self.tr("The identities in {count} incidents"),
            TEXTS: self.tr("All texts of {count} incidents"),
            CALL_IDENTITIES: self.tr("The numbers of {count} calls"),
            CALL_TEXTS: self.tr("Numbers and notes of {count} calls"),
        }
        what = texts.get(chosen, "").format(count=self._workplace.formats.number(count))
        self.form.set_what(what if count else "")

    def _incident(self, row: DueIncident) -> ListRow:
        place = self._workplace
        book, language = place.desk.rulebook, place.language
        kind = kind_word(book, row.kind_id, language, self.tr("Not classified"))
        closed = self.tr("closed {date}").format(date=place.formats.date(row.closed_at))
        number = spoken_number(row.number, place.ticker.wall_ms())
        return ListRow(row.id, f"{number} {kind}", closed, level=level_look(book, row.level, language))

    def _on_erase(self, reason: str) -> None:
        due, chosen = self._due, self.kinds.selected_id()
        if due is None:
            return
        desk, session = self._workplace.desk, self._workplace.session
        work: Any
        if chosen in (IDENTITIES, TEXTS):
            rows = due.identities if chosen == IDENTITIES else due.texts
            ids = [row.id for row in rows]
            told = self._progress.told.emit
            work = partial(erase_incidents, desk, session, ids, reason, texts=chosen == TEXTS, progress=told)
        else:
            calls = due.call_identities if chosen == CALL_IDENTITIES else due.call_texts
            work = partial(erase_calls, desk, session, calls, reason, texts=chosen == CALL_TEXTS)
        self.form.set_running(running=True)
        self._workplace.jobs.aside(work, done=self._on_erased, failed=partial(self._on_refused, self.form))

    def _on_erased(self, _changes: Changes) -> None:
        self.form.set_running(running=False)
        self.form.clear()
        self.form.message.show_message("success", self.tr("Erased. The log says who did it and why."))
        if self.form.reason.hasFocus():
            self.kinds.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    # ------------------------------------------------------------------------------------------ on request

    def _on_number(self, text: str) -> None:
        self.request.set_what("")
        self._pause.stop()
        if text.strip():
            counted = partial(self._on_counted, text)
            self._workplace.ask(caller_count, text, done=counted, latest="caller_count")

    def _on_counted(self, text: str, count: CallerCount) -> None:
        """Nobody has it now; it may have been corrected, which takes longer to find out."""
        self._show_count(text, count)
        if text == self.number.text() and not (count.reports or count.calls):
            self._pause.start(PAUSE_MS)

    def _look_once_named(self) -> None:
        text = self.number.text()
        if sum(sign.isdecimal() for sign in text) >= LEAST_DIGITS:
            once = partial(self._show_count, text)
            self._workplace.jobs.aside(count_once_named, self._workplace.desk, text, done=once)

    def _show_count(self, text: str, count: CallerCount) -> None:
        if text != self.number.text():
            return
        number = self._workplace.formats.number
        what = ""
        if count.reports or count.calls:
            words = self.tr("The caller's identity in {reports} reports and {calls} calls")
            what = words.format(reports=number(count.reports), calls=number(count.calls))
        self.request.set_what(what)

    def _on_request(self, reason: str) -> None:
        place = self._workplace
        work = partial(erase_caller, place.desk, place.session, self.number.text(), reason)
        self.request.set_running(running=True)
        place.jobs.aside(work, done=self._on_requested, failed=partial(self._on_refused, self.request))

    def _on_requested(self, _changes: Changes) -> None:
        self.request.set_running(running=False)
        if self.request.reason.hasFocus():
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        self._forget()
        self.request.message.show_message("success", self.tr("Erased. The log says who did it and why."))
        self._look()

    def _forget(self) -> None:
        self.number.clear()
        self.request.set_what("")
        self.request.clear()
        self.form.clear()

    def _on_refused(self, form: EraseForm, error: ConsoleError) -> None:
        form.set_running(running=False)
        form.message.show_message("danger", error.text(self._workplace.language))
