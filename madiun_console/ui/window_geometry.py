"""Where the window stood, for the next start: kept with the screen it was on, since another one may be there then."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QWidget


def geometry_text(window: QWidget) -> str:
    """Where the window stands and on what screen: WIDTHxHEIGHT:base64."""
    return f"{_screen_size(window)}:{bytes(window.saveGeometry().toBase64().data()).decode('ascii')}"


def restore_geometry(window: QWidget, text: str) -> bool:
    """Put the window where it stood; False when the screen is another one now (or scaled otherwise), or on nonsense."""
    size, _, saved = text.partition(":")
    return size == _screen_size(window) and window.restoreGeometry(
        QByteArray.fromBase64(saved.encode("ascii", "ignore"))
    )


def _screen_size(window: QWidget) -> str:
    size = window.screen().size()
    return f"{size.width()}x{size.height()}"
