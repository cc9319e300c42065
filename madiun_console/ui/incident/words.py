"""Small texts about an incident that several sections show: number, level, kind, place, since when its status stands."""

from __future__ import annotations

from madiun_console.domain.clock import COUNTER_BITS
from madiun_console.domain.incident import Place
from madiun_console.domain.rulebook import Rulebook
from madiun_console.queries.detail_rows import IncidentDetail
from madiun_console.queries.escalation_message import unit_label
from madiun_console.ui.widgets import LevelLook

BREAK_AFTER = 28
ZERO_WIDTH_SPACE = "\u200b"


def level_look(rulebook: Rulebook, level_id: str, language: str) -> LevelLook:
    """A level as its badge shows it; one that the tables no longer know is shown by its id."""
    level = rulebook.levels_by_id.get(level_id)
    return (
        LevelLook(level.word.label(language), level.shape, level.colour)
        if level
        else LevelLook(level_id, "circle", "")
    )


def level_word(rulebook: Rulebook, level_id: str, language: str) -> str:
    """The name of a level."""
    return level_look(rulebook, level_id, language).word


def kind_word(rulebook: Rulebook, kind_id: str, language: str, otherwise: str) -> str:
    """The name of a kind; `otherwise` when none was chosen."""
    kind = rulebook.kinds.get(kind_id)
    return kind.label(language) if kind else kind_id or otherwise


def place_words(rulebook: Rulebook, place: Place, otherwise: str) -> str:
    """Address, landmark and unit in one line; `otherwise` when nothing is known."""
    parts = (place.address, place.landmark, unit_label(rulebook, place.unit))
    return ", ".join(part for part in parts if part) or otherwise


def status_since(detail: IncidentDetail) -> int:
    """Since when (milliseconds) the shown status stands: a person's word, or what came of the escalations."""
    state = detail.state
    if detail.closing is not None and not state.is_open:
        return detail.closing.at
    given = state.status_order[0] >> COUNTER_BITS
    if detail.row.status == state.status:
        return given
    answered = [row.first_answer for row in detail.escalations if row.first_answer is not None]
    sent = [row.sent for row in detail.escalations if row.sent >= given]
    moments = answered if detail.row.status == "handling" and answered else sent
    return min(moments, default=given)


def breakable(text: str) -> str:
    """The text with a place to wrap inside words that are wider than a pane, such as a pasted link."""
    if len(text) <= BREAK_AFTER:
        return text
    words = text.split(" ")
    if all(len(word) <= BREAK_AFTER for word in words):
        return text
    return " ".join(
        ZERO_WIDTH_SPACE.join(word[at : at + BREAK_AFTER] for at in range(0, len(word), BREAK_AFTER))
        for word in words
    )
