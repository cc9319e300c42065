"""The lines of each filter's menu, from the tables and in the language of the screen."""

from __future__ import annotations

from PySide6.QtCore import QObject

from madiun_console.domain.rulebook import Rulebook
from madiun_console.ui.queue.filter_menu import FilterChoice, FilterGroup

OTHER_DAYS = "?"
"""Chosen instead of a span of days: a field for other ones opens."""


class FilterChoices(QObject):
    """Asked for anew whenever the language or the kecamatan changes."""

    def groups(
        self, rulebook: Rulebook, language: str, kecamatan: str, years: tuple[int, ...]
    ) -> dict[str, list[FilterGroup]]:
        """Menu -> its groups; kelurahan are those of the kecamatan, or all of them."""
        levels = [
            FilterChoice("level", level.id, level.word.label(language)) for level in reversed(rulebook.levels)
        ]
        states = [
            FilterChoice("status", state, rulebook.states.label(state, language))
            for state in rulebook.states.incident
        ]
        outcomes = [FilterChoice("outcome", one.id, one.label(language)) for one in rulebook.closings]
        return {
            "level": [FilterGroup("", tuple(levels))],
            "kind": self._kinds(rulebook, language),
            "kecamatan": [
                FilterGroup(
                    "", tuple(FilterChoice("kecamatan", unit.code, unit.name) for unit in rulebook.kecamatan)
                )
            ],
            "kelurahan": _kelurahan(rulebook, kecamatan),
            "status": [FilterGroup("", tuple(states))],
            "agency": self._agencies(rulebook, language),
            "period": [FilterGroup("", tuple(self.periods(years)))],
            "outcome": [FilterGroup("", tuple(outcomes))],
        }

    def periods(self, years: tuple[int, ...]) -> list[FilterChoice]:
        """The spans of days, latest first."""
        # The values are what `domain.period` reads; they are kept in saved searches.
        spans = [
            ("hari ini", self.tr("Today")),
            ("7 hari", self.tr("7 days")),
            ("30 hari", self.tr("30 days")),
            ("1 tahun", self.tr("1 year")),
            ("tahun lalu", self.tr("Last year")),
        ]
        spans += [(str(year), str(year)) for year in years]
        spans.append((OTHER_DAYS, self.tr("Other days …")))
        return [FilterChoice("period", value, label) for value, label in spans]

    def _kinds(self, rulebook: Rulebook, language: str) -> list[FilterGroup]:
        found = []
        for category in rulebook.categories:
            every = self.tr("All: {kind}").format(kind=category.label(language))
            kinds = [
                FilterChoice("kind_id", kind.id, kind.label(language))
                for kind in rulebook.subs
                if kind.category == category.id
            ]
            choices = (FilterChoice("category", category.id, every), *kinds)
            found.append(FilterGroup(category.label(language), choices))
        return found

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
                choices = (FilterChoice("agency_kind", kind.id, every), *members)
                found.append(FilterGroup(kind.label(language), choices))
        return found


def _kelurahan(rulebook: Rulebook, kecamatan: str) -> list[FilterGroup]:
    return [
        FilterGroup(
            "" if kecamatan else parent.name,
            tuple(
                FilterChoice("unit", unit.code, unit.name)
                for unit in rulebook.kelurahan
                if unit.parent_code == parent.code
            ),
        )
        for parent in rulebook.kecamatan
        if kecamatan in ("", parent.code)
    ]
