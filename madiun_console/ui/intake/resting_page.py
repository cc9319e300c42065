"""The pane between two calls: what was just done, calls that are no incident, calls that wait, drafts thrown away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from madiun_console.actions.drafts import DISCARDED, KEPT_MS
from madiun_console.domain.report_form import ReportForm
from madiun_console.queries.desk_lists import draft_form
from madiun_console.queries.rows import DraftRow
from madiun_console.ui.intake.key_cap import KeyCap
from madiun_console.ui.intake.outcomes_bar import OutcomesBar
from madiun_console.ui.intake.pane_keys import PAPER_KEY
from madiun_console.ui.intake.words import kind_word, place_short
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import ClickableList, InlineMessage, ListRow, MessageAction, Section
from madiun_console.ui.workplace import Workplace

ROW_HEIGHT, MOST_ROWS, TITLE_LENGTH, LAST_DIGITS = 46, 5, 80, 4
BRING_BACK = "bring_back"


class RestingPage(Retranslated, QWidget):
    """Up, Down and Enter bring a call back."""

    call_wanted = Signal()
    paper_wanted = Signal()
    resumed = Signal(str)
    """Id of the draft."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._rows: tuple[DraftRow, ...] = ()
        self._thrown = ""
        self.setProperty("role", "panel")
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self.begin = KeyCap("", "F2", role="primary", parent=self)
        self.begin.clicked.connect(self.call_wanted)
        self.paper = KeyCap("", PAPER_KEY, role="link", parent=self)
        self.paper.clicked.connect(self.paper_wanted)
        self.message = InlineMessage(workplace.appearance, self)
        self.message.action_triggered.connect(lambda _: self.resumed.emit(self._thrown))
        self.outcomes = OutcomesBar(workplace, self)
        self._parked_head = Section(parent=self)
        self.parked = ClickableList(workplace.appearance, self)
        self._thrown_head = Section(parent=self)
        self.thrown = ClickableList(workplace.appearance, self)
        for rows in (self.parked, self.thrown):
            rows.row_activated.connect(self.resumed)
        self._set_out()
        self.retranslate()

    def _set_out(self) -> None:
        space = self._workplace.appearance.theme.space
        content = QWidget()
        content.setProperty("role", "panel")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.begin)
        column = QVBoxLayout(content)
        column.setContentsMargins(space.l, space.m, space.l, space.m)
        column.setSpacing(space.s)
        column.addLayout(head)
        for widget in (
            self.message, self.outcomes, self._parked_head, self.parked, self._thrown_head, self.thrown,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self.paper)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def show_drafts(self, rows: Sequence[DraftRow]) -> None:
        """The parked drafts, and those thrown away within the last day."""
        since = self._workplace.ticker.wall_ms() - KEPT_MS
        self._rows = tuple(row for row in rows if row.state != DISCARDED or row.updated >= since)
        self._fill()

    def show_thrown_away(self, draft: str, text: str) -> None:
        """Say that a draft was thrown away, with the key that brings it back."""
        self._thrown = draft
        self.message.show_message(
            "neutral", text, actions=[MessageAction(BRING_BACK, self.tr("Bring it back"), "Ctrl+Z")]
        )

    def show_done(self, text: str) -> None:
        """Say what became of the last call."""
        self._thrown = ""
        self.message.show_message("success", text)

    def focus_list(self) -> None:
        """Go to the calls that wait, the longest waiting one selected."""
        rows = self._parked_rows()
        if rows:
            self.parked.select_row(rows[0].id)
            self.parked.setFocus()
        else:
            self.begin.setFocus()

    def retranslate(self) -> None:
        self._title.setText(self.tr("No call in progress"))
        self.begin.set_label(self.tr("New report"))
        self.paper.set_label(self.tr("Type in paper forms"))
        self._parked_head.set_text(self.tr("Parked calls, Enter goes on"))
        self._thrown_head.set_text(self.tr("Thrown away within a day, Enter brings back"))
        self.parked.setAccessibleName(self.tr("Parked calls"))
        self.thrown.setAccessibleName(self.tr("Thrown away"))
        self._fill()

    def _parked_rows(self) -> list[DraftRow]:
        """Calls that wait, the longest waiting first."""
        return sorted((row for row in self._rows if row.state != DISCARDED), key=lambda row: row.started)

    def _fill(self) -> None:
        thrown = [row for row in self._rows if row.state == DISCARDED]
        for rows, head, view in (
            (self._parked_rows(), self._parked_head, self.parked),
            (thrown, self._thrown_head, self.thrown),
        ):
            view.set_rows([self._row(row) for row in rows])
            view.setFixedHeight(min(len(rows), MOST_ROWS) * ROW_HEIGHT)
            view.setVisible(bool(rows))
            head.setVisible(bool(rows))
            head.set_trailing(str(len(rows)) if rows else "")

    def _row(self, row: DraftRow) -> ListRow:
        form = draft_form(row)
        moment = self._workplace.formats.moment(row.started, self._workplace.ticker.wall_ms())
        detail = " · ".join(filter(None, (self._caller(form), self._what(form))))
        title = " ".join(form.narrative[: 4 * TITLE_LENGTH].split())[:TITLE_LENGTH]
        return ListRow(row.id, title or self.tr("Nothing told yet"), detail or self.tr("No details"), moment)

    def _caller(self, form: ReportForm) -> str:
        digits = "".join(filter(str.isdigit, form.number))
        # Enough to tell two waiting callers apart; who looks over a shoulder reads no number.
        return self.tr("number ends in {digits}").format(digits=digits[-LAST_DIGITS:]) if digits else ""

    def _what(self, form: ReportForm) -> str:
        rulebook = self._workplace.desk.rulebook
        kind = kind_word(rulebook, form.kind_id, self._workplace.language)
        return ", ".join(filter(None, (kind, place_short(rulebook, form.unit) if form.unit else "")))
