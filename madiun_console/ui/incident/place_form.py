"""The form that says better where it happens: a unit found by any part of its name, address and landmark."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from madiun_console.actions import work_incident
from madiun_console.domain.incident import Place
from madiun_console.domain.place_search import PlaceHit, PlaceSearch
from madiun_console.queries.escalation_message import unit_label
from madiun_console.ui.incident.incident_page import IncidentPage
from madiun_console.ui.incident.inplace_form import InPlaceForm
from madiun_console.ui.widgets import Hit, TypeAhead
from madiun_console.ui.workplace import Workplace


class PlaceForm(InPlaceForm):
    """Starts with what is known; choosing a street fills the address when that is empty."""

    def __init__(self, workplace: Workplace, page: IncidentPage, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._page = page
        book = workplace.desk.rulebook
        # 4 ms, and only when somebody changes a place: not worth keeping between two forms
        self._search = PlaceSearch(book.units, book.neighbour_desa, book.neighbour_regencies, book.offices)
        self._found: dict[str, PlaceHit] = {}
        self.unit = TypeAhead(workplace.appearance, self._hits, self)
        self.address = QLineEdit(self)
        self.landmark = QLineEdit(self)
        self._labels = [self.add_field(field) for field in (self.unit, self.address, self.landmark)]
        self.finish_layout()
        place = page.detail.state.place
        if place.unit:
            self.unit.set_value(Hit(place.unit, unit_label(book, place.unit) or place.unit))
        self.address.setText(place.address or "")
        self.landmark.setText(place.landmark or "")
        self.unit.chosen.connect(self._on_chosen)

    def confirm(self) -> None:
        if self.unit.wanted_text():
            self.complain(self.tr("Choose the place from the list, or empty the field."))
            return
        self.send(work_incident.change_place, self._page.id, self._place())

    def retranslate(self) -> None:
        super().retranslate()
        self.title.show_text(self.tr("Where it happens"))
        texts = (self.tr("Kelurahan, kecamatan, desa or street"), self.tr("Address"), self.tr("Landmark"))
        for label, text in zip(self._labels, texts, strict=True):
            self.name_field(label, text)
        self.confirm_button.set_label(self.tr("Change"))

    def _place(self) -> Place:
        before = self._page.detail.state.place
        chosen = self.unit.value()
        code = chosen.value.partition("/")[0] if chosen else None
        address, landmark = self.address.text(), self.landmark.text()
        if code == before.unit and chosen and chosen.value not in self._found:
            precision, lat, lon = before.precision, before.lat, before.lon
        else:
            # Coordinates belong to the place that was named before.
            lat = lon = None
            precision = self._precision(chosen)
        return Place(code, precision, lat, lon, address or None, landmark or None)

    def _precision(self, chosen: Hit | None) -> str:
        hit = self._found.get(chosen.value) if chosen else None
        if hit is None:
            return "unknown"
        if hit.outside:
            return "outside"
        return "street" if hit.precision == "street" or self.address.text().strip() else "unit"

    def _hits(self, text: str) -> list[Hit]:
        hits = []
        for found in self._search.search(text):
            value = f"{found.code}/{found.kind}/{found.name}"
            self._found[value] = found
            hits.append(Hit(value, found.label, found.detail))
        return hits

    def _on_chosen(self, hit: object) -> None:
        found = self._found.get(hit.value) if isinstance(hit, Hit) else None
        if found is not None and found.precision == "street" and not self.address.text().strip():
            self.address.setText(found.label)
