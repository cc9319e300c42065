"""The row above what was found: how much it is, saving the search by name, the saved ones, the export, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QWidget

from madiun_console.domain.phone_fragment import fragments
from madiun_console.ui.queue.saved_searches import (
    LONGEST_NAME,
    MOST,
    Search,
    fit_name,
    name_of,
    saved_searches,
    with_search,
    without_search,
)
from madiun_console.ui.queue.tool_row import SAVED_KEY
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import FlowLayout, KeyButton, MenuButton, MenuEntry
from madiun_console.ui.workplace import Workplace

SAVE_KEY, EXPORT_KEY = "Ctrl+Shift+S", "Ctrl+Shift+E"
NAME_WIDTH = 190


class NameField(QLineEdit):
    """Enter saves, Esc leaves it."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class SearchHeading(Retranslated, QFrame):
    """Saved searches are this desk's own and stand in its preferences, which are not encrypted: no number is kept there."""

    opened = Signal(object)
    """Search that a person opened by its name."""
    export_wanted = Signal()
    left = Signal()
    """The keyboard may go on to what was found."""
    ended = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._search = Search()
        self.setProperty("role", "tool-row")
        self.found = QLabel(self)
        self.found.setTextFormat(Qt.TextFormat.PlainText)
        self.found.setProperty("role", "strong")
        self.name = NameField(self)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setFixedWidth(NAME_WIDTH)
        self.name.hide()
        self.save = KeyButton("", SAVE_KEY, parent=self)
        # The panel owns the key: it opens the menu when nobody searches, too.
        self.saved = MenuButton("", SAVED_KEY, bound=False, parent=self)
        self.export = KeyButton("", EXPORT_KEY, parent=self)
        self.end = KeyButton("", "Esc", role="link", bound=False, parent=self)
        row = FlowLayout(self, spacing=8, line_spacing=6)
        row.setContentsMargins(14, 5, 12, 6)
        for widget in (self.found, self.name, self.save, self.saved, self.export, self.end):
            row.addWidget(widget)
        self.name.returnPressed.connect(self._on_named)
        self.name.left.connect(self._close_name)
        self.save.clicked.connect(self._on_save)
        self.saved.picked.connect(self._on_picked)
        self.export.clicked.connect(self.export_wanted)
        self.end.clicked.connect(self.ended)
        workplace.preferences_changed.connect(lambda _: self.retranslate())
        self.retranslate()

    def show_search(self, search: Search, found: str, *, rows: int) -> None:
        """Say what was found for a search."""
        if search.text != self._search.text and not self.name.hasFocus():
            self.name.hide()
        changed = search != self._search
        self._search = search
        self.found.setText(found)
        self.export.setEnabled(rows > 0)
        if changed:
            self.retranslate()

    def open_saved(self, corner: QPoint) -> None:
        """Open the list of saved searches at a point of the screen."""
        self.saved.menu().popup(corner)

    def retranslate(self) -> None:
        name = self._name()
        self.save.set_label(self.tr("Forget “{name}”").format(name=name) if name else self.tr("Save search"))
        self.saved.set_label(self.tr("Saved"))
        self.saved.setAccessibleName(self.tr("Saved searches"))
        self.export.set_label(self.tr("Export"))
        self.export.setToolTip(
            self.tr("Write what was found into a CSV file; nobody can be recognised by it (Ctrl+Shift+E)")
        )
        self.end.set_label(self.tr("Back to the queue"))
        self.name.setPlaceholderText(self.tr("Name, then Enter"))
        self.name.setAccessibleName(self.tr("Name of the saved search"))
        names = list(saved_searches(self._workplace.preferences, self._now()))
        entries = [
            MenuEntry(one, one.replace("&", "&&"), checkable=True, checked=one == name) for one in names
        ]
        self.saved.set_entries(entries or [MenuEntry("-", self.tr("No search is saved yet"), enabled=False)])

    # ------------------------------------------------------------------------------------------ inside

    def _now(self) -> int:
        return self._workplace.ticker.wall_ms()

    def _name(self) -> str:
        if self._search.is_empty():
            return ""
        return name_of(self._workplace.preferences, self._search, self._now())

    def _on_save(self) -> None:
        name, place = self._name(), self._workplace
        if name:
            place.prefer(saved_searches=without_search(place.preferences, name))
            place.told.emit("info", self.tr("“{name}” is forgotten").format(name=name))
            self.name.setText(name)
        elif fragments(self._search.text):
            place.told.emit(
                "warning", self.tr("A search for a telephone number is not saved: it could tell who called.")
            )
        elif len(place.preferences.saved_searches) >= MOST:
            text = self.tr("{count} searches are saved already. Forget one first.")
            place.told.emit("warning", text.format(count=MOST))
        else:
            if not self.name.text():
                self.name.setText(self._search.text.strip())
            self.name.show()
            self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.name.selectAll()

    def _on_named(self) -> None:
        name, place = fit_name(self.name.text()), self._workplace
        if not name:
            return
        place.prefer(saved_searches=with_search(place.preferences, name, self._search))
        place.told.emit("success", self.tr("Saved as “{name}”; Ctrl+Shift+K opens it").format(name=name))
        self._close_name()

    def _close_name(self) -> None:
        self.name.clear()
        self.name.hide()
        self.left.emit()

    def _on_picked(self, name: str) -> None:
        search = saved_searches(self._workplace.preferences, self._now()).get(name)
        if search is not None:
            self.opened.emit(search)
