"""What two desks wrote apart from each other: both values, who and when; one click settles it by writing again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from madiun_console.actions import work_incident
from madiun_console.actions.settle_review import settle_review
from madiun_console.domain.incident import Place
from madiun_console.domain.registers import Conflict, Write
from madiun_console.ui.incident import keys
from madiun_console.ui.incident.contended import Contended
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.inplace_form import scroll_to
from madiun_console.ui.incident.keyed_column import KeyedColumn
from madiun_console.ui.incident.labels import WrapLabel
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.incident.report_conflicts import ReportConflicts
from madiun_console.ui.incident.review_words import ReviewWords, is_of_review
from madiun_console.ui.incident.words import kind_word, level_word, place_words
from madiun_console.ui.widgets import KeyButton, Section
from madiun_console.ui.widgets.tab_order import follow_in_tab_order
from madiun_console.ui.workplace import Workplace

STEP = "step:"


class ConflictLine(QFrame):
    """One register with the values that contend for it, a button each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        self.setProperty("tone", "warning")
        self.words = WrapLabel("", self)
        self.values: list[WrapLabel] = []
        self.buttons: list[KeyButton] = []
        self._settle: list[Callable[[], None] | None] = []
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 1)
        self._grid.setSpacing(5)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 10, 8)
        column.setSpacing(5)
        column.addWidget(self.words)
        column.addLayout(self._grid)

    def offer(self, choices: list[tuple[str, Callable[[], None] | None]], label: str) -> None:
        """One line per value; a value that cannot be written again by one click is only named."""
        self._settle = [settle for _, settle in choices]
        while len(self.values) < len(choices):
            self._add_line(len(self.values))
        for at, (value, button) in enumerate(zip(self.values, self.buttons, strict=True)):
            text, settle = choices[at] if at < len(choices) else ("", None)
            value.show_text(text)
            button.set_label(label)
            button.setAccessibleName(f"{label}: {text}")
            button.setVisible(settle is not None)

    def _add_line(self, at: int) -> None:
        value, button = WrapLabel("", self), KeyButton("", parent=self)
        button.clicked.connect(partial(self._on_clicked, at))
        self._grid.addWidget(value, at, 0)
        self._grid.addWidget(button, at, 1, Qt.AlignmentFlag.AlignTop)
        self.values.append(value)
        self.buttons.append(button)
        follow_in_tab_order(self, self.buttons)

    def _on_clicked(self, at: int) -> None:
        settle = self._settle[at]
        if settle is not None:
            settle()


class ConflictsBox(PaneSection):
    """Hidden while everybody agrees."""

    def __init__(self, workplace: Workplace, clock: PaneClock, parent: QWidget | None = None) -> None:
        super().__init__(workplace, clock, parent)
        self._review_words = ReviewWords(workplace, self)
        self._reports = ReportConflicts(workplace, self.act, self)
        self.lines: KeyedColumn[Contended, ConflictLine] = KeyedColumn(
            ConflictLine, self._fill_line, parent=self
        )
        self._heading = Section(parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(self.lines)
        QShortcut(QKeySequence(keys.CONFLICTS), self).activated.connect(self.go_to_first)
        self.retranslate()

    def set_words(self) -> None:
        self._heading.set_text(self.tr("Written apart"))
        self._heading.set_trailing(keys.CONFLICTS)

    def go_to_first(self) -> None:
        """Put the focus on the first value that can be taken; Tab goes on to the others, Enter takes."""
        buttons = (one for line in self.lines.widgets for one in line.buttons if one.isVisibleTo(self))
        first = next(buttons, None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            scroll_to(self)
            scroll_to(first)

    def fill(self, page: IncidentPage) -> None:
        found = [self._contended(conflict) for conflict in page.detail.state.conflicts]
        found += self._reports.of(page, self._stamp)
        self.lines.show_rows([(one.id, one) for one in found])
        self.setVisible(bool(found))

    def _fill_line(self, line: ConflictLine, one: Contended) -> None:
        line.words.show_text(one.words)
        line.offer(one.choices, one.label)

    def _contended(self, conflict: Conflict) -> Contended:
        text = self.tr(
            "{what}: two people wrote different things without seeing each other. Which one stands?"
        )
        choices = [
            (self._head_words(conflict, head), self._settling(conflict, head)) for head in conflict.heads
        ]
        words = text.format(what=self._register_word(conflict.register))
        return Contended(conflict.register, words, choices, self._label(conflict))

    def _label(self, conflict: Conflict) -> str:
        """Of what was said of an older closing nothing can be taken any more; it can only be put away."""
        if is_of_review(conflict.register) and self.page and self._is_over(conflict):
            return self.tr("Put away")
        return self.tr("Take this")

    def _is_over(self, conflict: Conflict) -> bool:
        return self.page is not None and self._review_words.is_over(conflict, self.page.detail)

    def _head_words(self, conflict: Conflict, head: Write) -> str:
        page = self.page
        name = page.detail.people.get(head.actor, "?") if page else "?"
        value = self._value_word(conflict.register, head)
        desk = page.detail.desks.get(head.fact, "") if page else ""
        return f"{value}\n{self._stamp(name, head.at, desk)}"

    def _stamp(self, name: str, at: int, desk: str) -> str:
        """Who, at which desk, when."""
        where = self.tr("desk {letter}").format(letter=desk) if desk else ""
        return " · ".join(part for part in (name, where, self.moment(at)) if part)

    def _register_word(self, register: str) -> str:
        if register.startswith(STEP):
            step = self.rulebook.steps_by_id.get(register.removeprefix(STEP))
            return step.label(self.workplace.language) if step else register
        if is_of_review(register):
            return self._review_words.register(register)
        words = {
            "level": self.tr("Level"),
            "kind_id": self.tr("Kind"),
            "place": self.tr("Place"),
            "owner": self.tr("Owner"),
            "status": self.tr("Status"),
            "closing": self.tr("Closing code"),
        }
        return words.get(register, register)

    def _value_word(self, register: str, head: Write) -> str:
        language, book, value = self.workplace.language, self.rulebook, head.value
        if register.startswith(STEP):
            return self.tr("done") if value else self.tr("not done")
        if is_of_review(register):
            return self._review_words.value(register, head, self.page.detail if self.page else None)
        match register:
            case "level":
                return level_word(book, value, language)
            case "kind_id":
                return kind_word(book, value, language, self.tr("Not classified yet"))
            case "place":
                return place_words(book, value or Place(), self.tr("Place not known yet"))
            case "owner":
                people = self.page.detail.people if self.page else {}
                return people.get(value, "?") if value else self.tr("Nobody")
            case "status":
                return book.states.label(value, language)
            case "closing":
                code = book.closings_by_id.get(value)
                return code.label(language) if code else str(value)
        return str(value)

    def _settling(self, conflict: Conflict, head: Write) -> Callable[[], None] | None:
        """Writing this value again with both in sight; None where that takes more than a click (closing, reopening)."""
        if is_of_review(conflict.register) and self.page is not None:
            if self._is_over(conflict) and self.page.detail.state.waits_for_review:
                return None  # the review of the new closing ends it
            return partial(self.act, settle_review, self.page.id, head.fact)
        deed = self._deed(conflict.register, head.value)
        return partial(self.act, *deed) if deed else None

    def _deed(self, register: str, value: Any) -> tuple[Any, ...] | None:
        if self.page is None:
            return None
        incident, row = self.page.id, self.page.detail.row
        if register.startswith(STEP):
            action = partial(work_incident.tick_step, done=bool(value))
            return action, incident, register.removeprefix(STEP)
        match register:
            case "level" if value not in self.rulebook.levels_by_id:
                return None
            case "level" if self.rulebook.level_rank(value) >= self.rulebook.level_rank(row.level):
                return work_incident.raise_level, incident, value
            case "level":
                return work_incident.lower_level, incident, value, self.tr("settled between two desks")
            case "kind_id" if value in self.rulebook.kinds:
                return work_incident.change_kind, incident, value
            case "place":
                return work_incident.change_place, incident, value or Place()
            case "owner" if row.is_open:
                return work_incident.hand_over, incident, value
            case "status" if row.is_open and value in work_incident.settable_statuses(self.workplace.desk):
                return work_incident.set_status, incident, value
        return None
