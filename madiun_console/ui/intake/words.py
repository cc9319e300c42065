"""How the intake writes numbers, places, states and levels that come from the tables."""

from __future__ import annotations

from collections.abc import Iterable

from madiun_console.domain.rulebook import Level, Rulebook
from madiun_console.queries.escalation_message import unit_label
from madiun_console.queries.rows import Badge
from madiun_console.ui.widgets import LevelLook


def level_look(level: Level, language: str) -> LevelLook:
    """A level as a badge shows it."""
    return LevelLook(level.word.label(language), level.shape, level.colour)


def kind_word(rulebook: Rulebook, kind_id: str, language: str) -> str:
    """The kind in words, empty when it is not known."""
    kind = rulebook.kinds.get(kind_id)
    return kind.label(language) if kind else ""


def place_word(rulebook: Rulebook, code: str | None) -> str:
    """A place in words; a neighbouring kecamatan too, which has no row of its own in the tables."""
    found = unit_label(rulebook, code)
    if found or not code:
        return found
    desa = next((desa for desa in rulebook.neighbour_desa if desa.kecamatan_code == code), None)
    return f"Kec. {desa.kecamatan}, {desa.kabupaten}" if desa else code


def place_brief(rulebook: Rulebook, code: str) -> str:
    """A place with what it belongs to, as short as can be told apart: "Winongo, Manguharjo", "Kec. Taman"."""
    unit = rulebook.units_by_code.get(code)
    if unit is not None:
        return f"{unit.name}, {unit.kecamatan}" if unit.level == "kelurahan" else place_word(rulebook, code)
    desa = rulebook.desa_by_code.get(code)
    return f"{desa.called}, {desa.kecamatan}" if desa else place_word(rulebook, code)


def place_short(rulebook: Rulebook, code: str | None) -> str:
    """The name of a place alone, for a line that has little room."""
    unit = rulebook.units_by_code.get(code or "")
    return unit.name if unit else place_word(rulebook, code).split(",")[0]


def state_within(rulebook: Rulebook, state: str, language: str) -> str:
    """The name of a state inside a sentence."""
    label = rulebook.states.label(state, language)
    return f"{label[:1].lower()}{label[1:]}"


def badge_words(rulebook: Rulebook, badges: Iterable[Badge], language: str) -> str:
    """What the agencies said so far: "POLRI di lokasi, TNI terkirim"."""
    parts = []
    for badge in badges:
        kind = rulebook.agency_kinds_by_id.get(badge.agency_kind)
        name = kind.label(language) if kind else badge.agency
        parts.append(f"{name} {state_within(rulebook, badge.state, language)}")
    return ", ".join(parts)
