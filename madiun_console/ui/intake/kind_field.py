"""The kind of incident: found by any part of its name or its category, suggested from the narrative."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.domain.report_form import ReportForm
from madiun_console.ui.intake.field import Field
from madiun_console.ui.kind_search import find_kinds
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import Hit, TypeAhead
from madiun_console.ui.widgets.plain_tip import plain_tip
from madiun_console.ui.workplace import Workplace


class KindField(Retranslated, QWidget):
    """A suggestion stands in the field, dashed, and is saved with the report; what was chosen by hand stays."""

    edited = Signal()
    settled = Signal()
    """A kind was chosen or confirmed: its own questions may be asked."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._likely: tuple[str, ...] = ()
        self._by_hand = False
        self.choice = TypeAhead(workplace.appearance, self.matches, self, enter_goes_on=True)
        self.choice.chosen.connect(self._on_chosen)
        self.choice.textEdited.connect(self._on_typed)
        self._field = Field(self.choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        self.retranslate()

    @property
    def kind_id(self) -> str:
        """The kind that stands in the field, or nothing."""
        hit = self.choice.value()
        return hit.value if hit else ""

    def values(self) -> dict[str, object]:
        """The kind, and whether a person chose it."""
        return {"kind_id": self.kind_id, "kind_by_hand": self._by_hand}

    def typed_in_vain(self) -> str:
        """What was typed here and is no kind; it goes into the remarks rather than being lost."""
        return self.choice.wanted_text()

    def show_form(self, form: ReportForm) -> None:
        """Fill in without telling anyone."""
        self._by_hand = form.kind_by_hand
        self._likely = ()
        self.choice.set_value(self._hit(form.kind_id), suggested=not form.kind_by_hand)
        self._remark()

    def suggest(self, kinds: Sequence[str]) -> None:
        """The kinds that the narrative speaks of, best first. Never touches what a person chose or is typing."""
        self._likely = tuple(kinds)
        if self._by_hand or self.choice.popup_open() or self.choice.wanted_text():
            return
        best = kinds[0] if kinds else ""
        if best != self.kind_id:
            self.choice.set_value(self._hit(best), suggested=True)
        self._remark()

    def confirm(self) -> bool:
        """Take the suggestion; whether there was one."""
        if not self.choice.is_suggested():
            return False
        self.choice.set_value(self.choice.value())
        self._by_hand = True
        self._remark()
        self.settled.emit()
        return True

    def matches(self, text: str) -> list[Hit]:
        """Kinds whose name, category or code contains every word; without words the likely ones come first."""
        desk = self._workplace.desk
        return find_kinds(desk.rulebook, desk.words, self._workplace.language, text, self._likely)

    def retranslate(self) -> None:
        self._field.set_text(self.tr("Kind"), self.tr("Type part of its name"))
        if self.choice.value() is not None:
            self.choice.set_value(self._hit(self.kind_id), suggested=self.choice.is_suggested())
        self._remark()

    def _hit(self, kind_id: str) -> Hit | None:
        kind = self._workplace.desk.rulebook.kinds.get(kind_id)
        return Hit(kind.id, kind.label(self._workplace.language)) if kind else None

    def _on_chosen(self, _hit: Hit | None) -> None:
        self._by_hand = True
        self._remark()
        self.edited.emit()
        if self.kind_id:
            self.settled.emit()

    def _on_typed(self, _text: str) -> None:
        self._remark()
        self.edited.emit()

    def _remark(self) -> None:
        # The field is narrow: its whole text is one glance away.
        self.choice.setToolTip(plain_tip(self.choice.text()))
        if self.choice.is_suggested():
            self._field.set_note(self.tr("suggested, saved as shown"), "info")
        elif self.choice.wanted_text():
            self._field.set_note(self.tr("not a kind yet"), "warning")
        else:
            self._field.set_note("")
