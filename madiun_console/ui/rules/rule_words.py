"""Values of rules as people read them: 5 menit, ya, Tinggi, 0351 464 123."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QObject

from madiun_console.domain import phone
from madiun_console.domain.rulebook import Named
from madiun_console.domain.rulebook.editable import choices_of
from madiun_console.domain.rulebook.editable_line import Editable
from madiun_console.ui.formats import DAY, HOUR, MINUTE, SPOKEN
from madiun_console.ui.workplace import Workplace

NOTHING = "—"
_PART = re.compile(r"(\d+)\s*([^\W\d_]*)")
_UNITS = {
    DAY: ("hari", "hr", "day", "days"),
    HOUR: ("jam", "j", "hour", "hours", "h"),
    MINUTE: ("menit", "mnt", "m", "minute", "minutes", "min"),
    1: ("detik", "dtk", "s", "second", "seconds", "sec"),
}


def seconds_of(text: str) -> int | None:
    """The seconds that a text means: "1 jam 30 menit", "90 detik", "2.30" (minutes and seconds), "5" (minutes)."""
    text = text.strip().lower()
    clock = re.fullmatch(r"(\d+)[.:]([0-5]\d)", text)
    if clock:
        return int(clock[1]) * MINUTE + int(clock[2])
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text).strip(" ,."):
        return None
    total = 0
    for count, unit in parts:
        size = next((size for size, names in _UNITS.items() if unit in names), MINUTE if not unit else 0)
        if not size:
            return None
        total += int(count) * size
    return total


class RuleWords(QObject):
    """Speaks the language of the screen; choices are named by the rules in force."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace

    @property
    def language(self) -> str:
        """The language of the screen."""
        return self._workplace.language

    def say(self, named: Named | None) -> str:
        """A name, or nothing."""
        return named.label(self.language) if named else ""

    def choices(self, line: Editable) -> tuple[Named, ...]:
        """What can be chosen."""
        return choices_of(self._workplace.desk.rulebook, line.kind.of)

    def none(self, line: Editable) -> str:
        """What "none" is called."""
        return self.say(line.kind.none) or NOTHING

    def value(self, line: Editable, value: Any) -> str:
        """A value in words."""
        if value is None or value in ("", []):
            return self.none(line)
        match line.kind.name:
            case "number":
                return self.number(line, value)
            case "seconds":
                return self.span(value)
            case "flag":
                return self.yes_no(bool(value))
            case "choice":
                return self._named(line, value)
            case "choices":
                return ", ".join(self._named(line, one) for one in value)
            case "clock":
                return str(value).replace(":", ".")
            case "phone":
                return phone.display(str(value))
            case _:
                return str(value)

    def yes_no(self, value: bool) -> str:
        """A flag in a word."""
        return self.tr("yes") if value else self.tr("no")

    def number(self, line: Editable, value: int) -> str:
        """A count with what is counted."""
        if value == 0 and line.kind.zero is not None:
            return self.say(line.kind.zero)
        return f"{self._workplace.formats.number(value)} {self.say(line.kind.unit)}".strip()

    def span(self, seconds: int) -> str:
        """Seconds as "1 jam 30 menit", exactly."""
        parts = []
        rest = seconds
        for size, (indonesian, english) in SPOKEN.items():
            count, rest = divmod(rest, size)
            if count:
                plural = "" if self.language == "id" or count == 1 else "s"
                parts.append(f"{count} {indonesian if self.language == 'id' else english}{plural}")
        return " ".join(parts) or self.tr("0 seconds")

    def groups(self) -> list[tuple[str, str]]:
        """The groups of values, for tabs."""
        return [
            ("levels", self.tr("Levels and factors")),
            ("targets", self.tr("Time limits")),
            ("questions", self.tr("Questions")),
            ("steps", self.tr("SOP steps and codes")),
            ("agencies", self.tr("Agencies and contacts")),
            ("shifts", self.tr("Shifts")),
            ("retention", self.tr("Retention")),
        ]

    def _named(self, line: Editable, value: str) -> str:
        return next((self.say(one) for one in self.choices(line) if one.id == value), value)
