"""The filters of the queue in one row, each saying what it lets through, and one key that takes them all away."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from madiun_console.domain.rulebook import Rulebook
from madiun_console.ui.queue.filter_menu import FilterChoice, FilterGroup, FilterMenu
from madiun_console.ui.queue.narrowing import Narrowing
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import FlowLayout, KeyButton
from madiun_console.ui.workplace import Workplace

MENUS = {
    "level": ("level",),
    "kind": ("kind_id", "category"),
    "kecamatan": ("kecamatan",),
    "kelurahan": ("unit",),
    "status": ("status",),
    "agency": ("agency", "agency_kind"),
}
"""Each menu and the fields of the filter that it sets, one of them at a time."""


class FilterBar(Retranslated, QFrame):
    """Every menu is built from the tables; `changed` tells the whole filter after each choice of a person."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._narrowing = Narrowing()
        self.setProperty("role", "tool-row")
        row = FlowLayout(self, spacing=6, line_spacing=6)
        row.setContentsMargins(12, 6, 12, 7)
        self._menus: dict[str, FilterMenu] = {}
        for name in MENUS:
            menu = self._menus[name] = FilterMenu(self)
            menu.setObjectName(f"filter_{name}")
            menu.picked.connect(lambda picked, name=name: self._on_picked(name, picked))
            row.addWidget(menu)
        self._clear = KeyButton("", "Esc", role="link", bound=False, parent=self)
        self._clear.setObjectName("filter_clear")
        self._clear.clicked.connect(self.close_bar)
        row.addWidget(self._clear)
        self.retranslate()

    @property
    def narrowing(self) -> Narrowing:
        """What is chosen."""
        return self._narrowing

    def set_narrowing(self, narrowing: Narrowing) -> None:
        """Show other choices and tell nobody."""
        self._narrowing = narrowing
        self.retranslate()

    def clear(self) -> None:
        """Take every filter away."""
        if not self._narrowing.is_empty():
            self._choose(Narrowing())
        self.left.emit()

    def close_bar(self) -> None:
        """Take every filter away, and the bar with them."""
        self.hide()
        self.clear()

    def focus_first(self) -> None:
        """Put the keyboard on the first filter."""
        self._menus["level"].setFocus()

    def retranslate(self) -> None:
        """Build the menus in the language of the screen."""
        headings = {
            "level": self.tr("Level"),
            "kind": self.tr("Kind"),
            "kecamatan": self.tr("Kecamatan"),
            "kelurahan": self.tr("Kelurahan"),
            "status": self.tr("Status"),
            "agency": self.tr("Agency"),
        }
        groups = self._groups(self._workplace.desk.rulebook, self._workplace.language)
        everything = self.tr("All")
        for name, menu in self._menus.items():
            menu.set_choices(headings[name], everything, groups[name], self._chosen(name))
        self._clear.set_label(self.tr("Clear filters"))
        self._clear.setVisible(not self._narrowing.is_empty())

    def _chosen(self, name: str) -> tuple[str, str]:
        for field in MENUS[name]:
            value = getattr(self._narrowing, field)
            if value:
                return field, value
        return "", ""

    def _on_picked(self, name: str, picked: str) -> None:
        field, _, value = picked.partition(":")
        wanted = replace(self._narrowing, **dict.fromkeys(MENUS[name], ""))
        if field:
            wanted = replace(wanted, **{field: value})
        if wanted.unit and not wanted.unit.startswith(wanted.kecamatan):
            # The two contradict each other; the newer choice holds.
            wanted = replace(wanted, **({"unit": ""} if field == "kecamatan" else {"kecamatan": ""}))
        self._choose(wanted)

    def _choose(self, wanted: Narrowing) -> None:
        self.set_narrowing(wanted)
        self.changed.emit(wanted)

    def _groups(self, rulebook: Rulebook, language: str) -> dict[str, list[FilterGroup]]:
        levels = [
            FilterChoice("level", level.id, level.word.label(language)) for level in reversed(rulebook.levels)
        ]
        kinds = [
            FilterGroup(
                category.label(language),
                (
                    FilterChoice(
                        "category", category.id, self.tr("All: {kind}").format(kind=category.label(language))
                    ),
                    *(
                        FilterChoice("kind_id", kind.id, kind.label(language))
                        for kind in rulebook.subs
                        if kind.category == category.id
                    ),
                ),
            )
            for category in rulebook.categories
        ]
        kecamatan = [FilterChoice("kecamatan", unit.code, unit.name) for unit in rulebook.kecamatan]
        kelurahan = [
            FilterGroup(
                "" if self._narrowing.kecamatan else parent.name,
                tuple(
                    FilterChoice("unit", unit.code, unit.name)
                    for unit in rulebook.kelurahan
                    if unit.parent_code == parent.code
                ),
            )
            for parent in rulebook.kecamatan
            if self._narrowing.kecamatan in ("", parent.code)
        ]
        states = [
            FilterChoice("status", state, rulebook.states.label(state, language))
            for state in rulebook.states.incident
        ]
        return {
            "level": [FilterGroup("", tuple(levels))],
            "kind": kinds,
            "kecamatan": [FilterGroup("", tuple(kecamatan))],
            "kelurahan": kelurahan,
            "status": [FilterGroup("", tuple(states))],
            "agency": self._agencies(rulebook, language),
        }

    def _agencies(self, rulebook: Rulebook, language: str) -> list[FilterGroup]:
        found = []
        for kind in rulebook.agency_kinds:
            members = [
                FilterChoice("agency", agency.id, agency.name)
                for agency in rulebook.agencies
                if agency.kind == kind.id and not agency.notify_by
            ]
            every = self.tr("All: {kind}").format(kind=kind.label(language))
            if members:
                found.append(
                    FilterGroup(kind.label(language), (FilterChoice("agency_kind", kind.id, every), *members))
                )
        return found

    # ------------------------------------------------------------------------------------------ Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.close_bar()
            return
        super().keyPressEvent(event)
