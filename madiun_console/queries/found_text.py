"""Where in an incident a searched word stands, when it is not in what the list shows: in another report, or in a note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from madiun_console.db.desk import Desk
from madiun_console.db.facts import facts_of
from madiun_console.domain.found_words import FoundWords
from madiun_console.domain.ids import id_bytes
from madiun_console.domain.incident import fold_incident
from madiun_console.domain.report import fold_report

MOST = 30
"""So many incidents are looked through at once: their texts are folded from the log."""
_AROUND = 60


def found_texts(desk: Desk, shown: Mapping[str, Sequence[str]], text: str) -> dict[str, str]:
    """Incident -> the words around the first that was found in it, when none is in the texts that are `shown` of it.

    Nothing of what is restricted or says who called.
    """
    words = FoundWords(desk.words, text)
    found: dict[str, str] = {}
    dark = [incident for incident, texts in shown.items() if not any(words.spans(one) for one in texts)]
    if not dark:
        return found
    with desk.store.read() as connection:
        driver = connection.connection.driver_connection
        for incident in dark[:MOST]:
            for told in _texts(desk, driver, incident):
                spans = words.spans(told)
                if spans:
                    found[incident] = _around(told, *spans[0])
                    break
    return found


def _texts(desk: Desk, driver: Any, incident: str) -> Iterator[str]:
    state = fold_incident(facts_of(driver, id_bytes(incident)), desk.rulebook_level_ids)
    if state is None:
        return
    for subject in state.reports:
        report = fold_report(facts_of(driver, id_bytes(subject)))
        if report is not None:
            yield from filter(
                None, (report.narrative, *report.told.values(), report.address, report.landmark)
            )
    yield from (note.text for note in state.notes if note.text and not note.restricted)
    kind = desk.rulebook.kinds.get(state.kind_id)
    category = next((one for one in desk.rulebook.categories if kind and one.id == kind.category), None)
    yield from (named.label(language) for language in ("id", "en") for named in (category, kind) if named)


def _around(text: str, begin: int, end: int) -> str:
    """One line with the found word in it, begun at a word."""
    start = max(0, begin - _AROUND)
    if start:
        space = text.find(" ", start, begin)
        start = space + 1 if space >= 0 else begin
    line = " ".join(text[start : end + 2 * _AROUND].split())
    return f"… {line}" if start else line
