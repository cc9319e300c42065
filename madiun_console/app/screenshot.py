"""Draws a page of the real window into a PNG: for the guide, for the README, and to look at what was changed."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, QElapsedTimer, QEventLoop, QIODevice, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from madiun_console.actions.desk import Desk
from madiun_console.actions.sign_in import sign_in
from madiun_console.app.parts import make_application, make_workplace
from madiun_console.data_files.whole_file import write_file
from madiun_console.errors import EnvironmentFault, InvalidInput, NotAllowed
from madiun_console.opening import open_desk
from madiun_console.queries.queue import open_incidents
from madiun_console.settings import load_preferences
from madiun_console.ui.jobs import Jobs
from madiun_console.ui.main_window import MainWindow
from madiun_console.ui.sounds import Sounds
from madiun_console.ui.workplace import Workplace
from madiun_console.window_options import ShotOptions
from madiun_console.written_target import refuse_own_folder

PATIENCE_MS = 60_000
ROUND_MS, ROUNDS = 10, 30
"""So often Qt gets the word before a picture: layouts come to rest in several rounds."""
PAUSE_MS = 3_000
"""A pause before a question (typing, several changes together) is shorter; a message that goes by itself stands longer."""
PAGES = (
    "queue",
    "intake",
    "paper",
    "incident",
    "escalation",
    "search",
    "callbacks",
    "shift",
    "review",
    "reports",
    "retention",
    "data",
    "people",
    "settings",
    "rules",
    "help",
    "sign_in",
    "lock",
    "first_start",
)
SEARCHED = "bentrokan"
_SIGNED_OUT = ("sign_in", "first_start")


def draw_page(options: ShotOptions) -> int:
    """Write the picture; raises InvalidInput for an unknown page, EnvironmentFault when the file cannot be written."""
    if options.page not in PAGES:
        names = ", ".join(PAGES)
        raise InvalidInput(
            "page_unknown",
            f"Halaman {options.page} tidak ada. Pilih: {names}.",
            f"There is no page {options.page}. Choose: {names}.",
        )
    if options.file.suffix.lower() != ".png":
        raise InvalidInput(
            "picture_png",
            f"Gambar selalu PNG: beri nama berkas yang berakhir .png, bukan {options.file.name}.",
            f"Pictures are PNG: give a file name that ends in .png, not {options.file.name}.",
        )
    refuse_own_folder(options.file, options.data)
    application = make_application(options.scale)
    if options.page == "first_start":
        return _draw_first_start(application, options)
    desk = open_desk(options.data)
    try:
        return _draw_main(application, desk, options)
    finally:
        desk.store.close()


def _draw_main(application: QApplication, desk: Desk, options: ShotOptions) -> int:
    preferences = load_preferences(options.data)
    if options.theme:
        preferences = replace(preferences, theme=options.theme)
    if options.lang:
        preferences = replace(preferences, language=options.lang)
    session = None
    if options.as_name is not None:
        session = sign_in(desk, options.as_name, options.password or "")
    elif options.page not in _SIGNED_OUT:
        raise InvalidInput(
            "as_needed",
            "Gambar halaman ini perlu --as NAMA --password-file BERKAS.",
            "A picture of this page needs --as NAME --password-file FILE.",
        )
    place = make_workplace(application, desk, options.data, preferences)
    place.set_session(session)
    window = MainWindow(place, Sounds(place), application)
    try:
        window.resize(*_logical_size(options))
        window.begin()
        window.show()
        _settle(window, place.jobs)
        _go_to(window, options.page, place)
        _settle(window, place.jobs)
        _save(window, options)
    finally:
        window.close()  # it asks for nothing more
        place.jobs.close()
        window.deleteLater()
        place.deleteLater()
    return 0


def _go_to(window: MainWindow, page: str, place: Workplace) -> None:
    queue = window.queue_page
    match page:
        case "queue" | "incident" | "escalation":
            window.show_page("queue")
            rows = open_incidents(place.desk)
            if rows and page != "queue":
                queue.open_incident(rows[0].id)
                _settle(window, place.jobs)
            if page == "escalation":
                queue.incident.open_escalation("polri")
        case "search":
            window.show_page("queue")
            queue.queue.look_for(SEARCHED)
        case "intake":
            window.show_page("intake")
        case "paper":
            window.show_page("intake")
            queue.intake.begin_paper()
        case "rules":
            window.show_page("settings")
            page_shown = window.pages.page("settings")
            page_shown.show_rules()
            _settle(window, place.jobs)
            page_shown.rules.choose_changed()
        case "help":
            window.help.toggle()
        case "lock":
            window.lock_now()
        case "sign_in":
            window.change_person()
        case _:
            if page not in {entry.id for entry in window.pages.entries()}:
                raise NotAllowed(
                    "page_not_allowed",
                    f"Peran petugas ini tidak membuka halaman {page}. Pakai --as dengan peran yang sesuai.",
                    f"This person's role does not open the page {page}. Use --as with a role that does.",
                )
            window.show_page(page)


def _draw_first_start(application: QApplication, options: ShotOptions) -> int:
    from madiun_console.app.beginning import Beginning

    preferences = load_preferences(options.data)
    preferences = replace(
        preferences, theme=options.theme or preferences.theme, language=options.lang or preferences.language
    )
    beginning = Beginning(application, options.data, preferences, None)
    try:
        beginning.page.resize(*_logical_size(options))
        beginning.show()
        countdown = iter(range(ROUNDS))
        _until(lambda: next(countdown, None) is None)
        _save(beginning.page, options)
    finally:
        beginning.close()
        beginning.deleteLater()
    return 0


def _logical_size(options: ShotOptions) -> tuple[int, int]:
    """Large enough for the picture: 1366 pixels at 150% are 910.67 of Qt's, and it draws whole ones."""
    width, height = (math.ceil(length / options.scale) for length in options.size)
    return width, height


def _is_at_rest(window: MainWindow, jobs: Jobs) -> bool:
    """Whether the window stays as it is until somebody does something or a clock strikes."""
    pauses = (timer for timer in window.findChildren(QTimer) if timer.isSingleShot() and timer.isActive())
    waits = any(timer.interval() < PAUSE_MS for timer in pauses)
    return jobs.is_idle() and not window.warm_up.is_running() and not waits


def _settle(window: MainWindow, jobs: Jobs) -> None:
    """Wait until every part is made, every answer has arrived and layouts have come to rest."""
    quiet = 0

    def at_rest() -> bool:
        nonlocal quiet
        quiet = quiet + 1 if _is_at_rest(window, jobs) else 0
        return quiet > ROUNDS

    _until(at_rest)


def _until(ready: Callable[[], bool]) -> None:
    loop, timer, clock = QEventLoop(), QTimer(), QElapsedTimer()
    clock.start()
    timer.timeout.connect(lambda: loop.quit() if ready() or clock.elapsed() > PATIENCE_MS else None)
    timer.start(ROUND_MS)
    loop.exec()
    timer.stop()
    if clock.elapsed() > PATIENCE_MS:
        raise EnvironmentFault(
            "screenshot_slow", "Gambar tidak selesai dibuat.", "The picture was not finished."
        )


def _save(widget: QWidget, options: ShotOptions) -> None:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture = widget.grab()
    width, height = (
        asked if drawn - asked < options.scale else drawn  # a window that cannot be so small is drawn whole
        for asked, drawn in zip(options.size, picture.size().toTuple(), strict=True)
    )
    picture.copy(0, 0, width, height).save(buffer, "PNG")
    write_file(options.file, bytes(data.data()))
