"""The screen that everything is drawn on: an office screen of 1366 x 768, without a display."""

from __future__ import annotations

import json
import os
from pathlib import Path

_SCREEN = {
    "name": "office", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
}  # fmt: skip


def use_office_screen(place: Path) -> None:
    """For this process and its children; `place` is a folder that outlives them. Qt's own offscreen size is 800 x 800."""
    file = place / "screen.json"
    file.write_text(json.dumps({"screens": [_SCREEN]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"
