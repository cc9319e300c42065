"""A small form that opens where it is needed instead of a dialog: Enter does it, Esc leaves it, errors stand inside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from madiun_console.errors import ConsoleError
from madiun_console.ui.incident.cap_button import CapButton
from madiun_console.ui.incident.labels import WrapLabel
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import InlineMessage
from madiun_console.ui.widgets.tab_order import follow_in_tab_order
from madiun_console.ui.workplace import Workplace

MARGIN = 12
"""Pixels left free above and below what is scrolled to."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class InPlaceForm(Retranslated, QFrame):
    """Subclasses fill `body`, set their words in `retranslate` and act in `confirm` through `send`."""

    finished = Signal(object)
    """What the action returned."""
    cancelled = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workplace = workplace
        self.setProperty("role", "card")
        self.title = WrapLabel("strong", self)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)

    def finish_layout(self, key: str = "") -> None:
        """Put message and buttons below the body; call when the body is complete, so that Tab goes downwards."""
        self.message = InlineMessage(self.workplace.appearance, self)
        # Another key than Enter is the form's own, too: in the note field or in the list it must confirm nothing here.
        self._by_enter = not key
        self.confirm_button = CapButton("", key or "Return", role="primary", parent=self)
        self.confirm_button.clicked.connect(self.confirm)
        for own in {key, key.replace("Return", "Enter")} if key else ():
            shortcut = QShortcut(QKeySequence(own), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.confirm_button.click)
        self.cancel_button = CapButton("", "Esc", role="quiet", parent=self)
        self.cancel_button.clicked.connect(self.cancelled)
        buttons = QHBoxLayout()
        buttons.addWidget(self.confirm_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addLayout(self.body)
        column.addWidget(self.message)
        column.addLayout(buttons)
        self.workplace.jobs.broke.connect(self._on_broke)
        presence = self.workplace.presence
        for line in self.findChildren(QLineEdit):
            line.textEdited.connect(presence.typed)
        for text in self.findChildren(QPlainTextEdit):
            text.textChanged.connect(presence.typed)
        for ended in (self.finished, self.cancelled):
            ended.connect(presence.rested)
        self.retranslate()

    def add_field(self, field: QWidget, column: QVBoxLayout | None = None) -> QLabel:
        """Put a field with a small label above it; the label's text is set with `name_field`."""
        label = QLabel(self)
        label.setProperty("role", "field")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(field)
        place = column if column is not None else self.body
        above = QVBoxLayout()
        above.setSpacing(2)
        above.addWidget(label)
        above.addWidget(field)
        place.addLayout(above)
        return label

    @staticmethod
    def name_field(label: QLabel, text: str) -> None:
        """Word a label and name its field for screen readers."""
        label.setText(text)
        if label.buddy() is not None:
            label.buddy().setAccessibleName(text)

    def confirm(self) -> None:
        """Do what the form is for."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Put the focus where typing begins."""
        for field in self.findChildren(QLineEdit):
            if field.isVisibleTo(self):
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
        self.confirm_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def send(self, action: Callable[..., Any], *arguments: Any) -> None:
        """Act once; the form stays with everything typed when it is refused."""
        self.message.clear()
        self.confirm_button.setEnabled(False)
        self.workplace.act(action, *arguments, done=self._on_done, failed=self._on_failed)

    def complain(self, text: str) -> None:
        """Say what is missing."""
        self.message.show_message("danger", text)

    def retranslate(self) -> None:
        self.cancel_button.set_label(self.tr("Cancel"))

    def _on_done(self, result: object) -> None:
        if isValid(self):
            self.confirm_button.setEnabled(True)
            self.finished.emit(result)

    def _on_failed(self, error: ConsoleError) -> None:
        if isValid(self):
            self.confirm_button.setEnabled(True)
            self.complain(error.text(self.workplace.language))

    def _on_broke(self, _error: object) -> None:
        self.confirm_button.setEnabled(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() > event.oldSize().height():
            # After the layouts around it have settled: its last line, the buttons, must not grow out of sight.
            QTimer.singleShot(0, self, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        area = scrolled_by(self)
        if area is not None and not fits_into(self, area) and self.message.isVisible():
            scroll_to(self.confirm_button)  # what was just said stands above it
        else:
            scroll_to(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in ENTER:
            if self.confirm_button.isEnabled() and self._by_enter:
                self.confirm()
        elif not event.text():
            super().keyPressEvent(event)
        # A letter that no field of the form took must not become a command of the pane.


class ReasonForm(InPlaceForm):
    """One line: why."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self.reason = QLineEdit(self)
        self.reason_label = self.add_field(self.reason)
        self.finish_layout()

    def retranslate(self) -> None:
        super().retranslate()
        self.name_field(self.reason_label, self.tr("Reason"))


class FormSlot(QWidget):
    """Where a form opens. One at a time in a pane, wherever its slots are: a key never acts on a form out of sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form: InPlaceForm | None = None
        self._came_from: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def form(self) -> InPlaceForm | None:
        """The form that is open."""
        return self._form

    def put(self, form: InPlaceForm) -> None:
        """Open a form and go into it; whatever form is open in this pane is left."""
        around = scrolled_by(self)
        for slot in around.findChildren(FormSlot) if around is not None else (self,):
            slot.empty()
        self._came_from = self.window().focusWidget()
        self._form = form
        form.cancelled.connect(self.empty)
        form.finished.connect(self.empty)
        self._column.addWidget(form)
        self.show()
        form.show()
        follow_in_tab_order(self, focusable(form))
        form.focus_first()

    def empty(self) -> None:
        """Close the form; the focus goes back to where it came from."""
        form, self._form = self._form, None
        if form is None:
            return
        came_from, self._came_from = self._came_from, None
        focus = self.window().focusWidget()
        inside = any(one is focus for one in form.findChildren(QWidget))
        if inside:
            if came_from is None or not isValid(came_from) or not came_from.isVisible():
                came_from = self._neighbour()
            if came_from is not None:
                came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._column.removeWidget(form)
        form.hide()
        form.deleteLater()
        self.hide()

    def _neighbour(self) -> QWidget | None:
        """The first thing beside the slot that can take the focus."""
        owner = self.parentWidget()
        others = focusable(owner) if owner is not None else []
        return next((one for one in others if one.isVisible() and not self.isAncestorOf(one)), None)


def focusable(widget: QWidget) -> list[QWidget]:
    """What Tab or a click can reach inside a widget, in the order it was made (that is, downwards)."""
    found = [widget, *widget.findChildren(QWidget)]
    return [one for one in found if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.focusProxy() is None]


def scroll_to(widget: QWidget) -> None:
    """Bring a widget into sight when it stands in something that scrolls: all of it, or as much as there is room for."""
    if not isValid(widget):
        return
    parent = scrolled_by(widget)
    if parent is None:
        return
    inner = parent.widget()
    if inner is None or fits_into(widget, parent):
        parent.ensureWidgetVisible(widget, 0, MARGIN)
    else:
        top = widget.mapTo(inner, widget.rect().topLeft()).y()
        parent.verticalScrollBar().setValue(top - MARGIN // 2)


def scrolled_by(widget: QWidget) -> QScrollArea | None:
    """What a widget scrolls in."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def fits_into(widget: QWidget, area: QScrollArea) -> bool:
    """Whether a widget can be seen as a whole."""
    return widget.height() + 2 * MARGIN <= area.viewport().height()
