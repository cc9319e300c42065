"""Line icons from `resources/icons/NAME.svg`, drawn in a colour of the theme at the screen's own resolution."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QIcon, QImageReader, QPixmap

from madiun_console.resources import resource_path


def icon_pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a pixmap of `size` logical pixels for a screen of that device pixel ratio."""
    text = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    data = QByteArray(text.encode())
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # The image plugin reads SVG, so the QtSvg module need not be imported at start.
    reader = QImageReader(buffer, QByteArray(b"svg"))
    edge = round(size * ratio)
    reader.setScaledSize(QSize(edge, edge))
    pixmap = QPixmap.fromImage(reader.read())
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def themed_icon(name: str, colour: str, size: int = 16) -> QIcon:
    """A QIcon for menus and plain buttons, sharp at 100% and 200%."""
    icon = QIcon()
    for ratio in (1.0, 2.0):
        icon.addPixmap(icon_pixmap(name, colour, size, ratio))
    return icon
