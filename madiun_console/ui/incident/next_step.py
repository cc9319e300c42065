"""What to do when an agency has not answered in time, in words, with a link and a key for each way out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.domain.targets import target_seconds
from madiun_console.queries.detail_rows import EscalationRow
from madiun_console.ui.incident import keys
from madiun_console.ui.incident.agency_phone import agency_link
from madiun_console.ui.incident.escalation_state import DECLINED, UNREACHABLE, last_said, unanswered
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.labels import WrapLabel, retone
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.widgets import InlineMessage, MessageAction
from madiun_console.ui.workplace import Workplace

CALL, RUNG, AGAIN = "call", "rung", "again"


class NextStep(PaneSection):
    """Until somebody was told it counts down to the first notification; afterwards it speaks up when a limit passed."""

    call_wanted = Signal(str)  # escalation
    rung_wanted = Signal(str)
    again_wanted = Signal(str)

    def __init__(self, workplace: Workplace, clock: PaneClock, parent: QWidget | None = None) -> None:
        super().__init__(workplace, clock, parent)
        self._count_down = WrapLabel("muted", self)
        self.message = InlineMessage(workplace.appearance, self)
        self.message.action_triggered.connect(self._on_action)
        self._about: tuple[EscalationRow, int, str] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._count_down)
        column.addWidget(self.message)
        self.retranslate()

    def fill(self, page: IncidentPage) -> None:
        self._about = None
        self.tick()

    def tick(self) -> None:
        if self.page is None:
            return
        detail = self.page.detail
        late = unanswered(detail.escalations, self.clock.now_ms()) if detail.row.is_open else []
        about = (late[0], len(late), self.workplace.language) if late else None
        if about is None:
            self.message.clear()
        elif about != self._about:
            self._speak(late[0], len(late) - 1)
        self._about = about
        self._count()
        shown = bool(late) or bool(self._count_down.text())
        if self.isHidden() == shown:
            self.setVisible(shown)

    def count_down_text(self) -> str:
        """What the line says about the first notification."""
        return self._count_down.text()

    def _count(self) -> None:
        text, tone = "", ""
        if self.page is not None:
            row = self.page.detail.row
            seconds = target_seconds(self.rulebook, row.level, "first_notification")
            if row.is_open and not self.page.detail.escalations and seconds is not None:
                left = seconds - self.clock.seconds_since(row.opened_at)
                formats = self.workplace.formats
                text, tone = (
                    self.tr("No agency has been told yet: {span} left").format(span=formats.span(left)),
                    "",
                )
                if left <= 0:
                    text = self.tr("No agency has been told yet: late by {span}").format(
                        span=formats.span(-left)
                    )
                    tone = "danger"
                elif left <= seconds / 4:
                    tone = "warning"
        self._count_down.show_text(text)
        retone(self._count_down, tone)

    def _speak(self, row: EscalationRow, others: int) -> None:
        if row.state == DECLINED:
            text = self.tr("{agency} does not take it ({time}).").format(
                agency=row.short, time=self.moment(last_said(row))
            )
        elif row.state == UNREACHABLE:
            text = self.tr("{agency} could not be reached.").format(agency=row.short)
        else:
            limit = self.workplace.formats.spoken_span(((row.due or row.sent) - row.sent) / 1000)
            text = self.tr("The limit of {limit} for an answer of {agency} has passed.").format(
                limit=limit, agency=row.short
            )
        if others:
            text += " " + self.tr("{count} more are waiting.").format(count=others)
        self.message.show_message("danger", text, actions=self._actions(row), dismissible=False)

    def _actions(self, row: EscalationRow) -> list[MessageAction]:
        actions = []
        recipient = self.rulebook.find_recipient(row.agency)
        given_up = row.state == DECLINED
        if recipient is not None and agency_link(recipient) is not None and not given_up:
            text = self.tr("Call {agency}").format(agency=row.short)
            actions.append(MessageAction(CALL, text, keys.CALL_AGENCY))
        rung = self.rulebook.find_recipient(row.next_rung) if row.next_rung else None
        if rung is not None:
            text = self.tr("Go up to {agency}").format(agency=rung.short)
            actions.append(MessageAction(RUNG, text, keys.NEXT_RUNG))
        again = self.tr("Another agency") if given_up else self.tr("Send again")
        actions.append(MessageAction(AGAIN, again, keys.SEND_AGAIN))
        return actions

    def _on_action(self, action: str) -> None:
        if self._about is not None:
            signal = {CALL: self.call_wanted, RUNG: self.rung_wanted, AGAIN: self.again_wanted}[action]
            signal.emit(self._about[0].id)
