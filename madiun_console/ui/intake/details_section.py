"""The questions of the kind and the core questions without fixed answers, as short lines in a fold."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from madiun_console.domain.report_form import ReportForm
from madiun_console.domain.rulebook import Named
from madiun_console.ui.intake.field import Field, Fold
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets.tab_order import follow_in_tab_order
from madiun_console.ui.workplace import Workplace

ELSEWHERE = frozenset({"location_text", "narrative", "reporter"})
"""Fields of core questions that have a place of their own in the form."""
TITLE_WIDTH = 330  # pixels; at 400 for the whole pane a longer title makes the form scroll sideways


class DetailsSection(Retranslated, QWidget):
    """Answers are kept under the id of their question, also when another kind is chosen meanwhile."""

    edited = Signal()
    lines_changed = Signal()
    """Other lines stand in the fold."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._kind_id = ""
        self._told: dict[str, str] = {}
        self.fold = Fold(self)
        self.lines: dict[str, QLineEdit] = {}
        self._fields: list[tuple[Named, Field]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fold)
        self._build()

    def values(self) -> dict[str, object]:
        """What was told, by the id of the question."""
        return {"told": {asked: said for asked, said in self._told.items() if said.strip()}}

    def show_form(self, form: ReportForm) -> None:
        """Fill in without telling anyone."""
        self._told = dict(form.told)
        self._kind_id = form.kind_id
        self._build()
        self.fold.set_open(bool(self._told))

    def show_kind(self, kind_id: str, *, open_: bool = False) -> None:
        """Ask what this kind needs; `open_` when a person chose it."""
        if kind_id != self._kind_id:
            self._kind_id = kind_id
            self._build()
        if open_ and self._own():
            self.fold.set_open(True)

    def follow_rules(self) -> None:
        """Other questions are asked: the lines are made anew, what was typed stays."""
        if [question for question, _ in self._fields] != self._questions():
            self._build()

    def retranslate(self) -> None:
        language = self._workplace.language
        for question, field in self._fields:
            field.set_text(question.label(language))
        count = len(self._fields)
        kind = self._workplace.desk.rulebook.kinds.get(self._kind_id)
        if kind is None:
            self.fold.set_text(self.tr("Further questions ({count})").format(count=count))
        else:
            named = self.tr("Questions: {kind} ({count})").format(kind=kind.label(language), count=count)
            self.fold.set_text(
                self.fold.fontMetrics().elidedText(named, Qt.TextElideMode.ElideRight, TITLE_WIDTH)
            )

    def _own(self) -> tuple[Named, ...]:
        kind = self._workplace.desk.rulebook.kinds.get(self._kind_id)
        return kind.ask if kind else ()

    def _questions(self) -> list[Named]:
        core = self._workplace.desk.rulebook.core_questions
        open_ended = [one for one in core if not one.options and one.field not in ELSEWHERE]
        return [*self._own(), *open_ended]

    def _build(self) -> None:
        for _, field in self._fields:
            self.fold.rows.removeWidget(field)
            field.hide()
            field.deleteLater()
        self._fields, self.lines = [], {}
        for question in self._questions():
            line = QLineEdit(self._told.get(question.id, ""))
            line.textEdited.connect(lambda text, asked=question.id: self._on_told(asked, text))
            field = Field(line, wrap=True)
            self.fold.rows.addWidget(field)
            self.lines[question.id] = line
            self._fields.append((question, field))
        follow_in_tab_order(self.fold.button, list(self.lines.values()))
        self.retranslate()
        self.lines_changed.emit()

    def _on_told(self, asked: str, said: str) -> None:
        self._told[asked] = said
        self.edited.emit()
