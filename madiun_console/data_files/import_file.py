"""An import from end to end: rows are read, judged and logged by hundreds; what is refused goes into a file to mend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.import_reports import (
    ImportRun,
    Tally,
    finish_import,
    import_rows,
    known_subjects,
    may_import,
    subjects_of,
)
from madiun_console.data_files.faults import told
from madiun_console.data_files.inspect_table import Sight, rows_below
from madiun_console.data_files.refused_rows import RefusedRows, place_of_refused
from madiun_console.data_files.table import BrokenRow, Table
from madiun_console.domain.changes import Changes
from madiun_console.domain.past_rows.headers import Mapping
from madiun_console.domain.past_rows.past_row import PastRow
from madiun_console.domain.past_rows.row_reader import RowReader

BATCH = 500
"""Rows in one transaction: a flush to the disk costs as much as some hundred rows, and a cancel waits for one batch."""
MOST_TOLD = 50
"""So many refused rows are told one by one; all of them are in the file."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class RefusedTold:
    """A refused row as it is told: its number, and for each mistake the column and the reason in both languages."""

    line: int
    faults: tuple[tuple[str, str, str], ...]

    def columns(self) -> str:
        """The columns that are wrong."""
        return ", ".join(dict.fromkeys(column for column, _, _ in self.faults if column))

    def reason(self, language: str) -> str:
        """Every reason, with its column."""
        which = 2 if language == "en" else 1
        return "; ".join(f"{one[0]}: {one[which]}" if one[0] else one[which] for one in self.faults)


@dataclass(slots=True)
class ImportReport:
    """What came of an import, or would come of it."""

    tally: Tally
    refused: list[RefusedTold] = field(default_factory=list)
    refused_file: Path | None = None
    trouble: tuple[str, str] | None = None
    """Why the file of refused rows could not be written, in both languages."""
    unknown: dict[str, dict[str, int]] = field(default_factory=dict)
    """Coded field -> unknown word -> rows."""
    first: list[PastRow] = field(default_factory=list)
    """The first rows as they were read."""
    cancelled: bool = False
    changes: Changes = field(default_factory=Changes)


def run_import(
    desk: Desk,
    by: Session,
    path: Path,
    table: Table,
    sight: Sight,
    mapping: Mapping,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportReport:
    """Take a file in, or with `dry_run` only say what would come of it.

    Cancelled or killed, whole batches stay; running it again adds what is missing. Raises a ConsoleError when the store
    or the disk refuses, the batches before that stay too.
    """
    may_import(desk, by)
    reader = RowReader(desk.rulebook, sight.headers, mapping, desk.store.clock.now_ms())
    run = ImportRun()
    report = ImportReport(run.tally, unknown=reader.unknown_words)
    kept = RefusedRows(place_of_refused(path), sight.headers, table.separator)
    batch: list[PastRow] = []
    since_told = 0

    def put() -> None:
        if dry_run:
            _look(desk, run, batch)
        else:
            import_rows(desk, by, run, batch)
        batch.clear()
        if progress is not None:
            progress(table.position, table.size)

    try:
        with told(path):
            for row in rows_below(table, sight.header_line):
                since_told += 1
                if isinstance(row, BrokenRow):
                    _refuse(report, kept, row.number, row.cells, (("", row.text_id, row.text_en),), dry_run)
                else:
                    read = reader.read(row.number, row.cells)
                    if read is None:
                        continue
                    if isinstance(read, PastRow):
                        run.tally.rows += 1
                        batch.append(read)
                        if len(report.first) < 5:
                            report.first.append(read)
                    else:
                        faults = tuple((one.column, one.text_id, one.text_en) for one in read.faults)
                        _refuse(report, kept, read.line, read.cells, faults, dry_run)
                if len(batch) >= BATCH or since_told >= 4 * BATCH:
                    since_told = 0
                    put()
                    if cancelled():
                        report.cancelled = True
                        break
            else:
                put()
    finally:
        report.refused_file = kept.keep()
        if kept.failure is not None:
            report.trouble = (kept.failure.text_id, kept.failure.text_en)
    if not dry_run and not report.cancelled:
        report.changes = finish_import(desk, by, run, path.name)
    elif run.opened:
        report.changes = Changes(incidents=frozenset(run.opened))
    return report


def _look(desk: Desk, run: ImportRun, rows: list[PastRow]) -> None:
    """Count what a batch would add."""
    if not rows:
        return
    pairs = subjects_of(run, rows)
    known = known_subjects(desk, [subject for subject, _ in pairs])
    for subject, row in pairs:
        if subject in known:
            run.tally.known += 1
            continue
        known.add(subject)
        run.tally.added += 1
        run.tally.calls += bool(row.call_outcome)
        run.tally.still_open += row.is_open


def _refuse(
    report: ImportReport,
    kept: RefusedRows,
    line: int,
    cells: tuple[str, ...],
    faults: tuple[tuple[str, str, str], ...],
    dry_run: bool,
) -> None:
    report.tally.rows += 1
    report.tally.refused += 1
    one = RefusedTold(line, faults)
    if len(report.refused) < MOST_TOLD:
        report.refused.append(one)
    if not dry_run:
        kept.add(line, cells, one.columns(), one.reason("id"))
