"""What goes wrong is written down, without anybody's number, and nothing is shown to a person but an apology."""

from __future__ import annotations

import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madiun_console.errors import ConsoleError, EnvironmentFault, NotAllowed
from madiun_console.log import (
    FILE_BYTES,
    catch_everything,
    close_log,
    log_file,
    log_qt_message,
    setup_log,
    short_apology,
    without_personal_data,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.logfail import LogGuard

LOGGER = logging.getLogger("madiun_console.test")


@pytest.fixture
def file(data_dir: Path) -> Iterator[Path]:
    """Return the log file of a log that is set up for this test."""
    root, own = logging.getLogger(), logging.getLogger("madiun_console")
    levels = root.level, own.level
    yield setup_log(data_dir)
    close_log()
    root.setLevel(levels[0])
    own.setLevel(levels[1])


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[ConsoleError | None]:
    """Install the hooks and return what they told, put back afterwards."""
    for owner, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    heard: list[ConsoleError | None] = []
    catch_everything(heard.append)
    return heard


def raise_and_hook(error: BaseException) -> None:
    try:
        raise error
    except BaseException as caught:  # noqa: BLE001
        sys.excepthook(type(caught), caught, caught.__traceback__)


def test_a_line_has_time_level_thread_and_logger(file: Path) -> None:
    LOGGER.info("store opened, %d events", 12)
    (line,) = file.read_text(encoding="utf-8").splitlines()
    assert line.endswith(" INFO     MainThread madiun_console.test: store opened, 12 events")
    assert line[:2] == "20"


def test_debug_lines_only_when_asked(file: Path, data_dir: Path) -> None:
    LOGGER.debug("quiet")
    setup_log(data_dir, debug=True)
    LOGGER.debug("loud")
    assert "quiet" not in file.read_text()
    assert file.read_text().count("loud") == 1  # the second set-up replaced the first


def test_it_turns_over_and_keeps_five_files(file: Path) -> None:
    for _ in range(7):
        LOGGER.info("x" * (FILE_BYTES - 1000))
        LOGGER.info("y" * 2000)
    files = list(file.parent.iterdir())
    assert len(files) == 5
    assert all(one.stat().st_size <= FILE_BYTES for one in files)


def test_a_log_that_cannot_turn_over_goes_on(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    LOGGER.info("first")
    (file.parent / f"{file.name}.1").mkdir()  # the old file's name is taken by what cannot be replaced
    (file.parent / f"{file.name}.1" / "inside").touch()
    (file.parent / f"{file.name}.2").touch()
    LOGGER.info("x" * FILE_BYTES)
    LOGGER.info("last")
    assert "last" in file.read_text()
    assert capsys.readouterr().err == ""


def test_a_bad_log_call_never_prints_a_traceback(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (handler,) = [one for one in logging.getLogger().handlers if isinstance(one, RotatingFileHandler)]
    # straight to the handler: pytest's own would raise, and xdist cannot report a lone surrogate that it captured
    for text, arguments in (("%d", ("no number",)), ("lone surrogate \ud800 and NUL \0", None)):
        handler.handle(logging.LogRecord("x", logging.INFO, __file__, 1, text, arguments, None))
    assert capsys.readouterr().err == ""
    assert "lone surrogate" in file.read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_made_is_told(data_dir: Path) -> None:
    data_dir.write_text("in the way")
    with pytest.raises(EnvironmentFault):
        setup_log(data_dir)


@pytest.mark.usefixtures("told")
def test_an_uncaught_exception_is_written_with_its_trace_and_without_the_number(
    file: Path, told: list[ConsoleError | None], log_guard: LogGuard, capsys: pytest.CaptureFixture[str]
) -> None:
    log_guard.expect("uncaught in the main thread")
    raise_and_hook(RuntimeError("caller 0812-3456-7890 not found"))
    written = file.read_text()
    assert "RuntimeError: caller ••• not found" in written
    assert "raise_and_hook" in written
    assert told == [None]
    assert capsys.readouterr().err == ""


def test_an_error_with_words_for_a_person_is_handed_over(
    file: Path, told: list[ConsoleError | None], log_guard: LogGuard
) -> None:
    refused = NotAllowed("lower_level", "Hanya supervisor.", "Supervisors only.")
    log_guard.expect("lower_level")
    raise_and_hook(refused)
    assert told == [refused]
    assert "Traceback" not in file.read_text()


def test_ctrl_c_is_no_fault(file: Path, told: list[ConsoleError | None]) -> None:
    raise_and_hook(KeyboardInterrupt())
    assert told == []
    assert not file.exists()


def test_a_thread_that_dies_is_written_down(
    file: Path, told: list[ConsoleError | None], log_guard: LogGuard
) -> None:
    def die() -> None:
        message = "in the store thread"
        raise RuntimeError(message)

    log_guard.expect("uncaught in store")
    thread = threading.Thread(target=die, name="store")
    thread.start()
    thread.join()
    assert "RuntimeError: in the store thread" in file.read_text()
    assert told == [None]


@pytest.mark.usefixtures("file")
def test_an_apology_that_fails_is_no_second_fault(
    told: list[ConsoleError | None], log_guard: LogGuard, capsys: pytest.CaptureFixture[str]
) -> None:
    def tell(error: ConsoleError | None) -> None:
        message = "no window"
        raise RuntimeError(message) from error

    catch_everything(tell)
    log_guard.expect("uncaught")
    log_guard.expect("the apology failed")
    raise_and_hook(RuntimeError("first"))
    assert told == []
    assert capsys.readouterr().err == ""


def test_an_exception_in_a_destructor_is_only_logged(
    file: Path, told: list[ConsoleError | None], log_guard: LogGuard
) -> None:
    class Broken:
        def __del__(self) -> None:
            message = "while going"
            raise RuntimeError(message)

    log_guard.expect("ignored exception")
    Broken()
    assert "while going" in file.read_text()
    assert told == []


def test_qt_messages_come_under_their_category(file: Path, log_guard: LogGuard) -> None:
    log_guard.expect("parent is in another thread")
    log_qt_message("warning", "qt.core", "parent is in another thread")
    log_qt_message("debug", "", "quiet")
    (line,) = file.read_text().splitlines()
    assert "WARNING" in line
    assert "madiun_console.qt.qt.core: parent" in line


def test_the_apology_names_the_log_file_in_both_languages(data_dir: Path) -> None:
    file = log_file(data_dir)
    assert short_apology("id", file).startswith(
        "Terjadi kesalahan pada program. Data yang sudah tersimpan aman."
    )
    assert short_apology("id", file).endswith(f"berkas log: {file}")
    assert short_apology("en", file).endswith(str(file))


@pytest.mark.parametrize(
    "number",
    [
        "081234567890",
        "+6281234567890",
        "0812 3456 7890",
        "0812-3456-7890",
        "+62 812.3456.7890",
        "0812/3456/7890",
        "(0351) 464123",
        "3577012304850001",
    ],
)
def test_numbers_of_people_are_cut_out(number: str) -> None:
    assert without_personal_data(f"telp {number}, lalu").replace("(", "") == "telp •••, lalu"


@pytest.mark.parametrize(
    "text",
    [
        "incident 20261123-B017",
        "B23-017 level high",
        "2026-11-23 at 14:32:01",
        "01934f5c-7b1a-7c2e-9f00-123456789012",
        "12345 events in 0.24 s, line 1234",
        "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ],
)
def test_what_the_log_is_for_stays_readable(text: str) -> None:
    assert without_personal_data(text) == text


def test_the_parameters_that_sqlalchemy_quotes_are_cut_out() -> None:
    text = (
        "(IntegrityError) UNIQUE failed\n[SQL: INSERT INTO x VALUES (?, ?)]\n"
        "[parameters: ('Siti [RT 3]', 'Jl. Merak\n 5')]\n(Background on this error at: y)"
    )
    hidden = without_personal_data(text)
    assert "Siti" not in hidden
    assert "Merak" not in hidden
    assert "INSERT INTO x" in hidden
    assert "Background" in hidden


@given(st.text("0123456789", min_size=9, max_size=16), st.text(" .-/", max_size=1), st.text())
def test_no_long_run_of_digits_passes(digits: str, separator: str, around: str) -> None:
    number = separator.join(digits[at : at + 4] for at in range(0, len(digits), 4))
    cleaned = without_personal_data(f"{around} : {number} : {around}")
    assert number not in cleaned
