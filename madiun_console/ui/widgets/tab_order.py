"""Puts widgets that came late at their place in the Tab order instead of at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


def follow_in_tab_order(anchor: QWidget, widgets: Sequence[QWidget]) -> None:
    """Let Tab reach `widgets`, in this order, right after the place of `anchor` (mostly their parent).

    Qt appends a new widget to the end of the window's Tab order wherever it stands on the screen, and refuses
    an anchor that takes no focus: so the anchor takes it for the length of this call.
    """
    policy = anchor.focusPolicy()
    anchor.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    before = anchor
    for widget in widgets:
        QWidget.setTabOrder(before, widget)
        before = widget
    anchor.setFocusPolicy(policy)
