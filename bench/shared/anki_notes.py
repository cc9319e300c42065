"""Ten thousand facts up and down, against the package `anki`, which exchanges as many notes of the same texts with its server.

Anki's exchange is the best known one of its kind: SQLite here and there, and a log of changes between them. It is under the AGPL,
so it comes into an environment of its own that goes with the measure; nothing of ours imports or ships it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.figures import Figure, median
from bench.shared.backlog import BACKLOG, pushed
from bench.shared.center import Center
from madiun_console.db.verify import verify
from madiun_console.sync.exchange import Exchange
from madiun_console.sync.postgres import PostgresTransport

ANKI = "anki==26.9.3"
_ROUNDS = 3

Say = Callable[[str], None]


def anki_notes(center: Center, home: Path, say: Say) -> list[Figure]:
    """In turns, since neighbours slow both: ours up, Anki's up and down, ours down."""
    python = _environment(center.place / "anki", say)
    if python is None:
        return []
    up, down, theirs = [], [], []
    for nth in range(_ROUNDS):
        up.append(pushed(center, home, f"anki-{nth}")[0])
        theirs.append(_anki(python, center, nth))
        down.append(_pulled(center, f"anki-new-{nth}"))
        say(
            f"up {up[-1]:.2f} s, Anki's {theirs[-1]['up']:.2f}; down {down[-1]:.2f} s, {theirs[-1]['down']:.2f}"
        )
    anki_up, anki_down = median([one["up"] for one in theirs]), median([one["down"] for one in theirs])
    note = "judged, chained, encrypted at both ends; medians of three, in turns"
    return [
        Figure(f"{BACKLOG:,} facts up", median(up), "s", f"{BACKLOG:,} notes by anki", anki_up, None, note),
        Figure(
            f"{BACKLOG:,} facts down into a ready store", median(down), "s", f"{BACKLOG:,} notes by anki", anki_down,
            None, "checked, folded, searchable; likewise",
        ),
    ]  # fmt: skip


def _environment(folder: Path, say: Say) -> Path | None:
    """An interpreter with Anki; None, and a word about it, where there is no registry."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    done = subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", ANKI],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        say(f"no comparison with Anki: {done.stderr.strip().splitlines()[-1:]}")
        return None
    return python


def _anki(python: Path, center: Center, nth: int) -> dict[str, float]:
    """Seconds of its exchange of notes with the texts of the facts that stand in the log."""
    folder = center.place / f"anki-{nth}-notes"
    folder.mkdir()
    texts = folder / "texts"
    texts.write_text("\n".join(center.texts()), encoding="utf-8")
    done = subprocess.run(
        [str(python), str(Path(__file__).with_name("anki_side.py")), str(folder), str(texts)],
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    took: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return took


def _pulled(center: Center, name: str) -> float:
    """Seconds until a desk that has just joined has the whole log, folded and searchable."""
    store, link = center.empty_store(name)
    transport = PostgresTransport(link.dsn(store.folder))
    try:
        exchange = Exchange(store, transport, lambda _: None)
        exchange.greet()
        started = time.perf_counter()
        tally = exchange.round()
        seconds = time.perf_counter() - started
        if (damage := verify(store)) is not None or tally.received < BACKLOG:
            raise RuntimeError(f"the store is not whole: {damage} {tally}")
    finally:
        transport.close()
        store.close()
    return seconds
