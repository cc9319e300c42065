"""Writes pictures of the screen small: few colours stand on it, so an index into 256 of them loses nothing to the eye."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

COLOURS = 256
STRONGEST = 0
"""Qt's "quality" of a PNG is the strength of its compression, turned around."""


def save_small(image: QImage, file: Path) -> int:
    """Save a picture (RGB32) as a PNG of at most 256 colours, the frequent ones exact; returns its size in bytes."""
    line = image.bytesPerLine()
    pixels = memoryview(image.constBits())
    found: Counter[int] = Counter()
    for row in range(image.height()):
        found.update(pixels[row * line : row * line + 4 * image.width()].cast("I"))
    table = [colour for colour, _ in found.most_common(COLOURS)]
    flags = Qt.ImageConversionFlag.AvoidDither | Qt.ImageConversionFlag.ThresholdDither
    few = image.convertToFormat(QImage.Format.Format_Indexed8, table, flags)
    file.parent.mkdir(parents=True, exist_ok=True)
    if not few.save(str(file), quality=STRONGEST):
        raise OSError(f"{file} cannot be written")
    return file.stat().st_size
