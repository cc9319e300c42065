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
from madiun_console.ui.widgets import ElidedLabel, KeyButton, MenuButton, MenuEntry, key_text
from madiun_console.ui.widgets.plain_tip import plain_tip
from madiun_console.ui.workplace import Workplace

SAVE_KEY, END_KEY = "Ctrl+Shift+S", "Esc"
NAME_WIDTH = 190
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
        self.end = KeyButton("", END_KEY, role="link", bound=False, parent=self)
        self._row = row = QHBoxLayout(self)
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
        else:
            self._fit()

    def show_nothing(self) -> None:
        """Nobody searches: only saved searches can be opened."""
        self._search = Search()
        self.retranslate()

    def open_saved(self, corner: QPoint) -> None:
        """Open the list of saved searches at a point of the screen."""
        self.saved.menu().popup(corner)

    def retranslate(self) -> None:
        name = self._name()
        self._word_save()
        self.saved.set_label(self.tr("Saved"))
        self.saved.setAccessibleName(self.tr("Saved searches"))
        self.export.set_label(self.tr("Export"))
        self.export.setToolTip(
            self.tr(
                "Write everything that was found into a spreadsheet; nobody can be recognised by it (Ctrl+S)"
            )
        )
        self.end.set_label(self.tr("Back"))
        self.saved.setToolTip(plain_tip(f"{self.tr('Saved searches')} ({key_text(SAVED_KEY)})"))
        self.end.setToolTip(plain_tip(f"{self.tr('Back')} ({END_KEY})"))
        self.name.setPlaceholderText(self.tr("Name, then Enter"))
        self.name.setAccessibleName(self.tr("Name of the saved search"))
        # Also in the menu, for a narrow window.
        entries = []
        if not self._search.is_empty():
            entries = [
                MenuEntry(SAVE, self._save_words(), SAVE_KEY),
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
        self._fit()

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

    def _save_words(self, *, short: bool = False) -> str:
        name = self._name()
        if name:
            return self.tr("Forget") if short else self.tr("Forget “{name}”").format(name=name)
        return self.tr("Save") if short else self.tr("Save search")

    def _word_save(self, *, short: bool = False) -> None:
        self.save.set_label(self._save_words(short=short))
        self.save.setToolTip(plain_tip(f"{self._save_words()} ({key_text(SAVE_KEY)})"))
        self.save.setAccessibleName(self._save_words())

    def _fit(self) -> None:
        """Where it is narrow the buttons lose their keys, which menu and tool tips tell, then two go into the menu.

        A name that is being written takes their place.
        """
        naming = not self.name.isHidden()
        wide = False
        tools = ((self.save, SAVE_KEY), (self.saved, SAVED_KEY), (self.export, EXPORT_KEY))
        for tools_keyed, end_keyed in ((True, True), (False, True), (False, False)):
            self._word_save(short=not tools_keyed)
            for button, key in tools:
                _show_key(button, key if tools_keyed else "")
            _show_key(self.end, END_KEY if end_keyed else "")
            wide = self._needed() <= self.width()
            if wide:
                break
        else:
            _show_key(self.end, END_KEY)
        for button in (self.save, self.export):
            button.setVisible(wide and not naming)
        self.saved.setVisible(wide or not naming)

    def _needed(self) -> int:
        margins = self._row.contentsMargins()
        buttons = (self.save, self.saved, self.export, self.end)
        words = self.found.fontMetrics().horizontalAdvance(self.found.full_text())
        widths = [words, *(button.sizeHint().width() for button in buttons)]
        return sum(widths) + self._row.spacing() * (len(widths) - 1) + margins.left() + margins.right()

    def minimumSizeHint(self) -> QSize:
        # Of what a narrow row shows, else the buttons that it hides would forbid the width.
        width = self.saved.sizeHint().width() + self.end.sizeHint().width() + 60
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _show_key(button: KeyButton, key: str) -> None:
    if button.key != key:
        button.set_key(key)
