"""Importing a call log: rows a second against reading the file and inserting plain rows, and memory by the size of the file."""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from random import Random

from bench.big_store import keep_keys_in_files
from bench.figures import Figure, median
from madiun_console.actions.desk import Desk, Session
from madiun_console.data_files.import_file import BATCH, run_import
from madiun_console.data_files.inspect_table import look_at, rows_below
from madiun_console.data_files.opening_table import open_table
from madiun_console.domain.past_rows.row_reader import RowReader
from madiun_console.domain.rulebook import Rulebook
from madiun_console.opening import found
from madiun_console.resources import load_rulebook

ROWS, ROUNDS = 10_000, 3
FEW, MANY = 10_000, 100_000
MOST_RATIO, MOST_GROWTH = 8.0, 1.25
_HEADERS = (
    "Waktu lapor", "Kanal", "Nomor telepon", "Nama pelapor", "Laporan", "Jenis", "Level", "Kelurahan", "Alamat", "Hasil",
    "Waktu selesai", "Instansi", "Catatan",
)  # fmt: skip
_STORIES = (
    "Ada sekitar 40 orang kumpul di dekat lapangan, bawa kayu, mulai teriak-teriak ke rombongan lain",
    "Warga dua RT saling lempar batu di dekat pos ronda, sudah ada yang luka, tolong segera",
    "Konvoi motor geber-geber di depan sekolah, spanduk dirobek, warga resah",
)
_PEAK = """
import resource, sys
from pathlib import Path
from bench.importing import take_in
take_in(Path(sys.argv[1]), Path(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def measure(say: Callable[[str], None]) -> list[Figure]:
    """Files of ROWS rows, imported and inserted plainly in turns into one store; then a small and a large one each alone."""
    keep_keys_in_files()
    with tempfile.TemporaryDirectory(prefix="madiun-bench-") as name:
        place = Path(name)
        say(f"  importing {ROUNDS} x {ROWS:,} rows")
        rulebook = load_rulebook()
        center = found(place / "store", "B", "Bench", "bench-only", rulebook=rulebook)
        desk, by = center.desk, center.session
        times: dict[str, list[float]] = {"import": [], "plain": [], "raw": [], "again": []}
        for nth in range(ROUNDS):
            path = write_log(place / f"log{nth}.csv", rulebook, ROWS, nth)
            times["plain"].append(_seconds(_plain, desk, path))
            times["import"].append(_seconds(_import, desk, by, path))
            times["raw"].append(_seconds(_raw, desk, path))
            times["again"].append(_seconds(_import, desk, by, path))
        desk.store.close()
        few, many = (
            _peak(place, write_log(place / f"{rows}.csv", rulebook, rows, 77), say) for rows in (FEW, MANY)
        )
    whole, plain, raw, again = (median(times[kind]) for kind in ("import", "plain", "raw", "again"))
    return [
        Figure(
            f"import of {ROWS:,} rows", whole, "s", "reading the same file and inserting plain rows", plain, MOST_RATIO,
            f"{ROWS / whole:,.0f} rows a second, each 4 facts, 4 headers, 4 rows of projections and the index",
        ),
        Figure(
            "the same", whole, "s", "csv.reader alone and inserting its cells", raw,
            note="no dates, no codes, no checks are read",
        ),
        Figure("the same file again, which adds nothing", again, "s", note=f"{ROWS / again:,.0f} rows a second"),
        Figure(
            f"peak memory of an import of {MANY:,} rows", many, "MB", f"of {FEW:,} rows", few, MOST_GROWTH,
            "a process each",
        ),
    ]  # fmt: skip


def write_log(path: Path, rulebook: Rulebook, rows: int, seed: int) -> Path:
    """A call log of incidents, every row another."""
    random = Random(seed)
    kinds = [kind.name_id for kind in rulebook.subs if kind.id not in rulebook.outcomes_by_id]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(_HEADERS)
        for n in range(rows):
            minute = n * 400_000 // rows  # over nine months
            day, month = minute // 1440 % 28 + 1, minute // (1440 * 28) % 12 + 1
            when = f"{day:02d}/{month:02d}/{2015 + seed % 10} {minute // 60 % 24:02d}.{minute % 60:02d}"
            unit = random.choice(rulebook.kelurahan)
            writer.writerow((
                when, random.choice(rulebook.channels).name_id, f"0812{random.randrange(10_000_000):08d}", f"Warga {n}",
                f"{random.choice(_STORIES)} (ke-{seed}-{n})", random.choice(kinds), random.choice(rulebook.levels).word.name_id,
                unit.name if unit.name not in ("Taman", "Manguharjo", "Kartoharjo") else "Winongo", f"Jl. Merak {n % 90}",
                random.choice(rulebook.closings).name_id, when, "Polsek Taman", "dicatat petugas",
            ))  # fmt: skip
    return path


def take_in(store: Path, path: Path) -> None:
    """Import a file into a new center; for a process of its own."""
    center = found(store, "B", "Bench", "bench-only")
    _import(center.desk, center.session, path)
    center.desk.store.close()


def _seconds(work: Callable[..., None], *arguments: object) -> float:
    started = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - started


def _import(desk: Desk, by: Session, path: Path) -> None:
    table = open_table(path)
    sight = look_at(table)
    report = run_import(desk, by, path, table, sight, sight.mapping)
    if report.refused:
        raise LookupError(report.refused[0].reason("en"))


def _plain(desk: Desk, path: Path) -> None:
    """The file read as an import reads it, dates and codes and all; each row inserted as one plain row."""
    table = open_table(path)
    sight = look_at(table)
    reader = RowReader(desk.rulebook, sight.headers, sight.mapping, desk.store.clock.now_ms())
    read = (reader.read(row.number, row.cells) for row in rows_below(table, sight.header_line))
    rows = (
        (
            row.reported, row.closed, row.channel, row.phone, row.name, row.narrative, row.kind_id, row.level, row.unit,
            row.address, row.closing, row.note, row.told.get("Instansi", ""),
        )
        for row in read
    )  # fmt: skip
    _insert(desk, rows)


def _raw(desk: Desk, path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        _insert(desk, csv.reader(stream, delimiter=";"))


def _insert(desk: Desk, rows: object) -> None:
    columns = ", ".join(f"c{at}" for at in range(len(_HEADERS)))
    marks = ", ".join("?" * len(_HEADERS))
    with desk.store.own() as cursor:
        cursor.execute(f"CREATE TABLE IF NOT EXISTS bench_plain(id INTEGER PRIMARY KEY, {columns})")
    source = iter(rows)  # type: ignore[call-overload]
    while batch := list(islice(source, BATCH)):
        with desk.store.own() as cursor:
            cursor.executemany(f"INSERT INTO bench_plain({columns}) VALUES ({marks})", batch)  # noqa: S608


def _peak(place: Path, path: Path, say: Callable[[str], None]) -> float:
    """Peak memory of a process that imports the file, MB."""
    say(f"  importing {path.stem} rows in a process of its own")
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, str(place / f"store-{path.stem}"), str(path)], check=True, capture_output=True,
        text=True, cwd=Path(__file__).resolve().parent.parent,
    )  # fmt: skip
    return int(done.stdout) / 1024
