"""One escalation: to whom, how far it has come, what the agency said; and the links to record more."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from madiun_console.actions.escalate import OWN_DESK
from madiun_console.queries.detail_rows import AgencyNoteRow, AnswerRow, EscalationRow, ReportRow
from madiun_console.ui.incident import keys
from madiun_console.ui.incident.answer_form import AnswerForm, WithdrawForm
from madiun_console.ui.incident.escalation_state import CANCELLED, UNREACHABLE, deadline, is_live, is_waiting
from madiun_console.ui.incident.inplace_form import FormSlot
from madiun_console.ui.incident.labels import FlowRow, WrapLabel
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.share_form import ShareForm
from madiun_console.ui.theme import deadline_tone
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import Chip, KeyButton, StateChip
from madiun_console.ui.workplace import Workplace

_TONE_OF_STATE = {UNREACHABLE: "warning", "declined": "warning", CANCELLED: "neutral"}


def settled_tone(row: EscalationRow) -> str:
    """The tone of one whose answer nobody waits for: a later one to the same agency neither answers it nor alarms."""
    return "neutral" if row.replaced else _TONE_OF_STATE.get(row.state, "success")


class EscalationLine(Retranslated, QWidget):
    """Keeps its open form while the row is refreshed."""

    def __init__(self, workplace: Workplace, clock: PaneClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._clock = clock
        self._row: EscalationRow | None = None
        self._first = self._shares = False
        self._name = WrapLabel("strong", self)
        self._chip = StateChip(Chip(""), workplace.appearance, self)
        self._sent = WrapLabel("caption", self)
        self._answers = WrapLabel("", self)
        self._message = WrapLabel("muted", self)
        self._message.hide()
        self.answer = KeyButton("", role="link", parent=self)
        self.read = KeyButton("", role="link", parent=self)
        self.read.setCheckable(True)
        self.withdraw = KeyButton("", role="link", parent=self)
        self.share = KeyButton("", role="link", parent=self)
        self._reports: tuple[ReportRow, ...] = ()
        self.slot = FormSlot(self)
        self._set_out()
        self.answer.clicked.connect(self.open_answer)
        self.withdraw.clicked.connect(self._open_withdraw)
        self.share.clicked.connect(self._open_share)
        self.read.toggled.connect(self._on_read)
        self.retranslate()

    def _set_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name, 1)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        links = FlowRow(10, self)
        links.add(self.answer, self.read, self.share, self.withdraw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(2)
        column.addLayout(head)
        for widget in (self._sent, self._answers, links, self._message, self.slot):
            column.addWidget(widget)

    @property
    def row(self) -> EscalationRow | None:
        """What is shown."""
        return self._row

    def show_row(
        self, row: EscalationRow, reports: tuple[ReportRow, ...] = (), *, first: bool, shares: bool = False
    ) -> None:
        """Show an escalation; the first to be answered carries that key, one of them the key for sharing identities."""
        self._reports = reports
        self._shares = shares
        self._row = row
        self._first = first
        self._fill()

    def open_answer(self) -> None:
        """Record what the agency said."""
        if self._row is not None and is_live(self._row):
            self.slot.put(AnswerForm(self._workplace, self._clock, self._row))

    def tick(self) -> None:
        """Move the clock on."""
        row = self._row
        if row is None:
            return
        label = self._workplace.desk.rulebook.states.label(row.state, self._workplace.language)
        if is_waiting(row):
            state = deadline(row, self._clock.now_ms())
            tone = _TONE_OF_STATE.get(row.state, deadline_tone(state or "ok"))
            span = self._workplace.formats.span(self._clock.seconds_since(row.sent))
            self._show_chip(Chip(label, "danger" if state == "over" else tone, span))
        else:
            self._show_chip(Chip(label, settled_tone(row)))

    def retranslate(self) -> None:
        self.answer.set_label(self.tr("Record answer"))
        self.read.set_label(self.tr("Message"))
        self.withdraw.set_label(self.tr("Take back"))
        self.share.set_label(self.tr("Share who called"))
        self._fill()

    def _fill(self) -> None:
        row = self._row
        if row is None:
            return
        live = is_live(row)
        self._name.show_text(row.name)
        self._sent.show_text(self._sent_words(row))
        said = [(answer.occurred, self._answer_words(answer)) for answer in row.answers]
        said += [(note.at, self._note_words(note)) for note in row.notes]
        self._answers.show_text("\n".join(words for _, words in sorted(said, key=lambda pair: pair[0])))
        self._message.setText(row.message)
        self.answer.setVisible(live)
        self.withdraw.setVisible(live)
        place = self._workplace
        known = any(report.has_identity for report in self._reports)
        recipient = place.desk.rulebook.find_recipient(row.agency)
        self.share.setVisible(
            live and known and recipient is not None and place.may_share_with(recipient.agency.id)
        )
        share_key = keys.SHARE_IDENTITY if self._shares else ""
        if self.share.key != share_key:
            self.share.set_key(share_key)
        self.read.setVisible(bool(row.message))
        key = keys.ANSWER if self._first and live else ""
        if self.answer.key != key:
            self.answer.set_key(key)
        self.answer.setAccessibleName(self.tr("Record answer of {agency}").format(agency=row.name))
        self.tick()

    def _sent_words(self, row: EscalationRow) -> str:
        book, language = self._workplace.desk.rulebook, self._workplace.language
        verb = book.verbs_by_id.get(row.verb)
        channel = book.channels_by_id.get(row.channel)
        parts = (
            verb.label(language) if verb else "",
            self._moment(row.sent),
            channel.agency_label(language) if channel else row.channel,
            self.tr("by {name}").format(name=row.by_name) if row.by_name else "",
        )
        return " · ".join(part for part in parts if part)

    def _answer_words(self, answer: AnswerRow) -> str:
        book, language = self._workplace.desk.rulebook, self._workplace.language
        parts = (
            f"{self._moment(answer.occurred)} {book.states.label(answer.state, language)}",
            answer.role or (answer.actor_name if answer.channel == OWN_DESK else ""),
            self._channel_word(answer.channel),
            answer.note,
        )
        return " · ".join(part for part in parts if part)

    def _note_words(self, note: AgencyNoteRow) -> str:
        words = self.tr("{time} Note: {text}").format(time=self._moment(note.at), text=note.text)
        return f"{words} · {note.actor_name}" if note.actor_name else words

    def _channel_word(self, channel: str) -> str:
        if channel == OWN_DESK:
            return self.tr("at its own desk")
        known = self._workplace.desk.rulebook.channels_by_id.get(channel)
        return known.agency_label(self._workplace.language) if known else channel

    def _moment(self, ms: int) -> str:
        return self._workplace.formats.moment(ms, self._clock.now_ms())

    def _show_chip(self, chip: Chip) -> None:
        if chip != self._chip.chip:
            self._chip.set_chip(chip)

    def _open_withdraw(self) -> None:
        if self._row is not None:
            self.slot.put(WithdrawForm(self._workplace, self._row))

    def _open_share(self) -> None:
        if self._row is not None:
            self.slot.put(ShareForm(self._workplace, self._row, self._reports))

    def _on_read(self, shown: bool) -> None:
        self._message.setVisible(shown)
