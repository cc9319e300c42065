"""Finding in ten years of history: typing in the search field, filters, fragments of numbers, and the past of an incident."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Any

from bench.big_store import Size, big_store, keep_keys_in_files, session_on
from bench.figures import Figure, median, p95
from madiun_console.actions.desk import Desk, Session
from madiun_console.domain.ids import id_text
from madiun_console.opening import open_desk
from madiun_console.queries.find import FIRST_PAGE, found_rows
from madiun_console.queries.past import past_of_incident
from madiun_console.queries.queue import QueueFilter

MOST_RATIO, MOST_PAINT_MS, MOST_PAST_MS, MOST_REPORT_MS = 3.0, 100.0, 50.0, 2000.0
_FTS_SQL = "SELECT rowid FROM incident_fts WHERE incident_fts MATCH ? ORDER BY rowid DESC LIMIT ?"
_FROM_LETTER = 2
_YEAR_MS = 365 * 86_400_000
_OPENED = 200
"""So many incidents, taken at random, are looked at with their past."""


def measure(
    home: Path, incidents: int, still_open: int, rounds: int, say: Callable[[str], None]
) -> list[Figure]:
    """Make the store, then ask and paint; the bare query of each step runs right before ours."""
    keep_keys_in_files()
    size = Size(events=0, still_open=still_open, incidents=incidents)
    folder = big_store(home, size, say).folder
    say(f"  history of {incidents:,} incidents")
    desk = open_desk(folder)
    try:
        session = session_on(desk)
        typed = list(_typed(desk, 6 * rounds))
        figures = [
            _typing(desk, session, typed, incidents),
            _filtered(desk, session, typed),
            _numbers(desk),
            _past(desk, session),
            _month_report(desk, incidents),
        ]
    finally:
        desk.store.close()
    return [*figures, _painted(folder, typed[:: max(1, len(typed) // (12 * rounds))])]


def _typed(desk: Desk, count: int) -> Iterable[str]:
    """What stands in the field after each letter: a word of a report, then a word and a kelurahan."""
    random = Random(17)
    words = sorted(
        {word for sample in desk.rulebook.sample_reports for word in sample.text.split() if len(word) > 4}
    )
    places = [unit.name for unit in desk.rulebook.kelurahan]
    for number in range(count):
        text = random.choice(words)
        if number % 2:
            text = f"{text} {random.choice(places)}"
        for length in range(_FROM_LETTER, len(text) + 1):
            if text[length - 1] != " ":
                yield text[:length]


def _typing(desk: Desk, session: Session, typed: list[str], incidents: int) -> Figure:
    bare, own = _both(desk, typed, desk.words.match_query, lambda text: found_rows(desk, session, text))
    return Figure(
        f"a letter typed in the search, {incidents:,} incidents, p95", own, "ms", "bare FTS5 query", bare, MOST_RATIO,
        f"{len(typed)} steps",
    )  # fmt: skip


def _filtered(desk: Desk, session: Session, typed: list[str]) -> Figure:
    """With a kecamatan, an outcome and three years; the bare query knows nothing of these."""
    now = desk.store.clock.now_ms()
    wanted = QueueFilter(
        kecamatan=desk.rulebook.kecamatan[0].code, outcome=desk.rulebook.closings[0].id,
        since=now - 4 * _YEAR_MS, until=now - _YEAR_MS,
    )  # fmt: skip
    bare, own = _both(
        desk, typed, desk.words.match_query, lambda text: found_rows(desk, session, text, wanted)
    )
    return Figure(
        "the same within a kecamatan, an outcome and three years, p95", own, "ms", "bare FTS5 query", bare
    )


def _numbers(desk: Desk) -> Figure:
    """Any four to eight digits of a number, by somebody who may."""
    random = Random(18)
    with desk.store.read() as connection:
        founder = connection.exec_driver_sql("SELECT id FROM person WHERE role = 'administrator'").fetchone()
        phones = [
            row[0]
            for row in connection.exec_driver_sql(
                "SELECT phone FROM caller_number ORDER BY lid DESC LIMIT 200"
            )
        ]
    assert founder is not None
    by = Session(id_text(founder[0]), "Kepala", "administrator", 0)
    parts = [phone[-random.randint(4, 8) :] for phone in phones]
    own = [_seconds(lambda part=part: found_rows(desk, by, part)) for part in parts]
    return Figure("a part of a caller's number, p95", p95(own) * 1e3, "ms", note=f"{len(parts)} parts")


def _past(desk: Desk, session: Session) -> Figure:
    with desk.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT id FROM incident ORDER BY id LIMIT 20000").fetchall()
    chosen = Random(19).sample([id_text(row[0]) for row in rows], min(_OPENED, len(rows)))
    own = [_seconds(lambda one=one: past_of_incident(desk, session, one)) for one in chosen]
    return Figure(
        "the past of an incident (number, place, kind), p95", p95(own) * 1e3, "ms", most=MOST_PAST_MS,
        note=f"{len(chosen)} incidents",
    )  # fmt: skip


def _month_report(desk: Desk, incidents: int) -> Figure:
    """The figures of the fullest kind: the month before last, with what its PDF is made of."""
    from madiun_console.domain.report_period import before, period_of
    from madiun_console.queries.figures import figures
    from madiun_console.ui.paper.recap_page import recap_paper

    now = desk.store.clock.now_ms()
    month = before(desk.rulebook, period_of(desk.rulebook, "month", now))
    found = figures(desk, month)
    seconds = [
        _seconds(lambda: recap_paper(desk.rulebook, desk.letter, figures(desk, month), now)) for _ in range(5)
    ]
    return Figure(
        f"the figures of a month, {incidents:,} incidents", median(seconds) * 1e3, "ms", most=MOST_REPORT_MS,
        note=f"{found.incidents.total:,} incidents in it",
    )  # fmt: skip


def _painted(folder: Path, typed: list[str]) -> Figure:
    """From a key in the real search field until its results are painted."""
    from PySide6.QtCore import Qt

    from bench.driven_window import DrivenWindow

    driven = DrivenWindow(folder)
    seconds: list[float] = []
    try:
        panel = driven.window.queue_page.queue
        feed, field = panel._feed, panel._tools.search  # noqa: SLF001 - what is measured
        for number, text in enumerate(typed):
            driven.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
            field.setText(text[:-1])
            driven.settle()
            (painted,) = driven.seconds_until_painted(
                lambda text=text: driven.write(text[-1]), lambda: feed.known and feed.search == field.text()
            )
            if number >= 2:  # the first two load what every later one finds
                seconds.append(painted)
            driven.settle()
    finally:
        driven.close()
    return Figure(
        "a letter typed to first results painted, p95", p95(seconds) * 1e3, "ms", most=MOST_PAINT_MS,
        note=f"{len(seconds)} letters",
    )  # fmt: skip


def _both(
    desk: Desk, typed: list[str], query_of: Callable[[str], str], ours: Callable[[str], Any]
) -> tuple[float, float]:
    """p95 of the bare query and of ours, in milliseconds."""
    bare: list[float] = []
    own: list[float] = []

    def run(connection: Any) -> None:
        for text in typed[:5]:
            ours(text)
        for text in typed:
            query = query_of(text)
            bare.append(
                _seconds(lambda query=query: connection.execute(_FTS_SQL, (query, FIRST_PAGE)).fetchall())
            )
            own.append(_seconds(lambda text=text: ours(text)))

    desk.store.driver(run)
    return p95(bare) * 1e3, p95(own) * 1e3


def _seconds(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
