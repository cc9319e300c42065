"""What the command line asks of the window: plain values, so that cli.py needs no Qt to make them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """How the window is to start."""

    data: Path
    lang: str | None = None
    """id or en; None: as the preferences of this desk say."""
    as_name: str | None = None
    """Who signs in, with `password`; None: the window asks."""
    password: str | None = field(default=None, repr=False)
    demo: bool = False
    """Started by `demo`: the sign-in page names the demo's person and password."""


@dataclass(frozen=True, slots=True)
class ShotOptions:
    """A picture of one page, drawn without a display."""

    file: Path
    page: str
    """An unknown page is refused with InvalidInput by the window, which knows its pages."""
    data: Path
    lang: str | None = None
    as_name: str | None = None
    """Who is signed in; None: nobody, and a page that shows data is refused."""
    password: str | None = field(default=None, repr=False)
    demo: bool = False
    size: tuple[int, int] = (1366, 768)
    """Width and height in pixels at scale 1."""
    theme: str | None = None
    """light or dark; None: as the preferences say."""
    scale: float = 1.0
