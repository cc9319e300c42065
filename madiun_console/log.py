"""The rotating log in the data folder: everything that goes wrong is written here and no traceback reaches a person.

Rule: no personal data in the log. Log ids and counts, never names, numbers, addresses or narratives. What slips into an
exception's text all the same is cut out here: runs of digits that look like a phone or identity number, and the
parameters that SQLAlchemy quotes. Times are written as times, since epoch milliseconds look like a number to mask.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING, Literal

from madiun_console.durable_file import make_folder
from madiun_console.errors import ConsoleError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

FILE_NAME = "madiun-console.log"
FILE_BYTES = 1_000_000
OLD_FILES = 4  # with the current one: five files of 1 MB

_log = logging.getLogger(__name__)

# A UUID is left as it is (ids are what the log is for); otherwise nine digits or more with at most two separators
# between them are somebody's number. A date (20261123) has eight.
_NUMBER = re.compile(
    r"(?P<uuid>\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b)"
    r"|(?<![0-9a-z])\+?\d(?:[ ./()\-]{0,2}\d){8,}(?![0-9a-z])",
    re.IGNORECASE,
)
_SQL_PARAMETERS = re.compile(r"\[parameters: .*?\](?=\s*(?:\n|$|\(Background))", re.DOTALL)


def log_file(data_dir: Path) -> Path:
    """Return where the log of this data folder stands."""
    return data_dir / "log" / FILE_NAME


def short_apology(lang: str, file: Path) -> str:
    """Return what a person is told when the fault is ours."""
    if lang == "en":
        return f"The program made a mistake. What was saved is safe. Details are in the log file: {file}"
    return (
        f"Terjadi kesalahan pada program. Data yang sudah tersimpan aman. Rincian ada di berkas log: {file}"
    )


def without_personal_data(text: str) -> str:
    """Return `text` with phone-like runs of digits and quoted SQL parameters cut out."""
    return _NUMBER.sub(lambda found: found["uuid"] or "•••", _SQL_PARAMETERS.sub("[parameters: •••]", text))


def setup_log(data_dir: Path, *, debug: bool = False) -> Path:
    """Start logging into the data folder and return the file; a second call moves the log there.

    Raises an `EnvironmentFault` when the folder cannot be made. Later trouble with the file (disk full) stays silent:
    the log must never be the reason why a call is lost.
    """
    close_log()
    file = log_file(data_dir)
    make_folder(file.parent)
    handler = _PatientHandler(
        file,
        maxBytes=FILE_BYTES,
        backupCount=OLD_FILES,
        encoding="utf-8",
        errors="backslashreplace",
        delay=True,
    )
    handler.setFormatter(_DiscreetFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("madiun_console").setLevel(logging.DEBUG if debug else logging.INFO)
    logging.captureWarnings(capture=True)
    return file


def close_log() -> None:
    """Stop logging into a file; what comes later goes nowhere until `setup_log` is called again."""
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, _PatientHandler)]:
        root.removeHandler(handler)
        handler.close()
        logging.captureWarnings(capture=False)


def catch_everything(tell: Callable[[ConsoleError | None], None]) -> None:
    """Send every exception that nobody caught to the log, from any thread and from Qt's slots.

    `tell` is then called in the thread where it happened: with the error when it has words for a person, with None
    when the fault is ours (say `short_apology`). It must only hand over, not paint.
    """

    def uncaught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None, where: str
    ) -> None:
        if issubclass(kind, (KeyboardInterrupt, SystemExit)):
            return
        if isinstance(error, ConsoleError):
            _log.warning("%s in %s", error.id, where)
        else:
            _log.critical("uncaught in %s", where, exc_info=(kind, error, trace))
        try:
            tell(error if isinstance(error, ConsoleError) else None)
        except Exception:  # noqa: BLE001  (whatever it is, it must not come back here)
            _log.exception("the apology failed")

    def in_thread(args: threading.ExceptHookArgs) -> None:
        thread = "a thread that is gone" if args.thread is None else args.thread.name
        uncaught(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback, thread)

    def in_destructor(args: sys.UnraisableHookArgs) -> None:
        # nothing a person does depends on it: log it, do not apologise
        error = args.exc_value or args.exc_type()
        _log.error("ignored exception", exc_info=(args.exc_type, error, args.exc_traceback))

    sys.excepthook = lambda kind, error, trace: uncaught(kind, error, trace, "the main thread")
    threading.excepthook = in_thread
    sys.unraisablehook = in_destructor


QtMessageKind = Literal["debug", "info", "warning", "critical", "fatal"]
_LEVELS = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warning": logging.WARNING,
    "critical": logging.ERROR,
    "fatal": logging.CRITICAL,
}


def log_qt_message(kind: QtMessageKind, category: str, text: str) -> None:
    """Write a message of Qt's into our log; `ui` installs it with qInstallMessageHandler."""
    logging.getLogger(f"madiun_console.qt.{category or 'default'}").log(_LEVELS[kind], "%s", text)


class _DiscreetFormatter(logging.Formatter):
    """One line per record, and nobody's number in it."""

    def __init__(self) -> None:
        super().__init__("%(message)s")

    def format(self, record: logging.LogRecord) -> str:
        text = without_personal_data(super().format(record))
        at = self.formatTime(record, "%Y-%m-%d %H:%M:%S")
        return f"{at}.{record.msecs:03.0f} {record.levelname:<8} {record.threadName} {record.name}: {text}"


class _PatientHandler(RotatingFileHandler):
    """Goes on writing when the file cannot be turned over (Windows: another process has it open)."""

    def doRollover(self) -> None:  # noqa: N802  (the library's name)
        try:
            super().doRollover()
        except OSError:
            self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (the library's name)
        # The default prints a traceback to stderr, where a person sees it; there is no other place to complain.
        del record
