"""An export from end to end: masked unless somebody may and says why, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.export_data import log_export, may_export_unmasked
from madiun_console.data_files.faults import told
from madiun_console.data_files.table_writers import CsvWriter, TableWriter, xlsx_writer
from madiun_console.data_files.whole_file import takes_a_stream, whole_file, whole_file_made_elsewhere
from madiun_console.errors import InvalidInput
from madiun_console.queries.export import export_json
from madiun_console.queries.export_points import write_points
from madiun_console.queries.export_rows import call_log_columns, write_call_log
from madiun_console.queries.table_columns import Column, Period, Value
from madiun_console.written_target import refuse_own_folder

FORMATS = ("csv", "xlsx", "json", "geojson")
TITLES = {"id": "Catatan panggilan", "en": "Call log"}
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is to go out."""

    format: str
    period: Period = field(default_factory=Period)
    language: str = "id"
    unmasked: bool = False
    reason: str = ""


@dataclass(slots=True)
class Exported:
    """What went out."""

    rows: int = 0
    incidents: int = 0
    """Of a JSON file, beside its reports."""
    without_place: int = 0
    """Incidents that a map cannot show."""
    cut: int = 0
    """Texts that were too long for a cell of Excel."""


class Cancelled(Exception):
    """Raised inside an export by `progress` when it is to end; no file is left."""


def export_to_file(
    desk: Desk, by: Session, wish: ExportWish, target: Path, progress: Progress | None = None
) -> Exported:
    """Write the file; a file of that name is replaced once the new one is complete.

    Raises NotAllowed or InvalidInput before anything is written, an EnvironmentFault when the place refuses.
    """
    refuse_own_folder(target, desk.store.folder)
    _allowed(desk, by, wish)
    if takes_a_stream(target):  # what is logged is logged before the first byte is gone
        with told(target), target.open("wb") as stream:
            return export_to_stream(desk, by, wish, stream, str(target))
    if wish.format == "xlsx":
        with whole_file_made_elsewhere(target) as made:
            columns = call_log_columns(wish.language, unmasked=wish.unmasked)
            with xlsx_writer(made, columns, TITLES[wish.language]) as book:
                done = _call_log(desk, wish, book, str(target), progress)
            _log(desk, by, wish, done)
        return done
    with whole_file(target) as stream:
        done = _pour(desk, wish, stream.write, str(target), progress, mark=True)
        _log(desk, by, wish, done)
    return done


def export_to_stream(desk: Desk, by: Session, wish: ExportWish, stream: IO[bytes], name: str) -> Exported:
    """Write to a stream that takes what it is given at once; unmasked data is logged before the first byte."""
    _allowed(desk, by, wish)
    if wish.format == "xlsx":
        raise InvalidInput(
            "xlsx_needs_file", "XLSX perlu nama berkas, bukan -.", "XLSX needs the name of a file, not -."
        )
    if wish.unmasked:
        counted = _pour(desk, wish, len, name, None, mark=False)
        _log(desk, by, wish, counted)
    done = _pour(desk, wish, stream.write, name, None, mark=False)
    stream.flush()
    return done


def write_table(
    target: Path, format_: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]], title: str
) -> int:
    """Write rows that a screen has, of any list, as "csv" or "xlsx"; gives how many."""
    count = 0
    if format_ == "xlsx":
        with whole_file_made_elsewhere(target) as made, xlsx_writer(made, columns, title) as book:
            for row in rows:
                book.row(row)
                count += 1
        return count
    with whole_file(target) as stream:
        table = CsvWriter(stream.write, columns, mark=True)
        for row in rows:
            table.row(row)
            count += 1
    return count


# ------------------------------------------------------------------------------------------------ inside


class _OutputFailed(Exception):
    """Carries an error of the output past the store, which would take it for its own."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


def _allowed(desk: Desk, by: Session, wish: ExportWish) -> None:
    if not wish.unmasked:
        return
    if wish.format == "geojson":
        raise InvalidInput(
            "points_have_no_identity",
            "GeoJSON berisi kejadian, bukan pelapor; ekspor tanpa --unmasked.",
            "GeoJSON holds incidents, not callers; export it without --unmasked.",
        )
    may_export_unmasked(desk, by, wish.reason)


def _log(desk: Desk, by: Session, wish: ExportWish, done: Exported) -> None:
    if wish.unmasked:
        log_export(desk, by, wish.format, done.rows, wish.reason)


def _pour(
    desk: Desk,
    wish: ExportWish,
    take: Callable[[bytes], object],
    name: str,
    progress: Progress | None,
    *,
    mark: bool,
) -> Exported:
    """Hand the export to `take`; gives what it held."""

    def write(data: bytes) -> None:
        try:
            take(data)
        except OSError as error:
            error.filename = error.filename or name
            raise _OutputFailed(error) from error

    try:
        match wish.format:
            case "csv":
                columns = call_log_columns(wish.language, unmasked=wish.unmasked)
                return _call_log(desk, wish, CsvWriter(write, columns, mark=mark), name, progress)
            case "geojson":
                points, without = write_points(
                    desk, wish.period, wish.language, lambda text: write(text.encode())
                )
                return Exported(points, without_place=without)
            case _:
                reports, incidents = export_json(
                    desk, lambda text: write(text.encode()), wish.period, unmasked=wish.unmasked
                )
                return Exported(reports, incidents)
    except _OutputFailed as failed:
        raise failed.error from failed


def _call_log(
    desk: Desk, wish: ExportWish, table: TableWriter, name: str, progress: Progress | None
) -> Exported:
    def write(values: Sequence[Value]) -> None:
        try:
            table.row(values)
        except OSError as error:
            error.filename = error.filename or name
            raise _OutputFailed(error) from error

    try:
        rows = write_call_log(
            desk, wish.period, wish.language, write, unmasked=wish.unmasked, progress=progress
        )
    except _OutputFailed as failed:
        raise failed.error from failed
    return Exported(rows, cut=table.cut)
