"""What the call center gave this agency and what the agency says: received, moving, on scene, done, declined, by one key each."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.actions.escalate import OWN_DESK, answer_states, record_answer
from madiun_console.queries.detail_rows import AnswerRow, EscalationRow
from madiun_console.ui.incident.escalation_line import settled_tone
from madiun_console.ui.incident.escalation_state import UNREACHABLE, deadline, is_live, is_waiting
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.inplace_form import FormSlot, ReasonForm
from madiun_console.ui.incident.labels import FlowRow, WrapLabel
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.theme import deadline_tone
from madiun_console.ui.widgets import Chip, KeyButton, StateChip
from madiun_console.ui.workplace import Workplace

DECLINED = "declined"
NOTE_KEY = "6"


class DeclineForm(ReasonForm):
    """Why the agency does not take it; the call center sees it at once."""

    def __init__(self, workplace: Workplace, row: EscalationRow, parent: QWidget | None = None) -> None:
        self._row = row
        super().__init__(workplace, parent)

    def confirm(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.complain(self.tr("Say why, so that the call center can give it to somebody else."))
            return
        self.send(partial(record_answer, note=reason), self._row.id, DECLINED, OWN_DESK)

    def retranslate(self) -> None:
        super().retranslate()
        self.title.show_text(self.tr("Decline: the call center gives it to somebody else"))
        self.confirm_button.set_label(self.tr("Decline"))


class ActsSection(PaneSection):
    """The latest escalation that still stands is the one that the keys answer."""

    def __init__(self, workplace: Workplace, clock: PaneClock, parent: QWidget | None = None) -> None:
        super().__init__(workplace, clock, parent)
        self._row: EscalationRow | None = None
        self._chip = StateChip(Chip(""), workplace.appearance, self)
        self._given = WrapLabel("caption", self)
        self._message = WrapLabel("", self)
        self._answers = WrapLabel("muted", self)
        self.slot = FormSlot(self)
        self.buttons: dict[str, KeyButton] = {}
        row = FlowRow(6, self)
        states = [state for state in answer_states(workplace.desk) if state != UNREACHABLE]
        for at, state in enumerate(states, 1):
            button = KeyButton("", str(at), parent=self)
            button.setAutoDefault(True)
            button.clicked.connect(partial(self._on_state, state))
            self.buttons[state] = button
            row.add(button)
        head = FlowRow(8, self)
        head.add(self._chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (head, self._given, row, self.slot, self._message, self._answers):
            column.addWidget(widget)
        self.retranslate()

    @property
    def escalation(self) -> EscalationRow | None:
        """What is answered here; None when nothing stands any more."""
        return self._row if self._row is not None and is_live(self._row) else None

    def set_words(self) -> None:
        words = {
            "received": self.tr("Receive"),
            "moving": self.tr("Moving"),
            "on_scene": self.tr("On scene"),
            "done": self.tr("Done"),
            DECLINED: self.tr("Decline …"),
        }
        book, language = self.rulebook, self.workplace.language
        for state, button in self.buttons.items():
            button.set_label(words.get(state) or book.states.label(state, language))

    def begin_anew(self) -> None:
        self.slot.empty()

    def fill(self, page: IncidentPage) -> None:
        rows = sorted(page.detail.escalations, key=lambda row: (is_live(row), row.sent))
        self._row = rows[-1] if rows else None
        row = self._row
        self.setVisible(row is not None)
        if row is None:
            return
        self._given.show_text(
            self.tr("Given at {time} by the call center to {name}").format(
                time=self.moment(row.sent), name=row.name
            )
        )
        self._message.show_text(row.message)
        self._answers.show_text("\n".join(self._answer_words(answer) for answer in reversed(row.answers)))
        done = {answer.state for answer in row.answers}
        states = list(self.buttons)
        reached = max((states.index(state) for state in done if state in states), default=-1)
        for at, (state, button) in enumerate(self.buttons.items()):
            button.setEnabled(is_live(row) and state not in done)
            primary = at == reached + 1 and state != DECLINED
            role = "primary" if primary else "success" if state in done and state != DECLINED else ""
            if button.property("role") != role:
                button.set_role(role)
        self.tick()

    def tick(self) -> None:
        row = self._row
        if row is None:
            return
        label = self.rulebook.states.label(row.state, self.workplace.language)
        if is_waiting(row):
            state = deadline(row, self.clock.now_ms())
            span = self.workplace.formats.span(self.clock.seconds_since(row.sent))
            words = self.tr("Not answered yet")
            chip = Chip(words, "danger" if state == "over" else deadline_tone(state or "ok"), span)
        else:
            chip = Chip(label, settled_tone(row))
        if chip != self._chip.chip:
            self._chip.set_chip(chip)

    def _answer_words(self, answer: AnswerRow) -> str:
        state = self.rulebook.states.label(answer.state, self.workplace.language)
        who = answer.actor_name or answer.role
        return " · ".join(
            part for part in (f"{self.moment(answer.occurred)} {state}", who, answer.note) if part
        )

    def _on_state(self, state: str) -> None:
        row = self.escalation
        if row is None:
            return
        if state == DECLINED:
            self.slot.put(DeclineForm(self.workplace, row))
        else:
            self.buttons[state].setEnabled(False)
            self.act(record_answer, row.id, state, OWN_DESK)
