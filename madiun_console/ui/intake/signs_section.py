"""Warning signs that the operator ticks: the factors of levels.toml that no answer means and nothing computes."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from madiun_console.domain.report_form import ReportForm
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import CheckChips, Choice, Section
from madiun_console.ui.workplace import Workplace


class SignsSection(Retranslated, QWidget):
    """A chip that was ticked and unticked again is not suggested any more."""

    edited = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._hinted: frozenset[str] = frozenset()
        self._before: tuple[str, ...] = ()
        self.declined: frozenset[str] = frozenset()
        self._head = Section(parent=self)
        self.chips = CheckChips([], workplace.appearance, parent=self)
        self.chips.values_changed.connect(self._on_ticked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self.chips)
        self.retranslate()

    def values(self) -> dict[str, object]:
        """What is ticked."""
        return {"ticked": self.chips.values()}

    def show_form(self, form: ReportForm) -> None:
        """Fill in without telling anyone."""
        self.declined = frozenset()
        self.chips.set_values(form.ticked)
        self._before = self.chips.values()
        self.suggest(())

    def suggest(self, factors: Collection[str]) -> None:
        """Mark what the narrative hints at."""
        self._hinted = frozenset(factors)
        self.chips.set_suggested(self._open())

    def confirm(self) -> bool:
        """Tick every hinted sign; whether there was one."""
        wanted = self._open()
        if not wanted:
            return False
        self.chips.set_values({*self.chips.values(), *wanted})
        self._before = self.chips.values()
        self.chips.set_suggested(())
        return True

    def retranslate(self) -> None:
        language = self._workplace.language
        self._head.set_text(self.tr("Warning signs"))
        factors = self._workplace.desk.rulebook.checkbox_factors
        self.chips.set_choices([Choice(factor.id, factor.label(language)) for factor in factors])
        self.chips.setAccessibleName(self.tr("Warning signs"))
        self.chips.set_suggested(self._open())

    def _open(self) -> frozenset[str]:
        shown = {button.choice.value for button in self.chips.buttons}
        return frozenset(self._hinted & shown - self.declined - set(self.chips.values()))

    def _on_ticked(self, values: tuple[str, ...]) -> None:
        self.declined = (self.declined | set(self._before)) - set(values)
        self._before = values
        self.chips.set_suggested(self._open())
        self.edited.emit()
