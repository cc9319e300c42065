"""F1: every key that works now, and the other language; a panel at the right side of the window, closed by Esc."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from madiun_console.ui.entry.entry_card import title_label
from madiun_console.ui.shell.rail import RailButton
from madiun_console.ui.translation import Retranslated
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


class HelpPanel(Retranslated, QFrame):
    """Collects the keys of the buttons on the page that is shown, so that the list is never wrong.

    Keys without a button come from those who have them: `add_keys(source)`, asked anew at every opening.
    """

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._window = parent
        self._sources: list[Callable[[], Keys]] = []
        self._before: QWidget | None = None
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._title = title_label(self)
        self.close_button = KeyButton("", role="quiet", parent=self)
        self.close_button.setAutoDefault(True)
        self.language = SegmentedChoice(LANGUAGES, workplace.appearance, parent=self)
        self._language = Section(parent=self)
        self.scroller = QScrollArea(self)
        self._set_out()
        self.close_button.clicked.connect(self.leave)
        self.language.value_changed.connect(self._on_language)
        parent.installEventFilter(self)
        self.hide()
        self.retranslate()

    def _set_out(self) -> None:
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 2, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._language)
        column.addWidget(self.language)
        column.addWidget(self.scroller, 1)

    def add_keys(self, source: Callable[[], Keys]) -> None:
        """Let `source` tell keys that have no button of their own."""
        self._sources.append(source)

    def toggle(self) -> None:
        """Open, or close again."""
        if self.isVisible():
            self.leave()
            return
        self._before = self._window.focusWidget()
        self.language.set_value(self._workplace.language)
        self._fill(self.groups())
        self._place()
        self.show()
        self.raise_()
        self.scroller.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close, and give the focus back to where it was."""
        self.hide()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def groups(self) -> list[Keys]:
        """What is listed now: the whole window, the page that is shown, and what others told."""
        found = [self._window_keys(), Keys(self.tr("On this page"), tuple(self._button_keys()))]
        found += [source() for source in self._sources]
        return [group for group in found if group.lines]

    def retranslate(self) -> None:
        self._title.setText(self.tr("Keys and language"))
        self.setAccessibleName(self.tr("Keys and language"))
        self._language.set_text(self.tr("Language"))
        self.language.setAccessibleName(self.tr("Language"))
        self.close_button.set_label(self.tr("Close (Esc)"))
        self.scroller.setAccessibleName(self.tr("Keys"))
        if self.isVisible():
            self._fill(self.groups())

    # ------------------------------------------------------------------------------------------ inside

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
                words = button.text().replace("&&", "&") or button.accessibleName()
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

    def _place(self) -> None:
        area = self._window.rect()
        width = min(WIDTH, area.width())
        self.setGeometry(area.width() - width, 0, width, area.height())

    def _on_language(self, value: object) -> None:
        if value is None:
            self.language.set_value(self._workplace.language)
        else:
            self._workplace.prefer(language=value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def event(self, event: QEvent) -> bool:
        # Esc parks a call elsewhere: while the panel has the focus it is ours and closes only the panel.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)
