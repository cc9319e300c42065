"""F1: every key that works now, and the other language; a panel at the right side of the window, closed by Esc."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from madiun_console.ui.shell.rail import RailButton
from madiun_console.ui.side_panel import SidePanel
from madiun_console.ui.widgets import Choice, KeyButton, Section, SegmentedChoice, key_text
from madiun_console.ui.workplace import Workplace

WIDTH = 380
# each language in its own words, so that whoever is lost in one finds the other
LANGUAGES = (Choice("id", "Bahasa Indonesia"), Choice("en", "English"))


@dataclass(frozen=True, slots=True)
class Keys:
    """A group of keys: its heading, and (key, what it does) in the order of their use."""

    heading: str
    lines: tuple[tuple[str, str], ...]


class HelpPanel(SidePanel):
    """Collects the keys of the buttons on the page that is shown, so that the list is never wrong.

    Keys without a button come from those who have them: `add_keys(source)`, asked anew at every opening.
    It goes as soon as the focus is behind it, be it by a click or by a key that opens something: a list that is left
    open there would cover what is typed, and Esc would park a call instead of closing it.
    """

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent, WIDTH)
        self._workplace = workplace
        self._sources: list[Callable[[], Keys]] = []
        self._watches = False
        self.language = SegmentedChoice(LANGUAGES, workplace.appearance, parent=self)
        self._language = Section(parent=self)
        self.scroller = QScrollArea(self)
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(self._language)
        self.column.addWidget(self.language)
        self.column.addWidget(self.scroller, 1)
        self.language.value_changed.connect(self._on_language)
        self.retranslate()

    def add_keys(self, source: Callable[[], Keys]) -> None:
        """Let `source` tell keys that have no button of their own."""
        self._sources.append(source)

    def toggle(self) -> None:
        """Open, or close again."""
        if self.isVisible():
            self.leave()
            return
        self.language.set_value(self._workplace.language)
        self._fill(self.groups())
        self.bring_up()
        self._watch_focus()
        self.scroller.setFocus(Qt.FocusReason.OtherFocusReason)

    def groups(self) -> list[Keys]:
        """What is listed now: the whole window, the page that is shown, and what others told."""
        found = [self._window_keys(), Keys(self.tr("On this page"), tuple(self._button_keys()))]
        found += [source() for source in self._sources]
        return [group for group in found if group.lines]

    def stops(self) -> list[QWidget]:
        """The keys have the focus at first; what Tab is pressed for is the language."""
        order: list[QWidget] = [self.scroller, *self.language.buttons, self.close_button]
        stops = super().stops()
        return [one for one in order if one in stops]

    def title(self) -> str:
        return self.tr("Keys and language")

    def retranslate(self) -> None:
        super().retranslate()
        self._language.set_text(self.tr("Language"))
        self.language.setAccessibleName(self.tr("Language"))
        self.scroller.setAccessibleName(self.tr("Keys"))
        if self.isVisible():
            self._fill(self.groups())

    # ------------------------------------------------------------------------------------------ inside

    def _watch_focus(self) -> None:
        handle = self.window().windowHandle()
        if not self._watches and handle is not None:
            self._watches = True
            handle.focusObjectChanged.connect(self._on_focus)

    def _on_focus(self, _focus: object) -> None:
        if (
            not isValid(self._window) or not self.isVisible()
        ):  # a window that is destroyed gives its focus away, too
            return
        now: QWidget | None = self._window.focusWidget()
        if now is not None and now is not self and not self.isAncestorOf(now):
            self.put_away()

    def _window_keys(self) -> Keys:
        lines = [("F1", self.tr("This list, and the language"))]
        if self._workplace.signed_in:
            lines += [
                *([] if self._workplace.at_agency else [("F2", self.tr("Take a call, from anywhere"))]),
                ("Ctrl+L", self.tr("Lock")),
            ]
            lines += [
                (button.shortcut().toString(), button.entry.label)
                for button in self._window.findChildren(RailButton)
                if not button.shortcut().isEmpty() and button.isVisible()
            ]
        lines += [
            ("Ctrl+Shift+P", self.tr("Change person")),
            ("Ctrl+Shift+L", self.tr("Light or dark")),
        ]
        return Keys(self.tr("Everywhere"), tuple(lines))

    def _button_keys(self) -> Sequence[tuple[str, str]]:
        lines: dict[str, str] = {}
        for button in self._window.findChildren(QAbstractButton):
            if (
                isinstance(button, KeyButton)
                and button.key
                and button.isVisible()
                and not self.isAncestorOf(button)
            ):
                words = button.purpose or button.text().replace("&&", "&") or button.accessibleName()
                lines.setdefault(button.key, words)
        known = {key for key, _ in self._window_keys().lines}
        return [(key, words) for key, words in lines.items() if key not in known and words]

    def _fill(self, groups: Sequence[Keys]) -> None:
        inside = QWidget()
        inside.setProperty("role", "panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 4, 14, 4)
        column.setSpacing(6)
        for group in groups:
            column.addWidget(Section(group.heading, parent=inside))
            grid = QGridLayout()
            grid.setHorizontalSpacing(12)
            grid.setVerticalSpacing(6)
            grid.setColumnStretch(1, 1)
            for at, (key, words) in enumerate(group.lines):
                cap = QLabel(key_text(key), inside)
                cap.setProperty("role", "key")
                text = QLabel(words, inside)
                text.setTextFormat(Qt.TextFormat.PlainText)
                text.setWordWrap(True)
                grid.addWidget(cap, at, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                grid.addWidget(text, at, 1)
            grid.setColumnMinimumWidth(0, 96)
            column.addLayout(grid)
        column.addStretch(1)
        self.scroller.setWidget(inside)

    def _on_language(self, value: object) -> None:
        if value is None:
            self.language.set_value(self._workplace.language)
        else:
            self._workplace.prefer(language=value)
