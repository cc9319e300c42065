"""Open incidents that the call is probably about, while it is typed; one key makes the call a further report of one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from madiun_console.domain.incident_number import spoken_number
from madiun_console.domain.report_form import ReportForm
from madiun_console.queries.rows import DuplicateRow, IncidentRow
from madiun_console.ui.intake.key_cap import KeyCap
from madiun_console.ui.intake.words import kind_word, level_look, place_short
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import ClickableList, ElidedLabel, ListRow
from madiun_console.ui.workplace import Workplace

ROW_HEIGHT = 46


class DuplicatesBox(Retranslated, QFrame):
    """Hidden while there is nothing to say. Joining is one key, parting the same key again."""

    joined = Signal()
    """`joins` has changed."""
    incident_wanted = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._found: tuple[DuplicateRow, ...] = ()
        self._joins = ""
        self._target: IncidentRow | None = None
        self._most_rows = 3
        self.setProperty("role", "message")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lead = ElidedLabel("", "strong")
        self.join_link = KeyCap("", "Ctrl+G", role="link", parent=self)
        self.look_link = KeyCap("", "", role="link", parent=self)
        self.join_link.clicked.connect(self.toggle)
        self.look_link.clicked.connect(self._on_look)
        self.rows = ClickableList(workplace.appearance, self)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._lead, 1)
        head.addWidget(self.join_link)
        head.addWidget(self.look_link)
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 4, 6, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.rows)
        workplace.ticker.ticked.connect(self._on_tick)
        self.retranslate()

    def values(self) -> dict[str, object]:
        """The incident this call is a further report of, if any."""
        return {"joins": self._joins}

    def show_form(self, form: ReportForm) -> None:
        """Fill in without telling anyone."""
        self._found, self._joins, self._target = (), form.joins, None
        self.retranslate()

    def show_found(self, found: Sequence[DuplicateRow]) -> None:
        """Other duplicates, the likeliest first."""
        self._found = tuple(found)
        self._target = next((one.row for one in self._found if one.row.id == self._joins), self._target)
        self.retranslate()

    def show_target(self, row: IncidentRow) -> None:
        """The incident the call was joined to before this window knew it (from a draft)."""
        if row.id == self._joins:
            self._target = row
            self.retranslate()

    def set_most_rows(self, count: int) -> None:
        """How many rows there is room for, others are reached by scrolling; without rows one line names the best."""
        if count != self._most_rows:
            self._most_rows = count
            self.retranslate()

    def found(self) -> tuple[DuplicateRow, ...]:
        """What is shown."""
        return self._found

    def toggle(self) -> None:
        """Join the selected one, else the first; or part again. With nothing to join a line says so."""
        if self._joins:
            self._joins, self._target = "", None
        else:
            chosen = self._selected()
            if chosen is None:
                self._workplace.told.emit("info", self.tr("No open incident is found that may be the same."))
                return
            self._joins, self._target = chosen.id, chosen
        self.retranslate()
        self.joined.emit()

    def join(self, row_id: str) -> None:
        """Join an incident that is known from elsewhere (an earlier call of the number)."""
        self._joins, self._target = row_id, None
        self.retranslate()
        self.joined.emit()

    def retranslate(self) -> None:
        self.setVisible(bool(self._joins or self._found))
        self._tone("success" if self._joins else "warning")
        self.look_link.set_label(self.tr("Show"))
        if self._joins:
            number = self._number(self._target) if self._target else "…"
            self._lead.set_full_text(self.tr("Part of {number}").format(number=number))
            self.join_link.set_label(self.tr("Undo"))
        else:
            self._lead.set_full_text(self._question())
            self.join_link.set_label(self.tr("Join"))
            self._fill()
        self.rows.setAccessibleName(self.tr("Possibly the same as"))
        self._fit()

    def _fill(self) -> None:
        selected = self.rows.selected_id()
        self.rows.set_rows([self._row(one) for one in self._found])
        if self._found and selected not in {one.row.id for one in self._found}:
            self.rows.select_row(self._found[0].row.id)

    def _row(self, one: DuplicateRow) -> ListRow:
        language, formats = self._workplace.language, self._workplace.formats
        row, rulebook = one.row, self._workplace.desk.rulebook
        level = rulebook.levels_by_id.get(row.level)
        age = (self._workplace.ticker.wall_ms() - row.opened_at) / 1000
        callers = (
            self.tr("1 caller") if row.callers == 1 else self.tr("{count} callers").format(count=row.callers)
        )
        if one.metres is not None:
            callers = self.tr("{callers} · {metres} m").format(
                callers=callers, metres=formats.number(one.metres)
            )
        place = place_short(rulebook, row.unit)
        reasons = ", ".join(filter(None, (self._reason(reason) for reason in one.reasons)))
        return ListRow(
            row.id,
            " ".join(filter(None, (self._number(row), kind_word(rulebook, row.kind_id, language)))),
            " · ".join(filter(None, (callers, place, reasons))),
            formats.span(age),
            level_look(level, language) if level else None,
        )

    def _reason(self, reason: str) -> str:
        # That it is recent is said by the age at the right.
        words = {
            "near": self.tr("near"),
            "same_street": self.tr("same street"),
            "same_kelurahan": self.tr("same kelurahan"),
            "same_kecamatan": self.tr("same kecamatan"),
            "same_day": self.tr("same day"),
            "same_kind": self.tr("same kind"),
            "same_category": self.tr("like kind"),
            "similar_words": self.tr("similar words"),
        }
        return words.get(reason, "")

    def _number(self, row: IncidentRow) -> str:
        return spoken_number(row.number, self._workplace.ticker.wall_ms())

    def _selected(self) -> IncidentRow | None:
        rows = {one.row.id: one.row for one in self._found}
        return rows.get(self.rows.selected_id()) or next(iter(rows.values()), None)

    def _on_look(self) -> None:
        chosen = self._selected()
        wanted = self._joins or (chosen.id if chosen else "")
        if wanted:
            self.incident_wanted.emit(wanted)

    def _on_tick(self) -> None:
        if self._found and not self._joins and self.isVisible():
            self._fill()

    def _question(self) -> str:
        if self._most_rows or not self._found:
            return self.tr("Possibly the same as")
        best = self._row(self._found[0])
        return f"{best.title} · {best.detail}"

    def _fit(self) -> None:
        shown = min(len(self._found), self._most_rows)
        self.rows.setFixedHeight(max(1, shown) * ROW_HEIGHT)
        self.rows.setVisible(shown > 0 and not self._joins)

    def _tone(self, tone: str) -> None:
        if tone != self.property("tone"):
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)
