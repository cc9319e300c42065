"""Where it happens: kelurahan by any part of its name, a street or a neighbouring desa; address and landmark."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from madiun_console.domain.place_search import PlaceHit
from madiun_console.domain.report_form import ReportForm
from madiun_console.ui.intake.field import Field, side_by_side
from madiun_console.ui.intake.story_reader import StoryReader
from madiun_console.ui.intake.words import place_brief, place_word
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import Hit, TypeAhead
from madiun_console.ui.widgets.plain_tip import plain_tip
from madiun_console.ui.workplace import Workplace

STREET, UNKNOWN = "street", "unknown"
EXACT = ("kelurahan", "desa", STREET)
"""Precisions that an address makes as exact as a street."""


class PlaceField(Retranslated, QWidget):
    """The unit. A guess from the narrative stands in the field, dashed, and is saved with the report as shown."""

    edited = Signal()
    street_chosen = Signal(str)
    """A street hint was taken: its name belongs into the address."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._reader: StoryReader | None = None
        self._found: dict[str, PlaceHit] = {}
        self._precision = UNKNOWN
        self._by_hand = False
        self.street = ""
        """Street of the guess, as long as nobody confirmed it."""
        self.choice = TypeAhead(workplace.appearance, self.matches, self, enter_goes_on=True)
        self.choice.chosen.connect(self._on_chosen)
        self.choice.textEdited.connect(self._on_typed)
        self.choice.editingFinished.connect(self._remark)
        self._field = Field(self.choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        self.retranslate()

    @property
    def unit(self) -> str:
        """Code of the unit in the field, or nothing."""
        hit = self.choice.value()
        return hit.value if hit else ""

    @property
    def by_hand(self) -> bool:
        """Whether a person chose the place, or left it empty on purpose."""
        return self._by_hand

    @property
    def precision(self) -> str:
        """How exact the choice is by itself."""
        return self._precision if self.unit else UNKNOWN

    def use_reader(self, reader: StoryReader) -> None:
        """Search with this from now on."""
        self._reader = reader

    def matches(self, text: str) -> list[Hit]:
        """Places by any part of their name."""
        if self._reader is None or not text:
            return []
        hits = self._reader.places(text)
        self._found = {f"{hit.kind} {hit.code} {hit.label}": hit for hit in hits}
        return [Hit(key, hit.label, hit.detail) for key, hit in self._found.items()]

    def show_form(self, form: ReportForm) -> None:
        """Fill in without telling anyone."""
        self._by_hand = form.unit_by_hand
        self._precision = form.precision
        self.street = ""
        self.choice.set_value(self._hit(form.unit), suggested=not form.unit_by_hand)
        self._remark()

    def suggest(self, place: PlaceHit | None) -> None:
        """The place that the narrative names. Never touches what a person chose or is typing."""
        code = place.code if place else ""
        if self._by_hand or self.choice.popup_open() or self.choice.wanted_text():
            return
        self._precision = place.precision if place else UNKNOWN
        self.street = place.label if place and place.kind == STREET else ""
        if code != self.unit:
            self.choice.set_value(self._hit(code), suggested=True)
        self._remark()

    def confirm(self) -> bool:
        """Take the suggestion; whether there was one."""
        if not self.choice.is_suggested():
            return False
        self.choice.set_value(self.choice.value())
        self._by_hand = True
        street, self.street = self.street, ""
        self._remark()
        if street:
            self.street_chosen.emit(street)
        return True

    def retranslate(self) -> None:
        self._field.set_text(self.tr("Place"), self.tr("Type part of its name"))
        self._remark()

    def _hit(self, code: str) -> Hit | None:
        rulebook = self._workplace.desk.rulebook
        return Hit(code, place_brief(rulebook, code)) if code else None

    def _on_chosen(self, hit: Hit | None) -> None:
        self._by_hand = True
        self.street = ""
        place = self._found.get(hit.value) if hit else None
        if place is not None:
            self._precision = place.precision
            self.choice.set_value(self._hit(place.code))
        self._remark()
        self.edited.emit()
        if place is not None and place.kind == STREET:
            self.street_chosen.emit(place.label)

    def _on_typed(self, _text: str) -> None:
        self._remark()
        self.edited.emit()

    def _remark(self) -> None:
        # The field is narrow: the whole name is one glance away.
        self.choice.setToolTip(plain_tip(place_word(self._workplace.desk.rulebook, self.unit)))
        words = {
            "kecamatan": self.tr("kecamatan only"),
            "regency": self.tr("outside the city, regency only"),
            "desa": self.tr("outside the city"),
        }
        choosing = self.choice.hasFocus() and self.choice.popup_open()
        if self.choice.wanted_text():
            self._field.set_note("" if choosing else self.tr("not found, kept as address"), "warning")
        elif self.choice.is_suggested():
            self._field.set_note(self.tr("suggested, saved as shown"), "info")
        elif self.precision in words:
            self._field.set_note(words[self.precision], "warning")
        else:
            self._field.set_note("")


class AddressSection(Retranslated, QWidget):
    """Street and landmark, as the caller says them."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.address = QLineEdit(self)
        self.landmark = QLineEdit(self)
        self._address_field = Field(self.address)
        self._landmark_field = Field(self.landmark)
        self._filled = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(side_by_side(self._address_field, self._landmark_field))
        self.address.textEdited.connect(self.edited)
        self.landmark.textEdited.connect(self.edited)
        self.retranslate()

    def fill_street(self, street: str) -> None:
        """Write a chosen street, unless an address was typed by hand."""
        if not self.address.text().strip() or self.address.text() == self._filled:
            self.address.setText(street)
            self._filled = street
            self.edited.emit()

    def values(self, place: PlaceField) -> dict[str, object]:
        """Unit, precision, address and landmark together; a place typed in vain stands before the address."""
        address = ", ".join(filter(None, (place.choice.wanted_text(), self.address.text().strip())))
        landmark = self.landmark.text()
        exact = bool(address or landmark.strip()) and (not place.unit or place.precision in EXACT)
        precision = STREET if exact else place.precision
        return {
            "unit": place.unit,
            "unit_by_hand": place.by_hand,
            "precision": precision,
            "address": address,
            "landmark": landmark,
        }

    def show_form(self, form: ReportForm) -> None:
        """Fill in without telling anyone."""
        self._filled = ""
        self.address.setText(form.address)
        self.landmark.setText(form.landmark)

    def retranslate(self) -> None:
        self._address_field.set_text(self.tr("Street, RT, RW"))
        self._landmark_field.set_text(self.tr("Landmark"), self.tr("In front of, next to …"))
