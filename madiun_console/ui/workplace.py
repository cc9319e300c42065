"""What every page is handed: the desk, the jobs, the look, the language, the clock, and who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from madiun_console.actions.desk import Desk, Session, may
from madiun_console.domain.changes import Changes
from madiun_console.settings import Preferences
from madiun_console.ui.formats import Formats
from madiun_console.ui.jobs import Jobs
from madiun_console.ui.theme import Appearance
from madiun_console.ui.translation import Translator
from madiun_console.ui.widgets import Ticker


class Workplace(QObject):
    """Made once in `app` and passed down; there is no other way to find these things."""

    session_changed = Signal(object)
    """Session, or None when nobody is signed in."""
    preferences_changed = Signal(object)
    rules_changed = Signal()
    """Other shared rules hold at this desk from now on: `desk.rulebook` is another one."""
    told = Signal(str, str)
    """(tone, text) for the message line of the window: info, success, warning, danger."""

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        appearance: Appearance,
        translator: Translator,
        ticker: Ticker,
        preferences: Preferences,
        save_preferences: Callable[[Preferences], None],
        log_file: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.jobs = jobs
        self.appearance = appearance
        self.translator = translator
        self.ticker = ticker
        self._preferences = preferences
        self._save_preferences = save_preferences
        self.log_file = log_file
        """Where a person finds the details of a fault of ours."""
        self._session: Session | None = None
        jobs.changed.connect(self._on_changed)

    @property
    def language(self) -> str:
        """Language of the screen and of the tables' names: "id" or "en"."""
        return self.translator.language

    @property
    def formats(self) -> Formats:
        """How times and numbers are written now."""
        return self.translator.formats

    @property
    def session(self) -> Session:
        """Who is signed in; pages are only shown while somebody is."""
        if self._session is None:
            raise RuntimeError("nobody is signed in")
        return self._session

    @property
    def signed_in(self) -> bool:
        """Whether somebody is signed in."""
        return self._session is not None

    def set_session(self, session: Session | None) -> None:
        """Somebody signs in or out."""
        self._session = session
        self.session_changed.emit(session)

    def may(self, act: str) -> bool:
        """Whether the person's role has a permission; only for what the screen offers, actions check again."""
        return self._session is not None and may(self.desk, self._session.role, act)

    @property
    def preferences(self) -> Preferences:
        """This computer's preferences."""
        return self._preferences

    def prefer(self, **values: Any) -> None:
        """Change preferences; they are in force at once and kept in the data folder."""
        self._preferences = replace(self._preferences, **values)
        self.jobs.act(self._save_preferences, self._preferences)
        self.preferences_changed.emit(self._preferences)

    def _on_changed(self, changes: Changes) -> None:
        """Rules changed, here or elsewhere: read them aside, and change over for the whole window at once."""
        if changes.rules:
            from madiun_console.queries.rules import rules_in_force

            self.ask(rules_in_force, done=self._use_rules, latest="workplace.rules")

    def _use_rules(self, found: Any) -> None:
        self.desk.use_rules(found)
        self.rules_changed.emit()

    def act(self, action: Callable[..., Any], *arguments: Any, **more: Any) -> None:
        """`jobs.act(action, desk, session, …)`: what nearly every click does."""
        self.jobs.act(action, self.desk, self.session, *arguments, **more)

    def ask(self, question: Callable[..., Any], *arguments: Any, **more: Any) -> None:
        """`jobs.ask(question, desk, …)`."""
        self.jobs.ask(question, self.desk, *arguments, **more)
