"""A field that finds one thing of many by typing any part of its name; the hits stand below while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame

from madiun_console.ui.widgets.hit_popup import Hit, HitPopup
from madiun_console.ui.widgets.themed import Themed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from madiun_console.ui.theme import Appearance

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
WALK = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -6, Qt.Key.Key_PageDown: 6}
BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
CHEVRON_ROOM = 24
QT_SIDE = 2
"""What QLineEdit itself leaves free at either side of its text."""


class TypeAhead(Themed, QLineEdit):
    """Type, Up/Down, then Enter or Tab takes the marked hit; Esc closes the hits only.

    What was taken stands selected: typing begins anew. With `enter_goes_on` the form gets the Enter that took a hit,
    too, and goes on to its next field with it, as from any other line.
    Hits come at once from `provider`, or later through `set_hits` after `search_wanted`. Text that was
    typed but is no hit stays in the field, marked (tone "warning"): nothing typed is lost.
    """

    chosen = Signal(object)  # Hit, or None when the choice was typed away
    search_wanted = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        provider: Callable[[str], Sequence[Hit]] | None = None,
        parent: QWidget | None = None,
        *,
        enter_goes_on: bool = False,
    ) -> None:
        super().__init__(parent)
        self.follow(appearance)
        self._enter_goes_on = enter_goes_on
        self._provider = provider
        self._hit: Hit | None = None
        self._suggested = False
        self._popup = HitPopup(appearance, self)
        self._popup.hit_clicked.connect(self._take)
        self.setTextMargins(0, 0, CHEVRON_ROOM - 8, 0)
        self.textEdited.connect(self._on_edited)

    def value(self) -> Hit | None:
        """The chosen hit, or None."""
        return self._hit

    def is_suggested(self) -> bool:
        """Whether the shown hit was proposed by the program and not yet confirmed by hand."""
        return self._suggested

    def wanted_text(self) -> str:
        """What was typed without choosing a hit; empty when there is a choice."""
        return "" if self._hit is not None else self.text().strip()

    def set_value(self, hit: Hit | None, *, suggested: bool = False) -> None:
        """Show a choice without telling anyone; None empties the field."""
        self._hit = hit
        self._suggested = suggested and hit is not None
        self.setText(hit.label if hit else "")
        self.setCursorPosition(0)
        self._popup.hide()
        self._mark()

    def set_text_left(self, text: str) -> None:
        """Put back text that was typed but never became a choice (from a draft)."""
        self._hit = None
        self._suggested = False
        self.setText(text)
        self._mark()

    def set_hits(self, hits: Sequence[Hit]) -> None:
        """The answer to `search_wanted`; shown only while the field still has the focus."""
        self._popup.set_hits(hits)
        if hits and self.hasFocus():
            self._popup.open_below(self)
        else:
            self._popup.hide()

    def popup_open(self) -> bool:
        """Whether hits are shown."""
        return self._popup.isVisible()

    def hits(self) -> tuple[Hit, ...]:
        """The hits as last given."""
        return self._popup.hits()

    def open_hits(self) -> None:
        """Ask for hits for the text as it stands (all of them, when a choice is shown)."""
        self._ask("" if self._hit is not None else self.text())

    def _on_edited(self, text: str) -> None:
        had = self._hit is not None
        self._hit = None
        self._suggested = False
        self._mark()
        if had:
            self.chosen.emit(None)
        if text.strip():
            self._ask(text)
        else:
            self._popup.hide()

    def _ask(self, text: str) -> None:
        if self._provider is None:
            self.search_wanted.emit(text.strip())
        else:
            self.set_hits(self._provider(text.strip()))

    def _take(self, hit: Hit | None) -> None:
        if hit is None:
            return
        self.set_value(hit)
        self.chosen.emit(hit)
        if self._hit is not None and self.hasFocus():
            self._select_from_the_end()

    def _select_from_the_end(self) -> None:
        # The cursor ends up at the start: a name that is too long shows its beginning, selected or not.
        self.setSelection(len(self.text()), -len(self.text()))

    def shown_text(self) -> str:
        """The text as it is painted: without the focus, one that is too long ends in an ellipsis."""
        if self.hasFocus():
            return self.text()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self._room().width())

    def _room(self) -> QRect:
        """Where the text stands."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return inside.marginsRemoved(self.textMargins()).adjusted(QT_SIDE, 0, -QT_SIDE, 0)

    def _mark(self) -> None:
        left_over = bool(self.wanted_text()) and not self.hasFocus()
        tone = "warning" if left_over else ""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and self.popup_open():
            if event.type() == QEvent.Type.ShortcutOverride and self._closes_or_takes(event):
                # Esc parks the draft elsewhere: while hits are shown it is ours and closes only them.
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._tab_takes(event):
                self._take(self._popup.marked())
        return super().event(event)

    def _closes_or_takes(self, event: QKeyEvent) -> bool:
        bare = event.modifiers() in BARE
        return bare and (event.key() == Qt.Key.Key_Escape or event.key() in ENTER)

    def _tab_takes(self, event: QKeyEvent) -> bool:
        # Only what was typed: walking through a form with Tab must not choose anything.
        return event.key() == Qt.Key.Key_Tab and self._hit is None and bool(self.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        bare = event.modifiers() in BARE
        if bare and key in WALK:
            if self.popup_open():
                self._popup.walk(WALK[key])
            elif key == Qt.Key.Key_Down:
                self.open_hits()
            return
        if bare and self.popup_open() and key in ENTER:
            self._take(self._popup.marked())
            if self._enter_goes_on and self.hasFocus():
                event.ignore()
            return
        if bare and self.popup_open() and key == Qt.Key.Key_Escape:
            self._popup.hide()
            return
        if key in ENTER or key == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.position().x() > self.width() - CHEVRON_ROOM:
            if self.popup_open():
                self._popup.hide()
            else:
                self.open_hits()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark()
        if self._hit is not None and event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        ):
            self._select_from_the_end()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Whoever comes back from another window, or from the menu of the field, types on where they were.
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self.setCursorPosition(0)
        self._popup.hide()
        self._mark()

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.shown_text()
        if shown == self.text():
            super().paintEvent(event)
        painter = QPainter(self)
        if shown != self.text():
            self._paint_cut(painter, shown)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.theme.colour
        painter.setPen(QPen(QColor(colour.accent if self._suggested else colour.muted), 1.6))
        x, y = self.width() - CHEVRON_ROOM / 2 - 2, self.height() / 2 + 0.5
        painter.drawPolyline([QPointF(x - 3.5, y - 2), QPointF(x, y + 1.5), QPointF(x + 3.5, y - 2)])
        if self._suggested:
            painter.setPen(QPen(QColor(colour.accent), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), 3, 3)

    def _paint_cut(self, painter: QPainter, shown: str) -> None:
        """Frame and shortened text: QLineEdit itself would only clip it at the arrow."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        painter.setPen(self.palette().text().color())
        painter.drawText(self._room(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
