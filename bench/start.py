"""Start of the program to a painted, usable queue, and its memory, against a process that shows an empty table."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.big_store import NAME, PASSWORD
from bench.figures import Figure, median, p95

MOST_RATIO, MOST_MEGABYTES = 2.0, 300.0
_PROJECT = Path(__file__).resolve().parent.parent
_PATIENCE_S = 120


@dataclass(frozen=True, slots=True)
class Started:
    """One start as its parent saw it: seconds to the paint, megabytes afterwards."""

    seconds: float
    rss: float
    peak: float


def measure(folder: Path, rounds: int, say: Callable[[str], None]) -> list[Figure]:
    """Start both in turns; the first pair only warms the disk's cache and is not counted."""
    with tempfile.TemporaryDirectory(prefix="madiun-bench-") as place:
        secret = Path(place) / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        window = [
            "-m",
            "bench.real_window",
            "--data",
            str(folder),
            "--as",
            NAME,
            "--password-file",
            str(secret),
        ]
        table = ["-m", "bench.empty_table"]
        starts: list[Started] = []
        empties: list[Started] = []
        for number in range(rounds + 1):
            empty, start = run_once(table), run_once(window)
            say(f"  start {number}: {start.seconds:.3f} s, empty table {empty.seconds:.3f} s")
            if number:
                empties.append(empty)
                starts.append(start)
        settled, empty_settled = run_once([*window, "--settle"]), run_once([*table, "--settle"])
    own = [start.seconds for start in starts]
    other = [empty.seconds for empty in empties]
    return [
        Figure(
            "start to a painted, usable queue", median(own), "s", "empty table process", median(other), MOST_RATIO,
            f"p95 {p95(own):.2f} s; signed in by --as",
        ),
        Figure(
            "memory with the store open", settled.rss, "MB", "empty table process", empty_settled.rss,
            note=f"peak {settled.peak:.0f} MB",
        ),
        Figure("peak memory, limit", settled.peak, "MB", most=MOST_MEGABYTES),
    ]  # fmt: skip


def run_once(arguments: list[str]) -> Started:
    """Start a child, wait until it says that it has painted, and let it end by itself."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    started = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.PIPE, cwd=_PROJECT, env=environment, text=True
    )
    with child:
        assert child.stdout is not None
        first = child.stdout.readline()
        seconds = time.perf_counter() - started
        rest = child.stdout.read()
        code = child.wait(_PATIENCE_S)
    if code or not first:
        raise RuntimeError(f"{' '.join(arguments[:2])} ended with {code} before it had painted")
    used = json.loads(rest.splitlines()[0] or "{}")
    return Started(seconds, used.get("rss", 0.0), used.get("peak", 0.0))
