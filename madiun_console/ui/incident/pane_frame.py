"""What the panes of the call center and of an agency have in common: one incident, read anew whenever it changes."""

from __future__ import annotations

import logging
from contextlib import suppress

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from madiun_console.domain.changes import Changes
from madiun_console.ui.incident.header_line import HeaderLine
from madiun_console.ui.incident.incident_page import IncidentPage, Unreadable, readable_page
from madiun_console.ui.incident.labels import WrapLabel
from madiun_console.ui.incident.pane_clock import PaneClock
from madiun_console.ui.incident.pane_section import PaneSection
from madiun_console.ui.incident.presence_line import PresenceLine, Watched
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import InlineMessage
from madiun_console.ui.workplace import Workplace

_log = logging.getLogger(__name__)
PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class PaneFrame(Retranslated, QWidget):
    """Header and foot stay, what is between them scrolls. Nothing is rebuilt when the incident changes.

    It shows one incident wholly or none: when a section fails, nothing of any incident stays, and nothing can be sent.

    Subclasses make their sections, call `set_out` and at the end `retranslate`.
    """

    incident_wanted = Signal(str)
    left = Signal()
    """Esc: the person wants to go back to the list; what is half typed stays."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._wanted: str | None = None
        self._page: IncidentPage | None = None
        self._failed = False
        self._clock = PaneClock(workplace.ticker)
        self._middle: tuple[PaneSection, ...] = ()
        self._sections: tuple[PaneSection, ...] = ()
        self.setProperty("role", "pane-left-edge")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.header_line = HeaderLine(workplace, self._clock)
        self.present = PresenceLine(workplace, self._clock)
        self.message = InlineMessage(workplace.appearance)
        self.scroll_area = QScrollArea()
        self._shown = Watched(workplace)
        self._nothing, self._nothing_hint = WrapLabel("title"), WrapLabel("muted")
        self._stack = QStackedWidget(self)

    def set_out(self, middle: tuple[PaneSection, ...], foot: PaneSection) -> None:
        """Put the sections into the scrolling middle, `foot` below it, and keep them all as the incident is."""
        self._middle = middle
        self._sections = (self.header_line, self.present, *middle, foot)
        message = QVBoxLayout()
        message.setContentsMargins(16, 0, 16, 8)
        message.addWidget(self.message)
        self._fill_scroll_area()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header_line)
        column.addWidget(self.present)
        column.addWidget(self.scroll_area, 1)
        column.addLayout(message)
        column.addWidget(foot)
        edge = QVBoxLayout(self)
        edge.setContentsMargins(1, 0, 0, 0)  # the line at the left
        edge.addWidget(self._stack)
        self._stack.addWidget(self._empty_page())
        self._stack.addWidget(self._shown)
        for section in self._sections:
            section.refused.connect(self._on_refused)
        self._workplace.ticker.ticked.connect(self._on_tick)
        self._workplace.session_changed.connect(self._on_session)

    def _fill_scroll_area(self) -> None:
        inner = QWidget()
        inner.setProperty("role", "panel")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 8, 10, 12)  # 10 and the room of the scroll bar
        column.setSpacing(10)
        for section in self._middle:
            column.addWidget(section)
        column.addStretch(1)
        self.scroll_area.setWidget(inner)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _empty_page(self) -> QWidget:
        empty = QWidget()
        hints = QVBoxLayout(empty)
        hints.setContentsMargins(32, 0, 32, 0)
        hints.setSpacing(6)
        hints.addStretch(2)
        for label in (self._nothing, self._nothing_hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            hints.addWidget(label)
        hints.addStretch(3)
        return empty

    @property
    def page(self) -> IncidentPage | None:
        """What is shown."""
        return self._page

    @property
    def wanted(self) -> str | None:
        """What is shown, or still being read; None when nothing is."""
        return self._wanted

    def show_incident(self, incident: str | None) -> None:
        """Show an incident, or nothing."""
        if incident != self._wanted or incident is None:
            self.begin_other(incident)
        if incident is not None:
            self._read()

    def take_keyboard(self) -> None:
        """Put the keyboard into the incident; while it is still being read, into the pane, where Esc works already."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._go_in()

    def _go_in(self) -> None:
        """On to the first part that takes keys. By hand: a parent's `focusNextChild` may end outside the pane."""
        if self._page is None or self._page.id != self._wanted:
            return
        part: QWidget | None = self.nextInFocusChain()
        while part is not None and part is not self:
            stop = part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled() and part.isVisible()
            if stop and self.isAncestorOf(part):
                part.setFocus(Qt.FocusReason.TabFocusReason)
                return
            part = part.nextInFocusChain()

    def begin_other(self, incident: str | None) -> None:
        """Another incident is wanted, or none; what was said about the one before goes."""
        self._wanted = incident
        self._failed = False
        self.message.clear()
        if incident is None:
            self._show_nothing()

    def apply(self, changes: Changes) -> None:
        """Read the incident again when it is among the changes; focus, scroll and half-typed text stay."""
        if self._wanted is not None and self._wanted in changes.incidents:
            self._read()

    def follow_rules(self) -> None:
        """Other rules hold: names, steps, clocks, limits and recipients are read anew."""
        if self._wanted is not None:
            self._read()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Incident"))
        self._word_nothing()

    def nothing_words(self, *, missing: bool) -> tuple[str, str]:
        """What stands there instead of an incident: nothing was chosen, or what was chosen is `missing`."""
        raise NotImplementedError

    def _word_nothing(self) -> None:
        if self._failed:
            words, hint = (
                self.tr("This incident cannot be shown"),
                self.tr(
                    "Something in it cannot be read; the details are in the log. All others can be worked on."
                ),
            )
        else:
            words, hint = self.nothing_words(missing=self._wanted is not None and self._page is None)
        self._nothing.show_text(words)
        self._nothing_hint.show_text(hint)

    def _read(self) -> None:
        self._workplace.ask(
            readable_page,
            self._wanted,
            done=self._on_page,
            failed=lambda error: self._on_refused(error.text(self._workplace.language)),
            latest="incident-page",
        )

    def _on_page(self, page: IncidentPage | Unreadable | None) -> None:
        if page is None:
            self._failed = False
            self._show_nothing()
        elif page.id == self._wanted:
            if isinstance(page, Unreadable):
                self._give_up()
            else:
                self._show(page)

    def _show(self, page: IncidentPage) -> None:
        other = self._page is None or self._page.id != page.id
        self._page, self._failed = None, False  # until every section shows it
        self._clock.anchor()
        try:
            for section in self._sections:
                section.show_page(page)
        except Exception:  # noqa: BLE001 - whatever it is, half a page must not stay
            _log.exception("an incident cannot be shown")
            self._give_up()
            return
        self._page = page
        self._shown.set_incident(page.id)
        self._stack.setCurrentWidget(self._shown)
        if other:
            self.scroll_area.verticalScrollBar().setValue(0)
        if self.hasFocus():
            self._go_in()

    def _give_up(self) -> None:
        """Show and keep no incident: half of one beside half of another would take acts meant for either."""
        self._failed = True
        for section in self._shown.findChildren(PaneSection):
            with suppress(
                Exception
            ):  # what could not be shown may not be put away either; without a page it is idle
                section.begin_anew()
            section.page = None
        self._show_nothing()

    def _show_nothing(self) -> None:
        self._page = None
        self._word_nothing()
        self._stack.setCurrentIndex(0)

    def _on_tick(self) -> None:
        if self._page is None or not self.isVisible():
            return
        try:
            for section in self._sections:
                section.tick()
        except Exception:  # noqa: BLE001 - whatever it is, half a page must not stay
            _log.exception("an incident cannot be shown any more")
            self._give_up()

    def _on_session(self, session: object) -> None:
        for section in self._sections:
            section.begin_anew()
        if session is not None and self._wanted is not None:
            self._read()

    def _on_refused(self, text: str) -> None:
        self.message.show_message("danger", text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() in PLAIN and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
