"""The rows that did not go in, in a file beside the one that was read: mend them there and import that file."""

from __future__ import annotations

import csv
import io
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from madiun_console.data_files.faults import file_fault
from madiun_console.data_files.inert_text import inert
from madiun_console.data_files.whole_file import whole_file
from madiun_console.domain.past_rows.fields import REASON_COLUMNS
from madiun_console.errors import ConsoleError

ENDING = "-ditolak.csv"


def place_of_refused(path: Path) -> Path:
    """Where the refused rows of a file go: `panggilan.xlsx` -> `panggilan-ditolak.csv`."""
    return path.with_name(path.stem + ENDING)


class RefusedRows:
    """Begun with the first row that is refused; the file appears with `keep`, or never."""

    def __init__(self, target: Path, headers: tuple[str, ...], separator: str) -> None:
        self.target = target
        self._headers = headers
        self._separator = separator or ","
        self._stack = ExitStack()
        self._stream: IO[bytes] | None = None
        self.failure: ConsoleError | None = None
        """Why the file could not be written; the import goes on without it."""

    def add(self, line: int, cells: tuple[str, ...], columns: str, reason: str) -> None:
        """One row as it was, with its number, the columns that are wrong, and why."""
        try:
            if self._stream is None and self.failure is None:
                self._stream = self._stack.enter_context(whole_file(self.target))
                self._stream.write(b"\xef\xbb\xbf")
                self._write((*self._headers, *REASON_COLUMNS))
            padded = (*cells, *("" for _ in range(len(self._headers) - len(cells))))
            self._write((*map(inert, padded), str(line), columns, reason))
        except ConsoleError as error:
            self.failure, self._stream = error, None
        except OSError as error:
            self._fail(error)

    def keep(self) -> Path | None:
        """Let the file appear; gives its path, None when no row was refused or it could not be written."""
        if self._stream is None:
            return None
        try:
            self._stack.close()
        except ConsoleError as error:
            self.failure = error
            return None
        return self.target

    def _fail(self, error: OSError) -> None:
        self.failure, self._stream = file_fault(error, self.target), None
        self._stack.__exit__(OSError, error, error.__traceback__)  # takes the half-made file away

    def _write(self, cells: tuple[str, ...]) -> None:
        if self._stream is not None:
            text = io.StringIO()
            csv.writer(text, delimiter=self._separator, lineterminator="\r\n").writerow(cells)
            self._stream.write(text.getvalue().encode("utf-8", "replace"))
