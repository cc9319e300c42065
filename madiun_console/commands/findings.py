"""What `doctor` and `server check` saw, in both languages, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from madiun_console.commands.voice import Voice
from madiun_console.errors import ExitCode


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


def tell(findings: Iterable[Finding], voice: Voice) -> int:
    """Print them as they come; 0, or 5 when something must be mended."""
    bad = 0
    for finding in findings:
        bad += finding.bad
        mark = voice.pick(*finding.mark)
        do = voice.pick(finding.do_id, finding.do_en)
        voice.say(*(f"[{mark}] {text}" for text in (finding.text_id, finding.text_en)))
        if do:
            voice.say(f"         -> {do}", f"         -> {do}")
    if bad:
        voice.say(f"{bad} hal perlu dibenahi.", f"{bad} to be mended.")
        return ExitCode.ENVIRONMENT
    voice.say("Tidak ada yang perlu dibenahi.", "Nothing needs mending.")
    return ExitCode.OK
