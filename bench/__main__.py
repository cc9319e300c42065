"""`make bench`: measures everything on one big store, prints the table and puts it into docs/performance.md."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.big_store import BigStore, Size, big_store, home_of_stores, keep_keys_in_files
from bench.figures import Figure
from bench.report import machine, table, with_table
from bench.screen import use_office_screen

_DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
_HISTORY = "history"
_PARTS = ("start", "save", "rows", "search", "rebuild", "keys", "import", _HISTORY)
_WITHOUT_STORE = {"rows", "import", _HISTORY}
"""What needs no big store, or makes one of its own; it takes some minutes."""


def main() -> int:
    """Measure; exit code 1 when a promise is missed and `--strict` was given."""
    given = _arguments()
    keep_keys_in_files()
    home, goes_away = home_of_stores()
    place = Path(tempfile.mkdtemp(prefix="madiun-bench-"))
    try:
        use_office_screen(place)
        parts = given.only or _PARTS
        size = Size(given.events, given.open)
        store = BigStore(home, size) if _WITHOUT_STORE.issuperset(parts) else big_store(home, size, _say)
        figures = _measure(store, parts, given.rounds)
        if _HISTORY in parts:
            from bench import history

            figures += history.measure(home, given.incidents, given.open, given.rounds, _say)
    finally:
        shutil.rmtree(place, ignore_errors=True)
        if goes_away:
            shutil.rmtree(home, ignore_errors=True)
    block = (
        f"{table(figures)}\n\nMeasured on {machine()}; a store of {given.events:,} facts "
        f"with {given.open:,} open incidents; {given.rounds} starts."
    )
    _say(block)
    if not given.keep_document and not given.only:
        _DOCUMENT.write_text(with_table(_DOCUMENT.read_text(encoding="utf-8"), block), encoding="utf-8")
    missed = [figure.what for figure in figures if figure.kept is False]
    return 1 if missed and given.strict else 0


def _measure(store: BigStore, parts: tuple[str, ...] | list[str], rounds: int) -> list[Figure]:
    figures: list[Figure] = []
    if "start" in parts:
        from bench import start

        figures += start.measure(store.folder, rounds, _say)
    if "save" in parts or "keys" in parts:
        figures += _in_the_window(store, parts, rounds)
    if "rows" in parts:
        from bench import queue_rows

        figures += queue_rows.measure(rounds * 4, _say)
    if "search" in parts:
        from bench import search

        figures += search.measure(store.folder, max(1, rounds // 3), _say)
    if "rebuild" in parts:
        from bench import rebuilding

        figures += rebuilding.measure(store, _say)
    if "import" in parts:
        from bench import importing

        figures += importing.measure(_say)
    return figures


def _in_the_window(store: BigStore, parts: tuple[str, ...] | list[str], rounds: int) -> list[Figure]:
    from bench import keystrokes, save
    from bench.driven_window import DrivenWindow

    measures: list[Callable[[], list[Figure]]] = []
    driven = DrivenWindow(store.folder)
    if "save" in parts:
        measures.append(lambda: save.measure(driven, rounds * 10, _say))
    if "keys" in parts:
        measures.append(lambda: keystrokes.measure(driven, _say))
    try:
        return [figure for measure in measures for figure in measure()]
    finally:
        driven.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    size = Size()
    parser.add_argument("--events", type=int, default=size.events, help="facts in the store")
    parser.add_argument("--open", type=int, default=size.still_open, help="open incidents in it")
    parser.add_argument("--incidents", type=int, default=200_000, help="incidents in the store of `history`")
    parser.add_argument("--rounds", type=int, default=9, help="starts; other measures take a multiple")
    parser.add_argument(
        "--only", nargs="+", choices=_PARTS, help="some of the measures; the document stays as it is"
    )
    parser.add_argument("--keep-document", action="store_true", help="print only")
    parser.add_argument("--strict", action="store_true", help="exit code 1 when a promise is missed")
    return parser.parse_args()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
