"""`import`: a table of past calls into the store, or with `--dry-run` what would come of it."""

from __future__ import annotations

from pathlib import Path

from madiun_console.commands.arguments import Arguments
from madiun_console.commands.people import signed_in
from madiun_console.commands.voice import Voice
from madiun_console.data_files.import_file import ImportReport, run_import
from madiun_console.data_files.inspect_table import Sight, look_at
from madiun_console.data_files.mapping_file import mapping_text, read_mapping
from madiun_console.data_files.opening_table import open_table
from madiun_console.db.desk import Desk
from madiun_console.domain.past_rows.code_words import CodeWords
from madiun_console.domain.past_rows.fields import FIELDS_BY_ID
from madiun_console.domain.past_rows.headers import Mapping
from madiun_console.errors import ExitCode
from madiun_console.opening import open_desk


def import_file(given: Arguments, data: Path, voice: Voice) -> int:
    """Read the file; exit code 0 also when rows were refused, they are told and written to a file."""
    path = Path(given.file).expanduser().absolute()
    desk = open_desk(data)
    try:
        session = signed_in(desk, given)
        table = open_table(path)
        sight = look_at(table)
        mapping = (
            sight.mapping if given.map_file is None else read_mapping(given.map_file, sight, desk.rulebook)
        )
        _tell_file(voice, table.encoding, table.separator, sight, mapping)
        for text_id, text_en in table.notes:
            voice.warn(text_id, text_en)
        report = run_import(
            desk, session, path, table, sight, mapping, dry_run=given.dry_run, progress=voice.progress
        )
    finally:
        desk.store.close()
    _tell_refused(voice, report)
    if given.dry_run:
        _tell_mapping(desk, voice, sight, mapping, report)
    _tell_result(voice, report, dry_run=given.dry_run)
    return ExitCode.OK


def _tell_file(voice: Voice, encoding: str, separator: str, sight: Sight, mapping: Mapping) -> None:
    cut = {"\t": "tab"}.get(separator, separator)
    voice.warn(
        f"Berkas: {encoding}{f', pemisah {cut}' if cut else ''}, judul kolom di baris {sight.header_line}.",
        f"File: {encoding}{f', separator {cut}' if cut else ''}, header in row {sight.header_line}.",
    )
    for header, field in zip(sight.headers, mapping.columns, strict=True):
        named = (
            FIELDS_BY_ID[field].label(voice.lang) if field else voice.pick("(tidak diambil)", "(left out)")
        )
        voice.warn(f"  {header} -> {named}", f"  {header} -> {named}")


def _tell_refused(voice: Voice, report: ImportReport) -> None:
    for one in report.refused:
        voice.warn(f"Baris {one.line}: {one.reason('id')}", f"Row {one.line}: {one.reason('en')}")
    more = report.tally.refused - len(report.refused)
    if more > 0:
        voice.warn(f"… dan {more} baris lain.", f"… and {more} more rows.")


def _tell_mapping(desk: Desk, voice: Voice, sight: Sight, mapping: Mapping, report: ImportReport) -> None:
    text = mapping_text(sight, mapping, report.unknown, CodeWords(desk.rulebook))
    voice.say(
        f"# Pencocokan; simpan, ubah seperlunya, dan pakai dengan --map\n{text}",
        f"# Mapping; save it, change what is wrong, and use it with --map\n{text}",
    )


def _tell_result(voice: Voice, report: ImportReport, *, dry_run: bool) -> None:
    tally = report.tally
    reports = tally.added - tally.calls
    told = (
        f"{tally.rows} baris: {reports} laporan dan {tally.calls} panggilan",
        f"{tally.rows} rows: {reports} reports and {tally.calls} calls",
    )
    rest = (
        f"{tally.known} sudah ada, {tally.refused} ditolak, {tally.still_open} masih terbuka.",
        f"{tally.known} known already, {tally.refused} refused, {tally.still_open} still open.",
    )
    if dry_run:
        voice.say(f"{told[0]} akan masuk, {rest[0]} Belum ada yang disimpan.",
                  f"{told[1]} would go in, {rest[1]} Nothing was saved yet.")  # fmt: skip
    else:
        voice.say(f"{told[0]} masuk, {rest[0]}", f"{told[1]} went in, {rest[1]}")
    if report.refused_file is not None:
        voice.say(
            f"Baris yang ditolak ada di {report.refused_file}: perbaiki di sana, lalu impor berkas itu.",
            f"The refused rows are in {report.refused_file}: mend them there, then import that file.",
        )
    if report.trouble is not None:
        voice.warn(*report.trouble)
