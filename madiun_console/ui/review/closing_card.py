"""One closing that waits: what happened and how it ended, for a supervisor who decides."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from madiun_console.domain.incident_number import spoken_number
from madiun_console.queries.detail_rows import IncidentDetail
from madiun_console.ui.incident.inplace_form import FormSlot
from madiun_console.ui.incident.labels import FlowRow, WrapLabel, retone
from madiun_console.ui.incident.words import place_words
from madiun_console.ui.review.closing_words import ClosingWords
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import InlineMessage, KeyButton, LevelBadge, LevelLook, Section
from madiun_console.ui.widgets.plain_tip import plain_tip
from madiun_console.ui.workplace import Workplace

APPROVE, RETURN, CORRECT, OPEN = "Alt+1", "Alt+2", "Alt+3", "Alt+4"


class ClosingCard(Retranslated, QWidget):
    """Shows; the view acts."""

    def __init__(self, workplace: Workplace, words: ClosingWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._words = words
        self._detail: IncidentDetail | None = None
        self._badge = LevelBadge(LevelLook("", "circle", ""), workplace.appearance, self)
        self._kind = WrapLabel("title", self)
        self._number = QLabel(self)
        self._number.setProperty("role", "muted")
        self._place = WrapLabel("", self)
        self._opened = WrapLabel("muted", self)
        self._closed = WrapLabel("strong", self)
        self._span = WrapLabel("muted", self)
        self._note = WrapLabel("", self)
        self._before = WrapLabel("", self)
        retone(self._before, "warning")
        self.message = InlineMessage(workplace.appearance, self)
        self.slot = FormSlot(self)
        self._story_head, self._story = Section(parent=self), WrapLabel("", self)
        self._told_head, self._told = Section(parent=self), WrapLabel("", self)
        self._steps_head, self._undone = Section(parent=self), WrapLabel("muted", self)
        self._set_out()
        self.retranslate()

    def _set_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(9)
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._kind, 1)
        head.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(head)
        facts = (self._place, self._opened, self._closed, self._span, self._note, self._before)
        texts = (self._story_head, self._story, self._told_head, self._told, self._steps_head, self._undone)
        for widget in (*facts, self.message, self.slot, *texts):
            column.addWidget(widget)
        column.addStretch(1)

    def show_detail(self, detail: IncidentDetail) -> None:
        """Show an incident; another one than before closes a form that is open."""
        if self._detail is None or self._detail.row.id != detail.row.id:
            self.slot.empty()
            self.message.clear()
        self._detail = detail
        self.retranslate()

    def say(self, tone: str, text: str) -> None:
        """What came of the last verdict."""
        self.message.show_message(tone, text)

    def retranslate(self) -> None:
        self._story_head.set_text(self.tr("What the first caller said"))
        self._told_head.set_text(self.tr("Agencies"))
        self._steps_head.set_text(self.tr("SOP steps"))
        detail, words = self._detail, self._words
        if detail is None:
            return
        place = self._workplace
        self._badge.set_look(words.rows.look(detail.row))
        self._kind.show_text(words.rows.kind(detail.row))
        self._number.setText(spoken_number(detail.row.number, place.ticker.wall_ms()))
        self._number.setToolTip(plain_tip(detail.row.number))
        where = place_words(place.desk.rulebook, detail.state.place, self.tr("Place not known"))
        self._place.show_text(where)
        self._opened.show_text(words.opened(detail))
        self._closed.show_text(words.closed(detail))
        self._span.show_text(words.span(detail))
        note = detail.closing.note if detail.closing else None
        self._note.show_text(f"“{note}”" if note else "")
        self._before.show_text(words.before(detail))
        self._story.show_text(words.story(detail))
        told = [words.escalation(row) for row in detail.escalations]
        self._told.show_text("\n".join(told) or self.tr("No agency was told"))
        self._steps_head.set_trailing(words.steps(detail))
        self._undone.show_text(words.undone(detail))


class VerdictBar(Retranslated, QWidget):
    """The verdicts, always in sight below the card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.approve = KeyButton("", APPROVE, role="success", parent=self)
        self.give_back = KeyButton("", RETURN, parent=self)
        self.correct = KeyButton("", CORRECT, parent=self)
        self.open = KeyButton("", OPEN, role="quiet", parent=self)
        row = FlowRow(8, self)
        row.add(self.approve, self.give_back, self.correct, self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 10, 10)
        column.addWidget(row)
        for button in self._verdicts():
            button.setAutoDefault(True)
        self.open.setAutoDefault(True)
        self.retranslate()

    def _verdicts(self) -> tuple[KeyButton, ...]:
        return (self.approve, self.give_back, self.correct)

    def allow(self, allowed: bool) -> None:
        """Whether a verdict can be given now: not while one is under way or a form is open."""
        for button in self._verdicts():
            button.setEnabled(allowed)

    def retranslate(self) -> None:
        self.approve.set_label(self.tr("Approve"))
        self.give_back.set_label(self.tr("Return …"))
        self.correct.set_label(self.tr("Correct the code …"))
        self.open.set_label(self.tr("Open the incident"))
