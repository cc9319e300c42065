"""A message in its place instead of a dialog: what is the matter, up to three things to do about it, undo, dismiss."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from madiun_console.ui.theme.icons import themed_icon
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets.flow_layout import FlowLayout
from madiun_console.ui.widgets.key_button import KeyButton
from madiun_console.ui.widgets.level_badge import LevelBadge, LevelLook
from madiun_console.ui.widgets.tab_order import follow_in_tab_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from madiun_console.ui.theme import Appearance

MOST_ACTIONS = 3
UNDO = "undo"
LINK_PADDING = 3


@dataclass(frozen=True, slots=True)
class MessageAction:
    """One thing to do: its id, what the link says, and its key (such as "Ctrl+G")."""

    id: str
    label: str
    key: str = ""


class InlineMessage(Retranslated, QFrame):
    """Hidden until `show_message`. Esc on a focused link dismisses it."""

    action_triggered = Signal(str)  # id of the action, or "undo"
    dismissed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._undo: KeyButton | None = None
        self._dismissible = True
        self.setProperty("role", "message")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._badge_place = QHBoxLayout()
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        self._links = QWidget(self)
        self._link_row = FlowLayout(self._links, spacing=10, line_spacing=2)
        self._close = KeyButton("", role="link", parent=self)
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.dismiss)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._text)
        words.addWidget(self._links)
        row = QHBoxLayout(self)
        # A link is padded for its focus ring: the words are moved as much, so that both begin at one line.
        row.setContentsMargins(10 - LINK_PADDING, 7, 6, 7)
        self._text.setContentsMargins(LINK_PADDING, 0, 0, 0)
        self._badge_place.setContentsMargins(LINK_PADDING, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(self._badge_place)
        row.addLayout(words, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        appearance.theme_changed.connect(self._paint_close)
        self._paint_close()
        self.retranslate()
        self.hide()

    def show_message(
        self,
        tone: str,
        text: str,
        *,
        lead: str = "",
        level: LevelLook | None = None,
        actions: Sequence[MessageAction] = (),
        dismissible: bool = True,
        undo: bool = False,
    ) -> None:
        """Show plain `text` after a bold `lead`, in a tone (danger, warning, success, info, neutral)."""
        if len(actions) > MOST_ACTIONS:
            raise ValueError(f"{len(actions)} actions in one message, at most {MOST_ACTIONS}")
        self._empty()
        self._retone(tone)
        if level is not None:
            badge = LevelBadge(level, self._appearance, self)
            self._badge_place.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        parts = [f"<b>{escape(lead)}</b>" if lead else "", escape(text).replace("\n", "<br>")]
        self._text.setText(" ".join(part for part in parts if part))
        spoken = [level.word if level else "", lead, text]
        self.setAccessibleName(" ".join(part for part in spoken if part))
        links = [self._add_link(action) for action in actions]
        if undo:
            self._undo = self._add_link(MessageAction(UNDO, ""))
            links.append(self._undo)
        follow_in_tab_order(self, [*links, self._close])
        self._links.setVisible(bool(actions) or undo)
        self._dismissible = dismissible
        self._close.setVisible(dismissible)
        self.retranslate()
        self.show()

    def focus_undo(self) -> None:
        """Put the keyboard on Undo: what had it is about to go, and the next key would be typed into something else."""
        if self._undo is not None:
            self._undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Hide without telling anyone."""
        self.hide()
        self._empty()

    def dismiss(self) -> None:
        """Hide because the person said so."""
        self.clear()
        self.dismissed.emit()

    def retranslate(self) -> None:
        self._close.setAccessibleName(self.tr("Close message"))
        self._close.setToolTip(self.tr("Close message"))
        if self._undo is not None:
            self._undo.set_label(self.tr("Undo"))

    def _empty(self) -> None:
        self._undo = None
        for layout in (self._link_row, self._badge_place):
            while (item := layout.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()

    def _add_link(self, action: MessageAction) -> KeyButton:
        link = KeyButton(action.label, action.key, role="link", parent=self._links)
        link.clicked.connect(lambda: self.action_triggered.emit(action.id))
        self._link_row.addWidget(link)
        link.show()  # at once: a layout shows its widgets only when the event loop runs, too late for a Tab
        return link

    def _retone(self, tone: str) -> None:
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)

    def _paint_close(self) -> None:
        self._close.setIcon(themed_icon("close", self._appearance.theme.colour.muted, 14))

    def sizeHint(self) -> QSize:
        # The policy Maximum bounds the message by its hint: that has to know how many lines the links take here.
        return QSize(super().sizeHint().width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._dismissible:
            self.dismiss()
            return
        super().keyPressEvent(event)
