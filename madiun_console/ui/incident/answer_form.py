"""Recording what an agency said: which state, who by role, when, by which channel; and taking an escalation back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from madiun_console.actions import escalate
from madiun_console.domain.clock import local_time
from madiun_console.queries.detail_rows import EscalationRow
from madiun_console.ui.incident.escalation_state import UNREACHABLE
from madiun_console.ui.incident.inplace_form import InPlaceForm, ReasonForm
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.widgets import Choice, SegmentedChoice
from madiun_console.ui.workplace import Workplace

LAST_NIGHT = timedelta(hours=6)
"""So long after it, a time that today has yet to come is meant as one of yesterday evening."""


def moment_of(text: str, now_ms: int) -> int | None:
    """When (milliseconds) the clock showed `14.32`, `14:32` or `1432`; None when it is no time.

    It is a time of today, though it lies ahead, unless yesterday's was less than LAST_NIGHT ago.
    """
    digits = "".join(char for char in text if char.isdecimal() and char.isascii())
    others = text.strip(" 0123456789")
    if len(digits) not in (3, 4) or others not in ("", ".", ":"):
        return None
    hour, minute = int(digits[:-2]), int(digits[-2:])
    if hour > 23 or minute > 59:
        return None
    now = local_time(now_ms)
    moment = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    yesterday = moment - timedelta(days=1)
    if moment > now and now - yesterday < LAST_NIGHT:
        moment = yesterday
    return int(moment.timestamp() * 1000)


class AnswerForm(InPlaceForm):
    """A digit chooses the state and goes on to the role; Enter there records. An empty time is now."""

    def __init__(
        self, workplace: Workplace, clock: PaneClock, row: EscalationRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(workplace, parent)
        self._row = row
        self._clock = clock
        look = workplace.appearance
        self.state = SegmentedChoice([], look, "", self)
        self.role = QLineEdit(self)
        self.time = QLineEdit(self)
        self.time.setMaximumWidth(96)
        self.channel = SegmentedChoice([], look, "", self)
        self.note = QLineEdit(self)
        self._labels = [self.add_field(self.state)]
        line = QHBoxLayout()
        line.setSpacing(8)
        for field, stretch in ((self.role, 1), (self.time, 0)):
            place = QVBoxLayout()
            self._labels.append(self.add_field(field, place))
            line.addLayout(place, stretch)
        self.body.addLayout(line)
        self._labels += [self.add_field(field) for field in (self.channel, self.note)]
        self.finish_layout()
        self.state.lead_to(self.role)
        self.channel.lead_to(self.note)
        book = workplace.desk.rulebook
        usual = row.channel if row.channel != book.desk_channel.id else book.channels[0].id
        self.channel.set_value(usual)  # nobody hears an agency by a console
        states = escalate.answer_states(workplace.desk)
        done = [
            states.index(one.state) for one in row.answers if one.state in states and one.state != UNREACHABLE
        ]
        self.state.set_suggested(states[min(max(done, default=-1) + 1, len(states) - 1)])
        self.state.value_changed.connect(self._on_state)

    def confirm(self) -> None:
        state = self.state.value()
        now = self._clock.now_ms()
        occurred = moment_of(self.time.text(), now) if self.time.text().strip() else None
        if state is None:
            self.complain(self.tr("Choose what the agency said."))
        elif self.time.text().strip() and occurred is None:
            self.complain(self.tr("Write the time as 14.32, or leave it empty for now."))
        elif occurred is not None and occurred > now:
            self.complain(self.tr("This time is still to come. Write when they answered, or leave it empty."))
        else:
            action = partial(
                escalate.record_answer, role=self.role.text(), note=self.note.text(), occurred=occurred
            )
            channel = self.channel.value() or self.workplace.desk.rulebook.channels[0].id
            self.send(action, self._row.id, state, channel)

    def focus_first(self) -> None:
        self.state.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        book, language = self.workplace.desk.rulebook, self.workplace.language
        self.title.show_text(self.tr("Answer of {agency}").format(agency=self._row.name))
        states = escalate.answer_states(self.workplace.desk)
        self.state.set_choices([Choice(state, book.states.label(state, language)) for state in states])
        self.channel.set_choices(
            [Choice(one.id, one.agency_label(language)) for one in book.channels if one.to_agency]
        )
        texts = (
            self.tr("What they said (keys 1 to {last})").format(last=len(states)),
            self.tr("Who answered (role, no name)"),
            self.tr("Time"),
            self.tr("Channel"),
            self.tr("Remark (may stay empty)"),
        )
        for label, text in zip(self._labels, texts, strict=True):
            self.name_field(label, text)
        self.time.setPlaceholderText(self.tr("now"))
        recipient = book.find_recipient(self._row.agency)
        posts = recipient.agency.desks if recipient else ()
        self.role.setPlaceholderText(posts[0] if posts else self.tr("such as duty officer"))
        self.confirm_button.set_label(self.tr("Record"))

    def _on_state(self, state: object) -> None:
        self.message.clear()


class WithdrawForm(ReasonForm):
    """Takes one escalation back; others for the same agency stand."""

    def __init__(self, workplace: Workplace, row: EscalationRow, parent: QWidget | None = None) -> None:
        self._row = row
        super().__init__(workplace, parent)

    def confirm(self) -> None:
        self.send(escalate.withdraw, self._row.id, self.reason.text())

    def retranslate(self) -> None:
        super().retranslate()
        self.title.show_text(self.tr("Take back what was given to {agency}").format(agency=self._row.name))
        self.confirm_button.set_label(self.tr("Take back"))
