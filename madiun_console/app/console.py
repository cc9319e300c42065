"""One running program: opens the data folder and shows whatever page the state of it asks for."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.sign_in import sign_in
from madiun_console.app.parts import fit_to_screen, make_workplace
from madiun_console.app.upkeep import Upkeep
from madiun_console.domain.clock import Clock
from madiun_console.domain.rulebook import RuleTableError
from madiun_console.errors import ConsoleError, StoreMissing
from madiun_console.opening import open_desk
from madiun_console.settings import Preferences, load_preferences
from madiun_console.ui.main_window import MainWindow
from madiun_console.ui.sounds import Sounds
from madiun_console.ui.window_geometry import geometry_text, restore_geometry
from madiun_console.ui.workplace import Workplace
from madiun_console.window_options import WindowOptions

if TYPE_CHECKING:
    from madiun_console.app.beginning import Beginning

_log = logging.getLogger(__name__)
LINK_AFTER_MS = 300
"""So long after the window is shown the link to the server begins: the first paint and the first keys come before it."""


class Console(QObject):
    """Owns the workplace and the window; `start` and `close` are called once."""

    def __init__(self, application: QApplication, options: WindowOptions, clock: Clock | None = None) -> None:
        super().__init__()
        self._clock = clock
        self._application = application
        self._options = options
        self._place: Workplace | None = None
        self._beginning: Beginning | None = None
        self._upkeep: Upkeep | None = None
        self.window: MainWindow | None = None

    def start(self) -> None:
        """Open the data folder; show the queue, the sign-in, the first-start page, or what is wrong."""
        preferences = self._preferences()
        try:
            desk = open_desk(self._options.data, clock=self._clock)
        except StoreMissing:
            self._begin(preferences)
            return
        except (ConsoleError, RuleTableError) as error:
            _log.warning("the data folder could not be opened", exc_info=error)
            self._begin(preferences, error)
            return
        session = None
        if self._options.as_name is not None:
            try:
                session = sign_in(desk, self._options.as_name, self._options.password or "")
            except ConsoleError:
                desk.store.close()
                raise
        self.show_main(desk, session, self._options.password or "")

    def close(self) -> None:
        """Finish what was begun and let go of the store."""
        if self._beginning is not None:
            self._beginning.close()
        if self._place is not None:
            if self._upkeep is not None:
                self._upkeep.stop()
            self._place.ticker.stop()
            self._place.jobs.close()
            self._place.link.stop()
            self._place.desk.store.close()

    def show_main(self, desk: Desk, session: Session | None, password: str = "") -> None:
        """The window on an open desk."""
        place = make_workplace(self._application, desk, desk.store.folder, self._preferences(), self)
        self._place = place
        place.set_session(session, password)
        window = MainWindow(place, Sounds(place), self._application)
        self.window = window
        if not restore_geometry(window, place.preferences.window_geometry):
            fit_to_screen(window)
        window.closed.connect(lambda: place.prefer(window_geometry=geometry_text(window)))
        window.begin()
        place.ticker.start()
        self._upkeep = Upkeep(place)
        self._upkeep.start()
        window.show()
        QTimer.singleShot(LINK_AFTER_MS, self, place.link.start)

    def _begin(self, preferences: Preferences, error: Exception | None = None) -> None:
        from madiun_console.app.beginning import Beginning

        beginning = Beginning(self._application, self._options.data, preferences, error, self._clock, self)
        beginning.opened.connect(self._on_opened)
        self._beginning = beginning
        fit_to_screen(beginning.page)
        beginning.show()

    def _on_opened(self, desk: Desk, session: Session | None, password: str) -> None:
        self.show_main(desk, session, password)
        if self._beginning is not None:
            self._beginning.close()
            self._beginning = None

    def _preferences(self) -> Preferences:
        from dataclasses import replace

        preferences = load_preferences(self._options.data)
        return replace(preferences, language=self._options.lang) if self._options.lang else preferences
