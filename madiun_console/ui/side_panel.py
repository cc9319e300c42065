"""The frame of a panel at the right side of the window: a title, what it holds, closed by Esc or its button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from madiun_console.ui.entry.entry_card import title_label
from madiun_console.ui.translation import Retranslated
from madiun_console.ui.widgets import KeyButton


class SidePanel(Retranslated, QFrame):
    """Lies over the page, as high as the window; when it closes, the focus goes back to where it was.

    Subclasses add their widgets to `column`, and set their own words in `retranslate` after calling this one's.
    """

    def __init__(self, parent: QWidget, width: int, right: int = 2) -> None:
        """`width` and the margin at the right are in pixels of the screen at 100 %."""
        super().__init__(parent)
        self._window = parent
        self._width = width
        self._before: QWidget | None = None
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._title = title_label(self)
        self.close_button = KeyButton("", role="quiet", parent=self)
        self.close_button.setAutoDefault(True)
        self.close_button.clicked.connect(self.leave)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, right, 12)
        self.column.setSpacing(8)
        self.column.addLayout(head)
        parent.installEventFilter(self)
        self.hide()

    def bring_up(self) -> None:
        """Show the panel; whoever had the focus gets it back when it closes."""
        if not self.isVisible():
            self._before = self._window.focusWidget()
        self._place()
        self.show()
        self.raise_()

    def leave(self) -> None:
        """Close, and give the focus back to where it was."""
        before = self._before
        self.put_away()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Close, and leave the focus to whoever opens something else now."""
        self.hide()
        self._before = None

    def title(self) -> str:
        """The words at the top."""
        raise NotImplementedError

    def retranslate(self) -> None:
        self._title.setText(self.title())
        self.setAccessibleName(self.title())
        self.close_button.set_label(self.tr("Close (Esc)"))

    def stops(self) -> list[QWidget]:
        """Where Tab stops inside the panel, in its order."""
        # Not by `nextInFocusChain`: the wrappers that PySide makes for what it passes outlive what they stand for.
        return [one for one in self.findChildren(QWidget) if _takes_tab(one)]

    def _place(self) -> None:
        area = self._window.rect()
        width = min(self._width, area.width())
        self.setGeometry(area.width() - width, 0, width, area.height())

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

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside: what lies behind the panel is out of sight, and Esc there is not ours."""
        stops = self.stops() if self.isVisible() else []
        if not stops:
            return super().focusNextPrevChild(forward)
        now: QWidget | None = self._window.focusWidget()
        at = next((at for at, one in enumerate(stops) if one is now), -1 if forward else len(stops))
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)


def _takes_tab(widget: QWidget) -> bool:
    by_tab = Qt.FocusPolicy.TabFocus.value & widget.focusPolicy().value
    return bool(by_tab) and widget.focusProxy() is None and widget.isEnabled() and widget.isVisible()
