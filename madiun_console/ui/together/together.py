"""Ties the other desks to the window: keys, the button in the bar, the banner for help and messages, their sound."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from madiun_console.domain.incident_number import spoken_number
from madiun_console.sync.link_state import REACHABLE, LinkState, Message
from madiun_console.ui.presence_words import PresenceWords
from madiun_console.ui.shell import ShellFrame
from madiun_console.ui.sounds import HELP, Sounds
from madiun_console.ui.together.messages import LONGEST, Messages
from madiun_console.ui.workplace import Workplace

if TYPE_CHECKING:
    from madiun_console.ui.help_panel import Keys
    from madiun_console.ui.together.together_panel import TogetherPanel

BANNER = "together"
HELP_KEY, OPEN_KEY, ANSWER_KEY = "F12", "F4", "F7"


class Together(QObject):
    """Made with the window; the panel is made when somebody first wants it."""

    joined_changed = Signal()
    """This desk has a server from now on."""
    incident_wanted = Signal(str)
    """Whoever answers a call for help wants to see what it is about."""

    def __init__(self, workplace: Workplace, sounds: Sounds, frame: ShellFrame, window: QWidget) -> None:
        super().__init__(window)
        self._place = workplace
        self._sounds = sounds
        self._frame = frame
        self._window = window
        self._words = PresenceWords(workplace.presence, self)
        self.messages = Messages(workplace, self)
        self.messages.changed.connect(self.refresh)
        self.messages.help_called.connect(self._on_help_called)
        self.messages.said.connect(self._on_said)
        self.messages.lost.connect(self._on_lost)
        workplace.presence.changed.connect(self.refresh)
        workplace.link_changed.connect(self._on_link)
        workplace.session_changed.connect(self.refresh)
        workplace.translator.language_changed.connect(self.refresh)  # a lambda would outlive the window
        frame.banners.acted.connect(self._on_banner)
        frame.top_bar.together_clicked.connect(self.toggle)
        keys = () if workplace.at_agency else ((HELP_KEY, self._on_help_key), (OPEN_KEY, self.toggle))
        for key, slot in keys:
            shortcut = QShortcut(QKeySequence(key), window)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(slot)
        self._joined = False
        self._said_not_sent = ""
        """What was said when there was no way to the other desks; wrong as soon as there is one."""
        self.refresh()

    @cached_property
    def panel(self) -> TogetherPanel:
        """Who is there, the messages, a line to write."""
        from madiun_console.ui.together.together_panel import TogetherPanel

        panel = TogetherPanel(self._place, self.messages, self._window)
        panel.help_wanted.connect(self.ask_help)
        return panel

    def keys(self) -> Keys:
        """For F1; where there is nobody to call, none."""
        from madiun_console.ui.help_panel import Keys

        if not self._offered:
            return Keys("", ())
        lines = (
            (HELP_KEY, self.tr("Ask all desks for help, at once")),
            (OPEN_KEY, self.tr("Who is there; write to one desk or to all")),
            (ANSWER_KEY, self.tr("Answer a call for help or a message")),
        )
        return Keys(self.tr("With the other desks"), lines)

    # ------------------------------------------------------------------------------------------ what a person does

    def toggle(self) -> None:
        """Open or close the panel, where there is a server and somebody is signed in."""
        if self._may():
            self.panel.toggle()

    def hide_panel(self, _at: int = 0) -> None:
        """Another page than those of the frame is shown: the sign-in, or the lock."""
        if "panel" in self.__dict__:
            self.panel.hide()

    def ask_help(self, text: str = "") -> None:
        """Call all desks, about the incident that is open here."""
        words = (text or self.tr("Please help"))[:LONGEST]
        incident = self._place.presence.open_incident
        if not self.messages.say(words, asks_help=True, incident=incident):
            self._say_not_sent()

    def _on_help_key(self) -> None:
        if not self._may():
            return
        if "panel" in self.__dict__ and self.panel.isVisible():
            self.panel.ask_help()
        else:
            self.ask_help()

    @property
    def _offered(self) -> bool:
        """Messages reach the desks of the same feed: an agency's would reach nobody at the call center."""
        return self._place.link.joined and not self._place.at_agency

    def _may(self) -> bool:
        return self._offered and self._place.signed_in and self._frame.isVisible()

    def _on_banner(self, banner: str) -> None:
        if banner != BANNER:
            return
        wanted, mine, unread = self.messages.help_wanted(), self.messages.own_help(), self.messages.unread()
        if wanted is not None:
            if not self.messages.say(self.tr("I am coming to help"), answers=wanted.id):
                self._say_not_sent()
            elif wanted.incident and self.messages.number(wanted.incident):
                self.incident_wanted.emit(wanted.incident)
        elif mine is not None:
            if not self.messages.say(self.tr("Thank you, it is over"), answers=mine.id):
                self._say_not_sent()
        elif unread:
            last = unread[-1]
            self.panel.open(last.device_id if last.to is not None else None)

    # ------------------------------------------------------------------------------------------ what is shown

    def refresh(self) -> None:
        """Say anew in the bar and in the banner how it stands."""
        others = {one.device_id for one in self._place.presence.others if one.person}
        bar = self._frame.top_bar
        if not self._offered:
            bar.set_together("")
        elif not others:
            bar.set_together(self.tr("Other desks"))
        elif len(others) == 1:
            bar.set_together(self.tr("1 other desk"))
        else:
            bar.set_together(self.tr("{count} other desks").format(count=len(others)))
        if not self._place.at_agency:
            self._show_banner()

    def _show_banner(self) -> None:
        banners = self._frame.banners
        wanted, mine, unread = self.messages.help_wanted(), self.messages.own_help(), self.messages.unread()
        if wanted is not None:
            lead = self.tr("{who} asks for help:").format(who=self._words.who(wanted))
            banners.show_banner(
                BANNER, "danger", self._told(wanted), self.tr("I help"), lead=lead, key=ANSWER_KEY
            )
        elif mine is not None:
            answer = self.messages.answer_to(mine)
            time = self._place.formats.time(mine.at_ms)
            if answer is None:
                lead = self.tr("You asked for help at {time}:").format(time=time)
                text, tone = self.tr("nobody has answered yet"), "warning"
            else:
                lead, tone = self.tr("{who} answers:").format(who=self._words.who(answer)), "success"
                text = answer.text
            banners.show_banner(BANNER, tone, text, self.tr("It is over"), lead=lead, key=ANSWER_KEY)
        elif unread:
            last = unread[-1]
            lead = self.tr("{who}:").format(who=self._words.who(last))
            more = len(unread) - 1
            text = last.text
            if more:
                text = self.tr("{text} (and {count} more)").format(text=text, count=more)
            banners.show_banner(BANNER, "info", text, self.tr("Answer"), lead=lead, key=ANSWER_KEY)
        else:
            banners.hide_banner(BANNER)

    def _told(self, message: Message) -> str:
        number = self.messages.number(message.incident)
        parts = [message.text]
        if number:
            parts.append(spoken_number(number, self._place.ticker.wall_ms()))
        parts.append(self._place.formats.time(message.at_ms))
        return " · ".join(parts)

    def _on_help_called(self) -> None:
        if self._offered:
            self._sounds.alarm(HELP, self._window)

    def _on_said(self) -> None:
        if self._offered:
            QApplication.alert(self._window, 0)

    def _on_lost(self, text: str) -> None:
        words = self.tr("Your message was not sent: {text}").format(text=text)
        self._place.told.emit("danger", words)

    def _say_not_sent(self) -> None:
        self._said_not_sent = self.tr(
            "Not sent: there is no connection to the server. Call, or go to the other desk."
        )
        self._place.told.emit("danger", self._said_not_sent)

    def _on_link(self, state: LinkState) -> None:
        if self._said_not_sent and state.mode in REACHABLE:
            self._place.told_no_more.emit(self._said_not_sent)
            self._said_not_sent = ""
        if self._joined != self._place.link.joined:
            self._joined = self._place.link.joined
            self.joined_changed.emit()
            self.refresh()
