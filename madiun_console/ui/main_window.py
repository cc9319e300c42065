"""The window: signs people in and out, shows the pages, hands every change on, and speaks up when a human is needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from madiun_console.actions.desk import Session
from madiun_console.actions.get_ready import get_ready_to_write
from madiun_console.domain.changes import Changes
from madiun_console.errors import ConsoleError
from madiun_console.ui.agency_news import AgencyNewsBanner
from madiun_console.ui.alarm import Alarm
from madiun_console.ui.away.away_banner import AwayBanner
from madiun_console.ui.held.held_watch import HeldWatch
from madiun_console.ui.idle_lock import IdleLock
from madiun_console.ui.later import WarmUp
from madiun_console.ui.later_pages import LaterPages
from madiun_console.ui.queue.tool_row import SEARCH_KEY
from madiun_console.ui.queue_page import INTAKE, QUEUE, QueuePage
from madiun_console.ui.shell import RailEntry, ShellFrame
from madiun_console.ui.sign_in_notices import SignInNotices
from madiun_console.ui.sounds import Sounds
from madiun_console.ui.together.together import Together
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import InlineMessage, PageStack
from madiun_console.ui.window_bar import WindowBar
from madiun_console.ui.window_title import WindowTitle
from madiun_console.ui.workplace import Workplace

if TYPE_CHECKING:
    from madiun_console.ui.entry.lock import LockPage
    from madiun_console.ui.entry.sign_in import SignInPage
    from madiun_console.ui.help_panel import HelpPanel
    from madiun_console.ui.shift.shift_banner import ShiftBanner

MESSAGE_MS = {"success": 6_000, "info": 6_000}
SERIOUS_MS = 30_000
"""How long a message stands: a fault long enough to be read by somebody who was listening to a caller."""


class MainWindow(Retranslated, QWidget):
    """One window for a whole night; people change in it without a restart."""

    closed = Signal()

    def __init__(self, workplace: Workplace, sounds: Sounds, application: QApplication) -> None:
        super().__init__()
        self._workplace = workplace
        self._sounds = sounds
        self.frame = ShellFrame(workplace.appearance, workplace.ticker, self)
        self.bar = WindowBar(workplace, self.frame)
        self.away = AwayBanner(workplace, self.frame, QUEUE, self)
        self.queue_page = QueuePage(workplace)
        self.message = InlineMessage(workplace.appearance, parent=self)
        self._message_end = QTimer(self)
        self._message_end.setSingleShot(True)
        self._stack = PageStack(self)
        self.warm_up = WarmUp(self._parts_to_make(), workplace.jobs, self)
        self._idle = IdleLock(application, workplace, self)
        self._title = WindowTitle(workplace, self._stack, self.frame, self)
        self._set_out()
        self._connect()
        self._keys()
        self.retranslate()

    def _set_out(self) -> None:
        self.frame.add_page(QUEUE, self.queue_page)
        self.frame.add_page(INTAKE, self.queue_page)
        self.pages = LaterPages(self._workplace, self._sounds, self.frame)
        self._held = HeldWatch(self._workplace, self)
        self._notices = SignInNotices(self._workplace, self)
        self.agency_news = AgencyNewsBanner(self._workplace, self._sounds, self.frame, self)
        self.together = Together(self._workplace, self._sounds, self.frame, self)
        self._stack.addWidget(self.frame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.message)

    def _connect(self) -> None:
        place = self._workplace
        place.jobs.changed.connect(self._on_changed)
        place.jobs.refused.connect(self._on_refused)
        place.jobs.broke.connect(self._on_broke)
        place.told.connect(self._tell)
        place.told_no_more.connect(self._take_back)
        self._message_end.timeout.connect(self.message.clear)
        place.session_changed.connect(self._on_session)
        place.rules_changed.connect(self._on_rules)
        place.role_changed.connect(self._on_role)
        place.shut_out.connect(self._on_shut_out)
        self.away.incident_wanted.connect(self._open_incident)
        self.agency_news.incident_wanted.connect(self._open_incident)
        self.bar.server_wanted.connect(self._open_server)
        self.frame.page_shown.connect(self._on_page)
        self.pages.incident_wanted.connect(self._open_incident)
        self.together.incident_wanted.connect(self._open_incident)
        self.together.joined_changed.connect(self.retranslate)
        self._held.count_changed.connect(partial(self.frame.rail.set_count, "held"))
        self._stack.currentChanged.connect(self.together.hide_panel)
        self.frame.top_bar.overdue_clicked.connect(self._on_overdue)
        self.frame.top_bar.person_menu_picked.connect(self._on_person_menu)
        self.queue_page.side_changed.connect(self._on_side)
        self.queue_page.parked_changed.connect(partial(self.frame.rail.set_count, INTAKE))
        self.queue_page.review_wanted.connect(self._open_review)
        self.queue_page.decide_wanted.connect(lambda: self.show_page("held"))
        self.queue_page.queue.overdue_changed.connect(self.frame.top_bar.set_overdue)
        self.queue_page.queue.waiting_count_changed.connect(
            lambda count: self.frame.rail.set_count("review", count)
        )
        self.queue_page.queue.alarm.connect(Alarm(place, self._sounds, self).ring)
        self._idle.lock_wanted.connect(self.lock_now)

    def _keys(self) -> None:
        for key, slot in (
            ("F2", self._on_new_call),
            ("F1", self._on_help),
            (SEARCH_KEY, self._on_search),
            ("Ctrl+Shift+L", lambda: self._workplace.prefer(theme=self._other_theme())),
            ("Ctrl+Shift+P", self.change_person),
            ("Ctrl+L", self.lock_now),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(slot)

    # ------------------------------------------------------------------------------------------ made when wanted

    @cached_property
    def sign_in(self) -> SignInPage:
        """Name and password."""
        from madiun_console.ui.entry.sign_in import SignInPage

        page = SignInPage(self._workplace)
        self._stack.addWidget(page)
        return page

    @cached_property
    def lock(self) -> LockPage:
        """What hides everything."""
        from madiun_console.ui.entry.lock import LockPage

        page = LockPage(self._workplace)
        page.unlocked.connect(self._on_unlocked)
        page.change_person_wanted.connect(self.change_person)
        self._stack.addWidget(page)
        return page

    @cached_property
    def help(self) -> HelpPanel:
        """All keys, and the language."""
        from madiun_console.ui.help_panel import HelpPanel

        panel = HelpPanel(self._workplace, self)
        for source in (*self.queue_page.key_groups(), self.pages.keys, self.together.keys):
            panel.add_keys(source)
        return panel

    @cached_property
    def shift_banner(self) -> ShiftBanner:
        """Tells of a handover sheet that waits to be read."""
        from madiun_console.ui.shift.shift_banner import ShiftBanner

        banner = ShiftBanner(self._workplace, self.frame, QUEUE)
        banner.wanted.connect(lambda: self.show_page("shift"))
        self.queue_page.side_changed.connect(lambda _side: banner.refresh())
        return banner

    def _parts_to_make(self) -> list[Callable[[], object]]:
        """What is made after the queue stands, one part at a time, so that no key waits for more than one."""
        page, place = self.queue_page, self._workplace
        of_center: list[Callable[[], object]] = [
            lambda: page.intake.restore() if not page.is_made("intake") and place.signed_in else None,
            lambda: self.pages.page("callbacks").entered() if place.signed_in else None,
            lambda: self.shift_banner,
        ]
        return [
            lambda: place.jobs.act(get_ready_to_write),
            lambda: page.detail,
            *([] if place.at_agency else of_center),
            lambda: self.lock,
            lambda: self.sign_in,
            lambda: self.pages.page("settings"),
            lambda: self.help,
        ]

    # ------------------------------------------------------------------------------------------ who is signed in

    def begin(self) -> None:
        """Show the queue when somebody is signed in, else the sign-in."""
        if self._workplace.signed_in:
            self._enter()
        else:
            self.change_person()

    def change_person(self) -> None:
        """Sign somebody else in over the window; what is being typed is stored first."""
        if self._workplace.signed_in and self.queue_page.is_made("intake"):
            self.queue_page.intake.park_for_later()
        self.message.clear()
        self._workplace.step_away()
        self._stack.setCurrentWidget(self.sign_in)
        self.sign_in.entered()

    def lock_now(self) -> None:
        """Hide every page until the person, or another one, signs in."""
        if self._workplace.signed_in and self._stack.currentWidget() is self.frame:
            self._keep_draft()
            self.message.clear()
            self._workplace.step_away()
            self._stack.setCurrentWidget(self.lock)
            self.lock.entered()

    def _on_unlocked(self) -> None:
        self._stack.setCurrentWidget(self.frame)
        self._focus_page()

    def _on_shut_out(self, why: str) -> None:
        """Whoever was disabled, or waits to be confirmed, finds the sign-in and the reason; a call is kept."""
        self.change_person()
        self._workplace.set_session(None)
        self.sign_in.say("danger", why)

    def _on_role(self, session: Session) -> None:
        """Another role holds from now on, in the middle of whatever is being done."""
        self._on_rules()
        if self.frame.current_page() not in {QUEUE, INTAKE, *(entry.id for entry in self.pages.entries())}:
            self.frame.show_page(QUEUE)
        self._tell("info", self.tr("Your role is now {role}.").format(role=session.role.capitalize()))

    def _on_session(self, session: object) -> None:
        if session is None:
            self.change_person()
            return
        self.retranslate()
        self.queue_page.queue.reload()
        self._enter()

    def _enter(self) -> None:
        self._stack.setCurrentWidget(self.frame)
        self.frame.show_page(QUEUE)
        if self.queue_page.is_made("intake"):
            self.queue_page.intake.restore()
        if self.pages.is_made("callbacks"):
            self.pages.page("callbacks").entered()
        self.warm_up.start(self._notices.look)
        self._focus_page()

    # ------------------------------------------------------------------------------------------ pages and changes

    def show_page(self, page_id: str) -> None:
        """Go to a page by its id in the rail."""
        self.frame.show_page(page_id)

    def _on_page(self, page_id: str) -> None:
        if page_id == INTAKE:
            self.queue_page.show_call(parked_too=True)
        elif page_id == QUEUE:
            if self.queue_page.showing() != QUEUE:
                self.queue_page.show_incident_side()
            self.queue_page.queue.focus_list()
        else:
            self.pages.page(page_id).entered()

    def _on_side(self, side: str) -> None:
        if self.frame.current_page() in (QUEUE, INTAKE) and self.frame.current_page() != side:
            self.frame.rail.set_current(side)

    def _open_incident(self, incident: str) -> None:
        self.frame.show_page(QUEUE)
        self.queue_page.open_incident(incident)

    def _open_review(self, incident: str) -> None:
        self.frame.show_page("review")
        self.pages.page("review").show_closing(incident)

    def _open_server(self) -> None:
        if self._workplace.signed_in:
            self.frame.show_page("settings")
            self.pages.page("settings").show_server()

    def _on_new_call(self) -> None:
        if not self._workplace.signed_in or self._stack.currentWidget() is not self.frame:
            return
        if self._workplace.at_agency:
            return  # calls are taken at the call center
        if self.frame.current_page() not in (QUEUE, INTAKE):
            self.frame.show_page(QUEUE)
        self.queue_page.take_call()

    def _on_search(self) -> None:
        if not self._workplace.signed_in or self._stack.currentWidget() is not self.frame:
            return
        if self.frame.current_page() not in (QUEUE, INTAKE):
            self.frame.show_page(QUEUE)
        self.queue_page.queue.focus_search()

    def _on_overdue(self) -> None:
        self.frame.show_page(QUEUE)
        self.queue_page.queue.show_overdue()

    def _on_changed(self, changes: Changes) -> None:
        if not self._workplace.signed_in:
            return
        self.queue_page.apply(changes)
        self.pages.apply(changes)

    def _on_rules(self) -> None:
        """Names, choices and limits are read anew as when the language changes; Qt hands the event to every widget."""
        QApplication.sendEvent(self, QEvent(QEvent.Type.LanguageChange))
        self.queue_page.follow_rules()

    def _on_refused(self, error: ConsoleError) -> None:
        self._tell("danger", error.text(self._workplace.language))

    def _tell(self, tone: str, text: str) -> None:
        self.message.show_message(tone, text)
        self._message_end.start(MESSAGE_MS.get(tone, SERIOUS_MS))

    def _take_back(self, text: str) -> None:
        if self.message.accessibleName() == text:
            self.message.clear()
            self._message_end.stop()

    def _on_broke(self, _error: object) -> None:
        from madiun_console.log import short_apology

        self._tell("danger", short_apology(self._workplace.language, self._workplace.log_file))

    def _focus_page(self) -> None:
        if self.frame.current_page() in (QUEUE, INTAKE) and self.queue_page.showing() == QUEUE:
            self.queue_page.queue.focus_list()
        elif self.frame.current_page() == INTAKE and self.queue_page.intake.is_busy():
            self.queue_page.show_call()

    # ------------------------------------------------------------------------------------------ the bar

    def retranslate(self) -> None:
        """Everything in the frame that is words."""
        entries = [
            RailEntry(QUEUE, self.tr("Queue"), "queue"),
            *([] if self._workplace.at_agency else [RailEntry(INTAKE, self.tr("Call"), "phone")]),
            *self.pages.entries(),
        ]
        current = self.frame.current_page()
        self.frame.set_entries(entries)
        if current:
            self.frame.rail.set_current(current)
        self.queue_page.tell_parked()
        self.bar.fill()
        self._title.say()

    def _on_person_menu(self, picked: str) -> None:
        match picked:
            case "change":
                self.change_person()
            case "lock":
                self.lock_now()
            case "help":
                self.help.toggle()
            case _:
                self.frame.show_page("settings")

    def _on_help(self) -> None:
        self.help.toggle()

    def _other_theme(self) -> str:
        return "dark" if self._workplace.appearance.theme.name == "light" else "light"

    # ------------------------------------------------------------------------------------------ the window itself

    def _keep_draft(self) -> None:
        if self.queue_page.is_made("intake"):
            self.queue_page.intake.keep_now()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.warm_up.stop()
        self._keep_draft()
        self.closed.emit()
        super().closeEvent(event)
