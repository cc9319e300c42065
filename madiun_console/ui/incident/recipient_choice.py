"""Whom to give the incident to: the proposed offices under their full names, any other one found by typing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from madiun_console.domain.recipients import is_addressed
from madiun_console.domain.rulebook import Recipient, Rulebook
from madiun_console.ui.incident.change_forms import matching
from madiun_console.ui.incident.tick_line import TickLine
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import Hit, TypeAhead
from madiun_console.ui.widgets.tab_order import follow_in_tab_order
from madiun_console.ui.workplace import Workplace


def addressees(rulebook: Rulebook, unit: str | None) -> list[Recipient]:
    """Everybody the console can write to; of agencies with a post in each unit the post of this place."""
    found = []
    for agency in rulebook.agencies:
        if not is_addressed(rulebook, agency):
            continue
        if not agency.per_unit:
            found.append(rulebook.recipient(agency.id))
            continue
        code = unit or ""
        while code:
            place = rulebook.units_by_code.get(code)
            if place is not None and place.level == agency.per_unit:
                found.append(rulebook.recipient(f"{agency.id}@{code}"))
                break
            code = code.rpartition(".")[0]
    return found


class RecipientChoice(Retranslated, QWidget):
    """Up and Down walk among the proposed ones."""

    changed = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._group = QButtonGroup(self)
        self._lines: dict[str, TickLine] = {}
        self._unit: str | None = None
        # Made before the search below it: Tab follows the order of making (`FormSlot.put`), and lines come later.
        self._named = QWidget(self)
        self._list = QVBoxLayout(self._named)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(1)
        self.other = TypeAhead(workplace.appearance, self._hits, self)
        self.other.chosen.connect(self._on_other)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self._named)
        column.addWidget(self.other)
        self.retranslate()

    def value(self) -> str:
        """The address that is chosen; empty when none is."""
        return next((address for address, line in self._lines.items() if line.button.isChecked()), "")

    def addresses(self) -> tuple[str, ...]:
        """The proposed addresses."""
        return tuple(self._lines)

    def propose(self, options: Sequence[tuple[Recipient, str]], unit: str | None) -> None:
        """Show these, each with a short text at its right; the first one is chosen."""
        self._unit = unit
        for line in self._lines.values():
            self._group.removeButton(line.button)
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = {}
        for recipient, trailing in options:
            self._add(recipient, trailing)
        if options:
            self.choose(options[0][0].address)
        self.other.set_value(None)
        self.other.setVisible(True)

    def choose(self, address: str) -> None:
        """Choose one of them."""
        if address in self._lines:
            self._lines[address].button.setChecked(True)

    def focus_chosen(self) -> None:
        """Put the focus on the chosen one, or into the search when nobody is proposed."""
        line = self._lines.get(self.value())
        (line.button if line else self.other).setFocus()

    def retranslate(self) -> None:
        self.other.setPlaceholderText(self.tr("Another agency, by any part of its name"))
        self.other.setAccessibleName(self.tr("Another agency"))

    def _add(self, recipient: Recipient, trailing: str) -> None:
        line = TickLine(QRadioButton(), self._named)
        line.set_text(recipient.name)
        own = self.tr("own desk") if self._workplace.has_desk(recipient.agency.id) else ""
        line.set_trailing(" · ".join(part for part in (trailing, own) if part))
        line.button.toggled.connect(partial(self._on_toggled, recipient.address))
        self._group.addButton(line.button)
        self._lines[recipient.address] = line
        self._list.addWidget(line)
        line.show()

    def _on_toggled(self, address: str, chosen: bool) -> None:
        if chosen:
            self.changed.emit(address)

    def _hits(self, text: str) -> list[Hit]:
        book, language = self._workplace.desk.rulebook, self._workplace.language
        everybody = [
            Hit(
                one.address,
                one.name,
                f"{one.short}, {book.agency_kinds_by_id[one.agency.kind].label(language)}",
            )
            for one in addressees(book, self._unit)
        ]
        return matching(everybody, text)

    def _on_other(self, hit: object) -> None:
        if not isinstance(hit, Hit):
            return
        if hit.value not in self._lines:
            before = [line.button for line in self._lines.values()]
            self._add(self._workplace.desk.rulebook.recipient(hit.value), "")
            # Behind the last one, so before the search, or behind the search where nobody was proposed.
            follow_in_tab_order(before[-1] if before else self.other, [self._lines[hit.value].button])
        self.other.set_value(None)
        self.choose(hit.value)
        self.focus_chosen()
