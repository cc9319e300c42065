"""What every page is handed: the desk, the jobs, the look, the language, the clock, and who is signed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from madiun_console.actions.desk import Desk, Session, may
from madiun_console.domain.changes import Changes
from madiun_console.settings import Preferences
from madiun_console.ui.formats import Formats
from madiun_console.ui.jobs import Jobs
from madiun_console.ui.link import Link
from madiun_console.ui.presence import Presence
from madiun_console.ui.theme import Appearance
from madiun_console.ui.translation import Translator
from madiun_console.ui.widgets import Ticker

if TYPE_CHECKING:
    from madiun_console.queries.rows import PersonRow
    from madiun_console.sync.link_state import LinkState

OWN_LOGIN = "release_held"
"""The permission that those have who act over a login of their own on the shared server: supervisors and above."""


def desk_letter(desk: Desk) -> str:
    """The letter that the store knows for this desk, empty where it has none."""
    return desk.store.meta("desk") or ""


class Workplace(QObject):
    """Made once in `app` and passed down; there is no other way to find these things."""

    session_changed = Signal(object)
    """Session, or None when nobody is signed in."""
    role_changed = Signal(object)
    """Session: an administrator, perhaps at another desk, gave the person who is signed in another role."""
    shut_out = Signal(str)
    """The person who is signed in may not work here any more; the text says why. Whoever listens signs them out."""
    link_changed = Signal(object)
    """LinkState: how it stands with the shared server, from `link.state`."""
    letter_changed = Signal()
    """This desk has another letter from now on, given by its server."""
    preferences_changed = Signal(object)
    rules_changed = Signal()
    """Other shared rules hold at this desk from now on: `desk.rulebook` is another one."""
    told = Signal(str, str)
    """(tone, text) for the message line of the window: info, success, warning, danger."""
    told_no_more = Signal(str)
    """A text that was `told` is not true any more."""

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
        self._mode = "alone"
        self.link = Link(desk, jobs, self)
        """To the shared server; in the mode `alone` where there is none."""
        self.link.changed.connect(self._on_link)
        self.presence = Presence(self)
        """Who is at the other desks."""
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

    def set_session(self, session: Session | None, password: str = "") -> None:
        """Somebody signs in, with the password that was just typed, or out."""
        self._session = session
        self.desk.store.at_work = session.person if session is not None else ""
        self.come_back(password)
        self.session_changed.emit(session)

    def step_away(self) -> None:
        """The screen is locked, or somebody else is about to sign in: no act goes over a login of their own now."""
        self.link.leave()

    def come_back(self, password: str) -> None:
        """Whoever is signed in has just typed their password; those who have a login of their own use it from now on."""
        if self._session is not None and password and self.may(OWN_LOGIN):
            self.link.enter(self._session.person, password)
        else:
            self.link.leave()

    def may(self, act: str) -> bool:
        """Whether the person's role has a permission; only for what the screen offers, actions check again."""
        return self._session is not None and may(self.desk, self._session.role, act)

    @property
    def at_agency(self) -> bool:
        """Whether this is the desk of an agency: it sees its own feed and answers, and does nothing else."""
        return self.desk.agency is not None

    def has_desk(self, agency: str) -> bool:
        """Whether what is given to this agency (an id) arrives by itself, at a desk of its own."""
        return agency in self.link.state.agencies

    def may_share_with(self, agency: str) -> bool:
        """Whether the person may show this agency (an id) who called, and it has a desk with the right to see it."""
        return agency in self.link.state.sharing and self.may("share_identity")

    @property
    def desk_name(self) -> str:
        """What people call this desk: its letter, or the agency whose desk it is."""
        agency = self.desk.rulebook.agencies_by_id.get(self.desk.agency or "")
        return agency.name if agency else self.tr("Desk {letter}").format(letter=self.desk.letter)

    @property
    def preferences(self) -> Preferences:
        """This computer's preferences."""
        return self._preferences

    def prefer(self, **values: Any) -> None:
        """Change preferences; they are in force at once and kept in the data folder."""
        self._preferences = replace(self._preferences, **values)
        self.jobs.act(self._save_preferences, self._preferences)
        self.preferences_changed.emit(self._preferences)

    def use_searches(self, found: Mapping[str, Mapping[str, str]]) -> None:
        """An erasure took some of the saved searches away, or none: these are left."""
        if found != self._preferences.saved_searches:
            self._preferences = replace(self._preferences, saved_searches=found)
            self.preferences_changed.emit(self._preferences)

    def _on_changed(self, changes: Changes) -> None:
        """Rules changed, here or elsewhere: read them aside, and change over for the whole window at once."""
        if changes.rules:
            from madiun_console.queries.rules import rules_in_force

            self.ask(rules_in_force, done=self._use_rules, latest="workplace.rules")
        if self._session is not None and self._session.person in changes.people:
            from madiun_console.queries.desk_lists import people

            self.ask(people, done=self._follow_person, latest="workplace.person")

    def _follow_person(self, rows: Sequence[PersonRow]) -> None:
        """The log decides who may work here, also about somebody who is at it."""
        if self._session is None:
            return
        now = next((row for row in rows if row.id == self._session.person), None)
        if now is None:
            self.shut_out.emit(
                self.tr(
                    "{name} is not confirmed at the shared server yet. Sign in with a name that is known there meanwhile, or ask "
                    "an administrator of that center to confirm {name} on their page To be confirmed. All that was logged here "
                    "is kept."
                ).format(name=self._session.name)
            )
        elif now.disabled:
            self.shut_out.emit(
                self.tr("The account of {name} was disabled by an administrator.").format(name=now.name)
            )
        elif (now.role, now.name) != (self._session.role, self._session.name):
            self._session = replace(self._session, role=now.role, name=now.name)
            if not self.may(OWN_LOGIN):
                self.link.leave()
            self.role_changed.emit(self._session)

    def _on_link(self, state: LinkState) -> None:
        if state.mode == "live" and self._mode != "live":
            self.look_at_letter()
        self._mode = state.mode
        self.link_changed.emit(state)

    def look_at_letter(self) -> None:
        """The server gives the letters: read which one this desk has now."""
        self.ask(desk_letter, done=self._use_letter, latest="workplace.letter")

    def _use_letter(self, letter: str) -> None:
        if letter and letter != self.desk.letter:
            self.desk.letter = letter
            self.letter_changed.emit()

    def _use_rules(self, found: Any) -> None:
        self.desk.use_rules(found)
        self.rules_changed.emit()

    def act(self, action: Callable[..., Any], *arguments: Any, **more: Any) -> None:
        """`jobs.act(action, desk, session, …)`: what nearly every click does."""
        self.jobs.act(action, self.desk, self.session, *arguments, **more)

    def ask(self, question: Callable[..., Any], *arguments: Any, **more: Any) -> None:
        """`jobs.ask(question, desk, …)`."""
        self.jobs.ask(question, self.desk, *arguments, **more)
