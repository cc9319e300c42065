"""`export`: the masked data as JSON, to a file that appears only when it is complete, or to standard output."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

from madiun_console.commands.arguments import Arguments
from madiun_console.commands.people import signed_in
from madiun_console.commands.voice import Voice
from madiun_console.db.desk import Desk
from madiun_console.errors import ExitCode, environment_fault
from madiun_console.opening import open_desk
from madiun_console.queries.export import export_json


def export(given: Arguments, data: Path, voice: Voice) -> int:
    """Write everything that may be shown to anybody who may sign in."""
    desk = open_desk(data, writing=False)
    try:
        signed_in(desk, given)
        if given.file == "-":
            _to_stdout(desk)
            return ExitCode.OK
        target = Path(given.file).expanduser().absolute()
        reports, incidents = _to_file(desk, target)
    finally:
        desk.store.close()
    voice.say(
        f"Diekspor ke {target}: {reports} laporan, {incidents} kejadian, identitas tersamar.",
        f"Exported to {target}: {reports} reports, {incidents} incidents, identities masked.",
    )
    return ExitCode.OK


def _to_stdout(desk: Desk) -> None:
    out = sys.stdout.buffer  # UTF-8 whatever the console speaks
    export_json(desk, lambda text: out.write(text.encode()))
    out.flush()


def _to_file(desk: Desk, target: Path) -> tuple[int, int]:
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
    try:
        try:
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                counts = export_json(desk, file.write)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(target)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise environment_fault(error, target) from error
    return counts
