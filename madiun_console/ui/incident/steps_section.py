"""The steps of the procedure with tick, time and deadline; ticked by hand, offered after an escalation."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.actions import work_incident
from madiun_console.domain.targets import Deadline
from madiun_console.errors import ConsoleError
from madiun_console.queries.detail_rows import StepRow
from madiun_console.ui.incident import keys
from madiun_console.ui.incident.escalation_state import CANCELLED, UNREACHABLE
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.inplace_form import scroll_to
from madiun_console.ui.incident.keyed_column import KeyedColumn
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.incident.tick_line import TickLine, WalkingCheckBox
from madiun_console.ui.theme import deadline_tone
from madiun_console.ui.widgets import InlineMessage, MessageAction, Section
from madiun_console.ui.workplace import Workplace

TICK = "tick"
NOT_TOLD = (CANCELLED, UNREACHABLE)


class StepsSection(PaneSection):
    """One stop for Tab, the first step that is open; Up and Down walk, Space ticks."""

    def __init__(self, workplace: Workplace, clock: PaneClock, parent: QWidget | None = None) -> None:
        super().__init__(workplace, clock, parent)
        self._heading = Section(parent=self)
        self.offer = InlineMessage(workplace.appearance, self)
        self._offered = ""
        self.offer.action_triggered.connect(self._on_offer)
        self.lines: KeyedColumn[StepRow, TickLine] = KeyedColumn(self._make_line, self._fill_line, 2, self)
        self._rows: dict[TickLine, StepRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self._heading, self.offer, self.lines):
            column.addWidget(widget)
        shortcut = QShortcut(QKeySequence(keys.STEPS), self)
        shortcut.activated.connect(self.go_to_steps)
        self.retranslate()

    def set_words(self) -> None:
        self._heading.set_text(self.tr("SOP steps"))

    def begin_anew(self) -> None:
        self.offer.clear()

    def fill(self, page: IncidentPage) -> None:
        steps = page.detail.steps
        self._rows = {}
        self.lines.show_rows([(row.step.id, row) for row in steps])
        done = sum(row.state is not None for row in steps)
        count = self.tr("{done} of {all} · {key}").format(done=done, all=len(steps), key=keys.STEPS)
        self._heading.set_trailing(count)
        if any(row.step.id == self._offered and row.state is not None for row in steps):
            self.offer.clear()
        self._settle_stop()
        self.tick()

    def tick(self) -> None:
        for line, row in self._rows.items():
            text, tone = self._trailing(row)
            line.set_trailing(text, tone)

    def go_to_steps(self) -> None:
        """Put the focus on the first step that is open."""
        stop = self._stop()
        if stop is not None:
            stop.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            scroll_to(self)
            scroll_to(stop)

    def offer_step(self, address: str) -> None:
        """Somebody was told: ask whether the step that says so is done. It is never ticked by itself."""
        row = self._told_step(address)
        if row is None:
            return
        self._offered = row.step.id
        text = self.tr("Tick this step too: {step}?").format(step=row.step.label(self.workplace.language))
        self.offer.show_message(
            "info", text, actions=[MessageAction(TICK, self.tr("Tick"), keys.TICK_OFFERED)]
        )

    def _told_step(self, address: str) -> StepRow | None:
        """The open step, of the highest level, that names this agency and others that were all told before."""
        if self.page is None:
            return None
        reached = (row for row in self.page.detail.escalations if row.state not in NOT_TOLD)
        last = self._names(address)
        told = last.union(*(self._names(row.agency) for row in reached))
        rows = [
            row
            for row in self.page.detail.steps
            if row.state is None and row.step.told & last and row.step.told <= told
        ]
        return max(rows, key=lambda row: self.rulebook.level_rank(row.step.level), default=None)

    def _names(self, address: str) -> frozenset[str]:
        """What a step may call this recipient: the agency or its role."""
        recipient = self.rulebook.find_recipient(address)
        return frozenset({recipient.agency.id, recipient.agency.role_key} if recipient else ())

    def _make_line(self) -> TickLine:
        box = WalkingCheckBox()
        line = TickLine(box, self)
        box.clicked.connect(lambda on: self._on_clicked(line, done=on))
        box.walked.connect(lambda by: self._walk(line, by))
        return line

    def _fill_line(self, line: TickLine, row: StepRow) -> None:
        self._rows[line] = row
        line.set_text(row.step.label(self.workplace.language))
        line.button.setChecked(row.state is not None)

    def _trailing(self, row: StepRow) -> tuple[str, str]:
        if row.state is not None:
            first_name = row.by_name.partition(" ")[0]
            return " ".join((self.moment(row.state.at), first_name)).strip(), ""
        if row.due is None or self.page is None or not self.page.detail.row.is_open:
            return "", ""
        now, formats = self.clock.now_ms(), self.workplace.formats
        state = Deadline(self.page.detail.state.opened_at / 1000, row.due / 1000).state(now / 1000)
        left = (row.due - now) / 1000
        if state == "over":
            return self.tr("late by {span}").format(span=formats.span(-left)), deadline_tone(state)
        if state == "soon":
            return self.tr("{span} left").format(span=formats.span(left)), deadline_tone(state)
        return self.tr("by {time}").format(time=self.moment(row.due)), ""

    def _on_clicked(self, line: TickLine, *, done: bool) -> None:
        row = self._rows.get(line)
        if row is not None and self.page is not None:
            action = partial(work_incident.tick_step, done=done)
            self.act(action, self.page.id, row.step.id, failed=partial(self._on_tick_refused, line, done))

    def _on_tick_refused(self, line: TickLine, done: bool, error: ConsoleError) -> None:
        line.button.setChecked(not done)
        self._on_refused(error)

    def _on_offer(self, _action: str) -> None:
        if self.page is not None:
            self.act(work_incident.tick_step, self.page.id, self._offered)
        self.offer.clear()

    def _stop(self) -> TickLine | None:
        lines = self.lines.widgets
        return next((line for line in lines if not line.button.isChecked()), lines[0] if lines else None)

    def _settle_stop(self) -> None:
        focused = next((line for line in self.lines.widgets if line.button.hasFocus()), None)
        stop = focused or self._stop()
        for line in self.lines.widgets:
            policy = Qt.FocusPolicy.StrongFocus if line is stop else Qt.FocusPolicy.ClickFocus
            line.button.setFocusPolicy(policy)

    def _walk(self, line: TickLine, by: int) -> None:
        lines = self.lines.widgets
        at = lines.index(line) + by
        if 0 <= at < len(lines):
            lines[at].button.setFocus(Qt.FocusReason.OtherFocusReason)
            self._settle_stop()
