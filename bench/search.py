"""A word typed in the place search and in the duplicate search, against the bare FTS5 query for the same words."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.big_store import keep_keys_in_files
from bench.figures import Figure, p95
from madiun_console.actions.desk import Desk
from madiun_console.domain.place_search import PlaceSearch
from madiun_console.domain.report_form import ReportForm
from madiun_console.opening import open_desk
from madiun_console.queries.intake import CANDIDATES, likely_duplicates
from madiun_console.queries.queue import search_incidents

MOST_RATIO = 3.0
_FTS_SQL = "SELECT rowid FROM incident_fts WHERE incident_fts MATCH ? ORDER BY rowid DESC LIMIT ?"
_MINUTE_MS = 60_000
_FROM_LETTER = 3
"""One or two letters match half of the index: a baseline that anything would beat."""


def measure(folder: Path, rounds: int, say: Callable[[str], None]) -> list[Figure]:
    """Type place names and narratives word by word; each step and its bare query run right after each other."""
    keep_keys_in_files()
    desk = open_desk(folder)
    try:
        say("  searches")
        return [_places(desk, rounds), _duplicates(desk, rounds), _queue(desk, rounds)]
    finally:
        desk.store.close()


def _places(desk: Desk, rounds: int) -> Figure:
    tables = desk.rulebook
    search = PlaceSearch(tables.units, tables.neighbour_desa, tables.neighbour_regencies, tables.offices)
    names = [unit.name for unit in tables.kelurahan]
    typed = [name[:length] for name in names for length in range(_FROM_LETTER, len(name) + 1)] * rounds
    return _figure(
        "a letter typed in the place search, p95",
        desk,
        typed,
        search.search,
        desk.words.match_query,
    )


def _duplicates(desk: Desk, rounds: int) -> Figure:
    now = desk.store.clock.now_ms()
    texts = [sample for sample in desk.rulebook.sample_reports if sample.expected_sub in desk.rulebook.kinds]
    forms = [
        ReportForm(
            channel=sample.channel, started=now - _MINUTE_MS, kind_id=sample.expected_sub,
            unit=sample.kelurahan_code, narrative=" ".join(sample.text.split()[:count]),
        )
        for sample in texts[: 10 * rounds]
        for count in range(3, len(sample.text.split()), 3)
    ]  # fmt: skip
    return _figure(
        "a word typed in the duplicate search, p95",
        desk,
        forms,
        lambda form: likely_duplicates(desk, form),
        lambda form: desk.words.match_any(form.narrative),
    )


def _queue(desk: Desk, rounds: int) -> Figure:
    words = sorted(
        {word for sample in desk.rulebook.sample_reports for word in sample.text.split() if len(word) > 4}
    )
    figure = _figure(
        "a word typed in the queue's search, p95",
        desk,
        words[: 60 * rounds],
        lambda text: search_incidents(desk, text),
        desk.words.match_query,
        limit=200,
    )
    return Figure(figure.what, figure.value, figure.unit, figure.compared_with, figure.baseline)


def _figure(
    what: str,
    desk: Desk,
    typed: list[Any],
    ours: Callable[[Any], Any],
    query_of: Callable[[Any], str],
    limit: int = CANDIDATES,
) -> Figure:
    own: list[float] = []
    bare: list[float] = []
    queries = [query_of(item) for item in typed]

    def run(connection: Any) -> None:
        for item in typed[:5]:
            ours(item)
        for item, query in zip(typed, queries, strict=True):
            started = time.perf_counter()
            connection.execute(_FTS_SQL, (query, limit)).fetchall()
            between = time.perf_counter()
            ours(item)
            done = time.perf_counter()
            bare.append(between - started)
            own.append(done - between)

    desk.store.driver(run)
    return Figure(
        what, p95(own) * 1e3, "ms", "bare FTS5 query", p95(bare) * 1e3, MOST_RATIO, f"{len(typed)} steps"
    )
