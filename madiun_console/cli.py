"""The command line: reads what is wanted, runs it, and turns every failure into a sentence and an exit code.

Nothing heavy is imported before the command is known; the window and each command live elsewhere.
"""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from madiun_console.commands.arguments import PROGRAM, Arguments, parse
from madiun_console.commands.voice import Voice, read_secret
from madiun_console.errors import ConsoleError, EnvironmentFault, ExitCode, InvalidInput

if TYPE_CHECKING:
    from collections.abc import Sequence

_log = logging.getLogger(__name__)
_LOOKING_ONLY = frozenset({"verify", "doctor", "backup", "export", "paper-form", "report", "rules", "server"})
"""Commands that make nothing where there is no store, not even a log."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments (the process's own when None); gives its exit code."""
    _open_streams()
    _soften_streams()
    _keep_logs_off_the_screen()
    try:
        given = parse(list(sys.argv[1:] if argv is None else argv))
    except SystemExit as stop:  # argparse has said what is wrong, or shown the help
        return int(stop.code or 0)
    except OSError as error:  # nothing but the help is written there
        return _help_refused(error)
    voice = Voice(given.lang or "id")
    try:
        return int(_run(given, voice))
    except ConsoleError as error:
        _log.info("refused: %s", error.id)
        return _told(voice, error.text_id, error.text_en, error.exit_code)
    except BrokenPipeError:
        _let_go_of_stdout()
        return _told(
            voice,
            "Keluaran ditutup sebelum selesai ditulis.",
            "The output was closed too early.",
            ExitCode.ENVIRONMENT,
        )
    except KeyboardInterrupt:
        return _told(voice, "Dihentikan.", "Stopped.", 130)
    except OSError as error:
        from madiun_console.errors import environment_fault

        _log.warning("refused by the system", exc_info=True)
        fault = environment_fault(error, Path(error.filename or _data_dir(given)))
        return _told(voice, fault.text_id, fault.text_en, fault.exit_code)
    except Exception as error:  # noqa: BLE001 - no traceback ever reaches a person
        return _fault_of_ours(given, voice, error)


def _run(given: Arguments, voice: Voice) -> int:
    if given.version:
        from madiun_console.commands.about import show_version

        return show_version(voice)
    if given.selftest is not None:
        from madiun_console.commands.selftest import selftest

        return selftest(given.selftest, voice)
    data = _data_dir(given)
    if data.exists() and not data.is_dir():
        raise InvalidInput(
            "data_no_folder",
            f"{data} adalah berkas, bukan folder (--data).",
            f"{data} is a file, not a folder (--data).",
        )
    if given.command not in _LOOKING_ONLY or (data / "store.db").exists():
        _start_log(data, needed=given.command not in _LOOKING_ONLY)
    if given.command in (None, "demo"):
        return _open_window(given, data, voice)
    return _run_command(given, data, voice)


def _run_command(given: Arguments, data: Path, voice: Voice) -> int:
    match given.command:
        case "init":
            from madiun_console.commands.people import init

            return init(given, data, voice)
        case "person":
            from madiun_console.commands.people import person_add

            return person_add(given, data, voice)
        case "export":
            from madiun_console.commands.export import export

            return export(given, data, voice)
        case "paper-form":
            from madiun_console.commands.paper import paper_form

            return paper_form(given, voice)
        case "report":
            from madiun_console.commands.paper import report

            return report(given, data, voice)
        case "rules":
            from madiun_console.commands.rules import rules_check

            return rules_check(given.folder, voice)
        case "import":
            from madiun_console.commands.import_file import import_file

            return import_file(given, data, voice)
        case "server" if given.act == "join":
            from madiun_console.commands.joining import server_join

            return server_join(given, data, voice)
        case "sync":
            from madiun_console.commands.joining import sync

            return sync(given, data, voice)
        case "server":
            from madiun_console.commands.server import server

            return server(given, data, voice)
        case "doctor":
            from madiun_console.commands.doctor import doctor

            return doctor(data, voice)
        case _:
            from madiun_console.commands.keeping import run

            return run(given, data, voice)


def _open_window(given: Arguments, data: Path, voice: Voice) -> int:
    """The window, or a picture of one of its pages; on the demo's data when that was asked for."""
    from madiun_console.window_options import ShotOptions, WindowOptions

    demo = given.command == "demo"
    if given.screenshot is None:
        _needs_display()
    name, password = given.as_name, None
    if name is not None:
        password = read_secret(given.password_file, "--password-file")
    if demo:
        from madiun_console.demo import PASSWORD, PERSON, ensure_demo

        ensure_demo(data)
        if given.screenshot is not None and name is None:
            name, password = PERSON, PASSWORD
    if given.screenshot is None:
        from madiun_console.app import run_window

        return run_window(WindowOptions(data, given.lang, name, password, demo))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from madiun_console.app import take_screenshot

    shot = ShotOptions(
        given.screenshot,
        given.page,
        data,
        given.lang,
        name,
        password,
        demo,
        given.size,
        given.theme,
        given.scale,
    )
    code = take_screenshot(shot)
    if code == ExitCode.OK:
        voice.say(f"Gambar ditulis: {given.screenshot}", f"Picture written: {given.screenshot}")
    return code


def _needs_display() -> None:
    if sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        return
    raise EnvironmentFault(
        "no_display",
        "Di sini tidak ada layar, jadi jendela tidak dapat dibuka. Gambar sebuah halaman tetap bisa dibuat: "
        f"{PROGRAM} demo --screenshot antrean.png --page queue",
        "There is no display here, so the window cannot be opened. A picture of a page can still be drawn: "
        f"{PROGRAM} demo --screenshot queue.png --page queue",
    )


def _data_dir(given: Arguments) -> Path:
    """`--data`, or the user's own folder; the demo has one of its own inside, so that it never meets real data."""
    if given.data is not None:
        return given.data.expanduser().absolute()
    from madiun_console.settings import default_data_dir

    return default_data_dir() / "demo" if given.command == "demo" else default_data_dir()


def _start_log(data: Path, *, needed: bool) -> None:
    from madiun_console.log import setup_log

    try:
        setup_log(data)
    except EnvironmentFault:
        if needed:
            raise


def _fault_of_ours(given: Arguments, voice: Voice, error: Exception) -> int:
    from madiun_console.domain.rulebook.errors import RuleTableError

    if isinstance(error, RuleTableError):
        _log.error("domain table: %s", error)
        return _told(
            voice,
            f"Tabel aturan tidak dapat dipakai: {error}. Perbaiki berkas itu atau pasang ulang program.",
            f"A domain table cannot be used: {error}. Mend that file or reinstall the program.",
            ExitCode.ENVIRONMENT,
        )
    from madiun_console.log import log_file, short_apology

    _log.critical("uncaught in the command line", exc_info=error)
    file = log_file(_data_dir(given))
    return _told(voice, short_apology("id", file), short_apology("en", file), ExitCode.BUG)


def _help_refused(error: OSError) -> int:
    _let_go_of_stdout()
    if isinstance(error, BrokenPipeError):  # `--help | head` has seen enough
        return ExitCode.OK
    from madiun_console.errors import environment_fault

    fault = environment_fault(error, Path("keluaran standar"))
    return _told(Voice("id"), fault.text_id, fault.text_en, fault.exit_code)


def _told(voice: Voice, text_id: str, text_en: str, code: int) -> int:
    with suppress(OSError, EnvironmentFault):  # should nobody listen, the exit code says it
        voice.warn(text_id, text_en)
    return int(code)


def _open_streams() -> None:
    """A stream that a script has closed swallows what is said; else a file opened later would take its number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
        if getattr(sys, name) is None:
            stream = open(number, "r" if number == 0 else "w", encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


def _soften_streams() -> None:
    """A console that lacks a sign shows a question mark instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _keep_logs_off_the_screen() -> None:
    """Python's last resort would print warnings and tracebacks to stderr while no log file is open yet."""
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.NullHandler())


def _let_go_of_stdout() -> None:
    """Python flushes stdout at exit and would complain once more about the closed pipe."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
