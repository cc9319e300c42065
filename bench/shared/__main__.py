"""`make bench-sync`: measures the shared log on a server of its own and puts the table into docs/performance.md."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from bench.big_store import home_of_stores, keep_keys_in_files
from bench.figures import Figure
from bench.report import machine, table, with_table
from bench.shared import anki_notes, backlog, crowd, latency
from bench.shared.center import center

_DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
_PARTS = ("latency", "crowd", "backlog", "anki", "bootstrap")


def main() -> int:
    """Measure."""
    given = _arguments()
    keep_keys_in_files()
    home, goes_away = home_of_stores()
    place = Path(tempfile.mkdtemp(prefix="madiun-bench-sync-"))
    place.chmod(0o711)  # as root, the server runs under another account
    figures: list[Figure] = []
    try:
        with center(place) as server:
            parts = given.only or _PARTS
            if "backlog" in parts:
                figures += backlog.backlog(server, home, _say)
            if "anki" in parts:
                figures += anki_notes.anki_notes(server, home, _say)
            if "latency" in parts:
                figures += latency.measure(server, given.rounds, _say)
            if "crowd" in parts:
                for desks in given.desks:
                    figures += crowd.crowd(server, desks, given.seconds, _say)
            if "bootstrap" in parts:
                for events in given.events:
                    figures += backlog.bootstrap(server, home, events, _say)
    finally:
        shutil.rmtree(place, ignore_errors=True)
        if goes_away:
            shutil.rmtree(home, ignore_errors=True)
    block = (
        f"{table(figures)}\n\nMeasured on {machine()}; the server on the same machine, with TLS and fsync."
    )
    _say(block)
    if not given.keep_document and not given.only:
        text = _DOCUMENT.read_text(encoding="utf-8")
        _DOCUMENT.write_text(with_table(text, block, "bench-sync"), encoding="utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.shared", description=__doc__)
    parser.add_argument(
        "--events", type=int, nargs="+", default=[100_000, 1_000_000], help="sizes of the log"
    )
    parser.add_argument("--desks", type=int, nargs="+", default=[10, 50, 100, 200], help="simulated desks")
    parser.add_argument("--seconds", type=float, default=20, help="how long the simulated desks listen")
    parser.add_argument("--rounds", type=int, default=200, help="facts from one real desk to another")
    parser.add_argument(
        "--only", nargs="+", choices=_PARTS, help="some of the measures; the document stays as it is"
    )
    parser.add_argument("--keep-document", action="store_true", help="print only")
    return parser.parse_args()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
