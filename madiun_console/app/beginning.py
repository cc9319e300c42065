"""The window while there is no desk yet: the first start, or a store that does not open and the ways out of that."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from madiun_console.actions.desk import Desk, Session
from madiun_console.actions.recovery_code import confirm_recovery_code
from madiun_console.actions.sign_in import sign_in
from madiun_console.domain.clock import Clock
from madiun_console.opening import found, open_desk
from madiun_console.settings import Preferences
from madiun_console.ui.entry.first_start import FirstStartPage
from madiun_console.ui.entry.trouble import TroublePage
from madiun_console.ui.jobs import Jobs
from madiun_console.ui.theme import Appearance, dress
from madiun_console.ui.translation import Translator

_log = logging.getLogger(__name__)
DEMO_FOLDER = "demo"


class Beginning(QObject):
    """Does what FirstStart and Rescue ask for (ui/entry), and emits the open desk."""

    opened = Signal(object, object, str)
    """Desk, Session or None, and the password that was typed for the session."""

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        preferences: Preferences,
        error: Exception | None,
        clock: Clock | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.folder = folder
        self._clock = clock
        self.appearance = Appearance(preferences.theme, self)
        self.translator = Translator(application, parent=self)
        self.translator.use(preferences.language)
        self.jobs = Jobs(lambda fault: _log.error("a job failed", exc_info=fault), self)
        dress(application, self.appearance.theme)
        self.page = self._page(application, error)
        self.page.setWindowTitle("Konsol Madiun")

    def _page(self, application: QApplication, error: Exception | None) -> QWidget:
        if error is None:
            first = FirstStartPage(self)
            first.finished.connect(self.opened)
            return first
        trouble = TroublePage(self, error)
        trouble.opened.connect(lambda desk: self.opened.emit(desk, None, ""))
        trouble.quit_wanted.connect(application.quit)
        return trouble

    def show(self) -> None:
        """Show the page in a window of its own."""
        self.page.show()

    def close(self) -> None:
        """Take the page away; what is under way is finished first."""
        self.page.hide()
        self.page.deleteLater()
        self.jobs.close()

    # ------------------------------------------------------------------------------------------ FirstStart

    def found(self, letter: str, name: str, password: str) -> tuple[Desk, Session, str]:
        """Begin a center; the last is the recovery code."""
        center = found(self.folder, letter, name, password, to_confirm=True, clock=self._clock)
        return center.desk, center.session, center.recovery_code

    def join(self, code: str, progress: Callable[[int, int], None]) -> tuple[Desk, str]:
        """Join a shared server; the second is the recovery code of this new store."""
        from madiun_console.db.recovery import UNCONFIRMED
        from madiun_console.enrolment import join_server

        joined = join_server(self.folder, code, progress, clock=self._clock)
        joined.desk.store.set_meta(UNCONFIRMED, "1")  # also where a try before made the code, and was cut off
        return joined.desk, joined.recovery_code

    def confirm_code(self, desk: Desk) -> None:
        """The person has said that the code is kept."""
        confirm_recovery_code(desk)

    def try_demo(self, progress: Callable[[int, int], None]) -> tuple[Desk, Session]:
        """Make the sample data beside the real data, or open what was made before."""
        from madiun_console.demo import PASSWORD, PERSON, ensure_demo

        folder = self.folder / DEMO_FOLDER
        progress(0, 1)
        ensure_demo(folder)
        desk = open_desk(folder, clock=self._clock)
        progress(1, 1)
        return desk, sign_in(desk, PERSON, PASSWORD)

    # ------------------------------------------------------------------------------------------ Rescue

    def latest_backup(self) -> str:
        """The date of the latest backup for people, empty when there is none."""
        from madiun_console.actions.keep_store import latest_backup

        found_backup = latest_backup(self.folder)
        return self.translator.formats.date(int(found_backup.stat().st_mtime * 1000)) if found_backup else ""

    def reopen(self) -> Desk:
        """Try again."""
        return open_desk(self.folder, clock=self._clock)

    def reopen_with_code(self, code: str) -> Desk:
        """Take the key out of the recovery file, keep it on this computer, and open."""
        from madiun_console.credentials import save_key
        from madiun_console.db.recovery import open_with_recovery
        from madiun_console.db.store import STORE_FILE
        from madiun_console.errors import StoreDamaged, WrongKey

        save_key(self.folder, open_with_recovery(self.folder, code))
        try:
            return open_desk(self.folder, clock=self._clock)
        except WrongKey as error:
            # The code was right and its key is this store's: then it is the file that is broken, not the key.
            raise StoreDamaged(self.folder / STORE_FILE) from error

    def restore_latest(self, code: str) -> Desk:
        """Set the present store aside and restore the latest backup; `code` may be empty when the key is known."""
        from madiun_console.actions.keep_store import latest_backup, restore
        from madiun_console.errors import StoreMissing

        backup = latest_backup(self.folder)
        if backup is None:
            raise StoreMissing(self.folder)
        restore(backup, self.folder, code or None)
        return open_desk(self.folder, clock=self._clock)
