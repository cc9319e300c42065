"""`export`: the masked data as JSON, to a file that appears only when it is complete, or to standard output."""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

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
    _pour(desk, out, "-")
    out.flush()


def _to_file(desk: Desk, target: Path) -> tuple[int, int]:
    if target.exists() and not target.is_file():  # a pipe or device cannot be replaced, only written to
        with target.open("wb") as stream:
            return _pour(desk, stream, str(target))
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.new")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            counts = _pour(desk, file, str(target))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(target)
    except OSError as error:
        _discard(fresh)
        raise environment_fault(error, target) from error
    except BaseException:
        _discard(fresh)
        raise
    return counts


class _OutputFailed(Exception):
    """Carries an error of the output past the store, which would take it for its own."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


def _pour(desk: Desk, stream: IO[bytes], name: str) -> tuple[int, int]:
    def write(text: str) -> None:
        try:
            stream.write(text.encode())
        except OSError as error:
            error.filename = error.filename or name
            raise _OutputFailed(error) from error

    try:
        return export_json(desk, write)
    except _OutputFailed as failed:
        raise failed.error from failed


def _discard(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)
