"""One thing that `doctor` saw, in both languages, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Fine, worth knowing, or (`bad`) to be mended."""

    bad: bool
    mark: tuple[str, str]
    text_id: str
    text_en: str
    do_id: str = ""
    do_en: str = ""


def fine(text_id: str, text_en: str) -> Finding:
    """Nothing to do."""
    return Finding(False, (" baik ", " fine "), text_id, text_en)


def note(text_id: str, text_en: str, do_id: str = "", do_en: str = "") -> Finding:
    """Worth knowing; the program works."""
    return Finding(False, ("catat ", " note "), text_id, text_en, do_id, do_en)


def mend(text_id: str, text_en: str, do_id: str, do_en: str) -> Finding:
    """Somebody has to do something."""
    return Finding(True, ("BENAHI", " MEND "), text_id, text_en, do_id, do_en)
