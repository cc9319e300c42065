"""Being ready for the first save before it comes."""

from __future__ import annotations


def get_ready_to_write() -> None:
    """Import what writing needs, on the thread that will write: else the first save would wait 0.1 s for it."""
    from madiun_console.db import refold, writer  # noqa: F401
