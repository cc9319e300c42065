"""Makes the parts of a window: Qt itself, and the place of work that pages are handed."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from madiun_console.actions.desk import Desk
from madiun_console.app.kept_searches import KeptSearches, Searches, searches_of
from madiun_console.domain.changes import Changes
from madiun_console.log import QtMessageKind, log_file, log_qt_message
from madiun_console.resources import resource_path
from madiun_console.settings import Preferences
from madiun_console.ui.jobs import Jobs
from madiun_console.ui.theme import Appearance, dress
from madiun_console.ui.translation import Translator
from madiun_console.ui.widgets import Ticker
from madiun_console.ui.workplace import Workplace

_log = logging.getLogger(__name__)
WINDOW_SIZE, FRAME = (1366, 768), 40
"""The size at the first start, and the height of a title bar (pixels)."""


def make_application(scale: float = 1.0) -> QApplication:
    """Qt itself; `scale` enlarges everything, as Windows does at 150%."""
    if scale != 1.0:
        os.environ["QT_SCALE_FACTOR"] = str(scale)
    qInstallMessageHandler(_on_qt_message)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("madiun-console")
    application.setApplicationDisplayName("Konsol Madiun")
    application.setWindowIcon(QIcon(str(resource_path("icons", "app.svg"))))
    application.setQuitOnLastWindowClosed(True)
    return application


def fit_to_screen(window: QWidget) -> None:
    """The size the pages are drawn for, or the whole screen where that and the frame around it do not fit."""
    room = window.screen().availableGeometry().size()
    window.resize(*WINDOW_SIZE)
    if room.width() <= WINDOW_SIZE[0] or room.height() <= WINDOW_SIZE[1] + FRAME:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


_KINDS: dict[QtMsgType, QtMessageKind] = {
    QtMsgType.QtDebugMsg: "debug",
    QtMsgType.QtInfoMsg: "info",
    QtMsgType.QtWarningMsg: "warning",
    QtMsgType.QtCriticalMsg: "critical",
    QtMsgType.QtFatalMsg: "fatal",
}
_NOISE = ("does not support propagateSizeHints",)
"""What Qt says of the offscreen platform at every picture; nobody can do anything about it."""


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    if not any(noise in text for noise in _NOISE):
        log_qt_message(_KINDS[kind], context.category or "", text)


def make_workplace(
    application: QApplication, desk: Desk, data: Path, preferences: Preferences, parent: QObject | None = None
) -> Workplace:
    """Everything a page is handed, dressed and speaking as the preferences say."""
    appearance = Appearance(preferences.theme)
    translator = Translator(application)
    translator.use(preferences.language)
    ticker = Ticker(wall_ms=desk.store.clock.now_ms)
    searches = KeptSearches(desk, data)
    jobs = Jobs(lambda error: _log.error("a job failed", exc_info=error))
    place = Workplace(
        desk,
        jobs,
        appearance,
        translator,
        ticker,
        searches.added_to(preferences),
        searches.save,
        log_file(data),
        parent,
    )
    for part in (appearance, translator, ticker, jobs):
        part.setParent(place)
    dress(application, appearance.theme)
    appearance.theme_changed.connect(lambda theme: dress(application, theme))
    place.preferences_changed.connect(lambda changed: _in_force(place, changed))

    def read_again(found: Searches) -> None:
        searches.read_again(found)
        place.use_searches(found)

    def on_changed(changes: Changes) -> None:
        if changes.erasures:
            place.ask(searches_of, done=read_again, latest="searches")

    jobs.changed.connect(on_changed)
    return place


def _in_force(place: Workplace, preferences: Preferences) -> None:
    place.appearance.use(preferences.theme)
    if preferences.language != place.translator.language:
        place.translator.use(preferences.language)
