"""`export`: the data as CSV, XLSX, JSON or GeoJSON, to a file that appears only when it is complete, or to standard output."""

from __future__ import annotations

import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

from madiun_console.commands.arguments import Arguments
from madiun_console.commands.people import signed_in
from madiun_console.commands.voice import Voice
from madiun_console.data_files.export_file import Exported, ExportWish, export_to_file, export_to_stream
from madiun_console.domain.clock import WIB
from madiun_console.errors import EnvironmentFault, ExitCode, InvalidInput
from madiun_console.opening import open_desk
from madiun_console.queries.table_columns import Period


def export(given: Arguments, data: Path, voice: Voice) -> int:
    """Write what may be shown to anybody who may sign in, or, for a supervisor with a reason, all of it."""
    if given.reason and not given.unmasked:
        raise InvalidInput(
            "reason_alone", "--reason hanya untuk --unmasked.", "--reason is only for --unmasked."
        )
    if given.file == "-" and sys.__stdout__ is None:  # whoever started us closed it: nothing would arrive
        raise EnvironmentFault(
            "output_closed",
            "Keluaran standar tertutup, jadi ekspor ke - tidak sampai ke mana pun. Sebutkan nama berkas.",
            "Standard output is closed, so an export to - would reach nobody. Name a file.",
        )
    period = Period(_start(given.since), _start(given.until, days=1))
    wish = ExportWish(given.format, period, voice.lang, given.unmasked, given.reason)
    desk = open_desk(data, writing=given.unmasked)
    try:
        session = signed_in(desk, given)
        if given.file == "-":
            export_to_stream(desk, session, wish, sys.stdout.buffer, "-")  # UTF-8 whatever the console speaks
            return ExitCode.OK
        target = Path(given.file).expanduser().absolute()
        done = export_to_file(desk, session, wish, target, voice.progress)
    finally:
        desk.store.close()
    _tell(voice, wish, target, done)
    return ExitCode.OK


def _start(day: date | None, days: int = 0) -> int | None:
    """Midnight (WIB) at the beginning of a day, milliseconds."""
    if day is None:
        return None
    try:
        midnight = datetime.combine(day, time(), WIB) + timedelta(days=days)
    except OverflowError:
        return None
    return int(midnight.timestamp() * 1000)


def _tell(voice: Voice, wish: ExportWish, target: Path, done: Exported) -> None:
    match wish.format:
        case "json":
            what = (
                f"{done.rows} laporan, {done.incidents} kejadian",
                f"{done.rows} reports, {done.incidents} incidents",
            )
        case "geojson":
            what = (f"{done.rows} titik kejadian", f"{done.rows} points of incidents")
        case _:
            what = (f"{done.rows} baris", f"{done.rows} rows")
    masked = ("identitas tersamar", "identities masked")
    if wish.unmasked:
        masked = ("dengan identitas; ekspor ini dicatat", "with identities; this export was logged")
    voice.say(
        f"Diekspor ke {target}: {what[0]}, {masked[0]}.", f"Exported to {target}: {what[1]}, {masked[1]}."
    )
    if done.without_place:
        voice.warn(
            f"{done.without_place} kejadian tanpa tempat yang dikenal tidak ada di peta.",
            f"{done.without_place} incidents without a known place are not on the map.",
        )
    if done.cut:
        voice.warn(
            f"{done.cut} teks terlalu panjang untuk sel Excel dan dipotong; pakai CSV untuk teks utuh.",
            f"{done.cut} texts were too long for a cell of Excel and were cut; use CSV for the whole texts.",
        )
