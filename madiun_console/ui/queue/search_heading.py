"""The row above what was found: how much it is, saving the search by name, the saved ones, the export, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

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
from madiun_console.ui.queue.tool_row import EXPORT_KEY, SAVED_KEY
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import ElidedLabel, KeyButton, MenuButton, MenuEntry
from madiun_console.ui.workplace import Workplace

SAVE_KEY = "Ctrl+Shift+S"
NAME_WIDTH = 190
WIDE = 640
"""From which width saving and the export have buttons of their own (pixels)."""
SAVE, EXPORT, NAMED = "save", "export", "named:"


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
        self.found = ElidedLabel("", "strong", self)
        self.name = NameField(self)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setFixedWidth(NAME_WIDTH)
        self.name.hide()
        # The key of saving is this row's: where it is narrow the two stand in the menu only.
        self.save = KeyButton("", SAVE_KEY, bound=False, parent=self)
        # The panel owns the keys of the menu and the export: they work when nobody searches, too.
        self.saved = MenuButton("", SAVED_KEY, bound=False, parent=self)
        self.export = KeyButton("", EXPORT_KEY, bound=False, parent=self)
        self.end = KeyButton("", "Esc", role="link", bound=False, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.found, 1)
        for widget in (self.name, self.save, self.saved, self.export, self.end):
            row.addWidget(widget)
        QShortcut(QKeySequence(SAVE_KEY), self).activated.connect(self._on_save)
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
            self._fit()
        changed = search != self._search
        self._search = search
        self.found.set_full_text(found)
        self.export.setEnabled(rows > 0)
        if changed:
            self.retranslate()

    def show_nothing(self) -> None:
        """Nobody searches: only saved searches can be opened."""
        self._search = Search()
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
            self.tr(
                "Write everything that was found into a spreadsheet; nobody can be recognised by it (Ctrl+S)"
            )
        )
        self.end.set_label(self.tr("Back"))
        self.name.setPlaceholderText(self.tr("Name, then Enter"))
        self.name.setAccessibleName(self.tr("Name of the saved search"))
        # Also in the menu, for a narrow window.
        entries = []
        if not self._search.is_empty():
            entries = [
                MenuEntry(SAVE, self.save.text(), SAVE_KEY),
                MenuEntry(EXPORT, self.export.text(), EXPORT_KEY),
                MenuEntry(""),
            ]
        names = list(saved_searches(self._workplace.preferences, self._now()))
        entries += [
            MenuEntry(f"{NAMED}{one}", one.replace("&", "&&"), checkable=True, checked=one == name)
            for one in names
        ]
        if not names:
            entries.append(MenuEntry("-", self.tr("No search is saved yet"), enabled=False))
        self.saved.set_entries(entries)

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
            self._fit()
            self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.name.selectAll()

    def _on_named(self) -> None:
        name, place = fit_name(self.name.text()), self._workplace
        if not name:
            return
        place.prefer(saved_searches=with_search(place.preferences, name, self._search))
        place.told.emit("success", self.tr("Saved as “{name}”; Ctrl+Shift+F opens it").format(name=name))
        self._close_name()

    def _close_name(self) -> None:
        self.name.clear()
        self.name.hide()
        self._fit()
        self.left.emit()

    def _on_picked(self, picked: str) -> None:
        if picked == SAVE:
            self._on_save()
        elif picked == EXPORT:
            self.export_wanted.emit()
        else:
            known = saved_searches(self._workplace.preferences, self._now())
            search = known.get(picked.removeprefix(NAMED))
            if search is not None:
                self.opened.emit(search)

    def _fit(self) -> None:
        """Where it is narrow, saving and the export stand in the menu only, and a name takes the place of that."""
        wide, naming = self.width() >= WIDE, not self.name.isHidden()
        for button in (self.save, self.export):
            button.setVisible(wide and not naming)
        self.saved.setVisible(wide or not naming)

    def minimumSizeHint(self) -> QSize:
        # Of what a narrow row shows, else the buttons that it hides would forbid the width.
        width = self.saved.sizeHint().width() + self.end.sizeHint().width() + 60
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
